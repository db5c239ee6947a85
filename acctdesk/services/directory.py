"""The names of everybody and everything one may look for, kept in memory while one looks.

Each kind is read when it is first asked for. The change bus tells what was touched since; those
records alone are read again before the next answer.
"""

from __future__ import annotations

import threading
from array import array
from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import Connection, func, null, select

from acctdesk.models import Account, Assignment, Change, ChangeRow, Member, Person, Position
from acctdesk.models import Unit as BusinessUnit
from acctdesk.services.context import Context, in_parts
from acctdesk.services.hits import NAMED
from acctdesk.services.names import PATCHED, Belonging, Name, Names

if TYPE_CHECKING:
    from acctdesk.workspace import Committed

AT_A_TIME = 5000
"""Rows taken from the database at once."""
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
                held = self._read(kind)
            elif touched:
                held = held.patched(touched, self._some(kind, sorted(touched)))
            self._held[kind] = held
            return held

    def of_account(self, kind: str, account: str) -> Names:
        """The names of a kind at one account, read now; a few hundred at most.

        Args:
            kind: One of `NAMED`.
            account: Account id.
        """
        if kind == "account":
            return Names.of(self._some(kind, [account]))
        wanted, column = _AT[kind]
        with self._context.workspace.read() as connection:
            ids = sorted(set(connection.scalars(select(wanted).where(column == account))))
        return Names.of(self._some(kind, ids))

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
                linked = select(wanted).where(column.in_(part), wanted.is_not(None))
                found.update(connection.scalars(linked))
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

    def _read(self, kind: str) -> Names:
        """All names of a kind, as they are now."""
        with self._context.workspace.read() as connection:
            rows = self._rows(connection, kind, None)
            if kind == "person":
                beside, belonging = _posts(connection, [row[0] for row in rows])
            else:
                beside, belonging = [_said(row) for row in rows], None
        return Names(
            [row[0] for row in rows],
            [row[1] or "" for row in rows],
            beside,
            [row[0] for row in rows if row[2]],
            belonging,
        )

    def _some(self, kind: str, ids: Sequence[str]) -> list[Name]:
        """The names of some records; those that are gone are left out."""
        found: list[Name] = []
        with self._context.workspace.read() as connection:
            for part in in_parts(ids):
                rows = self._rows(connection, kind, part)
                posts = _posts_of(connection, part) if kind == "person" else {}
                found += [
                    Name(row[0], row[1] or "", posts.get(row[0], "") or _said(row), bool(row[2]))
                    for row in rows
                ]
        return found

    @staticmethod
    def _rows(connection: Connection, kind: str, ids: Sequence[str] | None) -> list[Any]:
        """Id, name, archived, and what is said beside it; by name."""
        key, name, *more = _READ[kind]
        statement = select(key, name, *more)
        if kind == "unit":
            statement = statement.join(Account, Account.id == BusinessUnit.account_id)
        if ids is not None:
            statement = statement.where(key.in_(ids))
        # Sorted by the database, which lets the window work meanwhile.
        return list(connection.execute(statement.order_by(func.lower(name), key)).all())


_READ: dict[str, tuple[Any, ...]] = {
    "account": (Account.id, Account.name, Account.archived, Account.legal_name, Account.city),
    "person": (Person.id, Person.name, Person.archived),
    "unit": (BusinessUnit.id, BusinessUnit.name, Account.archived, Account.name),
    "member": (Member.id, Member.name, null()),
}
"""By kind: id, name, whether it is archived, and what is said beside the name."""


def _said(row: Any) -> str:
    return " ".join(text for text in row[3:] if text)


def _posts(connection: Connection, people: Sequence[str]) -> tuple[list[str], Belonging]:
    """Titles and units of all people in their order, and who works at which account."""
    place_of = {one: place for place, one in enumerate(people)}
    accounts = list(connection.execute(select(Account.id, Account.name)))
    number = {row[0]: at for at, row in enumerate(accounts)}
    units: dict[str | None, str] = {
        row[0]: row[1] for row in connection.execute(select(BusinessUnit.id, BusinessUnit.name))
    }
    said = [""] * len(people)
    members: dict[int, array[int]] = {}
    held = select(Position.person_id, Position.title, Position.account_id, Position.unit_id)
    # Those that somebody has left come last.
    result = connection.execute(held.order_by(Position.ended.is_not(None)))
    # Some at a time: one by one the database library takes as long as all else here.
    for person, title, account, unit in chain.from_iterable(result.partitions(AT_A_TIME)):
        if person is None:  # a placeholder
            continue
        place = place_of[person]
        members.setdefault(number[account], array("I")).append(place)
        text = f"{title or ''} {units[unit]}" if unit else title or ""
        said[place] = f"{said[place]} {text}".strip() if said[place] else text.strip()
    return said, Belonging([row[1] for row in accounts], members)


def _posts_of(connection: Connection, people: Sequence[str]) -> dict[str, str]:
    """Title, unit and account of some people."""
    held = (
        select(Position.person_id, Position.title, BusinessUnit.name, Account.name)
        .join(Account, Account.id == Position.account_id)
        .outerjoin(BusinessUnit, BusinessUnit.id == Position.unit_id)
        .where(Position.person_id.in_(people))
        .order_by(Position.ended.is_not(None))
    )
    found: dict[str, list[str]] = {}
    for person, *texts in connection.execute(held):
        found.setdefault(str(person), []).extend(text for text in texts if text)
    return {person: " ".join(texts) for person, texts in found.items()}
