"""What is selected in a grid, told by ranges: a hundred thousand cells cost as much as one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel
from PySide6.QtWidgets import QTableView

from acctdesk.ui.widgets.autofit import visual_columns
from acctdesk.ui.widgets.roles import BandRole

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel

Range = tuple[int, int, int, int]
"""First and last row, first and last model column."""


def ranges(grid: QTableView) -> list[Range]:
    """The selected ranges of a grid; they don't overlap."""
    if grid.model() is None:
        return []
    selection = grid.selectionModel().selection()
    found = []
    for at in range(selection.count()):
        one = selection.at(at)
        found.append((one.top(), one.bottom(), one.left(), one.right()))
    return found


def visible_ranges(grid: QTableView, first: int, last: int) -> list[Range]:
    """The selected ranges that touch some rows.

    Args:
        grid: The grid.
        first: First row.
        last: Last row; -1 for the end.
    """
    end = last if last >= 0 else 1 << 30
    return [one for one in ranges(grid) if one[1] >= first and one[0] <= end]


def rows_of(grid: QTableView) -> list[int]:
    """The rows with a selected cell, in order, without the heads of groups."""
    rows: set[int] = set()
    for first, last, _left, _right in ranges(grid):
        rows.update(range(first, last + 1))
    return [row for row in sorted(rows) if _plain(grid.model(), row)]


def columns_of(grid: QTableView) -> list[int]:
    """The shown columns with a selected cell, from left to right."""
    spans = [(left, right) for _first, _last, left, right in ranges(grid)]
    return [
        column
        for column in visual_columns(grid.horizontalHeader())
        if any(left <= column <= right for left, right in spans)
    ]


def cells_of(grid: QTableView) -> dict[int, list[int]]:
    """The selected rows of each shown column, from left to right."""
    held = ranges(grid)
    found: dict[int, list[int]] = {}
    for column in visual_columns(grid.horizontalHeader()):
        rows: set[int] = set()
        for first, last, left, right in held:
            if left <= column <= right:
                rows.update(range(first, last + 1))
        if rows:
            found[column] = [row for row in sorted(rows) if _plain(grid.model(), row)]
    return found


def select_rows(grid: QTableView, rows: Iterable[int], *, whole: bool = True) -> None:
    """Select rows, and nothing else.

    Args:
        grid: The grid.
        rows: Which.
        whole: Over all columns, else in the current column alone.
    """
    model = grid.model()
    last = model.columnCount() - 1
    left = 0 if whole else max(grid.currentIndex().column(), 0)
    right = last if whole else left
    chosen = QItemSelection()
    for first, end in runs(rows):
        chosen.select(model.index(first, left), model.index(end, right))
    grid.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def runs(places: Iterable[int]) -> list[tuple[int, int]]:
    """First and last of each run of consecutive numbers, in rising order."""
    found: list[tuple[int, int]] = []
    for place in sorted(places):
        if found and place == found[-1][1] + 1:
            found[-1] = (found[-1][0], place)
        else:
            found.append((place, place))
    return found


def _plain(model: QAbstractItemModel, row: int) -> bool:
    return model.index(row, 0).data(BandRole) is None
