"""A gauge as shapes: what a client is shown of one objective, on paper, in a file, or on screen.

The figure is a mark at its place on the scale, never a bar: the scale may begin above nought. The
state is told by a shape and its word; colour only repeats it.
"""

from __future__ import annotations

from collections.abc import Iterator

from acctdesk.clientview import Gauge
from acctdesk.drawing.geometry import Point, Rect
from acctdesk.drawing.look import Look, Measure, Tone, elided
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
from acctdesk.drawing.strokes import Mark, mark

HEIGHT = 180.0
"""Of a card, in pixels."""
LEAST = 280.0
"""Width of a card at least."""
_PAD, _TRACK = 16.0, 10.0
_SPARK = (88.0, 24.0)
_TONES = {"good": Tone.GOOD, "warn": Tone.WARY, "bad": Tone.COLD, "none": Tone.EVEN}
_MARKS = {"warn": Mark.TRIANGLE, "bad": Mark.CROSS, "none": Mark.RING}


def gauge_card(gauge: Gauge, rect: Rect, look: Look, measure: Measure) -> Group:
    """Draw a gauge on a card.

    Args:
        gauge: What it says.
        rect: Where; `HEIGHT` high and `LEAST` wide at least.
        look: Colours.
        measure: Says how wide words are.
    """
    shapes: list[Shape] = [
        Box(rect.grown(-0.5), Ink(look.surface, look.border), 8.0),
        *_head(gauge, rect, look, measure),
        *_figure(gauge, rect, look, measure),
        *_scale(gauge, rect, look, measure),
    ]
    room = rect.width - 2 * _PAD
    foot = elided(gauge.foot, room, 12.0, 400, measure)
    shapes.append(Text(Point(rect.x + _PAD, rect.bottom - 14.0), foot, 12.0, look.secondary))
    said = (gauge.name, gauge.value, gauge.state, gauge.target, gauge.foot)
    return Group(tuple(shapes), ", ".join(filter(None, said)))


def state_shapes(
    gauge: Gauge, at: Point, look: Look, measure: Measure, *, size: float = 12.0
) -> tuple[tuple[Shape, ...], float]:
    """Draw how a gauge stands: a mark and its word.

    Args:
        gauge: What it says.
        at: Left end of the word's baseline, mark included.
        look: Colours.
        measure: Says how wide words are.
        size: Of the word, in pixels.

    Returns:
        The shapes, and how wide they are.
    """
    colour, outline = look.tones[_TONES[gauge.tone]]
    edge = size - 1.0
    where = Rect(at.x, at.y - edge + 1.0, edge, edge)
    sign: Shape
    if gauge.tone == "good":
        steps: tuple[Step, ...] = (
            Move(Point(where.x + edge * 0.08, where.y + edge * 0.55)),
            Line(Point(where.x + edge * 0.38, where.y + edge * 0.85)),
            Line(Point(where.x + edge * 0.95, where.y + edge * 0.15)),
        )
        sign = Path(steps, Ink(stroke=colour, width=2.0))
    else:
        sign = mark(_MARKS[gauge.tone], where, colour, outline)
    word = Text(Point(at.x + edge + 5.0, at.y), gauge.state, size, look.text, 500)
    return (sign, word), edge + 5.0 + measure.width(gauge.state, size, 500)


def _head(gauge: Gauge, rect: Rect, look: Look, measure: Measure) -> Iterator[Shape]:
    left, top = rect.x + _PAD, rect.y + _PAD
    _shapes, wide = state_shapes(gauge, Point(0.0, 0.0), look, measure)
    shapes, _wide = state_shapes(gauge, Point(rect.right - _PAD - wide, top + 12.0), look, measure)
    room = rect.width - 2 * _PAD
    name = elided(gauge.name, room - wide - 12.0, 14.0, 600, measure)
    yield Text(Point(left, top + 12.0), name, 14.0, look.text, 600)
    note = elided(gauge.note, room, 12.0, 400, measure)
    yield Text(Point(left, top + 31.0), note, 12.0, look.secondary)
    yield from shapes


