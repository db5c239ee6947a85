"""Where people stand between power and interest: near where they belong, and clear of each other.

Values are whole numbers from 0 to 10, so each has a strip of its own; what counts as high begins
between two strips. Nobody leaves their quadrant.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, hypot, sqrt

from acctdesk.drawing.geometry import Point, Rect
from acctdesk.drawing.nearby import Nearby
from acctdesk.metrics.stakeholders import HIGH

STEPS = 11
"""Values from 0 to 10."""
_REACH, _GRID = 26, 9.0
"""How far from where they belong a place is looked for, in steps of some pixels."""

_FILL = 0.5
"""Share of a quadrant that marks may cover and still may be put clear of each other."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Somebody to be placed.

    Attributes:
        id: Who.
        power: 0 to 10.
        interest: 0 to 10.
        width: Of the mark with its name, in pixels.
    """

    id: str
    power: int
    interest: int
    width: float


def home(plane: Rect, power: int, interest: int) -> Point:
    """The point that belongs to two values."""
    return Point(
        plane.x + (interest + 0.5) / STEPS * plane.width,
        plane.bottom - (power + 0.5) / STEPS * plane.height,
    )


def values_at(plane: Rect, x: float, y: float) -> tuple[int, int]:
    """Power and interest that belong to a point; those at the rim for one outside."""
    interest = int((x - plane.x) / plane.width * STEPS)
    power = int((plane.bottom - y) / plane.height * STEPS)
    return min(max(power, 0), STEPS - 1), min(max(interest, 0), STEPS - 1)


def quarters(plane: Rect) -> dict[str, Rect]:
    """The four quadrants by their names."""
    x = plane.x + plane.width * HIGH / STEPS
    y = plane.bottom - plane.height * HIGH / STEPS
    left, right = x - plane.x, plane.right - x
    above, below = y - plane.y, plane.bottom - y
    return {
        "manage_closely": Rect(x, plane.y, right, above),
        "keep_satisfied": Rect(plane.x, plane.y, left, above),
        "keep_informed": Rect(x, y, right, below),
        "monitor": Rect(plane.x, y, left, below),
    }


def quarter_of(power: int, interest: int) -> str:
    """The quadrant of two values."""
    if power >= HIGH:
        return "manage_closely" if interest >= HIGH else "keep_satisfied"
    return "keep_informed" if interest >= HIGH else "monitor"


def fits(spots: Sequence[Spot], plane: Rect, height: float, head: float) -> bool:
    """Whether there is room enough in every quadrant that looking for places is worth while."""
    covered: dict[str, float] = {}
    for spot in spots:
        name = quarter_of(spot.power, spot.interest)
        covered[name] = covered.get(name, 0.0) + (spot.width + 2) * (height + 2)
    rooms = quarters(plane)
    return all(
        area < _FILL * rooms[name].width * max(rooms[name].height - head, 0)
        for name, area in covered.items()
    )


def place(
    spots: Sequence[Spot], plane: Rect, height: float, head: float, *, all_clear: bool = False
) -> tuple[dict[str, Rect], bool]:
    """A place for everybody.

    Args:
        spots: Who.
        plane: The ground, in pixels.
        height: Of a mark with its name, in pixels.
        head: Kept free at the top of each quadrant for what it is called.
        all_clear: Whether to leave off at the first one who has no place clear of the others.

    Returns:
        The rectangle of each mark, and whether all are clear of each other: there is no room for
        any number of people.
    """
    rooms = {
        name: Rect(q.x + 2, q.y + head, q.width - 4, q.height - head - 2)
        for name, q in quarters(plane).items()
    }
    taken, clear = Nearby(square=64.0), True
    found: dict[str, Rect] = {}
    for spot in spots:
        room = rooms[quarter_of(spot.power, spot.interest)]
        centre = home(plane, spot.power, spot.interest)
        first = _within(
            Rect(centre.x - spot.width / 2, centre.y - height / 2, spot.width, height), room
        )
        chosen = next(
            (
                one
                for dx, dy in _offsets()
                if _inside(one := first.moved(dx, dy), room) and taken.is_free(one, 2.0)
            ),
            None,
        )
        if chosen is None:
            chosen, clear = first, False
            if all_clear:
                break
        taken.add(chosen)
        found[spot.id] = chosen
    return found, clear


def pack(spots: Sequence[Spot], plane: Rect, height: float, head: float) -> dict[str, Rect]:
    """A place for everybody where there are very many: rows by power, in each row by interest.

    They keep their quadrant and their order, and lie over each other only where there is no room
    for all; each stands about where they belong.

    Args:
        spots: Who.
        plane: The ground, in pixels.
        height: Of a mark, in pixels.
        head: Kept free at the top of each quadrant for what it is called.
    """
    found: dict[str, Rect] = {}
    for name, q in quarters(plane).items():
        mine = [one for one in spots if quarter_of(one.power, one.interest) == name]
        if not mine:
            continue
        mine.sort(key=lambda one: (-one.power, one.interest, one.id))
        room = Rect(q.x + 2, q.y + head, q.width - 4, max(q.height - head - 2, height))
        across = min(len(mine), ceil(sqrt(len(mine) * room.width / room.height)))
        rows = ceil(len(mine) / across)
        for row in range(rows):
            line = sorted(mine[row * across : (row + 1) * across], key=lambda one: one.interest)
            for at, spot in enumerate(line):
                x = room.x + (at + 0.5) / across * room.width - spot.width / 2
                y = room.y + (row + 0.5) / rows * room.height - height / 2
                found[spot.id] = _within(Rect(x, y, spot.width, height), room)
    return found


@lru_cache(maxsize=1)
def _offsets() -> tuple[tuple[float, float], ...]:
    """Steps away from a place, the shortest first."""
    steps = range(-_REACH, _REACH + 1)
    return tuple(
        sorted(
            ((x * _GRID, y * _GRID) for x in steps for y in steps),
            key=lambda one: (hypot(*one), one),
        )
    )


def _within(rect: Rect, room: Rect) -> Rect:
    x = max(min(rect.x, room.right - rect.width), room.x)
    y = max(min(rect.y, room.bottom - rect.height), room.y)
    return Rect(x, y, rect.width, rect.height)


def _inside(rect: Rect, room: Rect) -> bool:
    return (
        room.x <= rect.x
        and rect.right <= room.right + 0.01
        and room.y <= rect.y
        and rect.bottom <= room.bottom + 0.01
    )
