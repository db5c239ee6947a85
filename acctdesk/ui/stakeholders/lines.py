"""A map as lines beneath each other: everybody in the order of the outline, folds respected."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from acctdesk.services.stakeholder import Card, StakeholderMap


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an outline.

    Attributes:
        card: Who it shows.
        depth: How many stand above it.
        open: Whether those beneath are shown; None where there is nobody.
        parked: Whether it stands beside the map, or below somebody who does.
    """

    card: Card
    depth: int
    open: bool | None
    parked: bool


def outline(seen: StakeholderMap, folds: Collection[str]) -> tuple[Line, ...]:
    """The lines of a map: the tree first, then who is parked, each with their branch.

    Args:
        seen: The map.
        folds: Positions whose branches are folded away.
    """
    below: dict[str, list[Card]] = {}
    for card in seen.cards:
        below.setdefault(card.manager, []).append(card)
    roots = below.get("", [])
    found: list[Line] = []
    for parked in (False, True):
        waiting = [(one, 0) for one in reversed(roots) if one.parked == parked]
        while waiting:
            card, depth = waiting.pop()
            reports = below.get(card.position, [])
            shown = card.position not in folds if reports else None
            found.append(Line(card, depth, shown, parked))
            if shown:
                waiting += [(one, depth + 1) for one in reversed(reports)]
    return tuple(found)
