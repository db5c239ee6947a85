"""The box one ticks."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from acctdesk.ui.theme.theme import Theme


def paint_check(
    painter: QPainter, theme: Theme, box: QRectF, *, on: bool, enabled: bool = True
) -> None:
    """Paint a check box.

    Args:
        painter: Antialiasing is switched on and left on.
        theme: Gives the colours.
        box: A square.
        on: Whether it is ticked.
        enabled: Whether it can be used.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inner = box.adjusted(0.5, 0.5, -0.5, -0.5)
    if not on:
        painter.setPen(theme.colour("border" if enabled else "control_line"))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(inner, 4, 4)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("accent" if enabled else "disabled"))
    painter.drawRoundedRect(box, 4, 4)
    pen = QPen(theme.colour("on_accent"), box.width() / 9)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    unit = box.width() / 16
    x, y = box.left(), box.top()
    painter.drawPolyline([QPointF(x + a * unit, y + b * unit) for a, b in _TICK])


_TICK = ((4.2, 8.4), (7.0, 11.2), (11.8, 5.2))
