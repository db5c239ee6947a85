"""Filters: what SQL finds is what a person would find by reading every record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acctdesk.compose import Desk
from acctdesk.errors import Invalid
from acctdesk.models.catalogue import Format
from acctdesk.services.filters import (
    ME,
    Condition,
    Every,
    Match,
    Op,
    Relative,
    Span,
    Toward,
    fitting,
    moves,
    ops_for,
)
from acctdesk.services.holding import holds
from acctdesk.services.query import ListQuery, Sort
from acctdesk.services.spans import days_of, period
from acctdesk.workspace import Workspace
from tests.services.conftest import DAY
from tests.services.making import Book

DATES = ["2025", "2026", "2026-02", "2026-03", "2026-03-01", "2026-03-04", "2026-03-05", "2026-04",
         "2026-04-30", "2025-12-31", "2026-01-01", "2024-02", "2024-02-29"]  # fmt: skip
WORDS = ["Ulm", "ulm", "Zürich", "zurich", "Köln am Rhein", "100%", "a_b", "O'Neil", 'say "so"',
         "back\\slash", "Straße", "王伟", "é"]  # fmt: skip
TAG_WORDS = ["key", "Key account", "24x7", "ä,b", 'q"t', "schlüssel", "＂"]
FILLS: dict[str, list[Any]] = {
    "city": WORDS,
    "tier": ["A", "B", "C"],
    "country": ["DE", "CH"],
    "annual_value": [Decimal("-3"), Decimal(0), Decimal("10.5"), Decimal(2000)],
    "size": [0, 5, 10, 2000],
    "renewal_date": DATES,
    "tags": [["key"], ["Key account", "24x7"], ["ä,b", 'q"t'], ["＂"]],
    "notes": ["first\nsecond", "third"],
}


class Filled:
    """A workspace with every sort of value, blanks among them."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        book = Book(desk)
        desk.settings.introduce("Ann Keeler")
        self.me = desk.context.author.id
        other, _change = desk.records.create("member", {"name": "Zoë Müller"})
        define = desk.custom_fields.define
        self.score = define("account", "Score", Format.NUMBER)[0]
        self.ready = define("account", "Ready", Format.CHECK)[0]
        self.since = define("account", "Since", Format.DATE)[0]
        self.word = define("account", "Word", Format.TEXT)[0]
        customs: dict[str, list[Any]] = {
            self.score: [Decimal(1), Decimal("2.5")], self.ready: [True, False],
            self.since: DATES, self.word: WORDS,
        }  # fmt: skip
        parents: list[str] = []
        for number in range(26):
            values: dict[str, Any] = {
                name: listed[number % len(listed)]
                for at, (name, listed) in enumerate([*FILLS.items(), *customs.items()])
                if (number + at) % 4
            }
            if number % 3:
                values["owner_id"] = (self.me, other)[number % 2]
            if parents and number % 5 == 0:
                values["parent_id"] = parents[number % len(parents)]
            parents.append(book.account(f"{WORDS[number % len(WORDS)]} {number:02}", **values))
        for number, one in enumerate(parents[:6]):
            book.person(one, f"Person {number}")
            call = {"type": "call", "day": f"2026-0{1 + number % 2}-0{number + 1}", "subject": "s"}
            step = {"next_step": "go", "next_step_due": f"2026-03-0{number + 1}"}
            desk.interactions.log(one, {**call, **(step if number % 2 else {})})
        self.members = [self.me, other, "0" * 32, ME]
        self.parents = parents
        self.fields = {one.name: one for one in desk.fields.of("account")}
        self.records = desk.listing.page("account", desk.listing.ids(ListQuery("account")))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    path: Path = tmp_path_factory.mktemp("filters") / "filled.acctdesk"
    with Desk(Workspace.create(path), today=lambda: DAY) as desk:
        yield Filled(desk)


MOVING = st.one_of(
    st.sampled_from(Span),
    st.builds(Relative, st.integers(0, 40), st.sampled_from(Every), st.sampled_from(Toward)),
)


