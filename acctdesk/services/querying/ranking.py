"""Columns ranked: the order of records by one field, made so that sorting and grouping are cheap.

Records are meant by their places in the kind's order by name, so that equals stay in that order.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, chain, compress, count, islice
from operator import eq, itemgetter, ne
from typing import Any, Protocol

from acctdesk.services.querying import parting
from acctdesk.services.querying.keys import Key
from acctdesk.services.querying.parting import by_rank, picked
from acctdesk.services.querying.seats import Places, Seats, taken

_SAMPLE = 2000
"""Values looked at to tell how many different ones there are, and which come first."""

_SHARE = 8
"""So many records to a value, on the average, and the values are few."""


class Ranked(Protocol):
    """A column of a kind, ready to be sorted and grouped by."""

    @property
    def ranks(self) -> Places:
        """The rank at each place, equal values having the same, -1 without a value."""

    def key(self, place: int) -> Any:
        """What the value at a place is sorted by; None without a value."""

    def stored(self, places: Sequence[int]) -> Sequence[Any] | None:
        """The stored values at some places that have one; None where they weren't kept."""

    def arranged(self, *, descending: bool) -> Sequence[int]:
        """All places in order, equals by name; those without a value come last."""

    def spread(self, places: Sequence[int], *, descending: bool) -> Sequence[int]:
        """All places in order, equals in the order they are given in; see `arranged`."""

    def starts(self, *, descending: bool) -> Sequence[int]:
        """Where in that order another value begins, 0 among them unless nothing is there."""

    def beginning(self, limit: int, *, descending: bool) -> Sequence[int]:
        """The first places of that order, which are sooner told than all of them."""


