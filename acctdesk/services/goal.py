"""Goals, decisions, risks and initiatives as services hand them out: plain values.

Days are ISO texts as they were written ("2026", "2026-11" or "2026-11-23"), empty for none.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from acctdesk.services.interaction import Party


@dataclass(frozen=True, slots=True)
class Goal:
    """Something a client wants to reach.

    Attributes:
        id: Its id.
        account: Account id.
        name: What it is called.
        measure: What is counted.
        unit: Of the figures.
        baseline: Where it began.
        target: Where it is to be.
        current: Where it is.
        progress: Share of the way, 0 to 1, from the figures or as it was written; None for unknown.
        due: Day.
        state: Code of `GOAL_STATES`.
        summary: Where it stands, for the client.
        person: Whose goal it is.
        member: Who of us helps.
        agreed: Whether the client agreed to it; only then do they see it.
        note: For ourselves.
    """

    id: str
    account: str
    name: str
    measure: str
    unit: str
    baseline: Decimal | None
    target: Decimal | None
    current: Decimal | None
    progress: Decimal | None
    due: str
    state: str
    summary: str
    person: Party | None
    member: Party | None
    agreed: bool
    note: str


@dataclass(frozen=True, slots=True)
class Decision:
    """Something that is to be decided, or was.

    Attributes:
        id: Its id.
        account: Account id.
        meeting: Id of the review; empty for none.
        title: What is to be decided.
        state: "wanted", "made" or "withdrawn".
        due: Day by which it is wanted.
        outcome: What was decided.
        day: Day it was made.
        person: Who of them decides.
        member: Who of us decides, or asks for it.
        client_safe: Whether the client may see it.
        note: For ourselves.
    """

    id: str
    account: str
    meeting: str
    title: str
    state: str
    due: str
    outcome: str
    day: str
    person: Party | None
    member: Party | None
    client_safe: bool
    note: str


@dataclass(frozen=True, slots=True)
class Risk:
    """What may go wrong.

    Attributes:
        id: Its id.
        account: Account id.
        meeting: Id of the review it was raised at; empty for none.
        name: What it is called.
        likelihood: "low", "medium", "high" or empty.
        impact: Likewise.
        response: What is done about it, for the client.
        state: Code of `RISK_STATES`.
        due: Day by which that is done.
        member: Who of us sees to it.
        person: Who of them does.
        client_safe: Whether the client may see it.
        note: For ourselves.
    """

    id: str
    account: str
    meeting: str
    name: str
    likelihood: str
    impact: str
    response: str
    state: str
    due: str
    member: Party | None
    person: Party | None
    client_safe: bool
    note: str


@dataclass(frozen=True, slots=True)
class Initiative:
    """A stretch of the road map.

    Attributes:
        id: Its id.
        account: Account id.
        name: What it is called.
        begins: Day.
        ends: Day.
        state: Code of `INITIATIVE_STATES`.
        value: What it brings or has brought, for the client.
        goal: Id of the goal it is for; empty for none.
        goal_name: Its name.
        member: Who of us.
        person: Who of them.
        client_safe: Whether the client may see it.
        note: For ourselves.
    """

    id: str
    account: str
    name: str
    begins: str
    ends: str
    state: str
    value: str
    goal: str
    goal_name: str
    member: Party | None
    person: Party | None
    client_safe: bool
    note: str
