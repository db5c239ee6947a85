"""Figures: the computed columns of accounts and people, kept right by what a change touched.

Each unit of work notes whose figures its rows may change, works those out again before it commits,
and writes what differs. Where very many are concerned, all of their kind are made anew by one
statement. Both use the same selections, so that a rebuilt table is the same to the last row.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    ScalarSelect,
    Select,
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
        fresh = {row[0]: tuple(row) for row in self._db.execute(_worked_out(kind, ids))}
        held = {
            row[0]: tuple(row)
            for row in self._db.execute(select(*_COLUMNS).where(Figure.record_id.in_(ids)))
        }
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
        self._db.execute(insert(Figure).from_select(list(_NAMES), _worked_out(kind)))


_NAMES = tuple(column.name for column in Figure.__table__.columns)
_COLUMNS = tuple(Figure.__table__.columns)


def _worked_out(kind: str, ids: Sequence[str] | None = None) -> Select[Any]:
    """Selects figures in the order of the table's columns.

    Args:
        kind: The kind of record.
        ids: Of which records; of all when not given.
    """
    record, values = _FIGURES[kind]
    columns = [
        record.id if name == "record_id" else literal(kind) if name == "kind" else values.get(name)
        for name in _NAMES
    ]
    statement = select(*(null() if column is None else column for column in columns))
    if ids is None:
        return statement.order_by(record.id)
    return statement.where(record.id.in_(ids))


def _account_figures() -> dict[str, Any]:
    talks = (Interaction.account_id == Account.id, Interaction.type != NO_CONTACT)
    open_steps = (
        Interaction.account_id == Account.id,
        Interaction.next_step.is_not(None),
        Interaction.next_step_done.is_(None),
    )

    def newest(column: Any) -> ScalarSelect[Any]:
        order = (Interaction.day.desc(), Interaction.id.desc())
        return _one(select(column).where(*talks).order_by(*order).limit(1), Account)

    def first(column: Any) -> ScalarSelect[Any]:
        order = (Interaction.next_step_due.asc().nulls_last(), Interaction.id)
        return _one(select(column).where(*open_steps).order_by(*order).limit(1), Account)

    present = (Position.account_id == Account.id, Position.ended.is_(None))
    return {
        "last_contact": newest(Interaction.day),
        "last_contact_type": newest(Interaction.type),
        "next_step": first(Interaction.next_step),
        "next_step_due": first(Interaction.next_step_due),
        "people": _one(select(func.count(Position.person_id.distinct())).where(*present), Account),
    }


def _person_figures() -> dict[str, Any]:
    attended = (
        Participant.person_id == Person.id,
        Interaction.id == Participant.interaction_id,
    )
    open_step = (Interaction.next_step.is_not(None), Interaction.next_step_done.is_(None))
    talk = Interaction.type != NO_CONTACT
    here = (
        Position.person_id == Person.id,
        Position.ended.is_(None),
        Account.id == Position.account_id,
    )
    return {
        "last_contact": _one(select(func.max(Interaction.day)).where(*attended, talk), Person),
        "next_step_due": _one(
            select(func.min(Interaction.next_step_due)).where(*attended, *open_step), Person
        ),
        "account_names": _listed(Account.name, here),
        "title": _listed(Position.title, here),
    }


def _listed(column: Any, here: Iterable[ColumnElement[bool]]) -> ScalarSelect[Any]:
    """The different values of a person's present posts, by account, parted by commas."""
    posts = (
        select(column.label("value"), func.min(Account.name).label("name"))
        .where(*here, column.is_not(None))
        .group_by(column)
        .correlate(Person)
        .subquery()
    )
    joined = func.aggregate_strings(posts.c.value, ", ").aggregate_order_by(
        posts.c.name, posts.c.value
    )
    return select(joined).scalar_subquery()


def _one(statement: Select[Any], whose: type[Base]) -> ScalarSelect[Any]:
    return statement.correlate(whose).scalar_subquery()


def _table(kind: str) -> Any:
    return Base.metadata.tables[kind]


def _parts(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    for start in range(0, len(ids), 500):
        yield ids[start : start + 500]


_FIGURES: dict[str, tuple[Any, dict[str, Any]]] = {
    "account": (Account, _account_figures()),
    "person": (Person, _person_figures()),
}
