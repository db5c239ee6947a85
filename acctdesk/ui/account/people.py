"""The people of an account as a grid: added, edited in place, removed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from acctdesk.errors import Invalid, Problem
from acctdesk.services.catalogue import Format
from acctdesk.services.people import Contact
from acctdesk.ui.account.reading import Whole
from acctdesk.ui.desk import Change, Desk
from acctdesk.ui.entering import complaint
from acctdesk.ui.entry import choices_of, in_words, typed
from acctdesk.ui.prompt import NamePrompt
from acctdesk.ui.record.rows import Column, Entry, Row, RowsModel
from acctdesk.ui.tasks import Tasks
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.undo import Undo
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.empty import EmptyState
from acctdesk.ui.widgets.grid import GridView
from acctdesk.ui.widgets.low import unfold_when_low
from acctdesk.ui.widgets.roles import Kind
from acctdesk.words import _, _n, date

_OF_PERSON = ("name", "email", "phone", "language")
"""Columns that belong to the person; the others belong to the position."""


class PeopleTab(QWidget):
    """Who is who at the client.

    Args:
        theme: The theme in force.
        desk: The open workspace.
        tasks: Runs commands.
        undo: Offers to undo what was done.
    """

    def __init__(self, theme: Theme, desk: Desk, tasks: Tasks, undo: Undo) -> None:
        super().__init__()
        self._theme, self._desk, self._tasks, self._undo = theme, desk, tasks, undo
        self._account = ""
        self._contacts: dict[str, Contact] = {}
        self.prompt = NamePrompt(theme, _("Add person"), _("Add person"), self)
        able = not desk.read_only
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARD_GAP)
        row = QHBoxLayout()
        self.add = Button(theme, _("Add person"), icon="user-plus")
        self.add.setEnabled(able)
        self.add.clicked.connect(lambda: self.prompt.ask(self.add))
        row.addWidget(self.add)
        self.remove = Button(theme, _("Remove"), "quiet", icon="trash-2")
        self.remove.setEnabled(False)
        self.remove.clicked.connect(self.remove_selected)
        row.addWidget(self.remove)
        row.addStretch(1)
        column.addLayout(row)
        self.model = RowsModel((), self)
        self.grid = GridView(theme, _("People"))
        self.grid.setModel(self.model)
        empty = EmptyState(
            theme, "users", _("Nobody yet"),
            _("Add the people you deal with, or import them with a roster."),
            _("Add person") if able else "",
        )  # fmt: skip
        empty.pressed.connect(lambda: self.prompt.ask(self.add))
        self.grid.set_empty(empty)
        unfold_when_low(theme, self.grid)
        card = Card(theme, flush=True)
        card.add(self.grid, 1)
        column.addWidget(card, 1)
        self.prompt.wanted.connect(self._add)
        self.model.entered.connect(self._keep)
        self.grid.selectionModel().selectionChanged.connect(lambda *_both: self._enable())

    def show_account(self, found: Whole) -> None:
        """Show the people of an account."""
        self._account = found.record.id
        able = not self._desk.read_only
        language = self._desk.fields.field("person", "language")
        self.model.set_columns(
            (
                Column("name", _("Name"), Kind.AVATAR, able),
                Column("title", _("Title"), editable=able),
                Column("unit", _("Business unit"), editable=able),
                Column("email", _("E-mail"), editable=able),
                Column("phone", _("Phone"), editable=able),
                Column("language", _("Language"), editable=able, choices=choices_of(language)),
                Column("ended", _("Left"), Kind.DATE, able),
            )
        )
        self._contacts = {one.position: one for one in found.contacts}
        fresh = self.model.rowCount() == 0
        self.model.set_rows(
            [
                Row(
                    one.position,
                    {
                        "name": one.name, "title": one.title, "unit": one.unit,
                        "email": one.email, "phone": one.phone,
                        "language": in_words(language, one.language or None),
                        "ended": date(one.ended) if one.ended else "",
                    },
                    {"language": one.language or None, "ended": one.ended},
                    faint=bool(one.ended),
                )
                for one in found.contacts
            ]
        )  # fmt: skip
        if fresh:
            self.grid.fit_columns()
        self._enable()

    def select(self, positions: set[str]) -> bool:
        """Select people by their positions or person ids; whether any is here."""
        rows = [
            self.model.row_of(one.position)
            for one in self._contacts.values()
            if one.position in positions or one.person in positions
        ]
        if rows:
            self.grid.selectRow(min(rows))
        return bool(rows)

    def remove_selected(self) -> None:
        """Take the selected people off the account; Undo is offered."""
        chosen = [
            self._contacts[self.model.id_at(index)]
            for index in self.grid.selectionModel().selectedRows()
        ]
        if not chosen or self._desk.read_only:
            return
        account = self._account

        def task() -> Change | None:
            return self._desk.people.remove(account, [one.person for one in chosen])

        words = (
            _("Removed %s") % chosen[0].name
            if len(chosen) == 1
            else _n("Removed {n} person", "Removed {n} people", len(chosen))
        )
        self._tasks.write(self, task, lambda change: self._undo.offer(words, change))

    def run_command(self, action_id: str) -> bool:
        """New adds a person, Delete removes the selected; the rest is the grid's."""
        if action_id == "new" and not self._desk.read_only:
            self.prompt.ask(self.add)
        elif action_id == "account.delete":
            self.remove_selected()
        else:
            return self.grid.run_command(action_id)
        return True

    def _enable(self) -> None:
        able = bool(self.grid.selectionModel().selectedRows()) and not self._desk.read_only
        self.remove.setEnabled(able)

    def _add(self, name: str) -> None:
        account = self._account
        self._tasks.write(
            self,
            lambda: self._desk.people.add(account, {"name": name}),
            lambda _made: self.prompt.close(),
            lambda problem: self.prompt.refuse(complaint(problem)),
        )

    def _keep(self, entry: Entry) -> None:
        contact = self._contacts[entry.row]
        self._tasks.write(
            self,
            self._command(contact, entry),
            lambda _change: self.model.settle(entry),
            lambda problem: self._refuse(entry, problem),
        )

    def _command(self, contact: Contact, entry: Entry) -> Callable[[], Change | None]:
        desk = self._desk
        kind = "person" if entry.column in _OF_PERSON else "position"
        name = "unit_id" if entry.column == "unit" else entry.column

        def task() -> Change | None:
            field = desk.fields.field(kind, name)
            value = entry.value
            if isinstance(value, str) and name != "unit_id" and field.format is not Format.LANGUAGE:
                value = typed(field, value, desk.context.today())[name]
            if name == "name" and not value:
                raise Invalid(_("the name is missing."), field="name", remedy=_("Fill it in."))
            if kind == "person":
                return desk.records.edit("person", contact.person, {name: value})
            return desk.people.edit_position(contact.position, {name: value})

        return task

    def _refuse(self, entry: Entry, problem: Problem) -> None:
        self.model.refuse(entry, problem)
        self._tasks.problem.emit(problem)
