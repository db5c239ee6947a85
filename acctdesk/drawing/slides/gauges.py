"""Gauges on a slide: cards while there are few, one line each where there are many.

The figure is a mark at its place on the scale, never a bar: the scale may begin above nought.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from acctdesk.clientview import Gauge
from acctdesk.drawing.geometry import Point, Rect
from acctdesk.drawing.scene import Anchor, Box, Close, Group, Ink, Path, Shape
from acctdesk.drawing.slides.block import Halves, Parts, evenly
from acctdesk.drawing.slides.signs import state_lines, state_shapes, state_width
from acctdesk.drawing.slides.sparkline import spark_shapes
from acctdesk.drawing.slides.style import HAIR, LEAST, Kit
from acctdesk.drawing.slides.typesetting import Lines, largest, set_text
from acctdesk.drawing.strokes import plain

MANY = 6
"""More gauges than these stand in lines."""
_PAD, _GUTTER = 26.0, 24.0
_TRACK = 20.0
_TICK = 9.0
_SPARK = (150.0, 44.0)
_APART = 64.0
"""Between two columns of lines."""
_MOST = 24
"""More than these never fit on a slide."""


class Gauges:
    """A block of gauges.

    Args:
        parts: The gauges.
        kit: What is needed to draw.
    """

    greedy = False

    def __init__(self, parts: Sequence[Gauge], kit: Kit) -> None:
        self._gauges, self._kit = tuple(parts), kit
        self._drawn: dict[tuple[int, float], _Card | _Row] = {}

    @property
    def parts(self) -> Parts:
        """What it shows."""
        return self._gauges

    def least(self, width: float) -> float:
        """Height it needs so that everything can be read."""
        heights = self.heights(width)
        return sum(heights) + self._gutters[0] * max(len(heights) - 1, 0)

    def liked(self, width: float) -> float:
        """Height at which rows keep apart as they should."""
        heights = self.heights(width)
        return sum(heights) + self._gutters[1] * max(len(heights) - 1, 0)

    @property
    def _gutters(self) -> tuple[float, float]:
        """Between two rows, at least and at most."""
        return (6.0, 36.0) if len(self._gauges) > MANY else (_GUTTER, _GUTTER)

    def columns(self, width: float) -> int:
        """How many stand side by side.

        Args:
            width: How wide the block is.
        """
        count = len(self._gauges)
        if count > MANY or width < 900:
            return 2 if width >= 1200 else 1
        return {1: 1, 2: 2, 4: 2}.get(count, 3)

    def cell(self, width: float) -> float:
        """How wide each is, in pixels.

        Args:
            width: How wide the block is.
        """
        columns = self.columns(width)
        between = _APART if len(self._gauges) > MANY else _GUTTER
        return (width - (columns - 1) * between) / columns

    def heights(self, width: float) -> list[float]:
        """How high each row is, in pixels.

        Args:
            width: How wide the block is.
        """
        columns, wide = self.columns(width), self.cell(width)
        each = [self._of(one, wide).height for one in self._gauges]
        return [max(each[at : at + columns]) for at in range(0, len(each), columns)]

    def places(self, rect: Rect) -> Iterator[tuple[Gauge, Rect]]:
        """Where each gauge stands.

        Args:
            rect: Where the block stands.
        """
        columns, wide = self.columns(rect.width), self.cell(rect.width)
        between = (rect.width - columns * wide) / max(columns - 1, 1)
        y = rect.y
        heights = self.heights(rect.width)
        least, most = self._gutters
        gutter = (rect.height - sum(heights)) / max(len(heights) - 1, 1)
        gutter = min(max(gutter, least), most)
        for row, high in enumerate(heights):
            for at, gauge in enumerate(self._gauges[row * columns : (row + 1) * columns]):
                yield gauge, Rect(rect.x + at * (wide + between), y, wide, high)
            y += high + gutter

    def split(self, width: float, height: float) -> Halves | None:
        """As many rows as fit."""
        # Many stand in lines, which take less room than a few cards: the most are tried first.
        for count in range(min(len(self._gauges) - 1, _MOST), 0, -1):
            if Gauges(self._gauges[:count], self._kit).least(width) <= height:
                count = evenly(len(self._gauges), count)
                return self._gauges[:count], self._gauges[count:]
        return None

    def shapes(self, rect: Rect) -> Iterator[Shape]:
        """Draw them."""
        for gauge, place in self.places(rect):
            shapes = tuple(self._of(gauge, place.width).shapes(place))
            yield Group(shapes, gauge_says(gauge))

    def _of(self, gauge: Gauge, width: float) -> _Card | _Row:
        key = (id(gauge), width)
        if key not in self._drawn:
            made = _Row if len(self._gauges) > MANY else _Card
            self._drawn[key] = made(gauge, width, self._kit)
        return self._drawn[key]


def gauge_says(gauge: Gauge) -> str:
    """What a gauge says in one line, for who can't see it and for who points at it.

    Args:
        gauge: The gauge.
    """
    said = (gauge.name, gauge.note, gauge.value, gauge.margin, gauge.state, gauge.target)
    return ", ".join(one for one in (*said, gauge.foot) if one)


@dataclass(frozen=True, slots=True)
class Scale:
    """The scale of a gauge: where values stand on it."""

    gauge: Gauge
    left: float
    wide: float

    def place(self, value: float) -> float:
        """Where a value stands across; beyond an end, at that end."""
        span = self.gauge.high - self.gauge.low
        share = (value - self.gauge.low) / span if span > 0 else 0.0
        return self.left + min(max(share, 0.0), 1.0) * self.wide

    def shapes(self, top: float, kit: Kit) -> Iterator[Shape]:
        """Draw the track, the tick of the target and the mark of the figure.

        Args:
            top: Upper edge of the track.
            kit: What is needed to draw.
        """
        look, gauge = kit.look, self.gauge
        yield Box(Rect(self.left, top, self.wide, _TRACK), Ink(look.chip), 4.0)
        if gauge.mark is not None:
            at = self.place(gauge.mark)
            yield Box(Rect(at - 2.0, top - _TICK, 4.0, _TRACK + 2 * _TICK), Ink(look.text))
        if gauge.at is not None:
            at, middle, edge = self.place(gauge.at), top + _TRACK / 2, 15.0
            corners = ((0.0, -edge), (edge, 0.0), (0.0, edge), (-edge, 0.0))
            points = [Point(at + dx, middle + dy) for dx, dy in corners]
            colour, outline = kit.tone(gauge.tone)
            yield Path((*plain(points), Close()), Ink(colour, outline or look.surface, 2.5))


class _Card:
    """One gauge with everything that is said of it."""

    def __init__(self, gauge: Gauge, width: float, kit: Kit) -> None:
        self._gauge, self._kit = gauge, kit
        room = width - 2 * _PAD
        measure = kit.measure
        self._name = set_text(gauge.name, room, 28.0, 600, measure)
        self._note = set_text(gauge.note, room, LEAST, 400, measure)
        self._spark = sum(one is not None for one in gauge.trend) > 1 and room > 420.0
        wide = room - (_SPARK[0] + 16.0 if self._spark else 0.0)
        sizes = (56.0, 44.0, 36.0, 28.0, LEAST) if gauge.at is not None else (36.0, 28.0, LEAST)
        self._value = largest(gauge.value, wide, sizes[0] * 1.3, sizes, 600, measure)
        self._state = state_lines(gauge.state, room, 26.0, kit)
        beside = room - state_width(self._state, kit) - 20.0
        self._margin = set_text(gauge.margin, beside, LEAST, 400, measure)
        self._below = beside < 120.0 or len(self._margin.lines) > 1
        if self._below:
            self._margin = set_text(gauge.margin, room, LEAST, 400, measure)
        half = room / 2 - 12.0
        self._low = set_text(gauge.low_text, half, LEAST, 400, measure)
        self._high = set_text(gauge.high_text, half, LEAST, 400, measure)
        self._target = set_text(gauge.target, room, LEAST, 500, measure)
        self._foot = set_text(gauge.foot, room, LEAST, 400, measure)
        taken = sum(one.width(measure) for one in (self._low, self._high, self._target))
        self._crowded = bool(self._target.lines) and taken + 48.0 > room

    @property
    def height(self) -> float:
        ends = max(self._low.height, self._high.height)
        if self._crowded:
            ends += self._target.height + 4.0
        else:
            ends = max(ends, self._target.height)
        state = max(self._state.height, 0.0 if self._below else self._margin.height)
        below = self._margin.height + 2.0 if self._below and self._margin.lines else 0.0
        foot = self._foot.height + 4.0 if self._foot.lines else 0.0
        head = self._name.height + self._note.height + 2.0
        return (
            2 * _PAD
            + head
            + self._value.height
            + state
            + below
            + 22.0
            + _TRACK
            + 12.0
            + ends
            + foot
        )

    def shapes(self, rect: Rect) -> Iterator[Shape]:
        kit, look, gauge = self._kit, self._kit.look, self._gauge
        left, room = rect.x + _PAD, rect.width - 2 * _PAD
        yield Box(rect.grown(-1.0), Ink(look.surface, look.border, HAIR), 12.0)
        y = rect.y + _PAD
        for lines, colour in ((self._name, look.text), (self._note, look.secondary)):
            yield from lines.shapes(Point(left, y), room, colour)
            y += lines.height
        y += 2.0
        yield from self._value.shapes(Point(left, y), room, look.text)
        if self._spark:
            top = y + self._value.height / 2 - _SPARK[1] / 2
            yield from spark_shapes(
                gauge.trend, Rect(rect.right - _PAD - _SPARK[0], top, *_SPARK), kit
            )
        y += self._value.height
        yield from state_shapes(self._state, gauge.tone, Point(left, y), room, kit)
        if self._below:
            y += self._state.height + 2.0
            yield from self._margin.shapes(Point(left, y), room, look.secondary)
            y += self._margin.height
        else:
            beside = left + state_width(self._state, kit) + 20.0
            at = Point(beside, y + 3.0)
            yield from self._margin.shapes(at, room - (beside - left), look.secondary)
            y += max(self._state.height, self._margin.height)
        y += 22.0
        scale = Scale(gauge, left, room)
        yield from scale.shapes(y, kit)
        yield from self._ends(scale, y + _TRACK + 12.0)
        at = Point(left, rect.bottom - _PAD - self._foot.height)
        yield from self._foot.shapes(at, room, look.secondary)

    def _ends(self, scale: Scale, y: float) -> Iterator[Shape]:
        """The target at its place, and what the ends of the scale are."""
        look, measure = self._kit.look, self._kit.measure
        left, wide = scale.left, scale.wide
        low, high = self._low.width(measure), self._high.width(measure)
        ends = y + (self._target.height + 4.0 if self._crowded else 0.0)
        if self._target.lines and self._gauge.mark is not None:
            half = self._target.width(measure) / 2
            least, most = left + half, left + wide - half
            if not self._crowded:
                least, most = least + low + 16.0, most - high - 16.0
            middle = min(max(scale.place(self._gauge.mark), least), most)
            at = Point(middle - half, y)
            yield from self._target.shapes(at, 2 * half, look.text, Anchor.MIDDLE)
        elif self._target.lines:
            anchor = Anchor.MIDDLE
            yield from self._target.shapes(Point(left, y), wide, look.text, anchor)
        yield from _plain(self._low).shapes(Point(left, ends), wide / 2, look.secondary)
        half_room = Point(left + wide / 2, ends)
        yield from _plain(self._high).shapes(half_room, wide / 2, look.secondary, Anchor.END)


class _Row:
    """One gauge of many: its name, and beneath it the scale, the figure and how it stands."""

    def __init__(self, gauge: Gauge, width: float, kit: Kit) -> None:
        self._gauge, self._kit = gauge, kit
        measure = kit.measure
        self._name = set_text(gauge.name, width, 24.0, 600, measure)
        beside = width - self._name.width(measure) - 16.0
        self._note = set_text(gauge.note, width, LEAST, 400, measure)
        self._inline = len(self._name.lines) == 1 and not self._name.right
        self._inline &= self._note.width(measure) <= beside and len(self._note.lines) <= 1
        self._value = set_text(gauge.value, width * 0.4, 30.0, 600, measure)
        self._target = set_text(gauge.target, width * 0.4, LEAST, 400, measure)
        self._state = state_lines(gauge.state, width * 0.4, LEAST, kit)
        said = (
            self._value.width(measure), self._target.width(measure), state_width(self._state, kit)
        )  # fmt: skip
        self._words = sum(said) + 24.0 * len(said)
        self._track = min(width - self._words, width * 0.42)
        self._stacked = self._track < 160.0
        if self._stacked:
            self._track = width * 0.5

    @property
    def height(self) -> float:
        head = self._name.height + (0.0 if self._inline else self._note.height)
        lines = (self._value.height, self._target.height, self._state.height, _TRACK + 2 * _TICK)
        return head + (sum(lines) if self._stacked else max(lines)) + 8.0

    def shapes(self, rect: Rect) -> Iterator[Shape]:
        kit, look, gauge = self._kit, self._kit.look, self._gauge
        measure = kit.measure
        y = rect.y
        yield from self._name.shapes(Point(rect.x, y), rect.width, look.text)
        if self._inline:
            beside = self._name.width(measure) + 16.0
            at = Point(rect.x + beside, y + 2.0)
            yield from _plain(self._note).shapes(at, rect.width - beside, look.secondary)
        y += self._name.height
        if not self._inline:
            yield from self._note.shapes(Point(rect.x, y), rect.width, look.secondary)
            y += self._note.height
        y += 4.0
        scale = Scale(gauge, rect.x + 15.0, self._track - 30.0)
        told = [(self._value, look.text), (self._target, look.secondary)]
        if self._stacked:
            yield from scale.shapes(y + _TICK, kit)
            y += _TRACK + 2 * _TICK
            for lines, colour in told:
                yield from _plain(lines).shapes(Point(rect.x, y), rect.width, colour)
                y += lines.height
            yield from state_shapes(self._state, gauge.tone, Point(rect.x, y), rect.width, kit)
            return
        high = max(self._value.height, self._target.height, self._state.height)
        high = max(high, _TRACK + 2 * _TICK)
        yield from scale.shapes(y + (high - _TRACK) / 2, kit)
        x = rect.x + self._track + 24.0
        for lines, colour in told:
            at = Point(x, y + (high - lines.height) / 2)
            yield from _plain(lines).shapes(at, rect.right - x, colour)
            x += lines.width(measure) + 24.0
        at = Point(x, y + (high - self._state.height) / 2)
        yield from state_shapes(self._state, gauge.tone, at, rect.right - x, kit)


def _plain(lines: Lines) -> Lines:
    """Words that stand where they are told, whichever way they are written."""
    return Lines(lines.lines, lines.size, lines.weight)
