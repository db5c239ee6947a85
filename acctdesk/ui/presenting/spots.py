"""The values on a slide that one can point at: groups of its scene that have a title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import hypot

from acctdesk.drawing.geometry import NOWHERE, Point, Rect, around
from acctdesk.drawing.look import Measure
from acctdesk.drawing.scene import Anchor, Box, Close, Curve, Group, Move, Oval, Path, Scene, Shape
from acctdesk.drawing.scene import Picture as Photo
from acctdesk.drawing.scene import Text as Words

LARGEST = 0.3
"""What fills more of a slide than this share says nothing more by its title than by itself."""
_SHARES = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}

_WORD = re.compile(r"\w+")

Stroke = tuple[Point, Point]


@dataclass(frozen=True, slots=True)
class Spot:
    """Something that says its value.

    Attributes:
        words: The value.
        box: What it fills, in pixels of the scene.
        mark: What is seen of it: the point of a curve rather than the place kept around it.
        boxes: The rectangles it is made of.
        strokes: The lines it is made of.
    """

    words: str
    box: Rect
    mark: Rect
    boxes: tuple[Rect, ...]
    strokes: tuple[Stroke, ...]

    def far(self, point: Point) -> float:
        """How far a point is from it, in pixels of the scene; 0 inside."""
        found = [_from_box(one, point) for one in self.boxes]
        found += [_from_stroke(one, point) for one in self.strokes]
        return min(found, default=float("inf"))


def spots_of(scene: Scene, measure: Measure) -> tuple[Spot, ...]:
    """The values of a scene, in the order they were drawn.

    A group that holds others with a title is what they are about, and no value itself; one that
    only repeats what is written in it says nothing either.

    Args:
        scene: The slide.
        measure: Says how wide words are.
    """
    most = LARGEST * scene.bounds.width * scene.bounds.height
    found = []
    for group in _titled(scene.shapes):
        boxes, strokes = _parts(group.shapes, measure)
        box = _bounds(boxes, strokes)
        large = bool(boxes) and box.width * box.height > most
        if (boxes or strokes) and not large and not _is_written(group):
            seen = _bounds(*_parts([one for one in group.shapes if _is_seen(one)], measure))
            mark = seen if seen != NOWHERE else box
            found.append(Spot(group.title, box, mark, tuple(boxes), tuple(strokes)))
    return tuple(found)


def spot_at(spots: Iterable[Spot], point: Point, near: float) -> Spot | None:
    """The value at a point, or the nearest; of several the smallest.

    Args:
        spots: Among which.
        point: In pixels of the scene.
        near: How far it may be, in the same.
    """
    found = [(one.far(point), one.box.width * one.box.height, at, one)
             for at, one in enumerate(spots)]  # fmt: skip
    close = [one for one in found if one[0] <= near]
    return min(close)[3] if close else None


def _bounds(boxes: Iterable[Rect], strokes: Iterable[Stroke]) -> Rect:
    return around([*boxes, *(Rect(*point, 0.0, 0.0) for stroke in strokes for point in stroke)])


def _is_seen(shape: Shape) -> bool:
    if isinstance(shape, Box | Oval | Path):
        ink = shape.ink
        return bool(ink.opacity) and (ink.fill is not None or ink.stroke is not None)
    return True


def _is_written(group: Group) -> bool:
    """Whether all that a group would say stands there to be read."""
    written = set(_WORD.findall(" ".join(_written(group.shapes)).casefold()))
    return set(_WORD.findall(group.title.casefold())) <= written


def _written(shapes: Iterable[Shape]) -> Iterator[str]:
    for shape in shapes:
        if isinstance(shape, Words):
            yield shape.words
        elif isinstance(shape, Group):
            yield from _written(shape.shapes)


def _titled(shapes: Iterable[Shape]) -> Iterator[Group]:
    for shape in shapes:
        if isinstance(shape, Group):
            inner = list(_titled(shape.shapes))
            if inner:
                yield from inner
            elif shape.title:
                yield shape


def _parts(shapes: Iterable[Shape], measure: Measure) -> tuple[list[Rect], list[Stroke]]:
    boxes: list[Rect] = []
    strokes: list[Stroke] = []
    for shape in shapes:
        match shape:
            case Group():
                inner, lines = _parts(shape.shapes, measure)
                boxes += inner
                strokes += lines
            case Box() | Oval() | Photo():
                boxes.append(shape.rect)
            case Words():
                wide = measure.width(shape.words, shape.size, shape.weight)
                left = shape.at.x - _SHARES[shape.anchor] * wide
                box = Rect(left, shape.at.y - shape.size, wide, 1.25 * shape.size)
                boxes.append(box if not shape.angle else Rect(*shape.at, 0.0, 0.0))
            case Path():
                lines = _strokes(shape)
                ends = [Rect(*point, 0.0, 0.0) for line in lines for point in line]
                if shape.ink.fill and ends:
                    boxes.append(around(ends))
                else:
                    strokes += lines
    return boxes, strokes


def _strokes(path: Path) -> list[Stroke]:
    found: list[Stroke] = []
    begun = here = Point(0.0, 0.0)
    for step in path.steps:
        match step:
            case Close():
                found.append((here, begun))
                here = begun
            case Curve(by, to):
                # Near enough for a pointer: the two sides of the corner it is bent around.
                middle = Point((here.x + 2 * by.x + to.x) / 4, (here.y + 2 * by.y + to.y) / 4)
                found += [(here, middle), (middle, to)]
                here = to
            case Move(to):
                begun = here = to
            case _:
                found.append((here, step.to))
                here = step.to
    return found


def _from_box(box: Rect, point: Point) -> float:
    across = max(box.x - point.x, 0.0, point.x - box.right)
    down = max(box.y - point.y, 0.0, point.y - box.bottom)
    return hypot(across, down)


def _from_stroke(stroke: Stroke, point: Point) -> float:
    (ax, ay), (bx, by) = stroke
    long = (bx - ax) ** 2 + (by - ay) ** 2
    share = 0.0 if not long else ((point.x - ax) * (bx - ax) + (point.y - ay) * (by - ay)) / long
    share = min(max(share, 0.0), 1.0)
    return hypot(point.x - ax - share * (bx - ax), point.y - ay - share * (by - ay))
