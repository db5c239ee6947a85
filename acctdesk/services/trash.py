"""Trash: what was deleted, read from the journal, and brought back record by record.

Deleting asks nothing, so everything deleted must be found again. A record comes back with its
parts, with what could not be without it, and with the references to it that deleting emptied.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Connection, ScalarSelect, literal_column, select
from sqlalchemy.orm import aliased

from acctdesk.errors import NotFound
from acctdesk.models import Change, ChangeRow
from acctdesk.models.catalogue import Format
from acctdesk.services.context import Context, in_parts
from acctdesk.words import _
from acctdesk.workspace import Committed, Unit
from acctdesk.workspace.change import DELETE, INSERT, UPDATE, Stored
from acctdesk.workspace.folding import fold

KINDS = (
    "account", "person", "interaction", "attachment", "unit", "member", "saved_view", "agreement",
    "objective", "service", "calendar", "ticket", "outage", "exclusion", "meeting", "promise",
    "goal", "decision", "risk", "initiative", "answer",
)  # fmt: skip
"""The kinds one can bring back by themselves; parts come back with what they belong to."""


@dataclass(frozen=True, slots=True)
class Deleted:
    """A record that was deleted and isn't there.

    Attributes:
        kind: Its kind.
        record: Its id.
        title: Its name.
        at: When it was deleted, UTC.
        author: Who deleted it; empty before anybody said who they are.
        change: Id of the change that deleted it.
        merged: Whether it went into another record; undo the merge to part them.
    """

    kind: str
    record: str
    title: str
    at: dt.datetime
    author: str
    change: str
    merged: bool


@dataclass(frozen=True, slots=True)
class Restored:
    """What bringing back did.

    Attributes:
        change: The change it wrote; None when nothing came back.
        missing: Names of records that can't come back, since what they belong to is gone.
    """

    change: Committed | None
    missing: tuple[str, ...]


def _state() -> ScalarSelect[str]:
    """Whether the change that deleted is in force: the mode of the newest change about it."""
    last = aliased(Change)
    return (
        select(last.mode)
        .where(last.root_id == Change.root_id)
        .order_by(last.seq.desc())
        .limit(1)
        .correlate(Change)
        .scalar_subquery()
    )


def _gone() -> ColumnElement[bool]:
    """Whether the last thing that happened to the record is that it was deleted."""
    last = aliased(ChangeRow)
    newest = (
        select(last.op)
        .where(last.row_id == ChangeRow.row_id)
        .order_by(last.seq.desc())
        .limit(1)
        .correlate(ChangeRow)
        .scalar_subquery()
    )
    return newest == DELETE


class Trash:
    """Lists what was deleted, and brings it back.

    Args:
        context: The open workspace.
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    def deleted(self, words: str = "", kinds: Sequence[str] = KINDS) -> list[Deleted]:
        """What is in the trash, the newest first.

        Args:
            words: Only records whose name holds these words, whatever their case and accents.
            kinds: Only these kinds.
        """
        statement = (
            select(
                ChangeRow.kind, ChangeRow.row_id, ChangeRow.before, Change.at, Change.author,
                Change.id,
            )
            .join(Change, Change.seq == ChangeRow.seq)
            .where(
                ChangeRow.op == literal_column(str(DELETE)),
                ChangeRow.kind.in_(kinds),
                # What only an undo took away was never wanted; what an undo brought back and
                # another took away again neither.
                Change.mode != "undo",
                _state() != "undo",
                _gone(),
            )
            .order_by(ChangeRow.seq.desc(), ChangeRow.ordinal)
        )  # fmt: skip
        wanted = fold(words).split()
        found = []
        with self._context.workspace.read() as connection:
            merged = self._aliases(connection)
            seen: set[str] = set()
            for kind, record, before, at, author, change in connection.execute(statement):
                if record in seen:
                    continue
                seen.add(record)
                title = str(orjson.loads(before or "{}").get(self._title(kind)) or "")
                if all(word in fold(title) for word in wanted):
                    found.append(Deleted(kind, record, title, at, author, change, record in merged))
        return found

    def _title(self, kind: str) -> str:
        return self._context.catalogue.kind(kind).title

    def _aliases(self, connection: Connection) -> set[str]:
        table = self._context.workspace.tables.table("alias")
        return set(connection.scalars(select(table.c.alias)))

    def restore(self, records: Sequence[str]) -> Restored:
        """Bring records back with what went with them, as one change.

        Args:
            records: Ids of deleted records.

        Raises:
            NotFound: One is not in the trash.
        """
        known = {one.record: one for one in self.deleted()}
        for record in records:
            if record not in known:
                raise NotFound(
                    _("this record is not in the trash any more."), remedy=_("Look in the list.")
                )
        first = known[records[0]] if records else None
        with self._context.write(
            "Restore {kind} {name}",
            kind=first.kind if first else "",
            name=first.title if first and len(records) == 1 else "",
            n=len(records),
        ) as unit:
            missing: list[str] = []
            for record in records:
                if not unit.stored_many(known[record].kind, [record]):
                    missing += self._bring_back(unit, known[record])
            return Restored(unit.commit(), tuple(missing))

    def family(self, unit: Unit, change: str, records: Collection[str]) -> dict[str, str]:
        """Records that a change deleted and all that went because of them: ids and kinds.

        Args:
            unit: Reads.
            change: Id of the change.
            records: The records.
        """
        rows = self._rows(unit, change, DELETE)
        found = {
            record: rows[record][0]
            for record in self._family(unit, rows, records)
            if record in rows
        }
        for kind in set(found.values()):
            ids = [record for record, of in found.items() if of == kind]
            for alive in unit.stored_many(kind, ids):
                del found[alive]  # brought back by itself since
        return found

    def together(
        self, unit: Unit, change: str, records: Collection[str], *, people: bool
    ) -> set[str]:
        """Records that a change made, and what it made that can't be without them.

        Args:
            unit: Reads.
            change: Id of the change.
            records: The records.
            people: Whether people that it made go with their posts.
        """
        made = self._rows(unit, change, INSERT)
        rows = {one: (kind, after, after) for one, (kind, _before, after) in made.items()}
        return self._family(unit, rows, records, people=people)

    # -- one record ------------------------------------------------------------------------

    def _bring_back(self, unit: Unit, one: Deleted) -> list[str]:
        rows = self._rows(unit, one.change, DELETE)
        back = self._family(unit, rows, [one.record])
        missing = []
        waiting = [record for record in rows if record in back]
        again = True
        while again and waiting:
            again = False
            for record in list(waiting):
                kind, before, _after = rows[record]
                if unit.stored_many(kind, [record]):
                    waiting.remove(record)
                    continue
                stored = self._with_links(unit, kind, before, set(waiting))
                if stored is not None:
                    unit.insert_stored(kind, stored)
                    waiting.remove(record)
                    again = True
        for record in waiting:
            kind, before, _after = rows[record]
            title = before.get(self._title(kind)) if self._title(kind) else None
            if title:
                missing.append(str(title))
        self._point_back(unit, one.change, back - set(waiting))
        return missing

    @staticmethod
    def _rows(unit: Unit, change: str, op: int) -> dict[str, tuple[str, Stored, Stored]]:
        statement = (
            select(ChangeRow.kind, ChangeRow.row_id, ChangeRow.before, ChangeRow.after)
            .join(Change, Change.seq == ChangeRow.seq)
            .where(Change.id == change, ChangeRow.op == op)
            .order_by(ChangeRow.ordinal.desc())
        )
        return {
            record: (kind, orjson.loads(before or "{}"), orjson.loads(after or "{}"))
            for kind, record, before, after in unit.connection.execute(statement)
        }

    def _family(
        self,
        unit: Unit,
        rows: dict[str, tuple[str, Stored, Stored]],
        records: Collection[str],
        *,
        people: bool = True,
    ) -> set[str]:
        """What of a change went because records went, and the people who only were there."""
        found = set(records)
        again = True
        while again:
            again = False
            for one, (kind, before, _after) in rows.items():
                if one in found:
                    continue
                for link in unit.tables.links:
                    if link.kind != kind or before.get(link.column) not in found:
                        continue
                    field = self._context.catalogue.kind(kind).fields[link.column]
                    if not link.target or field.required or field.bound:
                        found.add(one)
                        again = True
                        break
            for one in tuple(found):
                if people and one in rows and rows[one][0] == "position":
                    person = rows[one][1].get("person_id")
                    if person in rows and person not in found:
                        found.add(person)
                        again = True
        return found

    def _with_links(self, unit: Unit, kind: str, before: Stored, coming: set[str]) -> Stored | None:
        """The row with what it refers to, as far as that is there; None while it can't come."""
        stored = dict(before)
        for name, field in self._context.catalogue.kind(kind).fields.items():
            value = stored.get(name)
            if field.format is not Format.REFERENCE or not value:
                continue
            if unit.stored_many(field.target, [value]):
                continue
            if field.required or field.bound or value in coming:
                return None
            stored[name] = None
        return stored

    def _point_back(self, unit: Unit, change: str, back: set[str]) -> None:
        """References to the records that deleting emptied, where they are empty still."""
        changed = self._rows(unit, change, UPDATE)
        for part in in_parts(list(changed)):
            for record in part:
                kind, before, _after = changed[record]
                links: dict[str, Any] = {
                    link.column: before[link.column]
                    for link in unit.tables.links
                    if link.kind == kind and before.get(link.column) in back
                }
                held = unit.stored_many(kind, [record]).get(record) if links else None
                if held is not None:
                    empty = {name: one for name, one in links.items() if held.get(name) is None}
                    unit.update_stored(kind, record, empty)
