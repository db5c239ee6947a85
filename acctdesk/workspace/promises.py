"""Promises: objectives with all that decides how they are judged, read off the records at once.

What keeps the judged tickets right and what shows them both go by these.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from acctdesk.metrics.service.calendar import ALWAYS, Hours, WorkingCalendar
from acctdesk.metrics.service.clock import Exclusion
from acctdesk.metrics.service.spans import Span, instant, united
from acctdesk.models import Account, Agreement, AgreementVersion, Calendar, Objective, Service
from acctdesk.models import Exclusion as ExclusionRow
from acctdesk.models.terms import WEEKDAYS, TermError, read_days, read_hours
from acctdesk.workspace.daysoff import days_off

FIRST_DAY, LAST_DAY = dt.date(1970, 1, 1), dt.date(2199, 12, 31)


@dataclass(frozen=True)
class Promise:
    """An objective of one version of an agreement.

    Attributes:
        id: Objective id.
        series: Id that all versions of it share.
        values: Its columns by name.
        version: Id of the version.
        since: First day the version holds.
        until: Last day.
        agreement: Columns of the agreement by name.
        account: Account id.
        account_name: Its name.
        service: Columns of the service by name; empty for all services.
        calendar: When its clock runs.
        zone: Where its periods and days begin.
        exclusions: The exclusions of its agreement, each with the service it is about, or empty.
    """

    id: str
    series: str
    values: Mapping[str, Any]
    version: str
    since: dt.date
    until: dt.date
    agreement: Mapping[str, Any]
    account: str
    account_name: str
    service: Mapping[str, Any]
    calendar: WorkingCalendar
    zone: str
    exclusions: tuple[tuple[str, Exclusion], ...]

    @property
    def type(self) -> str:
        """What it is about: a code of `OBJECTIVE_KINDS`."""
        return str(self.values["type"])

    @property
    def target(self) -> Decimal | None:
        """What was promised."""
        found: Decimal | None = self.values["target"]
        return found

    @functools.cached_property
    def priorities(self) -> frozenset[str]:
        """The priorities it is about, in lower case; none for all."""
        return frozenset(one.casefold() for one in self.values["priorities"])

    @functools.cached_property
    def pauses(self) -> frozenset[str]:
        """The service desk's words that pause it, in lower case; none for those imported so."""
        return frozenset(one.lower() for one in self.values["pauses"])

    @functools.cached_property
    def begins(self) -> tuple[int, int]:
        """The instants between which a ticket has to be opened to be judged by it."""
        zone = WorkingCalendar(self.zone)
        return zone.day_begin(self.since), zone.day_begin(self.until + dt.timedelta(days=1))

    def left_out(self, service: str) -> tuple[Exclusion, ...]:
        """The exclusions that hold for a service; those of all services alone for none."""
        return tuple(one for of, one in self.exclusions if not of or of == service)

    def taken(self, service: str) -> list[Span]:
        """The spans that approved exclusions leave out for a service, in order and apart."""
        return united(
            (instant(one.begin), instant(one.end)) for one in self.left_out(service) if one.approved
        )


def read_promises(
    connection: Connection,
    *,
    accounts: Collection[str] | None = None,
    objectives: Collection[str] | None = None,
    keep: bool = False,
) -> list[Promise]:
    """Reads promises, the versions of one in the order in which they hold.

    Args:
        connection: A connection.
        accounts: Only of these accounts.
        objectives: Only these, and other versions of them.
        keep: Whether to keep holidays that had to be looked up; needs the write connection.
    """
    which: list[ColumnElement[bool]] = []
    if accounts is not None:
        which.append(Agreement.account_id.in_(list(accounts)))
    if objectives is not None:
        asked = select(Objective.series).where(Objective.id.in_(list(objectives)))
        series = {one for one in connection.scalars(asked) if one} | set(objectives)
        which.append(Objective.id.in_(series) | Objective.series.in_(series))
    statement = (
        select(
            *Objective.__table__.c,
            AgreementVersion.valid_from,
            AgreementVersion.valid_to,
            AgreementVersion.agreement_id,
        )
        .join(AgreementVersion, AgreementVersion.id == Objective.version_id)
        .join(Agreement, Agreement.id == AgreementVersion.agreement_id)
        .where(*which)
    )
    rows = [dict(row._mapping) for row in connection.execute(statement)]
    return _Reading(connection, rows, keep).promises()


