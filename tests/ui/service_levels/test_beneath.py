"""The charts beneath the panel, and a head with little room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from acctdesk.ui.service_levels.filtering import Sieve
from tests.ui.service_levels.conftest import Shown


def _titles(shown: Shown) -> list[str]:
    cards = shown.view.beneath.charts.cards.values()
    return [one.view.chart().title for one in cards]  # type: ignore[union-attr]


def test_the_charts_are_of_the_gauge_the_keyboard_is_on(shown: Shown, qtbot: QtBot) -> None:
    pytest.importorskip("matplotlib")
    view = shown.view
    qtbot.waitUntil(lambda: len(view.beneath.charts.cards) == 2, timeout=20_000)
    shown.settle()
    trend, burn = _titles(shown)
    assert trend.startswith("Resolution")
    assert "March" in burn
    assert "Resolution: misses left of 1" in view.beneath.charts.cards["burn"].view.chart().note
    view.panel.board.setFocus()
    QTest.keyClick(view.panel.board, Qt.Key.Key_Right)
    name = view.panel.board.current().title
    assert name != "Resolution"
    qtbot.waitUntil(lambda: _titles(shown)[0].startswith(name), timeout=20_000)


def test_a_click_on_a_period_opens_it(shown: Shown, qtbot: QtBot) -> None:
    pytest.importorskip("matplotlib")
    beneath = shown.view.beneath
    qtbot.waitUntil(lambda: "trend" in beneath.charts.cards, timeout=20_000)
    beneath.charts.cards["trend"].picked.emit("2026-02-01")
    shown.settle()
    assert shown.view.where == {
        "objective": shown.levels.objective("Resolution"), "first": "2026-02-01",
    }  # fmt: skip


def test_none_where_no_gauge_is_shown(shown: Shown, qtbot: QtBot) -> None:
    beneath = shown.view.beneath
    qtbot.waitUntil(lambda: bool(beneath.charts.cards), timeout=20_000)
    shown.view.panel.set_sieve(Sieve(words="nobody"))
    assert beneath.isHidden()
    assert not beneath.charts.cards
    shown.view.panel.set_sieve(Sieve())
    qtbot.waitUntil(lambda: bool(beneath.charts.cards), timeout=20_000)
    assert not beneath.isHidden()


def test_buttons_without_room_go_into_a_menu(shown: Shown) -> None:
    panel, head = shown.view.panel, shown.view.panel.head
    assert head.more.isHidden()
    shown.view.resize(480, 900)
    shown.settle()
    assert not head.more.isHidden()
    assert panel.set_up.isHidden()
    assert not panel.report.isHidden()
    words = [one.text() for one in head.menu().actions()]
    assert words[:2] == ["Linear", "Agreements"]
    next(one for one in head.menu().actions() if one.text() == "Agreements").trigger()
    shown.settle()
    assert shown.front is shown.view.setup
    shown.go({})
    shown.view.resize(1200, 900)
    shown.settle()
    assert head.more.isHidden()
    assert not panel.set_up.isHidden()
