"""What is kept of stakeholders: several of a list, numbers within bounds, placeholders."""

from __future__ import annotations

from typing import Any

import pytest

from acctdesk.errors import Invalid
from acctdesk.exchange.grids.cells import text_cell, workbook_cell
from acctdesk.exchange.grids.wording import in_words
from acctdesk.models.catalogue import Audience, Field
from acctdesk.services.filters import Condition, Op, ops_for
from acctdesk.services.filtertext import parse_filter
from acctdesk.services.finding import Find
from acctdesk.services.listing import ListQuery
from acctdesk.services.values import Hints, describe, parse_column, parse_typed
from tests.services.making import Book


@pytest.fixture
def roles(book: Book) -> Field:
    return book.desk.fields.field("position", "buying_roles")


@pytest.fixture
def power(book: Book) -> Field:
    return book.desk.fields.field("position", "power")


def test_a_client_sees_none_of_it(book: Book) -> None:
    seen = {
        one.key
        for kind in ("person", "position", "tie", "relationship")
        for one in book.desk.fields.kind(kind).fields.values()
        if one.audience is Audience.CLIENT
    }
    assert seen & {"position.title", "position.manager_id", "position.unit_id", "person.name"}
    assert not {key for key in seen if key.startswith(("tie.", "relationship."))}
    new = {
        "position.power", "position.interest", "position.attitude", "position.buying_roles",
        "position.status", "position.cadence", "position.place", "position.shift_x",
        "position.shift_y", "position.parked", "person.decision_style", "person.goals",
        "person.personal_wins", "person.contact_preference",
    }  # fmt: skip
    assert not seen & new
    for key in new:
        book.desk.fields.field(*key.split("."))


def test_several_of_a_list_are_read_kept_shown_and_filtered(book: Book, roles: Field) -> None:
    desk = book.desk
    acme = book.account("Acme")
    _jana, post = book.person(acme, "Jana Ode", title="CIO")
    _rui, other = book.person(acme, "Rui Faria")
    read = parse_typed(roles, "Champion; decision maker", Hints(), desk.context.today())
    assert read.value == ("champion", "economic_buyer")
    desk.people.edit_position(post, {"buying_roles": read.value})
    held = desk.records.get("position", post)["buying_roles"]
    assert held == ("champion", "economic_buyer")
    assert workbook_cell(roles)(held) == "Champion, Economic buyer"
    assert text_cell(roles)(held) == "champion, economic_buyer"
    assert in_words(roles, held) == "Champion, Economic buyer"
    assert Op.CONTAINS not in ops_for(roles)
    for condition, found in (
        (Condition("buying_roles", Op.IS, "champion"), {post}),
        (Condition("buying_roles", Op.IN, ("coach", "economic_buyer")), {post}),
        (Condition("buying_roles", Op.IS, "coach"), set()),
        (Condition("buying_roles", Op.EMPTY), {other}),
    ):
        query = ListQuery("position", conditions=(condition,))
        assert set(desk.listing.ids(query)) == found
    fields, today = desk.fields.of("position"), desk.context.today()
    typed = parse_filter('buying_roles = "Economic buyer"', fields, today=today)
    assert typed.parts == (Condition("buying_roles", Op.IS, "economic_buyer"),)


def test_what_is_not_on_the_list_is_refused(book: Book, roles: Field) -> None:
    acme = book.account("Acme")
    _jana, post = book.person(acme, "Jana Ode")
    with pytest.raises(Invalid, match="king") as caught:
        book.desk.people.edit_position(post, {"buying_roles": ("coach", "king")})
    assert caught.value.field == "buying_roles"
    assert "Champion" in caught.value.remedy
    values, remarks = parse_column(roles, ["coach, king", "Coach", None], Hints(), {})
    assert values == [None, ("coach",), None]
    assert [(i, one.problem) for i, one in remarks] == [(0, "choice")]
    # An answer given once for a word of a file stands for it alone.
    answered = Hints(words={"boss": "economic_buyer"})
    assert parse_column(roles, ["Boss"], answered, {})[0] == [("economic_buyer",)]


@pytest.mark.parametrize("value", [-1, 11, 10**9])
def test_power_goes_from_nothing_to_ten(book: Book, power: Field, value: int) -> None:
    acme = book.account("Acme")
    _jana, post = book.person(acme, "Jana Ode")
    with pytest.raises(Invalid, match="from 0 to 10"):
        book.desk.people.edit_position(post, {"power": value})
    for cells in ([value, 4], [str(value), "4"], [float(value), 4.0]):
        values, remarks = parse_column(power, cells, Hints(), {})
        assert values == [None, 4]
        [(at, found)] = remarks
        assert (at, found.problem) == (0, "out_of_range")
        assert "from 0 to 10" in describe(found.problem, power, cells[0])[0]


