"""Fields that a person defines behave like those that came with the program."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from acctdesk.errors import Invalid
from acctdesk.services.catalogue import Audience, Format
from acctdesk.services.listing import Condition, ListQuery, Sort
from tests.services.making import Book

VALUES: list[tuple[Format, Any, Any]] = [
    (Format.TEXT, " Sailing ", "Sailing"), (Format.LONG_TEXT, "a\nb", "a\nb"),
    (Format.NUMBER, Decimal("1.25"), Decimal("1.25")), (Format.PERCENT, Decimal("0.4"),
    Decimal("0.4")), (Format.MONEY, 0, Decimal(0)), (Format.DATE, "2026-05", "2026-05"),
    (Format.CHECK, True, True), (Format.CHECK, False, False),
    (Format.URL, "https://x.example", "https://x.example"), (Format.CHOICE, "Red", "Red"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "value", "kept"), VALUES, ids=lambda one: str(one)[:12])
def test_a_value_of_each_type_comes_back_and_goes(
    book: Book, form: Format, value: Any, kept: Any
) -> None:
    field, _change = book.desk.custom_fields.define("account", "Extra", form, ["Red", "Blue"])
    account = book.account("Acme", **{field: value})
    assert book.desk.records.get("account", account)[field] == kept
    found = ListQuery("account", conditions=(Condition(field, "is", kept),), sort=(Sort(field),))
    assert book.desk.listing.ids(found) == [account]
    book.desk.records.edit("account", account, {field: None})
    assert book.desk.records.get("account", account)[field] is None
    assert "custom_value" not in book.content()
    book.desk.history.undo()
    assert book.desk.records.get("account", account)[field] == kept


def test_a_new_field_is_internal_and_last_in_the_catalogue(book: Book) -> None:
    first, _change = book.desk.custom_fields.define("account", "First")
    second, _change = book.desk.custom_fields.define("account", "Second", Format.CHECK)
    fields = book.desk.fields.of("account")
    assert [one.name for one in fields[-2:]] == [first, second]
    assert all(one.audience is Audience.INTERNAL and one.custom for one in fields[-2:])
    assert not [one for one in book.desk.fields.of("person") if one.custom]


@pytest.mark.parametrize("label", ["", "  ", "City", " city ", "Hobby", "HOBBY"])
def test_a_name_that_is_empty_or_taken_is_refused(book: Book, label: str) -> None:
    book.desk.custom_fields.define("account", "Hobby")
    other, _change = book.desk.custom_fields.define("account", "Other")
    before = book.content()
    with pytest.raises(Invalid):
        book.desk.custom_fields.define("account", label)
    with pytest.raises(Invalid):
        book.desk.custom_fields.rename(other, label)
    assert book.content() == before


def test_a_field_may_be_renamed_even_to_its_own_name_in_capitals(book: Book) -> None:
    field, _change = book.desk.custom_fields.define("account", "Hobby")
    book.desk.custom_fields.define("person", "Hobbies")
    book.desk.custom_fields.rename(field, " HOBBY ")
    assert str(book.desk.fields.field("account", field).label) == "HOBBY"
    book.desk.custom_fields.rename(field, "Hobbies")
    assert str(book.desk.fields.field("account", field).label) == "Hobbies"


@pytest.mark.parametrize("form", [Format.REFERENCE, Format.TAGS, Format.EMAIL])
def test_a_type_that_is_not_offered_is_refused(book: Book, form: Format) -> None:
    with pytest.raises(Invalid):
        book.desk.custom_fields.define("account", "Extra", form)


def test_a_choice_off_the_list_is_refused(book: Book) -> None:
    field, _change = book.desk.custom_fields.define("account", "Model", Format.CHOICE, ["A", "B"])
    with pytest.raises(Invalid):
        book.account("Acme", **{field: "C"})
    assert "account" not in book.content()


def test_a_field_goes_with_its_values_and_undo_brings_both_back(book: Book) -> None:
    field, _change = book.desk.custom_fields.define("account", "Hobby")
    account = book.account("Acme", **{field: "Sailing"})
    before = book.content()
    book.desk.custom_fields.remove(field)
    assert not [one for one in book.desk.fields.of("account") if one.custom]
    assert set(book.content()) == {"account"}
    book.desk.history.undo()
    assert book.content() == before
    assert book.desk.records.get("account", account)[field] == "Sailing"
    assert str(book.desk.fields.field("account", field).label) == "Hobby"
