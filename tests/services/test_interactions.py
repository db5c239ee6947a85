"""The contact log: logged, read a page at a time, changed, finished, undone."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from acctdesk.errors import Invalid, NotFound
from acctdesk.exchange.wording import say
from acctdesk.services.interactions import Interaction
from tests.services.conftest import DAY
from tests.services.making import Book


def log(book: Book, account: str, subject: str, **values: Any) -> str:
    people, members = values.pop("people", ()), values.pop("members", ())
    new_people = values.pop("new_people", ())
    made, _change = book.desk.interactions.log(
        account, {"type": "call", "subject": subject, **values}, people, members,
        new_people=new_people,
    )  # fmt: skip
    return made


def subjects(found: list[Interaction]) -> list[str]:
    return [one.subject for one in found]


def member(book: Book, name: str) -> str:
    made, _change = book.desk.records.create("member", {"name": name})
    return made


# --- logging ---------------------------------------------------------------------------------


def test_a_call_is_logged_with_those_who_took_part(book: Book) -> None:
    acme = book.account("Acme")
    zoe, _post = book.person(acme, "Zoë Grün")
    ann, _post = book.person(acme, "Ann Lee")
    tom = member(book, "Tom")
    made = log(
        book, acme, "Renewal", day="2026-03-01", minutes=25, summary="They\nwill sign",
        next_step="Send the offer", next_step_due="2026-03-10", people=[zoe, ann], members=[tom],
    )  # fmt: skip
    found = book.desk.interactions.get(made)
    assert (found.account, found.account_name) == (acme, "Acme")
    assert (found.type, found.day, found.minutes) == ("call", "2026-03-01", 25)
    assert (found.subject, found.summary) == ("Renewal", "They\nwill sign")
    assert (found.next_step, found.next_step_due) == ("Send the offer", "2026-03-10")
    assert found.is_open
    assert [one.name for one in found.people] == ["Ann Lee", "Zoë Grün"]
    assert [one.id for one in found.members] == [tom]
    assert found.logged_by is None


def test_the_day_is_today_and_the_logger_i_unless_said(book: Book) -> None:
    book.desk.settings.introduce("Mara")
    found = book.desk.interactions.get(log(book, book.account("Acme"), "Hello"))
    assert found.day == DAY.isoformat()
    assert found.logged_by is not None
    assert found.logged_by.name == "Mara"


def test_it_is_one_change_that_undo_takes_back(book: Book) -> None:
    acme = book.account("Acme")
    before = book.content()
    made, change = book.desk.interactions.log(
        acme, {"type": "call", "subject": "Kick-off"}, new_people=["Ann Lee"]
    )
    assert change is not None
    assert say(change.label, book.desk.fields.catalogue) == "Log “Kick-off”"
    after = book.content()
    book.desk.history.undo()
    assert book.content() == before
    book.desk.history.redo()
    assert book.content() == after
    assert [one.name for one in book.desk.interactions.get(made).people] == ["Ann Lee"]


def test_somebody_new_is_added_where_they_are_and_nobody_twice(book: Book) -> None:
    acme = book.account("Acme")
    ann, _post = book.person(acme, "Ann Lee")
    made = log(book, acme, "Hello", new_people=["ann lee", " Bo Ek ", "", "Bo Ek"], people=[ann])
    assert [one.name for one in book.desk.interactions.get(made).people] == ["Ann Lee", "Bo Ek"]
    assert [one.name for one in book.desk.people.at(acme)] == ["Ann Lee", "Bo Ek"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"subject": "  "}, "subject"),
        ({"type": "telegram"}, "type"),
        ({"type": None}, "type"),
        ({"day": "2026-03-05"}, "day"),
        ({"day": "2026-03"}, "day"),
        ({"day": None}, "day"),
        ({"minutes": -1}, "minutes"),
        ({"minutes": 1441}, "minutes"),
        ({"next_step_due": "2026-04-01"}, "next_step"),
        ({"surprise": "x"}, "surprise"),
    ],
)
def test_what_does_not_fit_is_refused_and_leaves_nothing(
    book: Book, values: dict[str, Any], field: str
) -> None:
    acme = book.account("Acme")
    before = book.content()
    with pytest.raises(Invalid) as caught:
        book.desk.interactions.log(
            acme, {"type": "call", "subject": "Talk", **values}, new_people=["Ann"]
        )
    assert caught.value.field == field
    assert book.content() == before


def test_who_is_gone_cannot_have_taken_part(book: Book) -> None:
    acme = book.account("Acme")
    with pytest.raises(Invalid, match="took part"):
        log(book, acme, "Talk", people=["f" * 32])
    with pytest.raises(Invalid, match="not there"):
        log(book, "f" * 32, "Talk")
    assert "interaction" not in book.content()


# --- reading ---------------------------------------------------------------------------------


def test_a_log_is_read_a_page_at_a_time_newest_first(book: Book) -> None:
    acme, other = book.account("Acme"), book.account("Other")
    for day in (3, 1, 2, 2):
        log(book, acme, f"Day {day}", day=f"2026-02-0{day}")
    log(book, other, "Elsewhere", day="2026-02-02")
    service = book.desk.interactions
    first = service.of_account(acme, 2)
    assert subjects(first) == ["Day 3", "Day 2"]
    rest = service.of_account(acme, 2, first[-1].place)
    assert subjects(rest) == ["Day 2", "Day 1"]
    assert first[-1].id != rest[0].id
    assert service.of_account(acme, 2, rest[-1].place) == []


def test_a_person_s_log_goes_over_all_accounts(book: Book) -> None:
    acme, other = book.account("Acme"), book.account("Other")
    ann, _post = book.person(acme, "Ann")
    bo, _post = book.person(acme, "Bo")
    log(book, acme, "Both", day="2026-02-01", people=[ann, bo])
    log(book, other, "Ann alone", day="2026-02-02", people=[ann])
    log(book, other, "Nobody", day="2026-02-03")
    service = book.desk.interactions
    found = service.of_person(ann)
    assert subjects(found) == ["Ann alone", "Both"]
    assert [one.account_name for one in found] == ["Other", "Acme"]
    assert subjects(service.of_person(ann, person=bo)) == ["Both"]
    assert subjects(service.of_account(acme, person=ann)) == ["Both"]


def test_a_log_is_narrowed_by_type_and_words(book: Book) -> None:
    acme = book.account("Acme")
    log(book, acme, "Renewal", day="2026-02-01", summary="Müller wants three years")
    log(book, acme, "Escalation", type="email", day="2026-02-02", summary="Outage")
    log(book, acme, "Idea", type="note", day="2026-02-03", next_step="Ask muller")
    service = book.desk.interactions
    assert subjects(service.of_account(acme, types=("note", "email"))) == ["Idea", "Escalation"]
    assert subjects(service.of_account(acme, words="MULLER")) == ["Idea", "Renewal"]
    assert subjects(service.of_account(acme, words="muller years")) == ["Renewal"]


def test_open_steps_come_in_the_order_they_are_due(book: Book) -> None:
    acme, other = book.account("Acme"), book.account("Other")
    log(book, acme, "Some day", next_step="Lunch")
    log(book, acme, "Later", next_step="Offer", next_step_due="2026-05-01")
    first = log(book, other, "Soon", next_step="Call", next_step_due="2026-03-05")
    log(book, other, "Nothing to do")
    service = book.desk.interactions
    assert subjects(service.open_steps()) == ["Soon", "Later", "Some day"]
    assert subjects(service.open_steps(acme, 1)) == ["Later"]
    service.finish_step(first)
    assert subjects(service.open_steps()) == ["Later", "Some day"]


# --- changing --------------------------------------------------------------------------------


def test_an_edit_changes_values_and_people_in_one_step(book: Book) -> None:
    acme = book.account("Acme")
    ann, _post = book.person(acme, "Ann")
    bo, _post = book.person(acme, "Bo")
    tom = member(book, "Tom")
    made = log(book, acme, "Talk", people=[ann], members=[tom])
    before = book.content()
    service = book.desk.interactions
    change = service.edit(made, {"subject": "Long talk", "minutes": 50}, people=[bo])
    found = service.get(made)
    assert (found.subject, found.minutes) == ("Long talk", 50)
    assert [one.name for one in found.people] == ["Bo"]
    assert [one.name for one in found.members] == ["Tom"]
    assert change is not None
    assert say(change.label, book.desk.fields.catalogue) == "Edit the entry “Long talk”"
    book.desk.history.undo()
    assert book.content() == before
    service.edit(made, {}, new_people=["Cy"])
    assert [one.name for one in service.get(made).people] == ["Ann", "Cy"]
    assert service.edit(made, {"subject": "Talk"}) is None


def test_a_step_taken_away_takes_its_dates_along(book: Book) -> None:
    made = log(book, book.account("Acme"), "Talk", next_step="Call", next_step_due="2026-04-01")
    book.desk.interactions.edit(made, {"next_step": ""})
    found = book.desk.interactions.get(made)
    assert (found.next_step, found.next_step_due) == ("", "")
    with pytest.raises(Invalid, match="no next step"):
        book.desk.interactions.edit(made, {"next_step_due": "2026-04-01"})


def test_a_step_is_finished_and_opened_again(book: Book) -> None:
    made = log(book, book.account("Acme"), "Talk", next_step="Call", next_step_due="2026-03-01")
    service = book.desk.interactions
    change = service.finish_step(made)
    assert service.get(made).next_step_done == DAY.isoformat()
    assert not service.get(made).is_open
    assert change is not None
    assert say(change.label, book.desk.fields.catalogue) == "Finish the step “Call”"
    service.finish_step(made, dt.date(2026, 3, 2))
    assert service.get(made).next_step_done == "2026-03-02"
    service.reopen_step(made)
    assert service.get(made).is_open
    none = log(book, book.account("Other"), "Talk")
    with pytest.raises(Invalid, match="no next step"):
        service.finish_step(none)


def test_what_is_gone_is_told(book: Book) -> None:
    for attempt in (
        book.desk.interactions.get,
        book.desk.interactions.finish_step,
        lambda one: book.desk.interactions.edit(one, {"subject": "x"}),
        lambda one: book.desk.interactions.delete([one]),
    ):
        with pytest.raises(NotFound):
            attempt("f" * 32)


# --- deleting --------------------------------------------------------------------------------


def test_an_account_takes_its_log_along_and_undo_brings_it_back(book: Book) -> None:
    acme, other = book.account("Acme"), book.account("Other")
    ann, _post = book.person(acme, "Ann")
    log(book, acme, "Talk", people=[ann])
    elsewhere = log(book, other, "Fair", people=[ann])
    before = book.content()
    book.desk.accounts.delete([acme])
    assert set(book.content()["interaction"]) == {elsewhere}
    assert book.desk.interactions.get(elsewhere).people == ()  # Ann was only at Acme
    assert "participant" not in book.content()
    book.desk.history.undo()
    assert book.content() == before


def test_a_member_who_is_deleted_leaves_the_entry(book: Book) -> None:
    book.desk.settings.introduce("Mara")
    tom = member(book, "Tom")
    made = log(book, book.account("Acme"), "Talk", members=[tom], logged_by=tom)
    book.desk.records.delete("member", [tom])
    found = book.desk.interactions.get(made)
    assert (found.members, found.logged_by) == ((), None)
    book.desk.history.undo()
    assert [one.id for one in book.desk.interactions.get(made).members] == [tom]


def test_undoing_an_account_spares_it_when_something_was_logged_since(book: Book) -> None:
    acme = book.account("Acme")
    change = book.desk.history.recent(1)[0].id
    log(book, acme, "Talk")
    [kept] = book.desk.history.revert(change).kept
    assert (kept.title, kept.why) == ("Acme", "children")
