"""The canvas: a plan as cards and lines, its zoom and pan; it knows nothing of gestures."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGraphicsView

from acctdesk.drawing.card import Face
from acctdesk.drawing.geometry import Point
from acctdesk.drawing.routes import Route
from acctdesk.ui.stakeholders.chart.easing import Easing
from acctdesk.ui.stakeholders.chart.paper import Paper
from acctdesk.ui.stakeholders.chart.plan import Plan
from acctdesk.ui.stakeholders.chart.sheet import Sheet
from acctdesk.ui.theme.theme import Theme

if TYPE_CHECKING:
    from acctdesk.services.stakeholder import Tie

LEAST, MOST = 0.03, 3.0
"""How small and how large the map may be shown; 1 is its own size at the present text scale."""
STEP = 1.15
"""From one step of the zoom to the next."""
MARGIN = 32
"""Around the whole map when it is shown at once, in pixels."""
SLICE, LONG = 0.002, 0.006
"""Seconds at a time that go into painting cards anew: while it moves, and while it rests."""
RESTS = 0.15
"""Seconds after which what was moved rests."""
STEADY, PAUSE = 16, 40
"""Milliseconds until the next slice, and until the first one after a step of the zoom."""
FIRST = 0.02
"""Seconds that go into it before a map is shown for the first time."""
_NAMES = QGraphicsView.ViewportUpdateMode


class Canvas(Paper):
    """Shows a plan.

    Args:
        theme: The theme in force.
    """

    zoomed = Signal()
    """It is shown larger or smaller."""
    scrolled = Signal()
    """Another part of it is seen."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.faces: Mapping[str, Face] = {}
        self._moved = 0.0
        """When it was moved last, by `time.perf_counter`."""
        self._whole: float | None = None
        """The least zoom asked for while all of it is shown and nobody moved it since."""
        self._sheet = Sheet(self.scene(), self.pictures)
        self.reports, self.ties = self._sheet.reports, self._sheet.ties
        self.cards = self._sheet.cards
        self.easing = Easing(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._sharpen)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self._on_scroll)
        self._retheme()
        theme.changed.connect(self._retheme)

    # -- what is shown ---------------------------------------------------------------------

    def show_plan(
        self, plan: Plan, faces: Mapping[str, Face], *, ease: bool = False, anchor: str = "",
        paint: bool = True,
    ) -> None:  # fmt: skip
        """Show another plan.

        Args:
            plan: The plan.
            faces: What its cards say.
            ease: Whether cards glide to their new places.
            anchor: A card that stays where it is seen, while others make way for it.
            paint: Whether it is painted now; otherwise it will be shown at another zoom at once.
        """
        self.settle()
        before = {one: item.pos() for one, item in self.cards.items.items()} if ease else {}
        first = not self.cards.items
        held = self._held(plan, anchor)
        self.plan, old = plan, self.faces
        self.faces = faces
        self.cards.set_cards(dict(plan.shown()), faces, old)
        self._place_all()
        by = QPointF()
        if held is not None and (now := plan.place(held[0])) is not None:
            by = self.to_scene(now).topLeft() - held[1]
            self.pan(by.x(), by.y())
        if paint:
            self._sharpen(FIRST if first else 2 * SLICE)
        if before:
            self.easing.start(
                [
                    (item, before[one] + by, item.pos())
                    for one, item in self.cards.items.items()
                    if one in before and before[one] + by != item.pos()
                ]
            )

    def _held(self, plan: Plan, anchor: str) -> tuple[str, QPointF] | None:
        """A card that is seen before and after, and where it stands now: it is to stay there."""
        view = QRectF(self.viewport().rect())
        middle = self.to_plan(view.center())
        near = [anchor, *self.plan.near(middle, max(view.width(), 1.0) / self.scale_)]
        for one in near:
            place = self.plan.place(one)
            if place is None or plan.place(one) is None:
                continue
            if self.to_window(place).intersects(view):
                return one, self.to_scene(place).topLeft()
        return None

    def set_lines(self, trunks: Sequence[tuple[Point, Point]]) -> None:
        """Show other lines of reporting."""
        self.reports.set_trunks(trunks, self._sheet.scale)

    def set_ties(self, ties: Sequence[tuple[Tie, Route, str]]) -> None:
        """Show other ties, each with its line and its words."""
        pictures = self.pictures
        self.ties.set_ties(ties, pictures.look, pictures.fonts, self._sheet.scale)
        self._rest.start(STEADY)

    def dim(self, positions: Iterable[str], opacity: float = 0.35) -> None:
        """Show some cards paler, and all others as they are."""
        self.cards.dim(positions, opacity)

    def place_again(self) -> None:
        """Put cards that were moved about back to where they belong."""
        self._place_all()

    # -- zoom and pan ----------------------------------------------------------------------

    def set_zoom(self, zoom: float, anchor: QPointF | None = None) -> None:
        """Show it larger or smaller.

        Args:
            zoom: 1 for its own size.
            anchor: Place of the window that stays where it is; its middle when not given.
        """
        zoom = min(max(zoom, LEAST), MOST)
        if zoom == self._zoom:
            return
        if anchor is None:
            anchor = QRectF(self.viewport().rect()).center()
        held = self.to_plan(anchor)
        self._zoom, self._whole = zoom, None
        corner = Point(held.x * self.scale_ - anchor.x(), held.y * self.scale_ - anchor.y())
        self._place_all(corner, stretch=True)
        # While the wheel turns there is no time for it.
        self._rest.start(PAUSE)
        self.zoomed.emit()

    def step_zoom(self, steps: float, anchor: QPointF | None = None) -> None:
        """Zoom in or out by steps; full size is never stepped over."""
        zoom = self._zoom * STEP**steps
        if (self._zoom - 1) * (zoom - 1) < 0:
            zoom = 1.0
        self.set_zoom(zoom, anchor)

    def fit(self, *, least: float = LEAST) -> None:
        """Show all of it, never larger than its own size.

        Args:
            least: Smaller than this it isn't shown; then the first card and what is around it.
        """
        bounds, view = self.plan.bounds, self.viewport().rect()
        if not self.cards.items or view.width() < 2 * MARGIN:
            return
        self.easing.finish()
        unit = self.theme.text_scale / 100
        zoom = min(
            (view.width() - 2 * MARGIN) / max(bounds.width * unit, 1),
            (view.height() - 2 * MARGIN) / max(bounds.height * unit, 1),
            1.0,
        )
        self._zoom = max(zoom, least, LEAST)
        scale, top = self.scale_, MARGIN
        spare = view.height() - bounds.height * scale
        if zoom >= 1.0 and spare > 0:
            # A small map stands near the top, where the eye begins.
            top = max(MARGIN, min(round(spare / 2), self.theme.px(64)))
        middle = bounds.middle.x
        if zoom < least:
            head = next(iter(self.plan.shown()))[1]
            middle = head.middle.x
        self._place_all(Point(middle * scale - view.width() / 2, bounds.y * scale - top))
        self._sharpen(FIRST)
        self._whole = least
        self.zoomed.emit()

    def pan(self, dx: float, dy: float) -> None:
        """Move what is seen."""
        if dx or dy:
            self._whole = None
        self.move_by(round(dx), round(dy))

    def bring_into_sight(self, position: str) -> None:
        """Scroll until a card is seen, with some room around it."""
        place = self.plan.place(position)
        if place is None:
            return
        box = self.to_scene(place).adjusted(-24, -24, 24, 40)
        seen = QRectF(self.viewport().rect()).translated(
            self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        )
        if seen.contains(box):
            return
        dx = min(box.left() - seen.left(), 0) or max(box.right() - seen.right(), 0)
        dy = min(box.top() - seen.top(), 0) or max(box.bottom() - seen.bottom(), 0)
        self.pan(dx, dy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give room to scroll in; what was shown as a whole still is."""
        super().resizeEvent(event)
        self._ground.make(self.viewport().size(), self.devicePixelRatioF())
        self._set_ground()
        if self._whole is not None:
            self.fit(least=self._whole)
        self.scrolled.emit()

    # -- inside ----------------------------------------------------------------------------

    def settle(self) -> None:
        """Have everything where it belongs: nothing glides, nothing is only shown larger."""
        self.easing.finish()
        if self._sheet.is_stretched():
            self._place_all()

    def _place_all(self, corner: Point | None = None, *, stretch: bool = False) -> None:
        """Put everything where it belongs at the present scale.

        Args:
            corner: Upper left corner of what is seen then, in the scene's pixels.
            stretch: Whether it may be shown larger or smaller as it is, until it rests.
        """
        self.easing.finish()
        scale = self.scale_
        self.setViewportUpdateMode(_NAMES.NoViewportUpdate)
        self._set_ground()
        if not (stretch and self._sheet.stretch(scale)):
            self._sheet.place(scale, self.devicePixelRatioF(), resting=not stretch)
        if corner is not None:
            self._scroll_to(corner.x, corner.y)
        self.setViewportUpdateMode(_NAMES.BoundingRectViewportUpdate)
        self.viewport().update()

    def _set_ground(self) -> None:
        bounds, scale = self.plan.bounds, self.scale_
        wide, high = self.viewport().width() * 0.9, self.viewport().height() * 0.9
        self.setSceneRect(
            bounds.x * scale - wide, bounds.y * scale - high,
            bounds.width * scale + 2 * wide, bounds.height * scale + 2 * high,
        )  # fmt: skip

    def _scroll_to(self, x: float, y: float) -> None:
        self.horizontalScrollBar().setValue(round(x))
        self.verticalScrollBar().setValue(round(y))

    def _on_scroll(self) -> None:
        self._moved = time.perf_counter()
        if self.cards.are_coarse():
            self._rest.start(STEADY)
        self.scrolled.emit()

    def _sharpen(self, seconds: float = 0.0) -> None:
        """Paint cards for the present scale, as many as there is time for; seen ones only."""
        self.settle()
        if not seconds:
            seconds = LONG if time.perf_counter() - self._moved > RESTS else SLICE
        view = self.viewport().rect()
        seen = view.translated(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        if not self._sheet.sharpen(QRectF(seen), seconds):
            self._rest.start(STEADY)

    def sharpen_all(self) -> None:
        """Paint every card that is seen for the present scale, however long it takes."""
        self._sharpen(float("inf"))

    def changeEvent(self, event: QEvent) -> None:
        """Paint anew for a screen with finer or coarser pixels."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._retheme()

    def _retheme(self) -> None:
        self.pictures.forget()
        self.cards.forget()
        ratio = self.devicePixelRatioF()
        self.reports.set_look(self.pictures.look, max(round(ratio), 1))
        self._ground.make(self.viewport().size(), ratio)
        self._place_all()
        self._sharpen(FIRST)
