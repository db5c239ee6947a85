"""When a service is worked on: a time zone, weekly hours, holidays, and days of their own.

Measures are exact: the working time between two instants is the measure of their span's
intersection with working time, in real elapsed microseconds, also on the days the clocks change.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import lt, sub
from zoneinfo import ZoneInfo

from acctdesk.metrics.service.spans import Span, instant, length, moment, united
from acctdesk.metrics.service.worktime import DAY, WorkTime, lay_out, year_begin

FIRST_YEAR = 1970
LAST_YEAR = 2199
"""The years a calendar answers for; service desks write 1900 and 9999 for "never"."""

HOURS = "hours"
HOLIDAY = "holiday"
OWN_DAY = "own_day"


@dataclass(frozen=True, slots=True, order=True)
class Hours:
    """Working hours on the wall clock, from one time until another.

    Attributes:
        begin: When they begin, in whole seconds.
        end: When they end; at or before the begin it is on the next day, so that 22:00-06:00 runs
            overnight and 00:00-00:00 is the whole day.
    """

    begin: dt.time
    end: dt.time

    def __post_init__(self) -> None:
        for one in (self.begin, self.end):
            if one.tzinfo is not None or one.microsecond:
                raise ValueError("working hours are whole seconds of the calendar's own zone")

    @property
    def seconds(self) -> tuple[int, int]:
        """Begin and end in seconds from the midnight before; the end may pass the next one."""
        begin, end = (3600 * t.hour + 60 * t.minute + t.second for t in (self.begin, self.end))
        return begin, end if end > begin else end + DAY


Week = tuple[tuple[Hours, ...], ...]
"""The hours that begin on each weekday, Monday first."""

ALL_DAY = (Hours(dt.time(0), dt.time(0)),)
ALWAYS: Week = (ALL_DAY,) * 7
"""Hours of a service that is promised around the clock."""


def weekdays(begin: dt.time, end: dt.time) -> Week:
    """The same hours from Monday to Friday."""
    return ((Hours(begin, end),),) * 5 + ((),) * 2


@dataclass(frozen=True)
class WorkingCalendar:
    """The working time of a service.

    What is said of a day holds for that whole civil day, from midnight to midnight: on a holiday
    nothing is worked, not even what is left of the night before; a day of its own has its own hours
    alone, holiday or not. Hours that run past midnight end there when the next day is such a day.

    Attributes:
        zone: Name of the time zone, as "Europe/Prague".
        week: The hours that begin on each weekday, Monday first; several a day may overlap.
        holidays: Days on which nothing is worked.
        own_days: Days with other hours than their weekday's.

    Raises:
        ValueError: The week hasn't seven days.
        zoneinfo.ZoneInfoNotFoundError: There is no such zone.
    """

    zone: str
    week: Week = ALWAYS
    holidays: frozenset[dt.date] = frozenset()
    own_days: tuple[tuple[dt.date, tuple[Hours, ...]], ...] = ()

    def __post_init__(self) -> None:
        if len(self.week) != 7:
            raise ValueError("a week has seven days")
        ZoneInfo(self.zone)

    def elapsed(self, start: dt.datetime, end: dt.datetime) -> dt.timedelta:
        """The working time of [start, end].

        Raises:
            ValueError: The end is before the start, one has no time zone, or lies outside the years
                the calendar answers for.
        """
        return dt.timedelta(microseconds=self.worked(instant(start), instant(end)))

    def due(self, start: dt.datetime, duration: dt.timedelta) -> dt.datetime | None:
        """The earliest moment by which so much working time has elapsed; in UTC.

        Returns:
            None when it never has, up to the last year.

        Raises:
            ValueError: The duration is negative, the start has no time zone, or lies outside the
                years the calendar answers for.
        """
        found = self.reach(instant(start), length(duration))
        return None if found is None else moment(found)

    def worked(self, begin: int, end: int) -> int:
        """`elapsed` between instants, in microseconds."""
        if end < begin:
            raise ValueError("the end is before the start")
        table = self.table(begin, end)
        return table.worked(end) - table.worked(begin)

    def worked_all(self, begins: Sequence[int], ends: Sequence[int]) -> list[int]:
        """`worked` for many spans at once.

        Args:
            begins: Instants, in any order.
            ends: As many instants, each at or after its begin.

        Raises:
            ValueError: There isn't an end for each begin, or one as for `elapsed`.
        """
        if not begins and not ends:
            return []
        if len(begins) != len(ends) or any(map(lt, ends, begins)):
            raise ValueError("not an end for each start, or an end before the start")
        table = self.table(min(begins), max(ends))
        return list(map(sub, table.worked_all(ends), table.worked_all(begins)))

    def reach(self, begin: int, working: int) -> int | None:
        """`due` between instants: the earliest one at which so many microseconds were worked."""
        if working < 0:
            raise ValueError("a negative working time")
        if not working:
            return begin
        far = begin
        reach_years = 1
        while True:
            table = self.table(begin, far)
            found = table.when(table.worked(begin) + working)
            if found is not None or table.last == LAST_YEAR:
                return found
            far = year_begin(min(table.last + reach_years, LAST_YEAR))
            reach_years *= 2

    def spans(self, begin: int, end: int) -> list[Span]:
        """The working spans between two instants."""
        return self.table(begin, end).spans(begin, end)

    def day_begin(self, day: dt.date) -> int:
        """The instant at which a civil day begins; where its midnight is left out, what follows."""
        return instant(dt.datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(self.zone)))

    def closed_because(self, day: dt.date) -> str:
        """Why a civil day has no more hours than it has: "holiday", "own_day" or "hours"."""
        if day in self._own:
            return OWN_DAY
        return HOLIDAY if day in self.holidays else HOURS

    def closed(self, begin: int, end: int) -> list[tuple[int, int, str]]:
        """The spans between two instants that aren't worked, each with the reason.

        One reason that goes on over midnight is one span.
        """
        found: list[tuple[int, int, str]] = []
        at = begin
        for first, last in [*self.spans(begin, end), (end, end)]:
            for part in self._reasons(at, first):
                if found and found[-1][1] == part[0] and found[-1][2] == part[2]:
                    found[-1] = (found[-1][0], part[1], part[2])
                else:
                    found.append(part)
            at = last
        return found

    def _reasons(self, begin: int, end: int) -> Iterable[tuple[int, int, str]]:
        day = moment(begin).astimezone(ZoneInfo(self.zone)).date()
        while begin < end:
            midnight = min(end, self.day_begin(day + dt.timedelta(days=1)))
            if midnight > begin:
                yield begin, midnight, self.closed_because(day)
                begin = midnight
            day += dt.timedelta(days=1)

    @cached_property
    def _own(self) -> dict[dt.date, tuple[Hours, ...]]:
        return dict(self.own_days)

    @cached_property
    def _kept(self) -> list[WorkTime]:
        # The one table laid out so far. It follows from the fields, so it takes no part in equality
        # and may be replaced by a longer one at any time, from any thread.
        return []

    def table(self, begin: int, end: int) -> WorkTime:
        """The working time laid out for whole years that hold both instants.

        Raises:
            ValueError: One lies outside the years the calendar answers for.
        """
        kept = self._kept[0] if self._kept else None
        if kept is not None and kept.lower <= begin and end < kept.upper:
            return kept
        first, last = moment(begin).year, moment(end).year
        if first < FIRST_YEAR or last > LAST_YEAR:
            raise ValueError("outside the years a calendar answers for")
        if kept is not None:
            first, last = min(first, kept.first), max(last, kept.last)
        table = lay_out(ZoneInfo(self.zone), self._pieces(), first, last)
        self._kept[:] = [table]
        return table

    def _pieces(self) -> _Pieces:
        return _Pieces(self.week, self.holidays, self._own)


class _Pieces:
    """The working pieces of civil days, in seconds from their midnight."""

    def __init__(
        self,
        week: Week,
        holidays: frozenset[dt.date],
        own: dict[dt.date, tuple[Hours, ...]],
    ) -> None:
        epoch = dt.date(1970, 1, 1)
        self._week = [[one.seconds for one in hours] for hours in week]
        self._special: dict[int, list[tuple[int, int]]] = {
            (day - epoch).days: [] for day in holidays
        }
        for day, hours in own.items():
            self._special[(day - epoch).days] = [one.seconds for one in hours]
        self._plain = [
            united([*_today(self._week[n]), *_over(self._week[n - 1])]) for n in range(7)
        ]

    def __call__(self, day: int) -> Sequence[tuple[int, int]]:
        special = self._special
        weekday = (day + 3) % 7  # 1 January 1970 was a Thursday
        if day in special:
            return united(_today(special[day]))
        if day - 1 in special:
            return united([*_today(self._week[weekday]), *_over(special[day - 1])])
        return self._plain[weekday]


def _today(hours: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    return [(begin, min(end, DAY)) for begin, end in hours]


def _over(hours: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    return [(0, end - DAY) for _begin, end in hours if end > DAY]
