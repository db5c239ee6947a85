"""Small painting helpers."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

LEFT = 0x0081
"""Qt.AlignLeft | Qt.AlignVCenter"""
RIGHT = 0x0082
"""Qt.AlignRight | Qt.AlignVCenter"""
CENTRE = 0x0084
"""Qt.AlignCenter"""


def fill_round(painter: QPainter, box: QRectF, radius: float, colour: QColor) -> None:
    """Fill a box with round corners."""
    path = QPainterPath()
    path.addRoundedRect(box, radius, radius)
    painter.fillPath(path, colour)


def stroke_round(
    painter: QPainter, box: QRectF, radius: float, colour: QColor, width: float = 1
) -> None:
    """Draw the outline of a box with round corners, inside it."""
    path = QPainterPath()
    half = width / 2
    path.addRoundedRect(box.adjusted(half, half, -half, -half), radius, radius)
    painter.strokePath(path, QPen(colour, width))
