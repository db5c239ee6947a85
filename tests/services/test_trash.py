"""What was deleted is found in the trash, and comes back whole."""

from __future__ import annotations

import pytest

from acctdesk.compose import Desk
from acctdesk.errors import NotFound
from acctdesk.services.trash import Trash
from tests.services.making import Book


@pytest.fixture
def trash(desk: Desk) -> Trash:
    return Trash(desk.context)


def test_one_of_several_deleted_together_comes_back_whole(book: Book, trash: Trash) -> None:
    acme, other = book.account("Acme", city="Bonn"), book.account("Other")
    child = book.account("Acme Sub", parent_id=acme)
    book.person(acme, "Bob", unit="IT")
    book.person(other, "Eva")
    before = book.content()
    book.desk.accounts.delete([acme, other])
    assert {one.title for one in trash.deleted()} == {"Acme", "Other", "Bob", "Eva", "IT"}
    done = trash.restore([acme])
    assert done.missing == ()
    after = book.content()
    for kind in ("account", "person", "position", "unit"):
        kept = {one: row for one, row in before[kind].items() if one in after[kind]}
        assert after[kind] == kept
    assert set(after["account"]) == {acme, child}
    assert {row["name"] for row in after["person"].values()} == {"Bob"}
    assert {one.title for one in trash.deleted()} == {"Other", "Eva"}
    trash.restore([other])
    assert book.content() == before
    assert trash.deleted() == []


def test_bringing_back_is_undone_like_everything(book: Book, trash: Trash) -> None:
    acme = book.account("Acme")
    book.desk.accounts.delete([acme])
    gone = book.content()
    trash.restore([acme])
    book.desk.history.undo()
    assert book.content() == gone
    # Taken away by an undo, it is still in the trash that a person filled.
    assert [one.title for one in trash.deleted()] == ["Acme"]


def test_an_undone_creation_is_no_rubbish(book: Book, trash: Trash) -> None:
    book.account("Slip of the pen")
    book.desk.history.undo()
    assert trash.deleted() == []


def test_it_is_searched_as_everything(book: Book, trash: Trash) -> None:
    book.desk.accounts.delete([book.account("Müller Söhne"), book.account("Acme")])
    assert [one.title for one in trash.deleted("muller")] == ["Müller Söhne"]
    assert trash.deleted("nobody") == []


def test_a_person_whose_account_is_gone_comes_back_without_the_post(
    book: Book, trash: Trash
) -> None:
    acme, other = book.account("Acme"), book.account("Other")
    bob, _post = book.person(acme, "Bob")
    book.desk.records.create("position", {"person_id": bob, "account_id": other})
    book.desk.records.delete("person", [bob])
    book.desk.accounts.delete([acme])
    trash.restore([bob])
    posts = [book.desk.records.get("position", one) for one in book.ids("position")]
    assert [one["account_id"] for one in posts] == [other]


def test_who_and_when_is_told(book: Book, trash: Trash) -> None:
    book.desk.settings.introduce("Ann Kelly", "ann@example.com")
    book.desk.accounts.delete([book.account("Acme")])
    [one] = trash.deleted()
    assert (one.kind, one.author, one.merged) == ("account", "Ann Kelly", False)


def test_what_is_not_in_the_trash_is_refused(book: Book, trash: Trash) -> None:
    with pytest.raises(NotFound):
        trash.restore([book.account("Acme")])
