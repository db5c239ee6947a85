"""History tells in names what the journal keeps in ids."""

from __future__ import annotations

from decimal import Decimal

import pytest

from acctdesk.compose import Desk
from acctdesk.errors import NotFound, Problem
from acctdesk.services.catalogue import Format
from acctdesk.services.history import FieldChange, HistoryEntry, RowChange
from tests.services.making import Book


def newest(desk: Desk) -> HistoryEntry:
    return desk.history.recent(1)[0]


def told(desk: Desk) -> tuple[RowChange, ...]:
    return desk.history.details(newest(desk).id)


def test_an_edit_is_told_field_by_field_with_names_for_references(book: Book) -> None:
    desk = book.desk
    mother = book.account("Mother")
    account = book.account("Acme", tier="B")
    desk.accounts.edit(
        [account], {"parent_id": mother, "tier": "A", "annual_value": Decimal("1.5")}
    )
    assert newest(desk).label.message == "Edit {fields}"
    assert newest(desk).label.params["fields"] == "Parent account, Tier, Annual value"
    [row] = told(desk)
    assert (row.kind, row.record, row.title, row.op) == ("account", account, "Acme", "update")
    assert {one.field: (one.label, one.before, one.after) for one in row.fields} == {
        "account.parent_id": ("Parent account", None, "Mother"),
        "account.tier": ("Tier", "B", "A"),
        "account.annual_value": ("Annual value", None, Decimal("1.5")),
    }


def test_names_of_what_is_gone_are_still_known(book: Book) -> None:
    desk = book.desk
    mother = book.account("Mother")
    account = book.account("Acme", parent_id=mother)
    book.person(account, "Ann", title="CIO", unit="IT")
    desk.accounts.delete([mother])
    rows = {row.title: row for row in told(desk)}
    assert rows["Mother"].op == "delete"
    [change] = rows["Acme"].fields
    assert (change.before, change.after) == ("Mother", None)
    desk.accounts.delete([account])
    by_kind = {row.kind: row for row in told(desk)}
    assert by_kind["position"].title == "Ann"
    assert {one.label: one.before for one in by_kind["position"].fields} == {
        "Account": "Acme", "Business unit": "IT", "Title": "CIO",
    }  # fmt: skip


def test_a_custom_value_is_told_under_its_fields_name(book: Book) -> None:
    desk = book.desk
    field, _change = desk.custom_fields.define("account", "Hobby")
    account = book.account("Acme", **{field: "Sailing"})
    desk.records.edit("account", account, {field: "Chess"})
    [row] = told(desk)
    assert row.title == "Acme"
    assert row.fields == (FieldChange(field, "Hobby", "Sailing", "Chess", Format.LONG_TEXT),)
    desk.records.edit("account", account, {field: None})
    assert [(one.label, one.before, one.after) for one in told(desk)[0].fields] == [
        ("Hobby", "Chess", None)
    ]


def test_the_history_of_an_account_is_that_of_its_people_and_units_alone(book: Book) -> None:
    desk = book.desk
    account, other = book.account("Acme"), book.account("Other")
    ann, post = book.person(account, "Ann", unit="IT")
    book.person(other, "Bob")
    desk.records.edit("person", ann, {"notes": "kind"})
    desk.people.edit_position(post, {"title": "CIO"})
    desk.accounts.edit([account, other], {"city": "Ulm"})
    messages = [one.label.message for one in desk.history.of_account(account)]
    assert messages == [
        "Edit {fields}", "Edit {fields}", "Edit {fields}", "Add {kind} {name}",
        "Add {kind} {name}",
    ]  # fmt: skip
    both = desk.history.of_account(account)[0]
    assert both.rows == 2
    assert [row.title for row in desk.history.details(both.id, account)] == ["Acme"]


