"""What belongs to records, read off the catalogue: their history is told with theirs.

A record belongs to another by a reference that it can't be without, or as a part of it. The people
of an account belong to it by their posts there. What was deleted belongs to what it belonged to.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import (
    BindParameter,
    CompoundSelect,
    Connection,
    Select,
    bindparam,
    func,
    literal_column,
    select,
    union_all,
)

from acctdesk.models import ChangeRow
from acctdesk.services.context import in_parts
from acctdesk.workspace.change import DELETE
from acctdesk.workspace.tables import Link, Tables

_ALSO = {"person": {("promise", "person_id")}}
"""References that a record can be without, and by which it belongs all the same."""
_SINGLY = 5000
"""More records than this have their parts picked from all parts instead of asked for."""

_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_GONE_KINDS = select(ChangeRow.kind).where(ChangeRow.op == literal_column(str(DELETE))).distinct()
"""Kinds of which anything was ever deleted."""

Owners = dict[str, tuple[str, ...]]
"""By id of what belongs to records, the records that it belongs to."""


class Families:
    """Tells what belongs to records.

    Args:
        tables: The journalled tables.
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._binding = [link for link in tables.links if link.target and self._binds(link)]
        self._parts = [link for link in tables.links if not link.target]
        self._ways: dict[str, list[list[Link]]] = {}
        self._statements: dict[str, CompoundSelect[Any]] = {}

    def _binds(self, link: Link) -> bool:
        field = self._tables.catalogue.kind(link.kind).fields[link.column]
        also = (link.kind, link.column) in _ALSO.get(link.target, ())
        return (field.required or field.bound or also) and link.kind != link.target

    def of(self, connection: Connection, kind: str, records: Sequence[str]) -> Owners:
        """Records and all that belongs to them, gone records included.

        Args:
            connection: Reads.
            kind: Their kind.
            records: Their ids.
        """
        found: dict[str, dict[str, None]] = {one: {one: None} for one in records}
        for part in in_parts(records):
            _add(found, connection.execute(self._all_of(kind), {"ids": part}))
        self._lost(connection, kind, found)
        for link in self._parts:
            self._follow_part(connection, link, found)
        return {one: tuple(owners) for one, owners in found.items()}

    def _ways_to(self, kind: str) -> list[list[Link]]:
        """By which references each kind comes to this one, its own first; the shortest ways."""
        if kind not in self._ways:
            ways: dict[str, list[list[Link]]] = {kind: [[]]}
            edge = [kind]
            while edge:
                fresh: dict[str, list[list[Link]]] = defaultdict(list)
                for link in self._binding:
                    if link.target in edge and link.kind not in ways:
                        fresh[link.kind] += [[link, *rest] for rest in ways[link.target]]
                ways |= fresh
                edge = list(fresh)
            self._ways[kind] = [way for one in ways.values() for way in one if way]
        return self._ways[kind]

    def _all_of(self, kind: str) -> CompoundSelect[Any]:
        """Ids of all that belongs to records of a kind, and what it belongs to; made once."""
        if kind not in self._statements:
            parts = [self._following(way) for way in self._ways_to(kind)]
            if kind == "account":
                post = self._tables.table("position")
                held = post.c.account_id.in_(_IDS)
                whose = select(post.c.person_id, post.c.account_id)
                parts.append(whose.where(held, post.c.person_id.is_not(None)))
            table = self._tables.table(kind)
            parts.append(select(table.c.id, table.c.id).where(table.c.id.in_(_IDS)))
            self._statements[kind] = union_all(*parts)
        return self._statements[kind]

    def _following(self, way: Sequence[Link]) -> Select[Any]:
        table = self._tables.table(way[0].kind)
        source: Any = table
        held = table.c[way[0].column]
        for link in way[1:]:
            above = self._tables.table(link.kind)
            source = source.join(above, held == above.c.id)
            held = above.c[link.column]
        return select(table.c.id, held).select_from(source).where(held.in_(_IDS))

    def _follow_part(
        self, connection: Connection, link: Link, found: dict[str, dict[str, None]]
    ) -> None:
        table = self._tables.table(link.kind)
        held = table.c[link.column]
        statement = select(table.c.id, held)
        rows: Iterable[Any]
        if len(found) > _SINGLY:
            rows = connection.execute(statement)
        else:
            rows = itertools.chain.from_iterable(
                connection.execute(statement.where(held.in_(part)))
                for part in in_parts(list(found))
            )
        _add_through(found, rows)

    def _lost(self, connection: Connection, kind: str, found: dict[str, dict[str, None]]) -> None:
        """Add what was deleted while it belonged to what was found."""
        gone = set(connection.scalars(_GONE_KINDS))
        links: dict[str, list[Link]] = defaultdict(list)
        for way in self._ways_to(kind):
            if way[0].kind in gone and way[0] not in links[way[0].kind]:
                links[way[0].kind].append(way[0])
        # In the order in which they can be created: what a record belongs to comes before it.
        for one in self._tables.kinds:
            for link in links.get(one, ()):
                rows = self._deleted(connection, link)
                if one == "position" and kind == "account":
                    rows = list(rows)
                    _add_through(found, ((row[2], row[1]) for row in rows if row[2]))
                _add_through(found, rows)
        for link in self._parts:
            if link.kind in gone:
                _add_through(found, self._deleted(connection, link))

    def _deleted(self, connection: Connection, link: Link) -> Iterable[Any]:
        """Id, what it belonged to, and whose post it was, of all that was deleted of a kind."""
        return connection.execute(
            select(
                ChangeRow.row_id,
                func.json_extract(ChangeRow.before, f"$.{link.column}"),
                func.json_extract(ChangeRow.before, "$.person_id"),
            ).where(ChangeRow.op == literal_column(str(DELETE)), ChangeRow.kind == link.kind)
        )


def _add(found: dict[str, dict[str, None]], rows: Iterable[Any]) -> None:
    for one, owner in rows:
        found.setdefault(one, {})[owner] = None


def _add_through(found: dict[str, dict[str, None]], rows: Iterable[Any]) -> None:
    """Add what belongs to something found, to whatever that belongs to."""
    for row in rows:
        owners = found.get(row[1])
        if owners:
            found.setdefault(row[0], {}).update(owners)
