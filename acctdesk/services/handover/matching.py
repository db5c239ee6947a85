"""Which records that came are one that is here already, though nobody ever told.

Both sides may have entered the same client, the same colleague or the same ticket. What names a
record in the field tells; where it could mean several, nothing is taken for the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from acctdesk.services.handover.stored import Stored, Values
from acctdesk.workspace.bulk import among
from acctdesk.workspace.folding import fold

NAMED_BY: dict[str, tuple[tuple[str, ...], ...]] = {
    "account": (("name",),),
    "member": (("email",), ("name",)),
    "person": (("email",),),
    "custom_field": (("of_kind", "label", "format"),),
    "calendar": (("name", "zone", "monday", "own_days"),),
    "unit": (("account_id", "name"),),
    "service": (("account_id", "name"),),
    "ticket": (("account_id", "number"),),
    "assignment": (("account_id", "member_id"),),
    "position": (("account_id", "person_id"),),
    "relationship": (("person_id", "member_id"),),
    "custom_value": (("record_id", "field_id"),),
    "external_id": (("record_id", "source", "value"),),
    "alias": (("alias",),),
    "distinct_pair": (("first_id", "second_id"),),
}
"""By kind, what names one of its records: one way after the other; all columns must say something.
A kind that isn't here is never taken for the same."""


@dataclass(frozen=True, slots=True)
class Match:
    """A record that is taken for one that is here.

    Attributes:
        kind: The kind.
        theirs: Its id there.
        ours: Its id here.
        title: What both are called; empty for a record without a name.
    """

    kind: str
    theirs: str
    ours: str
    title: str


def matches(
    stored: Stored,
    kind: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    known: set[str],
) -> dict[str, str]:
    """Ids that records have there, with those of the same records here.

    Args:
        stored: Reads rows.
        kind: The kind.
        columns: Columns of the rows, the id first.
        rows: What came and has an id that isn't known here; references as they are here.
        known: Ids of records of this kind that are here and came as well: they are no others.
    """
    found: dict[str, str] = {}
    for way in NAMED_BY.get(kind, ()):
        if not set(way) <= set(columns):
            continue
        places = [columns.index(name) for name in way]
        wanted: dict[tuple[str, ...], list[str]] = {}
        for row in rows:
            key = _key([row[place] for place in places])
            if key is not None and row[0] not in found:
                wanted.setdefault(key, []).append(row[0])
        if not wanted:
            continue
        taken = known | set(found.values())
        here: dict[tuple[str, ...], list[str]] = {}
        for record, values in _candidates(stored, kind, way, rows, places).items():
            key = _key([values[name] for name in way])
            if key is not None and key in wanted and record not in taken:
                here.setdefault(key, []).append(record)
        for key, theirs in wanted.items():
            ours = here.get(key, ())
            if len(theirs) == 1 and len(ours) == 1:
                found[theirs[0]] = ours[0]
    twice = {one for one, count in Counter(found.values()).items() if count > 1}
    return {theirs: ours for theirs, ours in found.items() if ours not in twice}


def _key(values: Sequence[Any]) -> tuple[str, ...] | None:
    made = tuple(fold(str(one)).strip() if one is not None else "" for one in values)
    return made if all(made[:2]) else None


def _candidates(
    stored: Stored,
    kind: str,
    way: tuple[str, ...],
    rows: Sequence[Sequence[Any]],
    places: Sequence[int],
) -> Mapping[str, Values]:
    """Rows here that may be meant: with the same reference, or all of the kind."""
    columns = ("id", *way)
    if way[0].endswith("_id"):
        held = {row[places[0]] for row in rows if row[places[0]]}
        return stored.having(kind, way[0], sorted(held), columns)
    table, raw = stored.tables.table(kind), stored.tables.raw(kind, columns)
    statement = select(*raw)
    if way == ("alias",):
        statement = statement.where(among(table.c.alias, [row[places[0]] for row in rows]))
    return {row[0]: dict(zip(columns, row, strict=True)) for row in stored.db.execute(statement)}
