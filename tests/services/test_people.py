"""People and their posts."""

from __future__ import annotations

import pytest

from acctdesk.errors import Invalid, NotFound
from tests.services.making import Book


def test_a_person_comes_with_a_post_and_a_unit_in_one_change(book: Book) -> None:
    account = book.account("Acme")
    before = book.content()
    book.desk.people.add(account, {"name": "Ann Lee"}, title="CIO", unit=" IT ")
    [ann] = book.desk.people.at(account)
    assert (ann.name, ann.title, ann.unit, ann.ended) == ("Ann Lee", "CIO", "IT", "")
    book.desk.history.undo()
    assert book.content() == before


@pytest.mark.parametrize("person", [{"name": " "}, {}, {"name": "Ann", "hat": "red"}])
def test_a_person_who_does_not_fit_is_not_added(book: Book, person: dict[str, str]) -> None:
    account = book.account("Acme")
    before = book.content()
    with pytest.raises(Invalid):
        book.desk.people.add(account, person, unit="IT")
    assert book.content() == before


def test_a_unit_of_this_name_is_made_once(book: Book) -> None:
    account, other = book.account("Acme"), book.account("Beta")
    book.person(account, "Ann", unit="Einkauf")
    _bob, post = book.person(account, "Bob", unit="EINKAUF ")
    book.person(other, "Cem", unit="Einkauf")
    assert len(book.ids("unit", account_id=account)) == 1
    assert len(book.ids("unit", account_id=other)) == 1
    book.desk.people.edit_position(post, {"unit_id": "Verkauf", "title": "Lead"})
    assert len(book.ids("unit", account_id=account)) == 2
    [_ann, bob] = book.desk.people.at(account)
    assert (bob.unit, bob.title) == ("Verkauf", "Lead")
    book.desk.people.edit_position(post, {"unit_id": None})
    assert book.desk.people.at(account)[1].unit == ""


def test_a_post_that_is_not_there_is_told(book: Book) -> None:
    with pytest.raises(NotFound):
        book.desk.people.edit_position("f" * 32, {"title": "CIO"})


def test_who_left_comes_last_and_the_others_by_name(book: Book) -> None:
    account = book.account("Acme")
    for name in ("Zoe", "Émile", "Eva", "adam"):
        book.person(account, name)
    _person, post = book.person(account, "Abel")
    book.desk.people.edit_position(post, {"ended": "2025-12"})
    assert [one.name for one in book.desk.people.at(account)] == [
        "adam", "Émile", "Eva", "Zoe", "Abel",
    ]  # fmt: skip


def test_a_mobile_stands_in_for_a_phone(book: Book) -> None:
    account = book.account("Acme")
    ann, _post = book.person(account, "Ann")
    book.desk.records.edit("person", ann, {"mobile": "+44 7700 900123"})
    assert book.desk.people.at(account)[0].phone == "+44 7700 900123"
    book.desk.records.edit("person", ann, {"phone": "+44 20 7946 0001"})
    assert book.desk.people.at(account)[0].phone == "+44 20 7946 0001"


def test_who_changes_employers_keeps_their_past(book: Book) -> None:
    old, new = book.account("Old"), book.account("New")
    ann, post = book.person(old, "Ann", title="CIO")
    book.desk.people.edit_position(post, {"ended": "2026-01-31"})
    book.desk.records.create("position", {"person_id": ann, "account_id": new, "title": "CEO"})
    assert [one.ended for one in book.desk.people.at(old)] == ["2026-01-31"]
    assert [(one.person, one.title) for one in book.desk.people.at(new)] == [(ann, "CEO")]


def test_nobody_reports_to_themselves_however_far_around(book: Book) -> None:
    account = book.account("Acme")
    posts = [book.person(account, name)[1] for name in ("Ann", "Bob", "Cem")]
    for below, above in ((1, 0), (2, 1)):
        book.desk.people.edit_position(posts[below], {"manager_id": posts[above]})
    before = book.content()
    for above in posts:
        with pytest.raises(Invalid) as caught:
            book.desk.people.edit_position(posts[0], {"manager_id": above})
        assert caught.value.field == "manager_id"
        with pytest.raises(Invalid):
            book.desk.records.edit("position", posts[0], {"manager_id": above})
    with pytest.raises(Invalid):
        book.desk.people.edit_position(posts[0], {"manager_id": "f" * 32})
    assert book.content() == before
    book.desk.people.edit_position(posts[2], {"manager_id": posts[0]})
    assert book.content()["position"][posts[2]]["manager_id"] == posts[0]


def test_a_unit_is_no_part_of_itself(book: Book) -> None:
    account = book.account("Acme")
    book.person(account, "Ann", unit="IT")
    [unit] = book.ids("unit")
    part, _change = book.desk.records.create(
        "unit", {"account_id": account, "parent_id": unit, "name": "Support"}
    )
    for above in (unit, part):
        with pytest.raises(Invalid):
            book.desk.records.edit("unit", unit, {"parent_id": above})


def test_people_are_taken_off_as_one_change_and_stay_elsewhere(book: Book) -> None:
    desk = book.desk
    acme, globex = book.account("Acme"), book.account("Globex")
    jana, _made = desk.people.add(acme, {"name": "Jana Ode"}, title="CIO")
    rui, _made = desk.people.add(acme, {"name": "Rui Faria"}, title="CFO")
    desk.records.create("position", {"person_id": rui, "account_id": globex, "title": "Adviser"})
    before = len(desk.history.recent())
    desk.people.remove(acme, [jana, rui])
    assert len(desk.history.recent()) == before + 1
    assert desk.people.at(acme) == []
    assert [one.name for one in desk.people.at(globex)] == ["Rui Faria"]
    assert desk.records.count("person") == 1
    desk.history.undo()
    assert [one.name for one in desk.people.at(acme)] == ["Jana Ode", "Rui Faria"]


def test_a_new_colleague_joins_a_team_as_one_change(book: Book) -> None:
    desk = book.desk
    acme = book.account("Acme")
    before = len(desk.history.recent())
    desk.accounts.assign_new(acme, "Tom Reed")
    assert len(desk.history.recent()) == before + 1
    assert [one.name for one in desk.people.team(acme)] == ["Tom Reed"]
    desk.history.undo()
    assert desk.people.team(acme) == []
    assert desk.records.count("member") == 0
