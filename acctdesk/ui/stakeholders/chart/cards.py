"""The cards of the scene: an item for each that is shown, with a picture that is only copied."""

from __future__ import annotations

import time
from collections.abc import Mapping

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QGraphicsPixmapItem, QGraphicsScene

from acctdesk.drawing.card import Detail, Face
from acctdesk.drawing.geometry import Rect
from acctdesk.ui.stakeholders.chart.pictures import CardPictures, Step, detail_at, size_at


class Cards:
    """Keeps the items, puts them into their places, and has their pictures painted.

    Args:
        scene: Where they lie.
        pictures: Makes their pictures.

    Attributes:
        items: The item of each card that is shown, by position.
    """

    def __init__(self, scene: QGraphicsScene, pictures: CardPictures) -> None:
        self._scene, self._pictures = scene, pictures
        self.items: dict[str, QGraphicsPixmapItem] = {}
        self._places: Mapping[str, Rect] = {}
        self._faces: Mapping[str, Face] = {}
        self._numbers: dict[str, int] = {}
        self._step: Step = (1.0, 1.0)
        self._drawn_at: dict[str, float] = {}
        """The scale at which the picture of a card was painted."""
        self._coarse: dict[str, None] = {}
        """Cards whose picture isn't that of the present scale."""

    def set_cards(
        self, places: Mapping[str, Rect], faces: Mapping[str, Face], before: Mapping[str, Face]
    ) -> None:
        """Have an item for each card and for nobody else.

        Args:
            places: Where the cards stand, in pixels of the drawing.
            faces: What they say.
            before: What they said before.
        """
        self._places, self._faces = places, faces
        for position in [one for one in self.items if one not in places]:
            self._scene.removeItem(self.items.pop(position))
            self._drawn_at.pop(position, None)
            self._coarse.pop(position, None)
        self._numbers = {one: self._pictures.number(faces[one]) for one in places}
        for position in places:
            if position not in self.items:
                item = self.items[position] = QGraphicsPixmapItem()
                item.setShapeMode(QGraphicsPixmapItem.ShapeMode.BoundingRectShape)
                item.setZValue(2)
                self._scene.addItem(item)
                self._coarse[position] = None
            elif faces[position] != before.get(position):
                self._drawn_at.pop(position, None)
                self._coarse[position] = None

    def place(self, scale: float, ratio: float) -> None:
        """Put every card where it belongs.

        A card whose picture isn't there yet has its former one, larger or smaller, or a block.

        Args:
            scale: Pixels of the window for a pixel of the drawing.
            ratio: Pixels of the screen for a pixel of the window.
        """
        step = self._step = scale, ratio
        places, drawn_at = self._places, self._drawn_at
        blocks = detail_at(scale) is Detail.BLOCK
        known = self._pictures.at(step)
        for position, item in self.items.items():
            left, top, _wide, _high = places[position]
            item.setPos(round(left * scale), round(top * scale))
            drawn = drawn_at.get(position)
            if drawn == scale:
                item.setScale(1.0)
                continue
            picture = known.get(self._numbers[position])
            if blocks:
                picture = self._pictures.block(self._faces[position], step)
            if picture is not None:
                self._set(position, item, picture)
                continue
            self._coarse[position] = None
            if drawn is None:
                item.setPixmap(self._pictures.block(self._faces[position], step))
                item.setScale(1.0)
            else:
                item.setScale(scale / drawn)

    def sharpen(self, seen: QRectF, seconds: float) -> bool:
        """Paint cards for the present scale, as many as there is time for.

        Args:
            seen: The part of the scene that is seen; others wait.
            seconds: How long it may take.

        Returns:
            Whether all that are seen are done.
        """
        end = time.perf_counter() + seconds
        wide, high = size_at(self._step[0])
        left, top, right, bottom = seen.left(), seen.top(), seen.right(), seen.bottom()
        for position in list(self._coarse):
            item = self.items[position]
            spot = item.pos()
            x, y = spot.x(), spot.y()
            if x < right and x + wide > left and y < bottom and y + high > top:
                picture = self._pictures.picture(self._faces[position], self._step)
                self._set(position, item, picture)
                if time.perf_counter() > end:
                    return False
        return True

    def are_coarse(self) -> bool:
        """Whether a card waits for its picture."""
        return bool(self._coarse)

    def forget(self) -> None:
        """Have all pictures painted anew."""
        self._numbers = {one: self._pictures.number(self._faces[one]) for one in self.items}
        self._drawn_at.clear()
        self._coarse = dict.fromkeys(self.items)

    def _set(self, position: str, item: QGraphicsPixmapItem, picture: QPixmap) -> None:
        item.setPixmap(picture)
        item.setScale(1.0)
        self._drawn_at[position] = self._step[0]
        self._coarse.pop(position, None)
