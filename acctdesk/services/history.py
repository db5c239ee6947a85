"""History in records: what was changed, with names instead of ids; and undo and redo."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from acctdesk.errors import Problem
from acctdesk.models.catalogue import Format
from acctdesk.services.context import Context
from acctdesk.words import _
from acctdesk.workspace import Label, Reverted, journal
from acctdesk.workspace.erasing import PURGED
from acctdesk.workspace.journal import Entry, RowEntry


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after, ready to be shown.

    Attributes:
        field: Field key ("account.city"); the custom field's id for a custom value.
        label: What the field is called.
        before: Python value before; the name instead of the id for a reference.
        after: Likewise after.
        format: The field's format.
    """

    field: str
    label: str
    before: Any
    after: Any
    format: Format


@dataclass(frozen=True, slots=True)
class RowChange:
    """One record that a change touched.

    Attributes:
        kind: Its kind.
        record: Its id.
        title: Its name; its owner's name for a part.
        op: "insert", "update" or "delete".
        fields: What changed.
    """

    kind: str
    record: str
    title: str
    op: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change.

    Attributes:
        id: Its id.
        seq: Its place in the order.
        at: When, UTC.
        author: Who; empty before anybody said who they are.
        label: Message and parameters; see `acctdesk.words`.
        mode: "do", "undo" or "redo".
        rows: How many rows it touched.
        undone: Whether it is undone at present.
    """

    id: str
    seq: int
    at: dt.datetime
    author: str
    label: Label
    mode: str
    rows: int
    undone: bool


_FAMILY: dict[str, tuple[str, tuple[str, ...]]] = {
    "account": (
        "account_id",
        ("unit", "assignment", "position", "interaction", "tie", "service", "agreement",
         "meeting", "promise", "goal", "decision", "risk", "initiative", "answer"),
    ),
    "person": ("person_id", ("position", "participant", "relationship", "attendee", "promise",
                             "answer")),
}  # fmt: skip
"""What belongs to a kind: the column that says so, and the kinds that have it."""
_INNER: dict[str, tuple[str, tuple[str, ...]]] = {
    "interaction": ("interaction_id", ("participant",)),
    "meeting": ("meeting_id", ("agenda_item", "attendee", "slide", "snapshot")),
}
"""What belongs to what belongs to an account."""
_PARTS = ("custom_value", "external_id", "attachment")
"""What belongs to records of any kind."""


class History:
    """Reads the journal and steps through it.

    Args:
        context: The open workspace.
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    def recent(self, limit: int = 100, before: int | None = None) -> list[HistoryEntry]:
        """The newest changes of the workspace."""
        with self._context.workspace.read() as connection:
            return [_entry(one) for one in journal.entries(connection, limit=limit, before=before)]

    def of_account(self, account: str, limit: int = 200) -> list[HistoryEntry]:
        """The changes of an account, its people, units, team and log, newest first."""
        return self.of_record("account", account, limit)

    def of_record(self, kind: str, record: str, limit: int = 200) -> list[HistoryEntry]:
        """The changes of a record and of all that belongs to it, newest first.

        Args:
            kind: "account", "person", or any other kind.
            record: Its id.
            limit: How many at most.
        """
        with self._context.workspace.read() as connection:
            ids = self._family(connection, kind, record)
            return [_entry(one) for one in journal.of_records(connection, ids, limit)]

    def details(
        self, change: str, record: str | None = None, limit: int = 200, *, kind: str = "account"
    ) -> tuple[RowChange, ...]:
        """What one change did, row by row.

        Args:
            change: Its id.
            record: Only what concerns this record.
            limit: How many rows at most.
            kind: Kind of that record.
        """
        workspace = self._context.workspace
        with workspace.read() as connection:
            entry = journal.find(connection, change)
            ids = self._family(connection, kind, record) if record else None
            rows = journal.rows(connection, workspace.tables, entry.seq, records=ids, limit=limit)
            return self._told(connection, rows)

    def _family(self, connection: Any, kind: str, record: str) -> list[str]:
        """Ids of a record and of all that belongs to it, gone records included."""
        tables = self._context.workspace.tables
        found = [record]
        column, kinds = _FAMILY.get(kind, ("", ()))
        for one in kinds:
            table = tables.table(one)
            found += connection.scalars(select(table.c.id).where(table.c[column] == record))
        if kind == "account":
            post = tables.table("position")
            found += connection.scalars(
                select(post.c.person_id)
                .where(post.c.account_id == record, post.c.person_id.is_not(None))
                .distinct()
            )
        for one in _PARTS:
            table = tables.table(one)
            found += connection.scalars(select(table.c.id).where(table.c.record_id == record))
        gone = journal.deleted(connection, _PARTS, "record_id", record)
        if kinds:
            gone += journal.deleted(connection, kinds, column, record)
        for row in gone:
            found += [row.record]
            if kind == "account":
                found += filter(None, [row.before.get("person_id")])
        if kind == "account":
            for inner in _INNER:
                lost = [row.record for row in gone if row.kind == inner]
                found += self._around(connection, inner, record, lost)
        return list(dict.fromkeys(found))

    def _around(self, connection: Any, kind: str, account: str, lost: Sequence[str]) -> list[str]:
        """Ids of the parts of an account's talks or reviews, and of files on these.

        Args:
            connection: Reads.
            kind: "interaction" or "meeting".
            account: Account id.
            lost: Ids of those that are gone.
        """
        tables = self._context.workspace.tables
        table, found = tables.table(kind), list[str]()
        mine = select(table.c.id).where(table.c.account_id == account)
        whole = [*connection.scalars(mine), *lost]
        owner, inner = _INNER[kind]
        for kinds, column in ((inner, owner), (_PARTS, "record_id")):
            for one in kinds:
                part = tables.table(one)
                found += connection.scalars(select(part.c.id).where(part.c[column].in_(mine)))
            found += journal.deleted_of(connection, kinds, column, whole)
        return found

    def find(self, change: str) -> HistoryEntry:
        """One change by its id or the beginning of it.

        Raises:
            NotFound: There is none, or several begin so.
        """
        with self._context.workspace.read() as connection:
            return _entry(journal.find(connection, change))

    # -- undo ------------------------------------------------------------------------------

    def next_undo(self) -> HistoryEntry | None:
        """What undo would take back."""
        with self._context.workspace.read() as connection:
            found = journal.next_undo(connection)
        return _entry(found) if found else None

    def next_redo(self) -> HistoryEntry | None:
        """What redo would bring back."""
        with self._context.workspace.read() as connection:
            found = journal.next_redo(connection)
        return _entry(found) if found else None

    def undo(self) -> Reverted:
        """Take back the newest change in force.

        Raises:
            Problem: There is nothing to undo.
        """
        found = self.next_undo()
        if found is None:
            raise Problem(_("There is nothing to undo."))
        return self.revert(found.id)

    def redo(self) -> Reverted:
        """Bring back the change undone last.

        Raises:
            Problem: There is nothing to redo.
        """
        found = self.next_redo()
        if found is None:
            raise Problem(_("There is nothing to redo."))
        return self.revert(found.id)

    def revert(self, change: str) -> Reverted:
        """Undo any change in force, or redo any undone one.

        Raises:
            NotFound: There is no such change.
        """
        if self.find(change).mode == PURGED:
            raise Problem(_("What was purged can't come back."))
        done = self._context.workspace.revert(change, self._context.author)
        if done.change is not None:
            self._context.bus.publish(done.change)
        return done

    # -- telling ---------------------------------------------------------------------------

    def _told(self, connection: Any, rows: Sequence[RowEntry]) -> tuple[RowChange, ...]:
        names = _Names(self._context, connection)
        told = []
        for row in rows:
            kind = self._context.catalogue.kind(row.kind)
            values = {**row.before, **row.after}
            changes = []
            for name in dict.fromkeys([*row.before, *row.after]):
                field = kind.fields.get(name)
                if field is None or field.system or (name == kind.owner and row.op != "update"):
                    continue
                old, new = row.before.get(name), row.after.get(name)
                if field.format is Format.REFERENCE:
                    old, new = names.of(field.target, old), names.of(field.target, new)
                changes.append(FieldChange(field.key, str(field.label), old, new, field.format))
            if row.kind == "custom_value":
                changes = names.custom(row, changes)
            told.append(
                RowChange(row.kind, row.record, names.title(row, values), row.op, tuple(changes))
            )
        return tuple(told)


