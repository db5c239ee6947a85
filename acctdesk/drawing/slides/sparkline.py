"""The course of a figure in a few strokes, without a scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from acctdesk.drawing.geometry import Point, Rect
from acctdesk.drawing.scene import Ink, Line, Move, Oval, Path, Shape, Step
from acctdesk.drawing.slides.style import Kit


def spark_shapes(trend: Sequence[float | None], rect: Rect, kit: Kit) -> Iterator[Shape]:
    """Draw the course of a figure.

    Args:
        trend: The figures, the oldest first; None where there was none.
        rect: Where.
        kit: What is needed to draw.
    """
    known = [one for one in trend if one is not None]
    low, high = min(known), max(known)
    span = (high - low) or 1.0
    across = rect.width / max(len(trend) - 1, 1)
    steps: list[Step] = []
    last: Point | None = None
    for number, value in enumerate(trend):
        if value is None:
            last = None
            continue
        share = (value - low) / span if high > low else 0.5
        at = Point(rect.x + number * across, rect.bottom - share * rect.height)
        steps.append(Move(at) if last is None else Line(at))
        last = at
    yield Path(tuple(steps), Ink(stroke=kit.look.strong, width=3.0))
    if last is not None:
        yield Oval(Rect(last.x - 5.0, last.y - 5.0, 10.0, 10.0), Ink(kit.look.text))
