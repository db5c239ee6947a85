"""Answers of the client on a slide: shares of one whole, or each answer where they are few."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from acctdesk.clientview import Dots, Stack
from acctdesk.drawing.geometry import Point, Rect
from acctdesk.drawing.scene import Anchor, Box, Group, Ink, Line, Move, Oval, Path, Shape, Text
from acctdesk.drawing.slides.block import Halves, Parts
from acctdesk.drawing.slides.signs import state_lines, state_shapes
from acctdesk.drawing.slides.style import LEAST, Kit
from acctdesk.drawing.slides.typesetting import Lines, set_text
from acctdesk.words import number

_BAR = 84.0
_KEY = 18.0
FILLS = {"good": "#0072b2", "warn": "#e69f00", "bad": "#b02a00", "none": "#c9d0d7"}
"""Of a share, by its tone; its words repeat it."""
_DOT = 40.0


class Answers:
    """A block with the answers to one question.

    Args:
        part: The answers.
        kit: What is needed to draw.
    """

    greedy = False

    def __init__(self, part: Stack | Dots, kit: Kit) -> None:
        self.part, self._kit = part, kit

    @property
    def parts(self) -> Parts:
        """What it shows."""
        return (self.part,)

    def _heads(self, width: float) -> tuple[Lines, Lines]:
        measure = self._kit.measure
        name = set_text(self.part.name, width, 32.0, 600, measure)
        return name, set_text(self.part.note, width, 24.0, 400, measure)

    def head(self, width: float) -> float:
        """How high what was asked is, with the room beneath, in pixels."""
        return sum(one.height for one in self._heads(width)) + 28.0

    def keys(self, width: float) -> list[Lines]:
        """The words beneath the shares.

        Args:
            width: How wide the block is.
        """
        if not isinstance(self.part, Stack):
            return []
        said = [" ".join(filter(None, (one.name, one.text))) for one in self.part.shares]
        return [state_lines(one, width, 30.0, self._kit) for one in said]

    def least(self, width: float) -> float:
        """Height it needs so that everything can be read."""
        if isinstance(self.part, Stack):
            keys = sum(one.height + _KEY for one in self.keys(width))
            return self.head(width) + _BAR + 28.0 + keys
        most = max(Counter(self.part.at).values(), default=1)
        return self.head(width) + min(most, 5) * (_DOT + 6.0) + 80.0

    def liked(self, width: float) -> float:
        """The same: answers neither shrink nor grow."""
        return self.least(width)

    def split(self, width: float, height: float) -> Halves | None:
        """Answers to one question stay together."""
        return None

    def shapes(self, rect: Rect) -> Iterator[Shape]:
        """Draw them."""
        y = rect.y
        look = self._kit.look
        for lines, colour in zip(self._heads(rect.width), (look.text, look.secondary), strict=True):
            yield from lines.shapes(Point(rect.x, y), rect.width, colour)
            y += lines.height
        body = Rect(rect.x, rect.y + self.head(rect.width), rect.width, 0.0)
        if isinstance(self.part, Stack):
            yield from self._stack(self.part, body)
        else:
            yield from self._dots(self.part, body, rect.bottom)

    def around(self, rect: Rect) -> tuple[tuple[Shape, ...], Rect]:
        """What stands around the bar of shares, and where the bar itself stands.

        Args:
            rect: Where the block stands.
        """
        bar = Rect(rect.x, rect.y + self.head(rect.width), rect.width, _BAR)
        kept = [one for one in self.shapes(rect) if not isinstance(one, Group)]
        return tuple(kept), bar

    def _stack(self, stack: Stack, rect: Rect) -> Iterator[Shape]:
        whole = sum(max(one.count, 0) for one in stack.shares)
        x = rect.x
        for one in stack.shares:
            wide = rect.width * max(one.count, 0) / whole if whole else 0.0
            if wide:
                colour = FILLS.get(one.tone, FILLS["none"])
                box = Box(Rect(x, rect.y, max(wide - 4.0, 1.0), _BAR), Ink(colour))
                yield Group((box,), f"{one.name}: {one.text}")
            x += wide
        if not whole:
            ink = Ink(stroke=self._kit.look.border, width=2.0, dash=(10.0, 8.0))
            yield Box(Rect(rect.x, rect.y, rect.width, _BAR).grown(-1.0), ink)
        y = rect.y + _BAR + 28.0
        for one, lines in zip(stack.shares, self.keys(rect.width), strict=True):
            yield from state_shapes(lines, one.tone, Point(rect.x, y), rect.width, self._kit)
            y += lines.height + _KEY

    def _dots(self, dots: Dots, rect: Rect, bottom: float) -> Iterator[Shape]:
        look = self._kit.look
        ground = bottom - 44.0
        room = max(ground - rect.y - 6.0, _DOT)
        steps = max(dots.high - dots.low, 1)
        each = rect.width / (steps + 1)
        counts = Counter(min(max(one, dots.low), dots.high) for one in dots.at)
        pitch = min(_DOT + 6.0, room / max(counts.values(), default=1))
        size = min(_DOT, each * 0.8)
        ends = (Move(Point(rect.x, ground)), Line(Point(rect.right, ground)))
        yield Path(ends, Ink(stroke=look.strong, width=2.0))
        every = next(
            (one for one in (1, 2, 5, 10, 20, 50, 100, 500)
             if each * one > self._kit.width(number(dots.high), LEAST) + 12.0), steps,
        )  # fmt: skip
        for value in range(dots.low, dots.low + steps + 1, every):
            half = self._kit.width(number(value), LEAST) / 2
            x = rect.x + (value - dots.low + 0.5) * each
            at = Point(min(max(x, rect.x + half), rect.right - half), ground + 32.0)
            yield Text(at, number(value), LEAST, look.secondary, anchor=Anchor.MIDDLE)
        for value, count in sorted(counts.items()):
            x = rect.x + (value - dots.low + 0.5) * each - size / 2
            for place in range(count):
                spot = Rect(x, ground - 4.0 - size - place * pitch, size, size)
                yield Group((Oval(spot, Ink(look.accent, look.surface, 2.0)),), number(value))
