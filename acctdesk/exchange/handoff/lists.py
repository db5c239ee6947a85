"""The lists that cells are chosen from, on a hidden sheet: what is written, and what it means.

Labels are translated, renamed, and spelt anew by every release of a country's names. A workbook
therefore carries those it was written with, so that a later version or another language still
tells an edited cell from one that is only called something else today.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from acctdesk.exchange.handoff.cells import choices, text
from acctdesk.exchange.handoff.layout import FIRST, KEYS, LISTS, MARK
from acctdesk.exchange.handoff.rows import Contents
from acctdesk.models.catalogue import Field, Format
from acctdesk.services.catalogue import closed_list
from acctdesk.services.handover.parcel import Page

MOST_NAMES = 500
"""Records of a kind that are offered to choose from; of more, one types the name."""
_CODES = "codes"
"""What stands in the hidden first row over the codes of the list before it."""


@dataclass(frozen=True, slots=True)
class ChoiceList:
    """What the cells of some fields are chosen from.

    Attributes:
        fields: Keys of the fields that share it ("account.tier").
        title: What it is called.
        said: Labels by code, in the order in which they are offered; of records, names by id.
        closed: Whether nothing else may be written.
    """

    fields: tuple[str, ...]
    title: str
    said: Mapping[str, str]
    closed: bool


def choice_lists(contents: Contents, pages: Iterable[Page]) -> tuple[ChoiceList, ...]:
    """All lists that the sheets of a workbook need, each once.

    Args:
        contents: The records.
        pages: The sheets.
    """
    found: dict[tuple[object, ...], ChoiceList] = {}
    for page in pages:
        for name in page.fields:
            if name.startswith("~"):
                continue
            field = contents.field(page.kind, name)
            said, closed = _said(contents, field)
            if said:
                key = (closed, *said.items())
                one = found.get(key) or ChoiceList((), str(field.label), said, closed)
                found[key] = replace(one, fields=(*one.fields, field.key))
    return tuple(found.values())


def _said(contents: Contents, field: Field) -> tuple[Mapping[str, str], bool]:
    if field.format is Format.REFERENCE:
        names = contents.names.of_kind(field.target)
        inside = len(contents.parcel.rows.get(field.target, ()))
        few = {one: name for one, name in names.items() if text(name) == name}
        return (few if 0 < inside <= MOST_NAMES else {}), False
    if field.format is Format.CURRENCY:
        return {code: code for code, _name in closed_list(field)}, False
    return choices(field), field.format is not Format.TAGS


def rows_of(lists: Sequence[ChoiceList]) -> Iterable[tuple[int, int, str]]:
    """The cells of the hidden sheet: row, column and text.

    Each list takes two columns, from the second on: the labels, and the codes beside them.
    """
    yield KEYS, 0, f"{MARK}{LISTS}"
    for number, one in enumerate(lists):
        at = 1 + 2 * number
        yield KEYS, at, " ".join(one.fields)
        yield KEYS, at + 1, _CODES
        yield KEYS + 1, at, one.title
        for row, (code, label) in enumerate(one.said.items(), FIRST):
            yield row, at, label
            yield row, at + 1, code


def read_lists(rows: Iterable[Sequence[object]]) -> dict[str, dict[str, str]]:
    """Labels by code, by the key of each field, as a hidden sheet says them.

    Args:
        rows: Its cells from the first row on; nothing is found where it isn't such a sheet.
    """
    told = iter(rows)
    first = next(told, ())
    if not first or first[0] != f"{MARK}{LISTS}":
        return {}
    lists: dict[int, dict[str, str]] = {}
    found: dict[str, dict[str, str]] = {}
    for at, keys in enumerate(first[:-1]):
        if at and isinstance(keys, str) and first[at + 1] == _CODES:
            lists[at] = {}
            found |= dict.fromkeys(keys.split(), lists[at])
    next(told, ())
    for row in told:
        for at, said in lists.items():
            if at + 1 < len(row) and row[at] not in (None, ""):
                said[_code(row[at + 1])] = str(row[at])
    return found


def _code(cell: object) -> str:
    """A code as a text, also where a program made a number of it."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(int(cell)) if isinstance(cell, bool) else str(cell)
