"""Fields that a person defines behave like those that came with the program."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from acctdesk.errors import Invalid, NotFound
from acctdesk.exchange.wording import LABELS, say
from acctdesk.services.catalogue import Audience, Format
from acctdesk.services.listing import Condition, ListQuery, Sort
from acctdesk.ui.entry import in_words
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


# -- choices and audience --------------------------------------------------------------------


@pytest.fixture
def model(book: Book) -> str:
    """A field with three choices, of which two accounts have one."""
    field, _change = book.desk.custom_fields.define(
        "account", "Model", Format.CHOICE, ["Gold", "Silver", "Bronze"]
    )
    for name in ("Acme", "Borealis"):
        book.account(name, **{field: "Gold"})
    return field


def choices(book: Book, field: str) -> list[str]:
    return [one.code for one in book.desk.fields.field("account", field).choices]


def test_choices_are_added_ordered_and_each_step_is_undone(book: Book, model: str) -> None:
    custom = book.desk.custom_fields
    before = book.content()
    custom.add_choice(model, "  Iron  ore ")
    assert choices(book, model) == ["Gold", "Silver", "Bronze", "Iron ore"]
    custom.move_choice(model, "Iron ore", 0)
    assert choices(book, model) == ["Iron ore", "Gold", "Silver", "Bronze"]
    custom.move_choice(model, "Gold", 99)
    assert choices(book, model) == ["Iron ore", "Silver", "Bronze", "Gold"]
    assert custom.move_choice(model, "Gold", 3) is None
    for _step in range(3):
        book.desk.history.undo()
    assert book.content() == before


def test_records_follow_a_choice_that_is_renamed(book: Book, model: str) -> None:
    before = book.content()
    book.desk.custom_fields.rename_choice(model, "Gold", "Premium")
    assert choices(book, model) == ["Premium", "Silver", "Bronze"]
    assert book.desk.custom_fields.used_choices(model) == {"Premium": 2}
    book.desk.history.undo()
    assert book.content() == before
    book.desk.custom_fields.rename_choice(model, "Gold", "GOLD")
    assert book.desk.custom_fields.used_choices(model) == {"GOLD": 2}


def test_a_removed_choice_stays_readable_where_it_is_used(book: Book, model: str) -> None:
    book.desk.custom_fields.remove_choice(model, "Gold")
    assert choices(book, model) == ["Silver", "Bronze"]
    [acme, _borealis] = book.ids("account")
    record = book.desk.records.get("account", acme)
    field = book.desk.fields.field("account", model)
    assert in_words(field, record[model]) == "Gold"
    book.desk.records.edit("account", acme, {"city": "Bonn"})
    assert book.desk.records.get("account", acme)[model] == "Gold"
    with pytest.raises(Invalid):
        book.desk.records.edit("account", acme, {"city": "Bonn", model: "Gold"})
    assert book.desk.custom_fields.used_choices(model) == {"Gold": 2}
    book.desk.custom_fields.add_choice(model, "Gold")
    book.desk.records.edit("account", acme, {model: "Gold"})


@pytest.mark.parametrize("label", ["", "   ", "Silver", "silver ", "SILVER"])
def test_a_choice_that_is_empty_or_there_is_refused(book: Book, model: str, label: str) -> None:
    before = book.content()
    with pytest.raises(Invalid):
        book.desk.custom_fields.add_choice(model, label)
    with pytest.raises(Invalid):
        book.desk.custom_fields.rename_choice(model, "Gold", label)
    with pytest.raises(Invalid):
        book.desk.custom_fields.define("account", "Other", Format.CHOICE, ["Silver", label])
    assert book.content() == before


def test_a_choice_that_is_gone_can_not_be_changed(book: Book, model: str) -> None:
    before = book.content()
    for deed in (
        lambda: book.desk.custom_fields.rename_choice(model, "Tin", "Lead"),
        lambda: book.desk.custom_fields.move_choice(model, "Tin", 0),
        lambda: book.desk.custom_fields.remove_choice(model, "Tin"),
    ):
        with pytest.raises(NotFound):
            deed()
    assert book.content() == before


def test_who_may_see_a_field_is_said_for_new_and_existing_ones(book: Book, model: str) -> None:
    shown, _change = book.desk.custom_fields.define(
        "person", "Badge", Format.CHECK, audience=Audience.CLIENT
    )
    assert book.desk.fields.field("person", shown).audience is Audience.CLIENT
    assert book.desk.fields.field("account", model).audience is Audience.INTERNAL
    book.desk.custom_fields.set_audience(model, Audience.CLIENT)
    assert book.desk.fields.field("account", model).audience is Audience.CLIENT
    book.desk.history.undo()
    assert book.desk.fields.field("account", model).audience is Audience.INTERNAL


def test_each_step_has_a_name_in_words(book: Book, model: str) -> None:
    custom = book.desk.custom_fields
    made = [
        custom.add_choice(model, "Tin"), custom.rename_choice(model, "Tin", "Lead"),
        custom.move_choice(model, "Lead", 0), custom.remove_choice(model, "Lead"),
        custom.set_audience(model, Audience.CLIENT), custom.rename(model, "Class"),
        custom.remove(model),
    ]  # fmt: skip
    said = [say(one.label, book.desk.fields.catalogue) for one in made if one is not None]
    assert said == [
        "Add the choice Tin to Model", "Rename the choice Tin of Model",
        "Order the choices of Model", "Remove the choice Lead of Model",
        "Say who may see the field Model", "Rename the field Class", "Remove the field Class",
    ]  # fmt: skip
    assert {one.label.message for one in made if one is not None} <= {one.message for one in LABELS}


def test_use_is_counted(book: Book, model: str) -> None:
    other, _change = book.desk.custom_fields.define("account", "Unused")
    assert book.desk.custom_fields.used() == {model: 2}
    assert book.desk.custom_fields.used_choices(other) == {}


def test_who_hears_of_a_change_first_reads_the_fields_as_they_are(book: Book, model: str) -> None:
    seen: list[tuple[str, ...]] = []

    def listen(_change: object) -> None:
        [field] = book.desk.custom_fields.defined()
        seen.append(tuple(one.code for one in field.choices))

    book.desk.bus.subscribe(listen)
    book.desk.custom_fields.remove_choice(model, "Silver")
    assert seen == [("Gold", "Bronze")]
    [field] = book.desk.custom_fields.defined()
    assert field == book.desk.fields.field("account", model)
