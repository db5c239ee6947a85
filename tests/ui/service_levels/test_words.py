"""Figures, margins, periods and what is left, in words."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from acctdesk.errors import Invalid
from acctdesk.services.catalogue import Field, Format
from acctdesk.services.service_level import Stretch
from acctdesk.ui.service_levels import said
from acctdesk.ui.service_levels.moments import read_moment

D = Decimal


@pytest.mark.parametrize(
    ("value", "target", "words"),
    [
        ("0.954", "0.95", "95.4 %"),
        ("0.9993", "0.999", "99.93 %"),
        ("1", "0.95", "100 %"),
        ("0.9496", "0.95", "94.96 %"),  # not rounded onto its target
        ("0.99996", "0.9", "99.996 %"),  # nor onto all
        ("0.5", None, "50.0 %"),
    ],
)
def test_a_share_has_one_decimal_more_than_its_target(
    value: str, target: str | None, words: str
) -> None:
    assert said.figure(D(value), "share", D(target) if target else None) == words


def test_margins_are_points_of_percent_or_the_figures_own_unit() -> None:
    assert said.margin(D("0.004"), "share", D("0.95")) == "+0.4 pt"
    assert said.margin(D("-0.0003"), "share", D("0.95")) == "−0.03 pt"
    assert said.margin(D("-3"), "tickets") == "−3 tickets"
    assert said.margin(D("0.29"), "of 5") == "+0.29"
    assert said.margin(None, "share") == ""


def test_figures_of_other_units_and_their_scale() -> None:
    assert said.figure(D("4.49"), "of 5") == "4.49 of 5"
    assert said.promise(D("0.999"), "share") == "99.9 %"
    assert said.most_of("of 5") == 5
    assert said.most_of("tickets") is None


@pytest.mark.parametrize(
    ("minutes", "words"),
    [("0", "0 min"), ("9.25", "9.2 min"), ("59.4", "59 min"), ("60", "1 h"), ("130", "2 h 10 min"),
     ("6000", "100 h"), ("-90", "−1 h 30 min"), ("119.6", "2 h")],
)  # fmt: skip
def test_durations(minutes: str, words: str) -> None:
    assert said.duration(D(minutes)) == words


def test_periods() -> None:
    def stretch(kind: str, first: dt.date, last: dt.date) -> Stretch:
        begin = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
        return Stretch(kind, first, last, begin, begin, "UTC", D(1))

    now = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
    month = stretch("month", dt.date(2026, 11, 1), dt.date(2026, 11, 30))
    assert said.period(month, now) == "November"
    assert said.period(month) == "November 2026"
    assert said.short_period(month) == "Nov"
    quarter = stretch("quarter", dt.date(2026, 10, 1), dt.date(2026, 12, 31))
    assert said.period(quarter) == "Q4 2026"
    week = stretch("week", dt.date(2026, 11, 16), dt.date(2026, 11, 22))
    assert said.period(week) == "week of 16 Nov 2026"
    year = stretch("contract_year", dt.date(2026, 4, 1), dt.date(2027, 3, 31))
    assert said.period(year) == "year to 31 Mar 2027"


def test_moments_as_they_are_typed() -> None:
    at = Field(kind="outage", name="begins", label="From", format=Format.MOMENT)
    day = Field(kind="measurement", name="day", label="Day", format=Format.DATE)
    today = dt.date(2026, 11, 23)

    def read(text: str) -> dt.datetime | None:
        return read_moment(at, day, text, today)

    def local(*parts: int) -> dt.datetime:
        return dt.datetime(*parts).astimezone(dt.UTC)  # type: ignore[arg-type, misc]

    assert read("") is None
    assert read("2026-10-14 9:30") == local(2026, 10, 14, 9, 30)
    assert read("14 Oct 2026, 09:30") == local(2026, 10, 14, 9, 30)
    assert read("2026-10-14T09:30:15") == local(2026, 10, 14, 9, 30, 15)
    assert read("14 Oct 2026") == local(2026, 10, 14)
    assert read("8:15") == local(2026, 11, 23, 8, 15)
    for wrong in ("soon", "2026-10-14 25:00", "31 Feb 2026 9:00"):
        with pytest.raises(Invalid) as refused:
            read(wrong)
        assert refused.value.field == "begins"
