"""Chips: conditions and tags that can be pressed and removed."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Role
from acctdesk.words import _


class Chip(QWidget):
    """A condition or tag that can be pressed, and removed with its cross or Delete.

    Args:
        theme: The theme in force.
        text: What it says; the accessible name.
        removable: Whether it carries a cross.
    """

    clicked = Signal()
    """Pressed by mouse, Enter or Space."""
    removed = Signal()
    """The cross, Delete or Backspace was pressed; the owner decides what follows."""

    def __init__(self, theme: Theme, text: str, *, removable: bool = True) -> None:
        super().__init__()
        self._theme = theme
        self._text = text
        self._removable = removable
        self._hot = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(text)
        if removable:
            self.setAccessibleDescription(_("Delete removes it"))
        theme.changed.connect(self._retheme)

    def text(self) -> str:
        """What it says."""
        return self._text

    def sizeHint(self) -> QSize:
        """As wide as its words, and its cross."""
        px = self._theme.px
        width = self._theme.metrics("caption_medium").horizontalAdvance(self._text) + 2 * px(9)
        if self._removable:
            width += px(18)
        return QSize(round(width), px(24))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Press or remove."""
        if not self.rect().contains(event.position().toPoint()):
            return
        (self.removed if self._on_cross(event.position()) else self.clicked).emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the press, so that the release comes here."""
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the cross under the pointer."""
        hot = self._on_cross(event.position())
        if hot != self._hot:
            self._hot = hot
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space press; Delete and Backspace remove."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
        elif self._removable and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint fill, words, cross and focus ring."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("chip"))
        if self.hasFocus():
            painter.setPen(theme.colour("accent"))
            pen = painter.pen()
            pen.setWidthF(2)
            painter.setPen(pen)
            box.adjust(1, 1, -1, -1)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        words = QRectF(self.rect())
        words.setLeft(theme.px(9))
        painter.setFont(theme.font("caption_medium"))
        painter.setPen(theme.colour("text"))
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, int(align), self._text)
        if self._removable:
            role: Role = "text" if self._hot else "secondary"
            picture = theme.pixmap("x", role, 12, self.devicePixelRatioF())
            edge = theme.px(12)
            corner = QPointF(self.width() - edge - theme.px(8), (self.height() - edge) / 2)
            painter.drawPixmap(corner, picture)

    def _on_cross(self, where: QPointF) -> bool:
        return self._removable and where.x() > self.width() - self._theme.px(24)

    def _retheme(self) -> None:
        self.updateGeometry()
        self.update()
