"""An import that outlives the program: kept while one works at it, offered at the next start."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Qt

from acctdesk.ui.imports.file_step import FileStep
from acctdesk.ui.imports.keeper import Keeper
from acctdesk.ui.imports.kept import Found, Shelf
from acctdesk.ui.imports.session import Session
from acctdesk.ui.imports.sheets import chosen_sheets
from acctdesk.ui.imports.steps import Step
from acctdesk.ui.shell.page import Shell
from acctdesk.ui.tasks import Tasks
from acctdesk.words import _

FOLDER = "imports"
"""Folder of unfinished imports, beside the window's own state."""


class Unfinished(QObject):
    """Offers, takes up and discards the import of an earlier start.

    Args:
        shell: The window.
        session: The import under way.
        tasks: Reads and writes what is kept.
        file: The first step; it shows the offer.
        step: Tells how far one is.
        restart: Puts the import under way aside.
        go_to: Goes to a step.
    """

    def __init__(
        self,
        shell: Shell,
        session: Session,
        tasks: Tasks,
        file: FileStep,
        step: Callable[[], Step],
        restart: Callable[[], object],
        go_to: Callable[[Step], object],
    ) -> None:
        super().__init__(session)
        self._shell, self._session, self._file = shell, session, file
        self._restart, self._go_to = restart, go_to
        self._then: Step | None = None
        folder = state_folder(shell)
        shelf = Shelf(folder / FOLDER, session.desk.path) if folder is not None else None
        self.keeper = Keeper(session, tasks, shelf, step)
        self.keeper.found.connect(file.offer.show_found)
        file.offer.wanted.connect(self.resume)
        file.offer.discarded.connect(self._discard)
        session.draft_changed.connect(self._on_draft)
        self.keeper.look()

    def take_up(self, paths: Iterable[Path]) -> bool:
        """Go on with what is offered when just its files were brought; whether it was so."""
        found = self._file.offer.found
        if found is None or not found.readable or set(paths) != found.kept.paths():
            return False
        self.resume(found)
        return True

    def resume(self, found: Found) -> None:
        """Go on with an import that an earlier start left unfinished."""
        self._file.offer.show_found(None)
        self._restart()
        kept = found.kept
        if found.changed:
            kept = kept.without_rows()
        elif not found.gone:
            self._then = Step(min(kept.step, Step.CHECK))
        self._session.resume(kept)

    def _discard(self, found: Found) -> None:
        self._file.offer.show_found(None)
        self.keeper.forget()

        def undo() -> None:
            self.keeper.put(found.kept)
            if self._session.empty:
                self._file.offer.show_found(found)

        self._shell.toast(_("Discarded the import of %s") % found.kept.title, undo=undo)
        self._file.empty.choose_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_draft(self) -> None:
        session = self._session
        if session.empty:
            return
        found = self._file.offer.found
        if found is not None:
            # Another import has begun and takes its place.
            self._file.offer.show_found(None)
            self._shell.toast(
                _("Put aside: the unfinished import of %s") % found.kept.title,
                undo=lambda: self.resume(found),
                action=_("Continue with it"),
            )
        step, self._then = self._then, None
        if step in (Step.MATCH, Step.CHECK) and chosen_sheets(session) and not session.refusals:
            self._go_to(step)


def state_folder(shell: Shell) -> Path | None:
    """Where the window keeps its state; None for a window that keeps none."""
    settings = getattr(shell, "settings", None)
    return Path(settings.fileName()).parent if settings is not None else None
