"""One map under study: what is read, chosen and refused, and that each gesture is one change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from acctdesk.ui.stakeholders.study import Study
from tests.ui.opened import Open


@pytest.fixture
def account(opened: Open) -> str:
    made, _change = opened.desk.accounts.create({"name": "Northwind"})
    return made


@pytest.fixture
def study(opened: Open, account: str) -> Iterator[Study]:
    made = Study(opened.desk, opened.tasks, opened.undo)  # type: ignore[arg-type]
    made.set_account(account)
    opened.settle()
    yield made
    made.deleteLater()


def post(opened: Open, account: str, name: str, under: str | None = None) -> str:
    made, _change = opened.desk.stakeholders.posts.add(account, anchor=under, name=name)
    opened.settle()
    return made


def labels(study: Study) -> list[str]:
    assert study.seen is not None
    return [one.label for one in study.seen.cards]


def test_a_change_made_elsewhere_is_shown(opened: Open, account: str, study: Study) -> None:
    assert labels(study) == []
    post(opened, account, "Jana Ode")
    assert labels(study) == ["Jana Ode"]
    assert study.thin is not None


def test_a_card_that_is_added_is_chosen_and_its_name_can_be_typed(
    opened: Open, account: str, study: Study
) -> None:
    head = post(opened, account, "Jana Ode")
    study.chosen.fold(head, on=True)
    told: list[str] = []
    study.made.connect(told.append)
    study.add("below", head)
    opened.settle()
    assert told == list(study.chosen.cards) == [study.chosen.current]
    assert study.card(told[0]).manager == head  # type: ignore[union-attr]
    assert not study.chosen.folds
    study.add("beside", told[0], name="Piet Bakker")
    opened.settle()
    assert len(told) == 1
    assert study.card(study.chosen.current).label == "Piet Bakker"  # type: ignore[union-attr]


def test_a_circle_is_refused_with_the_reason_before_anything_is_written(
    opened: Open, account: str, study: Study
) -> None:
    head = post(opened, account, "Jana Ode")
    report = post(opened, account, "Piet Bakker", head)
    said: list[tuple[str, str]] = []
    study.refused.connect(lambda *what: said.append(what))
    newest = opened.desk.history.next_undo()
    study.reparent([head], report)
    study.reparent([head], head)
    opened.settle()
    assert [about for _why, about in said] == [head, head]
    assert "Piet Bakker reports to Jana Ode" in said[0][0]
    assert "themselves" in said[1][0]
    assert opened.desk.history.next_undo() == newest
    assert study.why_not([report], head) == study.why_not([head], None) == ""


def test_each_gesture_is_one_change_that_can_be_undone(
    opened: Open, account: str, study: Study
) -> None:
    one, other = post(opened, account, "Jana Ode"), post(opened, account, "Piet Bakker")
    third = post(opened, account, "Tom de Wit", other)
    begun = study.seen
    gestures = (
        lambda: study.reparent([other], one),
        lambda: study.order(other, 0),
        lambda: study.park([other]),
        lambda: study.shift({one: (40, 0)}),
        lambda: study.rename(one, "Jana de Ode"),
        lambda: study.edit([one, other], {"attitude": "mentor"}),
        lambda: study.weigh(one, 8, 3),
        lambda: study.connect_cards(one, third, "influence"),
        lambda: study.remove([other]),
        lambda: study.step(other, -1),
    )
    for gesture in gestures:
        gesture()
        opened.settle()
        assert study.seen != begun
        opened.desk.history.undo()
        opened.settle()
        assert study.seen == begun


def test_the_map_of_a_past_day_can_be_seen_but_not_changed(
    opened: Open, account: str, study: Study
) -> None:
    head = post(opened, account, "Jana Ode")
    said: list[tuple[str, str]] = []
    study.refused.connect(lambda *what: said.append(what))
    study.set_day(study.today - dt.timedelta(days=1))
    opened.settle()
    assert labels(study) == []
    assert not study.able
    study.rename(head, "Nobody")
    assert "past day" in said[0][0]
    study.set_day(study.today)
    opened.settle()
    assert labels(study) == ["Jana Ode"]
    assert study.able


def test_who_is_gone_is_not_chosen_any_more(opened: Open, account: str, study: Study) -> None:
    one, other = post(opened, account, "Jana Ode"), post(opened, account, "Piet Bakker")
    study.chosen.choose([one, other])
    study.remove([other])
    opened.settle()
    assert study.chosen.cards == (one,)
    assert study.chosen.current == one
    assert opened.undo.said == ["Removed Piet Bakker from the map"]


def test_what_the_workspace_refuses_is_told_beside_the_card(
    opened: Open, account: str, study: Study
) -> None:
    head = post(opened, account, "Jana Ode")
    said: list[tuple[str, str]] = []
    study.refused.connect(lambda *what: said.append(what))
    study.weigh(head, 11, 3)
    study.connect_cards(head, head, "dotted")
    opened.settle()
    assert [about for _why, about in said] == [head, head]
    assert all(why for why, _about in said)
    assert study.card(head).power is None  # type: ignore[union-attr]


def test_another_account_begins_anew(opened: Open, account: str, study: Study) -> None:
    head = post(opened, account, "Jana Ode")
    study.chosen.choose([head])
    study.set_day(study.today - dt.timedelta(days=3))
    second, _change = opened.desk.accounts.create({"name": "Contoso"})
    study.set_account(second)
    opened.settle()
    assert labels(study) == []
    assert study.day is None
    assert study.chosen.cards == ()


def test_what_was_undone_is_chosen_even_where_its_branch_was_folded(
    opened: Open, account: str, study: Study
) -> None:
    head = post(opened, account, "Jana Ode")
    report = post(opened, account, "Piet Bakker", head)
    study.rename(report, "Peter Bakker")
    opened.settle()
    study.chosen.fold(head, on=True)
    study.chosen.choose([head])
    opened.desk.history.undo()
    opened.settle()
    assert study.chosen.cards == (report,)
    assert not study.chosen.folds


def test_codes_are_said_in_words_and_badges_are_shown(
    opened: Open, account: str, study: Study
) -> None:
    assert study.word("position", "attitude", "sceptic") == "Sceptic"
    assert study.word("position", "attitude", "sulky") == "sulky"
    shown: list[None] = []
    study.shown.connect(lambda: shown.append(None))
    study.badge({"one": "Joined"})
    study.badge({"one": "Joined"})
    assert len(shown) == 1


def test_what_takes_long_is_worked_out_elsewhere(opened: Open, study: Study) -> None:
    told: list[int] = []
    study.later(lambda: 6 * 7, told.append, study)
    opened.settle()
    assert told == [42]
