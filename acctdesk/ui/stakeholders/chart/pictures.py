"""Cards as pictures: painted once for a zoom, then only copied.

Copying a picture costs some microseconds, painting a card a hundred times as much; so a map of any
size can be dragged about in the time of a frame.
"""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtGui import QColor, QPainter, QPixmap

from acctdesk.drawing.card import HEIGHT, WIDTH, Detail, Face, card_shapes
from acctdesk.drawing.geometry import Rect
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.shapes import Fonts, look_of, paint_shapes

KEEP = 96 * 2**20
"""Bytes of pictures kept; the ones not used for longest go first."""
NAMES_BELOW, BLOCKS_BELOW = 0.75, 0.38
"""Scales below which only names are drawn, and only blocks."""

_Key = tuple[Face, Detail, float, float]


def detail_at(scale: float) -> Detail:
    """How much of a card is drawn.

    Args:
        scale: Pixels of the window for a pixel of the drawing.
    """
    if scale < BLOCKS_BELOW:
        return Detail.BLOCK
    return Detail.NAMES if scale < NAMES_BELOW else Detail.FULL


def size_at(scale: float) -> tuple[int, int]:
    """Width and height of a card in pixels of the window."""
    return max(round(WIDTH * scale), 2), max(round(HEIGHT * scale), 2)


class CardPictures:
    """Makes and keeps the pictures of cards.

    Args:
        theme: The theme in force; call `forget` when it changes.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._kept: OrderedDict[_Key, QPixmap] = OrderedDict()
        self._bytes = 0
        self.forget()

    def forget(self) -> None:
        """Paint everything anew."""
        self._kept.clear()
        self._bytes = 0
        self.look = look_of(self._theme.tokens)
        self.fonts = Fonts((self._theme.font().family(),))

    def known(self, face: Face, scale: float, ratio: float) -> QPixmap | None:
        """The picture of a card, when it is there already."""
        return self._kept.get(_key(face, scale, ratio))

    def picture(self, face: Face, scale: float, ratio: float) -> QPixmap:
        """The picture of a card.

        Args:
            face: What it says.
            scale: Pixels of the window for a pixel of the drawing.
            ratio: Pixels of the screen for a pixel of the window.
        """
        key = _key(face, scale, ratio)
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
            return found
        made = self._paint(key[0], key[1], scale, ratio)
        self._kept[key] = made
        self._bytes += _weight(made)
        while self._bytes > KEEP and len(self._kept) > 1:
            _old, gone = self._kept.popitem(last=False)
            self._bytes -= _weight(gone)
        return made

    def block(self, face: Face, scale: float, ratio: float) -> QPixmap:
        """A card as a block, which many share: for the moment until its picture is painted."""
        key = _shared(face), Detail.BLOCK, scale, ratio
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = self._paint(key[0], Detail.BLOCK, scale, ratio)
            self._bytes += _weight(found)
        return found

    def _paint(self, face: Face, detail: Detail, scale: float, ratio: float) -> QPixmap:
        wide, high = size_at(scale)
        made = QPixmap(max(round(wide * ratio), 1), max(round(high * ratio), 1))
        made.setDevicePixelRatio(ratio)
        made.fill(QColor(0, 0, 0, 0))
        painter = QPainter(made)
        painter.scale(scale, scale)
        # Half a pixel inside, so that the outline falls on whole pixels.
        half = 0.5 / scale
        rect = Rect(half, half, wide / scale - 2 * half, high / scale - 2 * half)
        shapes = card_shapes(face, rect, self.look, self.fonts, detail)
        paint_shapes(painter, shapes, self.fonts)
        painter.end()
        return made


def _shared(face: Face) -> Face:
    """What of a face its block shows."""
    return Face("", tone=face.tone, placeholder=face.placeholder)


def _key(face: Face, scale: float, ratio: float) -> _Key:
    detail = detail_at(scale)
    return (_shared(face) if detail is Detail.BLOCK else face), detail, scale, ratio


def _weight(picture: QPixmap) -> int:
    return picture.width() * picture.height() * 4
