"""What a colleague has to know of accounts they take over, as services hand it out: plain values.

A brief is internal: it tells attitudes and contract data. Codes stand where sentences will;
`acctdesk.exchange.handoff.wording` says them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from acctdesk.metrics.handover import Behind

MOST_THINGS = 7
"""Top things to know of an account at most."""
MOST_PEOPLE = 8
"""People who matter at most."""
MOST_LEVELS = 10
"""Service levels at most."""
MOST_PROMISES = 12
"""Open promises at most."""
MOST_DATES = 6
"""Next dates at most."""

HIGH, MEDIUM, LOW = "high", "medium", "low"
SEVERITIES = (HIGH, MEDIUM, LOW)
"""How much a thing asks for attention, the most first."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One of the top things to know of an account.

    Attributes:
        code: What it is; see `acctdesk.services.handover.things`.
        params: Values of the sentence: texts, numbers, Decimals, ISO days; codes of choices.
        severity: One of `SEVERITIES`.
        record: Kind and id of what it is about.
    """

    code: str
    params: Mapping[str, Any]
    severity: str
    record: Behind

    @property
    def kind(self) -> str:
        """The kind of what it is about."""
        return self.record[0]


@dataclass(frozen=True, slots=True)
class Ours:
    """One of us on an account's team.

    Attributes:
        member: Member id.
        name: Their name.
        roles: Codes of `ROLES`; "owner" for who owns the account.
        email: May be empty.
        phone: May be empty.
    """

    member: str
    name: str
    roles: tuple[str, ...] = ()
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody of the client who matters.

    Attributes:
        person: Person id.
        position: Position id.
        name: Their name.
        title: Their title; may be empty.
        roles: Codes of `BUYING_ROLES`.
        attitude: Code of `ATTITUDES`; empty for nothing said. Internal.
        status: Code of `POST_STATUSES`; empty for nothing said.
        email: May be empty.
        phone: Mobile or desk; may be empty.
        prefers: How they like to be contacted; may be empty.
        ours: Names of those of us who know them, the closest first.
        last_contact: ISO day of the last contact with them; empty for none.
    """

    person: str
    position: str
    name: str
    title: str = ""
    roles: tuple[str, ...] = ()
    attitude: str = ""
    status: str = ""
    email: str = ""
    phone: str = ""
    prefers: str = ""
    ours: tuple[str, ...] = ()
    last_contact: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """A service level as it stands in its running period, or in the last one that has data.

    Attributes:
        objective: Objective id.
        name: What it is called.
        service: Name of the service; empty for all.
        type: Code of `OBJECTIVE_KINDS`.
        unit: "share" where value and target are shares, 1 being all; else as it was written.
        target: What was promised; None for nothing.
        value: What was attained; None while nothing can be told.
        state: "met", "at_risk", "breached" or "no_data".
        period: Code of `PERIODS`.
        first: First day of the period, ISO.
        last: Its last day.
        running: Whether the period runs.
    """

    objective: str
    name: str
    service: str
    type: str
    unit: str
    target: Decimal | None
    value: Decimal | None
    state: str
    period: str
    first: str
    last: str
    running: bool


@dataclass(frozen=True, slots=True)
class Owed:
    """An open promise, of either side.

    Attributes:
        promise: Promise id.
        title: What was promised.
        side: "ours" or "theirs".
        owner: Name of who keeps it; empty where nobody is named.
        to: Name of whom it was promised to; likewise.
        made: ISO day.
        due: ISO day; empty for none.
        late: Days it is overdue; 0 when it isn't.
    """

    promise: str
    title: str
    side: str
    owner: str = ""
    to: str = ""
    made: str = ""
    due: str = ""
    late: int = 0


@dataclass(frozen=True, slots=True)
class Coming:
    """One of the next dates.

    Attributes:
        day: ISO day.
        code: "renewal", "agreement" (ends), "review", "promise", "step", "decision", "goal",
            "risk", or "begins" and "ends" of an initiative.
        params: Values of the sentence: `name` of what it is about, `type` of a review, `side` of a
            promise.
        record: Kind and id of what it is about.
    """

    day: str
    code: str
    params: Mapping[str, Any]
    record: Behind


@dataclass(frozen=True, slots=True)
class AccountBrief:
    """What one account's next manager has to know, on a page or two.

    Attributes:
        account: Account id.
        name: Its name.
        facts: Code and value of what it is, in the order in which it is shown; what isn't known is
            left out. Most codes are fields of an account, with its stored value. Beyond them: `rag`
            is a code with its reason, `annual_value` an amount with its currency, `city` the city
            with its country, `people` and `open_tickets` count, `last_contact` is a day, `aims` are
            names of live goals.
        top: The top things to know, the most severe first.
        team: Who of us serves it, its owner first.
        who: Who matters at the client: who decides first, then by power.
        levels: Service levels, those that need attention first.
        promises: What is open on both sides, overdue first.
        dates: What comes next, by day.
        more: Of what was cut short, how many were left out: by "who", "promises", "levels".
    """

    account: str
    name: str
    facts: tuple[tuple[str, Any], ...] = ()
    top: tuple[Thing, ...] = ()
    team: tuple[Ours, ...] = ()
    who: tuple[Who, ...] = ()
    levels: tuple[Level, ...] = ()
    promises: tuple[Owed, ...] = ()
    dates: tuple[Coming, ...] = ()
    more: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Brief:
    """The briefs of accounts that are handed over.

    Attributes:
        accounts: In the order in which they were asked for.
        day: Of which day it is.
    """

    accounts: tuple[AccountBrief, ...]
    day: dt.date
