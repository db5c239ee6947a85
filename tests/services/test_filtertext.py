"""The filter language: what is typed, what it means, and what is told when it means nothing."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acctdesk.services.catalogue import Format
from acctdesk.services.filters import (
    ME,
    Condition,
    Every,
    FilterProblem,
    Match,
    Op,
    Relative,
    Span,
    Toward,
)
from acctdesk.services.filtertext import parse_filter, parse_sort
from acctdesk.services.query import ListQuery, Sort
from tests.services.conftest import DAY
from tests.services.making import Book


def one(field: str, op: Op, value: Any = None) -> Match:
    return Match("all", (Condition(field, op, value),))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("tier = A", one("tier", Op.IS, "A")),
        ("TIER is a", one("tier", Op.IS, "A")),
        ("tier != B", one("tier", Op.IS_NOT, "B")),
        ("tier is not B", one("tier", Op.IS_NOT, "B")),
        ("tier in (A, b)", one("tier", Op.IN, ("A", "B"))),
        ("tier is one of A, B", one("tier", Op.IN, ("A", "B"))),
        ("tier not in (A)", one("tier", Op.NOT_IN, ("A",))),
        ("tier is none of A,C", one("tier", Op.NOT_IN, ("A", "C"))),
        ("tier is empty", one("tier", Op.EMPTY)),
        ("tier is not empty", one("tier", Op.NOT_EMPTY)),
        ("city = New York", one("city", Op.IS, "New York")),
        ('city = "New York and more"', one("city", Op.IS, "New York and more")),
        ("city = “Ulm, (Donau)”", one("city", Op.IS, "Ulm, (Donau)")),
        ('city = "say \\"so\\""', one("city", Op.IS, 'say "so"')),
        ("city ~ ulm", one("city", Op.CONTAINS, "ulm")),
        ("name contains O'Neil", one("name", Op.CONTAINS, "O'Neil")),
        ("name doesn't contain x", one("name", Op.NOT_CONTAINS, "x")),
        ("name starts with St. G", one("name", Op.STARTS, "St. G")),
        ("annual value > 1000", one("annual_value", Op.OVER, Decimal(1000))),
        ('annual_value at least "1,200.50"', one("annual_value", Op.AT_LEAST, Decimal("1200.5"))),
        ("Employees is less than 10", one("size", Op.UNDER, 10)),
        ("country = Germany", one("country", Op.IS, "DE")),
        ("country = de", one("country", Op.IS, "DE")),
        ("renewal date within next 90 days",
         one("renewal_date", Op.WITHIN, Relative(90, Every.DAYS, Toward.NEXT))),
        ("renewal-date is within the last 1 month",
         one("renewal_date", Op.WITHIN, Relative(1, Every.MONTHS, Toward.LAST))),
        ("renewal date is overdue", one("renewal_date", Op.WITHIN, Span.OVERDUE)),
        ("renewal date is not this quarter",
         Match("none", (Condition("renewal_date", Op.WITHIN, Span.THIS_QUARTER),))),
        ("renewal date before 2026-05", one("renewal_date", Op.UNDER, "2026-05")),
        ("renewal date is after tomorrow", one("renewal_date", Op.OVER, Span.TOMORROW)),
        ("renewal date on or before 3 May 2026", one("renewal_date", Op.AT_MOST, "2026-05-03")),
        ("renewal date = +30", one("renewal_date", Op.IS, "2026-04-03")),
        ("owner = me", one("owner_id", Op.IS, ME)),
        ("owner is Ann", one("owner_id", Op.IS, "id of Ann")),
        ("owner in (me, Twin)", one("owner_id", Op.IN, (ME, "twin 1", "twin 2"))),
        ("owner != Twin", one("owner_id", Op.NOT_IN, ("twin 1", "twin 2"))),
        ("parent account contains zed", one("parent_id", Op.CONTAINS, "zed")),
        ("tags = key account", one("tags", Op.IS, "key account")),
        ("last contact is empty", one("last_contact", Op.EMPTY)),
        ("Ready", one("ready", Op.IS, True)),
        ("ready = no", one("ready", Op.IS, False)),
        ("My score >= 3", one("score", Op.AT_LEAST, Decimal(3))),
        ('"My score" < 3', one("score", Op.UNDER, Decimal(3))),
        ("", Match()),
    ],
)  # fmt: skip
def test_what_a_condition_means(book: Book, text: str, found: Match) -> None:
    assert parse_filter(text, fields(book), today=DAY, resolve=resolve) == found


def fields(book: Book) -> list[Any]:
    from dataclasses import replace

    extra = book.desk.fields.of("account")
    own = [
        replace(extra[0], name=name, label=label, format=form, custom=True)
        for name, label, form in (
            ("score", "My score", Format.NUMBER),
            ("ready", "Ready", Format.CHECK),
        )
    ]
    return [*extra, *own]


def resolve(_field: Any, name: str) -> list[str]:
    return {"Ann": ["id of Ann"], "Twin": ["twin 1", "twin 2"]}.get(name, [])


def test_and_binds_before_or_and_brackets_before_both(book: Book) -> None:
    a, b, c = (Condition("tier", Op.IS, code) for code in "ABC")

    def read(text: str) -> Match:
        return parse_filter(text, fields(book), today=DAY)

    assert read("tier = A and tier = B or tier = C") == Match("any", (Match("all", (a, b)), c))
    assert read("tier = A and (tier = B or tier = C)") == Match("all", (a, Match("any", (b, c))))
    assert read("not tier = A and tier = B") == Match("all", (Match("none", (a,)), b))
    assert read("NOT (tier = A OR tier = B)") == Match("none", (Match("any", (a, b)),))
    assert read("((tier = A))") == Match("all", (a,))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("teir = A", ("character 1", "teir", "Tier")),
        ("tier = E", ("character 8", "“E”", "A, B, C, D")),
        ("tier = A and", ("character 13", "ends")),
        ("(tier = A", ("character 1", "bracket")),
        ("tier = A)", ("character 9", "unexpected")),
        ("tier", ("character 5", "comparison", "=")),
        ("tier >", ("character 6", "compared")),
        ("tier =", ("character 7", "value")),
        ("annual value > much", ("character 16", "much", "number")),
        ("renewal date within soon", ("character 21", "soon", "2026-05-03")),
        ("owner = Nobody", ("character 9", "Nobody", "contains")),
        ('city = "open', ("character 8", "quotes")),
        ("tier in (A", ("character 9", "bracket")),
        ("tier = A tier = B", ("character 8", "“A tier”")),
    ],
)
def test_what_is_told_of_a_filter_that_means_nothing(
    book: Book, text: str, said: tuple[str, ...]
) -> None:
    with pytest.raises(FilterProblem) as told:
        parse_filter(text, fields(book), today=DAY, resolve=resolve)
    for part in said:
        assert part in str(told.value)


@given(st.text('tieraAnd()=<>~,"“” or not52 é', max_size=30))
def test_no_text_breaks_the_reader(text: str) -> None:
    from acctdesk.models import read_catalogue

    with suppress(FilterProblem):
        parse_filter(text, read_catalogue().fields("account"), today=DAY, resolve=resolve)


def test_an_order_is_read_too(book: Book) -> None:
    assert parse_sort("tier, annual value desc,Owner asc", fields(book)) == (
        Sort("tier"), Sort("annual_value", True), Sort("owner_id"),
    )  # fmt: skip
    assert parse_sort("", fields(book)) == ()
    with pytest.raises(FilterProblem, match="colour"):
        parse_sort("colour", fields(book))


def test_a_filter_finds_records_by_the_names_of_others(book: Book) -> None:
    zed, _change = book.desk.records.create("member", {"name": "Zoë Müller"})
    mine = book.account("Acme", owner_id=zed)
    book.account("Globex")
    where = book.desk.listing.parse("account", "owner = zoe muller")
    assert book.desk.listing.ids(ListQuery("account", where=where)) == [mine]