def test_the_history_of_an_account_keeps_who_was_taken_off(book: Book) -> None:
    """What was deleted from an account is what one asks its history for."""
    desk = book.desk
    account = book.account("Acme")
    ann, _post = book.person(account, "Ann", unit="IT")
    member, _change = desk.records.create("member", {"name": "Priya"})
    desk.accounts.assign(account, member, "technical")
    desk.records.delete("person", [ann])
    deletion = newest(desk)
    assert deletion.id in [one.id for one in desk.history.of_account(account)]
    titles = {row.title for row in desk.history.details(deletion.id, account)}
    assert "Ann" in titles


def test_undone_changes_are_marked_and_steps_are_known(desk: Desk) -> None:
    assert desk.history.next_undo() is None
    assert desk.history.next_redo() is None
    account, _change = desk.accounts.create({"name": "Acme"})
    edit = desk.accounts.edit([account], {"city": "Ulm"})
    assert edit is not None
    assert (found := desk.history.next_undo())
    assert found.id == edit.id
    desk.history.undo()
    assert (found := desk.history.next_redo())
    assert found.id == edit.id
    assert [(one.mode, one.undone) for one in desk.history.recent()] == [
        ("undo", False), ("do", True), ("do", False),
    ]  # fmt: skip
    desk.accounts.edit([account], {"city": "Bonn"})
    assert desk.history.next_redo() is None, "something new was done"


def test_with_nothing_to_step_through_it_is_said(desk: Desk) -> None:
    with pytest.raises(Problem, match="nothing to undo"):
        desk.history.undo()
    with pytest.raises(Problem, match="nothing to redo"):
        desk.history.redo()
    with pytest.raises(NotFound):
        desk.history.details("feed")


def test_pages_of_history_follow_one_another(book: Book) -> None:
    for number in range(7):
        book.account(f"Firm {number}")
    first = book.desk.history.recent(4)
    second = book.desk.history.recent(4, before=first[-1].seq)
    assert [one.label.params["name"] for one in (*first, *second)] == [
        f"Firm {number}" for number in reversed(range(7))
    ]


def test_the_history_of_an_account_tells_of_files_and_people_of_its_talks(book: Book) -> None:
    desk = book.desk
    account, other = book.account("Acme"), book.account("Other")
    ann, _post = book.person(account, "Ann")
    bob, _post = book.person(account, "Bob")
    values = {"type": "call", "day": "2026-03-02", "subject": "Price talk"}
    talk, _change = desk.interactions.log(account, values, [ann])
    elsewhere, _change = desk.interactions.log(other, {**values, "subject": "Not theirs"})

    def messages() -> list[str]:
        return [one.label.message for one in desk.history.of_account(account)]

    before = len(messages())
    desk.attachments.add_content("interaction", elsewhere, "theirs.pdf", b"x")
    assert len(messages()) == before
    file, _change = desk.attachments.add_content("interaction", talk, "offer.pdf", b"offer")
    added = newest(desk)
    assert added.id in [one.id for one in desk.history.of_account(account)]
    [row] = desk.history.details(added.id, account)
    assert (row.kind, row.title, row.op) == ("attachment", "offer.pdf", "insert")
    # Who took part and was taken off again is told, and so is a file that was removed.
    desk.interactions.edit(talk, values, [bob])
    swap = newest(desk)
    rows = desk.history.details(swap.id, account)
    assert {(row.kind, row.op) for row in rows} == {
        ("participant", "insert"), ("participant", "delete"),
    }  # fmt: skip
    names = {name for row in rows for one in row.fields for name in (one.before, one.after)}
    assert {"Ann", "Bob"} <= names
    desk.records.delete("attachment", [file])
    removed = newest(desk)
    assert removed.id in [one.id for one in desk.history.of_account(account)]
    assert [row.title for row in desk.history.details(removed.id, account)] == ["offer.pdf"]
    # All of it is still told when the talk itself is gone.
    desk.records.delete("interaction", [talk])
    told_ids = [one.id for one in desk.history.of_account(account)]
    assert {added.id, swap.id, removed.id} <= set(told_ids)
    assert [row.title for row in desk.history.details(added.id, account)] == ["offer.pdf"]
