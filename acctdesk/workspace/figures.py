"""Figures: the computed columns of accounts and people, kept right by what a change touched.

Each unit of work notes whose figures its rows may change, works those out again before it commits,
and writes what differs. Where very many are concerned, all of their kind are made anew by one
statement. Both use the same selections, so that a rebuilt table is the same to the last row.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Insert,
    Select,
    bindparam,
    case,
    delete,
    func,
    insert,
    literal,
    null,
    select,
)

from acctdesk.models import Account, Base, Figure, Interaction, Participant, Person, Position
from acctdesk.models.interaction import NO_CONTACT
from acctdesk.workspace.change import UPDATE, Entry
from acctdesk.workspace.search import bulk_insert

KINDS = ("account", "person")
"""The kinds that have figures."""

_WHOSE: dict[str, dict[str, str]] = {
    "account": {"id": "account"},
    "person": {"id": "person"},
    "position": {"account_id": "account", "person_id": "person"},
    "interaction": {"account_id": "account"},
    "participant": {"person_id": "person"},
}
"""By kind, the columns that hold whose figures a row counts in, with the kind of that record."""

_COUNTS: dict[str, frozenset[str]] = {
    "account": frozenset({"name"}),
    "person": frozenset(),
    "position": frozenset({"account_id", "person_id", "title", "ended"}),
    "interaction": frozenset(
        {"account_id", "type", "day", "next_step", "next_step_due", "next_step_done"}
    ),
    "participant": frozenset({"interaction_id", "person_id"}),
}
"""By kind, the columns that figures are made from; an edit of others changes none."""


class Figures:
    """Keeps the figures right inside one transaction.

    Args:
        connection: The write connection.
    """

    MANY = 5000
    """With more records of a kind to be looked at, all of that kind are made anew."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection
        self._stale: dict[str, set[str] | None] = {kind: set() for kind in KINDS}

    # -- noting ----------------------------------------------------------------------------

    def note(self, entries: Mapping[str, Entry]) -> None:
        """Note rows that were written, as the journal has them, while the change is at work.

        Args:
            entries: By row id: kind, operation, and the row before and after.
        """
        by_kind: dict[str, list[tuple[str, Entry]]] = {}
        for record, entry in entries.items():
            if entry[0] in _WHOSE:
                by_kind.setdefault(entry[0], []).append((record, entry))
        for kind, rows in by_kind.items():
            changed = []
            for record, (_kind, op, before, after) in rows:
                if op == UPDATE and _COUNTS[kind].isdisjoint(after or ()):
                    continue
                changed.append(record)
                if op == UPDATE and kind in KINDS:
                    continue
                for column, whose in _WHOSE[kind].items():
                    for values in (before, after):
                        if values and values.get(column):
                            self._mark(whose, [values[column]])
            updated = [one for one in changed if entries[one][1] == UPDATE]
            self._note_neighbours(kind, updated)

    def _note_neighbours(self, kind: str, updated: Sequence[str]) -> None:
        """Note whom updated rows concern: what their journal entry doesn't name."""
        for part in _parts(updated):
            if kind == "account":
                self._mark_found("person", Position.person_id, Position.account_id.in_(part))
            elif kind not in KINDS:
                self._mark_rows(kind, _table(kind).c.id.in_(part))
            if kind == "interaction":
                attended = Participant.interaction_id.in_(part)
                self._mark_found("person", Participant.person_id, attended)

    def note_rows(self, kind: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Note rows that were added in bulk.

        Args:
            kind: Their kind.
            columns: The columns given.
            rows: Stored values in that order.
        """
        for column, whose in _WHOSE.get(kind, {}).items():
            if self._stale[whose] is not None and column in columns:
                at = list(columns).index(column)
                self._mark(whose, {row[at] for row in rows} - {None})

    def note_selected(self, kind: str, ids: Select[Any]) -> None:
        """Note rows that a set-based statement is about to delete.

        Args:
            kind: Their kind.
            ids: Selects their ids.
        """
        if kind in _WHOSE:
            self._mark_rows(kind, _table(kind).c.id.in_(ids))

    def _mark_rows(self, kind: str, which: ColumnElement[bool]) -> None:
        for column, whose in _WHOSE[kind].items():
            self._mark_found(whose, _table(kind).c[column], which)

    def _mark_found(self, kind: str, column: Any, which: ColumnElement[bool]) -> None:
        if self._stale[kind] is not None:
            found = select(column).where(which, column.is_not(None)).distinct()
            self._mark(kind, self._db.scalars(found.limit(self.MANY + 1)).all())

    def _mark(self, kind: str, ids: Collection[str]) -> None:
        held = self._stale[kind]
        if held is None:
            return
        held.update(ids)
        if len(held) > self.MANY:
            self._stale[kind] = None

    # -- working out -----------------------------------------------------------------------

    def refresh(self) -> dict[str, frozenset[str] | None]:
        """Bring the figures of what was noted up to date.

        Returns:
            By kind, the records whose figures are others now; None where all were made anew.
        """
        changed: dict[str, frozenset[str] | None] = {}
        for kind in KINDS:
            stale, self._stale[kind] = self._stale[kind], set()
            if stale is None:
                self.rebuild(kind)
                changed[kind] = None
            elif stale:
                found: list[str] = []
                for part in _parts(sorted(stale)):
                    found += self._refresh(kind, part)
                if found:
                    changed[kind] = frozenset(found)
        return changed

    def _refresh(self, kind: str, ids: Sequence[str]) -> list[str]:
        among = {"ids": list(ids)}
        fresh = {row[0]: tuple(row) for row in self._db.execute(_of_some(kind), among)}
        held = {row[0]: tuple(row) for row in self._db.execute(_HELD, among)}
        differs = [one for one in ids if fresh.get(one) != held.get(one)]
        if differs:
            self._db.execute(delete(Figure).where(Figure.record_id.in_(differs)))
            rows = [fresh[one] for one in differs if one in fresh]
            if rows:
                bulk_insert(self._db, Figure.__table__, _NAMES, rows)
        return differs

    def rebuild(self, kind: str) -> None:
        """Make all figures of a kind anew."""
        self._db.execute(delete(Figure).where(Figure.kind == kind))
        record = _table(kind).c.id
        after = ""
        while True:
            # A stretch of the ids at a time: the database keeps what it joins in memory.
            last = select(record).where(record > after).order_by(record)
            upto = self._db.execute(last.offset(self.MANY - 1).limit(1)).scalar()
            if upto is None:
                upto = self._db.execute(select(func.max(record))).scalar()
            if upto is None or upto <= after:
                return
            self._db.execute(_filling(kind), {"after": after, "upto": upto})
            after = upto


_NAMES = tuple(column.name for column in Figure.__table__.columns)
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_HELD = select(*Figure.__table__.columns).where(Figure.record_id.in_(_IDS))


def _worked_out(kind: str, *, every: bool) -> Select[Any]:
    """Selects figures in the order of the table's columns.

    Args:
        kind: The kind of record.
        every: Of all records from "after" (left out) to "upto"; otherwise of those in "ids". These
            are given when it is executed.
    """
    return {"account": _accounts, "person": _people}[kind](every)


@functools.cache
def _of_some(kind: str) -> Select[Any]:
    # Putting the statement together takes longer than running it for one record.
    return _worked_out(kind, every=False)


# What most records don't have, a log or a second post, is looked for only where the first look,
# one pass over the table, says that it is there.


@functools.cache
def _filling(kind: str) -> Insert:
    return insert(Figure).from_select(list(_NAMES), _worked_out(kind, every=True))


def _accounts(every: bool) -> Select[Any]:
    talk = Interaction.type != NO_CONTACT
    is_open = Interaction.next_step.is_not(None) & Interaction.next_step_done.is_(None)
    log = (
        select(
            Interaction.account_id,
            func.count(case((talk, 1))).label("talks"),
            func.count(case((is_open, 1))).label("steps"),
        )
        .where(*_among(Interaction.account_id, every))
        .group_by(Interaction.account_id)
        .subquery()
    )
    posts = (
        select(Position.account_id, func.count(Position.person_id.distinct()).label("people"))
        .where(Position.ended.is_(None), *_among(Position.account_id, every))
        .group_by(Position.account_id)
        .subquery()
    )

    def newest(column: Any) -> ColumnElement[Any]:
        found = select(column).where(Interaction.account_id == Account.id, talk)
        found = found.order_by(Interaction.day.desc(), Interaction.id.desc())
        return case((log.c.talks > 0, found.limit(1).correlate(Account).scalar_subquery()))

    def first(column: Any) -> ColumnElement[Any]:
        found = select(column).where(Interaction.account_id == Account.id, is_open)
        found = found.order_by(Interaction.next_step_due.asc().nulls_last(), Interaction.id)
        return case((log.c.steps > 0, found.limit(1).correlate(Account).scalar_subquery()))

    statement = (
        select(
            *_row(
                record_id=Account.id,
                kind=literal("account"),
                last_contact=newest(Interaction.day),
                last_contact_type=newest(Interaction.type),
                next_step=first(Interaction.next_step),
                next_step_due=first(Interaction.next_step_due),
                people=func.coalesce(posts.c.people, 0),
            )
        )
        .outerjoin(log, log.c.account_id == Account.id)
        .outerjoin(posts, posts.c.account_id == Account.id)
    )
    return statement.where(*_among(Account.id, every)).order_by(Account.id)


def _people(every: bool) -> Select[Any]:
    talk = Interaction.type != NO_CONTACT
    is_open = Interaction.next_step.is_not(None) & Interaction.next_step_done.is_(None)
    log = (
        select(
            Participant.person_id,
            func.max(case((talk, Interaction.day))).label("last"),
            func.min(case((is_open, Interaction.next_step_due))).label("due"),
        )
        .join(Interaction, Interaction.id == Participant.interaction_id)
        .where(Participant.person_id.is_not(None), *_among(Participant.person_id, every))
        .group_by(Participant.person_id)
        .subquery()
    )
    posts = (
        select(
            Position.person_id,
            func.count().label("count"),
            func.min(Account.name).label("account"),
            func.min(Position.title).label("title"),
        )
        .join(Account, Account.id == Position.account_id)
        .where(Position.ended.is_(None), *_among(Position.person_id, every))
        .group_by(Position.person_id)
        .subquery()
    )

    def listed(column: Any, only: ColumnElement[Any]) -> ColumnElement[Any]:
        """The different values of the present posts, by account, parted by commas."""
        held = (
            select(column.label("value"), func.min(Account.name).label("name"))
            .join_from(Position, Account, Account.id == Position.account_id)
            .where(Position.person_id == Person.id, Position.ended.is_(None), column.is_not(None))
            .group_by(column)
            .correlate(Person)
            .subquery()
        )
        joined = func.aggregate_strings(held.c.value, ", ").aggregate_order_by(
            held.c.name, held.c.value
        )
        many = select(joined).scalar_subquery()
        return case((posts.c.count == 1, only), (posts.c.count > 1, many))

    statement = (
        select(
            *_row(
                record_id=Person.id,
                kind=literal("person"),
                last_contact=log.c.last,
                next_step_due=log.c.due,
                account_names=listed(Account.name, posts.c.account),
                title=listed(Position.title, posts.c.title),
            )
        )
        .outerjoin(log, log.c.person_id == Person.id)
        .outerjoin(posts, posts.c.person_id == Person.id)
    )
    return statement.where(*_among(Person.id, every)).order_by(Person.id)


def _row(**values: Any) -> list[Any]:
    """Expressions for all columns of the table in order, NULL for those not given."""
    return [values.get(name, null()) for name in _NAMES]


def _among(column: Any, every: bool) -> tuple[ColumnElement[bool], ...]:
    if every:
        return column > bindparam("after"), column <= bindparam("upto")
    return (column.in_(_IDS),)


def _table(kind: str) -> Any:
    return Base.metadata.tables[kind]


def _parts(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    for start in range(0, len(ids), 500):
        yield ids[start : start + 500]
