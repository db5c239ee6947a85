"""The register of hand-overs: who got what, and what is still to be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from acctdesk.errors import Invalid, NotFound
from acctdesk.models import Account, Handover, HandoverStep
from acctdesk.services.context import Context
from acctdesk.services.handover.parcel import Parcel, Purpose
from acctdesk.words import _
from acctdesk.workspace import Committed, Unit

STEPS = {
    Purpose.HANDOVER: ("introduction", "kick_off", "open_items"),
    Purpose.COPY: ("open_items",),
    Purpose.RETURN: ("open_items",),
}
"""Codes of what is to be done before a hand-over is complete, by its purpose."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something to be done before a hand-over is complete.

    Attributes:
        id: Its id.
        code: "introduction", "kick_off", "open_items", or empty for one of one's own.
        title: What is to be done, for one of one's own.
        done: The day it was done, ISO; empty while it isn't.
        done_by: Who did it.
    """

    id: str
    code: str
    title: str
    done: str
    done_by: str


@dataclass(frozen=True, slots=True)
class HandoverRecord:
    """A hand-over that was made.

    Attributes:
        id: Its id.
        direction: "given" or "taken".
        purpose: Why.
        peer: To or from whom; may be empty.
        day: When, ISO.
        names: Names of the accounts, as they were then.
        accounts: Their ids here.
        file: Name of the workbook.
        note: What was written about it.
        steps: What is to be done.
        origin: For what was taken, the workspace that it came from.
    """

    id: str
    direction: str
    purpose: Purpose
    peer: str
    day: str
    names: tuple[str, ...]
    accounts: tuple[str, ...]
    file: str
    note: str
    steps: tuple[Step, ...] = ()
    origin: str = ""


class Register:
    """Keeps hand-overs and what is to be done about them.

    Args:
        context: The open workspace.
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    def facts(self, parcel: Parcel, peer: str, file: str) -> dict[str, Any]:
        """What is kept of any hand-over, by column.

        Args:
            parcel: What was handed over.
            peer: To or from whom.
            file: Name of the workbook.
        """
        return {
            "purpose": parcel.purpose,
            "peer": peer.strip() or None,
            "day": self._context.today().isoformat(),
            "names": listed(parcel.names) or "…",
            "file": file or None,
        }

    @staticmethod
    def add_steps(unit: Unit, record: str, purpose: Purpose) -> None:
        """Say what is to be done about a hand-over.

        Args:
            unit: The unit of work.
            record: The hand-over's id.
            purpose: Why it was made.
        """
        for place, code in enumerate(STEPS[purpose]):
            unit.insert("handover_step", {"handover_id": record, "position": place, "code": code})

    def records(self) -> tuple[HandoverRecord, ...]:
        """All hand-overs, the newest first."""
        with self._context.workspace.read() as connection:
            steps: dict[str, list[Step]] = {}
            for row in connection.execute(
                select(HandoverStep.__table__).order_by(HandoverStep.position, HandoverStep.id)
            ):
                made = Step(
                    row.id, row.code or "", row.title or "", row.done or "", row.done_by or ""
                )
                steps.setdefault(row.handover_id, []).append(made)
            rows = connection.execute(
                select(Handover.__table__).order_by(
                    Handover.day.desc(), Handover.at.desc(), Handover.id.desc()
                )
            ).all()
            ids = {one for row in rows for one in row.accounts}
            names = dict(
                connection.execute(
                    select(Account.id, Account.name).where(Account.id.in_(sorted(ids)))
                ).all()
            )
        return tuple(
            HandoverRecord(
                row.id, row.direction, Purpose(row.purpose), row.peer or "", row.day,
                tuple(names.get(one, "") for one in row.accounts if one in names) or (row.names,),
                tuple(row.accounts), row.file or "", row.note or "",
                tuple(steps.get(row.id, ())), row.origin or "",
            )
            for row in rows
        )  # fmt: skip

    def tick(self, step: str, *, done: bool = True) -> Committed | None:
        """Say that a step is done, or that it isn't.

        Raises:
            NotFound: There is no such step.
        """
        context = self._context
        message = "Tick a step of a hand-over" if done else "Untick a step of a hand-over"
        with context.write(message) as unit:
            unit.update(
                "handover_step",
                step,
                {
                    "done": context.today().isoformat() if done else None,
                    "done_by": (context.author.name or None) if done else None,
                },
            )
            return unit.commit()

    def add_step(self, handover: str, title: str) -> Committed | None:
        """Add a step of one's own.

        Raises:
            Invalid: It has no title.
            NotFound: There is no such hand-over.
        """
        if not title.strip():
            raise Invalid(_("the step says nothing."), remedy=_("Write what is to be done."))
        with self._context.write("Add a step to a hand-over") as unit:
            unit.get("handover", handover)
            last = unit.connection.execute(
                select(func.max(HandoverStep.position)).where(HandoverStep.handover_id == handover)
            ).scalar()
            unit.insert(
                "handover_step",
                {
                    "handover_id": handover,
                    "position": 0 if last is None else last + 1,
                    "title": title.strip(),
                },
            )
            return unit.commit()

    def remove_step(self, step: str) -> Committed | None:
        """Take a step away.

        Raises:
            NotFound: There is no such step.
        """
        with self._context.write("Remove a step of a hand-over") as unit:
            unit.delete("handover_step", step)
            return unit.commit()

    def edit(self, handover: str, **values: str) -> Committed | None:
        """Change what is written about a hand-over: "peer" or "note".

        Raises:
            NotFound: There is no such hand-over.
        """
        if not values.keys() <= {"peer", "note"}:
            raise NotFound(_("a hand-over has no such field."))
        with self._context.write("Edit a hand-over") as unit:
            unit.update(
                "handover", handover, {name: one.strip() or None for name, one in values.items()}
            )
            return unit.commit()


def listed(names: Sequence[str]) -> str:
    """Names in a line: the first three, and how many more there are."""
    shown = ", ".join(names[:3])
    return f"{shown} +{len(names) - 3}" if len(names) > 3 else shown
