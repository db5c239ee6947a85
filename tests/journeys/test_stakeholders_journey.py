"""The map of an account in the window: its views, its keys, its past, and what stands beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from acctdesk.compose import create_desk
from acctdesk.ui.stakeholders.tab import VIEWS
from acctdesk.ui.starting import Options

Key = Qt.Key
popping = pytest.mark.qt_log_ignore("raise", "grabbing the keyboard", "propagateSizeHints")


@pytest.fixture
def mapped(start: Callable, folders):  # type: ignore[no-untyped-def]
    path = folders.data / "Book.acctdesk"
    with create_desk(path) as desk:
        desk.settings.introduce("Tara Lind", "tara@firm.example")
    running = start(Options(workspace=path))
    made, _change = running.desk.accounts.create({"name": "Northwind"})
    running.first = made
    running.settle()
    running.go(account=made, tab="stakeholders")
    return running


def tab_of(running):  # type: ignore[no-untyped-def]
    return running.account.stakeholders


def trigger(running, action: str) -> None:  # type: ignore[no-untyped-def]
    running.window.action_set.action(action).trigger()
    running.settle()


def press(running, key, held=Qt.KeyboardModifier.NoModifier) -> None:  # type: ignore[no-untyped-def]
    QTest.keyClick(running.window.focusWidget(), key, held)
    running.settle()


def names(running) -> list[str]:  # type: ignore[no-untyped-def]
    return [one.label for one in tab_of(running).study.seen.cards]


def post(running, name: str, under: str | None = None) -> str:  # type: ignore[no-untyped-def]
    made, _change = running.desk.stakeholders.posts.add(running.first, anchor=under, name=name)
    running.settle()
    return made


def test_an_empty_map_is_begun_with_one_button(mapped, qtbot) -> None:
    tab = tab_of(mapped)
    assert tab._stack.currentWidget() is tab._empty
    QTest.mouseClick(tab._empty.button, Qt.MouseButton.LeftButton)
    mapped.settle()
    assert len(tab.study.seen.cards) == 1
    QTest.keyClicks(mapped.window.focusWidget(), "Jana Ode")
    press(mapped, Key.Key_Return)
    assert names(mapped) == ["Jana Ode"]
    # Added and named is one step.
    trigger(mapped, "undo")
    assert names(mapped) == []
    assert tab.isVisible()


def test_all_views_show_the_same_people_and_undo_stays_on_the_map(mapped) -> None:
    jana = post(mapped, "Jana Ode")
    piet = post(mapped, "Piet Bakker", jana)
    tab = tab_of(mapped)
    for name, *_rest in VIEWS:
        tab.show_view(name)
        mapped.settle()
        assert tab._shown() is tab._views[name]
    tab.study.weigh(piet, 7, 7)
    tab.study.weigh(jana, 9, 7)
    mapped.settle()
    outline, matrix = tab._views["outline"].model, tab._views["matrix"].model
    assert {outline.row_of(jana), outline.row_of(piet)} == {0, 1}
    assert {matrix.person(row).position for row in range(matrix.rowCount())} == {jana, piet}
    assert set(tab._views["quadrants"].plane.order()) == {jana, piet}
    trigger(mapped, "undo")
    assert mapped.account.has_map()
    assert tab.study.card(jana).power is None
    assert tab.study.chosen.cards == (jana,)


def test_its_actions_are_offered_where_the_map_is_and_nowhere_else(mapped) -> None:
    post(mapped, "Jana Ode")
    action = mapped.window.action_set.action("map.tidy")
    assert action.isEnabled()
    assert action.isVisible()
    mapped.go(account=mapped.first, tab="overview")
    assert not action.isVisible()
    mapped.go(list="1")
    assert not action.isEnabled()


def test_view_and_day_are_remembered_over_a_restart(start, mapped) -> None:
    jana = post(mapped, "Jana Ode")
    tab = tab_of(mapped)
    tab.show_view("outline")
    day = tab.study.today - dt.timedelta(days=30)
    tab.study.set_day(day)
    mapped.settle()
    assert names(mapped) == []
    assert not tab.banner.isHidden()
    again = start()
    again.first = mapped.first
    again.go(account=mapped.first, tab="stakeholders")
    tab = tab_of(again)
    assert tab.study.day == day
    QTest.mouseClick(tab.banner.back, Qt.MouseButton.LeftButton)
    again.settle()
    assert tab.study.day is None
    assert tab._shown() is tab._views["outline"]
    assert tab.study.card(jana) is not None


@popping
def test_who_is_asked_for_by_typing(mapped) -> None:
    jana, piet = post(mapped, "Jana Ode"), post(mapped, "Piet Bakker")
    tab = tab_of(mapped)
    tab.show_view("outline")
    trigger(mapped, "map.find")
    picker = tab.asking.picker
    QTest.keyClicks(picker.line, "pie")
    QTest.keyClick(picker.line, Key.Key_Return)
    mapped.settle()
    assert tab.study.chosen.current == piet
    trigger(mapped, "map.reports_to")
    picker = tab.asking.picker
    QTest.keyClicks(picker.line, "jana")
    QTest.keyClick(picker.line, Key.Key_Return)
    mapped.settle()
    assert tab.study.card(piet).manager == jana
    trigger(mapped, "map.connect")
    picker = tab.asking.picker
    picker.boxes[0].set_value("influence")
    QTest.keyClicks(picker.line, "jana")
    QTest.keyClick(picker.line, Key.Key_Return)
    mapped.settle()
    assert [(one.start, one.end, one.type) for one in tab.study.seen.ties] == [
        (piet, jana, "influence")
    ]


@popping
def test_who_changes_employer_gets_a_post_there_and_can_be_brought_back(mapped) -> None:
    other, _change = mapped.desk.accounts.create({"name": "Contoso"})
    jana = post(mapped, "Jana Ode")
    tab = tab_of(mapped)
    tab.show_view("outline")
    tab.study.chosen.choose([jana])
    person = tab.study.card(jana).person
    trigger(mapped, "map.employer")
    picker = tab.asking.picker
    QTest.keyClicks(picker.line, "cont")
    QTest.keyClick(picker.line, Key.Key_Return)
    mapped.settle()
    there = mapped.desk.stakeholders.map(other)
    assert [one.person for one in there.cards] == [person]
    trigger(mapped, "undo")
    assert mapped.desk.stakeholders.map(other).cards == ()
    assert names(mapped) == ["Jana Ode"]


def test_the_panel_opens_and_closes_and_the_button_gives_way(mapped) -> None:
    post(mapped, "Jana Ode")
    tab = tab_of(mapped)
    inspector = mapped.window.action_set.action("inspector")
    inspector.setChecked(False)
    assert not tab.panel.isVisible()
    trigger(mapped, "map.gaps")
    assert tab.panel.isVisible()
    assert tab.panel.part() == "gaps"
    assert tab.bar.gaps.isHidden()
    trigger(mapped, "map.details")
    assert tab.panel.part() == "details"
    trigger(mapped, "map.details")
    assert not tab.panel.isVisible()
    assert not tab.bar.gaps.isHidden()
    mapped.go(account=mapped.first, tab="overview")
    assert QApplication.focusWidget() is not None or not inspector.isEnabled()
    assert not inspector.isEnabled()


def test_whatever_takes_the_keyboard_has_a_name(mapped) -> None:
    jana = post(mapped, "Jana Ode")
    tab = tab_of(mapped)
    tab.study.chosen.choose([jana])
    mapped.window.action_set.action("inspector").setChecked(True)
    nameless = []
    for name, *_rest in VIEWS:
        tab.show_view(name)
        for part in ("gaps", "details", "changes"):
            tab.panel.show_part(part)
            mapped.settle()
            nameless += [
                (name, part, type(one).__name__)
                for root in (tab, tab.panel)
                for one in root.findChildren(QWidget)
                if one.isVisible()
                and one.focusProxy() is None
                and one.focusPolicy() & Qt.FocusPolicy.TabFocus
                and not (one.accessibleName() or getattr(one, "text", str)())
            ]
    assert not nameless
