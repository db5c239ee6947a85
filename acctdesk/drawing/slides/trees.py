"""Organisations on a slide: cards beneath one another, laid out as the map lays them out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from acctdesk.clientview import Node, Text, Tree
from acctdesk.drawing.geometry import Point, Rect
from acctdesk.drawing.scene import Box, Group, Ink, Path, Shape
from acctdesk.drawing.slides.block import Halves, Parts, fitting
from acctdesk.drawing.slides.style import HAIR, LEAST, Kit
from acctdesk.drawing.slides.typesetting import Lines, set_text
from acctdesk.drawing.strokes import plain
from acctdesk.drawing.tree import Card, Flow, Hanging, Layout, Spacing, arrange

_SIZES = (36.0, 31.0, 27.0, 24.0, LEAST)
_WIDEST = (400.0, 330.0, 270.0)
"""Of a card's words, tried in turn."""
PAD = 16.0
_WAYS: tuple[tuple[Flow, Hanging | None], ...] = (
    (Flow.DOWN, None),
    (Flow.DOWN, Hanging(3, 4)),
    (Flow.DOWN, Hanging(2, 8)),
    (Flow.RIGHT, None),
)
_MANY = 60
"""With more cards than these, only the smallest letters are tried."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A tree as it is laid out, its upper left corner at nought.

    Attributes:
        layout: Where its cards stand.
        cards: What stands on each: its lines, the name first.
        size: Of the letters, in pixels.
    """

    layout: Layout
    cards: tuple[tuple[Lines, ...], ...]
    size: float

    @property
    def bounds(self) -> Rect:
        """What it fills."""
        return self.layout.bounds

    def places(self, rect: Rect) -> list[Rect]:
        """Where each card stands: in the middle of a rectangle, from its top.

        Args:
            rect: Where the tree is drawn.
        """
        dx = rect.x + max((rect.width - self.bounds.width) / 2, 0.0) - self.bounds.x
        dy = rect.y - self.bounds.y
        return [one.moved(dx, dy) for one in self.layout.places if one is not None]

    def lines(self, places: Sequence[Rect]) -> Iterator[tuple[int, int, tuple[Point, ...]]]:
        """Each line: the card above, the card beneath, and its corners.

        Args:
            places: Where the cards stand.
        """
        hung = {card: column for column in self.layout.columns for card in column.cards}
        gap = self.layout.spacing.row
        turn: tuple[Point, ...]
        for card, above in enumerate(self.layout.parents):
            if above is None:
                continue
            upper, lower = places[above], places[card]
            if self.layout.flow is Flow.RIGHT:
                middle = lower.x - gap / 2
                begin, end = Point(upper.right, upper.middle.y), Point(lower.x, lower.middle.y)
                turn = (Point(middle, begin.y), Point(middle, end.y))
            elif card in hung:
                top = min(places[one].y for one in hung[card].cards) - gap / 2
                x = lower.x - self.layout.spacing.indent / 2
                begin, end = Point(upper.middle.x, upper.bottom), Point(lower.x, lower.middle.y)
                turn = (Point(begin.x, top), Point(x, top), Point(x, end.y))
            else:
                middle = lower.y - gap / 2
                begin, end = Point(upper.middle.x, upper.bottom), Point(lower.middle.x, lower.y)
                turn = (Point(begin.x, middle), Point(end.x, middle))
            yield above, card, (begin, *turn, end)


