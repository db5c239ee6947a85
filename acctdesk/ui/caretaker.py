"""What goes on around the pages of an open workspace: its name, its banner, its backups."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from acctdesk.errors import Problem
from acctdesk.ui.desk import Change, Desk
from acctdesk.ui.shell.window import MainWindow
from acctdesk.ui.tasks import Latest, Tasks
from acctdesk.words import _, _n, moment

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

PAINTED, AT_LATEST = 50, 1500
"""Milliseconds for painting the first list, and at most until the services load."""


class Caretaker(QObject):
    """Looks after the window of one open workspace.

    Args:
        window: The window.
        desk: The open workspace.
        tasks: Runs reads and commands, and tells of changes.
        own: For the sample: called when one wants a workspace of one's own; None otherwise.
    """

    looked = Signal()
    """Whoever else wants to know how the workspace stands can ask its services now."""

    def __init__(
        self,
        window: MainWindow,
        desk: Desk,
        tasks: Tasks,
        own: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(window)
        self._window, self._desk, self._tasks, self._own = window, desk, tasks, own
        self._asked = False
        self._count = Latest(tasks, self)
        tasks.changed.connect(self._on_change)
        window.action_set.on("workspace.back_up", self.back_up)
        window.action_set.action("workspace.back_up").setEnabled(not desk.read_only)
        self._show_banner()

    def begin(self) -> None:
        """Once the first list is painted, load what everything beside it needs, and look."""
        if self._desk.ready.done():
            self.look()
        else:
            self._tasks.after_first(self._load, PAINTED, AT_LATEST)

    def _load(self) -> None:
        self._tasks.read(self, self._desk.prepare, lambda _none: self.look())

    def look(self) -> None:
        """Look at what stands in the workspace, and let all pages be opened: they can be now."""
        for section in self._window.sidebar.rows():
            self._window.action_set.action(f"go.{section}").setEnabled(True)
        self._window.sidebar.setEnabled(True)
        self._name()
        self.look_after_backups()
        # In the next turn: whoever waits for it may have much to do.
        QTimer.singleShot(1, self, self.looked.emit)

    # -- name and banner -------------------------------------------------------------------

    def _name(self) -> None:
        self._count.read(lambda: self._desk.records.count("account"), self._show_name)

    def _show_name(self, count: int) -> None:
        line = _n("{n} account", "{n} accounts", count)
        if self._own is not None:
            line = _("{accounts} · sample").format(accounts=line)
        elif self._desk.read_only:
            line = _("{accounts} · read-only").format(accounts=line)
        self._window.sidebar.workspace.set_workspace(self._desk.path.stem, line)

    def _show_banner(self) -> None:
        if self._own is None and not self._desk.read_only:
            self._window.set_banner(None)
            return
        from acctdesk.ui.widgets.toast import Banner

        banner: QWidget | None = None
        if self._own is not None:
            own = self._own
            sample = Banner(
                self._window.theme,
                _("Sample workspace – nothing here is real."),
                action=_("Start my own"),
            )
            sample.pressed.connect(lambda: own())
            banner = sample
        else:
            banner = Banner(
                self._window.theme,
                _("This workspace is open read-only: nothing can be changed."),
                icon="lock",
            )
        self._window.set_banner(banner)

    def _on_change(self, change: Change) -> None:
        if change.touched.keys() & {"account", "member", "setting"}:
            self._name()
        if self._own is None and not self._asked and not self._desk.read_only:
            self._tasks.read(self, lambda: self._desk.settings.me.id, self._consider_asking)

    # -- who one is ------------------------------------------------------------------------

    def _consider_asking(self, me: str | None) -> None:
        if me is not None or self._asked:
            if me is not None and self._asked:
                self._window.set_banner(None)
            return
        self._asked = True
        from acctdesk.ui.welcome.who import WhoStrip

        strip = WhoStrip(self._window.theme)
        strip.given.connect(self._introduce)
        strip.later.connect(lambda: self._window.set_banner(None))
        self._window.set_banner(strip)

    def _introduce(self, name: str, email: str) -> None:
        self._window.set_banner(None)
        self._tasks.write(
            self,
            lambda: self._desk.settings.introduce(name, email),
            lambda _change: self._window.toast(
                _("Hello %s. You can change this in Settings.") % name
            ),
        )

    # -- backups ---------------------------------------------------------------------------

    def look_after_backups(self) -> None:
        """Say when the last backup was made; make one when none was made today."""
        if not self._desk.read_only and self._own is None:
            self._tasks.work(self, self._last, self._consider_backup)

    def back_up(self) -> None:
        """Make a backup now, and say where it stands."""
        job = self._window.add_job(_("Backing up"))

        def done(path: Path) -> None:
            job.finish()
            self._say_backup((path, dt.datetime.now().astimezone()))
            self._window.toast(_("Backed up and verified: %s") % path.name)

        def failed(problem: Problem) -> None:
            job.finish()
            self._tasks.problem.emit(problem)

        self._tasks.work(self, self._desk.workspace.back_up, done, failed)

    def _last(self) -> tuple[Path, dt.datetime] | None:
        held = self._desk.workspace.backups()
        if not held:
            return None
        at = dt.datetime.fromtimestamp(held[-1].stat().st_mtime, dt.UTC).astimezone()
        return held[-1], at

    def _consider_backup(self, last: tuple[Path, dt.datetime] | None) -> None:
        today = dt.datetime.now().astimezone().date()
        if last is not None:
            self._say_backup(last)
        if last is None or last[1].date() < today:
            self._tasks.work(
                self,
                self._desk.workspace.back_up,
                lambda path: self._say_backup((path, dt.datetime.now().astimezone())),
                lambda problem: self._window.status.set_note(_("No backup: %s") % problem.what),
            )

    def _say_backup(self, last: tuple[Path, dt.datetime]) -> None:
        at = last[1].astimezone()
        today = at.date() == dt.datetime.now().astimezone().date()
        when = at.strftime("%H:%M") if today else moment(at)
        self._window.status.set_note(_("Last backup %s, verified") % when)
