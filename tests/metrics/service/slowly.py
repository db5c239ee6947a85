"""A second clock, written without a look at the first: it asks the wall clock again and again.

Steps of a whole number of minutes; whatever is measured with it must begin, end and change on them.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable, Iterator
from functools import cache
from zoneinfo import ZoneInfo

from acctdesk.metrics.service.calendar import Hours, WorkingCalendar

ZONES = (
    "Europe/Prague", "America/New_York", "America/St_Johns", "Australia/Lord_Howe",
    "America/Sao_Paulo", "Africa/Cairo", "Asia/Beirut", "Asia/Kathmandu", "Pacific/Apia",
    "Asia/Tehran", "UTC", "Africa/Casablanca",
)  # fmt: skip
"""With changes of an hour and of half one, at midnight and by day, and one that skipped a day."""

Pair = tuple[dt.datetime, dt.datetime]


def is_worked(calendar: WorkingCalendar, at: dt.datetime) -> bool:
    """Whether the wall clock shows working time."""
    shown = at.astimezone(ZoneInfo(calendar.zone)).replace(tzinfo=None)
    today, yesterday = shown.date(), shown.date() - dt.timedelta(days=1)
    own = dict(calendar.own_days)

    def begun(day: dt.date) -> tuple[Hours, ...]:
        if day in own:
            return own[day]
        return () if day in calendar.holidays else calendar.week[day.weekday()]

    time = shown.time()
    for hours in begun(today):
        overnight = hours.end <= hours.begin
        if hours.begin <= time and (overnight or time < hours.end):
            return True
    if today in own or today in calendar.holidays:
        return False
    return any(hours.end <= hours.begin and time < hours.end for hours in begun(yesterday))


def steps(begin: dt.datetime, end: dt.datetime, step: dt.timedelta) -> Iterator[dt.datetime]:
    while begin < end:
        yield begin
        begin += step


def counted(
    calendar: WorkingCalendar,
    begin: dt.datetime,
    end: dt.datetime,
    step: dt.timedelta,
    taken: Iterable[Pair] = (),
) -> dt.timedelta:
    """Working time of [begin, end) that isn't taken out, step by step."""
    taken = list(taken)
    found = dt.timedelta()
    for at in steps(begin, end, step):
        if is_worked(calendar, at) and not any(a <= at < b for a, b in taken):
            found += step
    return found


def due(
    calendar: WorkingCalendar,
    begin: dt.datetime,
    duration: dt.timedelta,
    until: dt.datetime,
    step: dt.timedelta,
    taken: Iterable[Pair] = (),
) -> dt.datetime | None:
    """The first step by which so much was counted; None when it isn't until then."""
    taken = list(taken)
    for at in steps(begin, until, step):
        if duration <= dt.timedelta():
            return at
        if is_worked(calendar, at) and not any(a <= at < b for a, b in taken):
            duration -= step
    return until if duration <= dt.timedelta() else None


def random_calendar(dice: random.Random, year: int, minutes: int) -> WorkingCalendar:
    """Hours on a grid of so many minutes, holidays, own days, now and then overnight."""
    per_day = 24 * 60 // minutes

    def some_time() -> dt.time:
        at = minutes * dice.randrange(per_day)
        return dt.time(at // 60, at % 60)

    def some_hours() -> tuple[Hours, ...]:
        return tuple(Hours(some_time(), some_time()) for _ in range(dice.choice((0, 1, 1, 2, 3))))

    def some_day() -> dt.date:
        return dt.date(year, 1, 1) + dt.timedelta(days=dice.randrange(365))

    return WorkingCalendar(
        dice.choice(ZONES),
        tuple(some_hours() for _ in range(7)),
        frozenset(some_day() for _ in range(dice.randrange(30))),
        tuple({some_day(): some_hours() for _ in range(dice.randrange(10))}.items()),
    )


@cache
def changes(zone: str, year: int) -> list[dt.datetime]:
    """The whole hours before which the zone's offset changed, looked for hour by hour."""
    tz = ZoneInfo(zone)
    found = []
    day, hour = dt.timedelta(days=1), dt.timedelta(hours=1)
    for midnight in steps(
        dt.datetime(year, 1, 1, tzinfo=dt.UTC), dt.datetime(year, 12, 31, tzinfo=dt.UTC), day
    ):
        if midnight.astimezone(tz).utcoffset() != (midnight + day).astimezone(tz).utcoffset():
            found += [
                at + hour
                for at in steps(midnight, midnight + day, hour)
                if at.astimezone(tz).utcoffset() != (at + hour).astimezone(tz).utcoffset()
            ]
    return found
