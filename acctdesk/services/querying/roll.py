"""The records of a kind by place, and lists of them that needn't be written out.

Nobody looks at 100,000 ids: about forty rows are in sight. A list holds places, and tells the id
of a record, or where it stands, when it is asked.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, overload

from acctdesk.services.querying.seats import Places, Seats, in_place, taken, turned

SOON = 50_000
"""Records that are gone through in search of some, before it is written down where all stand."""

_STRETCH = 5000
"""Records that are compared at a time."""


class Roll:
    """The records of a kind, by place.

    Args:
        ids: The records.
        seats: Their places; without it they are in the order of their places.
        rising: Whether it is known that their ids are sorted.
    """

    def __init__(self, ids: list[str], seats: Seats | None = None, *, rising: bool = False) -> None:
        self.read, self._rising = ids, rising
        """All ids as they were given."""
        self.seats = in_place(len(ids)) if seats is None else seats
        """The places of these."""
        self._stands = seats is None

    def __len__(self) -> int:
        return len(self.read)

    @cached_property
    def ids(self) -> list[str]:
        """All ids by place; put there when somebody asks, which few do."""
        return self.read if self._stands else list(taken(self.read, self.seats.reads))

    def id(self, place: int) -> str:
        """The id of one record."""
        return self.read[self.seats.reads[place]]

    def named(self, places: Sequence[int]) -> list[str]:
        """The ids of the records at some places."""
        if isinstance(places, range) and places.step == 1:
            return self.ids[places.start : places.stop]
        if len(places) < len(self) // 2:
            return list(taken(self.read, taken(self.seats.reads, places)))
        return list(taken(self.ids, places))

    def find(self, one: str) -> int:
        """The place of a record; -1 when it isn't one of them."""
        if not self._rising:
            return self._found.get(one, -1)
        at = bisect_left(self.read, one)
        found = at < len(self.read) and self.read[at] == one
        return self.seats.places[at] if found else -1

    @cached_property
    def _found(self) -> dict[str, int]:
        return dict(zip(self.ids, range(len(self)), strict=True))

    def ready(self) -> None:
        """Make sure that finding a record is quick."""
        if not self._rising:
            _ = self._found


class Listed(Sequence[str]):
    """The ids of a list's records in order, as if they were written out.

    Args:
        roll: The records of the kind.
        places: Those of the list, in its order, each once.
    """

    def __init__(self, roll: Roll, places: Sequence[int]) -> None:
        self._roll = roll
        self._places: Places | range = (
            places if isinstance(places, (array, range)) else array("i", places)
        )
        self._read, self._reads = roll.read, roll.seats.reads
        self._stands: Places | None = None
        self._gone_through = 0

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, at: int) -> str: ...

    @overload
    def __getitem__(self, at: slice) -> list[str]: ...

    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return self._roll.named(self._places[at])
        # Asked for every cell that is painted.
        return self._read[self._reads[self._places[at]]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._roll.named(self._places))

    def __contains__(self, one: object) -> bool:
        return isinstance(one, str) and self.row(one) >= 0

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Listed) and self._roll is other._roll:
            return self._places == other._places or list(self._places) == list(other._places)
        if not isinstance(other, (Listed, list, tuple)):
            return NotImplemented
        # Some at a time: lists that differ mostly do so soon.
        return len(self) == len(other) and all(
            self[start : start + _STRETCH] == list(other[start : start + _STRETCH])
            for start in range(0, len(self), _STRETCH)
        )

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Listed({list(self)!r})"

    def index(self, value: Any, start: int = 0, stop: int | None = None) -> int:
        """Where a record stands.

        Raises:
            ValueError: It isn't on the list.
        """
        row = self.row(value)
        if row < 0 or row not in range(len(self))[start:stop]:
            raise ValueError(value)
        return row

    def row(self, one: str) -> int:
        """Where a record stands; -1 when it isn't on the list."""
        place = self._roll.find(one)
        places = self._places
        if place < 0:
            return -1
        if isinstance(places, range):
            return places.index(place) if place in places else -1
        if self._stands is None:
            # A few are looked for, most of them near the beginning; for many it is written down.
            if self._gone_through < SOON:
                try:
                    row = places.index(place)
                except ValueError:
                    row = -1
                self._gone_through += row if row >= 0 else len(places)
                return row
            self.ready()
        assert self._stands is not None  # noqa: S101 - made just now
        return self._stands[place]

    def ready(self) -> None:
        """Write down where every record stands; takes its time for very long lists."""
        self._roll.ready()
        if self._stands is None and not isinstance(self._places, range):
            if len(self._places) == len(self._roll):
                self._stands = turned(self._places)
                return
            stands = array("i", [-1]) * len(self._roll)
            for row, place in enumerate(self._places):
                stands[place] = row
            self._stands = stands
