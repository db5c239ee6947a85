"""Service levels for a review: the objectives a client may see, in the periods that it looks at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sqlalchemy import Connection

from acctdesk.metrics.service.periods import Period
from acctdesk.metrics.service.standing import AT_RISK, BREACHED, MET, NO_DATA
from acctdesk.services.releasing import Gate
from acctdesk.services.service.detailing import Behind, causes
from acctdesk.services.service.figures import Series, day_of, period_from
from acctdesk.services.service.gauging import Reading, gauge, read, series_of
from acctdesk.services.service_detail import Breach, Detail
from acctdesk.services.service_level import (
    AVAILABILITY,
    BY_TICKETS,
    RESOLUTION,
    RESPONSE,
    Gauge,
    Point,
)
from acctdesk.workspace.promises import read_promises

_WORST_FIRST = (BREACHED, AT_RISK, MET, NO_DATA)
_ORDER = (AVAILABILITY, *BY_TICKETS)


@dataclass(frozen=True, slots=True)
class Level:
    """One objective as a review shows it.

    Attributes:
        gauge: The objective in its last period that is looked at; of its trend only what was
            flagged for the client in its own time has figures.
        ids: Objective ids of all its versions.
        within: Its periods that are looked at and have begun, the earliest first.
    """

    gauge: Gauge
    ids: tuple[str, ...]
    within: tuple[Point, ...]

    @property
    def known(self) -> tuple[Point, ...]:
        """Those of the periods that have a figure."""
        return tuple(one for one in self.within if one.value is not None)

    @property
    def standing(self) -> str:
        """The worst state of the periods."""
        found = [one.standing for one in self.within] or [NO_DATA]
        return min(found, key=_WORST_FIRST.index)

    @property
    def met(self) -> int:
        """How many periods with a state have reached the target."""
        return sum(
            one.standing in (MET, AT_RISK) and reached(one, self.gauge.direction)
            for one in self.within
        )

    @property
    def judged(self) -> int:
        """How many periods have a state."""
        return sum(one.standing != NO_DATA for one in self.within)


def reached(one: Point, direction: str) -> bool:
    """Whether a figure is on the good side of its target; while a period runs it need not stay."""
    if one.value is None or one.target is None:
        return True
    return one.value >= one.target if direction == "up" else one.value <= one.target


@dataclass(frozen=True, slots=True)
class Missed:
    """Tickets and outages that missed an objective.

    Attributes:
        gauge: The objective in that period.
        breaches: What missed, the newest first.
    """

    gauge: Gauge
    breaches: tuple[Breach, ...]


class Levels:
    """Reads the released objectives of one account and time.

    Args:
        connection: A read connection.
        gate: Says which fields are released.
        account: Account id.
        now: The present moment.
        first: First day that is looked at.
        last: Last day.
    """

    def __init__(
        self,
        connection: Connection,
        gate: Gate,
        account: str,
        now: dt.datetime,
        first: dt.date,
        last: dt.date,
    ) -> None:
        self._db, self._gate, self._account, self._now = connection, gate, account, now
        self._first, self._last = first, last
        self._read: tuple[list[Reading], int] | None = None

    @cached_property
    def all(self) -> tuple[Level, ...]:
        """Objectives that are flagged for the client, by kind and name."""
        return tuple(self._level(one) for one in self._readings)

    @property
    def held_back(self) -> int:
        """How many objectives are not flagged."""
        return self._gathered[1]

    def missed(self, kinds: Collection[str]) -> tuple[Missed, ...]:
        """What missed in the periods that are looked at, the newest period first.

        Args:
            kinds: Of which kinds of objectives.
        """
        found = []
        for one in self._readings:
            if one.promise.type not in kinds:
                continue
            for at in reversed(range(len(one.figures))):
                figure = one.figures[at]
                if not self._looked_at(figure.period) or not _flagged(one, at):
                    continue
                until = replace(one, figures=one.figures[: at + 1])
                # Of a period that is longer than what is looked at only what happened in that.
                breaches = tuple(
                    each
                    for each in Behind(self._db, until).breaches()
                    if self._first <= day_of(each.due, figure.period.zone) <= self._last
                )
                if breaches:
                    found.append(Missed(self.named(gauge(until, None)), breaches))
        return tuple(sorted(found, key=lambda one: one.gauge.period.begin, reverse=True))

    def detail(self, level: Level) -> Detail:
        """What stands behind one of the objectives in its last period; neither credits nor others.

        Args:
            level: One of `all`.
        """
        [reading] = [one for one in self._readings if one.promise.series == level.gauge.series]
        behind = Behind(self._db, reading)
        agreement = reading.promise.agreement["id"]
        siblings = [
            one.promise for one in self._readings if one.promise.agreement["id"] == agreement
        ]
        return Detail(
            level.gauge, behind.burn(), behind.durations(RESPONSE, siblings),
            behind.durations(RESOLUTION, siblings), (), causes(behind.breaches()), (), (), (),
        )  # fmt: skip

    def named(self, told: Gauge) -> Gauge:
        """A gauge with those of its names that are released."""
        return replace(
            told,
            name=self._gate.text("objective.name", told.name),
            service_name=self._gate.text("service.name", told.service_name),
            agreement_name=self._gate.text("agreement.name", told.agreement_name),
        )

    # -- reading ---------------------------------------------------------------------------

    @property
    def _readings(self) -> list[Reading]:
        return self._gathered[0]

    @property
    def _gathered(self) -> tuple[list[Reading], int]:
        if self._read is None:
            self._read = self._gather()
        return self._read

    def _gather(self) -> tuple[list[Reading], int]:
        wanted: dict[str, Period] = {}
        ids: list[str] = []
        for series in series_of(read_promises(self._db, accounts=[self._account])):
            day = self._day(series)
            promise = series.on(day)
            if promise is not None:
                wanted[promise.series] = period_from(promise, day)
                ids += series.ids
        if not ids:
            return [], 0
        found = read(self._db, self._now, objectives=ids, last=wanted)
        released = [one for one in found if _flagged(one, len(one.figures) - 1)]
        return sorted(released, key=_place), len(found) - len(released)

    def _day(self, series: Series) -> dt.date:
        """The last day that is looked at and has come."""
        zone = series.versions[-1].zone
        return min(self._last, day_of(self._now, zone))

    def _looked_at(self, period: Period) -> bool:
        begun = period.begin <= self._now
        return begun and period.first <= self._last and period.after > self._first

    def _level(self, one: Reading) -> Level:
        told = self.named(gauge(one, None))
        trend = tuple(
            point if _flagged(one, at) else _blank(point) for at, point in enumerate(told.trend)
        )
        within = tuple(
            point
            for at, point in enumerate(trend)
            if self._looked_at(one.figures[at].period) and _flagged(one, at)
        )
        return Level(replace(told, trend=trend), tuple(one.series.ids), within)


def _flagged(one: Reading, at: int) -> bool:
    """Whether the version in force in a period is flagged for the client."""
    promise = one.figures[at].promise
    return promise is not None and bool(promise.values["client_safe"])


def _blank(point: Point) -> Point:
    return replace(point, value=None, target=None, standing=NO_DATA, n=0, reason="")


def _place(one: Reading) -> tuple[int, str]:
    kind = one.promise.type
    at = _ORDER.index(kind) if kind in _ORDER else len(_ORDER)
    return at, str(one.promise.values["name"]).casefold()


def attention(levels: Sequence[Level]) -> Iterator[Level]:
    """Levels with what needs attention first."""
    yield from sorted(levels, key=lambda one: _WORST_FIRST.index(one.standing))
