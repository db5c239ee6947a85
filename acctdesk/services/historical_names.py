"""Names of records by id, asked for many at a time; the journal still knows those that are gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import Connection, select

from acctdesk.models import ChangeRow
from acctdesk.models.catalogue import Format
from acctdesk.services.context import Context, in_parts
from acctdesk.workspace.change import DELETE
from acctdesk.workspace.journal import RowEntry

_ANY = ("account", "person")
"""Kinds that parts of a record of any kind mostly belong to."""


class Names:
    """Names of records, looked up once.

    Args:
        context: The open workspace.
        connection: Reads.
    """

    def __init__(self, context: Context, connection: Connection) -> None:
        self._context, self._connection = context, connection
        self._catalogue = context.catalogue
        self._known: dict[tuple[str, str], str] = {}
        self._owners: dict[tuple[str, str], str] = {}
        self._columns: dict[str, str] = {}
        self._links: dict[str, Sequence[tuple[str, str]]] = {}

    def learn(self, rows: Sequence[RowEntry]) -> None:
        """Look up all at once what telling of some rows will ask for."""
        owned: dict[str, dict[str, None]] = defaultdict(dict)
        wanted: dict[str, dict[str, None]] = defaultdict(dict)
        for row in rows:
            kind = self._catalogue.kind(row.kind)
            for name, target in self._links_of(row.kind):
                for value in (row.before.get(name), row.after.get(name)):
                    if value:
                        wanted[target][value] = None
            if kind.title and kind.title not in row.before and kind.title not in row.after:
                wanted[row.kind][row.record] = None
            if kind.owner:
                owner = row.after.get(kind.owner) or row.before.get(kind.owner)
                if owner:
                    self._owners[row.kind, row.record] = owner
                else:
                    owned[row.kind][row.record] = None
        for name, ids in owned.items():
            self._learn_owners(name, list(ids))
        for (name, _record), owner in self._owners.items():
            for target in self._owned_by(name):
                wanted[target][owner] = None
        for row in rows:
            if row.kind == "custom_value":
                wanted["custom_field"][self.custom_field(row)] = None
        for name, ids in wanted.items():
            self._learn_names(name, [one for one in ids if one and (name, one) not in self._known])

    def _links_of(self, name: str) -> Sequence[tuple[str, str]]:
        """The fields of a kind that refer to something, and to what."""
        if name not in self._links:
            self._links[name] = [
                (one.name, one.target)
                for one in self._catalogue.kind(name).fields.values()
                if one.format is Format.REFERENCE
            ]
        return self._links[name]

    def of(self, kind: str, record: str | None) -> str | None:
        """The name of a record; empty when nobody knows it; None for no record."""
        if not record:
            return None
        if (kind, record) not in self._known:
            self._learn_names(kind, [record])
        return self._known[kind, record]

    def title(self, row: RowEntry) -> str:
        """What a row that was touched is called: its own name, or that of its owner."""
        values = {**row.before, **row.after}
        kind = self._catalogue.kind(row.kind)
        if kind.title and not kind.owner:
            return str(values.get(kind.title) or self.of(row.kind, row.record) or "")
        owner = values.get(kind.owner) or self.owner(row)
        for candidate in self._owned_by(row.kind):
            name = self.of(candidate, owner)
            if name:
                return name
        # A post that nobody is known to hold.
        return str(values.get(kind.title) or self.of(row.kind, row.record) or "")

    def owner(self, row: RowEntry) -> str | None:
        """Id of the record that a row is a part of."""
        key = (row.kind, row.record)
        if key not in self._owners:
            self._learn_owners(row.kind, [row.record])
        return self._owners.get(key) or None

    def custom_field(self, row: RowEntry) -> str:
        """Id of the field that a value of a field of one's own belongs to; empty when unknown."""
        told = row.after.get("field_id") or row.before.get("field_id")
        if told:
            return str(told)
        if row.record not in self._columns:
            table = self._context.workspace.tables.table("custom_value")
            held = select(table.c.field_id).where(table.c.id == row.record)
            self._columns[row.record] = self._connection.execute(held).scalar() or ""
        return self._columns[row.record]

    def _owned_by(self, kind: str) -> Iterable[str]:
        found = self._catalogue.kind(kind)
        if not found.owner:
            return ()
        target = found.fields[found.owner].target
        return (target,) if target else _ANY

    def _learn_owners(self, name: str, records: Sequence[str]) -> None:
        kind = self._catalogue.kind(name)
        if not kind.owner:
            return
        table = self._context.workspace.tables.table(name)
        for part in in_parts(records):
            held = select(table.c.id, table.c[kind.owner]).where(table.c.id.in_(part))
            for record, owner in self._connection.execute(held):
                self._owners[name, record] = str(owner or "")
        gone = [one for one in records if (name, one) not in self._owners]
        for record, values in self._last_known(gone):
            self._owners[name, record] = str(values.get(kind.owner) or "")
        for record in gone:
            self._owners.setdefault((name, record), "")

    def _learn_names(self, name: str, records: Sequence[str]) -> None:
        title = self._catalogue.kind(name).title
        if title:
            table = self._context.workspace.tables.table(name)
            for part in in_parts(records):
                held = select(table.c.id, table.c[title]).where(table.c.id.in_(part))
                for record, said in self._connection.execute(held):
                    self._known[name, record] = str(said or "")
            gone = [one for one in records if (name, one) not in self._known]
            for record, values in self._last_known(gone):
                self._known[name, record] = str(values.get(title) or "")
        for record in records:
            self._known.setdefault((name, record), "")

    def _last_known(self, records: Sequence[str]) -> Iterable[tuple[str, Mapping[str, Any]]]:
        """What records held when they were deleted, the last time that they were."""
        for part in in_parts(records):
            held = (
                select(ChangeRow.row_id, ChangeRow.before)
                .where(ChangeRow.row_id.in_(part), ChangeRow.op == DELETE)
                .order_by(ChangeRow.seq)
            )
            for record, before in self._connection.execute(held):
                yield record, orjson.loads(before or "{}")
