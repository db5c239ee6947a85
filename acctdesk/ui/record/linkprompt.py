"""The small surface that asks for a web address."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from acctdesk.errors import Problem
from acctdesk.ui.entering import complaint
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.fields import ValidatedField
from acctdesk.ui.widgets.layouts import Popover
from acctdesk.words import _


class LinkPrompt(Popover):
    """Asks for an address and what to call it.

    Args:
        theme: The theme in force.
        parent: The widget it belongs to.
    """

    wanted = Signal(str, str)
    """Address and name, which may be empty; answer with `close` or `refuse`."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, _("Add web link"), parent)
        self.address = QLineEdit()
        self.address.setPlaceholderText("example.com/plan")
        self.address.setMinimumWidth(theme.px(260))
        self._field = ValidatedField(theme, _("Address"), self.address)
        self.body.addWidget(self._field)
        self.name = QLineEdit()
        self.body.addWidget(ValidatedField(theme, _("Name"), self.name))
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = Button(theme, _("Cancel"), "quiet")
        cancel.clicked.connect(self.close)
        row.addWidget(cancel)
        add = Button(theme, _("Add link"), "primary")
        add.clicked.connect(self._want)
        row.addWidget(add)
        self.body.addLayout(row)
        self.address.returnPressed.connect(self._want)
        self.name.returnPressed.connect(self._want)

    def ask(self, anchor: QWidget) -> None:
        """Open beneath a widget, empty."""
        self.address.clear()
        self.name.clear()
        self._field.set_problem("")
        self.open_under(anchor)
        self.address.setFocus()

    def refuse(self, problem: Problem) -> None:
        """Say what is wrong; what was typed stays."""
        self._field.set_problem(complaint(problem))
        self.adjustSize()

    def problem(self) -> str:
        """What is wrong; empty when nothing is."""
        return self._field.problem()

    def _want(self) -> None:
        if self.address.text().strip():
            self.wanted.emit(self.address.text().strip(), self.name.text().strip())
        else:
            self._field.set_problem(_("Fill this in"))
            self.adjustSize()
