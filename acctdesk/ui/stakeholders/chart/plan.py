"""What of a map is drawn, and where: plain values without a window.

Lengths are those of the drawing at 100 %; whoever paints scales them. Who is parked stands with
their branch in a zone of its own beneath the map.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import floor
from typing import TYPE_CHECKING

from acctdesk.drawing.card import HEIGHT, WIDTH
from acctdesk.drawing.geometry import UNMOVED, Point, Rect, around
from acctdesk.drawing.tree import Card as Sized
from acctdesk.drawing.tree import Column, Hanging, Layout, Spacing, arrange

if TYPE_CHECKING:
    from acctdesk.services.stakeholder import Card, StakeholderMap

SPACING = Spacing(sibling=32.0, cousin=80.0, row=64.0, tree=120.0)
"""Room between siblings to drop a card there, between rows for the folding buttons, and between
cousins for the words of a line from team to team."""
ASIDE = Spacing(sibling=32.0, cousin=32.0, row=64.0, tree=24.0)
"""Between those who are parked."""
HANGING = Hanging()
APART = 112.0
"""From the map to the zone of those who are parked."""
ZONE_PAD, ZONE_HEAD = 16.0, 36.0
"""Around the cards of the zone, and for its heading."""
SQUARE = 256.0
"""Side of the squares by which cards are found under the pointer."""


@dataclass(frozen=True)
class Plan:
    """A map as it is drawn.

    Attributes:
        cards: Everybody, in the map's order; the numbers of the layout count them.
        layout: Where they stand; nowhere where a fold hides them.
        zone: The ground of those who are parked; None when nobody is.
        folded: By card whose branch is folded away, how many it hides.
    """

    cards: tuple[Card, ...] = ()
    layout: Layout = field(default_factory=lambda: Layout((), (), ()))
    zone: Rect | None = None
    folded: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each position."""
        return {card.position: number for number, card in enumerate(self.cards)}

    @cached_property
    def bounds(self) -> Rect:
        """All that is drawn."""
        return around([self.layout.bounds, *([self.zone] if self.zone else [])])

    @cached_property
    def below(self) -> Mapping[str, tuple[str, ...]]:
        """Who reports to each position, in their order; roots under "", parked ones included."""
        found: dict[str, list[str]] = {}
        for card in self.cards:
            found.setdefault(card.manager, []).append(card.position)
        return {one: tuple(them) for one, them in found.items()}

    @cached_property
    def hung(self) -> frozenset[str]:
        """Cards that hang below each other, so that beside them is above and below."""
        return frozenset(
            self.cards[n].position for column in self.layout.columns for n in column.cards
        )

    @cached_property
    def _squares(self) -> Mapping[tuple[int, int], list[int]]:
        found: dict[tuple[int, int], list[int]] = {}
        for number, place in enumerate(self.layout.places):
            if place is not None:
                for i in range(floor(place.x / SQUARE), floor(place.right / SQUARE) + 1):
                    for j in range(floor(place.y / SQUARE), floor(place.bottom / SQUARE) + 1):
                        found.setdefault((i, j), []).append(number)
        return found

    def card(self, position: str) -> Card | None:
        """The card of a position."""
        number = self.numbers.get(position)
        return None if number is None else self.cards[number]

    def place(self, position: str) -> Rect | None:
        """Where a card stands; None when it is hidden, or not on the map."""
        number = self.numbers.get(position)
        return None if number is None else self.layout.places[number]

    def home(self, position: str) -> Rect | None:
        """Where a card would stand had nobody moved it by hand."""
        number = self.numbers.get(position)
        return None if number is None else self.layout.homes[number]

    def stands_for(self, position: str) -> str:
        """The card that is seen in place of one that a fold hides; itself when it is seen."""
        return self.cards[self.layout.stands_for(self.numbers[position])].position

    def shown(self) -> Iterator[tuple[str, Rect]]:
        """The cards that are seen, and where."""
        for card, place in zip(self.cards, self.layout.places, strict=True):
            if place is not None:
                yield card.position, place

    def at(self, point: Point) -> str:
        """The card under a point; empty for none."""
        near = self.near(point, 0.0)
        return near[0] if near else ""

    def near(self, point: Point, gap: float) -> list[str]:
        """The cards no farther than `gap` from a point, the nearest middle first."""
        numbers: set[int] = set()
        for i in range(floor((point.x - gap) / SQUARE), floor((point.x + gap) / SQUARE) + 1):
            for j in range(floor((point.y - gap) / SQUARE), floor((point.y + gap) / SQUARE) + 1):
                numbers.update(self._squares.get((i, j), ()))
        found: list[tuple[float, int]] = []
        for number in numbers:
            place = self.layout.places[number]
            if place is not None and place.grown(gap).holds(point):
                middle = place.middle
                found.append((abs(middle.x - point.x) + abs(middle.y - point.y), number))
        return [self.cards[number].position for _far, number in sorted(found)]

    def within(self, rect: Rect) -> list[str]:
        """The cards that a rectangle touches, in the map's order."""
        return [one for one, place in self.shown() if place.overlaps(rect)]

    def branch(self, position: str) -> list[str]:
        """A card and all beneath it."""
        found, waiting = [], [position]
        while waiting:
            one = waiting.pop()
            found.append(one)
            waiting += reversed(self.below.get(one, ()))
        return found

    def topmost(self, positions: Sequence[str]) -> list[str]:
        """Those of some cards that don't go along with another of them."""
        chosen = dict.fromkeys(positions)
        found: list[str] = []
        for one in chosen:
            card = self.card(one)
            above = card.manager if card else ""
            while above and above not in chosen:
                upper = self.card(above)
                above = upper.manager if upper else ""
            if card is not None and not above:
                found.append(one)
        return found

    def siblings(self, position: str) -> tuple[str, ...]:
        """Those with the same manager, on the same side of the parking line, in their order."""
        card = self.card(position)
        if card is None:
            return ()
        return tuple(
            one
            for one in self.below[card.manager]
            if self.cards[self.numbers[one]].parked == card.parked
        )


