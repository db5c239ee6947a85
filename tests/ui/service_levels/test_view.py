"""The panel, and what opens from it, over a real workspace."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from acctdesk.ui.service_levels.filtering import Sieve, sieve_of
from acctdesk.ui.widgets.status import Status
from tests.ui.service_levels.conftest import Shown
from tests.ui.service_levels.levels_book import Levels, moment, ticket

popping = pytest.mark.qt_log_ignore("raise", "grabbing the keyboard", "propagateSizeHints")


def test_gauges_say_what_was_agreed_and_how_it_stands(shown: Shown) -> None:
    resolution, availability = shown.face("Resolution"), shown.face("Availability")
    assert resolution.figure == "80.0 %"
    assert resolution.target_words == "target 80"
    assert resolution.foot == "0 misses left of 1, misses it at this pace · March"
    assert resolution.status is Status.RISK
    assert availability.line == "Northwind · Portal"
    assert availability.foot.startswith("25 min of 45 min left")
    satisfaction = shown.face("Satisfaction")
    assert (satisfaction.status, satisfaction.reason) == (
        Status.NO_DATA,
        "Nothing was measured yet",
    )
    assert shown.names()[0] == "Resolution", "what needs attention comes first"


def test_chips_count_and_filter(shown: Shown) -> None:
    chips = shown.view.panel.chips
    assert {name: one.count() for name, one in chips.items()} == {
        "breached": 0, "at_risk": 1, "met": 1, "no_data": 1,
    }  # fmt: skip
    assert chips["breached"].isHidden()
    QTest.mouseClick(chips["met"], Qt.MouseButton.LeftButton)
    assert shown.names() == ["Availability"]
    QTest.mouseClick(chips["met"], Qt.MouseButton.LeftButton)
    assert len(shown.names()) == 3


def test_filters_by_account_service_kind_and_words(shown: Shown) -> None:
    Levels(shown.levels.desk, "Contoso")
    shown.settle()
    panel = shown.view.panel
    assert len(shown.names()) == 6
    for sieve, count in (
        (Sieve(account=shown.levels.account), 3),
        (Sieve(service="Portal"), 2),
        (Sieve(kind="resolution"), 2),
        (Sieve(words="conto satis"), 1),
        (Sieve(words="nobody"), 0),
    ):
        panel.set_sieve(sieve)
        assert len(panel.shown()) == count, sieve
        assert sieve_of(sieve.state()) == sieve
    assert panel._stack.currentWidget() is panel._none
    panel._none.pressed.emit()
    assert len(shown.names()) == 6


def test_an_empty_workspace_offers_to_add_an_agreement(shown: Shown) -> None:
    levels = shown.levels.desk.service_levels
    levels.delete("agreement", [shown.levels.agreement])
    shown.settle()
    panel = shown.view.panel
    assert panel._stack.currentWidget() is panel._empty
    panel._empty.pressed.emit()
    shown.settle()
    assert shown.front is shown.view.form
    assert "account_id" in shown.view.form.rows


def test_enter_opens_the_detail_and_its_rows_lead_to_the_ledger(shown: Shown) -> None:
    board = shown.view.panel.board
    board.set_current(shown.levels.objective("Resolution"))
    QTest.keyClick(board, Qt.Key.Key_Return)
    shown.settle()
    detail = shown.view.detail
    assert shown.front is detail
    assert shown.view.title() == "Resolution"
    assert [one.key for one in detail.model("breaches").table.rows] == [
        shown.levels.ticket_id("INC9")
    ]
    assert detail.figures["attained"].text() == "80.0 %"
    assert detail.figures["left"].text() == "0 misses left of 1"
    detail._open("breaches", 0)
    shown.settle()
    ledger = shown.view.ledger
    assert shown.front is ledger
    assert ledger.counted.text() == "5 h"
    assert ledger.target.note() == "1 h over"
    kinds = [row.cells[3].text for row in ledger.model.table.rows]
    assert kinds == ["Counted"]
    assert [words for words, _where in shown.view.steps()] == ["Service levels", "Resolution"]


def test_a_corrected_ticket_shows_in_its_gauge_and_undo_brings_it_back(shown: Shown) -> None:
    """Journey of a disputing client: what was resolved in time after all."""
    key = shown.levels.ticket_id("INC9")
    shown.go({"objective": shown.levels.objective("Resolution"), "ledger": key})
    shown.view.ledger.edit.click()
    shown.settle()
    form = shown.view.form
    assert shown.front is form
    form.rows["resolved"].editor.setText("2026-03-09 13:00")
    form.save.click()
    shown.settle()
    assert not [one.problem() for one in form.rows.values() if one.problem()]
    assert shown.front is shown.view.ledger, form.problem.text()
    assert shown.view.ledger.target.note().endswith("to spare")
    shown.go({})
    assert shown.face("Resolution").figure == "100 %"
    change = shown.open.undo.changes[-1]
    shown.open.undo.revert(change.id)
    shown.settle()
    assert shown.face("Resolution").figure == "80.0 %"


def test_the_import_begins_with_the_account_of_the_tab(mine: Shown) -> None:
    mine.view.acting.import_tickets()
    mine.settle()
    place = mine.window.places[-1]
    assert (place.section, dict(place.params)) == ("import", {"account": "Northwind"})


@popping
def test_alerts_are_one_list_and_lead_to_their_gauge(shown: Shown) -> None:
    rows = [ticket(f"X{at}", moment(16, 10), 400, cause="Vendor") for at in range(3)]
    shown.levels.desk.service_levels.put_tickets(shown.levels.account, rows)
    shown.settle()
    assert shown.view.panel.alerts.isEnabled()
    shown.view.acting.show_alerts(shown.view.panel.alerts)
    popover = shown.view.acting.popover
    assert "Resolution" in popover.items[0].accessibleName()
    popover.items[0].click()
    shown.settle()
    assert shown.front is shown.view.detail
    assert shown.view.detail.detail().gauge.standing == "breached"


def test_a_ledger_is_exported_without_formulas(shown: Shown, tmp_path: Path) -> None:
    levels = shown.levels.desk.service_levels
    key = shown.levels.ticket_id("INC9")
    levels.edit_ticket(key, {"title": "=HYPERLINK(1)"})
    shown.go({"objective": shown.levels.objective("Resolution"), "ledger": key})
    shown.window.files.append(tmp_path / "ledger.csv")
    shown.view.ledger.export.click()
    shown.settle()
    text = (tmp_path / "ledger.csv").read_text(encoding="utf-8-sig")
    assert "'=HYPERLINK(1)" in text
    assert "Counted" in text
    assert "9 Mar 2026, 10:00,9 Mar 2026, 15:00" in text.replace('"', "")


def test_what_is_gone_says_so(shown: Shown) -> None:
    shown.go({"objective": "0" * 32})
    assert shown.front is shown.view.gone
    shown.view.gone.pressed.emit()
    shown.settle()
    assert shown.front is shown.view.panel


def test_the_state_of_the_panel_is_kept(shown: Shown) -> None:
    panel = shown.view.panel
    panel.set_style("dial")
    panel.set_sieve(Sieve(kind="resolution"))
    kept = shown.view.state()
    panel.set_style("linear")
    panel.set_sieve(Sieve())
    shown.view.restore(kept)
    assert panel.board.gauge_style() == "dial"
    assert shown.names() == ["Resolution"]


def test_nothing_is_read_while_nobody_looks(shown: Shown) -> None:
    shown.view.hide()
    levels = shown.levels.desk.service_levels
    levels.put_tickets(shown.levels.account, [ticket("INC10", moment(17, 10), 30)])
    shown.settle()
    assert shown.face("Resolution").figure == "80.0 %"
    shown.view.show()
    shown.settle()
    assert shown.face("Resolution").figure == "83.3 %"


def test_whatever_takes_the_keyboard_has_a_name_and_lets_go_of_it(shown: Shown) -> None:
    nameless = []
    places: list[dict[str, str]] = [
        {}, {"objective": shown.levels.objective("Availability")}, {"setup": "agreement"},
        {"objective": shown.levels.objective("Resolution"),
         "ledger": shown.levels.ticket_id("INC9")},
        {"form": "objective", "record": shown.levels.objective("Resolution")},
    ]  # fmt: skip
    for where in places:
        shown.go(where)
        nameless += [
            (where, type(one).__name__)
            for one in shown.view.findChildren(QWidget)
            if one.isVisible()
            and one.focusProxy() is None
            and one.focusPolicy() & Qt.FocusPolicy.TabFocus
            and not (one.accessibleName() or getattr(one, "text", str)())
        ]
    assert not nameless


def test_actions_mean_something_here(shown: Shown) -> None:
    view = shown.view
    view.panel.board.set_current(shown.levels.objective("Availability"))
    assert view.run_command("levels.open")
    shown.settle()
    assert shown.front is view.detail
    assert view.run_command("levels.edit")
    shown.settle()
    assert shown.front is view.form
    assert view.run_command("levels.setup")
    shown.settle()
    assert shown.front is view.setup
    assert not view.run_command("map.add")
    shown.go({})
    assert view.run_command("levels.style")
    assert view.panel.board.gauge_style() == "dial"
    menu = shown.window.action_set.context_menu("levels.gauge", view)
    assert len(menu.actions()) >= 3
    assert view.panel.board.mapToGlobal(QPoint(0, 0)) is not None


@popping
def test_the_clients_report_is_written_from_what_is_released(mine: Shown, tmp_path: Path) -> None:
    for suffix in (".xlsx", ".pdf"):
        mine.view.acting.report(mine.view.panel.report)
        popover = mine.view.acting.popover
        mine.window.files.append(tmp_path / f"report{suffix}")
        popover.formats[suffix].click()
        mine.settle()
        assert (tmp_path / f"report{suffix}").stat().st_size > 1000
        assert mine.window.said[-1] == f"Exported 3 objectives to report{suffix}"
