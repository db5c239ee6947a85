"""Instants as whole microseconds, and arithmetic on sets of spans of them.

A span is a pair (begin, end) of instants, half open: its begin belongs to it, its end doesn't. A
list of spans is in order and apart when each ends before, or when, the next begins. Whole numbers
keep every sum exact: no second is lost to a rounding.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

Span = tuple[int, int]
"""Begin and end as instants: microseconds since 1970 in UTC."""

SECOND = 1_000_000
"""Microseconds of a second."""

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MICROSECOND = dt.timedelta(microseconds=1)


def instant(moment: dt.datetime) -> int:
    """A moment as microseconds since 1970 in UTC.

    Raises:
        ValueError: The moment has no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return (moment - EPOCH) // _MICROSECOND


def moment(at: int) -> dt.datetime:
    """An instant as a moment in UTC."""
    return EPOCH + dt.timedelta(microseconds=at)


def length(duration: dt.timedelta) -> int:
    """A duration in microseconds."""
    return duration // _MICROSECOND


def united(spans: Iterable[Span]) -> list[Span]:
    """The spans in order and apart; overlapping and touching ones become one, empty ones none."""
    found: list[Span] = []
    for begin, end in sorted(spans):
        if begin >= end:
            continue
        if found and begin <= found[-1][1]:
            if end > found[-1][1]:
                found[-1] = (found[-1][0], end)
        else:
            found.append((begin, end))
    return found


def common(one: Sequence[Span], other: Sequence[Span]) -> list[Span]:
    """What lies in both; each of the two in order and apart."""
    found = []
    i = j = 0
    while i < len(one) and j < len(other):
        begin, end = max(one[i][0], other[j][0]), min(one[i][1], other[j][1])
        if begin < end:
            found.append((begin, end))
        if one[i][1] < other[j][1]:
            i += 1
        else:
            j += 1
    return found


def without(one: Iterable[Span], taken: Sequence[Span]) -> list[Span]:
    """What lies in the first and not in the second; each of the two in order and apart."""
    found = []
    j = 0
    for first, last in one:
        begin = first
        while j < len(taken) and taken[j][1] <= begin:
            j += 1
        k = j
        while k < len(taken) and taken[k][0] < last:
            if begin < taken[k][0]:
                found.append((begin, taken[k][0]))
            begin = max(begin, taken[k][1])
            k += 1
        if begin < last:
            found.append((begin, last))
    return found
