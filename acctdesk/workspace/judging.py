"""Judged tickets and monthly sums: worked out, and kept right by what a change touched.

Each unit of work notes which tickets, objectives and months its rows concern; before it commits,
those alone are worked out again, and what differs is written. What is kept holds whatever the
present moment is, so that time alone makes nothing stale.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    type_coerce,
)

from acctdesk.models import (
    Agreement,
    AgreementVersion,
    Exclusion,
    Judged,
    Measurement,
    Monthly,
    Objective,
    Service,
    Ticket,
)
from acctdesk.workspace.change import UPDATE, Entry
from acctdesk.workspace.promises import Promise, read_promises
from acctdesk.workspace.search import bulk_insert
from acctdesk.workspace.verdicts import BY_TICKETS, judge

_COUNTS: dict[str, frozenset[str]] = {
    "ticket": frozenset({"account_id", "service_id", "priority", "events"}),
    "objective": frozenset(
        {"version_id", "type", "service_id", "minutes", "zone", "priorities", "calendar_id",
         "pauses"}
    ),
    "agreement_version": frozenset({"agreement_id", "valid_from", "valid_to"}),
    "agreement": frozenset({"account_id"}),
    "service": frozenset({"calendar_id"}),
    "calendar": frozenset(
        {"zone", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
         "country", "subdivision", "own_days"}
    ),
    "exclusion": frozenset(
        {"agreement_id", "service_id", "begins", "ends", "type", "approved_by"}
    ),
    "account": frozenset({"time_zone"}),
    "measurement": frozenset({"objective_id", "account_id", "month", "value"}),
}  # fmt: skip
"""By kind, the columns that what is kept follows from; an edit of others changes nothing."""

_JUDGED = tuple(column.name for column in Judged.__table__.columns)
_KEY = (Monthly.account_id, Monthly.month, Monthly.objective_id)


_GONE = delete(Judged).where(
    Judged.objective_id == bindparam("one"),
    Judged.at == bindparam("at"),
    Judged.ticket_id == bindparam("other"),
)


class Judging:
    """Keeps judged tickets and monthly sums right inside one transaction.

    Args:
        connection: The write connection.
    """

    MANY = 3000
    """More months than this are summed anew all at once."""
    BATCH = 2000
    """Tickets that are judged at a time."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection
        self._tickets: set[str] = set()
        self._objectives: set[str] = set()
        self._of: dict[str, set[str]] = {}
        """Kinds whose rows decide how objectives judge, with the ids of those that changed."""
        self._months: set[tuple[str, int, str]] | None = set()

    # -- noting ----------------------------------------------------------------------------

    def note(self, entries: Mapping[str, Entry]) -> None:
        """Note rows that were written, as the journal has them.

        Args:
            entries: By row id: kind, operation, and the row before and after.
        """
        measured: dict[str, Mapping[str, Any]] = {}
        for record, (kind, op, before, after) in entries.items():
            counts = _COUNTS.get(kind)
            if counts is None or (op == UPDATE and counts.isdisjoint(after or ())):
                continue
            if kind == "measurement":
                measured[record] = before or {}
                self._mark_months([after or {}, before or {}])
            elif kind == "account":
                if op == UPDATE:
                    self._of.setdefault(kind, set()).add(record)
            else:
                self._mark(kind, record, before, after)
        self._mark_measured(measured)

    def _mark(self, kind: str, record: str, before: Mapping[str, Any] | None, after: Any) -> None:
        if kind == "ticket":
            self._tickets.add(record)
        elif kind == "objective":
            self._objectives.add(record)
        elif kind == "exclusion":
            # One that is gone can't be asked any more whose it was, and one that was edited is
            # named without it.
            its = {row["agreement_id"] for row in (before, after) if row and "agreement_id" in row}
            self._of.setdefault("agreement", set()).update(its)
            self._of.setdefault(kind, set()).add(record)
        else:
            self._of.setdefault(kind, set()).add(record)

    def _mark_measured(self, changed: Mapping[str, Mapping[str, Any]]) -> None:
        """Note the months of measurements, of which the journal names only what differs."""
        for part in _parts(changed):
            statement = select(
                Measurement.id, Measurement.account_id, Measurement.month, Measurement.objective_id
            ).where(Measurement.id.in_(part))
            for row in self._db.execute(statement):
                now = dict(row._mapping)
                self._mark_months([now, {**now, **changed[row.id]}])

    def _mark_months(self, rows: Iterable[Mapping[str, Any]]) -> None:
        if self._months is None:
            return
        for row in rows:
            if {"account_id", "month", "objective_id"} <= row.keys():
                self._months.add((row["account_id"], row["month"], row["objective_id"]))
        if len(self._months) > self.MANY:
            self._months = None

    def note_rows(self, kind: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Note rows that were added in bulk.

        Args:
            kind: Their kind.
            columns: The columns given, the id first.
            rows: Stored values in that order.
        """
        if kind == "ticket":
            self._tickets.update(row[0] for row in rows)
        elif kind == "measurement":
            at = [list(columns).index(one) for one in ("account_id", "month", "objective_id")]
            if self._months is not None:
                self._months.update((row[at[0]], row[at[1]], row[at[2]]) for row in rows)
                if len(self._months) > self.MANY:
                    self._months = None
        elif kind in _COUNTS and kind != "account":
            for row in rows:
                self._mark(kind, row[0], None, dict(zip(columns, row, strict=True)))

    def note_selected(self, kind: str, ids: Select[Any]) -> None:
        """Note rows that a set-based statement is about to delete.

        Args:
            kind: Their kind.
            ids: Selects their ids.
        """
        if kind == "ticket":
            self._db.execute(delete(Judged).where(Judged.ticket_id.in_(ids)))
            self._tickets -= set(self._db.scalars(ids))
        elif kind == "objective":
            self._objectives.update(self._db.scalars(ids))
        elif kind == "measurement":
            held = select(Measurement.account_id, Measurement.month, Measurement.objective_id)
            for row in self._db.execute(held.where(Measurement.id.in_(ids)).distinct()):
                self._mark_months([dict(row._mapping)])
        elif kind in _COUNTS and kind != "account":
            self._objectives.update(self._db.scalars(_concerned(kind, ids)))

    # -- working out -----------------------------------------------------------------------

    def refresh(self) -> None:
        """Bring what is kept up to date with what was noted."""
        for kind, ids in self._of.items():
            for part in _parts(ids):
                self._objectives.update(self._db.scalars(_concerned(kind, part)))
        if self._objectives:
            self._judge_objectives(sorted(self._objectives))
        if self._tickets:
            self._judge_tickets(sorted(self._tickets))
        self._sum_up()
        self._tickets, self._objectives, self._of = set(), set(), {}
        self._months = set()

    def rebuild(self) -> None:
        """Make everything anew."""
        self._db.execute(delete(Judged))
        self._judge_objectives(list(self._db.scalars(select(Objective.id))))
        self._months = None
        self._sum_up()
        self._months = set()

    def _judge_objectives(self, ids: Sequence[str]) -> None:
        there: dict[str, Promise] = {}
        for part in _parts(ids):
            found = read_promises(self._db, objectives=part, keep=True)
            there |= {one.id: one for one in found if one.type in BY_TICKETS}
        wanted = set(ids)
        by_account: dict[str, list[Promise]] = {}
        for one in there.values():
            if one.id in wanted:
                by_account.setdefault(one.account, []).append(one)
        for part in _parts(wanted - there.keys()):
            self._db.execute(delete(Judged).where(Judged.objective_id.in_(part)))
        for account, judges in by_account.items():
            held = self._held(Judged.objective_id.in_([one.id for one in judges]))
            made: dict[tuple[str, str], tuple[Any, ...]] = {}
            for rows in self._tickets_where(Ticket.account_id == account):
                made.update(judge(rows, judges))
            self._write(held, made)

    def _judge_tickets(self, ids: Sequence[str]) -> None:
        known: dict[str, list[Promise]] = {}
        for start in range(0, len(ids), self.BATCH):
            batch = ids[start : start + self.BATCH]
            rows: list[tuple[Any, ...]] = []
            held: dict[tuple[str, str], tuple[Any, ...]] = {}
            for part in _parts(batch):
                for found in self._tickets_where(Ticket.id.in_(part)):
                    rows += found
                held |= self._held(Judged.ticket_id.in_(part))
            by_account: dict[str, list[tuple[Any, ...]]] = {}
            for row in rows:
                by_account.setdefault(row[1], []).append(row)
            unknown = by_account.keys() - known.keys()
            if unknown:
                known |= {one: [] for one in unknown}
                for promise in read_promises(self._db, accounts=unknown, keep=True):
                    if promise.type in BY_TICKETS:
                        known[promise.account].append(promise)
            made: dict[tuple[str, str], tuple[Any, ...]] = {}
            for account, its in by_account.items():
                made.update(judge(its, known[account]))
            self._write(held, made)

    def _tickets_where(self, which: ColumnElement[bool]) -> Iterable[list[tuple[Any, ...]]]:
        columns = (Ticket.id, Ticket.account_id, Ticket.service_id, Ticket.priority, Ticket.events)
        raw = [type_coerce(one, getattr(one.type, "impl", one.type)) for one in columns]
        found = self._db.execute(select(*raw).where(which))
        for rows in found.partitions(self.BATCH):
            yield [tuple(row) for row in rows]

    def _held(self, which: ColumnElement[bool]) -> dict[tuple[str, str], tuple[Any, ...]]:
        rows = self._db.execute(select(*Judged.__table__.c).where(which))
        return {(row[0], row[2]): tuple(row) for row in rows}

    def _write(
        self,
        held: Mapping[tuple[str, str], tuple[Any, ...]],
        made: Mapping[tuple[str, str], tuple[Any, ...]],
    ) -> None:
        gone = [row for key, row in held.items() if made.get(key) != row]
        if gone:
            rows = [{"one": row[0], "at": row[1], "other": row[2]} for row in gone]
            self._db.execute(_GONE, rows)
        # In the order of the table, to which they are then appended.
        fresh = [row for key, row in made.items() if held.get(key) != row]
        if fresh:
            bulk_insert(self._db, Judged.__table__, _JUDGED, sorted(fresh, key=itemgetter(0, 1)))

    def _sum_up(self) -> None:
        summed = select(
            Measurement.account_id,
            Measurement.month,
            Measurement.objective_id,
            func.count(),
            func.sum(type_coerce(Measurement.value, Monthly.total.type)),
        ).group_by(Measurement.account_id, Measurement.month, Measurement.objective_id)
        names = ["account_id", "month", "objective_id", "n", "total"]
        if self._months is None:
            self._db.execute(delete(Monthly))
            self._db.execute(insert(Monthly).from_select(names, summed))
            return
        listed = sorted(self._months)
        for start in range(0, len(listed), 200):
            part = listed[start : start + 200]
            which = or_(*(_same(_KEY, key) for key in part))
            self._db.execute(delete(Monthly).where(which))
            columns = (Measurement.account_id, Measurement.month, Measurement.objective_id)
            found = summed.where(or_(*(_same(columns, key) for key in part)))
            self._db.execute(insert(Monthly).from_select(names, found))


def _concerned(kind: str, ids: Collection[str] | Select[Any]) -> Select[Any]:
    """Selects the objectives that rows of a kind decide about."""
    chosen: Any = ids if isinstance(ids, Select) else list(ids)
    objectives = select(Objective.id)
    versions = select(AgreementVersion.id)
    if kind == "agreement_version":
        return objectives.where(Objective.version_id.in_(chosen))
    if kind == "service":
        return objectives.where(Objective.service_id.in_(chosen))
    if kind == "calendar":
        held = select(Service.id).where(Service.calendar_id.in_(chosen))
        return objectives.where(Objective.calendar_id.in_(chosen) | Objective.service_id.in_(held))
    if kind == "account":
        agreements = select(Agreement.id).where(Agreement.account_id.in_(chosen))
        its = versions.where(AgreementVersion.agreement_id.in_(agreements))
        return objectives.where(Objective.version_id.in_(its))
    if kind == "exclusion":
        chosen = select(Exclusion.agreement_id).where(Exclusion.id.in_(chosen))
    its = versions.where(AgreementVersion.agreement_id.in_(chosen))
    return objectives.where(Objective.version_id.in_(its))


def _same(columns: Sequence[Any], key: Sequence[Any]) -> ColumnElement[bool]:
    return and_(*(column == value for column, value in zip(columns, key, strict=True)))


def _parts(ids: Iterable[str]) -> Iterable[list[str]]:
    listed = sorted(ids)
    for start in range(0, len(listed), 500):
        yield listed[start : start + 500]
