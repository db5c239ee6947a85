"""Accounts on their way in: the workbook that was opened, what it would do, what was decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from acctdesk.errors import Cancelled, PasswordNeeded, Problem
from acctdesk.services.handover.threeway import Side
from acctdesk.services.lanes import Job
from acctdesk.ui.desk import Desk
from acctdesk.ui.handover.conflict_decisions import At, Decisions
from acctdesk.ui.handover.taking_overview import Overview, overview
from acctdesk.ui.handover.taking_state import Result, State
from acctdesk.ui.tasks import Tasks
from acctdesk.words import _

if TYPE_CHECKING:
    # What reads workbooks is loaded with the first one, on the thread that reads it.
    from acctdesk.exchange.handoff.courier import Opening
    from acctdesk.services.handover.matching import Match
    from acctdesk.ui.desk import Change

T = TypeVar("T")
Found: TypeAlias = "tuple[Opening, Overview]"
PAUSE = 400
"""Milliseconds without a change of the workspace after which it is compared again."""


@dataclass(frozen=True)
class _Stopped:
    """Instead of a result: the person said stop."""


class TakingSession(QObject):
    """Holds one hand-over workbook and does its work beside the window.

    Args:
        desk: The open workspace.
        tasks: Runs the work, and tells of changes.
        parent: Its owner.
    """

    changed = Signal()
    """The state, or what is shown in it, is another one."""
    compared = Signal()
    """There is a new comparison; see `opening`."""
    decided = Signal()
    """Conflicts were decided, or are open again; see `decisions`."""
    progressed = Signal(float)
    """How far the work is, 0 to 1."""
    stopped = Signal()
    """The person stopped the work; nothing was written."""
    taken = Signal(object)
    """It was taken over: a `Result`."""
    _share = Signal(float)

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self.desk, self._tasks = desk, tasks
        self.state = State.EMPTY
        self.path: Path | None = None
        self.opening: Opening | None = None
        self.overview = Overview()
        self.problem: Problem | None = None
        self.result: Result | None = None
        self.decisions = Decisions()
        self.apart: dict[str, Match] = {}
        """Records there that aren't taken for one that is here, by their ids there."""
        self.comparing = False
        """Whether it is compared again, and what is shown may be old."""
        self.wrong = False
        """Whether a password was given that didn't open it."""
        self._stale = False
        self._password: str | None = None
        self._job = Job("")
        self._round = 0
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.compare_again)
        self._share.connect(self.progressed, Qt.ConnectionType.QueuedConnection)
        tasks.changed.connect(self._on_change)
        tasks.stopping.connect(self._on_stopping)

    # -- what one sees ---------------------------------------------------------------------

    @property
    def label(self) -> str:
        """What is being done, in words; empty when nothing is."""
        if self.state is State.READING and self.path is not None:
            return _("Reading %s") % self.path.name
        return _("Taking over") if self.state is State.TAKING else ""

    @property
    def ready(self) -> bool:
        """Whether it can be taken over now."""
        opening = self.opening
        return (
            self.state is State.OPEN
            and opening is not None
            and not opening.taking.nothing_new
            and not self.decisions.open
            and not self.comparing
            and not self.desk.read_only
        )

    # -- opening ---------------------------------------------------------------------------

    def open(self, path: Path, password: str | None = None) -> None:
        """Read a workbook and compare it with what is here; another one is put aside.

        Args:
            path: The file.
            password: Its password, where that is known already.
        """
        if self.state is State.TAKING:
            return
        self._forget()
        self.path = path
        self._password = password
        desk = self.desk

        def work(job: Job) -> Found:
            from acctdesk.exchange.handoff.courier import open_handover

            found = open_handover(desk, path, password, job=job)
            return found, overview(found.taking)

        self._enter(State.READING)
        self._begin(self._tasks.work, work, self._on_opened, self._on_refused)

    def unlock(self, password: str) -> None:
        """Try a password."""
        if self.path is not None:
            self.open(self.path, password)

    def close(self) -> None:
        """Put it aside; the workspace is as it was."""
        if self.state is not State.TAKING:
            self._forget()
            self._enter(State.EMPTY)

    def cancel(self) -> None:
        """Stop the work under way."""
        self._job.cancel()

    def _on_opened(self, found: Found) -> None:
        self._password = None
        self._show(found)

    def _on_refused(self, problem: Problem | None) -> None:
        if problem is None:
            self._forget()
            self._enter(State.EMPTY)
            self.stopped.emit()
            return
        self.problem = problem
        locked = isinstance(problem, PasswordNeeded)
        self.wrong = locked and self._password is not None
        self._password = None
        self._enter(State.LOCKED if locked else State.REFUSED)

    def _show(self, found: Found) -> None:
        self.opening, self.overview = found
        self.decisions.renew(self.overview.clashes)
        self.comparing = False
        self._enter(State.OPEN)
        self.compared.emit()

    # -- comparing again -------------------------------------------------------------------

    def keep_apart(self, match: Match, *, apart: bool = True) -> None:
        """Take a record there for another one than that here, or for the same again.

        Args:
            match: The record, and what it was taken for.
            apart: Whether they are two.
        """
        if apart:
            self.apart[match.theirs] = match
        else:
            self.apart.pop(match.theirs, None)
        self.compare_again()

    def compare_again(self) -> None:
        """Compare with what is here now; what was decided about equal values holds."""
        opening = self.opening
        if self.state is not State.OPEN or opening is None:
            return
        self._pause.stop()
        self._stale = False
        self.comparing = True
        self.changed.emit()
        desk, opened, apart = self.desk, opening.opened, frozenset(self.apart)

        def work(job: Job) -> Found:
            from acctdesk.exchange.handoff.courier import compare

            found = compare(desk, opened, apart=apart, job=job)
            return found, overview(found.taking)

        self._begin(self._tasks.work, work, self._show, self._on_not_compared)

    def catch_up(self) -> None:
        """Compare again if something changed here while nobody looked."""
        if self._stale:
            self.compare_again()

    def _on_not_compared(self, problem: Problem | None) -> None:
        self.comparing = False
        self.problem = problem
        self._enter(State.OPEN if problem is None else State.REFUSED)

    def _on_change(self, change: Change) -> None:
        if self.state is State.OPEN:
            self._stale = True
            self._pause.start()
        elif self.state is State.DONE and self.result is not None:
            records = change.touched.get("handover", frozenset())
            if records is None or self.result.record in records:
                self._on_reverted(self.result, change.mode)

    def _on_reverted(self, result: Result, mode: str) -> None:
        """It was taken back elsewhere, as by Ctrl+Z, or done again."""
        if mode == "undo" and not result.undone:
            self.result = replace(result, undone=_("The workspace is as before."))
        elif mode == "redo":
            self.result = replace(result, undone="")
        self.changed.emit()

    # -- deciding --------------------------------------------------------------------------

    def decide(self, at: At, side: Side) -> None:
        """Keep one side's value of a conflict."""
        self.decisions.decide(*at, side)
        self.decided.emit()

    def decide_open(self, side: Side, kind: str = "", field: str | None = None) -> list[At]:
        """Keep one side's value of all that are open; see `Decisions.decide_open`."""
        made = self.decisions.decide_open(side, kind, field)
        self.decided.emit()
        return made

    def reopen(self, places: Iterable[At] | None = None) -> None:
        """Leave conflicts open again; see `Decisions.reopen`."""
        self.decisions.reopen(places)
        self.decided.emit()

    # -- taking over -----------------------------------------------------------------------

    def take(self) -> None:
        """Take it over, as one change."""
        opening = self.opening
        if not self.ready or opening is None:
            return
        desk, choices, counts = self.desk, dict(self.decisions.choices), self.overview.counts
        self.problem = None
        self._pause.stop()

        def work(job: Job) -> Result:
            from acctdesk.exchange.handoff.courier import take_over

            made, documents = take_over(desk, opening, choices, job=job)
            change = made.change
            records = change.touched.get("handover") if change is not None else None
            return Result(
                change.id if change is not None else "", next(iter(records or ()), ""),
                tuple(made.accounts), counts, len(choices), documents, made.dangling, made.dropped,
            )  # fmt: skip

        self._enter(State.TAKING)
        self._begin(self._tasks.write, work, self._on_taken, self._on_not_taken)

    def _on_taken(self, result: Result) -> None:
        self.result = result
        self._stale = False
        self._enter(State.DONE)
        self.taken.emit(result)

    def _on_not_taken(self, problem: Problem | None) -> None:
        self.problem = problem
        self._enter(State.OPEN)
        if problem is None:
            self.stopped.emit()
        else:
            # Mostly something was changed here meanwhile: what that comes to is shown at once.
            self.compare_again()

    def undo(self, failed: Callable[[Problem], object]) -> None:
        """Take back what was taken over, in one step; what was edited since stays.

        Args:
            failed: Gets the problem.
        """
        result = self.result
        if result is None or not result.change or result.undone:
            return
        history, change = self.desk.history, result.change

        def work() -> str:
            from acctdesk.exchange.wording import kept_rows

            kept = history.revert(change).kept
            return kept_rows(kept) if kept else _("The workspace is as before.")

        def done(said: str) -> None:
            if self.result is not None and self.result.change == change:
                self.result = replace(self.result, undone=said)
                self.changed.emit()

        self._tasks.write(self, work, done, failed)

    def look_again(self) -> None:
        """Show what it would do once more, after it was taken back; the decisions still hold."""
        if self.state is State.DONE and self.opening is not None:
            self.result = None
            self._enter(State.OPEN)
            self.compare_again()

    # -- running ---------------------------------------------------------------------------

    def _forget(self) -> None:
        self._round += 1
        self._job.cancel()
        self._pause.stop()
        self.path = self.opening = self.problem = self.result = None
        self.overview, self.decisions = Overview(), Decisions()
        self.apart = {}
        self.comparing = self.wrong = self._stale = False

    def _enter(self, state: State) -> None:
        self.state = state
        self.changed.emit()

    def _begin(
        self,
        lane: Callable[..., object],
        work: Callable[[Job], T],
        done: Callable[[T], object],
        failed: Callable[[Problem | None], object],
    ) -> None:
        self._job.cancel()
        job = self._job = Job(self.label, lambda job: self._share.emit(job.share))
        self._round += 1
        round_ = self._round

        def run() -> T | _Stopped:
            try:
                return work(job)
            except Cancelled:
                return _Stopped()

        def end(made: T | _Stopped) -> None:
            if round_ != self._round:
                return
            if isinstance(made, _Stopped):
                failed(None)
            else:
                done(made)

        lane(self, run, end, lambda problem: failed(problem) if round_ == self._round else None)

    def _on_stopping(self) -> None:
        # Closing waits for what is under way; a take-over that was asked for is carried out.
        if self.state is not State.TAKING:
            self._job.cancel()
