"""Cards that were moved by hand: where they were put, their branch with them, clear of the rest.

What nobody moved stays where it is. A moved card stands exactly where it was put if there is room
for it and for what came along with it; otherwise it goes, with its branch, to the nearest free
place, straight across or straight down. So no two cards ever overlap, and taking the move back
gives back the layout there was before.
"""

from __future__ import annotations

from collections.abc import Sequence

from acctdesk.drawing.geometry import UNMOVED, Point, Rect
from acctdesk.drawing.nearby import Nearby


def settle(
    tidy: Sequence[Rect | None],
    parents: Sequence[int | None],
    moves: Sequence[Point],
    downwards: Sequence[int],
    gap: float,
) -> tuple[list[Rect | None], list[Rect | None]]:
    """Apply moves by hand to a layout.

    Args:
        tidy: Where each card stands of itself; None when it is hidden.
        parents: The parent of each card.
        moves: How far each card was moved from where it would stand; its branch goes along.
        downwards: The cards that are shown, each after its parent. Of two that were put in the
            same place, the first one gets it.
        gap: How far a moved card keeps from all others.

    Returns:
        Where each card stands, and where it would stand had it not been moved itself.
    """
    branches, leader = _branches(parents, moves, downwards)
    places, homes = list(tidy), list(tidy)
    taken = Nearby(
        place for card in downwards if card not in leader and (place := tidy[card]) is not None
    )
    came: dict[int, Point] = {}
    """How far each branch ended from where it stood of itself."""
    for head, members in branches.items():
        above = parents[head]
        start = UNMOVED if above is None or above not in leader else came[leader[above]]
        wanted = Point(start.x + moves[head].x, start.y + moves[head].y)
        rects = [place.moved(*wanted) for card in members if (place := tidy[card]) is not None]
        aside = nearest_room(rects, taken, gap)
        came[head] = Point(wanted.x + aside.x, wanted.y + aside.y)
        for card, rect in zip(members, rects, strict=True):
            place = rect.moved(*aside)
            places[card] = homes[card] = place
            taken.add(place)
        if (own := tidy[head]) is not None:
            homes[head] = own.moved(*start)
    return places, homes


def _branches(
    parents: Sequence[int | None], moves: Sequence[Point], downwards: Sequence[int]
) -> tuple[dict[int, list[int]], dict[int, int]]:
    """The moved cards with those that go along, and which of them each card follows."""
    branches: dict[int, list[int]] = {}
    leader: dict[int, int] = {}
    for card in downwards:
        above = parents[card]
        if moves[card] != UNMOVED:
            leader[card] = card
        elif above is not None and above in leader:
            leader[card] = leader[above]
        else:
            continue
        branches.setdefault(leader[card], []).append(card)
    return branches, leader


def nearest_room(rects: Sequence[Rect], taken: Nearby, gap: float) -> Point:
    """How far to move rectangles, all together, so that none comes near to what is taken.

    Args:
        rects: What is to be moved as one.
        taken: What stays where it is.
        gap: How far they keep apart.

    Returns:
        The shortest move straight across or straight down; across when both are as long.
    """
    if all(taken.is_free(rect, gap) for rect in rects):
        return UNMOVED
    over = _nearest(
        [
            (near.x - gap - rect.right, near.right + gap - rect.x)
            for rect in rects
            for near in taken.in_band(rect.y - gap, rect.bottom + gap, across=True)
        ]
    )
    down = _nearest(
        [
            (near.y - gap - rect.bottom, near.bottom + gap - rect.y)
            for rect in rects
            for near in taken.in_band(rect.x - gap, rect.right + gap, across=False)
        ]
    )
    return Point(over, 0.0) if abs(over) <= abs(down) else Point(0.0, down)


def _nearest(forbidden: list[tuple[float, float]]) -> float:
    """The number nearest to 0 that lies inside none of the open intervals; upwards of two."""
    low = high = 0.0
    for start, end in sorted(forbidden):
        if start < high < end:
            high = end
    for start, end in sorted(forbidden, key=lambda one: -one[1]):
        if start < low < end:
            low = start
    return high if high <= -low else low
