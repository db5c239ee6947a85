"""Steps and leaps of a grid's current cell."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTableView

from acctdesk.ui.widgets.autofit import visual_columns


def step(grid: QTableView, rows: int, cols: int) -> None:
    """Move the current cell, within the grid.

    Args:
        grid: The grid.
        rows: How many rows down.
        cols: How many columns on, as they are shown.
    """
    current = grid.currentIndex()
    visual = visual_columns(grid.horizontalHeader())
    model = grid.model()
    if model is None or current.column() not in visual:
        return
    at = min(max(visual.index(current.column()) + cols, 0), len(visual) - 1)
    row = min(max(current.row() + rows, 0), model.rowCount() - 1)
    grid.setCurrentIndex(model.index(row, visual[at]))


def leap(grid: QTableView, event: QKeyEvent) -> None:
    """Move the current cell to the edge of the grid that an arrow key points at."""
    current = grid.currentIndex()
    visual = visual_columns(grid.horizontalHeader())
    model = grid.model()
    if model is None or not current.isValid() or not visual:
        return
    row, column = current.row(), current.column()
    key = event.key()
    if key == Qt.Key.Key_Up:
        row = 0
    elif key == Qt.Key.Key_Down:
        row = model.rowCount() - 1
    else:
        column = visual[0] if key == Qt.Key.Key_Left else visual[-1]
    _go(grid, model.index(row, column), event)


def _go(grid: QTableView, index: QModelIndex | QPersistentModelIndex, event: QKeyEvent) -> None:
    how = grid.selectionCommand(index, None)
    if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        grid.setSelection(
            grid.visualRect(grid.currentIndex()).united(grid.visualRect(index)),
            QItemSelectionModel.SelectionFlag.ClearAndSelect
            | (how & QItemSelectionModel.SelectionFlag.Rows),
        )
        grid.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
    else:
        grid.setCurrentIndex(index)
    grid.scrollTo(index)
