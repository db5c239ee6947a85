"""Counts what needs attention, so that the sidebar says it wherever one is."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from acctdesk.ui.desk import Change, Desk
from acctdesk.ui.resting import AtRest
from acctdesk.ui.tasks import Tasks

AFTER_START, AFTER_CHANGE = 800, 400
"""Milliseconds of rest before it is counted."""
AGAIN = 5 * 60_000
"""Milliseconds after which it is counted anew: time alone makes tickets overdue."""
SEEN = frozenset(
    {
        "ticket", "objective", "agreement", "agreement_version", "service", "calendar",
        "exclusion", "outage", "measurement", "account",
    }
)  # fmt: skip
"""Kinds that gauges depend on."""


class LevelsWatch(QObject):
    """Counts gauges that are breached or at risk.

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
        levels = self._desk.service_levels
        # Not as a question of a page, which would put off all that waits for rest.
        self._tasks.work(self, lambda: levels.panel().attention, self.counted.emit)

    def _on_change(self, change: Change) -> None:
        if SEEN & change.touched.keys():
            self._rest.start(AFTER_CHANGE)
