"""Tags over many records: what is there, and one change for all of them."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from acctdesk.compose import Desk
from tests.services.making import Book


def test_the_most_used_come_first(desk: Desk, book: Book) -> None:
    for name, tags in (("A", ("key", "north")), ("B", ("key",)), ("C", ())):
        book.account(name, tags=tags)
    assert desk.tags.known("account") == ["key", "north"]


def test_one_change_leaves_other_tags_alone(desk: Desk, book: Book) -> None:
    ids = [book.account(f"C{at}", tags=(f"own{at}", "old")) for at in range(3)]
    before = book.content()
    change = desk.tags.change("account", ids, add=["New"], remove=["OLD"])
    assert change is not None
    tags = [desk.records.get("account", one)["tags"] for one in ids]
    assert tags == [("New", "own0"), ("New", "own1"), ("New", "own2")]
    assert desk.tags.change("account", ids, add=["new"]) is None
    desk.history.undo()
    assert book.content() == before


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    held=st.lists(st.sampled_from("abcd"), unique=True),
    add=st.sets(st.sampled_from("abce")),
    remove=st.sets(st.sampled_from("bdf")),
)
def test_it_does_what_sets_do(
    desk: Desk, book: Book, held: list[str], add: set[str], remove: set[str]
) -> None:
    account = book.account("A", tags=tuple(held))
    desk.tags.change("account", [account], add=add, remove=remove)
    assert set(desk.records.get("account", account)["tags"] or ()) == (set(held) - remove) | add
