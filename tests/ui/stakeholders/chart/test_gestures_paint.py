"""What is shown during a gesture is what is shown at rest, only quicker: no tear, no lost line."""

from __future__ import annotations

import datetime as dt
import gc
import random

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QRegion
from pytestqt.qtbot import QtBot

from acctdesk.drawing.card import Face
from acctdesk.drawing.look import Tone
from acctdesk.drawing.routes import Tie as Wanted
from acctdesk.drawing.routes import connect
from acctdesk.services.stakeholder import StakeholderMap, Tie
from acctdesk.ui.stakeholders.chart.calm import Calm
from acctdesk.ui.stakeholders.chart.canvas import Canvas
from acctdesk.ui.stakeholders.chart.plan import make_plan
from acctdesk.ui.theme.theme import Theme
from tests.ui.stakeholders.chart.test_plan import random_cards


@pytest.fixture
def canvas(theme: Theme, qtbot: QtBot) -> Canvas:
    made = Canvas(theme)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    cards = random_cards(random.Random(5), 40)
    seen = StakeholderMap("a", "A", dt.date(2026, 3, 4), tuple(cards), (), (), (), ())
    faces = {one.position: Face(one.name, tone=Tone.GOOD) for one in cards}
    plan = make_plan(seen, ())
    made.show_plan(plan, faces)
    pairs = random.Random(2).sample(range(40), 12)
    kinds = ("dotted", "influence", "conflict")
    ties = [
        Tie(f"t{n}", cards[a].position, cards[b].position, kinds[n % 3], None, None)
        for n, (a, b) in enumerate(zip(pairs[::2], pairs[1::2], strict=True))
    ]
    found = connect(plan.layout, [Wanted(a, b, (60.0, 18.0)) for a, b in zip(
        pairs[::2], pairs[1::2], strict=True)])  # fmt: skip
    made.set_lines(found.trunks)
    made.set_ties(
        [(tie, route, "Line") for tie, route in zip(ties, found.ties, strict=True) if route]
    )
    made.fit(least=0.6)
    made.sharpen_all()
    return made


def painted(canvas: Canvas, parts: QRegion) -> QImage:
    """What painting some parts of the window gives; magenta elsewhere."""
    made = QImage(canvas.viewport().size(), QImage.Format.Format_RGB32)
    made.fill(0xFF00FF)
    painter = QPainter(made)
    canvas.viewport().render(painter, QPoint(), parts)
    painter.end()
    return made


def test_parts_are_painted_as_in_the_whole_and_nothing_else_is(canvas: Canvas) -> None:
    box = canvas.viewport().rect()
    whole = painted(canvas, QRegion(box))
    corner = QRegion(QRect(0, 0, box.width(), 90)) + QRegion(QRect(0, 90, 120, box.height() - 90))
    assert corner.rectCount() > 1
    part = painted(canvas, corner)
    step = 3
    for x in range(0, box.width(), step):
        for y in range(0, box.height(), step):
            inside = corner.contains(QPoint(x, y))
            wanted = whole.pixel(x, y) if inside else QImage.pixel(part, x, y)
            assert part.pixel(x, y) == wanted, (x, y)
            if not inside:
                assert part.pixel(x, y) & 0xFFFFFF == 0xFF00FF, (x, y)


def test_a_zoom_shows_the_sheet_as_it_is_and_puts_it_in_place_at_rest(
    canvas: Canvas, qtbot: QtBot
) -> None:
    place = next(iter(canvas.plan.shown()))
    item = canvas.cards.items[place[0]]
    before = item.pos()
    canvas.step_zoom(1, QPointF(400, 200))
    # Nothing was moved by itself: the sheet is shown larger, and the card where it belongs.
    assert item.pos() == before
    seen = item.mapToScene(0, 0) - canvas.to_scene(place[1]).topLeft()
    assert abs(seen.x()) <= 1
    assert abs(seen.y()) <= 1
    wanted = canvas.to_scene(place[1]).topLeft()
    qtbot.waitUntil(lambda: item.pos() == wanted, timeout=2000)
    assert item.mapToScene(0, 0) == wanted
    # From far enough, cards become something else: they are put in place at once.
    canvas.set_zoom(0.05)
    assert item.pos() == canvas.to_scene(place[1]).topLeft()


def test_a_tie_in_pieces_looks_like_the_tie(canvas: Canvas) -> None:
    for tie in canvas.ties.drawn():
        area = tie.ground
        scale = canvas.scale_
        box = QRect(
            round(area.x * scale), round(area.y * scale),
            round(area.width * scale), round(area.height * scale),
        )  # fmt: skip
        pictures = []
        for in_pieces in (True, False):
            made = QImage(box.size(), QImage.Format.Format_RGB32)
            made.fill(0xFFFFFF)
            painter = QPainter(made)
            painter.translate(-box.topLeft())
            if in_pieces:
                assert canvas.ties.pieces_of(tie).paint(painter, box, float("inf"))
            else:
                painter.scale(scale, scale)
                tie.picture.play(painter)
            painter.end()
            pictures.append(made)
        one, other = pictures
        assert any(
            other.pixel(x, y) != 0xFFFFFFFF
            for x in range(other.width()) for y in range(other.height())
        )  # fmt: skip
        # Where dots begin differs by a pixel or two; how dark each part is doesn't.
        size = QSize(max(one.width() // 16, 1), max(one.height() // 16, 1))
        small = [
            each.scaled(size, mode=Qt.TransformationMode.SmoothTransformation) for each in pictures
        ]
        for x in range(size.width()):
            for y in range(size.height()):
                a, b = (each.pixelColor(x, y).lightness() for each in small)
                assert abs(a - b) <= 8, (tie.tie.id, x, y)


def test_a_tie_without_pieces_is_a_bare_line_until_it_rests(canvas: Canvas) -> None:
    canvas.set_zoom(0.9)
    canvas.settle()
    canvas.ties.resting = False
    bare = painted(canvas, QRegion(canvas.viewport().rect()))
    canvas.sharpen_all()
    full = painted(canvas, QRegion(canvas.viewport().rect()))
    assert bare != full
    again = painted(canvas, QRegion(canvas.viewport().rect()))
    assert again == full


def test_no_garbage_is_collected_during_a_gesture(theme: Theme, qtbot: QtBot) -> None:
    canvas = Canvas(theme)
    qtbot.addWidget(canvas)
    calm = Calm(canvas)
    on = gc.isenabled()
    gc.enable()
    try:
        calm.hold()
        calm.hold()
        assert not gc.isenabled()
        qtbot.waitUntil(gc.isenabled, timeout=2000)
        # Who had it off already isn't given it back.
        gc.disable()
        calm.hold()
        calm.end()
        assert not gc.isenabled()
    finally:
        (gc.enable if on else gc.disable)()
