"""Lanes: where lines run side by side instead of on top of each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import floor

from acctdesk.drawing.geometry import Point

APART = 8.0
"""How far parallel lines keep apart where there is room, in pixels."""
CLOSEST = 2.0
"""How near they come before they share a lane, in pixels."""
BAND = 32.0


class Lanes:
    """The stretches that lines run on so far."""

    def __init__(self) -> None:
        self._upright: dict[int, list[tuple[float, float, float]]] = {}
        self._level: dict[int, list[tuple[float, float, float]]] = {}

    def add(self, points: Sequence[Point]) -> None:
        """Take note of a line whose stretches are upright or level."""
        for one, other in pairwise(points):
            if one.x == other.x:
                run = (one.x, min(one.y, other.y), max(one.y, other.y))
                self._upright.setdefault(floor(one.x / BAND), []).append(run)
            else:
                run = (one.y, min(one.x, other.x), max(one.x, other.x))
                self._level.setdefault(floor(one.y / BAND), []).append(run)

    def free(
        self,
        wanted: float,
        low: float,
        high: float,
        span: tuple[float, float],
        *,
        upright: bool,
    ) -> float:
        """The lane nearest to where a line wants to run.

        Args:
            wanted: Where it wants to run: x of an upright stretch, y of a level one.
            low: How far up or left it may go.
            high: How far down or right it may go.
            span: From where to where it runs the other way.
            upright: Whether the stretch is upright.

        Returns:
            A lane between low and high. Lines come nearer to each other where there are many, and
            share a lane only where they would come nearer than `CLOSEST`.
        """
        wanted = min(max(wanted, low), high)
        taken = self._taken(low - APART, high + APART, span, upright=upright)
        apart = APART
        while taken and apart >= CLOSEST:
            lanes = [at + side * apart for at in taken for side in (-1, 1)]
            lanes = [wanted, *sorted(lanes, key=lambda at: (abs(at - wanted), at))]
            for lane in lanes:
                if low <= lane <= high and all(abs(lane - at) >= apart - 0.001 for at in taken):
                    return lane
            apart /= 2
        return wanted

    def _taken(
        self, low: float, high: float, span: tuple[float, float], *, upright: bool
    ) -> list[float]:
        """Where the stretches run that share some of the span."""
        bands = self._upright if upright else self._level
        return sorted(
            {
                at
                for band in range(floor(low / BAND), floor(high / BAND) + 1)
                for at, start, end in bands.get(band, ())
                if low <= at <= high and start < span[1] + CLOSEST and span[0] - CLOSEST < end
            }
        )


def straight(points: Iterable[Point]) -> tuple[Point, ...]:
    """The same line without points that it doesn't turn at."""
    kept: list[Point] = []
    for point in points:
        if kept and kept[-1] == point:
            continue
        while len(kept) > 1 and (
            kept[-2].x == kept[-1].x == point.x or kept[-2].y == kept[-1].y == point.y
        ):
            kept.pop()
        kept.append(point)
    return tuple(kept)


def joined(lines: Iterable[Sequence[Point]]) -> list[tuple[Point, Point]]:
    """Lines as stretches that nowhere run over each other: painted twice they would look thick.

    Stretches that are neither upright nor level are kept as they are.
    """
    upright: dict[float, list[tuple[float, float]]] = {}
    level: dict[float, list[tuple[float, float]]] = {}
    found: set[tuple[Point, Point]] = set()
    for line in lines:
        for one, other in pairwise(line):
            if one.x == other.x:
                upright.setdefault(one.x, []).append((min(one.y, other.y), max(one.y, other.y)))
            elif one.y == other.y:
                level.setdefault(one.y, []).append((min(one.x, other.x), max(one.x, other.x)))
            else:
                found.add((one, other))
    for x, spans in upright.items():
        found |= {(Point(x, start), Point(x, end)) for start, end in _merged(spans)}
    for y, spans in level.items():
        found |= {(Point(start, y), Point(end, y)) for start, end in _merged(spans)}
    return sorted(found)


def _merged(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    spans.sort()
    merged = spans[:1]
    for start, end in spans[1:]:
        if start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged
