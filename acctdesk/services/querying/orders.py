"""The kept shelves of a workspace, each brought up to the state that a reader sees.

What has changed is read off the journal in the reader's own transaction, so that a shelf can't be
older than what is read beside it, whoever wrote: this window, an undo, or another program.
"""

from __future__ import annotations

import threading

from sqlalchemy import Connection, func, select

from acctdesk.models import Change, ChangeRow
from acctdesk.models.catalogue import Catalogue
from acctdesk.services.querying.scan import Source
from acctdesk.services.querying.shelf import Shelf
from acctdesk.workspace.change import UPDATE
from acctdesk.workspace.tables import Tables

PATCHED = 500
"""Changed rows up to which shelves are mended instead of read anew."""


class Orders:
    """The shelves of one workspace.

    Args:
        tables: The tables.
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._guard = threading.Lock()
        self._shelves: dict[tuple[str, bool], Shelf] = {}
        self._seen = -1

    def shelf(
        self, connection: Connection, catalogue: Catalogue, kind: str, *, archived: bool = False
    ) -> Shelf:
        """The shelf of a kind in the state that a connection reads.

        Args:
            connection: The read connection of the whole query.
            catalogue: Every field.
            kind: The kind.
            archived: Whether archived records are on it.
        """
        source = Source(self._tables, kind, archived)
        with self._guard:
            newest = connection.execute(select(func.max(Change.seq))).scalar() or 0
            if newest < self._seen:
                # A reader that began before the last one did sees the past.
                return Shelf.read(source, connection, catalogue)
            if newest > self._seen:
                self._catch_up(connection, catalogue)
                self._seen = newest
            place = (kind, archived)
            if place not in self._shelves:
                self._shelves[place] = Shelf.read(source, connection, catalogue)
            return self._shelves[place]

    def forget(self) -> None:
        """Forget everything, after figures were made anew without a change."""
        with self._guard:
            self._shelves.clear()

    def _catch_up(self, connection: Connection, catalogue: Catalogue) -> None:
        """Mend or forget the shelves of an older state."""
        if not self._shelves:
            return
        rows = select(ChangeRow.kind, ChangeRow.row_id, ChangeRow.op).where(
            ChangeRow.seq > self._seen
        )
        changed: dict[str, set[str]] = {}
        shifted: set[str] = set()
        for count, (kind, record, op) in enumerate(connection.execute(rows.limit(PATCHED + 1))):
            if count == PATCHED:
                self._shelves.clear()
                return
            changed.setdefault(kind, set()).add(record)
            if op != UPDATE:
                shifted.add(kind)
        self._shelves = {
            place: shelf.mended(connection, catalogue, changed, shifted)
            for place, shelf in self._shelves.items()
        }
