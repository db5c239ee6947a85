"""Working time laid out as spans of UTC, and the two questions that are asked of it.

A table knows the working spans of some whole years and how much was worked before each; so the time
worked between two instants is the difference of two look-ups, whatever lies between them.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, repeat
from operator import sub
from zoneinfo import ZoneInfo

from acctdesk.metrics.service.spans import SECOND, Span

DAY = 86_400
"""Seconds of a day on a wall clock."""

_1970 = dt.date(1970, 1, 1).toordinal()

_FAR = 1 << 62
"""Later than any instant."""

Pieces = Callable[[int], Sequence[tuple[int, int]]]
"""The working pieces of a civil day, given its number since 1970: seconds from its midnight."""


@dataclass(frozen=True, slots=True, eq=False)
class WorkTime:
    """The working spans of whole years of UTC, in order and apart.

    Attributes:
        first: First year.
        last: Last year.
        lower: The instant the first year begins.
        upper: The instant the last year has ended.
        begins: Begin of each span, as an instant.
        ends: End of each span.
        before: What was worked before each span begins, since the table's begin; microseconds.
        after: What was worked when each span has ended.
    """

    first: int
    last: int
    lower: int
    upper: int
    begins: tuple[int, ...]
    ends: tuple[int, ...]
    before: tuple[int, ...]
    after: tuple[int, ...]

    def worked(self, at: int) -> int:
        """Microseconds worked from the table's begin to an instant of its years."""
        place = bisect_right(self.begins, at) - 1
        if place < 0:
            return 0
        end = self.ends[place]
        return self.before[place] + (at if at < end else end) - self.begins[place]

    def worked_all(self, instants: Sequence[int]) -> list[int]:
        """The same for many instants."""
        # The search runs in C over the whole column. With one row before the first span, what is
        # left to Python is one subtraction for each: the time since then that was not worked, or
        # all there was when the span had ended.
        idle = (-_FAR, *map(sub, self.begins, self.before))
        most = (0, *self.after)
        places = map(bisect_right, repeat(self.begins), instants)
        return [
            worked if (worked := at - idle[place]) < most[place] else most[place]
            for at, place in zip(instants, places, strict=True)
        ]

    def when(self, worked: int) -> int | None:
        """The earliest instant by which so much was worked; None when it is after the table."""
        place = bisect_left(self.after, worked)
        if place == len(self.after):
            return None
        return self.begins[place] + worked - self.before[place]

    def spans(self, begin: int, end: int) -> list[Span]:
        """The working spans between two instants of its years, cut at both."""
        return [
            (max(begin, self.begins[place]), min(end, self.ends[place]))
            for place in range(bisect_right(self.ends, begin), bisect_left(self.begins, end))
        ]


def year_begin(year: int) -> int:
    """The instant a year begins in UTC."""
    return (dt.date(year, 1, 1).toordinal() - _1970) * DAY * SECOND


def lay_out(zone: ZoneInfo, pieces: Pieces, first: int, last: int) -> WorkTime:
    """Lays out the working time of some years.

    An instant is working time when the clock on the wall, in the zone, shows a time within a
    working piece of the day it shows. So an hour that the wall clock leaves out in spring is not
    worked, and one that it shows twice in autumn is worked twice.

    Args:
        zone: Time zone of the wall clock.
        pieces: The working pieces of a civil day, in order and apart.
        first: First year.
        last: Last year.
    """
    begins: list[int] = []
    ends: list[int] = []
    for begin, end, offset in _offsets(zone, first, last):
        # Within such a stretch the wall clock runs evenly: a day is cut out by one subtraction.
        first_day, last_day = (begin + offset) // DAY, (end + offset - 1) // DAY
        for day in range(first_day, last_day + 1):
            midnight = day * DAY - offset
            for start, stop in pieces(day):
                a, b = max(midnight + start, begin), min(midnight + stop, end)
                if a >= b:
                    continue
                if ends and ends[-1] == a:
                    ends[-1] = b
                else:
                    begins.append(a)
                    ends.append(b)
    starts = [SECOND * one for one in begins]
    stops = [SECOND * one for one in ends]
    after = tuple(accumulate(b - a for a, b in zip(starts, stops, strict=True)))
    before = (0, *after[:-1]) if after else ()
    bounds = year_begin(first), year_begin(last + 1)
    return WorkTime(first, last, *bounds, tuple(starts), tuple(stops), before, after)


def _offsets(zone: ZoneInfo, first: int, last: int) -> Iterator[tuple[int, int, int]]:
    """The stretches of one offset from UTC: begin and end in seconds since 1970, offset."""
    begin = year_begin(first) // SECOND
    stop = year_begin(last + 1) // SECOND
    held = _offset(zone, begin)
    # Zones change their offset a few times a year; never twice within a day since 1970.
    for midnight in range(begin + DAY, stop + DAY, DAY):
        now = _offset(zone, midnight)
        if now != held:
            low, high = midnight - DAY, midnight
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if _offset(zone, middle) == held else (low, middle)
            if high >= stop:
                break
            yield begin, high, held
            begin, held = high, now
    yield begin, stop, held


def _offset(zone: ZoneInfo, at: int) -> int:
    shown = dt.datetime.fromtimestamp(at, zone).utcoffset()
    assert shown is not None  # noqa: S101 - a ZoneInfo always has one
    return int(shown.total_seconds())
