"""What was agreed with accounts, and of which days there are figures, read for many at once."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, func, select

from acctdesk.models import Account, Agreement, AgreementVersion, Measurement, Ticket
from acctdesk.services.context import in_parts
from acctdesk.services.parties import rows_of
from acctdesk.services.service.figures import Series
from acctdesk.services.service.gauging import series_of
from acctdesk.services.service_level import BY_MEASUREMENTS
from acctdesk.workspace.promises import read_promises

Row = Mapping[str, Any]
"""Columns of a record by name."""


class Agreed:
    """Reads what was agreed with some accounts.

    Args:
        connection: A read connection; every part is read when it is first asked for.
        accounts: Account ids, at most 500.
        today: The day.
        now: The present moment, in UTC.
        without: Kinds that are not to be looked at.
    """

    def __init__(
        self,
        connection: Connection,
        accounts: Sequence[str],
        today: dt.date,
        now: dt.datetime,
        without: Collection[str] = (),
    ) -> None:
        self._db, self._today, self._now = connection, today, now
        self._without = without
        self._ids = list(accounts)

    @cached_property
    def agreements(self) -> dict[str, list[Row]]:
        """Agreements by account that haven't ended, with the earliest "since" and last "until"."""
        if "agreement" in self._without:
            return {}
        version, table = AgreementVersion, Agreement.__table__
        spans = (
            select(
                version.agreement_id,
                func.min(version.valid_from).label("since"),
                # One until further notice has no end, whatever others say.
                func.max(func.coalesce(version.valid_to, "9999")).label("until"),
            )
            .group_by(version.agreement_id)
            .subquery()
        )
        statement = (
            select(*table.c, spans.c.since, spans.c.until)
            .outerjoin(spans, spans.c.agreement_id == table.c.id)
            .where(table.c.account_id.in_(self._ids))
            .order_by(table.c.name, table.c.id)
        )
        today = self._today.isoformat()
        held = (
            row
            for row in rows_of(self._db, statement)
            # Of a month or a year the whole of it counts.
            if not row["until"] or row["until"] >= today[: len(row["until"])]
        )
        return by_account(held)

    @cached_property
    def series(self) -> dict[str, list[Series]]:
        """Service levels that hold now, each with all its versions, by account."""
        found: dict[str, list[Series]] = defaultdict(list)
        if "objective" in self._without:
            return found
        for one in series_of(read_promises(self._db, accounts=self._ids)):
            if (held := one.at(self._now)) is not None:
                found[held.account].append(one)
        return found

    @cached_property
    def last_tickets(self) -> dict[str, dt.date]:
        """Day of the newest ticket, by account."""
        # One account at a time the index leads to it; together all tickets would be looked at.
        opened: Any = Ticket.opened
        newest = select(func.max(opened)).where(Ticket.account_id == Account.id)
        statement = select(Account.id, newest.correlate(Account).scalar_subquery())
        rows = self._db.execute(statement.where(Account.id.in_(self._ids)))
        return {one: at.astimezone().date() for one, at in rows if at is not None}

    @cached_property
    def measured(self) -> dict[str, dt.date]:
        """Day of the newest measurement, by objective, of the service levels that hold."""
        asked = {
            one
            for held in self.series.values()
            for series in held
            if series.versions[-1].type in BY_MEASUREMENTS
            for one in series.ids
        }
        found = {}
        for part in in_parts(sorted(asked)):
            newest = select(Measurement.objective_id, func.max(Measurement.day))
            newest = newest.where(Measurement.objective_id.in_(part))
            for one, day in self._db.execute(newest.group_by(Measurement.objective_id)):
                found[one] = dt.date.fromisoformat(day)
        return found

    def newest(self, series: Series) -> dt.date | None:
        """Day of the newest measurement of a service level; None for none.

        Args:
            series: The service level.
        """
        return max((self.measured[one] for one in series.ids if one in self.measured), default=None)


def by_account(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Rows by the account they belong to, in their order."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["account_id"], []).append(row)
    return found
