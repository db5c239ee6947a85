"""Reading the journal by the records that were touched, many at a time."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Container
from typing import Any

from sqlalchemy import Connection, and_, func, select

from acctdesk.errors import NotFound
from acctdesk.models import Change, ChangeRow
from acctdesk.words import _
from acctdesk.workspace.change import INSERT
from acctdesk.workspace.journal import MOST_IDS, Entry, RowEntry, entries
from acctdesk.workspace.tables import Tables

_MOST_ASKED = 4 * MOST_IDS
"""More records than this are picked from all that was touched instead of being asked for."""


def by_number(connection: Connection, numbers: Collection[int]) -> dict[int, Entry]:
    """Changes by their place in the order."""
    found: dict[int, Entry] = {}
    wanted = sorted(numbers)
    for start in range(0, len(wanted), MOST_IDS):
        part = wanted[start : start + MOST_IDS]
        listed = entries(connection, where=[Change.seq.in_(part)], limit=len(part))
        found.update((one.seq, one) for one in listed)
    return found


def rows_of(
    connection: Connection,
    tables: Tables,
    records: Collection[str],
    limit: int,
    without: Collection[tuple[int, str]] = (),
) -> list[tuple[int, RowEntry]]:
    """The newest touches of any of some records, newest first, with the number of their change.

    Args:
        connection: Any connection.
        tables: The journalled tables.
        records: Ids of the records.
        limit: How many at most.
        without: Numbers of changes, and kinds of which the records that they added aren't told.
    """
    statement = select(
        ChangeRow.seq, ChangeRow.ordinal, ChangeRow.kind, ChangeRow.row_id, ChangeRow.op,
        ChangeRow.before, ChangeRow.after,
    ).order_by(ChangeRow.seq.desc(), ChangeRow.ordinal)  # fmt: skip
    for number, kind in without:
        added = and_(ChangeRow.seq == number, ChangeRow.kind == kind, ChangeRow.op == INSERT)
        statement = statement.where(~added)
    found: list[Any]
    if len(records) <= _MOST_ASKED:
        found, ids = [], list(records)
        for start in range(0, len(ids), MOST_IDS):
            part = ids[start : start + MOST_IDS]
            found += connection.execute(statement.where(ChangeRow.row_id.in_(part)).limit(limit))
        found.sort(key=lambda row: (-row[0], row[1]))
    else:
        # Asking for so many takes longer than passing by what isn't wanted.
        held = frozenset(records)
        every = connection.execute(statement, execution_options={"yield_per": 2000})
        found = list(itertools.islice((row for row in every if row[3] in held), limit))
        every.close()
    return [
        (seq, RowEntry.of(tables, kind, record, op, before, after))
        for seq, _ordinal, kind, record, op, before, after in found[:limit]
    ]


def many_added(
    connection: Connection, records: Container[str], least: int
) -> dict[tuple[int, str], list[str]]:
    """Changes that added very many records of a kind at once, such as imports.

    Args:
        connection: Any connection.
        records: Ids of the records that count.
        least: How many are many.

    Returns:
        By number of the change and kind, the ids of those that count.
    """
    many = (
        select(ChangeRow.seq, ChangeRow.kind)
        .where(ChangeRow.op == INSERT)
        .group_by(ChangeRow.seq, ChangeRow.kind)
        .having(func.count() >= least)
    )
    found: dict[tuple[int, str], list[str]] = {}
    for number, kind in connection.execute(many).all():
        ids = connection.scalars(
            select(ChangeRow.row_id).where(
                ChangeRow.seq == number, ChangeRow.kind == kind, ChangeRow.op == INSERT
            )
        )
        found[number, kind] = [one for one in ids if one in records]
    return found


def touching(connection: Connection, records: Collection[str]) -> set[int]:
    """Numbers of the changes that touched any of some records."""
    touched: set[int] = set()
    ids = list(records)
    for start in range(0, len(ids), MOST_IDS):
        part = ids[start : start + MOST_IDS]
        statement = select(ChangeRow.seq).where(ChangeRow.row_id.in_(part)).distinct()
        touched.update(connection.scalars(statement))
    return touched


def kind_of(connection: Connection, record: str) -> str:
    """The kind of a record that was ever touched.

    Raises:
        NotFound: There never was such a record.
    """
    statement = select(ChangeRow.kind).where(ChangeRow.row_id == record).limit(1)
    found = connection.execute(statement).scalar()
    if found is None:
        raise NotFound(_("there is no record %s.") % record)
    return str(found)


def authors(connection: Connection) -> list[str]:
    """Names of all who ever changed something, in no order; empty for nobody."""
    return list(connection.scalars(select(Change.author).distinct()))


def ids_of(connection: Connection, kind: str) -> set[str]:
    """Ids of all records of a kind that ever were."""
    added = select(ChangeRow.row_id).where(ChangeRow.kind == kind, ChangeRow.op == INSERT)
    return set(connection.scalars(added))
