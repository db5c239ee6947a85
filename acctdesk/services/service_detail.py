"""What stands behind a gauge, as services hand it out: trend, budget, breaches, causes, ledgers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from acctdesk.metrics.service.credits import Money
from acctdesk.metrics.service.ledger import Entry, Ledger
from acctdesk.services.service_level import Gauge, Point, Stretch

__all__ = [
    "Breach", "Burn", "Cause", "CreditLine", "Detail", "Durations", "Entry", "Ledger", "LedgerTold",
    "ScoreLine",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Burn:
    """What was used of the allowance by a moment of the period.

    Attributes:
        at: The moment, UTC.
        elapsed: Share of the period that had passed.
        used: Misses, or minutes of downtime.
    """

    at: dt.datetime
    elapsed: Decimal
    used: Decimal


@dataclass(frozen=True, slots=True)
class Durations:
    """Working time that tickets took.

    Attributes:
        clock: "response" or "resolution".
        minutes: Of each finished ticket, in minutes, the shortest first.
        median: In minutes; None of none.
        p90: Nine in ten took no longer, in minutes; None of none.
        target: Minutes allowed; None when nothing was promised.
    """

    clock: str
    minutes: tuple[Decimal, ...]
    median: Decimal | None
    p90: Decimal | None
    target: int | None

    @property
    def n(self) -> int:
        """How many tickets."""
        return len(self.minutes)


@dataclass(frozen=True, slots=True)
class Breach:
    """A ticket that missed its target, or an outage.

    Attributes:
        kind: "ticket" or "outage".
        record: Its id.
        number: The ticket's number; empty for an outage.
        title: The ticket's title, or the outage's summary.
        priority: The ticket's.
        due: When it was due; an outage's begin.
        over: Working time beyond the target so far; an outage's downtime.
        cause: Category of the ticket, or the outage's cause; may be empty.
        open: Whether it goes on.
    """

    kind: str
    record: str
    number: str
    title: str
    priority: str
    due: dt.datetime
    over: dt.timedelta
    cause: str
    open: bool


@dataclass(frozen=True, slots=True)
class Cause:
    """What breaches have in common.

    Attributes:
        name: The cause; empty for none said.
        count: Breaches.
        weight: Their number, or minutes of downtime.
        cumulative: Share of all weight up to and with this one, the heaviest first.
    """

    name: str
    count: int
    weight: Decimal
    cumulative: Decimal


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """A line of the scorecard: one objective of the account in the same time.

    Attributes:
        objective: Objective id.
        name: What it is called.
        kind: Its kind.
        service_name: Its service; empty for all.
        unit: As in `Gauge`.
        target: What was promised.
        actual: The figure.
        variance: As `Gauge.margin`.
        standing: Its state.
        n: What it rests on.
        reason: Why there is no figure.
        source: "tickets", "outages", or the source of the newest measurement.
        direction: As in `Gauge`.
        client_safe: Whether a client may see it.
        period: The period it is about.
    """

    objective: str
    name: str
    kind: str
    service_name: str
    unit: str
    target: Decimal | None
    actual: Decimal | None
    variance: Decimal | None
    standing: str
    n: int
    reason: str
    source: str
    direction: str
    client_safe: bool
    period: Stretch


@dataclass(frozen=True, slots=True)
class CreditLine:
    """The credit of one period.

    Attributes:
        objective: Objective id.
        name: Its name.
        period: The period.
        attained: The figure that it follows from.
        share: Share of the monthly charge by its tier.
        money: The amount; None with a reason.
        capped: Whether a cap made it less.
        stage: One of `CREDIT_WORDS`.
        record: Id of what was written down; empty while it is only worked out.
        day: When it was issued or agreed; empty when nobody said.
        reason: "no_charge" or why there is no figure; empty otherwise.
    """

    objective: str
    name: str
    period: Stretch
    attained: Decimal | None
    share: Decimal
    money: Money | None
    capped: bool
    stage: str
    record: str = ""
    day: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Detail:
    """One objective in one period, with everything behind it.

    Attributes:
        gauge: The objective in that period; its trend is `trend`.
        burn: What was used of the allowance, from the period's begin until now or its end; empty
            for a figure without one.
        response: Working time to the first response, of tickets that belong to the period.
        resolution: Working time to resolution, likewise.
        breaches: Tickets or outages that missed, the newest first.
        causes: What they have in common, the heaviest first.
        scorecard: All objectives of the account in the period that holds this one's last moment.
        credits: Credits of the trend's periods, the newest first.
        tiers: Levels below which a share of the charge is owed, the highest first.
        user_weighted: Availability weighted by users; None with `user_reason`.
        user_reason: Why not.
    """

    gauge: Gauge
    burn: tuple[Burn, ...]
    response: Durations
    resolution: Durations
    breaches: tuple[Breach, ...]
    causes: tuple[Cause, ...]
    scorecard: tuple[ScoreLine, ...]
    credits: tuple[CreditLine, ...]
    tiers: tuple[tuple[Decimal, Decimal], ...]
    user_weighted: Decimal | None = None
    user_reason: str = ""

    @property
    def trend(self) -> tuple[Point, ...]:
        """The last 13 periods, the earliest first."""
        return self.gauge.trend


@dataclass(frozen=True, slots=True)
class LedgerTold:
    """The ledger of a ticket or an outage against one objective.

    Attributes:
        objective: Objective id.
        name: Its name.
        kind: "ticket" or "outage".
        record: Its id.
        number: The ticket's number.
        title: The ticket's title or the outage's summary.
        zone: The calendar's time zone, in which times are best shown.
        clock: "response", "resolution" or "availability".
        outcome: "met", "missed", "open", "paused" or "no_events"; empty for an outage.
        counted: Working time that counted.
        target: Working time allowed; None for an outage.
        due: When it was due; None when it isn't.
        notes: Codes of what was odd about its events.
        ledger: Every moment, and why it didn't count.
    """

    objective: str
    name: str
    kind: str
    record: str
    number: str
    title: str
    zone: str
    clock: str
    outcome: str
    counted: dt.timedelta
    target: dt.timedelta | None
    due: dt.datetime | None
    notes: tuple[str, ...]
    ledger: Ledger
