"""Two records become one, and are parted again by one undo."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from acctdesk.compose import Desk
from acctdesk.errors import Invalid, NotFound
from acctdesk.exchange.roster.directory import Accounts, Keys
from acctdesk.services.merging import Merging
from tests.services.making import Book


@pytest.fixture
def merging(desk: Desk) -> Merging:
    return Merging(desk.context, desk.records)


def test_differences_are_proposed_so_that_nothing_is_lost(book: Book, merging: Merging) -> None:
    left = book.account("Acme", city="Bonn", tags=("it",), notes="Old friends.")
    right = book.account("Acme GmbH", tier="A", tags=("IT", "key"), notes="Pays late.")
    found = merging.compare("account", left, right)
    proposed = {one.field.name: one.proposed for one in found.differences}
    assert proposed == {
        "name": "first", "tier": "second", "city": "first", "tags": "both", "notes": "both",
    }  # fmt: skip
    merging.merge("account", left, right)
    merged = book.desk.records.get("account", left)
    assert (merged["name"], merged["tier"], merged["city"]) == ("Acme", "A", "Bonn")
    assert merged["tags"] == ("it", "key")
    assert merged["notes"] == "Old friends.\n\nPays late."


def test_what_is_chosen_is_kept(book: Book, merging: Merging) -> None:
    left, right = book.account("Acme", city="Bonn"), book.account("ACME AG", city="Köln")
    merging.merge("account", left, right, {"name": "second", "city": "second"})
    merged = book.desk.records.get("account", left)
    assert (merged["name"], merged["city"]) == ("ACME AG", "Köln")


def test_what_belongs_to_the_lost_account_moves(book: Book, merging: Merging) -> None:
    left, right = book.account("Acme"), book.account("Acme GmbH")
    child = book.account("Acme Sub", parent_id=right)
    _person, position = book.person(right, "Bob", title="CIO", unit="IT")
    [unit] = book.ids("unit", account_id=right)
    merging.merge("account", left, right)
    records = book.desk.records
    assert records.get("account", child)["parent_id"] == left
    assert records.get("position", position)["account_id"] == left
    assert records.get("unit", unit)["account_id"] == left
    [alias] = book.ids("alias", record_id=left)
    assert records.get("alias", alias)["alias"] == right
    with pytest.raises(NotFound):
        records.get("account", right)


def test_units_and_colleagues_that_both_have_are_there_once(book: Book, merging: Merging) -> None:
    left, right = book.account("Acme"), book.account("Acme GmbH")
    _bob, bobs = book.person(left, "Bob", unit="IT")
    _eva, evas = book.person(right, "Eva", unit="it")
    book.desk.accounts.assign_new(left, "Ann")
    [ann] = book.ids("member")
    book.desk.accounts.assign(right, ann, "director")
    merging.merge("account", left, right)
    [unit] = book.ids("unit")
    records = book.desk.records
    assert records.get("position", bobs)["unit_id"] == unit
    assert records.get("position", evas)["unit_id"] == unit
    [assignment] = book.ids("assignment")
    assert records.get("assignment", assignment)["role"] == "director"


def test_a_merge_never_makes_an_account_its_own_ancestor(book: Book, merging: Merging) -> None:
    top = book.account("Top")
    lost = book.account("Acme Holding", parent_id=top)
    between = book.account("Between", parent_id=lost)
    kept = book.account("Acme", parent_id=between)
    merging.merge("account", kept, lost)
    assert book.desk.records.get("account", kept)["parent_id"] == top
    assert book.desk.records.get("account", between)["parent_id"] == kept
    book.desk.history.undo()
    merging.merge("account", lost, kept, {"parent_id": "second"})
    assert book.desk.records.get("account", lost)["parent_id"] == top


def test_people_merge_with_their_posts(book: Book, merging: Merging) -> None:
    acme, other = book.account("Acme"), book.account("Other")
    kept, mine = book.person(acme, "Bob Levy", title="CIO")
    lost, twin = book.person(acme, "Levy, Bob", title="CIO")
    _report, reports = book.person(acme, "Eva")
    book.desk.people.edit_position(reports, {"manager_id": twin})
    book.desk.records.create("position", {"person_id": lost, "account_id": other, "title": "Board"})
    merging.merge("person", kept, lost)
    assert book.desk.records.get("position", reports)["manager_id"] == mine
    assert len(book.ids("position", person_id=kept)) == 2
    assert book.ids("position", person_id=lost) == []


def test_aliases_are_handed_on(book: Book, merging: Merging) -> None:
    first, second, third = (book.account(name) for name in ("A", "B", "C"))
    merging.merge("account", second, third)
    merging.merge("account", first, second)
    aliases = [book.desk.records.get("alias", one) for one in book.ids("alias", record_id=first)]
    assert {one["alias"] for one in aliases} == {second, third}


def test_one_record_is_not_merged_with_itself(book: Book, merging: Merging) -> None:
    account = book.account("Acme")
    with pytest.raises(Invalid):
        merging.merge("account", account, account)


NAMES = st.sampled_from(["Acme", "Acme GmbH", "Globex", "Initech"])
SIDES = st.fixed_dictionaries(
    {
        "name": NAMES,
        "city": st.sampled_from([None, "Bonn", "Köln"]),
        "tags": st.sampled_from([(), ("a",), ("A", "b")]),
        "notes": st.sampled_from([None, "x", "y"]),
    }
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    sides=st.lists(SIDES, min_size=2, max_size=4),
    parents=st.lists(st.integers(0, 3), min_size=4, max_size=4),
    people=st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["IT", "Ops"])), max_size=5),
    chosen=st.dictionaries(
        st.sampled_from(["name", "city", "tags", "notes", "parent_id"]),
        st.sampled_from(["first", "second", "both"]),
    ),
)
def test_undo_parts_what_was_merged(
    desk: Desk,
    sides: list[dict[str, object]],
    parents: list[int],
    people: list[tuple[int, str]],
    chosen: dict[str, str],
) -> None:
    book, merging = Book(desk), Merging(desk.context, desk.records)
    made: list[str] = []
    for i, side in enumerate(sides):
        above = made[parents[i] % i] if i else None
        made.append(book.account(**side, parent_id=above))  # type: ignore[arg-type]
    for at, unit in people:
        book.person(made[at % len(made)], "Bob", unit=unit, title="CIO")
    before = book.content()
    merging.merge("account", made[0], made[-1], chosen)
    for account in book.ids("account"):
        assert account not in desk.accounts.ancestors(account)
    desk.history.undo()
    assert book.content() == before


def test_a_later_import_finds_the_survivor_by_the_former_id(book: Book, merging: Merging) -> None:
    kept, lost = book.account("Acme"), book.account("ACME AG")
    merging.merge("account", kept, lost)
    directory = Accounts()
    directory.load(book.desk.imports.accounts())
    found = directory.find(Keys(own=lost, name="ACME AG", key="acme ag"))
    assert directory.ids[found.ref] == kept
