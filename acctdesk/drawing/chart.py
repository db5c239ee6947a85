"""An organisation as a picture: cards, the lines between them, and a frame around all.

What the window shows while one works on it is drawn from the same cards and lines; this is the
picture as a whole, for files, for print and for clients.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from acctdesk.drawing.card import HEIGHT, LOW, WIDEST, WIDTH, Face, card_shapes, width_of
from acctdesk.drawing.framing import Frame, framed
from acctdesk.drawing.geometry import NOWHERE, UNMOVED, Point, Rect, around
from acctdesk.drawing.look import Kind, Look, Measure
from acctdesk.drawing.routes import Tie, connect
from acctdesk.drawing.scene import Scene, Shape, Text
from acctdesk.drawing.ties import ground_of, label_size, report_shapes, tie_shapes
from acctdesk.drawing.tree import Card, Hanging, Layout, arrange

_GAP = 16.0


@dataclass(frozen=True, slots=True)
class Link:
    """A line between two cards beside reporting.

    Attributes:
        source: Number of the face it leads from.
        target: Number of the face it leads to.
        kind: What it says.
        words: The kind in words.
        strength: 1 to 3; None when nobody has said.
    """

    source: int
    target: int
    kind: Kind
    words: str
    strength: int | None = None


@dataclass(frozen=True, slots=True)
class Aside:
    """Cards that stand beneath the drawing, because nobody knows where they belong.

    Attributes:
        words: What they are called ("Parked").
        faces: The cards.
    """

    words: str
    faces: tuple[Face, ...]


def chart(
    faces: Sequence[Face],
    parents: Sequence[int | None],
    frame: Frame,
    measure: Measure,
    *,
    links: Sequence[Link] = (),
    moves: Sequence[Point] = (),
    aside: Aside | None = None,
    look: Look | None = None,
) -> Scene:
    """Draw an organisation.

    Args:
        faces: The cards, siblings in their order.
        parents: Number of the face each reports to; None at the top.
        frame: Title, date, legend and watermark.
        measure: Says how wide words are.
        links: What else is drawn between cards.
        moves: How far each card was moved by hand; none when not given.
        aside: Cards beneath the drawing.
        look: Colours; those of light paper when not given.

    Raises:
        Circle: Cards report to each other in a circle.
    """
    look = look or Look()
    # Who reads a file can't point at a card to see the rest of its words.
    everybody = (*faces, *(aside.faces if aside is not None else ()))
    width = max((width_of(face, measure) for face in everybody), default=WIDTH)
    width = min(max(width, WIDTH), WIDEST)
    layout = placed(faces, parents, moves, width)
    ties = [Tie(one.source, one.target, label_size(one.words, measure)) for one in links]
    routes = connect(layout, ties)
    shapes: list[Shape] = [*report_shapes(routes.trunks, look)]
    grounds: list[Rect] = []
    for link, route in zip(links, routes.ties, strict=True):
        if route is not None:
            shapes += tie_shapes(route, link.kind, link.words, look, link.strength)
            grounds.append(ground_of(route))
    for face, place in zip(faces, layout.places, strict=True):
        if place is not None:
            shapes += card_shapes(face, place, look, measure)
            grounds.append(place)
    bounds = around(grounds)
    if aside is not None and aside.faces:
        beneath, ground = _beneath(aside, bounds, look, measure, width)
        shapes += beneath
        bounds = ground if bounds == NOWHERE else around((bounds, ground))
    return framed(shapes, bounds, frame, look, measure)


def placed(
    faces: Sequence[Face],
    parents: Sequence[int | None],
    moves: Sequence[Point] = (),
    width: float = WIDTH,
) -> Layout:
    """Where the cards of an organisation stand.

    Args:
        faces: The cards.
        parents: Number of the face each reports to; None at the top.
        moves: How far each was moved by hand; none when not given.
        width: Of a card, in pixels.
    """
    # One height for all: whether a card says much isn't to be seen from afar.
    height = HEIGHT if any(face.has_foot for face in faces) else LOW
    return arrange(
        [
            Card(width, height, parent, moved=moves[at] if moves else UNMOVED)
            for at, parent in enumerate(parents)
        ],
        hanging=Hanging(),
    )


def _beneath(
    aside: Aside, bounds: Rect, look: Look, measure: Measure, width: float
) -> tuple[list[Shape], Rect]:
    """Cards side by side below a drawing, in as many rows as its width asks for."""
    left, top = bounds.x, bounds.bottom + (40.0 if bounds.height else 0.0)
    shapes: list[Shape] = [Text(Point(left, top + 14.0), aside.words, 13.0, look.secondary, 600)]
    each = max(2, int((bounds.width + _GAP) // (width + _GAP)))
    grounds = [Rect(left, top, measure.width(aside.words, 13.0, 600), 18.0)]
    for at, face in enumerate(aside.faces):
        row, column = divmod(at, each)
        height = HEIGHT if face.has_foot else LOW
        place = Rect(
            left + column * (width + _GAP), top + 28.0 + row * (HEIGHT + _GAP), width, height
        )
        shapes += card_shapes(face, place, look, measure)
        grounds.append(place)
    return shapes, around(grounds)
