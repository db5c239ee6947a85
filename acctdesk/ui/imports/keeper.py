"""Keeps the import under way for the next start, and finds the one of an earlier start."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from acctdesk.errors import FileProblem
from acctdesk.ui.imports.kept import Found, Kept, Shelf
from acctdesk.ui.imports.session import Session
from acctdesk.ui.imports.steps import Step
from acctdesk.ui.tasks import Tasks

PAUSE = 400
"""Milliseconds without a decision after which the import is kept."""


class Keeper(QObject):
    """Follows a session and writes what the next start needs.

    Args:
        session: The import.
        tasks: Writes and reads off the window's thread.
        shelf: Where it is kept; None keeps nothing.
        step: Tells how far one is.
    """

    found = Signal(object)
    """An unfinished import lies there: a `Found`."""

    def __init__(
        self, session: Session, tasks: Tasks, shelf: Shelf | None, step: Callable[[], Step]
    ) -> None:
        super().__init__(session)
        self._session, self._tasks, self._shelf, self._step = session, tasks, shelf, step
        self._turn = 0
        self._mine = False
        self._soon = QTimer(self, singleShot=True, interval=PAUSE)
        self._soon.timeout.connect(self._keep)
        session.draft_changed.connect(self._on_draft)
        session.decided.connect(self.touch)
        session.applied.connect(lambda _result: self.forget())

    def look(self) -> None:
        """Look for an import that an earlier start left unfinished; see `found`."""
        shelf = self._shelf
        if shelf is not None:
            self._tasks.work(self, shelf.find, self._on_found)

    def touch(self) -> None:
        """Something is different now: keep it in a moment."""
        if self._mine:
            self._soon.start()

    def claim(self) -> None:
        """What was written is taken back: the import is unfinished again."""
        self._mine = True
        self._soon.start()

    def forget(self) -> None:
        """Nothing is unfinished any more."""
        self._soon.stop()
        self._mine = False
        shelf, turn = self._shelf, self._next_turn()
        if shelf is not None:
            self._tasks.work(self, lambda: shelf.forget(turn))

    def put(self, kept: Kept) -> None:
        """Keep another import than the one under way, such as one that was discarded by mistake."""
        shelf, turn = self._shelf, self._next_turn()
        if shelf is not None:
            # Not being able to keep it is no reason to stop the import that is under way.
            self._tasks.work(self, lambda: shelf.keep(kept, turn), failed=lambda problem: None)

    def flush(self) -> None:
        """Write at once what waits, since the window closes."""
        if self._soon.isActive() and self._shelf is not None:
            self._soon.stop()
            kept = self._kept()
            if kept.files:
                # Not being able to keep it is no reason to hold up the closing.
                with contextlib.suppress(FileProblem):
                    self._shelf.keep(kept, self._next_turn())

    def _on_draft(self) -> None:
        if not self._session.empty or self._session.refusals:
            self._mine = True
            self.touch()
        elif self._mine:
            self.forget()

    def _on_found(self, found: Found | None) -> None:
        if found is not None and not self._mine:
            self.found.emit(found)

    def _kept(self) -> Kept:
        return replace(self._session.kept(), step=int(self._step()))

    def _keep(self) -> None:
        self.put(self._kept())

    def _next_turn(self) -> int:
        self._turn += 1
        return self._turn