def value_for(filled: Filled, field: str, op: Op) -> st.SearchStrategy[Any]:
    """Values that fit a condition on a field."""
    described = filled.fields[field]
    one: st.SearchStrategy[Any]
    if described.format is Format.DATE:
        days = st.sampled_from(DATES)
        one = days if op in (Op.IN, Op.NOT_IN) else st.one_of(days, MOVING)
    elif described.format in (Format.NUMBER, Format.MONEY):
        one = st.sampled_from([Decimal("-3"), Decimal(1), Decimal("2.5"), Decimal("10.5"), 2000])
    elif described.format is Format.INTEGER:
        one = st.sampled_from([-1, 0, 5, 10, Decimal("9.5"), 2000])
    elif described.format is Format.CHECK:
        return st.booleans()
    elif described.format is Format.REFERENCE and op in (Op.IS, Op.IS_NOT, Op.IN, Op.NOT_IN):
        ids = filled.members if described.target == "member" else filled.parents[:5]
        one = st.sampled_from(ids)
    elif described.format is Format.CHOICE:
        one = st.sampled_from(["A", "B", "call", "red"])
    elif described.format is Format.COUNTRY:
        one = st.sampled_from(["DE", "CH", "FR"])
    else:
        whole = st.sampled_from(WORDS + TAG_WORDS)
        one = st.one_of(whole, whole.map(lambda text: text[:2]), whole.map(lambda text: text[1:]))
    if op in (Op.IN, Op.NOT_IN):
        return st.lists(st.one_of(one, st.none()), max_size=3).map(tuple)
    return one


CUSTOM = ("score", "ready", "since", "word")
NAMES = (*FILLS, "owner_id", "parent_id", "last_contact", "last_contact_type", "next_step",
         "next_step_due", "people", *CUSTOM)  # fmt: skip


@st.composite
def conditions(draw: st.DrawFn, filled: Filled) -> Condition:
    name = draw(st.sampled_from(NAMES))
    name = getattr(filled, name) if name in CUSTOM else name
    op = draw(st.sampled_from(ops_for(filled.fields[name])))
    blank = op in (Op.EMPTY, Op.NOT_EMPTY)
    return Condition(name, op, None if blank else draw(value_for(filled, name, op)))


@st.composite
def filters(draw: st.DrawFn, filled: Filled, depth: int = 2) -> Match:
    part = conditions(filled)
    parts = st.lists(
        st.one_of(part, filters(filled, depth - 1)) if depth else part, max_size=3
    )  # fmt: skip
    return Match(draw(st.sampled_from(["all", "any", "none"])), tuple(draw(parts)))


@settings(max_examples=250)
@given(data=st.data())
def test_sql_finds_what_reading_every_record_finds(filled: Filled, data: st.DataObject) -> None:
    where = data.draw(filters(filled))
    listing = filled.desk.listing
    here = listing.standpoint()
    found = [one.id for one in filled.records if holds(where, one, filled.fields, here)]
    query = ListQuery("account", where=where)
    assert listing.ids(query) == found
    assert listing.ids_by_statement(query) == found


@settings(max_examples=60)
@given(data=st.data())
def test_looking_at_a_few_finds_the_same(filled: Filled, data: st.DataObject) -> None:
    where = data.draw(filters(filled))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("acctdesk.services.querying.reading.STRIDE", 8)
        patch.setattr("acctdesk.services.querying.reading.FEW", 12)
        filled.desk.listing.forget()
        words = data.draw(st.sampled_from(["", "ul", "ul 1", "\u0301"]))
        query = ListQuery("account", words, where=where)
        head = filled.desk.listing.head(query, limit=3)
    ids = filled.desk.listing.ids(query)
    assert head.ids == (ids if head.complete else ids[:3])
    assert len(head.ids) >= min(3, len(ids))


@settings(max_examples=100)
@given(data=st.data())
def test_a_condition_and_its_opposite_part_the_list(filled: Filled, data: st.DataObject) -> None:
    condition = data.draw(conditions(filled))
    listing = filled.desk.listing
    with_it = listing.ids(ListQuery("account", where=Match("all", (condition,))))
    without = listing.ids(ListQuery("account", where=Match("none", (condition,))))
    assert sorted(with_it + without) == sorted(one.id for one in filled.records)


