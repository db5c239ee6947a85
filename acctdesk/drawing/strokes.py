"""Ways of drawing a line so that its kind is seen without colour, and small marks beside words."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from itertools import pairwise
from math import hypot

from acctdesk.drawing.geometry import Point, Rect
from acctdesk.drawing.scene import Close, Curve, Ink, Line, Move, Oval, Path, Shape, Step


def plain(points: Sequence[Point]) -> tuple[Step, ...]:
    """Straight from point to point."""
    return (Move(points[0]), *map(Line, points[1:])) if points else ()


def rounded(points: Sequence[Point], radius: float) -> tuple[Step, ...]:
    """From point to point with round corners.

    Args:
        points: The corners, and both ends.
        radius: How far from a corner the line begins to turn, in pixels; less where a stretch is
            too short for that.
    """
    if len(points) < 3:
        return plain(points)
    steps: list[Step] = [Move(points[0])]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        turn = min(radius, _length(before, corner) / 2, _length(corner, after) / 2)
        steps.append(Line(_towards(corner, before, turn)))
        steps.append(Curve(corner, _towards(corner, after, turn)))
    return (*steps, Line(points[-1]))


def zigzag(points: Sequence[Point], height: float, wave: float) -> tuple[Step, ...]:
    """From point to point in a zigzag: how conflict is drawn.

    Args:
        points: The corners, and both ends; they stay on the line.
        height: How far it swings to each side, in pixels.
        wave: The length of a swing to one side and back, in pixels; a little more or less, so that
            it comes out even on each stretch.
    """
    if not points:
        return ()
    steps: list[Step] = [Move(points[0])]
    for one, other in pairwise(points):
        length = _length(one, other)
        swings = round(2 * length / wave)
        if swings:
            dx, dy = (other.x - one.x) / length, (other.y - one.y) / length
            for swing in range(swings):
                along = length * (swing + 0.5) / swings
                aside = height if swing % 2 else -height
                steps.append(
                    Line(Point(one.x + dx * along - dy * aside, one.y + dy * along + dx * aside))
                )
        steps.append(Line(other))
    return tuple(steps)


def cut(points: Sequence[Point], by: float) -> tuple[Point, ...]:
    """The line without its last pixels, which an arrow's head covers.

    Args:
        points: The corners, and both ends.
        by: How much to take off the last stretch, in pixels; never more than nearly all of it.
    """
    if len(points) < 2:
        return tuple(points)
    by = min(by, _length(points[-2], points[-1]) * 0.9)
    return (*points[:-1], _towards(points[-1], points[-2], by))


def arrow_head(points: Sequence[Point], length: float, width: float) -> tuple[Step, ...]:
    """The head of an arrow that ends where the line ends.

    Args:
        points: The line.
        length: Of the head, in pixels.
        width: Of the head, in pixels.
    """
    if len(points) < 2 or points[-1] == points[-2]:
        return ()
    tip, back = points[-1], points[-2]
    whole = _length(back, tip)
    dx, dy = (tip.x - back.x) / whole, (tip.y - back.y) / whole
    foot = Point(tip.x - dx * length, tip.y - dy * length)
    half = width / 2
    return (
        Move(tip),
        Line(Point(foot.x - dy * half, foot.y + dx * half)),
        Line(Point(foot.x + dy * half, foot.y - dx * half)),
        Close(),
    )


class Mark(enum.Enum):
    """A small mark that is told from the others by its shape alone."""

    DISC = "disc"
    RING = "ring"
    TRIANGLE = "triangle"
    DIAMOND = "diamond"
    SQUARE = "square"
    CROSS = "cross"


_CORNERS: dict[Mark, tuple[tuple[float, float], ...]] = {
    Mark.TRIANGLE: ((0.5, 0.04), (1.0, 0.94), (0.0, 0.94)),
    Mark.DIAMOND: ((0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5)),
    Mark.SQUARE: ((0.08, 0.08), (0.92, 0.08), (0.92, 0.92), (0.08, 0.92)),
}


def mark(kind: Mark, rect: Rect, colour: str, outline: str | None = None) -> Shape:
    """Draw a mark.

    Args:
        kind: Which one.
        rect: What it fills.
        colour: Of the mark.
        outline: Around it, where the colour alone has too little contrast; not for a cross or ring.
    """
    line = max(1.5, rect.width * 0.18)
    match kind:
        case Mark.DISC:
            return Oval(rect.grown(-rect.width * 0.04), Ink(fill=colour, stroke=outline))
        case Mark.RING:
            return Oval(rect.grown(-line / 2), Ink(stroke=colour, width=line))
        case Mark.CROSS:
            in_ = rect.grown(-rect.width * 0.14)
            ends = (
                Point(in_.x, in_.y), Point(in_.right, in_.bottom),
                Point(in_.right, in_.y), Point(in_.x, in_.bottom),
            )  # fmt: skip
            steps = (Move(ends[0]), Line(ends[1]), Move(ends[2]), Line(ends[3]))
            return Path(steps, Ink(stroke=colour, width=line))
    corners = [Point(rect.x + x * rect.width, rect.y + y * rect.height) for x, y in _CORNERS[kind]]
    return Path((*plain(corners), Close()), Ink(fill=colour, stroke=outline))


def _length(one: Point, other: Point) -> float:
    return hypot(other.x - one.x, other.y - one.y)


def _towards(one: Point, other: Point, by: float) -> Point:
    """The point that lies a way from one to the other."""
    length = _length(one, other)
    share = by / length if length else 0.0
    return Point(one.x + (other.x - one.x) * share, one.y + (other.y - one.y) * share)
