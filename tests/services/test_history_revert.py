"""Taking back a part of a change: one field, or all that it did to one record."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from acctdesk.compose import Desk
from acctdesk.errors import NotFound, Problem
from acctdesk.services.history import ChangedSince
from tests.services.making import Book


def newest(desk: Desk) -> str:
    return desk.history.recent(1)[0].id


def value(desk: Desk, record: str, field: str, kind: str = "account") -> Any:
    return desk.records.get(kind, record)[field]


FIELDS = ("city", "street", "notes")
STEP = st.dictionaries(
    st.sampled_from(FIELDS), st.sampled_from([None, "Ulm", "Bonn", "Köln"]), min_size=1
)


@given(steps=st.lists(STEP, min_size=1, max_size=5), data=st.data())
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_one_field_gets_its_value_back_and_nothing_else_is_touched(
    book: Book, steps: list[dict[str, Any]], data: st.DataObject
) -> None:
    desk = book.desk
    acme, other = book.account("Acme"), book.account("Other", city="Ulm")
    held: dict[str, Any] = dict.fromkeys(FIELDS)
    done = []
    for step in steps:
        change = desk.accounts.edit([acme, other], step)
        before = {name: held[name] for name in step}
        held |= step
        changed = {name: old for name, old in before.items() if old != step[name]}
        if change is not None and changed:
            done.append((change.id, changed, {name: step[name] for name in changed}))
    if not done:
        return
    change_id, olds, news = data.draw(st.sampled_from(done))
    field = data.draw(st.sampled_from(sorted(olds)))
    content = book.content()
    if held[field] == olds[field]:
        with pytest.raises(Problem, match="already"):
            desk.history.revert_field(change_id, "account", acme, field)
        assert book.content() == content
        return
    if held[field] != news[field]:
        with pytest.raises(ChangedSince):
            desk.history.revert_field(change_id, "account", acme, field)
        assert book.content() == content
    desk.history.revert_field(change_id, "account", acme, field, even_if_changed=True)
    after = book.content()
    assert after["account"][acme].pop(field) == olds[field]
    expected = {kind: {one: dict(row) for one, row in rows.items()}
                for kind, rows in content.items()}  # fmt: skip
    del expected["account"][acme][field]
    assert after == expected
    desk.history.undo()
    assert book.content() == content


def test_a_value_of_a_field_of_ones_own_goes_back_and_goes(book: Book) -> None:
    desk = book.desk
    hobby, _change = desk.custom_fields.define("account", "Hobby")
    acme = book.account("Acme", **{hobby: "Sailing"})
    made = newest(desk)
    desk.records.edit("account", acme, {hobby: "Chess"})
    edited = newest(desk)
    with pytest.raises(ChangedSince, match="Chess"):
        desk.history.revert_field(made, "account", acme, hobby)
    desk.history.revert_field(edited, "account", acme, hobby)
    assert value(desk, acme, hobby) == "Sailing"
    desk.history.revert_field(made, "account", acme, hobby)
    assert value(desk, acme, hobby) is None
    desk.history.undo()
    assert value(desk, acme, hobby) == "Sailing"
    desk.records.edit("account", acme, {hobby: None})
    emptied = newest(desk)
    [row] = desk.history.details(emptied)
    desk.history.revert_field(emptied, row.kind, row.record, row.fields[0].field)
    assert value(desk, acme, hobby) == "Sailing"


def test_what_can_not_go_back_alone_is_refused_with_the_reason(book: Book) -> None:
    desk = book.desk
    acme, other = book.account("Acme"), book.account("Other")
    made = newest(desk)
    with pytest.raises(Problem, match="can't go back alone"):
        desk.history.revert_field(made, "account", other, "name")
    with pytest.raises(NotFound, match="did nothing"):
        desk.history.revert_field(made, "account", acme, "city")
    desk.accounts.edit([acme], {"parent_id": other})
    below = newest(desk)
    desk.accounts.edit([acme], {"parent_id": None})
    apart = newest(desk)
    desk.accounts.edit([other], {"parent_id": acme})
    with pytest.raises(Problem, match="above itself"):
        desk.history.revert_field(apart, "account", acme, "parent_id")
    desk.accounts.delete([other])
    with pytest.raises(NotFound, match="is gone"):
        desk.history.revert_field(apart, "account", acme, "parent_id")
    desk.accounts.delete([acme])
    with pytest.raises(NotFound, match="isn't there any more"):
        desk.history.revert_field(below, "account", acme, "parent_id")
    with pytest.raises(Problem, match="was deleted by this change"):
        desk.history.revert_field(newest(desk), "account", acme, "name")


def test_one_record_of_an_import_goes_and_the_others_stay(book: Book) -> None:
    desk = book.desk
    acme = book.account("Acme")
    with desk.context.write("Import {file}", file="people.xlsx") as unit:
        ann = unit.insert("person", {"name": "Ann"})
        unit.insert("position", {"person_id": ann, "account_id": acme})
        bob = unit.insert("person", {"name": "Bob"})
        unit.insert("position", {"person_id": bob, "account_id": acme})
        unit.commit()
    change = newest(desk)
    content = book.content()
    desk.history.revert_row(change, "person", ann)
    assert book.ids("person") == [bob]
    assert book.ids("position", person_id=ann) == []
    desk.history.undo()
    assert book.content() == content
    desk.records.edit("person", ann, {"notes": "kind"})
    with pytest.raises(ChangedSince, match="Internal notes was changed later"):
        desk.history.revert_row(change, "person", ann)
    desk.records.create("relationship", {
        "person_id": bob, "member_id": desk.records.create("member", {"name": "Priya"})[0],
    })  # fmt: skip
    with pytest.raises(ChangedSince, match="added to it later"):
        desk.history.revert_row(change, "person", bob)
    desk.history.revert_row(change, "person", bob, even_if_changed=True)
    assert book.ids("person") == [ann]
    assert [one.title for one in desk.trash.deleted()] == ["Bob"]


def test_one_deleted_record_comes_back_with_what_went_with_it(book: Book) -> None:
    desk = book.desk
    mother = book.account("Mother")
    acme, other = book.account("Acme", parent_id=mother), book.account("Other", parent_id=mother)
    book.person(mother, "Ann", unit="IT")
    content = book.content()
    desk.accounts.delete([mother, other])
    change = newest(desk)
    desk.history.revert_row(change, "account", mother)
    after = book.content()
    gone = content["account"].pop(other)
    assert gone["name"] == "Other"
    assert after == content, "its people, and the references to it, without the other account"
    with pytest.raises(Problem, match="as it was before already"):
        desk.history.revert_row(change, "account", mother)
    position = desk.history.details(change)
    post = next(one for one in position if one.kind == "position")
    desk.accounts.delete([mother])
    with pytest.raises(NotFound, match="belongs to is gone"):
        desk.history.revert_row(change, "position", post.record)
    assert value(desk, acme, "parent_id") is None


def test_what_a_change_did_to_one_record_goes_back_as_a_whole(book: Book) -> None:
    desk = book.desk
    acme, other = book.account("Acme", city="Ulm"), book.account("Other")
    desk.accounts.edit([acme, other], {"city": "Bonn", "tier": "A"})
    change = newest(desk)
    desk.history.revert_row(change, "account", acme)
    assert (value(desk, acme, "city"), value(desk, acme, "tier")) == ("Ulm", None)
    assert (value(desk, other, "city"), value(desk, other, "tier")) == ("Bonn", "A")
    desk.accounts.edit([other], {"city": "Köln"})
    with pytest.raises(ChangedSince, match="City was changed later"):
        desk.history.revert_row(change, "account", other)
    assert value(desk, other, "tier") == "A", "nothing half done"
    desk.history.revert_row(change, "account", other, even_if_changed=True)
    assert (value(desk, other, "city"), value(desk, other, "tier")) == (None, None)
