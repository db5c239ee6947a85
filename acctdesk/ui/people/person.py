"""The page of one person: how to reach them, where they work, and what was said."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from acctdesk.errors import Problem
from acctdesk.ui.desk import Change, Desk
from acctdesk.ui.erasing.exporting import export_held
from acctdesk.ui.log.box import LogBox
from acctdesk.ui.log.draft import Someone
from acctdesk.ui.log.drafts import Drafts
from acctdesk.ui.log.timeline import Timeline
from acctdesk.ui.people.personhead import PersonHead
from acctdesk.ui.people.personreading import Person, whole
from acctdesk.ui.people.positions import PositionsCard
from acctdesk.ui.record.attachments import FilesPart
from acctdesk.ui.record.beside import Beside
from acctdesk.ui.record.form import RecordForm
from acctdesk.ui.record.history import HistoryTab
from acctdesk.ui.record.saving import Saver
from acctdesk.ui.record.stack import FrontStack
from acctdesk.ui.running import Running
from acctdesk.ui.shell.page import Page, Params, Place, Shell
from acctdesk.ui.tasks import Latest, Tasks
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.undo import Undo
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.empty import EmptyState
from acctdesk.ui.widgets.line import Line
from acctdesk.ui.widgets.steps import TabBar
from acctdesk.words import _

TABS = ("overview", "history")
OPEN = frozenset({"contact", "notes", "own"})
"""Sections of the form that are unfolded until the person folds them."""


class PersonPage(Page):
    """One person; `Place("people", {"person": id})` leads here.

    Args:
        shell: The window.
        desk: The open workspace.
        tasks: Runs reads and commands.
        undo: Offers to undo what was done.
        drafts: Where entries of the log stay that were begun; None keeps them for itself.
    """

    def __init__(
        self, shell: Shell, desk: Desk, tasks: Tasks, undo: Undo, drafts: Drafts | None = None
    ) -> None:
        super().__init__(shell)
        self._desk, self._tasks, self._undo = desk, tasks, undo
        self._person = ""
        self._found: Person | None = None
        self._read = Latest(tasks, self)
        self._saver = Saver(desk, tasks, undo, self)
        self._running = Running(shell, tasks, self)
        self._build(drafts or Drafts(desk, tasks))
        self._wire()

    # -- what the window asks --------------------------------------------------------------

    def title(self) -> str:
        """The person's name."""
        return self._found.record.title if self._found is not None else _("Person")

    def activated(self, params: Params) -> None:
        """Show a person, and one of the tabs."""
        person = params.get("person", "")
        if person != self._person:
            self._person = person
            self._found = None
            self._body.setEnabled(False)
            self.mark_stale()
        self.show_tab(params.get("tab", "") or TABS[self.tabs.current()])
        if "entry" in params:
            self.show_tab("overview")
            self.timeline.show_entry(params["entry"])

    def refresh(self) -> None:
        """Read the person again."""
        person = self._person
        if person:
            self._read.read(
                functools.partial(whole, self._desk, person),
                functools.partial(self._show, person),
                self._miss,
            )

    def state(self) -> dict[str, object]:
        """The tab, and which sections are folded."""
        return {"tab": TABS[self.tabs.current()], "folded": self.form.state()}

    def restore(self, state: Mapping[str, object]) -> None:
        """Take back the tab and the folded sections."""
        tab, folded = state.get("tab"), state.get("folded")
        if isinstance(tab, str):
            self.show_tab(tab)
        if isinstance(folded, dict):
            self.form.restore({str(name): bool(on) for name, on in folded.items()})

    def panes(self) -> tuple[QWidget, ...]:
        """Tabs, the log box, and what the tab shows."""
        return (self.tabs, self.box, self._stack)

    def subject(self) -> tuple[str, str]:
        """Kind and id of what the page is about."""
        return ("person", self._person)

    def run_command(self, action_id: str) -> bool:
        """Log opens the box where it is known at which account; the rest goes to the parts."""
        if action_id == "log":
            if self._found is None or not self._found.account or self._desk.read_only:
                return False
            self._unfold()
            return True
        focus = self.window().focusWidget()
        if focus is not None and self.timeline.isAncestorOf(focus):
            return self.timeline.view.run_command(action_id)
        if focus is not None and self.positions.isAncestorOf(focus):
            return self.positions.run_command(action_id)
        return False

    def reveal_change(self, change: Change) -> bool:
        """Show what a change touched, when it touched this person.

        Returns:
            Whether it did.
        """
        touched = change.touched
        people = touched.get("person") or frozenset()
        if self._person not in people and "interaction" not in touched:
            return False
        self.show_tab("overview")
        for one in touched.get("interaction") or ():
            self.timeline.show_entry(one)
        self.mark_stale()
        return self._person in people

    def show_tab(self, name: str) -> None:
        """Show a tab by its name; an unknown one changes nothing."""
        if name in TABS:
            self.tabs.set_current(TABS.index(name))
            self._stack.setCurrentIndex(TABS.index(name))

    def export_held(self) -> None:
        """Write all that is held on the person into a file."""
        if self._found is not None:
            name = self._found.record.title
            export_held(self.shell, self._desk, self._running, self._person, name)

    # -- building --------------------------------------------------------------------------

    def _build(self, drafts: Drafts) -> None:
        theme, desk, tasks, undo = self.theme, self._desk, self._tasks, self._undo
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._all = QStackedWidget()
        outer.addWidget(self._all)
        self._body = QWidget()
        self._body.setProperty("plane", "page")
        column = QVBoxLayout(self._body)
        column.setContentsMargins(Space.PAGE, 20, Space.PAGE, 20)
        column.setSpacing(Space.CARD_GAP)
        self.head = PersonHead(theme)
        column.addWidget(self.head)
        tabs = QVBoxLayout()
        tabs.setSpacing(0)
        self.tabs = TabBar(theme, _("Person"), [_("Overview"), _("History")])
        tabs.addWidget(self.tabs)
        tabs.addWidget(Line(theme))
        column.addLayout(tabs)
        self.box = LogBox(theme, desk, tasks, undo, drafts)
        column.addWidget(self.box)
        self.form = RecordForm(
            theme, able=not desk.read_only, opened=frozenset({"contact", "notes", "own"})
        )
        self.positions = PositionsCard(theme, desk, tasks, undo)
        self.files = FilesPart(theme, desk, tasks, undo, self.shell.ask)
        self.timeline = Timeline(theme, desk, tasks, undo, of="person")
        self.history = HistoryTab(theme, desk, tasks, undo, "person")
        self._overview = Beside(theme, _("Overview"), self.timeline)
        self._overview.cards.addWidget(self.positions)
        details = Card(theme)
        details.add(self.form)
        self._overview.cards.addWidget(details)
        files = Card(theme, _("Files and links"))
        files.add(self.files)
        self._overview.cards.addWidget(files)
        self._overview.cards.addStretch(1)
        self._stack = FrontStack()
        self._stack.addWidget(self._overview)
        self._stack.addWidget(self.history)
        column.addWidget(self._stack, 1)
        self._gone = EmptyState(
            theme, "user", _("This person isn't here any more"),
            _("They were deleted or merged, or belong to another workspace."),
            _("Show all people"),
        )  # fmt: skip
        self._all.addWidget(self._body)
        self._all.addWidget(self._gone)

    def _wire(self) -> None:
        go = self.shell.go
        self._gone.pressed.connect(lambda: go(Place("people", {"list": "1"})))
        self.tabs.chosen.connect(
            lambda at: go(Place("people", {"person": self._person, "tab": TABS[at]}))
        )
        self.form.place_wanted.connect(go)
        self.history.place_wanted.connect(go)
        self.positions.account_wanted.connect(
            lambda account: go(Place("accounts", {"account": account}))
        )
        self.head.export_wanted.connect(self.export_held)
        self.head.erase_wanted.connect(lambda: go(Place("erase", {"person": self._person})))
        self.head.erase.setEnabled(not self._desk.read_only)
        self.form.entered.connect(self._keep)
        self.form.tag_added.connect(functools.partial(self._tag, off=False))
        self.form.tag_removed.connect(functools.partial(self._tag, off=True))
        self.box.line.pressed.disconnect()
        self.box.line.pressed.connect(self._unfold)
        self.box.logged.connect(self.timeline.show_entry)
        self.timeline.log_wanted.connect(self._unfold)
        self._tasks.changed.connect(self._on_change)

    # -- inside ----------------------------------------------------------------------------

    def _show(self, person: str, found: Person) -> None:
        if person != self._person:
            return
        renamed = self._found is None or self._found.record.title != found.record.title
        self._found = found
        self._body.setEnabled(True)
        self._all.setCurrentWidget(self._body)
        self.head.show_person(found, self._desk.context.today())
        self.form.set_fields("person", found.fields)
        self.form.set_known_tags(found.tags)
        self.form.show_record(found.record, {})
        self.positions.show_posts(person, found.posts)
        self.files.set_record("person", person)
        self.timeline.set_record(person)
        self.history.show_whole(found)
        self.box.set_account(found.account)
        self.box.setVisible(bool(found.account) and not self._desk.read_only)
        if renamed:
            self.title_changed.emit()

    def _miss(self, _problem: Problem) -> None:
        self._found = None
        self._all.setCurrentWidget(self._gone)
        self._gone.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.title_changed.emit()

    def _on_change(self, change: Change) -> None:
        if self._person and change.touched:
            self.mark_stale()

    def _unfold(self, type_: str = "") -> None:
        """Open the box with this person among those who took part."""
        if self._found is not None:
            record = self._found.record
            self.box.unfold(type_, (Someone(record.id, record.title, "client"),))

    def _keep(self, name: str, entered: object) -> None:
        self._saver.keep("person", [self._person], self.form.rows[name], entered, self._again)

    def _again(self) -> None:
        if self._found is not None:
            self.form.show_record(self._found.record, {})
        self.mark_stale()

    def _tag(self, name: str, tag: str, *, off: bool) -> None:
        self._saver.tag("person", [self._person], self.form.rows[name].field, tag, off=off)
