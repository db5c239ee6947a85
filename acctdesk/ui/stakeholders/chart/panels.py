"""Small surfaces that lie over the chart without taking the pointer away from it."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Size, Space
from acctdesk.ui.widgets.sight import bring_into_sight
from acctdesk.ui.widgets.toast import announce

SECONDS = 6
"""How long a refusal is to be read."""
WIDEST = 300
"""Of a line of it, in pixels at 100 % text."""
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter)


class Panel(QFrame):
    """A surface within the chart; Esc closes it.

    Args:
        theme: The theme in force.
        name: Accessible name: what it is for.
        over: The chart.
    """

    closed = Signal()
    """It was closed without effect."""

    def __init__(self, theme: Theme, name: str, over: QWidget) -> None:
        super().__init__(over)
        self.theme = theme
        self.setObjectName("popup")
        self.setAccessibleName(name)
        self.body = QVBoxLayout(self)
        margin = theme.px(Space.CARD_GAP)
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(Space.CONTROL)
        self.hide()

    def open_at(self, box: QRect) -> None:
        """Show it beneath a place of the chart, or above it, or over it where there is no room."""
        self.ensurePolished()
        self.adjustSize()
        place_by(self, box)
        self.show()
        self.raise_()
        bring_into_sight(self)

    def dismiss(self) -> None:
        """Close it without effect."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; keys that nothing here wants don't reach the chart beneath."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        event.accept()


def place_by(widget: QWidget, box: QRect) -> None:
    """Put a widget by a place of its parent, within the parent.

    Args:
        widget: The widget.
        box: What it belongs to, in the parent's coordinates.
    """
    over = widget.parentWidget()
    if over is None:
        return
    gap, size = 8, widget.size()
    x = min(max(box.center().x() - size.width() // 2, gap), over.width() - size.width() - gap)
    y = box.bottom() + gap
    if y + size.height() > over.height() - gap:
        y = box.top() - size.height() - gap
    if y < gap:
        y = min(max(box.top(), gap), over.height() - size.height() - gap)
    widget.move(QPoint(max(x, 0), max(y, 0)))


class Bubble(QWidget):
    """Why something can't be, beside the card it is about.

    Args:
        theme: The theme in force.
        over: The chart.
    """

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self._theme = theme
        self._text = ""
        self._box = QRect()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(SECONDS * 1000)
        self._clock.timeout.connect(self.hide)
        self.hide()

    def text(self) -> str:
        """What it says; empty while it is hidden."""
        return "" if self.isHidden() else self._text

    def say(self, text: str, box: QRect, *, stay: bool = False) -> None:
        """Say why.

        Args:
            text: The reason.
            box: The card, in the chart's coordinates.
            stay: Until it is hidden, instead of some seconds.
        """
        if stay and not self.isHidden() and (text, box) == (self._text, self._box):
            return
        self._box = QRect(box)
        if self.isHidden() or text != self._text:
            self._text = text
            self.setAccessibleName(text)
            announce(self, text)
        px = self._theme.px
        room = QRectF(0, 0, px(WIDEST), 10_000)
        words = self._theme.metrics().boundingRect(room, _WRAP, text)
        self.resize(ceil(words.width()) + px(32 + 14), ceil(words.height()) + px(18))
        place_by(self, box)
        self.show()
        self.raise_()
        if stay:
            # While something is dragged, the page keeps still.
            self._clock.stop()
        else:
            bring_into_sight(self)
            self._clock.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the surface and the sign."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("breached"), 1.5))
        painter.setBrush(theme.colour("raised"))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), Size.RADIUS, Size.RADIUS)
        picture = theme.pixmap("circle-x", "breached", 16, self.devicePixelRatioF())
        painter.drawPixmap(px(10), (self.height() - px(16)) // 2, picture)
        painter.setFont(theme.font())
        painter.setPen(theme.colour("text"))
        painter.drawText(self.rect().adjusted(px(32), px(8), -px(12), -px(8)), _WRAP, self._text)
