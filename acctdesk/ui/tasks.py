"""Work off the window's thread, with results that come back to it, or to nobody.

A result belongs to a receiver: when the receiver is gone, so is the interest in the result.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from acctdesk.errors import Cancelled, Problem

if TYPE_CHECKING:
    from acctdesk.services.bus import ChangeBus

T = TypeVar("T")

OnProblem = Callable[[Problem], object]


class Lanes(Protocol):
    """Where work is done: see `acctdesk.services.lanes`."""

    def write(self, task: Callable[[], T]) -> Future[T]:
        """Run a command, after those that were asked for before."""

    def read(self, task: Callable[[], T]) -> Future[T]:
        """Run a query."""

    def work(self, task: Callable[[], T]) -> Future[T]:
        """Run what parses or computes."""


class Ticket:
    """One piece of work that is under way.

    Args:
        receiver: Whom the result is for.
        done: Gets the result.
        failed: Gets the problem.
    """

    def __init__(
        self,
        receiver: QObject,
        done: Callable[[Any], object] | None,
        failed: OnProblem | None,
    ) -> None:
        self._receiver = receiver
        self._dropped = False
        self.done = done
        self.failed = failed
        self.future: Future[Any] | None = None

    @property
    def wanted(self) -> bool:
        """Whether somebody still waits for the result."""
        return not self._dropped and shiboken6.isValid(self._receiver)

    def drop(self) -> None:
        """Lose interest: it isn't begun when it hasn't been, and its result isn't delivered."""
        self._dropped = True
        if self.future is not None:
            self.future.cancel()


@dataclass(frozen=True, slots=True)
class _Arrival:
    ticket: Ticket
    result: object = None
    error: BaseException | None = None


