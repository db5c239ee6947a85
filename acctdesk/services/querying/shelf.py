"""One kind as the lists see it: its order by name, its columns ranked, its texts at hand.

A shelf belongs to one state of the workspace. What is worked out from that state is added when it
is first asked for; when the state changes there is a new shelf.
"""

from __future__ import annotations

import functools
import threading
from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from acctdesk.models.catalogue import Catalogue, Field, Format
from acctdesk.services.querying.columns import own
from acctdesk.services.querying.keys import AS_IT_IS
from acctdesk.services.querying.picks import Picks
from acctdesk.services.querying.ranking import Many, Ranked, ranked
from acctdesk.services.querying.roll import Roll
from acctdesk.services.querying.scan import Scan, Source
from acctdesk.services.querying.seats import Seats, in_place, taken, turned
from acctdesk.services.querying.step import Step
from acctdesk.services.querying.texts import Texts
from acctdesk.workspace.bulk import parted

KEPT = 8
"""Orders kept of a kind; up to 4 MB each at 100,000 records."""
COLUMNS = 6
"""Ranked columns kept of a kind; of texts they may be large."""


class Shelf:
    """A kind's records in the order by name; places are places in this order.

    Args:
        source: Where they come from.
        roll: The records by folded name, then by id.
        names: Their folded names.
        seats: The places of the names; without them, they stand in the order of their places.
        scan: How the database reads them, when that is known.
        texts: Their folded texts by place, when they are known.
    """

    def __init__(
        self,
        source: Source,
        roll: Roll,
        names: Sequence[str],
        seats: Seats | None = None,
        scan: Scan | None = None,
        texts: Texts | None = None,
    ) -> None:
        self.roll, self.size = roll, len(roll)
        self._names, self._seats = names, seats
        self._source, self._scan, self._texts = source, scan, texts
        self._guard = threading.RLock()
        self._reading = threading.Lock()
        """Held while texts are read: nobody who only sorts has to wait for that."""
        self._ranked: OrderedDict[tuple[str, bool], Ranked] = OrderedDict()
        self._orders: OrderedDict[tuple[Step, ...], Sequence[int]] = OrderedDict()
        self.picks = Picks(roll)
        self._figures_alike = False
        """Whether it is known that the figures lie in the order of the records."""
        self._held: tuple[tuple[str, ...], Sequence[int]] = ((), range(self.size))
        """The words that were looked for last, and the places where they are."""

    @classmethod
    def read(cls, source: Source, connection: Connection, catalogue: Catalogue) -> Shelf:
        """Read a kind anew."""
        text, names = source.named(connection, catalogue)
        ids = parted(text)
        order = list(range(len(ids)))
        # By id first: sorting is stable, so that ids decide between equal names.
        rising = ids == sorted(ids)
        if not rising:
            order.sort(key=ids.__getitem__)
        order.sort(key=names.__getitem__)
        seats = Seats(turned(order), array("i", order))
        roll = Roll(ids, seats, rising=rising)
        return cls(source, roll, names, seats, Scan(text, seats))

    @property
    def ids(self) -> list[str]:
        """The records by place."""
        return self.roll.ids

    @functools.cached_property
    def names(self) -> Sequence[str]:
        """Their folded names by place; put there when somebody asks, which few do."""
        return self._names if self._seats is None else taken(self._names, self._seats.reads)

    # -- later states ----------------------------------------------------------------------

    def mended(
        self,
        connection: Connection,
        catalogue: Catalogue,
        changed: Mapping[str, set[str]],
        shifted: Collection[str],
    ) -> Shelf:
        """The shelf of a later state.

        Args:
            connection: Reads that state.
            catalogue: Every field.
            changed: By kind, the records that differ.
            shifted: The kinds of which records came or went: they lie elsewhere, even those that
                went and are back.
        """
        if self._source.kind in shifted:
            self._scan = None
        # The texts of a record are also those of its parts.
        stands = not any(catalogue.kind(kind).owner for kind in changed)
        texts = self._texts if stands else None
        if own_changed := changed.get(self._source.kind):
            return self._patched(connection, catalogue, own_changed, texts)
        # What stands in the records themselves is as it was.
        return self._alike(catalogue, texts, lambda _of, _column: True)

    def _alike(
        self,
        catalogue: Catalogue,
        texts: Texts | None,
        stands: Callable[[tuple[str, bool], Ranked], bool],
    ) -> Shelf:
        """The same records at the same places, and the columns and orders that still stand."""
        made = Shelf(self._source, self.roll, self._names, self._seats, self._scan, texts)
        fields = catalogue.kind(self._source.kind).fields
        alone = {
            name for name, one in fields.items() if own(one) and one.format is not Format.REFERENCE
        }
        with self._guard:
            for of, column in self._ranked.items():
                if of[0] in alone and stands(of, column):
                    made._ranked[of] = column
            for steps, order in self._orders.items():
                if all((step.field, step.coarse) in made._ranked for step in steps):
                    made._orders[steps] = order
        return made

    def _patched(
        self,
        connection: Connection,
        catalogue: Catalogue,
        changed: set[str],
        texts: Texts | None,
    ) -> Shelf:
        text, names = self._source.named(connection, catalogue, changed)
        found = parted(text)
        fresh: dict[str, str] = {}
        if texts is not None:
            scan, bodies = self._source.texts(connection, changed)
            fresh = dict(zip(parted(scan), bodies, strict=True))
        places = {one: place for one in changed if (place := self.roll.find(one)) >= 0}
        if len(places) == len(found) and all(
            one in places and self._name(places[one]) == name
            for one, name in zip(found, names, strict=True)
        ):
            if texts is not None:
                texts = texts.patched({at: fresh.get(one, "") for one, at in places.items()})
            same = functools.partial(self._same, connection, catalogue, places)
            return self._alike(catalogue, texts, same)
        return self._moved(dict(zip(found, names, strict=True)), places, texts, fresh)

    def _name(self, place: int) -> str:
        return self._names[place if self._seats is None else self._seats.reads[place]]

    def _same(
        self,
        connection: Connection,
        catalogue: Catalogue,
        places: Mapping[str, int],
        of: tuple[str, bool],
        column: Ranked,
    ) -> bool:
        """Whether a column has the values that some records have now."""
        if of[0] == self._title(catalogue):
            return True
        field = catalogue.field(self._source.kind, of[0])
        text, values = self._source.column(connection, field, places)
        key = self._source.key(connection, catalogue, field, coarse=of[1])
        for one, value in zip(parted(text), values, strict=True):
            wanted = value if value is None or key is None else key.of(value)
            if column.key(places[one]) != wanted:
                return False
            held = None if wanted is None else column.stored([places[one]])
            if held is not None and held[0] != value:
                return False
        return True

    def _moved(
        self,
        found: Mapping[str, str],
        former: Mapping[str, int],
        texts: Texts | None,
        fresh: Mapping[str, str],
    ) -> Shelf:
        """The shelf after records came, went, or got other names.

        Args:
            found: The names of those that changed and are there.
            former: The places of those that were there.
            texts: The former texts, when they are known.
            fresh: The texts of those that are there.
        """
        gone = set(former.values())
        origin = [place for place in range(len(self.ids)) if place not in gone]
        ids = [self.ids[place] for place in origin]
        held = [self.names[place] for place in origin]
        former_texts = texts.listed() if texts is not None else []
        bodies = [former_texts[place] for place in origin] if texts is not None else []
        for one, name in found.items():
            place = bisect_left(held, name)
            while place < len(ids) and held[place] == name and ids[place] < one:
                place += 1
            ids.insert(place, one)
            held.insert(place, name)
            origin.insert(place, former.get(one, -1))
            if texts is not None:
                bodies.insert(place, fresh.get(one, ""))
        scan = self._scan.moved(origin) if self._scan is not None else None
        told = Texts(bodies) if texts is not None else None
        return Shelf(self._source, Roll(ids), held, None, scan, told)

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
        if not steps or steps == (Step(self._title(catalogue)),):
            return range(self.size)
        with self._guard:
            if steps not in self._orders:
                self._orders[steps] = self._sorted(connection, catalogue, steps)
                _trim(self._orders)
            self._orders.move_to_end(steps)
            return self._orders[steps]

    def beginning(
        self, connection: Connection, catalogue: Catalogue, steps: tuple[Step, ...], limit: int
    ) -> Sequence[int]:
        """The first places of an order, which needn't be worked out as a whole for them."""
        with self._guard:
            kept = steps in self._orders
        if kept or len(steps) != 1 or steps == (Step(self._title(catalogue)),):
            return self.order(connection, catalogue, steps)[:limit]
        [step] = steps
        column = self.ranked(connection, catalogue, step)
        return column.beginning(limit, descending=step.descending)

    def _sorted(
        self, connection: Connection, catalogue: Catalogue, steps: tuple[Step, ...]
    ) -> Sequence[int]:
        last = self.ranked(connection, catalogue, steps[-1])
        places = last.arranged(descending=steps[-1].descending)
        for step in reversed(steps[:-1]):
            column = self.ranked(connection, catalogue, step)
            places = column.spread(places, descending=step.descending)
        return places

    def _title(self, catalogue: Catalogue) -> str:
        """The field that names every record; empty where some have no name."""
        kind = catalogue.kind(self._source.kind)
        return kind.title if kind.title and kind.fields[kind.title].required else ""

    # -- columns ---------------------------------------------------------------------------

    def ranked(self, connection: Connection, catalogue: Catalogue, step: Step) -> Ranked:
        """A column, ranked; its direction doesn't matter."""
        of = (step.field, step.coarse)
        with self._guard:
            if of not in self._ranked:
                self._ranked[of] = self._column(connection, catalogue, step)
                _trim(self._ranked, COLUMNS)
            self._ranked.move_to_end(of)
            return self._ranked[of]

    def _column(self, connection: Connection, catalogue: Catalogue, step: Step) -> Ranked:
        if step.field == self._title(catalogue):
            return Many(self.names, in_place(self.size), AS_IT_IS)
        field = catalogue.field(self._source.kind, step.field)
        values, seats = self._read(connection, field)
        key = self._source.key(connection, catalogue, field, coarse=step.coarse)
        return ranked(values, seats, key)

    def values(self, connection: Connection, field: Field) -> Sequence[Any]:
        """The stored values of a field by place."""
        values, seats = self._read(connection, field)
        return taken(values, seats.reads)

    def _read(self, connection: Connection, field: Field) -> tuple[Sequence[Any], Seats]:
        """The stored values of a field, and their places."""
        scan = self.scanned(connection)
        if own(field) and field.name != "id":
            return self._source.values(connection, field), scan.seats
        if field.computed and self._figures_alike:
            return self._source.figures(connection, field), scan.seats
        text, values = self._source.column(connection, field)
        if text == scan.text:
            self._figures_alike |= field.computed
            return values, scan.seats
        held = dict(zip(parted(text), values, strict=True))
        return list(map(held.get, self.roll.read)), self.roll.seats

    def scanned(self, connection: Connection) -> Scan:
        """How the database reads the records now."""
        with self._guard:
            if self._scan is None:
                self._scan = self._source.scan(connection, self.ids)
            return self._scan

    def ready(self, connection: Connection) -> None:
        """Make ready all that the first typed word and the first sorting need."""
        scan = self.scanned(connection)
        self._figures_alike = self._source.figured(connection) == scan.text
        self.texts(connection).ready()

    # -- what fulfils a filter -------------------------------------------------------------

    def holding(self, connection: Connection, words: tuple[str, ...]) -> Sequence[int]:
        """The places of the records that hold all words, each anywhere in their texts.

        Args:
            connection: Reads this state.
            words: Folded words; none are held by none.
        """
        if not words:
            return ()
        texts = self.texts(connection)
        before, found = self._held
        if not _goes_on(before, words):
            before, found = (), range(len(texts))
        # While one types on, only what fulfilled the former words is looked at.
        for word in words:
            if word not in before:
                found = texts.having(found, word)
        self._held = words, found
        return found

    def foremost(
        self, connection: Connection, words: tuple[str, ...], limit: int
    ) -> list[int] | None:
        """The first places by name of the records that hold all words.

        Args:
            connection: Reads this state.
            words: Folded words, long ones first.
            limit: How many places are wanted; fewer are all there are.

        Returns:
            None when telling them takes as long as telling all.
        """
        found = self.texts(connection).foremost(words, limit) if words else None
        if found is not None and len(found) < limit:
            self._held = words, found
        return found

    def remembers(self, words: tuple[str, ...]) -> bool:
        """Whether these words go on from former ones that few records hold."""
        before, found = self._held
        return bool(before) and _goes_on(before, words) and 4 * len(found) < self.size

    def texts(self, connection: Connection) -> Texts:
        """The folded texts of all records by place."""
        with self._reading:
            if self._texts is None:
                text, texts = self._source.texts(connection)
                scan = self._scan
                if scan is not None and text == scan.text:
                    self._texts = Texts.read(scan.by_place(texts))
                else:
                    held = dict(zip(parted(text), texts, strict=True))
                    self._texts = Texts.read([held.get(one, "") for one in self.ids])
            return self._texts

    def having(self, connection: Connection, found: Sequence[int], word: str) -> Sequence[int]:
        """Those of some places whose texts hold a folded word."""
        return self.texts(connection).having(found, word)


def _goes_on(before: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether whatever holds some words holds former ones as well."""
    return all(any(old in word for word in words) for old in before)


def _trim(kept: OrderedDict[Any, Any], most: int = KEPT) -> None:
    while len(kept) > most:
        kept.popitem(last=False)
