"""Reads stored rows, as they are and as they were: what parcels hold and are compared with."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import Connection, func, select

from acctdesk.models import Change, ChangeRow
from acctdesk.services.handover.lineage import Trail
from acctdesk.workspace.bulk import among
from acctdesk.workspace.change import DELETE, INSERT
from acctdesk.workspace.tables import Tables

PART = 5_000
"""Rows read in one statement."""

Values = dict[str, Any]
"""Stored values by column."""


class Stored:
    """Reads stored rows.

    Args:
        connection: Any connection.
        tables: The journalled tables.
    """

    def __init__(self, connection: Connection, tables: Tables) -> None:
        self.db, self.tables = connection, tables

    def newest(self) -> int:
        """Number of the newest change; 0 before the first."""
        return self.db.execute(select(func.max(Change.seq))).scalar() or 0

    def trail(self) -> Trail:
        """Which change had which number."""
        rows = self.db.execute(select(Change.seq, Change.id).order_by(Change.seq))
        return Trail.of((number, record) for number, record in rows)

    def pages(
        self, kind: str, columns: Sequence[str], ids: Sequence[str]
    ) -> Iterator[dict[str, tuple[Any, ...]]]:
        """Rows by their ids, some thousands at a time; missing ones are left out.

        Args:
            kind: The kind.
            columns: Which columns, the id first.
            ids: Which rows.
        """
        table, raw = self.tables.table(kind), self.tables.raw(kind, columns)
        for start in range(0, len(ids), PART):
            where = among(table.c.id, ids[start : start + PART])
            rows = self.db.execute(select(*raw).where(where))
            yield {row[0]: tuple(row) for row in rows}

    def some(self, kind: str, ids: Collection[str]) -> dict[str, Values]:
        """Whole rows by their ids; missing ones are left out."""
        columns = self.tables.columns(kind)
        found: dict[str, Values] = {}
        for page in self.pages(kind, columns, list(ids)):
            found |= {one: dict(zip(columns, row, strict=True)) for one, row in page.items()}
        return found

    def present(self, kind: str, ids: Collection[str]) -> set[str]:
        """Which of some ids there are."""
        return {one for page in self.pages(kind, ("id",), list(ids)) for one in page}

    def having(
        self, kind: str, column: str, values: Collection[str], columns: Sequence[str]
    ) -> dict[str, Values]:
        """The rows whose column holds one of some values.

        Args:
            kind: The kind.
            column: The column.
            values: The values.
            columns: Which columns are read, the id first.
        """
        table, raw = self.tables.table(kind), self.tables.raw(kind, columns)
        found: dict[str, Values] = {}
        held = list(values)
        for start in range(0, len(held), PART):
            rows = self.db.execute(
                select(*raw).where(among(table.c[column], held[start : start + PART]))
            )
            found |= {row[0]: dict(zip(columns, row, strict=True)) for row in rows}
        return found

    def past(self, kind: str, ids: Collection[str], number: int) -> dict[str, Values]:
        """Rows as they were right after a change; those that weren't there are left out.

        Args:
            kind: The kind.
            ids: Which rows.
            number: Number of the change.
        """
        found = self.some(kind, ids)
        held = list(ids)
        for start in range(0, len(held), PART):
            steps = self.db.execute(
                select(ChangeRow.row_id, ChangeRow.op, ChangeRow.before)
                .where(
                    ChangeRow.kind == kind,
                    ChangeRow.seq > number,
                    among(ChangeRow.row_id, held[start : start + PART]),
                )
                .order_by(ChangeRow.seq.desc(), ChangeRow.ordinal.desc())
            )
            for record, op, before in steps:
                if op == INSERT:
                    found.pop(record, None)
                elif op == DELETE:
                    found[record] = orjson.loads(before or "{}")
                elif record in found:
                    found[record] |= orjson.loads(before or "{}")
        return found

    def deleted_since(self, number: int) -> dict[str, list[str]]:
        """By kind, ids of records that were deleted after a change and aren't there.

        Args:
            number: Number of the change.
        """
        rows = self.db.execute(
            select(ChangeRow.kind, ChangeRow.row_id)
            .where(ChangeRow.seq > number, ChangeRow.op == DELETE)
            .distinct()
        )
        found: dict[str, list[str]] = {}
        for kind, record in rows:
            found.setdefault(kind, []).append(record)
        for kind, ids in found.items():
            there = self.present(kind, ids)
            found[kind] = sorted(one for one in ids if one not in there)
        return {kind: ids for kind, ids in found.items() if ids}


class LinkReads:
    """Reads of what belongs to accounts: of each row only what it refers to.

    Args:
        stored: Reads rows.
    """

    def __init__(self, stored: Stored) -> None:
        self._stored = stored
        self._columns: dict[str, tuple[str, ...]] = {}
        for link in stored.tables.links:
            self._columns[link.kind] = (*self._columns.get(link.kind, ("id",)), link.column)

    def having(self, kind: str, column: str, values: Collection[str]) -> dict[str, Values]:
        """The rows whose column holds one of some ids, by id."""
        return self._stored.having(kind, column, values, self._of(kind))

    def some(self, kind: str, ids: Collection[str]) -> dict[str, Values]:
        """Rows by their ids; missing ones are left out."""
        columns = self._of(kind)
        return {
            one: dict(zip(columns, row, strict=True))
            for page in self._stored.pages(kind, columns, list(ids))
            for one, row in page.items()
        }

    def _of(self, kind: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._columns.get(kind, ("id",))))


class RowReads:
    """The same over the rows of a parcel.

    Args:
        columns: By kind, the columns of its rows, the id first.
        rows: By kind, rows.
    """

    def __init__(
        self,
        columns: Mapping[str, Sequence[str]],
        rows: Mapping[str, Sequence[Sequence[Any]]],
    ) -> None:
        self._columns, self._rows = columns, rows
        self._by_id: dict[str, dict[str, Sequence[Any]]] = {}
        self._by_column: dict[tuple[str, str], dict[str, list[Sequence[Any]]]] = {}

    def having(self, kind: str, column: str, values: Collection[str]) -> dict[str, Values]:
        """The rows whose column holds one of some ids, by id."""
        if kind not in self._rows:
            return {}
        place = self._columns[kind].index(column)
        held = self._by_column.get((kind, column))
        if held is None:
            held = self._by_column[kind, column] = {}
            for row in self._rows[kind]:
                held.setdefault(row[place], []).append(row)
        return {row[0]: self._told(kind, row) for value in values for row in held.get(value, ())}

    def some(self, kind: str, ids: Collection[str]) -> dict[str, Values]:
        """Rows by their ids; missing ones are left out."""
        if kind not in self._rows:
            return {}
        held = self._by_id.get(kind)
        if held is None:
            held = self._by_id[kind] = {row[0]: row for row in self._rows[kind]}
        return {one: self._told(kind, held[one]) for one in ids if one in held}

    def _told(self, kind: str, row: Sequence[Any]) -> Values:
        return dict(zip(self._columns[kind], row, strict=True))
