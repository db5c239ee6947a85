"""Blocks of cells: what is copied, pasted, filled down."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QAbstractItemView, QTableView

from acctdesk.ui.widgets.autofit import visual_columns
from acctdesk.ui.widgets.tsv import from_tsv, to_tsv


@dataclass(frozen=True, slots=True)
class Paste:
    """A block of cells that came from the clipboard.

    Attributes:
        row: First row it goes to.
        columns: Model columns it goes to, in visual order; shorter than the block is wide when
            the grid ends before.
        cells: The words, row by row.
    """

    row: int
    columns: tuple[int, ...]
    cells: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Fill:
    """The wish to copy the topmost value of a selected column downwards.

    Attributes:
        column: The model column.
        source: Row the value comes from.
        rows: Rows it goes to.
    """

    column: int
    source: int
    rows: tuple[int, ...]


def selection_text(grid: QTableView) -> str:
    """The selection as tab-separated text: visible columns in their order, row by row.

    Cells inside the block that are not selected stay empty.
    """
    cells = {(one.row(), one.column()) for one in grid.selectedIndexes()}
    current = grid.currentIndex()
    if not cells and current.isValid():
        cells = {(current.row(), current.column())}
    taken = {column for _row, column in cells}
    order = [column for column in visual_columns(grid.horizontalHeader()) if column in taken]
    rows = sorted({row for row, _column in cells})
    model = grid.model()

    def words(row: int, column: int) -> str:
        if (row, column) not in cells:
            return ""
        value = model.index(row, column).data()
        return "" if value is None else str(value)

    return to_tsv([[words(row, column) for column in order] for row in rows])


def paste_at_current(grid: QTableView, text: str) -> Paste | None:
    """What pasting a text at the current cell means.

    Args:
        grid: The grid.
        text: Tab-separated, as spreadsheets put it on the clipboard.

    Returns:
        None without a current cell or without text.
    """
    current = grid.currentIndex()
    block = from_tsv(text)
    visual = visual_columns(grid.horizontalHeader())
    if not current.isValid() or not block or current.column() not in visual:
        return None
    start = visual.index(current.column())
    wide = max(len(row) for row in block)
    return Paste(
        current.row(),
        tuple(visual[start : start + wide]),
        tuple(tuple(row) for row in block),
    )


def fills(grid: QTableView) -> list[Fill]:
    """The fills a selection asks for, one a column.

    Where whole rows are selected, only the current column is meant.
    """
    whole = grid.selectionBehavior() == QAbstractItemView.SelectionBehavior.SelectRows
    rows_of: dict[int, list[int]] = {}
    for one in grid.selectedIndexes():
        if not whole or one.column() == grid.currentIndex().column():
            rows_of.setdefault(one.column(), []).append(one.row())
    return [
        Fill(column, min(rows), tuple(sorted(rows)[1:]))
        for column, rows in sorted(rows_of.items())
        if len(rows) > 1
    ]
