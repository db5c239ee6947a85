"""Writing a hand-over, with progress and Cancel, and taking its record back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from acctdesk.errors import Problem
from acctdesk.ui.handover import giving_work
from acctdesk.ui.running import Running
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.services.lanes import Job
    from acctdesk.ui.desk import Desk
    from acctdesk.ui.handover.giving_done import Result
    from acctdesk.ui.handover.giving_work import Order
    from acctdesk.ui.shell.page import Shell
    from acctdesk.ui.tasks import Tasks

TICK = 100
"""Milliseconds between two looks at how far the writing is."""


class Writing(QObject):
    """One hand-over at a time.

    Args:
        shell: Shows long work in the status bar.
        desk: The open workspace.
        tasks: Does the writing.
        parent: Its owner.
    """

    progressed = Signal(float)
    """How far it is, 0 to 1."""
    written = Signal(object)
    """It is done: a `Result`."""
    failed = Signal(object)
    """It met a `Problem`, or None where the person stopped it; there is no record."""
    undone = Signal()
    """The record of what was written last was taken back."""

    def __init__(self, shell: Shell, desk: Desk, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks
        self._running = Running(shell, tasks, self)
        self._job: Job | None = None
        self._clock = QTimer(self, interval=TICK)
        self._clock.timeout.connect(self._tell_share)
        self.result: Result | None = None
        """What was written last; None once another hand-over begins."""

    @property
    def under_way(self) -> bool:
        """Whether something is being written."""
        return self._job is not None

    def begin(self, order: Order) -> None:
        """Write the workbook and keep the record."""
        desk = self._desk
        self._job = self._running.change(
            _("Handing over"), lambda job: giving_work.hand_over(desk, order, job), self._on_done,
            self._on_failed, beside=True,
        )  # fmt: skip
        self._clock.start()

    def cancel(self) -> None:
        """Stop it; no record is kept then."""
        if self._job is not None:
            self._job.cancel()

    def forget(self) -> None:
        """Another hand-over begins."""
        self.result = None

    def undo(self) -> None:
        """Take the record back; the workbook stays where it is."""
        result = self.result
        if result is None or not result.change:
            return
        desk, change = self._desk, result.change

        def done(_gone: bool) -> None:
            if self.result is result:
                self.undone.emit()

        self._tasks.write(self, lambda: giving_work.take_back(desk, change), done)

    def _tell_share(self) -> None:
        if self._job is not None:
            self.progressed.emit(self._job.share)

    def _over(self) -> None:
        self._job = None
        self._clock.stop()

    def _on_done(self, result: Result) -> None:
        self._over()
        self.result = result
        self.written.emit(result)

    def _on_failed(self, problem: Problem | None) -> None:
        self._over()
        self.failed.emit(problem)
