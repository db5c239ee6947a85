"""The way the database reads a kind, so that a column needs no ids to find its places."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, select

from acctdesk.models import SearchDoc
from acctdesk.models.catalogue import Catalogue, Field, Format
from acctdesk.services.filters import CODED, TEXTUAL
from acctdesk.services.querying.columns import elsewhere, figured, own
from acctdesk.services.querying.keys import FOLDED, MONTHLY, Key, coded, folded, one_by_one
from acctdesk.services.querying.seats import Seats, taken, turned
from acctdesk.words import current_locale
from acctdesk.workspace.bulk import (
    among,
    columns_of,
    gather,
    gather_ids,
    gather_values,
    parted,
    values_in,
)
from acctdesk.workspace.search import span
from acctdesk.workspace.tables import Tables

_FOLDED = TEXTUAL | {Format.TAGS}


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
        """Ids, parted by commas, and folded names; of some records, or of all as they lie."""
        table = self.tables.table(self.kind)
        title = catalogue.kind(self.kind).title or "id"
        if ids is not None:
            statement = self.all().where(among(table.c.id, sorted(ids)))
            scan, texts = gather(connection, table.c.id, table.c[title], statement)
        elif title == "id":
            scan = self._lying(connection, "id")[0]
            texts = parted(scan)
        else:
            scan, told = self._lying(connection, "id", title)
            texts = values_in(told)
        return scan, folded([one or "" for one in texts])  # type: ignore[return-value]

    def texts(
        self, connection: Connection, ids: Iterable[str] | None = None
    ) -> tuple[str, list[str]]:
        """Ids, parted by commas, and the folded texts that records are found by; of some or all."""
        docs = select(SearchDoc.record_id).where(
            SearchDoc.id.between(*span(self.kind)), SearchDoc.kind == self.kind
        )
        if ids is not None:
            docs = docs.where(among(SearchDoc.record_id, sorted(ids)))
        return gather(connection, SearchDoc.record_id, SearchDoc.body, docs)

    def values(self, connection: Connection, field: Field) -> list[Any]:
        """Stored values of a field of the kind's own, as the records lie; see `Scan`."""
        return values_in(self._lying(connection, field.name)[0])

    def _lying(self, connection: Connection, *names: str) -> list[str]:
        table = self.tables.table(self.kind)
        left_out = "archived" in table.c and not self.archived
        return columns_of(connection, table, names, "archived" if left_out else "")

    def column(
        self, connection: Connection, field: Field, ids: Iterable[str] | None = None
    ) -> tuple[str, list[Any]]:
        """Ids, parted by commas, and stored values of a field, as the database reads them.

        Args:
            connection: A read connection.
            field: The field; of the kind's own when only some records are wanted.
            ids: The records; all when nothing is said.
        """
        if not own(field):
            return gather(connection, *elsewhere(field))
        table = self.tables.table(self.kind)
        statement = self.all()
        if ids is not None:
            statement = statement.where(among(table.c.id, sorted(ids)))
        return gather(connection, table.c.id, table.c[field.name], statement)

    def figured(self, connection: Connection) -> str:
        """The ids of the records that have figures, parted by commas, in the order of those."""
        which = figured(self.kind)
        return gather_ids(connection, which.selected_columns[0], which)

    def figures(self, connection: Connection, field: Field) -> list[Any]:
        """Stored values of a computed field, in the order of the figures."""
        _record, column, which = elsewhere(field)
        return gather_values(connection, column, which)

    def key(
        self, connection: Connection, catalogue: Catalogue, field: Field, *, coarse: bool
    ) -> Key | None:
        """What a stored value of a field is sorted by; None for itself.

        Args:
            connection: A read connection.
            catalogue: Every field.
            field: The field.
            coarse: Whether values are put together as groups put them: dates by month.
        """
        if coarse and field.format is Format.DATE:
            return MONTHLY
        if field.format in _FOLDED:
            return FOLDED
        if field.format is Format.REFERENCE:
            title = catalogue.kind(field.target).title
            if not title:
                return None
            target = self.tables.table(field.target)
            every = select(target.c.id)
            ids, names = gather(connection, target.c.id, target.c[title], every, folding=True)
            return one_by_one(dict(zip(parted(ids), names, strict=True)).get)
        return coded(field, current_locale()) if field.format in CODED else None

    def scan(self, connection: Connection, ids: Sequence[str]) -> Scan:
        """How the records lie in the database now.

        Args:
            connection: A read connection.
            ids: All of them, in the order by name.
        """
        text = self._lying(connection, "id")[0]
        place = {one: at for at, one in enumerate(ids)}
        return Scan(text, Seats(array("i", taken(place, parted(text)))))


@dataclass(frozen=True, slots=True)
class Scan:
    """How the records of a kind lie in the database, until one comes or goes.

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
