"""Availability: outages against agreed service time, the budget of them, and how fast it burns.

Agreed service time is the calendar's working time of the period less approved exclusions. Downtime
is the part of it in which at least one outage was on: overlapping outages count once. Running
availability divides by the service time that has passed; the budget is that of the whole period.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from acctdesk.metrics.service.calendar import WorkingCalendar
from acctdesk.metrics.service.clock import Exclusion, left_out
from acctdesk.metrics.service.objectives import EARLIEST, NO_TARGET, TOO_EARLY, Projection
from acctdesk.metrics.service.periods import Period
from acctdesk.metrics.service.spans import (
    SECOND,
    Span,
    common,
    instant,
    length,
    moment,
    united,
    without,
)
from acctdesk.metrics.service.standing import UNKNOWN, Standing, standing

NO_SERVICE_TIME = "no_service_time"
NO_USERS = "no_users"
NO_BUDGET = "no_budget"


@dataclass(frozen=True, slots=True)
class Outage:
    """A time a service was down.

    Attributes:
        begin: When it began.
        end: When it was over; None while it goes on.
        users: How many couldn't work; None for all of them.
    """

    begin: dt.datetime
    end: dt.datetime | None
    users: int | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """What was agreed of a service for a period, as far as it is known.

    Attributes:
        calendar: When it is to be up.
        period: The period.
        until: Until when outages are known; what comes after it hasn't passed.
        exclusions: What the agreement leaves out.
    """

    calendar: WorkingCalendar
    period: Period
    until: dt.datetime
    exclusions: tuple[Exclusion, ...] = ()

    @property
    def whole(self) -> int:
        """Agreed service time of the period, in microseconds."""
        return self.measure([self.period.span])

    @property
    def passed(self) -> int:
        """Agreed service time that has passed, in microseconds."""
        return self.measure([self.known])

    @property
    def known(self) -> Span:
        """The part of the period that is known, empty before its begin."""
        begin, end = self.period.span
        return begin, min(max(begin, instant(self.until)), end)

    @property
    def ended(self) -> bool:
        """Whether the period is over."""
        return self.until >= self.period.end

    def measure(self, spans: Sequence[Span]) -> int:
        """Agreed service time within spans that are in order and apart, in microseconds."""
        kept = without(spans, left_out(self.exclusions))
        return sum(self.calendar.worked(begin, end) for begin, end in kept)

    def cut(self, outage: Outage) -> Span:
        """An outage within the part that is known; empty or turned round when outside it."""
        begin, end = self.known
        last = end if outage.end is None else min(instant(outage.end), end)
        return max(instant(outage.begin), begin), last


@dataclass(frozen=True, slots=True)
class Budget:
    """The error budget of a period; times in seconds of service time.

    Attributes:
        whole: (1 - target) x the period's service time.
        used: Downtime.
        left: What may still be used; negative by how much it was missed.
        burn: Share of the budget used / share of the period passed: 1 uses it up as the period
            ends. None with a reason.
        exhausted: When the budget will be used up at this pace, within the period; None when it
            won't be, or is already.
        standing: The state of it.
        reason: "no_budget" for a target of 100 %, "no_service_time", or empty.
    """

    whole: Decimal
    used: Decimal
    left: Decimal
    burn: Decimal | None
    exhausted: dt.datetime | None
    standing: Standing
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Availability:
    """Availability of a service in a period.

    Attributes:
        value: (service time - downtime) / service time, of what has passed; None with a reason.
        n: Outages in which there was downtime.
        service: Agreed service time that has passed.
        down: Downtime.
        target: What was promised; None for nothing.
        budget: None without a target.
        projection: Downtime at the end of the period at this pace, in seconds.
        reason: "no_service_time", "no_target", or empty.
    """

    value: Decimal | None
    n: int
    service: dt.timedelta
    down: dt.timedelta
    target: Decimal | None
    budget: Budget | None
    projection: Projection
    reason: str = ""

    @property
    def standing(self) -> Standing:
        """The state of it."""
        return UNKNOWN if self.budget is None or self.value is None else self.budget.standing


def availability(
    service: Service, outages: Iterable[Outage], target: Decimal | None
) -> Availability:
    """Availability of a period.

    Args:
        service: What was agreed.
        outages: The service's outages, of this period or not.
        target: Share of service time that was promised; None for nothing.

    Raises:
        ValueError: The target isn't between 0 and 1.
    """
    if target is not None and not 0 <= target <= 1:
        raise ValueError("a target lies between 0 and 1")
    cuts = [span for one in outages if (span := service.cut(one))[0] < span[1]]
    n = sum(1 for one in cuts if service.measure([one]))
    passed, down = service.passed, service.measure(united(cuts))
    value = Decimal(passed - down) / passed if passed else None
    reason = NO_SERVICE_TIME if value is None else NO_TARGET if target is None else ""
    found = None if target is None else budget(service, down, target)
    return Availability(
        value,
        n,
        dt.timedelta(microseconds=passed),
        dt.timedelta(microseconds=down),
        target,
        found,
        _projected(service, passed, found, reason),
        reason,
    )


def budget(service: Service, down: int, target: Decimal) -> Budget:
    """The error budget of a period with so many microseconds of downtime."""
    whole, passed = service.whole, service.passed
    allowed, used = (1 - target) * whole / SECOND, Decimal(down) / SECOND
    found = standing(used, allowed, final=service.ended or used > allowed)
    burn = burn_rate(used, allowed, passed, whole)
    reason = NO_SERVICE_TIME if not passed else NO_BUDGET if burn is None else ""
    exhausted = None
    if down and used <= allowed and not service.ended:
        # At this pace: so much more service time until the rest of the budget is gone.
        rest = (allowed - used) * passed / used
        exhausted = _service_time_on(service, int(rest))
    return Budget(allowed, used, allowed - used, burn, exhausted, found, reason)


def burn_rate(used: Decimal, allowed: Decimal, passed: int, whole: int) -> Decimal | None:
    """Share of the budget used / share of the period passed.

    Args:
        used: Used of the budget.
        allowed: The budget, in the same unit.
        passed: What has passed of the period.
        whole: The period, in the same unit.

    Returns:
        None when there is no budget or nothing has passed.
    """
    return used * whole / (allowed * passed) if allowed and passed else None


def exhausted_after(burn: Decimal, period: dt.timedelta) -> dt.timedelta | None:
    """How long a whole budget lasts at a burn rate: period / burn; None when nothing burns."""
    return dt.timedelta(microseconds=int(length(period) / burn)) if burn > 0 else None


def user_weighted(
    service: Service, outages: Iterable[Outage], users: int | None
) -> tuple[Decimal | None, str]:
    """User-weighted availability: (potential user minutes - user outage minutes) / potential ones.

    Where outages overlap, those they hit are added, but never more than there are: the records
    don't tell whether they were the same people, and a client is to be told no less than it was.

    Args:
        service: What was agreed.
        outages: The service's outages.
        users: How many use it; None when nobody knows.

    Returns:
        The value, or None; and the reason: "no_users", "no_service_time", or empty.
    """
    if not users or users < 0:
        return None, NO_USERS
    passed = service.passed
    if not passed:
        return None, NO_SERVICE_TIME
    steps: list[tuple[int, int]] = []
    for one in outages:
        begin, end = service.cut(one)
        if begin < end:
            hit = users if one.users is None else one.users
            steps += [(begin, hit), (end, -hit)]
    steps.sort()
    lost = hit = 0
    for (at, change), (following, _change) in itertools.pairwise(steps):
        hit += change
        if hit and at < following:
            lost += min(hit, users) * service.measure([(at, following)])
    return 1 - Decimal(lost) / (passed * users), ""


def _projected(service: Service, passed: int, found: Budget | None, reason: str) -> Projection:
    if found is None or reason:
        return Projection(None, None, reason=reason)
    whole = service.whole
    if passed < EARLIEST * whole:
        return Projection(None, None, reason=TOO_EARLY)
    used = found.used * whole / passed
    return Projection(used, found.whole, used > found.whole)


def _service_time_on(service: Service, rest: int) -> dt.datetime | None:
    """The moment by which so much more service time has passed; None when the period is over."""
    begin, end = service.known[1], service.period.span[1]
    for first, last in without([(begin, end)], left_out(service.exclusions)):
        worked = service.calendar.worked(first, last)
        if worked >= rest:
            found = service.calendar.reach(first, rest)
            return None if found is None else moment(found)
        rest -= worked
    return None


def downtime(service: Service, outages: Iterable[Outage]) -> list[Span]:
    """The spans in which a service was down although it was agreed to be up, in order and apart."""
    cuts = united(service.cut(one) for one in outages)
    kept = without(cuts, left_out(service.exclusions))
    begin, end = service.known
    return common(kept, service.calendar.spans(begin, end))
