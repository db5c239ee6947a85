"""The texts that records are found by, kept right by the unit of work.

A document holds the searched columns of its record and the texts of its custom fields. What a
change touched is written anew before it commits; rows written in bulk are added batch by batch.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select, type_coerce

from acctdesk.models import CustomValue, Format, SearchDoc
from acctdesk.workspace.change import Entry
from acctdesk.workspace.search import Index, document
from acctdesk.workspace.tables import Tables

_PART = "custom_value"
"""The kind whose texts stand in the document of the record they belong to."""


class Documents:
    """Writes the documents inside one transaction.

    Args:
        connection: The write connection.
        tables: The journalled tables.
    """

    def __init__(self, connection: Connection, tables: Tables) -> None:
        self._db = connection
        self._tables = tables
        self.index = Index(connection)

    def add_rows(self, kind: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Add the documents of rows that were written in bulk.

        Args:
            kind: Their kind.
            columns: The columns given, the id first.
            rows: Stored values in that order.
        """
        if kind == _PART:
            if "text" in columns:
                owner, text = columns.index("record_id"), columns.index("text")
                self.index.extend((row[owner], row[text]) for row in rows if row[text])
            return
        if not self._tables.catalogue.kind(kind).searched:
            return
        names = [name for name in self._tables.searched(kind) if name in columns]
        phones = self._phones(kind, names)
        at = [columns.index(name) for name in names]
        self.index.add(kind, [(row[0], document([row[i] for i in at], phones)) for row in rows])

    def _phones(self, kind: str, names: Sequence[str]) -> list[int]:
        fields = self._tables.catalogue.kind(kind).fields
        return [at for at, name in enumerate(names) if fields[name].format is Format.PHONE]

    def follow(self, entries: Mapping[str, Entry]) -> None:
        """Write the documents of touched rows anew.

        Args:
            entries: By row id, what the journal has of it.
        """
        by_kind: dict[str, set[str]] = {}
        owners: set[str] = set()
        parts: list[str] = []
        for record, (kind, _op, before, _after) in entries.items():
            if kind != _PART:
                by_kind.setdefault(kind, set()).add(record)
                continue
            parts.append(record)
            owners.update([before["record_id"]] if before and "record_id" in before else ())
        for kind, ids in self.owners(parts, owners).items():
            by_kind.setdefault(kind, set()).update(ids)
        for kind, ids in by_kind.items():
            self.renew(kind, sorted(ids))

    def owners(self, parts: Sequence[str], more: Collection[str] = ()) -> dict[str, set[str]]:
        """The records whose documents hold custom values, by kind.

        Args:
            parts: Ids of custom values.
            more: Records that held others.
        """
        ids = set(more)
        for part in in_parts(parts):
            held = select(CustomValue.record_id).where(CustomValue.id.in_(part))
            ids.update(self._db.scalars(held))
        found: dict[str, set[str]] = {}
        for part in in_parts(sorted(ids)):
            # What has no document yet is about to get one with all that belongs in it.
            known = select(SearchDoc.kind, SearchDoc.record_id).where(SearchDoc.record_id.in_(part))
            for kind, record in self._db.execute(known):
                found.setdefault(kind, set()).add(record)
        return found

    def renew(self, kind: str, ids: Sequence[str]) -> None:
        """Write the documents of some records anew; those of removed ones go.

        Args:
            kind: Their kind; one that isn't searched has none.
            ids: Which.
        """
        described = self._tables.catalogue.kind(kind)
        if not described.searched:
            return
        self.index.remove(ids)
        names = self._tables.searched(kind)
        phones = self._phones(kind, names)
        table = self._tables.table(kind)
        raw = [type_coerce(column, getattr(column.type, "impl", column.type))
               for column in (table.c[name] for name in ("id", *names))]  # fmt: skip
        for part in in_parts(ids):
            customs: dict[str, list[str]] = {}
            held = select(CustomValue.record_id, CustomValue.text).where(
                CustomValue.record_id.in_(part), CustomValue.text.is_not(None)
            )
            for record, text in self._db.execute(held):
                customs.setdefault(record, []).append(str(text))
            rows = self._db.execute(select(*raw).where(table.c.id.in_(part)))
            self.index.add(
                kind,
                [
                    (row[0], "\n".join([document(row[1:], phones), *customs.get(row[0], ())]))
                    for row in rows
                ],
            )


def in_parts(values: Sequence[str]) -> Iterator[Sequence[str]]:
    """At most 500 at a time: a statement takes only so many values."""
    for start in range(0, len(values), 500):
        yield values[start : start + 500]
