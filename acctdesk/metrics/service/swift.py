"""The clock for many tickets at once, and without a present moment.

`course` and `judge` tell one ticket as of an instant, with every spell; here the same rules give
only what can be kept: when a ticket is due, from when on it is missed if nothing more happens, and
what counted once it was finished. Tests hold the two to one another.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from acctdesk.metrics.service.calendar import WorkingCalendar
from acctdesk.metrics.service.clock import (
    CLOSED,
    MET,
    MISSED,
    OPEN,
    OPENED,
    PAUSED,
    REOPENED,
    RESOLVED,
    RESPONDED,
    RESPONSE,
    RUNNING,
    _Fold,
)
from acctdesk.metrics.service.spans import Span, common, without

Known = Sequence[tuple[int, str, str]]
"""Events of a ticket: instant, stage, and the service desk's own word."""

_NEVER = 1 << 62
"""Later than any instant."""

_RUN, _PAUSE, _STOP = range(3)
_ENDS = (RESOLVED, CLOSED)


@dataclass(frozen=True, slots=True)
class Run:
    """A ticket's clock, whatever the present moment is; times are instants, None for not yet.

    Attributes:
        opened: When it was opened; None when nothing is known of it.
        running: Spans in which the clock ran and has stopped again, in order and apart.
        since: Since when it runs without an end; None when it doesn't.
        responded: First response.
        resolved: When it was resolved for the last time and not reopened.
        closed: When it was closed.
        reopened: How often it was reopened.
        paused: Whether it is paused.
        first_contact: Whether the first answer resolved it.
    """

    opened: int | None
    running: tuple[Span, ...] = ()
    since: int | None = None
    responded: int | None = None
    resolved: int | None = None
    closed: int | None = None
    reopened: int = 0
    paused: bool = False
    first_contact: bool = False


NOTHING = Run(None)


def run(known: Known) -> Run:
    """Folds the events of one ticket, as `acctdesk.metrics.service.clock.course` does.

    Args:
        known: Its events in the file's order; stages are those of `STAGES`.
    """
    if not known:
        return NOTHING
    opened = known[0][0]
    if known[0][1] != OPENED or not _is_in_order(known):
        return _slowly(known)
    running: list[Span] = []
    state, since = _RUN, opened
    responded = resolved = closed = None
    reopened = 0
    waited = False
    for at, stage, _said in known:
        if stage in _ENDS:
            if state != _STOP:
                if at > since:
                    if state == _RUN:
                        running.append((since, at))
                    else:
                        waited = True
                state, since, resolved = _STOP, at, at
            if stage == CLOSED and closed is None:
                closed = at
            if responded is None:
                responded = at
            continue
        if state == _STOP:
            reopened += 1
            resolved = closed = None
        if stage == PAUSED:
            if state != _PAUSE:
                if state == _RUN and at > since:
                    running.append((since, at))
                state, since = _PAUSE, at
        else:
            if state != _RUN:
                waited = waited or (state == _PAUSE and at > since)
                state, since = _RUN, at
            if stage == RESPONDED and responded is None:
                responded = at
    return Run(
        opened,
        tuple(running),
        since if state == _RUN else None,
        responded,
        resolved,
        closed,
        reopened,
        state == _PAUSE,
        resolved is not None and resolved == responded and not reopened and not waited,
    )


def _is_in_order(known: Known) -> bool:
    """Whether nothing has to be moved: by time, and the opening first of its moment."""
    before = known[0][0]
    for at, stage, _said in known[1:]:
        if at < before or (stage == OPENED and at == known[0][0]):
            return False
        before = at
    return True


def _slowly(known: Known) -> Run:
    told = _Fold(list(known), _NEVER).course()
    going = told.resolved is None and not told.paused
    spans = [(one.begin, one.end) for one in told.spells if one.kind == RUNNING]
    since = spans.pop()[0] if going and spans and spans[-1][1] == _NEVER else None
    waited = any(one.kind == PAUSED for one in told.spells)
    answered = told.resolved is not None and told.resolved == told.responded
    return Run(
        told.opened, tuple(spans), since, told.responded, told.resolved, told.closed,
        told.reopened, told.paused, answered and not told.reopened and not waited,
    )  # fmt: skip


