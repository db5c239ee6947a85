"""Counts reviews that are due soon, so that the sidebar says it wherever one is."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QObject, QTimer, Signal

from acctdesk.ui.desk import Change, Desk
from acctdesk.ui.resting import AtRest
from acctdesk.ui.tasks import Tasks

AFTER_START, AFTER_CHANGE = 900, 400
"""Milliseconds of rest before they are counted."""
AGAIN = 30 * 60_000
"""Milliseconds after which they are counted anew: days pass."""
AHEAD = 30
"""Days ahead within which a review is due soon."""


class ReviewsWatch(QObject):
    """Counts planned reviews of the next days, and those past that nobody held.

    Args:
        desk: The open workspace.
        tasks: Counts, and tells of changes.
        parent: Its owner.
    """

    counted = Signal(int)
    """How many there are."""

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks
        self._rest = AtRest(tasks, self, self.look)
        self._again = QTimer(self)
        self._again.setInterval(AGAIN)
        self._again.timeout.connect(lambda: self._rest.start(AFTER_CHANGE))
        self._again.start()
        tasks.changed.connect(self._on_change)
        self._rest.start(AFTER_START)

    def look(self) -> None:
        """Count now."""
        desk = self._desk

        def count() -> int:
            until = desk.context.today() + dt.timedelta(days=AHEAD)
            return len(desk.meetings.coming(until))

        # Not as a question of a page, which would put off all that waits for rest.
        self._tasks.work(self, count, self.counted.emit)

    def _on_change(self, change: Change) -> None:
        if {"meeting", "account"} & change.touched.keys():
            self._rest.start(AFTER_CHANGE)
