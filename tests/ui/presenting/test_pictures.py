"""Pictures of slides: the most wanted first, ahead of being seen."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from acctdesk.clientview import Deck
from acctdesk.drawing.geometry import Rect
from acctdesk.drawing.look import Measure
from acctdesk.drawing.scene import Box, Ink, Scene
from acctdesk.ui.presenting import pictures as module
from acctdesk.ui.presenting.pictures import Pictures, painted
from acctdesk.ui.presenting.talk import Step
from acctdesk.ui.widgets.shapes import Fonts
from tests.ui.presenting.standin import draw, make_deck

SIZE, SMALL = QSize(640, 360), QSize(160, 90)


class Drawing:
    """Draws when it is let to, and remembers in which order and on which thread."""

    def __init__(self) -> None:
        self.gate = threading.Semaphore(0)
        self.order: list[tuple[int, int]] = []
        self.threads: set[str] = set()
        self.broken: set[int] = set()

    def __call__(self, deck: Deck, slide: int, detail: int, measure: Measure) -> Scene:
        assert self.gate.acquire(timeout=10)
        self.order.append((slide, detail))
        self.threads.add(threading.current_thread().name)
        if slide in self.broken:
            raise ValueError("a bug")
        return draw(deck, slide, detail, measure)


@pytest.fixture
def drawing() -> Drawing:
    return Drawing()


@pytest.fixture
def pictures(qapp: object, drawing: Drawing) -> Iterator[Pictures]:
    found = Pictures(make_deck(8), drawing)
    yield found
    drawing.gate.release(50)
    found.stop()


def test_what_is_wanted_most_comes_first_on_a_thread_of_its_own(
    pictures: Pictures, drawing: Drawing, qtbot: QtBot
) -> None:
    pictures.wish("thumbs", 2, [Step(5), Step(6)], SMALL)  # the first is begun at once
    pictures.wish("canvas", 0, [Step(2), Step(3)], SIZE)
    drawing.gate.release(4)
    qtbot.waitUntil(lambda: len(drawing.order) == 4)
    assert drawing.order == [(5, 0), (2, 0), (3, 0), (6, 0)]
    assert drawing.threads == {"slides_0"}
    assert threading.current_thread().name not in drawing.threads


def test_who_changes_their_mind_does_not_wait_for_what_they_wanted(
    pictures: Pictures, drawing: Drawing, qtbot: QtBot
) -> None:
    pictures.wish("canvas", 0, [Step(0), Step(1), Step(2)], SIZE)
    pictures.wish("canvas", 0, [Step(7)], SIZE)
    drawing.gate.release(9)
    qtbot.waitUntil(lambda: pictures.picture(Step(7), SIZE) is not None)
    assert drawing.order == [(0, 0), (7, 0)]
    pictures.wish("thumbs", 0, [Step(3)], SMALL)
    pictures.forget("thumbs")
    qtbot.wait(20)
    assert (4, 0) not in drawing.order


def test_a_slide_is_laid_out_once_for_all_sizes(
    pictures: Pictures, drawing: Drawing, qtbot: QtBot
) -> None:
    drawing.gate.release(9)
    pictures.wish("canvas", 0, [Step(2)], SIZE)
    pictures.wish("thumbs", 1, [Step(2)], SMALL)
    qtbot.waitUntil(lambda: pictures.picture(Step(2), SMALL) is not None)
    assert drawing.order == [(2, 0)]
    assert pictures.scene(Step(2)).title == "What is said on slide 3"
    assert [one.words for one in pictures.spots(Step(2))][0] == "Sep: 99.9 %"
    assert pictures.nearest(Step(2), 100).width() == 160
    assert pictures.nearest(Step(2), 300).width() == 640
    assert pictures.nearest(Step(2), 2000).width() == 640
    assert pictures.nearest(Step(3), 300) is None
    assert pictures.scene(Step(3)) is None
    assert pictures.spots(Step(3)) == ()


def test_a_slide_that_cannot_be_drawn_holds_nobody_up(
    pictures: Pictures, drawing: Drawing, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    drawing.broken = {0}
    drawing.gate.release(9)
    told: list[object] = []
    pictures.broken.connect(told.append)
    pictures.wish("canvas", 0, [Step(0), Step(1)], SIZE)
    qtbot.waitUntil(lambda: pictures.picture(Step(1), SIZE) is not None)
    assert told == [Step(0)]
    assert pictures.failed(Step(0))
    assert not pictures.failed(Step(1))
    pictures.wish("canvas", 0, [Step(0)], SMALL)
    qtbot.wait(20)
    assert drawing.order.count((0, 0)) == 1
    assert "a slide was not drawn" in caplog.text


def test_pictures_nobody_wants_make_room_and_wanted_ones_stay(
    pictures: Pictures, drawing: Drawing, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawing.gate.release(50)
    monkeypatch.setattr(module, "MOST_BYTES", 2 * 4 * 640 * 360)
    for at in range(6):
        pictures.wish("canvas", 0, [Step(at)], SIZE)
        qtbot.waitUntil(lambda at=at: pictures.picture(Step(at), SIZE) is not None)
    held = [at for at in range(6) if pictures.picture(Step(at), SIZE) is not None]
    assert held == [3, 4, 5]
    everything = [Step(at) for at in range(6)]
    pictures.wish("canvas", 0, everything, SIZE)
    qtbot.waitUntil(lambda: all(pictures.picture(one, SIZE) is not None for one in everything))
    pictures.wish("canvas", 0, [Step(1)], SIZE)
    pictures.tidy()
    assert [at for at in range(6) if pictures.picture(Step(at), SIZE) is not None] == [1]


def test_after_stopping_nothing_is_made(pictures: Pictures, drawing: Drawing, qtbot: QtBot) -> None:
    pictures.wish("canvas", 0, [Step(0), Step(1)], SIZE)
    drawing.gate.release(9)
    pictures.stop()
    told: list[object] = []
    pictures.ready.connect(told.append)
    pictures.wish("canvas", 0, [Step(4)], SIZE)
    qtbot.wait(30)
    assert told == []
    assert drawing.order == [(0, 0)]
    assert not [one for one in threading.enumerate() if one.name.startswith("slides")]


def test_an_owner_that_goes_takes_the_thread_along(drawing: Drawing, qtbot: QtBot) -> None:
    import shiboken6

    found = Pictures(make_deck(3), drawing)
    found.wish("canvas", 0, [Step(0), Step(1)], SIZE)
    drawing.gate.release(9)
    shiboken6.delete(found)
    assert drawing.order == [(0, 0)]
    assert not [one for one in threading.enumerate() if one.name.startswith("slides")]


def test_a_scene_fills_a_picture_of_any_shape_with_its_ground(qapp: object) -> None:
    scene = Scene(
        Rect(100, 100, 160, 90),
        (Box(Rect(100, 100, 160, 90), Ink("#b02a00")),),
        background="#0072b2",
    )
    image = painted(scene, QSize(160, 190), Fonts(("Inter",)))
    assert image.pixelColor(80, 95) == QColor("#b02a00")
    assert image.pixelColor(80, 10) == QColor("#0072b2")
