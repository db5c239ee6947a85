"""Looking at every slide before a client does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from acctdesk.ui.presenting.drawn import parted
from acctdesk.ui.presenting.preflight import Preflight
from acctdesk.ui.presenting.talk import Cue, Step, Talk
from acctdesk.ui.theme.theme import Theme
from tests.ui.presenting.reading import texts_of
from tests.ui.presenting.standin import TOKEN, draw, make_deck, make_talk

KEY = Qt.Key
POPUP = pytest.mark.qt_log_ignore("This plugin does not support", "propagateSizeHints")


class Room:
    """The page in a window, as a page of the program scrolls."""

    def __init__(self, theme: Theme, qtbot: QtBot, talk: Talk, drawing: object = draw) -> None:
        self.qtbot = qtbot
        self.main = QMainWindow()
        qtbot.addWidget(self.main)
        self.page = Preflight(theme, talk, drawing)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setWidget(self.page)
        self.main.setCentralWidget(self.area)
        self.main.resize(1300, 800)
        self.main.show()
        self.qtbot.waitUntil(lambda: self.page.canvas.shown() is not None)

    def press(self, *pressed: Qt.Key) -> None:
        for key in pressed:
            self.qtbot.keyClick(self.main.focusWidget() or self.page.canvas, key)


@pytest.fixture
def room(theme: Theme, qtbot: QtBot) -> Iterator[Room]:
    found = Room(theme, qtbot, make_talk(4, warnings=("No answers this quarter.",)))
    yield found
    found.page.stop()


def test_every_slide_and_detail_is_there_in_small_and_large(room: Room) -> None:
    thumbs = room.page.thumbs.thumbs
    assert [one.number for one in thumbs] == ["1", "2", "3", "3.1", "3.2", "4"]
    pictures = room.page.pictures
    room.qtbot.waitUntil(lambda: all(pictures.nearest(one.step, 100) for one in thumbs))
    room.qtbot.mouseClick(thumbs[3], Qt.MouseButton.LeftButton)
    room.qtbot.waitUntil(lambda: room.page.canvas.shown() == Step(2, 1))
    assert room.page.where.text() == "Slide 3 of 4, detail 1"
    assert thumbs[3].isChecked()
    assert thumbs[3].accessibleName() == "Slide 3.1, Cause 1, seen"


def test_one_presents_only_after_the_last_slide(room: Room) -> None:
    page = room.page
    told: list[str] = []
    page.rehearsed.connect(lambda: told.append("rehearsed"))
    page.began.connect(lambda: told.append("began"))
    page.canvas.setFocus()
    for key in (KEY.Key_Right, KEY.Key_PageDown, KEY.Key_Space, KEY.Key_Return):
        assert not page.go.isEnabled()
        assert "once you have looked at the last slide" in page.state.text()
        page.present()
        room.press(key)
    assert told == []
    room.press(KEY.Key_Return)
    assert page.course.step == Step(3)
    assert told == ["rehearsed"]
    assert page.go.isEnabled()
    assert page.state.text() == "6 of 6 seen."


def test_enter_goes_from_the_last_slide_to_the_button_and_begins(room: Room) -> None:
    room.page.canvas.setFocus()
    room.press(KEY.Key_End, KEY.Key_Return)
    assert room.main.focusWidget() is room.page.go
    room.press(KEY.Key_Space)
    assert room.page.session is not None
    assert not room.main.isVisible()
    room.page.session.leave()
    room.qtbot.waitUntil(lambda: room.page.session is None)
    assert room.main.isVisible()


def test_arrows_go_among_the_small_slides_and_tab_leaves_them(room: Room) -> None:
    page = room.page
    thumbs = page.thumbs.thumbs
    stops = [one for one in thumbs if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [thumbs[0]]  # Tab stops once
    thumbs[0].setFocus()
    room.press(KEY.Key_Right, KEY.Key_Right)
    assert page.course.step == Step(2)
    assert room.main.focusWidget() is thumbs[2]
    room.press(KEY.Key_End)
    assert room.main.focusWidget() is thumbs[-1]
    room.press(KEY.Key_Home, KEY.Key_Left)
    assert page.course.step == Step(0)
    columns = page.thumbs.columns()
    room.press(KEY.Key_Down)
    assert page.course.step == thumbs[min(columns, 5)].step
    room.press(KEY.Key_Tab)
    assert not page.thumbs.isAncestorOf(room.main.focusWidget())


def test_what_is_withheld_is_told_by_kind_and_count(room: Room) -> None:
    said = texts_of(room.page.beside)
    assert {"Internal notes", "4", "Opportunities", "2", "No answers this quarter."} <= said
    assert "Turn on Do not disturb" in " ".join(said)
    assert "Share the window “AcctDesk – Client view”, not the screen." in said


def test_neither_notes_nor_minutes_are_on_the_page(room: Room) -> None:
    for _step in range(6):
        assert not any(TOKEN in one for one in texts_of(room.page))
        room.page.course.forward()


def test_with_one_screen_there_is_no_choice_of_notes(room: Room) -> None:
    beside = room.page.beside
    assert beside.client.count() == 1
    assert not beside.notes.isVisible()
    assert beside.screen_for_notes() is None
    assert beside.screen_for_client() is room.main.screen()


def test_nothing_withheld_is_said_as_well(theme: Theme, qtbot: QtBot) -> None:
    found = Room(theme, qtbot, Talk(make_deck(1)))
    assert any("had to be left out" in one for one in texts_of(found.page.beside))
    found.page.stop()


def test_a_deck_of_one_slide_is_looked_at_at_once(theme: Theme, qtbot: QtBot) -> None:
    page = Preflight(theme, Talk(make_deck(1)), draw)
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.rehearsed):
        pass
    assert page.can_present()
    page.stop()


def test_a_slide_that_cannot_be_drawn_forbids_it(
    theme: Theme, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def fragile(deck, slide, detail, measure):
        if slide == 2:
            raise ValueError("a bug")
        return draw(deck, slide, detail, measure)

    found = Room(theme, qtbot, make_talk(4), fragile)
    found.page.course.last()
    qtbot.waitUntil(lambda: found.page.pictures.failed(Step(2)))
    assert not found.page.go.isEnabled()
    assert "can't be drawn" in found.page.state.text()
    found.page.stop()


def test_after_presenting_the_times_are_told_and_one_can_begin_again(room: Room) -> None:
    ended: list[tuple[float, ...]] = []
    room.page.ended.connect(ended.append)
    room.page.course.last()
    room.page.present()
    room.page.present()  # it runs already
    session = room.page.session
    assert session is not None
    session.course.forward()
    session.leave()
    assert len(ended) == 1
    assert len(ended[0]) == 4
    assert ended[0][0] > 0
    assert ended[0][3] == 0
    assert room.page.go.isEnabled()


def test_a_page_that_goes_ends_what_runs(room: Room) -> None:
    room.page.course.last()
    room.page.present()
    room.page.stop()
    assert room.main.isVisible()


@POPUP
@pytest.mark.parametrize("scale", [100, 200])
def test_it_fits_a_small_window_without_scrolling_sideways(
    room: Room, theme: Theme, scale: int
) -> None:
    theme.set_text_scale(scale)
    room.main.resize(850, 560)
    room.qtbot.wait(30)
    assert room.area.horizontalScrollBar().maximum() == 0
    canvas, thumbs = room.page.canvas, room.page.thumbs
    assert canvas.width() > 400
    assert thumbs.height() >= max(one.geometry().bottom() for one in thumbs.thumbs)
    assert room.page.rect().contains(room.page.beside.geometry())
    for one in room.page.beside.findChildren(QWidget):
        assert one.width() <= room.page.width()


def test_what_takes_the_keyboard_has_a_name(room: Room) -> None:
    bare = [
        one
        for one in room.page.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and not one.accessibleName()
    ]
    assert bare == []


def test_a_slide_in_parts_keeps_its_notes_and_tells_its_time_once() -> None:
    from acctdesk.clientview import Table

    deck = make_deck(2, more=0)
    rows = tuple((f"Action {at}", "Jana Ode", "4 Dec 2026") for at in range(60))
    long = replace(deck.slides[1], parts=(Table(("What", "Who", "When"), rows),))
    talk = Talk(replace(deck, slides=(deck.slides[0], long)), (Cue("first", 3), Cue("second", 10)))
    found = parted(talk)
    count = len(found.deck.slides)
    assert count > 2
    assert len(found.cues) == count
    assert [one.notes for one in found.cues] == ["first"] + ["second"] * (count - 1)
    assert [one.minutes for one in found.cues] == [3, 10] + [0] * (count - 2)
    assert found.minutes == talk.minutes
