"""Objectives judged by tickets and by measurements: attainment, spread, throughput, scorecard.

A value that can't be told is None with a reason in a code; how many things it rests on (n) is
always told. Targets and shares are between 0 and 1. Exactly on target is met.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from acctdesk.metrics.service import standing as levels
from acctdesk.metrics.service.clock import MET, MISSED, OPEN, PAUSED, Course, Verdict
from acctdesk.metrics.service.periods import Period
from acctdesk.metrics.service.spans import length
from acctdesk.metrics.service.standing import UNKNOWN, Standing, standing

NOTHING_DUE = "nothing_due"
NO_TARGET = "no_target"
NO_VALUES = "no_values"
NOTHING_RESOLVED = "nothing_resolved"
TOO_EARLY = "too_early"

EARLIEST = Decimal("0.05")
"""Share of a period's service time that must have passed before its end is projected."""


@dataclass(frozen=True, slots=True)
class Attainment:
    """How many tickets met their target.

    Attributes:
        met: Tickets that did.
        missed: Tickets that didn't, the open ones past due among them.
        open: Open tickets not yet due; they don't count.
        paused: Paused tickets not past due; they don't count either.
        value: met / (met + missed); None with a reason.
        target: Share that must be met; None when nothing was promised.
        allowed: Misses allowed for the tickets so far; None without a target.
        left: Misses left; 0 when the next one may breach, below 0 when it is missed so far.
        standing: The state of it.
        reason: "nothing_due", "no_target", or empty.
    """

    met: int
    missed: int
    open: int
    paused: int
    value: Decimal | None
    target: Decimal | None
    allowed: int | None
    left: int | None
    standing: Standing
    reason: str = ""

    @property
    def n(self) -> int:
        """Tickets that were judged."""
        return self.met + self.missed


def misses_allowed(target: Decimal, n: int) -> int:
    """Of so many tickets, how many may miss: floor((1 - target) x n).

    Raises:
        ValueError: The target isn't between 0 and 1.
    """
    if not 0 <= target <= 1:
        raise ValueError("a target lies between 0 and 1")
    return int(((1 - target) * n).to_integral_value(ROUND_FLOOR))


def attainment(
    outcomes: Iterable[str], target: Decimal | None, *, ended: bool = False
) -> Attainment:
    """Attainment of some tickets, by the outcomes of `clock.judge`.

    Args:
        outcomes: "met", "missed", "open", "paused"; others aren't tickets yet and don't count.
        target: Share that must be met; None when nothing was promised.
        ended: Whether the period has ended, so that a breach is final.

    Raises:
        ValueError: The target isn't between 0 and 1.
    """
    held = list(outcomes)
    met, missed, open_, paused = (held.count(one) for one in (MET, MISSED, OPEN, PAUSED))
    return attained(met, missed, open_, paused, target, ended=ended)


def attained(
    met: int,
    missed: int,
    open_: int,
    paused: int,
    target: Decimal | None,
    *,
    ended: bool = False,
) -> Attainment:
    """`attainment` of tickets that were counted already.

    Args:
        met: Tickets that met their target.
        missed: Tickets that missed it.
        open_: Open ones not yet due.
        paused: Paused ones not past due.
        target: Share that must be met; None when nothing was promised.
        ended: Whether the period has ended.

    Raises:
        ValueError: The target isn't between 0 and 1.
    """
    n = met + missed
    value = Decimal(met) / n if n else None
    if target is None:
        return Attainment(met, missed, open_, paused, value, None, None, None, UNKNOWN, NO_TARGET)
    allowed = misses_allowed(target, n)
    found = standing(Decimal(missed), Decimal(allowed), final=ended) if n else UNKNOWN
    reason = "" if n else NOTHING_DUE
    left = allowed - missed
    return Attainment(met, missed, open_, paused, value, target, allowed, left, found, reason)


def belonging(verdicts: Iterable[Verdict], period: Period) -> list[Verdict]:
    """Those that belong to a period: whose due time lies in it.

    A ticket without a due time (paused, or never due) belongs to none yet.
    """
    begin, end = period.begin, period.end
    return [one for one in verdicts if one.due is not None and begin <= one.due < end]


@dataclass(frozen=True, slots=True)
class Projection:
    """Where a running period ends at its present pace.

    Attributes:
        used: Misses, or seconds of downtime, at the end of the period; None with a reason.
        allowed: What would be allowed by then, in the same unit.
        breached: Whether that is more than allowed.
        reason: "too_early", or that of what is projected; else empty.
    """

    used: Decimal | None
    allowed: Decimal | None
    breached: bool = False
    reason: str = ""


def projected(found: Attainment, passed: dt.timedelta, whole: dt.timedelta) -> Projection:
    """Where attainment ends when tickets and misses go on as they did.

    Args:
        found: Attainment so far.
        passed: Service time that has passed of the period.
        whole: Service time of the whole period.
    """
    if found.reason or found.target is None:
        return Projection(None, None, reason=found.reason)
    gone, all_of_it = Decimal(length(passed)), Decimal(length(whole))
    if not gone or gone < EARLIEST * all_of_it:
        return Projection(None, None, reason=TOO_EARLY)
    pace = all_of_it / gone
    used = found.missed * pace
    tickets = int((found.n * pace).to_integral_value(ROUND_FLOOR))
    allowed = Decimal(misses_allowed(found.target, tickets))
    return Projection(used, allowed, used > allowed)


