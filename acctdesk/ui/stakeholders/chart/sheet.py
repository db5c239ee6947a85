"""The sheet on which cards and lines lie: put into place for a zoom, stretched while it changes.

While the wheel turns, the whole sheet is shown larger or smaller as it is, by one number; when it
rests, everything is put on whole pixels and painted for that zoom.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QGraphicsItem, QGraphicsRectItem, QGraphicsScene

from acctdesk.drawing.card import Detail
from acctdesk.ui.stakeholders.chart.cards import Cards
from acctdesk.ui.stakeholders.chart.lines import ReportLines, TieLines
from acctdesk.ui.stakeholders.chart.pictures import CardPictures, detail_at

LEAST, MOST, PLAIN = 0.3, 2.0, 6.0
"""How far the sheet is stretched at most; and where cards are plain blocks, which stay sharp."""


class Sheet:
    """Cards, lines of reporting and ties, as one item of the scene.

    Args:
        scene: Where it lies.
        pictures: Makes the pictures of cards.

    Attributes:
        scale: Pixels of the window for a pixel of the drawing for which things were put into place.
    """

    def __init__(self, scene: QGraphicsScene, pictures: CardPictures) -> None:
        self._item = QGraphicsRectItem()
        self._item.setFlag(QGraphicsItem.GraphicsItemFlag.ItemHasNoContents)
        scene.addItem(self._item)
        self.reports, self.ties = ReportLines(), TieLines()
        self.reports.setParentItem(self._item)
        self.ties.setParentItem(self._item)
        self.cards = Cards(self._item, pictures)
        self.scale = 1.0
        self._ratio = 1.0
        self._by = 1.0

    def place(self, scale: float, ratio: float, *, resting: bool = True) -> None:
        """Put everything where it belongs.

        Args:
            scale: Pixels of the window for a pixel of the drawing.
            ratio: Pixels of the screen for a pixel of the window.
            resting: Whether it stays at this scale; else what isn't there isn't painted yet.
        """
        self.ties.resting = resting
        self._set_stretch(1.0)
        self.scale, self._ratio = scale, ratio
        self.cards.place(scale, ratio)
        self.reports.set_scale(scale)
        self.ties.set_scale(scale)

    def stretch(self, scale: float) -> bool:
        """Show it larger or smaller as it is.

        Args:
            scale: Pixels of the window for a pixel of the drawing.

        Returns:
            Whether that can be; from too far it would look like something else.
        """
        by = scale / self.scale
        plain = detail_at(self.scale) is Detail.BLOCK
        if not (by <= PLAIN if plain else LEAST <= by <= MOST):
            return False
        self._set_stretch(by)
        return True

    def is_stretched(self) -> bool:
        """Whether it isn't shown as it was put into place."""
        return self._by != 1.0

    def sharpen(self, seen: QRectF, seconds: float) -> bool:
        """Paint what is seen for the present scale, as much as there is time for.

        Args:
            seen: A part of the scene.
            seconds: How long it may take.

        Returns:
            Whether all that is seen is done.
        """
        until = time.perf_counter() + seconds
        if not self.cards.sharpen(seen, until):
            return False
        return self.ties.sharpen(seen.toAlignedRect(), self._ratio, until)

    def _set_stretch(self, by: float) -> None:
        if by != self._by:
            self._by = by
            self._item.setScale(by)
