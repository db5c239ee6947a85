"""The import page with tickets: what is told and offered, step by step."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester

from acctdesk.exchange.intake.drafts import StateDraft
from acctdesk.ui.imports.items import Level, Repair
from acctdesk.ui.imports.match_model import BLANKS, KEEP, MODE, TARGET
from acctdesk.ui.imports.states import MEANS, ROWS, StatesModel
from acctdesk.ui.imports.steps import Step
from acctdesk.ui.widgets.roles import ChoicesRole
from tests.ui.imports.look_tickets import LOG

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.qt_log_ignore("propagateSizeHints"),
]


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "log.csv"
    path.write_text(LOG, "utf-8")
    return path


def name(bench, account: str = "Acme") -> None:
    session = bench.page.session
    session.set_answers(replace(session.answers, account=account))
    bench.until()


def test_the_first_step_says_what_was_recognised(bench, log):
    bench.open(log)
    page = bench.page
    assert page.session.draft.kind == "tickets"
    assert page.file.whose.isVisible()
    assert page.file.whose.line.accessibleName() == "Whose tickets are these?"
    assert "Name the account" in page.footer.said.text()
    assert not page.footer.primary.isEnabled()
    for box in (page.file.what.kind, page.file.what.rows, page.file.what.zone):
        assert box.accessibleName()
    name(bench)
    assert page.footer.primary.isEnabled()
    page.restart()
    bench.until()
    assert page.session.answers.kind == ""


def test_a_zone_and_what_a_row_is_are_chosen(bench, log):
    bench.open(log)
    what = bench.page.file.what
    what.zone.set_value("Europe/Oslo")
    what.zone.activated.emit(what.zone.currentIndex())
    bench.until()
    assert bench.page.session.draft.zone == "Europe/Oslo"
    what.rows.set_value("ticket")
    what.rows.activated.emit(what.rows.currentIndex())
    bench.until()
    assert bench.page.session.draft.rows == "ticket"
    assert bench.page.session.answers.rows == "ticket"


def test_columns_of_tickets_offer_what_tickets_have(bench, log):
    bench.open(log)
    name(bench)
    page = bench.page
    page._continue()
    assert page.step is Step.MATCH
    model = page.match.model
    offered = dict(model.index(0, TARGET).data(ChoicesRole))
    assert "ticket.number" in offered
    assert KEEP not in offered
    assert page.match.grid.isColumnHidden(BLANKS)
    assert not page.match.keep_all.isVisible()
    rows = {model.index(row, 0).data(): row for row in range(model.rowCount())}
    assert model.index(rows["priority"], MODE).data() == "Overwrite"
    assert model.index(rows["opened_at"], MODE).data() == ""


def test_what_needs_the_person_is_sorted_and_worded(bench, log):
    bench.open(log)
    name(bench)
    bench.page.go_to(Step.CHECK)
    bench.until(lambda: bench.page.session.view is not None)
    items = {one.title: one for one in bench.page.session.view.items}
    waits = items["Does “Awaiting Vendor” pause the clock?"]
    assert (waits.level, waits.repair) == (Level.NOTICE, Repair.CHOICE)
    assert ("paused", "Paused") in waits.choices
    unknown = items["incident_state “-100” is not known"]
    assert (unknown.level, unknown.repair) == (Level.PROBLEM, Repair.CHOICE)
    assert items["sys_updated_at “soon” is not a date"].repair is Repair.TEXT
    assert items["The number of a ticket is missing"].level is Level.PROBLEM
    assert bench.page.session.view.rejected == 2
    # A moment is mended where it is told, and checked as one.
    card = bench.card("soon")
    card.line.setText("1/3/2016 10:00")
    card._on_text()
    bench.until(lambda: not any("soon" in i.title for i in bench.page.session.view.items))
    assert bench.page.session.view.rejected == 1


def test_an_open_order_of_days_shows_both_readings(bench, tmp_path):
    path = tmp_path / "open.csv"
    path.write_text(
        "Ticket ID,Status,Created at,Solved at\n1,Solved,3/4/2026 09:00,4/4/2026 10:00\n", "utf-8"
    )
    bench.open(path)
    name(bench)
    bench.page.go_to(Step.CHECK)
    bench.until(lambda: bench.page.session.view is not None)
    asked = [one for one in bench.page.session.view.items if one.level is Level.QUESTION]
    assert {one.repair for one in asked} == {Repair.DATE_ORDER}
    assert "3 Apr 2026" in asked[0].note
    assert "4 Mar 2026" in asked[0].note
    # One answer is enough for a file whose times are all written alike.
    bench.page.session.answer("date_orders", f"{path.stem}!Created at", "dmy")
    bench.until(lambda: bench.page.session.view.questions == 0)


def test_what_would_change_is_compared_and_counted(bench, tmp_path):
    path = tmp_path / "rows.csv"
    head = "Ticket ID,Subject,Status,Created at,Solved at\n"
    path.write_text(head + "1,Printer,Open,2026-05-04 09:00,\n", "utf-8")
    for text, words in (
        ("1,Printer,Open,2026-05-04 09:00,\n", "Imported 1 ticket"),
        ("1,Printer jam,Solved,2026-05-04 09:00,2026-05-05 09:00\n", "Imported 1 ticket"),
    ):
        path.write_text(head + text, "utf-8")
        bench.page.restart()
        bench.open(path)
        name(bench)
        bench.page.go_to(Step.CHECK)
        bench.until(lambda: bench.page.session.view is not None)
        existing = [one for one in bench.page.session.view.items if one.repair is Repair.EXISTING]
        if existing:
            bench.page.check._on_compare(existing[0])
            bench.until()
            model = bench.page.check.compare.grid.model()
            rows = {
                model.index(row, 2).data(): model.index(row, 4).data()
                for row in range(model.rowCount())
            }
            assert rows["Title"] == "Printer jam"
            assert rows["State"] == "Resolved"
        bench.page._import()
        bench.until(lambda: bench.page.result is not None)
        assert bench.page.done.accessibleName() == words
    assert bench.page.done.show_accounts.text().strip() == "Show service levels"


STATES = (
    StateDraft("New", 7, "opened", "exact"),
    StateDraft("-100", 2, "responded", "unknown"),
    StateDraft("Gone", 1, None, "answered"),
)


def test_the_table_of_states_holds_to_qts_rules(qtbot, qapp):
    model = StatesModel(qapp)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.show(STATES)
    assert isinstance(model, QAbstractItemModel)
    assert [model.index(row, 0).data() for row in range(3)] == ["-100", "New", "Gone"]
    assert model.index(2, MEANS).data() == "Pass over"
    assert model.index(1, ROWS).data() == "7"
    assert not model.index(0, ROWS).flags() & Qt.ItemFlag.ItemIsEditable
    with qtbot.waitSignal(model.decided) as told:
        assert model.setData(model.index(0, MEANS), "paused")
    assert told.args == ["-100", "paused"]
    with qtbot.waitSignal(model.decided) as told:
        assert model.setData(model.index(0, MEANS), "")
    assert told.args == ["-100", None]
    # The same words stay where they are while one decides.
    model.show([*STATES[:1], StateDraft("-100", 2, "paused", "answered"), *STATES[2:]])
    assert model.index(0, MEANS).data() == "Paused"
