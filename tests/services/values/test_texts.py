# ruff: noqa: DTZ001 - a cell has no zone
from __future__ import annotations

import datetime as dt

import pytest

from acctdesk.models import Choice, Field, Format, read_catalogue
from acctdesk.services.values import Hints, Parsed, describe, is_blank, parse_typed, parser
from acctdesk.services.values.cell import BLANKS
from acctdesk.words import speaking

CATALOGUE = read_catalogue()


def field(format: Format) -> Field:
    return Field("account", "x", "X", format)


def read(format: Format, cell: object, **hints: object) -> Parsed:
    return parser(field(format), Hints(**hints))(cell)  # type: ignore[arg-type]


@pytest.mark.parametrize("format", list(Format))
@pytest.mark.parametrize("cell", [None, "", "   ", "\u00a0", "\t\n", *sorted(BLANKS)])
def test_nothing_is_nothing_in_every_format(format: Format, cell: str | None) -> None:
    assert is_blank(cell)
    assert read(format, cell) == Parsed(None)


@pytest.mark.parametrize("format", list(Format))
@pytest.mark.parametrize("cell", ["#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#BEZUG!"])
def test_a_failed_formula_is_a_problem_in_every_format(format: Format, cell: str) -> None:
    assert read(format, cell).problem == "cell_error"


def test_names_that_look_like_nothing_stay() -> None:
    assert read(Format.TEXT, "Null").value == "Null"
    assert read(Format.TEXT, "Nan").value == "Nan"
    assert read(Format.COUNTRY, "NA").value == "NA"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("  Foo\u00a0  Bar\t", "Foo Bar"),
        ("a\r\nb", "a b"),
        ("zero\u200bwidth\x07", "zerowidth"),
        ("=1+1", "=1+1"),
        ("#1 Plumbing", "#1 Plumbing"),
        (27215.0, "27215"),
        (1.5, "1.5"),
        (True, "TRUE"),
        (dt.datetime(2020, 1, 2), "2020-01-02"),
        (dt.datetime(2020, 1, 2, 8, 30), "2020-01-02 08:30"),
        (dt.time(8, 30), "08:30"),
    ],
)
def test_one_line_of_text(cell: object, value: str) -> None:
    assert read(Format.TEXT, cell) == Parsed(value)


def test_long_text_keeps_its_lines() -> None:
    assert read(Format.LONG_TEXT, " a \r\n\r\n b  c \v").value == "a\n\nb c"


def test_leading_zeros_are_kept_and_restored() -> None:
    assert read(Format.TEXT, "01234").value == "01234"
    assert read(Format.TEXT, 1234, pad=5).value == "01234"
    assert read(Format.TEXT, 1234.0, pad=5).value == "01234"
    assert read(Format.PHONE, 301234567, pad=11).value == "00301234567"
    assert read(Format.PHONE, "0047 22 33 44").value == "0047 22 33 44"


def test_a_text_that_is_too_long_is_shortened_on_request_only() -> None:
    found = read(Format.TEXT, "x" * 1001)
    assert (found.value, found.problem, found.suggestion) == (None, "too_long", "x" * 1000)


@pytest.mark.parametrize(
    ("cell", "value", "note"),
    [
        ("a@b.com", "a@b.com", ""),
        ("A.B@Firm.COM", "A.B@firm.com", ""),
        ("mailto:a@b.de", "a@b.de", ""),
        ("Bob <b@x.com>", "b@x.com", ""),
        ("jo@bücher.de", "jo@bücher.de", ""),
        ("x@y.com; z@q.com", "x@y.com", "several"),
        ("x@y.com z@q.com", "x@y.com", "several"),
        ("x@y.com/z@q.com", "x@y.com", "several"),
        ("x@y.com\nz@q.com", "x@y.com", "several"),
    ],
)
def test_email(cell: str, value: str, note: str) -> None:
    assert read(Format.EMAIL, cell) == Parsed(value, note=note)


@pytest.mark.parametrize(
    ("cell", "suggestion"),
    [
        ("b.levy@expressl&t.net", "b.levy@expresslt.net"),
        ("bob at firm dot com", "bob@firm.com"),
        ("a@b,com", "a@b.com"),
        ("john..x@y.com", "john.x@y.com"),
        ("a b@x.com", "ab@x.com"),
        ("foo", None),
        ("a@b", None),
        ("www.firm.com", None),
    ],
)
def test_a_wrong_email_is_repaired_only_as_a_proposal(cell: str, suggestion: str | None) -> None:
    assert read(Format.EMAIL, cell) == Parsed(None, "email", suggestion=suggestion)


