"""The client's window: what it shows, says, and does when keys are pressed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QGuiApplication
from PySide6.QtWidgets import QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from acctdesk.ui.presenting import keyboard as keys
from acctdesk.ui.presenting.session import Presenting
from acctdesk.ui.presenting.talk import Step, Talk
from acctdesk.ui.presenting.wording import OWN, clock, place
from acctdesk.ui.theme.theme import Theme
from tests.ui.presenting.reading import texts_of, unknown
from tests.ui.presenting.standin import TOKEN, draw, make_talk

KEY = Qt.Key


class Room:
    """A presentation that has begun, on one screen."""

    def __init__(self, theme: Theme, qtbot: QtBot, talk: Talk) -> None:
        self.qtbot = qtbot
        self.main = QMainWindow()
        self.main.setWindowTitle(f"{TOKEN} – AcctDesk")
        qtbot.addWidget(self.main)
        self.main.show()
        self.session = Presenting(theme, self.main, talk, draw)
        self.left: list[bool] = []
        self.session.left.connect(lambda: self.left.append(True))
        self.session.begin(QGuiApplication.primaryScreen())
        assert self.session.client is not None
        self.client = self.session.client
        self.course = self.session.course
        self.shows(Step(0))

    def shows(self, step: Step) -> None:
        self.qtbot.waitUntil(lambda: self.client.canvas.shown() == step)

    def press(self, *pressed: Qt.Key) -> None:
        for key in pressed:
            target = self.client.focusWidget() or self.client
            self.qtbot.keyClick(target, key)


@pytest.fixture
def room(theme: Theme, qtbot: QtBot) -> Iterator[Room]:
    found = Room(theme, qtbot, make_talk(12))
    yield found
    found.session.leave()
    qtbot.wait(1)


def test_the_program_is_hidden_and_the_slide_fills_the_screen(room: Room) -> None:
    assert not room.main.isVisible()
    assert room.client.isFullScreen()
    assert room.client.isWindow()
    assert room.client.parent() is None
    assert room.client.windowTitle() == "AcctDesk – Client view"
    assert room.session.speaker is None  # one screen: no notes


def test_keys_reach_every_slide(room: Room) -> None:
    room.press(KEY.Key_Right, KEY.Key_Space)
    room.shows(Step(2))
    room.press(KEY.Key_M)
    room.shows(Step(2, 1))
    room.press(KEY.Key_Down)
    room.shows(Step(2, 2))
    room.press(KEY.Key_M, KEY.Key_End)
    room.shows(Step(11))
    room.press(KEY.Key_1, KEY.Key_0)
    assert room.client.number.text() == "10"
    room.press(KEY.Key_Return)
    room.shows(Step(9))
    assert room.client.number.text() == ""
    assert not room.client.number.isVisible()


def test_a_click_goes_on(room: Room) -> None:
    room.qtbot.mouseClick(room.client.canvas, Qt.MouseButton.LeftButton)
    room.shows(Step(1))
    room.qtbot.mouseClick(room.client.canvas, Qt.MouseButton.RightButton)
    room.qtbot.wait(5)
    assert room.course.step == Step(1)


def test_the_next_slide_is_ready_before_it_is_asked_for(room: Room) -> None:
    size = room.client.canvas.pixels()
    pictures = room.session.pictures
    room.qtbot.waitUntil(lambda: pictures.picture(Step(1), size) is not None)
    room.press(KEY.Key_Right)
    room.client.canvas.repaint()
    assert room.client.canvas.shown() == Step(1)  # in the same turn
    room.press(KEY.Key_Right)
    room.qtbot.waitUntil(lambda: pictures.picture(Step(2, 1), size) is not None)


def test_the_slide_before_stays_rather_than_a_blown_up_thumbnail(room: Room) -> None:
    pictures, canvas = room.session.pictures, room.client.canvas
    pictures.wish("thumbs", 1, [Step(9)], QSize(160, 90))
    room.qtbot.waitUntil(lambda: pictures.nearest(Step(9), 100) is not None)
    before = canvas.grab().toImage()
    room.course.go(Step(9))
    assert canvas.grab().toImage() == before
    room.shows(Step(9))
    assert canvas.grab().toImage() != before


def test_what_a_slide_does_not_fill_has_its_ground(theme: Theme, qtbot: QtBot) -> None:
    def coloured(deck, slide, detail, measure):
        return replace(draw(deck, slide, detail, measure), background="#123456")

    main = QMainWindow()
    qtbot.addWidget(main)
    session = Presenting(theme, main, make_talk(2), coloured)
    session.begin(QGuiApplication.primaryScreen())
    client = session.client
    qtbot.waitUntil(lambda: client.canvas.shown() == Step(0))
    client.resize(800, 800)
    assert client.canvas.box().top() > 50
    qtbot.waitUntil(lambda: client.grab().toImage().pixelColor(5, 5) == QColor("#123456"))
    session.leave()


def test_black_is_black(room: Room) -> None:
    room.press(KEY.Key_B)
    image = room.client.grab().toImage()
    corners = [(3, 3), (image.width() // 2, image.height() // 2), (3, image.height() - 30)]
    assert {image.pixelColor(*at).name() for at in corners} == {"#000000"}
    assert not room.client.black.is_hinting()
    room.press(KEY.Key_Right)
    assert room.client.black.is_hinting()
    assert room.course.step == Step(0)
    room.press(KEY.Key_B)
    assert not room.client.black.isVisible()
    assert room.client.canvas.hasFocus() or room.client.focusWidget() is room.client.canvas


def test_a_click_or_a_hand_on_the_mouse_only_says_how_to_go_on(room: Room) -> None:
    room.press(KEY.Key_B)
    black = room.client.black
    room.qtbot.mouseMove(black, QPoint(100, 100))
    room.qtbot.mouseMove(black, QPoint(104, 100))
    assert not black.is_hinting()  # the table shook
    room.qtbot.mouseMove(black, QPoint(160, 140))
    assert black.is_hinting()
    room.qtbot.mouseClick(black, Qt.MouseButton.LeftButton)
    assert room.course.black
    assert room.course.step == Step(0)


def test_leaving_brings_the_program_back(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "CALM", 0.0)
    room.press(KEY.Key_Escape)
    assert not room.main.isVisible()
    room.press(KEY.Key_Escape)
    assert room.left == [True]
    assert room.main.isVisible()
    assert room.session.client is None
    room.session.leave()
    assert room.left == [True]


def test_closing_the_window_turns_black_and_then_leaves(room: Room) -> None:
    room.client.close()
    assert room.course.black
    room.qtbot.waitUntil(lambda: room.left == [True])
    assert room.main.isVisible()


def test_what_locks_the_program_blanks_first(room: Room) -> None:
    room.session.blank()
    assert room.client.black.isVisible()


def test_after_sleeping_the_screen_is_black(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    room.session._on_tick()
    assert not room.course.black
    later = time.time() + 60
    monkeypatch.setattr("acctdesk.ui.presenting.session.time.time", lambda: later)
    room.session._on_tick()
    assert room.course.black


def test_all_slides_at_a_glance(room: Room) -> None:
    overview = room.client.overview
    room.press(KEY.Key_G)
    assert overview.isVisible()
    boxes = [overview.box(at) for at in range(12)]
    assert all(room.client.rect().contains(box) for box in boxes)
    assert not any(one.intersects(two) for one in boxes for two in boxes if one is not two)
    room.press(KEY.Key_Right, KEY.Key_Right)
    assert overview.at() == 2
    room.press(KEY.Key_End, KEY.Key_Right)
    assert overview.at() == 11
    room.press(KEY.Key_Home, KEY.Key_Right, KEY.Key_Return)
    assert not overview.isVisible()
    room.shows(Step(1))
    room.press(KEY.Key_G)
    room.qtbot.mouseClick(overview, Qt.MouseButton.LeftButton, pos=overview.box(7).center())
    room.shows(Step(7))
    room.press(KEY.Key_G, KEY.Key_Escape)
    assert not overview.isVisible()
    assert room.course.black


def test_the_time_is_shown_when_it_is_wanted(room: Room) -> None:
    assert not room.client.time.isVisible()
    room.press(KEY.Key_T)
    assert room.client.time.text() == clock(room.session.watch.total())
    room.press(KEY.Key_T)
    assert not room.client.time.isVisible()


def test_values_are_said_within_the_window(room: Room, qtbot: QtBot) -> None:
    room.course.go(Step(2))
    room.shows(Step(2))
    canvas = room.client.canvas
    box = canvas.box()
    scale = box.width() / 1920
    bar = QPoint(round(box.left() + 680 * scale), round(box.top() + 800 * scale))
    before = canvas.grab().toImage()
    qtbot.mouseMove(canvas, bar)
    qtbot.waitUntil(lambda: canvas.spot() is not None)
    assert canvas.spot().words == "Oct: 99.7 %"
    assert canvas.grab().toImage() != before
    qtbot.mouseMove(canvas, QPoint(box.left() + 2, box.top() + 2))
    qtbot.waitUntil(lambda: canvas.spot() is None)
    said: list[str] = []
    canvas.said.connect(said.append)
    room.press(KEY.Key_Tab, KEY.Key_Tab, KEY.Key_Backtab, KEY.Key_Backtab)
    assert said == ["Sep: 99.9 %", "Oct: 99.7 %", "Sep: 99.9 %", ""]
    room.press(KEY.Key_Tab, KEY.Key_Right)
    assert canvas.spot() is None


def test_the_pointer_hides_when_it_rests(room: Room) -> None:
    room.client._still.setInterval(10)
    room.qtbot.mouseMove(room.client.canvas, QPoint(50, 60))
    assert room.client.canvas.cursor().shape() != Qt.CursorShape.BlankCursor
    room.qtbot.waitUntil(lambda: room.client.canvas.cursor().shape() == Qt.CursorShape.BlankCursor)
    room.qtbot.mouseMove(room.client.canvas, QPoint(90, 60))
    assert room.client.canvas.cursor().shape() != Qt.CursorShape.BlankCursor


def test_nothing_is_said_that_is_not_in_the_deck(room: Room) -> None:
    """The canary: every text of every widget, on every slide, black and at a glance."""
    deck = room.course.deck
    allowed = {*deck.texts(), *map(str, OWN), "0"}
    count = len(deck.slides)
    said: set[str] = set()
    for step in room.course._steps:
        room.course.go(step)
        allowed |= {place(step.slide + 1, count), place(step.slide + 1, count, step.detail)}
        said |= texts_of(room.client)
    room.press(KEY.Key_G, KEY.Key_Right)
    said |= texts_of(room.client)
    room.press(KEY.Key_B, KEY.Key_X)
    said |= texts_of(room.client)
    assert unknown(said, allowed) == set()
    assert not any(TOKEN in one for one in said)
    assert "A paragraph for who reads the deck later" not in said
    assert "What is said on slide 12" in said


def test_a_screen_reader_is_told_of_the_slide(room: Room) -> None:
    room.course.go(Step(2, 1))
    told = QAccessible.queryAccessibleInterface(room.client.canvas)
    assert told.text(QAccessible.Text.Name) == "Slide 3 of 12, detail 1"
    assert "Because 1" in told.text(QAccessible.Text.Description)


def test_the_window_speaks_the_client_s_language(theme: Theme, qtbot: QtBot) -> None:
    talk = make_talk(3)
    found = Room(theme, qtbot, replace(talk, deck=replace(talk.deck, language="de")))
    canvas, black = found.client.canvas, found.client.black
    assert found.client.windowTitle() == "AcctDesk – Kundenansicht"
    found.press(KEY.Key_Right, KEY.Key_Right, KEY.Key_M)
    assert canvas.accessibleName() == "Folie 3 von 3, Detail 1"
    found.press(KEY.Key_G, KEY.Key_Left)
    assert found.client.overview.accessibleName() == "Alle Folien"
    assert "Folie 2 von 3" in found.client.overview.accessibleDescription()
    found.press(KEY.Key_B, KEY.Key_X)
    assert black.accessibleName() == "Schwarzer Bildschirm"
    assert black.accessibleDescription() == "B: weiter · Esc: beenden"
    found.session.leave()


def test_a_slide_that_cannot_be_drawn_does_not_end_the_talk(
    theme: Theme, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def fragile(deck, slide, detail, measure):
        if slide == 1:
            raise ValueError(TOKEN)
        return draw(deck, slide, detail, measure)

    main = QMainWindow()
    qtbot.addWidget(main)
    session = Presenting(theme, main, make_talk(3), fragile)
    session.begin(QGuiApplication.primaryScreen())
    canvas = session.client.canvas
    session.course.forward()
    qtbot.waitUntil(lambda: canvas.shown() == Step(1))
    image = canvas.grab().toImage()
    assert image.pixelColor(canvas.box().topLeft() + QPoint(5, 5)) == QColor("#ffffff")
    session.course.forward()
    qtbot.waitUntil(lambda: canvas.shown() == Step(2))
    session.leave()


def test_a_bug_at_the_beginning_leaves_nobody_without_a_window(
    theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    main = QMainWindow()
    qtbot.addWidget(main)
    main.show()
    session = Presenting(theme, main, make_talk(3), draw)
    monkeypatch.setattr("acctdesk.ui.presenting.session.ClientWindow.open_on", lambda *_args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        session.begin(QGuiApplication.primaryScreen())
    assert main.isVisible()
    assert not session.guard.is_standing


def test_a_session_that_is_torn_away_brings_the_program_back(theme: Theme, qtbot: QtBot) -> None:
    import shiboken6

    found = Room(theme, qtbot, make_talk(3))
    client, guard = found.client, found.session.guard
    shiboken6.delete(found.session)
    assert found.main.isVisible()
    assert not guard.is_standing
    qtbot.waitUntil(lambda: not shiboken6.isValid(client))


def test_nothing_stays_behind(theme: Theme, qtbot: QtBot) -> None:
    import threading

    import shiboken6
    from PySide6.QtCore import QCoreApplication, QEvent, QTimer

    found = Room(theme, qtbot, make_talk(3))
    client = found.client
    timers = list(client.findChildren(QTimer))
    found.session.leave()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not shiboken6.isValid(client)
    assert not any(shiboken6.isValid(one) and one.isActive() for one in timers)
    assert not [one for one in found.session.findChildren(QTimer) if one.isActive()]
    assert not [one for one in threading.enumerate() if one.name.startswith("slides")]


@pytest.mark.parametrize("ratio", [(1920, 1080), (1600, 1000), (1280, 1024), (800, 2000)])
def test_the_slide_is_as_large_as_fits(room: Room, ratio: tuple[int, int]) -> None:
    canvas: QWidget = room.client.canvas
    canvas.resize(*ratio)
    box = room.client.canvas.box()
    assert canvas.rect().contains(box)
    assert abs(box.width() / box.height() - 16 / 9) < 0.01
    assert box.width() == ratio[0] or box.height() >= ratio[1] - 1
    assert room.client.canvas.pixels() == box.size() * 1.0 == QSize(box.width(), box.height())
