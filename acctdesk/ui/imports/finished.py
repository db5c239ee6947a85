"""What follows an import that was written: its summary, taking it back, saving what was left."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from acctdesk.ui.imports.saving import save_rejected
from acctdesk.ui.imports.session import Result, Session
from acctdesk.ui.imports.undoing import undo_import
from acctdesk.ui.shell.page import Shell
from acctdesk.ui.tasks import OnProblem, Tasks
from acctdesk.ui.widgets.toast import announce

if TYPE_CHECKING:
    from acctdesk.ui.imports.done_step import DoneStep


class Finished(QObject):
    """Holds the import that was written last.

    Args:
        shell: Tells of it.
        page: The import page.
        session: The import.
        tasks: Takes it back, and saves.
        step: Gives the step that shows it.
        failed: Gets what went wrong.
    """

    changed = Signal()
    """Another import is shown, or it was taken back."""

    def __init__(
        self,
        shell: Shell,
        page: QWidget,
        session: Session,
        tasks: Tasks,
        step: Callable[[], DoneStep],
        failed: OnProblem,
    ) -> None:
        super().__init__(page)
        self._shell, self._page, self._session, self._tasks = shell, page, session, tasks
        self._step, self._failed = step, failed
        self.result: Result | None = None
        self._undone = ""
        session.applied.connect(self._on_applied)

    def forget(self) -> None:
        """Another import begins, or this one is mended."""
        self.result, self._undone = None, ""

    def _on_applied(self, result: Result) -> None:
        self.result, self._undone = result, ""
        self._step().show_result(result)
        self.changed.emit()
        self._step().show_accounts.setFocus(Qt.FocusReason.OtherFocusReason)
        if result.change:
            from acctdesk.ui.imports.done_step import headline

            self._shell.toast(headline(result), undo=lambda: self.undo(result))

    def undo(self, result: Result | None = None) -> None:
        """Take an import back in one step; what was edited since stays and is named.

        Args:
            result: The import; None for the one whose summary is shown.
        """
        result = result or self.result
        if result is None or not result.change or (result is self.result and self._undone):
            return

        def done(said: str) -> None:
            if self.result is result:
                self._undone = said
                self._step().show_result(result, said)
                self.changed.emit()
                announce(self._page, said)
            else:
                self._shell.toast(said)

        history = self._session.desk.history
        undo_import(self._tasks, self, history, result.change, done, self._failed)

    def save_rejected(self) -> None:
        """Ask where, and save the rows that can't be taken."""
        view = self._session.view
        if view is not None:
            save_rejected(self._shell, self._tasks, self, view, self._failed)
