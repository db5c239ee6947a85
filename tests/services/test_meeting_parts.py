"""Agenda and slides keep their order, whatever is done to them."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from acctdesk.compose import Desk
from acctdesk.errors import NotFound
from acctdesk.workspace.daysoff import keep_days
from tests.services.making import Book

STARTS = dt.datetime(2026, 3, 20, 9, tzinfo=dt.UTC)


@pytest.fixture
def account(book: Book) -> str:
    return book.account("Northwind", country="NL")


@pytest.fixture
def meeting(desk: Desk, account: str) -> str:
    made, _change = desk.meetings.plan(account, "qbr", STARTS)
    return made


def order(desk: Desk, meeting: str, kind: str) -> list[str]:
    told = desk.meetings.detail(meeting)
    return [one.id for one in (told.slides if kind == "slide" else told.agenda)]


@pytest.mark.parametrize("kind", ["agenda_item", "slide"])
@pytest.mark.parametrize("seed", range(3))
def test_parts_stand_where_they_were_put(desk: Desk, meeting: str, kind: str, seed: int) -> None:
    """Random commands, held against a plain list."""
    rng = random.Random(seed)
    meetings = desk.meetings
    held = order(desk, meeting, kind)
    states = [list(held)]
    for n in range(25):
        at = rng.randrange(len(held) + 1)
        act = rng.choice(("add", "move", "move", "remove"))
        if act == "add":
            values = {"title": f"{n}", "minutes": 1, "looks": "back"}
            made, change = (
                meetings.add_slide(meeting, "own", {"title": f"{n}"}, at)
                if kind == "slide"
                else meetings.add_item(meeting, values, at)
            )
            held.insert(at, made)
        elif act == "move":
            part = rng.choice(held)
            change = (meetings.move_slide if kind == "slide" else meetings.move_item)(part, at)
            held.remove(part)
            held.insert(at, part)
        elif len(held) > 2:
            part = rng.choice(held)
            change = (meetings.remove_slides if kind == "slide" else meetings.remove_items)([part])
            held.remove(part)
        else:
            continue
        assert order(desk, meeting, kind) == held
        if change is not None:
            states.append(list(held))
    for state in reversed(states[:-1]):
        desk.history.undo()
        assert order(desk, meeting, kind) == state


def test_what_is_gone_can_not_be_moved(desk: Desk, meeting: str) -> None:
    item = order(desk, meeting, "agenda_item")[0]
    desk.meetings.remove_items([item])
    for act in (
        lambda: desk.meetings.move_item(item, 0),
        lambda: desk.meetings.edit_item(item, {"title": "x"}),
        lambda: desk.meetings.remove_items([item]),
        lambda: desk.meetings.add_item("0" * 32, {"title": "x", "minutes": 1, "looks": "back"}),
    ):
        with pytest.raises(NotFound):
            act()


def test_holidays_that_are_known_here_move_the_pre_read(
    desk: Desk, account: str, meeting: str
) -> None:
    def due() -> dt.date | None:
        [check] = [one for one in desk.meetings.readiness(meeting).checks if one.code == "pre_read"]
        return check.day

    assert due() == dt.date(2026, 3, 18)
    with desk.workspace.transaction() as connection:
        keep_days(connection, "NL", "1", "2026-03-18 2026-07-15")
        keep_days(connection, "FR", "1", "2026-03-17")
        connection.commit()
    assert due() == dt.date(2026, 3, 17)
    assert desk.meetings.plan_year(account, 2026)[1].starts.date() == dt.date(2026, 7, 16)


def test_what_is_there_already_is_no_change(desk: Desk, account: str) -> None:
    proposed = desk.meetings.plan_year(account, 2026)
    made, change = desk.meetings.plan_quarters(account, proposed)
    assert len(made) == 4
    assert change is not None
    there = desk.meetings.plan_year(account, 2026)
    assert desk.meetings.plan_quarters(account, there) == ((), None)
    assert desk.promises.make_many(account, []) == ((), None)
    assert desk.surveys.add_many(account, []) == ((), None)
    assert len(desk.history.recent()) == 2  # the account, and its reviews
