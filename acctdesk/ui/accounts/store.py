"""The records that the accounts grid has read so far, a page at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from acctdesk.services.catalogue import Field
from acctdesk.services.record import Record
from acctdesk.ui.entry import cell

PAGE = 200
"""Records read at a time."""
KEPT = 20_000
"""Records kept in memory; beyond that those far from sight are forgotten."""


class Store:
    """Records by row, read lazily, and their words, made once.

    Nothing here knows Qt: the model tells rows, the store answers what it has.
    """

    def __init__(self) -> None:
        self.ids: list[str] = []
        self._row_of: dict[str, int] | None = {}
        self._records: dict[str, Record] = {}
        self._words: dict[str, dict[str, str]] = {}
        self._asked: set[int] = set()

    def set_ids(self, ids: Sequence[str]) -> None:
        """Show other records, or the same in another order; what was read stays known."""
        self.ids = list(ids)
        self._row_of = None
        self._asked.clear()

    def row_of(self, record: str) -> int:
        """The row of a record; -1 when it isn't shown."""
        if self._row_of is None:
            self._row_of = {one: at for at, one in enumerate(self.ids)}
        return self._row_of.get(record, -1)

    def record(self, row: int) -> Record | None:
        """The record of a row; None while it hasn't been read."""
        return self._records.get(self.ids[row])

    def known(self, record: str) -> Record | None:
        """A record by its id; None while it hasn't been read."""
        return self._records.get(record)

    def put(self, records: Iterable[Record]) -> list[int]:
        """Keep what was read.

        Returns:
            The rows it is shown in.
        """
        rows = []
        fresh = list(records)
        if len(self._records) + len(fresh) > KEPT:
            self.forget_all()
        for one in fresh:
            self._records[one.id] = one
            self._words.pop(one.id, None)
            row = self.row_of(one.id)
            if row >= 0:
                rows.append(row)
        return rows

    def forget_all(self) -> None:
        """Forget what was read."""
        self._records.clear()
        self._words.clear()
        self._asked.clear()

    def text(self, record: Record, field: Field) -> str:
        """What a cell shows."""
        words = self._words.setdefault(record.id, {})
        found = words.get(field.name)
        if found is None:
            found = words[field.name] = cell(field, record)
        return found

    def page_to_read(self, row: int) -> list[str]:
        """The ids of the page around a row that are still to be read; empty when asked for."""
        page = row // PAGE
        if page in self._asked:
            return []
        self._asked.add(page)
        part = self.ids[page * PAGE : (page + 1) * PAGE]
        return [one for one in part if one not in self._records]

    def ask_again(self, rows: Iterable[int]) -> None:
        """A page couldn't be read: it may be asked for once more."""
        self._asked.difference_update(row // PAGE for row in rows)


def runs(places: Iterable[int]) -> list[tuple[int, int]]:
    """First and last of each run of consecutive numbers, in rising order."""
    found: list[tuple[int, int]] = []
    for place in sorted(places):
        if found and place == found[-1][1] + 1:
            found[-1] = (found[-1][0], place)
        else:
            found.append((place, place))
    return found


def value_of(record: Record, field: Field) -> Any:
    """The native value of a cell; the name for a reference."""
    return record.titles.get(field.name) if field.target else record[field.name]