@pytest.mark.parametrize("value", [0, 10, None])
def test_the_ends_of_the_scale_fit(book: Book, value: Any) -> None:
    acme = book.account("Acme")
    _jana, post = book.person(acme, "Jana Ode")
    book.desk.people.edit_position(post, {"power": value})
    assert book.desk.records.get("position", post)["power"] == value


def placeholder(book: Book, account: str, **values: Any) -> str:
    made, _change = book.desk.records.create(
        "position", {"account_id": account, "status": "unknown", **values}
    )
    return made


def test_a_post_that_nobody_is_known_to_hold_disturbs_nothing(book: Book) -> None:
    desk = book.desk
    acme = book.account("Acme")
    jana, post = book.person(acme, "Jana Ode", title="CIO")
    hole = placeholder(book, acme, title="CISO")
    desk.people.edit_position(post, {"manager_id": hole})
    assert [one.name for one in desk.people.at(acme)] == ["Jana Ode"]
    assert desk.records.get("account", acme)["people"] == 1
    assert desk.duplicates.find("person") == []
    assert [one.name for one in desk.imports.people()] == ["Jana Ode"]
    [group] = desk.finding.search(Find("jana")).groups
    assert [one.id for one in group.hits] == [jana]
    told = [row.title for one in desk.history.of_account(acme)
            for row in desk.history.details(one.id, acme) if row.record == hole]  # fmt: skip
    assert told == ["CISO"]
    before = book.content()
    desk.accounts.delete([acme])
    assert not book.ids("position")
    assert not book.ids("person")
    desk.history.undo()
    assert book.content() == before


def test_filling_a_placeholder_is_told_with_the_name(book: Book) -> None:
    desk = book.desk
    acme = book.account("Acme")
    hole = placeholder(book, acme, title="CISO")
    jana, _post = book.person(acme, "Jana Ode")
    change = desk.records.edit("position", hole, {"person_id": jana})
    assert change is not None
    [row] = desk.history.details(change.id)
    assert [(one.field, one.before, one.after) for one in row.fields] == [
        ("position.person_id", None, "Jana Ode")
    ]
    desk.people.remove(acme, [jana])
    assert not book.ids("position")


def test_what_joins_people_goes_and_comes_with_them(book: Book) -> None:
    desk = book.desk
    acme = book.account("Acme")
    jana, first = book.person(acme, "Jana Ode")
    _rui, second = book.person(acme, "Rui Faria")
    mara, _change = desk.records.create("member", {"name": "Mara"})
    desk.records.create("tie", {"account_id": acme, "from_id": first, "to_id": second,
                                "type": "influence", "strength": 2})  # fmt: skip
    desk.records.create(
        "relationship", {"member_id": mara, "person_id": jana, "strength": "multiple"}
    )
    before = book.content()
    desk.people.remove(acme, [jana])
    assert not book.ids("tie")
    assert not book.ids("relationship")
    desk.history.undo()
    assert book.content() == before
    with pytest.raises(Invalid, match="from 1 to 3"):
        desk.records.edit("tie", book.ids("tie")[0], {"strength": 4})


def test_merging_two_people_never_makes_a_post_report_to_itself(book: Book) -> None:
    desk = book.desk
    acme = book.account("Acme")
    jana, low = book.person(acme, "Jana Ode", title="CIO")
    twin, high = book.person(acme, "J. Ode", title="CIO")
    _rui, between = book.person(acme, "Rui Faria")
    _boss, top = book.person(acme, "Anna Boss")
    desk.people.edit_position(low, {"manager_id": between, "power": 7})
    desk.people.edit_position(between, {"manager_id": high})
    desk.people.edit_position(high, {"manager_id": top, "buying_roles": ("coach",)})
    desk.records.create("tie", {"account_id": acme, "from_id": low, "to_id": high,
                                "type": "dotted"})  # fmt: skip
    before = book.content()
    desk.merging.merge("person", jana, twin)
    posts = book.content()["position"]
    assert {one: posts[one]["manager_id"] for one in posts} == {
        low: top, between: low, top: None,
    }  # fmt: skip
    assert (posts[low]["power"], posts[low]["buying_roles"]) == (7, ("coach",))
    assert not book.ids("tie")
    desk.history.undo()
    assert book.content() == before
