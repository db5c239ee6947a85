"""The sample's reviews: two held, one planned, with promises, goals and answers in every state."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from acctdesk.compose import Desk
from acctdesk.exchange.sample.making import load
from acctdesk.services.meeting import Meeting
from acctdesk.workspace import Workspace
from tests.samples import copy_sample

DAYS = [dt.date(2026, 3, 4), dt.date(2026, 11, 23)]
NAMES = {"Northwind Logistics", "Alpstern Medtech", "Banco Litoral"}


@pytest.fixture(scope="module", params=DAYS, ids=str)
def desk(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    day: dt.date = request.param
    path = tmp_path_factory.mktemp("sample") / "sample.acctdesk"
    copy_sample(tmp_path_factory, path, day)
    noon = dt.datetime.combine(day, dt.time(12), dt.UTC)
    workspace = Workspace.open(path, read_only=True)
    with Desk(workspace, today=lambda: day, now=lambda: noon) as made:
        yield made


def coming(desk: Desk, name: str) -> Meeting:
    [found] = [one for one in desk.meetings.coming() if one.account_name == name]
    return found


def test_three_clients_had_two_reviews_and_have_one_before_them(desk: Desk) -> None:
    assert {one.account_name for one in desk.meetings.coming()} == NAMES
    past = desk.meetings.past()
    assert len(past) == 6
    for name in NAMES:
        mine = [*(one for one in past if one.account_name == name), coming(desk, name)]
        assert len({one.period for one in mine}) == 3
        for one in mine:
            local = one.starts.astimezone(dt.UTC)
            assert local.weekday() < 5
            assert (one.minutes, one.type) == (90, "qbr")
            told = desk.meetings.detail(one.id)
            assert told.forward >= told.back
            assert any(each.person for each in told.attendees)
            assert any(each.member for each in told.attendees)
        assert all(one.client_minutes for one in past)


def test_what_was_held_is_frozen_as_it_was_then(desk: Desk) -> None:
    last = {one.account: one for one in reversed(desk.meetings.past())}.values()
    for one in last:
        built = desk.decks.build(one.id)
        assert built.frozen == one.ends
        assert len(built.deck.slides) >= 8
        assert built.withheld
    assert any(desk.decks.differences(one.id) for one in last)


def test_promises_stand_in_every_way(desk: Desk) -> None:
    held = [
        one
        for name in NAMES
        for one in desk.promises.of_account(coming(desk, name).account).promises
    ]
    assert {one.standing for one in held} == {"open", "overdue", "kept", "kept_late", "dropped"}
    assert {one.side for one in held} == {"ours", "theirs"}
    assert {one.agreed for one in held} == {True, False}
    assert all(one.member or one.person for one in held)


def test_the_review_of_the_drawing_carries_over_what_it_shows(desk: Desk) -> None:
    meeting = coming(desk, "Northwind Logistics")
    told = desk.meetings.last_actions(meeting.id)
    assert told.previous is not None
    assert (told.tally.kept, told.tally.kept_late, told.tally.overdue) == (6, 1, 1)
    assert told.promises[0].title == "DR test report"
    checks = {one.code: one.state for one in desk.meetings.readiness(meeting.id).checks}
    assert checks["forward"] == checks["sponsor"] == checks["carried_over"] == "done"
    assert desk.meetings.detail(meeting.id).missing


def test_one_client_answered_often_enough_for_a_score_and_one_did_not(desk: Desk) -> None:
    def counted(name: str) -> int:
        meeting = coming(desk, name)
        day = meeting.day
        told = desk.surveys.summary(meeting.account, "nps", day - dt.timedelta(days=60), day)
        assert (told.score.value is None) == (told.score.n < 10)
        return told.score.n

    assert counted("Northwind Logistics") == 12
    assert counted("Alpstern Medtech") == 3


def test_goals_decisions_risks_and_road_map_are_shared_in_part(desk: Desk) -> None:
    account = coming(desk, "Northwind Logistics").account
    goals, decisions = desk.goals.goals(account), desk.goals.decisions(account)
    risks, plans = desk.goals.risks(account), desk.goals.initiatives(account)
    assert {one.agreed for one in goals} == {True, False}
    for rows in (decisions, risks, plans):
        assert {one.client_safe for one in rows} == {True, False}
    assert {one.state for one in decisions} == {"wanted", "made"}
    assert {one.state for one in plans} == {"done", "running", "planned", "idea"}
    assert all(one.progress is not None for one in goals if one.agreed)
    assert any(one.goal_name for one in plans)


def test_everybody_who_is_named_is_there(desk: Desk) -> None:
    for one in load("reviews")["accounts"]:
        account = coming(desk, one["account"]).account
        rows = [*one["promises"], *one["goals"], *one["decisions"], *one["risks"]]
        wanted = sum("person" in row for row in rows)
        held = [
            *desk.promises.of_account(account).promises, *desk.goals.goals(account),
            *desk.goals.decisions(account), *desk.goals.risks(account),
        ]  # fmt: skip
        assert sum(each.person is not None for each in held) == wanted
