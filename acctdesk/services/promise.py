"""Promises as services hand them out: plain values, detached from the database."""

from __future__ import annotations

from dataclasses import dataclass

from acctdesk.metrics.promises import Tally
from acctdesk.services.interaction import Party

__all__ = ["OPEN", "OURS", "THEIRS", "Ledger", "Promise", "Tally"]

OURS, THEIRS = "ours", "theirs"
OPEN, KEPT, DROPPED = "open", "kept", "dropped"


@dataclass(frozen=True, slots=True)
class Promise:
    """Something one side promised the other; days are ISO texts, empty for none.

    Attributes:
        id: Its id.
        account: Account id.
        account_name: Its name.
        title: What was promised.
        side: "ours" or "theirs".
        member: Who of us: owns it when it is ours, waits for it when it is theirs.
        person: Who of them, the other way round.
        meeting: Id of the review it was made at; empty for none.
        meeting_title: What that is called.
        made: Day it was made.
        due: Day it is due.
        state: "open", "kept" or "dropped".
        done: Day it was kept or dropped.
        evidence: How one sees that it was kept, as the client may read it.
        agreed: Whether it was agreed with the client; only then do they see it.
        note: For ourselves.
        standing: "open", "overdue", "kept", "kept_late" or "dropped", as of today.
        late: Days after its day: of an overdue one so far, of one kept late in the end; else 0.
    """

    id: str
    account: str
    account_name: str
    title: str
    side: str
    member: Party | None
    person: Party | None
    meeting: str
    meeting_title: str
    made: str
    due: str
    state: str
    done: str
    evidence: str
    agreed: bool
    note: str
    standing: str
    late: int

    @property
    def owner(self) -> Party | None:
        """Who is to keep it; None where nobody is named."""
        return self.member if self.side == OURS else self.person

    @property
    def to(self) -> Party | None:
        """To whom it was promised; None where nobody is named."""
        return self.person if self.side == OURS else self.member


@dataclass(frozen=True, slots=True)
class Ledger:
    """Promises with their count.

    Attributes:
        promises: What needs attention first: overdue, open by day, then what is done, newest first.
        tally: Of all of them.
        ours: Of our own.
        theirs: Of theirs.
    """

    promises: tuple[Promise, ...]
    tally: Tally
    ours: Tally
    theirs: Tally
