"""Twelve people mapped in the window without a mouse: the outline does what the chart does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from acctdesk.compose import create_desk
from acctdesk.ui.starting import Options

Key = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
BUILT = [
    "Jana Ode",
    "·Piet Bakker", "··Lotte Smit", "··Tom de Wit", "··Ines Alves",
    "·Marc Visser", "··Rui Faria", "··Li Na",
    "·Eva Brandt", "··Oskar Lind", "··Mei Tan", "···Anna Boss",
]  # fmt: skip


class Keys:
    """Hands on the keyboard of a window whose map stands as an outline."""

    def __init__(self, running) -> None:  # type: ignore[no-untyped-def]
        self.running, self.tab = running, running.account.stakeholders

    @property
    def view(self):  # type: ignore[no-untyped-def]
        return self.tab._views["outline"]

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.running.window.focusWidget(), key, held)
        self.running.settle()

    def write(self, text: str) -> None:
        for letter in text:
            # The first one opens the editor, which gets the others.
            QTest.keyClicks(self.running.window.focusWidget(), letter)
        self.press(Key.Key_Return)

    def names(self) -> list[str]:
        lines = [self.view.model.line(row) for row in range(self.view.model.rowCount())]
        return ["·" * one.depth + one.card.label for one in lines if one]

    def stand_on(self, name: str, column: str = "name") -> None:
        """Go to a line by Ctrl+Home and the arrows, and to a column of it."""
        plain = [one.lstrip("·") for one in self.names()]
        self.press(Key.Key_Home, CTRL)
        for _step in range(plain.index(name)):
            self.press(Key.Key_Down)
        while self.view.grid.currentIndex().column() != self.view.model.column(column):
            self.press(Key.Key_Right)


@pytest.fixture
def keys(start: Callable, folders) -> Keys:  # type: ignore[no-untyped-def]
    path = folders.data / "Book.acctdesk"
    with create_desk(path) as desk:
        desk.settings.introduce("Tara Lind", "tara@firm.example")
    running = start(Options(workspace=path))
    running.first, _change = running.desk.accounts.create({"name": "Northwind"})
    running.settle()
    running.go(account=running.first, tab="stakeholders")
    made = Keys(running)
    made.tab.show_view("outline")
    running.settle()
    return made


@pytest.mark.qt_log_ignore("raise", "grabbing the keyboard", "propagateSizeHints")
def test_twelve_people_are_put_in_order_by_keys_alone(keys: Keys) -> None:
    # The first of an empty map is named where its button was.
    keys.tab._empty.button.setFocus(Qt.FocusReason.TabFocusReason)
    keys.press(Key.Key_Space)
    keys.write("Jana Ode")
    for key, held, name, out in (
        (Key.Key_Insert, NONE, "Piet Bakker", 0),
        (Key.Key_Insert, NONE, "Lotte Smit", 0),
        (Key.Key_Return, SHIFT, "Tom de Wit", 0),
        (Key.Key_Return, SHIFT, "Ines Alves", 0),
        (Key.Key_Return, SHIFT, "Marc Visser", 1),
        (Key.Key_Insert, NONE, "Rui Faria", 0),
        (Key.Key_Return, SHIFT, "Li Na", 0),
        (Key.Key_Return, SHIFT, "Eva Brandt", 1),
        (Key.Key_Insert, NONE, "Oskar Lind", 0),
        (Key.Key_Return, SHIFT, "Mei Tan", 0),
        (Key.Key_Insert, NONE, "Anna Boss", 0),
    ):
        keys.press(key, held)
        keys.write(name)
        for _step in range(out):
            keys.press(Key.Key_Left, ALT)
    assert keys.names() == BUILT

    # A branch goes beneath the one before it, all of it, and one undo brings it back.
    keys.stand_on("Eva Brandt")
    keys.press(Key.Key_Right, ALT)
    moved = ["··Eva Brandt", "···Oskar Lind", "···Mei Tan", "····Anna Boss"]
    assert keys.names() == [*BUILT[:8], *moved]
    keys.press(Key.Key_Z, CTRL)
    assert keys.names() == BUILT

    # Nobody can report to one of their own; it is said beside the line.
    keys.stand_on("Jana Ode", "manager")
    keys.press(Key.Key_F2)
    keys.write("Anna")
    assert "Anna Boss reports to Jana Ode" in keys.view.bubble.text()
    assert keys.names() == BUILT

    # A line to somebody is drawn by asking for them.
    keys.stand_on("Li Na")
    keys.running.window.action_set.action("map.connect").trigger()
    keys.running.settle()
    line = keys.tab.asking.picker.line
    QTest.keyClicks(line, "mei")
    QTest.keyClick(line, Key.Key_Return)
    keys.running.settle()
    [tie] = keys.tab.study.seen.ties
    who = {one.position: one.label for one in keys.tab.study.seen.cards}
    assert (who[tie.start], who[tie.end]) == ("Li Na", "Mei Tan")
