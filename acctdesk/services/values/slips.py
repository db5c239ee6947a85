"""Which of many names may differ by a slip of the pen, without comparing all with all."""

from __future__ import annotations

import heapq
from array import array
from collections.abc import Callable, Iterator, Sequence

CHUNK = 4_000
"""Names sorted in one go: sorting lets no other thread compute, and the window must stay awake."""


def neighbours(names: Sequence[str], shared: int) -> Iterator[tuple[int, int]]:
    """Pairs that stand beside each other when names are sorted forwards, then backwards.

    A slip leaves one end of a name as it was, so that the two stand close in one of the orders.

    Args:
        names: The names.
        shared: Letters that a pair has in common at its beginning, or at its end.

    Yields:
        Places of two names whose lengths differ by two letters at most.
    """
    for backwards in (False, True):
        end = slice(-shared, None) if backwards else slice(shared)
        alike: dict[str, array[int]] = {}
        for place, name in enumerate(names):
            alike.setdefault(name[end], array("I")).append(place)
        key: Callable[[int], str] = (
            (lambda place: names[place][::-1]) if backwards else names.__getitem__
        )
        for places in alike.values():
            order = in_order(places, key)
            for at, left in enumerate(order):
                for right in order[at + 1 : at + 3]:
                    if abs(len(names[left]) - len(names[right])) > 2:
                        break
                    yield left, right


def in_order(places: Sequence[int], key: Callable[[int], str]) -> Sequence[int]:
    """Places sorted by a key, a chunk at a time."""
    if len(places) < 2:
        return places
    chunks = [sorted(places[at : at + CHUNK], key=key) for at in range(0, len(places), CHUNK)]
    return chunks[0] if len(chunks) == 1 else list(heapq.merge(*chunks, key=key))
