"""What Excel and LibreOffice make of what somebody typed still means the same."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from acctdesk.exchange.handoff.matching import alike
from acctdesk.exchange.handoff.values import Understanding
from acctdesk.models.catalogue import Choice, Field, Format

CHOICES = (Choice("open", "Open"), Choice("done", "Done", ("finished",)))


def field(form: Format, **more: Any) -> Field:
    return Field("thing", form, "Label", form, **more)


def meant(form: Format, cell: Any, language: str = "en", **more: Any) -> tuple[Any, str]:
    find = {("thing", "Ann"): "1"}
    found = Understanding(language, lambda kind, name: find.get((kind, name))).reader(
        field(form, **more)
    )(cell)
    return found.value, found.expected


def moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("form", "cell", "stored"),
    [
        (Format.TEXT, 5, "5"),
        (Format.TEXT, 1.5, "1.5"),
        (Format.TEXT, "  =a\r\nb ", "=a\nb"),
        (Format.TEXT, dt.date(2020, 1, 2), "2020-01-02"),
        (Format.TEXT, "-", "-"),
        (Format.TEXT, "n/a", "n/a"),
        (Format.TEXT, "   ", None),
        (Format.LONG_TEXT, "a\x01b", "ab"),
        (Format.PHONE, 4930123456, "4930123456"),
        (Format.INTEGER, 12.0, 12),
        (Format.INTEGER, "1,200", 1200),
        (Format.NUMBER, 0.1 + 0.2, 300_000),
        (Format.NUMBER, "1e3", 1_000_000_000),
        (Format.PERCENT, 0.125, 125_000),
        (Format.PERCENT, "12.5 %", 125_000),
        (Format.MONEY, 1200.5, 1_200_500_000),
        (Format.DATE, moment("2026-10-14 09:30"), "2026-10-14"),
        (Format.DATE, 46_000, "2025-12-09"),
        (Format.DATE, "2019", "2019"),
        (Format.DATE, "Mar 2019", "2019-03"),
        (Format.DATE, None, None),
        (Format.MOMENT, moment("2026-10-14 09:29:59.999999"), "2026-10-14T09:30:00.000000Z"),
        (Format.MOMENT, dt.date(2026, 10, 14), "2026-10-14T00:00:00.000000Z"),
        (Format.MOMENT, "2026-10-14 09:30", "2026-10-14T09:30:00.000000Z"),
        (Format.MOMENT, "2026-10-14T11:30:00+02:00", "2026-10-14T09:30:00.000000Z"),
        (Format.MOMENT, 46_000.5, "2025-12-09T12:00:00.000000Z"),
        (Format.CHECK, True, True),
        (Format.CHECK, 0, False),
        (Format.CHECK, "Yes", True),
        (Format.CHECK, "nein", False),
        (Format.CHOICE, "DONE", "done"),
        (Format.CHOICE, "finished", "done"),
        (Format.COUNTRY, "Germany", "DE"),
        (Format.CURRENCY, "€", "EUR"),
        (Format.LANGUAGE, "German", "de"),
        (Format.REFERENCE, " Ann ", "1"),
        (Format.TAGS, "b; a, B", '["a","b"]'),
        (Format.TAGS, None, None),
    ],
)
def test_a_cell_means_what_was_typed(form: Format, cell: Any, stored: Any) -> None:
    more: dict[str, Any] = {"choices": CHOICES} if form is Format.CHOICE else {}
    if form is Format.REFERENCE:
        more = {"target": "thing"}
    assert meant(form, cell, **more) == (stored, "")


@pytest.mark.parametrize(
    ("form", "cell", "expected"),
    [
        (Format.NUMBER, "much", "a number"),
        (Format.NUMBER, True, "a number"),
        (Format.NUMBER, 1e18, "a smaller number"),
        (Format.DATE, "03/04/2025", "a date whose day and month can be told apart"),
        (Format.MOMENT, "soon", "a day and a time in UTC"),
        (Format.MOMENT, 5, "a day and a time in UTC"),
        (Format.CHECK, "perhaps", "yes or no"),
        (Format.TEXT, "#DIV/0!", "a value"),
        (Format.REFERENCE, "Bob", "a name that this workbook knows"),
        (Format.PHONE, "ask Bob", "a phone number"),
    ],
)
def test_what_is_not_understood_says_what_was_expected(
    form: Format, cell: Any, expected: str
) -> None:
    assert meant(form, cell, target="thing") == (None, expected)


def test_a_closed_list_of_tags_takes_labels_and_no_other_word() -> None:
    assert meant(Format.TAGS, "Done, open", choices=CHOICES) == ('["done","open"]', "")
    assert meant(Format.TAGS, "Done, later", choices=CHOICES)[1] == "one of: Open, Done"


def test_a_language_tells_the_order_of_dates_and_the_decimal_mark() -> None:
    assert meant(Format.DATE, "03/04/2025", "en-GB") == ("2025-04-03", "")
    assert meant(Format.DATE, "03/04/2025", "en-US") == ("2025-03-04", "")
    assert meant(Format.NUMBER, "1,234", "en") == (1_234_000_000, "")
    assert meant(Format.NUMBER, "1,234", "de") == (1_234_000, "")
    assert meant(Format.COUNTRY, "Österreich", "de") == ("AT", "")


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (1 / 3, 0.333333333333333),
        (123456789012345.67, 123456789012346),
        ("tab\there", "tabhere"),
        ("a\nb", "a\r\nb"),
        ("\t", None),
        ("e\u0301", "é"),
        ("007", 7),
        ("2026-10-14", dt.date(2026, 10, 14)),
        (moment("2026-10-14 00:00"), dt.date(2026, 10, 14)),
        (moment("2026-10-14 09:30"), moment("2026-10-14 09:29:59.999999")),
    ],
)
def test_what_a_program_did_to_a_cell_is_no_edit(written: Any, found: Any) -> None:
    assert alike(written, found)


@pytest.mark.parametrize(
    ("written", "found"),
    [("007", "7"), ("a b", "ab"), ("A", "a"), (1, 2), (None, 0), ("x", None), (0.1, 0.1000001),
     (moment("2026-10-14 09:30"), moment("2026-10-14 09:31")), ("1", True)],
)  # fmt: skip
def test_what_a_person_did_is_one(written: Any, found: Any) -> None:
    assert not alike(written, found)
