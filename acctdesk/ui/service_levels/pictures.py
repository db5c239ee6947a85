"""Cards as pictures: a gauge takes a millisecond to paint, and most stay as they were."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPixmap

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.gauge import Face, GaugePaint, paint_card

MOST_BYTES = 64 * 2**20
"""Memory for pictures at most: more than a hundred cards at 100 %."""
_BYTES = 4
"""Of a pixel."""


class _Kept(NamedTuple):
    face: Face
    style: GaugePaint
    size: QSize
    picture: QPixmap


class CardPictures:
    """Keeps the cards painted last, as long as what they say and their size stay the same.

    Args:
        theme: The theme in force; call `forget` when it changes.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._ratio = 1.0
        self._kept: dict[str, _Kept] = {}
        self._bytes = 0
        self.painted = 0
        """How many cards were painted, for those who count."""

    def forget(self) -> None:
        """Paint every card anew."""
        self._kept.clear()
        self._bytes = 0

    def begin(self, ratio: float) -> None:
        """Begin a painting.

        Args:
            ratio: How many pixels of the screen a pixel of ours has.
        """
        if ratio != self._ratio:
            self._ratio = ratio
            self.forget()

    def picture(self, face: Face, size: QSize, style: GaugePaint) -> QPixmap:
        """The picture of a card.

        Args:
            face: What it says.
            size: How large it is, in logical pixels.
            style: Paints the gauge.
        """
        kept = self._kept.pop(face.id, None)
        if kept is not None and (kept.face, kept.style, kept.size) == (face, style, size):
            # Those seen last are kept longest.
            self._kept[face.id] = kept
            return kept.picture
        if kept is not None:
            self._bytes -= _weight(kept.picture)
        made = self._paint(face, size, style)
        self._kept[face.id] = _Kept(face, style, size, made)
        self._bytes += _weight(made)
        while self._bytes > MOST_BYTES and len(self._kept) > 1:
            gone = self._kept.pop(next(iter(self._kept)))
            self._bytes -= _weight(gone.picture)
        return made

    def _paint(self, face: Face, size: QSize, style: GaugePaint) -> QPixmap:
        self.painted += 1
        made = QPixmap(size * self._ratio)
        made.setDevicePixelRatio(self._ratio)
        # What shows at the round corners.
        made.fill(self._theme.colour("page"))
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0, 0, size.width(), size.height())
        paint_card(painter, self._theme, box)
        style.draw(painter, box, face)
        painter.end()
        return made


def _weight(picture: QPixmap) -> int:
    return picture.width() * picture.height() * _BYTES
