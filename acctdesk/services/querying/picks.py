"""What fulfils the filters that were asked for last, as long as the state lasts."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable, Sequence

from acctdesk.services.querying.roll import Roll
from acctdesk.services.querying.seats import taken
from acctdesk.workspace.bulk import parted

_KEPT = 8
"""Filters kept of a kind; 0.1 MB each at 100,000 records."""


class Picks:
    """For each filter and place, 1 when it holds.

    Args:
        roll: The records.
    """

    def __init__(self, roll: Roll) -> None:
        self._roll = roll
        self._guard = threading.Lock()
        self._kept: OrderedDict[Hashable, bytes] = OrderedDict()

    def get(self, key: Hashable) -> bytes | None:
        """For each place, 1 when a filter holds; None when that isn't known yet."""
        with self._guard:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def keep_ids(self, key: Hashable, ids: str) -> bytes:
        """Keep what fulfils a filter.

        Args:
            key: What the filter is.
            ids: The ids that fulfil it, parted by commas.

        Returns:
            For each place, 1 when it holds.
        """
        if ids and ids.count(",") == len(self._roll) - 1:
            return self._keep(key, b"\1" * len(self._roll))
        found = set(parted(ids))
        # As they were read, since those lie side by side.
        holds = list(map(found.__contains__, self._roll.read))
        return self._keep(key, bytes(taken(holds, self._roll.seats.reads)))

    def keep_places(self, key: Hashable, places: Sequence[int]) -> bytes:
        """The same, told by places."""
        held = bytearray(len(self._roll))
        for place in places:
            held[place] = 1
        return self._keep(key, bytes(held))

    def _keep(self, key: Hashable, held: bytes) -> bytes:
        with self._guard:
            self._kept[key] = held
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return held
