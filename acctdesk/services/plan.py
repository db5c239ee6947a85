"""How a list that was shown before is read again without the database library.

A plan holds the statements that the library made for a list, and the descriptions of its fields.
Plans stay in a small JSON file beside the window's own settings, with no more of a client's words
than those settings keep anyway: the filter. Whatever doesn't fit is as if it had never been kept.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, NamedTuple

from acctdesk import __version__
from acctdesk.models.catalogue import Audience, Choice, Field, Format
from acctdesk.words import Lazy, current_locale, lazy
from acctdesk.workspace.glance import Statement

ROOMS = ("models", "services", "workspace")
"""What the statements and descriptions come from."""


class Title(NamedTuple):
    """What names the target of a reference.

    Attributes:
        kind: The kind it points to.
        column: The column of its name.
    """

    kind: str
    column: str


class Plan(NamedTuple):
    """How one list is read.

    Attributes:
        wish: The wish it answers, as Python writes it.
        kind: The kind of record.
        own: A digest of the fields that the person had defined.
        fields: The kind's fields as described in the program, those that a person sees.
        columns: Its columns with the names of their types.
        figures: Its computed fields.
        titles: For each field that refers to something with a name, what that is.
        ids: Selects the ids in their order.
        total: Counts all records of the kind.
        sums: Selects currency, sum and count; None when no sum was wanted.
        options: For each kind to choose from, what selects ids and names; None for too many.
        offered: Those kinds with the number of records up to which; 0 for any number.
    """

    wish: str
    kind: str
    own: int
    fields: tuple[Field, ...]
    columns: Mapping[str, str]
    figures: tuple[str, ...]
    titles: Mapping[str, Title]
    ids: Statement
    total: Statement
    sums: Statement | None
    options: Mapping[str, Statement | None]
    offered: tuple[tuple[str, int], ...]


def digest(own: Iterable[tuple[Any, ...]]) -> int:
    """A digest of the fields that a person defined; it tells whether they are the same."""
    return zlib.crc32(repr(list(own)).encode())


def stamp(schema: str) -> str:
    """What a plan depends on beside the workspace: program, schema, and language of the labels.

    Args:
        schema: Revision of the workspace.
    """
    newest = 0
    for room in ROOMS:
        # A checkout changes without its version; a bundle has no sources to look at.
        for source in (Path(__file__).parent.parent / room).glob("*.py"):
            newest = max(newest, source.stat().st_mtime_ns)
    return f"{__version__} {schema} {current_locale()} {newest}"


def load(file: Path, workspace: Path, wanted: str) -> dict[str, Plan]:
    """The plans that were kept for a workspace, by kind.

    Args:
        file: Where they are kept.
        workspace: The workspace file.
        wanted: The stamp they must have.

    Returns:
        None of them where anything is missing, other, or unreadable.
    """
    try:
        held = json.loads(file.read_bytes())
        if held["workspace"] != str(workspace) or held["stamp"] != wanted:
            return {}
        return {one["kind"]: _unpack(one) for one in held["plans"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def save(file: Path, workspace: Path, stamped: str, plans: Iterable[Plan]) -> None:
    """Keep plans in place of those kept before.

    Args:
        file: Where to keep them.
        workspace: The workspace file.
        stamped: See `stamp`.
        plans: One a kind.

    Raises:
        OSError: The file can't be written.
        TypeError: A statement has a value that JSON can't say.
    """
    held = {
        "workspace": str(workspace),
        "stamp": stamped,
        "plans": [_pack(one) for one in plans],
    }
    text = json.dumps(held, ensure_ascii=False, separators=(",", ":"))
    part = file.with_name(file.name + ".part")
    file.parent.mkdir(parents=True, exist_ok=True)
    part.write_text(text, encoding="utf-8")
    part.replace(file)


def _pack(plan: Plan) -> dict[str, Any]:
    """A plan as JSON says it."""
    return {
        **plan._asdict(),
        "fields": [_pack_field(one) for one in plan.fields],
    }


def _unpack(held: Mapping[str, Any]) -> Plan:
    """The plan that JSON said."""
    return Plan(
        wish=str(held["wish"]),
        kind=str(held["kind"]),
        own=int(held["own"]),
        fields=tuple(_unpack_field(one) for one in held["fields"]),
        columns=dict(held["columns"]),
        figures=tuple(held["figures"]),
        titles={name: Title(*one) for name, one in held["titles"].items()},
        ids=_statement(held["ids"]),
        total=_statement(held["total"]),
        sums=_statement(held["sums"]) if held["sums"] else None,
        options={kind: _statement(one) if one else None for kind, one in held["options"].items()},
        offered=tuple((str(kind), int(most)) for kind, most in held["offered"]),
    )


def _statement(held: Any) -> Statement:
    sql, given = held
    return Statement(str(sql), tuple(given))


_PLAIN = {one.name: one.default for one in fields(Field)}
"""What a field says when nothing is said; that isn't kept."""


def _pack_field(field: Field) -> dict[str, Any]:
    said = {name: getattr(field, name) for name in _PLAIN}
    held = {name: value for name, value in said.items() if value != _PLAIN[name]}
    for name in ("label", "help"):
        if name in held:
            held[name] = _pack_words(held[name])
    if "choices" in held:
        held["choices"] = [
            (one.code, _pack_words(one.label), one.synonyms) for one in field.choices
        ]
    return held


def _unpack_field(held: dict[str, Any]) -> Field:
    said = {**held, "format": Format(held["format"]), "label": _unpack_words(held["label"])}
    if "help" in held:
        said["help"] = _unpack_words(held["help"])
    if "audience" in held:
        said["audience"] = Audience(held["audience"])
    if "synonyms" in held:
        said["synonyms"] = tuple(held["synonyms"])
    if "choices" in held:
        said["choices"] = tuple(
            Choice(code, _unpack_words(label), tuple(synonyms))
            for code, label, synonyms in held["choices"]
        )
    return Field(**said)


def _pack_words(words: Lazy | str) -> list[str] | str:
    """Words that are translated when they are read stand in a list."""
    return [words.message] if isinstance(words, Lazy) else words


def _unpack_words(held: list[str] | str) -> Lazy | str:
    return lazy(held[0]) if isinstance(held, list) else held
