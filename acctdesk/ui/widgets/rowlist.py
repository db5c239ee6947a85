"""A list that paints its rows in one go: what is found while somebody types."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Role


class RowPaint(Protocol):
    """Knows the rows of a list: how high each is and how it looks."""

    def height(self, row: int) -> int:
        """Height of a row in pixels."""

    def draw(
        self, painter: QPainter, row: int, box: QRectF, *, chosen: bool, focused: bool
    ) -> None:
        """Paint a row.

        Args:
            painter: Where to; what is set on it needn't be set back.
            row: Which.
            box: Its place.
            chosen: Whether it is the chosen row.
            focused: Whether the list has the keyboard as well.
        """

    def forget(self) -> None:
        """The theme changed."""


class RowList(QListView):
    """Rows of different heights, of which one is chosen.

    Qt asks a list for flags, options, size and paint of each row, one by one and through its
    indexes; with thirty rows that alone takes longer than a letter may. Here the heights are asked
    for by number, and one painting goes over the rows in sight.

    Args:
        theme: The theme in force.
        name: What the rows are, for assistive technology.
        paint: Knows the rows.
        ground: Colour beneath the rows.
    """

    def __init__(self, theme: Theme, name: str, paint: RowPaint, ground: Role) -> None:
        super().__init__()
        self._theme, self._paint, self._ground = theme, paint, ground
        self.setAccessibleName(name)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._heights = _Heights(paint)
        self.setItemDelegate(self._heights)
        # Every pixel is painted here: nothing beneath needs to be.
        self.viewport().setAutoFillBackground(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        theme.changed.connect(self._retheme)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows in sight."""
        painter = QPainter(self.viewport())
        area = event.rect()
        # A pixel more, and hard: an edge may lie within a pixel of the screen.
        painter.fillRect(area.adjusted(-1, -1, 1, 1), self._theme.colour(self._ground))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        model = self.model()
        count = model.rowCount() if model is not None else 0
        if not count:
            return
        top: float = self.visualRect(model.index(0, 0)).top()
        wide, chosen = self.viewport().width(), self.currentIndex().row()
        focused = self.hasFocus()
        first, last = area.top(), area.bottom()
        height, draw = self._paint.height, self._paint.draw
        for row in range(count):
            high = height(row)
            if top + high > first:
                box = QRectF(0, top, wide, high)
                draw(painter, row, box, chosen=row == chosen, focused=focused)
            top += high
            if top > last:
                break

    def _retheme(self) -> None:
        self._paint.forget()
        self._heights.forget()
        self.scheduleDelayedItemsLayout()
        self.viewport().update()


class _Heights(QStyledItemDelegate):
    """Tells Qt how high the rows are."""

    def __init__(self, paint: RowPaint) -> None:
        super().__init__()
        self._height = paint.height
        self._sizes: dict[int, QSize] = {}

    def forget(self) -> None:
        self._sizes.clear()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        high = self._height(index.row())
        found = self._sizes.get(high)
        if found is None:
            found = self._sizes[high] = QSize(10, high)
        return found