class Tasks(QObject):
    """Runs callables on the lanes and delivers what they return on the window's thread.

    Args:
        lanes: Where the work is done; closed by whoever made them, before this object goes.
        parent: Its owner.
    """

    changed = Signal(object)
    """A `Change`, told on the window's thread."""
    problem = Signal(object)
    """A `Problem` that nobody took care of."""
    stopping = Signal()
    """The workspace is about to be closed: long work that can be cancelled had better be."""
    delivered = Signal()
    """Something that somebody waited for has been delivered."""
    _arrived = Signal(object)
    _told = Signal(object)

    def __init__(self, lanes: Lanes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self._open: set[Ticket] = set()
        self._end: Callable[[], None] = lambda: None
        self._later = QTimer(self)
        self._stopped = False
        self._asked = time.monotonic()
        # Queued by hand: these are emitted from threads that Qt doesn't know.
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._told.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def write(
        self,
        receiver: QObject,
        task: Callable[[], T],
        done: Callable[[T], object] | None = None,
        failed: OnProblem | None = None,
    ) -> Ticket:
        """Run a command, after those that were asked for before.

        Args:
            receiver: Whom the result is for; the command runs to its end without it.
            task: Called on another thread.
            done: Called with the result on the window's thread, unless the receiver is gone.
            failed: Called with a `Problem`; without it the problem goes to `problem`.
        """
        return self._run(self._lanes.write, receiver, task, done, failed)

    def read(
        self,
        receiver: QObject,
        task: Callable[[], T],
        done: Callable[[T], object] | None = None,
        failed: OnProblem | None = None,
    ) -> Ticket:
        """Run a query; see `write`."""
        self._asked = time.monotonic()
        return self._run(self._lanes.read, receiver, task, done, failed)

    def rested(self) -> float:
        """Milliseconds since somebody last read."""
        return (time.monotonic() - self._asked) * 1000

    def work(
        self,
        receiver: QObject,
        task: Callable[[], T],
        done: Callable[[T], object] | None = None,
        failed: OnProblem | None = None,
    ) -> Ticket:
        """Run what parses or computes; see `write`."""
        return self._run(self._lanes.work, receiver, task, done, failed)

    def spare(self, task: Callable[[], object]) -> None:
        """Run what nobody waits for, such as loading a library; nothing counts as busy by it."""
        if self._stopped:
            return

        def look(future: Future[object]) -> None:
            error = None if future.cancelled() else future.exception()
            if error is not None and not isinstance(error, Problem | Cancelled):
                sys.excepthook(type(error), error, error.__traceback__)

        self._lanes.work(task).add_done_callback(look)

    def wait(self, receiver: QObject, future: Future[T], done: Callable[[T], object]) -> Ticket:
        """Wait for what somebody else does; see `write`."""
        return self._run(lambda _task: future, receiver, lambda: None, done, None)

    def after_first(self, then: Callable[[], object], pause: int, at_latest: int) -> None:
        """Do something once, when a first result has been delivered and is painted.

        Args:
            then: What to do; not done after `stop`.
            pause: Milliseconds that painting may take.
            at_latest: Milliseconds to wait when nothing is delivered.
        """
        timer = self._later
        timer.setSingleShot(True)
        timer.timeout.connect(then, Qt.ConnectionType.SingleShotConnection)
        self.delivered.connect(
            lambda: timer.start(pause) if timer.isActive() else None,
            Qt.ConnectionType.SingleShotConnection,
        )
        timer.start(at_latest)

    def follow(self, bus: ChangeBus) -> None:
        """Tell on `changed` what the bus tells, until `stop`."""
        self._end()
        self._end = bus.subscribe(self._told.emit)

    def stop(self) -> None:
        """Deliver and begin nothing from now on; what runs may finish."""
        self.stopping.emit()
        self._end()
        self._end = lambda: None
        self._later.stop()
        self._stopped = True
        for ticket in tuple(self._open):
            ticket.done = ticket.failed = None

    @property
    def busy(self) -> bool:
        """Whether a result that somebody waits for has yet to be delivered."""
        return any(ticket.wanted for ticket in self._open)

    def _run(
        self,
        lane: Callable[[Callable[[], Any]], Future[Any]],
        receiver: QObject,
        task: Callable[[], Any],
        done: Callable[[Any], object] | None,
        failed: OnProblem | None,
    ) -> Ticket:
        ticket = Ticket(receiver, done, failed)
        if self._stopped:
            # A timer of a page that is on its way out.
            ticket.drop()
            return ticket
        self._open.add(ticket)
        ticket.future = lane(task)
        ticket.future.add_done_callback(lambda future: self._finish(ticket, future))
        return ticket

    def _finish(self, ticket: Ticket, future: Future[Any]) -> None:
        try:
            arrival = _Arrival(ticket, future.result())
        except CancelledError:
            arrival = _Arrival(ticket, error=Cancelled())
        except BaseException as error:  # noqa: BLE001 - it is carried over to the window's thread
            arrival = _Arrival(ticket, error=error)
        if shiboken6.isValid(self):
            self._arrived.emit(arrival)

    def _deliver(self, arrival: _Arrival) -> None:
        ticket, error = arrival.ticket, arrival.error
        self._open.discard(ticket)
        if isinstance(error, Cancelled):
            return
        if error is not None and not isinstance(error, Problem):
            # A bug is reported even when the page that met it is gone.
            sys.excepthook(type(error), error, error.__traceback__)
            return
        if not ticket.wanted:
            return
        self._hand_over(ticket, arrival.result, error)
        self.delivered.emit()

    def _hand_over(self, ticket: Ticket, result: object, error: Problem | None) -> None:
        if error is None:
            if ticket.done is not None:
                ticket.done(result)
        elif ticket.failed is not None:
            ticket.failed(error)
        else:
            self.problem.emit(error)

    def _tell(self, change: object) -> None:
        self.changed.emit(change)


class Latest:
    """Queries of which only the newest counts, as while somebody types.

    Args:
        tasks: Runs them.
        receiver: Whom the results are for.
    """

    def __init__(self, tasks: Tasks, receiver: QObject) -> None:
        self._tasks, self._receiver = tasks, receiver
        self._ticket: Ticket | None = None

    def read(
        self,
        task: Callable[[], T],
        done: Callable[[T], object],
        failed: OnProblem | None = None,
    ) -> None:
        """Run a query in place of the one before, whose result isn't delivered any more."""
        self.drop()
        self._ticket = self._tasks.read(self._receiver, task, done, failed)

    def drop(self) -> None:
        """Lose interest in the query under way."""
        if self._ticket is not None:
            self._ticket.drop()
            self._ticket = None
