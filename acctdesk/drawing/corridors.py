"""The free ground between cards, and the shortest way through it.

The ground is cut at every upper and lower edge of a card into slabs, and each slab at the cards
that stand in it into cells: rectangles in which nothing stands. A way is a sequence of cells that
lie above each other; the search is A* (Hart, Nilsson, Raphael 1968) with a price for every bend.
Since rows of cards leave channels free from end to end, few cells lie on any way.
"""

from __future__ import annotations

import enum
import heapq
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from math import ceil, floor

from acctdesk.drawing.geometry import Rect, around

CLEAR = 4.0
"""How far a line keeps from a card at least, in pixels."""
OUTSIDE = 400.0
"""How much free ground there is around the outermost cards, in pixels."""
BEND = 30.0
"""What a bend costs, in pixels of way."""
SIDEWAYS = 12.0
"""What it costs to leave or reach a card by its side instead of from above or below."""
OVERHEAD = 8.0
"""What it costs to leave or reach a card from above, where lines of reporting come in."""
CRAMPED = 100.0
"""What it costs to leave or reach a card where there is little room."""
ROOM = 40.0
"""How wide the ground beside a card must be to count as roomy; above or below, half of it."""
NEAR = 4
"""How many openings on each side of where one is, and of where one goes, are looked at first."""
ALIKE = 128.0
"""Ways that enter a cell no farther apart than this count as one; the cheapest is kept."""
MANY = 200
"""With more edges than this, cards are taken a little larger, so that there are fewer slabs."""
COARSE = 8.0


class Side(enum.Enum):
    """An edge of a card."""

    ABOVE = "above"
    BELOW = "below"
    LEFT = "left"
    RIGHT = "right"

    @property
    def upright(self) -> bool:
        """Whether a line leaves it straight up or down."""
        return self in (Side.ABOVE, Side.BELOW)


@dataclass(frozen=True, slots=True)
class Port:
    """A stretch of a card's edge from which one steps onto free ground.

    Args:
        side: Which edge.
        cell: The cell one comes to.
        low: Where the stretch begins: x on an upper or lower edge, y on the others.
        high: Where it ends.
        edge: Where the edge lies: y of an upper or lower one, x of the others.
        cost: What using it costs, in pixels of way.
    """

    side: Side
    cell: int
    low: float
    high: float
    edge: float
    cost: float


@dataclass(frozen=True, slots=True)
class Way:
    """A way from one card to another: two ports and the cells between."""

    start: Port
    end: Port
    cells: tuple[int, ...]


_Spot = tuple[int, float]
"""A cell and about where across it was entered."""


