"""The names of everybody and everything one may look for, kept in memory while one looks.

Each kind is read when it is first asked for. The change bus tells what was touched since; those
records alone are read again before the next answer.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import Connection, func, select

from acctdesk.models import Account, Assignment, Change, ChangeRow, Member, Person, Position
from acctdesk.models import Unit as BusinessUnit
from acctdesk.services.context import Context, in_parts
from acctdesk.services.hits import NAMED
from acctdesk.services.names import PATCHED, Name, Names

if TYPE_CHECKING:
    from acctdesk.workspace import Committed

_LINKS: dict[tuple[str, str], tuple[Any, Any]] = {
    ("person", "position"): (Position.person_id, Position.id),
    ("person", "account"): (Position.person_id, Position.account_id),
    ("person", "unit"): (Position.person_id, Position.unit_id),
    ("unit", "account"): (BusinessUnit.id, BusinessUnit.account_id),
}
"""By kind and the kind that was touched: what is wanted, and the column that leads to it."""
_AT: dict[str, tuple[Any, Any]] = {
    "person": (Position.person_id, Position.account_id),
    "unit": (BusinessUnit.id, BusinessUnit.account_id),
    "member": (Assignment.member_id, Assignment.account_id),
}
"""By kind: who is at an account, and the column that says so."""


class Directory:
    """Hands out the names of a kind as they are now.

    Args:
        context: The open workspace.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._held: dict[str, Names] = {}
        self._changes: dict[str, list[Committed]] = {}
        """By kind, the changes told since its names were read."""
        self._guard = threading.Lock()
        self._turns = {kind: threading.Lock() for kind in NAMED}
        context.bus.subscribe(self._note)

    def _note(self, change: Committed) -> None:
        # Told on the thread that wrote: what it means is worked out when somebody asks.
        with self._guard:
            for held in self._changes.values():
                held.append(change)

    def names(self, kind: str) -> Names:
        """The names of a kind; reads what isn't known yet.

        Args:
            kind: One of `NAMED`.
        """
        with self._turns[kind]:
            with self._guard:
                # From here on, so that nothing committed during the read is missed.
                changes, self._changes[kind] = self._changes.get(kind, []), []
            held = self._held.get(kind)
            touched = self._touched(kind, changes) if held is not None else None
            if held is None or touched is None or len(touched) + held.patches > PATCHED:
                held = Names(self._read(kind, None))
            elif touched:
                held = held.patched(touched, self._read(kind, sorted(touched)))
            self._held[kind] = held
            return held

    def of_account(self, kind: str, account: str) -> Names:
        """The names of a kind at one account, read now; a few hundred at most.

        Args:
            kind: One of `NAMED`.
            account: Account id.
        """
        if kind == "account":
            return Names(self._read(kind, [account]))
        wanted, column = _AT[kind]
        with self._context.workspace.read() as connection:
            ids = sorted(set(connection.scalars(select(wanted).where(column == account))))
        return Names(self._read(kind, ids))

    # -- what changed ----------------------------------------------------------------------

    def _touched(self, kind: str, changes: Sequence[Committed]) -> set[str] | None:
        """Whose names may read differently after some changes; None for very many."""
        found: set[str] = set()
        for change in changes:
            for told, ids in change.touched.items():
                if told == kind:
                    more = None if ids is None else set(ids)
                elif (link := _LINKS.get((kind, told))) is not None:
                    more = self._linked(change, told, *link, ids)
                else:
                    continue
                if more is None:
                    return None
                found |= more
        return found

    def _linked(
        self, change: Committed, told: str, wanted: Any, column: Any, ids: frozenset[str] | None
    ) -> set[str] | None:
        """The records whose line tells of records that were touched."""
        if ids is None or len(ids) > PATCHED:
            return None
        found: set[str] = set()
        with self._context.workspace.read() as connection:
            for part in in_parts(sorted(ids)):
                found.update(connection.scalars(select(wanted).where(column.in_(part))))
                if len(found) > PATCHED:
                    return None
            if told == "position":
                # Of those that were deleted, the journal knows who held them.
                gone = (
                    select(ChangeRow.before)
                    .join(Change, Change.seq == ChangeRow.seq)
                    .where(
                        Change.id == change.id,
                        ChangeRow.kind == told,
                        ChangeRow.before.is_not(None),
                    )
                )
                for before in connection.scalars(gone):
                    person = orjson.loads(before or "{}").get("person_id")
                    found.update([person] if person else ())
        return found

    # -- reading ---------------------------------------------------------------------------

    def _read(self, kind: str, ids: Sequence[str] | None) -> list[Name]:
        reader: Callable[[Connection, Sequence[str] | None], list[Name]] = getattr(
            self, f"_read_{kind}"
        )
        with self._context.workspace.read() as connection:
            if ids is None:
                return reader(connection, None)
            return [one for part in in_parts(ids) for one in reader(connection, part)]

    def _read_account(self, connection: Connection, ids: Sequence[str] | None) -> list[Name]:
        rows = _rows(
            connection,
            select(Account.id, Account.name, Account.legal_name, Account.city, Account.archived),
            Account.id, Account.name, ids,
        )  # fmt: skip
        return [Name(r[0], r[1], f"{r[2] or ''} {r[3] or ''}", bool(r[4])) for r in rows]

    def _read_person(self, connection: Connection, ids: Sequence[str] | None) -> list[Name]:
        posts: dict[str, list[str]] = {}
        held = (
            select(Position.person_id, Position.title, Account.name, BusinessUnit.name)
            .join(Account, Account.id == Position.account_id)
            .outerjoin(BusinessUnit, BusinessUnit.id == Position.unit_id)
            # Those one has left come last.
            .order_by(Position.ended.is_not(None))
        )
        if ids is not None:
            held = held.where(Position.person_id.in_(ids))
        for person, title, account, unit in connection.execute(held):
            posts.setdefault(person, []).append(" ".join(filter(None, (title, account, unit))))
        rows = _rows(
            connection, select(Person.id, Person.name, Person.archived), Person.id, Person.name, ids
        )
        return [Name(r[0], r[1], " ".join(posts.get(r[0], ())), bool(r[2])) for r in rows]

    def _read_unit(self, connection: Connection, ids: Sequence[str] | None) -> list[Name]:
        statement = select(BusinessUnit.id, BusinessUnit.name, Account.name, Account.archived).join(
            Account, Account.id == BusinessUnit.account_id
        )
        rows = _rows(connection, statement, BusinessUnit.id, BusinessUnit.name, ids)
        return [Name(r[0], r[1], r[2], bool(r[3])) for r in rows]

    def _read_member(self, connection: Connection, ids: Sequence[str] | None) -> list[Name]:
        statement = select(Member.id, Member.name)
        return [Name(*r) for r in _rows(connection, statement, Member.id, Member.name, ids)]


def _rows(
    connection: Connection, statement: Any, key: Any, name: Any, ids: Sequence[str] | None
) -> list[Any]:
    """Rows by name; sorted by the database, which lets the window work meanwhile."""
    if ids is not None:
        statement = statement.where(key.in_(ids))
    return list(connection.execute(statement.order_by(func.lower(name), key)))
