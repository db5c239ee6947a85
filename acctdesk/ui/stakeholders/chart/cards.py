"""The cards of the scene: an item for each that is shown, with a picture that is only copied."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPixmapItem

from acctdesk.drawing.card import Detail, Face
from acctdesk.drawing.geometry import Rect
from acctdesk.ui.stakeholders.chart.pictures import CardPictures, Step, detail_at, size_at


class Cards:
    """Keeps the items, puts them into their places, and has their pictures painted.

    Args:
        sheet: The item on which they lie.
        pictures: Makes their pictures.

    Attributes:
        items: The item of each card that is shown, by position.
    """

    def __init__(self, sheet: QGraphicsItem, pictures: CardPictures) -> None:
        self._sheet, self._pictures = sheet, pictures
        self.items: dict[str, QGraphicsPixmapItem] = {}
        self._places: Mapping[str, Rect] = {}
        self._faces: Mapping[str, Face] = {}
        self._numbers: dict[str, int] = {}
        self._sorts: dict[str, int] = {}
        """Cards with the same number look the same from far."""
        self._step: Step = (1.0, 1.0)
        self._drawn_at: dict[str, float] = {}
        """The scale at which the picture of a card was painted."""
        self._coarse: dict[str, None] = {}
        """Cards whose picture isn't that of the present scale."""
        self._pale: set[str] = set()

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
            self._sheet.scene().removeItem(self.items.pop(position))
            self._pale.discard(position)
            self._drawn_at.pop(position, None)
            self._coarse.pop(position, None)
        self._number()
        for position in places:
            if position not in self.items:
                item = self.items[position] = QGraphicsPixmapItem()
                item.setShapeMode(QGraphicsPixmapItem.ShapeMode.BoundingRectShape)
                item.setZValue(2)
                item.setParentItem(self._sheet)
                self._coarse[position] = None
            elif faces[position] != before.get(position):
                self._drawn_at.pop(position, None)
                self._coarse[position] = None

    def place(self, scale: float, ratio: float) -> None:
        """Put every card where it belongs.

        A card whose picture isn't there yet has its former one, larger or smaller, or an empty
        card: a block in the tone of an attitude would say what isn't known of it yet.

        Args:
            scale: Pixels of the window for a pixel of the drawing.
            ratio: Pixels of the screen for a pixel of the window.
        """
        step = self._step = scale, ratio
        places, drawn_at = self._places, self._drawn_at
        blocks: dict[int, QPixmap] | None = {} if detail_at(scale) is Detail.BLOCK else None
        known = self._pictures.at(step)
        for position, item in self.items.items():
            left, top, _wide, _high = places[position]
            item.setPos(round(left * scale), round(top * scale))
            drawn = drawn_at.get(position)
            if drawn == scale:
                item.setScale(1.0)
                continue
            if blocks is None:
                picture = known.get(self._numbers[position])
            else:
                sort = self._sorts[position]
                picture = blocks.get(sort)
                if picture is None:
                    picture = blocks[sort] = self._pictures.block(self._faces[position], step)
            if picture is not None:
                self._set(position, item, picture)
                continue
            self._coarse[position] = None
            if drawn is None:
                item.setPixmap(self._pictures.empty(step))
                item.setScale(1.0)
            else:
                item.setScale(scale / drawn)

    def dim(self, positions: Iterable[str], opacity: float) -> None:
        """Show some cards paler, and all others as they are."""
        pale = {one for one in positions if one in self.items}
        for one in self._pale - pale:
            self.items[one].setOpacity(1.0)
        for one in pale:
            self.items[one].setOpacity(opacity)
        self._pale = pale

    def sharpen(self, seen: QRectF, until: float) -> bool:
        """Paint cards for the present scale, as many as there is time for.

        Args:
            seen: The part of the scene that is seen; others wait.
            until: `time.perf_counter` after which no more are painted.

        Returns:
            Whether all that are seen are done.
        """
        wide, high = size_at(self._step[0])
        left, top, right, bottom = seen.left(), seen.top(), seen.right(), seen.bottom()
        for position in list(self._coarse):
            item = self.items[position]
            spot = item.pos()
            x, y = spot.x(), spot.y()
            if x < right and x + wide > left and y < bottom and y + high > top:
                picture = self._pictures.picture(self._faces[position], self._step)
                self._set(position, item, picture)
                if time.perf_counter() > until:
                    return False
        return True

    def are_coarse(self) -> bool:
        """Whether a card waits for its picture."""
        return bool(self._coarse)

    def forget(self) -> None:
        """Have all pictures painted anew."""
        self._number()
        self._drawn_at.clear()
        self._coarse = dict.fromkeys(self.items)

    def _number(self) -> None:
        faces, pictures = self._faces, self._pictures
        self._numbers = {one: pictures.number(faces[one]) for one in self._places}
        sorts: dict[tuple[object, bool], int] = {}
        self._sorts = {
            one: sorts.setdefault((faces[one].tone, faces[one].placeholder), len(sorts))
            for one in self._places
        }

    def _set(self, position: str, item: QGraphicsPixmapItem, picture: QPixmap) -> None:
        item.setPixmap(picture)
        item.setScale(1.0)
        self._drawn_at[position] = self._step[0]
        self._coarse.pop(position, None)
