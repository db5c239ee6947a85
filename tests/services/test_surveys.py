"""Survey answers and what they come to."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest

from acctdesk.compose import Desk
from acctdesk.errors import Invalid
from tests.services.making import Book

FIRST, LAST = dt.date(2026, 1, 1), dt.date(2026, 3, 31)


@pytest.fixture
def account(book: Book) -> str:
    return book.account("Northwind")


def people(book: Book, account: str, count: int) -> list[str]:
    return [book.person(account, f"Person {n}", title=f"Title {n}")[0] for n in range(count)]


def test_ten_answers_make_a_score_with_its_interval(desk: Desk, book: Book, account: str) -> None:
    scores = [10, 9, 9, 9, 8, 8, 7, 6, 5, 9]
    rows = [
        {"type": "nps", "score": score, "person_id": person, "day": f"2026-02-{day:02}"}
        for day, (score, person) in enumerate(
            zip(scores, people(book, account, 10), strict=True), 1
        )
    ]
    _made, change = desk.surveys.add_many(account, rows)
    assert change is not None
    told = desk.surveys.summary(account, "nps", FIRST, LAST)
    assert (told.score.n, told.score.groups, told.score.value) == (10, (5, 3, 2), Fraction(30))
    assert told.score.low is not None
    assert told.score.low < 30 < (told.score.high or 0)
    assert told.answers[0].day == "2026-02-10"
    assert told.answers[0].title == "Title 9"
    desk.history.undo()
    assert desk.surveys.of_account(account) == ()


def test_below_ten_there_are_the_answers_and_who_said_nothing(
    desk: Desk, book: Book, account: str
) -> None:
    jana, post = book.person(account, "Jana Ode", title="CIO")
    silent, other = book.person(account, "Piet Bakker")
    for one in (post, other):
        desk.records.edit("position", one, {"power": 8})
    desk.surveys.add(account, {"type": "nps", "score": 9, "person_id": jana})
    desk.surveys.add(account, {"type": "nps", "score": 3})
    told = desk.surveys.summary(account, "nps", FIRST, LAST)
    assert (told.score.n, told.score.value) == (2, None)
    assert sorted(one.score for one in told.answers) == [3, 9]
    assert [one.id for one in told.silent] == [silent]


def test_of_each_person_the_newest_answer_counts(desk: Desk, book: Book, account: str) -> None:
    [jana] = people(book, account, 1)
    for day, score in (("2026-01-10", 2), ("2026-02-10", 9), ("2025-12-10", 1)):
        desk.surveys.add(account, {"type": "nps", "score": score, "person_id": jana, "day": day})
    desk.surveys.add(account, {"type": "csat", "score": 5, "person_id": jana})
    told = desk.surveys.summary(account, "nps", FIRST, LAST)
    assert [one.score for one in told.answers] == [9]
    assert len(desk.surveys.of_account(account)) == 4
    assert len(desk.surveys.of_account(account, "nps", FIRST, LAST)) == 2


@pytest.mark.parametrize(
    "values",
    [
        {"type": "nps", "score": 11},
        {"type": "csat", "score": 0},
        {"type": "csat", "score": 6},
        {"type": "ces", "score": 8},
        {"type": "nps"},
        {"score": 3},
        {"type": "nps", "score": 3, "day": "2026-02"},
        {"type": "nps", "score": 3, "day": "2026-03-05"},
        {"type": "nps", "score": 3, "person_id": "0" * 32},
    ],
)
def test_what_does_not_fit_is_refused(desk: Desk, account: str, values: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        desk.surveys.add(account, values)


def test_an_answer_is_corrected_within_its_scale(desk: Desk, account: str) -> None:
    made, _change = desk.surveys.add(account, {"type": "csat", "score": 4, "comment": "Good"})
    desk.surveys.edit(made, {"score": 5, "may_quote": True})
    told = desk.surveys.get(made)
    assert (told.score, told.may_quote, told.comment) == (5, True, "Good")
    with pytest.raises(Invalid):
        desk.surveys.edit(made, {"score": 9})
    with pytest.raises(Invalid):
        desk.surveys.edit(made, {"type": "ces", "score": 0})
    desk.surveys.delete([made])
    assert desk.surveys.of_account(account) == ()


def test_the_answers_of_somebody_who_is_deleted_go_along(
    desk: Desk, book: Book, account: str
) -> None:
    [jana] = people(book, account, 1)
    desk.surveys.add(account, {"type": "nps", "score": 9, "person_id": jana, "comment": "Mine"})
    desk.records.delete("person", [jana])
    assert desk.surveys.of_account(account) == ()
    desk.history.undo()
    assert [one.comment for one in desk.surveys.of_account(account)] == ["Mine"]
