"""The head of the panel: title, counts by standing, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QWidget

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button, IconButton, MenuButton
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
        self._buttons: list[Button] = []
        self._spare: list[Button] = []
        self.more = IconButton(theme, "ellipsis", _("More actions"))
        self.more.clicked.connect(self._open_more)
        self.more.hide()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(Space.CONTROL + 2)
        self._row.addWidget(self._left, 1)
        self._row.addWidget(self._right)

    def add_beside(self, widget: QWidget) -> None:
        """Put a widget after the title."""
        self._words.addWidget(widget)

    def add(self, widget: Button, *, spare: bool = False) -> None:
        """Put a button at the right end.

        Args:
            widget: The button.
            spare: Whether it goes into a menu where the buttons would take several rows.
        """
        self._actions.addWidget(widget)
        self._buttons.append(widget)
        if spare:
            self._spare.append(widget)

    def end(self) -> None:
        """All buttons are there but the last one."""
        self._actions.addWidget(self.more)

    def menu(self) -> QMenu:
        """What the buttons do that there is no room for."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for one in self._spare:
            if isinstance(one, MenuButton):
                action = menu.addMenu(one.menu())
                action.setText(one.text().strip())
            else:
                action = menu.addAction(one.text().strip(), one.click)
            action.setEnabled(one.isEnabled())
        return menu

    def _open_more(self) -> None:
        self.menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side, or beneath each other."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Look again whether there is room: words changed."""
        wide = sum(one.sizeHint().width() + Space.CONTROL for one in self._buttons)
        crowded = bool(self._spare) and wide > self.width()
        if crowded == self.more.isHidden():
            for one in self._spare:
                one.setVisible(not crowded)
            self.more.setVisible(crowded)
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
