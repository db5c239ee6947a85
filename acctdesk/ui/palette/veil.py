"""A card over the window's content, which is veiled while the card is there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Size, Space
from acctdesk.ui.widgets.paint import fill_round, stroke_round

WIDTH = 660
"""Of the card, at 100 %."""
SHADOW, LOWER = 6, 3
"""Pixels that the card's shadow reaches, and how much lower it lies."""
AROUND = SHADOW + LOWER + 1
"""Pixels around the card that are painted with it."""


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
        made = self._content.grab()
        painter = QPainter(made)
        painter.fillRect(self._content.rect(), self._shade())
        painter.end()
        self._beneath = made
        self._know_ground()

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
        before = self.card.geometry()
        if box != before:
            self.card.setGeometry(box)
            self.update(before.united(box).adjusted(-AROUND, -AROUND, AROUND, AROUND))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the content."""
        if watched is self._content and event.type() == QEvent.Type.Resize:
            self.lay_out()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the card leaves it."""
        if not self.card.geometry().contains(event.position().toPoint()):
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The picture fits no longer, or fits again."""
        super().resizeEvent(event)
        self._know_ground()

    def hideEvent(self, event: QEvent) -> None:
        """Let go of the picture."""
        self._beneath = QPixmap()
        self._know_ground()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the content as it was, the veil over it, and the card."""
        painter = QPainter(self)
        area, box = event.rect(), self.card.geometry()
        raised = self._theme.colour("raised")
        inset = Size.RADIUS_CARD
        if box.adjusted(inset, inset, -inset, -inset).contains(area):
            # A letter, or the list: the middle of the card is plain.
            # A pixel more: its edge may lie within a pixel of the screen.
            painter.fillRect(area.adjusted(-1, -1, 1, 1), raised)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(area)
        if self._has_picture():
            # Whole, and clipped: a part of it would be off by half a pixel on some screens.
            painter.drawPixmap(0, 0, self._beneath)
        else:
            painter.fillRect(area, self._shade())
        round_box = QRectF(box)
        for step in range(SHADOW, 0, -1):
            around = round_box.adjusted(-step, -step + LOWER, step, step + LOWER)
            fill_round(painter, around, Size.RADIUS_CARD + step, QColor(0, 0, 0, 10))
        fill_round(painter, round_box, Size.RADIUS_CARD, raised)
        line = self._theme.colour("control_line")
        stroke_round(painter, round_box, Size.RADIUS_CARD, line)

    def _shade(self) -> QColor:
        return QColor(0, 0, 0, 110 if self._theme.tokens.dark else 64)

    def _has_picture(self) -> bool:
        return self._beneath.deviceIndependentSize().toSize() == self.size()

    def _know_ground(self) -> None:
        """Tell Qt whether what lies beneath must be painted, too: not behind a picture of it."""
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, self._has_picture())

    def _retheme(self) -> None:
        self._beneath = QPixmap()
        self._know_ground()
        self.lay_out()
        self.update()
