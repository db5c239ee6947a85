"""What typed days and entries mean, and how they are told."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acctdesk.errors import Invalid
from acctdesk.ui.log.draft import Draft, Someone
from acctdesk.ui.log.drafts import MOST, Drafts
from acctdesk.ui.log.form import with_me
from acctdesk.ui.log.picker import fitting, folded
from acctdesk.ui.log.said import ago, step_of, until
from acctdesk.ui.log.writing import coming_day, edit, log, past_day, values_from
from tests.ui.opened import DAY, Open

ME = Someone("m", "Jana Ode", "us")


@pytest.fixture
def field(opened: Open):
    return opened.desk.fields.field("interaction", "day")


@pytest.mark.parametrize(
    ("text", "day"),
    [("", "2026-03-04"), ("today", "2026-03-04"), ("yesterday", "2026-03-03"),
     ("fri", "2026-02-27"), ("wed", "2026-03-04"), ("tue", "2026-03-03"), ("-3", "2026-03-01"),
     ("tomorrow", "2026-03-05"), ("2026-02-01", "2026-02-01")],
)  # fmt: skip
def test_a_day_that_is_written_down_has_been(field, text: str, day: str) -> None:
    assert past_day(field, text, DAY) == day


def test_a_month_is_no_day(field) -> None:
    with pytest.raises(Invalid, match="names no day"):
        past_day(field, "2026-02", DAY)


@given(st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)))
def test_every_weekday_is_one_of_the_last_seven(today: dt.date) -> None:
    from acctdesk.services.catalogue import Field, Format

    field = Field("interaction", "day", "Day", Format.DATE)
    for name in ("mon", "tue", "wed", "thu", "fri", "sat", "sun"):
        day = dt.date.fromisoformat(past_day(field, name, today))
        assert 0 <= (today - day).days <= 6
        due = dt.date.fromisoformat(coming_day(field, name, today) or "")
        assert 1 <= (due - today).days <= 7


def test_an_entry_is_logged_with_everybody_as_one_change(opened: Open) -> None:
    account = opened.book.account("Northwind")
    person, _post = opened.book.person(account, "Mira Vos")
    mine = opened.desk.settings.me
    before = opened.book.content()
    draft = Draft(
        "meeting", "yesterday", "45", "", "Renewal talk\nThey want three years.", "Send the offer",
        "fri",
        (
            Someone(person, "Mira Vos"), Someone("", "Tom Berg", "new"),
            Someone(mine.id, mine.name, "us"),
        ),
    )  # fmt: skip
    made, _change = log(opened.desk, account, draft)
    [entry] = opened.desk.interactions.of_account(account)
    assert entry.id == made
    assert (entry.day, entry.minutes, entry.subject) == ("2026-03-03", 45, "Renewal talk")
    assert (entry.summary, entry.next_step_due) == ("They want three years.", "2026-03-06")
    assert [one.name for one in entry.people] == ["Mira Vos", "Tom Berg"]
    assert [one.name for one in entry.members] == ["Jana Ode"]
    assert len(opened.desk.people.at(account)) == 2
    edit(opened.desk, made, Draft("call", "2 Mar 2026", "", "Renewal talk", "", "", "", ()))
    [entry] = opened.desk.interactions.of_account(account)
    assert (entry.type, entry.day, entry.people, entry.next_step) == ("call", "2026-03-02", (), "")
    opened.desk.history.undo()
    opened.desk.history.undo()
    assert opened.book.content() == before


@pytest.mark.parametrize(
    ("draft", "name"),
    [
        (Draft(), "subject"), (Draft(subject="x", day="soon"), "day"),
        (Draft(subject="x", minutes="some"), "minutes"),
        (Draft(subject="x", due="fri"), "next_step"),
        (Draft(subject="x", next_step="y", due="whenever"), "next_step_due"),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_names_its_field(opened: Open, draft: Draft, name: str) -> None:
    with pytest.raises(Invalid) as problem:
        values_from(opened.desk, draft)
    assert problem.value.field == name


def test_a_long_first_line_is_no_subject(opened: Open) -> None:
    with pytest.raises(Invalid):
        values_from(opened.desk, Draft(summary="word " * 60))


# -- drafts -----------------------------------------------------------------------------------


def test_a_draft_without_words_is_forgotten_and_the_oldest_goes_first(opened: Open) -> None:
    drafts = Drafts(opened.desk, opened.tasks)
    drafts.put("a", Draft(subject="x"))
    drafts.put("a", with_me(Draft(), [ME]))
    assert drafts.get("a") is None
    for at in range(MOST + 1):
        drafts.put(str(at), Draft(subject=str(at)))
    assert drafts.get("0") is None
    assert drafts.get(str(MOST)) == Draft(subject=str(MOST))


def test_i_took_part_once() -> None:
    mira = Someone("p", "Mira Vos")
    assert with_me(Draft(people=(mira,)), [ME]).people == (mira, ME)
    assert with_me(Draft(people=(ME,)), [ME]).people == (ME,)


# -- names ------------------------------------------------------------------------------------


def test_names_are_found_by_any_word_without_diacritics() -> None:
    people = [Someone("1", "Jürgen Müller", note="CIO"), Someone("2", "Inês Brandão"),
              Someone("3", "Mia Jung")]  # fmt: skip
    assert [one.id for one in fitting(people, "mull")] == ["1"]
    assert [one.id for one in fitting(people, "ju")] == ["1", "3"]
    assert [one.id for one in fitting(people, "cio")] == ["1"]
    assert [one.id for one in fitting(people, "ines b")] == ["2"]
    assert fitting(people, "") == people
    assert folded("Ação") == "acao"


# -- words ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("due", "done", "state", "words"),
    [
        (None, None, "open", "no date"), ("2026-03-01", None, "overdue", "3 d overdue"),
        ("2026-03-04", None, "open", "due today"), ("2026-03-05", None, "open", "due tomorrow"),
        ("2026-04-01", None, "open", "due 1 Apr 2026"), ("2026-03", None, "open", "due Mar 2026"),
        ("2026-02", None, "overdue", "overdue since Feb 2026"),
        ("2026-03-01", "2026-03-02", "done", "done 2 Mar 2026"),
    ],
)  # fmt: skip
def test_steps_say_how_they_stand(due, done, state: str, words: str) -> None:
    step = step_of(due, done, DAY)
    assert (step.state, step.words) == (state, words)


@pytest.mark.parametrize(
    ("day", "words"),
    [("2026-03-04", "today"), ("2026-03-03", "yesterday"), ("2026-02-01", "31 d ago"),
     ("2025-09-04", "6 months ago"), ("2020", "2020"), ("2026-03-09", "9 Mar 2026")],
)  # fmt: skip
def test_past_days_read_as_people_say_them(day: str, words: str) -> None:
    assert ago(day, DAY) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [("2026-03-04", "today"), ("2026-03-16", "in 12 d"), ("2026-09-04", "in 6 months"),
     ("2026-03-01", "3 d ago"), ("2027", "")],
)  # fmt: skip
def test_coming_days_read_as_people_say_them(day: str, words: str) -> None:
    assert until(day, DAY) == words
