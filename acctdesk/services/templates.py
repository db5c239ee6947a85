"""Templates of reviews, kept as files: how long, which agenda, which slides."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from acctdesk.words import _


@dataclass(frozen=True, slots=True)
class TemplateItem:
    """An item of the agenda of a template.

    Attributes:
        title: What it is about, in English; translated when it is used.
        minutes: The time it is given.
        looks: "back" or "forward".
        block: Code of the block that is shown with it; may be empty.
    """

    title: str
    minutes: int
    looks: str
    block: str = ""


@dataclass(frozen=True, slots=True)
class TemplateSlide:
    """A slide of a template.

    Attributes:
        block: Code of the block.
        minutes: How long one speaks to it; None for nothing said.
        options: What the block is told.
    """

    block: str
    minutes: int | None = None
    options: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Template:
    """How a kind of review is usually held.

    Attributes:
        code: Its name as a file has it.
        title: What a review of it is called, in English.
        type: Code of `REVIEW_TYPES`.
        minutes: How long it takes.
        period: What it looks at: "quarter", "month" or empty.
        agenda: Its agenda.
        slides: Its slides.
    """

    code: str
    title: str
    type: str
    minutes: int
    period: str
    agenda: tuple[TemplateItem, ...]
    slides: tuple[TemplateSlide, ...]

    @property
    def label(self) -> str:
        """Its title in the language that is spoken now."""
        return _(self.title)


def folder() -> Path:
    """Where the templates are: in the package of the wheel, beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "resources"
    return (inside if inside.is_dir() else package.parent / "resources") / "templates" / "reviews"


@functools.cache
def templates() -> tuple[Template, ...]:
    """All templates, in the order in which they are offered."""
    found = [read_template(path) for path in sorted(folder().glob("*.json"))]
    return tuple(sorted(found, key=lambda one: (_ORDER.get(one.code, len(_ORDER)), one.code)))


_ORDER = {code: at for at, code in enumerate(("qbr", "monthly", "renewal", "onboarding"))}


def read_template(path: Path) -> Template:
    """Read one template.

    Args:
        path: Its file.

    Raises:
        KeyError: Something is missing in it.
        ValueError: It isn't JSON, or an item looks neither back nor forward.
    """
    said = orjson.loads(path.read_bytes())
    items = tuple(
        TemplateItem(one["title"], int(one["minutes"]), one["looks"], one.get("block", ""))
        for one in said["agenda"]
    )
    if any(one.looks not in ("back", "forward") for one in items):
        raise ValueError(f"{path.name}: an item looks neither back nor forward")
    slides = tuple(
        TemplateSlide(one["block"], one.get("minutes"), one.get("options", {}))
        for one in said["slides"]
    )
    return Template(
        path.stem, said["title"], said["type"], int(said["minutes"]), said.get("period", ""),
        items, slides,
    )  # fmt: skip
