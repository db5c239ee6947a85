"""The figures of one objective, period by period, by the rules of `acctdesk.metrics.service`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from acctdesk.metrics.service.availability import (
    NO_USERS,
    Availability,
    Outage,
    Service,
    availability,
    budget,
    user_weighted,
)
from acctdesk.metrics.service.objectives import (
    MEAN,
    NO_TARGET,
    NO_VALUES,
    NOTHING_RESOLVED,
    SUM,
    Kpi,
    attained,
    gathered,
    projected,
)
from acctdesk.metrics.service.periods import Period, latest, period_at, period_of
from acctdesk.metrics.service.spans import instant
from acctdesk.metrics.service.standing import UNKNOWN, Standing
from acctdesk.services.service import counting
from acctdesk.services.service_level import (
    AVAILABILITY,
    BY_TICKETS,
    FIRST_CONTACT,
    MINUTES,
    MISSES,
    THROUGHPUT,
)
from acctdesk.workspace.promises import Promise, first_day

TREND = 13
"""Periods of a trend."""

NO_VERSION = "no_version"
NO_SERVICE = "no_service"


@dataclass(frozen=True)
class Series:
    """One objective with all its versions.

    Attributes:
        versions: In the order in which they hold.
    """

    versions: tuple[Promise, ...]

    @property
    def ids(self) -> list[str]:
        """The objective ids of all versions."""
        return [one.id for one in self.versions]

    def on(self, day: dt.date) -> Promise | None:
        """The version that holds on a day; of several, what began last."""
        held = [one for one in self.versions if one.since <= day <= one.until]
        return held[-1] if held else None

    def at(self, moment: dt.datetime) -> Promise | None:
        """The version that holds at a moment, each by its own zone."""
        for one in reversed(self.versions):
            if one.since <= day_of(moment, one.zone) <= one.until:
                return one
        return None

    def newest(self, now: dt.datetime) -> Promise:
        """The version that holds, or else the last that did, or will."""
        return self.at(now) or self.versions[-1]


@dataclass(frozen=True, slots=True)
class Figure:
    """One objective in one period; the attributes are those of `Gauge`.

    Attributes:
        promise: The version that held at the period's end; None when nothing was agreed yet.
        period: The period.
        standing: Its state.
        passed: Agreed service time of the period that has passed; of availability alone.
        down: Downtime likewise.
    """

    promise: Promise | None
    period: Period
    value: Decimal | None = None
    reason: str = ""
    target: Decimal | None = None
    standing: Standing = UNKNOWN
    margin: Decimal | None = None
    n: int = 0
    met: int = 0
    missed: int = 0
    open: int = 0
    budget: str = ""
    allowed: Decimal | None = None
    left: Decimal | None = None
    burn: Decimal | None = None
    projected: Decimal | None = None
    projected_allowed: Decimal | None = None
    projected_breach: bool = False
    projected_reason: str = ""
    passed: dt.timedelta = dt.timedelta()
    down: dt.timedelta = dt.timedelta()


def day_of(moment: dt.datetime, zone: str) -> dt.date:
    """The civil day of a moment."""
    return moment.astimezone(ZoneInfo(zone)).date()


def anchor_of(promise: Promise) -> dt.date:
    """The day on which contract years begin: the contract's, or the version's."""
    return first_day(promise.agreement["begins"], promise.since)


def period_now(promise: Promise, now: dt.datetime) -> Period:
    """The period that runs."""
    return period_at(promise.values["period"], now, promise.zone, anchor_of(promise))


def period_from(promise: Promise, day: dt.date) -> Period:
    """The period that a day is part of."""
    return period_of(promise.values["period"], day, promise.zone, anchor_of(promise))


def figures(
    connection: Connection, series: Series, last: Period, now: dt.datetime, count: int = TREND
) -> list[Figure]:
    """The figures of periods, the earliest first.

    Args:
        connection: A read connection.
        series: The objective.
        last: The last period.
        now: The present moment: nothing later is known.
        count: How many periods.
    """
    periods = latest(last, count)
    day = dt.timedelta(days=1)
    promises = [
        series.at(now) if one.begin <= now < one.end else series.on(one.after - day)
        for one in periods
    ]
    kind = series.versions[-1].type
    if kind == AVAILABILITY:
        found = _available(connection, series, periods, promises, now)
    elif kind in BY_TICKETS:
        found = _ticketed(connection, series, periods, promises, now)
    else:
        found = _measured(connection, series, periods, promises, now)
    return [
        Figure(None, one.period, reason=NO_VERSION) if one.promise is None else one for one in found
    ]


# -- by tickets -------------------------------------------------------------------------------


def _ticketed(
    connection: Connection,
    series: Series,
    periods: Sequence[Period],
    promises: Sequence[Promise | None],
    now: dt.datetime,
) -> list[Figure]:
    tallies = counting.tallies(connection, series.ids, periods, instant(now))
    if series.versions[-1].type == THROUGHPUT:
        done = counting.resolved_in(connection, series.ids, periods)
        return [
            _through(promise, period, tally, resolved, now)
            for promise, period, tally, resolved in zip(
                promises, periods, tallies, done, strict=True
            )
        ]
    running = periods[-1].begin <= now < periods[-1].end
    waiting = counting.waiting(connection, series.ids) if running else 0
    found = [
        _attained(promise, period, tally, now)
        for promise, period, tally in zip(promises, periods, tallies, strict=True)
    ]
    found[-1] = replace(found[-1], open=found[-1].open + waiting)
    return found


def _attained(
    promise: Promise | None, period: Period, tally: counting.Tally, now: dt.datetime
) -> Figure:
    if promise is None:
        return Figure(None, period)
    ended = now >= period.end
    target = share(promise.target)
    held = attained(tally.met, tally.missed, tally.open, 0, target, ended=ended)
    reason = held.reason
    if promise.type == FIRST_CONTACT and not held.n:
        reason = NOTHING_RESOLVED
    service = Service(promise.calendar, period, now)
    told = projected(
        held, dt.timedelta(microseconds=service.passed), dt.timedelta(microseconds=service.whole)
    )
    return Figure(
        promise, period, held.value, reason, target, held.standing,
        None if held.value is None or target is None else held.value - target,
        held.n, held.met, held.missed, held.open, MISSES if target is not None else "",
        None if held.allowed is None else Decimal(held.allowed),
        None if held.left is None else Decimal(held.left),
        None, told.used, told.allowed, told.breached and not ended, told.reason,
    )  # fmt: skip


def _through(
    promise: Promise | None,
    period: Period,
    tally: counting.Tally,
    resolved: int,
    now: dt.datetime,
) -> Figure:
    opened = tally.met + tally.missed + tally.open
    value = Decimal(resolved) / opened if opened else None
    return _scored(promise, period, value, opened, now)


# -- by outages -------------------------------------------------------------------------------


def _available(
    connection: Connection,
    series: Series,
    periods: Sequence[Period],
    promises: Sequence[Promise | None],
    now: dt.datetime,
) -> list[Figure]:
    known: dict[str, list[Outage]] = {}
    found = []
    for promise, period in zip(promises, periods, strict=True):
        service = "" if promise is None else promise.values["service_id"] or ""
        if service and service not in known:
            held = counting.outages(connection, service, periods[0].begin, periods[-1].end)
            known[service] = [one.outage for one in held]
        found.append(available(promise, period, known.get(service, []), now))
    return found


def service_of(promise: Promise, period: Period, now: dt.datetime) -> Service:
    """What was agreed of a promise's service in a period, as far as it is known."""
    left_out = promise.left_out(promise.values["service_id"] or "")
    return Service(promise.calendar, period, now, left_out)


