"""Gauges on cards: keys, pointer, what is painted again, and what those hear who don't see it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QAccessible, QImage, QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from acctdesk.ui.service_levels.board import DIAL, LINEAR, Board
from acctdesk.ui.theme.theme import Mode, Theme
from acctdesk.ui.widgets.gauge import LinearGauge
from acctdesk.ui.widgets.gaugedial import DialGauge
from tests.ui.service_levels.faces_of import face, many

Key = Qt.Key


@pytest.fixture
def board(theme: Theme, qtbot: QtBot) -> Board:
    made = Board(theme)
    qtbot.addWidget(made)
    made.set_faces(many(7))
    made.resize(1050, made.heightForWidth(1050))
    made.show()
    return made


def press(board: Board, *keys: Qt.Key) -> str:
    for key in keys:
        QTest.keyClick(board, key)
    current = board.current()
    assert current is not None
    return current.id


def test_arrows_move_among_the_cards_and_stop_at_the_ends(board: Board) -> None:
    assert board.columns() == 3
    assert press(board, Key.Key_Left, Key.Key_Up) == "000"
    assert press(board, Key.Key_Right) == "001"
    assert press(board, Key.Key_Down) == "004"
    assert press(board, Key.Key_Down) == "006", "the last row is short"
    assert press(board, Key.Key_Down) == "006"
    assert press(board, Key.Key_Home) == "000"
    assert press(board, Key.Key_End) == "006"


def test_enter_and_a_click_open_a_card(board: Board, qtbot: QtBot) -> None:
    with qtbot.waitSignal(board.opened) as told:
        press(board, Key.Key_Right, Key.Key_Return)
    assert told.args == ["001"]
    with qtbot.waitSignal(board.opened) as told:
        QTest.mouseClick(
            board, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
            board.box(3).center(),
        )  # fmt: skip
    assert told.args == ["003"]


def test_a_press_that_ends_elsewhere_opens_nothing(board: Board, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(board.opened):
        QTest.mousePress(board, Qt.MouseButton.LeftButton, pos=board.box(1).center())
        QTest.mouseRelease(board, Qt.MouseButton.LeftButton, pos=board.box(2).center())


def test_each_card_is_an_indicator_with_name_and_value(board: Board) -> None:
    spoken = QAccessible.queryAccessibleInterface(board)
    assert spoken.childCount() == 7
    first, third = spoken.child(0), spoken.child(2)
    assert first.role() == QAccessible.Role.Indicator
    assert first.text(QAccessible.Text.Name) == "Objective 0, Northwind Logistics · Order portal"
    value = first.text(QAccessible.Text.Value)
    assert value == "95.4 %, At risk, +0.4 pt, target 95, 1 miss left of 5 · November"
    assert third.text(QAccessible.Text.Value).startswith("No data, Nothing was due yet")
    assert first.rect().size() == board.box(0).size()


def test_only_what_changed_is_painted_again(board: Board) -> None:
    board.grab()
    painted = board._pictures.painted
    assert painted == 7
    faces = list(board.faces())
    faces[2] = replace(faces[2], foot="2 misses left of 5 · November")
    board.set_faces(faces)
    board.grab()
    assert board._pictures.painted == painted + 1


def test_the_keyboard_stays_on_its_card_when_others_come_before_it(board: Board) -> None:
    board.set_current("003")
    board.set_faces([face("new"), *board.faces()])
    current = board.current()
    assert current is not None
    assert current.id == "003"
    board.set_faces([])
    assert board.current() is None
    QTest.keyClick(board, Key.Key_Return)


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK, Mode.CONTRAST])
@pytest.mark.parametrize("style", [LinearGauge, DialGauge])
def test_a_gauge_shows_target_value_and_status(
    theme: Theme, style: type[LinearGauge | DialGauge], mode: Mode
) -> None:
    """Without the target the tick goes, without the value the mark goes: both are painted."""
    theme.set_mode(mode)
    paint = style(theme)
    pictures = []
    for one in (face(), face(target=None), face(value=0.9), face(value=None)):
        picture = QImage(QSize(360, paint.height()), QImage.Format.Format_RGB32)
        picture.fill(theme.colour("surface"))
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint.draw(painter, picture.rect().toRectF(), replace(one, figure="", margin="", foot=""))
        painter.end()
        pictures.append(picture)
    assert all(
        first != second for at, first in enumerate(pictures) for second in pictures[at + 1 :]
    )


def test_a_value_off_the_scale_says_so() -> None:
    assert face(value=0.4).beyond == "below the scale"
    assert "below the scale" in face(value=0.4).description
    assert face().beyond == ""


@pytest.mark.parametrize("style", [LINEAR, DIAL])
def test_cards_keep_their_room_with_large_text(theme: Theme, qtbot: QtBot, style: str) -> None:
    made = Board(theme, style)
    qtbot.addWidget(made)
    made.set_faces(many(3))
    made.resize(820, 400)
    high = made.heightForWidth(820)
    theme.set_text_scale(200)
    assert made.columns() == 1
    assert made.heightForWidth(820) > 2 * high
    assert made.minimumSizeHint().width() <= 820
    assert made.at(QPointF(made.box(2).center())) == 2
