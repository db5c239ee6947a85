"""Tells of work under way: in the page while one waits for it, else in the status bar."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from acctdesk.ui.imports.session import Session
from acctdesk.ui.shell.page import JobHandle, Shell
from acctdesk.ui.widgets.trouble import Progress

JOB_AFTER = 400
"""Milliseconds after which work under way is told in the status bar."""


class Busy(QObject):
    """Follows the session.

    Args:
        shell: Has the status bar.
        session: The import.
        progress: The strip in the page.
    """

    def __init__(self, shell: Shell, session: Session, progress: Progress) -> None:
        super().__init__(session)
        self._shell, self._session, self._progress = shell, session, progress
        self._job: JobHandle | None = None
        self._soon = QTimer(self, singleShot=True, interval=JOB_AFTER)
        self._soon.timeout.connect(self._add_job)
        session.busy_changed.connect(self._on_changed)
        session.progressed.connect(self._on_progress)

    def _on_changed(self) -> None:
        session, strip = self._session, self._progress
        doing = session.doing
        waits = doing == "read" or (doing == "check" and session.view is None)
        if waits and not strip.isVisible():
            strip.begin(session.label)
        strip.setVisible(waits)
        if doing in ("read", "check", "apply") and session.label:
            if self._job is None and not self._soon.isActive():
                self._soon.start()
            return
        self._soon.stop()
        if self._job is not None:
            self._job.finish()
            self._job = None

    def _add_job(self) -> None:
        if self._session.label and self._job is None:
            # A check that follows an answer isn't stopped: what is shown would be the old one.
            again = self._session.doing == "check" and self._session.view is not None
            cancel = None if again else self._session.cancel
            self._job = self._shell.add_job(self._session.label, cancel)

    def _on_progress(self, share: float) -> None:
        self._progress.set_share(share)
        if self._job is not None:
            self._job.set_progress(share)
