from __future__ import annotations

from decimal import Decimal

import pytest
from babel.numbers import format_currency, format_decimal
from hypothesis import given
from hypothesis import strategies as st

from acctdesk.models import Field, Format
from acctdesk.services.values import Hints, decimal_marks, parser

MONEY = Field("account", "value", "Value", Format.MONEY)
NUMBER = Field("account", "number", "Number", Format.NUMBER)
INTEGER = Field("account", "size", "Size", Format.INTEGER)
PERCENT = Field("account", "share", "Share", Format.PERCENT)


@pytest.mark.parametrize(
    ("cell", "value", "currency"),
    [
        ("€ 1.234,56", "1234.56", "EUR"),
        ("1 234,56 zł", "1234.56", "PLN"),
        ("1\u202f234,56 €", "1234.56", "EUR"),
        ("CHF 1'200", "1200", "CHF"),
        ("CHF 1’200.50", "1200.50", "CHF"),
        ("$1.2M", "1200000", "USD"),
        ("CA$ 5", "5", "CAD"),
        ("120k", "120000", ""),
        ("120 K€", "120000", "EUR"),
        ("(500)", "-500", ""),
        ("€ (500)", "-500", "EUR"),
        ("(€500)", "-500", "EUR"),
        ("€-5", "-5", "EUR"),
        ("−5", "-5", ""),
        ("500-", "-500", ""),
        ("500,-- €", "500", "EUR"),
        ("1,5 Mio €", "1500000", "EUR"),
        ("T€ 120", "120000", "EUR"),
        ("10,00,000", "1000000", ""),
        ("1.234.567", "1234567", ""),
        (".5", "0.5", ""),
        ("1.2E+5", "120000", ""),
        ("EUR 5,00", "5", "EUR"),
        (0.1, "0.1", ""),
        (1 / 3, "0.333333", ""),
        (7, "7", ""),
    ],
)
def test_amounts_are_read_however_they_are_written(cell: object, value: str, currency: str) -> None:
    found = parser(MONEY, Hints())(cell)  # type: ignore[arg-type]
    assert (found.value, found.problem, found.currency) == (Decimal(value), "", currency)


@pytest.mark.parametrize(
    ("cell", "problem", "suggestion"),
    [
        ("abc", "number", None),
        ("12 34", "number", None),
        ("1.2.34", "number", None),
        ("12 %", "number", Decimal(12)),
        ("50-100", "number", Decimal(75)),
        ("5 apples", "number", None),
        (True, "number", None),
        (float("nan"), "number", None),
        (float("inf"), "number", None),
        (10**20, "too_large", None),
        ("9e20", "too_large", None),
        ("#REF!", "cell_error", None),
        ("1,234", "decimal_mark", Decimal(1234)),
        ("1.234", "decimal_mark", Decimal(1234)),
    ],
)
def test_what_is_no_amount_is_a_problem(cell: object, problem: str, suggestion: object) -> None:
    found = parser(MONEY, Hints())(cell)  # type: ignore[arg-type]
    assert (found.value, found.problem, found.suggestion) == (None, problem, suggestion)


def test_the_columns_decimal_mark_decides() -> None:
    assert parser(MONEY, Hints(decimal=","))("1.234").value == 1234
    # Thousandths of an amount are thousands that somebody wrote with the other mark.
    found = parser(MONEY, Hints(decimal="."))("1.234")
    assert (found.problem, found.suggestion) == ("thousandths", Decimal(1234))
    assert parser(MONEY, Hints(decimal="."))("1.234 KWD").value == Decimal("1.234")
    assert parser(MONEY, Hints(decimal="."))("1,234").value == 1234