class Organisation:
    """A block with one tree.

    Args:
        tree: The tree.
        kit: What is needed to draw.
        caption: The line above it, if there is one.
    """

    greedy = False

    def __init__(self, tree: Tree, kit: Kit, caption: Text | None = None) -> None:
        self.tree, self._caption, self._kit = tree, caption, kit
        self._found: dict[tuple[float, float], Laid | None] = {}
        self._tries: dict[tuple[float, float, Flow, Hanging | None], Laid] = {}
        self._cards: dict[tuple[float, float], tuple[tuple[Lines, ...], ...]] = {}

    @property
    def parts(self) -> Parts:
        """What it shows."""
        return (self.tree,) if self._caption is None else (self._caption, self.tree)

    def caption(self, width: float) -> Lines:
        """The line above it, as it is set."""
        words = self._caption.text if self._caption else ""
        return set_text(words, width, 26.0, 600, self._kit.measure)

    def head(self, width: float) -> float:
        """How high that line is with the room beneath, in pixels."""
        lines = self.caption(width)
        return lines.height + 16.0 if lines.lines else 0.0

    def laid(self, width: float, height: float) -> Laid | None:
        """Lay it out with letters as large as fit; None where none do.

        Args:
            width: How wide it may be.
            height: How high it may be, without the line above it.
        """
        key = (width, height)
        if key not in self._found:
            self._found[key] = next(
                (one for one in self._tried() if one.bounds.width <= width + 0.5
                 and one.bounds.height <= height + 0.5), None,
            )  # fmt: skip
        return self._found[key]

    def drawn(self, width: float, height: float) -> Laid:
        """Lay it out as it is drawn: where it fits nowhere, as narrow as it can be.

        Args:
            width: How wide it may be.
            height: How high it may be, without the line above it.
        """
        return self.laid(width, height) or min(self._small(), key=lambda one: one.bounds.width)

    def least(self, width: float) -> float:
        """Height it needs so that everything can be read."""
        if not self.tree.nodes:
            return self.head(width)
        fitting = [one.bounds.height for one in self._small() if one.bounds.width <= width + 0.5]
        # One that is too wide however it is laid out must be parted.
        return self.head(width) + min(fitting, default=1e6)

    def liked(self, width: float) -> float:
        """Height at which its letters are large."""
        fitting = (one.bounds.height for one in self._tried() if one.bounds.width <= width)
        return max(self.head(width) + next(fitting, 0.0), self.least(width))

    def _tried(self) -> Iterator[Laid]:
        sizes = _SIZES[-1:] if len(self.tree.nodes) > _MANY else _SIZES
        for size, widest, way in product(sizes, _WIDEST, _WAYS):
            yield self._laid(size, widest, *way)

    def _small(self) -> Iterator[Laid]:
        for widest, way in product(_WIDEST, _WAYS):
            yield self._laid(_SIZES[-1], widest, *way)

    def _laid(self, size: float, widest: float, flow: Flow, hanging: Hanging | None) -> Laid:
        key = (size, widest, flow, hanging)
        if key not in self._tries:
            self._tries[key] = self._arranged(*key)
        return self._tries[key]

    def _arranged(self, size: float, widest: float, flow: Flow, hanging: Hanging | None) -> Laid:
        cards = self._cards.get((size, widest)) or tuple(
            self._card(one, size, widest * size / 28) for one in self.tree.nodes
        )
        self._cards[size, widest] = cards
        measure = self._kit.measure
        wide = max((line.width(measure) for card in cards for line in card), default=0.0)
        wide = max(wide + 2 * PAD + 1.0, 140.0)
        boxes = [
            Card(wide, sum(line.height for line in card) + 2 * PAD * 0.8,
                 node.above if node.above >= 0 else None)
            for card, node in zip(cards, self.tree.nodes, strict=True)
        ]  # fmt: skip
        spacing = Spacing(sibling=24.0, cousin=36.0, row=52.0, tree=48.0, stack=14.0, indent=32.0)
        return Laid(arrange(boxes, spacing=spacing, flow=flow, hanging=hanging), cards, size)

    def _card(self, node: Node, size: float, widest: float) -> tuple[Lines, ...]:
        found = []
        for number, words in enumerate(one for one in node.lines if one):
            small = size if number == 0 else max(size - 4.0, LEAST)
            weight = 600 if number == 0 else 400
            found.append(set_text(words, widest, small, weight, self._kit.measure))
        return tuple(found) or (Lines(("",), size),)

    def split(self, width: float, height: float) -> Halves | None:
        """The upper levels first, then each branch from its head on."""
        head = () if self._caption is None else (self._caption,)

        def fits(nodes: Sequence[Node]) -> bool:
            one = Organisation(Tree(tuple(nodes)), self._kit, self._caption)
            return one.least(width) <= height

        halves = _parted(self.tree, fits)
        return halves and ((*head, halves[0]), (*head, halves[1]))

    def shapes(self, rect: Rect) -> Iterator[Shape]:
        """Draw it."""
        look = self._kit.look
        yield from self.caption(rect.width).shapes(Point(rect.x, rect.y), rect.width, look.text)
        head = self.head(rect.width)
        laid = self.drawn(rect.width, rect.height - head)
        places = laid.places(Rect(rect.x, rect.y + head, rect.width, rect.height - head))
        for _above, _below, corners in laid.lines(places):
            yield Path(plain(corners), Ink(stroke=look.strong, width=HAIR))
        for place, card in zip(places, laid.cards, strict=True):
            said = ", ".join(" ".join(one.lines) for one in card)
            yield Group(tuple(self._shapes(card, place)), said)

    def _shapes(self, card: Sequence[Lines], place: Rect) -> Iterator[Shape]:
        look = self._kit.look
        yield Box(place, Ink(look.surface, look.strong, HAIR), 10.0)
        y = place.y + PAD * 0.8
        for number, one in enumerate(card):
            colour = look.secondary if number else look.text
            lines = replace(one, right=card[0].right)
            yield from lines.shapes(Point(place.x + PAD, y), place.width - 2 * PAD, colour)
            y += lines.height


