"""Work that nobody waits for: it begins when the person has let go of the window for a moment."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from acctdesk.ui.tasks import Tasks

QUIET = 1500
"""Milliseconds without a question to the workspace that count as rest."""


class AtRest(QTimer):
    """Does something some time from now, but not while somebody types, sorts or scrolls.

    Computing shares the interpreter with the window: a search for duplicates made letters wait
    ten times as long. Whatever a page reads puts it off.

    Args:
        tasks: Tells when a page last read.
        parent: Its owner.
        do: What to do.
        quiet: Milliseconds without a question to the workspace that count as rest.
    """

    def __init__(
        self, tasks: Tasks, parent: QObject, do: Callable[[], object], *, quiet: int = QUIET
    ) -> None:
        super().__init__(parent)
        self._tasks, self._do, self._quiet = tasks, do, quiet
        self.setSingleShot(True)
        self.timeout.connect(self._try)

    def _try(self) -> None:
        left = self._quiet - self._tasks.rested()
        if left > 0:
            self.start(max(round(left), 1))
        else:
            self._do()
