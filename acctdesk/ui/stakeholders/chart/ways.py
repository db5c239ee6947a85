"""Where an arrow key leads from a card."""

from __future__ import annotations

from acctdesk.drawing.geometry import Rect
from acctdesk.ui.stakeholders.chart.plan import Plan

LEFT, RIGHT, UP, DOWN = "left", "right", "up", "down"


def first(plan: Plan) -> str:
    """The card that keys begin with: the first one that is shown."""
    return next((one for one, _place in plan.shown()), "")


def way(plan: Plan, position: str, direction: str) -> str:
    """The card an arrow leads to; the same one where it leads nowhere.

    Left and right go to the neighbours with the same manager, and on from the last of them to who
    stands next in the row. Up goes to the manager, down to the first report; in a column, where
    nobody has reports, down goes on to the next card.

    Args:
        plan: The map as it is drawn.
        position: Where one is.
        direction: `LEFT`, `RIGHT`, `UP` or `DOWN`.
    """
    card, place = plan.card(position), plan.place(position)
    if card is None or place is None:
        return first(plan)
    siblings = plan.siblings(position)
    at = siblings.index(position)
    if direction == UP:
        return card.manager or position
    if direction == DOWN:
        below = () if position in plan.folded else plan.below.get(position, ())
        if below:
            return below[0]
        on = position in plan.hung and at + 1 < len(siblings)
        return siblings[at + 1] if on else position
    to = at + (1 if direction == RIGHT else -1)
    if 0 <= to < len(siblings):
        return siblings[to]
    return _in_row(plan, position, place, 1 if direction == RIGHT else -1)


def _in_row(plan: Plan, position: str, place: Rect, side: int) -> str:
    """The nearest card to one side at about the same height."""
    best, least = position, float("inf")
    for one, other in plan.shown():
        far = (other.x - place.x) * side
        if one != position and 0 < far < least and abs(other.y - place.y) < place.height / 2:
            best, least = one, far
    return best
