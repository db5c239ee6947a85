"""The ledger: every moment of a ticket or an outage, whether it counted, and if not, why not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from acctdesk.metrics.service.calendar import WorkingCalendar
from acctdesk.metrics.service.clock import (
    PAUSED,
    RESOLUTION,
    RESPONSE,
    RUNNING,
    STOPPED,
    Course,
    Exclusion,
    Spell,
)
from acctdesk.metrics.service.spans import instant, moment

COUNTED = "counted"
EXCLUDED = "excluded"
OUTSIDE = "outside"
KINDS = (COUNTED, PAUSED, EXCLUDED, OUTSIDE, STOPPED)
"""Every moment is of one kind: it counted, the clock was paused in working time, it was left out by
the agreement, it lay outside working time, or the ticket was resolved and reopened later."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A stretch of time of one kind.

    Attributes:
        begin: When it begins, in UTC.
        end: When it ends.
        kind: One of `KINDS`.
        reason: Why it didn't count: the service desk's word for a pause or a stop, the code of an
            exclusion, or "hours", "holiday" or "own_day" for time outside; empty when it counted.
    """

    begin: dt.datetime
    end: dt.datetime
    kind: str
    reason: str = ""

    @property
    def duration(self) -> dt.timedelta:
        """How long it really was."""
        return self.end - self.begin


@dataclass(frozen=True, slots=True)
class Ledger:
    """Entries in order, each beginning where the one before ends; all of them are the whole."""

    entries: tuple[Entry, ...]

    @property
    def whole(self) -> dt.timedelta:
        """From the first begin to the last end."""
        if not self.entries:
            return dt.timedelta()
        return self.entries[-1].end - self.entries[0].begin

    def total(self, kind: str) -> dt.timedelta:
        """How long the entries of one kind are together."""
        return sum((one.duration for one in self.entries if one.kind == kind), dt.timedelta())


def ledger(
    ticket: Course,
    calendar: WorkingCalendar,
    exclusions: Iterable[Exclusion] = (),
    clock: str = RESOLUTION,
) -> Ledger:
    """The ledger of a ticket, from its opening until it was finished or as far as it is known.

    Where several things keep a moment from counting, it is told as stopped before outside, outside
    before paused, and paused before excluded: an exclusion takes only what would have counted.

    Args:
        ticket: What it went through.
        calendar: When its service is worked on.
        exclusions: What the agreement leaves out; of two that overlap, the earlier gives the
            reason.
        clock: "response" or "resolution".
    """
    seen = ticket.until_response() if clock == RESPONSE else ticket
    return _told(seen.spells, calendar, exclusions)


def outage_ledger(
    begin: dt.datetime,
    end: dt.datetime,
    calendar: WorkingCalendar,
    exclusions: Iterable[Exclusion] = (),
) -> Ledger:
    """The ledger of an outage: what of it was downtime, and why the rest wasn't."""
    return _told([Spell(instant(begin), instant(end), RUNNING)], calendar, exclusions)


def _told(
    spells: Iterable[Spell], calendar: WorkingCalendar, exclusions: Iterable[Exclusion]
) -> Ledger:
    taken = _with_reasons(exclusions)
    found: list[Entry] = []
    for begin, end, kind, reason in _parts(spells, calendar, taken):
        first, last = moment(begin), moment(end)
        if found and (found[-1].end, found[-1].kind, found[-1].reason) == (first, kind, reason):
            found[-1] = Entry(found[-1].begin, last, kind, reason)
        else:
            found.append(Entry(first, last, kind, reason))
    return Ledger(tuple(found))


_Part = tuple[int, int, str, str]


def _parts(
    spells: Iterable[Spell], calendar: WorkingCalendar, taken: Sequence[tuple[int, int, str]]
) -> Iterator[_Part]:
    for spell in spells:
        if spell.kind == STOPPED:
            yield spell.begin, spell.end, STOPPED, spell.reason
            continue
        parts: list[_Part] = [
            (begin, end, OUTSIDE, why)
            for begin, end, why in calendar.closed(spell.begin, spell.end)
        ]
        for begin, end in calendar.spans(spell.begin, spell.end):
            if spell.kind == PAUSED:
                parts.append((begin, end, PAUSED, spell.reason))
            else:
                parts += _cut(begin, end, taken)
        yield from sorted(parts)


def _cut(begin: int, end: int, taken: Sequence[tuple[int, int, str]]) -> Iterator[_Part]:
    for first, last, why in taken:
        a, b = max(begin, first), min(end, last)
        if a < b:
            if begin < a:
                yield begin, a, COUNTED, ""
            yield a, b, EXCLUDED, why
            begin = b
    if begin < end:
        yield begin, end, COUNTED, ""


def _with_reasons(exclusions: Iterable[Exclusion]) -> list[tuple[int, int, str]]:
    """Approved exclusions, the earliest first; those that overlap are told apart by `_cut`."""
    approved = (one for one in exclusions if one.approved)
    return sorted((instant(one.begin), instant(one.end), one.reason) for one in approved)
