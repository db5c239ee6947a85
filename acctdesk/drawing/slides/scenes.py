"""A slide as a scene: what is presented, previewed and printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from acctdesk.clientview import Deck, Slide
from acctdesk.drawing.geometry import Point, Rect
from acctdesk.drawing.look import Measure
from acctdesk.drawing.scene import (
    Box,
    Close,
    Curve,
    Group,
    Ink,
    Line,
    Move,
    Oval,
    Path,
    Picture,
    Scene,
    Shape,
    Step,
    Text,
)
from acctdesk.drawing.slides.paging import SIZE, Page, page_for
from acctdesk.drawing.slides.style import WIDE
from acctdesk.words import speaking


def slide_scene(
    deck: Deck, number: int, measure: Measure, size: tuple[float, float] = SIZE
) -> Scene:
    """Draw a slide of a deck.

    Args:
        deck: The deck, parted by `paginate`; a slide whose parts don't fit shrinks otherwise.
        number: Which slide, from 1, as it says itself: "4 / 9".
        measure: Says how wide words are.
        size: Width and height of the scene, in pixels.

    Raises:
        IndexError: There is no such slide.
    """
    if not 1 <= number <= len(deck.slides):
        raise IndexError(f"there is no slide {number}")
    place = f"{number} / {len(deck.slides)}"
    return page_scene(page_for(deck, deck.slides[number - 1], place, measure, size), size)


def more_scene(
    deck: Deck, number: int, more: int, measure: Measure, size: tuple[float, float] = SIZE
) -> Scene:
    """Draw what is prepared for who asks further about a slide.

    Args:
        deck: The deck, parted by `paginate`.
        number: Which slide, from 1.
        more: Which of its further slides, from 1.
        measure: Says how wide words are.
        size: Width and height of the scene, in pixels.

    Raises:
        IndexError: There is no such slide.
    """
    if not 1 <= number <= len(deck.slides) or not 1 <= more <= len(deck.slides[number - 1].more):
        raise IndexError(f"there is no slide {number}.{more}")
    slide: Slide = deck.slides[number - 1].more[more - 1]
    return page_scene(page_for(deck, slide, f"{number}.{more}", measure, size), size)


def deck_scenes(
    deck: Deck, measure: Measure, size: tuple[float, float] = SIZE
) -> tuple[Scene, ...]:
    """Draw every slide of a deck, without what is prepared for who asks further.

    Args:
        deck: The deck, parted by `paginate`.
        measure: Says how wide words are.
        size: Width and height of each scene, in pixels.
    """
    numbers = range(1, len(deck.slides) + 1)
    return tuple(slide_scene(deck, number, measure, size) for number in numbers)


def page_scene(page: Page, size: tuple[float, float] = SIZE) -> Scene:
    """Draw a slide as it is laid out.

    Args:
        page: The slide.
        size: Width and height of the scene, in pixels.
    """
    height = WIDE * size[1] / size[0]
    body = page.frame.body
    shapes: list[Shape] = list(page.frame.shapes(page.kit, height))
    with speaking(page.language):
        for placed in page.placed:
            drawn = tuple(placed.block.shapes(placed.rect))
            shapes += moved(drawn, 1 / page.scale, body.x, body.y)
    scale = size[0] / WIDE
    if scale != 1.0:
        shapes = list(moved(shapes, scale, 0.0, 0.0))
    look = page.kit.look
    said = ". ".join(dict.fromkeys(one for one in page.slide.texts() if one))
    bounds = Rect(0.0, 0.0, *size)
    return Scene(bounds, tuple(shapes), page.slide.title, said, look.page, look.fonts)


def moved(shapes: Sequence[Shape], scale: float, dx: float, dy: float) -> Iterator[Shape]:
    """Shapes made larger or smaller from the upper left corner, then moved.

    Args:
        shapes: What is moved.
        scale: By how much it grows.
        dx: How far to the right it goes then.
        dy: How far down.
    """

    def point(at: Point) -> Point:
        return Point(at.x * scale + dx, at.y * scale + dy)

    def rect(one: Rect) -> Rect:
        return Rect(*point(Point(one.x, one.y)), one.width * scale, one.height * scale)

    def ink(one: Ink) -> Ink:
        if scale == 1.0:
            return one
        return replace(one, width=one.width * scale, dash=tuple(part * scale for part in one.dash))

    for shape in shapes:
        match shape:
            case Box():
                yield Box(rect(shape.rect), ink(shape.ink), shape.radius * scale)
            case Oval():
                yield Oval(rect(shape.rect), ink(shape.ink))
            case Path():
                yield Path(tuple(_step(step, point) for step in shape.steps), ink(shape.ink))
            case Text():
                yield replace(shape, at=point(shape.at), size=shape.size * scale)
            case Picture():
                yield replace(shape, rect=rect(shape.rect))
            case Group():
                yield Group(tuple(moved(shape.shapes, scale, dx, dy)), shape.title)


def _step(step: Step, point: Callable[[Point], Point]) -> Step:
    match step:
        case Move(to):
            return Move(point(to))
        case Line(to):
            return Line(point(to))
        case Curve(by, to):
            return Curve(point(by), point(to))
        case Close():
            return step
