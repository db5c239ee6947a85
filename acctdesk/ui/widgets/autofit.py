"""Widths that columns have until the person sets their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHeaderView, QTableView

from acctdesk.ui.theme.theme import Theme

if TYPE_CHECKING:
    from acctdesk.ui.widgets.header import GridHeader

ARROW = 14
"""Room kept for the sort arrow, in pixels at 100 %."""
FEWEST, MOST = 12, 60
"""Rows measured for the widths of columns, however few or many are in sight."""
WIDEST = 320
"""No column gets wider by its content alone, in pixels at 100 %."""


class AutoFit(QObject):
    """Makes columns as wide as their content and shares out the room that is left.

    Args:
        theme: The theme in force.
        grid: The grid whose columns it sets.
        head: The grid's header.
    """

    def __init__(self, theme: Theme, grid: QTableView, head: GridHeader) -> None:
        super().__init__(grid)
        self._theme = theme
        self._grid = grid
        self._on = True
        self._natural: dict[int, int] = {}
        self._content: dict[int, int] = {}
        self._sight = 0
        self._widest = WIDEST
        theme.changed.connect(self._forget)
        # Qt resizes columns by itself too (new model, larger text); a person holds the header.
        head.widths_chosen.connect(self.stop)

    def stop(self) -> None:
        """The widths are the person's now."""
        self._on = False

    def _forget(self) -> None:
        """Widths at another text size are of no use, not even while nothing is there to measure."""
        self._natural = {}

    def natural(self, column: int, widest: int = WIDEST) -> int:
        """The width at which a column hides nothing of what is in sight, in pixels."""
        head = self._grid.horizontalHeader()
        wide = max(self._grid.sizeHintForColumn(column), head.sectionSizeHint(column))
        return min(wide, self._theme.px(widest))

    def widen(self, column: int) -> None:
        """Make a column as wide as its natural width, never narrower, and remember that it is.

        Args:
            column: The model column.
        """
        wide = self.natural(column)
        head = self._grid.horizontalHeader()
        if wide <= head.sectionSize(column):
            return
        if column in self._natural:
            self._natural[column] = self._content[column] = wide
        head.resizeSection(column, wide)

    def again(self) -> None:
        """Measure and share out anew, unless stopped: the model or the text changed."""
        if self._on and self._grid.model() is not None:
            self.fit()

    def fit(self, widest: int = WIDEST) -> None:
        """Measure, share out, and go on doing so.

        Args:
            widest: No column gets wider by its content alone; pixels at 100 %.
        """
        self._on, self._widest = True, widest
        head = self._grid.horizontalHeader()
        shown = visual_columns(head)
        model = self._grid.model()
        if not (model and model.rowCount()) and all(one in self._natural for one in shown):
            # Nothing to measure: columns that shrink to their heads would jump back later.
            self.share_out()
            return
        self._sight = rows_measured(self._grid)
        # Measured once: every cell in sight is asked for its words.
        self._content = {column: self._grid.sizeHintForColumn(column) for column in shown}
        limit = self._theme.px(widest)
        self._natural = {
            column: min(max(self._content[column], head.sectionSizeHint(column)), limit)
            for column in shown
        }
        self.share_out()

    def share_out(self) -> None:
        """Fill the grid's width with what was measured.

        While it is resized no more is done than that, unless rows come into sight that were never
        measured: a larger window would shorten their words.
        """
        if not self._on or not self._natural:
            return
        model = self._grid.model()
        if model and rows_measured(self._grid) > self._sight and model.rowCount() > self._sight:
            self.fit(self._widest)
            return
        head = self._grid.horizontalHeader()
        shown = visual_columns(head)
        room = self._grid.viewport().width()
        wides = {column: self._natural.get(column, 80) for column in shown}
        if sum(wides.values()) > room:
            # Room kept for sort arrows is the first to go.
            slack = self._theme.px(ARROW)
            tight = {
                column: max(wide - slack, self._content.get(column, 0))
                for column, wide in wides.items()
            }
            if sum(tight.values()) <= room:
                wides = tight
        spare = max(room - sum(wides.values()), 0)
        # A column of boxes that has no heading needs no more than its box.
        named = [column for column in shown if self._heading(column)] or shown
        for column in shown:
            at = named.index(column) if column in named else len(named)
            extra = spare // len(named) + (1 if at < spare % len(named) else 0)
            head.resizeSection(column, wides[column] + (extra if column in named else 0))

    def _heading(self, column: int) -> str:
        model = self._grid.model()
        return str(model.headerData(column, Qt.Orientation.Horizontal) or "") if model else ""


def rows_measured(grid: QTableView) -> int:
    """How many rows are measured for the widths of columns: those in sight, within limits."""
    height = max(grid.verticalHeader().defaultSectionSize(), 1)
    return min(max(grid.viewport().height() // height + 2, FEWEST), MOST)


def visual_columns(head: QHeaderView) -> list[int]:
    """The model columns a header shows, from left to right."""
    ordered = (head.logicalIndex(at) for at in range(head.count()))
    return [column for column in ordered if not head.isSectionHidden(column)]
