"""Periods of an agreement, and which version of a promise held on a day."""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from acctdesk.metrics.service.spans import Span, instant

WEEK = "week"
MONTH = "month"
QUARTER = "quarter"
CONTRACT_YEAR = "contract_year"
KINDS = (WEEK, MONTH, QUARTER, CONTRACT_YEAR)

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Period:
    """Some civil days on end, from midnight to midnight of a time zone.

    Attributes:
        kind: One of `KINDS`.
        first: First day.
        after: First day that isn't part of it any more.
        zone: Name of the time zone.
        anchor: First day of the contract; of contract years alone.
    """

    kind: str
    first: dt.date
    after: dt.date
    zone: str
    anchor: dt.date | None = None

    @property
    def begin(self) -> dt.datetime:
        """When it begins, in UTC."""
        return _midnight(self.first, self.zone)

    @property
    def end(self) -> dt.datetime:
        """When it has ended, in UTC."""
        return _midnight(self.after, self.zone)

    @property
    def span(self) -> Span:
        """Begin and end as instants."""
        return instant(self.begin), instant(self.end)

    def holds(self, at: dt.datetime | None) -> bool:
        """Whether a moment is part of it; nothing known isn't."""
        return at is not None and self.begin <= at < self.end

    def before(self) -> Period:
        """The period that ends as this one begins."""
        return period_of(self.kind, self.first - dt.timedelta(days=1), self.zone, self.anchor)

    def next(self) -> Period:
        """The period that begins as this one ends."""
        return period_of(self.kind, self.after, self.zone, self.anchor)


def period_of(kind: str, day: dt.date, zone: str, anchor: dt.date | None = None) -> Period:
    """The period that a day is part of.

    Args:
        kind: "week" (Monday first), "month", "quarter" (of the calendar) or "contract_year".
        day: The day, in that zone.
        zone: Name of the time zone.
        anchor: First day of the contract; contract years begin on its anniversaries, that of
            29 February on the 28th where there is none.

    Raises:
        ValueError: There is no such kind, or a contract year without the contract's first day.
    """
    if kind == WEEK:
        first = day - dt.timedelta(days=day.weekday())
        return Period(kind, first, first + dt.timedelta(days=7), zone)
    if kind == MONTH:
        return Period(kind, day.replace(day=1), _months_on(day.replace(day=1), 1), zone)
    if kind == QUARTER:
        first = dt.date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
        return Period(kind, first, _months_on(first, 3), zone)
    if kind != CONTRACT_YEAR:
        raise ValueError(f"no such period: {kind}")
    if anchor is None:
        raise ValueError("a contract year needs the first day of the contract")
    year = day.year if _anniversary(anchor, day.year) <= day else day.year - 1
    return Period(kind, _anniversary(anchor, year), _anniversary(anchor, year + 1), zone, anchor)


def period_at(kind: str, at: dt.datetime, zone: str, anchor: dt.date | None = None) -> Period:
    """The period that a moment is part of; as `period_of`."""
    return period_of(kind, at.astimezone(ZoneInfo(zone)).date(), zone, anchor)


def latest(period: Period, count: int) -> tuple[Period, ...]:
    """So many periods that end with this one, the earliest first."""
    found = [period]
    while len(found) < count:
        found.append(found[-1].before())
    return tuple(reversed(found))


@dataclass(frozen=True, slots=True)
class Version(Generic[Value]):
    """What was promised from one day to another.

    Attributes:
        value: The promise.
        since: First day it holds.
        until: Last day it holds; None until further notice.
    """

    value: Value
    since: dt.date
    until: dt.date | None = None


def in_force(versions: Iterable[Version[Value]], day: dt.date) -> Value | None:
    """What held on a day; of several, what began last. None when nothing did."""
    found: Version[Value] | None = None
    for one in versions:
        holds = one.since <= day and (one.until is None or day <= one.until)
        if holds and (found is None or one.since >= found.since):
            found = one
    return None if found is None else found.value


def stretches(
    versions: Iterable[Version[Value]], period: Period
) -> list[tuple[dt.date, dt.date, Value | None]]:
    """What held during a period: first day, first day after, promise; without a gap."""
    versions = list(versions)
    day = dt.timedelta(days=1)
    ends = [one.until + day for one in versions if one.until is not None]
    cuts = {
        one for one in [*(v.since for v in versions), *ends] if period.first < one < period.after
    }
    days = [period.first, *sorted(cuts), period.after]
    found: list[tuple[dt.date, dt.date, Value | None]] = []
    for first, after in itertools.pairwise(days):
        value = in_force(versions, first)
        if found and found[-1][2] == value:
            found[-1] = (found[-1][0], after, value)
        else:
            found.append((first, after, value))
    return found


@functools.lru_cache(maxsize=4096)
def _midnight(day: dt.date, zone: str) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).astimezone(dt.UTC)


def _months_on(first: dt.date, months: int) -> dt.date:
    month = first.month - 1 + months
    return dt.date(first.year + month // 12, month % 12 + 1, 1)


def _anniversary(anchor: dt.date, year: int) -> dt.date:
    last = calendar.monthrange(year, anchor.month)[1]
    return anchor.replace(year=year, day=min(anchor.day, last))