@pytest.mark.parametrize(
    ("cell", "value", "note"),
    [
        ("+49 30 123456", "+49 30 123456", ""),
        ("(512) 757-6000", "(512) 757-6000", ""),
        ("+49 (0) 30 / 12-34 56", "+49 (0) 30 / 12-34 56", ""),
        ("tel:+4930123456", "+4930123456", ""),
        ("Tel.: 030 123456", "030 123456", ""),
        ("555.123.4567x89", "555.123.4567x89", ""),
        ("+44 20 7946 0958 Durchwahl 12", "+44 20 7946 0958 ext. 12", ""),
        ("030–1234567", "030-1234567", ""),
        ("030 123456 / 0171 4567890", "030 123456", "several"),
        (4930123456, "4930123456", ""),
        (4930123456.0, "4930123456", ""),
        ("4.930123456E+11", "493012345600", ""),
        ("1.2E+10", "12000000000", "guessed"),
    ],
)
def test_phone(cell: object, value: str, note: str) -> None:
    assert read(Format.PHONE, cell) == Parsed(value, note=note)


@pytest.mark.parametrize("cell", ["12", "abc", "call me", "1/2", "a@b.com", "+", "1" * 400])
def test_what_is_no_phone_number(cell: str) -> None:
    assert read(Format.PHONE, cell).problem == "phone"


def test_letters_to_dial_need_to_know_the_country() -> None:
    assert read(Format.PHONE, "1-800-FLOWERS").problem == "phone"
    assert read(Format.PHONE, "1-800-FLOWERS", default_region="US").value == "1-800-FLOWERS"


@pytest.mark.parametrize(
    ("cell", "value", "note"),
    [
        ("www.Acme.com", "www.acme.com", ""),
        ("HTTPS://Acme.com/Path?Q=1", "https://acme.com/Path?Q=1", ""),
        ("http://intranet/", "http://intranet/", ""),
        ("münchen.de", "münchen.de", ""),
        ("acme.com; b.com", "acme.com", "several"),
    ],
)
def test_url(cell: str, value: str, note: str) -> None:
    assert read(Format.URL, cell) == Parsed(value, note=note)


@pytest.mark.parametrize(
    ("cell", "suggestion"),
    [("acme", None), ("javascript:alert(1)", None), ("ftp://x.com", None), ("info@acme.com", None),
     ("www.acme,com", "www.acme.com"), ("see our site", None)],
)  # fmt: skip
def test_what_is_no_url(cell: str, suggestion: str | None) -> None:
    assert read(Format.URL, cell) == Parsed(None, "url", suggestion=suggestion)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("DE", "DE"), ("deu", "DE"), ("Germany", "DE"), ("Deutschland", "DE"), ("UK", "GB"),
        ("USA", "US"), ("U.S.A.", "US"), ("Holland", "NL"), ("The Netherlands", "NL"),
        ("South Korea", "KR"), ("Czech Republic", "CZ"), ("Türkiye", "TR"), ("Turkey", "TR"),
        ("Österreich", "AT"), ("Wielka Brytania", "GB"), ("Côte d’Ivoire", "CI"),
        ("Germany (DE)", "DE"), ("DE - Germany", "DE"), ("Hong Kong", "HK"), ("Kenya", "KE"),
    ],
)  # fmt: skip
def test_country(cell: str, value: str) -> None:
    assert read(Format.COUNTRY, cell) == Parsed(value)


@pytest.mark.parametrize(
    ("cell", "suggestion"),
    [("Philipines", "PH"), ("Germny", "DE"), ("Atlantis", None), ("XX", None),
     ("Germany / France", None)],
)  # fmt: skip
def test_a_similar_country_is_proposed_and_not_taken(cell: str, suggestion: str | None) -> None:
    assert read(Format.COUNTRY, cell) == Parsed(None, "country", suggestion=suggestion)


def test_a_name_of_two_countries_is_asked() -> None:
    assert read(Format.COUNTRY, "Congo").problem == "country"


@pytest.mark.parametrize(
    ("cell", "value"),
    [("de", "de"), ("German", "de"), ("Deutsch", "de"), ("en_US", "en-US"), ("eng", "en"),
     ("English (UK)", "en-GB"), ("français", "fr"), ("polski", "pl"), ("ger", "de"),
     ("svenska", "sv"), ("zh-Hans-CN", "zh-Hans-CN")],
)  # fmt: skip
def test_language(cell: str, value: str) -> None:
    assert read(Format.LANGUAGE, cell) == Parsed(value)


def test_a_language_is_proposed_and_the_first_of_several_taken() -> None:
    assert read(Format.LANGUAGE, "Englsh") == Parsed(None, "language", suggestion="en")
    assert read(Format.LANGUAGE, "de/en") == Parsed("de", note="several")


@pytest.mark.parametrize(
    ("cell", "value", "note"),
    [("eur", "EUR", ""), ("€", "EUR", ""), ("Euro", "EUR", ""), ("US Dollar", "USD", ""),
     ("zł", "PLN", ""), ("Zloty", "PLN", ""), ("$", "USD", "currency"), ("A$", "AUD", "")],
)  # fmt: skip
def test_currency(cell: str, value: str, note: str) -> None:
    assert read(Format.CURRENCY, cell) == Parsed(value, note=note)


def test_what_is_no_currency() -> None:
    assert read(Format.CURRENCY, "XYZ") == Parsed(None, "currency")


