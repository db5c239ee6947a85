"""Handing accounts over, taking them over, and what is kept of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from acctdesk.errors import Invalid, Problem
from acctdesk.services.collecting import uncollected
from acctdesk.services.context import Context
from acctdesk.services.handover import keeping
from acctdesk.services.handover.applying import Applying
from acctdesk.services.handover.brief import Brief
from acctdesk.services.handover.briefs import Briefs
from acctdesk.services.handover.comparing import Compared, Comparing
from acctdesk.services.handover.copies import Copies
from acctdesk.services.handover.giving import Giving
from acctdesk.services.handover.keeping import Beside
from acctdesk.services.handover.lineage import Trail
from acctdesk.services.handover.parcel import Parcel
from acctdesk.services.handover.readiness import AccountReadiness, Readiness
from acctdesk.services.handover.register import HandoverRecord, Register, Step, listed
from acctdesk.services.handover.scope import Scope
from acctdesk.services.handover.stored import Stored
from acctdesk.services.handover.taking import Taking
from acctdesk.services.handover.threeway import Key, Side, resolved
from acctdesk.services.lanes import Job
from acctdesk.words import _
from acctdesk.workspace import Committed, Unit

__all__ = ["HandoverRecord", "Handovers", "Step", "Taken"]


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


class Handovers(Register):
    """Hands accounts over and takes them over.

    Args:
        context: The open workspace.

    Attributes:
        copies: Copies of files that go along.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.copies = Copies(context)
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

    def brief(self, accounts: Sequence[str], left_out: Collection[str] = ()) -> Brief:
        """What somebody who takes accounts over has to know first.

        Args:
            accounts: Ids of the accounts.
            left_out: Codes of sections that aren't told.
        """
        return Briefs(self._context).of(accounts, left_out)

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
        with self._context.write("Hand over {names}", names=listed(parcel.names)) as unit:
            record = unit.insert(
                "handover",
                {
                    **self.facts(parcel, peer, file),
                    "direction": "given",
                    "accounts": parcel.accounts,
                    "number": parcel.number,
                    "at": parcel.number,
                    "note": parcel.note or None,
                },
            )
            self.add_steps(unit, record, parcel.purpose)
            return unit.commit()

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
        with uncollected(), context.workspace.read() as connection:
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
        writing = self._context.write("Take over {names}", names=listed(parcel.names))
        with uncollected(), writing as unit:
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
                **self.facts(parcel, peer or parcel.by, file),
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
        self.add_steps(unit, record, parcel.purpose)
