"""The window's composition root: paths, log, settings, theme, workspace, pages.

Only what the first paint needs is imported up here. The workspace opens on another thread once the
window is painted; database, Babel and pages load then.
"""

from __future__ import annotations

import functools
import importlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSettings, QTimer, Signal

from acctdesk.ui.preferences import Preferences
from acctdesk.ui.rooms import Rooms
from acctdesk.ui.shell.keeping import kept_place
from acctdesk.ui.shell.places import Place
from acctdesk.ui.shell.window import MainWindow
from acctdesk.ui.starting import (
    LOG,
    Folders,
    Options,
    Teller,
    can_import,
    catch_bugs,
    collect_garbage,
    options_of,
    start_logging,
)
from acctdesk.ui.theme.application import make_application
from acctdesk.ui.theme.theme import Theme
from acctdesk.words import _, _n

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QApplication

    from acctdesk.compose import Desk
    from acctdesk.errors import Problem
    from acctdesk.ui.caretaker import Caretaker
    from acctdesk.ui.furniture import Furniture
    from acctdesk.ui.log.drafts import Drafts
    from acctdesk.ui.shell.actions import ActionSpec
    from acctdesk.ui.shell.ask import Ask
    from acctdesk.ui.tasks import Tasks
    from acctdesk.ui.undo import Undo

SUFFIX = ".acctdesk"
FIRST_PAGE = (
    "acctdesk.ui.commands", "acctdesk.ui.undo", "acctdesk.ui.caretaker",
    "acctdesk.ui.accounts.section", "acctdesk.ui.accounts.page",
)  # fmt: skip
"""Modules of the first page and of what goes on around it."""
TURN, AT_REST = 1, 5000
"""Milliseconds to the next turn (0 is the same one), and until the start counts as over."""


