"""Working time: weekly hours, holidays, own days, and the days on which the clocks change."""

from __future__ import annotations

import datetime as dt
import itertools
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acctdesk.metrics.service.calendar import (
    ALL_DAY,
    ALWAYS,
    Hours,
    WorkingCalendar,
    weekdays,
)
from acctdesk.metrics.service.spans import common, instant, moment, united, without

NINE_TO_FIVE = weekdays(dt.time(9), dt.time(17))
OFFICE = WorkingCalendar("Europe/Prague", NINE_TO_FIVE)
NIGHTS = WorkingCalendar("Europe/Prague", ((Hours(dt.time(22), dt.time(6)),),) * 7)
HOUR = dt.timedelta(hours=1)


def prague(*when: int) -> dt.datetime:
    return dt.datetime(*when, tzinfo=ZoneInfo("Europe/Prague"))


# --- metrics.md, "Business-hours clock" ------------------------------------------------------


def test_four_hours_from_four_on_monday_are_due_at_noon_on_tuesday() -> None:
    assert OFFICE.due(prague(2026, 11, 16, 16), 4 * HOUR) == prague(2026, 11, 17, 12)


def test_twenty_four_hours_are_three_working_days() -> None:
    opened = prague(2026, 11, 16, 9)
    due = OFFICE.due(opened, 24 * HOUR)
    assert due == prague(2026, 11, 18, 17)  # the earliest: not nine o'clock on the next morning
    assert OFFICE.elapsed(opened, prague(2026, 11, 19, 9)) == 24 * HOUR
    # The span lies over a weekend as well as over nights.
    assert OFFICE.due(prague(2026, 11, 19, 12), 24 * HOUR) == prague(2026, 11, 24, 12)


def test_opened_on_saturday_the_clock_starts_on_monday() -> None:
    opened = prague(2026, 11, 21, 11)
    assert OFFICE.elapsed(opened, prague(2026, 11, 23, 9)) == dt.timedelta()
    assert OFFICE.due(opened, dt.timedelta(microseconds=1)) == prague(
        2026, 11, 23, 9
    ) + dt.timedelta(microseconds=1)
    assert OFFICE.due(opened, HOUR) == prague(2026, 11, 23, 10)


# --- hours, holidays, own days ---------------------------------------------------------------


def test_several_hours_a_day_may_overlap() -> None:
    day = (Hours(dt.time(8), dt.time(12)), Hours(dt.time(13), dt.time(17)))
    split = WorkingCalendar("UTC", (day,) * 7)
    begin, end = dt.datetime(2026, 3, 2, tzinfo=dt.UTC), dt.datetime(2026, 3, 3, tzinfo=dt.UTC)
    assert split.elapsed(begin, end) == 8 * HOUR
    over = WorkingCalendar("UTC", ((*day, Hours(dt.time(11), dt.time(14))),) * 7)
    assert over.elapsed(begin, end) == 9 * HOUR


def test_a_holiday_is_its_civil_day() -> None:
    calendar = WorkingCalendar("Europe/Prague", NIGHTS.week, frozenset({dt.date(2026, 11, 17)}))
    evening, morning = prague(2026, 11, 16, 20), prague(2026, 11, 17, 8)
    assert NIGHTS.elapsed(evening, morning) == 8 * HOUR
    assert calendar.elapsed(evening, morning) == 2 * HOUR  # until midnight
    # The night that would begin on the holiday doesn't.
    assert calendar.elapsed(morning, prague(2026, 11, 18, 20)) == dt.timedelta()


def test_an_own_day_has_its_own_hours_alone_even_on_a_holiday() -> None:
    eve = dt.date(2026, 12, 24)
    short = (Hours(dt.time(9), dt.time(11)),)
    calendar = WorkingCalendar(
        "Europe/Prague", NINE_TO_FIVE, frozenset({eve, dt.date(2026, 12, 25)}), ((eve, short),)
    )
    assert calendar.elapsed(prague(2026, 12, 23), prague(2026, 12, 24)) == 8 * HOUR
    assert calendar.elapsed(prague(2026, 12, 24), prague(2026, 12, 25)) == 2 * HOUR
    assert calendar.elapsed(prague(2026, 12, 25), prague(2026, 12, 28)) == dt.timedelta()
    night = WorkingCalendar("UTC", ((),) * 7, own_days=((eve, (Hours(dt.time(23), dt.time(2)),)),))
    begin = dt.datetime(2026, 12, 24, tzinfo=dt.UTC)
    assert night.elapsed(begin, begin + 48 * HOUR) == 3 * HOUR


def test_no_span_is_empty() -> None:
    noon, five = instant(prague(2026, 11, 16, 12)), instant(prague(2026, 11, 16, 17))
    nine = instant(prague(2026, 11, 17, 9))
    assert OFFICE.spans(noon, five) == [(noon, five)]
    assert OFFICE.spans(five, nine) == []
    assert OFFICE.closed(noon, five) == []
    assert OFFICE.closed(five, nine) == [(five, nine, "hours")]


