"""The client's business units as a tree, and our people on the account with their roles."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from acctdesk.errors import Invalid, Problem
from acctdesk.ui.account.reading import Node, Options, Whole
from acctdesk.ui.desk import Change, Desk
from acctdesk.ui.entering import complaint
from acctdesk.ui.entry import choices_of, in_words
from acctdesk.ui.prompt import NamePrompt
from acctdesk.ui.record.rows import Column, Entry, Row, RowsModel
from acctdesk.ui.tasks import Tasks
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.undo import Undo
from acctdesk.ui.widgets.buttons import Button, MenuButton
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.empty import EmptyState
from acctdesk.ui.widgets.grid import GridView
from acctdesk.ui.widgets.low import unfold_when_low
from acctdesk.ui.widgets.roles import Kind
from acctdesk.words import _, number

INDENT = "\u2003"
"""One step of the tree in front of a name."""


class _Part(Card):
    """A card with a grid, and buttons above it."""

    def __init__(
        self, theme: Theme, title: str, desk: Desk, tasks: Tasks, undo: Undo, empty: EmptyState
    ) -> None:
        super().__init__(theme, title, flush=True)
        self._theme, self._desk, self._tasks, self._undo = theme, desk, tasks, undo
        self.able = not desk.read_only
        self.account = ""
        self.model = RowsModel((), self)
        self.grid = GridView(theme, title)
        self.grid.setModel(self.model)
        self.grid.set_empty(empty)
        unfold_when_low(theme, self.grid)
        self.add(self.grid, 1)
        self.remove = Button(theme, _("Remove"), "quiet")
        self.remove.setEnabled(False)
        self.head.addWidget(self.remove)
        self.remove.clicked.connect(self.remove_selected)
        self.grid.selectionModel().selectionChanged.connect(lambda *_both: self._enable())
        self.model.entered.connect(self._keep)

    def selected(self) -> list[str]:
        """Ids of the selected rows."""
        return [self.model.id_at(one) for one in self.grid.selectionModel().selectedRows()]

    def remove_selected(self) -> None:
        """Remove the selected rows; Undo is offered."""
        raise NotImplementedError

    def command(self, entry: Entry) -> Callable[[], Change | None]:
        """The command that keeps an entry."""
        raise NotImplementedError

    def run_command(self, action_id: str) -> bool:
        """Delete removes the selected; the rest is the grid's."""
        if action_id == "account.delete":
            self.remove_selected()
            return True
        return self.grid.run_command(action_id)

    def _enable(self) -> None:
        self.remove.setEnabled(self.able and bool(self.selected()))

    def _keep(self, entry: Entry) -> None:
        def refuse(problem: Problem) -> None:
            self.model.refuse(entry, problem)
            self._tasks.problem.emit(problem)

        self._tasks.write(
            self, self.command(entry), lambda _change: self.model.settle(entry), refuse
        )

    def _delete(self, kind: str, ids: Sequence[str], words: str) -> None:
        self._tasks.write(
            self,
            lambda: self._desk.records.delete(kind, ids),
            lambda change: self._undo.offer(words, change),
        )


class UnitsCard(_Part):
    """The business units.

    Args:
        theme: The theme in force.
        desk: The open workspace.
        tasks: Runs commands.
        undo: Offers to undo what was done.
    """

    def __init__(self, theme: Theme, desk: Desk, tasks: Tasks, undo: Undo) -> None:
        able = not desk.read_only
        empty = EmptyState(
            theme, "network", _("No business units yet"),
            _("Departments and sites of the client. They also come with people's positions."),
            _("Add unit") if able else "",
        )  # fmt: skip
        super().__init__(theme, _("Business units"), desk, tasks, undo, empty)
        self._units: dict[str, Node] = {}
        self.add_button = Button(theme, _("Add unit"), "secondary", icon="plus")
        self.add_button.setEnabled(able)
        self.head.addWidget(self.add_button)
        self.prompt = NamePrompt(theme, _("Add unit"), _("Add unit"), self)
        self.add_button.clicked.connect(lambda: self.prompt.ask(self.add_button))
        empty.pressed.connect(lambda: self.prompt.ask(self.add_button))
        self.prompt.wanted.connect(self._add)

    def show_account(self, found: Whole) -> None:
        """Show the units of an account."""
        self.account = found.record.id
        self._units = {one.record.id: one for one in found.units}
        above = tuple((one.record.id, one.record.title) for one in found.units)
        self.model.set_columns(
            (
                Column("name", _("Name"), Kind.NAME, self.able),
                Column("parent_id", _("Part of"), editable=self.able,
                       choices=((None, ""), *above)),
                Column("people", _("People"), Kind.NUMBER),
            )
        )  # fmt: skip
        fresh = self.model.rowCount() == 0
        self.model.set_rows(
            [
                Row(
                    one.record.id,
                    {
                        "name": INDENT * one.depth + one.record.title,
                        "parent_id": one.record.titles.get("parent_id", ""),
                        "people": number(one.people) if one.people else "",
                    },
                    {"name": one.record.title, "parent_id": one.record["parent_id"]},
                )
                for one in found.units
            ]
        )
        if fresh:
            self.grid.fit_columns()

    def command(self, entry: Entry) -> Callable[[], Change | None]:
        """Rename a unit, or put it beneath another."""
        desk, units = self._desk, self._units

        def task() -> Change | None:
            if entry.column == "parent_id" and isinstance(entry.value, str):
                above: str | None = entry.value
                while above is not None:
                    if above == entry.row:
                        raise Invalid(
                            _("a unit can't stand above itself."),
                            field="parent_id",
                            remedy=_("Choose one outside its own branch."),
                        )
                    above = units[above].record["parent_id"] if above in units else None
            return desk.records.edit("unit", entry.row, {entry.column: entry.value})

        return task

    def remove_selected(self) -> None:
        """Remove the selected units; people stay, without a unit."""
        ids = self.selected()
        if ids and self.able:
            names = ", ".join(self._units[one].record.title for one in ids)
            self._delete("unit", ids, _("Removed %s") % names)

    def _add(self, name: str) -> None:
        account = self.account
        self._tasks.write(
            self,
            lambda: self._desk.records.create("unit", {"account_id": account, "name": name}),
            lambda _made: self.prompt.close(),
            lambda problem: self.prompt.refuse(complaint(problem)),
        )


