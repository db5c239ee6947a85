"""Tells how far reading a workbook is, or taking it over: in the page and the status bar."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from acctdesk.ui.handover.taking_session import TakingSession
from acctdesk.ui.handover.taking_state import State
from acctdesk.ui.shell.page import JobHandle, Shell
from acctdesk.ui.widgets.trouble import Progress

LASTS = 400
"""Milliseconds after which work under way is told in the status bar."""
_WORK = (State.READING, State.TAKING)


class Busy(QObject):
    """Follows the session.

    Args:
        shell: Has the status bar.
        session: The workbook.
        progress: The strip in the page.
    """

    def __init__(self, shell: Shell, session: TakingSession, progress: Progress) -> None:
        super().__init__(session)
        self._shell, self._session, self._progress = shell, session, progress
        self._job: JobHandle | None = None
        self._was = session.state
        self._soon = QTimer(self, singleShot=True, interval=LASTS)
        self._soon.timeout.connect(self._add_job)
        session.changed.connect(self._on_changed)
        session.progressed.connect(self._on_progress)

    def _on_changed(self) -> None:
        session = self._session
        works = session.state in _WORK
        if works and self._was is not session.state:
            self._progress.begin(session.label)
            self._soon.start()
        self._was = session.state
        self._progress.setVisible(works)
        if not works:
            self._soon.stop()
            if self._job is not None:
                self._job.finish()
                self._job = None

    def _add_job(self) -> None:
        if self._session.state in _WORK and self._job is None:
            self._job = self._shell.add_job(self._session.label, self._session.cancel)

    def _on_progress(self, share: float) -> None:
        self._progress.set_share(share)
        if self._job is not None:
            self._job.set_progress(share)
