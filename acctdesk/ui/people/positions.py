"""Where a person works and worked: their positions over time, edited where they are read."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from acctdesk.errors import Problem
from acctdesk.services.record import Record
from acctdesk.ui.desk import Change, Desk
from acctdesk.ui.entering import complaint
from acctdesk.ui.entry import typed
from acctdesk.ui.log.accountline import AccountLine
from acctdesk.ui.record.rows import Column, Entry, Row, RowsModel
from acctdesk.ui.tasks import Tasks
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Size
from acctdesk.ui.undo import Undo
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.empty import EmptyState
from acctdesk.ui.widgets.fields import ValidatedField
from acctdesk.ui.widgets.grid import GridView
from acctdesk.ui.widgets.layouts import Popover
from acctdesk.ui.widgets.roles import Kind
from acctdesk.words import _, date


class AccountPrompt(Popover):
    """Asks at which account a position is.

    Args:
        theme: The theme in force.
        desk: The open workspace.
        tasks: Reads the names.
        parent: The widget it belongs to.
    """

    wanted = Signal(str)
    """Id of the account; answer with `close` or `refuse`."""

    def __init__(self, theme: Theme, desk: Desk, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(theme, _("Add position"), parent)
        self.line = AccountLine(desk, tasks)
        self.line.setMinimumWidth(theme.px(280))
        self._field = ValidatedField(theme, _("Account"), self.line)
        self.body.addWidget(self._field)
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = Button(theme, _("Cancel"), "quiet")
        cancel.clicked.connect(self.close)
        row.addWidget(cancel)
        add = Button(theme, _("Add position"), "primary")
        add.clicked.connect(self._want)
        row.addWidget(add)
        self.body.addLayout(row)

    def ask(self, anchor: QWidget) -> None:
        """Open beneath a widget, empty."""
        self.line.set_account("", "")
        self._field.set_problem("")
        self.open_under(anchor)
        self.line.setFocus()

    def refuse(self, words: str) -> None:
        """Say what is wrong; what was typed stays."""
        self._field.set_problem(words)
        self.adjustSize()

    def _want(self) -> None:
        if self.line.account():
            self.wanted.emit(self.line.account())
        else:
            self.refuse(_("Type a few letters of its name and choose it."))


class PositionsCard(Card):
    """The positions of a person.

    Args:
        theme: The theme in force.
        desk: The open workspace.
        tasks: Runs commands.
        undo: Offers to undo what was done.
    """

    account_wanted = Signal(str)
    """Id of an account that is to be opened."""

    def __init__(self, theme: Theme, desk: Desk, tasks: Tasks, undo: Undo) -> None:
        super().__init__(theme, _("Positions"), flush=True)
        self._theme, self._desk, self._tasks, self._undo = theme, desk, tasks, undo
        self._able = not desk.read_only
        self._person = ""
        self._posts: dict[str, Record] = {}
        self.remove = Button(theme, _("Remove"), "quiet")
        self.remove.setEnabled(False)
        self.remove.clicked.connect(self.remove_selected)
        self.add_button = Button(theme, _("Add position"), "quiet", icon="plus")
        self.add_button.setEnabled(self._able)
        self.head.addWidget(self.remove)
        self.head.addWidget(self.add_button)
        self.prompt = AccountPrompt(theme, desk, tasks, self)
        self.prompt.wanted.connect(self._add)
        self.add_button.clicked.connect(lambda: self.prompt.ask(self.add_button))
        self.model = RowsModel(
            (
                Column("account", _("Account"), Kind.NAME),
                Column("title", _("Title"), editable=self._able),
                Column("unit", _("Business unit"), editable=self._able),
                Column("started", _("From"), Kind.DATE, self._able),
                Column("ended", _("To"), Kind.DATE, self._able),
            ),
            self,
        )
        self.grid = GridView(theme, _("Positions"))
        self.grid.setModel(self.model)
        self.grid.set_empty(
            EmptyState(
                theme, "building-2", _("Nowhere yet"),
                _("A position says at which account somebody works, and as what."),
            )
        )  # fmt: skip
        self.add(self.grid, 1)
        self.model.entered.connect(self._keep)
        self.grid.open_requested.connect(self._open)
        self.grid.selectionModel().selectionChanged.connect(lambda *_both: self._enable())
        self._fit()
        theme.changed.connect(self._fit)

    def show_posts(self, person: str, posts: Sequence[Record]) -> None:
        """Show the positions of a person."""
        self._person = person
        self._posts = {one.id: one for one in posts}
        fresh = self.model.rowCount() == 0
        self.model.set_rows(
            [
                Row(
                    one.id,
                    {
                        "account": one.titles.get("account_id", ""),
                        "title": str(one["title"] or ""),
                        "unit": one.titles.get("unit_id", ""),
                        "started": date(one["started"]) if one["started"] else "",
                        "ended": date(one["ended"]) if one["ended"] else "",
                    },
                    {"started": one["started"], "ended": one["ended"]},
                    faint=bool(one["ended"]),
                )
                for one in posts
            ]
        )
        if fresh:
            self.grid.fit_columns()
        self._enable()
        self._fit()

    def remove_selected(self) -> None:
        """Remove the selected positions; Undo is offered."""
        ids = [self.model.id_at(one) for one in self.grid.selectionModel().selectedRows()]
        if ids and self._able:
            self._tasks.write(
                self,
                lambda: self._desk.records.delete("position", ids),
                lambda change: self._undo.offer(_("Position removed"), change),
            )

    def run_command(self, action_id: str) -> bool:
        """Delete removes the selected; the rest is the grid's."""
        if action_id == "account.delete":
            self.remove_selected()
            return True
        return self.grid.run_command(action_id)

    def _open(self, index: QModelIndex) -> None:
        post = self._posts.get(self.model.id_at(index))
        if post is not None:
            self.account_wanted.emit(str(post["account_id"]))

    def _enable(self) -> None:
        able = self._able and bool(self.grid.selectionModel().selectedRows())
        self.remove.setEnabled(able)

    def _add(self, account: str) -> None:
        person = self._person
        self._tasks.write(
            self,
            lambda: self._desk.records.create(
                "position", {"person_id": person, "account_id": account}
            ),
            lambda _made: self.prompt.close(),
            lambda problem: self.prompt.refuse(complaint(problem)),
        )

    def _keep(self, entry: Entry) -> None:
        def refuse(problem: Problem) -> None:
            self.model.refuse(entry, problem)
            self._tasks.problem.emit(problem)

        self._tasks.write(
            self, self._command(entry), lambda _change: self.model.settle(entry), refuse
        )

    def _command(self, entry: Entry) -> Callable[[], Change | None]:
        desk = self._desk
        name = "unit_id" if entry.column == "unit" else entry.column

        def task() -> Change | None:
            value = entry.value
            if isinstance(value, str) and name != "unit_id":
                field = desk.fields.field("position", name)
                value = typed(field, value, desk.context.today())[name]
            return desk.people.edit_position(entry.row, {name: value})

        return task

    def _fit(self) -> None:
        count = self.model.rowCount()
        rows = min(count, 6) if count else 4
        # A few posts need a few rows; an empty list needs room for its sentence.
        self.grid.set_least(self._theme.px(Size.ROW) * rows + self._theme.px(Size.HEADER) + 14)
