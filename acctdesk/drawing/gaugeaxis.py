"""The scale of a gauge: where it begins and ends, and where its grey bands part.

A level lives near its target: 99.93 % on a scale from 0 can't be told from 99.85 %. Shares that
are to be high therefore get a scale cut off below the target. That is fair for a mark at a place,
never for a bar, whose length would lie; and both ends are always labelled.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

_BEGINNINGS = (
    0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.97, 0.98, 0.99, 0.995, 0.997, 0.998, 0.999,
    0.9995, 0.9998, 0.9999,
)  # fmt: skip
"""Where a scale of shares may begin."""
_NEAR = 0.1
"""A target this close to the whole has twice the room to the whole below it."""
_FAR = 5.0
"""A value further below its target than so many times the room above it is off the scale."""
_LEAST = 1e-9
"""A figure below this is none, as far as a scale goes."""
_STEPS = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)


@dataclass(frozen=True, slots=True)
class Axis:
    """The scale of a gauge.

    Attributes:
        low: Its left end.
        high: Its right end.
        bands: Where the three grey bands part, from left to right.
        down: Whether less is better: the darkest band is at the right then.
    """

    low: float
    high: float
    bands: tuple[float, float]
    down: bool = False

    def place(self, value: float) -> float:
        """Where a value stands: 0 at the left end, 1 at the right; beyond an end, at that end."""
        if self.high <= self.low:
            return 0.0
        return min(max((value - self.low) / (self.high - self.low), 0.0), 1.0)

    def beyond(self, value: float) -> int:
        """-1 for a value below the scale, 1 for one above it, else 0."""
        return -1 if value < self.low else 1 if value > self.high else 0

    @property
    def is_cut(self) -> bool:
        """Whether it doesn't begin at 0."""
        return self.low > 0


def axis_of(
    value: float | None,
    target: float | None,
    *,
    share: bool,
    down: bool = False,
    most: float | None = None,
) -> Axis:
    """A scale that shows a value against its target.

    Args:
        value: What was measured; None for nothing.
        target: What was promised; None for nothing.
        share: Whether both are shares between 0 and 1.
        down: Whether less is better.
        most: The most it can be; None where nobody knows.
    """
    if share and not down:
        return _share(value, target)
    high = _round_up(max(value or 0.0, 2 * (target or 0.0) if down else (target or 0.0) * 1.25))
    if share:
        high = min(high, 1.0)
    elif most is not None and most >= max(value or 0.0, target or 0.0):
        high = most
    if target is None:
        return Axis(0.0, high, (high / 3, 2 * high / 3), down)
    middle = (target + high) / 2 if down else target / 2
    return Axis(0.0, high, (target, middle) if down else (middle, target), down)


def _share(value: float | None, target: float | None) -> Axis:
    if target is None:
        low = _begin((value or 0.0) - 0.1)
        return Axis(low, 1.0, (low + (1 - low) / 3, low + 2 * (1 - low) / 3))
    room = 1 - target
    low = _begin(target - (2 if room <= _NEAR else 0.6) * room)
    if value is not None and low > value >= target - _FAR * room:
        low = _begin(value - room / 2)
    return Axis(low, 1.0, ((low + target) / 2, target))


def _begin(least: float) -> float:
    # A hair is added: 0.95 - 2 x 0.05 isn't quite 0.85.
    return max((one for one in _BEGINNINGS if one <= least + 1e-9), default=0.0)


def _round_up(most: float) -> float:
    if most < _LEAST:
        return 1.0
    scale = 10.0 ** math.floor(math.log10(most))
    return next(step for step in _STEPS if step * scale >= most * (1 - 1e-12)) * scale
