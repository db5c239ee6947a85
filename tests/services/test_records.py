"""Values are checked before anything is written."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from acctdesk.compose import Desk, open_desk
from acctdesk.errors import Invalid, NotFound, ReadOnly
from acctdesk.exchange.wording import say
from acctdesk.services.catalogue import Format
from acctdesk.services.checks import LONGEST, TOO_LARGE
from tests.services.conftest import DAY
from tests.services.making import Book

BAD: list[tuple[str, Any]] = [
    ("tier", "Z"), ("phase", "Steady"), ("rag", "blue"), ("size", "12"), ("size", 1.5),
    ("size", True), ("annual_value", 1.5), ("annual_value", "1"), ("annual_value", TOO_LARGE),
    ("annual_value", -TOO_LARGE), ("annual_value", Decimal("NaN")),
    ("annual_value", Decimal("Infinity")), ("city", 5), ("tags", "one"),
    ("notes", "x" * (LONGEST + 1)), ("name", ""), ("name", "   "), ("name", None),
    ("no such field", "x"), ("id", "f" * 32), ("parent_id", "f" * 32), ("owner_id", "nobody"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "value"), BAD, ids=lambda one: str(one)[:20])
def test_what_does_not_fit_is_refused_and_changes_nothing(
    book: Book, field: str, value: Any
) -> None:
    account = book.account("Acme", city="Bonn")
    before = book.content()
    with pytest.raises(Invalid) as caught:
        book.desk.records.edit("account", account, {"city": "Ulm", field: value})
    assert caught.value.what
    assert caught.value.field == field
    assert book.content() == before


GOOD: list[tuple[str, Any, Any]] = [
    ("city", "  Köln ", "Köln"), ("city", "   ", None), ("notes", "  kept \n", "  kept \n"),
    ("notes", " \n ", None), ("annual_value", 12, Decimal(12)),
    ("annual_value", Decimal("-0.000001"), Decimal("-0.000001")), ("annual_value", Decimal(0), 0),
    ("tags", ["b", "a", "b"], ("a", "b")), ("tags", [], ()), ("tier", None, None),
    ("name", "=1+1", "=1+1"), ("notes", "x" * LONGEST, "x" * LONGEST),
]  # fmt: skip


@pytest.mark.parametrize(("field", "value", "kept"), GOOD, ids=lambda one: str(one)[:20])
def test_what_fits_is_kept_tidied(book: Book, field: str, value: Any, kept: Any) -> None:
    account = book.account("Acme", tier="A", city="Bonn")
    book.desk.records.edit("account", account, {field: value})
    assert book.desk.records.get("account", account)[field] == kept


def test_a_record_without_what_it_needs_is_not_made(book: Book) -> None:
    with pytest.raises(Invalid) as caught:
        book.desk.records.create("account", {"city": "Bonn"})
    assert caught.value.field == "name"
    assert book.content() == {}


def test_a_missing_record_is_told(book: Book) -> None:
    for attempt in (
        lambda: book.desk.records.get("account", "f" * 32),
        lambda: book.desk.records.edit("account", "f" * 32, {"city": "Ulm"}),
        lambda: book.desk.records.delete("account", ["f" * 32]),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_several_are_edited_in_one_change_or_not_at_all(book: Book) -> None:
    ids = [book.account(name) for name in ("Acme", "Beta", "Gamma")]
    book.desk.records.edit_many("account", ids, {"city": "Ulm"})
    book.desk.history.undo()
    assert all(one["city"] is None for one in book.desk.records.get_many("account", ids))
    before = book.content()
    with pytest.raises(NotFound):
        book.desk.records.edit_many("account", [*ids, "f" * 32], {"city": "Ulm"})
    assert book.content() == before


def test_many_are_read_in_the_order_asked_for(book: Book) -> None:
    ids = [book.account(f"Firm {n}") for n in range(3)]
    asked = [ids[2], "f" * 32, ids[0], ids[1]]
    found = book.desk.records.get_many("account", asked)
    assert [one.id for one in found] == [ids[2], ids[0], ids[1]]


def test_a_reference_comes_with_the_name_of_its_target(book: Book) -> None:
    mother = book.account("Mother")
    daughter = book.account("Daughter", parent_id=mother)
    found = book.desk.records.get("account", daughter)
    assert found["parent_id"] == mother
    assert found.titles["parent_id"] == "Mother"


def test_choices_of_records_are_in_order_of_names(book: Book) -> None:
    for name in ("beta", "Acme", "Öl", "Zeta", "Olaf"):
        book.account(name)
    found = [name for _id, name in book.desk.records.options("account")]
    assert found == ["Acme", "beta", "Öl", "Olaf", "Zeta"]


def test_deleting_empties_what_referred_to_it(book: Book) -> None:
    mother = book.account("Mother")
    daughter = book.account("Daughter", parent_id=mother)
    before = book.content()
    book.desk.records.delete("account", [mother])
    assert book.desk.records.get("account", daughter)["parent_id"] is None
    book.desk.history.undo()
    assert book.content() == before


@pytest.mark.parametrize(
    "kind", ["account", "person", "member", "unit", "position", "custom_field"]
)
def test_any_record_can_be_deleted_and_brought_back(book: Book, kind: str) -> None:
    """What can't be without it goes with it."""
    desk = book.desk
    desk.settings.introduce("Mara Klein")
    field, _change = desk.custom_fields.define("account", "Last QBR", Format.DATE)
    account = book.account("Acme", **{field: "2026-02-01"})
    boss, post = book.person(account, "Ann", unit="IT")
    _helper, below = book.person(account, "Bob", unit="IT")
    desk.records.edit("position", below, {"manager_id": post})
    desk.accounts.assign(account, desk.settings.me.id or "", "director")
    before = book.content()
    [record, *_others] = (
        book.ids(kind)
        if kind not in ("person", "position")
        else [{"person": boss, "position": post}[kind]]
    )
    desk.records.delete(kind, [record])
    assert record not in book.ids(kind)
    assert desk.workspace.check() == []
    owners = {one for rows in book.content().values() for one in rows}
    assert all(
        one["record_id"] in owners for one in book.content().get("custom_value", {}).values()
    )
    desk.history.undo()
    assert book.content() == before


