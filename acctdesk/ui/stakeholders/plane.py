"""The ground of power and interest: painted people that are dragged, or moved by arrow keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from acctdesk.drawing.geometry import Rect
from acctdesk.ui.stakeholders.gathering import Gathered, crowd
from acctdesk.ui.stakeholders.marking import Marker
from acctdesk.ui.stakeholders.placing import Spot, fits, place, values_at
from acctdesk.ui.stakeholders.together import Together
from acctdesk.ui.stakeholders.words import standing
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.toast import announce
from acctdesk.words import _

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent

    from acctdesk.services.stakeholder import Card
    from acctdesk.ui.stakeholders.study import Study

_Key = Qt.Key
_ARROWS = {
    _Key.Key_Up: (1, 0), _Key.Key_Down: (-1, 0), _Key.Key_Right: (0, 1), _Key.Key_Left: (0, -1),
}  # fmt: skip
_FAR = 4
"""Pixels a press may wander and still be a click."""
TRAY = 190
"""Width at 100 % of the list of those who aren't placed."""
AXIS = 30
"""Width at 100 % of what stands beside the ground."""
MIDDLE = 5
"""Where somebody begins who is placed by a key."""

Values = tuple[int | None, int | None]


class Plane(QWidget):
    """Everybody between power and interest, and beside it those who aren't placed yet.

    Args:
        theme: The theme in force.
        study: The map.
    """

    name_wanted = Signal(str)
    """The name of somebody is to be typed."""
    details_wanted = Signal(str)
    """Somebody is to be looked at closely."""
    menu_wanted = Signal(QPoint)
    """What can be done with the chosen is asked for, at a place of the screen."""

    def __init__(self, theme: Theme, study: Study) -> None:
        super().__init__()
        self._theme, self._study = theme, study
        self._marker = Marker(theme)
        self._ground: QPixmap | None = None
        self._places: dict[str, Rect] = {}
        self.together = Together(study, self._marker)
        self._tray: list[str] = []
        self._scroll = 0
        self._named = True
        self._moves: dict[str, Values] = {}
        self._held = ""
        self._from = QPointF()
        self._at: QPointF | None = None
        self._hot = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Power and interest"))
        theme.changed.connect(self.forget)

    # -- what is shown ---------------------------------------------------------------------

    def plane(self) -> Rect:
        """The ground, within the widget."""
        px = self._theme.px
        axis = float(px(AXIS))
        # Where everybody is placed, the list beside it gives its room away.
        beside = px(TRAY) + px(16) if self._tray else 1
        wide = max(self.width() - axis - beside, 120)
        return Rect(axis, 4.0, float(wide), float(max(self.height() - axis - 4, 120)))

    def values(self, card: Card) -> Values:
        """Power and interest of somebody, as they will be when what was done is kept."""
        return self._moves.get(card.position, (card.power, card.interest))

    def place_of(self, position: str) -> Rect | None:
        """Where somebody is shown; None for who isn't."""
        return self._places.get(position) or self._slot(position)

    def order(self) -> list[str]:
        """Everybody, the most powerful first; then those who aren't placed."""
        return [*self._places, *self._tray]

    def arrange(self) -> None:
        """Place everybody anew."""
        seen = self._study.seen
        if seen is None:
            return
        for card in seen.cards:
            if self._moves.get(card.position) == (card.power, card.interest):
                del self._moves[card.position]
        placed = {c.position: self.values(c) for c in seen.cards}
        spots: list[Spot] = []
        for card in seen.cards:
            power, interest = placed[card.position]
            if power is not None and interest is not None:
                wide = self._marker.width(self._marker.name(card))
                spots.append(Spot(card.position, power, interest, wide))
        spots.sort(key=lambda one: (-one.power, -one.interest))
        tray = [one.position for one in seen.cards if None in placed[one.position]]
        if bool(tray) != bool(self._tray):
            self._ground = None
        self._tray = tray
        plane, head = self.plane(), float(self._theme.px(40))
        high = self._marker.height(named=True)
        found, self._named = Gathered({}, {}), fits(spots, plane, high, head)
        if self._named:
            places, self._named = place(spots, plane, high, head, all_clear=True)
            found = Gathered(places, {})
        if not self._named:
            high = self._marker.height(named=False)
            found = crowd(spots, plane, self._marker.disc, high, head)
        self._places = dict(found.places)
        self.together.set_found(found)
        self._scroll = min(self._scroll, self._most_scroll())
        self.update()

    def let_go(self, position: str = "") -> None:
        """Forget what was done to somebody and can't be; to everybody when not given."""
        for one in [position] if position else list(self._moves):
            self._moves.pop(one, None)
        self.arrange()

    def forget(self) -> None:
        """Paint everything anew, in other colours or sizes."""
        self._ground = None
        self._marker.forget()
        self.arrange()

    # -- painting --------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, everybody on it, and who is dragged above all."""
        seen = self._study.seen
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        if self._ground is None or self._ground.deviceIndependentSize() != self.size().toSizeF():
            self._ground = self._marker.ground(self.size(), ratio, self.plane())
        painter.drawPixmap(0, 0, self._ground)
        if seen is None:
            return
        chosen, dirty = set(self._study.chosen.cards), QRectF(event.rect())
        self.together.paint(painter, chosen)
        group = self.together.group
        for position, rect in self._places.items():
            box = QRectF(*rect)
            if (
                not group(position)
                and position != self._held
                and box.adjusted(-4, -4, 4, 4).intersects(dirty)
            ):
                card = seen.by_id.get(position)
                if card is not None:
                    on = position in chosen
                    named = self._named or on or position == self._hot
                    self._marker.draw(painter, card, box, ratio, on=on, named=named)
        self._paint_tray(painter, chosen)
        self._paint_held(painter)
        if self.hasFocus():
            self._marker.focus(painter, QRectF(*self.plane()))

    def _paint_tray(self, painter: QPainter, chosen: set[str]) -> None:
        rows = [
            (card, QRectF(*rect), self.values(card), position in chosen)
            for position in self._tray
            if position != self._held
            and (card := self._study.card(position)) is not None
            and (rect := self._slot(position)) is not None
        ]
        if self._tray:
            self._marker.tray(painter, self._tray_box(), len(self._tray), rows)

    def _paint_held(self, painter: QPainter) -> None:
        card = self._study.card(self._held) if self._at is not None else None
        if card is not None and self._at is not None:
            values = values_at(self.plane(), self._at.x(), self._at.y())
            ratio = self.devicePixelRatioF()
            self._marker.held(painter, card, self._at, values, self.plane(), self.rect(), ratio)

    # -- the pointer -----------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose, and perhaps begin to drag."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        position, chosen = self.under(event.position()), self._study.chosen
        if event.button() == Qt.MouseButton.LeftButton and self.together.group(position):
            self.together.open(self, position, self._moves)
            return
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and position:
            chosen.toggle(position)
        elif position:
            if position not in chosen.cards:
                chosen.choose([position])
        elif event.button() == Qt.MouseButton.LeftButton:
            chosen.clear()
        if event.button() == Qt.MouseButton.LeftButton:
            self._held, self._from, self._at = position, event.position(), None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag, or light up who is under the pointer."""
        here = event.position()
        if not self._held or not event.buttons() & Qt.MouseButton.LeftButton:
            hot = self.under(here)
            if hot != self._hot:
                self._hot = hot
                self.setCursor(
                    Qt.CursorShape.OpenHandCursor if hot and self._study.able
                    else Qt.CursorShape.ArrowCursor
                )  # fmt: skip
                if not self._named:
                    self.update()
            return
        if self._at is None:
            if (here - self._from).manhattanLength() < _FAR:
                return
            if not self._study.may_change(self._held):
                self._held = ""
                return
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.update()
        self.update(self._around(self._at or here))
        self._at = here
        self.update(self._around(here))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put down who was dragged."""
        held, at = self._held, self._at
        self._held, self._at = "", None
        if held and at is not None:
            plane = self.plane()
            if self._tray and at.x() > plane.right + self._theme.px(16):
                self.weigh(held, None, None)
            else:
                self.weigh(held, *values_at(plane, at.x(), at.y()))
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Look closely at somebody."""
        position = self.under(event.position())
        if position:
            self.details_wanted.emit(position)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for what can be done with the chosen."""
        self.menu_wanted.emit(event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the list of those who aren't placed."""
        if self._tray_box().contains(event.position()) and self._most_scroll():
            wanted = self._scroll - event.angleDelta().y() // 3
            self._scroll = min(max(wanted, 0), self._most_scroll())
            self.update()
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        """Say everything about who is under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == event.Type.ToolTip:
            position = self.under(QPointF(event.pos()))
            card, text = self._study.card(position), self.together.words(position)
            if card is not None and not text:
                text = standing(card, *self.values(card))
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    # -- the keyboard ----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the chosen one, Ctrl and the arrows choose another."""
        key = Qt.Key(event.key())
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        current = self._study.chosen.current
        if key in _ARROWS and ctrl:
            self.step(-1 if key in (_Key.Key_Left, _Key.Key_Up) else 1)
        elif key in _ARROWS:
            self._push(*_ARROWS[key])
        elif key in (_Key.Key_Home, _Key.Key_End):
            self._choose_at(0 if key == _Key.Key_Home else -1)
        elif key in (_Key.Key_PageDown, _Key.Key_PageUp):
            self.step(1 if key == _Key.Key_PageDown else -1)
        elif key == _Key.Key_Escape and self._at is not None:
            self._held, self._at = "", None
            self.update()
        elif key == _Key.Key_Escape and self._study.chosen.cards:
            self._study.chosen.clear()
        elif key == _Key.Key_Space and self.together.group(current):
            self.together.open(self, current, self._moves)
        elif key in (_Key.Key_Return, _Key.Key_Enter) and current:
            self.details_wanted.emit(current)
        elif key == _Key.Key_F2 and current:
            self.name_wanted.emit(current)
        elif key == _Key.Key_Delete and current:
            self._study.remove(self._study.chosen.cards)
        elif key == _Key.Key_Insert:
            self._study.add("below", current or None)
        else:
            super().keyPressEvent(event)

    def run_command(self, action_id: str) -> bool:
        """F2 is an action of the window."""
        if action_id == "edit_cell" and self._study.chosen.current:
            self.name_wanted.emit(self._study.chosen.current)
            return True
        return False

    def step(self, by: int) -> None:
        """Choose the next one, in the order of power."""
        order, current = self.order(), self._study.chosen.current
        if order:
            at = order.index(current) + by if current in order else 0
            self._choose_at(at % len(order))

    def weigh(self, position: str, power: int | None, interest: int | None) -> None:
        """Say how much power and interest somebody has; it is shown at once."""
        card = self._study.card(position)
        if card is None or self.values(card) == (power, interest):
            return
        if not self._study.may_change(position):
            return
        self._moves[position] = (power, interest)
        self.arrange()
        self._study.weigh(position, power, interest)
        announce(self, standing(card, power, interest))

    def _push(self, up: int, right: int) -> None:
        card = self._study.card(self._study.chosen.current)
        if card is None:
            self.step(1)
            return
        power, interest = self.values(card)
        found = (MIDDLE if power is None else power, MIDDLE if interest is None else interest)
        if None not in (power, interest):
            found = (min(max(found[0] + up, 0), 10), min(max(found[1] + right, 0), 10))
        self.weigh(card.position, *found)

    def _choose_at(self, at: int) -> None:
        order = self.order()
        if not order:
            return
        position = order[at]
        self._study.chosen.choose([position])
        if position in self._tray:
            row = self._tray.index(position) * self._row()
            port = round(self._tray_box().height()) - self._theme.px(44)
            low = max(row + self._row() - port, 0)
            self._scroll = min(max(self._scroll, low), row)
        card = self._study.card(position)
        if card is not None:
            announce(self, standing(card, *self.values(card)))
        self.update()

    # -- inside ----------------------------------------------------------------------------

    def under(self, where: QPointF) -> str:
        """Who is at a place; empty for nobody."""
        for position in reversed(self._places):
            if QRectF(*self._places[position]).contains(where):
                return position
        for position in self._tray:
            rect = self._slot(position)
            if rect is not None and QRectF(*rect).contains(where):
                return position
        return ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everybody in the new room."""
        super().resizeEvent(event)
        self.arrange()

    def _row(self) -> int:
        return self._theme.px(44)

    def _tray_box(self) -> QRectF:
        wide = self._theme.px(TRAY)
        return QRectF(self.width() - wide, 0, wide, self.height())

    def _most_scroll(self) -> int:
        port = self.height() - self._theme.px(44)
        return max(len(self._tray) * self._row() - port, 0)

    def _slot(self, position: str) -> Rect | None:
        if position not in self._tray:
            return None
        box = self._tray_box()
        top = self._theme.px(44) + self._tray.index(position) * self._row() - self._scroll
        return Rect(box.left(), float(top), box.width(), float(self._row() - 4))

    def _around(self, at: QPointF) -> QRect:
        far = self._theme.px(360)
        return QRect(round(at.x()) - far, round(at.y()) - far // 2, 2 * far, far)
