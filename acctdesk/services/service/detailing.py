"""What stands behind a gauge: use of the budget, durations, breaches and causes, scorecard."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from sqlalchemy import Connection

from acctdesk.metrics.service.availability import downtime, user_weighted
from acctdesk.metrics.service.clock import RESOLUTION, RESPONSE
from acctdesk.metrics.service.objectives import percentile
from acctdesk.metrics.service.periods import Period
from acctdesk.metrics.service.spans import SECOND, instant, moment
from acctdesk.metrics.service.swift import Run, hold_all, run, with_pauses
from acctdesk.services.service import counting
from acctdesk.services.service.counting import Verdict
from acctdesk.services.service.figures import Figure, service_of
from acctdesk.services.service.gauging import Reading, stretch
from acctdesk.services.service.reading import tickets_by_id
from acctdesk.services.service_detail import Breach, Burn, Cause, Durations, ScoreLine
from acctdesk.services.service_level import (
    AVAILABILITY,
    BY_TICKETS,
    FIRST_CONTACT,
    MINUTES,
    SHARE,
    THROUGHPUT,
)
from acctdesk.services.service_terms import TicketTold
from acctdesk.workspace.promises import Promise

_MINUTE = 60 * SECOND
MOST_POINTS = 300
"""Points of a budget's course; more aren't told apart."""


class Behind:
    """What stands behind one objective in one period.

    Args:
        connection: A read connection.
        reading: The objective; its last figure is of the period.
    """

    def __init__(self, connection: Connection, reading: Reading) -> None:
        self._db, self._reading = connection, reading
        self._figure: Figure = reading.last
        self._period: Period = reading.last.period
        self._now = instant(reading.now)
        self._promises = {one.id: one for one in reading.series.versions}
        self._verdicts: list[Verdict] = []
        self._downs: list[counting.Down] = []
        promise = reading.promise
        if promise.type in BY_TICKETS:
            found = counting.verdicts(connection, reading.series.ids, self._period, self._now)
            self._verdicts = found
        elif promise.type == AVAILABILITY and promise.values["service_id"]:
            self._downs = counting.outages(
                connection, promise.values["service_id"], self._period.begin, self._period.end
            )

    @cached_property
    def _tickets(self) -> dict[str, TicketTold]:
        # Not for the budget's course, which alerts ask for alone.
        return tickets_by_id(self._db, {one.ticket for one in self._verdicts})

    # -- the budget ------------------------------------------------------------------------

    def burn(self) -> tuple[Burn, ...]:
        """Use of the allowance over the period, in steps."""
        if not self._figure.budget:
            return ()
        begin, end = self._period.span
        steps = self._minutes() if self._figure.budget == MINUTES else self._misses()
        last = steps[-1][1] if steps else Decimal()
        steps = [(begin, Decimal()), *_thinned(steps), (min(max(self._now, begin), end), last)]
        return tuple(
            Burn(moment(at), Decimal(at - begin) / (end - begin), used) for at, used in steps
        )

    def _misses(self) -> list[tuple[int, Decimal]]:
        at = [one.at for one in self._verdicts if one.outcome == "missed"]
        return [(one, Decimal(n)) for n, one in enumerate(at, 1)]

    def _minutes(self) -> list[tuple[int, Decimal]]:
        promise = self._figure.promise
        if promise is None:
            return []
        agreed = service_of(promise, self._period, self._reading.now)
        spans = downtime(agreed, [one.outage for one in self._downs])
        whole = sum(end - begin for begin, end in spans)
        # Weighted by users, an outage uses so much of the budget as the whole of them does.
        down = self._figure.down // dt.timedelta(microseconds=1)
        found: list[tuple[int, Decimal]] = []
        used = Decimal()
        for begin, end in spans:
            found.append((begin, used))
            used += Decimal(end - begin) * down / (whole * _MINUTE)
            found.append((end, used))
        return found

    def user_weighted(self) -> tuple[Decimal | None, str]:
        """Availability weighted by users, or why it can't be told; nothing of other kinds."""
        promise = self._figure.promise
        if promise is None or promise.type != AVAILABILITY or not self._service:
            return None, ""
        agreed = service_of(promise, self._period, self._reading.now)
        found = [one.outage for one in self._downs]
        return user_weighted(agreed, found, promise.service.get("users"))

    # -- tickets ---------------------------------------------------------------------------

    def durations(self, clock: str, siblings: Sequence[Promise]) -> Durations:
        """Working time that finished tickets of the period took.

        Args:
            clock: "response" or "resolution".
            siblings: Objectives of the same agreement, of which one may say what was promised.
        """
        promise = self._reading.promise
        runs = [
            self._run(self._tickets[one.ticket], one.objective)
            for one in self._verdicts
            if one.ticket in self._tickets
        ]
        held = hold_all(runs, promise.calendar, 0, promise.taken(self._service), clock)
        spent = sorted(one.spent for one in held if one is not None and one.spent is not None)
        spans = [dt.timedelta(microseconds=one) for one in spent]
        return Durations(
            clock,
            tuple(Decimal(one) / _MINUTE for one in spent),
            _minutes(percentile(spans, 50)),
            _minutes(percentile(spans, 90)),
            _allowed(clock, promise, siblings),
        )

    @property
    def _service(self) -> str:
        return self._reading.promise.values["service_id"] or ""

    def _run(self, ticket: TicketTold, objective: str) -> Run:
        known = [(instant(one.at), one.stage, one.said) for one in ticket.events]
        pauses = self._promises[objective].pauses
        return run(with_pauses(known, pauses) if pauses else known)

    def breaches(self) -> tuple[Breach, ...]:
        """Tickets that missed, or outages; the newest first."""
        if self._reading.promise.type == THROUGHPUT:
            return ()
        if self._downs:
            return tuple(reversed([one for one in map(self._outage, self._downs) if one]))
        missed = [
            one for one in self._verdicts if one.outcome == "missed" and one.ticket in self._tickets
        ]
        return tuple(reversed([self._missed(one) for one in missed]))

    def _outage(self, down: counting.Down) -> Breach | None:
        promise = self._figure.promise
        if promise is None:
            return None
        agreed = service_of(promise, self._period, self._reading.now)
        lasted = sum(end - begin for begin, end in downtime(agreed, [down.outage]))
        if not lasted:
            return None
        return Breach(
            "outage", down.record, "", down.summary, "", down.outage.begin,
            dt.timedelta(microseconds=lasted), down.cause, down.outage.end is None,
        )  # fmt: skip

    def _missed(self, one: Verdict) -> Breach:
        ticket, promise = self._tickets[one.ticket], self._promises[one.objective]
        over = 0
        minutes = promise.values["minutes"]
        if promise.type != FIRST_CONTACT and minutes is not None:
            spent = one.spent if one.spent is not None else self._so_far(ticket, promise)
            over = max(spent - _MINUTE * int(minutes), 0)
        return Breach(
            "ticket", ticket.id, ticket.number, ticket.title, ticket.priority, moment(one.at),
            dt.timedelta(microseconds=over), ticket.category,
            one.spent is None and promise.type != FIRST_CONTACT,
        )  # fmt: skip

    def _so_far(self, ticket: TicketTold, promise: Promise) -> int:
        """Working time of an open ticket until now."""
        found = self._run(ticket, promise.id)
        running = list(found.running)
        if found.since is not None and found.since < self._now:
            running.append((found.since, self._now))
        ended = Run(found.opened, tuple(running), None, self._now, self._now)
        [held] = hold_all([ended], promise.calendar, 0, promise.taken(ticket.service), RESOLUTION)
        return held.spent or 0 if held else 0


