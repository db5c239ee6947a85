"""The card of a person on a map: who, what, how they stand towards us, how well we know them.

A face is plain words. What a face doesn't say isn't drawn: one made for a client has a name, a
title and initials, and so has its card. Sizes are pixels at 100 %; no words are below 12.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass

from acctdesk.drawing.geometry import Point, Rect
from acctdesk.drawing.look import MARKS, Look, Measure, Tone, broken, elided
from acctdesk.drawing.scene import Anchor, Box, Group, Ink, Oval, Picture, Shape, Text
from acctdesk.drawing.strokes import mark

WIDTH = 200.0
"""Of a card, in pixels."""
WIDEST = 320.0
"""Of a card that is made wider so that its words needn't be cut, in pixels."""
HEIGHT = 76.0
"""Of a card that has a foot, in pixels."""
LOW = 52.0
"""Of a card that has none: name and title alone, in pixels."""
RADIUS = 6.0
"""Of a card's corners, in pixels."""

_PAD = 12.0
_DISC = 30.0
_GAP = 8.0
_MARK = 10.0
_DOT = 6.5
_NAME, _SMALL = 13.0, 12.0
_BIG = 20.0
"""Letters of a card that is seen from far, which is then drawn small."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture of somebody.

    Attributes:
        data: The file's content.
        kind: "image/png" or "image/jpeg".
    """

    data: bytes
    kind: str


@dataclass(frozen=True, slots=True)
class Face:
    """What a card says. Empty words aren't drawn.

    Attributes:
        name: Who; empty for a post whose title stands first then.
        title: Job title.
        initials: One or two letters; empty for none.
        photo: Shown instead of the initials.
        role: At the foot to the left ("Economic buyer").
        attitude: Word for how they stand towards us; read out, and beside the mark of its tone in
            the legend.
        tone: How warm that is; None when nobody has said.
        dots: How well we know them, 0 to 3; None when that isn't shown.
        known: At the foot to the right ("In depth").
        placeholder: Whether nobody is known to hold the post.
        badge: A word or two beside the name ("Leaving").
    """

    name: str
    title: str = ""
    initials: str = ""
    photo: Photo | None = None
    role: str = ""
    attitude: str = ""
    tone: Tone | None = None
    dots: int | None = None
    known: str = ""
    placeholder: bool = False
    badge: str = ""

    @property
    def has_foot(self) -> bool:
        """Whether there is something to say beneath name and title."""
        return bool(self.role or self.known) or self.dots is not None

    @property
    def says(self) -> str:
        """Everything on the card in one line, for who can't see it."""
        parts = (self.name, self.title, self.badge, self.attitude, self.role, self.known)
        return ", ".join(part for part in parts if part)


class Detail(enum.Enum):
    """How much of a card is drawn."""

    FULL = "full"
    """Everything: for sizes at which 12 pixels can be read."""
    NAMES = "names"
    """Initials and name, larger: for half that size."""
    BLOCK = "block"
    """A block in the colour of the attitude: for a view from far."""


def card_shapes(
    face: Face, rect: Rect, look: Look, measure: Measure, detail: Detail = Detail.FULL
) -> tuple[Shape, ...]:
    """Draw a card.

    Args:
        face: What it says.
        rect: Where; `WIDTH` by `HEIGHT`, or by `LOW` when no face of the map has a foot.
        look: Colours.
        measure: Says how wide words are.
        detail: How much of it.

    Returns:
        One group with everything that is read on it as its title.
    """
    return (Group(tuple(_Card(face, rect, look, measure).shapes(detail)), face.says),)


def width_of(face: Face, measure: Measure) -> float:
    """How wide a card must be so that nothing on it is cut, in pixels.

    Args:
        face: What it says.
        measure: Says how wide words are.
    """

    def small(words: str, gap: float) -> float:
        return measure.width(words, _SMALL, 400) + gap if words else 0.0

    disc = _DISC + _GAP if face.photo is not None or face.initials else 0.0
    first, second = (face.name, face.title) if face.name else (face.title, "")
    mark_ = _MARK + 6 if face.tone is not None else 0.0
    # A badge and what we know take at most three fifths of their line.
    badge = (small(face.badge, 12.0) + 12.0) / 0.6 if face.badge else 0.0
    name = max(measure.width(first, _NAME, 600) + small(face.badge, 18.0), badge) + mark_
    dots = 3 * (_DOT + 1.5) + 4.5 if face.dots is not None else 0.0
    foot = max(small(face.role, 0.0) + dots + small(face.known, 11.0), small(face.known, 0.0) / 0.6)
    return 2 * _PAD + max(disc + name, disc + small(second, 0.0), foot) + 1.0


def ring(rect: Rect, look: Look) -> Shape:
    """The outline of a card that is chosen."""
    return Box(rect, Ink(stroke=look.accent, width=2.0), RADIUS)