class _Names:
    """Names of records by id, looked up once; the journal still knows those that are gone."""

    def __init__(self, context: Context, connection: Any) -> None:
        self._context, self._connection = context, connection
        self._known: dict[tuple[str, str], str] = {}

    def of(self, kind: str, record: str | None) -> str | None:
        if not record:
            return None
        key = (kind, record)
        if key not in self._known:
            self._known[key] = self._look_up(kind, record)
        return self._known[key]

    def _look_up(self, kind: str, record: str) -> str:
        title = self._context.catalogue.kind(kind).title
        table = self._context.workspace.tables.table(kind)
        if not title:
            return ""
        found = self._connection.execute(
            select(table.c[title]).where(table.c.id == record)
        ).scalar()
        if found is None:
            found = self._last_known(record, title)
        return str(found or "")

    def _last_known(self, record: str, title: str) -> str | None:
        import orjson

        from acctdesk.models import ChangeRow

        texts = self._connection.scalars(
            select(ChangeRow.before)
            .where(ChangeRow.row_id == record, ChangeRow.before.is_not(None))
            .order_by(ChangeRow.seq.desc())
        )
        for text in texts:
            value = orjson.loads(text).get(title)
            if value:
                return str(value)
        return None

    def title(self, row: RowEntry, values: Mapping[str, Any]) -> str:
        kind = self._context.catalogue.kind(row.kind)
        if kind.title and not kind.owner:
            return str(values.get(kind.title) or self.of(row.kind, row.record) or "")
        owner = values.get(kind.owner) or self._owner(row)
        owned_by = kind.fields[kind.owner].target if kind.owner else ""
        for candidate in [owned_by] if owned_by else ["account", "person"]:
            name = self.of(candidate, owner)
            if name:
                return name
        # A post that nobody is known to hold.
        return str(values.get(kind.title) or self.of(row.kind, row.record) or "")

    def _owner(self, row: RowEntry) -> str | None:
        kind = self._context.catalogue.kind(row.kind)
        table = self._context.workspace.tables.table(row.kind)
        found = self._connection.execute(
            select(table.c[kind.owner]).where(table.c.id == row.record)
        ).scalar()
        return str(found) if found else None

    def custom(self, row: RowEntry, changes: Iterable[FieldChange]) -> list[FieldChange]:
        table = self._context.workspace.tables.table("custom_value")
        field = row.before.get("field_id") or row.after.get("field_id")
        if field is None:
            field = self._connection.execute(
                select(table.c.field_id).where(table.c.id == row.record)
            ).scalar()
        label = self.of("custom_field", field) or _("Custom field")
        told = [
            one for one in changes if one.field.rpartition(".")[2] in ("text", "number", "tick")
        ]
        return [FieldChange(str(field), label, one.before, one.after, one.format) for one in told]


def _entry(found: Entry) -> HistoryEntry:
    return HistoryEntry(
        found.id, found.seq, found.at, found.author, found.label, found.mode, found.rows,
        found.undone,
    )  # fmt: skip
