"""The template a deck is written into: which layouts and placeholders it must have, by their names.

A template is a file from outside. It is looked through before any library opens it, and nothing but
its looks is used: its slides, its properties and what else it tells are left behind.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from acctdesk.errors import FileProblem
from acctdesk.exchange.reading import package as zipped
from acctdesk.exchange.reading.cells import MIB, Limits
from acctdesk.exchange.reading.refusal import Refused
from acctdesk.exchange.reading.safexml import parse
from acctdesk.words import _

_FRAME = ("Title", "Subtitle", "Head line", "Slide number", "Source", "Prepared for")
LAYOUTS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "Title": ("Title", "Subtitle", "Facts", "Client logo", "Our logo", "Source"),
    "Section": ("Title", "Subtitle", "Head line", "Slide number", "Source", "Prepared for"),
    "Content": (*_FRAME, "Body"),
    "Two content": (*_FRAME, "Left", "Right"),
    "Chart and text": (*_FRAME, "Chart", "Text"),
    "Table": (*_FRAME, "Table"),
    "Picture": (*_FRAME, "Picture"),
    "Blank": ("Head line", "Slide number", "Source", "Prepared for"),
})  # fmt: skip
"""The placeholders that each layout must have."""
LIMITS = Limits(file_bytes=100 * MIB, unpacked_bytes=400 * MIB, members=5_000)
"""How much a template may cost before it is refused."""
_DROPPED = ("thumbnail", "extended-properties", "custom-properties", "printerSettings", "tags",
            "customXml", "vbaProject", "commentAuthors")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Missing:
    """What a template lacks.

    Attributes:
        layout: Name of the layout.
        placeholder: Name of the placeholder; empty where the whole layout is missing.
    """

    layout: str
    placeholder: str = ""

    def __str__(self) -> str:
        if not self.placeholder:
            return _("the layout “%s”") % self.layout
        return _("“{placeholder}” on the layout “{layout}”").format(
            placeholder=self.placeholder, layout=self.layout
        )


@cache
def default_template() -> Path:
    """The template that comes with the program."""
    # The wheel carries the resources inside the package, a checkout beside it.
    here = Path(__file__).resolve().parents[2]
    inside = here / "resources"
    root = inside if inside.is_dir() else here.parent / "resources"
    return root / "templates" / "decks" / "default.pptx"


def check_template(path: Path) -> tuple[Missing, ...]:
    """What a template lacks, so that a deck could be written into it.

    Args:
        path: The template.

    Raises:
        FileProblem: It can't be read, or isn't a presentation that is safe to open.
    """
    found = _layouts(path)
    missing: list[Missing] = []
    for layout, wanted in LAYOUTS.items():
        if layout not in found:
            missing.append(Missing(layout))
            continue
        missing += [Missing(layout, one) for one in wanted if one not in found[layout]]
    return tuple(missing)


def open_template(path: Path | None) -> Any:
    """Open a template for a new deck, without anything that somebody left in it.

    Args:
        path: The template; the program's own unless given.

    Raises:
        FileProblem: It can't be read, is unsafe, or lacks a layout or a placeholder.
    """
    from pptx import Presentation

    if path is not None and (missing := check_template(path)):
        names = ", ".join(map(str, missing[:6])) + (" …" if len(missing) > 6 else "")
        raise FileProblem(
            _("the template lacks %s.") % names,
            where=path.name,
            remedy=_("Add what is missing under exactly this name, or export without a template."),
        )
    try:
        deck = Presentation(str(path or default_template()))
    except Exception as bad:
        raise _damaged(path or default_template()) from bad
    _empty(deck)
    return deck


def _empty(deck: Any) -> None:
    """Leave out slides, properties and whatever tells of who made the template."""
    ids = deck.slides._sldIdLst
    for one in list(ids):
        deck.part.drop_rel(one.rId)
        ids.remove(one)
    for name in ("custShowLst", "custDataLst", "smartTags", "extLst"):
        for old in deck.part._element.findall(f"{{{deck.part._element.nsmap['p']}}}{name}"):
            deck.part._element.remove(old)
    for part in (deck.part.package, deck.part):
        rels = part._rels
        for key in [key for key, rel in rels.items() if rel.reltype.rpartition("/")[2] in _DROPPED]:
            rels.pop(key)


def _damaged(path: Path) -> FileProblem:
    return FileProblem(
        _("it is no presentation that can be read."),
        where=path.name,
        remedy=_("Save the template as .pptx once more, and choose that file."),
    )


def _layouts(path: Path) -> dict[str, set[str]]:
    """The placeholders of each layout, by names, read without opening the presentation."""
    try:
        if path.stat().st_size > LIMITS.file_bytes:
            raise Refused("bomb")
        with path.open("rb") as source, zipped.open_zip(source) as archive:
            zipped.check_archive(archive, LIMITS)
            return _read(archive)
    except Refused as why:
        if why.code in ("bomb", "unpacked", "members"):
            raise FileProblem(
                _("it is too large for a template."),
                where=path.name,
                remedy=_("Take the slides and pictures out of it that aren't part of its looks."),
            ) from why
        if why.code in ("external", "macros"):
            raise FileProblem(
                _("it holds macros, or links to files elsewhere."),
                where=path.name,
                remedy=_("Save it as .pptx without them, with its pictures embedded."),
            ) from why
        raise _damaged(path) from why
    except OSError as bad:
        raise FileProblem(_("it can't be read."), where=path.name) from bad


def _read(archive: zipfile.ZipFile) -> dict[str, set[str]]:
    names = {name.replace("\\", "/").lower(): name for name in archive.namelist()}
    if any(name.endswith("vbaproject.bin") for name in names):
        raise Refused("macros")
    for name, real in names.items():
        if name.endswith(".rels"):
            _refuse_links(archive, real)
    found: dict[str, set[str]] = {}
    layouts = [
        real for name, real in names.items()
        if name.startswith("ppt/slidelayouts/") and name.endswith(".xml")
    ]  # fmt: skip
    if not layouts:
        raise Refused("not_table", kind="zip")
    for member in layouts:
        layout, placeholders = _layout(archive, member)
        found.setdefault(layout, set()).update(placeholders)
    return found


def _refuse_links(archive: zipfile.ZipFile, member: str) -> None:
    """Refuse what whoever opens the deck would fetch from elsewhere."""

    def start(tag: str, attributes: dict[str, str]) -> None:
        outside = tag == "Relationship" and attributes.get("TargetMode") == "External"
        if outside and not attributes.get("Type", "").endswith("/hyperlink"):
            raise Refused("external")

    with zipped.read_member(archive, member) as stream:
        parse(stream, start)


def _layout(archive: zipfile.ZipFile, member: str) -> tuple[str, set[str]]:
    title, name, found = "", "", set()

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal title, name
        if tag == "cSld":
            title = attributes.get("name", "")
        elif tag == "cNvPr":
            name = attributes.get("name", "")
        elif tag == "ph":
            found.add(name)

    with zipped.read_member(archive, member) as stream:
        parse(stream, start)
    return title, found
