"""Orders of whole kinds, kept in memory while nothing changes.

Sorting a hundred thousand texts as people read them costs the database half a second, and any
keystroke of a filter asks for the order again. So a kind's order by name is worked out once and
mended when a few records change, the order by any other field is kept until the kind changes, and
a filter only picks from it. What has changed is read off the journal in the reader's own
transaction: an order can't be older than what is read beside it, whoever wrote.
"""

from __future__ import annotations

import itertools
import threading
from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from sqlalchemy import Connection, Select, func, select

from acctdesk.models import Change, ChangeRow
from acctdesk.models.catalogue import Catalogue, Field, Format
from acctdesk.services.catalogue import closed_list
from acctdesk.services.filters import CODED, TEXTUAL
from acctdesk.services.querying.columns import elsewhere, own
from acctdesk.workspace.bulk import among, gather, parted
from acctdesk.workspace.folding import fold
from acctdesk.workspace.tables import Tables

PATCHED = 500
"""Changed records up to which an order is mended instead of made anew."""
KEPT = 16
"""Columns and orders kept of a kind."""

_FOLDED = TEXTUAL | {Format.TAGS}

Places: TypeAlias = "array[int]"
"""Places in the order by name."""


@dataclass(frozen=True, slots=True)
class Step:
    """One column of an order, or of the groups that come before it.

    Attributes:
        field: Field name.
        descending: Largest first; records without a value come last.
        coarse: Whether values are put together as groups put them: dates by month.
    """

    field: str
    descending: bool = False
    coarse: bool = False


@dataclass(frozen=True, slots=True)
class Ranked:
    """A column of a kind, ready to be sorted and grouped by.

    Attributes:
        values: The stored value at each place of the order by name.
        ranks: The rank of each, equal values having the same; -1 for those without a value.
        rising: The places with a value, smallest first, equals by name.
    """

    values: list[Any]
    ranks: Places
    rising: Places


@dataclass(slots=True)
class Base:
    """The order of a kind by name.

    Attributes:
        ids: The records in this order.
        names: Their folded names.
        scan: Ids as the database read them last, for a column that comes in the same order.
        places: For each place of the order by name, the place in `scan`.
        ranked: Columns by field.
        orders: Whole orders by what they are sorted by.
    """

    ids: list[str]
    names: list[str]
    scan: str = ""
    places: Places = field(default_factory=lambda: array("i"))
    ranked: OrderedDict[tuple[str, bool], Ranked] = field(default_factory=OrderedDict)
    orders: OrderedDict[tuple[Step, ...], list[str]] = field(default_factory=OrderedDict)


