"""A map is built, changed and taken back in the program's own window, by mouse and without one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from acctdesk.compose import create_desk
from acctdesk.ui.shell.page import Place
from acctdesk.ui.stakeholders.chart.marks import Side
from acctdesk.ui.stakeholders.chart.view import OrgChart
from acctdesk.ui.starting import Options
from tests.ui.stakeholders.chart.hands import LEFT, Hands

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.qt_log_ignore("propagateSizeHints"),
]

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key

TEAM = (
    ("Jana Ode", "CIO", "", Side.BELOW),
    ("Piet Bakker", "IT operations", "Jana Ode", Side.BELOW),
    ("Amira Haddad", "CISO", "Piet Bakker", Side.BESIDE),
    ("Lotte Smit", "Applications", "Amira Haddad", Side.BESIDE),
    ("Tom de Wit", "Service desk", "Piet Bakker", Side.BELOW),
    ("Ines Alves", "Infrastructure", "Tom de Wit", Side.BESIDE),
    ("Ravi Menon", "ERP", "Lotte Smit", Side.BELOW),
    ("Mei Chen", "Data platform", "Ravi Menon", Side.BESIDE),
    ("Marc Visser", "CEO", "Jana Ode", Side.ABOVE),
    ("Eva Lind", "CFO", "Jana Ode", Side.BESIDE),
    ("Bram Kuiper", "Procurement", "Eva Lind", Side.BELOW),
    ("Noor Aziz", "Networks", "Ines Alves", Side.BELOW),
)
"""Name, title, who they are added to, and at which side."""

REPORTS = {
    "Marc Visser": "", "Jana Ode": "Marc Visser", "Eva Lind": "Marc Visser",
    "Piet Bakker": "Jana Ode", "Amira Haddad": "Jana Ode", "Lotte Smit": "Jana Ode",
    "Tom de Wit": "Piet Bakker", "Ines Alves": "Piet Bakker", "Ravi Menon": "Lotte Smit",
    "Mei Chen": "Lotte Smit", "Bram Kuiper": "Eva Lind", "Noor Aziz": "Ines Alves",
}  # fmt: skip
"""Whom everybody reports to then."""


def reports(desk, account: str) -> dict[str, str]:
    """Whom everybody reports to, by names, as the workspace has it."""
    seen = desk.stakeholders.map(account)
    names = {one.position: one.label for one in seen.cards} | {"": ""}
    return {one.label: names[one.manager] for one in seen.cards}


@pytest.fixture
def run(start, folders):
    path = folders.data / "Book.acctdesk"
    with create_desk(path) as desk:
        desk.settings.introduce("Ann Keeler")
        account, _change = desk.accounts.create({"name": "Northwind Logistics"})
    found = start(Options(workspace=path))
    found.window.resize(1600, 1000)
    found.window.activateWindow()
    found.window.go(Place("accounts", {"account": account, "tab": "stakeholders"}))
    found.settle()
    found.subject = account
    return found


def begin(run) -> Hands:
    """The first person is asked for by the page itself; then there is a chart."""
    page = run.account
    press = page.stakeholders._empty.button
    QTest.mouseClick(press, LEFT, pos=press.rect().center())
    run.wait(lambda: run.window.findChild(OrgChart) is not None)
    chart = run.window.findChild(OrgChart)
    run.wait(chart.name_editor.isVisible)
    return Hands(chart, run, run.subject)


def enter(hands: Hands, name: str, title: str) -> None:
    """Type into the editor that is open over a card."""
    hands.opened.wait(hands.chart.name_editor.isVisible)
    hands.settle()
    assert hands.chart.name_editor.isAncestorOf(QApplication.focusWidget())
    hands.type(name)
    hands.key(Key.Key_Tab)
    hands.type(title)
    hands.key(Key.Key_Return)


def build(hands: Hands) -> None:
    """Twelve people, each by the handles of another."""
    for name, title, anchor, side in TEAM:
        if anchor:
            position = hands.named(anchor)
            hands.click(hands.spot(position))
            hands.click(hands.handle(position, side))
        enter(hands, name, title)


def test_twelve_people_are_put_on_the_map_by_mouse(run):
    hands = begin(run)
    build(hands)
    assert reports(run.desk, run.subject) == REPORTS
    titles = {one.name: one.title for one in run.desk.stakeholders.map(run.subject).cards}
    assert titles["Noor Aziz"] == "Networks"
    # Everybody is on the map, nobody on somebody else.
    places = [place for _one, place in hands.stage.plan.shown()]
    assert len(places) == len(hands.stage.cards.items) == 12
    assert not any(one.overlaps(other) for at, one in enumerate(places) for other in places[:at])


def test_somebody_added_and_named_is_one_step_of_undo(run):
    hands = begin(run)
    enter(hands, "Tom Reed", "CIO")
    run.wait(lambda: reports(run.desk, run.subject) == {"Tom Reed": ""})
    tom = hands.named("Tom Reed")
    hands.click(hands.spot(tom))
    hands.click(hands.handle(tom, Side.BELOW))
    enter(hands, "Mia Wolf", "CFO")
    run.wait(lambda: "Mia Wolf" in reports(run.desk, run.subject))
    hands.settle()
    hands.stage.setFocus()
    undo, redo = (run.window.action_set.action(one) for one in ("undo", "redo"))
    undo.trigger()
    run.wait(lambda: len(run.desk.stakeholders.map(run.subject).cards) == 1)
    hands.settle()
    assert reports(run.desk, run.subject) == {"Tom Reed": ""}
    redo.trigger()
    run.wait(lambda: reports(run.desk, run.subject) == {"Tom Reed": "", "Mia Wolf": "Tom Reed"})
    # Who is renamed later was there before: that is a step of its own.
    hands.settle()
    hands.study.rename(hands.named("Mia Wolf"), "Mia Lang")
    run.wait(lambda: "Mia Lang" in reports(run.desk, run.subject))
    undo.trigger()
    run.wait(lambda: "Mia Wolf" in reports(run.desk, run.subject))
    hands.settle()
    assert len(run.desk.stakeholders.map(run.subject).cards) == 2


def test_a_branch_is_dragged_taken_back_and_a_circle_refused(run):
    hands = begin(run)
    build(hands)
    hands.chart.fit()
    piet, lotte, ines = (hands.named(one) for one in ("Piet Bakker", "Lotte Smit", "Ines Alves"))
    hands.drag(hands.spot(piet), hands.spot(lotte))
    assert reports(run.desk, run.subject) == REPORTS | {"Piet Bakker": "Lotte Smit"}
    hands.stage.setFocus()
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Z, CTRL)
    run.wait(lambda: reports(run.desk, run.subject) == REPORTS)
    hands.settle()
    assert piet in hands.study.chosen.cards
    # Nobody reports to who reports to them.
    before = run.desk.history.next_undo()
    hands.chart.fit()
    hands.take(hands.spot(lotte), hands.spot(piet), hands.spot(hands.named("Ravi Menon")))
    assert "Ravi Menon reports to Lotte Smit" in hands.chart.bubble.text()
    hands.let_go(hands.spot(hands.named("Ravi Menon")))
    assert hands.chart.bubble.isVisible()
    assert reports(run.desk, run.subject) == REPORTS
    assert run.desk.history.next_undo() == before
    # A line from one to the other.
    hands.click(hands.spot(ines))
    QTest.keyClick(QApplication.focusWidget(), Key.Key_C)
    hands.settle()
    hands.type("men")
    hands.key(Key.Key_Return)
    [tie] = run.desk.stakeholders.map(run.subject).ties
    assert (tie.start, tie.end, tie.type) == (ines, hands.named("Ravi Menon"), "dotted")
    assert [one.tie.id for one in hands.stage.ties.drawn()] == [tie.id]


def test_the_same_map_without_a_mouse(run):
    page = run.account
    page.stakeholders._empty.button.setFocus()
    QTest.keyClick(page.stakeholders._empty.button, Key.Key_Space)
    run.wait(lambda: run.window.findChild(OrgChart) is not None)
    hands = Hands(run.window.findChild(OrgChart), run, run.subject)
    enter(hands, "Jana Ode", "CIO")
    assert hands.stage.hasFocus()
    keys = {
        Side.BELOW: (Key.Key_Insert, Qt.KeyboardModifier.NoModifier),
        Side.BESIDE: (Key.Key_Return, SHIFT),
        Side.ABOVE: (Key.Key_Up, CTRL | SHIFT),
    }
    for name, title, anchor, side in TEAM[1:]:
        # To the card it is added to: by its name.
        hands.key(Key.Key_F, CTRL)
        hands.type(anchor)
        hands.key(Key.Key_Return)
        hands.key(Key.Key_Escape)
        assert hands.study.chosen.cards == (hands.named(anchor),)
        hands.key(*keys[side])
        enter(hands, name, title)
    assert reports(run.desk, run.subject) == REPORTS
    # Order, park, connect, fold, remove and take back.
    hands.key(Key.Key_Home)
    assert hands.study.chosen.cards == (hands.named("Marc Visser"),)
    hands.key(Key.Key_Down)
    hands.key(Key.Key_Right, CTRL)
    top = hands.study.seen.below[hands.named("Marc Visser")]
    assert [one.label for one in top] == ["Eva Lind", "Jana Ode"]
    hands.key(Key.Key_C)
    hands.type("bram")
    hands.key(Key.Key_Return)
    assert len(hands.study.seen.ties) == 1
    hands.key(Key.Key_Up, CTRL)
    assert len(hands.stage.cards.items) == 4
    hands.key(Key.Key_Down, CTRL)
    hands.key(Key.Key_P)
    assert hands.card(hands.named("Jana Ode")).parked
    hands.key(Key.Key_Delete)
    assert "Jana Ode" not in reports(run.desk, run.subject)
    for _change in range(4):
        QTest.keyClick(QApplication.focusWidget() or hands.stage, Key.Key_Z, CTRL)
        run.settle()
    hands.settle()
    assert reports(run.desk, run.subject) == REPORTS
    assert not hands.study.seen.ties


def test_the_window_zooms_and_finds_by_its_own_actions(run):
    hands = begin(run)
    build(hands)
    actions = run.window.action_set
    actions.action("map.fit").trigger()
    fit = hands.stage.zoom
    actions.action("map.zoom_out").trigger()
    assert hands.stage.zoom < fit
    actions.action("map.find").trigger()
    assert hands.chart.find_bar.isVisible()
    hands.key(Key.Key_Escape)
    hands.click(QPoint(8, 8))
    assert hands.study.chosen.cards == ()
