"""The list of reviews: what comes first, filters, planning one or the four of a year."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from acctdesk.ui.reviews.listpart import Sieve, table
from acctdesk.ui.reviews.plans import Plans
from acctdesk.ui.reviews.tab import ReviewsTab
from acctdesk.ui.reviews.watch import ReviewsWatch
from acctdesk.ui.widgets.status import Status
from tests.ui.reviews.conftest import STARTS, Shown

popping = pytest.mark.qt_log_ignore("raise", "grabbing the keyboard", "propagateSizeHints")


def rows(shown: Shown) -> list[str]:
    return [" ".join(cell.text for cell in row.cells) for row in shown.view.list.model.table.rows]


def held_before(shown: Shown, days: int) -> str:
    made, _change = shown.desk.meetings.plan(
        shown.book.northwind, "monthly", STARTS - dt.timedelta(days=days)
    )
    shown.desk.meetings.hold(made)
    shown.settle()
    return made


def test_what_comes_is_first_and_says_how_ready_it_is(shown: Shown) -> None:
    held_before(shown, 400)
    QAbstractItemModelTester(shown.view.list.model)
    band, coming, year, past = shown.view.list.model.table.rows
    assert band.band is not None
    assert band.band.label == "To come"
    assert [cell.text for cell in coming.cells[:3]] == [
        "Northwind Logistics", "Quarterly business review", "Q4 2025",
    ]  # fmt: skip
    ready = shown.desk.meetings.readiness(shown.book.review, template=True)
    assert coming.cells[5].text == f"{ready.done} of {len(ready.checks)}"
    assert (coming.cells[6].text, coming.cells[6].status) == ("Planned", Status.NO_DATA)
    assert year.band is not None
    assert year.band.label == "2025"
    assert (past.cells[6].text, past.cells[6].status) == ("Held", Status.MET)


def test_filters_by_words_kind_and_state_and_folds(shown: Shown) -> None:
    held_before(shown, 400)
    part = shown.view.list
    for sieve, count in (
        (Sieve("north"), 4), (Sieve("rotterdam"), 2), (Sieve(kind="monthly_review"), 2),
        (Sieve(state="planned"), 2), (Sieve("nobody"), 0),
    ):  # fmt: skip
        part.set_sieve(sieve)
        assert len(rows(shown)) == count, sieve
    assert part.stack.currentWidget() is part.none
    part.none.pressed.emit()
    assert len(rows(shown)) == 4
    part.grid.toggled.emit(2)
    assert len(rows(shown)) == 3, "the head of the year stays"
    part.grid.toggled.emit(2)
    assert len(rows(shown)) == 4


def test_enter_opens_a_review_and_back_leads_to_the_list(shown: Shown) -> None:
    grid = shown.view.list.grid
    grid.setCurrentIndex(shown.view.list.model.index(1, 0))
    QTest.keyClick(grid, Qt.Key.Key_Return)
    shown.settle()
    assert shown.view.front() is shown.view.planner
    assert shown.view.title() == "Northwind Logistics, Q4 2025"
    assert shown.view.steps() == [("QBRs", {})]
    shown.go({})
    assert shown.view.front() is shown.view.list


def test_a_review_that_is_gone_says_so(shown: Shown) -> None:
    shown.go({"review": "nowhere"})
    assert shown.view.front() is shown.view.gone
    shown.view.gone.pressed.emit()
    shown.settle()
    assert shown.view.front() is shown.view.list


@popping
def test_planning_asks_for_the_account_and_opens_what_was_planned(shown: Shown) -> None:
    shown.view.run_command("reviews.plan")
    shown.settle()
    form = shown.view.acting.plans.form
    assert form is not None
    form.account.setText("nobody")
    form.kept.emit()
    shown.settle()
    assert "nobody" in form.rows["account"].problem()
    form.account.setText("northwind logistics")
    form.starts.setText("2026-06-18 9:30")
    form.period.setText("2026q2")
    form.kept.emit()
    shown.settle()
    meeting = shown.view.meeting()
    assert meeting is not None
    assert (meeting.period, meeting.starts.astimezone().time()) == ("2026-Q2", dt.time(9, 30))
    assert shown.open.undo.said[-1] == "Planned 1 review"


@popping
def test_a_day_that_is_none_is_refused_where_it_was_typed(shown: Shown) -> None:
    shown.view.acting.plans.ask(shown.view.list.plan, shown.book.northwind)
    shown.settle()
    form = shown.view.acting.plans.form
    assert form is not None
    assert form.rows["account"].isHidden()
    form.starts.setText("soon")
    form.kept.emit()
    shown.settle()
    assert "Write it like" in form.rows["starts"].problem()
    form.close()


@popping
def test_the_four_of_a_year_are_one_step(shown: Shown) -> None:
    shown.view.acting.plans.ask(shown.view.list.plan, shown.book.northwind)
    shown.settle()
    form = shown.view.acting.plans.form
    assert form is not None
    form.year_plan.setChecked(True)
    form.year.setText("2027")
    form.kept.emit()
    shown.settle()
    held = shown.desk.meetings.of_account(shown.book.northwind)
    assert sorted(one.period for one in held if one.period.startswith("2027")) == [
        f"2027-Q{n}" for n in range(1, 5)
    ]
    shown.revert()
    assert len(shown.desk.meetings.of_account(shown.book.northwind)) == 1


@popping
def test_an_empty_workspace_offers_to_plan(shown: Shown) -> None:
    shown.desk.records.delete("meeting", [shown.book.review])
    shown.settle()
    part = shown.view.list
    assert part.stack.currentWidget() is part.empty
    assert not part.words.isEnabled()
    part.empty.pressed.emit()
    shown.settle()
    form = shown.view.acting.plans.form
    assert form is not None
    assert form.isVisible()
    form.close()


def test_the_tab_shows_one_account_and_opens_in_the_section(shown: Shown, qtbot) -> None:  # type: ignore[no-untyped-def]
    other = shown.book.account("Contoso")
    shown.desk.meetings.plan(other, "qbr", STARTS)
    tab = ReviewsTab(
        shown.window, shown.desk, shown.open.tasks, shown.open.undo,  # type: ignore[arg-type]
    )  # fmt: skip
    qtbot.addWidget(tab)
    tab.show()
    tab.set_account(shown.book.northwind)
    shown.settle()
    assert [one.key for one in tab.list.model.table.rows][1:] == [shown.book.review]
    assert tab.list.model.table.columns[0].name == "kind", "the account goes without saying"
    tab.list.opened.emit(shown.book.review)
    shown.settle()
    assert shown.window.places[-1].params == {"review": shown.book.review}
    assert not tab.run_command("filter")


def test_the_next_review_opens_from_anywhere(shown: Shown) -> None:
    plans: Plans = shown.view.acting.plans
    plans.open_next()
    shown.settle()
    assert shown.view.where == {"review": shown.book.review}
    shown.desk.meetings.cancel(shown.book.review)
    plans.open_next()
    shown.settle()
    assert shown.window.said == ["No review is planned"]


def test_the_badge_counts_what_is_due_in_a_month(shown: Shown) -> None:
    counted: list[int] = []
    watch = ReviewsWatch(shown.desk, shown.open.tasks, shown.view)
    watch.counted.connect(counted.append)
    shown.desk.meetings.plan(shown.book.northwind, "qbr", STARTS + dt.timedelta(days=60))
    watch.look()
    shown.settle()
    assert counted == [1]


def test_a_table_of_nothing_has_columns(shown: Shown) -> None:
    listed = shown.view.list._listed
    assert listed is not None
    assert len(table(listed, Sieve("nobody"), alone=False).columns) == 7
