"""Stakeholders: any order of commands is undone and done again."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from acctdesk.compose import Desk
from acctdesk.errors import Invalid, NotFound, Problem
from acctdesk.workspace import Workspace
from tests.effort import tries
from tests.services.charting import Chart
from tests.services.charting import chart as chart
from tests.services.conftest import DAY
from tests.services.making import Book


def step(chart: Chart, dice: random.Random, far: list[str]) -> None:
    """One command with anybody of anywhere; some are refused."""
    posts = [one.position for one in chart.map.cards] + far
    if not posts:
        chart.add("Anew")
        return
    one, other = dice.choice(posts), dice.choice(posts)
    some = dice.sample(posts, min(len(posts), dice.choice((1, 1, 2, 3))))
    who, mara = chart.who, chart.book.ids("member")[0]
    person = chart.desk.records.get("position", one)["person_id"]
    name = dice.choice(("Kim", "Pat", "Uma", None))
    ties = chart.book.ids("tie")
    commands = [
        lambda: who.posts.add(chart.account, anchor=one, name=name, title="Post",
                              side=dice.choice(("above", "below", "beside"))),
        lambda: who.posts.add(chart.account, name=name, unit=dice.choice(("IT", None))),
        lambda: who.reparent(some, dice.choice((other, None)), dice.choice((None, 0, 1))),
        lambda: who.reparent([one], other),
        lambda: who.park(some),
        lambda: who.order(one, dice.randrange(4)),
        lambda: who.remove(some),
        lambda: who.shift({one: (dice.randrange(9), 0)}),
        lambda: who.tidy(chart.account),
        lambda: who.posts.weigh(one, dice.randrange(12), dice.randrange(11)),
        lambda: who.posts.edit(some, {"attitude": dice.choice(("mentor", "opponent", None))}),
        lambda: who.posts.rename(one, dice.choice(("Ada", "Bea", ""))),
        lambda: who.posts.fill(one, name="Found"),
        lambda: who.posts.change_employer(one, dice.choice(chart.book.ids("account"))),
        lambda: who.ties.connect(one, other, dice.choice(("dotted", "influence", "conflict"))),
        lambda: who.ties.disconnect([dice.choice(ties)]) if ties else None,
        lambda: who.ties.relate(mara, person, {"strength": dice.choice(("brief", None))})
        if person else None,
    ]  # fmt: skip
    refused: Problem | None = None
    try:
        dice.choice(commands)()
    except Problem as problem:
        refused = problem
    if refused is not None:
        assert isinstance(refused, (Invalid, NotFound)), refused
        assert refused.what
        assert refused.remedy, refused.what


def check_sound(chart: Chart) -> None:
    """No loop, and no line to another account."""
    rows = chart.book.content()
    posts = rows.get("position", {})
    for one, row in posts.items():
        seen = {one}
        above = row["manager_id"]
        while above is not None:
            assert above not in seen
            seen.add(above)
            assert posts[above]["account_id"] == row["account_id"]
            above = posts[above]["manager_id"]
    for tie in rows.get("tie", {}).values():
        accounts = {posts[tie[name]]["account_id"] for name in ("from_id", "to_id")}
        assert accounts == {tie["account_id"]}
    assert len(chart.map.cards) == len({one.position for one in chart.map.cards})
    for card in chart.map.cards:
        assert not card.manager or card.manager in chart.map.by_id


@pytest.mark.slow
@pytest.mark.parametrize("seed", tries([2026], [2026, 7, 11, 19]))
def test_two_hundred_commands_are_undone_and_done_again(seed: int, tmp_path: Path) -> None:
    dice = random.Random(seed)
    with Desk(Workspace.create(tmp_path / "book.acctdesk"), today=lambda: DAY) as desk:
        chart = Chart(Book(desk))
        chart.member("Mara")
        other = chart.book.account("Globex")
        far, _change = chart.who.posts.add(other, name="Ole Away")
        began, changes = chart.book.content(), len(desk.history.recent(10_000))
        for done in range(200):
            step(chart, dice, [far] if far in chart.book.ids("position") else [])
            if done % 20 == 19:
                check_sound(chart)
        ended = chart.book.content()
        count = len(desk.history.recent(10_000)) - changes
        assert count > 60
        for _each in range(count):
            assert desk.history.undo().kept == ()
        assert chart.book.content() == began
        for _each in range(count):
            assert desk.history.redo().kept == ()
        assert chart.book.content() == ended
