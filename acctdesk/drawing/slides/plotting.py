"""The ground of a chart on a slide: its scale, where its labels stand, and how its lines look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from acctdesk.clientview import Line as Told
from acctdesk.clientview import Series
from acctdesk.drawing.geometry import Point, Rect
from acctdesk.drawing.look import Kind
from acctdesk.drawing.scene import Anchor, Ink, Line, Move, Path, Shape, Text
from acctdesk.drawing.serieschart import Ticks, ticks
from acctdesk.drawing.slides.style import HAIR, STROKE, Kit
from acctdesk.drawing.slides.typesetting import Lines, set_text

AXIS = 22.0
"""Letters of scales and labels."""
_DASHES = {"target": (), "even": (4.0, 8.0), "projected": (18.0, 8.0, 4.0, 8.0)}
_APART = 18.0


def scale_of(series: Series) -> Ticks:
    """The scale that shows all values of a chart.

    Args:
        series: What it shows.
    """
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
    counts = series.shape != "trend" and all(
        not value or value % 1 == 0
        for one in drawn if one.role == "actual" for value in one.values
    )  # fmt: skip
    return ticks(low, high, whole=counts)


def line_ink(told: Told, number: int, kit: Kit) -> Ink:
    """How a line is drawn.

    Args:
        told: The line.
        number: Which of the lines that were measured it is, from 0.
        kit: What is needed to draw.
    """
    look = kit.look
    if told.role == "actual":
        dash = ((), (14.0, 8.0), (4.0, 6.0), (20.0, 6.0, 4.0, 6.0), (30.0, 6.0))[number % 5]
        return Ink(stroke=kit.series(number), width=STROKE + 1.0, dash=dash)
    if told.role == "cumulative":
        return Ink(stroke=look.lines[Kind.INFLUENCE], width=STROKE)
    colour = look.text if told.role == "target" else look.strong
    return Ink(stroke=colour, width=STROKE, dash=_DASHES.get(told.role, ()))


def level(plot: Rect, y: float, ink: Ink) -> Shape:
    """A line across the plot."""
    y = round(y)
    return Path((Move(Point(plot.x, y)), Line(Point(plot.right, y))), ink)


def grid(scale: Ticks, plot: Rect, kit: Kit) -> Iterator[Shape]:
    """Rules across the plot, each with its value left of it.

    Args:
        scale: The scale.
        plot: Where it is drawn.
        kit: What is needed to draw.
    """
    for value in scale.values:
        y = plot.bottom - (value - scale.low) / (scale.high - scale.low) * plot.height
        ground = value == scale.low or abs(value) < scale.step / 1000
        colour = kit.look.strong if ground else kit.look.faint
        yield level(plot, y, Ink(stroke=colour, width=HAIR))
        at = Point(plot.x - 14.0, y + AXIS * 0.36)
        yield Text(at, scale.words(value), AXIS, kit.look.secondary, anchor=Anchor.END)


def label_shapes(
    labels: Sequence[str],
    at: Sequence[float],
    plot: Rect,
    right: float,
    kit: Kit,
    *,
    ends: bool = False,
) -> Iterator[Shape]:
    """Labels beneath the plot: every one, or every second, third …, so that none meets another.

    Args:
        labels: What they say.
        at: Where each stands, across.
        plot: Where the chart is drawn.
        right: How far to the right they may reach.
        kit: What is needed to draw.
        ends: Whether the first and the last matter, and the others don't.
    """
    room = plot.width / 2.4
    told = [set_text(one, room, AXIS, 400, kit.measure) for one in labels]
    spans = []
    for middle, lines in zip(at, told, strict=True):
        half = lines.width(kit.measure) / 2
        middle = min(max(middle, plot.x + half - 20.0), right - half)
        spans.append((middle - half, middle + half))
    count = len(labels)
    taken: list[int] = []
    # Counted from the last, which is the one that is looked for.
    for step in (count - 1, count) if ends and count > 1 else range(1, count + 1):
        taken = list(range(count - 1, -1, -step))
        if all(spans[a][0] >= spans[b][1] + _APART for a, b in pairwise(taken)):
            break
    for one in taken:
        left, end = spans[one]
        spot = Point(left, plot.bottom + 12.0)
        yield from told[one].shapes(spot, end - left, kit.look.secondary, Anchor.MIDDLE)


def label_height(labels: Sequence[str], width: float, kit: Kit) -> float:
    """How high the labels beneath a plot are, in pixels.

    Args:
        labels: What they say.
        width: Of the plot.
        kit: What is needed to draw.
    """
    told = [set_text(one, width / 2.4, AXIS, 400, kit.measure) for one in labels]
    return max((one.height for one in told), default=0.0) + 12.0


def spread_out(wanted: Sequence[tuple[float, Lines]], top: float, bottom: float) -> list[float]:
    """Where names beside their lines stand, so that none covers another.

    Args:
        wanted: The height each would stand at in its middle, and the name.
        top: Upper end of what they may take.
        bottom: Lower end.

    Returns:
        The upper edge of each.
    """
    order = sorted(range(len(wanted)), key=lambda one: wanted[one][0])
    tops = [0.0] * len(wanted)
    free = top
    for one in order:
        middle, lines = wanted[one]
        tops[one] = max(middle - lines.height / 2, free)
        free = tops[one] + lines.height + 4.0
    limit = bottom
    for one in reversed(order):
        tops[one] = min(tops[one], limit - wanted[one][1].height)
        limit = tops[one] - 4.0
    return tops
