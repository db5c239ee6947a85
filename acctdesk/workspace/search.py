"""The search index: the words of every record, found by any part of them.

Texts are folded (no case, no diacritics), kept one row a record, and indexed by SQLite's FTS5
with trigrams, which finds any three letters inside a word; shorter words scan the folded texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import (
    Connection,
    Select,
    column,
    delete,
    func,
    insert,
    literal,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.sql import ColumnElement

from acctdesk.models import SearchDoc
from acctdesk.workspace.folding import fold


def sort_key(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """A text column as people sort it: without case and diacritics."""
    return func.acct_fold(column)


def matching(kind: str, words: str) -> Select[Any]:
    """A selection of the ids of the records that hold all the words, each anywhere in them.

    Args:
        kind: The kind of record.
        words: What was typed; blank matches nothing.
    """
    parts = fold(words).split()
    doc = select(SearchDoc.record_id).where(SearchDoc.kind == kind)
    conditions: list[ColumnElement[bool]] = [
        SearchDoc.body.contains(part, autoescape=True) for part in parts
    ]
    long = [part for part in parts if len(part) >= 3]
    if long:
        # The trigrams narrow down, the folded text decides: they may stand apart in a record.
        trigrams = {part[i : i + 3] for part in long for i in range(len(part) - 2)}
        query = " AND ".join('"' + one.replace('"', '""') + '"' for one in sorted(trigrams))
        found: Select[Any] = (
            select(literal_column("rowid"))
            .select_from(text("search_index"))
            .where(literal_column("search_index").op("MATCH")(query))
        )
        conditions.insert(0, SearchDoc.id.in_(found))
    return doc.where(*conditions) if parts else doc.where(func.length(SearchDoc.body) < 0)


class Index:
    """Writes the index inside one transaction.

    SQLite's full-text index is fed set by set: row by row it costs six times as much.

    Args:
        connection: The write connection.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._native = connection.dialect.name == "sqlite"
        self._waits_from: int | None = None

    def add(self, kind: str, docs: Iterable[tuple[str, str]]) -> None:
        """Put records that aren't in the index into it.

        Args:
            kind: Their kind.
            docs: Record id and text, one line a field, not yet folded.
        """
        rows = [(kind, one, fold(body)) for one, body in docs]
        if not rows:
            return
        if self._waits_from is None:
            newest = self._connection.execute(select(func.max(SearchDoc.id))).scalar()
            self._waits_from = newest or 0
        bulk_insert(self._connection, SearchDoc.__table__, ("kind", "record_id", "body"), rows)

    def remove(self, ids: Sequence[str]) -> None:
        """Take records out of the index."""
        for start in range(0, len(ids), 500):
            self._remove(SearchDoc.record_id.in_(ids[start : start + 500]))

    def remove_selected(self, ids: Select[Any]) -> None:
        """Take the records that a selection names out of the index."""
        self._remove(SearchDoc.record_id.in_(ids))

    def clear(self) -> None:
        """Take everything out."""
        self._remove(SearchDoc.id.is_not(None))

    def _remove(self, which: ColumnElement[bool]) -> None:
        self.finish()
        if self._native:
            gone = select(literal("delete"), SearchDoc.id, SearchDoc.body).where(which)
            self._connection.execute(
                insert(_SQLITE).from_select(["search_index", "rowid", "body"], gone)
            )
        self._connection.execute(delete(SearchDoc).where(which))

    def finish(self) -> None:
        """Index what was added."""
        if self._waits_from is not None and self._native:
            added = select(SearchDoc.id, SearchDoc.body).where(SearchDoc.id > self._waits_from)
            self._connection.execute(insert(_SQLITE).from_select(["rowid", "body"], added))
        self._waits_from = None


_SQLITE = table("search_index", column("search_index"), column("rowid"), column("body"))
"""SQLite's full-text table; PostgreSQL will have an index on the folded text instead."""


def bulk_insert(
    connection: Connection, into: Any, columns: Sequence[str], rows: list[tuple[Any, ...]]
) -> None:
    """Insert stored values at the speed of the driver.

    Args:
        connection: The write connection.
        into: The table.
        columns: The columns given.
        rows: Stored values in that order.
    """
    compiled = insert(into).compile(dialect=connection.dialect, column_keys=list(columns))
    order = list(compiled.positiontup or columns)
    if order != list(columns):
        at = [list(columns).index(name) for name in order]
        rows = [tuple(row[i] for i in at) for row in rows]
    connection.exec_driver_sql(str(compiled), rows)