def available(
    promise: Promise | None, period: Period, outages: Sequence[Outage], now: dt.datetime
) -> Figure:
    """The availability of a period.

    Args:
        promise: What was promised; None when nothing was.
        period: The period.
        outages: Outages of its service.
        now: The present moment.
    """
    if promise is None or not promise.values["service_id"]:
        return Figure(promise, period, reason=NO_SERVICE)
    agreed, target = service_of(promise, period, now), share(promise.target)
    told = availability(agreed, outages, target)
    if promise.values["by_users"]:
        value, why = user_weighted(agreed, outages, promise.service.get("users"))
        if value is None:
            return Figure(promise, period, None, why or NO_USERS, target, n=told.n)
        told = _by_users(told, agreed, value)
    return _told(promise, period, told, now)


def _by_users(told: Availability, agreed: Service, value: Decimal) -> Availability:
    """Availability by minutes of users: their downtime stands for the service's."""
    down = int(((1 - value) * agreed.passed).to_integral_value())
    found = None if told.target is None else budget(agreed, down, told.target)
    used = None if found is None else found.used * agreed.whole / agreed.passed
    guess = told.projection
    if used is not None and found is not None and guess.used is not None:
        guess = replace(guess, used=used, breached=used > found.whole)
    return replace(
        told, value=value, down=dt.timedelta(microseconds=down), budget=found, projection=guess
    )


