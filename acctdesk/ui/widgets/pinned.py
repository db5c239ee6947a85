"""Columns at the left of a grid that stay in sight while the rest scrolls sideways.

There is one grid only: it paints the pinned columns over the others, and here it is told where a
column is seen. A second view over the first would need the grid's selection, editors and delegate
as well, and would fight it for them.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QTableView

from acctdesk.ui.widgets.autofit import visual_columns
from acctdesk.ui.widgets.places import Places, Slot

MOST = 0.6
"""The part of the width that pinned columns may take; with more none is pinned."""


class Pins:
    """Where the columns of a grid are seen.

    Args:
        grid: The grid.
    """

    def __init__(self, grid: QTableView) -> None:
        self._grid = grid
        self._count = 0
        self._seen: tuple[tuple[int, int], Places] | None = None
        self._taken: tuple[int, tuple[int, ...]] | None = None

    @property
    def count(self) -> int:
        """How many columns at the left stay."""
        return self._count

    @count.setter
    def count(self, count: int) -> None:
        self._count = count
        self.forget()

    def forget(self) -> None:
        """Columns moved, came, went, or have other widths."""
        self._seen = self._taken = None

    def columns(self) -> tuple[int, ...]:
        """The model columns that stay in sight, from left to right; those that fit."""
        wide = self._grid.viewport().width()
        if self._taken is None or self._taken[0] != wide:
            self._taken = wide, self._columns(wide)
        return self._taken[1]

    def _columns(self, wide: int) -> tuple[int, ...]:
        head = self._grid.horizontalHeader()
        taken: list[int] = []
        room = wide * MOST
        for column in visual_columns(head)[: self.count]:
            room -= head.sectionSize(column)
            if room < 0:
                return ()
            taken.append(column)
        return tuple(taken)

    def places(self) -> Places:
        """Where every column in sight stands."""
        # Asked for with every painting; Qt is slow to tell it column by column.
        key = self._grid.viewport().width(), self._grid.horizontalHeader().offset()
        if self._seen is None or self._seen[0] != key:
            self._seen = key, self._places()
        return self._seen[1]

    def _places(self) -> Places:
        head = self._grid.horizontalHeader()
        wide = self._grid.viewport().width()
        pinned, edge = [], 0
        for column in self.columns():
            size = head.sectionSize(column)
            pinned.append(Slot(column, edge, size))
            edge += size
        loose = []
        for column in visual_columns(head)[len(pinned) :]:
            x, size = head.sectionViewportPosition(column), head.sectionSize(column)
            if x < wide and x + size > edge:
                loose.append(Slot(column, x, size))
        return Places(tuple(loose), tuple(pinned), edge, bool(pinned) and head.offset() > 0)

    def edge(self) -> int:
        """Where the pinned columns end, in pixels from the left."""
        head = self._grid.horizontalHeader()
        return sum(head.sectionSize(column) for column in self.columns())

    def below(self, x: int) -> int:
        """The place in the grid's own reckoning of a place a person points at.

        Args:
            x: In the viewport.

        Returns:
            The same, unless a pinned column lies there.
        """
        offset = self._grid.horizontalHeader().offset()
        return x - offset if offset and x < self.edge() else x

    def seen(self, column: int, box: QRect) -> QRect:
        """Where a cell is seen, from where Qt thinks it is."""
        offset = self._grid.horizontalHeader().offset()
        if offset and column in self.columns():
            return box.translated(offset, 0)
        return box

    def reveal(self, column: int) -> None:
        """Scroll sideways until no pinned column covers a column."""
        if column in self.columns():
            return
        head, bar = self._grid.horizontalHeader(), self._grid.horizontalScrollBar()
        hidden = self.edge() - head.sectionViewportPosition(column)
        if hidden > 0:
            bar.setValue(bar.value() - hidden)

    def point_below(self, where: QPoint) -> QPoint:
        """`below` for a point."""
        return QPoint(self.below(where.x()), where.y())
