"""The page of one account: its head, and a tab for each side of it."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from acctdesk.errors import Problem
from acctdesk.services.catalogue import Format
from acctdesk.ui.account.head import Head
from acctdesk.ui.account.overview import Overview
from acctdesk.ui.account.people import PeopleTab
from acctdesk.ui.account.reading import Whole, whole
from acctdesk.ui.account.units import UnitsTab
from acctdesk.ui.desk import Change, Desk
from acctdesk.ui.entering import complaint, values_of
from acctdesk.ui.record.history import HistoryTab
from acctdesk.ui.shell.page import Page, Params, Place, Shell
from acctdesk.ui.tasks import Latest, Tasks
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.undo import Undo
from acctdesk.ui.widgets.empty import EmptyState
from acctdesk.ui.widgets.line import Line
from acctdesk.ui.widgets.steps import TabBar
from acctdesk.words import _

TABS = ("overview", "people", "units", "history")
_PARTS = {"person", "position", "unit", "assignment"}


class AccountPage(Page):
    """One account.

    Args:
        shell: The window.
        desk: The open workspace.
        tasks: Runs reads and commands.
        undo: Offers to undo what was done.
    """

    def __init__(self, shell: Shell, desk: Desk, tasks: Tasks, undo: Undo) -> None:
        super().__init__(shell)
        self._desk, self._tasks, self._undo = desk, tasks, undo
        self._account = ""
        self._found: Whole | None = None
        self._reveal: set[str] = set()
        self._read = Latest(tasks, self)
        theme = self.theme
        self._all = QStackedWidget()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._all)
        self._body = QWidget()
        self._body.setProperty("plane", "page")
        column = QVBoxLayout(self._body)
        column.setContentsMargins(Space.PAGE, 20, Space.PAGE, 20)
        column.setSpacing(Space.CARD_GAP)
        self.head = Head(theme)
        column.addWidget(self.head)
        words = [_("Overview"), _("People"), _("Units and team"), _("History")]
        tabs = QVBoxLayout()
        tabs.setSpacing(0)
        self.tabs = TabBar(theme, _("Account"), words)
        tabs.addWidget(self.tabs)
        tabs.addWidget(Line(theme))
        column.addLayout(tabs)
        able = not desk.read_only
        self.overview = Overview(theme, able=able)
        self.people = PeopleTab(theme, desk, tasks, undo)
        self.units = UnitsTab(theme, desk, tasks, undo)
        self.history = HistoryTab(theme, desk, tasks, undo)
        self._stack = QStackedWidget()
        for tab in (self.overview, self.people, self.units, self.history):
            self._stack.addWidget(tab)
        column.addWidget(self._stack, 1)
        self._gone = EmptyState(
            theme, "building-2", _("This account isn't here any more"),
            _("It was deleted, or belongs to another workspace."), _("Show all accounts"),
        )  # fmt: skip
        self._gone.pressed.connect(lambda: shell.go(Place("accounts", {"list": "1"})))
        self._all.addWidget(self._body)
        self._all.addWidget(self._gone)
        self.tabs.chosen.connect(self._on_tab)
        self.overview.entered.connect(self._keep)
        self.overview.account_wanted.connect(
            lambda account: shell.go(Place("accounts", {"account": account}))
        )
        self.overview.field_wanted.connect(self._add_field)
        tasks.changed.connect(self._on_change)

    # -- what the window asks --------------------------------------------------------------

    def title(self) -> str:
        """The account's name."""
        return self._found.record.title if self._found is not None else _("Account")

    def activated(self, params: Params) -> None:
        """Show an account, and one of its tabs."""
        account = params.get("account", "")
        if account != self._account:
            self._account = account
            self._found = None
            self._body.setEnabled(False)
            self.mark_stale()
        self.show_tab(params.get("tab", "") or TABS[self.tabs.current()])

    def refresh(self) -> None:
        """Read the account again."""
        account = self._account
        if account:
            self._read.read(
                functools.partial(whole, self._desk, account),
                functools.partial(self._show, account),
                self._miss,
            )

    def state(self) -> dict[str, object]:
        """The tab."""
        return {"tab": TABS[self.tabs.current()]}

    def restore(self, state: Mapping[str, object]) -> None:
        """Take back the tab."""
        tab = state.get("tab")
        if isinstance(tab, str):
            self.show_tab(tab)

    def panes(self) -> tuple[QWidget, ...]:
        """Tabs, and what they show."""
        return (self.tabs, self._stack)

    def run_command(self, action_id: str) -> bool:
        """Hand an action to the tab in front."""
        tab = self._stack.currentWidget()
        return isinstance(tab, PeopleTab | UnitsTab) and tab.run_command(action_id)

    def reveal_change(self, change: Change) -> bool:
        """Show what a change touched, when it touched this account.

        Returns:
            Whether it did.
        """
        touched = change.touched
        accounts = touched.get("account", frozenset())
        if accounts is None or (accounts and self._account not in accounts):
            return False
        ids = {one for kind in _PARTS for one in touched.get(kind) or ()}
        if not ids and not accounts and "custom_value" not in touched:
            return False
        self._reveal = ids
        if touched.keys() & {"person", "position"}:
            self.show_tab("people")
        elif touched.keys() & {"unit", "assignment"}:
            self.show_tab("units")
        elif self._stack.currentWidget() is not self.history:
            self.show_tab("overview")
        self.mark_stale()
        return True

    def show_tab(self, name: str) -> None:
        """Show a tab by its name; an unknown one changes nothing."""
        if name in TABS:
            self.tabs.set_current(TABS.index(name))
            self._stack.setCurrentIndex(TABS.index(name))

    # -- inside ----------------------------------------------------------------------------

    def _on_tab(self, at: int) -> None:
        self._stack.setCurrentIndex(at)
        self.shell.go(Place("accounts", {"account": self._account, "tab": TABS[at]}))

    def _show(self, account: str, found: Whole) -> None:
        if account != self._account:
            return
        renamed = self._found is None or self._found.record.title != found.record.title
        self._found = found
        self._body.setEnabled(True)
        self._all.setCurrentWidget(self._body)
        self.head.show_record(found.record, {one.name: one for one in found.fields})
        self.overview.show_account(found)
        self.people.show_account(found)
        self.units.show_account(found)
        self.history.show_changes(account, found.history)
        if self._reveal:
            self.people.select(self._reveal)
            self._reveal = set()
        if renamed:
            self.title_changed.emit()

    def _miss(self, _problem: Problem) -> None:
        self._found = None
        self._all.setCurrentWidget(self._gone)
        self._gone.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.title_changed.emit()

    def _on_change(self, change: Change) -> None:
        # Whatever it touched may be in this account's history.
        if self._account and change.touched:
            self.mark_stale()

    def _keep(self, name: str, entered: object) -> None:
        account, row = self._account, self.overview.rows[name]
        field = row.field

        def task() -> Change | None:
            return self._desk.accounts.edit([account], values_of(self._desk, field, entered))

        def refuse(problem: Problem) -> None:
            if self._found is not None:
                row.show_record(self._found.record, ())
                self.overview.show_account(self._found)
            row.refuse(entered, complaint(problem))

        self._tasks.write(self, task, lambda _change: self.mark_stale(), refuse)

    def _add_field(self, label: str, form: object) -> None:
        prompt = self.overview.new_field
        self._tasks.write(
            self,
            lambda: self._desk.custom_fields.define("account", label, Format(str(form))),
            lambda _made: prompt.close(),
            lambda problem: prompt.refuse(complaint(problem)),
        )
