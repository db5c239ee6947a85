"""Where there is no room for every mark: those that would lie over each other become one.

A mark that stands for several says how many; pressed, it lists them, so that nobody is lost in a
small window.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor

from acctdesk.drawing.geometry import Rect
from acctdesk.drawing.nearby import Nearby
from acctdesk.ui.stakeholders.placing import (
    Spot,
    fits,
    home,
    pack,
    place,
    quarter_of,
    quarters,
)


@dataclass(frozen=True, slots=True)
class Gathered:
    """Where everybody stands, some of them together.

    Attributes:
        places: The rectangle of each mark; that of a common mark for each who is in it.
        groups: By the first of each common mark, all who are in it.
    """

    places: Mapping[str, Rect]
    groups: Mapping[str, tuple[str, ...]]


def gather(spots: Sequence[Spot], plane: Rect, edge: float, height: float, head: float) -> Gathered:
    """A place for everybody without any mark over another.

    Each quadrant is divided into squares as large as a mark; who belongs into the same one stands
    there together. Nobody leaves their quadrant.

    Args:
        spots: Who.
        plane: The ground, in pixels.
        edge: Width of a mark, in pixels.
        height: Of a mark, in pixels.
        head: Kept free at the top of each quadrant for what it is called.
    """
    squares: dict[tuple[str, int, int], list[Spot]] = {}
    boxes: dict[tuple[str, int, int], Rect] = {}
    quarters_ = quarters(plane)
    for spot in spots:
        name = quarter_of(spot.power, spot.interest)
        q = quarters_[name]
        # Where there isn't even room for one mark beneath the name, marks come first.
        above = head if q.height - head >= height + 4 else max(q.height - height - 4, 0.0)
        room = Rect(q.x + 2, q.y + above, q.width - 4, max(q.height - above - 2, height))
        across = max(floor(room.width / (edge + 4)), 1)
        down = max(floor(room.height / (height + 2)), 1)
        at = home(plane, spot.power, spot.interest)
        column = min(max(floor((at.x - room.x) / room.width * across), 0), across - 1)
        row = min(max(floor((at.y - room.y) / room.height * down), 0), down - 1)
        key = (name, row, column)
        wide, high = room.width / across, room.height / down
        boxes[key] = Rect(
            room.x + column * wide + (wide - edge) / 2, room.y + row * high + (high - height) / 2,
            edge, height,
        )  # fmt: skip
        squares.setdefault(key, []).append(spot)
    places = {spot.id: boxes[key] for key, them in squares.items() for spot in them}
    groups = {
        them[0].id: tuple(one.id for one in them) for them in squares.values() if len(them) > 1
    }
    return Gathered({one.id: places[one.id] for one in spots}, groups)


def crowd(spots: Sequence[Spot], plane: Rect, edge: float, height: float, head: float) -> Gathered:
    """A place for everybody where there is no room for names.

    Near where they belong if there is room for that, else in rows, else together.

    Args:
        spots: Who.
        plane: The ground, in pixels.
        edge: Width of a mark, in pixels.
        height: Of a mark, in pixels.
        head: Kept free at the top of each quadrant for what it is called.
    """
    small = [Spot(one.id, one.power, one.interest, edge) for one in spots]
    if fits(small, plane, height, head):
        places, clear = place(small, plane, height, head)
        if clear:
            return Gathered(places, {})
    places, taken = pack(small, plane, height, head), Nearby(square=64.0)
    for rect in places.values():
        if not taken.is_free(rect, 0.0):
            return gather(small, plane, edge + 4, height, head)
        taken.add(rect)
    return Gathered(places, {})
