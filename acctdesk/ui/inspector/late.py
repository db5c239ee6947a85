"""The place of an inspector that is built after the first list, when the services are there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from acctdesk.ui.tasks import Tasks

if TYPE_CHECKING:
    from acctdesk.ui.inspector.panel import RecordInspector

TURN = 20
"""Milliseconds until it is built after its modules are there."""


class LateInspector(QWidget):
    """Keeps the room of an inspector, and what it is to show, until it can be built.

    Args:
        tasks: Waits, and loads the inspector's modules beside the window.
        ready: Done when the services are there; then it is built at once.
        make: Builds the inspector.
    """

    def __init__(
        self, tasks: Tasks, ready: Future[None], make: Callable[[], RecordInspector]
    ) -> None:
        super().__init__()
        self._tasks, self._make = tasks, make
        self._ids: tuple[str, ...] = ()
        self._inspector: RecordInspector | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        if ready.done():
            self._build()
        else:
            tasks.wait(self, ready, lambda _none: self._load())

    def inspector(self) -> RecordInspector | None:
        """The inspector; None before it is built."""
        return self._inspector

    def set_records(self, ids: Sequence[str]) -> None:
        """Show other records; none shows a hint."""
        self._ids = tuple(ids)
        if self._inspector is not None:
            self._inspector.set_records(self._ids)

    def _load(self) -> None:
        def load() -> None:
            import acctdesk.ui.inspector.panel  # noqa: F401 - loaded here, used by `make`

        # Not in the turn in which the list is shown anew.
        self._tasks.work(self, load, lambda _none: QTimer.singleShot(TURN, self, self._build))

    def _build(self) -> None:
        self._inspector = self._make()
        column = self.layout()
        if column is not None:
            column.addWidget(self._inspector)
        self._inspector.set_records(self._ids)
