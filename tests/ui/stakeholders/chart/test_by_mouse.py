"""The chart worked on by the mouse: real presses, moves and releases on its viewport."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from acctdesk.ui.stakeholders.chart.drops import Kind
from acctdesk.ui.stakeholders.chart.marks import Side
from acctdesk.ui.stakeholders.chart.panels import SECONDS
from acctdesk.ui.widgets.layouts import Popover
from tests.ui.stakeholders.chart.hands import LEFT, Hands

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def team(hands: Hands) -> dict[str, str]:
    """Jana with Piet, Amira and Lotte; Tom and Ines beneath Piet."""
    jana = hands.post("Jana Ode", title="CIO")
    piet, amira, lotte = (hands.post(one, jana) for one in ("Piet Bakker", "Amira", "Lotte"))
    tom, ines = (hands.post(one, piet) for one in ("Tom de Wit", "Ines Alves"))
    for at, one in enumerate((piet, amira, lotte)):
        hands.study.order(one, at)
        hands.settle()
    hands.study.order(tom, 0)
    hands.settle()
    hands.chart.fit()
    hands.study.chosen.clear()
    return {"jana": jana, "piet": piet, "amira": amira, "lotte": lotte, "tom": tom, "ines": ines}


def free(hands: Hands) -> QPoint:
    """A place of the window on free ground."""
    view = hands.stage.viewport().rect()
    return QPoint(view.width() - 20, view.height() - 80)


def test_a_card_dropped_on_another_reports_to_it_and_its_branch_goes_along(
    hands: Hands, team: dict[str, str]
) -> None:
    hands.take(hands.spot(team["piet"]), hands.spot(team["lotte"]))
    assert hands.chart.marks.ghost is not None
    drop = hands.chart.marks.drop
    assert drop is not None
    assert (drop.kind, drop.target, drop.why) == (Kind.ONTO, team["lotte"], "")
    pale = {one for one, item in hands.stage.cards.items.items() if item.opacity() < 1}
    assert pale == {team["piet"], team["tom"], team["ines"]}
    hands.let_go(hands.spot(team["lotte"]))
    assert hands.card(team["piet"]).manager == team["lotte"]
    assert hands.card(team["tom"]).manager == team["piet"]
    assert hands.chart.marks.ghost is None
    hands.opened.desk.history.undo()
    hands.settle()
    assert hands.card(team["piet"]).manager == team["jana"]
    assert hands.study.chosen.cards[:1] == (team["piet"],)


def test_a_circle_is_refused_while_it_hovers_and_when_it_is_dropped(
    hands: Hands, team: dict[str, str]
) -> None:
    before = hands.changes()
    hands.take(hands.spot(team["jana"]), hands.spot(team["tom"]))
    assert "Tom de Wit reports to Jana Ode" in hands.chart.bubble.text()
    assert hands.chart.marks.drop is not None
    assert hands.chart.marks.drop.why
    hands.let_go(hands.spot(team["tom"]))
    assert "Tom de Wit reports to Jana Ode" in hands.chart.bubble.text()
    assert hands.chart.bubble._clock.remainingTime() > (SECONDS - 2) * 1000
    assert hands.changes() == before
    assert hands.card(team["jana"]).manager == ""
    hands.key(Qt.Key.Key_Escape)
    assert not hands.chart.bubble.text()


def test_a_drop_beside_a_card_orders_it_there(hands: Hands, team: dict[str, str]) -> None:
    hands.drag(hands.spot(team["lotte"]), hands.spot(team["piet"], 0.05))
    below = [one.position for one in hands.study.seen.below[team["jana"]]]  # type: ignore[union-attr]
    assert below == [team["lotte"], team["piet"], team["amira"]]
    # And with another manager: behind Tom.
    hands.drag(hands.spot(team["amira"]), hands.spot(team["tom"], 0.96))
    below = [one.position for one in hands.study.seen.below[team["piet"]]]  # type: ignore[union-attr]
    assert below == [team["tom"], team["amira"], team["ines"]]


def test_free_ground_keeps_a_card_by_hand_and_shift_does_so_anywhere(
    hands: Hands, team: dict[str, str]
) -> None:
    start = hands.spot(team["lotte"])
    hands.drag(start, start + QPoint(163, 118))
    assert hands.card(team["lotte"]).shift == (160, 120)
    assert hands.card(team["lotte"]).manager == team["jana"]
    start = hands.spot(team["ines"])
    hands.drag(start, start + QPoint(40, 80), SHIFT)
    assert hands.card(team["ines"]).shift == (40, 80)
    # Near to its tidy column it stands in it again.
    start = hands.spot(team["ines"])
    hands.drag(start, start + QPoint(-36, 0), SHIFT)
    assert hands.card(team["ines"]).shift == (0, 80)


def test_the_strip_parks_and_a_parked_card_goes_back(hands: Hands, team: dict[str, str]) -> None:
    start = hands.spot(team["piet"])
    hands.take(start, start + QPoint(0, 40))
    strip = hands.chart.strip
    assert strip.isVisible()
    on_strip = hands.stage.viewport().mapFromGlobal(strip.mapToGlobal(strip.rect().center()))
    hands.take(start, on_strip)
    hands.let_go(on_strip)
    assert hands.card(team["piet"]).parked
    assert not strip.isVisible()
    assert hands.chart.footing.parked.isVisible()
    hands.chart.fit()
    # Out of the parking onto a card, with the branch.
    hands.drag(hands.spot(team["piet"]), hands.spot(team["amira"]))
    assert hands.card(team["piet"]).manager == team["amira"]
    assert not hands.card(team["piet"]).parked
    # And onto free ground: to the top.
    hands.study.park([team["lotte"]])
    hands.settle()
    hands.chart.fit()
    hands.drag(hands.spot(team["lotte"]), free(hands))
    assert hands.card(team["lotte"]).manager == ""
    assert not hands.card(team["lotte"]).parked


def test_clicks_choose_and_a_band_catches(hands: Hands, team: dict[str, str]) -> None:
    chosen = hands.study.chosen
    hands.click(hands.spot(team["tom"]))
    assert chosen.cards == (team["tom"],)
    hands.click(hands.spot(team["ines"]), CTRL)
    assert set(chosen.cards) == {team["tom"], team["ines"]}
    hands.click(hands.spot(team["tom"]), CTRL)
    assert chosen.cards == (team["ines"],)
    hands.click(hands.spot(team["lotte"]), SHIFT)
    assert set(chosen.cards) == {team["ines"], team["lotte"]}
    hands.click(free(hands))
    assert chosen.cards == ()
    one, other = hands.spot(team["tom"], -0.1, -0.2), hands.spot(team["ines"], 1.1, 1.2)
    hands.take(one, other)
    assert hands.chart.marks.band is not None
    hands.let_go(other)
    assert set(chosen.cards) == {team["tom"], team["ines"]}
    assert hands.chart.marks.band is None


def test_several_chosen_cards_move_together_as_one_change(
    hands: Hands, team: dict[str, str]
) -> None:
    hands.click(hands.spot(team["tom"]))
    hands.click(hands.spot(team["ines"]), CTRL)
    hands.drag(hands.spot(team["ines"]), hands.spot(team["lotte"]))
    assert hands.card(team["tom"]).manager == hands.card(team["ines"]).manager == team["lotte"]
    hands.opened.desk.history.undo()
    hands.settle()
    assert hands.card(team["tom"]).manager == hands.card(team["ines"]).manager == team["piet"]


@pytest.mark.parametrize("side", [Side.ABOVE, Side.BELOW, Side.BESIDE])
def test_handles_add_and_ask_for_the_name(hands: Hands, team: dict[str, str], side: Side) -> None:
    hands.click(hands.spot(team["lotte"]))
    hands.click(hands.handle(team["lotte"], side))
    editor = hands.chart.name_editor
    assert editor.isVisible()
    assert editor.name.hasFocus()
    hands.type("Mei Chen")
    hands.key(Qt.Key.Key_Tab)
    hands.type("Buyer")
    hands.key(Qt.Key.Key_Return)
    made = hands.card(hands.named("Mei Chen"))
    assert made.title == "Buyer"
    assert not editor.isVisible()
    assert hands.stage.hasFocus()
    lotte = hands.card(team["lotte"])
    assert {
        Side.ABOVE: lotte.manager == made.position and made.manager == team["jana"],
        Side.BELOW: made.manager == team["lotte"],
        Side.BESIDE: made.manager == team["jana"],
    }[side]


def test_a_double_click_renames_in_place_and_esc_leaves_it(
    hands: Hands, team: dict[str, str]
) -> None:
    QTest.mouseDClick(
        hands.stage.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, hands.spot(team["tom"])
    )
    hands.settle()
    hands.type("Thomas")
    hands.key(Qt.Key.Key_Return)
    assert hands.card(team["tom"]).name == "Thomas"
    hands.chart.edit_name(team["tom"])
    hands.type("Nobody")
    hands.key(Qt.Key.Key_Escape)
    assert hands.card(team["tom"]).name == "Thomas"


def test_the_handle_draws_a_line_and_the_line_is_chosen_changed_and_taken_off(
    hands: Hands, team: dict[str, str]
) -> None:
    hands.click(hands.spot(team["amira"]))
    handle = hands.spot(team["amira"], 0.0)
    hands.drag(handle, hands.spot(team["ines"]))
    connector = hands.chart.connector
    assert connector.isVisible()
    connector.type.set_current(1)
    hands.key(Qt.Key.Key_Return)
    [tie] = hands.study.seen.ties  # type: ignore[union-attr]
    assert (tie.start, tie.end, tie.type) == (team["amira"], team["ines"], "influence")
    [drawn] = hands.stage.ties.drawn()
    assert drawn.route.label is not None
    middle = hands.stage.to_window(drawn.route.label).center().toPoint()
    hands.click(middle)
    assert hands.chart.tie_panel.tie() == tie.id
    hands.chart.tie_panel.strength.set_value(3)
    hands.chart.tie_panel.save.click()
    hands.settle()
    assert hands.study.seen.ties[0].strength == 3  # type: ignore[union-attr]
    [drawn] = hands.stage.ties.drawn()
    hands.click(hands.stage.to_window(drawn.route.label).center().toPoint())  # type: ignore[arg-type]
    hands.stage.setFocus()
    hands.key(Qt.Key.Key_Delete)
    assert hands.study.seen.ties == ()  # type: ignore[union-attr]
    assert not hands.chart.tie_panel.isVisible()
    assert len(hands.study.seen.cards) == 6  # type: ignore[union-attr]


def test_a_branch_folds_to_a_count_and_unfolds(hands: Hands, team: dict[str, str]) -> None:
    hands.click(hands.spot(team["piet"]))
    for shown in (False, True):
        box = hands.chart.marks.fold_box(team["piet"])
        assert box is not None
        bars = hands.stage.horizontalScrollBar(), hands.stage.verticalScrollBar()
        hands.click((box.center() - QPointF(bars[0].value(), bars[1].value())).toPoint())
        assert (team["tom"] in hands.stage.cards.items) is shown
        assert hands.chart.marks.fold_words(team["piet"]) == ("−" if shown else "+2")


def test_the_wheel_zooms_at_the_pointer_and_moves(hands: Hands, team: dict[str, str]) -> None:
    stage = hands.stage
    view = stage.viewport()
    at = QPointF(hands.spot(team["tom"]))

    def turn(dx: int, dy: int, modifiers: Qt.KeyboardModifier) -> None:
        event = QWheelEvent(
            at, QPointF(view.mapToGlobal(at.toPoint())), QPoint(), QPoint(dx, dy),
            Qt.MouseButton.NoButton, modifiers, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(view, event)

    before, zoom = stage.to_plan(at), stage.zoom
    turn(0, 240, CTRL)
    assert stage.zoom > zoom
    after = stage.to_plan(at)
    assert abs(after.x - before.x) < 2
    assert abs(after.y - before.y) < 2
    start = hands.spot(team["tom"])
    turn(0, 120, SHIFT)
    assert hands.spot(team["tom"]).x() > start.x()
    assert hands.spot(team["tom"]).y() == start.y()
    start = hands.spot(team["tom"])
    turn(0, 120, Qt.KeyboardModifier.NoModifier)
    assert hands.spot(team["tom"]).y() > start.y()


def test_middle_button_and_space_pan(hands: Hands, team: dict[str, str]) -> None:
    for button, space in ((Qt.MouseButton.MiddleButton, False), (LEFT, True)):
        start = hands.spot(team["jana"])
        hands.stage.panning = space
        hands.take(start, start + QPoint(60, 30), button=button)
        hands.let_go(start + QPoint(60, 30), button)
        hands.stage.panning = False
        assert hands.spot(team["jana"]) == start + QPoint(60, 30)


def test_esc_leaves_a_drag_off(hands: Hands, team: dict[str, str]) -> None:
    before = hands.changes()
    hands.take(hands.spot(team["piet"]), hands.spot(team["lotte"]))
    hands.key(Qt.Key.Key_Escape)
    assert hands.chart.marks.ghost is None
    hands.let_go(hands.spot(team["lotte"]))
    assert hands.changes() == before
    assert all(item.opacity() == 1 for item in hands.stage.cards.items.values())


def test_past_days_show_no_handles_and_refuse_with_words(
    hands: Hands, team: dict[str, str]
) -> None:
    hands.click(hands.spot(team["tom"]))
    assert hands.chart.marks.handled() == [team["tom"]]
    hands.study.set_day(hands.study.today - dt.timedelta(days=1))
    assert not hands.study.able
    # Until the map of that day is read, today's is still shown, and can't be changed any more.
    assert hands.chart.marks.handled() == []
    hands.take(hands.spot(team["tom"]), hands.spot(team["lotte"]))
    assert "past day" in hands.chart.bubble.text()
    assert hands.chart.marks.ghost is None
    hands.let_go(hands.spot(team["jana"]))
    hands.chart.bubble.hide()
    hands.chart.run_command("map.add")
    assert "past day" in hands.chart.bubble.text()


def test_who_is_dropped_on_a_folded_card_is_seen_there(hands: Hands, team: dict[str, str]) -> None:
    hands.study.chosen.fold(team["piet"], on=True)
    hands.settle()
    hands.drag(hands.spot(team["lotte"]), hands.spot(team["piet"]))
    assert hands.card(team["lotte"]).manager == team["piet"]
    assert not hands.study.chosen.folds
    assert team["lotte"] in hands.stage.cards.items


def test_a_click_on_parking_shows_who_is_parked(hands: Hands, team: dict[str, str]) -> None:
    hands.study.park([team["piet"]])
    hands.settle()
    hands.stage.set_zoom(2.0)
    hands.stage.pan(0, -4000)
    view = hands.stage.viewport().rect()
    assert not hands.stage.to_window(hands.stage.plan.place(team["piet"])).intersects(view)  # type: ignore[arg-type]
    link = hands.chart.footing.parked
    assert link.text() == "Parking: 3 people"
    QTest.mouseClick(link, LEFT, pos=link.rect().center())
    assert hands.stage.to_window(hands.stage.plan.place(team["piet"])).intersects(view)  # type: ignore[arg-type]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_legend_says_what_occurs_and_opens_by_a_press_in_low_windows(
    hands: Hands, team: dict[str, str]
) -> None:
    footing = hands.chart.footing
    assert [words for _kind, words in footing.legend.entries()] == ["reports to"]
    hands.study.connect_cards(team["tom"], team["lotte"], "conflict")
    hands.study.edit([team["tom"]], {"attitude": "sceptic"})
    hands.settle()
    words = [words for _kind, words in footing.legend.entries()]
    assert words == ["reports to", "conflict", "Sceptic"]
    assert footing.legend.isVisible()
    assert not footing.ask.isVisible()
    hands.chart.resize(400, 90)
    assert footing.ask.isVisible()
    assert not footing.legend.isVisible()
    footing.ask.click()
    [popover] = footing.findChildren(Popover)
    assert popover.accessibleName() == "Legend"
    popover.close()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_menu_is_that_of_the_card_and_opens_by_its_key_too(
    hands: Hands, team: dict[str, str]
) -> None:
    made: list[QMenu] = []

    def make(parent: QWidget) -> QMenu:
        made.append(QMenu(parent))
        made[-1].addAction("Park")
        return made[-1]

    hands.chart.set_menu(make)
    spot = hands.spot(team["tom"])
    QTest.mousePress(
        hands.stage.viewport(), Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, spot
    )
    where = hands.stage.viewport().mapToGlobal(spot)
    for reason in (QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard):
        event = QContextMenuEvent(reason, spot, where)
        QApplication.sendEvent(hands.stage.viewport(), event)
        assert hands.study.chosen.cards == (team["tom"],)
        assert made[-1].isVisible()
        made[-1].close()
    assert len(made) == 2
