"""One custom field in the settings: what it is, and its editor when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from acctdesk.services.catalogue import Audience, Field, Format
from acctdesk.ui.settings.choices import ChoicesEditor, Counted
from acctdesk.ui.settings.newfield import AUDIENCES, SEEN
from acctdesk.ui.settings.parts import Setting
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.badge import Badge
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.ui.widgets.steps import Segmented
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _, _n


@dataclass(frozen=True)
class OwnField:
    """A custom field with its use.

    Attributes:
        field: The field.
        owner: What it belongs to, in words: "Accounts".
        holds: What it holds, in words: "Choice".
        used: How many records have a value.
        choices: What may be chosen, and how many records have it.
        left: What is no longer offered, but stands in records.
    """

    field: Field
    owner: str
    holds: str
    used: int = 0
    choices: tuple[Counted, ...] = ()
    left: tuple[Counted, ...] = ()


class FieldItem(QWidget):
    """A line that tells of the field; "Edit" opens what can be set beneath it.

    Args:
        theme: The theme in force.
        own: The field.
        able: Whether it can be changed.
    """

    renamed = Signal(str)
    """It is to be called otherwise."""
    shown_to = Signal(object)
    """Somebody else may see it: the `Audience`."""
    removed = Signal()
    """It is to be removed."""
    built = Signal()
    """Its editor was made."""

    def __init__(self, theme: Theme, own: OwnField, *, able: bool) -> None:
        super().__init__()
        self._theme, self.own, self._able = theme, own, able
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.CONTROL, 0, Space.CONTROL)
        column.setSpacing(Space.CONTROL)
        head = QHBoxLayout()
        head.setSpacing(Space.CARD_GAP)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.title = Label(theme, "", "medium", wrap=True)
        self.note = Label(theme, "", "caption", "secondary", wrap=True)
        words.addWidget(self.title)
        words.addWidget(self.note)
        badges = QWidget()
        flow = FlowLayout(badges, Space.TIGHT)
        self.badge = Badge(theme, _("The client may see it"), icon="eye")
        flow.addWidget(self.badge)
        self._badges = badges
        words.addWidget(badges)
        head.addLayout(words, 1)
        self.toggle = Button(theme, _("Edit"), icon="pencil")
        self.toggle.clicked.connect(lambda: self.open(not self.is_open()))
        head.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        self._column = column
        self._body: QWidget | None = None
        self.show_field(own)

    def is_open(self) -> bool:
        """Whether its editor is shown."""
        return self._body is not None and not self._body.isHidden()

    def open(self, on: bool) -> None:
        """Show or hide its editor."""
        if on and self._body is None:
            self._build()
        if self._body is not None:
            self._body.setVisible(on)
        self._tell_toggle()
        if on:
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_field(self, own: OwnField) -> None:
        """Show what the field is now; what one is typing stays."""
        self.own = own
        label = str(own.field.label)
        self.title.setText(label)
        self.setAccessibleName(label)
        self.note.setText(" · ".join(_told(own)))
        client = own.field.audience is Audience.CLIENT
        self._badges.setVisible(client)
        self._tell_toggle()
        if self._body is not None:
            if not self.line.hasFocus():
                self.line.setText(label)
            self.audience.set_current(AUDIENCES.index(own.field.audience))
            if self.choices is not None:
                self.choices.show_choices(own.choices, own.left)

    def _tell_toggle(self) -> None:
        words = _("Close") if self.is_open() else _("Edit") if self._able else _("Look")
        icon = "chevron-up" if self.is_open() else "pencil" if self._able else "chevron-down"
        self.toggle.setIcon(self._theme.icon(icon, "secondary"))
        self.toggle.set_text(words)
        self.toggle.setAccessibleName(f"{words}: {self.own.field.label}")

    def refuse(self, words: str, field: str = "") -> None:
        """Say what is wrong with what was entered."""
        if self._body is None:
            return
        if self.choices is not None and (field == "choices" or not words):
            self.choices.complain(words)
        if field != "choices" or not words:
            self.problem.setText(words)
            self.problem.setVisible(bool(words))
            if words:
                self.line.setText(str(self.own.field.label))

    def _build(self) -> None:
        theme, able = self._theme, self._able
        body = QWidget()
        room = QVBoxLayout(body)
        room.setContentsMargins(Space.CARD, 0, 0, Space.CONTROL)
        room.setSpacing(Space.CONTROL)
        self.line = QLineEdit()
        self.line.setReadOnly(not able)
        self.line.editingFinished.connect(self._on_name)
        self.line.setMinimumWidth(theme.px(280))
        self.line.textEdited.connect(lambda _text: self.refuse(""))
        room.addWidget(Setting(theme, _("Name"), "", self.line))
        self.problem = Label(theme, "", "caption", "danger", wrap=True)
        self.problem.hide()
        room.addWidget(self.problem)
        self.audience = Segmented(theme, _("Who may see it"), [str(one) for one in SEEN])
        self.audience.setEnabled(able)
        self.audience.chosen.connect(lambda at: self.shown_to.emit(AUDIENCES[at]))
        room.addWidget(Setting(theme, _("Who may see it"), "", self.audience))
        self.choices: ChoicesEditor | None = None
        if self.own.field.format is Format.CHOICE:
            room.addWidget(Label(theme, _("Choices"), "medium"))
            self.choices = ChoicesEditor(theme, self.audience, able=able)
            room.addWidget(self.choices)
        deeds = QWidget()
        flow = FlowLayout(deeds, Space.CONTROL)
        self.drop = Button(theme, _("Remove field"), icon="trash-2")
        self.drop.setAccessibleName(_("Remove the field %s") % self.own.field.label)
        self.drop.setEnabled(able)
        self.drop.clicked.connect(self.removed)
        flow.addWidget(self.drop)
        room.addWidget(deeds)
        self._body = body
        self._column.addWidget(body)
        self.built.emit()
        self.show_field(self.own)

    def _on_name(self) -> None:
        label = " ".join(self.line.text().split())
        if not label:
            self.line.setText(str(self.own.field.label))
        elif label != str(self.own.field.label):
            self.renamed.emit(label)


def _told(own: OwnField) -> list[str]:
    holds = own.holds
    if own.field.format is Format.CHOICE:
        holds = _n("{n} choice", "{n} choices", len(own.choices))
    used = _n("{n} record has a value", "{n} records have a value", own.used)
    return [own.owner, holds, used if own.used else _("not used yet")]
