"""Records parted by the ranks of their values: long lists by numpy, short ones without it."""

from __future__ import annotations

import importlib
from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from acctdesk.services.querying.seats import Places, taken

if TYPE_CHECKING:
    import numpy as np

LONG = 20_000
"""Records from which on numpy is worth its loading; see `load`."""


def load(size: int) -> None:
    """Load what long lists are parted with, while nobody waits for them.

    Args:
        size: How many records the list has.
    """
    if size >= LONG:
        importlib.import_module("numpy")


def picked(values: Sequence[int], at: Sequence[int]) -> Places:
    """Some of many numbers, in the order of their places.

    Args:
        values: The numbers, each of 32 bits.
        at: Where they stand.
    """
    if len(at) < LONG:
        return array("i", taken(values, at))
    import numpy as np

    found = np.frombuffer(array("i", values), dtype=np.int32)[_numbers(at)]
    return array("i", found.tobytes())


def by_rank(places: Sequence[int], ranks: Places, most: int, *, descending: bool) -> Places:
    """Places in the order of their ranks, equals as they are given; those without a rank at last.

    Args:
        places: The places.
        ranks: The rank at each place, -1 for none.
        most: How many ranks there are.
        descending: Whether the largest come first.
    """
    if len(places) < LONG:
        return _by_rank(places, ranks, most, descending=descending)
    import numpy as np

    told, given = np.frombuffer(ranks, dtype=np.int32), _numbers(places)
    rank = told[given]
    # Numbers of 16 bits are sorted by their digits, in a fraction of the time.
    wide = np.uint16 if most < np.iinfo(np.uint16).max else np.uint32
    last = np.iinfo(wide).max
    key = np.where(rank < 0, last, most - 1 - rank if descending else rank).astype(wide)
    order = given[np.argsort(key, kind="stable")]
    return array("i", order.astype(np.int32).tobytes())


def _numbers(places: Sequence[int]) -> np.ndarray[Any, np.dtype[np.integer[Any]]]:
    """Places as numpy has them; what isn't a range or an array already is made one first."""
    import numpy as np

    if isinstance(places, range):
        return np.arange(places.start, places.stop, places.step, dtype=np.int32)
    flat = places if isinstance(places, array) else array("i", places)
    return np.frombuffer(flat, dtype=np.int32)


def _by_rank(places: Sequence[int], ranks: Places, most: int, *, descending: bool) -> Places:
    parts: list[Places] = [array("i") for _each in range(most + 1)]
    add = [one.append for one in parts]
    for place, rank in zip(places, taken(ranks, places), strict=True):
        add[rank](place)
    filled = parts[:-1]
    turned = [*(reversed(filled) if descending else filled), parts[-1]]
    return array("i", b"".join(turned))
