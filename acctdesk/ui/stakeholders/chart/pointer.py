"""What the pointer does to the map: choose, drag, connect, add, fold, pan."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QObject, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from acctdesk.drawing.geometry import Point, Rect
from acctdesk.ui.stakeholders.chart.drops import Load
from acctdesk.ui.stakeholders.chart.faces import sentence
from acctdesk.ui.stakeholders.chart.hauling import Haul
from acctdesk.ui.stakeholders.chart.marks import NAMES, Marks, Side

if TYPE_CHECKING:
    from acctdesk.ui.stakeholders.chart.stage import Stage
    from acctdesk.ui.stakeholders.study import Study

EDGE, GLIDE = 28, 14
"""How near the rim a drag moves the map, and how far each time, in pixels."""
TIE_REACH = 6.0
"""How far from a line it can be clicked, in pixels of the window."""
_LEFT = Qt.MouseButton.LeftButton
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class Doing(enum.Enum):
    """What a pressed button is doing."""

    NOTHING = enum.auto()
    PRESSED = enum.auto()
    DRAG = enum.auto()
    BAND = enum.auto()
    PAN = enum.auto()
    WIRE = enum.auto()


class Pointer(QObject):
    """Turns what the pointer does into gestures of the study.

    Args:
        stage: Where it happens.
        marks: What is painted over the cards.
        study: The map.
    """

    named = Signal(str)
    """A card's name is to be typed."""
    tie_wanted = Signal(str)
    """A line is to be shown; empty for none."""
    connect_wanted = Signal(str, str)
    """A line is to be drawn: from, and to or empty."""
    clicked = Signal(str)
    """A card was clicked while somebody to connect with is waited for."""

    def __init__(self, stage: Stage, marks: Marks, study: Study, haul: Haul) -> None:
        super().__init__(stage)
        self._stage, self._marks, self._study, self.haul = stage, marks, study, haul
        self.doing = Doing.NOTHING
        self.picking = False
        """Whether a click picks somebody to connect with."""
        self._start = QPointF()
        """Where the button went down, in the window."""
        self._began = Point(0, 0)
        """The same on the drawing."""
        self._last = QPointF()
        self._card = ""
        self._again = False
        self._held: tuple[str, ...] = ()
        self._keys = Qt.KeyboardModifier.NoModifier
        self._clock = QTimer(self)
        self._clock.setInterval(16)
        self._clock.timeout.connect(self._glide)

    # -- events ----------------------------------------------------------------------------

    def press(self, event: QMouseEvent) -> None:
        """A button went down."""
        where, stage = event.position(), self._stage
        self._start = self._last = where
        self._began = stage.to_plan(where)
        self._keys = event.modifiers()
        self._study.chosen.hold()
        button = event.button()
        if button == Qt.MouseButton.MiddleButton or (button == _LEFT and stage.panning):
            self.doing = Doing.PAN
            stage.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            return
        position = stage.plan.at(self._began)
        if button == Qt.MouseButton.RightButton:
            if position and position not in self._study.chosen.cards:
                self._study.chosen.choose([position])
            return
        if button != _LEFT:
            return
        if self.picking:
            if position:
                self.clicked.emit(position)
            return
        handle = self._marks.handle_at(self._scene(where))
        if handle is not None:
            self._press_handle(*handle)
        elif position:
            self._press_card(position)
        else:
            self._press_ground()

    def move(self, event: QMouseEvent) -> None:
        """The pointer moved."""
        where = event.position()
        self._keys = event.modifiers()
        far = (where - self._start).manhattanLength() >= QApplication.startDragDistance()
        if self.doing is Doing.PAN:
            step = where - self._last
            self._stage.pan(-step.x(), -step.y())
        elif self.doing is Doing.PRESSED and far and self._card:
            self._begin_drag()
        elif self.doing is Doing.PRESSED and far:
            self.doing = Doing.BAND
        elif self.doing is Doing.NOTHING:
            self._hover(where)
        self._last = where
        self._follow(where)

    def _follow(self, where: QPointF) -> None:
        if self.doing is Doing.DRAG:
            self.haul.to(self._stage.to_plan(where), where, free=bool(self._keys & _SHIFT))
        elif self.doing is Doing.BAND:
            self._stretch(where)
        elif self.doing is Doing.WIRE:
            self._wire(where)
        if self.doing in (Doing.DRAG, Doing.BAND, Doing.WIRE) and not self._clock.isActive():
            self._clock.start()

    def release(self, event: QMouseEvent) -> None:
        """A button went up."""
        doing, self.doing = self.doing, Doing.NOTHING
        self._clock.stop()
        self._marks.busy = False
        if doing is Doing.PAN:
            shape = Qt.CursorShape.OpenHandCursor
            stage = self._stage
            stage.viewport().setCursor(shape if stage.panning else Qt.CursorShape.ArrowCursor)
        elif doing is Doing.DRAG:
            self.haul.let_go()
        elif doing is Doing.BAND:
            self._set_band(None)
        elif doing is Doing.WIRE:
            self._end_wire(event.position())
        elif doing is Doing.PRESSED:
            self._click(event)
        self._study.chosen.let_go()
        self._hover(event.position())

    def double(self, event: QMouseEvent) -> None:
        """A button was pressed twice: the name is to be typed."""
        position = self._stage.plan.at(self._stage.to_plan(event.position()))
        if event.button() == _LEFT and position and not self.picking:
            self.doing = Doing.NOTHING
            self.named.emit(position)

    def leave(self) -> None:
        """The pointer left."""
        if self.doing is Doing.NOTHING:
            self._set_hover("")

    def cancel(self) -> bool:
        """Leave off whatever is being done; whether anything was."""
        if self.doing in (Doing.NOTHING, Doing.PRESSED):
            return False
        if self.doing is Doing.DRAG:
            self.haul.drop_nothing()
        self._set_band(None)
        self._set_wire(None)
        self._marks.busy = False
        self.doing = Doing.NOTHING
        self._clock.stop()
        return True

    def tip(self, where: QPoint) -> str:
        """What to say about a place of the window."""
        spot = QPointF(where)
        handle = self._marks.handle_at(self._scene(spot))
        if handle is not None:
            return str(NAMES[handle[1]])
        stage = self._stage
        position = stage.plan.at(stage.to_plan(spot))
        return sentence(stage.plan, stage.faces[position], position) if position else ""

    # -- pressing --------------------------------------------------------------------------

    def _press_handle(self, position: str, side: Side) -> None:
        if side is Side.FOLD:
            self._study.chosen.fold(position)
        elif side is Side.CONNECT:
            self._card, self.doing = position, Doing.WIRE
            self._marks.busy = True
        else:
            self._study.add(side.value, position)

    def _press_card(self, position: str) -> None:
        chosen = self._study.chosen
        self._card, self.doing, self._again = position, Doing.PRESSED, False
        self.tie_wanted.emit("")
        if self._keys & _CTRL:
            chosen.toggle(position)
            self._card = position if position in chosen.cards else ""
        elif self._keys & _SHIFT:
            chosen.choose([*chosen.cards, position], position)
        elif position in chosen.cards:
            # One of several may be taken to drag all of them; a click alone chooses just it.
            self._again = True
            chosen.choose(chosen.cards, position)
        else:
            chosen.choose([position])

    def _press_ground(self) -> None:
        stage = self._stage
        tie = stage.ties.at(self._began, TIE_REACH / stage.scale_)
        self.tie_wanted.emit(tie)
        if tie:
            self._study.chosen.clear()
            return
        self._card, self.doing = "", Doing.PRESSED
        self._held = self._study.chosen.cards if self._keys & (_CTRL | _SHIFT) else ()

    def _click(self, event: QMouseEvent) -> None:
        if event.button() != _LEFT:
            return
        chosen = self._study.chosen
        if self._card and self._again and not self._keys & (_CTRL | _SHIFT):
            chosen.choose([self._card])
        elif not self._card and not self._keys & (_CTRL | _SHIFT):
            chosen.clear()

    # -- dragging --------------------------------------------------------------------------

    def _begin_drag(self) -> None:
        if not self._study.may_change(self._card):
            self.doing = Doing.NOTHING
            return
        self._set_hover("")
        self.doing = Doing.DRAG
        self._marks.busy = True
        chosen = self._study.chosen.cards
        load = Load.of(self._stage.plan, chosen if self._card in chosen else [self._card])
        self.haul.begin(load, self._card, self._began)

    def _glide(self) -> None:
        """Move the map while something is dragged near its rim."""
        where, view = self._last, self._stage.viewport().rect()
        dx = GLIDE * ((where.x() > view.width() - EDGE) - (where.x() < EDGE))
        dy = GLIDE * ((where.y() > view.height() - EDGE) - (where.y() < EDGE))
        if dx or dy:
            self._stage.pan(dx, dy)
            self._follow(where)
        else:
            self._clock.stop()

    def _stretch(self, where: QPointF) -> None:
        one, other = self._began, self._stage.to_plan(where)
        rect = Rect(
            min(one.x, other.x), min(one.y, other.y), abs(one.x - other.x), abs(one.y - other.y)
        )
        self._set_band(self._stage.to_scene(rect))
        inside = self._stage.plan.within(rect)
        self._study.chosen.choose(dict.fromkeys((*self._held, *inside)))

    def _set_band(self, band: QRectF | None) -> None:
        for one in (self._marks.band, band):
            if one is not None:
                self._stage.touch(one)
        self._marks.band = band

    # -- connecting ------------------------------------------------------------------------

    def _wire(self, where: QPointF) -> None:
        box = self._marks.box(self._card)
        if box is None:
            return
        end = self._scene(where)
        self._set_wire(QLineF(QPointF(box.left(), box.center().y()), end))
        self._set_pick(self._stage.plan.at(self._stage.to_plan(where)))

    def _end_wire(self, where: QPointF) -> None:
        moved = (where - self._start).manhattanLength() >= QApplication.startDragDistance()
        end = self._stage.plan.at(self._stage.to_plan(where))
        self._set_wire(None)
        self._set_pick("")
        if not moved or (end and end != self._card):
            self.connect_wanted.emit(self._card, end if moved else "")

    def _set_wire(self, wire: QLineF | None) -> None:
        for one in (self._marks.wire, wire):
            if one is not None:
                self._stage.touch(QRectF(one.p1(), one.p2()).normalized().adjusted(-4, -4, 4, 4))
        self._marks.wire = wire

    def _set_pick(self, position: str) -> None:
        position = "" if position == self._card else position
        before, self._marks.pick = self._marks.pick, position
        self._marks.refresh(before, position)

    # -- hovering --------------------------------------------------------------------------

    def _hover(self, where: QPointF) -> None:
        stage, scene = self._stage, self._scene(where)
        handle = self._marks.handle_at(scene)
        position = handle[0] if handle else stage.plan.at(stage.to_plan(where))
        self._set_hover(position)
        shape = Qt.CursorShape.ArrowCursor
        on_tie = not position and stage.ties.at(stage.to_plan(where), TIE_REACH / stage.scale_)
        if handle is not None or self.picking or on_tie:
            shape = Qt.CursorShape.PointingHandCursor
        if not stage.panning and stage.viewport().cursor().shape() != shape:
            stage.viewport().setCursor(shape)

    def _set_hover(self, position: str) -> None:
        if position != self._marks.hover:
            before = self._marks.hover
            self._marks.refresh(before)
            self._marks.hover = position
            self._marks.refresh(position)

    def _scene(self, where: QPointF) -> QPointF:
        stage = self._stage
        return where + QPointF(
            stage.horizontalScrollBar().value(), stage.verticalScrollBar().value()
        )
