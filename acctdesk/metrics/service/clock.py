"""A ticket's clock: from its events to what counted, what didn't and why, and when it was due.

`course` folds events into spells in which the clock ran, was paused or was stopped; `judge` holds
them against a target; `ledger` shows every moment of them. The response clock runs until the first
response, the resolution clock until the ticket is resolved; a reopened ticket's goes on from where
it was stopped.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from acctdesk.metrics.service.calendar import WorkingCalendar
from acctdesk.metrics.service.spans import Span, common, instant, length, moment, united, without

OPENED = "opened"
RESPONDED = "responded"
PAUSED = "paused"
RESOLVED = "resolved"
CLOSED = "closed"
REOPENED = "reopened"
STAGES = (OPENED, RESPONDED, PAUSED, RESOLVED, CLOSED, REOPENED)
"""What the states of a service desk are mapped to."""

RUNNING = "running"
STOPPED = "stopped"

RESPONSE = "response"
RESOLUTION = "resolution"

MET = "met"
MISSED = "missed"
OPEN = "open"
NO_EVENTS = "no_events"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a ticket.

    Attributes:
        at: When, with a time zone.
        stage: One of `STAGES`.
        said: The service desk's own word for the state; told as the reason of a pause.
    """

    at: dt.datetime
    stage: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A time that the agreement leaves out.

    Attributes:
        begin: When it begins.
        end: When it ends.
        reason: "maintenance", "force_majeure", or another code of the agreement.
        approved: Whether it was agreed with the client; what wasn't leaves nothing out.
    """

    begin: dt.datetime
    end: dt.datetime
    reason: str = "maintenance"
    approved: bool = True


@dataclass(frozen=True, slots=True)
class Spell:
    """A stretch of a ticket's life in one state of its clock.

    Attributes:
        begin: Instant.
        end: Instant.
        kind: "running", "paused" or "stopped".
        reason: The service desk's word for a pause or a stop; else empty.
    """

    begin: int
    end: int
    kind: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """What a ticket went through, until an instant; times are instants, None for not yet.

    Attributes:
        until: Until when its events are known; what came later isn't looked at.
        spells: From its opening until it was resolved, or until then; without a gap.
        opened: None when nothing had happened yet.
        responded: First response: responded, resolved or closed, whichever came first.
        resolved: When it was resolved for the last time, and wasn't reopened.
        closed: When it was closed.
        reopened: How often it was reopened.
        paused: Whether its clock is paused at the end of what is known.
        notes: What is odd about its events: "out_of_order" (put in order of time), "no_opening"
            (the first event was taken for it), "before_opening" (such events count as of the
            opening), "reopened_unsaid" (worked on after it was resolved), "closed_unresolved".
    """

    until: int
    spells: tuple[Spell, ...] = ()
    opened: int | None = None
    responded: int | None = None
    resolved: int | None = None
    closed: int | None = None
    reopened: int = 0
    paused: bool = False
    notes: tuple[str, ...] = ()

    def until_response(self) -> Course:
        """The part of it that the response clock sees."""
        if self.responded is None:
            return self
        end = self.responded
        spells = tuple(
            one if one.end <= end else Spell(one.begin, end, one.kind, one.reason)
            for one in self.spells
            if one.begin < end
        )
        return Course(self.until, spells, self.opened, end, end, notes=self.notes)


def course(events: Iterable[Event], until: dt.datetime) -> Course:
    """Folds the events of one ticket.

    Any order will do; events of one moment keep theirs, turned round when the whole list runs from
    the newest to the oldest. A ticket is worked on again as soon as any event says so: answered,
    paused or opened after it was resolved means reopened.

    Args:
        events: What happened to it.
        until: Until when they are known; later ones are left out.

    Raises:
        ValueError: An event is of no known stage, or a time has no zone.
    """
    end = instant(until)
    known = [(instant(one.at), one.stage, one.said) for one in events]
    if unknown := {stage for _at, stage, _said in known} - set(STAGES):
        raise ValueError(f"unknown stages: {sorted(unknown)}")
    known = [one for one in known if one[0] <= end]
    if not known:
        return Course(end)
    return _Fold(known, end).course()


class _Fold:
    def __init__(self, known: list[tuple[int, str, str]], until: int) -> None:
        self._notes: list[str] = []
        self._until = until
        if any(a[0] > b[0] for a, b in pairwise(known)):
            if all(a[0] >= b[0] for a, b in pairwise(known)):
                known.reverse()
            else:
                self._note("out_of_order")
            known.sort(key=lambda one: one[0])
        openings = [at for at, stage, _said in known if stage == OPENED]
        if not openings:
            self._note("no_opening")
        self._opened = openings[0] if openings else known[0][0]
        # Whatever else is written for the moment of the opening follows it.
        known.sort(key=lambda one: one[0] == self._opened and one[1] != OPENED)
        known.sort(key=lambda one: one[0])
        if known[0][0] < self._opened:
            self._note("before_opening")
        self._known = known
        self._spells: list[Spell] = []
        self._since, self._kind, self._reason = self._opened, RUNNING, ""
        self._responded: int | None = None
        self._resolved: int | None = None
        self._closed: int | None = None
        self._reopened = 0

    def course(self) -> Course:
        for at, stage, said in self._known:
            self._take(max(at, self._opened), stage, said)
        paused = self._kind == PAUSED
        if self._kind != STOPPED:
            self._turn(self._until, STOPPED, "")
        return Course(
            self._until,
            tuple(self._spells),
            self._opened,
            self._responded,
            self._resolved,
            self._closed,
            self._reopened,
            paused,
            tuple(self._notes),
        )

    def _take(self, at: int, stage: str, said: str) -> None:
        if stage in (RESOLVED, CLOSED):
            if self._kind != STOPPED:
                if stage == CLOSED:
                    self._note("closed_unresolved")
                self._turn(at, STOPPED, said or stage)
                self._resolved = at
            if stage == CLOSED and self._closed is None:
                self._closed = at
        else:
            if self._kind == STOPPED:
                if stage != REOPENED:
                    self._note("reopened_unsaid")
                self._reopened += 1
                self._resolved = self._closed = None
            kind = PAUSED if stage == PAUSED else RUNNING
            self._turn(at, kind, (said or PAUSED) if kind == PAUSED else "")
        if stage in (RESPONDED, RESOLVED, CLOSED) and self._responded is None:
            self._responded = at

    def _turn(self, at: int, kind: str, reason: str) -> None:
        """Ends the spell that is on and begins another."""
        if (kind, reason) == (self._kind, self._reason):
            return
        if at > self._since:
            self._spells.append(Spell(self._since, at, self._kind, self._reason))
        self._since, self._kind, self._reason = at, kind, reason

    def _note(self, note: str) -> None:
        if note not in self._notes:
            self._notes.append(note)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A ticket held against a target.

    Attributes:
        outcome: "met" or "missed"; "open" or "paused" while it is neither answered (resolved) nor
            past due; "no_events" when nothing had happened yet.
        counted: Business time that counted: of the whole when it is finished, so far when not.
        due: When it is or was due. None while it is paused and not past due, or when it never is.
            Of a finished one, as if the clock had run on.
        notes: As in `Course`.
    """

    outcome: str
    counted: dt.timedelta = dt.timedelta()
    due: dt.datetime | None = None
    notes: tuple[str, ...] = ()


