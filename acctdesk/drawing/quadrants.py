"""Power and interest as a picture: where everybody stands between four quadrants.

Power goes up, interest to the right, both from 0 to 10 (Mendelow 1981). Many stand in the same
place; marks keep clear of each other without leaving their quadrant, and one that had to move keeps
a thin line to where it belongs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot

from acctdesk.drawing.card import Face
from acctdesk.drawing.framing import Frame, framed
from acctdesk.drawing.geometry import Point, Rect
from acctdesk.drawing.look import MARKS, Look, Measure, elided
from acctdesk.drawing.nearby import Nearby
from acctdesk.drawing.scene import (
    Anchor,
    Box,
    Group,
    Ink,
    Line,
    Move,
    Oval,
    Path,
    Scene,
    Shape,
    Text,
)
from acctdesk.drawing.strokes import mark

DISC = 28.0
"""Of a mark, in pixels."""
WIDEST = 120.0
"""Of the name below a mark, in pixels."""
WIDTH, HEIGHT = 880.0, 660.0
"""Of the plane at least, in pixels; it grows with the people on it."""

_STEPS = 11
"""Values from 0 to 10."""
_NAME = 12.0
_GAP = 4.0
_TALL = DISC + 18.0
_AWAY = 10.0
"""Farther than this from where it belongs, a mark has a line to there, in pixels."""
_FILL = 0.4
"""Share of a quadrant that marks may cover before the plane grows."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Somebody on the plane.

    Attributes:
        face: Who; name, initials and tone are shown.
        power: 0 to 10.
        interest: 0 to 10.
    """

    face: Face
    power: int
    interest: int


@dataclass(frozen=True, slots=True)
class Words:
    """What is written on the plane.

    Attributes:
        power: Name of the axis that goes up.
        interest: Name of the axis to the right.
        quadrants: Name and hint of each: both high, power alone, interest alone, neither.
    """

    power: str
    interest: str
    quadrants: tuple[tuple[str, str], tuple[str, str], tuple[str, str], tuple[str, str]]


@dataclass(frozen=True)
class Plane:
    """Where everything stands.

    Attributes:
        rect: The plane.
        quadrants: The four of them, in the order of `Words.quadrants`.
        homes: The point each spot belongs at.
        places: The rectangle of each mark with its name; its disc is at the top in the middle.
    """

    rect: Rect
    quadrants: tuple[Rect, Rect, Rect, Rect]
    homes: tuple[Point, ...]
    places: tuple[Rect, ...]


def spread(spots: Sequence[Spot], measure: Measure, high: int) -> Plane:
    """Find a place for everybody.

    Args:
        spots: Who, and where they belong.
        measure: Says how wide words are.
        high: From which value on power and interest count as high.
    """
    widths = [max(DISC, min(WIDEST, measure.width(s.face.name, _NAME, 400))) for s in spots]
    scale = 1.0
    while True:
        plane = Rect(0.0, 0.0, WIDTH * scale, HEIGHT * scale)
        found = _spread(spots, widths, plane, high)
        if found is not None:
            return found
        scale *= 1.2


def quadrants(
    spots: Sequence[Spot],
    words: Words,
    frame: Frame,
    measure: Measure,
    *,
    high: int,
    look: Look | None = None,
) -> Scene:
    """Draw the plane.

    Args:
        spots: Who stands on it.
        words: What is written on it.
        frame: Title, date, legend and watermark.
        measure: Says how wide words are.
        high: From which value on power and interest count as high.
        look: Colours; those of light paper when not given.
    """
    look = look or Look()
    plane = spread(spots, measure, high)
    shapes = [*_ground(plane, words, look, measure)]
    for home, place in zip(plane.homes, plane.places, strict=True):
        shapes += _thread(home, place, look)
    for spot, place in zip(spots, plane.places, strict=True):
        shapes.append(Group(tuple(_mark(spot.face, place, look, measure)), spot.face.says))
    rect = plane.rect
    bounds = Rect(rect.x - 40.0, rect.y, rect.width + 40.0, rect.height + 36.0)
    return framed(shapes, bounds, frame, look, measure)


def _quarters(plane: Rect, high: int) -> tuple[Rect, Rect, Rect, Rect]:
    # Values are whole: what counts as high begins halfway below it.
    share = high / _STEPS
    x = plane.x + plane.width * share
    y = plane.bottom - plane.height * share
    left, right = x - plane.x, plane.right - x
    above, below = y - plane.y, plane.bottom - y
    return (
        Rect(x, plane.y, right, above),
        Rect(plane.x, plane.y, left, above),
        Rect(x, y, right, below),
        Rect(plane.x, y, left, below),
    )


def _quarter(spot: Spot, high: int) -> int:
    if spot.power >= high:
        return 0 if spot.interest >= high else 1
    return 2 if spot.interest >= high else 3


def _spread(spots: Sequence[Spot], widths: Sequence[float], plane: Rect, high: int) -> Plane | None:
    """Places for everybody; None when a quadrant is too full."""
    quarters = _quarters(plane, high)
    # Its name stands at the top of each quadrant.
    rooms = [Rect(q.x + 8, q.y + 30, q.width - 16, q.height - 38) for q in quarters]
    covered = [0.0] * 4
    for spot, width in zip(spots, widths, strict=True):
        covered[_quarter(spot, high)] += (width + _GAP) * (_TALL + _GAP)
    if any(sum_ > _FILL * r.width * r.height for sum_, r in zip(covered, rooms, strict=True)):
        return None
    taken = Nearby(())
    homes: list[Point] = []
    places: list[Rect] = []
    for spot, width in zip(spots, widths, strict=True):
        home = Point(
            plane.x + (spot.interest + 0.5) / _STEPS * plane.width,
            plane.bottom - (spot.power + 0.5) / _STEPS * plane.height,
        )
        place = next(
            (
                one
                for one in _around(home, width, rooms[_quarter(spot, high)])
                if taken.is_free(one, _GAP)
            ),
            None,
        )
        if place is None:
            return None
        taken.add(place)
        homes.append(home)
        places.append(place)
    return Plane(plane, quarters, tuple(homes), tuple(places))


def _around(home: Point, width: float, room: Rect) -> Iterator[Rect]:
    """Places for a mark in its quadrant, the nearest to where it belongs first."""
    x = min(max(home.x - width / 2, room.x), room.right - width)
    y = min(max(home.y - DISC / 2, room.y), room.bottom - _TALL)
    step = DISC / 2
    farthest = int(max(room.width, room.height) / step) + 1
    for ring in range(farthest + 1):
        steps = range(-ring, ring + 1)
        offsets = [
            (across, down)
            for across in steps
            for down in (steps if abs(across) == ring else (-ring, ring))
        ]
        offsets = offsets if ring else [(0, 0)]
        for across, down in sorted(offsets, key=lambda one: (hypot(*one), one)):
            place = Rect(x + across * step, y + down * step, width, _TALL)
            if (
                room.x <= place.x
                and place.right <= room.right
                and room.y <= place.y
                and place.bottom <= room.bottom
            ):
                yield place


def _ground(plane: Plane, words: Words, look: Look, measure: Measure) -> Iterator[Shape]:
    rect = plane.rect
    yield Box(rect, Ink(look.surface, look.strong), 4.0)
    first = plane.quadrants[0]
    for ends in (
        (Point(first.x, rect.y), Point(first.x, rect.bottom)),
        (Point(rect.x, first.bottom), Point(rect.right, first.bottom)),
    ):
        yield Path((Move(ends[0]), Line(ends[1])), Ink(stroke=look.strong, dash=(6.0, 4.0)))
    for (name, hint), quarter in zip(words.quadrants, plane.quadrants, strict=True):
        said = elided(name, quarter.width - 24, 13.0, 600, measure)
        yield Text(Point(quarter.x + 12, quarter.y + 21), said, 13.0, look.text, 600)
        left = measure.width(said, 13.0, 600) + 20
        if hint and (rest := elided(hint, quarter.width - left - 12, 12.0, 400, measure)):
            yield Text(Point(quarter.x + left, quarter.y + 21), rest, 12.0, look.secondary)
    for value in range(_STEPS):
        x = rect.x + (value + 0.5) / _STEPS * rect.width
        y = rect.bottom - (value + 0.5) / _STEPS * rect.height
        yield Text(
            Point(x, rect.bottom + 16), str(value), 12.0, look.secondary, anchor=Anchor.MIDDLE
        )
        yield Text(Point(rect.x - 8, y + 4), str(value), 12.0, look.secondary, anchor=Anchor.END)
    middle = rect.middle
    yield Text(
        Point(middle.x, rect.bottom + 34), words.interest, 12.0, look.text, 600, Anchor.MIDDLE
    )
    yield Text(
        Point(rect.x - 30, middle.y), words.power, 12.0, look.text, 600, Anchor.MIDDLE, -90.0
    )


def _thread(home: Point, place: Rect, look: Look) -> Iterator[Shape]:
    """A line from a mark that had to move to where it belongs."""
    centre = Point(place.middle.x, place.y + DISC / 2)
    if hypot(home.x - centre.x, home.y - centre.y) > _AWAY:
        yield Path((Move(centre), Line(home)), Ink(stroke=look.strong, opacity=0.6))
        yield Oval(Rect(home.x - 2, home.y - 2, 4, 4), Ink(look.strong))


def _mark(face: Face, place: Rect, look: Look, measure: Measure) -> Iterator[Shape]:
    middle = place.middle.x
    disc = Rect(middle - DISC / 2, place.y, DISC, DISC)
    colour, outline = look.strong, None
    if face.tone is not None:
        colour, outline = look.tones[face.tone]
    yield Oval(disc.grown(-1.0), Ink(look.disc, outline or colour, 2.0))
    yield Text(
        Point(middle, disc.middle.y + 4.3), face.initials, 12.0, look.on_disc, 600, Anchor.MIDDLE
    )
    if face.tone is not None:
        at = Rect(disc.right - 8, disc.y - 2, 10, 10)
        yield Oval(at.grown(2.0), Ink(look.surface))
        yield mark(MARKS[face.tone], at, colour, outline)
    said = elided(face.name, place.width, _NAME, 400, measure)
    yield Text(Point(middle, place.bottom - 5), said, _NAME, look.text, anchor=Anchor.MIDDLE)
