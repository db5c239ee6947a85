"""The chart worked on by keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from acctdesk.ui.stakeholders.chart.faces import sentence
from tests.ui.stakeholders.chart.hands import Hands

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


@pytest.fixture
def team(hands: Hands) -> dict[str, str]:
    """Jana with Amira and Piet; Ines and Tom beneath Piet."""
    jana = hands.post("Jana Ode", title="CIO", attitude="supporter")
    amira, piet = (hands.post(one, jana) for one in ("Amira Haddad", "Piet Bakker"))
    ines, tom = (hands.post(one, piet) for one in ("Ines Alves", "Tom de Wit"))
    hands.chart.fit()
    hands.stage.setFocus()
    return {"jana": jana, "amira": amira, "piet": piet, "ines": ines, "tom": tom}


def test_arrows_go_from_card_to_card(hands: Hands, team: dict[str, str]) -> None:
    chosen = hands.study.chosen
    way = (
        (Key.Key_Down, "jana"), (Key.Key_Down, "amira"), (Key.Key_Right, "piet"),
        (Key.Key_Right, "piet"), (Key.Key_Down, "ines"), (Key.Key_Right, "tom"),
        (Key.Key_Left, "ines"), (Key.Key_Up, "piet"), (Key.Key_Up, "jana"), (Key.Key_Up, "jana"),
    )  # fmt: skip
    for key, there in way:
        hands.key(key)
        assert chosen.cards == (team[there],), there
    hands.key(Key.Key_Down)
    hands.key(Key.Key_Right, SHIFT)
    assert set(chosen.cards) == {team["amira"], team["piet"]}
    hands.key(Key.Key_Left, SHIFT)
    assert chosen.cards == (team["amira"],)
    hands.key(Key.Key_A, CTRL)
    assert set(chosen.cards) == set(team.values())
    hands.key(Key.Key_Escape)
    assert chosen.cards == ()
    hands.key(Key.Key_Home)
    assert chosen.cards == (team["jana"],)


def test_control_and_arrows_move_and_fold(hands: Hands, team: dict[str, str]) -> None:
    hands.study.chosen.choose([team["amira"]])
    hands.key(Key.Key_Right, CTRL)
    below = hands.study.seen.below[team["jana"]]  # type: ignore[union-attr]
    assert [one.position for one in below] == [team["piet"], team["amira"]]
    hands.key(Key.Key_Left, CTRL)
    below = hands.study.seen.below[team["jana"]]  # type: ignore[union-attr]
    assert [one.position for one in below] == [team["amira"], team["piet"]]
    hands.study.chosen.choose([team["piet"]])
    hands.key(Key.Key_Up, CTRL)
    assert hands.study.chosen.folds == {team["piet"]}
    assert team["tom"] not in hands.stage.cards.items
    # Down doesn't lead where nobody is seen.
    hands.key(Key.Key_Down)
    assert hands.study.chosen.cards == (team["piet"],)
    hands.key(Key.Key_Down, CTRL)
    assert not hands.study.chosen.folds
    assert team["tom"] in hands.stage.cards.items


@pytest.mark.parametrize(
    ("key", "modifiers", "side"),
    [
        (Key.Key_Insert, Qt.KeyboardModifier.NoModifier, "below"),
        (Key.Key_Return, SHIFT, "beside"),
        (Key.Key_Up, CTRL | SHIFT, "above"),
    ],
)
def test_keys_add_and_the_name_is_typed(
    hands: Hands, team: dict[str, str], key: Qt.Key, modifiers: Qt.KeyboardModifier, side: str
) -> None:
    hands.study.chosen.choose([team["amira"]])
    hands.key(key, modifiers)
    hands.type("Mei Chen")
    hands.key(Key.Key_Return)
    made = hands.card(hands.named("Mei Chen"))
    amira = hands.card(team["amira"])
    where = {"below": made.manager == team["amira"], "above": amira.manager == made.position}
    assert where.get(side, made.manager == team["jana"])
    assert hands.study.chosen.cards == (made.position,)
    assert hands.stage.hasFocus()


def test_f2_and_typing_name_a_card_and_c_and_p_are_commands(
    hands: Hands, team: dict[str, str]
) -> None:
    hands.study.chosen.choose([team["tom"]])
    hands.key(Key.Key_F2)
    editor = hands.chart.name_editor
    assert (editor.name.text(), editor.name.selectedText()) == ("Tom de Wit", "Tom de Wit")
    hands.key(Key.Key_Escape)
    # A capital begins a name, whatever letter it is.
    QApplication.sendEvent(hands.stage, QKeyEvent(QEvent.Type.KeyPress, Key.Key_P, SHIFT, "P"))
    assert editor.isVisible()
    assert editor.name.text() == "P"
    hands.type("aul")
    hands.key(Key.Key_Return)
    assert hands.card(team["tom"]).name == "Paul"
    hands.key(Key.Key_P)
    assert hands.card(team["tom"]).parked
    hands.key(Key.Key_Delete)
    assert hands.study.card(team["tom"]) is None


def test_c_connects_by_a_part_of_the_name(hands: Hands, team: dict[str, str]) -> None:
    hands.study.chosen.choose([team["tom"]])
    hands.key(Key.Key_C)
    connector = hands.chart.connector
    assert connector.isVisible()
    assert connector.line.hasFocus()
    hands.type("had")
    assert hands.chart.marks.pick == team["amira"]
    hands.key(Key.Key_Return)
    [tie] = hands.study.seen.ties  # type: ignore[union-attr]
    assert (tie.start, tie.end, tie.type) == (team["tom"], team["amira"], "dotted")
    assert hands.stage.hasFocus()
    # Once more, by arrows in the list, with another type, and left off.
    hands.key(Key.Key_C)
    connector.type.set_current(2)
    hands.key(Key.Key_Down, times=2)
    picked = hands.chart.marks.pick
    assert picked in team.values()
    hands.key(Key.Key_Escape)
    assert hands.chart.marks.pick == ""
    assert len(hands.study.seen.ties) == 1  # type: ignore[union-attr]
    assert not hands.chart.pointer.picking


def test_a_click_picks_whom_to_connect_with(hands: Hands, team: dict[str, str]) -> None:
    hands.study.chosen.choose([team["tom"]])
    hands.key(Key.Key_C)
    hands.chart.connector.type.set_current(2)
    hands.chart.connector.move(0, 0)
    hands.click(hands.spot(team["ines"]))
    [tie] = hands.study.seen.ties  # type: ignore[union-attr]
    assert (tie.end, tie.type) == (team["ines"], "conflict")


def test_the_search_lights_hits_and_unfolds_branches(hands: Hands, team: dict[str, str]) -> None:
    hands.study.chosen.choose([team["jana"]])
    hands.study.chosen.fold(team["piet"], on=True)
    hands.settle()
    hands.key(Key.Key_F, CTRL)
    bar = hands.chart.find_bar
    assert bar.line.hasFocus()
    hands.type("a")
    assert hands.chart.marks.hits == {team["amira"], team["ines"]}
    pale = {one for one, item in hands.stage.cards.items.items() if item.opacity() < 1}
    assert pale == {team["jana"], team["piet"]}
    hands.key(Key.Key_Return)
    assert hands.study.chosen.cards == (team["amira"],)
    hands.key(Key.Key_Return)
    assert hands.study.chosen.cards == (team["ines"],)
    assert not hands.study.chosen.folds
    assert bar.count.text() == "2 of 2"
    hands.key(Key.Key_Escape)
    assert not bar.isVisible()
    assert hands.stage.hasFocus()
    assert all(item.opacity() == 1 for item in hands.stage.cards.items.values())


def test_enter_looks_closely_and_unknown_keys_are_the_windows(
    hands: Hands, team: dict[str, str]
) -> None:
    asked: list[str] = []
    hands.chart.details_wanted.connect(asked.append)
    hands.study.chosen.choose([team["tom"]])
    hands.key(Key.Key_Return)
    assert asked == [team["tom"]]
    for key, modifiers in ((Key.Key_F6, Qt.KeyboardModifier.NoModifier), (Key.Key_K, CTRL)):
        event = QKeyEvent(QEvent.Type.KeyPress, key, modifiers)
        event.setAccepted(False)
        assert not hands.stage.keys.press(event)  # type: ignore[union-attr]


def test_tab_leaves_the_chart(hands: Hands, team: dict[str, str]) -> None:
    hands.stage.setFocus()
    hands.key(Key.Key_Tab)
    assert QApplication.focusWidget() is not hands.stage


def test_the_current_card_is_said_in_words(hands: Hands, team: dict[str, str]) -> None:
    hands.study.chosen.choose([team["piet"]])
    said = hands.stage.accessibleDescription()
    assert said.startswith("Piet Bakker")
    assert "reports to Jana Ode; 2 reports" in said
    hands.study.chosen.fold(team["piet"], on=True)
    hands.settle()
    plan, faces = hands.stage.plan, hands.stage.faces
    assert "2 people folded away" in sentence(plan, faces[team["piet"]], team["piet"])
    assert "Supporter" in sentence(plan, faces[team["jana"]], team["jana"])


def test_everything_that_takes_the_keyboard_has_a_name(hands: Hands, team: dict[str, str]) -> None:
    for widget in hands.chart.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled():
            inner = widget.parentWidget()
            named = widget.accessibleName() or (inner is not None and inner.accessibleName())
            assert named, widget


def test_a_placeholder_is_filled_when_a_name_is_given(hands: Hands, team: dict[str, str]) -> None:
    hands.study.chosen.choose([team["jana"]])
    hands.chart.run_command("map.placeholder")
    hands.settle()
    editor = hands.chart.name_editor
    assert editor.title.hasFocus()
    hands.type("Data owner")
    hands.key(Key.Key_Return)
    made = hands.named("Data owner")
    assert hands.card(made).is_placeholder
    hands.chart.edit_name(made)
    hands.type("Ravi Menon")
    hands.key(Key.Key_Return)
    assert hands.card(made).name == "Ravi Menon"
    assert hands.card(made).title == "Data owner"


def test_who_is_folded_away_is_stood_for_by_the_card_that_is_seen(
    hands: Hands, team: dict[str, str]
) -> None:
    hands.study.chosen.choose([team["ines"], team["tom"]])
    hands.study.chosen.fold(team["jana"], on=True)
    hands.settle()
    assert hands.study.chosen.cards == (team["jana"],)
    assert set(hands.stage.cards.items) == {team["jana"]}


def test_going_elsewhere_keeps_a_name_and_leaves_the_keyboard_there(
    hands: Hands, team: dict[str, str]
) -> None:
    hands.chart.edit_name(team["tom"])
    hands.type("Thomas")
    hands.chart.footing.zoom.fit.setFocus()
    hands.settle()
    assert hands.card(team["tom"]).name == "Thomas"
    assert hands.chart.footing.zoom.fit.hasFocus()


def test_in_a_low_window_the_buttons_of_the_connector_are_seen(
    hands: Hands, team: dict[str, str]
) -> None:
    for high in (760, 420, 330):
        hands.chart.resize(900, high)
        hands.settle()
        hands.chart.connect_from(team["tom"])
        connector = hands.chart.connector
        assert hands.chart.rect().contains(connector.geometry()), high
        assert connector.rect().contains(connector.go.geometry())
        assert connector.names.height() >= 36
        connector.dismiss()