@pytest.mark.parametrize(
    ("cell", "value"),
    [("Europe/Berlin", "Europe/Berlin"), ("europe/berlin", "Europe/Berlin"), ("UTC", "UTC"),
     ("Berlin", "Europe/Berlin"), ("W. Europe Standard Time", "Europe/Berlin"),
     ("new york", "America/New_York")],
)  # fmt: skip
def test_time_zone(cell: str, value: str) -> None:
    assert read(Format.TIME_ZONE, cell) == Parsed(value)


@pytest.mark.parametrize(
    ("cell", "suggestion"),
    [("CET", "Europe/Berlin"), ("UTC+1", "Europe/Berlin"), ("GMT-5", "America/New_York"),
     ("UTC+5:30", "Asia/Kolkata"), ("UTC-0:45", None), ("Mars", None),
     ("(UTC+01:00) Amsterdam, Berlin, Bern", "Europe/Amsterdam")],
)  # fmt: skip
def test_an_offset_is_no_time_zone_but_leads_to_one(cell: str, suggestion: str | None) -> None:
    assert read(Format.TIME_ZONE, cell) == Parsed(None, "time_zone", suggestion=suggestion)


@pytest.mark.parametrize(
    ("cell", "value"),
    [("A", "A"), ("a ", "A"), ("Key  Account", "A"), ("tier 2", "B"), (1, "A"), (1.0, "A"),
     ("1.0", "A")],
)  # fmt: skip
def test_choice(cell: object, value: str) -> None:
    assert parser(CATALOGUE.field("account", "tier"), Hints())(cell) == Parsed(value)  # type: ignore[arg-type]


def test_a_choice_is_known_by_its_label_in_the_language_in_force() -> None:
    with speaking("de"):
        rag = parser(CATALOGUE.field("account", "rag"), Hints())
    assert rag("Green").value == rag("grün").value == "green"
    assert rag("Ambr") == Parsed(None, "choice", suggestion="amber")


def test_an_unknown_choice_is_asked_and_the_answer_kept() -> None:
    tier = CATALOGUE.field("account", "tier")
    assert parser(tier, Hints())("Gold") == Parsed(None, "choice")
    answered = parser(tier, Hints(words={"gold": "A", "bronze": None}))
    assert answered(" GOLD") == Parsed("A")
    assert answered("Bronze") == Parsed(None)


def test_a_choice_may_be_called_like_nothing() -> None:
    own = Field("account", "x", "X", Format.CHOICE, choices=(Choice("none", "None"),))
    assert parser(own, Hints())("None") == Parsed("none")
    assert parser(own, Hints())("-") == Parsed(None)


def test_answers_hold_for_every_format() -> None:
    hints = {"words": {"unknown": None, "tbd": "2026"}}
    assert read(Format.DATE, "Unknown", **hints) == Parsed(None)
    assert read(Format.DATE, "TBD", **hints) == Parsed("2026")
    assert read(Format.MONEY, "unknown", **hints) == Parsed(None)


@pytest.mark.parametrize("cell", ["yes", "Ja", "OUI", "x", "✓", "1", 1, 1.0, True, "TRUE"])
def test_yes(cell: object) -> None:
    assert read(Format.CHECK, cell) == Parsed(True)


@pytest.mark.parametrize("cell", ["no", "Nein", "non", "✗", "0", 0, 0.0, False, "FALSE"])
def test_no(cell: object) -> None:
    assert read(Format.CHECK, cell) == Parsed(False)


def test_maybe() -> None:
    assert read(Format.CHECK, "maybe") == Parsed(None, "check")


def test_tags_are_split_sorted_and_told_apart() -> None:
    assert read(Format.TAGS, "key; Alpha,beta|KEY\n #new").value == ("Alpha", "beta", "key", "new")
    assert read(Format.TAGS, " ;, ") == Parsed(None)


def test_typed_text_is_read_like_a_cell() -> None:
    tier = CATALOGUE.field("account", "tier")
    assert parse_typed(tier, "b", Hints(), dt.date(2026, 1, 1)) == Parsed("B")


def test_problems_are_said_in_words() -> None:
    tier = CATALOGUE.field("account", "tier")
    since = CATALOGUE.field("account", "client_since")
    expected, remedy = describe("choice", tier, "Gold")
    assert expected == "expected one of: A, B, C, D, found “Gold”"
    assert remedy == "Choose what it stands for."
    expected, remedy = describe("date_order", since, "03/04/25")
    assert "03/04/25" in expected
    assert remedy == "Choose day-month or month-day."
    assert "100 % sure" in describe("date", since, "100 % sure")[0]
    assert len(describe("too_long", since, "x" * 5000)[0]) < 120


def test_every_problem_has_its_own_words() -> None:
    codes = ["date", "date_order", "number", "whole_number", "decimal_mark", "too_large", "percent",
             "email", "phone", "url", "check", "country", "language", "currency", "time_zone",
             "too_long", "cell_error", "reference"]  # fmt: skip
    said = [describe(code, field(Format.TEXT), "x") for code in codes]
    assert len(set(said)) == len(codes)
    assert describe("never heard of", field(Format.TEXT), "x") not in said
