"""Road maps on a slide: what is planned, one a row, along an axis of time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from acctdesk.clientview import Roadmap, Stretch, Text
from acctdesk.drawing.geometry import Point, Rect
from acctdesk.drawing.scene import Anchor, Box, Group, Ink, Line, Move, Path, Shape
from acctdesk.drawing.slides.block import Halves, Parts, evenly, fitting
from acctdesk.drawing.slides.plotting import label_height, label_shapes
from acctdesk.drawing.slides.signs import state_lines, state_shapes, state_width
from acctdesk.drawing.slides.style import HAIR, LEAST, Kit
from acctdesk.drawing.slides.typesetting import LEADING, Lines, set_text
from acctdesk.words import _

_NAMES = 0.32
"""Share of the width that names take."""
_BAR, _ROW = 24.0, 22.0
_BETWEEN = 40.0


@dataclass(frozen=True, slots=True)
class Row:
    """One thing planned, as it is set.

    Attributes:
        stretch: What.
        name: Its name.
        note: What comes of it.
        when: From when to when.
        state: How it stands.
        beside: Whether that stands beside the time, not beneath.
    """

    stretch: Stretch
    name: Lines
    note: Lines
    when: Lines
    state: Lines
    beside: bool

    @property
    def height(self) -> float:
        """How high it is, in pixels."""
        told = max(self.when.height, self.state.height) if self.beside else (
            self.when.height + self.state.height
        )  # fmt: skip
        return max(self.name.height + self.note.height, _BAR + 8.0 + told) + _ROW


class Plan:
    """A block with one road map.

    Args:
        roadmap: The road map.
        kit: What is needed to draw.
        caption: The line above it, if there is one.
    """

    greedy = False

    def __init__(self, roadmap: Roadmap, kit: Kit, caption: Text | None = None) -> None:
        self.roadmap, self._caption, self._kit = roadmap, caption, kit

    @property
    def parts(self) -> Parts:
        """What it shows."""
        return (self.roadmap,) if self._caption is None else (self._caption, self.roadmap)

    def caption(self, width: float) -> Lines:
        """The line above it, as it is set."""
        words = self._caption.text if self._caption else ""
        return set_text(words, width, 26.0, 600, self._kit.measure)

    def axis(self, rect: Rect) -> Rect:
        """Where the axis of time runs, down to where the rows end.

        Args:
            rect: Where the block stands.
        """
        lines = self.caption(rect.width)
        head = lines.height + 10.0 if lines.lines else 0.0
        today = LEAST * LEADING + 6.0 if self.roadmap.now is not None else 0.0
        left = rect.width * _NAMES + _BETWEEN
        top = rect.y + head + today + self._labels(rect.width - left)
        high = sum(row.height for row in self.rows(rect.width))
        return Rect(rect.x + left, top, rect.width - left, high)

    def _labels(self, width: float) -> float:
        """How high the labels of the axis are with the room beneath, in pixels."""
        return label_height(self.roadmap.labels, width, self._kit) + 2.0

    def rows(self, width: float) -> list[Row]:
        """What is planned, as it is set.

        Args:
            width: How wide the block is.
        """
        names, room = width * _NAMES, width * (1 - _NAMES) - _BETWEEN
        return [self._row(one, names, room) for one in self.roadmap.stretches]

    def _row(self, one: Stretch, names: float, room: float) -> Row:
        measure = self._kit.measure
        when = set_text(one.when, room, LEAST, 400, measure)
        state = state_lines(one.state, room, LEAST, self._kit)
        wide = when.width(measure) + 20.0 + state_width(state, self._kit)
        return Row(
            one,
            set_text(one.name, names, 26.0, 600, measure),
            set_text(one.note, names, LEAST, 400, measure),
            when, state, wide <= room,
        )  # fmt: skip

    def least(self, width: float) -> float:
        """Height it needs so that everything can be read."""
        return self.axis(Rect(0.0, 0.0, width, 0.0)).bottom

    def liked(self, width: float) -> float:
        """Height at which its rows have room."""
        return self.least(width) + 34.0 * len(self.roadmap.stretches)

    def split(self, width: float, height: float) -> Halves | None:
        """As many rows as fit beneath the axis."""
        head = () if self._caption is None else (self._caption,)
        told = self.roadmap

        def some(first: int, end: int) -> Roadmap:
            return Roadmap(told.labels, told.stretches[first:end], told.now)

        total = len(told.stretches)
        count = fitting(
            total - 1,
            lambda n: Plan(some(0, n), self._kit, self._caption).least(width) <= height,
        )
        if not count:
            return None
        count = evenly(total, count)
        return (*head, some(0, count)), (*head, some(count, total))

    def place(self, value: float, axis: Rect) -> float:
        """Where a place of the axis stands across.

        Args:
            value: In labels from 0.
            axis: Where the axis runs.
        """
        count = max(len(self.roadmap.labels), 1)
        return axis.x + min(max(value, 0.0), float(count)) / count * axis.width

    def shapes(self, rect: Rect) -> Iterator[Shape]:
        """Draw it."""
        look, axis = self._kit.look, self.axis(rect)
        yield from self.caption(rect.width).shapes(Point(rect.x, rect.y), rect.width, look.text)
        rows = self.rows(rect.width)
        spare = (rect.bottom - axis.bottom) / max(len(rows), 1)
        spare = min(max(spare, 0.0), 34.0)
        foot = axis.bottom + spare * len(rows)
        yield from self._ground(axis, foot)
        y = axis.y
        for row in rows:
            high = row.height + spare
            ends = (Move(Point(rect.x, y)), Line(Point(rect.right, y)))
            yield Path(ends, Ink(stroke=look.faint, width=HAIR))
            said = ", ".join(one for one in self._said(row.stretch) if one)
            top = y + (_ROW + spare) / 2
            yield Group(tuple(self._stretch(row, Point(rect.x, top), axis)), said)
            y += high

    @staticmethod
    def _said(one: Stretch) -> Sequence[str]:
        return (one.name, one.note, one.when, one.state)

    def _ground(self, axis: Rect, foot: float) -> Iterator[Shape]:
        """Labels of the axis, a rule between two of them, and today."""
        look, kit, told = self._kit.look, self._kit, self.roadmap
        count = max(len(told.labels), 1)
        each = axis.width / count
        middles = [axis.x + (one + 0.5) * each for one in range(len(told.labels))]
        # The labels stand above the rows; `label_shapes` puts them beneath a plot.
        high = self._labels(axis.width)
        above = Rect(axis.x, axis.y - high - 8.0, axis.width, 0.0)
        yield from label_shapes(told.labels, middles, above, axis.right, kit)
        for one in range(count + 1):
            x = axis.x + one * each
            ends = (Move(Point(x, axis.y)), Line(Point(x, foot)))
            yield Path(ends, Ink(stroke=look.faint, width=HAIR))
        if told.now is not None:
            x = self.place(told.now, axis)
            lines = set_text(_("Today"), axis.width, LEAST, 600, kit.measure)
            half = lines.width(kit.measure) / 2
            middle = min(max(x, axis.x + half), axis.right - half)
            top = axis.y - high - LEAST * LEADING - 6.0
            at = Point(middle - half, top)
            yield from lines.shapes(at, 2 * half, look.accent, Anchor.MIDDLE)
            ends = (Move(Point(x, axis.y)), Line(Point(x, foot)))
            yield Path(ends, Ink(stroke=look.accent, width=3.0, dash=(10.0, 8.0)))

    def _stretch(self, row: Row, at: Point, axis: Rect) -> Iterator[Shape]:
        look, kit, measure = self._kit.look, self._kit, self._kit.measure
        room = axis.x - _BETWEEN - at.x
        yield from row.name.shapes(at, room, look.text)
        below = Point(at.x, at.y + row.name.height)
        yield from row.note.shapes(below, room, look.secondary)
        begins, ends = self.place(row.stretch.begins, axis), self.place(row.stretch.ends, axis)
        begins = min(begins, axis.right - 12.0)
        colour, outline = kit.tone(row.stretch.tone)
        if row.stretch.tone == "none":
            colour, outline = look.accent, None
        bar = Rect(begins, at.y, max(ends - begins, 12.0), _BAR)
        yield Box(bar, Ink(colour, outline, 2.0), 4.0)
        y = at.y + _BAR + 8.0
        when, state = row.when.width(measure), state_width(row.state, kit)
        between = 20.0 if when and state else 0.0
        wide = when + between + state if row.beside else max(when, state)
        x = max(min(begins, axis.right - wide), axis.x)
        if row.when.lines or row.state.lines:
            # The line of today runs behind the words.
            high = row.when.height if row.beside else row.when.height + row.state.height
            back = Rect(x - 4.0, y, wide + 8.0, high)
            yield Box(back, Ink(look.page))
        plain = Lines(row.when.lines, row.when.size, row.when.weight)
        yield from plain.shapes(Point(x, y), axis.right - x, look.secondary)
        spot = Point(x + when + between, y) if row.beside else Point(x, y + row.when.height)
        yield from state_shapes(row.state, row.stretch.tone, spot, axis.right - spot.x + 1.0, kit)
