"""Numbers that a client may see as a chart of shapes: a trend, an allowance, a spread, causes.

Lines are told apart by how they are drawn, and named; every scale says its unit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10

from acctdesk.clientview import Line as Told
from acctdesk.clientview import Series
from acctdesk.drawing.geometry import Point, Rect
from acctdesk.drawing.look import Kind, Look, Measure, elided
from acctdesk.drawing.scene import (
    Anchor,
    Box,
    Group,
    Ink,
    Line,
    Move,
    Oval,
    Path,
    Shape,
    Step,
    Text,
)
from acctdesk.words import number

HEIGHT = 236.0
"""Of a chart that can be read, in pixels."""
_SIZE = 12.0
_HEAD, _FOOT = 66.0, 26.0
_BARS = ("spread", "causes")
_DASHES = {"target": (6.0, 4.0), "even": (2.0, 3.0), "projected": (6.0, 3.0, 1.5, 3.0)}


@dataclass(frozen=True, slots=True)
class Ticks:
    """A scale.

    Attributes:
        low: Its lower end.
        high: Its upper end.
        step: From one tick to the next.
    """

    low: float
    high: float
    step: float

    @property
    def values(self) -> list[float]:
        """Where it is ticked."""
        count = round((self.high - self.low) / self.step)
        return [self.low + one * self.step for one in range(count + 1)]

    def words(self, value: float) -> str:
        """A tick in words, with the decimals its step asks for."""
        digits = max(0, -floor(log10(self.step) + 1e-9))
        if round(self.step * 10**digits, 6) % 1:
            digits += 1
        return number(round(value, digits), digits)


def ticks(low: float, high: float, *, whole: bool = False) -> Ticks:
    """A scale with round ends and some four ticks around two values.

    Args:
        low: The least value.
        high: The greatest.
        whole: Whether parts of one make no sense.
    """
    if high - low <= max(abs(low), 1.0) * 1e-6:
        high = low + max(abs(low) * 0.1, 1.0)
    rough = (high - low) / 4
    power = 10.0 ** floor(log10(rough))
    step = next(one * power for one in (1.0, 2.0, 2.5, 5.0, 10.0) if one * power >= rough * 0.999)
    if whole:
        step = float(max(ceil(step), 1))
    return Ticks(floor(low / step + 1e-9) * step, ceil(high / step - 1e-9) * step, step)


def shown(series: Series) -> Series:
    """A trend without the periods before anything was known; everything else as it is."""
    if series.shape != "trend":
        return series
    actual = next((one for one in series.lines if one.role == "actual"), None)
    known = [at for at, value in enumerate(actual.values) if value is not None] if actual else []
    first = min(known[0] if known else 0, max(len(series.labels) - 2, 0))
    lines = tuple(
        Told(one.name, one.role, one.values[first:], one.texts[first:]) for one in series.lines
    )
    return Series(
        series.title, series.note, series.shape, series.heading, series.labels[first:], lines,
        series.unit,
    )  # fmt: skip


def elapsed(series: Series) -> tuple[float, ...] | None:
    """How much of the period had passed at each label of an allowance, from 0 to 1.

    What would be left if it were used evenly says that; None where nothing does.
    """
    even = next((one.values for one in series.lines if one.role == "even"), ())
    known = [one for one in even if one is not None]
    if series.shape != "budget" or len(known) != len(even) or not known or known[0] <= 0:
        return None
    return tuple(min(max(1 - one / known[0], 0.0), 1.0) for one in known)


def chart_shapes(series: Series, rect: Rect, look: Look, measure: Measure) -> Group:
    """Draw a chart.

    Args:
        series: What it shows.
        rect: Where; some 400 wide and `HEIGHT` high.
        look: Colours.
        measure: Says how wide words are.
    """
    series = shown(series)
    return Group(tuple(_Chart(series, rect, look, measure).shapes()), series.title)


class _Chart:
    def __init__(self, series: Series, rect: Rect, look: Look, measure: Measure) -> None:
        self._series, self._rect, self._look, self._measure = series, rect, look, measure
        drawn = [one for one in series.lines if one.role != "cumulative"]
        known = [value for one in drawn for value in one.values if value is not None]
        low, high = (min(known), max(known)) if known else (0.0, 1.0)
        if series.shape != "trend":
            low = min(low, 0.0)
        elif high > low:
            room = (high - low) * 0.08
            low, high = low - room, high + room
        if series.unit == "%":
            high = min(high, 100.0) if known and max(known) <= 100.0 else high
            low = max(low, 0.0)
        bars = series.shape in _BARS
        if bars:
            high *= 1.08  # room for the figure above the highest
        told = [one for one in series.lines if one.role == "actual"]
        counts = series.shape != "trend" and all(
            not value or value % 1 == 0 for one in told for value in one.values
        )
        self._ticks = ticks(low, high, whole=counts)
        self._shares = next((one for one in series.lines if one.role == "cumulative"), None)
        left = max(measure.width(self._ticks.words(one), _SIZE, 400) for one in self._ticks.values)
        right = measure.width("100 %", _SIZE, 400) + 8.0 if self._shares else 8.0
        self._plot = Rect(
            rect.x + left + 8.0, rect.y + _HEAD,
            rect.width - left - 8.0 - right, rect.height - _HEAD - _FOOT,
        )  # fmt: skip
        passed = elapsed(series)
        count = max(len(series.labels), 1)
        if passed is not None:
            self._at = [self._plot.x + one * self._plot.width for one in passed]
        else:
            each = self._plot.width / count
            self._at = [self._plot.x + (one + 0.5) * each for one in range(len(series.labels))]

    def shapes(self) -> Iterator[Shape]:
        rect, look, measure = self._rect, self._look, self._measure
        title = elided(self._series.title, rect.width, 14.0, 600, measure)
        yield Text(Point(rect.x, rect.y + 14.0), title, 14.0, look.text, 600)
        note = elided(self._series.note, rect.width, _SIZE, 400, measure)
        yield Text(Point(rect.x, rect.y + 32.0), note, _SIZE, look.secondary)
        yield from self._legend()
        yield from self._axes()
        if self._series.shape in _BARS:
            yield from self._bars()
        for one in self._series.lines:
            if one.role == "cumulative":
                yield from self._line(one, self._share)
            elif self._series.shape not in _BARS:
                yield from self._line(one, self._height)

    def _height(self, value: float) -> float:
        span = self._ticks.high - self._ticks.low
        share = (value - self._ticks.low) / span
        return self._plot.bottom - min(max(share, 0.0), 1.0) * self._plot.height

    def _share(self, value: float) -> float:
        return self._plot.bottom - value / 100 * self._plot.height

    def _legend(self) -> Iterator[Shape]:
        x, y = self._rect.x, self._rect.y + 50.0
        for one in self._series.lines:
            if self._series.shape in _BARS and one.role == "actual":
                yield Box(Rect(x, y - 9.0, 10.0, 10.0), Ink(self._look.accent))
                x += 16.0
            else:
                ends = (Move(Point(x, y - 4.0)), Line(Point(x + 24.0, y - 4.0)))
                yield Path(ends, self._ink(one))
                x += 30.0
            yield Text(Point(x, y), one.name, _SIZE, self._look.secondary)
            x += self._measure.width(one.name, _SIZE, 400) + 18.0

    def _axes(self) -> Iterator[Shape]:
        plot, look = self._plot, self._look
        for value in self._ticks.values:
            y = round(self._height(value)) + 0.5
            ground = value == self._ticks.low or abs(value) < self._ticks.step / 1000
            ink = Ink(stroke=look.strong if ground else look.faint, width=1.0)
            yield Path((Move(Point(plot.x, y)), Line(Point(plot.right, y))), ink)
            words = self._ticks.words(value)
            at = Point(plot.x - 8.0, y + 4.0)
            yield Text(at, words, _SIZE, look.secondary, anchor=Anchor.END)
        if self._shares is not None:
            for share in (0, 50, 100):
                at = Point(plot.right + 6.0, self._share(share) + 4.0)
                yield Text(at, f"{number(share, 0)} %", _SIZE, look.secondary)
        yield from self._labels()

    def _labels(self) -> Iterator[Shape]:
        """Every label, or every second, third … of them, so that none stands over another."""
        labels, plot, measure = self._series.labels, self._plot, self._measure
        if not labels:
            return
        each = plot.width / len(labels)
        room = each - 8.0 if self._series.shape == "causes" else plot.width / 2.2
        words = [elided(one, max(room, 24.0), _SIZE, 400, measure) for one in labels]
        spans = []
        for at, text in zip(self._at, words, strict=True):
            half = measure.width(text, _SIZE, 400) / 2
            middle = min(max(at, plot.x + half - 8.0), self._rect.right - half)
            spans.append((middle - half - 6.0, middle + half + 6.0))
        # Counted from the last, which is the one that is looked for; of a period, both ends.
        ends = self._series.shape == "budget" and len(labels) > 1
        for step in (len(labels) - 1, len(labels)) if ends else range(1, len(labels) + 1):
            taken = list(range(len(labels) - 1, -1, -step))
            if all(spans[right][0] >= spans[left][1] for right, left in pairwise(taken)):
                break
        for at in taken:
            middle = sum(spans[at]) / 2
            spot = Point(middle, plot.bottom + 18.0)
            yield Text(spot, words[at], _SIZE, self._look.secondary, anchor=Anchor.MIDDLE)

    def _bars(self) -> Iterator[Shape]:
        wide = self._plot.width / max(len(self._series.labels), 1) * 0.72
        wide = min(wide, 64.0)
        ground = self._height(0.0)
        for one in self._series.lines:
            if one.role == "cumulative":
                continue
            for at, value, words in zip(self._at, one.values, one.texts, strict=True):
                if not value:
                    continue
                top = self._height(value)
                yield Box(
                    Rect(at - wide / 2, top, wide, ground - top),
                    Ink(self._look.accent),
                )
                if self._measure.width(words, _SIZE, 400) <= wide + 8.0:
                    yield Text(
                        Point(at, top - 4.0), words, _SIZE, self._look.text, anchor=Anchor.MIDDLE
                    )

    def _line(self, one: Told, height: Callable[[float], float]) -> Iterator[Shape]:
        points = [
            None if value is None else Point(at, height(value))
            for at, value in zip(self._at, one.values, strict=True)
        ]
        ink = self._ink(one)
        if one.role == "actual" and self._series.shape == "budget":
            points = list(_stepped(points))
        steps = tuple(_joined(points))
        if steps:
            yield Path(steps, ink)
        if one.role in ("actual", "cumulative"):
            for at in dict.fromkeys(points):
                if at is not None:
                    yield Oval(Rect(at.x - 3.0, at.y - 3.0, 6.0, 6.0), Ink(ink.stroke))

    def _ink(self, one: Told) -> Ink:
        look = self._look
        if one.role == "actual":
            return Ink(stroke=look.accent, width=2.0)
        if one.role == "cumulative":
            return Ink(stroke=look.lines[Kind.INFLUENCE], width=1.5)
        colour = look.text if one.role == "target" else look.strong
        return Ink(stroke=colour, width=1.5, dash=_DASHES.get(one.role, ()))


def _stepped(points: Sequence[Point | None]) -> Iterator[Point | None]:
    """What is left stays until it is used: level, then down."""
    before: Point | None = None
    for at in points:
        if at is not None and before is not None and at.y != before.y:
            yield Point(at.x, before.y)
        yield at
        before = at


def _joined(points: Sequence[Point | None]) -> Iterator[Step]:
    """A line through points, broken where there is none; one that stands alone is a short one."""
    before: Point | None = None
    for number_, at in enumerate(points):
        if at is not None:
            alone = before is None and (number_ + 1 == len(points) or points[number_ + 1] is None)
            yield Move(Point(at.x - 4.0, at.y) if alone else at) if before is None else Line(at)
            if alone:
                yield Line(Point(at.x + 4.0, at.y))
        before = at
