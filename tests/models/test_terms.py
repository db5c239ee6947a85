"""What agreements say in short texts is read as it is meant, or told to be unreadable."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from acctdesk.metrics.service.calendar import Hours
from acctdesk.metrics.service.credits import Tier
from acctdesk.models.terms import TermError, read_days, read_hours, read_tiers


def hours(begin: str, end: str) -> Hours:
    return Hours(dt.time.fromisoformat(begin), dt.time.fromisoformat(end))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (None, ()),
        (" ", ()),
        ("09:00-17:00", (hours("09:00", "17:00"),)),
        ("9-17", (hours("09:00", "17:00"),)),
        ("8.30 – 12, 13:00 to 17", (hours("08:30", "12:00"), hours("13:00", "17:00"))),
        ("13:00-17:00; 08:00-12:00", (hours("08:00", "12:00"), hours("13:00", "17:00"))),
        ("22:00-06:00", (hours("22:00", "06:00"),)),
        ("00:00-24:00", (hours("00:00", "00:00"),)),
    ],
)
def test_hours_are_read(text: str | None, found: tuple[Hours, ...]) -> None:
    assert read_hours(text) == found


@pytest.mark.parametrize("text", ["9", "9-25", "24:30-25:00", "09:60-10:00", "nine to five", "-9"])
def test_what_are_no_hours_is_told(text: str) -> None:
    with pytest.raises(TermError) as caught:
        read_hours(f"08:00-09:00, {text}")
    assert caught.value.text == text


def test_own_days_have_hours_or_none() -> None:
    assert read_days("2026-12-24 09:00-12:00\n\n2026-12-31\n") == (
        (dt.date(2026, 12, 24), (hours("09:00", "12:00"),)),
        (dt.date(2026, 12, 31), ()),
    )
    for text in ("24 Dec", "2026-02-30", "2026-12-24\n2026-12-24", "2026-12-24 late"):
        with pytest.raises(TermError):
            read_days(text)


@pytest.mark.parametrize("text", ["99.9 10\n95 30", "< 99.9 %: 10 %; 95: 30", "99,9 → 10\n95 → 30"])
def test_tiers_are_read(text: str) -> None:
    assert read_tiers(text) == (
        Tier(Decimal("0.999"), Decimal("0.1")), Tier(Decimal("0.95"), Decimal("0.3")),
    )  # fmt: skip


def test_what_are_no_tiers_is_told() -> None:
    for text in ("99.9", "much 10", "99 10\n99 20"):
        with pytest.raises(TermError):
            read_tiers(text)
