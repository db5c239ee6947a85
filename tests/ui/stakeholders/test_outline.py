"""The outline: what it shows, and that everything can be done in it by keys alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from acctdesk.ui.stakeholders.outline import Outline
from acctdesk.ui.stakeholders.study import Study
from acctdesk.ui.theme.theme import Theme
from tests.ui.opened import Open

# What the offscreen platform can't do for the lists of choices.
popping = pytest.mark.qt_log_ignore("raise", "grabbing the keyboard", "propagateSizeHints")
Key, NONE = Qt.Key, Qt.KeyboardModifier.NoModifier
ALT, SHIFT, CTRL = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


class Shown:
    """An outline on the screen, and the keys one presses in it."""

    def __init__(self, opened: Open, theme: Theme, account: str) -> None:
        self.opened = opened
        self.study = Study(opened.desk, opened.tasks, opened.undo)  # type: ignore[arg-type]
        self.study.set_account(account)
        opened.settle()
        self.view = Outline(theme, self.study)
        self.study.made.connect(self.view.edit_name)
        self.view.resize(1100, 500)
        self.view.show()
        self.grid, self.model = self.view.grid, self.view.model
        self.grid.setFocus()

    def post(self, name: str, under: str | None = None) -> str:
        account = self.study.account
        made, _change = self.opened.desk.stakeholders.posts.add(account, anchor=under, name=name)
        self.opened.settle()
        return made

    def at(self, position: str, column: str = "name") -> None:
        row = self.model.row_of(position)
        self.grid.setCurrentIndex(self.model.index(row, self.model.column(column)))

    def focus(self) -> QWidget:
        return self.view.focusWidget() or self.grid

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.focus(), key, held)
        self.opened.settle()

    def type(self, text: str) -> None:
        for letter in text:
            # The first one opens the editor, which gets the others.
            QTest.keyClicks(self.focus(), letter)

    def names(self) -> list[str]:
        rows = range(self.model.rowCount())
        lines = [self.model.line(row) for row in rows]
        return ["·" * one.depth + (one.card.label or "?") if one else "—" for one in lines]

    def word(self, position: str, column: str) -> str:
        row = self.model.row_of(position)
        return str(self.model.index(row, self.model.column(column)).data())


@pytest.fixture
def shown(opened: Open, theme: Theme, qtbot: QtBot) -> Iterator[Shown]:
    account, _change = opened.desk.accounts.create({"name": "Northwind"})
    made = Shown(opened, theme, account)
    qtbot.addWidget(made.view)
    with qtbot.waitActive(made.view):
        made.view.activateWindow()
    made.grid.setFocus()
    yield made
    made.study.deleteLater()


def test_it_holds_the_people_of_the_map_in_their_order(
    shown: Shown, qtmodeltester: ModelTester
) -> None:
    jana = shown.post("Jana Ode")
    piet = shown.post("Piet Bakker", jana)
    shown.post("Tom de Wit", piet)
    shown.post("Marc Visser")
    parked = shown.post("Ines Alves")
    shown.study.park([parked])
    shown.opened.settle()
    assert shown.names() == [
        "Jana Ode", "·Piet Bakker", "··Tom de Wit", "Marc Visser", "—", "Ines Alves",
    ]  # fmt: skip
    qtmodeltester.check(shown.model)
    shown.at(piet)
    shown.press(Key.Key_Left)
    assert shown.names()[:3] == ["Jana Ode", "·Piet Bakker", "Marc Visser"]
    assert shown.study.chosen.folds == {piet}
    qtmodeltester.check(shown.model)


def test_a_map_is_built_by_keys_alone(shown: Shown) -> None:
    shown.press(Key.Key_Insert)
    shown.type("Jana Ode")
    shown.press(Key.Key_Return)
    shown.press(Key.Key_Insert)
    shown.type("Piet Bakker")
    shown.press(Key.Key_Return)
    shown.press(Key.Key_Return, SHIFT)
    shown.type("Lotte Smit")
    shown.press(Key.Key_Return)
    assert shown.names() == ["Jana Ode", "·Piet Bakker", "·Lotte Smit"]
    shown.press(Key.Key_Right, ALT)
    assert shown.names() == ["Jana Ode", "·Piet Bakker", "··Lotte Smit"]
    shown.press(Key.Key_Left, ALT)
    shown.press(Key.Key_Up, ALT)
    assert shown.names() == ["Jana Ode", "·Lotte Smit", "·Piet Bakker"]
    shown.press(Key.Key_Up, CTRL | SHIFT)
    shown.type("Marc Visser")
    shown.press(Key.Key_Return)
    assert shown.names() == ["Jana Ode", "·Marc Visser", "··Lotte Smit", "·Piet Bakker"]
    shown.press(Key.Key_Delete)
    assert shown.names() == ["Jana Ode", "·Lotte Smit", "·Piet Bakker"]
    assert shown.opened.undo.said == ["Removed Marc Visser from the map"]


@popping
def test_values_are_typed_and_chosen_in_their_cells(shown: Shown) -> None:
    jana = shown.post("Jana Ode")
    shown.at(jana, "power")
    shown.type("8")
    assert isinstance(shown.focus(), QLineEdit)
    shown.press(Key.Key_Return)
    shown.at(jana, "attitude")
    shown.press(Key.Key_F2)
    assert isinstance(shown.focus(), QComboBox)
    shown.type("Sceptic")
    shown.press(Key.Key_Return)
    shown.at(jana, "buying_roles")
    shown.type("Champion, Economic buyer")
    shown.press(Key.Key_Return)
    shown.at(jana, "interest")
    shown.type("3")
    shown.press(Key.Key_Escape)
    card = shown.study.card(jana)
    assert card is not None
    assert (card.power, card.interest, card.attitude) == (8, None, "sceptic")
    assert set(card.roles) == {"champion", "economic_buyer"}
    assert shown.word(jana, "attitude") == "Sceptic"


@popping
def test_what_cannot_be_is_refused_beside_the_line(shown: Shown) -> None:
    jana = shown.post("Jana Ode")
    piet = shown.post("Piet Bakker", jana)
    shown.at(jana, "manager")
    shown.press(Key.Key_F2)
    shown.type("Piet")
    shown.press(Key.Key_Return)
    assert "Piet Bakker reports to Jana Ode" in shown.view.bubble.text()
    shown.at(jana)
    shown.press(Key.Key_Right, ALT)
    assert "before Jana Ode" in shown.view.bubble.text()
    shown.press(Key.Key_Left, ALT)
    assert "at the top" in shown.view.bubble.text()
    shown.at(piet, "power")
    shown.type("11")
    shown.press(Key.Key_Return)
    assert "10" in shown.view.bubble.text()
    assert shown.names() == ["Jana Ode", "·Piet Bakker"]


def test_who_is_selected_is_chosen_everywhere_and_the_other_way_round(shown: Shown) -> None:
    jana, piet = shown.post("Jana Ode"), shown.post("Piet Bakker")
    shown.at(jana)
    shown.press(Key.Key_Down, SHIFT)
    assert shown.study.chosen.cards == (jana, piet)
    assert shown.study.chosen.current == piet
    shown.study.chosen.choose([jana])
    assert shown.grid.selected_rows() == [0]
    shown.post("Lotte Smit", jana)
    assert shown.grid.selected_rows() == [0]
    assert shown.study.chosen.cards == (jana,)


@popping
def test_a_manager_is_chosen_in_the_cell_and_tab_leaves_the_table(shown: Shown) -> None:
    jana, piet = shown.post("Jana Ode"), shown.post("Piet Bakker")
    shown.at(piet, "manager")
    shown.press(Key.Key_F2)
    shown.type("Jana Ode")
    shown.press(Key.Key_Return)
    assert shown.names() == ["Jana Ode", "·Piet Bakker"]
    assert not shown.grid.tabKeyNavigation()
    assert shown.study.card(piet).manager == jana  # type: ignore[union-attr]
