"""Painting for the first frame.

Wherever a painter takes a colour, a pen or a brush, PySide asks whether it was handed a member of
one of Qt's enumerations, and loads all of them to know: 25 ms, once. What is here takes the ways
that never ask: brushes out of a palette, paths, and the style's own text. Only widgets that are
part of the first frame need it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPalette, QPen
from PySide6.QtWidgets import QStylePainter

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from acctdesk.ui.theme.theme import Theme
    from acctdesk.ui.theme.tokens import Role, TypeName


class Ink(QStylePainter):
    """A painter that knows roles of the theme instead of colours.

    Args:
        widget: What is painted; only inside its ``paintEvent``.
        theme: The theme in force.
    """

    def __init__(self, widget: QWidget, theme: Theme) -> None:
        super().__init__(widget)
        self._theme = theme
        self.setRenderHint(QPainter.RenderHint.Antialiasing)

    def fill(self, box: QRectF, role: Role, radius: float = 0) -> None:
        """Fill a box, its corners round where a radius is given."""
        path = QPainterPath()
        path.addRoundedRect(box, radius, radius)
        self.fillPath(path, self._theme.ink(role).windowText())

    def stroke(self, box: QRectF, role: Role, radius: float, width: float = 1) -> None:
        """Draw the outline of a box with round corners, inside it."""
        half = width / 2
        path = QPainterPath()
        path.addRoundedRect(box.adjusted(half, half, -half, -half), radius, radius)
        pen = QPen()
        pen.setBrush(self._theme.ink(role).windowText())
        pen.setWidthF(width)
        self.strokePath(path, pen)

    def write(self, box: QRectF, align: int, text: str, style: TypeName, role: Role) -> None:
        """Write one line.

        Args:
            box: Where.
            align: Qt's alignment as a number; see `acctdesk.ui.widgets.paint`.
            text: What.
            style: Size and weight.
            role: What the colour is for.
        """
        self.setFont(self._theme.font(style))
        ink = self._theme.ink(role)
        where = QPalette.ColorRole.WindowText
        self.drawItemText(box.toRect(), align, ink, True, text, where)
