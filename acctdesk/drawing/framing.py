"""What stands around a drawing: its title, what it is and of when, the legend, the watermark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from acctdesk.drawing.geometry import Point, Rect
from acctdesk.drawing.look import Kind, Look, Measure, Tone, broken
from acctdesk.drawing.scene import Anchor, Scene, Shape, Text
from acctdesk.drawing.ties import legend_shapes

MARGIN = 32.0
"""Around everything, in pixels."""
NARROWEST = 480.0
"""Room that title and legend have, however small the drawing, in pixels."""

_TITLE, _NOTE = 20.0, 12.0
_STAMP = 44.0
_ACROSS, _DOWN = 420.0, 240.0
"""How far watermarks stand apart: so near that no piece that is cut out goes without one."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What is said around a drawing.

    Attributes:
        title: What it shows.
        note: A line below: of which day, for whom.
        legend: Each kind of line and each tone that occurs, with its word.
        watermark: A word that lies across all of it; empty for none.
        description: The drawing in words, for who can't see it.
    """

    title: str
    note: str = ""
    legend: Sequence[tuple[Kind | Tone, str]] = ()
    watermark: str = ""
    description: str = ""


def framed(
    shapes: Sequence[Shape], bounds: Rect, frame: Frame, look: Look, measure: Measure
) -> Scene:
    """Put a drawing into its frame.

    Args:
        shapes: The drawing.
        bounds: The ground it covers.
        frame: What is said around it.
        look: Colours.
        measure: Says how wide words are.
    """
    room = max(bounds.width, NARROWEST)
    left = bounds.x - (room - bounds.width) / 2
    titles = broken(frame.title, room, 2, _TITLE, 600, measure)
    notes = broken(frame.note, room, 3, _NOTE, 400, measure)
    top = bounds.y - 24.0 - len(titles) * 26.0 - len(notes) * 18.0
    above: list[Shape] = []
    y = top
    for line in titles:
        above.append(Text(Point(left, y + 20.0), line, _TITLE, look.text, 600))
        y += 26.0
    for line in notes:
        above.append(Text(Point(left, y + 14.0), line, _NOTE, look.secondary))
        y += 18.0
    bottom = bounds.bottom
    below: Sequence[Shape] = ()
    if frame.legend:
        at = Point(left, bottom + 28.0)
        below, ground = legend_shapes(frame.legend, at, room, look, measure)
        bottom = ground.bottom
    whole = Rect(left, top, room, bottom - top).grown(MARGIN)
    stamps = tuple(_stamps(frame.watermark, whole, look)) if frame.watermark else ()
    return Scene(
        whole,
        (*above, *shapes, *below, *stamps),
        frame.title,
        frame.description,
        look.page,
        look.fonts,
    )


def _stamps(word: str, whole: Rect, look: Look) -> Iterator[Shape]:
    """The watermark again and again, on everything else, every other row shifted by half."""
    columns, rows = ceil(whole.width / _ACROSS), ceil(whole.height / _DOWN)
    across, down = whole.width / columns, whole.height / rows
    for row in range(rows):
        for column in range(columns + row % 2):
            x = whole.x + (column + (0.0 if row % 2 else 0.5)) * across
            y = whole.y + (row + 0.5) * down
            yield Text(Point(x, y), word, _STAMP, look.secondary, 600, Anchor.MIDDLE, -24.0, 0.12)
