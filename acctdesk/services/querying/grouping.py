"""Groups: the heads above records that stand side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from acctdesk.models.catalogue import Field, Format
from acctdesk.services.outline import GroupHead
from acctdesk.services.querying.orders import Ranked, Step
from acctdesk.services.querying.reading import Reading
from acctdesk.services.querying.totals import all_told, loader
from acctdesk.services.view import How


def heads(reading: Reading, ids: Sequence[str], how: Mapping[str, How]) -> tuple[GroupHead, ...]:
    """The heads of a list's groups.

    Args:
        reading: The list; it has groups.
        ids: Its records in order.
        how: What each head tells of its records.
    """
    query = reading.query
    _all, columns = reading.orders.columns(
        reading.connection,
        reading.catalogue,
        query.kind,
        [Step(name, coarse=True) for name in query.group],
        archived=query.archived,
    )
    places = reading.places(ids)
    tellers = reading.tellers(how)
    described = [reading.catalogue.field(query.kind, name) for name in query.group]
    names = [_names(reading, one, column) for one, column in zip(described, columns, strict=True)]
    found: list[GroupHead] = []
    for level, start, end in _runs([column.ranks for column in columns], places):
        stored = columns[level].values[places[start]]
        field = described[level]
        value = _value(field, stored, blank=columns[level].ranks[places[start]] < 0)
        label = names[level].get(value, value) if names[level] else value
        totals = all_told(tellers, places[start:end])
        found.append(GroupHead(level, value, label, start, end - start, totals))
    return tuple(found)


def _runs(ranks: Sequence[Sequence[int]], places: Sequence[int]) -> list[tuple[int, int, int]]:
    """Level, start and end of every run of equal ranks, outer runs before those inside them."""
    total = len(places)
    found: list[tuple[int, int, int]] = []
    borders: set[int] = set()
    for level, column in enumerate(ranks):
        listed = [column[place] for place in places]
        # A group ends where its own value changes, and wherever one around it ends.
        borders.update(at for at in range(1, total) if listed[at] != listed[at - 1])
        starts = [0, *sorted(borders)] if total else []
        ends = [*starts[1:], total]
        found += [(level, start, end) for start, end in zip(starts, ends, strict=True)]
    found.sort(key=lambda run: (run[1], run[0]))
    return found


def _value(field: Field, stored: Any, *, blank: bool) -> Any:
    if stored is None or (blank and field.format is not Format.REFERENCE):
        # A code that is on no list has no rank, yet it is what the records have.
        return stored
    if field.format is Format.DATE:
        return stored[:7]
    return loader(field)(stored)


def _names(reading: Reading, field: Field, column: Ranked) -> dict[Any, str]:
    """The names of what a reference refers to, by id."""
    if field.format is not Format.REFERENCE:
        return {}
    title = reading.catalogue.kind(field.target).title
    if not title:
        return {}
    table = reading.context.workspace.tables.table(field.target)
    rows = reading.connection.execute(select(table.c.id, table.c[title]))
    held = set(column.values)
    return {one: name for one, name in rows if one in held}
