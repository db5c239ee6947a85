"""The form for a new custom field."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from acctdesk.services.catalogue import Audience, Format
from acctdesk.ui.settings.choices import ChoicesEditor
from acctdesk.ui.settings.parts import Setting
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.fields import ComboBox, ValidatedField
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.ui.widgets.steps import Segmented
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _, lazy

AUDIENCES = (Audience.INTERNAL, Audience.CLIENT)
SEEN = (lazy("Only us"), lazy("The client may see it"))
"""The audiences in the words of the settings."""


@dataclass(frozen=True)
class Wanted:
    """A field that is to be made.

    Attributes:
        kind: The kind of record.
        label: Its name.
        form: What it holds.
        choices: What may be chosen.
        audience: Who may see it.
    """

    kind: str
    label: str
    form: Format
    choices: tuple[str, ...]
    audience: Audience


class NewField(QWidget):
    """Asks what a new field is called, what it belongs to, what it holds and who may see it.

    Args:
        theme: The theme in force.
        kinds: Codes and names of the kinds of records.
        formats: What a field may hold, with the words for it.
    """

    wanted = Signal(object)
    """The field is to be made: a `Wanted`; answer with `clear` or `refuse`."""
    closed = Signal()
    """No field is to be made."""

    def __init__(
        self,
        theme: Theme,
        kinds: tuple[tuple[str, str], ...],
        formats: tuple[tuple[Format, str], ...],
    ) -> None:
        super().__init__()
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.CONTROL, 0, Space.CONTROL)
        column.setSpacing(Space.CONTROL)
        column.addWidget(Label(theme, _("New field"), "strong"))
        self.line = QLineEdit()
        self.name = ValidatedField(theme, _("Name"), self.line)
        column.addWidget(self.name)
        self.kind = Segmented(theme, _("Belongs to"), [words for _code, words in kinds])
        self._kinds = [code for code, _words in kinds]
        column.addWidget(
            Setting(theme, _("Belongs to"), _("Every one of them gets it."), self.kind)
        )
        self.form = ComboBox(theme, _("Holds"), formats)
        self.form.setMinimumWidth(theme.px(200))
        self.form.setMaxVisibleItems(len(formats))
        self.form.currentIndexChanged.connect(lambda _at: self._fit())
        note = _("Can't be changed later.")
        column.addWidget(Setting(theme, _("Holds"), note, self.form))
        self.choices = ChoicesEditor(theme, self.form)
        self.choices.added.connect(self._add)
        self.choices.renamed.connect(self._rename)
        self.choices.moved.connect(self._move)
        self.choices.removed.connect(self._remove)
        self._choices = QWidget()
        room = QVBoxLayout(self._choices)
        room.setContentsMargins(0, Space.TIGHT, 0, Space.TIGHT)
        room.setSpacing(Space.TIGHT)
        room.addWidget(Label(theme, _("Choices"), "medium"))
        room.addWidget(self.choices)
        column.addWidget(self._choices)
        self.audience = Segmented(theme, _("Who may see it"), [str(one) for one in SEEN])
        column.addWidget(Setting(theme, _("Who may see it"), "", self.audience))
        deeds = QWidget()
        flow = FlowLayout(deeds, Space.CONTROL)
        self.add = Button(theme, _("Add field"), "primary")
        self.add.clicked.connect(self._want)
        cancel = Button(theme, _("Cancel"), "quiet")
        cancel.clicked.connect(self.closed)
        flow.addWidget(self.add)
        flow.addWidget(cancel)
        column.addWidget(deeds)
        self.line.returnPressed.connect(self._want)
        self.clear()

    def clear(self) -> None:
        """Begin anew."""
        self.line.clear()
        self.name.set_problem("")
        self.kind.set_current(0)
        self.form.setCurrentIndex(0)
        self.audience.set_current(0)
        self.choices.show_choices(())
        self.choices.complain("")
        self.choices.line.clear()
        self._fit()

    def refuse(self, words: str, field: str = "") -> None:
        """Say what is wrong; what was typed stays.

        Args:
            words: What is wrong, and what to do.
            field: What it is about: "choices", or the name.
        """
        if field == "choices":
            self.choices.complain(words)
            self.choices.line.setFocus()
        else:
            self.name.set_problem(words)
            self.line.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the form."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    @property
    def _form(self) -> Format:
        # Qt hands a plain text back for an enumeration of texts.
        return Format(str(self.form.value()))

    def _want(self) -> None:
        label = " ".join(self.line.text().split())
        typed = self.choices.line.text().strip()
        choosing = self._form is Format.CHOICE
        if choosing and typed:
            # Somebody who typed the last choice and pressed "Add field" means it too.
            self.choices.add_button.click()
        names = self.choices.names() if choosing else ()
        if not label:
            self.refuse(_("Fill this in"))
        elif choosing and self.choices.problem.text():
            self.choices.line.setFocus()
        elif choosing and not names:
            self.refuse(_("Add at least one choice."), "choices")
        else:
            audience = AUDIENCES[self.audience.current()]
            kind = self._kinds[self.kind.current()]
            self.wanted.emit(Wanted(kind, label, self._form, names, audience))

    def _fit(self) -> None:
        self._choices.setVisible(self._form is Format.CHOICE)

    # -- choices of a field that isn't there yet -------------------------------------------

    def _put(self, names: list[str]) -> None:
        self.choices.show_choices([(one, 0) for one in names])

    def _free(self, text: str, but: str = "") -> bool:
        taken = {one.casefold() for one in self.choices.names() if one != but}
        free = text.casefold() not in taken
        self.choices.complain("" if free else _("There is a choice “%s” already.") % text)
        return free

    def _add(self, text: str) -> None:
        if self._free(text):
            self._put([*self.choices.names(), text])

    def _rename(self, choice: str, text: str) -> None:
        if self._free(text, choice):
            self._put([text if one == choice else one for one in self.choices.names()])

    def _move(self, choice: str, place: int) -> None:
        rest = [one for one in self.choices.names() if one != choice]
        self._put([*rest[:place], choice, *rest[place:]])

    def _remove(self, choice: str) -> None:
        self._put([one for one in self.choices.names() if one != choice])
