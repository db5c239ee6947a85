"""A card over the window's content, which is veiled while the card is there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Size, Space
from acctdesk.ui.widgets.paint import fill_round, stroke_round

WIDTH = 660
"""Of the card, at 100 %."""


class Veil(QWidget):
    """Covers a widget and shows `card` in the middle; hidden at first.

    Args:
        theme: The theme in force.
        content: What is covered.
    """

    left = Signal()
    """A click beside the card."""

    def __init__(self, theme: Theme, content: QWidget) -> None:
        super().__init__(content)
        self.hide()
        self._theme, self._content = theme, content
        self._beneath = QPixmap()
        self.card = QWidget(self)
        content.installEventFilter(self)
        theme.changed.connect(self._retheme)

    def picture(self) -> None:
        """Take a picture of the content: painting it anew with every letter takes too long."""
        self._beneath = self._content.grab()

    def wanted_height(self) -> int:
        """The height of the card, if there is room."""
        return self.card.sizeHint().height()

    def lay_out(self) -> None:
        """Fit the card into the window."""
        self.setGeometry(self._content.rect())
        px = self._theme.px
        width = min(px(WIDTH), self.width() - 2 * Space.PAGE)
        top = min(px(56), self.height() // 10)
        height = min(self.wanted_height(), self.height() - top - Space.PAGE)
        box = QRect((self.width() - width) // 2, top, width, height)
        if box != self.card.geometry():
            self.card.setGeometry(box)
            self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the content."""
        if watched is self._content and event.type() == QEvent.Type.Resize:
            self.lay_out()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the card leaves it."""
        if not self.card.geometry().contains(event.position().toPoint()):
            self.left.emit()

    def hideEvent(self, event: QEvent) -> None:
        """Let go of the picture."""
        self._beneath = QPixmap()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the content as it was, the veil over it, and the card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(event.rect())
        if self._beneath.deviceIndependentSize().toSize() == self.size():
            painter.drawPixmap(0, 0, self._beneath)
        veil = QColor(0, 0, 0, 110 if self._theme.tokens.dark else 64)
        painter.fillRect(event.rect(), veil)
        box = QRectF(self.card.geometry())
        for step in range(6, 0, -1):
            around = box.adjusted(-step, -step + 3, step, step + 3)
            fill_round(painter, around, Size.RADIUS_CARD + step, QColor(0, 0, 0, 10))
        fill_round(painter, box, Size.RADIUS_CARD, self._theme.colour("raised"))
        stroke_round(painter, box, Size.RADIUS_CARD, self._theme.colour("control_line"))

    def _retheme(self) -> None:
        self._beneath = QPixmap()
        self.lay_out()
        self.update()
