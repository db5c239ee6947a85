"""What the canvas shows: sharp pictures of what is seen, all of it after a resize, steady cards."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from acctdesk.drawing.card import Detail, Face
from acctdesk.drawing.look import Tone
from acctdesk.services.stakeholder import StakeholderMap
from acctdesk.ui.stakeholders.chart.canvas import LEAST, MOST, Canvas
from acctdesk.ui.stakeholders.chart.pictures import CardPictures, detail_at
from acctdesk.ui.stakeholders.chart.plan import make_plan
from acctdesk.ui.theme.theme import Mode, Theme
from tests.ui.stakeholders.chart.test_plan import card, random_cards


@pytest.fixture
def canvas(theme: Theme, qtbot: QtBot) -> Canvas:
    made = Canvas(theme)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


def show(canvas: Canvas, count: int, seed: int = 3, *, anchor: str = "") -> None:
    cards = random_cards(random.Random(seed), count)
    seen = StakeholderMap("a", "A", dt.date(2026, 3, 4), tuple(cards), (), (), (), ())
    faces = {one.position: Face(one.name, tone=Tone.GOOD) for one in cards}
    canvas.show_plan(make_plan(seen, ()), faces, anchor=anchor)


def test_detail_follows_the_scale() -> None:
    assert [detail_at(one) for one in (0.1, 0.37, 0.4, 0.74, 0.75, 1.0, 3.0)] == [
        Detail.BLOCK, Detail.BLOCK, Detail.NAMES, Detail.NAMES,
        Detail.FULL, Detail.FULL, Detail.FULL,
    ]  # fmt: skip


def test_the_whole_is_shown_and_stays_so_when_the_window_changes(canvas: Canvas) -> None:
    show(canvas, 60)
    canvas.fit()
    for size in ((900, 600), (500, 420), (1200, 900)):
        canvas.resize(*size)
        view = QPoint(canvas.viewport().width(), canvas.viewport().height())
        for _one, place in canvas.plan.shown():
            box = canvas.to_window(place)
            assert box.left() >= 0
            assert box.top() >= 0
            assert box.right() <= view.x()
            assert box.bottom() <= view.y()
    # Who has moved it keeps what they look at.
    canvas.pan(40, 0)
    zoom = canvas.zoom
    canvas.resize(700, 500)
    assert canvas.zoom == zoom


def test_zooming_keeps_what_is_under_the_pointer_and_ends_somewhere(canvas: Canvas) -> None:
    show(canvas, 40)
    canvas.fit()
    at = QPointF(310, 170)
    for steps in (1, 3, -2, 5, -9, 0.5):
        before = canvas.to_plan(at)
        canvas.step_zoom(steps, at)
        after = canvas.to_plan(at)
        assert abs(before.x - after.x) * canvas.scale_ <= 1.5
        assert abs(before.y - after.y) * canvas.scale_ <= 1.5
    canvas.step_zoom(100)
    assert canvas.zoom == 1.0  # full size is never stepped over
    canvas.step_zoom(100)
    assert canvas.zoom == MOST
    canvas.set_zoom(0.0)
    assert canvas.zoom == LEAST


def test_what_is_seen_gets_sharp_in_the_end_and_is_copied_as_it_is(
    canvas: Canvas, qtbot: QtBot
) -> None:
    show(canvas, 40)
    canvas.fit()
    canvas.set_zoom(1.2)
    view = canvas.viewport().rect()

    def sharp() -> bool:
        return all(
            canvas.cards.items[one].scale() == 1.0
            and canvas.cards.items[one].pixmap().width() == 240
            for one, place in canvas.plan.shown()
            if canvas.to_window(place).intersects(view)
        )

    qtbot.waitUntil(sharp, timeout=5000)
    seen = [one for one, place in canvas.plan.shown() if canvas.to_window(place).intersects(view)]
    assert seen
    # Nobody out of sight was painted for this step of the zoom.
    painted = canvas.pictures.at((1.2, canvas.devicePixelRatioF()))
    assert 0 < len(painted) <= len(seen)
    canvas.pan(400, 120)
    qtbot.waitUntil(sharp, timeout=5000)


def test_a_card_that_is_worked_on_stays_where_it_is_seen(canvas: Canvas) -> None:
    cards = [card("a"), card("b", "a"), card("c", "a")]
    day = dt.date(2026, 3, 4)

    def put(more: int) -> None:
        them = (*cards[:1], *(card(f"n{n}", "a") for n in range(more)), *cards[1:])
        seen = StakeholderMap("a", "A", day, them, (), (), (), ())
        faces = {one.position: Face(one.name) for one in them}
        canvas.show_plan(make_plan(seen, ()), faces, anchor="c")

    put(0)
    canvas.fit()
    place = canvas.plan.place("c")
    assert place is not None
    before = canvas.to_window(place).topLeft()
    put(3)
    place = canvas.plan.place("c")
    assert place is not None
    assert canvas.to_window(place).topLeft() == before


def test_cards_of_one_face_share_a_picture_and_blocks_share_them_by_tone(theme: Theme) -> None:
    pictures = CardPictures(theme)
    ann, bob = Face("Ann", tone=Tone.GOOD), Face("Bob", tone=Tone.GOOD)
    step = (1.0, 1.0)
    assert pictures.picture(ann, step) is pictures.picture(Face("Ann", tone=Tone.GOOD), step)
    assert pictures.picture(ann, step) is not pictures.picture(bob, step)
    far = (0.2, 1.0)
    assert pictures.picture(ann, far) is pictures.picture(bob, far)
    assert pictures.picture(ann, far) is not pictures.picture(Face("Ann", tone=Tone.COLD), far)
    fine = pictures.picture(ann, (1.0, 2.0))
    assert fine.width() == 2 * pictures.picture(ann, step).width()


def test_old_steps_of_the_zoom_make_room(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("acctdesk.ui.stakeholders.chart.pictures.KEEP", 400_000)
    pictures = CardPictures(theme)
    first = pictures.picture(Face("Ann"), (1.0, 1.0))
    for number in range(30):
        pictures.picture(Face(f"N{number}"), (1.5, 1.0))
    assert pictures.picture(Face("Ann"), (1.0, 1.0)) is not first


def test_all_is_painted_anew_in_other_colours(canvas: Canvas, theme: Theme) -> None:
    show(canvas, 6)
    canvas.fit()
    canvas.sharpen_all()

    def picture() -> QImage:
        return canvas.grab().toImage()

    light = picture()
    theme.set_mode(Mode.DARK)
    canvas.sharpen_all()
    dark = picture()
    assert light.pixelColor(3, 3).lightness() > 200 > 60 > dark.pixelColor(3, 3).lightness()
    place = next(iter(canvas.plan.shown()))[1]
    spot = canvas.to_window(place).center().toPoint()
    assert light.pixelColor(spot).lightness() > dark.pixelColor(spot).lightness()


def test_cards_glide_and_arrive(canvas: Canvas, qtbot: QtBot) -> None:
    show(canvas, 12, seed=3)
    canvas.fit()
    cards = random_cards(random.Random(3), 12)
    seen = StakeholderMap("a", "A", dt.date(2026, 3, 4), tuple(cards[:8]), (), (), (), ())
    canvas.show_plan(make_plan(seen, ()), canvas.faces, ease=True)
    qtbot.waitUntil(lambda: not canvas.easing.is_running(), timeout=2000)
    for one, place in canvas.plan.shown():
        assert canvas.cards.items[one].pos() == canvas.to_scene(place).topLeft()
    assert canvas.cards.items.keys() == {one.position for one in cards[:8]}
