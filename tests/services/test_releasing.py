"""A client sees names, titles, units and lines: tokens planted everywhere else stay unseen."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import pytest

from acctdesk.clientview import Table, Tree, View
from acctdesk.errors import NotFound
from acctdesk.models.catalogue import Audience, Catalogue, Field, Format
from acctdesk.services.releasing import CONTACT, Gate, released_contacts, released_map
from tests.services.making import Book

SEEN = {"account.name", "person.name", "position.title", "unit.name"}
"""The fields that the map shows."""
TYPED = {Format.TEXT, Format.LONG_TEXT, Format.URL, Format.EMAIL, Format.PHONE}


class Planter:
    """Fills a book with tokens, each of which is there once."""

    def __init__(self, book: Book) -> None:
        self.book, self.desk = book, book.desk
        self.tokens: dict[str, str] = {}
        """Token to what it was planted in."""
        self.fields = {kind.name: kind.fields for kind in self.desk.fields.catalogue.kinds()}

    def token(self, where: str) -> str:
        made = f"canary{len(self.tokens):04d}q"
        self.tokens[made] = where
        return made

    def values(self, kind: str, side: str) -> dict[str, Any]:
        """A value for every field of a kind that a person fills in."""
        found: dict[str, Any] = {}
        for name, field in self.fields[kind].items():
            if field.system or field.computed or field.format is Format.REFERENCE:
                continue
            value = self._value(field, side)
            if value is not None:
                found[name] = value
        return found

    def _value(self, field: Field, side: str) -> Any:
        if field.format in TYPED:
            return self.token(f"{side} {field.key}")
        if field.choices:
            code = field.choices[-1].code
            return (code,) if field.format is Format.TAGS else code
        if field.format is Format.TAGS:
            return (self.token(f"{side} {field.key}"),)
        if field.format is Format.INTEGER:
            return 2
        return {Format.DATE: "2019-05-03"}.get(field.format)


def plant(planter: Planter, side: str) -> tuple[str, str]:
    """An account with two people, a tie, a relationship and a talk; its id and the upper post."""
    desk, values = planter.desk, planter.values
    account, _change = desk.accounts.create(values("account", side))
    unit, _change = desk.records.create("unit", {**values("unit", side), "account_id": account})
    posts, people = [], []
    for _each in range(2):
        person, _change = desk.records.create("person", values("person", side))
        post = {**values("position", side), "account_id": account, "person_id": person,
                "unit_id": unit, "manager_id": posts[0] if posts else None,
                "ended": None, "parked": None}  # fmt: skip
        made, _change = desk.records.create("position", post)
        posts.append(made)
        people.append(person)
    member, _change = desk.records.create("member", values("member", side))
    desk.accounts.assign(account, member, None)
    joined = {"account_id": account, "from_id": posts[0], "to_id": posts[1]}
    desk.records.create("tie", {**values("tie", side), **joined})
    known = {"member_id": member, "person_id": people[0]}
    desk.records.create("relationship", {**values("relationship", side), **known})
    talk = {**values("interaction", side), "day": "2026-03-01", "minutes": 5,
            "next_step_due": None, "next_step_done": None}  # fmt: skip
    desk.interactions.log(account, talk, people, [member])
    return account, posts[0]


@pytest.fixture
def planter(book: Book) -> Planter:
    desk = book.desk
    for kind in ("account", "person"):
        desk.custom_fields.define(kind, f"Own {kind}", Format.TEXT)
    return Planter(book)


def internal(planter: Planter) -> Iterator[str]:
    for token, where in planter.tokens.items():
        side, key = where.split(" ")
        if side == "theirs" or key not in SEEN:
            yield token


def test_what_was_planted_stays_unseen(planter: Planter) -> None:
    account, _top = plant(planter, "ours")
    _other, _post = plant(planter, "theirs")
    view = planter.desk.stakeholders.released(account)
    text = "\n".join(view.texts()) + repr(view)
    planted = {where.split(" ")[1] for where in planter.tokens.values()}
    # Every kind's typed fields were planted, those of a person's own among them.
    assert {"person.notes", "person.goals", "tie.note", "relationship.note", "account.goals",
            "interaction.summary", "member.name"} <= planted  # fmt: skip
    assert {one.key for one in planter.desk.fields.of("person") if one.custom} < planted
    assert sum(where.startswith("ours account.") for where in planter.tokens.values()) > 8
    for token in internal(planter):
        assert token not in text, planter.tokens[token]
    for token, where in planter.tokens.items():
        if where.startswith("ours") and where.split(" ")[1] in SEEN:
            assert token in text, where
    # Nor what is chosen from lists, in codes or in words, nor any id.
    catalogue = planter.desk.fields.catalogue
    for kind, name in (
        ("position", "attitude"), ("position", "buying_roles"), ("position", "status"),
        ("position", "cadence"), ("tie", "type"), ("relationship", "strength"),
        ("relationship", "now"),
    ):  # fmt: skip
        for choice in catalogue.field(kind, name).choices:
            assert choice.code not in text
            assert str(choice.label) not in text
    for ids in planter.book.content().values():
        assert not [one for one in ids if one in text]


def only_tree(view: View) -> Tree:
    [tree] = [part for part in view.parts if isinstance(part, Tree)]
    return tree


def test_lines_are_kept_and_who_is_parked_is_left_out(planter: Planter) -> None:
    account, top = plant(planter, "ours")
    who = planter.desk.stakeholders
    hole, _change = who.posts.add(account, anchor=top, title="Head of security")
    aside, _change = who.posts.add(account, name="Kim Aside", title="Parked title")
    who.park([aside])
    view = who.released(account)
    tree = only_tree(view)
    assert [node.above for node in tree.nodes] == [-1, 0, 0]
    assert ("Head of security",) in [node.lines for node in tree.nodes]
    assert not {"Kim Aside", "Parked title"} & set(view.texts())
    [table] = [part for part in view.parts if isinstance(part, Table)]
    assert len(table.rows) == 3
    assert {row[-1] for row in table.rows} == {"", tree.nodes[0].lines[0]}
    assert hole not in repr(view)
    with pytest.raises(NotFound):
        who.released("f" * 32)


def test_a_field_that_turns_internal_is_gone(planter: Planter) -> None:
    """The audience decides, not a list of names beside it."""
    account, _top = plant(planter, "ours")
    seen = planter.desk.stakeholders.map(account)
    whole = planter.desk.fields.catalogue
    full = set(released_map(seen, Gate(whole)).texts())
    for key in sorted(SEEN):
        kind, name = key.split(".")
        shut = Catalogue(
            dataclasses.replace(
                one,
                fields={
                    **one.fields,
                    name: dataclasses.replace(one.fields[name], audience=Audience.INTERNAL),
                },
            )
            if one.name == kind
            else one
            for one in whole.kinds()
        )
        left = "\n".join(released_map(seen, Gate(shut)).texts())
        tokens = [t for t, where in planter.tokens.items() if where == f"ours {key}"]
        assert any(any(token in text for text in full) for token in tokens), key
        assert not [token for token in tokens if token in left], key


def test_contacts_say_released_fields_alone(planter: Planter) -> None:
    account, _top = plant(planter, "ours")
    desk = planter.desk
    who = desk.stakeholders
    aside, _change = who.posts.add(account, name="Kim Aside")
    who.park([aside])
    who.posts.add(account, title="Head of security")
    seen = who.map(account)
    ids = [card.person for card in seen.cards if card.person]
    # Whatever is handed in: what isn't released stays behind.
    names = (*CONTACT, "notes", "goals")
    people = {
        row[0]: dict(zip(names, row[1:], strict=True))
        for row in desk.extracts.of("person", names).rows(ids)
    }
    whole = desk.fields.catalogue
    view = released_contacts(seen, people, Gate(whole))
    assert len(view.parts) == 2
    text = "\n".join(view.texts())
    shown = SEEN | {f"person.{name}" for name in CONTACT}
    for token, where in planter.tokens.items():
        assert (token in text) == (where.split(" ")[1] in shown), where
    assert "Kim Aside" not in text
    assert "Head of security" not in text
    for name in CONTACT:
        shut = Catalogue(
            dataclasses.replace(
                one,
                fields={
                    **one.fields,
                    name: dataclasses.replace(one.fields[name], audience=Audience.INTERNAL),
                },
            )
            if one.name == "person"
            else one
            for one in whole.kinds()
        )
        left = "\n".join(released_contacts(seen, people, Gate(shut)).texts())
        tokens = [t for t, where in planter.tokens.items() if where == f"ours person.{name}"]
        assert not [token for token in tokens if token in left], name
