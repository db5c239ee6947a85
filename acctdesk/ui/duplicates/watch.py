"""Looks for duplicates in the background, while nobody waits for anything."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from acctdesk.services.lanes import Job
from acctdesk.ui.desk import Change, Desk
from acctdesk.ui.resting import AtRest
from acctdesk.ui.tasks import Tasks

AFTER_START, AFTER_CHANGE = 12_000, 20_000
"""Milliseconds of rest before the search begins: it computes, and the person comes first."""

SEEN = frozenset({"account", "person", "position", "distinct_pair", "external_id", "alias"})
"""What the pairs depend on."""


class DuplicatesWatch(QObject):
    """Counts the pairs that may be the same, after the start and after changes.

    A change while it searches stops it; it begins again when things are at rest.

    Args:
        desk: The open workspace.
        tasks: Runs the search.
        parent: Its owner.
    """

    counted = Signal(int)
    """How many pairs there are."""

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks
        self._job = Job("")
        self._rest = AtRest(tasks, self, self.look)
        tasks.changed.connect(self._on_change)
        self._rest.start(AFTER_START)

    def look(self) -> None:
        """Search now."""
        job = self._job = Job("")
        duplicates = self._desk.duplicates

        def count() -> int:
            return sum(len(duplicates.find(kind, job)) for kind in ("account", "person"))

        self._tasks.work(self, count, self.counted.emit)

    def _on_change(self, change: Change) -> None:
        if SEEN & change.touched.keys():
            self._job.cancel()
            self._rest.start(AFTER_CHANGE)
