"""What stands around the parts of a slide: head line, title, subtitle, source, for whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from acctdesk.clientview import Deck, Slide
from acctdesk.drawing.geometry import Point, Rect
from acctdesk.drawing.look import Measure
from acctdesk.drawing.scene import Anchor, Box, Ink, Picture, Shape
from acctdesk.drawing.slides.pictures import picture_size
from acctdesk.drawing.slides.style import EDGE, LEAST, WIDE, Kit
from acctdesk.drawing.slides.typesetting import Lines, set_text
from acctdesk.words import _

TITLES = ((54.0, 1), (50.0, 1), (48.0, 2), (42.0, 2), (36.0, 3), (30.0, 4), (26.0, 99))
"""Sizes of a title, and how many lines it may take in each."""
COVERS = ((88.0, 2), (76.0, 3), (64.0, 3), (52.0, 4), (40.0, 6), (30.0, 99))
"""Likewise of the title on a cover."""
_TOP, _BOTTOM = 56.0, 48.0
_LOGO = (360.0, 120.0)
_BAND = 20.0
_LEAST_BODY = 280.0
"""Height that a title leaves for the parts at least, in pixels."""
_FACTORS = (1.0, 0.8, 0.64, 0.5, 0.4, 0.3, 0.2)
"""By how much all words around the parts shrink in turn to leave it."""


@dataclass(frozen=True, slots=True)
class Told:
    """Some lines, and where they stand.

    Attributes:
        lines: The lines.
        rect: Where.
        anchor: To which side.
        strong: Whether they are read first.
    """

    lines: Lines
    rect: Rect
    anchor: Anchor = Anchor.START
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the parts of a slide.

    Attributes:
        head: Client, occasion and period.
        number: "4 / 9"; empty on a cover.
        title: What the slide says.
        subtitle: What is shown.
        source: Where the figures come from.
        prepared: For whom.
        body: Where the parts stand.
        logos: The pictures on a cover, and where.
        cover: Whether it is the first slide, or one that parts others.
    """

    head: Told
    number: Told
    title: Told
    subtitle: Told
    source: Told
    prepared: Told
    body: Rect
    logos: tuple[Picture, ...] = ()
    cover: bool = False

    def told(self) -> tuple[Told, ...]:
        """All of its words."""
        return (self.head, self.number, self.title, self.subtitle, self.source, self.prepared)

    def shapes(self, kit: Kit, height: float) -> Iterator[Shape]:
        """Draw it.

        Args:
            kit: What is needed to draw.
            height: Of the slide.
        """
        if self.cover:
            yield Box(Rect(0.0, 0.0, _BAND, height), Ink(kit.look.accent))
        for one in self.told():
            colour = kit.look.text if one.strong else kit.look.secondary
            at = Point(one.rect.x, one.rect.y)
            yield from one.lines.shapes(at, one.rect.width, colour, one.anchor)
        yield from self.logos


def said_of(slide: Slide) -> frozenset[str]:
    """What the head of a slide says, which nothing on it says again."""
    return frozenset(one for one in (slide.title, slide.subtitle) if one)


def frame_for(deck: Deck, slide: Slide, place: str, measure: Measure, height: float) -> Frame:
    """What stands around a slide's parts.

    Args:
        deck: The deck.
        slide: The slide.
        place: "4 / 9"; empty for none.
        measure: Says how wide words are.
        height: Of a slide that is 1920 wide.
    """
    made = _cover if slide.layout in ("title", "section") else _content
    for factor in _FACTORS:
        found = made(deck, slide, place, _Sizes(measure, factor), height)
        if found.body.height >= (_LEAST_BODY if slide.parts else 0.0):
            break
    return found


@dataclass(frozen=True, slots=True)
class _Sizes:
    """Sets words, all of them smaller by a factor where a title would leave no room."""

    measure: Measure
    factor: float

    def set(self, text: str, room: float, size: float) -> Lines:
        return set_text(text, room, size * self.factor, 400, self.measure)

    def title(self, text: str, room: float, sizes: tuple[tuple[float, int], ...]) -> Lines:
        told = tuple((size * self.factor, most) for size, most in sizes)
        return sized(text, room, told, self.measure)


