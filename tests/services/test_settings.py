"""Settings, and who I am."""

from __future__ import annotations

import pytest

from acctdesk.compose import Desk, open_desk
from acctdesk.errors import Invalid
from tests.services.making import Book


def test_a_setting_is_kept_and_undone_like_anything_else(desk: Desk) -> None:
    assert desk.settings.get("home_country", "none") == "none"
    desk.settings.set("home_country", "DE")
    desk.settings.set("home_country", "NL")
    assert desk.settings.set("home_country", "NL") is None
    assert desk.settings.get("home_country") == "NL"
    desk.history.undo()
    assert desk.settings.get("home_country") == "DE"
    desk.history.undo()
    assert desk.settings.get("home_country", "none") == "none"


def test_the_fiscal_year_starts_in_january_unless_said(desk: Desk) -> None:
    assert desk.settings.fiscal_month == 1
    desk.settings.set("fiscal_month", "4")
    assert desk.settings.fiscal_month == 4


def test_who_i_am_is_the_author_from_then_on(desk: Desk) -> None:
    assert desk.settings.me.id is None
    desk.settings.introduce("  Mara Klein ", " mara@x.example ")
    me = desk.settings.me
    assert me.name == "Mara Klein"
    assert desk.records.get("member", me.id or "")["email"] == "mara@x.example"
    desk.accounts.create({"name": "Acme"})
    assert [one.author for one in desk.history.recent()] == ["Mara Klein", ""]


def test_i_may_be_there_already(book: Book) -> None:
    member, _change = book.desk.records.create("member", {"name": "Mara Klein"})
    book.desk.settings.introduce("Mara Klein")
    assert book.desk.settings.me.id == member
    assert book.ids("member") == [member]
    book.desk.settings.introduce("Somebody Else")
    assert book.desk.settings.me.name == "Somebody Else"
    assert len(book.ids("setting")) == 1


def test_i_have_a_name(desk: Desk) -> None:
    with pytest.raises(Invalid):
        desk.settings.introduce("   ")


def test_another_name_or_none_is_noticed_at_once(desk: Desk) -> None:
    desk.settings.introduce("Mara Klein")
    desk.records.edit("member", desk.settings.me.id or "", {"name": "Mara Meier"})
    assert desk.settings.me.name == "Mara Meier"
    desk.records.delete("member", [desk.settings.me.id or ""])
    assert desk.settings.me.id is None


def test_it_is_known_after_a_restart(desk: Desk) -> None:
    desk.settings.introduce("Mara Klein")
    with open_desk(desk.path, read_only=True) as again:
        assert again.settings.me == desk.settings.me
