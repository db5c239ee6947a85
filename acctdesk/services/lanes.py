"""Lanes: where work is done that would make the window wait.

One write lane keeps commands in order; reads run beside it on their own connections; what parses
and computes has a lane of its own, so that a long import never stands before a page's read.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from acctdesk.errors import Cancelled

T = TypeVar("T")


class Job:
    """A long job as the person sees it: a name, how far it is, and the wish to stop it.

    Args:
        label: What it does, in words.
        watch: Called with the job when its progress changes, on the job's thread.
    """

    def __init__(self, label: str, watch: Callable[[Job], None] = lambda job: None) -> None:
        self.label = label
        self.share = 0.0
        self._watch = watch
        self._stop = threading.Event()

    def progress(self, share: float) -> None:
        """Say how far it is.

        Args:
            share: From 0 to 1.

        Raises:
            Cancelled: The person wants it stopped.
        """
        self.check()
        if share - self.share >= 0.005 or share >= 1:
            self.share = share
            self._watch(self)

    def cancel(self) -> None:
        """Ask it to stop; it leaves the data as it was."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()

    def check(self) -> None:
        """Stop here if asked to.

        Raises:
            Cancelled: The person wants it stopped.
        """
        if self._stop.is_set():
            raise Cancelled


class Lanes:
    """The program's threads. Close them before the workspace."""

    def __init__(self) -> None:
        self._write = ThreadPoolExecutor(1, thread_name_prefix="write")
        self._read = ThreadPoolExecutor(3, thread_name_prefix="read")
        self._work = ThreadPoolExecutor(2, thread_name_prefix="work")

    def write(self, task: Callable[[], T]) -> Future[T]:
        """Run a command, after those that were asked for before."""
        return self._write.submit(task)

    def read(self, task: Callable[[], T]) -> Future[T]:
        """Run a query."""
        return self._read.submit(task)

    def work(self, task: Callable[[], T]) -> Future[T]:
        """Run what parses or computes."""
        return self._work.submit(task)

    def close(self) -> None:
        """Finish what is under way and drop what only waits."""
        for lane in (self._work, self._read):
            lane.shutdown(wait=True, cancel_futures=True)
        # A command that was asked for is carried out: nothing a person did is lost.
        self._write.shutdown(wait=True, cancel_futures=False)