def test_closed_spans_say_why() -> None:
    day = dt.date(2026, 11, 17)
    calendar = WorkingCalendar("Europe/Prague", NINE_TO_FIVE, frozenset({day}))
    begin, end = prague(2026, 11, 16, 16), prague(2026, 11, 18, 10)
    found = [
        (moment(a).astimezone(ZoneInfo("Europe/Prague")), moment(b), why)
        for a, b, why in calendar.closed(instant(begin), instant(end))
    ]
    assert found == [
        (prague(2026, 11, 16, 17), prague(2026, 11, 17), "hours"),
        (prague(2026, 11, 17), prague(2026, 11, 18), "holiday"),
        (prague(2026, 11, 18), prague(2026, 11, 18, 9), "hours"),
    ]


# --- the days on which the clocks change -----------------------------------------------------


@pytest.mark.parametrize(
    ("day", "hours"),
    [((2026, 3, 28), 7), ((2026, 10, 24), 9), ((2026, 6, 1), 8)],
    ids=["spring", "autumn", "summer"],
)
def test_a_night_shift_is_as_long_as_it_really_was(day: tuple[int, ...], hours: int) -> None:
    evening = prague(*day, 20)
    assert NIGHTS.elapsed(evening, evening + dt.timedelta(hours=14)) == hours * HOUR


def test_around_the_clock_is_real_time() -> None:
    always = WorkingCalendar("Europe/Prague", ALWAYS)
    # March has 31 days less the hour that was left out.
    assert always.elapsed(prague(2026, 3, 1), prague(2026, 4, 1)) == (31 * 24 - 1) * HOUR
    assert always.elapsed(prague(2026, 10, 1), prague(2026, 11, 1)) == (31 * 24 + 1) * HOUR


def test_an_hour_shown_twice_is_worked_twice_and_one_left_out_not_at_all() -> None:
    two_to_three = WorkingCalendar("Europe/Prague", ((Hours(dt.time(2), dt.time(3)),),) * 7)
    assert two_to_three.elapsed(prague(2026, 10, 25), prague(2026, 10, 26)) == 2 * HOUR
    assert two_to_three.elapsed(prague(2026, 3, 29), prague(2026, 3, 30)) == dt.timedelta()
    # Half past is shown twice: the half hour before it is worked before and after the change.
    half = WorkingCalendar("Europe/Prague", ((Hours(dt.time(2), dt.time(2, 30)),),) * 7)
    assert half.elapsed(prague(2026, 10, 25), prague(2026, 10, 26)) == HOUR
    spans = half.spans(instant(prague(2026, 10, 25)), instant(prague(2026, 10, 26)))
    assert [moment(a).hour for a, _b in spans] == [0, 1]


def test_a_zone_that_skipped_a_day_and_one_whose_midnight_is_left_out() -> None:
    samoa = WorkingCalendar("Pacific/Apia", (ALL_DAY,) * 7)
    zone = ZoneInfo("Pacific/Apia")
    begin, end = dt.datetime(2011, 12, 29, tzinfo=zone), dt.datetime(2012, 1, 1, tzinfo=zone)
    assert samoa.elapsed(begin, end) == 48 * HOUR  # the 30th did not happen
    cairo = ZoneInfo("Africa/Cairo")
    calendar = WorkingCalendar("Africa/Cairo")
    begin, end = dt.datetime(2024, 4, 26, tzinfo=cairo), dt.datetime(2024, 4, 27, tzinfo=cairo)
    day = calendar.day_begin(dt.date(2024, 4, 27)) - calendar.day_begin(dt.date(2024, 4, 26))
    assert moment(day) - moment(0) == 23 * HOUR
    assert calendar.elapsed(begin, end) == 23 * HOUR


# --- what can't be answered ------------------------------------------------------------------


def test_what_never_happens_is_none() -> None:
    never = WorkingCalendar("UTC", ((),) * 7)
    begin = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    assert never.due(begin, HOUR) is None
    assert never.due(begin, dt.timedelta()) == begin
    assert never.elapsed(begin, begin + 1000 * HOUR) == dt.timedelta()


def test_what_makes_no_sense_is_refused() -> None:
    begin = prague(2026, 1, 1)
    with pytest.raises(ValueError, match="before the start"):
        OFFICE.elapsed(begin, begin - HOUR)
    with pytest.raises(ValueError, match="before the start"):
        OFFICE.worked_all([5, instant(begin)], [7, 9])
    with pytest.raises(ValueError, match="time zone"):
        OFFICE.elapsed(begin.replace(tzinfo=None), begin)
    with pytest.raises(ValueError, match="years"):
        OFFICE.elapsed(begin, prague(9999, 12, 30))
    with pytest.raises(ValueError, match="negative"):
        OFFICE.due(begin, -HOUR)
    with pytest.raises(ValueError, match="seven days"):
        WorkingCalendar("UTC", ((),) * 6)
    with pytest.raises(ZoneInfoNotFoundError):
        WorkingCalendar("Middle/Earth")
    with pytest.raises(ValueError, match="whole seconds"):
        Hours(dt.time(9, 0, 0, 1), dt.time(17))


