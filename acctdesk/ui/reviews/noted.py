"""A glyph with words that wrap, and the same as something that can be pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from acctdesk.ui.theme.tokens import Size, Space, TypeName
from acctdesk.ui.widgets.sight import bring_into_sight
from acctdesk.ui.widgets.status import GLYPH, Status, paint_status
from acctdesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from acctdesk.ui.theme.theme import Theme


class Glyph(QWidget):
    """The glyph of a status, in line with the first line of words.

    Args:
        theme: The theme in force.
        style: Of the words beside it.
    """

    def __init__(self, theme: Theme, style: TypeName) -> None:
        super().__init__()
        self._theme, self._style = theme, style
        self.status = Status.NO_DATA
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """As high as a line."""
        edge = self._theme.px(GLYPH)
        return QSize(edge, max(edge, round(self._theme.metrics(self._style).height())))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        edge = self._theme.px(GLYPH)
        box = QRectF(0, (self.height() - edge) / 2, edge, edge)
        paint_status(QPainter(self), self._theme, box, self.status)


class Noted(QWidget):
    """A glyph, and words that wrap.

    Args:
        theme: The theme in force.
        style: Of the words.
    """

    def __init__(self, theme: Theme, style: TypeName = "body") -> None:
        super().__init__()
        self._theme = theme
        self.glyph = Glyph(theme, style)
        self.label = Label(theme, "", style, wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.CONTROL - 2)
        row.addWidget(self.glyph, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.label, 1)

    def show_words(self, status: Status, words: str) -> None:
        """Say something else."""
        self.glyph.status = status
        self.glyph.update()
        self.label.setText(words)
        self.setAccessibleName(words)

    def setContentsMargins(self, left: int, top: int, right: int, bottom: int) -> None:  # type: ignore[override]
        """Leave room around it."""
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(left, top, right, bottom)


class PressNoted(Noted):
    """The same, leading somewhere when it is pressed.

    Args:
        theme: The theme in force.
        style: Of the words.
    """

    pressed = Signal()
    """It was clicked, or Enter or Space was pressed on it."""

    def __init__(self, theme: Theme, style: TypeName = "caption") -> None:
        super().__init__(theme, style)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setContentsMargins(6, 4, 6, 4)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Press it."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Come into sight."""
        super().focusInEvent(event)
        bring_into_sight(self)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Lose the ring."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ring while the keyboard is here."""
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(box, Size.RADIUS, Size.RADIUS)
