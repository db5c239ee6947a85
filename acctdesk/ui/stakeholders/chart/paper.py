"""The paper that a map is drawn on: what a pixel of it is in the window, and how it is painted.

A pixel of the scene is a pixel of the window: zooming puts every card to its new place instead of
transforming the view, so that pictures of cards are copied as they are, on whole pixels.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, cast

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView

from acctdesk.drawing.geometry import Point, Rect
from acctdesk.ui.stakeholders.chart.ground import Ground
from acctdesk.ui.stakeholders.chart.pictures import CardPictures
from acctdesk.ui.stakeholders.chart.plan import Plan
from acctdesk.ui.theme.theme import Theme
from acctdesk.words import _, _n

PARTS = 5
"""Up to so many parts are painted one by one."""
_BARS = Qt.ScrollBarPolicy.ScrollBarAlwaysOff


class Above(Protocol):
    """What is painted over cards and lines."""

    def paint(self, painter: QPainter, exposed: QRectF) -> None:
        """Paint what lies in a part of the scene."""


class Paper(QGraphicsView):
    """Shows a scene of the window's own pixels, and what lies beneath and above it.

    Args:
        theme: The theme in force.

    Attributes:
        plan: Where everybody stands, on the drawing.
        above: What is painted over everything else; None for nothing.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.plan = Plan()
        self.pictures = CardPictures(theme)
        self.above: Above | None = None
        self._zoom = 1.0
        self._owed: tuple[int, int] | None = None
        """By how much both bars moved while it is moved by both at once."""
        self._split = False
        """Whether it is painted in parts."""
        self._ground = Ground(theme, self.pictures)
        scene = QGraphicsScene(self)
        # All items are looked at for each paint; finding them by an index costs more than that.
        scene.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.setScene(scene)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(_BARS)
        self.setVerticalScrollBarPolicy(_BARS)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.BoundingRectViewportUpdate)
        self.setOptimizationFlags(
            QGraphicsView.OptimizationFlag.DontSavePainterState
            | QGraphicsView.OptimizationFlag.DontAdjustForAntialiasing
        )
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        # The ground covers everything, so that nothing beneath needs to be painted for it.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().setAutoFillBackground(False)

    @property
    def zoom(self) -> float:
        """How large it is shown; 1 is its own size at the present text scale."""
        return self._zoom

    @property
    def scale_(self) -> float:
        """Pixels of the window for a pixel of the drawing."""
        return self._zoom * self.theme.text_scale / 100

    def move_by(self, dx: int, dy: int) -> None:
        """Move what is seen; across and down at once, which costs no more than either."""
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        self._owed = (0, 0)
        across.setValue(across.value() + dx)
        down.setValue(down.value() + dy)
        owed, self._owed = self._owed, None
        if owed != (0, 0):
            super().scrollContentsBy(*owed)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move what is on the screen, or remember by how much it is to be moved."""
        if self._owed is None:
            super().scrollContentsBy(dx, dy)
        else:
            self._owed = (self._owed[0] + dx, self._owed[1] + dy)

    # -- from one coordinate to the other --------------------------------------------------

    def to_plan(self, where: QPointF) -> Point:
        """The point of the drawing beneath a place of the window."""
        scale = self.scale_
        return Point(
            (where.x() + self.horizontalScrollBar().value()) / scale,
            (where.y() + self.verticalScrollBar().value()) / scale,
        )

    def to_scene(self, rect: Rect) -> QRectF:
        """A rectangle of the drawing in the scene's pixels; a card's is exact."""
        scale = self.scale_
        return QRectF(
            round(rect.x * scale), round(rect.y * scale),
            max(round(rect.width * scale), 2), max(round(rect.height * scale), 2),
        )  # fmt: skip

    def to_window(self, rect: Rect) -> QRectF:
        """A rectangle of the drawing in the window's pixels."""
        return self.to_scene(rect).translated(
            -self.horizontalScrollBar().value(), -self.verticalScrollBar().value()
        )

    def touch(self, rect: QRectF) -> None:
        """Paint a part of the scene anew."""
        moved = rect.translated(
            -self.horizontalScrollBar().value(), -self.verticalScrollBar().value()
        )
        self.viewport().update(moved.toAlignedRect().adjusted(-2, -2, 2, 2))

    # -- painting --------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint parts that lie apart one by one.

        A pan leaves a strip across and one down: all that they lie around needn't be painted, and
        copying into one rectangle is quicker than into several.
        """
        region = event.region()
        self._split = 1 < region.rectCount() <= PARTS
        if self._split:
            for rect in cast("Iterable[QRect]", region):
                super().paintEvent(QPaintEvent(rect))
        else:
            super().paintEvent(event)

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """Paint the dotted ground, and the zone of those who are parked."""
        area = QRectF(rect)
        if self._split:
            # It holds for cards and lines as well: nothing is saved and restored in between.
            painter.setClipRect(area.toAlignedRect())
        self._ground.paint(painter, area)
        zone = self.plan.zone
        if zone is not None and (box := self.to_scene(zone)).intersects(area):
            self._ground.paint_zone(painter, box, self.parking(), self.scale_)

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """Paint what lies over the cards."""
        if self.above is not None:
            self.above.paint(painter, QRectF(rect))

    def parking(self) -> str:
        """How many are parked, in words."""
        count = sum(1 for one in self.plan.cards if one.parked)
        return _n("Parking: {n} person", "Parking: {n} people", count) if count else _("Parking")
