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
from acctdesk.services.querying.ranking import Places
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
    ) -> tuple[str, list[str]]:
        """Ids, parted by commas, and folded names; of some records, or of all."""
        table = self.tables.table(self.kind)
        statement = self.all()
        if ids is not None:
            statement = statement.where(among(table.c.id, sorted(ids)))
        title = catalogue.kind(self.kind).title
        column = table.c[title or "id"]
        scan, names = gather(connection, table.c.id, column, statement, folding=True)
        return scan, names if None not in names else [one or "" for one in names]

    def texts(self, connection: Connection, ids: Iterable[str] | None = None) -> dict[str, str]:
        """The folded texts that records are found by, of some or of all."""
        docs = select(SearchDoc.record_id).where(SearchDoc.kind == self.kind)
        if ids is not None:
            docs = docs.where(among(SearchDoc.record_id, sorted(ids)))
        scan, texts = gather(connection, SearchDoc.record_id, SearchDoc.body, docs)
        return dict(zip(parted(scan), texts, strict=True))

    def column(
        self, connection: Connection, field: Field, *, folding: bool = False
    ) -> tuple[str, list[Any]]:
        """Ids, parted by commas, and the stored values of a field, as the database reads them.

        Args:
            connection: A read connection.
            field: The field.
            folding: Whether texts come without case and diacritics.
        """
        if not own(field):
            return gather(connection, *elsewhere(field), folding=folding)
        table = self.tables.table(self.kind)
        return gather(connection, table.c.id, table.c[field.name], self.all(), folding=folding)

    def scan(self, connection: Connection, ids: Sequence[str]) -> Scan:
        """How the database reads the records now.

        Args:
            connection: A read connection.
            ids: All of them, in the order by name.
        """
        text = gather_ids(connection, self.tables.table(self.kind).c.id, self.all())
        place = {one: at for at, one in enumerate(ids)}
        return Scan(text, array("i", [place[one] for one in parted(text)]))


@dataclass(frozen=True, slots=True)
class Scan:
    """How the database reads a kind.

    Attributes:
        text: The ids in that order, parted by commas.
        places: The place of each in the order by name.
    """

    text: str
    places: Places

    def by_place(self, values: Sequence[Any]) -> list[Any]:
        """Values that were read in this order, put to their places."""
        made: list[Any] = [None] * len(values)
        for place, value in zip(self.places, values, strict=True):
            made[place] = value
        return made

    def moved(self, origin: Sequence[int]) -> Scan | None:
        """The scan after records got other places.

        Args:
            origin: For each new place the former one, -1 for a record that wasn't there.

        Returns:
            None when records came or went, since nobody knows where the database reads them.
        """
        if -1 in origin or len(origin) != len(self.places):
            return None
        now = array("i", bytes(self.places.itemsize * len(origin)))
        for place, former in enumerate(origin):
            now[former] = place
        return Scan(self.text, array("i", [now[former] for former in self.places]))
