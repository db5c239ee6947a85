"""Pieces of work one after the other, of which a newer one may replace an older one."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from acctdesk.errors import Cancelled, Problem
from acctdesk.services.lanes import Job
from acctdesk.ui.tasks import Tasks


@dataclass
class Piece:
    """One piece of work.

    Attributes:
        label: What it does, in words.
        kind: What sort of work it is: "read", "draft", "check", "apply" or "close".
        work: Called on another thread, with its job.
        done: Called with the result on the window's thread.
        failed: Called with a `Problem`.
        job: Its job, once it began.
    """

    label: str
    kind: str
    work: Callable[[Job], Any]
    done: Callable[[Any], object]
    failed: Callable[[Problem], object]
    job: Job | None = None


@dataclass(frozen=True)
class _Stopped:
    """Instead of a result: the person said stop."""


class Queue(QObject):
    """Does one piece after the other; "apply" in the write lane, all else where one computes.

    Args:
        tasks: Runs the pieces.
        parent: Its owner.
    """

    changed = Signal()
    """A piece began or ended."""
    progressed = Signal(float)
    """How far the piece under way is, 0 to 1."""
    stopped = Signal(str)
    """A piece of this kind was stopped, or broke."""
    _share = Signal(float)
    _broke = Signal()

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._waiting: deque[Piece] = deque()
        self._round = 0
        self.running: Piece | None = None
        self._share.connect(self.progressed, Qt.ConnectionType.QueuedConnection)
        self._broke.connect(self._on_broken, Qt.ConnectionType.QueuedConnection)

    def add(self, piece: Piece) -> None:
        """Do this after what waits."""
        self._waiting.append(piece)
        if self.running is None:
            self._next()

    def drop(self, kind: str) -> None:
        """Don't begin what waits of a kind."""
        self._waiting = deque(one for one in self._waiting if one.kind != kind)

    def cancel(self, kind: str = "") -> None:
        """Stop the piece under way.

        Args:
            kind: Only when it is of this kind; empty for any.
        """
        piece = self.running
        if piece is not None and piece.job is not None and kind in ("", piece.kind):
            piece.job.cancel()

    def forget(self) -> None:
        """Stop everything; no result of it is told."""
        self._round += 1
        self.cancel()
        self._waiting.clear()

    def _next(self) -> None:
        if not self._waiting:
            self.running = None
            self.changed.emit()
            return
        piece = self.running = self._waiting.popleft()
        job = piece.job = Job(piece.label, lambda job: self._share.emit(job.share))
        round_ = self._round

        def work() -> Any:
            try:
                return piece.work(job)
            except Cancelled:
                return _Stopped()
            except Problem:
                raise
            except BaseException:
                # A bug is reported by the tasks; nobody must wait for its result for ever.
                self._broke.emit()
                raise

        def done(made: Any) -> None:
            self.running = None
            if round_ == self._round:
                if isinstance(made, _Stopped):
                    self.stopped.emit(piece.kind)
                else:
                    piece.done(made)
            self._go_on()

        def failed(problem: Problem) -> None:
            self.running = None
            if round_ == self._round:
                piece.failed(problem)
            self._go_on()

        lane = self._tasks.write if piece.kind == "apply" else self._tasks.work
        self.changed.emit()
        lane(self, work, done, failed)

    def _go_on(self) -> None:
        # What heard of the end may have begun the next one already.
        if self.running is None:
            self._next()

    def _on_broken(self) -> None:
        kind = self.running.kind if self.running else ""
        self._next()
        self.stopped.emit(kind)


class Part(Job):
    """A job that is one part of another.

    Args:
        whole: The other one.
        done: Parts before it.
        of: All parts.
    """

    def __init__(self, whole: Job, done: int, of: int) -> None:
        super().__init__(whole.label)
        self._whole, self._done, self._of = whole, done, of

    def progress(self, share: float) -> None:
        """Say how far it is; the whole is told."""
        self._whole.progress((self._done + share) / self._of)

    @property
    def cancelled(self) -> bool:
        """Whether the whole was asked to stop."""
        return self._whole.cancelled

    def check(self) -> None:
        """Stop here if the whole was asked to."""
        self._whole.check()
