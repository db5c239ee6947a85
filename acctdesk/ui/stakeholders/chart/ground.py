"""The dotted ground of the chart, and the zone of those who are parked."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from acctdesk.drawing.scene import Ink
from acctdesk.ui.stakeholders.chart.pictures import CardPictures
from acctdesk.ui.theme.theme import Theme

DOTS = 24
"""From dot to dot at 100 % text, in pixels."""
ZONE = 13.0
"""Height of the zone's heading at 100 %, in pixels; never less than 12 of the window."""


class Ground:
    """Paints what lies beneath cards and lines.

    Args:
        theme: The theme in force; call `make` when it changes.
        pictures: Has the fonts.
    """

    def __init__(self, theme: Theme, pictures: CardPictures) -> None:
        self._theme, self._pictures = theme, pictures
        self._tile = QPixmap()

    def make(self, ratio: float) -> None:
        """Make it for the theme in force.

        Args:
            ratio: Pixels of the screen for a pixel of the window.
        """
        theme, edge = self._theme, self._theme.px(DOTS)
        self._tile = QPixmap(round(edge * ratio), round(edge * ratio))
        self._tile.setDevicePixelRatio(ratio)
        self._tile.fill(theme.colour("page"))
        painter = QPainter(self._tile)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.tokens.control_line))
        painter.drawEllipse(QPointF(edge / 2, edge / 2), 1.0, 1.0)
        painter.end()

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """Paint the dots, which move with the map."""
        step = self._tile.width() / self._tile.devicePixelRatio()
        painter.drawTiledPixmap(area, self._tile, QPointF(area.x() % step, area.y() % step))

    def paint_zone(self, painter: QPainter, box: QRectF, words: str, scale: float) -> None:
        """Paint the zone of those who are parked.

        Args:
            painter: Of the scene.
            box: The zone in the scene's pixels.
            words: Its heading.
            scale: Pixels of the window for a pixel of the drawing.
        """
        theme, fonts = self._theme, self._pictures.fonts
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(fonts.ink(Ink(stroke=theme.tokens.border, dash=(5.0, 4.0)))[0])
        painter.setBrush(theme.colour("side"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        size = max(ZONE * scale, 12.0)
        if 36 * scale >= size:
            painter.setFont(fonts.font(size, 600))
            painter.setPen(theme.colour("text"))
            painter.drawText(QPointF(box.x() + 16 * scale, box.y() + 24 * scale), words)
