"""Service levels as services hand them out: plain values, detached from the database.

Shares and targets of availability, tickets and throughput are Decimals, 1 being the whole; other
figures stand in their own unit. A value that can't be told is None, with the reason in a code of
`acctdesk.metrics.service`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from acctdesk.metrics.service.credits import Money
from acctdesk.metrics.service.standing import AT_RISK, BREACHED, MET, NO_DATA

AVAILABILITY = "availability"
RESPONSE = "response"
RESOLUTION = "resolution"
FIRST_CONTACT = "first_contact"
THROUGHPUT = "throughput"
BY_TICKETS = (RESPONSE, RESOLUTION, FIRST_CONTACT, THROUGHPUT)
BY_MEASUREMENTS = ("quality", "satisfaction", "custom")

STANDINGS = (BREACHED, AT_RISK, NO_DATA, MET)
"""States of a gauge, those that need attention first."""

MISSES = "misses"
MINUTES = "minutes"
SHARE = "share"
"""Unit of a gauge whose value is a share; else it is what a person wrote."""

CREDIT_WORDS = ("projected", "confirmed", "issued", "agreed")
"""How far a credit is: worked out while the period runs, and when it has ended; given; accepted."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A period as it is shown.

    Attributes:
        kind: "week", "month", "quarter" or "contract_year".
        first: First civil day.
        last: Last civil day.
        begin: When it begins, UTC.
        end: When it has ended, UTC.
        zone: The time zone of its days.
        elapsed: Share of it that has passed, 0 to 1.
    """

    kind: str
    first: dt.date
    last: dt.date
    begin: dt.datetime
    end: dt.datetime
    zone: str
    elapsed: Decimal

    @property
    def ended(self) -> bool:
        """Whether it is over."""
        return self.elapsed >= 1


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a trend.

    Attributes:
        period: The period.
        value: Its figure; None with a reason.
        target: What was promised then, as of the version in force at its end; None for nothing.
        standing: "met", "at_risk", "breached" or "no_data".
        n: How many tickets, outages or measurements it rests on.
        reason: Why there is no value.
    """

    period: Stretch
    value: Decimal | None
    target: Decimal | None
    standing: str
    n: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Gauge:
    """One objective in one period, the running one unless another was asked for.

    Attributes:
        objective: Id of the objective in the version that holds; what commands and queries take.
        series: Id that all versions of the objective share.
        name: What it is called.
        account: Account id.
        account_name: Its name.
        agreement: Agreement id.
        agreement_name: Its name.
        service: Service id; empty for all of the account's.
        service_name: Its name; empty likewise.
        kind: Code of `OBJECTIVE_KINDS`.
        unit: "share", or the unit of a measured figure as it was written.
        period: The period.
        value: The figure; None with a reason.
        reason: Code why there is no value, or no standing: "nothing_due", "no_target", "no_values",
            "nothing_resolved", "no_service_time", "no_service", "no_users".
        target: What was promised.
        warning: From here on, towards the target, a measured figure is at risk.
        direction: "up" when more is better, "down" when less is.
        standing: "met", "at_risk", "breached" or "no_data".
        notice: 100, 80 or 50: the highest percentage of the allowance that is reached; else 0.
        final: Whether it can't mend any more.
        margin: How far the value is on the good side of the target, in the value's unit; negative
            when it is missed.
        n: How many tickets were judged, outages there were, or measurements it rests on.
        met: Tickets that met it.
        missed: Tickets that missed it.
        open: Open tickets not yet due, paused ones among them.
        budget: "misses", "minutes" or "" for a figure without an allowance.
        allowed: The allowance of the period, or for the tickets so far; misses or minutes.
        left: What is left of it; negative when overdrawn.
        used: Share of the allowance used; None where nothing is allowed.
        burn: Share of the budget used / share of the period passed; of availability alone.
        projected: Misses or minutes used at the end of the period at this pace; None with a reason.
        projected_allowed: What would be allowed by then.
        projected_breach: Whether that is more than allowed.
        projected_reason: "too_early" or another code; empty when it was projected.
        credit: What is owed at this value, by the contract's tiers and cap; None for nothing known.
        credit_stage: One of `CREDIT_WORDS`; empty without tiers.
        minutes: Working minutes allowed to respond or resolve.
        priorities: The priorities it is about; empty for all.
        client_safe: Whether a client may see it.
        trend: The last 13 periods, the earliest first, this one last.
    """

    objective: str
    series: str
    name: str
    account: str
    account_name: str
    agreement: str
    agreement_name: str
    service: str
    service_name: str
    kind: str
    unit: str
    period: Stretch
    value: Decimal | None
    reason: str
    target: Decimal | None
    warning: Decimal | None
    direction: str
    standing: str
    notice: int
    final: bool
    margin: Decimal | None
    n: int
    met: int
    missed: int
    open: int
    budget: str
    allowed: Decimal | None
    left: Decimal | None
    used: Decimal | None
    burn: Decimal | None
    projected: Decimal | None
    projected_allowed: Decimal | None
    projected_breach: bool
    projected_reason: str
    credit: Money | None
    credit_stage: str
    minutes: int | None
    priorities: tuple[str, ...]
    client_safe: bool
    trend: tuple[Point, ...]

    @property
    def needs_attention(self) -> bool:
        """Whether it is breached or at risk."""
        return self.standing in (BREACHED, AT_RISK)

    @property
    def attention(self) -> tuple[int, int, Decimal, str, str]:
        """Sorts gauges by what needs attention: state, projected breach, share used, names."""
        return (
            STANDINGS.index(self.standing),
            0 if self.projected_breach else 1,
            -(self.used or Decimal()),
            self.account_name.casefold(),
            self.name.casefold(),
        )


@dataclass(frozen=True, slots=True)
class Panel:
    """Gauges of one account or of all, those that need attention first.

    Attributes:
        gauges: The gauges.
        now: The moment they are of.
    """

    gauges: tuple[Gauge, ...]
    now: dt.datetime

    @property
    def counts(self) -> Mapping[str, int]:
        """How many gauges there are of each standing."""
        held = [one.standing for one in self.gauges]
        return {standing: held.count(standing) for standing in STANDINGS}

    @property
    def attention(self) -> int:
        """How many need attention."""
        return sum(one.needs_attention for one in self.gauges)


@dataclass(frozen=True, slots=True)
class Alert:
    """Something about an objective that asks for a look.

    Attributes:
        gauge: The objective.
        level: "100", "80" or "50" percent of the allowance reached, or "projected" when it will be
            breached at this pace.
        since: When that came to be; None when it can't be told.
    """

    gauge: Gauge
    level: str
    since: dt.datetime | None

    @property
    def objective(self) -> str:
        """Objective id."""
        return self.gauge.objective
