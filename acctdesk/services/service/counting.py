"""What the records say of an objective's periods: judged tickets counted, outages, measurements."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import BindParameter, Connection, and_, bindparam, case, func, or_, select

from acctdesk.metrics.service.availability import Outage
from acctdesk.metrics.service.periods import MONTH, QUARTER, Period
from acctdesk.models import Judged, Measurement, Monthly
from acctdesk.models import Outage as OutageRow
from acctdesk.models.stored import UNIT
from acctdesk.models.ticket import NO_PERIOD


@dataclass(frozen=True, slots=True)
class Tally:
    """Tickets of a period by how they ended.

    Attributes:
        met: Those that met their target.
        missed: Those that missed it, open ones past due among them.
        open: Those not yet due.
    """

    met: int = 0
    missed: int = 0
    open: int = 0


# Made once: the database library takes longer to make a statement than to ask it.
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_NOW: BindParameter[Any] = bindparam("now")
_LATE = and_(Judged.outcome == "open", Judged.late <= _NOW)
_TALLY = select(
    func.count(case((Judged.outcome == "met", 1))),
    func.count(case((or_(Judged.outcome == "missed", _LATE), 1))),
    func.count(
        case((and_(Judged.outcome == "open", or_(Judged.late.is_(None), Judged.late > _NOW)), 1))
    ),
).where(
    Judged.objective_id.in_(_IDS), Judged.at >= bindparam("begin"), Judged.at < bindparam("end")
)
_WAITING = select(func.count()).where(
    Judged.objective_id.in_(_IDS), Judged.at == NO_PERIOD, Judged.outcome == "paused"
)


def tallies(
    connection: Connection, objectives: Sequence[str], periods: Sequence[Period], now: int
) -> list[Tally]:
    """Tickets that belong to periods.

    Args:
        connection: A read connection.
        objectives: All versions of one objective.
        periods: The periods.
        now: The present instant: from it follows which open ones are missed.
    """
    found = []
    for period in periods:
        begin, end = period.span
        given = {"ids": objectives, "begin": begin, "end": end, "now": now}
        found.append(Tally(*connection.execute(_TALLY, given).one()))
    return found


def waiting(connection: Connection, objectives: Sequence[str]) -> int:
    """Paused tickets that belong to no period yet."""
    return int(connection.execute(_WAITING, {"ids": objectives}).scalar() or 0)


def resolved_in(
    connection: Connection, objectives: Sequence[str], periods: Sequence[Period]
) -> list[int]:
    """Tickets resolved in periods, for throughput."""
    given: dict[str, Any] = {"ids": objectives}
    for at, period in enumerate(periods):
        given[f"begin{at}"], given[f"end{at}"] = period.span
    return [int(one) for one in connection.execute(_resolved(len(periods)), given).one()]


@functools.cache
def _resolved(count: int) -> Any:
    # All periods in one pass: no index leads to when a ticket was resolved.
    sums = [
        func.count(case((and_(Judged.late >= bindparam(f"begin{at}"),
                              Judged.late < bindparam(f"end{at}")), 1)))
        for at in range(count)
    ]  # fmt: skip
    return select(*sums).where(Judged.objective_id.in_(_IDS))


@dataclass(frozen=True, slots=True)
class Down:
    """An outage as it is told.

    Attributes:
        record: Its id.
        outage: As it is calculated with.
        cause: For ourselves.
        summary: For the client.
    """

    record: str
    outage: Outage
    cause: str
    summary: str


def outages(
    connection: Connection, service: str, begin: dt.datetime, end: dt.datetime
) -> list[Down]:
    """The outages of a service that touch a time, the earliest first."""
    row: Any = OutageRow
    statement = (
        select(row.id, row.begins, row.ends, row.users, row.cause, row.summary)
        .where(row.service_id == service, row.begins < end)
        .where(or_(row.ends.is_(None), row.ends > begin))
        .order_by(row.begins)
    )
    return [
        Down(one[0], Outage(one[1], one[2], one[3]), one[4] or "", one[5] or "")
        for one in connection.execute(statement)
        if one[2] is None or one[2] > one[1]
    ]


def measured(
    connection: Connection, objectives: Sequence[str], first: dt.date, after: dt.date
) -> list[tuple[str, Decimal]]:
    """Measurements of some days, the earliest first; those of one day as they were written."""
    row: Any = Measurement
    statement = (
        select(row.day, row.value)
        .where(row.objective_id.in_(list(objectives)))
        .where(row.day >= first.isoformat(), row.day < after.isoformat())
        .order_by(row.day, row.id)
    )
    return [(one[0], one[1]) for one in connection.execute(statement)]


def sums(
    connection: Connection, account: str, objectives: Sequence[str], periods: Sequence[Period]
) -> list[tuple[int, Decimal]] | None:
    """Number and sum of the measurements of periods, from the months' kept sums.

    Returns:
        None where the periods aren't made of calendar months.
    """
    if periods[0].kind not in (MONTH, QUARTER):
        return None
    statement = (
        select(Monthly.month, func.sum(Monthly.n), func.sum(Monthly.total))
        .where(Monthly.account_id == account, Monthly.objective_id.in_(list(objectives)))
        .where(Monthly.month.between(month_of(periods[0].first), month_of(periods[-1].after)))
        .group_by(Monthly.month)
    )
    held = {one[0]: (int(one[1]), int(one[2])) for one in connection.execute(statement)}
    found = []
    for period in periods:
        months = range(month_of(period.first), month_of(period.after))
        parts = [held.get(one, (0, 0)) for one in months]
        found.append((sum(n for n, _t in parts), Decimal(sum(t for _n, t in parts)) / UNIT))
    return found


@dataclass(frozen=True, slots=True)
class MonthTotal:
    """Measurements of an account in one month.

    Attributes:
        account: Account id.
        first: First day of the month.
        n: How many there are.
        total: Their sum.
    """

    account: str
    first: dt.date
    n: int
    total: Decimal


_BY_MONTH = select(
    Monthly.account_id, Monthly.month, func.sum(Monthly.n), func.sum(Monthly.total)
).group_by(Monthly.account_id, Monthly.month)
_OF_ONE = _BY_MONTH.where(Monthly.account_id == bindparam("account"))


def month_totals(connection: Connection, account: str = "") -> tuple[MonthTotal, ...]:
    """Measurements by account and month, from the kept sums.

    Args:
        connection: A read connection.
        account: Only of this account; of all when empty.
    """
    rows = connection.execute(_OF_ONE if account else _BY_MONTH, {"account": account})
    return tuple(
        MonthTotal(row[0], dt.date(row[1] // 12, row[1] % 12 + 1, 1), int(row[2]),
                   Decimal(int(row[3])) / UNIT)
        for row in rows
    )  # fmt: skip


def newest_source(connection: Connection, objectives: Sequence[str]) -> str:
    """Where the newest measurement comes from; empty when nobody said."""
    row: Any = Measurement
    statement = select(row.source).where(row.objective_id.in_(list(objectives)))
    return str(connection.execute(statement.order_by(row.day.desc()).limit(1)).scalar() or "")


def month_of(day: dt.date) -> int:
    """A day's month as measurements keep it: months since the year 0."""
    return 12 * day.year + day.month - 1


@dataclass(frozen=True, slots=True)
class Verdict:
    """A ticket of a period, as it is kept.

    Attributes:
        ticket: Its id.
        objective: The version of the objective that judges it.
        at: When it is due, was resolved (first contact) or opened (throughput); an instant.
        outcome: "met", "missed" or "open", as of the present moment.
        spent: Working time that counted until it was finished, in microseconds; None when it isn't.
    """

    ticket: str
    objective: str
    at: int
    outcome: str
    spent: int | None


def verdicts(
    connection: Connection, objectives: Sequence[str], period: Period, now: int
) -> list[Verdict]:
    """The tickets that belong to a period, the earliest first."""
    begin, end = period.span
    statement = (
        select(
            Judged.ticket_id, Judged.objective_id, Judged.at, Judged.outcome, Judged.late,
            Judged.spent,
        )
        .where(Judged.objective_id.in_(list(objectives)), Judged.at >= begin, Judged.at < end)
        .order_by(Judged.at)
    )  # fmt: skip
    found = []
    for ticket, objective, at, outcome, late, spent in connection.execute(statement):
        past = outcome == "open" and late is not None and late <= now
        found.append(Verdict(ticket, objective, at, "missed" if past else outcome, spent))
    return found
