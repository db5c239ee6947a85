"""Lists: order as people expect it, filters, and searching by any part of any word."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from acctdesk.services.catalogue import Format
from acctdesk.services.listing import Condition, ListQuery, Sort
from tests.services.making import Book


def listed(book: Book, *sort: Sort, words: str = "", **more: Any) -> list[str]:
    query = ListQuery("account", words=words, sort=sort, **more)
    return [
        one.title for one in book.desk.records.get_many("account", book.desk.listing.ids(query))
    ]


def test_names_are_sorted_without_case_and_diacritics(book: Book) -> None:
    for name in ("Zebra", "Österberg", "Osram", "Ålesund", "apple", "Łódź", "Lyon", "ostsee"):
        book.account(name)
    order = ["Ålesund", "apple", "Łódź", "Lyon", "Osram", "Österberg", "ostsee", "Zebra"]
    assert listed(book) == order
    assert listed(book, Sort("name")) == order
    assert listed(book, Sort("name", descending=True)) == order[::-1]


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("city", ["aachen", "Åbo", "Zürich"]),
        ("annual_value", [Decimal("-5"), Decimal("9.5"), Decimal("10")]),
        ("size", [2, 10, 100]),
        ("renewal_date", ["2025", "2025-06", "2026-01-31"]),
        ("tier", ["A", "B", "D"]),
        ("phase", ["onboarding", "steady", "ended"]),
        ("rag", ["green", "amber", "red"]),
        ("country", ["AT", "DE", "CH"]),
        ("currency", ["CHF", "EUR", "USD"]),
        ("tags", [["alpha"], ["Beta"], ["gamma"]]),
    ],
)
def test_each_field_sorts_by_what_it_means_and_blanks_come_last(
    book: Book, field: str, values: list[Any]
) -> None:
    """Choices in the order of their list, countries by their names."""
    book.account("blank 1")
    for place in (1, 0, 2):
        book.account(f"no {place}", **{field: values[place]})
    book.account("blank 2")
    blanks = ["blank 1", "blank 2"]
    assert listed(book, Sort(field)) == ["no 0", "no 1", "no 2", *blanks]
    assert listed(book, Sort(field, descending=True)) == ["no 2", "no 1", "no 0", *blanks]


def test_a_reference_sorts_by_the_name_of_its_target(book: Book) -> None:
    zed, ark = book.account("Zed"), book.account("ärk")
    book.account("of Zed", parent_id=zed)
    book.account("of ärk", parent_id=ark)
    assert listed(book, Sort("parent_id")) == ["of ärk", "of Zed", "ärk", "Zed"]


def test_a_custom_field_sorts_too(book: Book) -> None:
    field, _change = book.desk.custom_fields.define("account", "Score", Format.NUMBER)
    for name, value in (("ten", 10), ("nine", 9), ("none", None)):
        book.account(name, **{field: value})
    assert listed(book, Sort(field)) == ["nine", "ten", "none"]
    assert listed(book, Sort(field, descending=True)) == ["ten", "nine", "none"]


def test_the_second_order_decides_between_equals_then_the_name(book: Book) -> None:
    for name, tier, city in (("d", "A", "Ulm"), ("c", "A", "Bonn"), ("b", "B", "Ulm"),
                             ("a", "A", "Ulm")):  # fmt: skip
        book.account(name, tier=tier, city=city)
    assert listed(book, Sort("tier"), Sort("city", descending=True)) == ["a", "d", "c", "b"]


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        (Condition("tier", "is", "A"), ["one"]),
        (Condition("tier", "is_not", "A"), ["three", "two"]),
        (Condition("tier", "in", ("A", "B")), ["one", "two"]),
        (Condition("tier", "in", ()), []),
        (Condition("tier", "empty"), ["three"]),
        (Condition("tier", "not_empty"), ["one", "two"]),
        (Condition("annual_value", "over", Decimal(10)), ["two"]),
        (Condition("annual_value", "under", Decimal("10.5")), ["one"]),
        (Condition("renewal_date", "under", "2026-02"), ["one"]),
        (Condition("tags", "empty"), ["three", "two"]),
    ],
)
def test_conditions(book: Book, condition: Condition, found: list[str]) -> None:
    book.account("one", tier="A", annual_value=10, renewal_date="2026-01-31", tags=["x"])
    book.account("two", tier="B", annual_value=20, renewal_date="2026-02-01")
    book.account("three")
    assert listed(book, conditions=(condition,)) == found


def test_all_conditions_and_all_words_must_hold(book: Book) -> None:
    book.account("Acme North", city="Ulm", tier="A")
    book.account("Acme South", city="Ulm", tier="B")
    assert listed(book, words="ulm acm", conditions=(Condition("tier", "is", "B"),)) == [
        "Acme South"
    ]


def test_an_unknown_condition_is_our_mistake(book: Book) -> None:
    with pytest.raises(ValueError, match="like"):
        listed(book, conditions=(Condition("tier", "like", "A"),))


FIRMS = {
    "Müller & Söhne": {"city": "Köln", "notes": "first line\nsecond wording"},
    "Łódź Straßenbau": {"tags": ["key account", "24x7"]},
    "佐藤電子株式会社": {"city": "横浜市"},
    "บริษัทไทย": {},
    "Ακρόπολις": {},
    "100% Bio_Foods": {"email": "info@bio.example"},
    "O'Brien \"Bob\" Ltd": {"phone": "+353 20 915 0146"},
}  # fmt: skip


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("muller", "Müller & Söhne"), ("MÜLLER", "Müller & Söhne"), ("ülle", "Müller & Söhne"),
        ("sohne koln", "Müller & Söhne"), ("wording first", "Müller & Söhne"),
        ("m", "Müller & Söhne"), ("mü", "Müller & Söhne"), ("&", "Müller & Söhne"),
        ("lodz", "Łódź Straßenbau"), ("strassenbau", "Łódź Straßenbau"), ("4x", "Łódź Straßenbau"),
        ("account", "Łódź Straßenbau"), ("佐", "佐藤電子株式会社"), ("藤電", "佐藤電子株式会社"),
        ("電子株式", "佐藤電子株式会社"), ("横浜", "佐藤電子株式会社"), ("ไทย", "บริษัทไทย"),
        ("ακροπολις", "Ακρόπολις"), ("ΑΚΡΌ", "Ακρόπολις"), ("0%", "100% Bio_Foods"),
        ("o_f", "100% Bio_Foods"), ("bio.example", "100% Bio_Foods"),
        ('"bob"', "O'Brien \"Bob\" Ltd"), ("o'b", "O'Brien \"Bob\" Ltd"),
        ("915 0146", "O'Brien \"Bob\" Ltd"),
    ],
)  # fmt: skip
def test_a_record_is_found_by_any_part_of_its_words(book: Book, words: str, found: str) -> None:
    for name, values in FIRMS.items():
        book.account(name, **values)
    assert found in listed(book, words=words)
    others = {"m", "&", "mü", "o'b", "0%", "o_f", "4x"}
    if words not in others:
        assert listed(book, words=words) == [found]


@pytest.mark.parametrize(
    "words", ["xyz", "x1", "mullermuller", "muller xyz", "%%%", "___", '"" OR']
)
def test_what_is_nowhere_is_not_found(book: Book, words: str) -> None:
    for name, values in FIRMS.items():
        book.account(name, **values)
    assert listed(book, words=words) == []


def test_blank_words_filter_nothing(book: Book) -> None:
    book.account("Acme")
    assert listed(book, words="  ") == ["Acme"]


def test_words_follow_edits_and_undo(book: Book) -> None:
    account = book.account("Acme", city="Bonn")
    book.desk.accounts.edit([account], {"city": "Ulm"})
    assert (listed(book, words="bonn"), listed(book, words="ulm")) == ([], ["Acme"])
    book.desk.history.undo()
    assert (listed(book, words="bonn"), listed(book, words="ulm")) == (["Acme"], [])
    book.desk.accounts.delete([account])
    assert listed(book, words="acme") == []
    assert book.desk.workspace.rebuild_search() == 0
    book.desk.history.undo()
    assert listed(book, words="acme") == ["Acme"]
    assert book.desk.workspace.rebuild_search() == 1
    assert listed(book, words="bonn") == ["Acme"]
    assert book.desk.workspace.check() == []


def test_a_page_is_read_in_the_order_of_the_list(book: Book) -> None:
    for number in range(10):
        book.account(f"Firm {number}")
    ids = book.desk.listing.ids(ListQuery("account", sort=(Sort("name", descending=True),)))
    page = book.desk.listing.page("account", ids[2:5])
    assert [one.title for one in page] == ["Firm 7", "Firm 6", "Firm 5"]


def test_amounts_are_summed_for_each_currency_and_never_added_up(book: Book) -> None:
    for name, value, code in (
        ("Acme", "1000.50", "EUR"), ("Globex", "2000", "EUR"), ("Initech", "700", "CHF"),
        ("Umbrella", "5", None), ("Nobody", None, "EUR"),
    ):  # fmt: skip
        book.account(name, annual_value=None if value is None else Decimal(value), currency=code)
    sums = book.desk.listing.sums(ListQuery("account"), "annual_value")
    assert list(sums.items()) == [
        ("EUR", Decimal("3000.5")), ("CHF", Decimal(700)), ("", Decimal(5)),
    ]  # fmt: skip
    only = ListQuery("account", conditions=(Condition("currency", "is", "CHF"),))
    assert book.desk.listing.sums(only, "annual_value") == {"CHF": Decimal(700)}
