"""Pictures on a slide: whole, and in proportion."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from acctdesk.clientview import Picture, Text
from acctdesk.drawing.geometry import Point, Rect
from acctdesk.drawing.scene import Anchor, Box, Group, Ink, Shape
from acctdesk.drawing.scene import Picture as Photo
from acctdesk.drawing.slides.block import Halves, Parts
from acctdesk.drawing.slides.style import LEAST, Kit
from acctdesk.drawing.slides.typesetting import Lines, set_text

_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
"""Parts of a JPEG that say its size."""
_PAD = 32.0


class Image:
    """A block with one picture.

    Args:
        picture: The picture.
        kit: What is needed to draw.
        caption: The line above it, if there is one.
    """

    greedy = True

    def __init__(self, picture: Picture, kit: Kit, caption: Text | None = None) -> None:
        self.picture, self._caption, self._kit = picture, caption, kit
        self.size = picture_size(picture)

    @property
    def parts(self) -> Parts:
        """What it shows."""
        return (self.picture,) if self._caption is None else (self._caption, self.picture)

    def caption(self, width: float) -> Lines:
        """The line above it, as it is set."""
        words = self._caption.text if self._caption else ""
        return set_text(words, width, 26.0, 600, self._kit.measure)

    def head(self, width: float) -> float:
        """How high that line is with the room beneath, in pixels."""
        lines = self.caption(width)
        return lines.height + 10.0 if lines.lines else 0.0

    def _blank(self, width: float) -> Lines:
        """What it shows in words, where it can't be read."""
        words = self.picture.alt if self.size is None else ""
        return set_text(words, width - 2 * _PAD, LEAST, 400, self._kit.measure)

    def least(self, width: float) -> float:
        """Height it needs so that everything can be seen."""
        return self.head(width) + max(240.0, self._blank(width).height + 2 * _PAD)

    def liked(self, width: float) -> float:
        """Height at which it fills its width."""
        wide, high = self.size or (16.0, 9.0)
        return max(self.head(width) + width * high / wide, self.least(width))

    def split(self, width: float, height: float) -> Halves | None:
        """A picture stays whole."""
        return None

    def place(self, rect: Rect) -> Rect:
        """Where the picture itself stands: whole, in proportion, in the middle, from the top.

        Args:
            rect: Where the block stands.
        """
        head = self.head(rect.width)
        room = Rect(rect.x, rect.y + head, rect.width, max(rect.height - head, 1.0))
        place = fitted(self.size or (room.width, room.height), room)
        return Rect(place.x, room.y, place.width, place.height)

    def shapes(self, rect: Rect) -> Iterator[Shape]:
        """Draw it."""
        look = self._kit.look
        yield from self.caption(rect.width).shapes(Point(rect.x, rect.y), rect.width, look.text)
        place = self.place(rect)
        if self.size is not None:
            photo = Photo(place, self.picture.data, self.picture.kind)
            yield Group((photo,), self.picture.alt)
            return
        lines = self._blank(rect.width)
        at = Point(place.x + _PAD, place.middle.y - lines.height / 2)
        box = Box(place.grown(-1.0), Ink(look.chip, look.border, 2.0), 12.0)
        words = lines.shapes(at, place.width - 2 * _PAD, look.secondary, Anchor.MIDDLE)
        yield Group((box, *words), self.picture.alt)


def fitted(size: tuple[float, float], room: Rect) -> Rect:
    """The largest rectangle of a proportion that fits, in the middle of its room.

    Args:
        size: Width and height, in any unit.
        room: Where it is to fit.
    """
    wide, high = size
    scale = min(room.width / wide, room.height / high)
    wide, high = wide * scale, high * scale
    return Rect(room.middle.x - wide / 2, room.middle.y - high / 2, wide, high)


def picture_size(picture: Picture) -> tuple[float, float] | None:
    """Width and height of a picture by its first bytes; None where they can't be read.

    Args:
        picture: The picture.
    """
    data = picture.data
    try:
        if picture.kind == "image/png" and data.startswith(b"\x89PNG\r\n\x1a\n"):
            wide, high = struct.unpack_from(">II", data, 16)
        elif picture.kind == "image/jpeg" and data.startswith(b"\xff\xd8"):
            wide, high = _jpeg(data)
        else:
            return None
    except (struct.error, IndexError):
        return None
    return (float(wide), float(high)) if wide and high else None


def _jpeg(data: bytes) -> tuple[int, int]:
    at = 2
    while True:
        while data[at] != 0xFF or data[at + 1] == 0xFF:
            at += 1
        kind = data[at + 1]
        if kind in _FRAMES:
            high, wide = struct.unpack_from(">HH", data, at + 5)
            return wide, high
        (length,) = struct.unpack_from(">H", data, at + 2)
        at += 2 + max(length, 2)