@dataclass(frozen=True, slots=True)
class Spread:
    """How durations are spread.

    Attributes:
        n: How many there are.
        median: Half of them are no longer; None of none.
        p90: Nine in ten are no longer; None of none.
    """

    n: int
    median: dt.timedelta | None
    p90: dt.timedelta | None


def spread(durations: Iterable[dt.timedelta]) -> Spread:
    """Median and 90th percentile."""
    found = sorted(durations)
    return Spread(len(found), percentile(found, 50), percentile(found, 90))


def percentile(ordered: Sequence[dt.timedelta], percent: int) -> dt.timedelta | None:
    """A percentile, on the straight line between its neighbours (Hyndman and Fan's seventh).

    Args:
        ordered: Durations, the shortest first.
        percent: 0 to 100.

    Returns:
        None of none.
    """
    if not ordered:
        return None
    place, rest = divmod(percent * (len(ordered) - 1), 100)
    if not rest:
        return ordered[place]
    return ordered[place] + (ordered[place + 1] - ordered[place]) * rest / 100


@dataclass(frozen=True, slots=True)
class Share:
    """A share of some things; None with a reason when there are none."""

    hits: int
    n: int
    value: Decimal | None
    reason: str = ""


def is_first_contact(ticket: Course) -> bool:
    """Whether the first answer resolved it: never paused before, never reopened."""
    return (
        ticket.resolved is not None
        and ticket.resolved == ticket.responded
        and not ticket.reopened
        and all(one.kind != PAUSED for one in ticket.spells)
    )


def first_contact(tickets: Iterable[Course], period: Period) -> Share:
    """First-contact resolution: of the tickets resolved in a period, how many at first contact."""
    begin, end = period.span
    done = [one for one in tickets if one.resolved is not None and begin <= one.resolved < end]
    hits = sum(map(is_first_contact, done))
    value = Decimal(hits) / len(done) if done else None
    return Share(hits, len(done), value, "" if done else NOTHING_RESOLVED)


@dataclass(frozen=True, slots=True)
class Throughput:
    """What came in and what was done.

    Attributes:
        opened: Tickets opened in the period.
        resolved: Tickets resolved in it, and not reopened since.
        value: resolved / opened; None with a reason when nothing came in.
        backlog: Tickets not resolved at its end, or as far as they are known.
        reason: "no_values", or empty.
    """

    opened: int
    resolved: int
    value: Decimal | None
    backlog: int
    reason: str = ""


def throughput(tickets: Iterable[Course], period: Period) -> Throughput:
    """Throughput of a period."""
    begin, end = period.span
    opened = resolved = backlog = 0
    for one in tickets:
        if one.opened is None or one.opened >= end:
            continue
        opened += one.opened >= begin
        if one.resolved is None or one.resolved >= end:
            backlog += 1
        else:
            resolved += one.resolved >= begin
    value = Decimal(resolved) / opened if opened else None
    return Throughput(opened, resolved, value, backlog, "" if opened else NO_VALUES)


UP = "up"
DOWN = "down"
MEAN, SUM, LAST, LEAST, MOST = "mean", "sum", "last", "least", "most"
GATHERINGS = (MEAN, SUM, LAST, LEAST, MOST)


@dataclass(frozen=True, slots=True)
class Kpi:
    """A promise about a figure that is measured.

    Attributes:
        target: What is promised, in the figure's unit.
        direction: "up" when more is better, "down" when less is.
        warning: From here on, towards the target, it is at risk; None for no warning.

    Raises:
        ValueError: No such direction, or a warning on the wrong side of the target.
    """

    target: Decimal
    direction: str = UP
    warning: Decimal | None = None

    def __post_init__(self) -> None:
        if self.direction not in (UP, DOWN):
            raise ValueError(f"no such direction: {self.direction}")
        if self.warning is not None and self._margin(self.warning) < 0:
            raise ValueError("a warning comes before the target is missed")

    def _margin(self, actual: Decimal) -> Decimal:
        return actual - self.target if self.direction == UP else self.target - actual

    def score(self, actual: Decimal | None, n: int, *, ended: bool = False) -> Score:
        """Holds a figure against the promise.

        Args:
            actual: The figure; None when there is none.
            n: Measurements it rests on.
            ended: Whether the period has ended.
        """
        if actual is None:
            return Score(None, self.target, None, UNKNOWN, n, NO_VALUES)
        margin = self._margin(actual)
        state = levels.MET
        if margin < 0:
            state = levels.BREACHED
        elif self.warning is not None and margin < self._margin(self.warning):
            state = levels.AT_RISK
        return Score(actual, self.target, margin, Standing(state, final=ended), n)


@dataclass(frozen=True, slots=True)
class Score:
    """A line of a scorecard.

    Attributes:
        actual: The figure; None with a reason.
        target: What was promised.
        variance: How far the figure is on the good side of the target; negative when missed.
        standing: The state of it.
        n: Measurements it rests on.
        reason: "no_values", or empty.
    """

    actual: Decimal | None
    target: Decimal
    variance: Decimal | None
    standing: Standing
    n: int
    reason: str = ""


def gathered(values: Sequence[Decimal], how: str) -> Decimal | None:
    """One figure of a period's measurements, in the order they were made; None of none.

    Args:
        values: The measurements.
        how: "mean", "sum", "last", "least" or "most".

    Raises:
        ValueError: There is no such way.
    """
    if how not in GATHERINGS:
        raise ValueError(f"no such way to gather: {how}")
    if not values:
        return None
    if how == LAST:
        return values[-1]
    if how == LEAST:
        return min(values)
    if how == MOST:
        return max(values)
    whole = sum(values, Decimal())
    return whole / len(values) if how == MEAN else whole
