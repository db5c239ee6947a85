"""Status: always a glyph and a word, so that colour alone never carries it.

Disc met, triangle at risk, cross breached, dashed ring no data.
"""

from __future__ import annotations

import math
from enum import StrEnum

from PySide6 import QtCore
from PySide6.QtCore import QLineF, QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import TypeName
from acctdesk.ui.widgets.paint import LEFT
from acctdesk.words import Lazy, lazy


class Status(StrEnum):
    """How something stands."""

    MET = "met"
    RISK = "risk"
    BREACHED = "breached"
    NO_DATA = "no_data"


STATUS_WORDS: dict[Status, Lazy] = {
    Status.MET: lazy("Met"),
    Status.RISK: lazy("At risk"),
    Status.BREACHED: lazy("Breached"),
    Status.NO_DATA: lazy("No data"),
}
"""The word of each status where the page has no better one."""

GLYPH = 14
"""Edge of the glyph's box at 100 %, in pixels."""


def paint_status(painter: QPainter, theme: Theme, box: QRectF, status: Status) -> None:
    """Paint the glyph of a status, centred in a box.

    Args:
        painter: Antialiasing is switched on and left on.
        theme: Gives the colours.
        box: Square of any size; the strokes grow with it.
        status: Which glyph.
    """
    qt = QtCore.Qt
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    unit = box.width() / GLYPH
    centre = box.center()
    if status == Status.MET:
        painter.setPen(qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("met"))
        painter.drawEllipse(centre, 5 * unit, 5 * unit)
    elif status == Status.RISK:
        pen = QPen(theme.colour("risk_outline"), 1.1 * unit)
        pen.setJoinStyle(qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(theme.colour("risk"))
        x, y = centre.x(), centre.y()
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(x, y - 5.2 * unit),
                    QPointF(x + 5.8 * unit, y + 4.8 * unit),
                    QPointF(x - 5.8 * unit, y + 4.8 * unit),
                ]
            )
        )
    elif status == Status.BREACHED:
        pen = QPen(theme.colour("breached"), 2.6 * unit)
        pen.setCapStyle(qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        reach = 4.4 * unit
        x, y = centre.x(), centre.y()
        painter.drawLine(QLineF(x - reach, y - reach, x + reach, y + reach))
        painter.drawLine(QLineF(x - reach, y + reach, x + reach, y - reach))
    else:
        pen = QPen(theme.colour("no_data"), 1.3 * unit)
        pen.setCapStyle(qt.PenCapStyle.FlatCap)
        # Eight dashes: circumference 2π·4.6 in units of the pen's width.
        step = 2 * 3.14159 * 4.6 / 1.3 / 16
        pen.setDashPattern([step, step])
        painter.setPen(pen)
        painter.setBrush(qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, 4.6 * unit, 4.6 * unit)


class StatusLabel(QWidget):
    """A glyph and its word.

    Args:
        theme: The theme in force.
        status: Which glyph.
        text: The words; empty takes the status's own word.
        style: Size and weight of the words.
    """

    def __init__(
        self, theme: Theme, status: Status, text: str = "", style: TypeName = "body"
    ) -> None:
        super().__init__()
        self._theme = theme
        self._style: TypeName = style
        self._status = status
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_status(status, text)
        theme.changed.connect(self._retheme)

    def status(self) -> Status:
        """Which glyph it shows."""
        return self._status

    def text(self) -> str:
        """The words it shows."""
        return self._text

    def set_status(self, status: Status, text: str = "") -> None:
        """Show another status.

        Args:
            status: Which glyph.
            text: The words; empty takes the status's own word.
        """
        self._status = status
        self._text = text or str(STATUS_WORDS[status])
        self.setAccessibleName(self._text)
        self._retheme()

    def sizeHint(self) -> QSize:
        """As wide as glyph and words."""
        metrics = self._theme.metrics(self._style)
        width = round(metrics.horizontalAdvance(self._text)) + self._theme.px(GLYPH + 5) + 1
        # As high as a label of the same style, so that both stand in line.
        return QSize(width, max(math.ceil(metrics.height()), self._theme.px(GLYPH)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint glyph and words."""
        theme = self._theme
        painter = QPainter(self)
        edge = theme.px(GLYPH)
        paint_status(
            painter, theme, QRectF(0, (self.height() - edge) / 2, edge, edge), self._status
        )
        painter.setFont(theme.font(self._style))
        painter.setPen(theme.colour("text"))
        words = QRectF(self.rect()).adjusted(theme.px(GLYPH + 5), 0, 0, 0)
        painter.drawText(words, LEFT, self._text)

    def _retheme(self) -> None:
        self.updateGeometry()
        self.update()
