"""Promises of either side: made, kept, dropped, counted."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from acctdesk.compose import Desk
from acctdesk.errors import Invalid, NotFound
from tests.services.making import Book

STARTS = dt.datetime(2026, 2, 20, 9, tzinfo=dt.UTC)


@pytest.fixture
def account(book: Book) -> str:
    book.desk.settings.introduce("Mara Klein")
    return book.account("Northwind")


def test_a_promise_is_ours_open_and_made_today_unless_said(desk: Desk, account: str) -> None:
    made, _change = desk.promises.make(account, {"title": "DR test report"})
    one = desk.promises.get(made)
    assert (one.side, one.state, one.made, one.due, one.standing) == (
        "ours", "open", "2026-03-04", "", "open",
    )  # fmt: skip
    assert (one.account_name, one.agreed, one.owner, one.to) == ("Northwind", False, None, None)


def test_of_two_people_the_one_who_promised_owns_it(desk: Desk, book: Book, account: str) -> None:
    jana, _post = book.person(account, "Jana Ode")
    mara = str(desk.settings.me.id)
    both = {"member_id": mara, "person_id": jana}
    ours, _change = desk.promises.make(account, {"title": "Runbook", **both})
    theirs, _change = desk.promises.make(account, {"title": "Access", "side": "theirs", **both})

    def named(promise: str) -> tuple[str, str]:
        one = desk.promises.get(promise)
        assert one.owner is not None
        assert one.to is not None
        return one.owner.name, one.to.name

    assert named(ours) == ("Mara Klein", "Jana Ode")
    assert named(theirs) == ("Jana Ode", "Mara Klein")
    assert {one.id for one in desk.promises.of_person(jana).promises} == {ours, theirs}


def test_keeping_dropping_and_reopening_are_a_step_each(desk: Desk, account: str) -> None:
    made, _change = desk.promises.make(
        account, {"title": "Report", "made": "2026-02-01", "due": "2026-02-27"}
    )
    assert (desk.promises.get(made).standing, desk.promises.get(made).late) == ("overdue", 5)
    desk.promises.keep(made, dt.date(2026, 3, 1), "Sent by mail")
    one = desk.promises.get(made)
    assert (one.standing, one.late, one.done, one.evidence) == (
        "kept_late", 2, "2026-03-01", "Sent by mail",
    )  # fmt: skip
    desk.promises.reopen(made)
    assert (desk.promises.get(made).done, desk.promises.get(made).state) == ("", "open")
    desk.promises.drop(made)
    assert desk.promises.get(made).standing == "dropped"
    desk.history.undo()
    desk.history.undo()
    assert desk.promises.get(made) == one
    assert [str(each.label.message) for each in desk.history.recent(3)][-1].startswith("Drop")


def test_a_state_brings_its_day_along(desk: Desk, account: str) -> None:
    made, _change = desk.promises.make(account, {"title": "Report", "made": "2026-02-01"})
    desk.promises.edit(made, {"state": "kept"})
    assert desk.promises.get(made).done == "2026-03-04"
    desk.promises.edit(made, {"state": "open"})
    assert desk.promises.get(made).done == ""


@pytest.mark.parametrize(
    "values",
    [
        {"title": ""},
        {"title": "x", "side": "both"},
        {"title": "x", "due": "2026-03"},
        {"title": "x", "made": "2026-03-04", "due": "2026-03-01"},
        {"title": "x", "done": "2026-03-04"},
        {"title": "x", "state": "kept", "done": "2026-03-05"},
        {"title": "x", "state": "kept", "made": "2026-03-02", "done": "2026-03-01"},
        {"title": "x", "meeting_id": "0" * 32},
    ],
)
def test_what_does_not_fit_is_refused(desk: Desk, account: str, values: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        desk.promises.make(account, values)
    assert desk.promises.of_account(account).tally.n == 0


def test_a_promise_is_made_at_a_review_of_the_same_account(
    desk: Desk, book: Book, account: str
) -> None:
    meeting, _change = desk.meetings.plan(book.account("Other"), "qbr", STARTS)
    with pytest.raises(Invalid):
        desk.promises.make(account, {"title": "x", "meeting_id": meeting})
    made, _change = desk.promises.make(account, {"title": "x"})
    with pytest.raises(Invalid):
        desk.promises.edit(made, {"meeting_id": meeting})


def test_the_minutes_of_a_review_become_promises_in_one_step(desk: Desk, account: str) -> None:
    meeting, _change = desk.meetings.plan(account, "qbr", STARTS)
    made, change = desk.promises.make_many(
        account,
        [{"title": "Runbook", "meeting_id": meeting}, {"title": "Access", "side": "theirs",
                                                       "meeting_id": meeting}],
    )  # fmt: skip
    assert change is not None
    assert len(made) == 2
    told = desk.promises.of_meeting(meeting)
    assert (told.ours.n, told.theirs.n) == (1, 1)
    assert {one.meeting_title for one in told.promises} == {"Quarterly business review"}
    desk.history.undo()
    assert desk.promises.of_meeting(meeting).tally.n == 0


def test_the_ledger_tells_what_needs_attention_first(desk: Desk, book: Book, account: str) -> None:
    for title, due, done in (
        ("Later", "2026-05-01", ""), ("Kept", "2026-02-10", "2026-02-10"),
        ("Overdue", "2026-03-01", ""), ("Some day", "", ""), ("Late", "2026-02-10", "2026-02-20"),
        ("Soon", "2026-03-10", ""),
    ):  # fmt: skip
        values = {"title": title, "made": "2026-02-01", "due": due or None}
        values |= {"state": "kept", "done": done} if done else {}
        desk.promises.make(account, values)
    desk.promises.make(book.account("Other"), {"title": "Elsewhere", "due": "2026-03-05"})
    told = desk.promises.of_account(account)
    assert [one.title for one in told.promises] == [
        "Overdue", "Soon", "Later", "Some day", "Late", "Kept",
    ]  # fmt: skip
    assert told.tally.rate is not None
    assert round(told.tally.rate, 3) == round(told.ours.rate or 0, 3)
    assert (told.tally.kept, told.tally.judged) == (1, 3)
    assert [one.title for one in desk.promises.open().promises] == [
        "Overdue", "Elsewhere", "Soon", "Later", "Some day",
    ]  # fmt: skip
    assert len(desk.promises.open(account).promises) == 4


def test_only_what_was_agreed_is_agreed(desk: Desk, account: str) -> None:
    first, _change = desk.promises.make(account, {"title": "One"})
    second, _change = desk.promises.make(account, {"title": "Two"})
    desk.promises.agree([first, second])
    assert all(one.agreed for one in desk.promises.of_account(account).promises)
    desk.promises.agree([first], agreed=False)
    assert not desk.promises.get(first).agreed
    desk.promises.delete([second])
    with pytest.raises(NotFound):
        desk.promises.get(second)
    with pytest.raises(NotFound):
        desk.promises.keep(second)
