"""The lines of a map as shapes, each kind in a form of its own, and the legend that names them.

Told apart without colour: reporting is a thin line, dotted is dots, influence is dashes with an
arrow, conflict is a zigzag. Every tie says its kind in words beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from acctdesk.drawing.geometry import Point, Rect, around, strip
from acctdesk.drawing.look import MARKS, Kind, Look, Measure, Tone
from acctdesk.drawing.routes import Route
from acctdesk.drawing.scene import Anchor, Box, Group, Ink, Line, Move, Path, Shape, Step, Text
from acctdesk.drawing.strokes import arrow_head, cut, mark, rounded, zigzag

SIZE = 12.0
"""Of the words beside a line, in pixels."""
_LINE = 18.0
_HEAD = (10.0, 9.0)
_WIDTHS = {None: 1.5, 1: 1.25, 2: 1.75, 3: 2.75}


def label_size(words: str, measure: Measure) -> tuple[float, float]:
    """How much room the words of a tie need: what `routes.Tie.label` asks for, in pixels."""
    return measure.width(words, SIZE, 500) + 8.0, _LINE


def tie_shapes(
    route: Route,
    kind: Kind,
    label: str,
    look: Look,
    strength: int | None = None,
) -> tuple[Shape, ...]:
    """Draw the line between two cards.

    Args:
        route: Where it runs, and where its words go.
        kind: What it says.
        label: The kind in words; drawn where the route has room for words.
        look: Colours.
        strength: 1 to 3, the stronger the thicker; None when nobody has said.

    Returns:
        One group with the words as its title.
    """
    shapes = [*_stroke(route.points, kind, look, _WIDTHS.get(strength, 1.5))]
    if route.label is not None and label:
        middle = route.label.middle
        shapes.append(Box(route.label, Ink(look.page), 3.0))
        shapes.append(
            Text(
                Point(middle.x, middle.y + SIZE * 0.36), label, SIZE, look.text, 500, Anchor.MIDDLE
            )
        )
    return (Group(tuple(shapes), label),)


def report_shapes(trunks: Iterable[tuple[Point, Point]], look: Look) -> tuple[Shape, ...]:
    """Draw all lines of reporting at once.

    Args:
        trunks: `Routes.trunks`.
        look: Colours.
    """
    steps: list[Step] = []
    for start, end in trunks:
        steps += (Move(start), Line(end))
    return (Path(tuple(steps), Ink(stroke=look.lines[Kind.REPORTS], width=1.25)),) if steps else ()


def ground_of(route: Route) -> Rect:
    """The rectangle that a tie's shapes stay in: to say what is to be painted anew."""
    stretches = [strip(a, b) for a, b in pairwise(route.points)]
    return around([*stretches, *([route.label] if route.label else [])]).grown(8.0)


def _stroke(points: Sequence[Point], kind: Kind, look: Look, width: float) -> Iterator[Shape]:
    colour = look.lines[kind]
    match kind:
        case Kind.REPORTS:
            yield Path(rounded(points, 0.0), Ink(stroke=colour, width=1.25))
        case Kind.DOTTED:
            # Square dots: as long as they are wide.
            yield Path(rounded(points, 8.0), Ink(stroke=colour, width=width, dash=(width, 3.5)))
        case Kind.INFLUENCE:
            shaft = cut(points, _HEAD[0] - 1.0)
            yield Path(rounded(shaft, 8.0), Ink(stroke=colour, width=width, dash=(7.0, 4.0)))
            yield Path(arrow_head(points, *_HEAD), Ink(colour))
        case Kind.CONFLICT:
            yield Path(zigzag(points, 3.5, 9.0), Ink(stroke=colour, width=width))


def legend_shapes(
    entries: Sequence[tuple[Kind | Tone, str]],
    at: Point,
    room: float,
    look: Look,
    measure: Measure,
) -> tuple[tuple[Shape, ...], Rect]:
    """Draw what the lines and marks of a map mean, from left to right, on as many lines as needed.

    Args:
        entries: Each kind or tone that occurs, with its word.
        at: Upper left corner.
        room: How wide it may become, in pixels; one entry is never broken.
        look: Colours.
        measure: Says how wide words are.

    Returns:
        The shapes, and the ground they cover.
    """
    shapes: list[Shape] = []
    grounds: list[Rect] = []
    x, y = at
    for what, words in entries:
        sample = 32.0 if isinstance(what, Kind) else 10.0
        width = sample + 8.0 + measure.width(words, SIZE, 400)
        if x > at.x and x + width > at.x + room:
            x, y = at.x, y + 24.0
        middle = y + _LINE / 2
        if isinstance(what, Kind):
            ends = (Point(x, middle), Point(x + sample, middle))
            shapes += _stroke(ends, what, look, 1.75)
        else:
            colour, outline = look.tones[what]
            where = Rect(x, middle - sample / 2, sample, sample)
            shapes.append(mark(MARKS[what], where, colour, outline))
        shapes.append(
            Text(Point(x + sample + 8.0, middle + SIZE * 0.36), words, SIZE, look.secondary)
        )
        grounds.append(Rect(x, y, width, _LINE))
        x += width + 24.0
    return tuple(shapes), around(grounds)
