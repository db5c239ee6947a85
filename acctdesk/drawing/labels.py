"""Where the words of a line go: beside or on it, on no card and on no other words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count, pairwise

from acctdesk.drawing.geometry import Point, Rect, strip
from acctdesk.drawing.nearby import Nearby

GAP = 2.0
"""How far words keep from cards and other words, in pixels."""
REACH = 24.0
"""Steps in which a place is looked for around a line that has none along it, in pixels."""


class Labels:
    """The words of a drawing, put down one after the other.

    Args:
        cards: What must not be covered.
        lines: What had better not be covered.
    """

    def __init__(self, cards: Nearby, lines: Iterable[Sequence[Point]]) -> None:
        self._cards = cards
        self._lines = Nearby(strip(a, b) for line in lines for a, b in pairwise(line))
        self._labels = Nearby()

    def place(self, line: Sequence[Point], width: float, height: float) -> Rect:
        """Find the place for the words of one line, and keep it.

        Args:
            line: Its corners.
            width: Of the words, in pixels.
            height: Of the words, in pixels.
        """
        own = [strip(a, b) for a, b in pairwise(line)]
        best: Rect | None = None
        least = 0
        for rect in _along(line, width, height):
            if self._cards.is_free(rect, GAP) and self._labels.is_free(rect, GAP):
                covered = len(self._lines.overlapping(rect, GAP))
                covered -= sum(rect.overlaps(stretch, GAP) for stretch in own)
                if best is None or covered < least:
                    best, least = rect, covered
                if covered <= 0:
                    break
        found = best or next(
            rect
            for rect in _around(line, width, height)
            if self._cards.is_free(rect, GAP) and self._labels.is_free(rect, GAP)
        )
        self._labels.add(found)
        return found


def _along(line: Sequence[Point], width: float, height: float) -> Iterator[Rect]:
    """Places on a line and beside it, best ones first: on the longest level stretch, its middle."""
    stretches = sorted(
        pairwise(line),
        key=lambda ends: (
            ends[0].y != ends[1].y,
            -abs(ends[0].x - ends[1].x + ends[0].y - ends[1].y),
        ),
    )
    for one, other in stretches:
        level = one.y == other.y
        for share in (0.5, 0.35, 0.65, 0.2, 0.8):
            x, y = one.x + (other.x - one.x) * share, one.y + (other.y - one.y) * share
            on = Rect(x - width / 2, y - height / 2, width, height)
            yield on
            if level:
                yield on.moved(0, -height / 2 - GAP)
                yield on.moved(0, height / 2 + GAP)
            else:
                yield on.moved(width / 2 + GAP, 0)
                yield on.moved(-width / 2 - GAP, 0)


def _around(line: Sequence[Point], width: float, height: float) -> Iterator[Rect]:
    """Places farther and farther from the middle of a line, without end."""
    at = line[len(line) // 2]
    for ring in count(1):
        step = ring * REACH
        for dx, dy in ((0, -1), (0, 1), (1, 0), (-1, 0), (1, -1), (1, 1), (-1, -1), (-1, 1)):
            yield Rect(at.x + dx * step - width / 2, at.y + dy * step - height / 2, width, height)
