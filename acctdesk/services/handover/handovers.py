"""Handing accounts over, taking them over, and what is kept of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select

from acctdesk.errors import Invalid, NotFound, Problem
from acctdesk.models import Account, Handover, HandoverStep
from acctdesk.services.context import Context
from acctdesk.services.handover import keeping
from acctdesk.services.handover.applying import Applying
from acctdesk.services.handover.brief import Brief
from acctdesk.services.handover.briefs import Briefs
from acctdesk.services.handover.comparing import Compared, Comparing
from acctdesk.services.handover.giving import Giving
from acctdesk.services.handover.keeping import Beside
from acctdesk.services.handover.lineage import Trail
from acctdesk.services.handover.parcel import Parcel, Purpose
from acctdesk.services.handover.readiness import AccountReadiness, Readiness
from acctdesk.services.handover.scope import Scope
from acctdesk.services.handover.stored import Stored
from acctdesk.services.handover.taking import Taking
from acctdesk.services.handover.threeway import Key, Side, resolved
from acctdesk.services.lanes import Job
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


@dataclass(frozen=True, slots=True)
class Taken:
    """What taking over did.

    Attributes:
        change: The change; None when there was nothing to do.
        dangling: How many references lead to something that isn't here.
        dropped: How many records can't be here without something that isn't.
        accounts: Ids of the accounts, as they are here.
    """

    change: Committed | None
    dangling: int = 0
    dropped: int = 0
    accounts: tuple[str, ...] = field(default=())


class Handovers:
    """Hands accounts over and takes them over.

    Args:
        context: The open workspace.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._giving: Giving | None = None

    # -- giving ----------------------------------------------------------------------------

    @property
    def _gives(self) -> Giving:
        if self._giving is None:
            self._giving = Giving(self._context)
        return self._giving

    def counts(self, accounts: Sequence[str]) -> dict[str, int]:
        """How many records each section of some accounts has, by its code."""
        return self._gives.counts(accounts)

    def readiness(self, accounts: Sequence[str]) -> tuple[AccountReadiness, ...]:
        """How ready accounts are to be handed over."""
        return Readiness(self._context).of(accounts)

    def brief(self, accounts: Sequence[str]) -> Brief:
        """What somebody who takes accounts over has to know first."""
        return Briefs(self._context).of(accounts)

    def parcel(self, scope: Scope, job: Job | None = None) -> Parcel:
        """One state of some accounts; see `Giving.parcel`."""
        return self._gives.parcel(scope, job)

    def given(self, parcel: Parcel, *, peer: str = "", file: str = "") -> Committed | None:
        """Keep that a parcel was handed to somebody.

        Args:
            parcel: The parcel.
            peer: To whom.
            file: Name of its workbook.
        """
        with self._context.write("Hand over {names}", names=_names(parcel.names)) as unit:
            record = unit.insert(
                "handover",
                {
                    **self._facts(parcel, peer, file),
                    "direction": "given",
                    "accounts": parcel.accounts,
                    "number": parcel.number,
                    "at": parcel.number,
                    "note": parcel.note or None,
                },
            )
            self._add_steps(unit, record, parcel.purpose)
            return unit.commit()

    def _facts(self, parcel: Parcel, peer: str, file: str) -> dict[str, Any]:
        return {
            "purpose": parcel.purpose,
            "peer": peer.strip() or None,
            "day": self._context.today().isoformat(),
            "names": _names(parcel.names) or "…",
            "file": file or None,
        }

    @staticmethod
    def _add_steps(unit: Unit, record: str, purpose: Purpose) -> None:
        for place, code in enumerate(STEPS[purpose]):
            unit.insert("handover_step", {"handover_id": record, "position": place, "code": code})

    # -- taking ----------------------------------------------------------------------------

    def compare(
        self,
        parcel: Parcel,
        amended: Parcel | None = None,
        *,
        apart: Collection[str] = (),
        job: Job | None = None,
    ) -> Taking:
        """What a parcel would do here; nothing is written.

        Args:
            parcel: The parcel as it was written.
            amended: It with what was edited in the workbook.
            apart: Ids of its records that aren't to be taken for one that is here.
            job: Told the progress; may be cancelled.

        Raises:
            FileProblem: A newer program wrote it.
        """
        context, whole = self._context, amended or parcel
        tables = context.workspace.tables
        with context.workspace.read() as connection:
            compared = Comparing(
                Stored(connection, tables), parcel, whole, apart, job or Job("")
            ).run()
        return Taking(
            parcel, whole, compared, tables, context.catalogue, context.workspace.read,
            frozenset(apart),
        )  # fmt: skip

    def take(
        self,
        taking: Taking,
        choices: Mapping[tuple[Key, str], Side],
        *,
        peer: str = "",
        file: str = "",
        job: Job | None = None,
    ) -> Taken:
        """Take a parcel over, as one change.

        Args:
            taking: What was compared.
            choices: Whose value is kept, by record and field, for each clash.
            peer: From whom; who made the parcel unless given.
            file: Name of its workbook.
            job: Told the progress; may be cancelled.

        Raises:
            Invalid: A clash isn't decided.
            Problem: Something here was changed meanwhile that asks for another decision.
        """
        parcel, told = taking.parcel, job or Job("")
        if taking.nothing_new and taking.compared.known:
            return Taken(None, accounts=self._here(taking.compared, parcel.accounts))
        with self._context.write("Take over {names}", names=_names(parcel.names)) as unit:
            compared = self._again(unit, taking, told)
            missing = [
                one for one in compared.merged.clashes if (one.key, one.field) not in choices
            ]
            if missing and compared is not taking.compared:
                raise Problem(
                    _("something was changed here meanwhile and has to be decided as well."),
                    remedy=_("Look at what differs again."),
                )
            if missing:
                raise Invalid(
                    _("%s conflicts are not decided.") % len(missing),
                    remedy=_("Say for each of them which side is kept."),
                )
            links = Applying(self._context, unit, compared, told)
            steps = resolved(compared.merged, compared.ours, compared.theirs, choices, links.needs)
            links.write(steps)
            self._keep_taken(unit, parcel, compared, links, peer, file)
            told.check()
            change = unit.commit()
        return Taken(
            change, len(links.dangling), len(links.dropped),
            self._here(compared, parcel.accounts),
        )  # fmt: skip

    @staticmethod
    def _here(compared: Compared, accounts: Sequence[str]) -> tuple[str, ...]:
        return tuple(compared.names.get(one, one) for one in accounts)

    def _again(self, unit: Unit, taking: Taking, job: Job) -> Compared:
        """What was compared, anew if something was changed here since."""
        stored = Stored(unit.connection, unit.tables)
        if stored.newest() == taking.compared.at:
            return taking.compared
        return Comparing(stored, taking.parcel, taking.amended, taking.apart, job).run()

    def _keep_taken(
        self,
        unit: Unit,
        parcel: Parcel,
        compared: Compared,
        links: Applying,
        peer: str,
        file: str,
    ) -> None:
        seq, _ordinal = unit.begin()
        here = keeping.identity(unit.connection)
        mark = keeping.marked(
            Trail.read(parcel.trail).mark(parcel.number), parcel.left_out, private=parcel.private
        )
        seen: dict[str, dict[str, str]] = {}
        for account in parcel.accounts:
            marks = {
                origin: keeping.more_left_out(one, parcel.left_out, private=parcel.private)
                for origin, one in parcel.seen.get(account, {}).items()
            }
            marks[parcel.origin] = mark
            marks.pop(here, None)
            seen[compared.names.get(account, account)] = marks
        record = unit.insert(
            "handover",
            {
                **self._facts(parcel, peer or parcel.by, file),
                "direction": "taken",
                "accounts": self._here(compared, parcel.accounts),
                "origin": parcel.origin,
                "number": parcel.number,
                "at": seq,
                "content": keeping.keep_content(unit, parcel),
                "edits": keeping.keep_edits(unit, compared.edits) if compared.edits else None,
                "held": Beside(seen, tuple(links.dangling)).text(),
                "note": parcel.note or None,
            },
        )
        self._add_steps(unit, record, parcel.purpose)

    # -- what is kept ----------------------------------------------------------------------

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


def _names(names: Sequence[str]) -> str:
    shown = ", ".join(names[:3])
    return f"{shown} +{len(names) - 3}" if len(names) > 3 else shown
