"""Hairlines."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Role


class Line(QWidget):
    """A hairline, lying or standing.

    Args:
        theme: The theme in force.
        role: ``hairline`` around things, ``table_line`` between rows.
        standing: Whether it stands upright.
    """

    def __init__(self, theme: Theme, role: Role = "hairline", *, standing: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._role: Role = role
        if standing:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line."""
        QPainter(self).fillRect(self.rect(), self._theme.colour(self._role))