class Orders:
    """The orders of one workspace.

    Args:
        tables: The tables.
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._guard = threading.RLock()
        self._bases: dict[tuple[str, bool], Base] = {}
        self._seen = -1

    def ordered(
        self,
        connection: Connection,
        catalogue: Catalogue,
        kind: str,
        steps: Sequence[Step] = (),
        *,
        archived: bool = False,
    ) -> list[str]:
        """All records of a kind in order; the caller must not change the list.

        Args:
            connection: The read connection of the whole query.
            catalogue: Every field.
            kind: The kind.
            steps: What to sort by; the name decides between equals, then the id.
            archived: Whether archived records are among them.
        """
        with self._guard:
            base = self._base(connection, catalogue, kind, archived)
            key = tuple(steps)
            if not key:
                return base.ids
            if key not in base.orders:
                base.orders[key] = self._sorted(connection, catalogue, kind, archived, base, key)
                _trim(base.orders)
            base.orders.move_to_end(key)
            return base.orders[key]

    def columns(
        self,
        connection: Connection,
        catalogue: Catalogue,
        kind: str,
        steps: Iterable[Step],
        *,
        archived: bool = False,
    ) -> tuple[list[str], list[Ranked]]:
        """The order by name, and ranked columns that stand in it; neither must be changed."""
        with self._guard:
            base = self._base(connection, catalogue, kind, archived)
            return base.ids, [
                self._ranked(connection, catalogue, kind, archived, base, step) for step in steps
            ]

    def values(
        self,
        connection: Connection,
        catalogue: Catalogue,
        kind: str,
        names: Iterable[str],
        *,
        archived: bool = False,
    ) -> tuple[list[str], dict[str, list[Any]]]:
        """The order by name, and the stored values of fields that stand in it."""
        with self._guard:
            base = self._base(connection, catalogue, kind, archived)
            return base.ids, {
                name: self._column(connection, kind, archived, base, catalogue.field(kind, name))
                for name in names
            }

    def forget(self) -> None:
        """Forget everything, after figures were made anew without a change."""
        with self._guard:
            self._bases.clear()

    # -- the order by name -----------------------------------------------------------------

    def _base(
        self, connection: Connection, catalogue: Catalogue, kind: str, archived: bool
    ) -> Base:
        self._catch_up(connection, catalogue)
        base = self._bases.get((kind, archived))
        if base is None:
            base = self._bases[kind, archived] = self._made(connection, catalogue, kind, archived)
        return base

    def _all(self, kind: str, archived: bool) -> Select[Any]:
        table = self._tables.table(kind)
        statement: Select[Any] = select(table.c.id)
        if "archived" in table.c and not archived:
            statement = statement.where(table.c.archived.is_(None))
        return statement

    def _named(
        self, connection: Connection, catalogue: Catalogue, kind: str, statement: Select[Any]
    ) -> tuple[str, list[str]]:
        table = self._tables.table(kind)
        title = catalogue.kind(kind).title
        scan, names = gather(connection, table.c.id, table.c[title or "id"], statement)
        return scan, [_folded(name) for name in names]

    def _made(
        self, connection: Connection, catalogue: Catalogue, kind: str, archived: bool
    ) -> Base:
        scan, names = self._named(connection, catalogue, kind, self._all(kind, archived))
        ids = parted(scan)
        # By id first: sorting is stable, so that ids decide between equal names.
        places = list(range(len(ids)))
        if any(one > other for one, other in itertools.pairwise(ids)):
            places.sort(key=ids.__getitem__)
        places.sort(key=names.__getitem__)
        return Base(
            [ids[place] for place in places],
            [names[place] for place in places],
            scan,
            array("i", places),
        )

    def _catch_up(self, connection: Connection, catalogue: Catalogue) -> None:
        """Mend or forget what has changed since the last query."""
        newest = connection.execute(select(func.max(Change.seq))).scalar() or 0
        if newest == self._seen:
            return
        seen, self._seen = self._seen, newest
        if newest < seen or not self._bases:
            # A reader that began before the last one ended sees the past: nothing kept is its.
            self._bases.clear()
            return
        changed = dict[str, set[str]]()
        rows = select(ChangeRow.kind, ChangeRow.row_id).where(ChangeRow.seq > seen)
        for count, (kind, record) in enumerate(connection.execute(rows.limit(4 * PATCHED + 1))):
            if count == 4 * PATCHED:
                self._bases.clear()
                return
            changed.setdefault(kind, set()).add(record)
        for (kind, archived), base in list(self._bases.items()):
            ids = changed.get(kind, set())
            if len(ids) > PATCHED:
                del self._bases[kind, archived]
                continue
            if ids:
                self._patch(connection, catalogue, kind, archived, base, ids)
            # What a column is worked out from may be of any kind: a name, a figure, a value.
            base.ranked.clear()
            base.orders.clear()

    def _patch(
        self,
        connection: Connection,
        catalogue: Catalogue,
        kind: str,
        archived: bool,
        base: Base,
        changed: set[str],
    ) -> None:
        table = self._tables.table(kind)
        statement = self._all(kind, archived).where(among(table.c.id, sorted(changed)))
        scan, names = self._named(connection, catalogue, kind, statement)
        kept = [place for place, one in enumerate(base.ids) if one not in changed]
        ids = [base.ids[place] for place in kept]
        held = [base.names[place] for place in kept]
        for one, name in zip(parted(scan), names, strict=True):
            place = bisect_left(held, name)
            while place < len(ids) and held[place] == name and ids[place] < one:
                place += 1
            ids.insert(place, one)
            held.insert(place, name)
        base.ids, base.names, base.scan = ids, held, ""

    # -- columns ---------------------------------------------------------------------------

    def _ranked(
        self,
        connection: Connection,
        catalogue: Catalogue,
        kind: str,
        archived: bool,
        base: Base,
        step: Step,
    ) -> Ranked:
        place = (step.field, step.coarse)
        found = base.ranked.get(place)
        if found is None:
            described = catalogue.field(kind, step.field)
            values = self._column(connection, kind, archived, base, described)
            coarse = step.coarse and described.format is Format.DATE
            key = _month if coarse else self._key(connection, catalogue, described)
            found = base.ranked[place] = rank(values, key)
            _trim(base.ranked)
        base.ranked.move_to_end(place)
        return found

    def _column(
        self, connection: Connection, kind: str, archived: bool, base: Base, described: Field
    ) -> list[Any]:
        """The stored values of a field in the order by name."""
        if not own(described):
            record, column, which = elsewhere(described)
            scan, values = gather(connection, record, column, which.where(column.is_not(None)))
            held = dict(zip(parted(scan), values, strict=True))
            return [held.get(one) for one in base.ids]
        table = self._tables.table(kind)
        column = table.c[described.name]
        scan, values = gather(connection, table.c.id, column, self._all(kind, archived))
        if scan != base.scan:
            where = {one: place for place, one in enumerate(parted(scan))}
            base.scan, base.places = scan, array("i", [where[one] for one in base.ids])
        return [values[place] for place in base.places]

    def _key(
        self, connection: Connection, catalogue: Catalogue, described: Field
    ) -> Callable[[Any], Any]:
        """What a stored value of a field is sorted by; None is sorted last."""
        if described.format is Format.REFERENCE:
            title = catalogue.kind(described.target).title
            if not title:
                return _same
            target = self._tables.table(described.target)
            scan, names = gather(connection, target.c.id, target.c[title], select(target.c.id))
            words = {
                one: None if name is None else fold(name)
                for one, name in zip(parted(scan), names, strict=True)
            }
            return words.get
        if described.format in CODED:
            listed = closed_list(described)
            if listed:
                return {code: at for at, (code, _label) in enumerate(listed)}.get
        return _folded if described.format in _FOLDED else _same

    def _sorted(
        self,
        connection: Connection,
        catalogue: Catalogue,
        kind: str,
        archived: bool,
        base: Base,
        steps: tuple[Step, ...],
    ) -> list[str]:
        columns = [self._ranked(connection, catalogue, kind, archived, base, one) for one in steps]
        places: Sequence[int] | None = None
        for one, column in reversed(list(zip(steps, columns, strict=True))):
            ranks = column.ranks
            blanks: list[int]
            if places is None:
                filled: Sequence[int] = column.rising
                blanks = [place for place, rank in enumerate(ranks) if rank < 0]
            else:
                filled = sorted((p for p in places if ranks[p] >= 0), key=ranks.__getitem__)
                blanks = [place for place in places if ranks[place] < 0]
            if one.descending:
                # Python keeps equals in their order also when it sorts backwards.
                filled = sorted(filled, key=ranks.__getitem__, reverse=True)
            places = [*filled, *blanks]
        ids = base.ids
        return [ids[place] for place in places or ()]


def rank(values: list[Any], key: Callable[[Any], Any]) -> Ranked:
    """Rank the values of a column.

    Args:
        values: Stored values in the order by name.
        key: What a value is sorted by; None for one that has no place.
    """
    distinct = set(values)
    if 4 * len(distinct) < len(values):
        memo = {value: None if value is None else key(value) for value in distinct}
        order = sorted({one for one in memo.values() if one is not None})
        at = {one: place for place, one in enumerate(order)}
        of = {value: -1 if one is None else at[one] for value, one in memo.items()}
        ranks = array("i", [of[value] for value in values])
        buckets: list[list[int]] = [[] for _each in range(len(order) + 1)]
        for place, found in enumerate(ranks):
            buckets[found].append(place)
        rising = array("i", [place for bucket in buckets[:-1] for place in bucket])
        return Ranked(values, ranks, rising)
    keys = values if key is _same else [None if one is None else key(one) for one in values]
    filled = [place for place, one in enumerate(keys) if one is not None]
    filled.sort(key=keys.__getitem__)
    ranks = array("i", [-1]) * len(values)
    current, former = -1, None
    for place in filled:
        one = keys[place]
        if one != former:
            current, former = current + 1, one
        ranks[place] = current
    return Ranked(values, ranks, array("i", filled))


def _month(value: str) -> str:
    return value[:7]


def _same(value: Any) -> Any:
    return value


def _folded(value: Any) -> str:
    if value is None:
        return ""
    text: str = value
    return text.lower() if text.isascii() else fold(text)


def _trim(kept: OrderedDict[Any, Any]) -> None:
    while len(kept) > KEPT:
        kept.popitem(last=False)
