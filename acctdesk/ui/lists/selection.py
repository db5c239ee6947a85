"""The selection of a list in terms of records, so that it outlives the rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel

from acctdesk.ui.lists.model import ListModel
from acctdesk.ui.widgets.grid import GridView
from acctdesk.ui.widgets.selecting import ranges, runs

Cell = tuple[str, str]
"""A record and a field."""
Block = tuple[tuple[str, ...], int, int]
"""Records, and the first and last column that are selected of them."""


class Selection:
    """Selected records and the current cell.

    Args:
        grid: The grid.
        model: Behind the grid.
    """

    def __init__(self, grid: GridView, model: ListModel) -> None:
        self._grid, self._model = grid, model
        self._row = -1

    def records(self) -> tuple[str, ...]:
        """The records with a selected cell, in their order."""
        rows = self._model.store.rows
        found = (rows.record(row) for row in self._grid.selected_rows())
        return tuple(one for one in found if one is not None)

    def count(self) -> int:
        """How many rows hold a selected cell; heads of groups between them count too."""
        held = sorted((first, last) for first, last, _left, _right in ranges(self._grid))
        total, end = 0, -1
        for first, last in held:
            total += max(last - max(first, end + 1) + 1, 0)
            end = max(end, last)
        return total

    def current(self) -> Cell:
        """The current cell; an empty record where there is none."""
        index = self._grid.currentIndex()
        rows = self._model.store.rows
        self._row = index.row()
        if not index.isValid() or index.row() >= len(rows):
            return ("", "")
        return (rows.record(index.row()) or "", self._model.fields()[index.column()].name)

    def blocks(self) -> list[Block]:
        """What is selected, by records and columns."""
        rows = self._model.store.rows
        return [
            (tuple(rows.near(first, min(last, len(rows) - 1))), left, right)
            for first, last, left, right in ranges(self._grid)
        ]

    def restore(self, blocks: Sequence[Block], current: Cell) -> None:
        """Select again what is still there of what was selected, wherever it stands now."""
        model, select = self._model, self._grid.selectionModel()
        flag = QItemSelectionModel.SelectionFlag
        at = model.store.row_of(current[0])
        if at < 0 <= self._row and not self._grid.currentIndex().isValid():
            # The head of a group, or a record that left the list: one goes on where it stood.
            at = min(self._row, len(model.store.rows) - 1)
        if at >= 0:
            index = model.index(at, max(model.column(current[1]), 0))
            select.setCurrentIndex(index, flag.NoUpdate)
        chosen = QItemSelection()
        last = model.columnCount() - 1
        for records, left, right in blocks:
            found = (model.store.row_of(one) for one in records)
            for first, end in runs(row for row in found if row >= 0):
                chosen.select(
                    model.index(first, min(left, last)), model.index(end, min(right, last))
                )
        select.select(chosen, flag.ClearAndSelect)

    def select(self, records: Sequence[str], current: Cell) -> None:
        """Select whole records, those that are there, and make a cell the current one."""
        last = self._model.columnCount() - 1
        self.restore([(tuple(records), 0, last)], current)
