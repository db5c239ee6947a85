"""Kept orders: after anything that is done, a list is what it would be if nothing were kept."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from acctdesk.compose import Desk, open_desk
from acctdesk.services.catalogue import Format
from acctdesk.services.filters import Condition, Match, Op
from acctdesk.services.listing import Head, Listing
from acctdesk.services.query import ListQuery, Sort
from acctdesk.workspace import Workspace
from tests.services.making import Book

NAMES = st.sampled_from(["Acme", "acme", "Ängström", "Zed", "Beta", "beta 2", "Ω", "王伟", "A"])
FIELDS = ("name", "city", "tier", "annual_value", "renewal_date", "owner_id", "tags", "people")
WORDS = ("", "a", "ac", "acm", "acme", "ulm", "bet 2", "王", "zz", "score word")
_BLANK = Path(tempfile.mkdtemp(prefix="acctdesk-kept-")) / "blank.acctdesk"


def fresh_head(desk: Desk, query: ListQuery) -> Head:
    """The beginning of a list when nothing is kept yet."""
    return Listing(desk.context, desk.records).head(query, limit=5)


class Lists(RuleBasedStateMachine):
    """Edits of all sorts, and after each a list that must be right."""

    def __init__(self) -> None:
        super().__init__()
        if not _BLANK.exists():
            Workspace.create(_BLANK).close()
        self.folder = tempfile.mkdtemp(prefix="acctdesk-kept-")
        path = Path(self.folder) / "book.acctdesk"
        shutil.copy(_BLANK, path)
        self.desk = Desk(Workspace.open(path))
        self.book = Book(self.desk)

    @initialize()
    def begin(self) -> None:
        self.field, _change = self.desk.custom_fields.define("account", "Own", Format.TEXT)
        self.member, _change = self.desk.records.create("member", {"name": "Zoë"})
        self.before = {one.id for one in self.desk.history.recent(100)}
        self.query = ListQuery("account")

    def some(self, data: st.DataObject) -> str | None:
        ids = self.desk.listing.ids(ListQuery("account", archived=True))
        return data.draw(st.sampled_from(ids)) if ids else None

    @rule(name=NAMES, city=st.sampled_from(["Ulm", "ulm", None]), tier=st.sampled_from("AB"))
    def add(self, name: str, city: str | None, tier: str) -> None:
        self.book.account(name, city=city, tier=tier)

    @rule(data=st.data(), name=NAMES, value=st.sampled_from([None, 1, 20]))
    def edit(self, data: st.DataObject, name: str, value: int | None) -> None:
        if one := self.some(data):
            values: dict[str, Any] = {"name": name, "annual_value": value, "owner_id": self.member}
            self.desk.records.edit("account", one, values)

    @rule(data=st.data(), text=st.sampled_from(["score", "word", None]))
    def fill_own(self, data: st.DataObject, text: str | None) -> None:
        if one := self.some(data):
            self.desk.records.edit("account", one, {self.field: text})

    @rule(data=st.data())
    def people(self, data: st.DataObject) -> None:
        if one := self.some(data):
            self.desk.people.add(one, {"name": "Ann"})

    @rule(name=st.sampled_from(["Ann", "Zoë", "Ömer"]))
    def rename_owner(self, name: str) -> None:
        self.desk.records.edit("member", self.member, {"name": name})

    @rule(data=st.data())
    def archive(self, data: st.DataObject) -> None:
        if one := self.some(data):
            self.desk.records.archive("account", [one])

    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        if one := self.some(data):
            self.desk.records.delete("account", [one])

    @rule(count=st.integers(505, 520))
    def add_very_many(self, count: int) -> None:
        if self.desk.records.count("account") < 600:
            with self.desk.context.write("Many") as unit:
                for number in range(count):
                    unit.insert("account", {"name": f"beta {number % 7}"})
                unit.commit()

    @rule()
    def prepare(self) -> None:
        self.desk.listing.prepare("account")

    @rule()
    def undo(self) -> None:
        for change in self.desk.history.recent(100):
            if change.id in self.before:
                return
            if change.mode == "do" and not change.undone:
                self.desk.history.revert(change.id)
                return

    @rule(data=st.data())
    def ask_otherwise(self, data: st.DataObject) -> None:
        fields = st.sampled_from([*FIELDS, self.field])
        self.query = ListQuery(
            "account",
            words=data.draw(st.sampled_from(WORDS)),
            sort=tuple(data.draw(st.lists(st.builds(Sort, fields, st.booleans()), max_size=2))),
            group=tuple(data.draw(st.lists(fields, max_size=1))),
            where=Match("any", (Condition("tier", Op.IS, "A"), Condition("city", Op.IS, "ULM")))
            if data.draw(st.booleans())
            else None,
            archived=data.draw(st.booleans()),
        )

    @invariant()
    def lists_are_as_if_nothing_were_kept(self) -> None:
        if not hasattr(self, "query"):
            return
        kept, fresh = self.desk.listing, Listing(self.desk.context, self.desk.records)
        assert kept.outline(self.query) == fresh.outline(self.query)
        assert kept.summary(self.query, {"people": "sum"}) == fresh.summary(
            self.query, {"people": "sum"}
        )
        for query in (self.query, replace(self.query, words="", where=None)):
            head, ids = fresh_head(self.desk, query), kept.ids(query)
            assert head.ids == (ids if head.complete else ids[: len(head.ids)])
            assert len(head.ids) >= min(5, len(ids))
        if not self.query.group:
            assert kept.ids(self.query) == kept.ids_by_statement(self.query)

    def teardown(self) -> None:
        self.desk.close()
        shutil.rmtree(self.folder)


TestLists = Lists.TestCase
TestLists.settings = settings(max_examples=12, stateful_step_count=14, deadline=None)


def test_a_list_sees_what_another_program_wrote(tmp_path: Path, blank: Path) -> None:
    path = tmp_path / "book.acctdesk"
    shutil.copy(blank, path)
    with open_desk(path) as writer, open_desk(path, read_only=True) as reader:
        query = ListQuery("account", words="a", sort=(Sort("city"),))
        assert reader.listing.ids(query) == []
        first = Book(writer).account("Acme", city="Ulm")
        assert reader.listing.ids(query) == [first]
        second = Book(writer).account("Alto", city="Bonn")
        assert reader.listing.ids(query) == [second, first]


def test_words_typed_on_are_looked_for_among_what_was_found(book: Book) -> None:
    for name in ("Northwind", "Nortel", "North Sea", "Wind", "Sea north"):
        book.account(name)
    for words, found in (
        ("n", 5), ("no", 4), ("nor", 4), ("north", 3), ("north s", 2), ("north se", 2),
        ("north", 3), ("nort", 4), ("wind", 2), ("wind north", 1), ("north wind", 1), ("", 5),
    ):  # fmt: skip
        assert len(book.desk.listing.ids(ListQuery("account", words=words))) == found, words


def test_the_beginning_of_a_list_comes_before_the_whole(book: Book) -> None:
    made = [book.account(f"Firm {number:03}") for number in range(30)]
    listing = book.desk.listing
    head = listing.head(ListQuery("account"), limit=10)
    assert (head.ids, head.complete) == (made[:10], False)
    assert not listing.head(ListQuery("account", words="firm 02"), limit=10).complete
    head = listing.head(ListQuery("account", words="firm 02"), limit=20)
    assert (head.ids, head.complete) == (listing.ids(ListQuery("account", words="firm 02")), True)
    assert made[20:] == head.ids[-10:]
    head = listing.head(ListQuery("account", sort=(Sort("name", True),)), limit=100)
    assert (head.ids, head.complete) == (made[::-1], True)


def test_the_beginning_is_in_order_also_when_every_record_is_looked_at(book: Book) -> None:
    for name, tier in (("acme", "A"), ("zed a", "A"), ("acme 2", "B")):
        book.account(name, tier=tier)
    query = ListQuery("account", words="a", sort=(Sort("tier", True),))
    assert fresh_head(book.desk, query).ids == book.desk.listing.ids(query)


def test_figures_made_anew_are_seen_when_one_says_so(book: Book) -> None:
    account = book.account("Acme")
    query = ListQuery("account", sort=(Sort("people"),))
    assert book.desk.listing.ids(query) == [account]
    book.desk.listing.forget()
    assert book.desk.listing.ids(query) == [account]


@pytest.mark.parametrize("kind", ["member", "unit", "position", "interaction", "custom_field"])
def test_every_kind_can_be_listed(book: Book, kind: str) -> None:
    account = book.account("Acme")
    book.person(account, "Ann", title="CIO")
    book.desk.records.create("unit", {"name": "IT", "account_id": account})
    ids = book.desk.listing.ids(ListQuery(kind))
    assert ids == book.desk.listing.ids_by_statement(ListQuery(kind))


def test_what_is_not_searched_is_filtered_all_the_same(book: Book) -> None:
    field, _change = book.desk.custom_fields.define("account", "Score", Format.TEXT)
    where = Match("all", (Condition("label", Op.CONTAINS, "scor"),))
    assert book.desk.listing.ids(ListQuery("custom_field", where=where)) == [field]


def test_a_record_that_went_and_came_back_lies_elsewhere(desk: Desk, book: Book) -> None:
    """Between two readings, so that no list has seen it gone."""
    cities = (("A", "x", "C"), ("B", "y", "A"), ("C", "w", "B"))
    made = [book.account(name, city=city, tier=tier) for name, city, tier in cities]
    assert desk.listing.ids(ListQuery("account", sort=(Sort("city"),))) == [
        made[2], made[0], made[1],
    ]  # fmt: skip
    desk.records.delete("account", [made[0]])
    desk.history.undo()
    assert desk.listing.ids(ListQuery("account", sort=(Sort("tier"),))) == [
        made[1], made[2], made[0],
    ]  # fmt: skip
