"""The records that a list has read so far, a page at a time, and where they stand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from acctdesk.services.catalogue import Field
from acctdesk.services.record import Record
from acctdesk.ui.entry import cell
from acctdesk.ui.lists.cells import Marks, make_cell
from acctdesk.ui.lists.rows import Rows
from acctdesk.ui.widgets.cell import Cell

PAGE = 200
"""Records read at a time."""
KEPT = 20_000
"""Records kept in memory; beyond that those far from sight are forgotten."""


@dataclass(frozen=True, slots=True)
class Made:
    """Cells made where records are read.

    Attributes:
        cells: By record and field.
        meaning: What the marks on them mean; see `Marks.meaning`.
    """

    cells: Mapping[str, dict[str, Cell]] = field(default_factory=dict)
    meaning: tuple[object, ...] = ()


class Store:
    """Records by row, read lazily, and their words, made once.

    Nothing here knows Qt's models: the model tells rows, the store answers what it has.
    """

    def __init__(self) -> None:
        self.rows = Rows(())
        self._records: dict[str, Record] = {}
        self._words: dict[str, dict[str, str]] = {}
        self.cells: dict[str, dict[str, Cell]] = {}
        """Cells laid out of records, kept until their record is read again."""
        self._asked: set[int] = set()

    @property
    def ids(self) -> Sequence[str]:
        """The records in display order, those in closed groups too."""
        return self.rows.ids

    def set_rows(self, rows: Rows) -> None:
        """Show other records, or the same in another order; what was read stays known."""
        self.rows = rows
        self._asked.clear()

    def row_of(self, record: str) -> int:
        """The row of a record; -1 when it isn't shown."""
        return self.rows.row_of(record) if record else -1

    def record(self, row: int) -> Record | None:
        """The record of a row; None while it hasn't been read, and for heads of groups."""
        return self._records.get(self.rows.record(row) or "")

    def known(self, record: str) -> Record | None:
        """A record by its id; None while it hasn't been read."""
        return self._records.get(record)

    def known_ids(self) -> Collection[str]:
        """The records that have been read; may be asked from any thread."""
        return self._records.keys()

    def put(
        self, records: Iterable[Record], made: Mapping[str, dict[str, Cell]] | None = None
    ) -> list[str]:
        """Keep what was read.

        Args:
            records: The records.
            made: Their cells, as far as they were made already; they are the store's from now on.

        Returns:
            The ids of those that are new or differ from what was known.
        """
        fresh = list(records)
        if len(self._records) + len(fresh) > KEPT:
            self.forget_all()
        changed = []
        for one in fresh:
            if self._records.get(one.id) == one:
                continue
            self._records[one.id] = one
            self._words.pop(one.id, None)
            self.cells.pop(one.id, None)
            if made is not None and one.id in made:
                self.cells[one.id] = made[one.id]
            changed.append(one.id)
        return changed

    def forget_all(self) -> None:
        """Forget what was read."""
        self._records.clear()
        self._words.clear()
        self.cells.clear()
        self._asked.clear()

    def forget_cells(self) -> None:
        """Lay cells out anew: other marks hold, or other choices are known."""
        self.cells.clear()

    def cells_of(self, record: str) -> dict[str, Cell]:
        """The cells of a record that were laid out; another object after each change of it."""
        return self.cells.setdefault(record, {})

    def text(self, record: Record, field: Field) -> str:
        """What a cell shows."""
        words = self._words.setdefault(record.id, {})
        found = words.get(field.name)
        if found is None:
            found = words[field.name] = cell(field, record)
        return found

    def page_to_read(self, row: int) -> list[str]:
        """The records of the page around a row that are still to be read, once."""
        page = row // PAGE
        if page in self._asked:
            return []
        self._asked.add(page)
        last = min((page + 1) * PAGE, len(self.rows)) - 1
        return [one for one in self.rows.near(page * PAGE, last) if one not in self._records]

    def ask_again(self, records: Iterable[str]) -> None:
        """Records couldn't be read: they may be asked for once more."""
        rows = (self.row_of(one) for one in records)
        self._asked.difference_update(row // PAGE for row in rows)


def made_of(records: Sequence[Record], fields: Sequence[Field], marks: Marks | None = None) -> Made:
    """The cells of records; for the read lane, since making them takes its time.

    Args:
        records: The records.
        fields: The columns.
        marks: What stands out; nothing when not given.
    """
    made = {
        one.id: {field.name: make_cell(field, one, cell(field, one), None) for field in fields}
        for one in records
    }
    if marks is None or not marks.marks:
        return Made(made)
    for one in records:
        for name, tone in marks.of(one)[1].items():
            if name in made[one.id]:
                made[one.id][name].mark = tone
    return Made(made, marks.meaning)


def value_of(record: Record, field: Field) -> Any:
    """The native value of a cell; the name for a reference."""
    return record.titles.get(field.name) if field.target else record[field.name]