def causes(breaches: Sequence[Breach]) -> tuple[Cause, ...]:
    """What breaches have in common, the heaviest first; outages by minutes, tickets by number."""
    weights: dict[str, tuple[int, Decimal]] = {}
    for one in breaches:
        count, weight = weights.get(one.cause, (0, Decimal()))
        more = _minutes(one.over) if one.kind == "outage" else Decimal(1)
        weights[one.cause] = count + 1, weight + (more or Decimal())
    whole = sum((weight for _count, weight in weights.values()), Decimal())
    found = []
    reached = Decimal()
    for name, (count, weight) in sorted(weights.items(), key=lambda one: (-one[1][1], one[0])):
        reached += weight
        found.append(Cause(name, count, weight, reached / whole if whole else Decimal(1)))
    return tuple(found)


def score_lines(connection: Connection, readings: Sequence[Reading]) -> tuple[ScoreLine, ...]:
    """The scorecard: objectives with their last figures, by kind and name."""
    found = []
    for one in readings:
        figure, values, promise = one.last, one.promise.values, one.promise
        by_share = promise.type == AVAILABILITY or promise.type in BY_TICKETS
        if promise.type == AVAILABILITY:
            source = "outages"
        elif promise.type in BY_TICKETS:
            source = "tickets"
        else:
            source = counting.newest_source(connection, one.series.ids)
        found.append(
            ScoreLine(
                promise.id, values["name"], promise.type, promise.service.get("name", ""),
                SHARE if by_share else values["unit"] or "", figure.target, figure.value,
                figure.margin, figure.standing.state, figure.n, figure.reason, source,
                "up" if by_share else values["direction"] or "up", bool(values["client_safe"]),
                stretch(figure.period, one.now),
            )
        )  # fmt: skip
    order = [AVAILABILITY, *BY_TICKETS]
    return tuple(
        sorted(
            found,
            key=lambda one: (
                order.index(one.kind) if one.kind in order else len(order),
                one.name.casefold(),
            ),
        )
    )


def reached_at(
    burn: Sequence[Burn], allowed: Decimal, percent: int, *, gliding: bool
) -> dt.datetime | None:
    """When so many percent of the allowance were used.

    Args:
        burn: Use of the allowance, in order of time.
        allowed: The allowance.
        percent: How much of it.
        gliding: Whether it is used minute by minute between two points, not at once at the second.
    """
    enough = percent * allowed / 100
    for before, after in pairwise(burn):
        if after.used < enough or after.used <= before.used:
            continue
        if not gliding:
            return after.at
        step = max(enough - before.used, Decimal()) / (after.used - before.used)
        lasted = (after.at - before.at) // dt.timedelta(microseconds=1)
        return before.at + dt.timedelta(microseconds=int(lasted * step))
    return None


def _thinned(steps: list[tuple[int, Decimal]]) -> list[tuple[int, Decimal]]:
    every = -(-len(steps) // MOST_POINTS)
    return steps if every <= 1 else [*steps[::every], steps[-1]]


def _minutes(lasted: dt.timedelta | None) -> Decimal | None:
    if lasted is None:
        return None
    return Decimal(lasted // dt.timedelta(microseconds=1)) / _MINUTE


def _allowed(clock: str, promise: Promise, siblings: Sequence[Promise]) -> int | None:
    """Minutes promised for a clock: by the objective itself, or by one about the same tickets."""
    if promise.type not in (RESPONSE, RESOLUTION):
        return None
    for one in (promise, *siblings):
        alike = one.values["service_id"], one.priorities
        if one.type == clock and alike == (promise.values["service_id"], promise.priorities):
            found: int | None = one.values["minutes"]
            return found
    return None
