"""The head of the panel: title, counts by standing, and what can be done."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _

_ANY = 16_777_215
"""Qt's own most, which means none."""


class PanelHead(QWidget):
    """Title and chips at the left, buttons at the right; beneath each other where there is no room.

    Args:
        theme: The theme in force.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.title = Label(theme, _("Service levels"), "title")
        self._left, self._right = QWidget(self), QWidget(self)
        self._words = FlowLayout(self._left, Space.CONTROL + 2)
        self._words.addWidget(self.title)
        self._actions = FlowLayout(self._right, Space.CONTROL, to_right=True)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(Space.CONTROL + 2)
        self._row.addWidget(self._left, 1)
        self._row.addWidget(self._right)

    def add_beside(self, widget: QWidget) -> None:
        """Put a widget after the title."""
        self._words.addWidget(widget)

    def add(self, widget: QWidget) -> None:
        """Put a button at the right end."""
        self._actions.addWidget(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side, or beneath each other."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Look again whether there is room: words changed."""
        need = self.title.sizeHint().width() + self._actions.sizeHint().width() + Space.PAGE
        narrow = need > self.width()
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if way != self._row.direction():
            self._actions.set_to_right(not narrow)
            self._row.setDirection(way)
        # The buttons keep one row, and the chips wrap. By a most, not a least: that would keep the
        # window from getting narrow again.
        rest = self.width() - self._actions.sizeHint().width() - Space.CONTROL - 2
        self._left.setMaximumWidth(_ANY if narrow else max(rest, 1))