# -- dates -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("op", "value", "found"),
    [
        (Op.IS, "2026-05", ["2026-05", "2026-05-01", "2026-05-31"]),
        (Op.IS, "2026", ["2026", "2026-05", "2026-05-01", "2026-05-31", "2026-06-01"]),
        (Op.IS, "2026-05-01", ["2026-05-01"]),
        (Op.IS_NOT, "2026-05", ["", "2025", "2026", "2026-06-01", "2027-01"]),
        (Op.UNDER, "2026-05", ["2025"]),
        (Op.UNDER, "2026-06", ["2025", "2026-05", "2026-05-01", "2026-05-31"]),
        (Op.AT_MOST, "2026-05", ["2025", "2026-05", "2026-05-01", "2026-05-31"]),
        (Op.AT_MOST, "2026-05-31", ["2025", "2026-05", "2026-05-01", "2026-05-31"]),
        (Op.AT_MOST, "2026-05-30", ["2025", "2026-05-01"]),
        (Op.AT_MOST, "2026-12-31", ["2025", "2026", "2026-05", "2026-05-01", "2026-05-31",
                                    "2026-06-01"]),
        (Op.OVER, "2026-05", ["2026-06-01", "2027-01"]),
        (Op.OVER, "2026-05-01", ["2026-05-31", "2026-06-01", "2027-01"]),
        (Op.AT_LEAST, "2026-05", ["2026-05", "2026-05-01", "2026-05-31", "2026-06-01", "2027-01"]),
        (Op.AT_LEAST, "2026", ["2026", "2026-05", "2026-05-01", "2026-05-31", "2026-06-01",
                               "2027-01"]),
        (Op.IN, ("2025", None), ["", "2025"]),
        (Op.WITHIN, "2026-05", ["2026-05", "2026-05-01", "2026-05-31"]),
    ],
)  # fmt: skip
def test_a_vague_date_stands_for_all_its_days(
    book: Book, op: Op, value: Any, found: list[str]
) -> None:
    for day in ("", "2025", "2026", "2026-05", "2026-05-01", "2026-05-31", "2026-06-01", "2027-01"):
        book.account(f"on {day}", renewal_date=day or None)
    ids = book.desk.listing.ids(
        ListQuery("account", where=Match("all", (Condition("renewal_date", op, value),)))
    )
    assert [one.title[3:] for one in book.desk.listing.page("account", ids)] == found


@pytest.mark.parametrize(
    ("span", "fiscal", "first", "last"),
    [
        (Span.TODAY, 1, "2026-03-04", "2026-03-04"),
        (Span.YESTERDAY, 1, "2026-03-03", "2026-03-03"),
        (Span.TOMORROW, 1, "2026-03-05", "2026-03-05"),
        (Span.THIS_WEEK, 1, "2026-03-02", "2026-03-08"),
        (Span.LAST_WEEK, 1, "2026-02-23", "2026-03-01"),
        (Span.NEXT_WEEK, 1, "2026-03-09", "2026-03-15"),
        (Span.THIS_MONTH, 1, "2026-03-01", "2026-03-31"),
        (Span.LAST_MONTH, 1, "2026-02-01", "2026-02-28"),
        (Span.NEXT_MONTH, 4, "2026-04-01", "2026-04-30"),
        (Span.THIS_QUARTER, 1, "2026-01-01", "2026-03-31"),
        (Span.THIS_QUARTER, 2, "2026-02-01", "2026-04-30"),
        (Span.LAST_QUARTER, 12, "2025-12-01", "2026-02-28"),
        (Span.NEXT_QUARTER, 4, "2026-04-01", "2026-06-30"),
        (Span.THIS_YEAR, 1, "2026-01-01", "2026-12-31"),
        (Span.THIS_YEAR, 4, "2025-04-01", "2026-03-31"),
        (Span.LAST_YEAR, 3, "2025-03-01", "2026-02-28"),
        (Span.NEXT_YEAR, 10, "2026-10-01", "2027-09-30"),
        (Span.OVERDUE, 1, None, "2026-03-03"),
        (Relative(30), 1, "2026-03-04", "2026-04-03"),
        (Relative(30, Every.DAYS, Toward.LAST), 1, "2026-02-02", "2026-03-04"),
        (Relative(2, Every.WEEKS), 1, "2026-03-04", "2026-03-18"),
        (Relative(1, Every.MONTHS, Toward.LAST), 1, "2026-02-04", "2026-03-04"),
        (Relative(2, Every.QUARTERS), 1, "2026-03-04", "2026-09-04"),
        (Relative(3, Every.YEARS, Toward.LAST), 1, "2023-03-04", "2026-03-04"),
        (Relative(0), 1, "2026-03-04", "2026-03-04"),
    ],
)
def test_what_a_range_means(
    span: Span | Relative, fiscal: int, first: str | None, last: str
) -> None:
    days = days_of(span, DAY, fiscal)
    assert (days.first and days.first.isoformat(), days.last.isoformat()) == (first, last)


