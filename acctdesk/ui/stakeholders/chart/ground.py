"""The dotted ground of the chart, and the zone of those who are parked."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from acctdesk.drawing.scene import Ink
from acctdesk.ui.stakeholders.chart.pictures import CardPictures
from acctdesk.ui.theme.theme import Theme

DOTS = 24
"""From dot to dot at 100 % text, in pixels."""
HEAD = 36.0
"""Height of the zone above its cards at 100 %, in pixels."""
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
        self._picture = QPixmap()
        self._step, self._ratio = DOTS, 1.0

    def make(self, size: QSize, ratio: float) -> None:
        """Make it for the theme in force.

        It is a picture somewhat larger than the window: copying part of it as it is costs a fifth
        of tiling the ground with a small one.

        Args:
            size: Of the window.
            ratio: Pixels of the screen for a pixel of the window.
        """
        theme, self._step = self._theme, self._theme.px(DOTS)
        wide, high = size.width() + self._step, size.height() + self._step
        made = QPixmap(max(round(wide * ratio), 1), max(round(high * ratio), 1))
        made.setDevicePixelRatio(ratio)
        made.fill(theme.colour("page"))
        dot = self._dot(ratio)
        painter = QPainter(made)
        for x in range(0, wide, self._step):
            for y in range(0, high, self._step):
                painter.drawPixmap(x, y, dot)
        painter.end()
        self._picture, self._ratio = made, ratio

    def _dot(self, ratio: float) -> QPixmap:
        theme, step = self._theme, self._step
        made = QPixmap(round(step * ratio), round(step * ratio))
        made.setDevicePixelRatio(ratio)
        made.fill(theme.colour("page"))
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("control_line"))
        painter.drawEllipse(QPointF(step / 2, step / 2), 1.0, 1.0)
        painter.end()
        return made

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """Paint the dots, which move with the map; the area is no larger than the window."""
        left, top, ratio = area.x() % self._step, area.y() % self._step, self._ratio
        part = QRectF(left * ratio, top * ratio, area.width() * ratio, area.height() * ratio)
        painter.drawPixmap(area, self._picture, part)

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
        if HEAD * scale >= size * 1.25:
            painter.setFont(fonts.font(size, 600))
            painter.setPen(theme.colour("text"))
            painter.drawText(
                QPointF(box.x() + 16 * scale, box.y() + HEAD * scale / 2 + size * 0.4), words
            )
