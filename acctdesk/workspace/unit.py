"""The unit of work: one command, one transaction, one change in the journal.

Everything that writes goes through here, so that nothing can be changed without its before and
after being kept. A unit that is not committed leaves no trace.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import Connection, bindparam, delete, insert, select, update

from acctdesk.errors import NotFound
from acctdesk.models import Change, ChangeRow, new_id
from acctdesk.words import _
from acctdesk.workspace import search
from acctdesk.workspace.change import (
    DELETE,
    INSERT,
    UPDATE,
    Author,
    Committed,
    Label,
    Stored,
    as_json,
    merge,
)
from acctdesk.workspace.documents import Documents
from acctdesk.workspace.figures import Figures
from acctdesk.workspace.judging import Judging
from acctdesk.workspace.tables import Tables

BATCH = 2000
"""Rows written at a time by `insert_many`."""


class Unit:
    """One transaction that journals what it writes.

    Args:
        connection: The write connection, inside its transaction.
        tables: The journalled tables.
        label: What the change is called.
        author: Who makes it.
        now: The moment it is made.
        mode: "do", "undo" or "redo".
        root: For an undo or redo, the id of the change it is about.
    """

    MANY = 5000
    """More touched rows of a kind than this are reported as "many"."""

    def __init__(
        self,
        connection: Connection,
        tables: Tables,
        label: Label,
        author: Author,
        now: dt.datetime,
        *,
        mode: str = "do",
        root: str | None = None,
    ) -> None:
        self.connection = connection
        self.tables = tables
        self.label = label
        self.id = new_id()
        self.documents = Documents(connection, tables)
        self.figures = Figures(connection)
        self.judging = Judging(connection)
        self._author, self._now, self._mode, self._root = author, now, mode, root
        self._pending: dict[str, tuple[str, int, Stored | None, Stored | None]] = {}
        self._bulk: set[str] = set()
        self._many: set[str] = set()
        self._touched: dict[str, set[str]] = {}
        self._seq: int | None = None
        self._ordinal = 0
        self.committed: Committed | None = None

    # -- reading ---------------------------------------------------------------------------

    def get(self, kind: str, record: str) -> dict[str, Any]:
        """One row as Python values.

        Raises:
            NotFound: There is none.
        """
        return self.tables.load(kind, self.stored(kind, record))

    def stored(self, kind: str, record: str) -> Stored:
        """One row as stored values.

        Raises:
            NotFound: There is none.
        """
        found = self.stored_many(kind, [record]).get(record)
        if found is None:
            raise NotFound(
                _("this record is not there any more."),
                where=str(self.tables.catalogue.kind(kind).label),
                remedy=_("Undo its deletion, or reload the page."),
            )
        return found

    def stored_many(self, kind: str, ids: Sequence[str]) -> dict[str, Stored]:
        """The rows with these ids as stored values, by id; missing ones are left out."""
        table = self.tables.table(kind)
        names = self.tables.columns(kind)
        found: dict[str, Stored] = {}
        raw = self.tables.raw(kind)
        for start in range(0, len(ids), 500):
            statement = select(*raw).where(table.c.id.in_(ids[start : start + 500]))
            for row in self.connection.execute(statement):
                found[row[0]] = dict(zip(names, row, strict=True))
        return found

    # -- writing ---------------------------------------------------------------------------

    def insert(self, kind: str, values: Mapping[str, Any], record: str | None = None) -> str:
        """Add a row.

        Args:
            kind: Its kind.
            values: Python values by field.
            record: Its id; a new one when not given.

        Returns:
            Its id.
        """
        record = record or values.get("id") or new_id()
        self.insert_stored(kind, {**self.tables.store(kind, values), "id": record})
        return record

    def insert_stored(self, kind: str, stored: Stored) -> None:
        """Add a row of stored values, the id among them."""
        row = {name: value for name, value in stored.items() if value is not None}
        table = self.tables.table(kind)
        self.connection.execute(insert(table).values(_literal(table, row)))
        self._note(kind, row["id"], INSERT, None, row)

    def insert_all_stored(self, kind: str, rows: Sequence[Stored]) -> None:
        """Add many rows of stored values at the speed of the driver, the ids among them."""
        columns = self.tables.columns(kind)
        table = self.tables.table(kind)
        values = [tuple(row.get(name) for name in columns) for row in rows]
        search.bulk_insert(self.connection, table, columns, values)
        for row in rows:
            whole = {name: value for name, value in row.items() if value is not None}
            self._note(kind, row["id"], INSERT, None, whole)

    def insert_many(
        self,
        kind: str,
        columns: Sequence[str],
        rows: Iterable[tuple[Any, ...]],
        *,
        stored: bool = False,
    ) -> None:
        """Add many rows at the speed of the driver; they can't be touched again in this unit.

        Args:
            kind: Their kind.
            columns: The fields given, "id" first.
            rows: Tuples of values in that order.
            stored: Whether the values are as the database holds them; Python values otherwise.
        """
        each = iter(rows)
        while batch := list(itertools.islice(each, BATCH)):
            made = batch if stored else self.tables.store_rows(kind, columns, batch)
            self._insert_batch(kind, columns, made)

    def _insert_batch(
        self, kind: str, columns: Sequence[str], stored: list[tuple[Any, ...]]
    ) -> None:
        search.bulk_insert(self.connection, self.tables.table(kind), columns, stored)
        dumps = orjson.dumps
        seq, first = self._begin(), self._ordinal
        self._write_rows(
            [
                (
                    seq, first + i, kind, row[0], INSERT, None,
                    dumps({n: v for n, v in zip(columns, row, strict=True) if v is not None})
                    .decode(),
                )
                for i, row in enumerate(stored)
            ]
        )  # fmt: skip
        self._ordinal += len(stored)
        self._bulk.add(kind)
        self.touch(kind, [row[0] for row in stored])
        self.documents.add_rows(kind, columns, stored)
        self.figures.note_rows(kind, columns, stored)
        self.judging.note_rows(kind, columns, stored)

    def update(self, kind: str, record: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """Change fields of a row.

        Args:
            kind: Its kind.
            record: Its id.
            values: Python values by field; what is equal already is left out.

        Returns:
            The former values of what changed; empty when nothing did.

        Raises:
            NotFound: There is no such row.
        """
        former = self.update_stored(kind, record, self.tables.store(kind, values))
        return self.tables.load(kind, former)

    def update_stored(self, kind: str, record: str, stored: Stored) -> Stored:
        """Change fields of a row to stored values; see `update`."""
        current = self.stored(kind, record)
        after = {name: value for name, value in stored.items() if current.get(name) != value}
        if not after:
            return {}
        before = {name: current.get(name) for name in after}
        table = self.tables.table(kind)
        self.connection.execute(
            update(table).where(table.c.id == record).values(_literal(table, after))
        )
        self._note(kind, record, UPDATE, before, after)
        return before

    def delete(self, kind: str, record: str) -> None:
        """Remove a row; it stays restorable in the journal.

        Raises:
            NotFound: There is no such row.
        """
        current = self.stored(kind, record)
        table = self.tables.table(kind)
        self.connection.execute(delete(table).where(table.c.id == record))
        self._note(kind, record, DELETE, {n: v for n, v in current.items() if v is not None}, None)

    # -- the journal -----------------------------------------------------------------------

    def _note(
        self, kind: str, record: str, op: int, before: Stored | None, after: Stored | None
    ) -> None:
        if kind in self._bulk and self._is_journalled(record):
            raise AssertionError("a row written in bulk was touched again in the same change")
        self.touch(kind, [record])
        earlier = self._pending.pop(record, None)
        merged = merge(earlier, (kind, op, before, after)) if earlier else (kind, op, before, after)
        if merged is not None:
            self._pending[record] = merged

    def _begin(self) -> int:
        if self._seq is None:
            row = {
                "id": self.id,
                "at": self._now,
                "author_id": self._author.id,
                "author": self._author.name,
                "label": self.label.message,
                "params": orjson.dumps(dict(self.label.params), default=str).decode(),
                "mode": self._mode,
                "root_id": self._root or self.id,
            }
            key = self.connection.execute(insert(Change).values(row)).inserted_primary_key
            assert key is not None  # noqa: S101 - an insert of one row has a key
            self._seq = int(key[0])
        return self._seq

    def _write_rows(self, rows: list[tuple[Any, ...]]) -> None:
        names = ("seq", "ordinal", "kind", "row_id", "op", "before", "after")
        search.bulk_insert(self.connection, ChangeRow.__table__, names, rows)

    def retitle(self, label: Label) -> None:
        """Give the change its final label, when counts are known only at the end."""
        self.label = label
        if self._seq is not None:
            self.connection.execute(
                update(Change)
                .where(Change.seq == self._seq)
                .values(label=label.message, params=orjson.dumps(dict(label.params)).decode())
            )

    def flush(self) -> None:
        """Write the journal of what was done so far and bring the search index up to date."""
        if not self._pending:
            return
        seq = self._begin()
        rows = []
        for record, (kind, op, before, after) in self._pending.items():
            rows.append((seq, self._ordinal, kind, record, op, as_json(before), as_json(after)))
            self._ordinal += 1
        self._write_rows(rows)
        self.documents.follow(self._pending)
        self.figures.note(self._pending)
        self.judging.note(self._pending)
        self._bulk.update(entry[0] for entry in self._pending.values())
        self._pending.clear()

    def commit(self) -> Committed | None:
        """Write the journal and commit.

        Returns:
            What was done, or None when nothing was changed; then nothing is kept either.
        """
        self.flush()
        self._refresh_figures()
        self.judging.refresh()
        self.documents.index.finish()
        transaction = self.connection.get_transaction()
        assert transaction is not None  # noqa: S101 - a unit lives inside one
        if self._seq is None:
            transaction.rollback()
            return None
        transaction.commit()
        touched = {
            kind: None if kind in self._many else frozenset(ids)
            for kind, ids in self._touched.items()
        }
        self.committed = Committed(self.id, self.label, touched, self._mode)
        return self.committed

    def touch(self, kind: str, ids: Iterable[str]) -> None:
        """Report rows as touched that were written by set-based statements."""
        held = self._touched.setdefault(kind, set())
        if kind not in self._many:
            held.update(ids)
            if len(held) > self.MANY:
                self._touch_many(kind)

    def _touch_many(self, kind: str) -> None:
        self._touched.setdefault(kind, set()).clear()
        self._many.add(kind)

    def _refresh_figures(self) -> None:
        """Bring computed columns up to date; who shows them must know of it."""
        for kind, ids in self.figures.refresh().items():
            if ids is None:
                self._touch_many(kind)
            else:
                self.touch(kind, ids)

    def _is_journalled(self, record: str) -> bool:
        return (
            self.connection.execute(
                select(ChangeRow.seq).where(ChangeRow.row_id == record, ChangeRow.seq == self._seq)
            ).first()
            is not None
        )

    def begin(self) -> tuple[int, int]:
        """The change's number and the next row's ordinal, for set-based journalling."""
        return self._begin(), self._ordinal

    def advance(self, rows: int) -> None:
        """Say how many journal rows a set-based statement wrote."""
        self._ordinal += rows


def _impl(column: Any) -> Any:
    return getattr(column.type, "impl", column.type)


def _literal(table: Any, stored: Stored) -> dict[str, Any]:
    """Stored values as parameters that pass the columns' Python types by."""
    return {
        name: bindparam(None, value, type_=_impl(table.c[name]), unique=True)
        for name, value in stored.items()
    }
