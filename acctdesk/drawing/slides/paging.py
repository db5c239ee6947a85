"""Slides whose parts don't fit are parted into several; none is ever cut.

What is laid out here is drawn as a scene, and written into a deck: both show the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from acctdesk.clientview import Deck, Slide
from acctdesk.drawing.geometry import Rect
from acctdesk.drawing.inter import Inter
from acctdesk.drawing.look import Measure
from acctdesk.drawing.slides.block import Placed
from acctdesk.drawing.slides.frames import Frame, frame_for, said_of
from acctdesk.drawing.slides.layout import (
    bands_of,
    blocks_of,
    least_of,
    place_bands,
    split_bands,
)
from acctdesk.drawing.slides.style import WIDE, Kit, kit_for, remembered
from acctdesk.drawing.slides.tables import Grid
from acctdesk.words import _, speaking

SIZE = (WIDE, 1080.0)
"""Of a slide, in pixels."""
_SHRINKING = (1.0, 1.12, 1.25, 1.4, 1.6, 2.0, 2.5, 3.2, 4.0, 6.0, 9.0)
"""By how much the room of what can't be parted grows in turn, and its letters shrink."""


@dataclass(frozen=True, slots=True)
class Page:
    """A slide as it is laid out.

    Attributes:
        slide: The slide.
        frame: What stands around its parts.
        placed: Its parts, in a room of the size of the frame's body times `scale`.
        scale: How many of their pixels are one of the slide; 1 unless something fits nowhere.
        kit: What is needed to draw.
        language: BCP 47 tag of the language it speaks.
    """

    slide: Slide
    frame: Frame
    placed: tuple[Placed, ...]
    scale: float
    kit: Kit
    language: str


def page_for(
    deck: Deck, slide: Slide, place: str, measure: Measure, size: tuple[float, float] = SIZE
) -> Page:
    """Lay a slide out.

    Args:
        deck: The deck.
        slide: The slide, of the deck or of what is prepared for one of its slides.
        place: "4 / 9"; empty for none.
        measure: Says how wide words are.
        size: Width and height of the slide, in any unit: their proportion counts.
    """
    measure = remembered(measure)
    with speaking(deck.language):
        kit = kit_for(deck.brand, measure, said_of(slide))
        frame = frame_for(deck, slide, place, measure, WIDE * size[1] / size[0])
        placed, scale = place_parts(slide, kit, frame.body)
    return Page(slide, frame, placed, scale, kit, deck.language)


def place_parts(slide: Slide, kit: Kit, body: Rect) -> tuple[tuple[Placed, ...], float]:
    """Where the parts of a slide stand.

    Args:
        slide: The slide.
        kit: What is needed to draw.
        body: Where they may stand.

    Returns:
        The parts, from the upper left corner of a room that is as large as the body times the
        second value; that is 1 unless something fits nowhere and has to shrink.
    """
    bands = bands_of(blocks_of(slide.parts, kit))
    if not bands:
        return (), 1.0
    for scale in _SHRINKING:
        room = Rect(0.0, 0.0, body.width * scale, body.height * scale)
        if least_of(bands, room.width) <= room.height + 0.5:
            break
    placed = place_bands(bands, room)
    tables = [(one.block, one.rect) for one in placed if isinstance(one.block, Grid)]
    if len(tables) > 1:
        most = min(grid.set_at(rect).size for grid, rect in tables)
        for grid, _rect in tables:
            grid.most = most
        placed = place_bands(bands, room)
    return tuple(placed), scale


def paginate(deck: Deck, measure: Measure | None = None) -> Deck:
    """Part the slides whose parts don't fit: "Service levels (1 of 2)".

    Done once before a deck is presented or written; parting it again changes nothing.

    Args:
        deck: The deck.
        measure: Says how wide words are; the bundled typeface unless given.

    Returns:
        The same deck with as many slides as it takes. What is prepared for who asks further stays
        with the first of them.
    """
    return replace(deck, slides=tuple(slide for _number, slide in _paged(deck, measure or Inter())))


def origins(deck: Deck, measure: Measure | None = None) -> tuple[int, ...]:
    """For each slide of the parted deck, which slide of the given one it comes from, from 0.

    Args:
        deck: The deck as it was before it was parted.
        measure: Says how wide words are; the bundled typeface unless given.
    """
    return tuple(number for number, _slide in _paged(deck, measure or Inter()))


def _paged(deck: Deck, measure: Measure) -> Iterator[tuple[int, Slide]]:
    measure = remembered(measure)
    with speaking(deck.language):
        for number, slide in enumerate(deck.slides):
            more = tuple(part for one in slide.more for part in _whole(deck, one, measure))
            for part in _whole(deck, replace(slide, more=more), measure):
                yield number, part


def _whole(deck: Deck, slide: Slide, measure: Measure) -> list[Slide]:
    """The slides that one takes, each told which of how many it is."""
    found = list(_parts(deck, slide, measure))
    if len(found) < 2:
        return found
    # Titles grow by which of how many they are: the parts are made to fit beneath the longer one.
    longer = replace(slide, title=_numbered(slide.title, 88, 88))
    found = list(_parts(deck, longer, measure))
    return [
        replace(
            one,
            name=_numbered(slide.name, at, len(found)),
            title=_numbered(slide.title, at, len(found)),
            notes=slide.notes if at == 1 else (),
            more=slide.more if at == 1 else (),
        )
        for at, one in enumerate(found, 1)
    ]


def _numbered(words: str, number: int, count: int) -> str:
    return _("{title} ({number} of {count})").format(title=words, number=number, count=count)


def _parts(deck: Deck, slide: Slide, measure: Measure) -> Iterator[Slide]:
    rest = slide
    while True:
        kit = kit_for(deck.brand, measure, said_of(rest))
        body = frame_for(deck, rest, "88 / 88", measure, SIZE[1]).body
        bands = bands_of(blocks_of(rest.parts, kit))
        if least_of(bands, body.width) <= body.height + 0.5:
            break
        halves = split_bands(bands, body.width, body.height)
        if halves is None or halves[0] == rest.parts or not halves[0]:
            break
        # What was kept may stand otherwise when it is alone: it is parted anew.
        yield from _parts(deck, replace(rest, parts=halves[0]), measure)
        rest = replace(rest, parts=halves[1])
    yield rest
