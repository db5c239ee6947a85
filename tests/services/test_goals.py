"""Goals, decisions, risks and the road map of an account."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from acctdesk.compose import Desk
from acctdesk.errors import Invalid, NotFound
from tests.services.making import Book


@pytest.fixture
def account(book: Book) -> str:
    return book.account("Northwind")


def add(desk: Desk, kind: str, account: str, **values: Any) -> str:
    made, _change = desk.goals.create(kind, account, values)
    return made


def test_the_progress_of_a_goal_follows_from_its_figures(desk: Desk, account: str) -> None:
    goal = add(
        desk, "goal", account, name="Fewer calls", unit="calls a month", measure="Calls",
        baseline=Decimal(400), target=Decimal(300), current=Decimal(325), due="2026-12",
    )  # fmt: skip
    told = desk.goals.goal(goal)
    assert (told.progress, told.state, told.agreed) == (Decimal("0.75"), "on_track", False)
    desk.goals.edit("goal", goal, {"current": Decimal(290), "state": "reached"})
    assert desk.goals.goal(goal).progress == 1
    written = add(desk, "goal", account, name="Move to the cloud", progress=Decimal("0.4"))
    assert desk.goals.goal(written).progress == Decimal("0.4")
    assert [one.name for one in desk.goals.goals(account)] == ["Move to the cloud", "Fewer calls"]


def test_a_decision_is_wanted_and_then_made(desk: Desk, account: str) -> None:
    decision = add(desk, "decision", account, title="Second site", due="2026-03-31")
    assert desk.goals.decision(decision).state == "wanted"
    desk.goals.decide(decision, "Gdańsk from June", dt.date(2026, 3, 3))
    told = desk.goals.decision(decision)
    assert (told.state, told.outcome, told.day) == ("made", "Gdańsk from June", "2026-03-03")
    desk.goals.edit("decision", decision, {"state": "wanted"})
    assert desk.goals.decision(decision).day == ""
    with pytest.raises(Invalid):
        desk.goals.decide(decision, "Too early", dt.date(2026, 3, 5))
    waiting = add(desk, "decision", account, title="Price", due="2026-03-10")
    desk.goals.decide(decision, "Yes")
    assert [one.id for one in desk.goals.decisions(account)] == [waiting, decision]


def test_the_greatest_risk_stands_first_and_closed_ones_last(desk: Desk, account: str) -> None:
    for name, likelihood, impact, state in (
        ("Unknown", None, None, "open"), ("Small", "low", "low", "open"),
        ("Closed", "high", "high", "closed"), ("Great", "high", "high", "open"),
        ("Likely", "high", "medium", "open"), ("Heavy", "medium", "high", "open"),
    ):  # fmt: skip
        add(desk, "risk", account, name=name, likelihood=likelihood, impact=impact, state=state)
    assert [one.name for one in desk.goals.risks(account)] == [
        "Great", "Heavy", "Likely", "Small", "Unknown", "Closed",
    ]  # fmt: skip


def test_the_road_map_runs_by_its_beginnings(desk: Desk, account: str) -> None:
    goal = add(desk, "goal", account, name="Cloud")
    add(desk, "initiative", account, name="Second", begins="2026-05", ends="2026-07-01")
    add(desk, "initiative", account, name="First", begins="2026-04-01", goal_id=goal)
    add(desk, "initiative", account, name="Some day", state="idea")
    told = desk.goals.initiatives(account)
    assert [(one.name, one.goal_name) for one in told] == [
        ("First", "Cloud"), ("Second", ""), ("Some day", ""),
    ]  # fmt: skip
    assert desk.goals.initiative(told[0].id) == told[0]


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("goal", {"name": ""}),
        ("goal", {"name": "x", "progress": Decimal("1.5")}),
        ("goal", {"name": "x", "baseline": Decimal(3), "target": Decimal(3)}),
        ("decision", {"title": "x", "state": "made", "day": "2026-03"}),
        ("risk", {"name": "x", "likelihood": "certain"}),
        ("initiative", {"name": "x", "begins": "2026-05-02", "ends": "2026-04"}),
    ],
)
def test_what_does_not_fit_is_refused(
    desk: Desk, account: str, kind: str, values: dict[str, Any]
) -> None:
    with pytest.raises(Invalid):
        desk.goals.create(kind, account, values)


def test_an_initiative_may_end_in_the_month_it_begins(desk: Desk, account: str) -> None:
    made = add(desk, "initiative", account, name="x", begins="2026-04-20", ends="2026-04")
    assert desk.goals.initiative(made).ends == "2026-04"


def test_records_stay_with_one_account(desk: Desk, book: Book, account: str) -> None:
    other = book.account("Other")
    goal = add(desk, "goal", other, name="Theirs")
    with pytest.raises(Invalid):
        desk.goals.create("initiative", account, {"name": "x", "goal_id": goal})
    meeting, _change = desk.meetings.plan(other, "qbr", dt.datetime(2026, 3, 20, 9, tzinfo=dt.UTC))
    with pytest.raises(Invalid):
        desk.goals.create("decision", account, {"title": "x", "meeting_id": meeting})
    decision = add(desk, "decision", other, title="x", meeting_id=meeting)
    assert [one.id for one in desk.goals.decisions_of(meeting)] == [decision]
    desk.meetings.delete([meeting])
    assert desk.goals.decision(decision).meeting == ""


@pytest.mark.parametrize("kind", ["goal", "decision", "risk", "initiative"])
def test_a_client_sees_a_record_only_once_it_is_flagged(
    desk: Desk, account: str, kind: str
) -> None:
    title = desk.fields.kind(kind).title
    made, _change = desk.goals.create(kind, account, {title: "x"})

    def flagged() -> bool:
        one: Any = getattr(desk.goals, kind)(made)
        return bool(one.agreed if kind == "goal" else one.client_safe)

    assert not flagged()
    desk.goals.release(kind, [made])
    assert flagged()
    desk.history.undo()
    assert not flagged()
    desk.goals.delete(kind, [made])
    with pytest.raises(NotFound):
        flagged()