class Ground:
    """The free ground around cards that don't overlap.

    Args:
        cards: What stands on it; None stands for what doesn't.
        blocks: Numbers of cards that stand so near to each other that no line may pass between.
    """

    def __init__(self, cards: Sequence[Rect | None], blocks: Iterable[Sequence[int]] = ()) -> None:
        self._cards = cards
        walls = {i: card.grown(CLEAR) for i, card in enumerate(cards) if card is not None}
        for block in blocks:
            wall = around(walls[card] for card in block)
            walls.update((card, wall) for card in block)
        edges = {y for wall in walls.values() for y in (wall.y, wall.bottom)}
        if len(edges) > MANY:
            walls = {i: _coarse(wall) for i, wall in walls.items()}
            edges = {y for wall in walls.values() for y in (wall.y, wall.bottom)}
        self._walls = walls
        outer = around(walls.values()).grown(OUTSIDE)
        self._edges = sorted({*edges, outer.y, outer.bottom})
        """Where one slab ends and the next one begins."""
        self.lefts: list[float] = []
        self.rights: list[float] = []
        self._slab_of: list[int] = []
        self._first: list[int] = []
        """The first cell of each slab; one more at the end."""
        self._cut(outer)
        self._tight: list[bool | None] = [None] * len(self.lefts)
        """Whether there is little room up and down in a cell; None until somebody asks."""
        self._tops = [self._edges[slab] for slab in self._slab_of]

    def _cut(self, outer: Rect) -> None:
        blocked: list[list[tuple[float, float]]] = [[] for _slab in self._edges[1:]]
        for wall in dict.fromkeys(self._walls.values()):
            start = bisect_left(self._edges, wall.y)
            for slab in range(start, bisect_left(self._edges, wall.bottom)):
                blocked[slab].append((wall.x, wall.right))
        for slab, stretches in enumerate(blocked):
            self._first.append(len(self.lefts))
            stretches.sort()
            free = outer.x
            for left, right in [*stretches, (outer.right, outer.right)]:
                if left > free:
                    self.lefts.append(free)
                    self.rights.append(left)
                    self._slab_of.append(slab)
                free = max(free, right)
        self._first.append(len(self.lefts))

    def top(self, cell: int) -> float:
        """Where a cell begins."""
        return self._tops[cell]

    def bottom(self, cell: int) -> float:
        """Where a cell ends."""
        return self._edges[self._slab_of[cell] + 1]

    def headroom(self, cell: int, low: float, high: float) -> tuple[float, float]:
        """How far up and down the ground is free over a whole stretch across.

        Args:
            cell: Where to begin.
            low: Left end of the stretch, inside the cell.
            high: Right end of the stretch, inside the cell.

        Returns:
            The y it is free from, and the y it is free to.
        """
        top = bottom = slab = self._slab_of[cell]
        while top > 0 and self._spans(top - 1, low, high):
            top -= 1
        while bottom + 2 < len(self._edges) and self._spans(bottom + 1, low, high):
            bottom += 1
        return self._edges[min(top, slab)], self._edges[bottom + 1]

    def _spans(self, slab: int, low: float, high: float) -> bool:
        cell = self._at(slab, low)
        return cell >= 0 and high <= self.rights[cell]

    def _at(self, slab: int, x: float) -> int:
        """The cell of a slab that holds x, or -1."""
        cell = bisect_right(self.lefts, x, self._first[slab], self._first[slab + 1]) - 1
        return cell if cell >= self._first[slab] and x <= self.rights[cell] else -1

    def ports(self, card: int) -> list[Port]:
        """Where one can step from a card onto free ground."""
        place, wall = self._cards[card], self._walls[card]
        if place is None:
            return []
        over, down = min(16.0, place.width / 4), min(12.0, place.height / 4)
        found: list[Port] = []
        for side, slab, edge in (
            (Side.BELOW, bisect_left(self._edges, wall.bottom), place.bottom),
            (Side.ABOVE, bisect_left(self._edges, wall.y) - 1, place.y),
        ):
            end = wall.bottom if side is Side.BELOW else wall.y
            if abs(end - edge) > CLEAR + COARSE:
                continue  # another card of its block stands there
            for cell in self._overlapping(slab, place.x + over, place.right - over):
                low = max(place.x + over, self.lefts[cell])
                high = min(place.right - over, self.rights[cell])
                up, deep = self.headroom(cell, low, high)
                cost = 0.0 if deep - up >= ROOM / 2 else CRAMPED
                cost += OVERHEAD if side is Side.ABOVE else 0.0
                found.append(Port(side, cell, low, high, edge, cost))
        first = bisect_right(self._edges, place.y) - 1
        slabs = range(first, bisect_left(self._edges, place.bottom))
        for side, edge, x in (
            (Side.RIGHT, place.right, wall.right),
            (Side.LEFT, place.x, wall.x),
        ):
            best: Port | None = None
            for slab in slabs:
                cell = self._beside(slab, x, side)
                low = max(place.y + down, self._edges[slab])
                high = min(place.bottom - down, self._edges[slab + 1])
                if cell < 0 or high < low or (best and high - low <= best.high - best.low):
                    continue
                cost = SIDEWAYS
                if self.rights[cell] - self.lefts[cell] < ROOM:
                    cost += CRAMPED
                elif side is Side.LEFT and wall.height > place.height + 2 * (CLEAR + COARSE):
                    cost += CRAMPED / 2  # the line that its block hangs on runs there
                best = Port(side, cell, low, high, edge, cost)
            if best:
                found.append(best)
        return found

    def _beside(self, slab: int, x: float, side: Side) -> int:
        """The cell of a slab that begins (or, to the left, ends) at x, or -1."""
        edges = self.lefts if side is Side.RIGHT else self.rights
        cell = bisect_left(edges, x, self._first[slab], self._first[slab + 1])
        return cell if cell < self._first[slab + 1] and edges[cell] == x else -1

    def _overlapping(self, slab: int, low: float, high: float) -> range:
        """The cells of a slab that share more than a point with a stretch."""
        if not 0 <= slab < len(self._edges) - 1:
            return range(0)
        first, end = self._first[slab], self._first[slab + 1]
        start = bisect_right(self.rights, low, first, end)
        return range(start, bisect_left(self.lefts, high, start, end))

    def way(self, start: int, end: int) -> Way | None:
        """The shortest way from one card to another, or None when they are walled in."""
        starts, ends = self.ports(start), self.ports(end)
        return self._search(starts, ends, NEAR) or self._search(starts, ends, None)

    def _search(self, starts: list[Port], ends: list[Port], near: int | None) -> Way | None:
        """A* over cells; `near` limits the openings that are looked at in a long channel."""
        if not starts or not ends:
            return None
        goals: dict[int, list[Port]] = {}
        for port in ends:
            goals.setdefault(port.cell, []).append(port)
        lefts, rights, tops = self.lefts, self.rights, self._tops
        xs, ys = [_x_of(port) for port in ends], [tops[port.cell] for port in ends]
        goal_x = sum(xs) / len(xs)
        least_x = min(port.low if port.side.upright else port.edge for port in ends)
        most_x = max(port.high if port.side.upright else port.edge for port in ends)
        least_y, most_y = min(ys), max(ys)
        open_: list[tuple[float, int, float, float, int, _Spot | int]] = []

        order = count()

        def push(cost: float, x: float, cell: int, back: _Spot | int) -> None:
            y, left = tops[cell], 0.0
            if not least_x <= x <= most_x:
                left = BEND + (least_x - x if x < least_x else x - most_x)
            if not least_y <= y <= most_y:
                left += least_y - y if y < least_y else y - most_y
            # Of equally good ones the latest first: it is the farthest on its way.
            heapq.heappush(open_, (cost + left, -next(order), cost, x, cell, back))

        came: dict[_Spot, _Spot | int] = {}
        """Where each spot was come to from; at the start, the number of the port."""
        for number, port in enumerate(starts):
            x = _clamp(goal_x, port.low, port.high) if port.side.upright else port.edge
            push(port.cost, x, port.cell, number)
        finish: tuple[float, _Spot, Port] | None = None
        while open_:
            guess, _order, cost, x, cell, back = heapq.heappop(open_)
            if finish and guess >= finish[0]:
                break
            spot = (cell, x // ALIKE)
            if spot in came:
                continue
            came[spot] = back
            for port in goals.get(cell, ()):
                at = _clamp(x, port.low, port.high) if port.side.upright else port.edge
                whole = cost + port.cost + self._aside(cell, x, at)
                if finish is None or whole < finish[0]:
                    finish = (whole, spot, port)
            for other in self._neighbours(cell, x, goal_x, near):
                low = lefts[cell] if lefts[cell] > lefts[other] else lefts[other]
                high = rights[cell] if rights[cell] < rights[other] else rights[other]
                at = low if x < low else high if x > high else x
                if (other, at // ALIKE) not in came:
                    step = self._aside(cell, x, at) + abs(tops[other] - tops[cell])
                    push(cost + step, at, other, spot)
        if finish is None:
            return None
        cells = [finish[1][0]]
        back = came[finish[1]]
        while not isinstance(back, int):
            cells.append(back[0])
            back = came[back]
        return Way(starts[back], finish[2], tuple(reversed(cells)))

    def _aside(self, cell: int, x: float, at: float) -> float:
        """What it costs to run across inside a cell: more where it leads through a crack."""
        if at == x:
            return 0.0
        if self._tight[cell] is None:
            top, bottom = self.headroom(cell, self.lefts[cell], self.rights[cell])
            self._tight[cell] = bottom - top < ROOM / 2
        return abs(at - x) + BEND + (CRAMPED if self._tight[cell] else 0.0)

    def _neighbours(self, cell: int, x: float, goal: float, near: int | None) -> Iterator[int]:
        slab, low, high = self._slab_of[cell], self.lefts[cell], self.rights[cell]
        for other in (slab - 1, slab + 1):
            cells = self._overlapping(other, low, high)
            if near is None or len(cells) <= 4 * near:
                yield from cells
                continue
            here = bisect_right(self.lefts, x, cells.start, cells.stop)
            there = bisect_right(self.lefts, goal, cells.start, cells.stop)
            picked = {c for at in (here, there) for c in range(at - near, at + near) if c in cells}
            yield from sorted(picked)


def _coarse(wall: Rect) -> Rect:
    """The wall a little higher, so that many walls share their edges."""
    top, bottom = floor(wall.y / COARSE) * COARSE, ceil(wall.bottom / COARSE) * COARSE
    return Rect(wall.x, top, wall.width, bottom - top)


def _clamp(value: float, low: float, high: float) -> float:
    return min(max(value, low), high)


def _x_of(port: Port) -> float:
    return (port.low + port.high) / 2 if port.side.upright else port.edge
