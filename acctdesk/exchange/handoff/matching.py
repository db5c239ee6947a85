"""Which row of an edited sheet is which record, where the hidden ids don't tell.

Ids go astray when somebody clears or deletes their column, or sorts the columns that can be seen
and not the hidden one. Then a row is known by what it says.
"""

from __future__ import annotations

import datetime as dt
import itertools
import unicodedata
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from acctdesk.exchange.handoff.values import rounded
from acctdesk.exchange.reading import Cell

Cells: TypeAlias = Mapping[str, Cell]
"""The cells of a row by field."""

_FEW = 3
"""Changed cells from which a column may have been sorted by itself."""


def key(cell: Any) -> Hashable:
    """The form in which two cells say the same, however a spreadsheet has kept them.

    Numbers have 15 digits, moments no parts of a second; tabs, the way lines end and blanks around
    a text are lost by one program or the other; a number may have become a text and back.
    """
    if cell is None or cell == "":
        return None
    if isinstance(cell, str):
        return _text_key(cell)
    if isinstance(cell, bool):
        return ("tick", cell)
    if isinstance(cell, int | float):
        return ("number", f"{float(cell):.15g}" if abs(cell) < 1e300 else str(cell))
    if isinstance(cell, dt.datetime):
        return ("moment", rounded(cell))
    if isinstance(cell, dt.date):
        return ("moment", dt.datetime.combine(cell, dt.time()))
    return ("time", str(cell))


def _text_key(cell: str) -> Hashable:
    text = cell.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "").strip()
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return text or None


def alike(written: Any, found: Cell) -> bool:
    """Whether a cell still says what was written into it.

    Args:
        written: What was written.
        found: What stands there now.
    """
    if written == found:
        return True
    one, other = key(written), key(found)
    if one == other:
        return True
    if isinstance(written, str) and isinstance(found, int | float | dt.date):
        return _retyped(written, found)
    return False


def _retyped(text: str, found: int | float | dt.date) -> bool:
    """Whether a spreadsheet has made a number or a date of a text that looks like one."""
    if isinstance(found, dt.date):
        return text.strip() == found.isoformat()
    try:
        return not isinstance(found, bool) and key(float(text)) == key(found)
    except ValueError:
        return False


def signature(cells: Cells, fields: Sequence[str]) -> int:
    """A number that two rows share when they say the same in some columns.

    A hundred thousand rows are told apart by it without keeping what they say.
    """
    return hash(tuple(key(cells.get(name)) for name in fields))


def one_to_one(rows: Mapping[int, int], records: Mapping[int, int]) -> dict[int, int]:
    """Rows that say what exactly one record says, and no other row does.

    Args:
        rows: Signatures of rows by any number.
        records: Signatures of what was written for records, by their places.

    Returns:
        Places of records by the numbers of rows.
    """
    times, of_records = Counter(rows.values()), Counter(records.values())
    places = {one: place for place, one in records.items()}
    return {
        number: places[one]
        for number, one in rows.items()
        if times[one] == 1 and of_records[one] == 1
    }


def recognised(
    rows: Mapping[int, Cells],
    records: Sequence[int],
    row_of: Callable[[int], Cells],
    fields: Sequence[str],
    telling: Sequence[str],
) -> dict[int, int]:
    """Rows that are records whose ids were lost: by all cells first, then by what tells them.

    Args:
        rows: Rows by their numbers.
        records: Places of records that no row claims.
        row_of: Tells what was written for a record.
        fields: The columns.
        telling: Those of them that name a record: its title and its account; may be empty.

    Returns:
        Places of records by the numbers of rows.
    """
    found = one_to_one(
        {number: signature(cells, fields) for number, cells in rows.items()},
        {place: signature(row_of(place), fields) for place in records},
    )
    if not telling:
        return found
    taken = set(found.values())
    left = {
        number: signature(cells, telling)
        for number, cells in rows.items()
        if number not in found and named(cells, telling)
    }
    if not left:
        return found
    open_ = {p: signature(row_of(p), telling) for p in records if p not in taken}
    return found | one_to_one(left, open_)


def named(cells: Cells, telling: Sequence[str]) -> bool:
    """Whether a row has the first of the cells that name it."""
    return key(cells.get(telling[0])) is not None


def sorted_apart(before: Sequence[Cell], after: Sequence[Cell], changed: Iterable[int]) -> bool:
    """Whether somebody sorted a column by itself, so that its cells stand beside other records.

    Args:
        before: What was written for the records, in the order of the rows now.
        after: What stands there now.
        changed: Places at which they differ.
    """
    places = list(changed)
    if len(places) < _FEW:
        return False
    if Counter(key(before[at]) for at in places) != Counter(key(after[at]) for at in places):
        return False
    return _in_order(after)


def _in_order(cells: Sequence[Cell]) -> bool:
    """Whether cells ascend or descend, numbers and dates before texts, blanks left out."""
    keys = [_rank(cell) for cell in cells if key(cell) is not None]
    up = all(one <= other for one, other in itertools.pairwise(keys))
    return up or all(one >= other for one, other in itertools.pairwise(keys))


def _rank(cell: Cell) -> tuple[int, float, str]:
    if isinstance(cell, str):
        return 1, 0.0, cell.casefold()
    if isinstance(cell, dt.datetime):
        return 0, cell.replace(tzinfo=dt.UTC).timestamp(), ""
    if isinstance(cell, dt.date):
        return 0, dt.datetime.combine(cell, dt.time(), dt.UTC).timestamp(), ""
    return 0, float(cell) if isinstance(cell, int | float) else 0.0, ""
