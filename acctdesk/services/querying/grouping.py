"""Groups: the heads above records that stand side by side."""

from __future__ import annotations

import operator
from collections.abc import Mapping, Sequence
from itertools import compress, count, islice
from typing import Any

from sqlalchemy import select

from acctdesk.models.catalogue import Field, Format
from acctdesk.services.filters import NUMERIC
from acctdesk.services.outline import GroupHead
from acctdesk.services.querying.ranking import Ranked
from acctdesk.services.querying.reading import Reading
from acctdesk.services.querying.seats import taken
from acctdesk.services.querying.step import Step
from acctdesk.services.querying.totals import all_told, loader
from acctdesk.services.view import How

_PLAIN = NUMERIC | {Format.DATE, Format.CHECK}

MANY = 2000
"""Groups from which their values are read with all the others of the column."""


def heads(reading: Reading, places: Sequence[int], how: Mapping[str, How]) -> tuple[GroupHead, ...]:
    """The heads of a list's groups.

    Args:
        reading: The list; it has groups.
        places: Its records in order.
        how: What each head tells of its records.
    """
    levels = [
        reading.shelf.ranked(reading.connection, reading.catalogue, Step(name, coarse=True))
        for name in reading.query.group
    ]
    if len(levels) == 1 and not reading.narrowed:
        starts = levels[0].starts(descending=reading.steps()[0].descending)
        ends = [*starts[1:], len(places)]
        runs = [(0, start, end) for start, end in zip(starts, ends, strict=False)]
    else:
        runs = _runs([one.ranks for one in levels], places)
    said = [
        _said(reading, reading.catalogue.field(reading.query.kind, name), ranked, starts)
        for name, ranked, starts in zip(
            reading.query.group,
            levels,
            ([places[run[1]] for run in runs if run[0] == level] for level in range(len(levels))),
            strict=True,
        )
    ]
    tellers = reading.tellers(how)
    found: list[GroupHead] = []
    for level, start, end in runs:
        value, label = said[level][places[start]]
        totals = all_told(tellers, places[start:end]) if tellers else {}
        found.append(GroupHead(level, value, label, start, end - start, totals))
    return tuple(found)


def _said(
    reading: Reading, field: Field, ranked: Ranked, places: Sequence[int]
) -> dict[int, tuple[Any, Any]]:
    """What groups have in common, and what to show for it, by the place of their first record."""
    said: dict[int, tuple[Any, Any]] = dict.fromkeys(places, (None, None))
    filled = [place for place in places if ranked.ranks[place] >= 0]
    load = loader(field)
    if field.format in _PLAIN:
        # They are sorted by what they are: a date by its month, a number by itself.
        for place in filled:
            value = load(ranked.key(place))
            said[place] = value, value
        return said
    stored = ranked.stored(filled)
    if stored is None:
        stored = _read(reading, field, filled)
    names = _referred(reading, field)
    for place, one in zip(filled, stored, strict=True):
        value = load(one)
        said[place] = value, names.get(value, value) if names else value
    return said


def _read(reading: Reading, field: Field, places: Sequence[int]) -> Sequence[Any]:
    """The stored values at some places."""
    if len(places) > MANY:
        return taken(reading.values(field), places)
    ids = taken(reading.shelf.ids, places)
    return taken(reading.stored(field, ids), ids)


def _referred(reading: Reading, field: Field) -> dict[str, str]:
    """The names of what a reference refers to, by id."""
    if field.format is not Format.REFERENCE:
        return {}
    title = reading.catalogue.kind(field.target).title
    if not title:
        return {}
    table = reading.context.workspace.tables.table(field.target)
    rows = reading.connection.execute(select(table.c.id, table.c[title]))
    return {row[0]: row[1] for row in rows}


def _runs(ranks: Sequence[Sequence[int]], places: Sequence[int]) -> list[tuple[int, int, int]]:
    """Level, start and end of every run of equal ranks, outer runs before those inside them."""
    total = len(places)
    found: list[tuple[int, int, int]] = []
    if not total:
        return found
    borders: set[int] = set()
    for level, column in enumerate(ranks):
        listed = list(map(column.__getitem__, places))
        changes = map(operator.ne, listed, islice(listed, 1, None))
        # A group ends where its own value changes, and wherever one around it ends.
        borders.update(compress(count(1), changes))
        starts = [0, *sorted(borders)]
        ends = [*starts[1:], total]
        found += [(level, start, end) for start, end in zip(starts, ends, strict=True)]
    if len(ranks) > 1:
        found.sort(key=lambda run: (run[1], run[0]))
    return found
