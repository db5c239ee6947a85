"""Conditional marks on paper: a calm ground, an edge, and a sign that needs no colour."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from acctdesk.services.view import Tone
from acctdesk.ui.printing.ink import PIXEL, Ink
from acctdesk.ui.theme.tokens import Role

COLOURS: dict[Tone, Role] = {
    "good": "met",
    "warn": "risk_outline",
    "bad": "breached",
    "info": "accent",
}
EDGE = 3 * PIXEL
"""Width of the coloured edge of what is marked."""
SIGN = 1.0
"""Edge of a sign in heights of the type, without the room behind it."""
ROOM = 1.35
"""The same with that room."""
_TINT = 0.13


def paint_ground(painter: QPainter, ink: Ink, box: QRectF, tone: Tone) -> None:
    """Paint the ground of something that is marked, and its edge.

    Args:
        painter: What paints.
        ink: Colours.
        box: What is marked.
        tone: The mark's tone.
    """
    colour = QColor(ink.colour(COLOURS[tone]))
    # Mixed with white here: see-through colours make pages of a printer's queue huge.
    mixed = (round(255 - (255 - part) * _TINT) for part in colour.getRgb()[:3])  # type: ignore[index]
    painter.fillRect(box, QColor(*mixed))
    painter.fillRect(QRectF(box.left(), box.top(), EDGE, box.height()), colour)


def paint_sign(painter: QPainter, ink: Ink, box: QRectF, tone: Tone) -> None:
    """Paint the sign of a tone: a tick, a triangle, a cross, or a letter i, each in a ring or edge.

    Args:
        painter: What paints.
        ink: Colours.
        box: A square.
        tone: The mark's tone.
    """
    unit, centre = box.width() / 16, box.center()
    pen = QPen(ink.colour(COLOURS[tone]), 1.6 * unit)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)

    def at(x: float, y: float) -> QPointF:
        return QPointF(centre.x() + x * unit, centre.y() + y * unit)

    if tone == "warn":
        painter.drawPolygon(QPolygonF([at(0, -6.4), at(7, 5.8), at(-7, 5.8)]))
        painter.drawLine(at(0, -1.8), at(0, 1.4))
        painter.drawLine(at(0, 3.6), at(0, 3.7))
        return
    painter.drawEllipse(centre, 6.8 * unit, 6.8 * unit)
    if tone == "good":
        painter.drawPolyline(QPolygonF([at(-3, 0.2), at(-0.8, 2.4), at(3.2, -2.2)]))
    elif tone == "bad":
        painter.drawLine(at(-2.4, -2.4), at(2.4, 2.4))
        painter.drawLine(at(-2.4, 2.4), at(2.4, -2.4))
    else:
        painter.drawLine(at(0, 0), at(0, 3.2))
        painter.drawLine(at(0, -3.2), at(0, -3.1))