@pytest.mark.parametrize(
    ("cells", "marks"),
    [
        (["1.234", "2.345"], {",", "."}),
        (["1.234", "2.3"], {"."}),
        (["1,234", "2.30"], {"."}),
        (["1.234", "2.345.678"], {","}),
        (["1,234", "7,5"], {","}),
        (["12", "1.5", None, 3.5], set()),
        ([], set()),
    ],
)
def test_decimal_marks_are_asked_only_when_open(cells: list[object], marks: set[str]) -> None:
    assert decimal_marks(cells) == marks  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cell", "value", "note"),
    [
        ("1,200", 1200, ""),
        ("1.200", 1200, ""),
        ("ca. 500", 500, "guessed"),
        ("~30", 30, "guessed"),
        ("500+", 500, "guessed"),
        ("500 employees", 500, "guessed"),
        (12.0, 12, ""),
        ("12.0", 12, ""),
    ],
)
def test_whole_numbers(cell: object, value: int, note: str) -> None:
    found = parser(INTEGER, Hints())(cell)  # type: ignore[arg-type]
    assert (found.value, found.note, found.problem) == (value, note, "")
    assert type(found.value) is int


@pytest.mark.parametrize(
    ("cell", "problem", "suggestion"),
    [
        ("50-100", "number", 75),
        ("51 – 200", "number", 125),
        (12.5, "whole_number", 12),
        ("500 €", "whole_number", 500),
        (3_000_000_000, "too_large", None),
    ],
)
def test_ranges_and_fractions_are_asked(cell: object, problem: str, suggestion: object) -> None:
    found = parser(INTEGER, Hints())(cell)  # type: ignore[arg-type]
    assert (found.value, found.problem, found.suggestion) == (None, problem, suggestion)


@pytest.mark.parametrize(
    ("cell", "percent", "value"),
    [
        ("12 %", False, "0.12"),
        ("12,5%", False, "0.125"),
        ("12.345 %", False, "0.12345"),
        (0.12, True, "0.12"),
        (1.2, True, "1.2"),
        ("12 %", True, "0.12"),
        (12, False, "0.12"),
        (0.5, False, "0.5"),
    ],
)
def test_shares(cell: object, percent: bool, value: str) -> None:
    assert parser(PERCENT, Hints(percent=percent))(cell).value == Decimal(value)  # type: ignore[arg-type]


def test_a_shared_sign_is_noted() -> None:
    assert parser(MONEY, Hints())("$ 5").note == "currency"
    assert parser(MONEY, Hints())("US$ 5").note == ""


_MARKS = {"en_US": ".", "de_DE": ",", "fr_FR": ",", "pl_PL": ",", "de_CH": ".", "nl_NL": ",",
          "es_ES": ",", "it_IT": ","}  # fmt: skip


@given(
    cents=st.integers(-900_000_000_00, 900_000_000_00),
    locale=st.sampled_from(sorted(_MARKS)),
    currency=st.sampled_from(["EUR", "USD", "CHF", "PLN", "GBP"]),
)
def test_money_is_read_as_any_locale_writes_it(cents: int, locale: str, currency: str) -> None:
    value = Decimal(cents) / 100
    text = format_currency(value, currency, locale=locale)
    found = parser(MONEY, Hints(decimal=_MARKS[locale]))(text)
    assert (found.value, found.currency) == (value, currency), text
    without = parser(MONEY, Hints())(text)
    # Two decimals are written: no hint is needed, only a bare "1.234" would be open.
    assert without.value == value, text


@given(
    value=st.decimals(-(10**9), 10**9, places=6, allow_nan=False, allow_infinity=False),
    locale=st.sampled_from(sorted(_MARKS)),
)
def test_numbers_are_read_as_any_locale_writes_them(value: Decimal, locale: str) -> None:
    text = format_decimal(value, format="#,##0.######", locale=locale)
    assert parser(NUMBER, Hints(decimal=_MARKS[locale]))(text).value == value, text


@given(value=st.integers(-(2**31) + 1, 2**31 - 1), locale=st.sampled_from(sorted(_MARKS)))
def test_whole_numbers_are_read_as_any_locale_writes_them(value: int, locale: str) -> None:
    text = format_decimal(value, locale=locale)
    assert parser(INTEGER, Hints())(text).value == value, text