def ranked(values: Sequence[Any], seats: Seats, key: Key | None = None) -> Ranked:
    """Rank a column.

    Args:
        values: Stored values in the order they were read; None for records without one.
        seats: Their places.
        key: What they are sorted by; without it, by themselves.
    """
    part = values[:: max(1, len(values) // _SAMPLE)]
    # Mostly different ones among some, and there is no need to count them all.
    if 20 * len(set(part)) < 19 * len(part):
        different = set(values)
        if _SHARE * len(different) < len(values):
            return Few(values, different, seats, None if key is None else key.of)
    return Many(values, seats, key)


class Few:
    """A column of few different values, of which each is known by a number.

    Args:
        values: See `ranked`.
        different: The different ones of them.
        seats: Their places.
        key: What one is sorted by.
    """

    def __init__(
        self,
        values: Sequence[Any],
        different: Iterable[Any],
        seats: Seats,
        key: Callable[[Any], Any] | None,
    ) -> None:
        keys = {one: one if one is None or key is None else key(one) for one in different}
        self._values = sorted((one for one in keys if keys[one] is not None), key=keys.__getitem__)
        listed = [keys[one] for one in self._values]
        # Texts that differ in case alone are different values of one rank.
        steps = chain((0,), map(ne, listed, islice(listed, 1, None)))
        self._rank_of = list(accumulate(steps)) if listed else []
        self._keys = [*dict.fromkeys(listed), None]
        numbers = dict.fromkeys(keys, -1) | {one: at for at, one in enumerate(self._values)}
        # By number first: those lie side by side, the values are all over the memory.
        self._numbers = picked(taken(numbers, values), seats.reads)

    @cached_property
    def ranks(self) -> Places:
        """See `Ranked`."""
        if len(self._keys) == len(self._values) + 1:
            return self._numbers
        return picked([*self._rank_of, -1], self._numbers)

    def key(self, place: int) -> Any:
        """See `Ranked`."""
        return self._keys[self.ranks[place]]

    def stored(self, places: Sequence[int]) -> Sequence[Any] | None:
        """See `Ranked`."""
        return [self._values[self._numbers[place]] for place in places]

    def arranged(self, *, descending: bool) -> Sequence[int]:
        """See `Ranked`."""
        return self.spread(range(len(self.ranks)), descending=descending)

    def spread(self, places: Sequence[int], *, descending: bool) -> Sequence[int]:
        """See `Ranked`."""
        if not self._values:
            return places
        return by_rank(places, self.ranks, len(self._keys) - 1, descending=descending)

    def starts(self, *, descending: bool) -> Sequence[int]:
        """See `Ranked`."""
        sizes = Counter(self.ranks)
        filled = range(len(self._keys) - 1)
        order = [*(reversed(filled) if descending else filled), -1]
        ends = list(accumulate(sizes[rank] for rank in order if rank in sizes))
        return [0, *ends[:-1]] if ends else []

    def beginning(self, limit: int, *, descending: bool) -> Sequence[int]:
        """See `Ranked`."""
        if not self._values:
            return range(min(limit, len(self.ranks)))
        if len(self.ranks) >= parting.LONG:
            return self.arranged(descending=descending)[:limit]
        ranks: Sequence[int | None] = self.ranks
        if -1 in self.ranks:
            ranks = [None if one < 0 else one for one in self.ranks]
        bound = _bound(_some(ranks), len(ranks), limit, descending=descending)
        found = _upto(ranks, bound, descending=descending)
        if len(found) < limit:
            return self.arranged(descending=descending)[:limit]
        found.sort(key=self.ranks.__getitem__, reverse=descending)
        return found[:limit]


def _some(keys: Sequence[Any]) -> list[Any]:
    """Some of the values of a column, from all over it."""
    return [one for one in keys[:: max(1, len(keys) // _SAMPLE)] if one is not None]


def _bound(part: list[Any], size: int, limit: int, *, descending: bool) -> Any:
    """Up to where the first ones of an order reach, and a few more; only those need sorting.

    Args:
        part: Some of what is sorted.
        size: How many there are.
        limit: How many are wanted; now and then fewer reach that far.
        descending: Whether the largest come first.

    Returns:
        None when none has a value.
    """
    if not part:
        return None
    part.sort(reverse=descending)
    return part[min(2 * limit * len(part) // size + 4, len(part) - 1)]


def _upto(keys: Sequence[Any], bound: Any, *, descending: bool) -> list[int]:
    """Where values stand that don't come after some other."""
    if bound is None:
        return []
    if descending:
        return [at for at, one in enumerate(keys) if one is not None and one >= bound]
    return [at for at, one in enumerate(keys) if one is not None and one <= bound]


def _within(values: Sequence[Any], beyond: Collection[str]) -> list[int]:
    """Where texts stand whose first letter isn't one of some."""
    if len(values) >= parting.LONG:
        from acctdesk.services.querying.alphabet import begun_within

        found = begun_within(values, beyond)
        if found is not None:
            return [at for at in found if values[at] is not None]
    return [at for at, one in enumerate(values) if one is not None and one[:1] not in beyond]


def _runs(keys: Sequence[Any]) -> Iterator[tuple[int, int]]:
    """Where equals stand side by side: the first of them, and what comes after the last."""
    first = last = -1
    for at in compress(count(), map(eq, keys, islice(keys, 1, None))):
        if at != last:
            if last >= 0:
                yield first, last + 1
            first = at
        last = at + 1
    if last >= 0:
        yield first, last + 1


class Many:
    """A column of values that are mostly different.

    Args:
        values: See `ranked`.
        seats: Their places.
        key: What they are sorted by.
    """

    def __init__(self, values: Sequence[Any], seats: Seats, key: Key | None) -> None:
        self._values, self._key = values, key
        self._seats = seats
        self._orders: dict[bool, Places] = {}

    @cached_property
    def ranks(self) -> Places:
        """See `Ranked`."""
        order = self.arranged(descending=False)
        keys = [one for one in self._along(order) if one is not None]
        steps = chain((0,), map(ne, keys, islice(keys, 1, None)))
        made = array("i", [-1]) * len(order)
        for place, rank in zip(order[: len(keys)], accumulate(steps), strict=False):
            made[place] = rank
        return made

    @cached_property
    def _keys(self) -> Sequence[Any]:
        return self._values if self._key is None else self._key.of_all(self._values)

    def _along(self, order: Sequence[int]) -> Sequence[Any]:
        """What the values are sorted by, in an order."""
        return taken(self._keys, taken(self._seats.reads, order))

    def key(self, place: int) -> Any:
        """See `Ranked`."""
        return self._keys[self._seats.reads[place]]

    def stored(self, places: Sequence[int]) -> Sequence[Any] | None:
        """See `Ranked`."""
        return [self.key(place) for place in places] if self._key is None else None

    def arranged(self, *, descending: bool) -> Sequence[int]:
        """See `Ranked`."""
        if descending not in self._orders:
            self._orders[descending] = self._arranged(descending=descending)
        return self._orders[descending]

    def _arranged(self, *, descending: bool) -> Places:
        return self._spelled(descending=descending) or self._sorted(descending=descending)

    def _spelled(self, *, descending: bool) -> Places | None:
        """All places in the order of many texts; None for anything else."""
        values, key, reads = self._values, self._key, self._seats.reads
        if len(reads) < parting.LONG or key is None or not key.folds or "_keys" in self.__dict__:
            return None
        from acctdesk.services.querying.alphabet import alphabetical

        whole = None not in values
        given = reads if whole else [at for at in reads if values[at] is not None]
        made = alphabetical(values, given, self._seats.places, descending=descending)
        if made is not None and not whole:
            made.extend(place for place, at in enumerate(reads) if values[at] is None)
        return made

    def _sorted(self, *, descending: bool) -> Places:
        keys, reads = self._keys, self._seats.reads
        # Texts take a good deal of memory, and once folded they aren't needed any more.
        self._values = ()
        # Keys lie side by side in the order they were read, and are all over the memory in any
        # other: they are sorted in that order, and equals put into the order by name afterwards.
        whole = None not in keys
        near = range(len(keys))
        filled = list(near) if whole else [at for at in near if keys[at] is not None]
        filled.sort(key=keys.__getitem__, reverse=descending)
        made = array("i", taken(self._seats.places, filled))
        for first, last in _runs(taken(keys, filled)):
            made[first:last] = array("i", sorted(made[first:last]))
        if not whole:
            made.extend(place for place, at in enumerate(reads) if keys[at] is None)
        return made

    def spread(self, places: Sequence[int], *, descending: bool) -> Sequence[int]:
        """See `Ranked`."""
        ranks = self.ranks
        filled = [place for place in places if ranks[place] >= 0]
        filled.sort(key=ranks.__getitem__, reverse=descending)
        if len(filled) < len(ranks):
            filled += [place for place in places if ranks[place] < 0]
        return array("i", filled)

    def starts(self, *, descending: bool) -> Sequence[int]:
        """See `Ranked`."""
        keys = self._along(self.arranged(descending=descending))
        changes = compress(count(1), map(ne, keys, islice(keys, 1, None)))
        return [0, *changes] if keys else []

    def beginning(self, limit: int, *, descending: bool) -> Sequence[int]:
        """See `Ranked`."""
        values, key = self._values, self._key
        near: Sequence[int] = range(len(self._seats))
        if key is None or key.beyond is None or "_keys" in self.__dict__:
            keys = self._keys
            bound = _bound(_some(keys), len(keys), limit, descending=descending)
        else:
            # Only those are made ready for sorting whose first letter doesn't tell enough.
            part = [key.of(one) for one in _some(values)]
            bound = _bound(part, len(values), limit, descending=descending)
            beyond = key.beyond(bound or "", descending)
            near = _within(values, beyond)
            keys = key.of_all(taken(values, near))
        found = _upto(keys, bound, descending=descending)
        if len(found) < limit:
            return self.arranged(descending=descending)[:limit]
        places = taken(self._seats.places, taken(near, found))
        pairs = sorted(zip(places, taken(keys, found), strict=True))
        pairs.sort(key=itemgetter(1), reverse=descending)
        return [place for place, _key in pairs[:limit]]
