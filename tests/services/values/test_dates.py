# ruff: noqa: DTZ001 - a cell has no zone
from __future__ import annotations

import datetime as dt

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from acctdesk.models import Field, Format
from acctdesk.services.values import Hints, Parsed, date_orders, parse_column, parse_typed, parser

DATE = Field("account", "client_since", "Client since", Format.DATE)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("2019", "2019"),
        (2019, "2019"),
        (2019.0, "2019"),
        ("Mar 2019", "2019-03"),
        ("03/2019", "2019-03"),
        ("2019-03", "2019-03"),
        ("2019-03-05", "2019-03-05"),
        ("2019-03-05T10:00:00Z", "2019-03-05"),
        ("2019-03-05 23:59:59.999", "2019-03-05"),
        ("5.3.2019", "2019-03-05"),
        ("5. 3. 2019", "2019-03-05"),
        ("5 März 2019", "2019-03-05"),
        ("5. Oktober 2021", "2021-10-05"),
        ("March 5, 2019", "2019-03-05"),
        ("March 5th, 2019", "2019-03-05"),
        ("Fri, 5 Mar 2021", "2021-03-05"),
        ("1er mars 2019", "2019-03-01"),
        ("5 de marzo de 2019", "2019-03-05"),
        ("6 października 2020", "2020-10-06"),
        ("13 mrt 2020", "2020-03-13"),
        ("25/12/19", "2019-12-25"),
        ("12/25/2019", "2019-12-25"),
        ("05/05/2019", "2019-05-05"),
        ("5-Mar-19", "2019-03-05"),
        ("5-Mar-69", "1969-03-05"),
        ("5-Mar-68", "2068-03-05"),
        ("02/23/26 08:55 PM", "2026-02-23"),
        ("20190305", "2019-03-05"),
        (20190305, "2019-03-05"),
        (dt.datetime(2019, 3, 5, 10), "2019-03-05"),
        (dt.date(2019, 3, 5), "2019-03-05"),
    ],
)
def test_dates_are_read_with_their_precision(cell: object, value: str) -> None:
    assert parser(DATE, Hints())(cell) == Parsed(value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("03/04/25", "date_order"),
        ("3-4-2025", "date_order"),
        ("31.02.2019", "date"),
        ("32/01/2019", "date"),
        ("2019-13", "date"),
        ("2019-02-30", "date"),
        ("FY23", "date"),
        ("Q1 2019", "date"),
        ("soon", "date"),
        ("5 March", "date"),
        ("March 5, 2019 and April 6, 2019", "date"),
        ("1066", "date"),
        ("²³", "date"),
        (dt.time(8), "date"),
        (True, "date"),
        (float("nan"), "date"),
        (12.5, "date"),
        ("#VALUE!", "cell_error"),
    ],
)
def test_what_is_no_date_or_two_is_a_problem(cell: object, problem: str) -> None:
    found = parser(DATE, Hints())(cell)  # type: ignore[arg-type]
    assert (found.value, found.problem) == (None, problem)


def test_a_month_with_a_short_year_is_noted() -> None:
    assert parser(DATE, Hints())("Mar-19") == Parsed("2019-03", note="guessed")


def test_the_columns_order_decides() -> None:
    assert parser(DATE, Hints(date_order="dmy"))("03/04/25").value == "2025-04-03"
    assert parser(DATE, Hints(date_order="mdy"))("03/04/25").value == "2025-03-04"
    assert parser(DATE, Hints(date_order="mdy"))("03.04.2025").value == "2025-03-04"
    contradiction = parser(DATE, Hints(date_order="dmy"))("03/25/2025")
    assert (contradiction.problem, contradiction.suggestion) == ("date", "2025-03-25")


@pytest.mark.parametrize(
    ("cells", "orders"),
    [
        (["03/04/2025", "05/06/25"], {"dmy", "mdy"}),
        (["03/04/2025", "13/06/25"], {"dmy"}),
        (["03/04/2025", "06/13/25"], {"mdy"}),
        (["3.4.2025", None, "n/a"], {"dmy"}),
        (["03.04.2025", "03.25.2025"], {"mdy"}),
        (["13/01/2020", "01/13/2020"], set()),
        (["99/12/31", "05/06/07"], {"ymd"}),
        (["2025-01-02", "Mar 2019", "05/05/2019", 7], set()),
    ],
)
def test_orders_are_asked_only_when_open(cells: list[object], orders: set[str]) -> None:
    assert date_orders(cells) == orders  # type: ignore[arg-type]


def test_a_bare_serial_number_is_a_date_among_dates_only() -> None:
    alone, said = parse_column(DATE, [43529], Hints(), {})
    assert alone == [None]
    assert said == [(0, Parsed(None, "date", suggestion="2019-03-05"))]
    cache: dict[object, object] = {}
    values, said = parse_column(DATE, [dt.datetime(2020, 1, 2), 43529, None], Hints(), cache)
    assert (values, said) == (["2020-01-02", "2019-03-05", None], [])
    assert parse_column(DATE, [43530, 43531], Hints(), cache)[0] == ["2019-03-06", "2019-03-07"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("today", "2026-10-14"),
        ("Heute", "2026-10-14"),
        ("tomorrow", "2026-10-15"),
        ("+30", "2026-11-13"),
        ("-1", "2026-10-13"),
        ("+2w", "2026-10-28"),
        ("fri", "2026-10-16"),
        ("wed", "2026-10-21"),
        ("Freitag", "2026-10-16"),
        ("03/04/2027", "2027-04-03"),
        ("+9999", "2054-02-28"),
    ],
)
def test_typed_dates_may_be_short(text: str, value: str) -> None:
    today = dt.date(2026, 10, 14)  # a Wednesday
    assert parse_typed(DATE, text, Hints(date_order="dmy"), today).value == value


_ORDER = {"en_US": "mdy", "en_GB": "dmy", "de": "dmy", "fr": "dmy", "es": "dmy", "it": "dmy",
          "nl": "dmy", "pl": "dmy"}  # fmt: skip


@given(
    day=st.dates(dt.date(1970, 1, 1), dt.date(2067, 12, 31)),
    locale=st.sampled_from(sorted(_ORDER)),
    length=st.sampled_from(["short", "medium", "long", "full"]),
)
def test_dates_are_read_as_any_locale_writes_them(day: dt.date, locale: str, length: str) -> None:
    text = format_date(day, length, locale=locale)
    assert parser(DATE, Hints(date_order=_ORDER[locale]))(text).value == day.isoformat(), text
