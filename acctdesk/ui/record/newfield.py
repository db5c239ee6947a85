"""The small surface that asks for a field of one's own."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from acctdesk.services.catalogue import Format
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.fields import ComboBox, ValidatedField
from acctdesk.ui.widgets.layouts import Popover
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _


class NewField(Popover):
    """Asks what a new field is called and what it holds.

    Args:
        theme: The theme in force.
        parent: The widget it belongs to.
        note: What is said about who gets it; of accounts unless given.
    """

    wanted = Signal(str, object)
    """Label and `Format` of the field; answer with `close` or `refuse`. See also `choices`."""

    def __init__(self, theme: Theme, parent: QWidget, note: str = "") -> None:
        super().__init__(theme, _("Add a field"), parent)
        self.line = QLineEdit()
        self.line.setMinimumWidth(theme.px(280))
        self._field = ValidatedField(theme, _("Name"), self.line)
        self.body.addWidget(self._field)
        offered = (
            (Format.TEXT, _("Text")),
            (Format.LONG_TEXT, _("Long text")),
            (Format.NUMBER, _("Number")),
            (Format.PERCENT, _("Percentage")),
            (Format.MONEY, _("Money")),
            (Format.DATE, _("Date")),
            (Format.CHECK, _("Tick")),
            (Format.CHOICE, _("Choice")),
            (Format.URL, _("Link")),
        )
        self.kind = ComboBox(theme, _("Holds"), offered)
        self.body.addWidget(ValidatedField(theme, _("Holds"), self.kind))
        self.kind.currentIndexChanged.connect(lambda _at: self._show_choices())
        self.entries = QPlainTextEdit()
        self.entries.setTabChangesFocus(True)
        self.entries.setFixedHeight(theme.px(92))
        self._entries = ValidatedField(theme, _("Choices, one a line"), self.entries)
        self._entries.hide()
        self.body.addWidget(self._entries)
        words = note or _("Every account gets it. It stays internal; clients never see it.")
        self.body.addWidget(Label(theme, words, "caption", "secondary", wrap=True))
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = Button(theme, _("Cancel"), "quiet")
        cancel.clicked.connect(self.close)
        row.addWidget(cancel)
        self.add = Button(theme, _("Add field"), "primary")
        self.add.clicked.connect(self._want)
        row.addWidget(self.add)
        self.body.addLayout(row)
        self.line.returnPressed.connect(self._want)

    def ask(self, anchor: QWidget) -> None:
        """Open beneath a widget, empty."""
        self.line.clear()
        self.entries.clear()
        self.kind.set_value(Format.TEXT)
        self._field.set_problem("")
        self.open_under(anchor)
        self.line.setFocus()

    def choices(self) -> tuple[str, ...]:
        """The choices that were entered, each once; empty for what isn't chosen from a list."""
        if str(self.kind.value()) != Format.CHOICE:
            return ()
        lines = (" ".join(one.split()) for one in self.entries.toPlainText().splitlines())
        return tuple(dict.fromkeys(one for one in lines if one))

    def refuse(self, words: str) -> None:
        """Say what is wrong; what was typed stays."""
        self._field.set_problem(words)
        self.adjustSize()

    def _show_choices(self) -> None:
        self._entries.setVisible(str(self.kind.value()) == Format.CHOICE)
        self.adjustSize()

    def _want(self) -> None:
        label, kind = self.line.text().strip(), self.kind.value()
        if not label:
            self.refuse(_("Fill this in"))
        elif str(kind) == Format.CHOICE and not self.choices():
            self._entries.set_problem(_("Write at least one choice"))
            self.adjustSize()
        elif isinstance(kind, Format):
            self.wanted.emit(label, kind)
        else:
            # Qt hands a text back for an enumeration of texts.
            self.wanted.emit(label, Format(str(kind)))
