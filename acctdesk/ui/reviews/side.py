"""Beside a review: what is ready, what the client doesn't get, and who takes part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from acctdesk.ui.reviews import said
from acctdesk.ui.reviews.noted import PressNoted
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button, IconButton
from acctdesk.ui.widgets.cards import Avatar
from acctdesk.ui.widgets.line import Line
from acctdesk.ui.widgets.text import ElidedLabel, Label
from acctdesk.words import _, _n

if TYPE_CHECKING:
    from acctdesk.services.meeting import Attendee, Missing
    from acctdesk.ui.reviews.reading import Kept, Sheet
    from acctdesk.ui.theme.theme import Theme

UNINVITE = "uninvite"


class SidePanel(QWidget):
    """Readiness, what is withheld, and participants.

    Args:
        theme: The theme in force.
        able: Whether anything can be changed.
        close: Whether it can be closed, as beside a page.
    """

    check_wanted = Signal(str)
    """What isn't ready yet is to be mended: a code of `metrics.reviews.CODES`."""
    invite_wanted = Signal(object)
    """Somebody is to be asked, beneath a widget."""
    missing_wanted = Signal(str)
    """Id of a person who is missing and is to be asked."""
    answered = Signal(str, str)
    """Id of an invitation, and what they answered; or `UNINVITE`."""
    role_chosen = Signal(str, str)
    """Id of an invitation, and what they do in the meeting; empty for nothing said."""
    closed = Signal()
    """It is to be closed."""
    turned = Signal()
    """It came into sight, or went."""

    def __init__(self, theme: Theme, *, able: bool, close: bool = False) -> None:
        super().__init__()
        self._theme, self._able = theme, able
        self._sheet: Sheet | None = None
        self.setAccessibleName(_("Beside the review"))
        column = QVBoxLayout(self)
        edge = Space.CARD if close else 0
        column.setContentsMargins(edge, Space.CARD_GAP if close else 0, edge, edge)
        column.setSpacing(Space.CONTROL)
        head = QHBoxLayout()
        self.title = Label(theme, _("Readiness"), "strong", wrap=True)
        head.addWidget(self.title, 1)
        if close:
            cross = IconButton(theme, "x", _("Close (F4)"))
            cross.clicked.connect(self.closed)
            head.addWidget(cross)
        column.addLayout(head)
        self._checks = self._box(column)
        column.addWidget(Line(theme))
        column.addWidget(Label(theme, _("Withheld from the client"), "strong", wrap=True))
        self._kept = self._box(column)
        column.addWidget(Line(theme))
        row = QHBoxLayout()
        row.addWidget(Label(theme, _("Participants"), "strong", wrap=True), 1)
        self.invite = Button(theme, _("Add"), "quiet", icon="plus")
        self.invite.setAccessibleName(_("Add participants"))
        self.invite.setVisible(False)
        row.addWidget(self.invite)
        column.addLayout(row)
        self.invite.setHidden(not able)
        self._people = self._box(column)
        column.addStretch(1)
        self.checks: dict[str, PressNoted] = {}
        self.people: dict[str, Button] = {}
        self._told: object = None
        self._told_kept: object = None
        self.invite.clicked.connect(lambda: self.invite_wanted.emit(self.invite))
        self._say_kept(None)

    def _box(self, column: QVBoxLayout) -> QVBoxLayout:
        box = QWidget()
        rows = QVBoxLayout(box)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        column.addWidget(box)
        return rows

    def show_sheet(self, sheet: Sheet) -> None:
        """Show how far a review is prepared, and who takes part."""
        self._sheet = sheet
        ready = sheet.ready
        self.title.setText(_("Readiness {n} of {of}").format(n=ready.done, of=len(ready.checks)))
        codes = [one.code for one in ready.checks]
        if codes != list(self.checks):
            _clear(self._checks)
            self.checks = {}
            for code in codes:
                row = PressNoted(self._theme)
                row.pressed.connect(lambda code=code: self.check_wanted.emit(code))
                self.checks[code] = row
                self._checks.addWidget(row)
        for one in ready.checks:
            self.checks[one.code].show_words(*said.check(one, sheet.last.tally))
        told = (sheet.told.attendees, sheet.told.missing)
        if told != self._told:
            self._told = told
            self._show_people()

    def clear(self) -> None:
        """Show nothing of the review before."""
        self._told = None
        self.people = {}
        _clear(self._people)
        self.checks = {}
        _clear(self._checks)
        self.title.setText(_("Readiness"))

    def show_kept(self, kept: Kept | None) -> None:
        """Show what the client doesn't get; None while it is being told."""
        if kept != self._told_kept:
            self._told_kept = kept
            self._say_kept(kept)

    def _say_kept(self, kept: Kept | None) -> None:
        _clear(self._kept)
        if kept is None:
            lines = [_("Looking…")]
        elif kept.internal:
            lines = [_("This review is internal: the client gets nothing of it.")]
        else:
            lines = [said.withheld(label, count) for label, count in kept.withheld]
        for words in lines or [_("Nothing is held back.")]:
            label = Label(self._theme, words, "caption", "secondary", wrap=True)
            label.setContentsMargins(6, 2, 0, 2)
            self._kept.addWidget(label)

    def withheld(self) -> list[str]:
        """The lines on what is held back."""
        found = []
        for at in range(self._kept.count()):
            item = self._kept.itemAt(at)
            widget = item.widget() if item is not None else None
            if isinstance(widget, Label):
                found.append(widget.text())
        return found

    # -- people ----------------------------------------------------------------------------

    def _show_people(self) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        held = next((key for key, one in self.people.items() if one.hasFocus()), None)
        _clear(self._people)
        self.people = {}
        for attendee in sheet.told.attendees:
            self._people.addWidget(self._attendee(attendee))
        for missing in sheet.told.missing:
            self._people.addWidget(self._missing(missing))
        if not sheet.told.attendees and not sheet.told.missing:
            words = _("Nobody yet: add them from the people of the account.")
            self._people.addWidget(Label(self._theme, words, "caption", "secondary", wrap=True))
        if held is not None and held in self.people:
            self.people[held].setFocus(Qt.FocusReason.OtherFocusReason)

    def _attendee(self, one: Attendee) -> QWidget:
        state = str(said.ANSWERED.get(one.state, one.state))
        role = str(said.ROLES[one.role]) if one.role in said.ROLES else ""
        note = ", ".join(filter(None, (one.title, role)))
        button = self._person_row(one.id, one.party.name, note, state)
        button.clicked.connect(lambda: self._open_menu(one, button))
        return self._line(one.party.name, note, button)

    def _missing(self, one: Missing) -> QWidget:
        reason = _("decides") if one.reason == "decides" else _("key person")
        note = ", ".join(filter(None, (one.title, reason)))
        button = self._person_row(one.person.id, one.person.name, note, _("not invited"))
        button.setAccessibleName(_("Invite %s") % one.person.name)
        button.setToolTip(button.accessibleName())
        button.clicked.connect(lambda: self.missing_wanted.emit(one.person.id))
        return self._line(one.person.name, note, button)

    def _person_row(self, key: str, name: str, note: str, words: str) -> Button:
        button = Button(self._theme, words, "link")
        button.setAccessibleName(", ".join(filter(None, (name, note, words))))
        button.setEnabled(self._able)
        self.people[key] = button
        return button

    def _line(self, name: str, note: str, button: Button) -> QWidget:
        theme = self._theme
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(Space.CONTROL)
        row.addWidget(Avatar(theme, name, 24), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(theme, name, "caption"))
        if note:
            words.addWidget(ElidedLabel(theme, note, "caption", "secondary"))
        row.addLayout(words, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return box

    def menu(self, one: Attendee) -> QMenu:
        """What somebody answered, and what they do in the meeting."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for code, words in said.ANSWERED.items():
            action = menu.addAction(str(words).capitalize())
            action.setCheckable(True)
            action.setChecked(code == one.state)
            action.triggered.connect(lambda _on=False, code=code: self.answered.emit(one.id, code))
        menu.addSeparator()
        for code, words in said.ROLES.items():
            action = menu.addAction(str(words))
            action.setCheckable(True)
            action.setChecked(code == one.role)
            chosen = "" if code == one.role else code
            action.triggered.connect(
                lambda _on=False, chosen=chosen: self.role_chosen.emit(one.id, chosen)
            )
        menu.addSeparator()
        off = menu.addAction(self._theme.icon("x"), _("Take off the list"))
        off.triggered.connect(lambda: self.answered.emit(one.id, UNINVITE))
        return menu

    def _open_menu(self, one: Attendee, button: Button) -> None:
        self.menu(one).popup(button.mapToGlobal(QPoint(0, button.height())))

    def missing_words(self) -> str:
        """How many who should be asked aren't; empty for none."""
        count = len(self._sheet.told.missing) if self._sheet is not None else 0
        return _n("{n} not invited", "{n} not invited", count) if count else ""

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that it is seen."""
        super().showEvent(event)
        self.turned.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that it isn't seen any more."""
        super().hideEvent(event)
        self.turned.emit()


def _clear(rows: QVBoxLayout) -> None:
    while (item := rows.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