def make_plan(seen: StakeholderMap, folds: Collection[str]) -> Plan:
    """Find the place of every card.

    Args:
        seen: The map.
        folds: Positions whose branches are folded away.
    """
    cards = seen.cards
    numbers = {card.position: number for number, card in enumerate(cards)}
    split = next((at for at, card in enumerate(cards) if card.parked), len(cards))
    below = [0] * len(cards)
    for card in reversed(cards):
        if card.manager:
            manager = numbers[card.manager]
            below[manager] += 1 + below[numbers[card.position]]
    folded = {
        card.position: below[at] for at, card in enumerate(cards)
        if card.position in folds and below[at]
    }  # fmt: skip

    def part(start: int, end: int, spacing: Spacing) -> Layout:
        return arrange(
            [
                Sized(
                    WIDTH, HEIGHT, numbers[card.manager] - start if card.manager else None,
                    card.position in folded, Point(*card.shift) if card.shift else UNMOVED,
                )
                for card in cards[start:end]
            ],
            spacing=spacing, hanging=HANGING,
        )  # fmt: skip

    map_, aside = part(0, split, SPACING), part(split, len(cards), ASIDE)
    if not aside.places:
        return Plan(cards, map_, None, folded)
    over = map_.bounds
    dx = over.x + ZONE_PAD - aside.bounds.x
    dy = (over.bottom + APART if map_.places else 0.0) + ZONE_HEAD - aside.bounds.y
    moved = aside.bounds.moved(dx, dy)
    zone = Rect(
        moved.x - ZONE_PAD, moved.y - ZONE_HEAD,
        moved.width + 2 * ZONE_PAD, moved.height + ZONE_HEAD + ZONE_PAD,
    )  # fmt: skip
    return Plan(cards, _joined(map_, aside, dx, dy), zone, folded)


def _joined(one: Layout, other: Layout, dx: float, dy: float) -> Layout:
    """Two layouts as one, the second one moved."""
    first = len(one.places)
    return Layout(
        places=(*one.places, *(place and place.moved(dx, dy) for place in other.places)),
        homes=(*one.homes, *(home and home.moved(dx, dy) for home in other.homes)),
        parents=(
            *one.parents, *(None if above is None else above + first for above in other.parents)
        ),
        columns=(
            *one.columns,
            *(
                Column(
                    None if column.parent is None else column.parent + first,
                    tuple(card + first for card in column.cards),
                )
                for column in other.columns
            ),
        ),
        flow=one.flow,
        spacing=one.spacing,
    )  # fmt: skip
