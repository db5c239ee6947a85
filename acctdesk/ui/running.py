"""Long work of a page: told in the status bar, cancelled there, and done beside the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from acctdesk.errors import Cancelled, Problem
from acctdesk.services.lanes import Job
from acctdesk.ui.shell.page import JobHandle, Shell
from acctdesk.ui.tasks import Tasks
from acctdesk.words import _

T = TypeVar("T")
LASTS = 400
"""Milliseconds after which a command counts as long work, and is told of in the status bar."""


@dataclass(frozen=True)
class _Stopped:
    """Instead of a result: the person said stop."""


class Running(QObject):
    """Runs long work, several pieces at a time.

    Args:
        shell: Shows progress, and says what went wrong.
        tasks: Does the work.
        parent: Its owner; results are for nobody once it is gone.
    """

    _told = Signal(int, float)
    _over = Signal(int)

    def __init__(self, shell: Shell, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._shell, self._tasks = shell, tasks
        self._handles: dict[int, JobHandle] = {}
        self._jobs: dict[int, Job] = {}
        self._commands: set[int] = set()
        self._next = 0
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)
        self._over.connect(self._on_over, Qt.ConnectionType.QueuedConnection)
        # Closing waits for what is under way: nobody wants to wait for a file then.
        tasks.stopping.connect(self.stop)

    def run(self, label: str, work: Callable[[Job], T], done: Callable[[T], object]) -> Job:
        """Begin a piece of work.

        Args:
            label: What is done, in words.
            work: Called on another thread with its job.
            done: Called with the result on the window's thread, unless it was stopped.

        Returns:
            The job; it can be cancelled.
        """
        number, job = self._enlist(label)
        self._show(number)

        def end(made: T | _Stopped) -> None:
            if isinstance(made, _Stopped):
                self._shell.toast(_("Stopped. Nothing was written."))
            else:
                done(made)

        self._tasks.work(self, lambda: self._carry_out(number, job, work), end, self._fail)
        return job

    def change(
        self,
        label: str,
        command: Callable[[Job], T],
        done: Callable[[T], object],
        failed: Callable[[Problem | None], object],
        *,
        beside: bool = False,
    ) -> Job:
        """Begin a command, after those that were asked for before; only one that lasts is shown.

        Args:
            label: What is done, in words.
            command: Called on another thread with its job; stopped by it, it must change nothing.
            done: Called with the result on the window's thread.
            failed: Called instead, with None where the person stopped it.
            beside: Whether others needn't wait for it: it writes a file, and into the workspace
                only at its end.

        Returns:
            The job; it can be cancelled.
        """
        number, job = self._enlist(label)
        self._commands.add(number)
        QTimer.singleShot(LASTS, self, lambda: self._show(number))

        def end(made: T | _Stopped) -> None:
            if isinstance(made, _Stopped):
                failed(None)
            else:
                done(made)

        run = self._tasks.work if beside else self._tasks.write
        run(self, lambda: self._carry_out(number, job, command), end, failed)
        return job

    def stop(self) -> None:
        """Cancel everything under way but commands: what was asked for is carried out."""
        for number, job in self._jobs.items():
            if number not in self._commands:
                job.cancel()

    def _enlist(self, label: str) -> tuple[int, Job]:
        self._next += 1
        number = self._next
        job = self._jobs[number] = Job(label, lambda job: self._tell(number, job.share))
        return number, job

    def _show(self, number: int) -> None:
        job = self._jobs.get(number)
        if job is not None:
            self._handles[number] = handle = self._shell.add_job(job.label, job.cancel)
            if job.share:
                handle.set_progress(job.share)

    def _carry_out(self, number: int, job: Job, work: Callable[[Job], T]) -> T | _Stopped:
        try:
            return work(job)
        except Cancelled:
            return _Stopped()
        finally:
            if shiboken6.isValid(self):
                self._over.emit(number)

    def _tell(self, number: int, share: float) -> None:
        if shiboken6.isValid(self):
            self._told.emit(number, share)

    def _fail(self, problem: Problem) -> None:
        self._shell.ask.problem(problem)

    def _on_told(self, number: int, share: float) -> None:
        handle = self._handles.get(number)
        if handle is not None:
            handle.set_progress(share)

    def _on_over(self, number: int) -> None:
        self._jobs.pop(number, None)
        self._commands.discard(number)
        handle = self._handles.pop(number, None)
        if handle is not None:
            handle.finish()