def _content(deck: Deck, slide: Slide, place: str, sizes: _Sizes, height: float) -> Frame:
    room = WIDE - 2 * EDGE
    number = sizes.set(place, 240.0, LEAST)
    head = sizes.set(deck.line, room - 260.0, LEAST)
    y = _TOP + max(head.height, number.height) + 18.0
    title = sizes.title(slide.title, room, TITLES)
    subtitle = sizes.set(slide.subtitle, room, 28.0)
    told = [
        Told(head, Rect(EDGE, _TOP, room - 260.0, head.height)),
        Told(number, Rect(WIDE - EDGE - 240.0, _TOP, 240.0, number.height), Anchor.END),
        Told(title, Rect(EDGE, y, room, title.height), strong=True),
    ]
    y += title.height + (6.0 if subtitle.lines else 0.0)
    told.append(Told(subtitle, Rect(EDGE, y, room, subtitle.height)))
    y += subtitle.height + 40.0
    source, prepared = _foot(deck, slide, sizes, height)
    end = min(source.rect.y, prepared.rect.y) - 28.0
    body = Rect(EDGE, y, room, max(end - y, 1.0))
    return Frame(told[0], told[1], told[2], told[3], source, prepared, body)


def _foot(deck: Deck, slide: Slide, sizes: _Sizes, height: float) -> tuple[Told, Told]:
    room = WIDE - 2 * EDGE
    said = _("Prepared for %s") % deck.client if deck.client else ""
    prepared = sizes.set(said, room * 0.36, LEAST)
    source = sizes.set(slide.source, room * 0.6, LEAST)
    low = height - _BOTTOM
    right = WIDE - EDGE - room * 0.36
    return (
        Told(source, Rect(EDGE, low - source.height, room * 0.6, source.height)),
        Told(
            prepared, Rect(right, low - prepared.height, room * 0.36, prepared.height), Anchor.END
        ),
    )


def sized(text: str, room: float, sizes: tuple[tuple[float, int], ...], measure: Measure) -> Lines:
    """A title in the first size in which it takes few enough lines.

    Args:
        text: What it says.
        room: How wide a line may be.
        sizes: Sizes, each with how many lines it may take.
        measure: Says how wide words are.
    """
    found = Lines((), 1.0)
    for size, most in sizes:
        found = set_text(text, room, size, 600, measure)
        if len(found.lines) <= most:
            break
    return found


def _cover(deck: Deck, slide: Slide, place: str, sizes: _Sizes, height: float) -> Frame:
    """The first slide, or one that parts others: its title in the middle, and logos."""
    first = slide.layout == "title"
    left = EDGE + 40.0
    room = WIDE - left - EDGE
    facts = [deck.client, deck.period, deck.day, deck.by] if first else [deck.line]
    # What the slide says itself, in whichever of its lines, isn't said again.
    known = [slide.title, slide.subtitle, *(one for part in slide.parts for one in part.texts())]
    said = "\n".join(one for one in facts if one and not any(one in told for told in known))
    logos = tuple(_logos(deck)) if first else ()
    top = 56.0 + _LOGO[1] + 32.0 if logos else _TOP
    title = sizes.title(slide.title, room, COVERS)
    subtitle = sizes.set(slide.subtitle, room, 36.0)
    source, prepared = _foot(deck, slide, sizes, height)
    size = 32.0 if first else 26.0
    head = sizes.set(said, room, size)
    end = min(source.rect.y, prepared.rect.y) - 28.0
    whole = title.height + subtitle.height + head.height + 56.0
    y = max(top, (height - whole) * (0.44 if not slide.parts else 0.2))
    y = max(min(y, end - whole), _TOP)
    at_title = Rect(left, y, room, title.height)
    at_subtitle = Rect(left, at_title.bottom + 16.0, room, subtitle.height)
    apart = 40.0 if head.lines else 0.0
    at_head = Rect(left, at_subtitle.bottom + apart, room, head.height)
    number = sizes.set(place if not first else "", 240.0, LEAST)
    y = at_head.bottom + 40.0
    return Frame(
        Told(head, at_head),
        Told(number, Rect(WIDE - EDGE - 240.0, _TOP, 240.0, number.height), Anchor.END),
        Told(title, at_title, strong=True),
        Told(subtitle, at_subtitle),
        source,
        prepared if not first else Told(Lines((), 1.0), prepared.rect),
        Rect(left, y, room, max(end - y, 1.0)),
        logos,
        cover=True,
    )


def _logos(deck: Deck) -> Iterator[Picture]:
    """The client's logo at the left, ours at the right, each whole and in proportion."""
    for logo, right in ((deck.brand.theirs, False), (deck.brand.ours, True)):
        size = picture_size(logo) if logo is not None else None
        if logo is None or size is None:
            continue
        scale = min(_LOGO[0] / size[0], _LOGO[1] / size[1])
        wide, high = size[0] * scale, size[1] * scale
        x = WIDE - EDGE - wide if right else EDGE + 40.0
        yield Picture(Rect(x, 56.0 + (_LOGO[1] - high) / 2, wide, high), logo.data, logo.kind)
