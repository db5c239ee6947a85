"""An import under way: what is read, asked, answered and written, step by step off the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from acctdesk.errors import FileProblem, PasswordNeeded, Problem, Question
from acctdesk.exchange.intake.answers import TICKETS, Answers
from acctdesk.services.lanes import Job
from acctdesk.ui.desk import Desk
from acctdesk.ui.imports.handed import part_handed
from acctdesk.ui.imports.kept import Kept, KeptFile
from acctdesk.ui.imports.work import Part, Piece, Queue
from acctdesk.ui.tasks import Tasks
from acctdesk.words import _

if TYPE_CHECKING:
    # What reads and checks is loaded with the first file, on the thread that reads it.
    from acctdesk.exchange.intake.drafts import Draft, Target
    from acctdesk.exchange.intake.findings import Counts
    from acctdesk.exchange.intake.importer import Import
    from acctdesk.exchange.reading import TableFile
    from acctdesk.services.imports import Imports
    from acctdesk.ui.imports.findings import Overview

PAUSE = 200
"""Milliseconds after an answer before everything is checked again."""


class ImportDesk(Desk, Protocol):
    """An open workspace that files are imported into."""

    imports: Imports


@dataclass(frozen=True)
class Refusal:
    """A file that was not taken.

    Attributes:
        name: What it is called.
        path: Where it is; None for pasted text.
        problem: What was wrong.
    """

    name: str
    path: Path | None
    problem: Problem

    @property
    def locked(self) -> bool:
        """Whether a password would open it."""
        return isinstance(self.problem, PasswordNeeded)


@dataclass(frozen=True)
class Result:
    """An import that was written.

    Attributes:
        change: Id of the change; empty when nothing had to be written.
        title: Names of the files.
        counts: How the records of each kind fared.
        members: New people of our team.
        fields: New custom fields.
        left: Rows that were not taken.
    """

    change: str
    title: str
    counts: Mapping[str, Counts]
    members: tuple[str, ...]
    fields: tuple[str, ...]
    left: int


class Session(QObject):
    """Holds one import and does its work, one step after the other.

    Args:
        desk: The open workspace.
        tasks: Runs the work and brings its results back.
    """

    draft_changed = Signal()
    """Files, sheets or columns are other ones now; see `draft` and `refusals`."""
    decided = Signal()
    """Something was decided; see `answers`."""
    checked = Signal()
    """There is a new check; see `view`."""
    check_failed = Signal(object)
    """The check met a `Problem`."""
    busy_changed = Signal()
    """Work began or ended; see `label`."""
    progressed = Signal(float)
    """How far the work is, 0 to 1."""
    stopped = Signal(str)
    """The person stopped a kind of work: "read", "check" or "apply"."""
    applied = Signal(object)
    """The import was written: a `Result`."""
    apply_failed = Signal(object)
    """The import met a `Problem`; nothing was written."""

    def __init__(self, desk: ImportDesk, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.answers = Answers()
        """What was decided so far; decide by `answer` and `set_answers`."""
        self._held: Import | None = None
        self._texts: dict[int, str] = {}
        self._seen: dict[Path, KeptFile] = {}
        self.draft: Draft | None = None
        self.view: Overview | None = None
        self.stale = False
        """Whether something was decided since the check that is shown."""
        self.targets: list[Target] = []
        self.zones: tuple[tuple[str, str], ...] = ()
        """Time zones with their names, once tickets are imported."""
        self.refusals: list[Refusal] = []
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.check)
        self._queue = Queue(tasks, self)
        self._queue.changed.connect(self.busy_changed)
        self._queue.progressed.connect(self.progressed)
        self._queue.stopped.connect(self._on_stopped)

    # -- what one sees ---------------------------------------------------------------------

    @property
    def label(self) -> str:
        """What is being done, in words; empty when nothing is."""
        return self._queue.running.label if self._queue.running else ""

    @property
    def doing(self) -> str:
        """The kind of work under way: "read", "draft", "check", "apply", or empty."""
        if self._queue.running is not None:
            return self._queue.running.kind
        return "check" if self._pause.isActive() else ""

    @property
    def empty(self) -> bool:
        """Whether there is nothing yet."""
        return self.draft is None or not self.draft.files

    @property
    def _import(self) -> Import:
        """The import with what was decided; for a worker's thread, one piece after the other."""
        from acctdesk.exchange.incoming import FileImport

        if self._held is None:
            self._held = FileImport(self.desk.imports)
        self._held.answers = self.answers
        return self._held

    def kept(self) -> Kept:
        """What the next start needs to go on from here."""
        files = [
            self._seen.get(file.path, KeptFile(file.path))
            if file.path
            else KeptFile(text=self._texts.get(id(file), ""))
            for file in (self.draft.files if self.draft else ())
        ]
        refused = [one.path for one in self.refusals if one.path is not None]
        files += [self._seen.get(path, KeptFile(path)) for path in refused]
        return Kept(tuple(files), self.answers)

    # -- files -----------------------------------------------------------------------------

    def open(self, paths: Sequence[Path], passwords: dict[Path, str] | None = None) -> None:
        """Read files; those that can't be read are told in `refusals`."""
        known = set(paths)
        self.refusals = [one for one in self.refusals if one.path not in known]
        names = ", ".join(path.name for path in paths[:2]) + (" …" if len(paths) > 2 else "")

        def work(job: Job) -> list[Refusal]:
            found = self._read_files(paths, passwords, job)
            self._redraft()
            return found

        self._start(_("Reading %s") % names, "read", work, self._on_read)

    def resume(self, kept: Kept) -> None:
        """Go on with an import that an earlier start left unfinished."""
        self.answers = kept.answers

        def work(job: Job) -> list[Refusal]:
            found: list[Refusal] = []
            for done, one in enumerate(kept.files):
                if one.path is None:
                    self._take_text(one.text)
                else:
                    part = Part(job, done, len(kept.files))
                    found += self._read_files([one.path], None, part)
            self._redraft()
            return found

        self._start(_("Reading %s") % kept.title, "read", work, self._on_read)

    def _read_files(
        self, paths: Sequence[Path], passwords: dict[Path, str] | None, job: Job
    ) -> list[Refusal]:
        """Read files on a worker's thread; one that is there already is read anew."""
        coming, refused = self._import, []
        for done, path in enumerate(paths):
            # As it is now, not as it may be when it is kept.
            self._seen[path] = KeptFile.of(path)
            again = [file for file in coming.files if file.path == path]
            try:
                coming.open([path], passwords, Part(job, done, len(paths)))
            except FileProblem as problem:
                refused.append(Refusal(path.name, path, problem))
            else:
                for file in again:
                    coming.drop(file)
                handed = part_handed(coming, path, (passwords or {}).get(path, ""))
                if handed is not None:
                    refused.append(Refusal(path.name, path, handed))
        return refused

    def _take_text(self, text: str) -> None:
        """Take a block from the clipboard, on a worker's thread."""
        self._import.paste(text)
        self._texts[id(self._import.files[-1])] = text

    def paste(self, text: str) -> None:
        """Take a block from the clipboard."""

        def work(job: Job) -> list[Refusal]:
            try:
                self._take_text(text)
            except FileProblem as problem:
                return [Refusal(problem.where or _("Pasted text"), None, problem)]
            finally:
                self._redraft()
            return []

        self._start(_("Reading the clipboard"), "read", work, self._on_read)

    def drop(self, file: TableFile) -> None:
        """Leave a file out again."""

        def work(job: Job) -> list[Refusal]:
            if file in self._import.files:
                self._import.drop(file)
                self._texts.pop(id(file), None)
            self._redraft()
            return []

        self._start(_("Leaving out %s") % file.name, "draft", work, self._on_read)

    def forget(self, refusal: Refusal) -> None:
        """Take a refused file off the list."""
        self.refusals = [one for one in self.refusals if one is not refusal]
        self.draft_changed.emit()

    def _redraft(self) -> tuple[Draft, list[Target]]:
        """Work the draft out anew; on a worker's thread."""
        coming = self._import
        self._fresh = (coming.draft(), coming.targets())
        if self._fresh[0].kind == TICKETS and not self.zones:
            from acctdesk.services.catalogue import closed_list

            self.zones = closed_list(self.desk.fields.catalogue.kind("calendar").fields["zone"])
        return self._fresh

    def _on_read(self, refused: list[Refusal]) -> None:
        self.draft, self.targets = self._fresh
        self.refusals += refused
        self.draft_changed.emit()

    # -- answers ---------------------------------------------------------------------------

    def answer(self, topic: str, key: str, value: Any) -> None:
        """Decide one thing; what follows from it is worked out.

        Args:
            topic: Name of one of the mappings of `Answers`.
            key: Its key.
            value: The decision.
        """
        self.set_answers(self.answers.with_entry(topic, key, value))

    def take_sheets(self, names: Sequence[str]) -> None:
        """Choose the sheets."""
        self.set_answers(replace(self.answers, sheets=tuple(names)))

    def set_answers(self, answers: Answers) -> None:
        """Replace the decisions: the draft is made anew, and checked if it had been."""
        self.answers = answers
        self.stale = True
        self.decided.emit()
        if self.view is not None:
            self.check_soon()
        else:
            self._queue.drop("draft")
            self._start(_("Matching columns"), "draft", lambda job: self._redraft(), self._on_draft)

    def _on_draft(self, made: tuple[Draft, list[Target]]) -> None:
        self.draft, self.targets = made
        self.draft_changed.emit()

    # -- check and import ------------------------------------------------------------------

    def check_soon(self) -> None:
        """Check again when the answers pause; a check under way is given up."""
        self._queue.cancel("check")
        self._pause.start()
        self.busy_changed.emit()

    def check(self) -> None:
        """Check everything now, writing nothing."""
        self._pause.stop()
        self._queue.drop("check")
        catalogue = self.desk.fields.catalogue

        self.stale = False

        def work(job: Job) -> tuple[Overview, tuple[Draft, list[Target]]]:
            from acctdesk.ui.imports.findings import overview

            checked = self._import.check(job)
            return overview(checked, catalogue), self._redraft()

        self._start(_("Checking"), "check", work, self._on_checked, self.check_failed.emit)

    def _on_stopped(self, kind: str) -> None:
        # What was decided before the check that came to nothing is still to be looked at.
        self.stale = self.stale or kind == "check"
        self.stopped.emit(kind)

    def _on_checked(self, made: tuple[Overview, tuple[Draft, list[Target]]]) -> None:
        self.view, (self.draft, self.targets) = made
        self.checked.emit()

    def unchecked(self) -> None:
        """Forget the check, since columns or files are about to change."""
        self.view = None
        self._pause.stop()
        self._queue.cancel("check")

    def apply(self) -> None:
        """Write what was checked, as one change."""
        catalogue = self.desk.fields.catalogue

        def work(job: Job) -> Result | Overview:
            from acctdesk.ui.imports.findings import overview

            coming = self._import
            try:
                change = coming.apply(job)
            except Question:
                # The workspace was changed meanwhile, and now something must be asked.
                assert coming.checked is not None  # noqa: S101 - apply checked
                return overview(coming.checked, catalogue)
            assert coming.checked is not None  # noqa: S101 - apply checked
            found = coming.checked.findings
            draft = coming.checked.draft
            return Result(
                change.id if change else "",
                draft.title,
                found.counts,
                tuple(found.new_members),
                tuple(c.heading.text for s in draft.taken() for c in s.columns if c.keep),
                found.rejected,
            )

        self._start(_("Importing"), "apply", work, self._on_applied, self.apply_failed.emit)

    def _on_applied(self, made: Result | Overview) -> None:
        if isinstance(made, Result):
            self.applied.emit(made)
        else:
            self.view = made
            self.checked.emit()

    # -- running ---------------------------------------------------------------------------

    def cancel(self) -> None:
        """Stop the work under way; the data stays as it was."""
        self._queue.cancel()

    def restart(self) -> None:
        """Forget everything and begin anew."""
        self._queue.forget()
        self._pause.stop()
        old, self._held = self._held, None
        self.answers = Answers()
        self._texts, self._seen = {}, {}
        self.draft = self.view = None
        self.refusals = []
        # A job under way may still read the files; they are closed after it.
        if old is not None:
            self._start("", "close", lambda job: old.close(), lambda made: None)
        self.draft_changed.emit()

    def discard(self) -> None:
        """Let go of everything, as when the window closes; what was read goes with it."""
        self._queue.forget()
        self._pause.stop()
        if self._queue.running is None and self._held is not None:
            self._held.close()

    def _start(
        self,
        label: str,
        kind: str,
        work: Callable[[Job], Any],
        done: Callable[[Any], object],
        failed: Callable[[Problem], object] | None = None,
    ) -> None:
        self._queue.add(Piece(label, kind, work, done, failed or self.check_failed.emit))
