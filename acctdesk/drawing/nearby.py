"""Which rectangles are near: asked thousands of times, so not by looking at each of them."""

from __future__ import annotations

from collections.abc import Iterable
from math import floor

from acctdesk.drawing.geometry import Rect

SQUARE = 160.0
"""Side of the squares the ground is divided into, in pixels: about the size of a card."""


class Nearby:
    """Rectangles, found again by where they lie.

    Args:
        rects: Those to begin with.
        square: Side of the squares the ground is divided into, in pixels.
    """

    def __init__(self, rects: Iterable[Rect] = (), *, square: float = SQUARE) -> None:
        self._square = square
        self._squares: dict[tuple[int, int], list[int]] = {}
        self._rects: list[Rect] = []
        for rect in rects:
            self.add(rect)

    def add(self, rect: Rect) -> None:
        """Put one more down."""
        number = len(self._rects)
        self._rects.append(rect)
        for square in self._covered(rect):
            self._squares.setdefault(square, []).append(number)

    def overlapping(self, rect: Rect, gap: float = 0.0) -> list[Rect]:
        """Those that overlap `rect` or come nearer to it than `gap`, as they were put down."""
        numbers: set[int] = set()
        for square in self._covered(rect.grown(gap)):
            numbers.update(self._squares.get(square, ()))
        rects = self._rects
        return [rects[n] for n in sorted(numbers) if rects[n].overlaps(rect, gap)]

    def is_free(self, rect: Rect, gap: float = 0.0) -> bool:
        """Whether nothing overlaps `rect` nor comes nearer to it than `gap`."""
        rects, squares = self._rects, self._squares
        for square in self._covered(rect.grown(gap)):
            for number in squares.get(square, ()):
                if rects[number].overlaps(rect, gap):
                    return False
        return True

    def in_band(self, start: float, end: float, *, across: bool) -> list[Rect]:
        """Those that reach into a band without ends.

        Args:
            start: Where the band begins: above when it runs across, else to the left.
            end: Where it ends.
            across: Whether the band runs from left to right; otherwise from top to bottom.
        """
        first, last = floor(start / self._square), floor(end / self._square)
        numbers: set[int] = set()
        for square, some in self._squares.items():
            if first <= square[across] <= last:
                numbers.update(some)
        low, high = (1, 3) if across else (0, 2)
        found = (self._rects[n] for n in sorted(numbers))
        return [r for r in found if r[low] < end and start < r[low] + r[high]]

    def _covered(self, rect: Rect) -> list[tuple[int, int]]:
        side = self._square
        left, right = floor(rect.x / side), floor((rect.x + rect.width) / side)
        top, bottom = floor(rect.y / side), floor((rect.y + rect.height) / side)
        if left == right and top == bottom:
            return [(left, top)]
        return [(i, j) for i in range(left, right + 1) for j in range(top, bottom + 1)]