def test_calendars_are_values() -> None:
    again = WorkingCalendar("Europe/Prague", weekdays(dt.time(9), dt.time(17)))
    OFFICE.elapsed(prague(2026, 1, 1), prague(2027, 1, 1))  # what is laid out is no part of it
    assert again == OFFICE
    assert hash(again) == hash(OFFICE)


def test_years_before_and_after_are_laid_out_as_they_are_asked_for() -> None:
    calendar = WorkingCalendar("Europe/Prague", NINE_TO_FIVE)
    one = calendar.elapsed(prague(2026, 1, 1), prague(2026, 7, 1))
    two = calendar.elapsed(prague(2019, 1, 1), prague(2020, 1, 1))
    assert two == 261 * 8 * HOUR
    assert calendar.elapsed(prague(2026, 1, 1), prague(2026, 7, 1)) == one == 129 * 8 * HOUR
    assert calendar.due(prague(2019, 1, 1), two) == prague(2019, 12, 31, 17)


# --- what must always hold -------------------------------------------------------------------

EARLY, LATE = dt.datetime(2015, 1, 1), dt.datetime(2027, 1, 1)  # noqa: DTZ001 - zoned below
moments = st.datetimes(EARLY, LATE).map(lambda at: at.replace(tzinfo=dt.UTC))
times = st.times().map(lambda at: at.replace(microsecond=0))
days = st.dates(dt.date(2015, 1, 1), dt.date(2027, 1, 1))
hours = st.lists(st.builds(Hours, times, times), max_size=3).map(tuple)
calendars = st.builds(
    WorkingCalendar,
    st.sampled_from(["Europe/Prague", "America/St_Johns", "Australia/Lord_Howe", "Africa/Cairo"]),
    st.tuples(*[hours] * 7),
    st.frozensets(days, max_size=20),
    st.dictionaries(days, hours, max_size=5).map(lambda found: tuple(found.items())),
)


@settings(max_examples=60, deadline=None)
@given(calendars, st.lists(moments, min_size=3, max_size=6))
def test_splitting_an_interval_anywhere_does_not_change_the_sum(
    calendar: WorkingCalendar, cuts: list[dt.datetime]
) -> None:
    cuts.sort()
    parts = [calendar.elapsed(a, b) for a, b in itertools.pairwise(cuts)]
    whole = calendar.elapsed(cuts[0], cuts[-1])
    assert sum(parts, dt.timedelta()) == whole
    begin, end = instant(cuts[0]), instant(cuts[-1])
    open_ = sum(b - a for a, b in calendar.spans(begin, end))
    shut = sum(b - a for a, b, _why in calendar.closed(begin, end))
    assert open_ == whole // dt.timedelta(microseconds=1)
    assert open_ + shut == end - begin
    firsts, lasts = [instant(a) for a in cuts[:-1]], [instant(b) for b in cuts[1:]]
    assert [dt.timedelta(microseconds=one) for one in calendar.worked_all(firsts, lasts)] == parts


@settings(max_examples=60, deadline=None)
@given(
    calendars, moments, st.timedeltas(min_value=dt.timedelta(0), max_value=dt.timedelta(days=40))
)
def test_due_is_the_inverse_of_elapsed(
    calendar: WorkingCalendar, begin: dt.datetime, duration: dt.timedelta
) -> None:
    due = calendar.due(begin, duration)
    if due is None:
        assert not any(calendar.week)
        return
    assert calendar.elapsed(begin, due) == duration
    if duration:  # and it is the earliest
        before = due - dt.timedelta(microseconds=1)
        assert calendar.elapsed(begin, before) < duration


def test_touching_spans_become_one() -> None:
    assert united([(5, 9), (1, 5), (9, 9), (8, 7)]) == [(1, 9)]


spans = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=8)


@given(spans, spans)
def test_arithmetic_on_spans_is_that_of_sets(
    one: list[tuple[int, int]], other: list[tuple[int, int]]
) -> None:
    def points(found: list[tuple[int, int]]) -> set[int]:
        return {at for a, b in found for at in range(a, b)}

    left, right = united(one), united(other)
    assert points(left) == points(one)
    assert all(a < b for a, b in left)
    assert all(a[1] < b[0] for a, b in itertools.pairwise(left))
    assert points(common(left, right)) == points(left) & points(right)
    assert points(without(left, right)) == points(left) - points(right)
    assert sum(b - a for a, b in without(left, right)) == len(points(left) - points(right))
