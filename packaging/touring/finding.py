"""Stops at search, palette and keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from touring.camera import Stop, Tour


def _search(tour: Tour, words: str) -> None:
    tour.go("search")
    tour.program.window.page("search").box.setText(words)
    tour.rest(0.5)


def search(tour: Tour) -> None:
    _search(tour, "plan")


def search_nothing(tour: Tour) -> None:
    _search(tour, "xylophone quartet")


def palette(tour: Tour) -> None:
    tour.go("accounts", list="1")
    tour.program.window.action_set.action("palette").trigger()
    QTest.keyClicks(tour.program.furniture.palette.box, "mar")
    tour.rest(0.4)


def palette_nothing(tour: Tour) -> None:
    tour.go("accounts", list="1")
    tour.program.window.action_set.action("palette").trigger()
    QTest.keyClicks(tour.program.furniture.palette.box, "xylophone")
    tour.rest(0.4)


def leave_palette(tour: Tour) -> None:
    QTest.keyClick(tour.program.furniture.palette.box, Qt.Key.Key_Escape)


def shortcuts(tour: Tour) -> None:
    tour.go("shortcuts")


def recorder(tour: Tour) -> None:
    """Keys are pressed that another action has."""
    tour.go("shortcuts", action="undo")
    page = tour.program.window.page("shortcuts")
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    QTest.keyClick(page.panel.field, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)


def leave_recorder(tour: Tour) -> None:
    QTest.keyClick(tour.program.window.page("shortcuts").panel.field, Qt.Key.Key_Escape)


def shortcuts_nothing(tour: Tour) -> None:
    tour.go("shortcuts")
    tour.program.window.page("shortcuts").box.setText("xylophone")


def leave_shortcuts(tour: Tour) -> None:
    tour.program.window.page("shortcuts").box.clear()


STOPS = (
    Stop("search", search),
    Stop("search-nothing", search_nothing),
    Stop("palette", palette, leave=leave_palette),
    Stop("palette-nothing", palette_nothing, leave=leave_palette),
    Stop("shortcuts", shortcuts),
    Stop("shortcuts-recorder", recorder, leave=leave_recorder, again=True),
    Stop("shortcuts-nothing", shortcuts_nothing, leave=leave_shortcuts),
)