def _figure(gauge: Gauge, rect: Rect, look: Look, measure: Measure) -> Iterator[Shape]:
    left, base = rect.x + _PAD, rect.y + 82.0
    size = 24.0 if gauge.at is not None else 16.0
    yield Text(Point(left, base), gauge.value, size, look.text, 600)
    known = [one for one in gauge.trend if one is not None]
    spark = len(known) > 1
    after = left + measure.width(gauge.value, size, 600) + 10.0
    room = rect.right - _PAD - (_SPARK[0] + 12.0 if spark else 0.0) - after
    if gauge.margin and room > 24.0:
        words = elided(gauge.margin, room, 12.0, 400, measure)
        yield Text(Point(after, base), words, 12.0, look.secondary)
    if spark:
        where = Rect(rect.right - _PAD - _SPARK[0], base - 20.0, *_SPARK)
        yield from _sparkline(gauge, where, look)


def _sparkline(gauge: Gauge, where: Rect, look: Look) -> Iterator[Shape]:
    known = [one for one in gauge.trend if one is not None]
    low, high = min(known), max(known)
    span = (high - low) or 1.0
    across = where.width / max(len(gauge.trend) - 1, 1)
    steps: list[Step] = []
    last = None
    for number, value in enumerate(gauge.trend):
        if value is None:
            last = None
            continue
        share = (value - low) / span if high > low else 0.5
        at = Point(where.x + number * across, where.bottom - share * where.height)
        steps.append(Move(at) if last is None else Line(at))
        last = at
    yield Path(tuple(steps), Ink(stroke=look.strong, width=1.5))
    if last is not None:
        yield Oval(Rect(last.x - 2.5, last.y - 2.5, 5.0, 5.0), Ink(look.text))


def _scale(gauge: Gauge, rect: Rect, look: Look, measure: Measure) -> Iterator[Shape]:
    left, wide = rect.x + _PAD, rect.width - 2 * _PAD
    top = rect.y + 106.0
    track = Rect(left, top, wide, _TRACK)
    yield Box(track, Ink(look.chip), 2.0)
    span = gauge.high - gauge.low

    def place(value: float) -> float:
        share = (value - gauge.low) / span if span > 0 else 0.0
        return left + min(max(share, 0.0), 1.0) * wide

    words = top + _TRACK + 19.0
    taken: list[tuple[float, float]] = []
    if gauge.mark is not None:
        at = place(gauge.mark)
        yield Box(Rect(at - 1.0, top - 5.0, 2.0, _TRACK + 10.0), Ink(look.text))
        half = measure.width(gauge.target, 12.0, 500) / 2
        middle = min(max(at, left + half), left + wide - half)
        yield Text(Point(middle, words), gauge.target, 12.0, look.text, 500, Anchor.MIDDLE)
        taken.append((middle - half - 8.0, middle + half + 8.0))
    ends = ((gauge.low_text, left, Anchor.START), (gauge.high_text, left + wide, Anchor.END))
    for text, at, anchor in ends:
        width = measure.width(text, 12.0, 400)
        begin = at if anchor is Anchor.START else at - width
        if all(begin + width < one or begin > other for one, other in taken):
            yield Text(Point(at, words), text, 12.0, look.secondary, 400, anchor)
    if gauge.at is not None:
        at, middle, edge = place(gauge.at), top + _TRACK / 2, 8.0
        corners = ((0.0, -edge), (edge, 0.0), (0.0, edge), (-edge, 0.0))
        points = [Point(at + dx, middle + dy) for dx, dy in corners]
        colour, outline = look.tones[_TONES[gauge.tone]]
        yield Path(
            (Move(points[0]), *map(Line, (*points[1:], points[0]))),
            Ink(colour, outline or look.surface, 1.5),
        )
