"""Where the cards of an organisation stand: tidy, in the order given, and by hand where moved.

Rows are levels: all that report at the same depth begin at the same height. Parents stand in the
middle over their children (see `tidy` for the algorithm and its source). Long runs of siblings
without reports of their own can hang below each other in columns, as organisation charts have it.
A card that was moved by hand takes its branch along and keeps clear of all others (see `byhand`).
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from acctdesk.drawing.byhand import settle
from acctdesk.drawing.geometry import UNMOVED, Point, Rect, around
from acctdesk.drawing.tidy import Gaps, across
from acctdesk.errors import Invalid
from acctdesk.words import _


class Flow(enum.Enum):
    """Which way an organisation is read."""

    DOWN = "down"
    """Children below their parent."""
    RIGHT = "right"
    """Children to the right of their parent."""


@dataclass(frozen=True, slots=True)
class Card:
    """One card to be placed.

    Args:
        width: In pixels.
        height: In pixels.
        parent: Number of the card it reports to, None at the top. A parent may come later.
        collapsed: Whether all below it is hidden.
        moved: How far it was moved by hand from where it would stand; its branch goes along.
    """

    width: float
    height: float
    parent: int | None = None
    collapsed: bool = False
    moved: Point = UNMOVED


@dataclass(frozen=True, slots=True)
class Spacing:
    """How far cards keep apart, in pixels, as seen when the flow is down.

    Args:
        sibling: Between neighbours with the same parent.
        cousin: Between neighbours with different parents.
        row: Between one row and the next; lines are drawn there.
        tree: Between trees.
        stack: Between cards that hang below each other, and around a card moved by hand.
        indent: Room to the left of a column, for the line it hangs on.
    """

    sibling: float = 16.0
    cousin: float = 32.0
    row: float = 56.0
    tree: float = 64.0
    stack: float = 12.0
    indent: float = 24.0


@dataclass(frozen=True, slots=True)
class Hanging:
    """When siblings without children hang below each other instead of standing in a row.

    Args:
        least: How many must stand side by side for it.
        tallest: How many hang in one column at most; more make further columns of even length.
    """

    least: int = 5
    tallest: int = 8


@dataclass(frozen=True, slots=True)
class Column:
    """Cards that hang below each other.

    Args:
        parent: The card they report to; None for cards at the top.
        cards: From top to bottom.
    """

    parent: int | None
    cards: tuple[int, ...]


@dataclass(frozen=True)
class Layout:
    """Where everything stands.

    Args:
        places: Where each card stands, in the order given; None when it is hidden.
        homes: Where each card would stand had it not been moved itself. After a drag, what to keep
            as `Card.moved` is the corner it was dropped at minus the corner of its home.
        parents: The parent of each card, as given.
        columns: Which cards hang below each other.
        flow: Which way it is read.
        spacing: What it was made with.
    """

    places: tuple[Rect | None, ...]
    homes: tuple[Rect | None, ...]
    parents: tuple[int | None, ...]
    columns: tuple[Column, ...] = ()
    flow: Flow = Flow.DOWN
    spacing: Spacing = Spacing()

    @cached_property
    def bounds(self) -> Rect:
        """The smallest rectangle that holds every card that is shown."""
        return around(place for place in self.places if place is not None)

    def stands_for(self, card: int) -> int:
        """The card that is seen in place of a hidden one: the nearest above it that is shown."""
        while self.places[card] is None:
            above = self.parents[card]
            if above is None:  # pragma: no cover - a card at the top is always shown
                break
            card = above
        return card


class Circle(Invalid):
    """Cards report to each other in a circle, so none of them is above the other.

    Args:
        cards: Their numbers, each followed by the one it reports to.
    """

    def __init__(self, cards: tuple[int, ...]) -> None:
        super().__init__(
            _("These people report to each other in a circle."),
            where=", ".join(str(card) for card in cards),
            remedy=_("Let one of them report to nobody or to somebody else."),
        )
        self.cards = cards


def arrange(
    cards: Sequence[Card],
    *,
    spacing: Spacing | None = None,
    flow: Flow = Flow.DOWN,
    hanging: Hanging | None = None,
) -> Layout:
    """Place every card.

    The same cards always get the same places. What was not moved by hand begins at (0, 0) and
    doesn't depend on what was.

    Args:
        cards: Siblings in the order they are to stand in.
        spacing: How far cards keep apart.
        flow: Which way it is read.
        hanging: When siblings hang below each other; None for never. Only when the flow is down:
            to the right, siblings stand below each other anyway.

    Raises:
        Circle: Cards report to each other in a circle.
        ValueError: A parent that isn't there, or a card without size.
    """
    spacing = spacing or Spacing()
    if flow is Flow.RIGHT:
        cards = [
            Card(c.height, c.width, c.parent, c.collapsed, Point(*c.moved).turned()) for c in cards
        ]
    plan = _Plan(cards, spacing, hanging if flow is Flow.DOWN else None)
    homes = places = plan.places()
    if any(card.moved != UNMOVED for card in cards):
        places, homes = settle(
            homes, [card.parent for card in cards], [card.moved for card in cards],
            plan.downwards, spacing.stack,
        )  # fmt: skip
    if flow is Flow.RIGHT:
        homes = [place and place.turned() for place in homes]
        places = [place and place.turned() for place in places]
    return Layout(
        places=tuple(places),
        homes=tuple(homes),
        parents=tuple(card.parent for card in cards),
        columns=tuple(Column(parent, tuple(hung)) for parent, hung in plan.columns),
        flow=flow,
        spacing=spacing,
    )


class _Plan:
    """The forest that `tidy` places: a node for each card and for each stretch of a column."""

    def __init__(self, cards: Sequence[Card], spacing: Spacing, hanging: Hanging | None) -> None:
        self._cards, self._spacing, self._hanging = cards, spacing, hanging
        self._below, self._roots = _families(cards)
        self.columns: list[tuple[int | None, list[int]]] = []
        """The parent of each column and what hangs in it."""
        self._rows: list[list[tuple[int | None, list[list[int]]]]] = []
        """Level by level, the families that stand there: parent, and groups of one or many."""
        self.downwards: list[int] = []
        """The cards that are shown, each after its parent."""
        self._tops: list[float] = []
        self._measure()

    def _measure(self) -> None:
        """Gather who stands on which level, and how high the levels are."""
        cards, below, row_gap = self._cards, self._below, self._spacing.row
        families: list[tuple[int | None, list[int]]] = [(None, self._roots)]
        top = 0.0
        while families:
            row: list[tuple[int | None, list[list[int]]]] = []
            lower: list[tuple[int | None, list[int]]] = []
            height = 0.0
            for parent, kids in families:
                groups = self._groups(kids)
                row.append((parent, groups))
                for group in groups:
                    self.downwards += group
                    if len(group) > 1:
                        self.columns.append((parent, group))
                        continue
                    card = group[0]
                    height = max(height, cards[card].height)
                    if below[card] and not cards[card].collapsed:
                        lower.append((card, below[card]))
            self._rows.append(row)
            self._tops.append(top)
            top += height + row_gap
            families = lower

    def _groups(self, kids: list[int]) -> list[list[int]]:
        """Siblings parted into those that stand alone and those that share a column."""
        if self._hanging is None or len(kids) < self._hanging.least:
            return [[kid] for kid in kids]
        groups: list[list[int]] = []
        run: list[int] = []

        def close() -> None:
            if self._hanging and len(run) >= max(2, self._hanging.least):
                columns = -(-len(run) // max(2, self._hanging.tallest))
                each = -(-len(run) // columns)
                groups.extend(run[i : i + each] for i in range(0, len(run), each))
            else:
                groups.extend([kid] for kid in run)
            run.clear()

        for kid in kids:
            if self._below[kid]:
                close()
                groups.append([kid])
            else:
                run.append(kid)
        close()
        return groups

    def places(self) -> list[Rect | None]:
        """Where each card stands that was never moved."""
        cards, spacing, tops = self._cards, self._spacing, self._tops
        children: list[list[int]] = [[] for _card in cards]
        lefts = [card.width / 2 for card in cards]
        rights = lefts.copy()
        top_nodes: list[int] = []
        for level, row in enumerate(self._rows):
            for parent, groups in row:
                side = top_nodes if parent is None else children[parent]
                for group in groups:
                    side.append(group[0])
                    if len(group) == 1:
                        continue
                    # A column stands on as many levels as it reaches down to: a chain of nodes of
                    # its width keeps whatever stands there away from it.
                    half = max(cards[card].width for card in group) / 2
                    node = group[0]
                    lefts[node], rights[node] = half + spacing.indent, half
                    if parent is None:
                        lefts[node] = half
                    bottom = tops[level] + self._tall(group)
                    for lower in tops[level + 1 :]:
                        if bottom <= lower - spacing.row:
                            break
                        children[node].append(len(children))
                        node = len(children)
                        children.append([])
                        lefts.append(lefts[group[0]])
                        rights.append(half)
        children.append(top_nodes)
        lefts.append(0.0)
        rights.append(0.0)
        gaps = Gaps(spacing.sibling, spacing.cousin, spacing.tree)
        return self._rects(across(children, lefts, rights, gaps), lefts)

    def _rects(self, middles: list[float], lefts: list[float]) -> list[Rect | None]:
        cards, gap = self._cards, self._spacing.stack
        found: list[Rect | None] = [None] * len(cards)
        heads = (group[0] for row in self._rows for _parent, groups in row for group in groups)
        start = min((middles[card] - lefts[card] for card in heads), default=0.0)
        for top, row in zip(self._tops, self._rows, strict=True):
            for _parent, groups in row:
                for group in groups:
                    if len(group) == 1:
                        card = group[0]
                        size = cards[card]
                        left = middles[card] - size.width / 2 - start
                        found[card] = Rect(left, top, size.width, size.height)
                        continue
                    left = middles[group[0]] - max(cards[c].width for c in group) / 2 - start
                    y = top
                    for card in group:
                        size = cards[card]
                        found[card] = Rect(left, y, size.width, size.height)
                        y += size.height + gap
        return found

    def _tall(self, group: list[int]) -> float:
        gap = self._spacing.stack
        return sum(self._cards[card].height + gap for card in group) - gap


def _families(cards: Sequence[Card]) -> tuple[list[list[int]], list[int]]:
    """The children of each card and the cards at the top, in the order given.

    Raises:
        Circle: Some of them can't be reached from the top.
        ValueError: A parent that isn't there, or a card without size.
    """
    count = len(cards)
    below: list[list[int]] = [[] for _card in cards]
    roots: list[int] = []
    for number, card in enumerate(cards):
        if not (card.width > 0 and card.height > 0):
            raise ValueError(f"card {number} has no size")
        if card.parent is None:
            roots.append(number)
        elif 0 <= card.parent < count:
            below[card.parent].append(number)
        else:
            raise ValueError(f"card {number} reports to {card.parent}, which isn't there")
    reached = [False] * count
    todo = roots.copy()
    while todo:
        number = todo.pop()
        reached[number] = True
        todo.extend(below[number])
    if not all(reached):
        raise Circle(_circle(cards, reached.index(False)))
    return below, roots


def _circle(cards: Sequence[Card], start: int) -> tuple[int, ...]:
    """The circle that one comes to by walking up from a card that hangs on none of the roots."""
    seen: dict[int, int] = {}
    card: int | None = start
    while card is not None and card not in seen:
        seen[card] = len(seen)
        card = cards[card].parent
    walk = list(seen)
    return tuple(walk[seen[card] :]) if card is not None else tuple(walk)
