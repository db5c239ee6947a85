"""The clock for many tickets at once, and without a present moment.

`course` and `judge` tell one ticket as of an instant, with every spell; here the same rules give
only what can be kept: when a ticket is due, from when on it is missed if nothing more happens, and
what counted once it was finished. Tests hold the two to one another.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from acctdesk.metrics.service.calendar import WorkingCalendar
from acctdesk.metrics.service.clock import (
    CLOSED,
    MET,
    MISSED,
    OPEN,
    OPENED,
    PAUSED,
    REOPENED,
    RESOLUTION,
    RESOLVED,
    RESPONDED,
    RESPONSE,
    RUNNING,
    _Fold,
)
from acctdesk.metrics.service.spans import Span, common, without

Known = Sequence[Sequence[Any]]
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
    told = _Fold([(at, stage, said) for at, stage, said in known], _NEVER).course()
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
    clock: str = RESOLUTION,
) -> Iterator[Held | None]:
    """Holds many tickets against a target; see `acctdesk.metrics.service.clock.judge_all`.

    Args:
        runs: What they went through.
        calendar: When their service is worked on.
        allowed: Working time allowed, in microseconds.
        taken: What approved exclusions leave out, in order and apart.
        clock: "response" or "resolution".

    Yields:
        One each; None for a ticket of which nothing is known.
    """
    one_by_one = _Holding(calendar, allowed, taken)
    for one in runs:
        if clock == RESPONSE:
            yield one_by_one.response(one)
        else:
            yield one_by_one.hold(one.opened, one.running, one.since, one.resolved, one.paused)


class _Holding:
    """Holds tickets against one target; asks the calendar as little as it can."""

    def __init__(self, calendar: WorkingCalendar, allowed: int, taken: Sequence[Span]) -> None:
        self._calendar = calendar
        self._worked: Callable[[int, int], int] = calendar.worked
        self._reach = calendar.reach
        self._allowed, self._taken = allowed, taken

    def response(self, ticket: Run) -> Held | None:
        """Holds what the response clock sees of a ticket."""
        end = ticket.responded
        if end is None:
            return self.hold(ticket.opened, ticket.running, ticket.since, None, ticket.paused)
        spans = ticket.running
        if spans and spans[-1][1] > end:
            spans = tuple((a, b if b < end else end) for a, b in spans if a < end)
        if ticket.since is not None and ticket.since < end:
            spans = (*spans, (ticket.since, end))
        return self.hold(ticket.opened, spans, None, end, False)

    def hold(
        self,
        opened: int | None,
        spans: Sequence[Span],
        since: int | None,
        finished: int | None,
        paused: bool,
    ) -> Held | None:
        """Holds a clock.

        Args:
            opened: When it began; None when it never did.
            spans: When it ran, and has stopped again.
            since: Since when it runs without an end.
            finished: When it ended.
            paused: Whether it is paused.
        """
        if opened is None:
            return None
        if finished is not None and not self._taken:
            return self._finished(opened, spans, finished)
        due = self._due(opened, spans, since, finished, self._allowed)
        if finished is not None:
            spent = self._spent(spans)
            return Held(due, MET if spent <= self._allowed else MISSED, None, spent)
        if paused:
            past = self._spent(spans) > self._allowed
            return Held(due, MISSED if past else PAUSED)
        return Held(due, OPEN, self._due(opened, spans, since, finished, self._allowed + 1))

    def _finished(self, opened: int, spans: Sequence[Span], finished: int) -> Held:
        """Most tickets: finished, and nothing left out. Each end of a span is looked up once."""
        allowed, spent = self._allowed, 0
        due: int | None = None if allowed else opened
        table = self._calendar.table(opened, finished)
        worked, at = table.worked, 0
        for begin, end in spans:
            before = worked(begin)
            at = worked(end)
            spent += at - before
            if due is None and spent >= allowed:
                due = table.when(at - spent + allowed)
        if due is None:
            if not spans or spans[-1][1] != finished:
                at = worked(finished)
            due = table.when(at + allowed - spent)
            if due is None:
                due = self._reach(finished, allowed - spent)
        return Held(due, MET if spent <= allowed else MISSED, None, spent)

    def _spent(self, spans: Sequence[Span]) -> int:
        spent = sum(self._worked(begin, end) for begin, end in spans)
        if self._taken:
            spent -= sum(self._worked(a, b) for a, b in common(spans, self._taken))
        return spent

    def _due(
        self,
        opened: int,
        spans: Sequence[Span],
        since: int | None,
        finished: int | None,
        allowed: int,
    ) -> int | None:
        if not allowed:
            return opened
        if self._taken:
            spans = without(spans, self._taken)
        for begin, end in spans:
            worked = self._worked(begin, end)
            if worked >= allowed:
                return self._reach(begin, allowed)
            allowed -= worked
        at = since if finished is None else finished
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
