"""What is worked out from the records and made anew at any time: index, figures, judgements."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from acctdesk.workspace.documents import Documents
from acctdesk.workspace.figures import KINDS, Figures
from acctdesk.workspace.judging import Judging
from acctdesk.workspace.tables import Tables


def rebuild(connection: Connection, tables: Tables) -> None:
    """Make everything derived anew, as after a migration.

    Args:
        connection: The write connection, inside a transaction.
        tables: The journalled tables.
    """
    rebuild_search(connection, tables)
    rebuild_figures(connection, tables)
    Judging(connection).rebuild()


def rebuild_search(connection: Connection, tables: Tables) -> int:
    """Make the search index anew.

    Returns:
        How many records it holds.
    """
    documents = Documents(connection, tables)
    documents.index.clear()
    count = 0
    for kind in tables.catalogue.kinds():
        if not kind.searched:
            continue
        ids = list(connection.scalars(select(tables.table(kind.name).c.id)))
        for start in range(0, len(ids), 2000):
            documents.renew(kind.name, ids[start : start + 2000])
        count += len(ids)
    documents.index.finish()
    return count


def rebuild_figures(connection: Connection, tables: Tables) -> int:
    """Make the figures anew.

    Returns:
        How many records have them.
    """
    figures = Figures(connection)
    count = 0
    for kind in KINDS:
        figures.rebuild(kind)
        records = select(func.count()).select_from(tables.table(kind))
        count += connection.execute(records).scalar() or 0
    return count
