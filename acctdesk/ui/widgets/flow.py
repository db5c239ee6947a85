"""A layout whose items flow like words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from acctdesk.ui.theme.tokens import Space


class FlowLayout(QLayout):
    """Puts widgets side by side and begins a new row where the width ends.

    Args:
        parent: The widget it arranges.
        gap: Room between neighbours and rows, in pixels.
        to_right: Whether the rows end at the right edge rather than begin at the left.
    """

    def __init__(
        self, parent: QWidget | None = None, gap: int = Space.CONTROL, *, to_right: bool = False
    ) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._to_right = to_right
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item at the end."""
        self._items.append(item)
        self._heights.clear()

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """An item; None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove an item; None past the end."""
        self._heights.clear()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It never wants more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Fewer columns need more rows."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height at a width."""
        # Whenever a word changes anywhere in the window, Qt asks several times.
        found = self._heights.get(width)
        if found is None:
            found = self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return found

    def invalidate(self) -> None:
        """Forget how high it was: an item changed, came or went."""
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """All in one row."""
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        wide = sum(size.width() for size in shown) + self._gap * max(len(shown) - 1, 0)
        return QSize(wide, max((size.height() for size in shown), default=0))

    def minimumSize(self) -> QSize:
        """The largest single item."""
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size

    def set_to_right(self, to_right: bool) -> None:
        """Change at which edge the rows stand."""
        self._to_right = to_right
        self.invalidate()

    def _rows(self, width: int) -> list[list[QLayoutItem]]:
        rows: list[list[QLayoutItem]] = [[]]
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            wide = item.sizeHint().width()
            if rows[-1] and used + wide > width:
                rows.append([])
                used = 0
            rows[-1].append(item)
            used += wide + self._gap
        return rows

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        y = rect.y()
        for row in self._rows(rect.width()):
            sizes = [item.sizeHint() for item in row]
            high = max((size.height() for size in sizes), default=0)
            x = rect.x()
            if self._to_right:
                wide = sum(size.width() for size in sizes) + self._gap * (len(row) - 1)
                x = max(rect.x(), rect.right() + 1 - wide)
            for item, size in zip(row, sizes, strict=True):
                if move:
                    down = (high - size.height()) // 2
                    item.setGeometry(QRect(QPoint(x, y + down), size))
                x += size.width() + self._gap
            y += high + self._gap
        return max(y - self._gap - rect.y(), 0)


def show_first(parts: Sequence[QWidget], width: int, gap: int) -> None:
    """Show of some widgets the first ones, as many as fit side by side; hide the others.

    Args:
        parts: Widgets, the most important one first.
        width: Pixels that are there.
        gap: Pixels between two.
    """
    left = width
    for part in parts:
        # Before that a button knows neither its margins nor its font.
        part.ensurePolished()
        left -= part.sizeHint().width()
        part.setVisible(left >= 0)
        left -= gap