class TeamCard(_Part):
    """Our people on the account.

    Args:
        theme: The theme in force.
        desk: The open workspace.
        tasks: Runs commands.
        undo: Offers to undo what was done.
    """

    def __init__(self, theme: Theme, desk: Desk, tasks: Tasks, undo: Undo) -> None:
        empty = EmptyState(
            theme, "users", _("Nobody on the team yet"), _("Who of us serves this account?")
        )
        super().__init__(theme, _("Account team"), desk, tasks, undo, empty)
        self._members: Options = ()
        self._of: dict[str, tuple[str, str]] = {}
        self.menu = QMenu()
        self.add_button = MenuButton(theme, _("Add to team"), self.menu)
        self.add_button.setEnabled(self.able)
        self.head.addWidget(self.add_button)
        self.prompt = NamePrompt(theme, _("New colleague"), _("Add colleague"), self)
        self.prompt.wanted.connect(self._add_new)

    def show_account(self, found: Whole) -> None:
        """Show the team of an account."""
        self.account = found.record.id
        role = self._desk.fields.field("assignment", "role")
        self._of = {one.assignment: (one.member, one.name) for one in found.team}
        self.model.set_columns(
            (
                Column("name", _("Name"), Kind.AVATAR),
                Column("role", _("Role"), editable=self.able, choices=choices_of(role)),
                Column("email", _("E-mail")),
            )
        )
        fresh = self.model.rowCount() == 0
        self.model.set_rows(
            [
                Row(
                    one.assignment,
                    {"name": one.name, "role": in_words(role, one.role or None),
                     "email": one.email},
                    {"role": one.role or None},
                )
                for one in found.team
            ]
        )  # fmt: skip
        if fresh:
            self.grid.fit_columns()
        taken = {one.member for one in found.team}
        self._offer([one for one in found.members if one[0] not in taken])

    def command(self, entry: Entry) -> Callable[[], Change | None]:
        """Change somebody's role."""
        member = self._of[entry.row][0]
        role = entry.value if isinstance(entry.value, str) else None
        return lambda: self._desk.accounts.assign(self.account, member, role)

    def remove_selected(self) -> None:
        """Take the selected people off the team."""
        ids = self.selected()
        if ids and self.able:
            names = ", ".join(self._of[one][1] for one in ids)
            self._delete("assignment", ids, _("Took %s off the team") % names)

    def assign(self, member: str) -> None:
        """Put one of our people on the team."""
        account = self.account
        self._tasks.write(self, lambda: self._desk.accounts.assign(account, member, None))

    def _offer(self, members: Sequence[tuple[str, str]]) -> None:
        self.menu.clear()
        for member, name in members:
            action = self.menu.addAction(name.replace("&", "&&"))
            action.triggered.connect(functools.partial(self._on_member, member))
        if members:
            self.menu.addSeparator()
        new = self.menu.addAction(_("New colleague…"))
        new.triggered.connect(lambda: self.prompt.ask(self.add_button))

    def _on_member(self, member: str, _checked: bool = False) -> None:
        self.assign(member)

    def _add_new(self, name: str) -> None:
        account = self.account
        self._tasks.write(
            self,
            lambda: self._desk.accounts.assign_new(account, name),
            lambda _change: self.prompt.close(),
            lambda problem: self.prompt.refuse(complaint(problem)),
        )


class UnitsTab(QWidget):
    """Both cards, side by side where there is room.

    Args:
        theme: The theme in force.
        desk: The open workspace.
        tasks: Runs commands.
        undo: Offers to undo what was done.
    """

    def __init__(self, theme: Theme, desk: Desk, tasks: Tasks, undo: Undo) -> None:
        super().__init__()
        self._theme = theme
        self.units = UnitsCard(theme, desk, tasks, undo)
        self.team = TeamCard(theme, desk, tasks, undo)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(Space.CARD)
        for card in (self.units, self.team):
            card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            self._row.addWidget(card, 1)

    def resizeEvent(self, event: object) -> None:
        """Beneath each other where there is no room."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        narrow = self.width() < self._theme.px(760)
        way = QVBoxLayout.Direction.TopToBottom if narrow else QHBoxLayout.Direction.LeftToRight
        if self._row.direction() != way:
            self._row.setDirection(way)

    def show_account(self, found: Whole) -> None:
        """Show an account."""
        self.units.show_account(found)
        self.team.show_account(found)

    def run_command(self, action_id: str) -> bool:
        """New adds a unit; the cards answer the rest while they have the focus."""
        if action_id == "new" and self.units.able:
            self.units.prompt.ask(self.units.add_button)
            return True
        return False