class Program(Teller):
    """The running program: one window over one open workspace.

    Args:
        app: The application.
        folders: Where things are kept.
        options: What it was started with.
        ask: How to question the person; None asks with dialogs.
    """

    begun = Signal()
    """The window is painted for the first time; what it needn't wait for follows now."""

    def __init__(
        self, app: QApplication, folders: Folders, options: Options, ask: Ask | None = None
    ) -> None:
        super().__init__(app)
        self._folders, self._options, self._ask = folders, options, ask
        self._settings = QSettings(
            str(folders.config / "window.ini"), QSettings.Format.IniFormat, self
        )
        self.preferences = Preferences(self._settings, self)
        self.preferences.speak()
        self.theme = Theme(app, mode=self.preferences.mode, text_scale=self.preferences.text_scale)
        self._locale = self.preferences.locale
        self._caretaker: Caretaker | None = None
        self.preferences.changed.connect(self._on_preferences)
        self.desk: Desk | None = None
        self.tasks: Tasks | None = None
        self.undo: Undo | None = None
        self._opener: Tasks | None = None
        self._lanes: Any = None
        self._then: Place | None = None
        self._drafts: Drafts | None = None
        self.furniture: Furniture | None = None
        self.rooms = Rooms(self, can_import=can_import())
        known = self.sample if options.sample else options.workspace or self.preferences.last
        self.window = self._make_window(welcome=not known)
        if known:
            name = Path(known).stem
            self.window.sidebar.workspace.set_workspace(name, "")
            self.window.set_message(_("Opening %s…") % name)
            self.window.foresee(None if known == self.preferences.last else Place("accounts"))

    # -- the window ------------------------------------------------------------------------

    def show(self) -> None:
        """Show the window; the workspace opens once it is painted."""
        self.window.painted.connect(self._begin)
        self.window.show()

    def _make_window(self, *, welcome: bool = False) -> MainWindow:
        sections = [self.rooms.first()] if welcome else self.rooms.sections()
        window = MainWindow(self.theme, sections, self._settings, _specs, ask=self._ask)
        window.sidebar.setEnabled(welcome)
        if not welcome:
            window.topbar.foresee_search()
        window.closing.connect(functools.partial(self._on_closing, window))
        return window

    def _bind(self, window: MainWindow) -> None:
        """Give the actions of a window their meaning; the first paint doesn't wait for them."""
        from acctdesk.ui.outside import Drops, offer_workspaces

        Drops(window, lambda: self.desk is not None and window is self.window)
        if not window.sidebar.isEnabled():
            for section in window.sidebar.rows():
                # Its page needs the workspace.
                window.action_set.action(f"go.{section}").setEnabled(False)
        on = window.action_set.on
        on("workspace.new", self.new_workspace)
        on("workspace.open", self.choose_workspace)
        on("workspace.read", functools.partial(self.choose_workspace, read_only=True))
        on("workspace.sample", self.open_sample)
        window.sidebar.workspace.clicked.connect(
            lambda: offer_workspaces(window, self.preferences.recent, self.desk, self.open)
        )

    def _swap_window(self, *, welcome: bool = False) -> None:
        """A new window in place of the old: other words, or another workspace's pages."""
        old = self.window
        old.keep()
        self.window = self._make_window(welcome=welcome)
        self._bind(self.window)
        self.window.show()
        old.hide()
        old.deleteLater()

    def _begin(self) -> None:
        if self._opener is not None:
            return
        from acctdesk.services.lanes import Lanes
        from acctdesk.ui.tasks import Tasks

        self._lanes = Lanes()
        self._opener = Tasks(self._lanes, self)
        # The thread sets out first; what the window itself needs comes in a turn of its own.
        QTimer.singleShot(TURN, self.window, functools.partial(self._bind, self.window))
        self.begun.emit()
        chosen = self._options.workspace or self.preferences.last
        if self._options.sample:
            self.open_sample()
        elif chosen:
            self.open(Path(chosen), read_only=self._options.read_only)
        else:
            self.window.go(Place("welcome"))

    # -- workspaces ------------------------------------------------------------------------

    @property
    def own(self) -> Path:
        """Where one's own workspace is made; the scripts look there too, in any language."""
        return self._folders.data / f"My accounts{SUFFIX}"

    @property
    def sample(self) -> Path:
        """Where the sample is."""
        return self._folders.data / f"Sample{SUFFIX}"

    def begin(self, how: str) -> None:
        """Begin as chosen on the welcome page.

        Args:
            how: "import", "new", "sample" or "open".
        """
        if how == "sample":
            self.open_sample()
        elif how == "open":
            self.choose_workspace()
        else:
            place = Place("import") if how == "import" else Place("accounts", {"new": "1"})
            self.open(self.own, then=place)

    def open(self, path: Path, *, read_only: bool = False, then: Place | None = None) -> None:
        """Open a workspace in the background; one's own is made when it isn't there yet.

        Args:
            path: The workspace file.
            read_only: Open it without the right to write.
            then: Where to go; where one was unless given.
        """
        self._run(path, "own" if path == self.own else "open", then, read_only=read_only)

    def new_workspace(self) -> None:
        """Ask for a name and make a workspace."""
        title = _("New workspace")
        proposal = self._folders.data / f"{title}{SUFFIX}"
        path = self.window.ask.save_file(title, f"AcctDesk (*{SUFFIX})", proposal)
        if path is not None:
            path = path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)
            self._run(path, "create", Place("accounts"))

    def choose_workspace(self, *, read_only: bool = False) -> None:
        """Ask which workspace to open."""
        path = self.window.ask.open_file(
            _("Open workspace"), f"AcctDesk (*{SUFFIX})", self._folders.data
        )
        if path is not None:
            self.open(path, read_only=read_only)

    def open_sample(self) -> None:
        """Open the sample; it is made at the first time."""
        self._run(self.sample, "sample", Place("accounts"))

    def _run(self, path: Path, how: str, then: Place | None, *, read_only: bool = False) -> None:
        if self.desk is not None and path == self.desk.path:
            return
        if path.as_posix() != Path(self.preferences.last or ".").as_posix():
            self.preferences.forget_place()
        self._then = then
        self.window.set_message(_("Opening %s…") % path.stem)
        assert self._opener is not None  # noqa: S101 - begun before anything can be asked
        plans, places = self._folders.config / "lists.json", (then, kept_place(self._settings))
        known = [one for one in places if one is not None]
        early = all(one.section == "accounts" and "account" not in one.params for one in known)
        task = functools.partial(_open, path, how, plans, early, read_only)
        self._opener.work(self, task, self._enter, functools.partial(self._refused, path))

    def _refused(self, path: Path, problem: Problem) -> None:
        LOG.warning("a workspace was not opened: %s", type(problem).__name__)
        self.window.set_message("")
        from acctdesk.ui.outside import READ, ways_on

        title, text, verbs = ways_on(problem)
        chosen = self.window.ask.choose(title, text, list(map(str, verbs)))
        if chosen is not None and verbs[chosen] is READ:
            self.open(path, read_only=True)
        elif chosen is not None:
            self.choose_workspace()
        opening = self._opener is not None and self._opener.busy
        if self.desk is None and not opening and "welcome" not in self._section_ids():
            self._swap_window(welcome=True)
            self.window.start(Place("welcome"))

    def _section_ids(self) -> set[str]:
        return set(self.window.sidebar.rows())

    def _enter(self, desk: Desk) -> None:
        """Show an opened workspace."""
        from acctdesk.ui.tasks import Tasks

        fresh = self.desk is None and "accounts" in self._section_ids()
        self._leave()
        self.desk = desk
        self.tasks = Tasks(desk.lanes, self)
        self.tasks.follow(desk.bus)
        self.tasks.problem.connect(lambda problem: self.window.toast(str(problem)))
        self.preferences.opened(str(desk.path))
        if not fresh:
            self._swap_window()
        self._furnish()
        # The page in turns of its own: all together would hold the window up for too long.
        QTimer.singleShot(TURN, self.window, functools.partial(self._approach, self.window))

    def _approach(self, window: MainWindow) -> None:
        if window is self.window and self.desk is not None:
            if (first := window.foresee(self._then)) is not None:
                window.page(first[0])
            QTimer.singleShot(TURN, window, functools.partial(self._arrive, window))

    def _arrive(self, window: MainWindow) -> None:
        if window is not self.window or self.desk is None:
            return
        then, self._then = self._then, None
        window.start(then)
        if then is not None:
            window.go(then)

    def _furnish(self) -> None:
        """Bind the window to the open workspace."""
        from acctdesk.ui.caretaker import Caretaker
        from acctdesk.ui.commands import Router
        from acctdesk.ui.undo import Undo

        window, desk, tasks = self.window, self.desk, self.tasks
        assert desk is not None  # noqa: S101 - called with an open workspace only
        assert tasks is not None  # noqa: S101
        self.undo = Undo(window, desk, tasks, window)
        router = Router(window)
        self.undo.reverted.connect(router.reveal)
        window.set_message("")
        own = functools.partial(self.open, self.own) if desk.path == self.sample else None
        self._caretaker = Caretaker(window, desk, tasks, own)
        self._caretaker.looked.connect(self.undo.look)
        self.furniture = None
        self._caretaker.looked.connect(functools.partial(self._complete, window))
        self._caretaker.begin()

    def _complete(self, window: MainWindow) -> None:
        """Everything else that stands in the window, once its first page is there."""
        if self.furniture is None and window is self.window and self.desk is not None:
            from acctdesk.ui.furniture import Furniture

            self.furniture = Furniture(window, *self.open_desk(), self.drafts)

    def _leave(self) -> None:
        if self.tasks is not None:
            self.tasks.stop()
        if self.desk is not None:
            self.desk.close()
        self.desk = None

    # -- pages -----------------------------------------------------------------------------

    def open_desk(self) -> tuple[Desk, Tasks, Undo]:
        """The open workspace, what runs its reads and commands, and its undo."""
        assert self.desk is not None  # noqa: S101 - pages are built over an open workspace
        assert self.tasks is not None  # noqa: S101
        assert self.undo is not None  # noqa: S101
        return self.desk, self.tasks, self.undo

    @property
    def settings(self) -> QSettings:
        """Where the window keeps what it remembers."""
        return self._settings

    @property
    def drafts(self) -> Drafts:
        """Entries of the log that were begun."""
        if self._drafts is None or self._drafts.desk is not self.desk:
            from acctdesk.ui.log.drafts import Drafts

            self._drafts = Drafts(*self.open_desk()[:2])
        return self._drafts

    def log(self, account: str, person: str) -> None:
        """Open the sheet in which a contact is logged."""
        if self.furniture is not None:
            self.furniture.logging.open(account, person, "call")

    # -- what happens around ---------------------------------------------------------------

    def _on_preferences(self) -> None:
        self.theme.set_mode(self.preferences.mode)
        self.theme.set_text_scale(self.preferences.text_scale)
        if self.preferences.locale != self._locale:
            self._locale = self.preferences.locale
            self.preferences.speak()
            if self.desk is not None:
                place = self.window.present_place()
                self._swap_window()
                self._furnish()
                if place is not None:
                    self.window.go(place)

    def tell_bug(self) -> None:
        """Say calmly that something went wrong on our side."""
        self.window.toast(_("Something went wrong here. What was kept is safe; see the log."))

    def _on_closing(self, window: MainWindow) -> None:
        if window is self.window:
            self.close()

    def close(self) -> None:
        """Finish the commands under way and let go of the workspace."""
        self._leave()
        if self._opener is not None:
            self._opener.stop()
            self._lanes.close()
        self._settings.sync()


