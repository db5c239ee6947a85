"""Gauges: the objectives of accounts as they stand, each with its trend and its credit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, select

from acctdesk.metrics.service.credits import (
    ISSUED,
    Credit,
    Money,
    Terms,
    credit,
    within_cap,
)
from acctdesk.metrics.service.periods import Period
from acctdesk.metrics.service.spans import instant
from acctdesk.models import Credit as CreditRow
from acctdesk.models.terms import TermError, read_tiers
from acctdesk.services.service.figures import Figure, Series, figures, period_now
from acctdesk.services.service_detail import CreditLine
from acctdesk.services.service_level import (
    AVAILABILITY,
    BY_TICKETS,
    SHARE,
    Gauge,
    Point,
    Stretch,
)
from acctdesk.workspace.promises import Promise, read_promises


@dataclass(frozen=True)
class Reading:
    """An objective with its figures, the last of them that of the period it is shown for.

    Attributes:
        series: The objective.
        promise: The version that is shown.
        figures: Its trend.
        written: Credits that were written down, by the first day of their period.
        now: The present moment.
    """

    series: Series
    promise: Promise
    figures: tuple[Figure, ...]
    written: Mapping[str, Mapping[str, Any]]
    now: dt.datetime

    @property
    def last(self) -> Figure:
        """The figure of the period it is shown for."""
        return self.figures[-1]

    def credit(self, figure: Figure) -> Credit | None:
        """What is owed for a period, before any cap of the agreement; None without tiers."""
        promise = figure.promise
        if promise is None:
            return None
        terms, row = terms_of(promise), self.written.get(figure.period.first.isoformat())
        if terms is None and row is None:
            return None
        given = None
        if row is not None and row["state"] != "confirmed":
            given = Money(row["amount"], row["currency"])
        ended = self.now >= figure.period.end
        return credit(
            figure.value,
            terms or Terms(()),
            charge_of(promise),
            ended=ended,
            issued=given,
            reason=figure.reason,
        )


def series_of(promises: Iterable[Promise]) -> list[Series]:
    """Objectives with their versions in the order in which they hold."""
    held: dict[str, list[Promise]] = {}
    for one in promises:
        held.setdefault(one.series, []).append(one)
    return [Series(tuple(versions)) for versions in held.values()]


def read(
    connection: Connection,
    now: dt.datetime,
    *,
    accounts: Collection[str] | None = None,
    objectives: Collection[str] | None = None,
    last: Mapping[str, Period] | None = None,
) -> list[Reading]:
    """Reads objectives that hold, each with the figures of its running period and those before.

    Args:
        connection: A read connection.
        now: The present moment.
        accounts: Only of these accounts.
        objectives: Only these; they are read though they don't hold any more.
        last: By series, another period to be shown than the running one.
    """
    found = []
    all_series = series_of(read_promises(connection, accounts=accounts, objectives=objectives))
    written = credits_written(connection, [one for each in all_series for one in each.ids])
    for series in all_series:
        holds = series.at(now)
        if holds is None and objectives is None:
            continue
        newest = series.newest(now)
        period = (last or {}).get(newest.series) or period_now(newest, now)
        made = figures(connection, series, period, now)
        shown = made[-1].promise or newest
        its = {first: row for (one, first), row in written.items() if one in set(series.ids)}
        found.append(Reading(series, shown, tuple(made), its, now))
    return found


def credits_written(
    connection: Connection, objectives: Sequence[str]
) -> dict[tuple[str, str], dict[str, Any]]:
    """Credits that were written down, by objective and first day of their period."""
    table = CreditRow.__table__
    found = {}
    for start in range(0, len(objectives), 500):
        part = objectives[start : start + 500]
        for row in connection.execute(select(table).where(table.c.objective_id.in_(part))):
            found[row.objective_id, row.first_day] = dict(row._mapping)
    return found


def terms_of(promise: Promise) -> Terms | None:
    """What the agreement says of credits; None when it owes none."""
    try:
        tiers = read_tiers(promise.values["tiers"])
    except TermError:
        return None
    if not tiers:
        return None
    try:
        return Terms(tiers, promise.values["cap_share"], promise.values["cap"])
    except ValueError:
        return None


def charge_of(promise: Promise) -> Money | None:
    """The monthly charge of its service."""
    amount = promise.service.get("monthly_charge")
    currency = promise.service.get("currency") or promise.agreement["currency"] or ""
    return None if amount is None or not currency else Money(amount, currency)


def capped(readings: Sequence[Reading], place: int) -> list[Credit | None]:
    """Credits of objectives, under the caps of their agreements.

    Args:
        readings: Objectives.
        place: Which figure of each, counted from the end of the trend: -1 is the last.
    """
    found = [one.credit(one.figures[place]) for one in readings]
    groups: dict[tuple[str, dt.date, dt.date], list[int]] = {}
    for at, (one, owed) in enumerate(zip(readings, found, strict=True)):
        if owed is not None and owed.money is not None:
            period = one.figures[place].period
            key = one.promise.agreement["id"], period.first, period.after
            groups.setdefault(key, []).append(at)
    for places in groups.values():
        agreement = readings[places[0]].promise.agreement
        if agreement["cap"] is None:
            continue
        cap = Money(agreement["cap"], agreement["currency"] or "")
        its = [owed for at in places if (owed := found[at]) is not None]
        if any(one.money is None or one.money.currency != cap.currency for one in its):
            continue  # amounts in two currencies are never added, so none can be cut
        for at, cut in zip(places, within_cap(its, cap), strict=True):
            found[at] = cut
    return found


def stage_of(owed: Credit, row: Mapping[str, Any] | None) -> str:
    """How far a credit is; "agreed" is what only a person can say."""
    if row is not None and (owed.stage == ISSUED or row["state"] == "confirmed"):
        return str(row["state"])
    return owed.stage


def stretch(period: Period, now: dt.datetime) -> Stretch:
    """A period as it is shown."""
    (begin, end), at = period.span, instant(now)
    passed = Decimal(min(max(at, begin), end) - begin) / (end - begin)
    last = period.after - dt.timedelta(days=1)
    return Stretch(period.kind, period.first, last, period.begin, period.end, period.zone, passed)


def point(figure: Figure, now: dt.datetime) -> Point:
    """A figure as a point of a trend."""
    return Point(
        stretch(figure.period, now), figure.value, figure.target, figure.standing.state, figure.n,
        figure.reason,
    )  # fmt: skip


def gauge(reading: Reading, owed: Credit | None) -> Gauge:
    """An objective as a gauge.

    Args:
        reading: The objective.
        owed: Its credit.
    """
    one, promise, values = reading.last, reading.promise, reading.promise.values
    by_share = promise.type == AVAILABILITY or promise.type in BY_TICKETS
    row = reading.written.get(one.period.first.isoformat())
    return Gauge(
        objective=promise.id,
        series=promise.series,
        name=values["name"],
        account=promise.account,
        account_name=promise.account_name,
        agreement=promise.agreement["id"],
        agreement_name=promise.agreement["name"],
        service=values["service_id"] or "",
        service_name=promise.service.get("name", ""),
        kind=promise.type,
        unit=SHARE if by_share else values["unit"] or "",
        period=stretch(one.period, reading.now),
        value=one.value,
        reason=one.reason,
        target=one.target,
        warning=values["warning"],
        direction="up" if by_share else values["direction"] or "up",
        standing=one.standing.state,
        notice=one.standing.notice,
        final=one.standing.final,
        margin=one.margin,
        n=one.n,
        met=one.met,
        missed=one.missed,
        open=one.open,
        budget=one.budget,
        allowed=one.allowed,
        left=one.left,
        used=one.standing.used,
        burn=one.burn,
        projected=one.projected,
        projected_allowed=one.projected_allowed,
        projected_breach=one.projected_breach,
        projected_reason=one.projected_reason,
        credit=None if owed is None else owed.money,
        credit_stage="" if owed is None else stage_of(owed, row),
        minutes=values["minutes"],
        priorities=values["priorities"],
        client_safe=bool(values["client_safe"]),
        trend=tuple(point(each, reading.now) for each in reading.figures),
    )


def gauges(readings: Sequence[Reading]) -> list[Gauge]:
    """Objectives as gauges, those that need attention first."""
    owed = capped(readings, -1)
    made = [gauge(one, its) for one, its in zip(readings, owed, strict=True)]
    return sorted(made, key=lambda one: one.attention)


def credit_lines(readings: Sequence[Reading], series: str) -> tuple[CreditLine, ...]:
    """The credits of one objective's trend, the newest first.

    Args:
        readings: The objectives of its agreement, whose cap they share.
        series: The objective.
    """
    found = []
    [mine] = [one for one in readings if one.promise.series == series]
    for place in range(-1, -len(mine.figures) - 1, -1):
        figure = mine.figures[place]
        # Others have other periods at the same place: a cap is shared where they are the same.
        alike = [
            replace(one, figures=(same[0],))
            for one in readings
            if (same := [f for f in one.figures if f.period.span == figure.period.span])
        ]
        at = next(n for n, one in enumerate(alike) if one.promise.series == series)
        owed = capped(alike, -1)[at]
        row = mine.written.get(figure.period.first.isoformat())
        if owed is None or figure.promise is None:
            continue
        if row is None and owed.money is not None and not owed.money.amount:
            continue  # nothing is owed
        found.append(
            CreditLine(
                figure.promise.id, figure.promise.values["name"],
                stretch(figure.period, mine.now), figure.value, owed.share, owed.money,
                owed.capped, stage_of(owed, row), row["id"] if row else "",
                (row["day"] or "") if row else "", owed.reason,
            )
        )  # fmt: skip
    return tuple(found)
