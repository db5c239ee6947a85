"""Periods in a time zone, and what was promised on a day."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acctdesk.metrics.service.periods import (
    KINDS,
    Period,
    Version,
    in_force,
    latest,
    period_at,
    period_of,
    stretches,
)

d = dt.date
PRAGUE = "Europe/Prague"


@pytest.mark.parametrize(
    ("kind", "day", "first", "after"),
    [
        ("week", d(2026, 11, 22), d(2026, 11, 16), d(2026, 11, 23)),
        ("week", d(2027, 1, 1), d(2026, 12, 28), d(2027, 1, 4)),
        ("month", d(2026, 12, 31), d(2026, 12, 1), d(2027, 1, 1)),
        ("month", d(2028, 2, 29), d(2028, 2, 1), d(2028, 3, 1)),
        ("quarter", d(2026, 11, 23), d(2026, 10, 1), d(2027, 1, 1)),
        ("quarter", d(2026, 3, 31), d(2026, 1, 1), d(2026, 4, 1)),
        ("contract_year", d(2026, 3, 14), d(2025, 3, 15), d(2026, 3, 15)),
        ("contract_year", d(2026, 3, 15), d(2026, 3, 15), d(2027, 3, 15)),
    ],
)
def test_the_period_of_a_day(kind: str, day: d, first: d, after: d) -> None:
    found = period_of(kind, day, PRAGUE, d(2024, 3, 15))
    assert (found.first, found.after) == (first, after)


def test_a_contract_of_the_29th_of_february() -> None:
    year = period_of("contract_year", d(2025, 3, 1), PRAGUE, d(2024, 2, 29))
    assert (year.first, year.after) == (d(2025, 2, 28), d(2026, 2, 28))
    assert year.next().next().after == d(2028, 2, 29)
    assert year.before().first == d(2024, 2, 29)


def test_a_period_begins_at_midnight_of_its_zone() -> None:
    march = period_of("month", d(2026, 3, 1), PRAGUE)
    assert march.begin == dt.datetime(2026, 2, 28, 23, tzinfo=dt.UTC)
    assert march.end == dt.datetime(2026, 3, 31, 22, tzinfo=dt.UTC)
    late = dt.datetime(2026, 3, 31, 22, 30, tzinfo=dt.UTC)
    assert period_at("month", late, PRAGUE).first == d(2026, 4, 1)
    assert period_at("month", late, "UTC").first == d(2026, 3, 1)
    assert march.holds(march.begin)
    assert not march.holds(march.end)
    assert not march.holds(None)


def test_what_is_no_period_is_refused() -> None:
    with pytest.raises(ValueError, match="fortnight"):
        period_of("fortnight", d(2026, 1, 1), "UTC")
    with pytest.raises(ValueError, match="first day"):
        period_of("contract_year", d(2026, 1, 1), "UTC")


@given(
    st.sampled_from(KINDS), st.dates(d(1990, 1, 1), d(2100, 1, 1)),
    st.dates(d(1990, 1, 1), d(2100, 1, 1)),
)  # fmt: skip
def test_periods_follow_on_each_other(kind: str, day: d, anchor: d) -> None:
    found = period_of(kind, day, "America/New_York", anchor)
    assert found.first <= day < found.after
    assert found.next().first == found.after
    assert found.before().after == found.first
    assert found.before().next() == found
    row = latest(found, 13)
    assert len(row) == 13
    assert row[-1] == found
    assert all(a.end == b.begin for a, b in itertools.pairwise(row))


# --- versions --------------------------------------------------------------------------------

VERSIONS = [
    Version("95 %", d(2025, 1, 1), d(2026, 1, 31)),
    Version("97 %", d(2026, 2, 16)),
    Version("99 %", d(2026, 2, 20), d(2026, 2, 22)),
]


@pytest.mark.parametrize(
    ("day", "held"),
    [
        (d(2024, 12, 31), None), (d(2025, 1, 1), "95 %"), (d(2026, 1, 31), "95 %"),
        (d(2026, 2, 1), None), (d(2026, 2, 16), "97 %"), (d(2026, 2, 21), "99 %"),
        (d(2026, 2, 23), "97 %"), (d(2030, 1, 1), "97 %"),
    ],
)  # fmt: skip
def test_what_held_on_a_day(day: d, held: str | None) -> None:
    assert in_force(VERSIONS, day) == held


def test_what_held_during_a_period() -> None:
    february = Period("month", d(2026, 2, 1), d(2026, 3, 1), "UTC")
    assert stretches(VERSIONS, february) == [
        (d(2026, 2, 1), d(2026, 2, 16), None),
        (d(2026, 2, 16), d(2026, 2, 20), "97 %"),
        (d(2026, 2, 20), d(2026, 2, 23), "99 %"),
        (d(2026, 2, 23), d(2026, 3, 1), "97 %"),
    ]
    assert stretches([], february) == [(february.first, february.after, None)]
    again = [Version("95 %", d(2020, 1, 1), d(2026, 2, 9)), Version("95 %", d(2026, 2, 10))]
    assert stretches(again, february) == [(february.first, february.after, "95 %")]
