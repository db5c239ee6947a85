"""Points and rectangles: the two values that everything drawn is made of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Point(NamedTuple):
    """A place on the drawing, in pixels."""

    x: float
    y: float

    def turned(self) -> Point:
        """The point mirrored at the diagonal: what was across is down."""
        return Point(self.y, self.x)


UNMOVED = Point(0.0, 0.0)
"""How far something was moved that wasn't."""


class Rect(NamedTuple):
    """A rectangle by its upper left corner and its size, in pixels."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends to the right."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.y + self.height

    @property
    def middle(self) -> Point:
        """Its centre."""
        return Point(self.x + self.width / 2, self.y + self.height / 2)

    def moved(self, dx: float, dy: float) -> Rect:
        """The same rectangle elsewhere."""
        return Rect(self.x + dx, self.y + dy, self.width, self.height)

    def grown(self, by: float) -> Rect:
        """The rectangle with a margin all around; a negative one shrinks it."""
        return Rect(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def turned(self) -> Rect:
        """The rectangle mirrored at the diagonal: what was across is down."""
        return Rect(self.y, self.x, self.height, self.width)

    def overlaps(self, other: Rect, gap: float = 0.0) -> bool:
        """Whether the two share ground, or come nearer to each other than `gap`.

        Rectangles that only touch don't overlap.
        """
        return (
            self.x - gap < other.x + other.width
            and other.x - gap < self.x + self.width
            and self.y - gap < other.y + other.height
            and other.y - gap < self.y + self.height
        )

    def holds(self, point: Point) -> bool:
        """Whether the point lies inside or on the edge."""
        return self.x <= point.x <= self.right and self.y <= point.y <= self.bottom


NOWHERE = Rect(0.0, 0.0, 0.0, 0.0)
"""The bounds of nothing."""


def around(rects: Iterable[Rect]) -> Rect:
    """The smallest rectangle that holds all of them; `NOWHERE` when there are none."""
    found = list(rects)
    if not found:
        return NOWHERE
    left, top = min(r.x for r in found), min(r.y for r in found)
    right = max(r.x + r.width for r in found)
    bottom = max(r.y + r.height for r in found)
    return Rect(left, top, right - left, bottom - top)


def strip(one: Point, other: Point) -> Rect:
    """The rectangle that a straight line between two points fills; flat for an upright line."""
    return Rect(
        min(one.x, other.x), min(one.y, other.y), abs(one.x - other.x), abs(one.y - other.y)
    )
