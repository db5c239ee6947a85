"""The clock against a second one that knows nothing of it, on random calendars.

6,000 cases here, 4,000 with pauses and exclusions in test_clock.py.
"""

from __future__ import annotations

import datetime as dt
import random

import pytest

from tests.metrics.service.slowly import changes, counted, due, random_calendar

MINUTE = dt.timedelta(minutes=1)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_two_clocks_agree_on_random_calendars(seed: int) -> None:
    # Half of the cases lie about a change of the clocks, minute by minute; the others over some
    # days, by quarters of an hour.
    dice = random.Random(f"calendars {seed}")
    worked = 0
    for _ in range(75):
        year = dice.randrange(2005, 2027)
        calendar = random_calendar(dice, year, 15)
        about = changes(calendar.zone, year)
        for case in range(20):
            if case % 2 and about:
                step = MINUTE
                begin = dice.choice(about) - dice.randrange(90) * MINUTE
                end = begin + dice.randrange(150) * MINUTE
            else:
                step = 15 * MINUTE
                begin = dt.datetime(year, 1, 1, tzinfo=dt.UTC) + dice.randrange(35_000) * step
                end = begin + dice.randrange(110) * step
            slow = counted(calendar, begin, end, step)
            assert calendar.elapsed(begin, end) == slow, (calendar, begin, end)
            found = calendar.due(begin, slow)
            assert found == due(calendar, begin, slow, end, step), (calendar, begin, slow)
            worked += slow > dt.timedelta()
    assert worked > 500  # of 1,500: not all of it was about nothing
