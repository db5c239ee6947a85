"""Which records may be the same, and which are not."""

from __future__ import annotations

import random

import pytest

from acctdesk.compose import Desk
from acctdesk.errors import Cancelled
from acctdesk.services.duplicates import Duplicates, Pair
from acctdesk.services.lanes import Job
from tests.services.making import Book


@pytest.fixture
def duplicates(desk: Desk) -> Duplicates:
    return Duplicates(desk.context)


def names(pairs: list[Pair]) -> set[tuple[str, ...]]:
    return {tuple(sorted((one.first_name, one.second_name))) for one in pairs}


def test_accounts_that_share_a_name_a_domain_or_a_slip(book: Book, duplicates: Duplicates) -> None:
    book.account("Acme GmbH", website="https://acme.example")
    book.account("ACME", email="office@acme.example")
    book.account("Northwind Logistics")
    book.account("Nortwind Logistics")
    book.account("Globex")
    found = duplicates.find("account")
    assert names(found) == {
        ("ACME", "Acme GmbH"), ("Northwind Logistics", "Nortwind Logistics"),
    }  # fmt: skip
    assert found[0].reasons == ("name", "domain")
    assert found[0].first_name == "Acme GmbH"  # the older one stays
    assert found[1].reasons == ("slip",)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({"name": "Client 17"}, {"name": "Client 18"}),
        ({"name": "Acme Bonn", "website": "acme.example"},
         {"name": "Rhine Logistics", "website": "acme.example"}),
        ({"name": "Acme", "country": "DE", "website": "acme.de"},
         {"name": "Acme", "country": "US", "website": "acme.com"}),
        ({"name": "Ford"}, {"name": "Cord"}),
    ],
)  # fmt: skip
def test_accounts_that_are_not(
    book: Book, duplicates: Duplicates, left: dict[str, str], right: dict[str, str]
) -> None:
    book.account(**left)
    book.account(**right)
    assert duplicates.find("account") == []


def test_a_subsidiary_is_no_duplicate_of_its_parent(book: Book, duplicates: Duplicates) -> None:
    acme = book.account("Acme", website="acme.example")
    book.account("Acme GmbH", website="acme.example", parent_id=acme)
    assert duplicates.find("account") == []


def test_people_by_address_and_by_name_at_one_account(book: Book, duplicates: Duplicates) -> None:
    acme, other = book.account("Acme"), book.account("Other")
    book.person(acme, "Bob Levy")
    book.person(acme, "Levy, Bob")
    book.person(other, "Bob Levy")
    eva, _post = book.person(acme, "Eva Braun-Klein")
    book.desk.records.edit("person", eva, {"email": "eva@acme.example"})
    eve, _post = book.person(other, "Eva Klein")
    book.desk.records.edit("person", eve, {"email": "EVA@acme.example"})
    found = duplicates.find("person")
    assert names(found) == {("Bob Levy", "Levy, Bob"), ("Eva Braun-Klein", "Eva Klein")}


def test_an_address_of_two_names_is_a_mailbox(book: Book, duplicates: Duplicates) -> None:
    acme = book.account("Acme")
    for name in ("Bob Levy", "Carla Winter"):
        person, _post = book.person(acme, name)
        book.desk.records.edit("person", person, {"email": "info@acme.example"})
    assert duplicates.find("person") == []


def test_what_was_said_to_be_apart_is_not_offered_again(book: Book, duplicates: Duplicates) -> None:
    book.account("Acme")
    book.account("Acme GmbH")
    [pair] = duplicates.find("account")
    duplicates.apart("account", pair.second, pair.first)
    assert duplicates.find("account") == []
    book.desk.history.undo()
    assert duplicates.find("account") == [pair]


def test_archived_accounts_are_left_alone(book: Book, duplicates: Duplicates) -> None:
    book.account("Acme")
    book.account("Acme GmbH", archived="2026-01-01")
    assert duplicates.find("account") == []


def test_a_search_can_be_stopped(book: Book, duplicates: Duplicates) -> None:
    job = Job("")
    job.cancel()
    book.account("Acme")
    with pytest.raises(Cancelled):
        duplicates.find("account", job)


def test_order_of_records_makes_no_difference(book: Book, duplicates: Duplicates) -> None:
    words = ["Acme", "Acme GmbH", "Acme AG", "Globex", "Globex Inc", "Initech", "Initec"]
    random.Random(4).shuffle(words)
    for word in words:
        book.account(word)
    assert names(duplicates.find("account")) == {
        ("Acme", "Acme AG"), ("Acme", "Acme GmbH"), ("Acme AG", "Acme GmbH"),
        ("Globex", "Globex Inc"), ("Initec", "Initech"),
    }  # fmt: skip
