"""The selection of the accounts grid in terms of records, so that it outlives the rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel

from acctdesk.ui.accounts.model import AccountsModel
from acctdesk.ui.widgets.grid import GridView

Cell = tuple[str, int]
"""A record and a column."""


class Selection:
    """Selected records and the current cell.

    Args:
        grid: The grid.
        model: Behind the grid.
    """

    def __init__(self, grid: GridView, model: AccountsModel) -> None:
        self._grid, self._model = grid, model

    def records(self) -> tuple[str, ...]:
        """The selected records, in their order."""
        rows = sorted({one.row() for one in self._grid.selectionModel().selectedRows()})
        return tuple(self._model.store.ids[row] for row in rows)

    def current(self) -> Cell:
        """The current cell; an empty record where there is none."""
        index = self._grid.currentIndex()
        ids = self._model.store.ids
        known = index.isValid() and index.row() < len(ids)
        return (ids[index.row()], index.column()) if known else ("", 0)

    def select(self, records: Sequence[str], current: Cell) -> None:
        """Select records, those that are there, and make a cell the current one."""
        model, flag = self._model, QItemSelectionModel.SelectionFlag
        select = self._grid.selectionModel()
        at = model.store.row_of(current[0])
        if at >= 0:
            select.setCurrentIndex(model.index(at, current[1]), flag.NoUpdate)
        chosen = QItemSelection()
        for row in map(model.store.row_of, records):
            if row >= 0:
                chosen.select(model.index(row, 0), model.index(row, 0))
        select.select(chosen, flag.ClearAndSelect | flag.Rows)
