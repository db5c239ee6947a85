"""What an account lacks is mended over the steps, where a form will do."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from acctdesk.metrics import handover as asked
from acctdesk.ui.handover.steps import Step
from acctdesk.ui.shell.page import Place
from acctdesk.ui.theme.theme import Theme
from tests.ui.handover.test_giving_page import Bench
from tests.ui.opened import Open

popping = pytest.mark.qt_log_ignore("raise", "grabbing the keyboard", "propagateSizeHints")


@pytest.fixture
def lacking(opened: Open, theme: Theme, qtbot: QtBot) -> Bench:
    """An account with two promises without a day, at the third step."""
    bench = Bench(opened, theme, qtbot)
    for title in ("Report", "Test"):
        bench.desk.promises.make(bench.acme, {"title": title})
    bench.give(bench.acme)
    bench.giving.go_to(Step.READINESS)
    bench.settle()
    return bench


def line_of(bench: Bench, code: str):  # type: ignore[no-untyped-def]
    [account] = bench.session.readiness
    return next(one for one in account.checks if one.code == code)


@popping
def test_a_promise_gets_its_day_in_a_form(lacking: Bench) -> None:
    ready, fixing = lacking.giving.parts.ready, lacking.giving.fixing
    assert line_of(lacking, asked.PROMISE_DATES).said == "2 promises without a date"
    row = next(one for one in ready.rows if one.accessibleName().endswith("without a date"))
    row.fix.click()
    lacking.settle()
    form = fixing.form
    assert form.isVisible()
    due = form.rows["due"].editor
    due.setText("no day")
    form.save.click()
    lacking.settle()
    assert form.rows["due"].problem()
    due.setText("2026-06-30")
    form.save.click()
    lacking.settle()
    assert line_of(lacking, asked.PROMISE_DATES).said == "1 promise without a date"
    assert lacking.giving.step is Step.READINESS
    assert not [one for one in lacking.window.places if one.section != "handover"]
    row = next(one for one in ready.rows if one.accessibleName().endswith("without a date"))
    row.fix.click()
    lacking.settle()
    fixing.form.delete.click()
    lacking.settle()
    assert line_of(lacking, asked.PROMISE_DATES).met


@popping
def test_a_review_is_planned_over_the_steps(lacking: Bench) -> None:
    lacking.giving.fixing.mend(line_of(lacking, asked.REVIEW), lacking.giving.parts.ready.share)
    lacking.settle()
    form = lacking.giving.fixing.plans.form
    assert form.isVisible()
    form.close()


def test_the_rest_is_mended_in_its_place(lacking: Bench) -> None:
    line = line_of(lacking, asked.RENEWAL)
    lacking.giving.fixing.mend(line, lacking.giving.parts.ready.share)
    expected = {"account": lacking.acme, "tab": "details"}
    assert lacking.window.places[-1] == Place("accounts", expected)
    assert lacking.window.said[-1].startswith("No renewal date.")
