"""One kind as the lists see it: its order by name, its columns ranked, its texts at hand.

A shelf belongs to one state of the workspace. What is worked out from that state is added when it
is first asked for; when the state changes there is a new shelf.
"""

from __future__ import annotations

import itertools
import threading
from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, select

from acctdesk.models import SearchDoc
from acctdesk.models.catalogue import Catalogue, Field, Format
from acctdesk.services.catalogue import closed_list
from acctdesk.services.filters import CODED, TEXTUAL
from acctdesk.services.querying.columns import elsewhere, own
from acctdesk.services.querying.ranking import Places, Ranked, keyed, ranked
from acctdesk.workspace.bulk import among, gather, gather_ids, parted
from acctdesk.workspace.folding import fold
from acctdesk.workspace.tables import Tables

KEPT = 16
"""Orders and filters kept of a kind; they are small."""
COLUMNS = 6
"""Ranked columns kept of a kind; of texts they may be large."""

_FOLDED = TEXTUAL | {Format.TAGS}


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


class Shelf:
    """A kind's records in the order by name; places are places in this order.

    Args:
        tables: The tables.
        kind: The kind.
        archived: Whether archived records are among them.
        ids: The records by folded name, then by id.
        names: Their folded names.
        texts: Their folded texts, when they are known already.
    """

    def __init__(
        self,
        tables: Tables,
        kind: str,
        archived: bool,
        ids: list[str],
        names: list[str],
        texts: list[str] | None = None,
    ) -> None:
        self.ids, self.names = ids, names
        self._tables, self._kind, self._archived = tables, kind, archived
        self._texts = texts
        self._guard = threading.RLock()
        self._scan: str | None = None
        """The ids as the database reads them."""
        self._places = array("i")
        """The place of each of them."""
        self._ranked: OrderedDict[tuple[str, bool], Ranked] = OrderedDict()
        self._orders: OrderedDict[tuple[Step, ...], Places] = OrderedDict()
        self._picked: OrderedDict[Any, bytes] = OrderedDict()
        self._held: tuple[tuple[str, ...], Sequence[int]] = ((), range(len(ids)))
        """The words that were looked for last, and the places where they are."""

    @classmethod
    def read(
        cls, tables: Tables, connection: Connection, catalogue: Catalogue, kind: str, archived: bool
    ) -> Shelf:
        """Read a kind anew."""
        scan, names = _named(tables, connection, catalogue, kind, _all(tables, kind, archived))
        ids = parted(scan)
        places = list(range(len(ids)))
        # By id first: sorting is stable, so that ids decide between equal names.
        if any(one > other for one, other in itertools.pairwise(ids)):
            places.sort(key=ids.__getitem__)
        places.sort(key=names.__getitem__)
        made = cls(
            tables,
            kind,
            archived,
            [ids[place] for place in places],
            [names[place] for place in places],
        )
        made._align(scan, places)
        return made

    def _align(self, scan: str, order: Sequence[int]) -> None:
        """Remember how the database reads the records.

        Args:
            scan: Their ids as they are read.
            order: For each place, which of them stands there.
        """
        places = array("i", [0]) * len(order)
        for place, at in enumerate(order):
            places[at] = place
        self._scan, self._places = scan, places

    def mended(
        self, connection: Connection, catalogue: Catalogue, changed: Mapping[str, set[str]]
    ) -> Shelf:
        """The shelf of a later state.

        Args:
            connection: Reads that state.
            catalogue: Every field.
            changed: By kind, the records that differ.
        """
        # The texts of a record are also those of its parts.
        stands = not any(catalogue.kind(kind).owner for kind in changed)
        texts = self._texts if stands else None
        own_changed = changed.get(self._kind)
        if not own_changed:
            return Shelf(self._tables, self._kind, self._archived, self.ids, self.names, texts)
        return self._patched(connection, catalogue, own_changed, texts)

    def _patched(
        self,
        connection: Connection,
        catalogue: Catalogue,
        changed: set[str],
        texts: list[str] | None,
    ) -> Shelf:
        table = self._tables.table(self._kind)
        statement = _all(self._tables, self._kind, self._archived)
        statement = statement.where(among(table.c.id, sorted(changed)))
        scan, names = _named(self._tables, connection, catalogue, self._kind, statement)
        kept = [place for place, one in enumerate(self.ids) if one not in changed]
        ids = [self.ids[place] for place in kept]
        held = [self.names[place] for place in kept]
        texts = None if texts is None else [texts[place] for place in kept]
        fresh = {} if texts is None else self._read_texts(connection, changed)
        for one, name in zip(parted(scan), names, strict=True):
            place = bisect_left(held, name)
            while place < len(ids) and held[place] == name and ids[place] < one:
                place += 1
            ids.insert(place, one)
            held.insert(place, name)
            if texts is not None:
                texts.insert(place, fresh.get(one, ""))
        return Shelf(self._tables, self._kind, self._archived, ids, held, texts)

    # -- orders ----------------------------------------------------------------------------

    def order(
        self, connection: Connection, catalogue: Catalogue, steps: tuple[Step, ...]
    ) -> Sequence[int]:
        """All places in an order; must not be changed.

        Args:
            connection: Reads this state.
            catalogue: Every field.
            steps: What to sort by; the name decides between equals.
        """
        if not steps:
            return range(len(self.ids))
        with self._guard:
            if steps not in self._orders:
                self._orders[steps] = self._sorted(connection, catalogue, steps)
                _trim(self._orders)
            self._orders.move_to_end(steps)
            return self._orders[steps]

    def _sorted(
        self, connection: Connection, catalogue: Catalogue, steps: tuple[Step, ...]
    ) -> Places:
        last = self.ranked(connection, catalogue, steps[-1])
        places = last.arranged(descending=steps[-1].descending)
        for step in reversed(steps[:-1]):
            ranks = self.ranked(connection, catalogue, step).ranks
            filled = [place for place in places if ranks[place] >= 0]
            # Python keeps equals in their order also when it sorts backwards.
            filled.sort(key=ranks.__getitem__, reverse=step.descending)
            filled += [place for place in places if ranks[place] < 0]
            places = array("i", filled)
        return places

    # -- columns ---------------------------------------------------------------------------

    def ranked(self, connection: Connection, catalogue: Catalogue, step: Step) -> Ranked:
        """A column, ranked; its direction doesn't matter."""
        of = (step.field, step.coarse)
        with self._guard:
            if of not in self._ranked:
                self._ranked[of] = ranked(self._keys(connection, catalogue, step))
                _trim(self._ranked, COLUMNS)
            self._ranked.move_to_end(of)
            return self._ranked[of]

    def _keys(self, connection: Connection, catalogue: Catalogue, step: Step) -> Sequence[Any]:
        """By place, what a field is sorted by."""
        field = catalogue.field(self._kind, step.field)
        if step.field == catalogue.kind(self._kind).title and field.required:
            return self.names
        if field.format in _FOLDED:
            values = self.values(connection, field, lowered=True)
            return [one if one is None or one.isascii() else fold(one) for one in values]
        values = self.values(connection, field)
        if step.coarse and field.format is Format.DATE:
            return keyed(values, _month)
        return keyed(values, self._key(connection, catalogue, field))

    def values(self, connection: Connection, field: Field, *, lowered: bool = False) -> list[Any]:
        """The stored values of a field by place.

        Args:
            connection: Reads this state.
            field: The field.
            lowered: Whether texts come in small letters, those of ASCII at least.
        """
        with self._guard:
            if self._scan is None:
                self._scan_anew(connection)
            if own(field):
                table = self._tables.table(self._kind)
                every = _all(self._tables, self._kind, self._archived)
                scan, values = gather(
                    connection, table.c.id, table.c[field.name], every, lowered=lowered
                )
            else:
                scan, values = gather(connection, *elsewhere(field), lowered=lowered)
            if scan != self._scan:
                held = dict(zip(parted(scan), values, strict=True))
                return [held.get(one) for one in self.ids]
            made: list[Any] = [None] * len(self.ids)
            for place, value in zip(self._places, values, strict=True):
                made[place] = value
            return made

    def _scan_anew(self, connection: Connection) -> None:
        table = self._tables.table(self._kind)
        every = _all(self._tables, self._kind, self._archived)
        scan = gather_ids(connection, table.c.id, every)
        at = {one: place for place, one in enumerate(parted(scan))}
        self._align(scan, [at[one] for one in self.ids])

    def _key(
        self, connection: Connection, catalogue: Catalogue, field: Field
    ) -> Callable[[Any], Any] | None:
        """What a stored value of a field is sorted by; nothing for itself."""
        if field.format is Format.REFERENCE:
            title = catalogue.kind(field.target).title
            if not title:
                return None
            target = self._tables.table(field.target)
            scan, names = gather(connection, target.c.id, target.c[title], select(target.c.id))
            words = {
                one: None if name is None else folded(name)
                for one, name in zip(parted(scan), names, strict=True)
            }
            return words.get
        if field.format in CODED and (listed := closed_list(field)):
            return {code: at for at, (code, _label) in enumerate(listed)}.get
        return None

    # -- what fulfils a filter -------------------------------------------------------------

    def holding(self, connection: Connection, words: str) -> Sequence[int]:
        """The places of the records that hold all words, each anywhere in their texts.

        Args:
            connection: Reads this state.
            words: What was typed.
        """
        parts = tuple(sorted(set(fold(words).split()), key=len, reverse=True))
        if not parts:
            return ()
        with self._guard:
            if self._texts is None:
                held = self._read_texts(connection)
                self._texts = [held.get(one, "") for one in self.ids]
            texts = self._texts
            before, found = self._held
        if not all(any(old in part for part in parts) for old in before):
            before, found = (), range(len(texts))
        # While one types on, only what fulfilled the former words is looked at.
        for part in parts:
            if part in before:
                continue
            if len(found) == len(texts):
                found = [place for place, text in enumerate(texts) if part in text]
            else:
                found = [place for place in found if part in texts[place]]
        with self._guard:
            self._held = parts, found
        return found

    def _read_texts(
        self, connection: Connection, ids: Iterable[str] | None = None
    ) -> dict[str, str]:
        docs = select(SearchDoc.record_id).where(SearchDoc.kind == self._kind)
        if ids is not None:
            docs = docs.where(among(SearchDoc.record_id, sorted(ids)))
        scan, texts = gather(connection, SearchDoc.record_id, SearchDoc.body, docs)
        return dict(zip(parted(scan), texts, strict=True))

    def picked(self, key: Any, find: Callable[[], str]) -> bytes:
        """For each place, 1 when a filter holds; kept while the state lasts.

        Args:
            key: What the filter is.
            find: Reads the ids that fulfil it, parted by commas.
        """
        with self._guard:
            try:
                held = self._picked.get(key)
            except TypeError:  # a value that can't be a key, as a list
                return self._flags(find())
            if held is None:
                held = self._picked[key] = self._flags(find())
                _trim(self._picked)
            self._picked.move_to_end(key)
            return held

    def _flags(self, ids: str) -> bytes:
        found = set(parted(ids))
        return bytes(map(found.__contains__, self.ids))


def _all(tables: Tables, kind: str, archived: bool) -> Select[Any]:
    table = tables.table(kind)
    statement: Select[Any] = select(table.c.id)
    if "archived" in table.c and not archived:
        statement = statement.where(table.c.archived.is_(None))
    return statement


def _named(
    tables: Tables, connection: Connection, catalogue: Catalogue, kind: str, which: Select[Any]
) -> tuple[str, list[str]]:
    table = tables.table(kind)
    title = catalogue.kind(kind).title
    scan, names = gather(connection, table.c.id, table.c[title or "id"], which)
    return scan, [folded(name or "") for name in names]


def folded(text: str) -> str:
    """Text as people sort it."""
    return text.lower() if text.isascii() else fold(text)


def _month(value: str) -> str:
    return value[:7]


def _trim(kept: OrderedDict[Any, Any], most: int = KEPT) -> None:
    while len(kept) > most:
        kept.popitem(last=False)
