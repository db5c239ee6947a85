"""Handing over on another thread: the workbook with what lies beside it, and the record of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from acctdesk.ui.handover.giving_done import Result
from acctdesk.ui.handover.giving_draft import NONE, ZIP
from acctdesk.ui.handover.reading import scope_of

if TYPE_CHECKING:
    from acctdesk.services.lanes import Job
    from acctdesk.ui.desk import Desk
    from acctdesk.ui.handover.giving_draft import GivingDraft


@dataclass(frozen=True, slots=True, repr=False)
class Order:
    """What is to be handed over, and how; it holds a password and is never shown.

    Attributes:
        draft: What was decided.
        names: Names of the accounts.
        path: Where the workbook goes.
        password: Locks it; empty for none.
        keep: Whether the system keeps the password.
    """

    draft: GivingDraft
    names: tuple[str, ...]
    path: Path
    password: str = ""
    keep: bool = False


def hand_over(desk: Desk, order: Order, job: Job) -> Result:
    """Write the workbook, and keep the record.

    Args:
        desk: The open workspace.
        order: What, and how.
        job: Told the progress; may be cancelled.

    Raises:
        FileProblem: A file can't be written.
        Invalid: The password doesn't fit.
        Cancelled: It was stopped; there is no record.
    """
    from acctdesk.exchange.handoff.courier import Options
    from acctdesk.exchange.handoff.courier import hand_over as carry
    from acctdesk.ui.printing.scenes import write_pages

    draft, path = order.draft, order.path
    brief = brief_beside(path) if draft.brief else None
    options = Options(
        peer=draft.peer,
        password=order.password,
        keep_password=order.keep,
        documents=draft.documents != NONE and "documents" not in draft.left_out,
        zipped=draft.documents == ZIP,
        brief=brief,
    )
    given = carry(desk, scope_of(draft), path, options, write_pages=write_pages, job=job)
    return Result(
        change=given.change.id if given.change is not None else "",
        record=_record(given.change),
        names=order.names,
        peer=draft.peer,
        path=path,
        documents=given.documents,
        brief=brief if given.pages else None,
        records=given.written.records,
        locked=given.written.locked,
    )


def brief_beside(path: Path) -> Path:
    """Where the brief of a workbook goes."""
    return path.with_suffix(".pdf")


def _record(change: object) -> str:
    """Id of the record that a change made."""
    touched = getattr(change, "touched", {}).get("handover") or ()
    return next(iter(touched), "")


def can_keep() -> bool:
    """Whether this system keeps passwords; looks through its libraries, and takes a moment."""
    from acctdesk.exchange.handoff.locking import can_keep as found

    return found()


def take_back(desk: Desk, change: str) -> bool:
    """Take the record of a hand-over back; whether it was there to be taken.

    Args:
        desk: The open workspace.
        change: Id of the change that keeps it.
    """
    return desk.history.revert(change).change is not None
