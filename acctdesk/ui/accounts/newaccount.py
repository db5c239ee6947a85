"""The small surface that asks for a new account's name."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.fields import ValidatedField
from acctdesk.ui.widgets.layouts import Popover
from acctdesk.words import _


class NewAccount(Popover):
    """Asks for a name; everything else is filled in where it is shown.

    Args:
        theme: The theme in force.
        parent: The widget it belongs to.
    """

    wanted = Signal(str)
    """An account of this name is to be made; answer with `close` or `refuse`."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, _("New account"), parent)
        self.line = QLineEdit()
        self.line.setMinimumWidth(theme.px(280))
        self._field = ValidatedField(theme, _("Name"), self.line)
        self.body.addWidget(self._field)
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = Button(theme, _("Cancel"), "quiet")
        cancel.clicked.connect(self.close)
        row.addWidget(cancel)
        self.add = Button(theme, _("Add account"), "primary")
        self.add.clicked.connect(self._want)
        row.addWidget(self.add)
        self.body.addLayout(row)
        self.line.returnPressed.connect(self._want)

    def ask(self, anchor: QWidget) -> None:
        """Open beneath a widget, empty."""
        self.line.clear()
        self._field.set_problem("")
        self.open_under(anchor)
        self.line.setFocus()

    def refuse(self, words: str) -> None:
        """Say what is wrong; what was typed stays."""
        self._field.set_problem(words)
        self.adjustSize()

    def _want(self) -> None:
        name = self.line.text().strip()
        if name:
            self.wanted.emit(name)
        else:
            self.refuse(_("Fill this in"))