def _told(promise: Promise, period: Period, told: Availability, now: dt.datetime) -> Figure:
    held, value, target = told.budget, told.value, told.target
    guess = told.projection
    return Figure(
        promise, period, value, told.reason, target, told.standing,
        None if value is None or target is None else value - target,
        told.n, budget=MINUTES if held is not None else "",
        allowed=None if held is None else held.whole / 60,
        left=None if held is None else held.left / 60,
        burn=None if held is None else held.burn,
        projected=None if guess.used is None else guess.used / 60,
        projected_allowed=None if guess.allowed is None else guess.allowed / 60,
        projected_breach=guess.breached and now < period.end,
        projected_reason=guess.reason, passed=told.service, down=told.down,
    )  # fmt: skip


# -- by measurements --------------------------------------------------------------------------


def _measured(
    connection: Connection,
    series: Series,
    periods: Sequence[Period],
    promises: Sequence[Promise | None],
    now: dt.datetime,
) -> list[Figure]:
    newest = series.versions[-1]
    how = newest.values["gathering"] or MEAN
    kept = None
    if how in (MEAN, SUM):
        kept = counting.sums(connection, newest.account, series.ids, periods)
    if kept is not None:
        values = [(None if not n else total / n if how == MEAN else total, n) for n, total in kept]
    else:
        rows = counting.measured(connection, series.ids, periods[0].first, periods[-1].after)
        values = []
        for period in periods:
            first, after = period.first.isoformat(), period.after.isoformat()
            held = [value for day, value in rows if first <= day < after]
            values.append((gathered(held, how), len(held)))
    return [
        _scored(promise, period, value, n, now)
        for promise, period, (value, n) in zip(promises, periods, values, strict=True)
    ]


def _scored(
    promise: Promise | None, period: Period, value: Decimal | None, n: int, now: dt.datetime
) -> Figure:
    if promise is None:
        return Figure(None, period)
    target, warning = promise.target, promise.values["warning"]
    if target is None:
        reason = NO_VALUES if value is None else NO_TARGET
        return Figure(promise, period, value, reason, None, n=n)
    told = kpi(target, promise.values["direction"] or "up", warning).score(
        value, n, ended=now >= period.end
    )
    return Figure(
        promise, period, told.actual, told.reason, target, told.standing, told.variance, n
    )


def kpi(target: Decimal, direction: str, warning: Decimal | None) -> Kpi:
    """A promise about a figure; a warning on the wrong side of the target warns of nothing."""
    try:
        return Kpi(target, direction, warning)
    except ValueError:
        return Kpi(target, direction)


def share(target: Decimal | None) -> Decimal | None:
    """A target between 0 and 1; None for what can't be one."""
    return target if target is not None and 0 <= target <= 1 else None
