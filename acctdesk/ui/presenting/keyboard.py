"""What keys do while one presents, in the client's window and on the second screen alike."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from acctdesk.ui.presenting.course import Course
from acctdesk.ui.presenting.talk import Step

CALM = 0.35
"""Seconds after turning black in which Esc doesn't leave: who hits it in a fright hits it twice."""
TYPING = 2000
"""Milliseconds after which a number that was begun is forgotten."""

Command = Literal[
    "forward", "back", "first", "last", "down", "up", "turn", "black", "escape", "overview",
    "clock", "enter", "value", "value_back",
]  # fmt: skip
_KEYS: dict[Qt.Key, Command] = {
    Qt.Key.Key_Right: "forward",
    Qt.Key.Key_Space: "forward",
    Qt.Key.Key_PageDown: "forward",
    Qt.Key.Key_N: "forward",
    Qt.Key.Key_Left: "back",
    Qt.Key.Key_PageUp: "back",
    Qt.Key.Key_Backspace: "back",
    Qt.Key.Key_P: "back",
    Qt.Key.Key_Home: "first",
    Qt.Key.Key_End: "last",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_M: "turn",
    Qt.Key.Key_B: "black",
    Qt.Key.Key_Period: "black",
    Qt.Key.Key_Escape: "escape",
    Qt.Key.Key_G: "overview",
    Qt.Key.Key_T: "clock",
    Qt.Key.Key_Return: "enter",
    Qt.Key.Key_Enter: "enter",
    Qt.Key.Key_Tab: "value",
    Qt.Key.Key_Backtab: "value_back",
}
MOVES = {
    key: command
    for key, command in _KEYS.items()
    if command in ("forward", "back", "first", "last", "down", "up")
}
"""Those that only go from slide to slide."""


class Keyboard(QObject):
    """Turns keys into steps of a course.

    Args:
        course: Is gone through.
        parent: Its owner.
        now: Tells seconds that only grow.
    """

    leave = Signal()
    """The presentation is to end."""
    overview = Signal()
    """All slides are to be shown, or not any more."""
    overview_key = Signal(str)
    """A command while all slides are shown."""
    clock = Signal()
    """The time is to be shown, or not any more."""
    value = Signal(int)
    """The next value (1), or the one before (-1), is to be pointed at."""
    typed = Signal(str)
    """A number is being typed; empty once it is done or forgotten."""
    puzzled = Signal()
    """A key was pressed on the black screen that means nothing there."""

    def __init__(
        self, course: Course, parent: QObject, now: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self._course, self._now = course, now
        self._number = ""
        self._blanked = now()
        self.showing_all = False
        """Whether all slides are shown."""
        self._forget = QTimer(self)
        self._forget.setSingleShot(True)
        self._forget.setInterval(TYPING)
        self._forget.timeout.connect(self._drop)
        course.blanked.connect(self._on_blanked)

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key means; tells whether it means anything.

        Keys with Ctrl, Alt or Meta mean nothing here, and so do nothing.
        """
        held = event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        if held != Qt.KeyboardModifier.NoModifier:
            return False
        digit = event.text()
        if digit.isascii() and digit.isdigit() and not self._course.black:
            self._type(digit)
            return True
        command = _KEYS.get(Qt.Key(event.key()))
        if command is None:
            if self._course.black:
                self.puzzled.emit()
            return False
        if event.isAutoRepeat() and command in ("escape", "black", "overview", "turn", "clock"):
            return True
        self.do(command)
        return True

    def do(self, command: Command) -> None:
        """Carry a command out."""
        if self._course.black:
            self._when_black(command)
        elif command in ("escape", "black"):
            self._course.blank()
        elif command == "overview":
            self.overview.emit()
        elif self.showing_all and not (command == "enter" and self._number):
            self.overview_key.emit(command)
        elif command == "enter":
            self._enter()
        elif command in ("value", "value_back"):
            self.value.emit(1 if command == "value" else -1)
        elif command == "clock":
            self.clock.emit()
        else:
            getattr(self._course, command)()

    # -- inside ----------------------------------------------------------------------------

    def _when_black(self, command: Command) -> None:
        """Only B shows the slide again and only Esc leaves: nothing happens by mistake."""
        if command == "black":
            self._course.resume()
        elif command == "escape":
            if self._now() - self._blanked >= CALM:
                self.leave.emit()
        else:
            self.puzzled.emit()

    def _on_blanked(self, on: bool) -> None:
        if on:
            self._blanked = self._now()
            self._drop()

    def _type(self, digit: str) -> None:
        self._number = (self._number + digit)[-3:]
        self._forget.start()
        self.typed.emit(self._number)

    def _enter(self) -> None:
        number, self._number = self._number, ""
        self._drop()
        if number:
            self._course.go(Step(int(number) - 1))
            if self.showing_all:
                self.overview.emit()
        else:
            self._course.forward()

    def _drop(self) -> None:
        self._number = ""
        self._forget.stop()
        self.typed.emit("")
