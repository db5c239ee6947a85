"""How promises stand, and how many are kept: docs of `acctdesk.metrics.promises`."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acctdesk.metrics.promises import STANDINGS, Tally, days_late, standing, tally

TODAY = dt.date(2026, 11, 23)
DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31))


def day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("state", "due", "done", "told", "late"),
    [
        ("open", "2026-11-24", "", "open", 0),
        ("open", "2026-11-23", "", "open", 0),  # its own day is still in time
        ("open", "2026-11-20", "", "overdue", 3),
        ("open", "", "", "open", 0),
        ("kept", "2026-10-18", "2026-10-18", "kept", 0),
        ("kept", "2026-10-18", "2026-10-27", "kept_late", 9),
        ("kept", "", "2026-10-27", "kept", 0),
        ("kept", "2026-10-18", "", "kept", 0),
        ("dropped", "2026-10-18", "2026-11-20", "dropped", 0),
    ],
)
def test_how_a_promise_stands(state: str, due: str, done: str, told: str, late: int) -> None:
    assert standing(state, day(due), day(done), TODAY) == told
    assert days_late(state, day(due), day(done), TODAY) == late


def test_a_state_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="no such state"):
        standing("waiting", None, None, TODAY)
    with pytest.raises(ValueError, match="no such standing"):
        tally(["late"])


def test_the_kept_rate_counts_what_was_in_time_among_all_that_was_due() -> None:
    told = tally(["kept"] * 6 + ["kept_late", "overdue", "open", "open"])
    assert told == Tally(open=2, overdue=1, kept=6, kept_late=1, dropped=0)
    assert (told.n, told.judged, told.rate) == (10, 8, Decimal("0.75"))
    assert tally(["dropped", "kept"]).rate == Decimal("0.5")


def test_without_anything_due_there_is_no_rate() -> None:
    assert tally([]).rate is None
    assert tally(["open", "open"]).rate is None


@given(
    st.lists(
        st.tuples(st.sampled_from(["open", "kept", "dropped"]), st.none() | DAYS, st.none() | DAYS)
    ),
    DAYS,
)
def test_every_promise_is_counted_once(
    held: list[tuple[str, dt.date | None, dt.date | None]], today: dt.date
) -> None:
    told = [standing(state, due, done, today) for state, due, done in held]
    count = tally(told)
    assert count.n == len(held)
    assert count.rate is None or 0 <= count.rate <= 1
    for (state, due, done), one in zip(held, told, strict=True):
        late = days_late(state, due, done, today)
        assert one in STANDINGS
        assert (late > 0) == (one in ("overdue", "kept_late"))


@given(DAYS, DAYS)
def test_a_promise_falls_overdue_once_and_stays_so(due: dt.date, today: dt.date) -> None:
    before = standing("open", due, None, today)
    after = standing("open", due, None, today + dt.timedelta(days=1))
    assert (before, after) in {("open", "open"), ("open", "overdue"), ("overdue", "overdue")}
    assert (before != after) == (today == due)
