"""Power and interest: everybody clear of each other, moved by the pointer and by keys."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from acctdesk.drawing.geometry import Rect
from acctdesk.ui.stakeholders.gathering import crowd
from acctdesk.ui.stakeholders.placing import (
    Spot,
    home,
    pack,
    place,
    quarter_of,
    quarters,
    values_at,
)
from acctdesk.ui.stakeholders.quadrants import Quadrants
from acctdesk.ui.stakeholders.study import Study
from acctdesk.ui.theme.theme import Theme
from tests.ui.opened import Open

LEFT = Qt.MouseButton.LeftButton
PLANE = Rect(30.0, 4.0, 1000.0, 640.0)


@pytest.mark.parametrize(("n", "width", "height"), [(1, 90, 50), (40, 90, 50), (100, 38, 36)])
def test_marks_are_clear_of_each_other_and_stay_in_their_quadrant(
    n: int, width: float, height: float
) -> None:
    chance = random.Random(n)
    spots = [Spot(str(i), chance.randint(0, 10), chance.randint(0, 10), width) for i in range(n)]
    found, clear = place(spots, PLANE, height, 40.0)
    assert clear
    for one, other in combinations(found.values(), 2):
        assert not one.overlaps(other)
    rooms = quarters(PLANE)
    for spot in spots:
        room, rect = rooms[quarter_of(spot.power, spot.interest)], found[spot.id]
        assert room.x <= rect.x <= rect.right <= room.right
        assert room.y <= rect.y <= rect.bottom <= room.bottom


def test_very_many_are_packed_in_order_without_leaving_their_quadrant() -> None:
    chance = random.Random(5)
    spots = [Spot(str(i), chance.randint(0, 10), chance.randint(0, 10), 38) for i in range(300)]
    found = pack(spots, PLANE, 36, 40.0)
    assert set(found) == {one.id for one in spots}
    for one, other in combinations(found.values(), 2):
        assert not one.overlaps(other)
    rooms = quarters(PLANE)
    for spot in spots:
        room, rect = rooms[quarter_of(spot.power, spot.interest)], found[spot.id]
        assert room.x <= rect.x <= rect.right <= room.right
        assert room.y <= rect.y <= rect.bottom <= room.bottom
    for one, other in combinations(spots, 2):
        same = quarter_of(one.power, one.interest) == quarter_of(other.power, other.interest)
        if same and one.power > other.power:
            assert found[one.id].y <= found[other.id].y


@pytest.mark.parametrize("size", [(1000, 640), (520, 300), (360, 150), (200, 120)])
@pytest.mark.parametrize("n", [1, 60, 151, 600])
def test_nobody_is_lost_where_there_is_no_room_for_all(n: int, size: tuple[int, int]) -> None:
    chance = random.Random(n)
    spots = [Spot(str(i), chance.randint(0, 10), chance.randint(0, 10), 90) for i in range(n)]
    plane = Rect(30.0, 4.0, *map(float, size))
    found = crowd(spots, plane, 30.0, 36.0, 40.0)
    assert set(found.places) == {one.id for one in spots}
    # Each mark once: one's own, or one that is shared by all who are in it.
    shared = [one for them in found.groups.values() for one in them]
    assert len(shared) == len(set(shared))
    own = [found.places[one.id] for one in spots if one.id not in shared]
    marks = own + [found.places[one] for one in found.groups]
    for one, other in combinations(marks, 2):
        assert not one.overlaps(other)
    for first, them in found.groups.items():
        assert len(them) > 1
        assert {found.places[one] for one in them} == {found.places[first]}
    rooms = quarters(plane)
    for spot in spots:
        room, rect = rooms[quarter_of(spot.power, spot.interest)], found.places[spot.id]
        assert room.x <= rect.x <= rect.right <= room.right
        assert room.y <= rect.y
    if n == 60 and size == (1000, 640):
        assert not found.groups


def test_every_value_belongs_to_the_point_it_is_drawn_at() -> None:
    for power in range(11):
        for interest in range(11):
            point = home(PLANE, power, interest)
            assert values_at(PLANE, point.x, point.y) == (power, interest)
    assert values_at(PLANE, -50, 9000) == (0, 0)
    assert values_at(PLANE, 9000, -50) == (10, 10)


class Shown:
    def __init__(self, opened: Open, theme: Theme) -> None:
        self.opened = opened
        account, _change = opened.desk.accounts.create({"name": "Northwind"})
        posts = opened.desk.stakeholders.posts
        self.jana, _change = posts.add(account, name="Jana Ode", values={"power": 8, "interest": 3})
        self.piet, _change = posts.add(account, name="Piet Bakker")
        self.study = Study(opened.desk, opened.tasks, opened.undo)  # type: ignore[arg-type]
        self.study.set_account(account)
        opened.settle()
        self.view = Quadrants(theme, self.study)
        self.view.resize(1000, 700)
        self.view.show()
        self.plane = self.view.plane

    def spot(self, position: str) -> QPoint:
        rect = self.plane.place_of(position)
        assert rect is not None
        return QPoint(round(rect.x + rect.width / 2), round(rect.y + 12))

    def at(self, power: int, interest: int) -> QPoint:
        point = home(self.plane.plane(), power, interest)
        return QPoint(round(point.x), round(point.y))

    def drag(self, start: QPoint, end: QPoint) -> None:
        QTest.mousePress(self.plane, LEFT, pos=start)
        QTest.mouseMove(self.plane, start + QPoint(6, 6))
        QTest.mouseMove(self.plane, end)
        QTest.mouseRelease(self.plane, LEFT, pos=end)
        self.opened.settle()

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.plane, key)
        self.opened.settle()

    def values(self, position: str) -> tuple[int | None, int | None]:
        card = self.study.card(position)
        assert card is not None
        return card.power, card.interest


@pytest.fixture
def shown(opened: Open, theme: Theme, qtbot: QtBot) -> Iterator[Shown]:
    made = Shown(opened, theme)
    qtbot.addWidget(made.view)
    with qtbot.waitExposed(made.view):
        made.view.activateWindow()
    yield made
    made.study.deleteLater()


def test_a_drag_says_power_and_interest_in_one_change(shown: Shown) -> None:
    newest = shown.opened.desk.history.next_undo()
    shown.drag(shown.spot(shown.jana), shown.at(9, 7))
    assert shown.values(shown.jana) == (9, 7)
    assert shown.study.chosen.cards == (shown.jana,)
    shown.opened.desk.history.undo()
    shown.opened.settle()
    assert shown.values(shown.jana) == (8, 3)
    assert shown.opened.desk.history.next_undo() == newest


def test_who_is_not_placed_is_dragged_in_and_out(shown: Shown) -> None:
    shown.drag(shown.spot(shown.piet), shown.at(2, 6))
    assert shown.values(shown.piet) == (2, 6)
    assert shown.study.card(shown.piet).due_cadence == "fortnightly"  # type: ignore[union-attr]


def test_arrow_keys_move_by_one_even_before_a_change_is_kept(shown: Shown) -> None:
    shown.study.chosen.choose([shown.jana])
    for _time in range(3):
        QTest.keyClick(shown.plane, Qt.Key.Key_Right)
    QTest.keyClick(shown.plane, Qt.Key.Key_Up)
    shown.opened.settle()
    assert shown.values(shown.jana) == (9, 6)
    for _time in range(3):
        shown.press(Qt.Key.Key_Up)
    assert shown.values(shown.jana) == (10, 6)


@pytest.mark.qt_log_ignore("raise", "grabbing the keyboard", "propagateSizeHints")
def test_a_mark_of_several_lists_them_and_lets_one_be_chosen(shown: Shown) -> None:
    posts = shown.opened.desk.stakeholders.posts
    account = shown.study.account
    for n in range(60):
        posts.add(account, name=f"Kim {n}", values={"power": 8, "interest": 3})
    shown.opened.settle()
    shown.view.resize(520, 300)
    shown.opened.settle()
    group = shown.plane.together.group(shown.jana)
    assert len(group) > 1
    QTest.mouseClick(shown.plane, LEFT, pos=shown.spot(shown.jana))
    menu = shown.plane.together.menu
    assert menu is not None
    assert len(menu.actions()) == len(group)
    [jana] = [one for one in menu.actions() if "Jana Ode" in one.text()]
    jana.trigger()
    menu.close()
    assert shown.study.chosen.cards == (shown.jana,)
    # By keys: Space lists them, arrows move the one who is chosen out of the crowd.
    shown.plane.setFocus()
    shown.press(Qt.Key.Key_Space)
    again = shown.plane.together.menu
    assert again is not None
    assert again is not menu
    again.close()
    shown.press(Qt.Key.Key_Up)
    assert shown.values(shown.jana) == (9, 3)


def test_keys_alone_place_somebody(shown: Shown) -> None:
    shown.press(Qt.Key.Key_Home)
    assert shown.study.chosen.current == shown.jana
    shown.press(Qt.Key.Key_PageDown)
    assert shown.study.chosen.current == shown.piet
    shown.press(Qt.Key.Key_Up)
    assert shown.values(shown.piet) == (5, 5)


def test_the_fields_beneath_do_the_same_and_keep_a_cadence(shown: Shown) -> None:
    shown.study.chosen.choose([shown.jana])
    fields = shown.view.weights
    assert fields.power.value() == 8
    assert "monthly" in fields.cadence.currentText()
    fields.interest.set_value(None)
    fields.interest.activated.emit(0)
    shown.opened.settle()
    assert shown.values(shown.jana) == (8, None)
    fields.cadence.set_value("weekly")
    fields.cadence.activated.emit(1)
    shown.opened.settle()
    assert shown.study.card(shown.jana).due_cadence == "weekly"  # type: ignore[union-attr]


def test_a_past_day_refuses_the_drag_where_it_is_seen(shown: Shown) -> None:
    shown.study.set_day(shown.study.today.replace(year=2025))
    shown.opened.settle()
    shown.study.set_day(None)
    shown.opened.settle()
    shown.study._desk = _Shut(shown.opened.desk)  # type: ignore[assignment]
    shown.drag(shown.spot(shown.jana), shown.at(1, 1))
    assert "read only" in shown.view.bubble.text()
    assert shown.values(shown.jana) == (8, 3)


class _Shut:
    read_only = True

    def __init__(self, desk: object) -> None:
        self._desk = desk

    def __getattr__(self, name: str) -> object:
        return getattr(self._desk, name)
