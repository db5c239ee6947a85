"""How something stands: a sign that is told from the others by its shape, and its word."""

from __future__ import annotations

from acctdesk.drawing.geometry import Point, Rect
from acctdesk.drawing.scene import Ink, Line, Move, Path, Shape, Step
from acctdesk.drawing.slides.style import Kit
from acctdesk.drawing.slides.typesetting import LEADING, Lines, set_text
from acctdesk.drawing.strokes import Mark, mark

_MARKS = {"warn": Mark.TRIANGLE, "bad": Mark.CROSS}
_BESIDE = 1.3
"""From the left of a sign to its word, in sizes of the word."""


def tone_mark(tone: str, rect: Rect, kit: Kit) -> Shape:
    """Draw the sign of a tone.

    Args:
        tone: "good", "warn", "bad" or "none".
        rect: What it fills.
        kit: What is needed to draw.
    """
    colour, outline = kit.tone(tone)
    if tone != "good":
        return mark(_MARKS.get(tone, Mark.RING), rect, colour, outline)
    steps: tuple[Step, ...] = (
        Move(Point(rect.x + rect.width * 0.08, rect.y + rect.height * 0.55)),
        Line(Point(rect.x + rect.width * 0.38, rect.y + rect.height * 0.85)),
        Line(Point(rect.x + rect.width * 0.95, rect.y + rect.height * 0.15)),
    )
    return Path(steps, Ink(stroke=colour, width=max(rect.width * 0.17, 2.0)))


def state_lines(words: str, room: float, size: float, kit: Kit) -> Lines:
    """Set the word of a state so that its sign fits beside it.

    Args:
        words: The word.
        room: How wide both may be, in pixels.
        size: Of the letters.
        kit: What is needed to draw.
    """
    return set_text(words, room - size * _BESIDE, size, 500, kit.measure)


def state_width(lines: Lines, kit: Kit) -> float:
    """How wide a state is with its sign, in pixels; 0 for nothing said.

    Args:
        lines: Its word as it is set.
        kit: What is needed to draw.
    """
    return lines.width(kit.measure) + lines.size * _BESIDE if lines.lines else 0.0


def state_shapes(lines: Lines, tone: str, at: Point, room: float, kit: Kit) -> tuple[Shape, ...]:
    """Draw a state: its sign, and its word beside it.

    Args:
        lines: The word as it is set.
        tone: "good", "warn", "bad" or "none".
        at: The upper left corner.
        room: How wide both may be.
        kit: What is needed to draw.
    """
    if not lines.lines:
        return ()
    edge = lines.size * 0.9
    top = at.y + (lines.size * LEADING - edge) / 2
    sign = tone_mark(tone, Rect(at.x, top, edge, edge), kit)
    beside = lines.size * _BESIDE
    left = Lines(lines.lines, lines.size, lines.weight)
    return (sign, *left.shapes(Point(at.x + beside, at.y), room - beside, kit.look.text))
