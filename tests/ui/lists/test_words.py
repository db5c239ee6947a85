"""Filters, orders, figures and copied cells in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from acctdesk.models.catalogue import Choice, Field, Format
from acctdesk.services.filters import ME, Condition, Every, Match, Op, Relative, Span, Toward
from acctdesk.services.query import Sort
from acctdesk.services.record import Record
from acctdesk.ui.lists.copying import clip
from acctdesk.ui.lists.figures import briefly, figures
from acctdesk.ui.lists.said import say_condition, say_match, say_order

TIER = Field("account", "tier", "Tier", Format.CHOICE,
             choices=tuple(Choice(one, one) for one in "ABCDEF"))  # fmt: skip
DAY = Field("account", "renewal_date", "Renewal date", Format.DATE)
OWNER = Field("account", "owner_id", "Owner", Format.REFERENCE, target="member")
VALUE = Field("account", "annual_value", "Annual value", Format.MONEY)
NAME = Field("account", "name", "Name", Format.TEXT)
SHARE = Field("account", "share", "Share", Format.PERCENT)
TICK = Field("account", "tick", "Public", Format.CHECK)
FIELDS = {one.name: one for one in (TIER, DAY, OWNER, VALUE, NAME, TICK)}


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (Condition("tier", Op.IS, "A"), "Tier is A"),
        (Condition("tier", Op.IN, ("A", "B", "C")), "Tier is A, B or C"),
        (Condition("tier", Op.NOT_IN, ("A", "B")), "Tier is not A nor B"),
        (Condition("tier", Op.IN, tuple("ABCDEF")), "Tier is A, B, C or 3 others"),
        (Condition("tier", Op.IN, ("A", None)), "Tier is A or empty"),
        (Condition("tier", Op.EMPTY), "Tier is empty"),
        (Condition("renewal_date", Op.WITHIN, Relative(90)),
         "Renewal date is within next 90 days"),
        (Condition("renewal_date", Op.WITHIN, Relative(1, Every.MONTHS, Toward.LAST)),
         "Renewal date is within last month"),
        (Condition("renewal_date", Op.WITHIN, Span.THIS_QUARTER),
         "Renewal date is within this quarter"),
        (Condition("renewal_date", Op.UNDER, "2026-05"), "Renewal date is before May 2026"),
        (Condition("owner_id", Op.IS, ME), "Owner is me"),
        (Condition("owner_id", Op.IS, "7"), "Owner is Mara Klein"),
        (Condition("annual_value", Op.AT_LEAST, Decimal(100000)),
         "Annual value is at least 100,000"),
        (Condition("tick", Op.IS, True), "Public is ticked"),
        (Condition("tick", Op.IS, False), "Public isn't ticked"),
    ],
)  # fmt: skip
def test_a_condition_is_a_short_sentence(condition: Condition, words: str) -> None:
    field = FIELDS[condition.field]
    assert say_condition(condition, field, lambda _field, _value: "Mara Klein") == words


def test_a_filter_in_one_line() -> None:
    inner = Match("any", (Condition("tier", Op.IS, "A"), Condition("tier", Op.IS, "B")))
    where = Match("none", (inner, Condition("name", Op.CONTAINS, "x"), Condition("gone", Op.EMPTY)))
    assert say_match(where, FIELDS) == "none of: (Tier is A or Tier is B) or Name contains x"


def test_an_order_in_words() -> None:
    said = say_order((Sort("annual_value", True), Sort("name")), ("tier",), FIELDS)
    assert said == "grouped by tier, sorted by annual value (falling), then name"


def test_amounts_stay_apart_by_currency() -> None:
    told = {"EUR": Decimal("1234567"), "CHF": Decimal("10.5"), "": Decimal(3)}
    words = figures(VALUE, "sum", told)
    assert words == ("€ 1,234,567", "CHF 10.50", "3")
    assert briefly(words) == "€ 1,234,567 +2"
    assert briefly(words[:1]) == "€ 1,234,567"
    assert briefly(()) == ""
    assert figures(VALUE, "average", {"EUR": Decimal("33.33333")}) == ("€ 33.33",)
    assert figures(NAME, "count", {"": 12_000}) == ("12,000",)
    assert figures(DAY, "min", {"": "2026-05-01"}) == ("1 May 2026",)


def test_copied_cells_keep_their_types_and_no_text_is_a_formula() -> None:
    record = Record(
        "account", "1",
        {"name": "=1+1 <b>", "annual_value": Decimal("1234.5"), "currency": "EUR",
         "renewal_date": "2026-10-14", "share": Decimal("0.125"), "tick": True, "tier": "A"},
        {},
    )  # fmt: skip
    fields = [NAME, VALUE, DAY, SHARE, TICK, TIER]
    made = clip(fields, [[record] * 6, [None] * 5 + [record]])
    assert made.words == "=1+1 <b>\t€ 1,234.50\t14 Oct 2026\t12.5 %\tYes\tA\r\n\t\t\t\t\tA"
    assert made.own.split("\r\n")[0] == "=1+1 <b>\t1234.5 EUR\t2026-10-14\t12.5 %\tYes\tA"
    assert "<td style=\"mso-number-format:'\\@'\">=1+1 &lt;b&gt;</td>" in made.table
    assert 'x:num="1234.5"' in made.table
    assert 'x:num="46309"' in made.table
    assert made.table.count("<td></td>") == 5