def test_parts_of_parts_go_with_the_whole(book: Book) -> None:
    field, _change = book.desk.custom_fields.define("position", "Influence")
    account = book.account("Acme")
    _person, position = book.person(account, "Ann", unit="IT")
    book.desk.records.edit("position", position, {field: "high"})
    before = book.content()
    book.desk.accounts.delete([account])
    assert set(book.content()) == {"custom_field"}
    book.desk.history.undo()
    assert book.content() == before


def test_a_book_open_for_reading_refuses_commands(book: Book) -> None:
    account = book.account("Acme")
    path = book.desk.path
    with open_desk(path, read_only=True) as reading:
        for attempt in (
            lambda: reading.accounts.create({"name": "Beta"}),
            lambda: reading.accounts.delete([account]),
            lambda: reading.history.undo(),
            lambda: reading.settings.introduce("Mara"),
        ):
            with pytest.raises(ReadOnly):
                attempt()
        assert reading.records.get("account", account)["name"] == "Acme"


def test_ids_and_system_fields_are_nobodys_to_set(desk: Desk) -> None:
    with pytest.raises(Invalid):
        desk.records.create("account", {"id": "f" * 32, "name": "Acme"})


# --- archive ---------------------------------------------------------------------------------


def test_records_are_archived_and_taken_back_as_one_change(book: Book) -> None:
    acme, other = book.account("Acme"), book.account("Other")
    records = book.desk.records
    change = records.archive("account", [acme])
    assert records.get("account", acme)["archived"] == DAY.isoformat()
    assert change is not None
    assert say(change.label, book.desk.fields.catalogue) == "Archive account Acme"
    both = records.archive("account", [acme, other])
    assert both is not None
    assert both.touched["account"] == {other}
    assert say(both.label, book.desk.fields.catalogue) == "Archive 2 accounts"
    back = records.unarchive("account", [acme, other])
    assert [one["archived"] for one in records.get_many("account", [acme, other])] == [None, None]
    assert back is not None
    assert say(back.label, book.desk.fields.catalogue) == "Take 2 accounts back into use"
    book.desk.history.undo()
    assert records.get("account", acme)["archived"] == DAY.isoformat()
    assert records.archive("account", [acme]) is None


def test_only_accounts_and_people_are_archived(book: Book) -> None:
    person, position = book.person(book.account("Acme"), "Ann")
    assert book.desk.records.archive("person", [person]) is not None
    with pytest.raises(Invalid, match="no field"):
        book.desk.records.archive("position", [position])
    with pytest.raises(NotFound):
        book.desk.records.archive("account", ["f" * 32])
    with pytest.raises(NotFound):
        book.desk.records.unarchive("person", [person, "f" * 32])
