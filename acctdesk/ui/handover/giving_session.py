"""A hand-over that is being prepared: what is decided, read, and written, step by step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from acctdesk.errors import Problem
from acctdesk.services.lanes import Job
from acctdesk.ui.handover import reading
from acctdesk.ui.handover.giving_draft import GivingDraft
from acctdesk.ui.handover.steps import Step
from acctdesk.ui.tasks import Latest, Tasks

if TYPE_CHECKING:
    from acctdesk.ui.desk import Desk
    from acctdesk.ui.handover.reading import BriefPage, Contents, Judged, Offer

PAUSE = 400
"""Milliseconds without a decision after which the draft is kept."""


class GivingSession(QObject):
    """Holds one hand-over and reads what its steps show, off the window's thread.

    Args:
        desk: The open workspace.
        tasks: Runs the reads and keeps the draft.
        parent: Its owner.
    """

    changed = Signal()
    """Something was decided; see `draft`."""
    offered = Signal()
    """It is known what can be handed over; see `offer`."""
    counted = Signal()
    """It is known how many records each section has; see `counts`."""
    judged = Signal()
    """It is known how far the accounts are ready; see `readiness`."""
    briefed = Signal()
    """The briefs are there; see `briefs`."""
    filled = Signal()
    """It is known what the workbook will hold; see `contents`."""
    failed = Signal(object)
    """Something could not be read: a `Problem`."""

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self.desk, self._tasks = desk, tasks
        self.draft = GivingDraft()
        self.offer: Offer | None = None
        self.counts: Mapping[str, int] | None = None
        self.readiness: Sequence[Judged] | None = None
        self.briefs: Sequence[BriefPage] | None = None
        self.contents: Contents | None = None
        self._job = Job("")
        self._touched = False
        names = ("offer", "counts", "readiness", "briefs", "contents", "kept")
        self._reads = {name: Latest(tasks, self) for name in names}
        self._soon = QTimer(self, singleShot=True, interval=PAUSE)
        self._soon.timeout.connect(self._keep)
        # Closing waits for what is under way: nobody wants to wait for a count then.
        tasks.stopping.connect(lambda: self._job.cancel())

    # -- deciding --------------------------------------------------------------------------

    def decide(self, **values: Any) -> None:
        """Decide something: fields of `GivingDraft` with their values."""
        self.put(replace(self.draft, **values))

    def put(self, draft: GivingDraft) -> None:
        """Go on with another draft; what was read for other accounts is forgotten."""
        before, self.draft = self.draft, draft
        if draft == before:
            return
        self._touched = True
        if draft.accounts != before.accounts:
            self.counts = self.readiness = self.briefs = None
        told = ("accounts", "left_out", "private", "purpose", "note")
        if any(getattr(draft, name) != getattr(before, name) for name in told):
            self.contents = None
        self.changed.emit()
        self._soon.start()

    def choose(self, account: str, *, on: bool) -> None:
        """Take an account, or leave it here."""
        held = [one for one in self.draft.accounts if one != account]
        self.decide(accounts=(*held, account) if on else tuple(held))

    def names(self) -> tuple[str, ...]:
        """Names of the chosen accounts."""
        known = {one.id: one.name for one in self.offer.accounts} if self.offer else {}
        return tuple(known[one] for one in self.draft.accounts if one in known)

    def came_from(self) -> str:
        """Name of who the chosen accounts came from; empty where it isn't one person's."""
        found = {one.came_from for one in self._chosen()}
        return found.pop() if len(found) == 1 else ""

    def _chosen(self) -> list[Any]:
        mine = set(self.draft.accounts)
        return [one for one in self.offer.accounts if one.id in mine] if self.offer else []

    # -- reading ---------------------------------------------------------------------------

    def refresh(self, step: Step) -> None:
        """Read again what a step shows, since something was changed elsewhere."""
        self.counts = self.contents = None
        self.read_offer()
        self.enter(step)

    def enter(self, step: Step) -> None:
        """Read what a step shows, where it isn't known yet."""
        if step is Step.CONTENT and self.counts is None:
            self._read("counts", lambda ids: self.desk.handovers.counts(ids), self.counted)
        elif step is Step.READINESS:
            # Read each time: what was missing may have been mended meanwhile.
            self._read("readiness", lambda ids: reading.judged(self.desk, ids), self.judged)
        elif step is Step.PREVIEW:
            draft = self.draft
            self._read("briefs", lambda _ids: reading.briefed(self.desk, draft), self.briefed)
            if self.contents is None:
                self._fill()

    def read_offer(self) -> None:
        """Read what can be handed over."""

        def done(found: Offer) -> None:
            self.offer = found
            there = self.draft.only(one.id for one in found.accounts)
            self.offered.emit()
            self.put(there)

        self._reads["offer"].read(lambda: reading.offer(self.desk), done, self.failed.emit)

    def _read(self, name: str, task: Callable[[Sequence[str]], Any], told: Any) -> None:
        accounts = self.draft.accounts

        def done(found: object) -> None:
            if self.draft.accounts == accounts:
                setattr(self, name, found)
                told.emit()

        self._reads[name].read(lambda: task(accounts), done, self.failed.emit)

    def _fill(self) -> None:
        """Make what would be handed over, and count it."""
        self._job.cancel()
        job = self._job = Job("")
        draft = self.draft

        def done(found: Contents) -> None:
            if self._job is job:
                self.contents = found
                self.filled.emit()

        task = reading.contents
        self._reads["contents"].read(lambda: task(self.desk, draft, job), done, self.failed.emit)

    # -- over a restart --------------------------------------------------------------------

    def resume(self, then: Callable[[], object]) -> None:
        """Go on with the draft that an earlier start left, unless another one was begun.

        Args:
            then: Called when there was one.
        """

        def done(told: Mapping[str, Any] | None) -> None:
            if told is not None and not self._touched:
                self.draft = GivingDraft.read(told)
                self.changed.emit()
                then()

        self._reads["kept"].read(lambda: reading.kept_draft(self.desk), done, self._pass_over)

    def flush(self) -> None:
        """Keep at once what waits to be kept."""
        if self._soon.isActive():
            self._soon.stop()
            self._keep()

    def _keep(self) -> None:
        if not self.desk.read_only:
            kept = self.draft if self.draft.begun else None
            # Not being able to keep it is no reason to stop whoever prepares it.
            self._tasks.write(
                self, lambda: reading.keep_draft(self.desk, kept), failed=self._pass_over
            )

    @staticmethod
    def _pass_over(_problem: Problem) -> None:
        """A draft is a convenience: without it one begins anew."""
