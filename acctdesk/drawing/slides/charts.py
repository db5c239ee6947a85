"""Charts on a slide: a trend, an allowance, a spread, causes; lines are named where they end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from acctdesk.clientview import Line as Told
from acctdesk.clientview import Series, Text
from acctdesk.drawing.geometry import Point, Rect
from acctdesk.drawing.scene import Anchor, Box, Group, Ink, Line, Move, Oval, Path, Shape, Step
from acctdesk.drawing.serieschart import elapsed, shown
from acctdesk.drawing.slides.bars import Bars
from acctdesk.drawing.slides.block import Halves, Parts
from acctdesk.drawing.slides.plotting import (
    AXIS,
    grid,
    label_height,
    label_shapes,
    line_ink,
    scale_of,
    spread_out,
)
from acctdesk.drawing.slides.style import LEAST, Kit, readable
from acctdesk.drawing.slides.typesetting import Lines, set_text
from acctdesk.words import _

LEAST_HEIGHT = 300.0
"""Of the plot of a chart that can be read, in pixels."""
LIKED_HEIGHT = 560.0
"""Of one that looks as it should."""
_DOT = 8.0
BARS = ("spread", "causes")
"""Shapes that are drawn with bars."""


class Chart:
    """A block with one chart.

    Args:
        series: What it shows.
        kit: What is needed to draw.
        caption: The line above it, if there is one.
    """

    greedy = True

    def __init__(self, series: Series, kit: Kit, caption: Text | None = None) -> None:
        self._given, self._caption, self._kit = series, caption, kit
        self.series = shown(series)

    @property
    def parts(self) -> Parts:
        """What it shows."""
        return (self._given,) if self._caption is None else (self._caption, self._given)

    @property
    def is_blank(self) -> bool:
        """Whether nothing was measured."""
        told = [one for one in self.series.lines if one.role not in ("target", "even")]
        return all(value is None for line in told for value in line.values)

    def heads(self, width: float) -> list[tuple[Lines, str]]:
        """What stands above the plot and isn't said by the slide, with its colour.

        Args:
            width: How wide the block is.
        """
        look, measure = self._kit.look, self._kit.measure
        caption = self._caption.text if self._caption else ""
        told = (
            (caption, 26.0, 600),
            (self.series.title, 26.0, 600),
            (self.series.note, LEAST, 400),
        )
        found, said = [], set(self._kit.said)
        for text, size, weight in told:
            if text and text not in said:
                said.add(text)
                colour = look.text if weight == 600 else look.secondary
                found.append((set_text(text, width, size, weight, measure), colour))
        return found

    def head(self, width: float) -> float:
        """How high that is, in pixels."""
        told = sum(lines.height for lines, _colour in self.heads(width))
        return told + (20.0 if told else 0.0)

    def least(self, width: float) -> float:
        """Height it needs so that everything can be read."""
        if self._bars:
            return self.head(width) + max(self._bars.least(width), LEAST_HEIGHT)
        # As many words as a label has, so high is what stands beneath the plot.
        labels = label_height(self.series.labels, width * 0.6, self._kit)
        return self.head(width) + max(LEAST_HEIGHT, labels + 200.0)

    def liked(self, width: float) -> float:
        """Height at which it looks as it should."""
        return max(self.head(width) + LIKED_HEIGHT, self.least(width))

    def split(self, width: float, height: float) -> Halves | None:
        """A chart stays whole."""
        return None

    def stands_upright(self, width: float) -> bool | None:
        """Whether its bars stand upright; None where it has none.

        Args:
            width: How wide the block is.
        """
        bars = self._bars
        return bars.is_upright(width) if bars is not None else None

    def plot(self, rect: Rect) -> tuple[Rect, Rect]:
        """Where the lines of a chart are drawn, and where the chart stands beneath its head.

        Args:
            rect: Where the block stands.
        """
        head = self.head(rect.width)
        inner = Rect(rect.x, rect.y + head, rect.width, rect.height - head)
        return _Lines(self.series, inner, self._kit).plot, inner

    def names(self, rect: Rect) -> Iterator[Shape]:
        """The names of lines, where they end.

        Args:
            rect: Where the block stands.
        """
        _plot, inner = self.plot(rect)
        yield from _Lines(self.series, inner, self._kit).named()

    def ends(self, rect: Rect) -> Iterator[Shape]:
        """The labels beneath a chart of lines.

        Args:
            rect: Where the block stands.
        """
        _plot, inner = self.plot(rect)
        yield from _Lines(self.series, inner, self._kit).labels()

    @cached_property
    def _bars(self) -> Bars | None:
        if self.series.shape not in BARS or self.is_blank:
            return None
        return Bars(self.series, self._kit)

    def shapes(self, rect: Rect) -> Iterator[Shape]:
        """Draw it."""
        y = rect.y
        for lines, colour in self.heads(rect.width):
            yield from lines.shapes(Point(rect.x, y), rect.width, colour)
            y += lines.height
        y = rect.y + self.head(rect.width)
        inner = Rect(rect.x, y, rect.width, rect.bottom - y)
        if self.is_blank:
            yield from self._blank(inner)
        elif self._bars is not None:
            yield from self._bars.shapes(inner)
        else:
            yield from _Lines(self.series, inner, self._kit).shapes()

    def _blank(self, rect: Rect) -> Iterator[Shape]:
        look = self._kit.look
        yield Box(rect.grown(-1.0), Ink(stroke=look.border, width=2.0, dash=(10.0, 8.0)), 12.0)
        words = set_text(_("No data"), rect.width, 30.0, 500, self._kit.measure)
        at = Point(rect.x, rect.middle.y - words.height / 2)
        yield from words.shapes(at, rect.width, look.secondary, Anchor.MIDDLE)


class _Lines:
    """Lines over time."""

    def __init__(self, series: Series, rect: Rect, kit: Kit) -> None:
        self._series, self._rect, self._kit = series, rect, kit
        self._scale = scale_of(series)
        self._named = [one for one in series.lines if _last(one) is not None]
        left = max(kit.width(self._scale.words(one), AXIS) for one in self._scale.values) + 14.0
        room = min(rect.width * 0.26, 300.0)
        self._names = [self._name(one, room) for one in self._named]
        right = max((one.width(kit.measure) for one in self._names), default=0.0)
        below = label_height(series.labels, rect.width - left, kit)
        high = rect.height - below - 14.0
        self._legend = sum(one.height + 4.0 for one in self._names) > high
        above = 0.0
        if self._legend:
            # So many names that they can't stand beside their lines.
            right = 0.0
            above = _legend_height(self._named, rect.width, kit)
        self.plot = Rect(
            rect.x + left, rect.y + above + 14.0,
            rect.width - left - (right + 28.0 if right else 14.0), max(high - above, 60.0),
        )  # fmt: skip
        passed = elapsed(series)
        count = max(len(series.labels), 1)
        if passed is None:
            passed = tuple((one + 0.5) / count for one in range(count))
        self._at = [self.plot.x + one * self.plot.width for one in passed]

    def shapes(self) -> Iterator[Shape]:
        series, plot, kit = self._series, self.plot, self._kit
        yield from grid(self._scale, plot, kit)
        yield from self.labels()
        inks = self._inks()
        for told, ink in zip(series.lines, inks, strict=True):
            yield from self._line(told, ink)
        for at in range(len(series.labels)):
            yield self._column(at, inks)
        yield from self.named()

    def named(self) -> Iterator[Shape]:
        if self._legend:
            yield from self._legend_shapes(self._inks())
        else:
            yield from self._name_shapes()

    def labels(self) -> Iterator[Shape]:
        plot, series = self.plot, self._series
        right = self._rect.right if self._legend else plot.right + 14.0
        ends = series.shape == "budget"
        yield from label_shapes(series.labels, self._at, plot, right, self._kit, ends=ends)

    def _inks(self) -> list[Ink]:
        found, actual = [], 0
        for told in self._series.lines:
            found.append(line_ink(told, actual, self._kit))
            actual += told.role == "actual"
        return found

    def _height(self, value: float) -> float:
        span = self._scale.high - self._scale.low
        share = (value - self._scale.low) / span
        return self.plot.bottom - min(max(share, 0.0), 1.0) * self.plot.height

    def _points(self, told: Told) -> list[Point | None]:
        pairs = zip(self._at, told.values, strict=True)
        return [None if value is None else Point(at, self._height(value)) for at, value in pairs]

    def _line(self, told: Told, ink: Ink) -> Iterator[Shape]:
        points = self._points(told)
        if told.role == "target" and self._series.shape == "trend":
            points = self._widened(points)
        if told.role == "actual" and self._series.shape == "budget":
            points = list(_stepped(points))
        steps = tuple(_joined(points))
        if steps:
            yield Path(steps, ink)

    def _widened(self, points: list[Point | None]) -> list[Point | None]:
        """A target holds for the whole of a period, to the rim of the plot."""
        found = list(points)
        if found and found[0] is not None:
            found.insert(0, Point(self.plot.x, found[0].y))
        if found and found[-1] is not None:
            found.append(Point(self.plot.right, found[-1].y))
        return found

    def _column(self, at: int, inks: Sequence[Ink]) -> Shape:
        """All that was measured at one label: what is read when somebody points there."""
        series, plot = self._series, self.plot
        half = plot.width / max(len(series.labels), 1) / 2
        shapes: list[Shape] = [Box(Rect(self._at[at] - half, plot.y, 2 * half, plot.height), Ink())]
        said = []
        for told, ink in zip(series.lines, inks, strict=True):
            value = told.values[at]
            if value is None:
                continue
            said.append(f"{told.name} {told.texts[at]}".strip())
            if told.role in ("actual", "cumulative"):
                y = self._height(value)
                spot = Rect(self._at[at] - _DOT, y - _DOT, 2 * _DOT, 2 * _DOT)
                shapes.append(Oval(spot, Ink(ink.stroke)))
        words = f"{series.labels[at]}: {', '.join(said)}" if said else series.labels[at]
        return Group(tuple(shapes), words)

    # -- names --------------------------------------------------------------------------------

    def _name(self, told: Told, room: float) -> Lines:
        last = next((words for words in reversed(told.texts) if words), "")
        words = told.name if last in told.name else f"{told.name}\n{last}"
        return set_text(words, room, AXIS, 500, self._kit.measure)

    def _name_shapes(self) -> Iterator[Shape]:
        plot = self.plot
        wanted = [
            (self._height(_last(told) or 0.0), lines)
            for told, lines in zip(self._named, self._names, strict=True)
        ]
        tops = spread_out(wanted, self._rect.y, plot.bottom + 14.0)
        inks = dict(zip(map(id, self._series.lines), self._inks(), strict=True))
        x = plot.right + 28.0
        for told, (_middle, lines), top in zip(self._named, wanted, tops, strict=True):
            ink = inks[id(told)]
            measured = told.role in ("actual", "cumulative") and ink.stroke
            # Letters need more contrast than lines.
            colour = readable(ink.stroke or "") if measured else self._kit.look.text
            left = Lines(lines.lines, lines.size, lines.weight)
            yield from left.shapes(Point(x, top), self._rect.right - x, colour)

    def _legend_shapes(self, inks: Sequence[Ink]) -> Iterator[Shape]:
        by_name = dict(zip(map(id, self._series.lines), inks, strict=True))
        for told, lines, at in _legend_places(self._named, self._rect, self._kit):
            y = at.y + AXIS * 0.62
            yield Path((Move(Point(at.x, y)), Line(Point(at.x + 44.0, y))), by_name[id(told)])
            left = Lines(lines.lines, lines.size, lines.weight)
            yield from left.shapes(
                Point(at.x + 56.0, at.y), self._rect.width - 56.0, self._kit.look.text
            )


def _last(told: Told) -> float | None:
    return next((value for value in reversed(told.values) if value is not None), None)


def _legend_places(
    named: Sequence[Told], rect: Rect, kit: Kit
) -> Iterator[tuple[Told, Lines, Point]]:
    x, y, high = rect.x, rect.y, 0.0
    for told in named:
        lines = set_text(told.name, rect.width - 56.0, AXIS, 500, kit.measure)
        wide = lines.width(kit.measure) + 56.0 + 36.0
        if x > rect.x and x + wide - 36.0 > rect.right:
            x, y, high = rect.x, y + high + 4.0, 0.0
        yield told, lines, Point(x, y)
        x, high = x + wide, max(high, lines.height)


def _legend_height(named: Sequence[Told], width: float, kit: Kit) -> float:
    places = _legend_places(named, Rect(0.0, 0.0, width, 0.0), kit)
    return max((at.y + lines.height for _told, lines, at in places), default=0.0) + 12.0


def _stepped(points: Sequence[Point | None]) -> Iterator[Point | None]:
    """What is left stays until it is used: level, then down."""
    before: Point | None = None
    for at in points:
        if at is not None and before is not None and at.y != before.y:
            yield Point(at.x, before.y)
        yield at
        before = at


def _joined(points: Sequence[Point | None]) -> Iterator[Step]:
    """A line through points, broken where there is none."""
    for before, at in pairwise([None, *points]):
        if at is not None:
            yield Move(at) if before is None else Line(at)
