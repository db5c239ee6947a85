"""The search index: the words of every record, found by any part of them.

Texts are folded (no case, no diacritics), kept one row a record, and indexed by SQLite's FTS5
with trigrams, which finds any three letters inside a word; shorter words scan the folded texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, literal_column, select, text
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


def remove(connection: Connection, ids: Sequence[str]) -> None:
    """Take records out of the index."""
    for start in range(0, len(ids), 500):
        connection.execute(
            delete(SearchDoc).where(SearchDoc.record_id.in_(ids[start : start + 500]))
        )


def remove_selected(connection: Connection, ids: Select[Any]) -> None:
    """Take the records that a selection names out of the index."""
    connection.execute(delete(SearchDoc).where(SearchDoc.record_id.in_(ids)))


def add(connection: Connection, kind: str, docs: Iterable[tuple[str, str]]) -> None:
    """Put records that aren't in the index into it.

    Args:
        connection: The write connection.
        kind: Their kind.
        docs: Record id and text, one line a field, not yet folded.
    """
    rows = [{"kind": kind, "record_id": one, "body": fold(body)} for one, body in docs]
    if rows:
        connection.execute(insert(SearchDoc), rows)
