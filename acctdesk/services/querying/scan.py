"""The way the database reads a kind, so that a column needs no ids to find its places."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, select

from acctdesk.models import SearchDoc
from acctdesk.models.catalogue import Catalogue, Field
from acctdesk.services.querying.columns import elsewhere, own
from acctdesk.services.querying.keys import folded
from acctdesk.services.querying.seats import Seats, taken, turned
from acctdesk.workspace.bulk import among, gather, gather_ids, parted
from acctdesk.workspace.tables import Tables


@dataclass(frozen=True, slots=True)
class Source:
    """Where the records of a list come from.

    Attributes:
        tables: The tables.
        kind: The kind.
        archived: Whether archived records are among them.
    """

    tables: Tables
    kind: str
    archived: bool

    def all(self) -> Select[Any]:
        """Selects the ids of all records."""
        table = self.tables.table(self.kind)
        statement: Select[Any] = select(table.c.id)
        if "archived" in table.c and not self.archived:
            statement = statement.where(table.c.archived.is_(None))
        return statement

    def named(
        self, connection: Connection, catalogue: Catalogue, ids: Iterable[str] | None = None
    ) -> tuple[str, Sequence[str]]:
        """Ids, parted by commas, and folded names; of some records, or of all."""
        table = self.tables.table(self.kind)
        statement = self.all()
        if ids is not None:
            statement = statement.where(among(table.c.id, sorted(ids)))
        title = catalogue.kind(self.kind).title
        column = table.c[title or "id"]
        scan, texts = gather(connection, table.c.id, column, statement)
        return scan, folded([one or "" for one in texts])  # type: ignore[return-value]

    def texts(self, connection: Connection, ids: Iterable[str] | None = None) -> dict[str, str]:
        """The folded texts that records are found by, of some or of all."""
        docs = select(SearchDoc.record_id).where(SearchDoc.kind == self.kind)
        if ids is not None:
            docs = docs.where(among(SearchDoc.record_id, sorted(ids)))
        scan, texts = gather(connection, SearchDoc.record_id, SearchDoc.body, docs)
        return dict(zip(parted(scan), texts, strict=True))

    def column(self, connection: Connection, field: Field) -> tuple[str, list[Any]]:
        """Ids, parted by commas, and the stored values of a field, as the database reads them."""
        if not own(field):
            return gather(connection, *elsewhere(field))
        table = self.tables.table(self.kind)
        return gather(connection, table.c.id, table.c[field.name], self.all())

    def scan(self, connection: Connection, ids: Sequence[str]) -> Scan:
        """How the database reads the records now.

        Args:
            connection: A read connection.
            ids: All of them, in the order by name.
        """
        text = gather_ids(connection, self.tables.table(self.kind).c.id, self.all())
        place = {one: at for at, one in enumerate(ids)}
        return Scan(text, Seats(array("i", taken(place, parted(text)))))


@dataclass(frozen=True, slots=True)
class Scan:
    """How the database reads a kind.

    Attributes:
        text: The ids in that order, parted by commas.
        seats: The place of each in the order by name.
    """

    text: str
    seats: Seats

    def by_place(self, values: Sequence[Any]) -> Sequence[Any]:
        """Values that were read in this order, put to their places."""
        return taken(values, self.seats.reads)

    def moved(self, origin: Sequence[int]) -> Scan | None:
        """The scan after records got other places.

        Args:
            origin: For each new place the former one, -1 for a record that wasn't there.

        Returns:
            None when records came or went, since nobody knows where the database reads them.
        """
        if -1 in origin or len(origin) != len(self.seats):
            return None
        now = turned(origin)
        return Scan(self.text, Seats(array("i", taken(now, self.seats.places))))