@given(st.dates(), MOVING, st.integers(1, 12))
def test_a_range_never_breaks_and_never_runs_backwards(
    today: dt.date, span: Span | Relative, fiscal: int
) -> None:
    if not 3 < today.year < 9996 or isinstance(span, Relative):
        span = Relative(10_000, Every.YEARS)
    days = days_of(span, today, fiscal)
    assert days.first is None or days.first <= days.last


@given(st.dates(), st.integers(1, 12))
def test_quarters_and_years_of_the_fiscal_year_touch(today: dt.date, fiscal: int) -> None:
    if not 2 < today.year < 9997:
        return
    for unit in ("week", "month", "quarter", "year"):
        last, this, after = (
            days_of(Span(f"{which}_{unit}"), today, fiscal) for which in ("last", "this", "next")
        )
        assert this.first is not None
        assert after.first is not None
        assert last.last + dt.timedelta(days=1) == this.first <= today <= this.last
        assert this.last + dt.timedelta(days=1) == after.first
        if unit in ("quarter", "year"):
            assert (this.first.day, (this.first.month - fiscal) % 3) == (1, 0)


def test_the_fiscal_year_comes_from_the_settings(book: Book) -> None:
    book.account("in March", renewal_date="2026-03-20")
    book.account("in April", renewal_date="2026-04-20")
    book.desk.settings.set("fiscal_month", "2")
    where = Match("all", (Condition("renewal_date", Op.WITHIN, Span.THIS_QUARTER),))
    assert len(book.desk.listing.ids(ListQuery("account", where=where))) == 2
    book.desk.settings.set("fiscal_month", "1")
    assert len(book.desk.listing.ids(ListQuery("account", where=where))) == 1


def test_my_accounts_are_mine(book: Book) -> None:
    mine = ListQuery("account", where=Match("all", (Condition("owner_id", Op.IS, ME),)))
    book.account("nobody's")
    assert book.desk.listing.ids(mine) == []
    book.desk.settings.introduce("Ann Keeler")
    account = book.account("mine", owner_id=book.desk.context.author.id)
    assert book.desk.listing.ids(mine) == [account]
    assert moves(mine.where)
    assert not moves(Match("all", (Condition("tier", Op.IS, "A"),)))


# -- what doesn't fit ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "op", "value"),
    [
        ("annual_value", Op.OVER, "much"), ("annual_value", Op.CONTAINS, Decimal(1)),
        ("annual_value", Op.IS, True), ("renewal_date", Op.WITHIN, "soon"),
        ("renewal_date", Op.IS, 5), ("renewal_date", Op.CONTAINS, "2026"), ("tier", Op.OVER, "A"),
        ("city", Op.CONTAINS, 5), ("city", Op.OVER, "A"), ("tags", Op.OVER, "x"),
        ("owner_id", Op.UNDER, "x"),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_is_told(book: Book, field: str, op: Op, value: Any) -> None:
    query = ListQuery("account", where=Match("all", (Condition(field, op, value),)))
    with pytest.raises(Invalid) as told:
        book.desk.listing.ids(query)
    assert told.value.field == field
    assert told.value.remedy


def test_conditions_on_lost_fields_are_left_out() -> None:
    lost, kept = Condition("gone", Op.EMPTY), Condition("tier", Op.EMPTY)
    where = Match("all", (lost, Match("any", (lost,)), Match("none", (kept, lost))))
    assert fitting(where, {"tier"}) == Match("all", (Match("none", (kept,)),))
    assert fitting(Match("all", (lost,)), {"tier"}) is None
    assert period("2024-02").last == dt.date(2024, 2, 29)
    query = ListQuery("account", sort=(Sort("gone"),), group=("gone",), conditions=(lost,))
    assert query.fitting({"tier"}) == ListQuery("account")
