"""What stands in every room: the palette, the search, the log, and the way to pages without a row.

All of it answers actions, and is built when it is first wanted.
"""

from __future__ import annotations

import functools
import importlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from acctdesk.ui.log.command import LogCommand
from acctdesk.ui.resting import AtRest
from acctdesk.ui.shell.places import Place
from acctdesk.words import _, _n, lazy

if TYPE_CHECKING:
    from acctdesk.ui.desk import Desk
    from acctdesk.ui.log.drafts import Drafts
    from acctdesk.ui.palette.palette import Palette
    from acctdesk.ui.shell.window import MainWindow
    from acctdesk.ui.tasks import Tasks
    from acctdesk.ui.undo import Undo

WARM = 6000
"""Milliseconds of rest before the names are read that a search looks through."""

AHEAD = tuple(
    f"acctdesk.ui.{name}"
    for name in (
        "palette.palette", "account.page", "stakeholders.tab", "stakeholders.chart.view",
        "stakeholders.ahead", "imports.page", "search.page", "settings.page", "people.person",
        "log.sheet", "service_levels.view", "reviews.view", "handover.page", "handover.giving",
    )
)  # fmt: skip
"""Pages that are loaded on another thread before anybody opens them; most wanted first."""
CHARTS = 500
"""Milliseconds of rest before the library of charts is loaded. That takes about a second: somebody
who has looked at the first page for two seconds gets the first chart at once."""
REST, STEP = 2500, 250
"""Milliseconds of rest before the first of them, and between one and the next."""

WAYS = (
    ("find", Place("search")),
    ("shortcuts", Place("shortcuts")),
    ("duplicates.show", Place("duplicates")),
    ("history.show", Place("history")),
    ("trash.show", Place("trash")),
)
"""Actions that lead to a page without a row in the sidebar."""


def load_charts(desk: Desk) -> None:
    """Load the library of charts where there is something to be drawn; it takes 60 MiB.

    Args:
        desk: The open workspace.
    """
    if desk.service_levels.in_use():
        importlib.import_module("acctdesk.ui.service_levels.ahead")


class Ahead(AtRest):
    """Loads the pages of `AHEAD`, one at a time, so that opening one doesn't hold up the window.

    Args:
        tasks: Runs it on another thread.
        parent: Its owner.
        rest: Milliseconds before the first.
        step: Milliseconds between one and the next.
    """

    def __init__(
        self, tasks: Tasks, parent: QObject, *, rest: int = REST, step: int = STEP
    ) -> None:
        super().__init__(tasks, parent, self._load_next)
        self._step = step
        self._names = list(AHEAD)
        self.start(rest)

    def _load_next(self) -> None:
        name = self._names.pop(0)
        if self._names:
            self.start(self._step)
        self._tasks.work(self, lambda: importlib.import_module(name))


class Furniture(QObject):
    """Answers the actions that mean the same everywhere.

    Args:
        window: The window.
        desk: The open workspace.
        tasks: Runs reads and commands.
        undo: Offers to undo what was done.
        drafts: Entries of the log that were begun.
    """

    def __init__(
        self, window: MainWindow, desk: Desk, tasks: Tasks, undo: Undo, drafts: Drafts
    ) -> None:
        super().__init__(window)
        self._window, self._desk, self._tasks = window, desk, tasks
        self._palette: Palette | None = None
        self._told = 0
        self.logging = LogCommand(window, desk, tasks, undo, drafts)
        on = window.action_set.on
        on("palette", self._toggle)
        on("find_next", self._find_next)
        from acctdesk.ui.duplicates.watch import DuplicatesWatch

        self.watch = DuplicatesWatch(desk, tasks, self)
        self.watch.counted.connect(self._tell_duplicates)
        from acctdesk.ui.service_levels.watch import LevelsWatch

        self.levels = LevelsWatch(desk, tasks, self)
        self.levels.counted.connect(
            lambda n: window.set_badge("service_levels", str(n) if n else "", alarm=n > 0)
        )
        from acctdesk.ui.reviews.watch import ReviewsWatch

        self.reviews = ReviewsWatch(desk, tasks, self)
        self.reviews.counted.connect(lambda n: window.set_badge("reviews", str(n) if n else ""))
        self._charts = AtRest(
            tasks, self, lambda: tasks.spare(lambda: load_charts(desk)), quiet=CHARTS
        )
        self._charts.start(CHARTS)
        # The first objective may have come since.
        self.levels.counted.connect(lambda _count: self._charts.start(CHARTS))
        # The first search needn't wait for all names to be read then.
        self._warm = AtRest(tasks, self, lambda: tasks.work(self, desk.finding.warm))
        self._warm.start(WARM)
        self._ahead = Ahead(tasks, self)
        for action_id, place in WAYS:
            on(action_id, functools.partial(window.go, place))

    @property
    def palette(self) -> Palette:
        """The palette; made when it is first wanted."""
        if self._palette is None:
            from acctdesk.ui.palette.entries import Target
            from acctdesk.ui.palette.palette import Palette
            from acctdesk.ui.search.places import place_of
            from acctdesk.ui.settings.page import CARDS

            targets = [
                Target(label, Place("settings", {"card": card}), "settings")
                for card, label in CARDS
            ]
            targets += [
                Target(lazy("Keyboard shortcuts"), Place("shortcuts"), "keyboard"),
                Target(lazy("History"), Place("history"), "history"),
                Target(lazy("Trash"), Place("trash"), "trash-2"),
                Target(lazy("Duplicates"), Place("duplicates"), "copy"),
            ]
            self._palette = Palette(self._window, targets, place_of)
            self._palette.attach(self._desk, self._tasks)
        return self._palette

    def _toggle(self) -> None:
        self.palette.toggle()

    def _tell_duplicates(self, count: int) -> None:
        """Say in the menu, and once where one is, how many pairs wait for a look."""
        action = self._window.action_set.action("duplicates.show")
        words = _n("Look at {n} possible duplicate…", "Look at {n} possible duplicates…", count)
        action.setText(words if count else _("Duplicates…"))
        if count > self._told:
            said = _n("{n} pair may be the same", "{n} pairs may be the same", count)
            self._window.toast(said, undo=action.trigger, action=_("Look"))
        self._told = count

    def _find_next(self) -> None:
        from acctdesk.ui.search.page import SearchPage

        page = self._window.page("search")
        if isinstance(page, SearchPage):
            page.next_hit()
        else:
            self._window.go(Place("search"))