def _specs() -> Sequence[ActionSpec]:
    from acctdesk.ui.commands import EVERYTHING

    return EVERYTHING


def _open(path: Path, how: str, plans: Path, early: bool, read_only: bool = False) -> Desk:
    """Open a workspace and load what the first page needs, while still on another thread."""
    from acctdesk.compose import desk_for

    desk = desk_for(path, how, read_only=read_only, plans=plans, early=early)
    _n("{n} account", "{n} accounts", 2000)
    # Classes alone come to be here; what is made of them is made on the window's own thread.
    for name in FIRST_PAGE:
        importlib.import_module(name)
    return desk


def main(argv: list[str]) -> int:
    """Run the window until it is closed.

    Args:
        argv: Arguments behind the program's name.
    """
    options = options_of(argv)
    # A check of a large roster computes on another thread; the window's turn comes sooner so.
    sys.setswitchinterval(0.0005)
    app = make_application(["acctdesk"])
    app.setApplicationName("AcctDesk")
    folders = Folders()
    program = Program(app, folders, options)
    soon = functools.partial(QTimer.singleShot, 50, program)
    program.begun.connect(lambda: soon(lambda: start_logging(folders.logs)))
    program.begun.connect(lambda: QTimer.singleShot(AT_REST, program, collect_garbage))
    catch_bugs(program)
    program.show()
    return app.exec()
