"""The page of one account: its head, and a tab for each side of it."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from acctdesk.errors import Problem
from acctdesk.services.catalogue import Format
from acctdesk.ui.account.details import Details
from acctdesk.ui.account.head import Head
from acctdesk.ui.account.overview import Overview
from acctdesk.ui.account.parts import Parts
from acctdesk.ui.account.people import PeopleTab
from acctdesk.ui.account.reading import Whole, whole
from acctdesk.ui.account.tabs import TABS, WORDS
from acctdesk.ui.account.units import UnitsTab
from acctdesk.ui.desk import Change, Desk
from acctdesk.ui.entering import complaint
from acctdesk.ui.log.box import LogBox
from acctdesk.ui.log.draft import ICONS
from acctdesk.ui.log.drafts import Drafts
from acctdesk.ui.record.attachments import FilesPart
from acctdesk.ui.record.history import HistoryTab
from acctdesk.ui.record.saving import Saver
from acctdesk.ui.record.stack import FrontStack
from acctdesk.ui.shell.page import Page, Params, Place, Shell
from acctdesk.ui.tasks import Latest, Tasks
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.undo import Undo
from acctdesk.ui.widgets.empty import EmptyState
from acctdesk.ui.widgets.line import Line
from acctdesk.ui.widgets.steps import TabBar
from acctdesk.words import _

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from acctdesk.ui.account.tabs import PartFactory, PartTab
    from acctdesk.ui.stakeholders.tab import StakeholdersTab

_PARTS = {"person", "position", "unit", "assignment", "interaction", "tie", "relationship"}
LOW = 680
"""Height of the window at 100 % below which a map stands without the head of the account."""
_MAPPED = {"person", "position", "tie", "relationship"}
"""Kinds that the map shows: what an undo did to them stays to be seen there."""


class AccountPage(Page):
    """One account.

    Args:
        shell: The window.
        desk: The open workspace.
        tasks: Runs reads and commands.
        undo: Offers to undo what was done.
        drafts: Where entries of the log stay that were begun; None keeps them for itself.
        levels: Makes the tab of service levels; without it there is none.
        reviews: Makes the tab of reviews, likewise.
    """

    def __init__(
        self,
        shell: Shell,
        desk: Desk,
        tasks: Tasks,
        undo: Undo,
        drafts: Drafts | None = None,
        levels: PartFactory | None = None,
        reviews: PartFactory | None = None,
    ) -> None:
        super().__init__(shell)
        factories = {"service_levels": levels, "reviews": reviews}
        self.parts = Parts(shell, factories, lambda: self._account, self._add_part)
        self.names = [one for one in TABS if one not in self.parts.missing]
        self._desk, self._tasks, self._undo = desk, tasks, undo
        self._saver = Saver(desk, tasks, undo, self)
        self._account = ""
        self._found: Whole | None = None
        self._reveal: set[str] = set()
        self._read = Latest(tasks, self)
        self._map_state: Mapping[str, object] = {}
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
        tabs = QVBoxLayout()
        tabs.setSpacing(0)
        self.tabs = TabBar(theme, _("Account"), [str(WORDS[one]) for one in self.names])
        tabs.addWidget(self.tabs)
        tabs.addWidget(Line(theme))
        column.addLayout(tabs)
        self.box = LogBox(theme, desk, tasks, undo, drafts or Drafts(desk, tasks))
        column.addWidget(self.box)
        self._fills: list[Callable[[Whole], object]] = []
        self._stack = FrontStack()
        column.addWidget(self._stack, 1)
        self._gone = EmptyState(
            theme, "building-2", _("This account isn't here any more"),
            _("It was deleted, or belongs to another workspace."), _("Show all accounts"),
        )  # fmt: skip
        self._gone.pressed.connect(lambda: shell.go(Place("accounts", {"list": "1"})))
        self._all.addWidget(self._body)
        self._all.addWidget(self._gone)
        self.tabs.chosen.connect(self._on_tab)
        self.box.logged.connect(lambda entry: self.overview.timeline.show_entry(entry))
        tasks.changed.connect(self._on_change)

    # -- the tabs, each made when it is first wanted ---------------------------------------

    @functools.cached_property
    def overview(self) -> Overview:
        """Short answers, and the timeline."""
        made = Overview(self.theme, self._desk, self._tasks, self._undo)
        made.timeline.log_wanted.connect(self.box.unfold)
        made.tab_wanted.connect(self._go_tab)
        made.change_wanted.connect(self._look_at)
        self._join(made, made.show_account)
        return made

    @functools.cached_property
    def stakeholders(self) -> StakeholdersTab:
        """The map of the client's people."""
        from acctdesk.ui.stakeholders.tab import StakeholdersTab

        made = StakeholdersTab(self.shell, self._desk, self._tasks, self._undo)
        made.restore(self._map_state)
        self._stack.addWidget(made)
        return made

    @property
    def service_levels(self) -> PartTab:
        """Gauges of what was agreed with the account."""
        return self.parts.get("service_levels")

    @property
    def reviews(self) -> PartTab:
        """Reviews with the account."""
        return self.parts.get("reviews")

    def _add_part(self, made: PartTab) -> None:
        made.turned.connect(self.title_changed)
        self._stack.addWidget(cast("QWidget", made))

    def _part(self) -> PartTab | None:
        """Gauges or reviews where they are in front."""
        return self.parts.get(self.tab()) if self.tab() in self.parts else None

    @functools.cached_property
    def details(self) -> Details:
        """Every field, and the files."""
        files = self.files = FilesPart(
            self.theme, self._desk, self._tasks, self._undo, self.shell.ask
        )
        made = Details(self.theme, able=not self._desk.read_only, files=files)
        made.entered.connect(self._keep)
        made.tag_added.connect(functools.partial(self._tag, off=False))
        made.tag_removed.connect(functools.partial(self._tag, off=True))
        made.account_wanted.connect(
            lambda account: self.shell.go(Place("accounts", {"account": account}))
        )
        made.field_wanted.connect(self._add_field)
        made.place_wanted.connect(self.shell.go)
        self._join(made, made.show_account)
        self._fill(lambda found: files.set_record("account", found.record.id))
        return made

    @functools.cached_property
    def people(self) -> PeopleTab:
        """The client's people."""
        made = PeopleTab(self.theme, self._desk, self._tasks, self._undo)
        self._join(made, made.show_account)
        return made

    @functools.cached_property
    def units(self) -> UnitsTab:
        """Business units and our team."""
        made = UnitsTab(self.theme, self._desk, self._tasks, self._undo)
        self._join(made, made.show_account)
        return made

    @functools.cached_property
    def history(self) -> HistoryTab:
        """Every change."""
        made = HistoryTab(self.theme, self._desk, self._tasks, self._undo)
        made.place_wanted.connect(self.shell.go)
        self._join(made, made.show_whole)
        return made

    def _join(self, tab: QWidget, fill: Callable[[Whole], object]) -> None:
        self._stack.addWidget(tab)
        self._fill(fill)

    def _fill(self, fill: Callable[[Whole], object]) -> None:
        self._fills.append(fill)
        if self._found is not None:
            fill(self._found)

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
            self.box.set_account(account)
            self.mark_stale()
        self.show_tab(params.get("tab", "") or self.tab())
        if (part := self._part()) is not None:
            part.set_account(account)
            part.show_params(params)
        if self.has_map():
            # Not with the rest: the map is read by itself, at the same time.
            self.stakeholders.set_account(account)
        if "entry" in params:
            self.show_tab("overview")
            self.overview.timeline.show_entry(params["entry"])
        if "log" in params:
            self.box.unfold(params["log"] if params["log"] in ICONS else "")

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
        """The tab, and what the map keeps."""
        kept = self.stakeholders.state() if "stakeholders" in vars(self) else self._map_state
        return {"tab": self.tab(), "map": dict(kept), "parts": self.parts.state()}

    def restore(self, state: Mapping[str, object]) -> None:
        """Take back the tab, and the map's part for when it is made."""
        kept = state.get("map")
        self._map_state = kept if isinstance(kept, dict) else {}
        self.parts.restore(state.get("parts"))
        tab = state.get("tab")
        if isinstance(tab, str):
            self.show_tab(tab)

    def panes(self) -> tuple[QWidget, ...]:
        """Tabs, the log box, and what the tab shows."""
        if self.has_map():
            return (self.tabs, *self.stakeholders.panes())
        if (part := self._part()) is not None:
            return (self.tabs, *part.panes())
        return (self.tabs, self.box, self._stack)

    def inspector(self) -> QWidget | None:
        """What stands beside the map; the other tabs have nothing there."""
        return self.stakeholders.panel if self.has_map() else None

    def tab(self) -> str:
        """The name of the tab in front."""
        return self.names[self.tabs.current()]

    def has_levels(self) -> bool:
        """Whether the service levels are in front."""
        return self.tab() == "service_levels"

    def has_map(self) -> bool:
        """Whether the map is in front."""
        return self.tab() == "stakeholders"

    def run_command(self, action_id: str) -> bool:
        """Log opens the box; other actions are for the tab in front."""
        if self.has_map():
            return self.stakeholders.run_command(action_id)
        if (part := self._part()) is not None and part.run_command(action_id):
            return True
        if action_id == "log":
            self.box.unfold()
            return not self._desk.read_only
        tab = self._stack.currentWidget()
        return isinstance(tab, Overview | PeopleTab | UnitsTab) and tab.run_command(action_id)

    def subject(self) -> tuple[str, str]:
        """Kind and id of what the page is about."""
        return ("account", self._account)

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
        if "interaction" in touched:
            self.show_tab("overview")
            for one in touched["interaction"] or ():
                self.overview.timeline.show_entry(one)
        elif self.has_map() and touched.keys() & _MAPPED:
            self.stakeholders.reveal(ids)
        elif (part := self._part()) is not None and part.reveal(change):
            return True
        elif touched.keys() & {"tie", "relationship"}:
            self._go_tab("stakeholders")
        elif touched.keys() & {"person", "position"}:
            self.show_tab("people")
        elif touched.keys() & {"unit", "assignment"}:
            self.show_tab("units")
        elif self.tab() not in ("history", "overview"):
            self.show_tab("details")
        self.mark_stale()
        return True

    def show_tab(self, name: str) -> None:
        """Show a tab by its name; an unknown one changes nothing."""
        if name in self.names:
            self.tabs.set_current(self.names.index(name))
            self._stack.setCurrentWidget(getattr(self, name))
            # The map needs the room; what is logged about its people is logged in the sheet.
            able = not self._desk.read_only
            self.box.setVisible(able and name != "stakeholders" and name not in self.parts)
            self._fit_head()

    # -- inside ----------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the height."""
        super().resizeEvent(event)
        self._fit_head()

    def _fit_head(self) -> None:
        """In a low window a map has the room of the head; the way to it says the name."""
        low = self.window().height() < self.theme.px(LOW)
        self.head.setHidden(self.has_map() and low)

    def _on_tab(self, at: int) -> None:
        self.show_tab(self.names[at])
        self.shell.go(Place("accounts", {"account": self._account, "tab": self.names[at]}))

    def _show(self, account: str, found: Whole) -> None:
        if account != self._account:
            return
        renamed = self._found is None or self._found.record.title != found.record.title
        self._found = found
        self._body.setEnabled(True)
        self._all.setCurrentWidget(self._body)
        fields = {one.name: one for one in found.fields}
        self.head.show_record(found.record, fields, self._desk.context.today())
        for fill in self._fills:
            fill(found)
        if self.tab() == "people":
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
        row = self.details.rows[name]
        self._saver.keep("account", [self._account], row, entered, self._again)

    def _again(self) -> None:
        """Show the account as it was read last; a newer reading follows by the change."""
        if self._found is not None:
            self.details.show_account(self._found)
        self.mark_stale()

    def _tag(self, name: str, tag: str, *, off: bool) -> None:
        field = self.details.rows[name].field
        self._saver.tag("account", [self._account], field, tag, off=off)

    def _go_tab(self, name: str) -> None:
        self.shell.go(Place("accounts", {"account": self._account, "tab": name}))

    def _look_at(self, change: str) -> None:
        self._go_tab("history")
        self.history.select(change)

    def _add_field(self, label: str, form: object) -> None:
        prompt = self.details.new_field
        choices = prompt.choices()
        self._tasks.write(
            self,
            lambda: self._desk.custom_fields.define("account", label, Format(str(form)), choices),
            lambda _made: prompt.close(),
            lambda problem: prompt.refuse(complaint(problem)),
        )