def with_pauses(known: Known, words: Collection[str]) -> Known:
    """Events of a ticket whose clock is paused by other states than those that were imported.

    Args:
        known: Its events.
        words: The service desk's words, in lower case, for the states that pause; only these do.
    """
    made = []
    for at, stage, said in known:
        pauses = said.lower() in words
        if pauses and stage in (RESPONDED, REOPENED, OPENED):
            stage = PAUSED
        elif stage == PAUSED and not pauses:
            stage = RESPONDED
        made.append((at, stage, said))
    return made


@dataclass(frozen=True, slots=True)
class Held:
    """A ticket held against a target, whatever the present moment is.

    Attributes:
        due: The instant it is or was due; None while it is paused and not past due, or never.
        outcome: "met" or "missed" when it is finished; "open", "paused", or "missed" when it is
            paused after its due time.
        late: The instant from which an open one is missed; None for others, or never.
        spent: Working time that counted until it was finished; None when it isn't.
    """

    due: int | None
    outcome: str
    late: int | None = None
    spent: int | None = None


def hold_all(
    runs: Iterable[Run],
    calendar: WorkingCalendar,
    allowed: int,
    taken: Sequence[Span] = (),
    clock: str = RESPONSE,
) -> list[Held | None]:
    """Holds many tickets against a target; see `acctdesk.metrics.service.clock.judge_all`.

    Args:
        runs: What they went through.
        calendar: When their service is worked on.
        allowed: Working time allowed, in microseconds.
        taken: What approved exclusions leave out, in order and apart.
        clock: "response" or "resolution".

    Returns:
        One each; None for a ticket of which nothing is known.
    """
    one_by_one = _Holding(calendar, allowed, taken)
    if clock == RESPONSE:
        return [one_by_one.hold(_until_response(one)) for one in runs]
    return [one_by_one.hold(one) for one in runs]


def _until_response(ticket: Run) -> Run:
    end = ticket.responded
    if end is None:
        return ticket
    spans = tuple((a, min(b, end)) for a, b in ticket.running if a < end)
    if ticket.since is not None and ticket.since < end:
        spans = (*spans, (ticket.since, end))
    return Run(ticket.opened, spans, None, end, end)


class _Holding:
    """Holds tickets against one target; asks the calendar as little as it can."""

    def __init__(self, calendar: WorkingCalendar, allowed: int, taken: Sequence[Span]) -> None:
        self._worked: Callable[[int, int], int] = calendar.worked
        self._reach = calendar.reach
        self._allowed, self._taken = allowed, taken

    def hold(self, ticket: Run) -> Held | None:
        if ticket.opened is None:
            return None
        due = self._due(ticket, self._allowed)
        if ticket.resolved is not None:
            spent = self._spent(ticket.running)
            return Held(due, MET if spent <= self._allowed else MISSED, None, spent)
        if ticket.paused:
            past = self._spent(ticket.running) > self._allowed
            return Held(due, MISSED if past else PAUSED)
        return Held(due, OPEN, self._due(ticket, self._allowed + 1))

    def _spent(self, spans: Sequence[Span]) -> int:
        spent = sum(self._worked(begin, end) for begin, end in spans)
        if self._taken:
            spent -= sum(self._worked(a, b) for a, b in common(spans, self._taken))
        return spent

    def _due(self, ticket: Run, allowed: int) -> int | None:
        if not allowed:
            return ticket.opened
        spans: Sequence[Span] = ticket.running
        if self._taken:
            spans = without(spans, self._taken)
        for begin, end in spans:
            worked = self._worked(begin, end)
            if worked >= allowed:
                return self._reach(begin, allowed)
            allowed -= worked
        at = ticket.since if ticket.resolved is None else ticket.resolved
        return None if at is None else self._on(at, allowed)

    def _on(self, at: int, allowed: int) -> int | None:
        """When so much more is worked from an instant on, what is left out left out."""
        for begin, end in self._taken:
            if end <= at:
                continue
            due = self._reach(at, allowed)
            if due is None or due <= begin:
                return due
            if begin > at:
                allowed -= self._worked(at, begin)
            at = end
        return self._reach(at, allowed)
