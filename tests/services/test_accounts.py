"""Accounts: groups without circles, deletion with all that belongs to it, the team."""

from __future__ import annotations

import pytest

from acctdesk.errors import Invalid
from acctdesk.services.catalogue import Format
from tests.services.making import Book


def test_a_new_account_is_mine_unless_it_is_said_whose(book: Book) -> None:
    assert book.desk.records.get("account", book.account("Early"))["owner_id"] is None
    book.desk.settings.introduce("Mara Klein")
    me = book.desk.settings.me.id
    other, _change = book.desk.records.create("member", {"name": "Tomás"})
    assert book.desk.records.get("account", book.account("Mine"))["owner_id"] == me
    theirs = book.account("Theirs", owner_id=other)
    assert book.desk.records.get("account", theirs)["owner_id"] == other


@pytest.mark.parametrize("above", [0, 1, 2])
def test_an_account_cannot_stand_above_itself(book: Book, above: int) -> None:
    chain = [book.account("Top")]
    for name in ("Middle", "Bottom"):
        chain.append(book.account(name, parent_id=chain[-1]))
    before = book.content()
    with pytest.raises(Invalid) as caught:
        book.desk.accounts.edit([chain[0]], {"parent_id": chain[above]})
    assert caught.value.field == "parent_id"
    assert book.content() == before
    assert book.desk.accounts.ancestors(chain[2]) == [chain[1], chain[0]]
    assert book.desk.accounts.children(chain[0]) == [(chain[1], "Middle")]


def test_a_circle_is_refused_for_each_of_several(book: Book) -> None:
    top, other = book.account("Top"), book.account("Other")
    bottom = book.account("Bottom", parent_id=top)
    with pytest.raises(Invalid):
        book.desk.accounts.edit([other, top], {"parent_id": bottom})
    book.desk.accounts.edit([other], {"parent_id": bottom})
    assert book.desk.accounts.ancestors(other) == [bottom, top]


def test_ancestors_end_even_in_a_circle(book: Book) -> None:
    """One that came in by another way, as from two merged workspaces."""
    a = book.account("A")
    b = book.account("B", parent_id=a)
    with book.desk.context.write("Bend") as unit:
        unit.update("account", a, {"parent_id": b})
        unit.commit()
    assert set(book.desk.accounts.ancestors(a)) <= {a, b}


def test_deleting_takes_all_that_belongs_to_it_and_undo_brings_it_back(book: Book) -> None:
    desk = book.desk
    desk.settings.introduce("Mara Klein")
    field, _change = desk.custom_fields.define("account", "Last QBR", Format.DATE)
    person_field, _change = desk.custom_fields.define("person", "Hobby")
    account = book.account("Müller", **{field: "2026-02-01"})
    daughter = book.account("Daughter", parent_id=account)
    elsewhere = book.account("Elsewhere")
    ann, ann_post = book.person(account, "Ann", title="CIO", unit="IT")
    bob, bob_post = book.person(account, "Bob", unit="IT")
    desk.records.edit("person", ann, {person_field: "Sailing"})
    desk.records.edit("position", bob_post, {"manager_id": ann_post, "ended": "2026"})
    moved, _change = desk.records.create(
        "position", {"person_id": bob, "account_id": elsewhere, "title": "Head of IT"}
    )
    desk.accounts.assign(account, desk.settings.me.id or "", "delivery")
    with desk.context.write("Number") as unit:
        unit.insert(
            "external_id",
            {"of_kind": "account", "record_id": account, "source": "CRM", "value": "C-1"},
        )
        unit.commit()
    before = book.content()

    desk.accounts.delete([account])
    after = book.content()
    assert set(after["account"]) == {daughter, elsewhere}
    assert after["account"][daughter]["parent_id"] is None
    assert set(after["person"]) == {bob}, "who has a post elsewhere stays"
    assert set(after["position"]) == {moved}
    for kind in ("unit", "assignment", "custom_value", "external_id"):
        assert kind not in after
    assert desk.workspace.check() == []

    assert desk.history.undo().kept == ()
    assert book.content() == before
    desk.history.redo()
    assert book.content() == after


def test_several_are_deleted_at_once_with_whom_they_share(book: Book) -> None:
    first, second, third = (book.account(name) for name in ("First", "Second", "Third"))
    book.desk.accounts.edit([second], {"parent_id": first})
    shared, post = book.person(first, "Shared")
    book.desk.records.create(
        "position", {"person_id": shared, "account_id": second, "manager_id": post}
    )
    _other, below = book.person(third, "Other")
    book.desk.records.edit("position", below, {"manager_id": post})
    before = book.content()
    book.desk.accounts.delete([first, second])
    after = book.content()
    assert set(after["account"]) == {third}
    assert set(after["position"]) == {below}
    assert after["position"][below]["manager_id"] is None
    assert shared not in after["person"]
    book.desk.history.undo()
    assert book.content() == before


def test_one_of_us_is_on_a_team_once(book: Book) -> None:
    account = book.account("Acme")
    member, _change = book.desk.records.create("member", {"name": "Priya", "role": "technical"})
    book.desk.accounts.assign(account, member, None)
    assert [(one.name, one.role) for one in book.desk.people.team(account)] == [
        ("Priya", "technical")
    ]
    book.desk.accounts.assign(account, member, "delivery")
    assert [one.role for one in book.desk.people.team(account)] == ["delivery"]
    with pytest.raises(Invalid):
        book.desk.accounts.assign(account, member, "wizard")
