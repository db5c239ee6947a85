"""The lines between cards: who reports to whom, and everything else that ties people together.

Lines of reporting share a trunk: down from the parent, across in the channel between the rows, down
to each child. Other ties find their way over free ground (see `corridors`), each on a lane of its
own (see `lanes`), so that none runs through a card or on top of another; several ties between the
same two cards run side by side. Where the flow is to the right, all is mirrored at the diagonal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise

from acctdesk.drawing.corridors import CLEAR, Ground
from acctdesk.drawing.courses import Course
from acctdesk.drawing.geometry import Point, Rect, around, strip
from acctdesk.drawing.labels import Labels
from acctdesk.drawing.lanes import Lanes, joined, straight
from acctdesk.drawing.nearby import Nearby
from acctdesk.drawing.tree import Flow, Layout

STEP = 12.0
"""How far a parent must be above its child for a trunk between them."""


@dataclass(frozen=True, slots=True)
class Tie:
    """What is to be drawn between two cards besides lines of reporting.

    Args:
        source: Number of the card it begins at.
        target: Number of the card it ends at.
        label: Width and height of the words beside it, in pixels; None without words.
    """

    source: int
    target: int
    label: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """A line from card to card.

    Args:
        source: Number of the card it begins at; the parent, for a line of reporting.
        target: Number of the card it ends at.
        points: From the edge of the one card to the edge of the other; stretches between two
            points are upright or level, unless the cards are walled in and it runs straight.
        label: Where its words go: on no card and on no other words. None without words.
    """

    source: int
    target: int
    points: tuple[Point, ...]
    label: Rect | None = None


@dataclass(frozen=True)
class Routes:
    """All lines of a map.

    Args:
        reports: A line for each card that is shown and reports to somebody, in the cards' order.
            Lines to the same parent run over each other where they share the trunk.
        ties: A line for each tie in the order given; None where an end isn't shown, or both ends
            are the same card.
    """

    reports: tuple[Route, ...]
    ties: tuple[Route | None, ...]

    @cached_property
    def trunks(self) -> tuple[tuple[Point, Point], ...]:
        """All lines of reporting as stretches that nowhere run over each other, for painting."""
        return tuple(joined(route.points for route in self.reports))


def connect(layout: Layout, ties: Sequence[Tie] = ()) -> Routes:
    """Find a line for every report and every tie.

    The same layout and ties always give the same lines. For a tie to or from a card that is
    hidden, ask `Layout.stands_for` first.

    Args:
        layout: Where the cards stand.
        ties: What else to draw.
    """
    right = layout.flow is Flow.RIGHT
    drawing = _Drawing(layout)
    reports = drawing.reports()
    if right:
        ties = [Tie(t.source, t.target, t.label and (t.label[1], t.label[0])) for t in ties]
    found = drawing.ties(ties)
    if not right:
        return Routes(tuple(reports), tuple(found))
    return Routes(tuple(_turned(r) for r in reports), tuple(r and _turned(r) for r in found))


def _turned(route: Route) -> Route:
    points = tuple(point.turned() for point in route.points)
    return Route(route.source, route.target, points, route.label and route.label.turned())


class _Drawing:
    """One map while its lines are found, one after the other."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        right = layout.flow is Flow.RIGHT
        self._places = [p and p.turned() if right else p for p in layout.places]
        self._homes = [h and h.turned() if right else h for h in layout.homes]
        self._lanes = Lanes()
        self._by_hand = layout.places != layout.homes
        self._reports: list[Route] = []

    # Made when first needed: a map without ties and moves has no use for them.

    @cached_property
    def _cards(self) -> Nearby:
        return Nearby(place for place in self._places if place is not None)

    @cached_property
    def _ground(self) -> Ground:
        return Ground(self._places, self._columns())

    def reports(self) -> list[Route]:
        """The lines of reporting."""
        layout, places = self._layout, self._places
        hung = {card: col.cards[0] for col in layout.columns for card in col.cards}
        found: dict[int, tuple[Point, ...]] = {}
        blocked: list[tuple[int, int]] = []
        moved = self._moved() if self._by_hand else set()
        for card, parent in enumerate(layout.parents):
            place = places[card]
            above = None if parent is None else places[parent]
            if parent is None or place is None or above is None:
                continue
            if card in hung and card not in moved:
                points = self._hung(above, place, self._homes[hung[card]] or place)
            else:
                points = self._trunk(above, place)
            if not points or (moved and not self._clear(points)):
                blocked.append((parent, card))
            else:
                found[card] = points
        if blocked:
            self._keep_off(found.values())
            for parent, card in blocked:
                found[card] = self._find(parent, card)
                self._lanes.add(found[card])
        self._reports = [
            Route(layout.parents[card] or 0, card, found[card]) for card in sorted(found)
        ]
        return self._reports

    def _keep_off(self, lines: Iterable[Sequence[Point]]) -> None:
        """Take note of lines that share a trunk."""
        for stretch in joined(lines):
            self._lanes.add(stretch)

    def _moved(self) -> set[int]:
        """The cards that were moved by hand themselves."""
        pairs = enumerate(zip(self._places, self._homes, strict=True))
        return {card for card, (place, home) in pairs if place != home}

    def _columns(self) -> list[list[int]]:
        """What still hangs in a column: lines pass it by, not through the cracks in it."""
        moved = self._moved()
        found: list[list[int]] = []
        for column in self._layout.columns:
            for apart, cards in groupby(column.cards, key=moved.__contains__):
                block = list(cards)
                hull = around(place for card in block if (place := self._places[card]))
                # Not where a card was moved into it by hand: its lines must find a way out.
                if not apart and len(self._cards.overlapping(hull, 2 * CLEAR)) == len(block):
                    found.append(block)
        return found

    def _trunk(self, above: Rect, place: Rect) -> tuple[Point, ...]:
        """Down, across in the channel, down; nothing when the child doesn't stand below."""
        start, end = Point(above.middle.x, above.bottom), Point(place.middle.x, place.y)
        if end.y < start.y + STEP:
            return ()
        bus = end.y - self._layout.spacing.row / 2
        if bus <= start.y:
            bus = (start.y + end.y) / 2
        return straight((start, Point(start.x, bus), Point(end.x, bus), end))

    def _hung(self, above: Rect, place: Rect, first: Rect) -> tuple[Point, ...]:
        """Down, across, down beside the column, and into the card from the left."""
        spacing = self._layout.spacing
        start = Point(above.middle.x, above.bottom)
        bus, trunk = first.y - spacing.row / 2, place.x - spacing.indent / 2
        end = Point(place.x, place.middle.y)
        return straight((start, Point(start.x, bus), Point(trunk, bus), Point(trunk, end.y), end))

    def _clear(self, points: Sequence[Point]) -> bool:
        return all(self._cards.is_free(strip(a, b)) for a, b in pairwise(points))

    def ties(self, ties: Sequence[Tie]) -> list[Route | None]:
        """The other lines. Short ones come first: they have the fewest ways to choose from."""
        places = self._places
        found: list[Route | None] = [None] * len(ties)
        if not ties:
            return found
        self._keep_off(route.points for route in self._reports)
        lengths: list[tuple[float, int]] = []
        for number, tie in enumerate(ties):
            one, other = places[tie.source], places[tie.target]
            if one is not None and other is not None and tie.source != tie.target:
                a, b = one.middle, other.middle
                lengths.append((abs(a.x - b.x) + abs(a.y - b.y), number))
        lines: dict[int, tuple[Point, ...]] = {}
        for _length, number in sorted(lengths):
            tie = ties[number]
            lines[number] = self._find(tie.source, tie.target)
            self._lanes.add(lines[number])
        # Words last, when it is known where all lines run.
        trunks = joined(route.points for route in self._reports)
        labels = Labels(self._cards, [*trunks, *lines.values()])
        for number in sorted(lines):
            tie = ties[number]
            label = tie.label and labels.place(lines[number], *tie.label)
            found[number] = Route(tie.source, tie.target, lines[number], label)
        return found

    def _find(self, source: int, target: int) -> tuple[Point, ...]:
        """A line over free ground; a straight one when there is no way."""
        if (way := self._ground.way(source, target)) is not None:
            return Course(way, self._ground, self._lanes).points()
        one, other = self._places[source], self._places[target]
        return (one.middle, other.middle) if one and other else ()
