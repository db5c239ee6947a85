"""Cards on their way: their ghost, what letting go would do, and doing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPixmap

from acctdesk.drawing.geometry import Point, around
from acctdesk.ui.stakeholders.chart.drops import Drop, Kind, Load, find_drop
from acctdesk.ui.stakeholders.chart.marks import Marks

if TYPE_CHECKING:
    from acctdesk.ui.stakeholders.chart.panels import Bubble
    from acctdesk.ui.stakeholders.chart.parking import ParkingStrip
    from acctdesk.ui.stakeholders.chart.stage import Stage
    from acctdesk.ui.stakeholders.study import Study

WAIT = 1500
"""Milliseconds until cards go back that were let go of and got no new place."""


class Haul(QObject):
    """Drags cards, and lets go of them.

    Args:
        stage: Where it happens.
        marks: What is painted over the cards.
        study: The map.
        bubble: Says why something can't be.
        strip: Where cards can be parked.
    """

    ended = Signal()
    """Nothing is dragged any more."""

    def __init__(
        self, stage: Stage, marks: Marks, study: Study, bubble: Bubble, strip: ParkingStrip
    ) -> None:
        super().__init__(stage)
        self._stage, self._marks, self._study = stage, marks, study
        self._bubble, self._strip = bubble, strip
        self.load = Load((), frozenset())
        self._held = ""
        self._began = Point(0, 0)
        self._corner = QPointF()
        self._by = Point(0, 0)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT)
        self._wait.timeout.connect(self.go_back)

    def is_on(self) -> bool:
        """Whether cards are being dragged."""
        return bool(self.load.moved)

    def begin(self, load: Load, held: str, at: Point) -> None:
        """Take cards up.

        Args:
            load: The cards.
            held: The one that was taken hold of.
            at: Where the pointer is, on the drawing.
        """
        self.load, self._held, self._began, self._by = load, held, at, Point(0, 0)
        self._stage.settle()
        self._make_ghost()
        self._stage.dim(load.branch)
        card = self._study.card(held)
        self._strip.offer(parked=card is not None and card.parked)

    def to(self, at: Point, where: QPointF, *, free: bool) -> None:
        """Take them along.

        Args:
            at: Where the pointer is, on the drawing.
            where: The same in the window.
            free: Whether they are only to be moved by hand.
        """
        marks, stage = self._marks, self._stage
        self._by = Point(at.x - self._began.x, at.y - self._began.y)
        if self._strip.takes(stage.viewport().mapToGlobal(where.toPoint())):
            drop = Drop(Kind.PARK)
        else:
            drop = find_drop(stage.plan, self.load, at, self._by, self._study.why_not, free=free)
        before, marks.drop = marks.drop, drop
        if drop != before:
            for one in (before, drop):
                if one is not None:
                    self._touch(one)
        self._strip.light(drop.kind is Kind.PARK)
        if marks.ghost is not None:
            size = marks.ghost.deviceIndependentSize()
            left = QRectF(marks.ghost_at, size)
            scale = stage.scale_
            marks.ghost_at = self._corner + QPointF(
                round(self._by.x * scale), round(self._by.y * scale)
            )
            come = QRectF(marks.ghost_at, size)
            # One rectangle is painted quicker than the three that two of them overlapping are.
            for part in (left.united(come),) if left.intersects(come) else (left, come):
                stage.touch(part)
        if drop.why:
            self._bubble.say(drop.why, self._box(drop.target), stay=True)
        elif not self._bubble.isHidden():
            self._bubble.hide()

    def let_go(self) -> None:
        """Do what letting go does."""
        drop, load = self._marks.drop, self.load
        doing = drop is not None and not drop.why and drop.kind is not Kind.NOTHING
        self._clear()
        if drop is None:
            return
        if doing:
            self._leave_there(load)
        moved = list(load.moved)
        if drop.kind is Kind.PARK:
            self._study.park(moved)
        elif drop.kind is Kind.SHIFT:
            self._study.shift(drop.shifts)
        elif drop.kind is Kind.ROOT:
            self._study.reparent(moved, None)
        elif drop.kind in (Kind.ONTO, Kind.BESIDE):
            if doing and drop.manager is not None:
                # Who was put there is to be seen there.
                self._study.chosen.fold(drop.manager, on=False)
            self._study.reparent(moved, drop.manager, drop.at)
        if drop.why:
            self._bubble.say(drop.why, self._box(drop.target))

    def drop_nothing(self) -> None:
        """Put them back."""
        self._bubble.hide()
        self._clear()

    def arrived(self) -> None:
        """There is another map: nothing is waited for any more."""
        self._wait.stop()

    def go_back(self) -> None:
        """Put cards back that were let go of and got no new place."""
        self._wait.stop()
        self._stage.place_again()

    # -- inside ----------------------------------------------------------------------------

    def _clear(self) -> None:
        self._marks.drop = self._marks.ghost = None
        self._stage.dim(())
        self._strip.hide()
        self.load = Load((), frozenset())
        self._stage.viewport().update()
        self.ended.emit()

    def _leave_there(self, load: Load) -> None:
        """Leave the cards where they were let go of until the map says where they stand."""
        scale = self._stage.scale_
        by = QPointF(round(self._by.x * scale), round(self._by.y * scale))
        for one in load.branch:
            item = self._stage.cards.items.get(one)
            if item is not None:
                item.setPos(item.pos() + by)
        self._wait.start()

    def _make_ghost(self) -> None:
        """One picture of all that is dragged, as far as it can be seen at once."""
        stage = self._stage
        places = [place for one in self.load.branch if (place := stage.plan.place(one))]
        whole = stage.to_scene(around(places))
        view = QRectF(stage.viewport().rect()).translated(
            stage.horizontalScrollBar().value(), stage.verticalScrollBar().value()
        )
        seen = whole.intersected(view.adjusted(-400, -300, 400, 300))
        ratio = stage.devicePixelRatioF()
        size = seen.size().toSize()
        ghost = QPixmap(
            max(round((size.width() + 1) * ratio), 1), max(round((size.height() + 1) * ratio), 1)
        )
        ghost.setDevicePixelRatio(ratio)
        ghost.fill(QColor(0, 0, 0, 0))
        painter = QPainter(ghost)
        # What lies beneath shines through; copying a picture that is half seen costs more.
        painter.setOpacity(0.75)
        for one in self.load.branch:
            item, place = stage.cards.items.get(one), stage.plan.place(one)
            if item is None or place is None:
                continue
            box = stage.to_scene(place)
            if box.intersects(seen):
                picture = item.pixmap()
                painter.drawPixmap(box.translated(-seen.topLeft()), picture, QRectF(picture.rect()))
        painter.end()
        self._corner = seen.topLeft()
        self._marks.ghost, self._marks.ghost_at = ghost, self._corner

    def _touch(self, drop: Drop) -> None:
        self._marks.refresh(drop.target)
        if drop.mark is not None:
            self._stage.touch(self._stage.to_scene(drop.mark).adjusted(-3, -3, 3, 3))
        if drop.kind is Kind.PARK and self._stage.plan.zone is not None:
            self._stage.touch(self._stage.to_scene(self._stage.plan.zone))

    def _box(self, position: str) -> QRect:
        place = self._stage.plan.place(position)
        if place is None:
            return self._stage.viewport().rect()
        box = self._stage.to_window(place).toAlignedRect()
        return box.translated(self._stage.pos())
