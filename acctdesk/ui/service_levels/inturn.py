"""Charts are drawn in turn: the first is seen before the second is begun."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from acctdesk.errors import Problem
    from acctdesk.ui.tasks import Tasks, Ticket

Draw = Callable[[], Any]
Done = Callable[[Any], object]
Failed = Callable[["Problem"], object]


class Turn:
    """A drawing that was asked for.

    Args:
        receiver: Whom it is for.
        draw: Draws, on another thread.
        done: Gets the picture.
        failed: Gets the problem.
        dropped: Told when nobody wants it any more.
    """

    def __init__(
        self,
        receiver: QObject,
        draw: Draw,
        done: Done,
        failed: Failed,
        dropped: Callable[[Turn], object],
    ) -> None:
        self._receiver = receiver
        self.draw, self.done, self.failed = draw, done, failed
        self._told = dropped
        self._dropped = False
        self.ticket: Ticket | None = None

    @property
    def wanted(self) -> bool:
        """Whether somebody still waits for it."""
        return not self._dropped and shiboken6.isValid(self._receiver)

    def drop(self) -> None:
        """Lose interest: it isn't delivered, nor begun when it hasn't been."""
        self._dropped = True
        if self.ticket is not None:
            self.ticket.drop()
        self._told(self)


class InTurn(QObject):
    """Has drawings made one at a time, in the order they were asked for.

    All at once they would share the interpreter with one another and with the window, and the
    first of them would be there hardly sooner than the last.

    Args:
        tasks: Runs them.
        parent: Its owner.
    """

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._waiting: deque[Turn] = deque()
        self._under_way: Turn | None = None

    def ask(self, receiver: QObject, draw: Draw, done: Done, failed: Failed) -> Turn:
        """Ask for a drawing.

        Args:
            receiver: Whom it is for; when it is gone, nothing is delivered.
            draw: Draws, on another thread.
            done: Gets the picture.
            failed: Gets the problem.

        Returns:
            What to drop it with.
        """
        turn = Turn(receiver, draw, done, failed, self._over)
        self._waiting.append(turn)
        if self._under_way is None:
            self._begin_next()
        return turn

    def _begin_next(self) -> None:
        while self._waiting and self._under_way is None:
            turn = self._waiting.popleft()
            if turn.wanted:
                self._begin(turn)

    def _begin(self, turn: Turn) -> None:
        self._under_way = turn
        turn.ticket = self._tasks.work(
            self,
            turn.draw,
            lambda drawn: self._end(turn, lambda: turn.done(drawn)),
            lambda problem: self._end(turn, lambda: turn.failed(problem)),
        )

    def _end(self, turn: Turn, tell: Callable[[], object]) -> None:
        if turn.wanted:
            tell()
        self._over(turn)

    def _over(self, turn: Turn) -> None:
        """One has ended, or is waited for no more: the next may begin."""
        if turn is self._under_way:
            self._under_way = None
            self._begin_next()
