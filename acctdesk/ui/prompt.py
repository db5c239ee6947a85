"""The small surface that asks for a name before something is added."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.fields import ValidatedField
from acctdesk.ui.widgets.layouts import Popover
from acctdesk.words import _


class NamePrompt(Popover):
    """Asks for a name; everything else is filled in where it is shown.

    Args:
        theme: The theme in force.
        title: What is added, such as "New account".
        verb: Words of the button, such as "Add account".
        parent: The widget it belongs to.
    """

    wanted = Signal(str)
    """Something of this name is to be made; answer with `close` or `refuse`."""

    def __init__(self, theme: Theme, title: str, verb: str, parent: QWidget) -> None:
        super().__init__(theme, title, parent)
        self.line = QLineEdit()
        self.line.setMinimumWidth(theme.px(280))
        self._field = ValidatedField(theme, _("Name"), self.line)
        self.body.addWidget(self._field)
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = Button(theme, _("Cancel"), "quiet")
        cancel.clicked.connect(self.close)
        row.addWidget(cancel)
        self.add = Button(theme, verb, "primary")
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

    def problem(self) -> str:
        """What is wrong; empty when nothing is."""
        return self._field.problem()

    def _want(self) -> None:
        name = self.line.text().strip()
        if name:
            self.wanted.emit(name)
        else:
            self.refuse(_("Fill this in"))
