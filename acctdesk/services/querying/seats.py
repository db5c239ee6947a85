"""Which place each value has that the database read, and lists taken apart all at once."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from functools import cached_property
from operator import itemgetter
from typing import Any, TypeAlias

Places: TypeAlias = "array[int]"
"""Places in the order by name."""


def taken(values: Sequence[Any] | Mapping[Any, Any], at: Sequence[Any]) -> Sequence[Any]:
    """Many values at once; one by one costs three times as much.

    Args:
        values: A sequence or a mapping.
        at: Places or keys, all of which are there.
    """
    if len(at) < 2:
        return [values[one] for one in at]
    found: tuple[Any, ...] = itemgetter(*at)(values)
    return found


def turned(order: Sequence[int]) -> Places:
    """Where each number stands in an order of the numbers from 0 on."""
    made = array("i", bytes(4 * len(order)))
    for at, one in enumerate(order):
        made[one] = at
    return made


class Seats:
    """The places of values in the order in which the database reads them.

    Working on values as they were read is what keeps a column of 100,000 quick: they lie side by
    side in memory then.

    Args:
        places: The place of each value that is read.
        reads: For each place, where its value is read, when that is known.
    """

    def __init__(self, places: Sequence[int], reads: Sequence[int] | None = None) -> None:
        self.places = places
        self._reads = reads

    @cached_property
    def reads(self) -> Sequence[int]:
        """For each place, where its value is read."""
        return turned(self.places) if self._reads is None else self._reads

    def __len__(self) -> int:
        return len(self.places)


def in_place(size: int) -> Seats:
    """Seats of values that are read in the order of their places."""
    return Seats(range(size), range(size))
