"""Service levels in the window: from a gauge to the proof behind it, and back by undo."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from acctdesk.compose import create_desk
from acctdesk.services.service_terms import TicketRow
from acctdesk.ui.shell.places import Place
from acctdesk.ui.starting import Options

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
pytestmark = pytest.mark.qt_log_ignore("raise", "grabbing the keyboard", "propagateSizeHints")


def micros(at: dt.datetime) -> int:
    return int(at.timestamp()) * 1_000_000


@pytest.fixture
def agreed(start: Callable, folders):  # type: ignore[no-untyped-def]
    """A workspace with one objective of which one of five tickets missed."""
    path = folders.data / "Book.acctdesk"
    with create_desk(path) as desk:
        desk.settings.introduce("Tara Lind", "tara@firm.example")
        levels = desk.service_levels
        account, _change = desk.accounts.create({"name": "Northwind"})
        levels.add_agreement(
            account,
            {"name": "Managed services"},
            None,
            [{"name": "Resolution in 4 h", "type": "resolution", "minutes": 240,
              "target": Decimal("0.9"), "period": "contract_year", "zone": "UTC",
              "client_safe": True}],
        )  # fmt: skip
        [told] = levels.agreements(account)
        levels.edit("agreement", told.id, {"begins": "2020-01-01"})
        begin = desk.context.now() - dt.timedelta(hours=30)
        rows = []
        for at in range(5):
            opened = begin + dt.timedelta(hours=at)
            done = opened + dt.timedelta(hours=5 if at == 4 else 1)
            events = ((micros(opened), "opened", "New"), (micros(done), "resolved", "Done"))
            rows.append(TicketRow(f"INC{at}", title="Printer", category="Vendor", events=events))
        levels.put_tickets(account, rows)
    running = start(Options(workspace=path))
    running.first = account
    return running


def view_of(running):  # type: ignore[no-untyped-def]
    return running.window.page("service_levels").view


def show(running, **params: str):  # type: ignore[no-untyped-def]
    running.window.go(Place("service_levels", params))
    running.settle()
    return view_of(running)


def trigger(running, action: str) -> None:  # type: ignore[no-untyped-def]
    running.window.action_set.action(action).trigger()
    running.settle()


def test_from_the_gauge_to_the_ledger_a_correction_and_undo(agreed) -> None:
    row = agreed.window.sidebar.rows()["service_levels"]
    QTest.mouseClick(row, LEFT)
    agreed.settle()
    view = view_of(agreed)
    board = view.panel.board
    [face] = board.faces()
    assert (face.figure, face.said, face.target_words) == ("80.0 %", "Breached", "target 90")
    assert face.foot.startswith("1 miss over")
    board.setFocus()
    QTest.keyClick(board, Key.Key_Return)
    agreed.settle()
    detail = view.detail
    assert detail.isVisible()
    assert agreed.window.windowTitle().startswith("Resolution in 4 h")
    grid = detail.grids["breaches"]
    grid.setCurrentIndex(detail.model("breaches").index(0, 0))
    grid.setFocus()
    QTest.keyClick(grid, Key.Key_Return)
    agreed.settle()
    assert view.ledger.isVisible()
    assert view.ledger.counted.text() == "5 h"
    assert [row.cells[2].text for row in view.ledger.model.table.rows] == ["5 h"]
    QTest.mouseClick(view.ledger.edit, LEFT)
    agreed.settle()
    form = view.form
    assert form.isVisible()
    opened = form.draft().record["opened"].astimezone()
    line = form.rows["resolved"].editor
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, f"{opened + dt.timedelta(hours=2):%Y-%m-%d %H:%M}")
    QTest.keyClick(line, Key.Key_Return)
    agreed.settle()
    assert view.ledger.isVisible()
    show(agreed)
    [face] = view.panel.board.faces()
    assert (face.figure, face.said) == ("100 %", "Met")
    trigger(agreed, "undo")
    [face] = view.panel.board.faces()
    assert face.figure == "80.0 %"
    assert view.panel.isVisible(), "undo stays where its effect is seen"


def test_back_leads_from_the_ledger_to_the_detail_to_the_panel(agreed) -> None:
    view = show(agreed)
    QTest.mouseClick(
        view.panel.board, LEFT, Qt.KeyboardModifier.NoModifier, view.panel.board.box(0).center()
    )
    agreed.settle()
    objective = view.where["objective"]
    [breach] = view.detail.detail().breaches
    show(agreed, objective=objective, ledger=breach.record)
    assert view.ledger.isVisible()
    trigger(agreed, "back")
    assert view.detail.isVisible()
    trigger(agreed, "back")
    assert view.panel.isVisible()


def test_the_sidebar_counts_what_needs_attention(agreed) -> None:
    row = agreed.window.sidebar.rows()["service_levels"]
    agreed.wait(lambda: "1" in row.accessibleName())
    assert row.accessibleName() == "Service levels, 1"


def test_the_tab_of_an_account_shows_its_own(agreed) -> None:
    other, _change = agreed.desk.accounts.create({"name": "Contoso"})
    agreed.settle()
    agreed.go(account=agreed.first, tab="service_levels")
    tab = agreed.account.service_levels
    assert [one.title for one in tab.panel.board.faces()] == ["Resolution in 4 h"]
    assert tab.panel.board.faces()[0].line == "Managed services", "the account needn't be said"
    tab.panel.board.setFocus()
    QTest.keyClick(tab.panel.board, Key.Key_Return)
    agreed.settle()
    assert tab.detail.isVisible()
    assert agreed.window.present_place().params["account"] == agreed.first
    agreed.go(account=other, tab="service_levels")
    assert tab.panel.board.faces() == ()
    assert tab.panel._empty.isVisible()


def test_an_agreement_is_set_up_from_nothing_by_hand(start, folders) -> None:  # type: ignore[no-untyped-def]
    path = folders.data / "New.acctdesk"
    with create_desk(path) as desk:
        desk.settings.introduce("Tara Lind", "tara@firm.example")
        desk.accounts.create({"name": "Northwind"})
    running = start(Options(workspace=path))
    view = show(running)
    QTest.mouseClick(view.panel._empty.button, LEFT)
    running.settle()
    form = view.form
    account = running.desk.records.options("account")[0][0]
    form.rows["account_id"].editor.set_value(account)
    QTest.keyClicks(form.rows["name"].editor, "Managed services")
    QTest.mouseClick(form.save, LEFT)
    running.settle()
    setup = view.setup
    assert setup.isVisible()
    setup.grid.setCurrentIndex(setup.model.index(0, 0))
    QTest.mouseClick(setup.objective, LEFT)
    running.settle()
    QTest.keyClicks(form.rows["name"].editor, "P1 response")
    QTest.keyClicks(form.rows["minutes"].editor, "15")
    QTest.keyClicks(form.rows["target"].editor, "0.95")
    QTest.keyClick(form.rows["target"].editor, Key.Key_Return)
    running.settle()
    assert setup.isVisible(), [one.problem() for one in form.rows.values()]
    show(running)
    [face] = view.panel.board.faces()
    assert (face.title, face.said, face.reason) == ("P1 response", "No data", "Nothing was due yet")


def test_its_actions_are_offered_where_it_is_and_nowhere_else(agreed) -> None:
    show(agreed)
    action = agreed.window.action_set.action("levels.alerts")
    assert action.isEnabled()
    agreed.go(list="1")
    assert not action.isEnabled()
    assert not action.isVisible()


def test_nothing_is_cut_in_a_small_window_with_large_text(agreed) -> None:
    agreed.program.preferences.set_text_scale(200)
    agreed.window.resize(960, 600)
    view = show(agreed)
    objective = view.panel.board.faces()[0].id
    record = agreed.desk.service_levels.detail(objective).breaches[0].record
    for params in (
        {}, {"objective": objective}, {"objective": objective, "ledger": record},
        {"setup": "agreement"}, {"form": "objective", "record": objective}, {"form": "calendar"},
    ):  # fmt: skip
        show(agreed, **params)
        host = agreed.window._hosts["service_levels"]
        assert host.horizontalScrollBar().maximum() == 0, params
        assert host.widget().width() <= host.viewport().width(), params
    agreed.program.preferences.set_text_scale(100)
