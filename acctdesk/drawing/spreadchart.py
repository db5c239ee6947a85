"""How long tickets took: bars of how many, with the median, the 90th percentile and the promise."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from acctdesk.drawing.charting import LABEL, ChartLook, Plane, measure

MOST_BARS = 18
_STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 1440, 2880, 7200, 14400)
"""Widths of a bar in minutes."""


@dataclass(frozen=True, slots=True)
class SpreadChart:
    """A histogram of durations.

    Attributes:
        title: The finding.
        note: Unit, how many, source.
        minutes: Each duration, the shortest first.
        lines: Where a line stands across: minutes, words, and whether it is what was promised.
        marks: Labels of the axis: minutes and words.
        bars: From and to in minutes, how many, and what to say there; see `bins`.
    """

    title: str
    note: str
    minutes: tuple[float, ...]
    lines: tuple[tuple[float, str, bool], ...]
    marks: tuple[tuple[float, str], ...]
    bars: tuple[tuple[float, float, int, str], ...]

    def margin(self, look: ChartLook, width: float) -> tuple[float, float]:
        """Room for counts at the left, and for the words of a line at the right end."""
        wide = max((measure(words, look, LABEL, 600) for _at, words, _p in self.lines), default=0)
        return measure("000", look) + 26, max(wide + 14, 24.0)

    def plot(self, plane: Plane) -> Sequence[tuple[float, float, str, str, float]]:
        """Draw bars from nought and lines across, each with its words at its upper end."""
        axes, look = plane.axes, plane.look
        most = max((count for _a, _b, count, _t in self.bars), default=1)
        ends = [b for _a, b, _c, _t in self.bars] + [at for at, _w, _p in self.lines]
        end = max(ends, default=1.0) or 1.0
        axes.set_xlim(0, end)
        high = plane.size[1]
        row = (LABEL + 5) * look.scale
        top = most * high / max(high - len(self.lines) * row - 4, high * 0.3)
        axes.set_ylim(0, top)
        plane.frame([(one, str(one)) for one in _counts(most)], self.marks)
        if self.bars:
            # One shape for all bars, parted by lines: a shape for each takes half as long again.
            edges = [self.bars[0][0], *(b for _a, b, _c, _t in self.bars)]
            counts = [count for _a, _b, count, _t in self.bars]
            axes.stairs(counts, edges, fill=True, color=look.bar, linewidth=0)
            tops = [max(pair) for pair in itertools.pairwise(counts)]
            axes.vlines(edges[1:-1], 0, tops, colors=look.surface, linewidth=2)
        # The leftmost has the highest row. Its words pass over the ends of the lines to the right,
        # and theirs begin to the right of it: nothing lies over anything.
        for place, (at, words, promise) in enumerate(sorted(self.lines)):
            y = top - (place + 0.5) * row / high * top
            axes.plot(
                [at, at], [0, y + row / 3 / high * top],
                color=look.text if promise else look.secondary, linewidth=1.5, clip_on=False,
                linestyle="-" if promise else (0, (4, 3)),
            )  # fmt: skip
            plane.say(words, (at, y), (6, 0), weight=600 if promise else 400)
        return [((a + b) / 2, count, tip, "", (b - a) / 2) for a, b, count, tip in self.bars]


def _counts(most: int) -> list[int]:
    """Three or four round numbers from nought."""
    steps = (one * 10**power for power in range(9) for one in (1, 2, 5))
    step = next((one for one in steps if most / one <= 4), most)
    return list(range(0, most + 1, step))


def bins(minutes: Sequence[float], target: float | None) -> list[tuple[float, float, int]]:
    """Bars of equal width: from, to, how many.

    Args:
        minutes: Each duration.
        target: What was promised; a bar ends there where that is possible.
    """
    if not minutes:
        return []
    most = max(minutes) or 1.0
    width: float = next((one for one in _STEPS if most / one <= MOST_BARS), most / MOST_BARS)
    if target and target / width < 2:
        parts = [one for one in (1, 2, 3, 4, 5) if most / (target / one) <= MOST_BARS]
        width = target / parts[-1] if parts else width
    count = max(math.ceil(most / width - 1e-9), 1)
    found = [0] * count
    for one in minutes:
        # What is exactly at an edge belongs to the bar before it: met exactly on target is met.
        found[min(max(math.ceil(one / width - 1e-9) - 1, 0), count - 1)] += 1
    return [(at * width, (at + 1) * width, many) for at, many in enumerate(found)]
