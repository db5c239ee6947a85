"""Reading the journal: history, and what undo and redo would do next."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Connection, func, literal_column, select
from sqlalchemy.orm import aliased

from acctdesk.errors import NotFound
from acctdesk.models import Change, ChangeRow
from acctdesk.words import _
from acctdesk.workspace.change import Committed, Label
from acctdesk.workspace.tables import Tables

MOST_IDS = 5000
"""Ids that one statement takes; an account with a long log has more records than that."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One change as history shows it.

    Attributes:
        seq: Its place in the order.
        id: Its id.
        at: When, UTC.
        author: Who.
        label: What.
        mode: "do", "undo" or "redo".
        root: The change it is about.
        rows: How many rows it touched.
        undone: Whether it is a "do" that is undone at present.
    """

    seq: int
    id: str
    at: dt.datetime
    author: str
    label: Label
    mode: str
    root: str
    rows: int
    undone: bool


@dataclass(frozen=True, slots=True)
class RowEntry:
    """One row that a change touched.

    Attributes:
        kind: Its kind.
        record: Its id.
        op: "insert", "update" or "delete".
        before: Python values before, by field.
        after: Python values after, by field.
    """

    kind: str
    record: str
    op: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]

    @classmethod
    def of(
        cls,
        tables: Tables,
        kind: str,
        record: str,
        op: int,
        before: str | None,
        after: str | None,
    ) -> RowEntry:
        """A row of the journal as it is stored, with Python values."""
        return cls(
            kind,
            record,
            _OPS[op],
            tables.load(kind, orjson.loads(before)) if before else {},
            tables.load(kind, orjson.loads(after)) if after else {},
        )


@dataclass(frozen=True, slots=True)
class Kept:
    """What an undo left as it is, and why.

    Attributes:
        kind: The row's kind.
        record: Its id.
        title: Its name.
        why: "edited" (changed later), "children" (something was added to it later), "gone"
            (deleted later), or "parent" (what it belongs to is gone).
        fields: The fields that were kept, for an edited row.
    """

    kind: str
    record: str
    title: str
    why: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reverted:
    """What an undo or redo did.

    Attributes:
        change: The change it wrote; None when nothing was left to do.
        kept: What it left alone.
        of: Label of the change that was undone.
    """

    change: Committed | None
    kept: tuple[Kept, ...]
    of: Label


_OPS = {1: "insert", 2: "update", 3: "delete"}


def _label(message: str, params: str) -> Label:
    return Label(message, orjson.loads(params))


def find(connection: Connection, change: str) -> Entry:
    """One change by its id or the beginning of it.

    Raises:
        NotFound: There is none, or several begin so.
    """
    found = entries(connection, where=[Change.id.startswith(change, autoescape=True)], limit=2)
    if len(found) != 1 or not change:
        raise NotFound(
            _("there is no change %s.") % change if not found else _("several changes begin so."),
            remedy=_("See the list with: acctdesk history"),
        )
    return found[0]


def entries(
    connection: Connection,
    *,
    where: Iterable[Any] = (),
    limit: int = 100,
    before: int | None = None,
) -> list[Entry]:
    """Changes, newest first.

    Args:
        connection: Any connection.
        where: Further conditions on `Change`.
        limit: How many at most.
        before: Only those with a smaller number, for paging.
    """
    counted = (
        select(func.count())
        .select_from(ChangeRow)
        .where(ChangeRow.seq == Change.seq)
        .correlate(Change)
        .scalar_subquery()
    )
    last = aliased(Change)
    state = (
        select(last.mode)
        .where(last.root_id == Change.root_id)
        .order_by(last.seq.desc())
        .limit(1)
        .correlate(Change)
        .scalar_subquery()
    )
    statement = (
        select(
            Change.seq, Change.id, Change.at, Change.author, Change.label, Change.params,
            Change.mode, Change.root_id, counted, state,
        )
        .where(*where)
        .order_by(Change.seq.desc())
        .limit(limit)
    )  # fmt: skip
    if before is not None:
        statement = statement.where(Change.seq < before)
    return [
        Entry(
            row[0], row[1], row[2], row[3], _label(row[4], row[5]), row[6], row[7], row[8],
            row[6] == "do" and row[9] == "undo",
        )
        for row in connection.execute(statement)
    ]  # fmt: skip


def of_records(connection: Connection, ids: Sequence[str], limit: int = 200) -> list[Entry]:
    """The changes that touched any of some records, newest first."""
    touched: set[int] = set()
    for start in range(0, len(ids), MOST_IDS):
        part = ids[start : start + MOST_IDS]
        newest = select(ChangeRow.seq).where(ChangeRow.row_id.in_(part)).distinct()
        touched.update(connection.scalars(newest.order_by(ChangeRow.seq.desc()).limit(limit)))
    newest_of_all = sorted(touched, reverse=True)[:limit]
    return entries(connection, where=[Change.seq.in_(newest_of_all)], limit=limit)


def deleted(
    connection: Connection, kinds: Sequence[str], column: str, value: str
) -> list[RowEntry]:
    """Rows that were deleted while a column held an id.

    Args:
        connection: Any connection.
        kinds: Their kinds.
        column: The column.
        value: The id it held.
    """
    held = f'"{column}":"{value}"'
    statement = select(ChangeRow.kind, ChangeRow.row_id, ChangeRow.before).where(
        ChangeRow.op == literal_column("3"),
        ChangeRow.kind.in_(kinds),
        ChangeRow.before.contains(held, autoescape=True),
    )
    return [
        RowEntry(kind, record, "delete", orjson.loads(before or "{}"), {})
        for kind, record, before in connection.execute(statement)
    ]


def deleted_of(
    connection: Connection, kinds: Sequence[str], column: str, values: Sequence[str]
) -> list[str]:
    """Ids of rows that were deleted while a column held any of many ids.

    Args:
        connection: Any connection.
        kinds: Their kinds.
        column: The column.
        values: The ids it may have held.
    """
    held = func.json_extract(ChangeRow.before, f"$.{column}")
    found: dict[str, None] = {}
    for start in range(0, len(values), MOST_IDS):
        statement = select(ChangeRow.row_id).where(
            ChangeRow.op == literal_column("3"),
            ChangeRow.kind.in_(kinds),
            held.in_(values[start : start + MOST_IDS]),
        )
        found.update(dict.fromkeys(connection.scalars(statement)))
    return list(found)


def rows(
    connection: Connection,
    tables: Tables,
    seq: int,
    *,
    records: Sequence[str] | None = None,
    limit: int = 500,
) -> list[RowEntry]:
    """The rows that a change touched.

    Args:
        connection: Any connection.
        tables: The journalled tables.
        seq: The change's number.
        records: Only these rows.
        limit: How many at most.
    """
    statement = (
        select(ChangeRow.kind, ChangeRow.row_id, ChangeRow.op, ChangeRow.before, ChangeRow.after)
        .where(ChangeRow.seq == seq)
        .order_by(ChangeRow.ordinal)
    )
    found: Iterable[Any]
    if records is None:
        found = connection.execute(statement.limit(limit))
    elif len(records) <= MOST_IDS:
        found = connection.execute(statement.where(ChangeRow.row_id.in_(records)).limit(limit))
    else:
        held = frozenset(records)
        rows_of_change = connection.execute(statement)
        found = itertools.islice((row for row in rows_of_change if row[1] in held), limit)
    return [RowEntry.of(tables, *row) for row in found]


def next_undo(connection: Connection) -> Entry | None:
    """The newest change that is in force: what undo would take back."""
    last = aliased(Change)
    state = (
        select(last.mode)
        .where(last.root_id == Change.root_id)
        .order_by(last.seq.desc())
        .limit(1)
        .correlate(Change)
        .scalar_subquery()
    )
    found = entries(connection, where=[Change.mode == "do", state != "undo"], limit=1)
    return found[0] if found else None


def next_redo(connection: Connection) -> Entry | None:
    """The change undone last, if nothing new was done since: what redo would bring back."""
    newest = connection.execute(select(func.max(Change.seq)).where(Change.mode == "do")).scalar()
    later = aliased(Change)
    overtaken = (
        select(later.seq)
        .where(later.root_id == Change.root_id, later.seq > Change.seq)
        .correlate(Change)
        .exists()
    )
    found = entries(
        connection,
        where=[Change.mode == "undo", Change.seq > (newest or 0), ~overtaken],
        limit=1,
    )
    return find(connection, found[0].root) if found else None


def latest_of(connection: Connection, root: str) -> tuple[int, str, str]:
    """Number, id and mode of the newest change about a root change."""
    row = connection.execute(
        select(Change.seq, Change.id, Change.mode)
        .where(Change.root_id == root)
        .order_by(Change.seq.desc())
        .limit(1)
    ).one()
    return int(row[0]), str(row[1]), str(row[2])


def last_set(connection: Connection, record: str) -> dict[str, str]:
    """The change that last set each field of a record: field to change id."""
    found: dict[str, str] = {}
    statement = (
        select(Change.id, ChangeRow.after)
        .join(Change, Change.seq == ChangeRow.seq)
        .where(ChangeRow.row_id == record, ChangeRow.after.is_not(None))
        .order_by(ChangeRow.seq)
    )
    for change, after in connection.execute(statement):
        found.update(dict.fromkeys(orjson.loads(after or "{}"), change))
    return found
