"""What it means to let go of cards somewhere: one rule for the pointer, told before it happens.

Over a card: they report to it. At the side of a card, or right beside it: they stand before or
behind it, with the same manager. In the parking zone: they are parked. On free ground a card of the
map is kept there by hand, and a parked one becomes a root. With Shift held, cards are only moved by
hand, wherever they are.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from acctdesk.drawing.geometry import Point, Rect
from acctdesk.ui.stakeholders.chart.plan import Plan

SIDE = 0.2
"""Share of a card's width (or height, where cards hang) that counts as beside it."""
NEAR = 20.0
"""How far from a card is still beside it."""
SNAP = 8.0
"""Cards moved by hand stand on a grid of this; nearer to their own row or column, in it."""
WhyNot = Callable[[Sequence[str], str | None], str]


class Kind(enum.Enum):
    """What a drop would do."""

    NOTHING = "nothing"
    ONTO = "onto"
    BESIDE = "beside"
    PARK = "park"
    ROOT = "root"
    SHIFT = "shift"


@dataclass(frozen=True)
class Drop:
    """What letting go would do.

    Attributes:
        kind: What.
        target: The card it is about; empty for none.
        manager: Who the cards report to then; None for nobody.
        at: Their place among the others beneath the manager; None for the end.
        mark: Where they come to stand, as a bar, for a drop beside a card.
        shifts: How far each is moved by hand then.
        why: Why it can't be; empty when it can.
    """

    kind: Kind = Kind.NOTHING
    target: str = ""
    manager: str | None = None
    at: int | None = None
    mark: Rect | None = None
    shifts: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    why: str = ""


@dataclass(frozen=True)
class Load:
    """Cards that are being dragged.

    Attributes:
        moved: The topmost of them.
        branch: All that go along.
    """

    moved: tuple[str, ...]
    branch: frozenset[str]

    @classmethod
    def of(cls, plan: Plan, positions: Collection[str]) -> Load:
        """What is dragged when some cards are."""
        moved = tuple(plan.topmost(list(positions)))
        return cls(moved, frozenset(one for head in moved for one in plan.branch(head)))


def find_drop(
    plan: Plan, load: Load, point: Point, by: Point, why_not: WhyNot, *, free: bool = False
) -> Drop:
    """What letting go of cards would do.

    Args:
        plan: The map as it is drawn.
        load: The cards.
        point: Where the pointer is.
        by: How far the cards were dragged.
        why_not: Says why posts can't report to another.
        free: Whether they are only to be moved by hand.
    """
    if not load.moved:
        return Drop()
    if free:
        return _shifted(plan, load, by)
    under = plan.at(point)
    if under in load.moved:
        return _shifted(plan, load, by)
    beside = _beside(plan, load, point, why_not)
    if beside is not None:
        return beside
    if under:
        why = why_not(load.moved, under)
        return Drop(Kind.ONTO, under, under, why=why)
    if plan.zone is not None and plan.zone.holds(point):
        return Drop() if all(_parked_root(plan, one) for one in load.moved) else Drop(Kind.PARK)
    if all(_is_parked(plan, one) for one in load.moved):
        return Drop(Kind.ROOT)
    return _shifted(plan, load, by)


def _is_parked(plan: Plan, position: str) -> bool:
    card = plan.card(position)
    return card is not None and card.parked


def _parked_root(plan: Plan, position: str) -> bool:
    card = plan.card(position)
    return card is not None and card.parked and not card.manager


def _beside(plan: Plan, load: Load, point: Point, why_not: WhyNot) -> Drop | None:
    """The drop beside the card whose side the point is at; None when it is at no side."""
    for target in plan.near(point, NEAR):
        place, card = plan.place(target), plan.card(target)
        if place is None or card is None or target in load.branch or _parked_root(plan, target):
            continue
        if target in plan.hung:
            along, start, size = point.y, place.y, place.height
            inside = place.x <= point.x <= place.right
        else:
            along, start, size = point.x, place.x, place.width
            inside = place.y <= point.y <= place.bottom
        share = (along - start) / size
        if not inside or SIDE < share < 1 - SIDE:
            continue
        behind = share > 0.5
        manager = card.manager or None
        rest = [one for one in plan.siblings(target) if one not in load.moved]
        at = rest.index(target) + behind
        why = why_not(load.moved, manager)
        return Drop(Kind.BESIDE, target, manager, at, _bar(plan, target, place, behind), why=why)
    return None


def _bar(plan: Plan, target: str, place: Rect, behind: bool) -> Rect:
    """The bar that shows between which cards they would stand."""
    thick = 4.0
    if target in plan.hung:
        half = plan.layout.spacing.stack / 2
        y = place.bottom + half if behind else place.y - half
        return Rect(place.x, y - thick / 2, place.width, thick)
    half = plan.layout.spacing.sibling / 2
    x = place.right + half if behind else place.x - half
    return Rect(x - thick / 2, place.y, thick, place.height)


def _shifted(plan: Plan, load: Load, by: Point) -> Drop:
    """Keep the cards where they were put, snapped lightly."""
    shifts: dict[str, tuple[int, int]] = {}
    for one in load.moved:
        place, home, card = plan.place(one), plan.home(one), plan.card(one)
        if place is None or home is None or card is None or card.parked:
            continue
        shift = (_snapped(place.x + by.x - home.x), _snapped(place.y + by.y - home.y))
        if shift != (card.shift or (0, 0)):
            shifts[one] = shift
    return Drop(Kind.SHIFT, shifts=shifts) if shifts else Drop()


def _snapped(length: float) -> int:
    return 0 if abs(length) < SNAP * 1.5 else round(length / SNAP) * round(SNAP)
