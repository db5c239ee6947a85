"""What lies over a slide in the client's window: blackness, and a word in the corner."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from acctdesk.ui.presenting.wording import BLACK, GO_ON
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import CONTRAST, LIGHT, Size

HINT = 3000
"""Milliseconds for which the black screen says how to go on, when somebody wonders."""
JITTER = 12
"""How far the pointer must go to count as wondering, in pixels."""


class Blackness(QWidget):
    """Nothing to be seen, until somebody wonders how to go on.

    Args:
        theme: The theme in force.
        parent: The window it covers.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._from: QPoint | None = None
        self._words = str(GO_ON)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(str(BLACK))
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(HINT)
        self._clock.timeout.connect(self.update)
        self.hide()

    def is_hinting(self) -> bool:
        """Whether it says how to go on."""
        return self._clock.isActive()

    def cover(self, on: bool) -> None:
        """Cover the window, or uncover it; painted at once."""
        self._clock.stop()
        self._from = None
        self.setAccessibleDescription("")
        if on:
            self.show()
            self.raise_()
            self.repaint()
        else:
            self.hide()

    def hint(self) -> None:
        """Say how to go on."""
        self._clock.start()
        self.setAccessibleDescription(self._words)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Somebody may wonder; a table that shakes doesn't."""
        here = event.position().toPoint()
        self._from = self._from or here
        if (here - self._from).manhattanLength() > JITTER:
            self.hint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click shows nothing: it may be by mistake."""
        self.hint()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """It stays here."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it black."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(CONTRAST.page))
        if self.is_hinting():
            painter.setPen(QColor(CONTRAST.secondary))
            painter.setFont(self._theme.font("body"))
            foot = QRectF(self.rect()).adjusted(0, 0, 0, -self._theme.px(40))
            align = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
            painter.drawText(foot, int(align), self._words)


class Corner(QWidget):
    """A word in the lower corner of the window: the time, or the number that is being typed.

    Args:
        theme: The theme in force.
        parent: The window it lies in.
        right: Whether in the right corner rather than the left.
    """

    def __init__(self, theme: Theme, parent: QWidget, *, right: bool) -> None:
        super().__init__(parent)
        self._theme, self._window, self._right = theme, parent, right
        self._text = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def text(self) -> str:
        """What it says."""
        return self._text

    def say(self, text: str) -> None:
        """Say something; empty says nothing."""
        if text != self._text:
            self._text = text
            self.place()
            self.setVisible(bool(text))
            self.update()

    def place(self) -> None:
        """Stand in the corner of a window that has another size."""
        window, theme = self._window, self._theme
        wide = round(theme.metrics("strong").horizontalAdvance(self._text)) + theme.px(24)
        size = QSize(max(wide, theme.px(48)), theme.px(36))
        left = window.width() - size.width() - theme.px(16) if self._right else theme.px(16)
        self.setGeometry(left, window.height() - size.height() - theme.px(16), *size.toTuple())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it on a ground of its own, whatever the slide has there."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(LIGHT.text))
        painter.drawRoundedRect(QRectF(self.rect()), Size.RADIUS, Size.RADIUS)
        painter.setPen(QColor(LIGHT.surface))
        painter.setFont(self._theme.font("strong"))
        painter.drawText(QRectF(self.rect()), int(Qt.AlignmentFlag.AlignCenter), self._text)
