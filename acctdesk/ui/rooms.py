"""The pages of the window: which there are, and what each is made with.

Pages don't know each other; what one shows of another it gets from here. A page's modules are
imported when it is built.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from acctdesk.ui.shell.places import Place, Section
from acctdesk.words import lazy

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QWidget

    from acctdesk.ui.desk import Desk
    from acctdesk.ui.handover.taking_page import TakingPage
    from acctdesk.ui.inspector.panel import RecordInspector
    from acctdesk.ui.log.drafts import Drafts
    from acctdesk.ui.preferences import Preferences
    from acctdesk.ui.reviews.tab import ReviewsTab
    from acctdesk.ui.service_levels.view import LevelsView
    from acctdesk.ui.shell.page import Page, Shell
    from acctdesk.ui.tasks import Tasks
    from acctdesk.ui.undo import Undo


class Opened(Protocol):
    """What the pages are made with; there once a workspace is open."""

    preferences: Preferences

    @property
    def settings(self) -> QSettings:
        """Where the window keeps what it remembers."""

    @property
    def drafts(self) -> Drafts:
        """Entries of the log that were begun."""

    def open_desk(self) -> tuple[Desk, Tasks, Undo]:
        """The open workspace, what runs its reads and commands, and its undo."""

    def begin(self, how: str) -> None:
        """Begin as chosen on the welcome page."""

    def log(self, account: str, person: str) -> None:
        """Open the sheet in which a contact is logged."""


class Rooms:
    """Builds the pages.

    Args:
        opened: What they are made with; asked when a page is built.
        can_import: Whether this installation reads rosters.
    """

    def __init__(self, opened: Opened, *, can_import: bool) -> None:
        self._opened, self._can_import = opened, can_import
        self._taking: TakingPage | None = None

    def sections(self) -> list[Section]:
        """The rows of the sidebar in their fixed order, then the pages that have no row."""
        rows = [
            Section("accounts", lazy("Accounts"), "building-2", self.accounts),
            Section("people", lazy("People"), "users", self.people),
            Section("service_levels", lazy("Service levels"), "gauge", self.service_levels),
            Section("reviews", lazy("QBRs"), "presentation", self.reviews),
        ]
        if self._can_import:
            rows.append(Section("import", lazy("Import"), "file-input", self.imports, "tools"))
        rows.append(
            Section("handover", lazy("Hand-over"), "arrow-left-right", self.handover, "tools")
        )
        rows += [
            Section("settings", lazy("Settings"), "settings", self.preferences, "foot"),
            Section("search", lazy("Search"), "search", self.search, "none"),
            Section("duplicates", lazy("Duplicates"), "copy", self.duplicates, "none"),
            Section("history", lazy("History"), "history", self.history, "none"),
            Section("trash", lazy("Trash"), "trash-2", self.trash, "none"),
            Section("takeover", lazy("Take over"), "file-input", self.takeover, "none"),
            Section("erase", lazy("Erase for good"), "trash-2", self.erasing, "none"),
            Section("shortcuts", lazy("Keyboard shortcuts"), "keyboard", self.shortcuts, "none"),
            Section("slide", lazy("Slide"), "presentation", self.slide, "none"),
            Section("present", lazy("Check and present"), "monitor-play", self.present, "none"),
        ]
        return rows

    def first(self) -> Section:
        """The page of the first run, alone in its window."""
        return Section("welcome", lazy("Welcome"), "sparkles", self.welcome)

    def welcome(self, shell: Shell) -> Page:
        """How to begin."""
        from acctdesk.ui.welcome.page import WelcomePage

        return WelcomePage(shell, self._opened.begin, can_import=self._can_import)

    def accounts(self, shell: Shell) -> Page:
        """The list of accounts, and behind its rows the accounts."""
        from acctdesk.ui.accounts.page import AccountsPage
        from acctdesk.ui.accounts.section import AccountsSection

        desk, tasks, undo = self._opened.open_desk()
        opened = self._opened

        def account(shell: Shell) -> Page:
            from acctdesk.ui.account.page import AccountPage

            return AccountPage(
                shell, desk, tasks, undo, opened.drafts, levels=self._levels_of_account,
                reviews=self._reviews_of_account,
            )  # fmt: skip

        def listing(shell: Shell) -> Page:
            return AccountsPage(
                shell, desk, tasks, undo, opened.preferences,
                lambda: self._inspector(shell, "account", "accounts"),
            )  # fmt: skip

        return AccountsSection(shell, listing, account)

    def people(self, shell: Shell) -> Page:
        """The list of people over all accounts, and behind its rows the people."""
        from acctdesk.ui.people.page import PeoplePage
        from acctdesk.ui.people.section import PeopleSection

        desk, tasks, undo = self._opened.open_desk()
        opened = self._opened

        def person(shell: Shell) -> Page:
            from acctdesk.ui.people.person import PersonPage

            return PersonPage(shell, desk, tasks, undo, opened.drafts)

        def listing(shell: Shell) -> Page:
            return PeoplePage(
                shell, desk, tasks, undo, opened.preferences,
                lambda: self._inspector(shell, "person", "people"),
            )  # fmt: skip

        return PeopleSection(shell, listing, person)

    def service_levels(self, shell: Shell) -> Page:
        """The service levels of all accounts."""
        from acctdesk.ui.service_levels.page import ServiceLevelsPage

        return ServiceLevelsPage(shell, *self._opened.open_desk())

    def _levels_of_account(
        self, shell: Shell, place: Callable[[Mapping[str, str]], Place]
    ) -> LevelsView:
        """The same for one account, within its page."""
        from acctdesk.ui.service_levels.view import LevelsView

        return LevelsView(shell, *self._opened.open_desk(), place, alone=True)

    def reviews(self, shell: Shell) -> Page:
        """The reviews of all accounts."""
        from acctdesk.ui.reviews.page import ReviewsPage

        return ReviewsPage(shell, *self._opened.open_desk())

    def _reviews_of_account(
        self, shell: Shell, _place: Callable[[Mapping[str, str]], Place]
    ) -> ReviewsTab:
        """Those of one account, within its page."""
        from acctdesk.ui.reviews.tab import ReviewsTab

        return ReviewsTab(shell, *self._opened.open_desk())

    def _inspector(self, shell: Shell, kind: str, section: str) -> QWidget:
        from acctdesk.ui.inspector.late import LateInspector

        desk, tasks, undo = self._opened.open_desk()

        def make() -> RecordInspector:
            from acctdesk.ui.inspector.panel import RecordInspector

            made = RecordInspector(shell.theme, desk, tasks, undo, kind, shell.ask)
            made.open_requested.connect(lambda record: shell.go(Place(section, {kind: record})))
            made.log_requested.connect(self._opened.log)
            made.form.place_wanted.connect(shell.go)
            return made

        return LateInspector(tasks, desk.ready, make)

    def slide(self, shell: Shell) -> Page:
        """One slide of a review, to be edited."""
        from acctdesk.ui.reviews.slides.page import SlidePage

        return SlidePage(shell, *self._opened.open_desk())

    def present(self, shell: Shell) -> Page:
        """The check before presenting, from which one presents."""
        from acctdesk.ui.reviews.slides.presenter import PresentPage

        return PresentPage(shell, *self._opened.open_desk())

    def imports(self, shell: Shell) -> Page:
        """The import of rosters."""
        from acctdesk.ui.imports.page import ImportPage

        desk, tasks, _undo = self._opened.open_desk()

        def take_over(path: Path, password: str) -> None:
            shell.go(Place("takeover"))
            if self._taking is not None:
                self._taking.open(path, password or None)

        return ImportPage(shell, desk, tasks, take_over)

    def handover(self, shell: Shell) -> Page:
        """What was handed over and taken over, and the way to hand over more."""
        from acctdesk.ui.handover.page import HandoverPage

        return HandoverPage(
            shell, *self._opened.open_desk(),
            lambda path: Place("takeover", {"file": str(path)}),
        )  # fmt: skip

    def takeover(self, shell: Shell) -> Page:
        """What a hand-over workbook would do, decided and taken over."""
        from acctdesk.ui.handover.taking_page import TakingPage

        self._taking = TakingPage(shell, *self._opened.open_desk())
        return self._taking

    def preferences(self, shell: Shell) -> Page:
        """The settings."""
        from acctdesk.ui.settings.page import SettingsPage

        desk, tasks, _undo = self._opened.open_desk()
        return SettingsPage(shell, desk, tasks, self._opened.preferences)

    def search(self, shell: Shell) -> Page:
        """The search over everything."""
        from acctdesk.ui.search.page import SearchPage
        from acctdesk.ui.search.places import place_of

        desk, tasks, _undo = self._opened.open_desk()
        return SearchPage(shell, desk, tasks, place_of)

    def duplicates(self, shell: Shell) -> Page:
        """Pairs of records that may be the same."""
        from acctdesk.ui.duplicates.page import DuplicatesPage

        return DuplicatesPage(shell, *self._opened.open_desk())

    def history(self, shell: Shell) -> Page:
        """What was changed."""
        from acctdesk.ui.history.page import HistoryPage

        return HistoryPage(shell, *self._opened.open_desk())

    def trash(self, shell: Shell) -> Page:
        """What was deleted."""
        from acctdesk.ui.trash.page import TrashPage

        return TrashPage(shell, *self._opened.open_desk())

    def erasing(self, shell: Shell) -> Page:
        """What erasing a person would do, and the report of it."""
        from acctdesk.ui.erasing.page import ErasingPage

        desk, tasks, _undo = self._opened.open_desk()
        return ErasingPage(shell, desk, tasks)

    def shortcuts(self, shell: Shell) -> Page:
        """All keys."""
        from acctdesk.ui.shortcuts.page import ShortcutsPage

        return ShortcutsPage(shell, self._opened.settings)
