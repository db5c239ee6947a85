"""Bars on a slide: upright while their names fit beneath them, else lying beside their names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from acctdesk.clientview import Line as Told
from acctdesk.clientview import Series
from acctdesk.drawing.geometry import Point, Rect
from acctdesk.drawing.scene import Anchor, Box, Group, Ink, Line, Move, Oval, Path, Shape, Text
from acctdesk.drawing.slides.plotting import (
    AXIS,
    grid,
    label_height,
    label_shapes,
    line_ink,
    scale_of,
)
from acctdesk.drawing.slides.style import HAIR, LEAST, Kit
from acctdesk.drawing.slides.typesetting import Lines, longest_word, set_text
from acctdesk.words import number

WIDEST = 96.0
"""Of an upright bar."""
_MOST_LINES = 3
"""Of a name beneath an upright bar."""
_ROW = 16.0
"""Between two lying bars."""


class Bars:
    """The bars of a chart.

    Args:
        series: What it shows.
        kit: What is needed to draw.
    """

    def __init__(self, series: Series, kit: Kit) -> None:
        self._series, self._kit = series, kit
        self._bars = [one for one in series.lines if one.role != "cumulative"]
        self._shares = next((one for one in series.lines if one.role == "cumulative"), None)
        self._scale = scale_of(series)
        self._stand: dict[float, bool] = {}

    def least(self, width: float) -> float:
        """Height they need so that everything can be read, in pixels.

        Args:
            width: How wide they are.
        """
        if self.is_upright(width):
            return self._below(width) + 200.0
        rows = sum(high + _ROW for high in self._rows(width))
        return rows + self._key_height(width)

    def shapes(self, rect: Rect) -> Iterator[Shape]:
        """Draw them.

        Args:
            rect: Where.
        """
        yield from (self._standing if self.is_upright(rect.width) else self._lying)(rect)

    def is_upright(self, width: float) -> bool:
        """Whether the names fit beneath upright bars.

        Args:
            width: How wide they are.
        """
        if width not in self._stand:
            self._stand[width] = self._fits_upright(width)
        return self._stand[width]

    def _fits_upright(self, width: float) -> bool:
        series, kit = self._series, self._kit
        if series.shape == "spread" and len(self._bars) == 1:
            return True
        slot = (width - self._left - self._right()) / max(len(series.labels), 1) - 12.0
        return slot > 40.0 and all(
            longest_word(one, AXIS, 400, kit.measure) <= slot
            and len(set_text(one, slot, AXIS, 400, kit.measure).lines) <= _MOST_LINES
            for one in series.labels
        )

    def _below(self, width: float) -> float:
        """How high the labels beneath upright bars are, in pixels."""
        labels, kit = self._series.labels, self._kit
        wide = width - self._left - self._right()
        if self._series.shape == "spread":
            return label_height(labels, wide, kit) - 12.0
        room = wide / max(len(labels), 1) - 12.0
        told = [set_text(one, room, AXIS, 400, kit.measure) for one in labels]
        return max((one.height for one in told), default=0.0)

    @cached_property
    def _left(self) -> float:
        return max(self._kit.width(self._scale.words(one), AXIS) for one in self._scale.values) + 14

    def _right(self) -> float:
        return self._kit.width(f"{number(100, 0)} %", AXIS) + 14.0 if self._shares else 8.0

    # -- upright -----------------------------------------------------------------------------

    def _standing(self, rect: Rect) -> Iterator[Shape]:
        series, kit = self._series, self._kit
        key = self._key_height(rect.width)
        count = max(len(series.labels), 1)
        wide = rect.width - self._left - self._right()
        slot = wide / count
        names = [set_text(one, slot - 12.0, AXIS, 400, kit.measure) for one in series.labels]
        skipped = series.shape == "spread"
        below = self._below(rect.width)
        heading = set_text(series.heading if skipped else "", wide, LEAST, 400, kit.measure)
        top = rect.y + key + 34.0
        plot = Rect(
            rect.x + self._left, top, wide, rect.bottom - top - below - 12.0 - heading.height
        )
        yield from self._key(rect)
        yield from grid(self._scale, plot, kit)
        middles = [plot.x + (one + 0.5) * slot for one in range(count)]
        if skipped:
            yield from label_shapes(series.labels, middles, plot, rect.right, kit)
            at = Point(plot.x, rect.bottom - heading.height)
            yield from heading.shapes(at, wide, kit.look.secondary, Anchor.MIDDLE)
        else:
            for middle, lines in zip(middles, names, strict=True):
                at = Point(middle - slot / 2, plot.bottom + 12.0)
                yield from lines.shapes(at, slot, kit.look.secondary, Anchor.MIDDLE)
        if self._shares is not None:
            for share in (0, 50, 100):
                y = plot.bottom - share / 100 * plot.height + AXIS * 0.36
                words = f"{number(share, 0)} %"
                yield Text(Point(plot.right + 12.0, y), words, AXIS, kit.look.secondary)
        for at_, middle in enumerate(middles[: len(series.labels)]):
            yield self._tower(at_, middle, slot, plot)
        if self._shares is not None:
            yield from self._curve(self._shares, middles, plot)

    def _tower(self, at: int, middle: float, slot: float, plot: Rect) -> Shape:
        """The bars of one label, side by side, with their figures above them."""
        kit, scale = self._kit, self._scale
        each = min(slot * 0.74 / max(len(self._bars), 1), WIDEST)
        left = middle - each * len(self._bars) / 2
        shapes: list[Shape] = []
        said = []
        for place, told in enumerate(self._bars):
            value, words = told.values[at], told.texts[at]
            if value is None:
                continue
            said.append(f"{told.name} {words}".strip())
            tall = max((value - scale.low) / (scale.high - scale.low), 0.0) * plot.height
            x = left + place * each
            bar = Rect(x + 1.0, plot.bottom - tall, each - 2.0, tall)
            if tall > 0:
                shapes.append(Box(bar, Ink(kit.series(place))))
            room = slot if len(self._bars) == 1 else each
            if kit.width(words, AXIS, 500) <= room - 6.0:
                spot = Point(x + each / 2, bar.y - 9.0)
                shapes.append(Text(spot, words, AXIS, kit.look.text, 500, Anchor.MIDDLE))
        if self._shares is not None and self._shares.texts[at]:
            said.append(f"{self._shares.name} {self._shares.texts[at]}")
        return Group(tuple(shapes), f"{self._series.labels[at]}: {', '.join(said)}")

    def _curve(self, told: Told, middles: list[float], plot: Rect) -> Iterator[Shape]:
        ink = line_ink(told, 0, self._kit)
        points = [
            Point(at, plot.bottom - value / 100 * plot.height)
            for at, value in zip(middles, told.values, strict=False) if value is not None
        ]  # fmt: skip
        if points:
            yield Path((Move(points[0]), *map(Line, points[1:])), ink)
        for at in points:
            yield Oval(Rect(at.x - 7.0, at.y - 7.0, 14.0, 14.0), Ink(ink.stroke))

    # -- lying ---------------------------------------------------------------------------------

    def _names(self, width: float) -> list[Lines]:
        """The name of each bar, at least as high as its bars."""
        room = width * 0.4
        return [set_text(one, room, AXIS, 400, self._kit.measure) for one in self._series.labels]

    def _ends(self, width: float) -> list[Lines]:
        """What stands at the end of each bar: its figures in words."""
        said = [self._said(at) for at in range(len(self._series.labels))]
        return [set_text(one, width * 0.25, AXIS, 500, self._kit.measure) for one in said]

    def _rows(self, width: float) -> list[float]:
        """How high each row is at least."""
        pairs = zip(self._names(width), self._ends(width), strict=True)
        return [max(name.height, end.height) for name, end in pairs]

    def _lying(self, rect: Rect) -> Iterator[Shape]:
        kit, names, ends = self._kit, self._names(rect.width), self._ends(rect.width)
        yield from self._key(rect)
        top = rect.y + self._key_height(rect.width)
        side = max((one.width(kit.measure) for one in names), default=0.0) + 20.0
        after = max((one.width(kit.measure) for one in ends), default=0.0) + 16.0
        rows = self._rows(rect.width)
        spare = (rect.bottom - top - sum(high + _ROW for high in rows)) / max(len(rows), 1)
        spare = min(max(spare, 0.0), 40.0)
        foot = top + sum(high + _ROW + spare for high in rows)
        axis = (Move(Point(rect.x + side, top)), Line(Point(rect.x + side, foot)))
        yield Path(axis, Ink(stroke=kit.look.strong, width=HAIR))
        y = top
        for at, least in enumerate(rows):
            high = least + _ROW + spare
            row = Rect(rect.x + side, y, max(rect.width - side - after, 40.0), high)
            middle = y + high / 2
            spot = Point(rect.x, middle - names[at].height / 2)
            shapes = [*names[at].shapes(spot, side - 20.0, kit.look.text, Anchor.END)]
            bars = list(self._laid(at, row))
            shapes += [Box(bar, Ink(kit.series(place))) for place, bar in bars if bar.width]
            longest = max((bar.width for _place, bar in bars), default=0.0)
            spot = Point(row.x + longest + 12.0, middle - ends[at].height / 2)
            left = Lines(ends[at].lines, ends[at].size, ends[at].weight)
            shapes += left.shapes(spot, after, kit.look.text)
            yield Group(tuple(shapes), f"{self._series.labels[at]}: {self._said(at)}")
            y += high

    def _laid(self, at: int, row: Rect) -> Iterator[tuple[int, Rect]]:
        """The bars of one label, beneath one another."""
        each = (row.height - 12.0) / max(len(self._bars), 1)
        for place, told in enumerate(self._bars):
            value = told.values[at] or 0.0
            share = max((value - self._scale.low) / (self._scale.high - self._scale.low), 0.0)
            yield place, Rect(row.x, row.y + 6.0 + place * each, share * row.width, each)

    def _said(self, at: int) -> str:
        told = [one.texts[at] for one in (*self._bars, self._shares) if one and one.texts[at]]
        return " · ".join(told)

    # -- what the colours mean -----------------------------------------------------------------

    def _key_places(self, rect: Rect) -> Iterator[tuple[int, Told, Lines, Point]]:
        told = [*self._bars, *([self._shares] if self._shares else [])]
        x, y, high = rect.x, rect.y, 0.0
        for place, one in enumerate(told):
            lines = set_text(one.name, rect.width - 56.0, AXIS, 400, self._kit.measure)
            wide = lines.width(self._kit.measure) + 56.0
            if x > rect.x and x + wide > rect.right:
                x, y, high = rect.x, y + high + 4.0, 0.0
            yield place, one, lines, Point(x, y)
            x, high = x + wide + 36.0, max(high, lines.height)

    def _key_height(self, width: float) -> float:
        if len(self._series.lines) < 2:
            return 0.0
        places = self._key_places(Rect(0.0, 0.0, width, 0.0))
        return max(at.y + lines.height for _place, _told, lines, at in places) + 8.0

    def _key(self, rect: Rect) -> Iterator[Shape]:
        if len(self._series.lines) < 2:
            return
        for place, told, lines, at in self._key_places(rect):
            if told.role == "cumulative":
                y = at.y + AXIS * 0.62
                ends = (Move(Point(at.x, y)), Line(Point(at.x + 44.0, y)))
                yield Path(ends, line_ink(told, 0, self._kit))
            else:
                yield Box(Rect(at.x + 20.0, at.y + 4.0, 22.0, 22.0), Ink(self._kit.series(place)))
            left = Lines(lines.lines, lines.size, lines.weight)
            room = rect.width - 56.0
            yield from left.shapes(Point(at.x + 56.0, at.y), room, self._kit.look.secondary)