class _Reading:
    """What some objectives refer to, read once."""

    def __init__(self, connection: Connection, rows: Sequence[Mapping[str, Any]], keep: bool):
        self._db, self._rows, self._keep = connection, rows, keep
        self._agreements = self._named(Agreement, {row["agreement_id"] for row in rows})
        self._services = self._named(Service, {row["service_id"] for row in rows} - {None})
        calendars = {row["calendar_id"] for row in rows}
        calendars |= {row["calendar_id"] for row in self._services.values()}
        self._calendars = self._named(Calendar, calendars - {None})
        accounts = {row["account_id"] for row in self._agreements.values()}
        named = select(Account.id, Account.name, Account.time_zone)
        self._accounts = {
            row[0]: (row[1], row[2])
            for part in _parts(accounts)
            for row in connection.execute(named.where(Account.id.in_(part)))
        }
        self._exclusions: dict[str, list[tuple[str, Exclusion]]] = {}
        for part in _parts(self._agreements):
            statement = select(ExclusionRow.__table__).where(ExclusionRow.agreement_id.in_(part))
            for row in connection.execute(statement.order_by(ExclusionRow.begins)):
                made = exclusion_of(dict(row._mapping))
                if made is not None:
                    held = self._exclusions.setdefault(row.agreement_id, [])
                    held.append((row.service_id or "", made))

    def _named(self, of: Any, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
        return {
            row.id: dict(row._mapping)
            for part in _parts(ids)
            for row in self._db.execute(select(of.__table__).where(of.id.in_(part)))
        }

    def promises(self) -> list[Promise]:
        made = [self._promise(row) for row in self._rows]
        return sorted(made, key=lambda one: (one.since, one.until, one.id))

    def _promise(self, row: Mapping[str, Any]) -> Promise:
        agreement = self._agreements[row["agreement_id"]]
        account = str(agreement["account_id"])
        name, account_zone = self._accounts[account]
        service = self._services.get(row["service_id"] or "", {})
        calendar = self._calendars.get(row["calendar_id"] or service.get("calendar_id") or "")
        zone = row["zone"] or (calendar or {}).get("zone") or account_zone or "UTC"
        return Promise(
            row["id"],
            row["series"] or row["id"],
            row,
            row["version_id"],
            first_day(row["valid_from"], FIRST_DAY),
            _last_day(row["valid_to"]),
            agreement,
            account,
            str(name),
            service,
            self._calendar(calendar, zone),
            zone,
            tuple(self._exclusions.get(agreement["id"], ())),
        )

    def _calendar(self, row: Mapping[str, Any] | None, zone: str) -> WorkingCalendar:
        if row is None:
            return working_calendar(zone, None, "", frozenset())
        place = place_of(row)
        return working_calendar(
            row["zone"],
            tuple(row[day] or "" for day in WEEKDAYS),
            row["own_days"] or "",
            days_off(self._db, place, keep=self._keep),
        )


def place_of(row: Mapping[str, Any]) -> str:
    """The place whose holidays a calendar has: country, and its part after a hyphen."""
    country, part = row["country"] or "", row["subdivision"] or ""
    return f"{country}-{part}" if country and part else country


@functools.lru_cache(maxsize=256)
def working_calendar(
    zone: str, week: tuple[str, ...] | None, own_days: str, holidays: frozenset[dt.date]
) -> WorkingCalendar:
    """A calendar; the same one for the same fields, since laying out its years takes a while.

    Args:
        zone: Time zone.
        week: Hours of each weekday as they were written, Monday first; None for always.
        own_days: Own days as they were written.
        holidays: Days on which nothing is worked.
    """
    if week is None:
        return WorkingCalendar(zone, ALWAYS)
    hours = tuple(map(_hours, week))
    return WorkingCalendar(zone, hours, holidays, _own_days(own_days))


def _hours(text: str) -> tuple[Hours, ...]:
    # What is entered is checked; a text that came in otherwise mustn't keep a book from opening.
    try:
        return read_hours(text)
    except TermError:
        return ()


def _own_days(text: str) -> tuple[tuple[dt.date, tuple[Hours, ...]], ...]:
    try:
        return read_days(text)
    except TermError:
        return ()


def exclusion_of(row: Mapping[str, Any]) -> Exclusion | None:
    """An exclusion as it is calculated with; None for one that ends before it begins."""
    begin, end = row["begins"], row["ends"]
    if begin is None or end is None or end <= begin:
        return None
    return Exclusion(begin, end, row["type"], bool(row["approved_by"]))


def first_day(text: str | None, otherwise: dt.date) -> dt.date:
    """A day of any precision: the first of its month or year."""
    if not text:
        return otherwise
    return dt.date.fromisoformat(f"{text}-01-01"[:10] if len(text) < 7 else f"{text}-01"[:10])


def _last_day(text: str | None) -> dt.date:
    """The last day of a month or year that was named, and a day itself."""
    first = first_day(text, LAST_DAY)
    if not text or len(text) == 10:
        return first
    months = 12 if len(text) == 4 else 1
    after = (first + dt.timedelta(days=31 * months + 5)).replace(day=1)
    return after.replace(month=1 if months == 12 else after.month) - dt.timedelta(days=1)


def _parts(ids: Iterable[str]) -> Iterable[list[str]]:
    listed = sorted(ids)
    for start in range(0, len(listed), 500):
        yield listed[start : start + 500]
