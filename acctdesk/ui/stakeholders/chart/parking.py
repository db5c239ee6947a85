"""The strip at the foot of the chart on which cards can be dropped to park them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Size
from acctdesk.words import _


class ParkingStrip(QWidget):
    """Shows while cards are dragged, wherever the map is scrolled to.

    Args:
        theme: The theme in force.
        over: The chart.
    """

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self._theme = theme
        self._lit = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(_("Park here"))
        self.hide()

    def offer(self, *, parked: bool) -> None:
        """Show it, unless what is dragged is parked already."""
        self._lit = False
        over = self.parentWidget()
        if parked or over is None:
            return
        px = self._theme.px
        wide = round(self._theme.metrics("medium").horizontalAdvance(_("Park here"))) + px(96)
        self.resize(min(wide, over.width() - 24), px(44))
        self.move((over.width() - self.width()) // 2, over.height() - self.height() - px(10))
        self.show()
        self.raise_()

    def takes(self, where: QPoint) -> bool:
        """Whether a place of the screen is on it."""
        return not self.isHidden() and self.rect().contains(self.mapFromGlobal(where))

    def light(self, on: bool) -> None:
        """Show that letting go parks."""
        if on != self._lit:
            self._lit = on
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a dashed frame with its words."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.colour("accent" if self._lit else "border"), 2 if self._lit else 1.25)
        if not self._lit:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme.colour("selection" if self._lit else "raised"))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, Size.RADIUS, Size.RADIUS)
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.font("medium"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), _("Park here"))
