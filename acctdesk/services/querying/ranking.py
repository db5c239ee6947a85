"""Columns ranked: the order of records by one field, made so that sorting and grouping are cheap.

Records are meant by their places in the kind's order by name, so that equals stay in that order.
"""

from __future__ import annotations

import heapq
from array import array
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, islice
from typing import Any, Protocol, TypeAlias

Places: TypeAlias = "array[int]"
"""Places in the order by name."""

_SAMPLE = 2000
"""Values looked at to tell whether there are few different ones."""


class Ranked(Protocol):
    """A column of a kind, ready to be sorted and grouped by."""

    @property
    def ranks(self) -> Places:
        """The rank at each place, equal values having the same, -1 without a value."""

    def key(self, place: int) -> Any:
        """What the value at a place is sorted by; None without a value."""

    def arranged(self, *, descending: bool) -> Sequence[int]:
        """All places in order, equals by name; those without a value come last."""

    def beginning(self, limit: int, *, descending: bool) -> Sequence[int]:
        """The first places of that order, which are sooner told than all of them."""


def ranked(keys: Sequence[Any]) -> Ranked:
    """Rank a column.

    Args:
        keys: By place, what a value is sorted by; None for those without a value.
    """
    if keys.count(None) == len(keys):
        return Blank(len(keys))
    part = keys[:: max(1, len(keys) // _SAMPLE)]
    return Buckets(keys) if 4 * len(set(part)) < len(part) else Keyed(keys)


class Blank:
    """A column without any value.

    Args:
        size: How many records there are.
    """

    def __init__(self, size: int) -> None:
        self._size = size

    @property
    def ranks(self) -> Places:
        """See `Ranked`."""
        return array("i", [-1]) * self._size

    def key(self, place: int) -> Any:
        """See `Ranked`."""
        return None

    def arranged(self, *, descending: bool) -> Sequence[int]:
        """See `Ranked`."""
        return range(self._size)

    def beginning(self, limit: int, *, descending: bool) -> Sequence[int]:
        """See `Ranked`."""
        return range(min(limit, self._size))


class Keyed:
    """A column of values that are mostly different.

    Args:
        keys: See `ranked`.
    """

    def __init__(self, keys: Sequence[Any]) -> None:
        self._keys = keys
        self._ranks: Places | None = None

    @property
    def ranks(self) -> Places:
        """See `Ranked`."""
        if self._ranks is None:
            ranks = array("i", [-1]) * len(self._keys)
            current, former = -1, None
            for place in self.arranged(descending=False):
                key = self._keys[place]
                if key is None:
                    break
                if key != former:
                    current, former = current + 1, key
                ranks[place] = current
            self._ranks = ranks
        return self._ranks

    def key(self, place: int) -> Any:
        """See `Ranked`."""
        return self._keys[place]

    def arranged(self, *, descending: bool) -> Sequence[int]:
        """See `Ranked`."""
        keys = self._keys
        blanks: list[int] = []
        filled: list[int] | range = range(len(keys))
        if None in keys:
            filled = [place for place in filled if keys[place] is not None]
            blanks = [place for place, key in enumerate(keys) if key is None]
        # Python keeps equals in their order also when it sorts backwards.
        return sorted(filled, key=keys.__getitem__, reverse=descending) + blanks

    def beginning(self, limit: int, *, descending: bool) -> Sequence[int]:
        """See `Ranked`."""
        keys = self._keys
        filled: Iterable[int] = range(len(keys))
        if None in keys:
            filled = [place for place in filled if keys[place] is not None]
        # Both keep equals in their order, as sorting does.
        pick = heapq.nlargest if descending else heapq.nsmallest
        made = pick(limit, filled, key=keys.__getitem__)
        if len(made) < limit:
            blanks = (place for place, key in enumerate(keys) if key is None)
            made += islice(blanks, limit - len(made))
        return made


class Buckets:
    """A column of few different values.

    Args:
        keys: See `ranked`.
    """

    def __init__(self, keys: Sequence[Any]) -> None:
        order = sorted({key for key in keys if key is not None})
        self._keys = [*order, None]
        buckets: list[list[int]] = [[] for _each in self._keys]
        # The last one is for those without a value.
        add: dict[Any, Callable[[int], None]] = {
            key: bucket.append for key, bucket in zip(self._keys, buckets, strict=True)
        }
        for place, key in enumerate(keys):
            add[key](place)
        self._places = buckets
        self._ranks: Places | None = None

    @property
    def ranks(self) -> Places:
        """See `Ranked`."""
        if self._ranks is None:
            at: dict[Any, int] = {key: rank for rank, key in enumerate(self._keys)}
            at[None] = -1
            ranks = array("i", bytes(4 * sum(map(len, self._places))))
            for key, bucket in zip(self._keys, self._places, strict=True):
                rank = at[key]
                for place in bucket:
                    ranks[place] = rank
            self._ranks = ranks
        return self._ranks

    def key(self, place: int) -> Any:
        """See `Ranked`."""
        return self._keys[self.ranks[place]]

    def arranged(self, *, descending: bool) -> Sequence[int]:
        """See `Ranked`."""
        filled = self._places[:-1]
        order = [*(reversed(filled) if descending else filled), self._places[-1]]
        return list(chain.from_iterable(order))

    def beginning(self, limit: int, *, descending: bool) -> Sequence[int]:
        """See `Ranked`."""
        return self.arranged(descending=descending)[:limit]


def keyed(values: Sequence[Any], key: Callable[[Any], Any] | None) -> Sequence[Any]:
    """What values are sorted by, each different one asked for once.

    Args:
        values: Stored values.
        key: Gives None for one that has no place; without it, the value counts.
    """
    if key is None:
        return values
    memo = {value: None if value is None else key(value) for value in set(values)}
    return [memo[value] for value in values]