def judge(
    ticket: Course,
    calendar: WorkingCalendar,
    target: dt.timedelta,
    exclusions: Sequence[Exclusion] = (),
    clock: str = RESOLUTION,
) -> Verdict:
    """Holds a ticket against a target; exactly on target is met.

    Args:
        ticket: What it went through.
        calendar: When its service is worked on.
        target: Business time allowed.
        exclusions: What the agreement leaves out.
        clock: "response" or "resolution".

    Raises:
        ValueError: The calendar doesn't answer for such years.
    """
    return judge_all([ticket], calendar, target, exclusions, clock)[0]


def judge_all(
    tickets: Iterable[Course],
    calendar: WorkingCalendar,
    target: dt.timedelta,
    exclusions: Iterable[Exclusion] = (),
    clock: str = RESOLUTION,
) -> list[Verdict]:
    """`judge` for many tickets; what is excluded is made out once for all of them."""
    taken, allowed = left_out(exclusions), length(target)
    return [
        _judge(one.until_response() if clock == RESPONSE else one, calendar, allowed, taken)
        for one in tickets
    ]


def _judge(
    ticket: Course, calendar: WorkingCalendar, allowed: int, taken: Sequence[Span]
) -> Verdict:
    if ticket.opened is None:
        return Verdict(NO_EVENTS)
    spent = counted(ticket, calendar, taken)
    due = _due(ticket, calendar, allowed, taken)
    if ticket.resolved is not None or spent > allowed:
        outcome = MET if spent <= allowed else MISSED
    else:
        outcome = PAUSED if ticket.paused else OPEN
    return Verdict(
        outcome,
        dt.timedelta(microseconds=spent),
        None if due is None else moment(due),
        ticket.notes,
    )


def left_out(exclusions: Iterable[Exclusion]) -> list[Span]:
    """The spans that approved exclusions leave out, in order and apart."""
    return united((instant(one.begin), instant(one.end)) for one in exclusions if one.approved)


def counted(ticket: Course, calendar: WorkingCalendar, taken: Sequence[Span] = ()) -> int:
    """Business time during which the clock ran and nothing was left out, in microseconds."""
    running = [(one.begin, one.end) for one in ticket.spells if one.kind == RUNNING]
    spent = sum(calendar.worked(begin, end) for begin, end in running)
    if taken:
        spent -= sum(calendar.worked(begin, end) for begin, end in common(running, taken))
    return spent


def _due(
    ticket: Course, calendar: WorkingCalendar, allowed: int, taken: Sequence[Span]
) -> int | None:
    if not allowed:
        return ticket.opened
    running = [(one.begin, one.end) for one in ticket.spells if one.kind == RUNNING]
    for begin, end in without(running, taken):
        worked = calendar.worked(begin, end)
        if worked >= allowed:
            return calendar.reach(begin, allowed)
        allowed -= worked
    if ticket.paused:
        return None
    at = ticket.until if ticket.resolved is None else ticket.resolved
    for begin, end in taken:
        if end <= at:
            continue
        due = calendar.reach(at, allowed)
        if due is None or due <= begin:
            return due
        if begin > at:
            allowed -= calendar.worked(at, begin)
        at = end
    return calendar.reach(at, allowed)
