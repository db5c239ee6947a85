"""The canvas with hands: hands pointer, wheel and keys on to who knows what they mean."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip

from acctdesk.ui.stakeholders.chart.calm import Calm
from acctdesk.ui.stakeholders.chart.canvas import Canvas
from acctdesk.ui.theme.theme import Theme
from acctdesk.words import _

NOTCH = 120
"""What one notch of a wheel counts."""
LINE = 64
"""Pixels a notch moves the map."""


class Hands(Protocol):
    """What the pointer means."""

    def press(self, event: QMouseEvent) -> None:
        """A button went down."""

    def move(self, event: QMouseEvent) -> None:
        """The pointer moved."""

    def release(self, event: QMouseEvent) -> None:
        """A button went up."""

    def double(self, event: QMouseEvent) -> None:
        """A button was pressed twice."""

    def leave(self) -> None:
        """The pointer left."""

    def tip(self, where: QPoint) -> str:
        """What to say about a place of the window; empty for nothing."""


class Keys(Protocol):
    """What keys mean."""

    def press(self, event: QKeyEvent) -> bool:
        """A key went down; whether it meant something."""

    def wants(self, event: QKeyEvent) -> bool:
        """Whether a key means something here, whatever it means to the window."""


class Stage(Canvas):
    """Shows a plan, and hands events on.

    Args:
        theme: The theme in force.
    """

    menu_wanted = Signal(QPoint, bool)
    """A menu is asked for: at a place of the screen, and whether by a key."""
    focused = Signal(bool)
    """The keyboard came, or went."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.hands: Hands | None = None
        self.keys: Keys | None = None
        self._calm = Calm(self)
        self.panning = False
        """Whether Space is held, so that dragging moves the map."""
        self.setAccessibleName(_("Org chart"))
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)

    def event(self, event: QEvent) -> bool:
        """Keys that mean something here aren't shortcuts of the window."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self.keys is not None
            and self.keys.wants(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A button went down."""
        if self.hands is not None:
            self.hands.press(event)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The pointer moved."""
        if event.buttons():
            self._calm.hold()
        if self.hands is not None:
            self.hands.move(event)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A button went up."""
        if self.hands is not None:
            self.hands.release(event)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A button was pressed twice."""
        if self.hands is not None:
            self.hands.double(event)
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer left."""
        super().leaveEvent(event)
        if self.hands is not None:
            self.hands.leave()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl zooms at the pointer; else the map moves, across with Shift."""
        self._calm.hold()
        turn, exact = event.angleDelta(), event.pixelDelta()
        modifiers = event.modifiers()
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom((turn.y() or turn.x()) / NOTCH, event.position())
        elif not exact.isNull():
            self.pan(-exact.x(), -exact.y())
        else:
            dx, dy = -turn.x() * LINE / NOTCH, -turn.y() * LINE / NOTCH
            if modifiers & Qt.KeyboardModifier.ShiftModifier and not dx:
                dx, dy = dy, 0.0
            self.pan(dx, dy)
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """A menu is asked for, by the pointer or by its key."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        self.menu_wanted.emit(event.globalPos(), by_key)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key went down; what means nothing here is for the window."""
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self._hold(event, on=True)
        elif self.keys is not None and self.keys.press(event):
            event.accept()
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Space was let go of."""
        if event.key() == Qt.Key.Key_Space:
            self._hold(event, on=False)
        else:
            super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard came."""
        super().focusInEvent(event)
        self.viewport().update()
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard went."""
        super().focusOutEvent(event)
        self.panning = False
        self.viewport().update()
        self.focused.emit(False)

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what is under a pointer that rests."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            words = self.hands.tip(event.pos()) if self.hands is not None else ""
            QToolTip.showText(event.globalPos(), words, self.viewport())
            return True
        return super().viewportEvent(event)

    def _hold(self, event: QKeyEvent, *, on: bool) -> None:
        if not event.isAutoRepeat():
            self.panning = on
            shape = Qt.CursorShape.OpenHandCursor if on else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
        event.accept()
