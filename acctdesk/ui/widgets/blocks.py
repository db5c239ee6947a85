"""Blocks of cells: what is copied, pasted, filled down."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QAbstractItemView, QTableView

from acctdesk.ui.widgets.autofit import visual_columns
from acctdesk.ui.widgets.selecting import cells_of
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
    cells = cells_of(grid)
    current = grid.currentIndex()
    if not cells and current.isValid():
        cells = {current.column(): [current.row()]}
    chosen = {column: set(rows) for column, rows in cells.items()}
    model = grid.model()

    def words(row: int, column: int) -> str:
        if row not in chosen[column]:
            return ""
        value = model.index(row, column).data()
        return "" if value is None else str(value)

    rows = sorted(set().union(*chosen.values()))
    return to_tsv([[words(row, column) for column in cells] for row in rows])


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
    here = grid.currentIndex().column()
    return [
        Fill(column, rows[0], tuple(rows[1:]))
        for column, rows in cells_of(grid).items()
        if len(rows) > 1 and (not whole or column == here)
    ]
