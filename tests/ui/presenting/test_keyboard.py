"""What keys do while one presents."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from acctdesk.ui.presenting.course import Course
from acctdesk.ui.presenting.keyboard import CALM, Keyboard
from acctdesk.ui.presenting.talk import Step
from tests.ui.presenting.standin import make_deck

KEY = Qt.Key


class Desk:
    """A keyboard over a deck of twelve, and a clock that one turns."""

    def __init__(self) -> None:
        self.course = Course(make_deck(12, more=2))
        self.time = 50.0
        self.keyboard = Keyboard(self.course, self.course, lambda: self.time)
        self.told: list[object] = []
        for name in ("leave", "overview", "clock", "puzzled"):
            getattr(self.keyboard, name).connect(lambda name=name: self.told.append(name))
        self.keyboard.overview_key.connect(self.told.append)
        self.keyboard.value.connect(self.told.append)
        self.keyboard.typed.connect(lambda text: self.told.append(f"typed {text}"))

    def press(
        self,
        *keys: Qt.Key | str,
        held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        again: bool = False,
    ) -> bool:
        meant = False
        for key in keys:
            code = Qt.Key(ord(key)) if isinstance(key, str) else key
            text = key if isinstance(key, str) else ""
            event = QKeyEvent(QEvent.Type.KeyPress, code, held, text, again)
            meant = self.keyboard.press(event)
        return meant


@pytest.fixture
def desk(qapp: object) -> Desk:
    return Desk()


def test_every_way_forward_and_back(desk: Desk) -> None:
    forward = (KEY.Key_Right, KEY.Key_Space, KEY.Key_PageDown, KEY.Key_N, KEY.Key_Return)
    for at, key in enumerate(forward, 1):
        assert desk.press(key)
        assert desk.course.step == Step(at)
    for at, key in enumerate((KEY.Key_Left, KEY.Key_PageUp, KEY.Key_P, KEY.Key_Backspace)):
        desk.press(key)
        assert desk.course.step == Step(4 - at)
    desk.press(KEY.Key_End)
    assert desk.course.step == Step(11)
    desk.press(KEY.Key_Home)
    assert desk.course.step == Step(0)


def test_more_detail_and_back(desk: Desk) -> None:
    desk.course.go(Step(2))
    for key, step in (
        (KEY.Key_Down, Step(2, 1)),
        (KEY.Key_Down, Step(2, 2)),
        (KEY.Key_Up, Step(2, 1)),
        (KEY.Key_M, Step(2)),
        (KEY.Key_M, Step(2, 1)),
    ):
        desk.press(key)
        assert desk.course.step == step


def test_a_number_and_enter_go_to_a_slide(desk: Desk) -> None:
    desk.press("1", "2", KEY.Key_Return)
    assert desk.course.step == Step(11)
    assert desk.told == ["typed 1", "typed 12", "typed "]
    desk.press("9", "9", KEY.Key_Enter)
    assert desk.course.step == Step(11)  # there is none
    desk.press("0", KEY.Key_Enter)
    assert desk.course.step == Step(11)


def test_a_number_that_nobody_finishes_is_forgotten(desk: Desk, qtbot: object) -> None:
    desk.keyboard._forget.setInterval(10)
    desk.press("7")
    qtbot.waitUntil(lambda: desk.told[-1] == "typed ")
    desk.press(KEY.Key_Return)
    assert desk.course.step == Step(1)


def test_b_blanks_and_b_goes_on(desk: Desk) -> None:
    desk.press(KEY.Key_Right, KEY.Key_B)
    assert desk.course.black
    desk.press(KEY.Key_B)
    assert not desk.course.black
    assert desk.course.step == Step(1)
    desk.press(KEY.Key_Period)
    assert desk.course.black


def test_nothing_else_ends_the_blackness(desk: Desk) -> None:
    desk.press(KEY.Key_B)
    desk.told.clear()
    desk.press(KEY.Key_Right, KEY.Key_Space, KEY.Key_G, KEY.Key_Return, KEY.Key_X, "4")
    assert desk.course.black
    assert desk.course.step == Step(0)
    assert desk.told == ["puzzled"] * 6


def test_leaving_takes_a_second_key_and_a_calm_hand(desk: Desk) -> None:
    desk.press(KEY.Key_Escape)
    assert desk.course.black
    desk.press(KEY.Key_Escape)
    assert desk.told[-1] != "leave"  # in a fright one hits it twice
    desk.press(KEY.Key_Escape, again=True)
    desk.time += CALM
    desk.press(KEY.Key_Escape, again=True)
    assert "leave" not in desk.told  # held down
    desk.press(KEY.Key_Escape)
    assert desk.told[-1] == "leave"


def test_the_overview_takes_arrows_and_enter_but_not_escape(desk: Desk) -> None:
    desk.press(KEY.Key_G)
    assert desk.told == ["overview"]
    desk.keyboard.showing_all = True
    desk.press(KEY.Key_Right, KEY.Key_Down, KEY.Key_Return)
    assert desk.told[1:] == ["forward", "down", "enter"]
    assert desk.course.step == Step(0)
    desk.press("5", KEY.Key_Return)
    assert desk.course.step == Step(4)
    assert desk.told[-1] == "overview"
    desk.press(KEY.Key_Escape)
    assert desk.course.black


def test_time_and_values(desk: Desk) -> None:
    desk.press(KEY.Key_T, KEY.Key_Tab, KEY.Key_Backtab)
    assert desk.told == ["clock", 1, -1]


def test_keys_that_are_held_with_others_mean_nothing(desk: Desk) -> None:
    for held in (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier):
        assert not desk.press(KEY.Key_Right, held=held)
    assert not desk.press(KEY.Key_Q)
    assert desk.course.step == Step(0)
    assert desk.press(KEY.Key_Right, held=Qt.KeyboardModifier.KeypadModifier)