def _parted(tree: Tree, fits: Callable[[Sequence[Node]], bool]) -> tuple[Tree, Tree] | None:
    """Part a forest: whole trees that fit first, else the head of the first one and its branches.

    Args:
        tree: The forest.
        fits: Whether some nodes fit on a slide.
    """
    nodes = tree.nodes
    below: list[list[int]] = [[] for _node in nodes]
    roots: list[int] = []
    for at, node in enumerate(nodes):
        (below[node.above] if node.above >= 0 else roots).append(at)
    branches = [_branch(root, below) for root in roots]
    whole = fitting(len(roots) - 1, lambda n: fits(_picked(nodes, branches[:n])))
    if whole > 0:
        first, rest = _picked(nodes, branches[:whole]), _picked(nodes, branches[whole:])
        return Tree(tuple(first)), Tree(tuple(rest))
    if not roots or not below[roots[0]]:
        return None
    head, kids = roots[0], below[roots[0]]
    count = fitting(len(kids), lambda n: fits(_picked(nodes, [[head, *kids[:n]]])))
    if not count:
        return None
    # What is left: the same head with its other reports, each branch from its own head on, and
    # the trees that come after.
    left = [[head, *kids[count:]]] if kids[count:] else []
    left += [_branch(kid, below) for kid in kids if below[kid]]
    left += branches[1:]
    if not left:
        return None
    first = _picked(nodes, [[head, *kids[:count]]])
    return Tree(tuple(first)), Tree(tuple(_picked(nodes, left)))


def _branch(root: int, below: Sequence[Sequence[int]]) -> list[int]:
    """A node and all beneath it, each before those beneath it, siblings in their order."""
    found, todo = [], [root]
    while todo:
        node = todo.pop()
        found.append(node)
        todo.extend(reversed(below[node]))
    return found


def _picked(nodes: Sequence[Node], groups: Sequence[Sequence[int]]) -> list[Node]:
    """Some nodes as a forest; the first of each group is a root."""
    found: list[Node] = []
    for group in groups:
        places = {node: len(found) + at for at, node in enumerate(group)}
        for node in group:
            above = places.get(nodes[node].above, -1) if node != group[0] else -1
            found.append(Node(nodes[node].lines, above))
    return found
