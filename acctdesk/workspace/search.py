"""The search index: the words of every record, found by any part of them.

Texts are folded (no case, no diacritics), kept one row a record, and indexed by SQLite's FTS5
with trigrams, which finds any three letters inside a word; shorter words scan the folded texts.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import (
    Connection,
    Integer,
    Select,
    String,
    bindparam,
    column,
    delete,
    func,
    insert,
    literal,
    literal_column,
    select,
    table,
    update,
)
from sqlalchemy.sql import ColumnElement

from acctdesk.models import SearchDoc
from acctdesk.workspace.folding import bare, fold


def sort_key(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """A text column as people sort it: without case and diacritics."""
    return func.acct_fold(column)


_PLACES = ("account", "person", "attachment", "unit", "member", "interaction")
"""Kinds whose documents are numbered in a range of their own, so that one kind is read alone.

The log is last, where reading backwards begins: of it the newest come first.
"""
_RANGE = 1 << 32


def span(kind: str) -> tuple[int, int]:
    """The first and the last number that a document of a kind may have.

    Kinds without a range of their own share the lowest one.
    """
    place = _PLACES.index(kind) + 1 if kind in _PLACES else 0
    return place * _RANGE, (place + 1) * _RANGE - 1


def matching(kind: str, words: str) -> Select[Any]:
    """A selection of the ids of the records that hold all the words, each anywhere in them.

    Args:
        kind: The kind of record.
        words: What was typed; blank matches nothing.
    """
    parts = fold(words).split()
    doc = select(SearchDoc.record_id).where(
        SearchDoc.id.between(*span(kind)), SearchDoc.kind == kind
    )
    conditions: list[ColumnElement[bool]] = [
        SearchDoc.body.contains(part, autoescape=True) for part in parts
    ]
    query = _trigrams(parts)
    if query:
        # The trigrams narrow down, the folded text decides: they may stand apart in a record.
        found = select(_SQLITE.c.rowid).where(*_indexed(kind, query))
        conditions.insert(0, SearchDoc.id.in_(found))
    return doc.where(*conditions) if parts else doc.where(func.length(SearchDoc.body) < 0)


@functools.lru_cache(maxsize=512)
def holding(
    kind: str, words: int, *, indexed: bool, only: tuple[ColumnElement[bool], ...] = ()
) -> Select[Any]:
    """A selection of ids of records that hold some words; of the log the newest first.

    It stops at the limit, however many hold them. It is the same object for the same question, so
    that the database library works it out once and not with every letter that is typed; `asked`
    gives what it is about.

    Args:
        kind: The kind of record.
        words: How many words must be held.
        indexed: Whether any of them is long enough for the index.
        only: Further conditions, on `SearchDoc`.
    """
    statement = select(SearchDoc.record_id).where(
        SearchDoc.kind == kind,
        *only,
        *(SearchDoc.body.like(bindparam(f"word{at}"), escape="/") for at in range(words)),
    )
    if indexed:
        # Read from the index on: a selection inside would be worked out to its end first.
        statement = (
            statement.join_from(_SQLITE, SearchDoc, SearchDoc.id == _SQLITE.c.rowid)
            .where(*_indexed(kind, bindparam("query", type_=String)))
            .order_by(_turned(kind, _SQLITE.c.rowid))
        )
    else:
        statement = statement.where(SearchDoc.id.between(*span(kind)))
        statement = statement.order_by(_turned(kind, SearchDoc.id))
    return statement.limit(bindparam("most", type_=Integer))


def documents(connection: Connection, kind: str, most: int) -> int:
    """How many records of a kind there are, counted up to a number.

    Args:
        connection: A read connection.
        kind: The kind.
        most: Where counting stops.
    """
    some = select(SearchDoc.id).where(SearchDoc.id.between(*span(kind))).limit(most).subquery()
    return connection.scalar(select(func.count()).select_from(some)) or 0


def _turned(kind: str, number: Any) -> Any:
    return number.desc() if kind == _PLACES[-1] else number.asc()


def asked(parts: Sequence[str], limit: int) -> dict[str, Any]:
    """What `holding` is about; without "query" it isn't to be `indexed`.

    Args:
        parts: Folded words, at least one.
        limit: How many records at most.
    """
    values: dict[str, Any] = {"most": limit}
    for at, part in enumerate(parts):
        plain = part.replace("/", "//").replace("%", "/%").replace("_", "/_")
        values[f"word{at}"] = f"%{plain}%"
    query = _trigrams(parts)
    return {**values, "query": query} if query else values


def _trigrams(parts: Sequence[str]) -> str:
    """What to ask the index for; empty for words that are too short for it.

    Not all of them, since the text decides and each costs reading its list. Those of letters
    overlap: one that no text holds ends the search of a word that is typed to its middle. Of
    digits all are everywhere, so they stand side by side.
    """
    wanted = {
        part[at : at + 3]
        for part in parts
        if len(part) >= 3
        for at in (*range(0, len(part) - 2, 3 if part.isdigit() else 2), len(part) - 3)
    }
    return " AND ".join('"' + one.replace('"', '""') + '"' for one in sorted(wanted))


def _indexed(kind: str, query: Any) -> tuple[ColumnElement[bool], ...]:
    return (
        literal_column("search_index").op("MATCH")(query),
        _SQLITE.c.rowid.between(*span(kind)),
    )


def document(values: Sequence[str | None], phones: Sequence[int] = ()) -> str:
    """The text that a record is found by: a field a line, phone numbers also as bare digits.

    Args:
        values: Stored values of the searched fields; None for what isn't set.
        phones: Which of them are phone numbers.
    """
    lines = [value for value in values if value]
    for at in phones:
        number = values[at]
        if number and (dialled := bare(number)) != number:
            lines.append(dialled)
    return "\n".join(lines)


class Index:
    """Writes the index inside one transaction.

    SQLite's full-text index is fed set by set: row by row it costs six times as much.

    Args:
        connection: The write connection.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._native = connection.dialect.name == "sqlite"
        self._next: dict[int, int] = {}
        """By the beginning of a range, the next number in it."""
        self._waits: dict[int, int] = {}
        """By the beginning of a range, the first number that isn't in the index yet."""

    def add(self, kind: str, docs: Iterable[tuple[str, str]]) -> None:
        """Put records that aren't in the index into it.

        Args:
            kind: Their kind.
            docs: Record id and text, one line a field, not yet folded.
        """
        found = [(one, fold(body)) for one, body in docs]
        if not found:
            return
        first, last = span(kind)
        if first not in self._next:
            highest = select(func.max(SearchDoc.id)).where(SearchDoc.id.between(first, last))
            self._next[first] = (self._connection.execute(highest).scalar() or first) + 1
        at = self._next[first]
        self._next[first] = at + len(found)
        self._waits.setdefault(first, at)
        rows = [(at + place, kind, one, body) for place, (one, body) in enumerate(found)]
        names = ("id", "kind", "record_id", "body")
        bulk_insert(self._connection, SearchDoc.__table__, names, rows)

    def extend(self, texts: Iterable[tuple[str, str]]) -> None:
        """Add texts to the documents of records that are there.

        Args:
            texts: Record id and text, not yet folded; of unknown records nothing is kept.
        """
        more = [{"one": one, "more": "\n" + fold(body)} for one, body in texts]
        if not more:
            return
        grown = (
            update(SearchDoc)
            .where(SearchDoc.record_id == bindparam("one"))
            .values(body=SearchDoc.body + bindparam("more"))
            .execution_options(synchronize_session=False)
        )
        if not self._native:
            self._connection.execute(grown, more)
            return
        held = [
            row
            for part in _parts([one["one"] for one in more])
            for row in self._connection.execute(
                select(SearchDoc.id, SearchDoc.kind).where(SearchDoc.record_id.in_(part))
            )
        ]
        known = sorted({row[0] for row in held if not self._is_waiting(*row)})
        # What stands in the index is taken out with its former text and put in with the new one.
        for part in _parts(known):
            self._forget(SearchDoc.id.in_(part))
        self._connection.execute(grown, more)
        for part in _parts(known):
            self._feed(SearchDoc.id.in_(part))

    def _is_waiting(self, number: int, kind: str) -> bool:
        return number >= self._waits.get(span(kind)[0], _END)

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
            self._forget(which)
        self._connection.execute(delete(SearchDoc).where(which))

    def finish(self) -> None:
        """Index what was added."""
        if self._native:
            for first, waits in self._waits.items():
                self._feed(SearchDoc.id.between(waits, first + _RANGE - 1))
        self._waits.clear()

    def _feed(self, which: ColumnElement[bool]) -> None:
        added = select(SearchDoc.id, SearchDoc.body).where(which)
        self._connection.execute(insert(_SQLITE).from_select(["rowid", "body"], added))

    def _forget(self, which: ColumnElement[bool]) -> None:
        gone = select(literal("delete"), SearchDoc.id, SearchDoc.body).where(which)
        self._connection.execute(
            insert(_SQLITE).from_select(["search_index", "rowid", "body"], gone)
        )


def _parts(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(values), 500):
        yield values[start : start + 500]


_END = 1 << 62

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
