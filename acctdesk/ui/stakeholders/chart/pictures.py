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
BLOCKS = 500
"""Blocks kept."""
NAMES_BELOW, BLOCKS_BELOW = 0.75, 0.38
"""Scales below which only names are drawn, and only blocks."""

EMPTY = Face("")
"""What a card says before its picture is painted."""

Step = tuple[float, float]
"""Pixels of the window for a pixel of the drawing, and of the screen for a pixel of the window."""


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
        self._faces: dict[Face, int] = {}
        """A number for each face: cheaper to look up by than all that it says."""
        self._steps: OrderedDict[Step, dict[int, QPixmap]] = OrderedDict()
        """The pictures of each step of the zoom, the one used last at the end."""
        self._blocks: dict[tuple[object, bool, Step], QPixmap] = {}
        self._bytes = 0
        self.forget()

    def forget(self) -> None:
        """Paint everything anew."""
        self._faces.clear()
        self._steps.clear()
        self._blocks.clear()
        self._bytes = 0
        self.look = look_of(self._theme.tokens)
        self.fonts = Fonts((self._theme.font().family(),))

    def number(self, face: Face) -> int:
        """The number of a face, by which `at` knows its picture; until `forget`."""
        return self._faces.setdefault(face, len(self._faces))

    def at(self, step: Step) -> dict[int, QPixmap]:
        """The pictures that are there for a step of the zoom, by numbers of faces."""
        found = self._steps.get(step)
        if found is None:
            found = self._steps[step] = {}
        else:
            self._steps.move_to_end(step)
        return found

    def picture(self, face: Face, step: Step) -> QPixmap:
        """The picture of a card at a step of the zoom."""
        if detail_at(step[0]) is Detail.BLOCK:
            return self.block(face, step)
        held, number = self.at(step), self.number(face)
        found = held.get(number)
        if found is None:
            found = held[number] = self._paint(face, detail_at(step[0]), step)
            self._bytes += _weight(found)
            self._make_room()
        return found

    def block(self, face: Face, step: Step) -> QPixmap:
        """A card as a block, which many share: how it is seen from far."""
        key = face.tone, face.placeholder, step
        found = self._blocks.get(key)
        if found is None:
            if len(self._blocks) > BLOCKS:
                self._blocks.clear()
            plain = Face("", tone=face.tone, placeholder=face.placeholder)
            found = self._blocks[key] = self._paint(plain, Detail.BLOCK, step)
        return found

    def empty(self, step: Step) -> QPixmap:
        """A card that says nothing yet, which all share until their picture is painted."""
        return self.block(EMPTY, step)

    def _make_room(self) -> None:
        """Throw away the steps of the zoom that weren't used for longest."""
        while self._bytes > KEEP and len(self._steps) > 1:
            _step, gone = self._steps.popitem(last=False)
            self._bytes -= sum(map(_weight, gone.values()))

    def _paint(self, face: Face, detail: Detail, step: Step) -> QPixmap:
        scale, ratio = step
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


def _weight(picture: QPixmap) -> int:
    return picture.width() * picture.height() * 4
