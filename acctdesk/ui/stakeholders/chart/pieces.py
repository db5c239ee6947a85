"""A tie as pictures of its parts: painted once for a zoom, then only copied.

A tie is long and thin. One picture of all it covers would be mostly empty, so it is cut into pieces
that lie along its stretches and under its words, and never over each other.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from itertools import pairwise
from math import ceil, floor
from typing import cast

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPicture, QPixmap, QRegion

from acctdesk.drawing.geometry import Rect, strip
from acctdesk.drawing.routes import Route

REACH = 8.0
"""How far a tie's shapes reach to both sides of its line, in pixels of the drawing."""
LONGEST = 512
"""Pixels of the window: a longer piece is cut, so that only what is seen is painted."""


class Pieces:
    """The pictures of one tie at one scale; each is painted when it is first wanted.

    Args:
        route: Where the tie runs.
        picture: How it is painted at 100 %.
        scale: Pixels of the window for a pixel of the drawing.
        ratio: Pixels of the screen for a pixel of the window.
    """

    def __init__(self, route: Route, picture: QPicture, scale: float, ratio: float) -> None:
        self._picture, self._scale, self._ratio = picture, scale, ratio
        self._made: dict[tuple[int, int, int, int], QPixmap] = {}
        self._grounds = _grounds(route, scale)

    def paint(self, painter: QPainter, area: QRect, until: float) -> bool:
        """Copy the pieces that an area needs.

        Args:
            painter: Of the scene.
            area: In the scene's pixels.
            until: `time.perf_counter` after which no more pieces are made.

        Returns:
            Whether all were there; if not, nothing was painted.
        """
        wanted = self._over(area)
        if not self._make(wanted, until):
            return False
        made = self._made
        for ground in wanted:
            painter.drawPixmap(ground[0], ground[1], made[ground])
        return True

    def sharpen(self, area: QRect, until: float) -> bool:
        """Make the pieces of an area, as many as there is time for; whether all are there."""
        return self._make(self._over(area), until)

    def _over(self, area: QRect) -> list[tuple[int, int, int, int]]:
        left, top = area.x(), area.y()
        right, bottom = left + area.width(), top + area.height()
        return [
            one
            for one in self._grounds
            if one[0] < right
            and one[1] < bottom
            and one[0] + one[2] > left
            and one[1] + one[3] > top
        ]

    def _make(self, wanted: list[tuple[int, int, int, int]], until: float) -> bool:
        for ground in wanted:
            if ground not in self._made:
                if time.perf_counter() > until:
                    return False
                self._made[ground] = self._paint(*ground)
        return True

    def _paint(self, left: int, top: int, wide: int, high: int) -> QPixmap:
        ratio = self._ratio
        made = QPixmap(ceil(wide * ratio), ceil(high * ratio))
        made.setDevicePixelRatio(ratio)
        made.fill(QColor(0, 0, 0, 0))
        painter = QPainter(made)
        painter.translate(-QPoint(left, top))
        painter.scale(self._scale, self._scale)
        # A record doesn't say that a shape isn't filled: that is how painters begin.
        painter.setBrush(Qt.BrushStyle.NoBrush)
        self._picture.play(painter)
        painter.end()
        return made


def _grounds(route: Route, scale: float) -> list[tuple[int, int, int, int]]:
    """Left, top, width and height of every piece, in the scene's pixels."""
    region = QRegion()
    for a, b in pairwise(route.points):
        region += _aligned(strip(a, b).grown(REACH), scale)
    if route.label is not None:
        region += _aligned(route.label.grown(1.0), scale)
    found = []
    for rect in cast("Iterable[QRect]", region):
        for left in range(rect.x(), rect.x() + rect.width(), LONGEST):
            wide = min(LONGEST, rect.x() + rect.width() - left)
            for top in range(rect.y(), rect.y() + rect.height(), LONGEST):
                high = min(LONGEST, rect.y() + rect.height() - top)
                found.append((left, top, wide, high))
    return found


def _aligned(rect: Rect, scale: float) -> QRect:
    left, top = floor(rect.x * scale), floor(rect.y * scale)
    return QRect(left, top, ceil(rect.right * scale) - left, ceil(rect.bottom * scale) - top)