class _Card:
    def __init__(self, face: Face, rect: Rect, look: Look, measure: Measure) -> None:
        self._face = face
        self._rect = rect
        self._look = look
        self._measure = measure

    def shapes(self, detail: Detail) -> Iterator[Shape]:
        if detail is Detail.BLOCK:
            yield from self._block()
            return
        yield self._plate()
        yield from self._bar(3.0 if detail is Detail.FULL else 8.0)
        if detail is Detail.NAMES:
            yield from self._from_far()
            return
        yield from self._head()
        if self._face.has_foot:
            yield from self._foot()

    def _plate(self) -> Shape:
        look = self._look
        if self._face.placeholder:
            return Box(self._rect, Ink(look.surface, look.strong, 1.0, (4.0, 3.0)), RADIUS)
        return Box(self._rect, Ink(look.surface, look.border), RADIUS)

    def _bar(self, width: float) -> Iterator[Shape]:
        if self._face.tone is not None:
            colour, _outline = self._look.tones[self._face.tone]
            rect = self._rect
            yield Box(
                Rect(rect.x - 1.0, rect.y + _PAD, width, rect.height - 2 * _PAD),
                Ink(colour),
                min(width / 2, 2.0),
            )

    def _block(self) -> Iterator[Shape]:
        face, look = self._face, self._look
        fill, outline = (look.disc, None) if face.tone is None else look.tones[face.tone]
        if face.placeholder:
            yield Box(self._rect, Ink(look.surface, look.strong, 4.0, (12.0, 8.0)), RADIUS)
        else:
            yield Box(self._rect, Ink(fill, outline, 2.0), RADIUS)

    def _disc(self, size: float, letters: float) -> Iterator[Shape]:
        face, look, rect = self._face, self._look, self._rect
        top = rect.y + (rect.height - size) / 2 if size != _DISC else rect.y + 10
        where = Rect(rect.x + _PAD, top, size, size)
        if face.photo is not None:
            yield Picture(where, face.photo.data, face.photo.kind, round=True)
        elif face.initials:
            dash = (3.0, 2.0) if face.placeholder else ()
            outline = look.strong if face.placeholder else None
            yield Oval(where, Ink(None if face.placeholder else look.disc, outline, 1.0, dash))
            middle = where.middle
            colour = look.secondary if face.placeholder else look.on_disc
            yield Text(
                Point(middle.x, middle.y + letters * 0.36),
                face.initials,
                letters,
                colour,
                600,
                Anchor.MIDDLE,
            )

    def _beside(self, size: float) -> float:
        """Where words begin: beside the disc when there is one."""
        shown = self._face.photo is not None or self._face.initials
        return self._rect.x + _PAD + (size + _GAP if shown else 0.0)

    def _head(self) -> Iterator[Shape]:
        face, look, rect = self._face, self._look, self._rect
        yield from self._disc(_DISC, _SMALL)
        left, right = self._beside(_DISC), rect.right - _PAD
        if face.tone is not None:
            colour, outline = look.tones[face.tone]
            where = Rect(right - _MARK, rect.y + 14, _MARK, _MARK)
            yield mark(MARKS[face.tone], where, colour, outline)
            right -= _MARK + 6
        if face.badge:
            words = elided(face.badge, (right - left) * 0.6 - 12, _SMALL, 400, self._measure)
            width = self._measure.width(words, _SMALL, 400) + 12
            yield Box(Rect(right - width, rect.y + 10, width, 18), Ink(look.chip), 9)
            yield Text(
                Point(right - width / 2, rect.y + 23.5), words, _SMALL, look.text,
                anchor=Anchor.MIDDLE,
            )  # fmt: skip
            right -= width + 6
        first, second = (face.name, face.title) if face.name else (face.title, "")
        middle = rect.y + (23.0 if second else 30.0)
        yield from self._line(first, left, right, middle, _NAME, look.text, 600)
        yield from self._line(
            second, left, rect.right - _PAD, rect.y + 39, _SMALL, look.secondary, 400
        )

    def _foot(self) -> Iterator[Shape]:
        face, look, rect = self._face, self._look, self._rect
        left, right, y = rect.x + _PAD, rect.right - _PAD, rect.bottom - 11.0
        if face.known:
            # How well we know somebody is the shorter one, and the one to act upon.
            words = elided(face.known, (right - left) * 0.6, _SMALL, 400, self._measure)
            yield Text(Point(right, y), words, _SMALL, look.text, anchor=Anchor.END)
            right -= self._measure.width(words, _SMALL, 400) + 5
        if face.dots is not None:
            right -= 3 * (_DOT + 1.5) - 1.5
            for dot in range(3):
                where = Rect(right + dot * (_DOT + 1.5), y - _DOT - 1.0, _DOT, _DOT)
                full = dot < face.dots
                ink = Ink(look.text, look.text) if full else Ink(None, look.secondary)
                yield Oval(where.grown(-0.5), ink)
            right -= 6
        yield from self._line(face.role, left, right, y, _SMALL, look.text, 400)

    def _from_far(self) -> Iterator[Shape]:
        rect = self._rect
        size = min(44.0, rect.height - 12)
        yield from self._disc(size, 18.0)
        left = self._beside(size)
        room = rect.right - _PAD - left
        words = self._face.name or self._face.title
        lines = broken(words, room, 2, _BIG, 600, self._measure)
        y = rect.middle.y + _BIG * 0.36 - (len(lines) - 1) * 12.0
        for line in lines:
            yield Text(Point(left, y), line, _BIG, self._look.text, 600)
            y += 24.0

    def _line(
        self,
        words: str,
        left: float,
        right: float,
        y: float,
        size: float,
        colour: str,
        weight: int,
    ) -> Iterator[Shape]:
        said = elided(words, right - left, size, weight, self._measure)
        if said:
            yield Text(Point(left, y), said, size, colour, weight)
