"""Rows as they were: what stands now, with the journal taken back to a moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

import orjson
from sqlalchemy import Connection, select

from acctdesk.models import Change, ChangeRow
from acctdesk.services.context import in_parts
from acctdesk.workspace.change import DELETE, INSERT
from acctdesk.workspace.tables import Tables

Rows = dict[str, dict[str, Any]]
"""Python values by field, by id."""


class Bygone:
    """Reads rows as they are, or as they were at the end of a day.

    Args:
        connection: A read connection.
        tables: The journalled tables.
        after: The moment; what was changed from it on is taken back. None reads what stands now.
    """

    def __init__(
        self, connection: Connection, tables: Tables, after: dt.datetime | None = None
    ) -> None:
        self._db, self._tables, self._after = connection, tables, after

    def having(self, kind: str, column: str, values: Collection[str]) -> Rows:
        """The rows whose column held one of some ids.

        Args:
            kind: The kind.
            column: A column that refers to something.
            values: The ids.
        """
        wanted = set(values)
        table = self._tables.table(kind)
        touched = self._touched(kind)
        found: Rows = {}
        for part in in_parts(sorted(wanted)):
            found |= self._read(kind, table.c[column].in_(part))
        more = touched.keys() - found.keys()
        for part in in_parts(sorted(more)):
            found |= self._read(kind, table.c.id.in_(part))
        self._take_back(kind, found, touched)
        return {one: row for one, row in found.items() if row.get(column) in wanted}

    def some(self, kind: str, ids: Collection[str]) -> Rows:
        """Rows by their ids; those that weren't there are left out."""
        table = self._tables.table(kind)
        found: Rows = {}
        for part in in_parts(sorted(ids)):
            found |= self._read(kind, table.c.id.in_(part))
        self._take_back(kind, found, self._touched(kind, ids))
        return {one: found[one] for one in ids if one in found}

    def _read(self, kind: str, where: Any) -> Rows:
        table = self._tables.table(kind)
        names = table.columns.keys()
        rows = self._db.execute(select(table).where(where))
        return {row.id: dict(zip(names, row, strict=True)) for row in rows}

    def _touched(
        self, kind: str, ids: Collection[str] | None = None
    ) -> dict[str, list[tuple[int, Any]]]:
        """By id, what was done since and what it was before, the latest first."""
        if self._after is None:
            return {}
        statement = (
            select(ChangeRow.row_id, ChangeRow.op, ChangeRow.before)
            .join(Change, Change.seq == ChangeRow.seq)
            .where(Change.at >= self._after, ChangeRow.kind == kind)
            .order_by(ChangeRow.seq.desc(), ChangeRow.ordinal.desc())
        )
        found: dict[str, list[tuple[int, Any]]] = {}
        parts: list[Any] = [None] if ids is None else list(in_parts(sorted(ids)))
        for part in parts:
            narrowed = statement if part is None else statement.where(ChangeRow.row_id.in_(part))
            for record, op, before in self._db.execute(narrowed):
                found.setdefault(record, []).append((op, before))
        return found

    def _take_back(self, kind: str, rows: Rows, touched: dict[str, list[tuple[int, Any]]]) -> None:
        names = self._tables.columns(kind)
        for record, steps in touched.items():
            for op, before in steps:
                if op == INSERT:
                    rows.pop(record, None)
                    continue
                values = self._tables.load(kind, orjson.loads(before))
                if op == DELETE:
                    # NULLs aren't kept; tags that aren't there are none.
                    blank = self._tables.load(kind, dict.fromkeys(names))
                    rows[record] = {**blank, **values}
                elif record in rows:
                    rows[record] |= values


def last_days(
    connection: Connection, people: Collection[str], until: dt.date
) -> tuple[dict[str, dt.date], dict[tuple[str, str], dt.date]]:
    """When people were last in contact, by the log as it is today.

    Args:
        connection: A read connection.
        people: Ids of the client's people.
        until: What came later doesn't count.

    Returns:
        The day by person, and by one of us and person for those who took part together.
    """
    from sqlalchemy import func
    from sqlalchemy.orm import aliased

    from acctdesk.models import Interaction, Participant
    from acctdesk.models.interaction import NO_CONTACT

    alone: dict[str, dt.date] = {}
    together: dict[tuple[str, str], dt.date] = {}
    ours = aliased(Participant)
    talk = (Interaction.type != NO_CONTACT, Interaction.day <= until.isoformat())
    for part in in_parts(sorted(people)):
        theirs = Participant.person_id.in_(part)
        each = (
            select(Participant.person_id, func.max(Interaction.day))
            .join(Interaction, Interaction.id == Participant.interaction_id)
            .where(theirs, *talk)
            .group_by(Participant.person_id)
        )
        for person, day in connection.execute(each):
            alone[str(person)] = dt.date.fromisoformat(day)
        pairs = (
            select(ours.member_id, Participant.person_id, func.max(Interaction.day))
            .join(Interaction, Interaction.id == Participant.interaction_id)
            .join(ours, ours.interaction_id == Interaction.id)
            .where(theirs, ours.member_id.is_not(None), *talk)
            .group_by(ours.member_id, Participant.person_id)
        )
        for member, person, day in connection.execute(pairs):
            together[str(member), str(person)] = dt.date.fromisoformat(day)
    return alone, together
