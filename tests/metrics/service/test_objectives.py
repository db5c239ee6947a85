"""Attainment, availability, budgets, projections and scorecards."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acctdesk.metrics.service.availability import (
    Availability,
    Outage,
    Service,
    availability,
    burn_rate,
    downtime,
    exhausted_after,
    user_weighted,
)
from acctdesk.metrics.service.calendar import ALWAYS, WorkingCalendar, weekdays
from acctdesk.metrics.service.clock import Course, Event, Exclusion, course, judge
from acctdesk.metrics.service.objectives import (
    Kpi,
    attainment,
    belonging,
    first_contact,
    gathered,
    misses_allowed,
    percentile,
    projected,
    spread,
    throughput,
)
from acctdesk.metrics.service.periods import Period, period_of
from acctdesk.metrics.service.standing import standing

D = Decimal
HOUR, MINUTE = dt.timedelta(hours=1), dt.timedelta(minutes=1)
UTC_ALWAYS = WorkingCalendar("UTC", ALWAYS)
JUNE = period_of("month", dt.date(2026, 6, 1), "UTC")  # of 30 days
"""30 days of 24 hours: 43,200 minutes."""


def june(day: int, hour: int = 0, minute: int = 0) -> dt.datetime:
    return dt.datetime(2026, 6, day, hour, minute, tzinfo=dt.UTC)


def down(minutes: int, target: str | None = None, until: dt.datetime | None = None) -> Availability:
    outage = Outage(june(1, 6), june(1, 6) + minutes * MINUTE)
    service = Service(UTC_ALWAYS, JUNE, until or JUNE.end)
    return availability(service, [outage], None if target is None else D(target))


# --- metrics.md, "Service levels": availability ----------------------------------------------


def test_two_of_a_hundred_hours_down_are_98_percent() -> None:
    calendar = WorkingCalendar("UTC", weekdays(dt.time(12), dt.time(17)))
    # Twenty working days of five hours; the outage lies within them.
    weeks = Period("month", dt.date(2026, 6, 1), dt.date(2026, 6, 27), "UTC")
    service = Service(calendar, weeks, weeks.end)
    found = availability(service, [Outage(june(2, 13), june(2, 15))], None)
    assert found.service == 100 * HOUR
    assert found.value == D("0.98")
    assert (found.n, found.reason, found.standing.state) == (1, "no_target", "no_data")


def test_three_hours_down_in_thirty_days() -> None:
    value = down(180).value
    assert value is not None
    assert round(100 * value, 2) == D("99.58")


def test_ten_minutes_down_of_43_200() -> None:
    found = down(10)
    assert found.service == 43_200 * MINUTE
    assert found.value is not None
    assert round(100 * found.value, 2) == D("99.98")


# --- metrics.md, "Service levels": error budget and burn rate --------------------------------


def test_the_budget_of_three_nines_of_thirty_days_is_43_2_minutes() -> None:
    found = down(47, "0.999").budget
    assert found is not None
    assert found.whole / 60 == D("43.2")
    assert found.left / 60 == D("-3.8")  # missed by 3.8 min
    assert (found.standing.state, found.standing.final) == ("breached", True)


def test_a_burn_of_14_4_exhausts_thirty_days_in_2_08() -> None:
    lasts = exhausted_after(D("14.4"), dt.timedelta(days=30))
    assert lasts is not None
    assert round(lasts / dt.timedelta(days=1), 2) == 2.08
    assert exhausted_after(D(0), dt.timedelta(days=30)) is None


def test_the_burn_rate_is_of_shares() -> None:
    # Half of the budget used when a quarter of the period has passed.
    assert burn_rate(D("21.6"), D("43.2"), 25, 100) == 2
    assert burn_rate(D(1), D(0), 25, 100) is None
    found = down(36, "0.999", until=june(4)).budget  # 36 of 43.2 minutes in 3 of 30 days
    assert found is not None
    assert found.burn is not None
    assert round(found.burn, 10) == D("8.3333333333")
    # 7.2 minutes are left, at 12 a day: they last 14 h 24 min more.
    assert found.exhausted == june(4, 14, 24)


def test_when_the_budget_will_be_used_up() -> None:
    # 18.2 of 43.2 minutes are left, 25 were used in 15 days: they last 10.92 days more.
    found = down(25, "0.999", until=june(16)).budget
    assert found is not None
    assert found.exhausted == june(26, 22, 4) + dt.timedelta(seconds=48)
    for minutes in (0, 21, 44):  # nothing burns; it lasts beyond the period; it is gone already
        found = down(minutes, "0.999", until=june(16)).budget
        assert found is not None
        assert found.exhausted is None
    assert (found.standing.state, found.standing.final) == ("breached", True)  # though it runs
    # Works that are planned take their part of the budget, and put the day off.
    works = Exclusion(june(4, 10), june(4, 12))
    service = Service(UTC_ALWAYS, JUNE, june(4), (works,))
    found = availability(service, [Outage(june(1, 6), june(1, 6, 36))], D("0.999")).budget
    assert found is not None
    assert found.left / 60 == D("7.08")  # 14.16 h at 12 minutes a day
    assert found.exhausted == june(4, 16, 9) + dt.timedelta(seconds=36)


@pytest.mark.parametrize(
    ("used", "state", "notice"),
    [
        ("0", "met", 0), ("49.999", "met", 0), ("50", "met", 50), ("79.999", "met", 50),
        ("80", "at_risk", 80), ("99.999", "at_risk", 80), ("100", "at_risk", 100),
        ("100.001", "breached", 100), ("300", "breached", 100),
    ],
)  # fmt: skip
def test_states_and_notices_of_a_budget(used: str, state: str, notice: int) -> None:
    found = standing(D(used), D(100), final=False)
    assert (found.state, found.notice, found.used) == (state, notice, D(used) / 100)


def test_no_allowance_and_no_miss_is_met() -> None:
    found = standing(D(0), D(0), final=True)
    assert (found.state, found.used, found.notice, found.final) == ("met", None, 0, True)
    found = standing(D(1), D(0), final=False)
    assert (found.state, found.used, found.notice, found.final) == ("breached", None, 100, False)
    with pytest.raises(ValueError, match="negative"):
        standing(D(-1), D(1), final=False)


# --- metrics.md, "Service levels": attainment and misses left --------------------------------


def outcomes(met: int, missed: int, open_: int = 0, paused: int = 0) -> list[str]:
    return ["met"] * met + ["missed"] * missed + ["open"] * open_ + ["paused"] * paused


def test_misses_left() -> None:
    found = attainment(outcomes(96, 4), D("0.95"))
    assert (found.n, found.value, found.allowed, found.left) == (100, D("0.96"), 5, 1)
    assert misses_allowed(D("0.9"), 10) == 1  # in floating point, (1 - 0.9) x 10 is 0.99…
    found = attainment(outcomes(95, 5), D("0.95"))
    assert (found.left, found.standing.state) == (0, "at_risk")  # exactly on target is met
    found = attainment(outcomes(94, 6), D("0.95"))
    assert (found.left, found.standing.state, found.standing.final) == (-1, "breached", False)
    assert attainment(outcomes(94, 6), D("0.95"), ended=True).standing.final


def test_open_tickets_do_not_count() -> None:
    found = attainment(outcomes(3, 1, 5, 2), D("0.75"))
    assert (found.n, found.value, found.open, found.paused) == (4, D("0.75"), 5, 2)
    assert found.standing.state == "at_risk"  # one miss of one allowed


def test_nothing_due_is_no_data_with_a_reason() -> None:
    found = attainment(outcomes(0, 0, 3), D("0.95"))
    assert (found.value, found.reason, found.n) == (None, "nothing_due", 0)
    assert found.standing.state == "no_data"
    found = attainment(outcomes(3, 1), None)
    assert (found.value, found.reason, found.left) == (D("0.75"), "no_target", None)
    assert found.standing.state == "no_data"
    with pytest.raises(ValueError, match="between 0 and 1"):
        attainment(outcomes(3, 1), D(95))


@given(st.integers(0, 1000), st.integers(0, 1000), st.decimals(0, 1, places=4))
def test_misses_left_say_what_the_share_says(met: int, missed: int, target: Decimal) -> None:
    found = attainment(outcomes(met, missed), target)
    if not found.n:
        assert found.value is None
        return
    assert found.left is not None
    assert (found.left >= 0) == (met >= target * found.n)
    assert (found.standing.state == "breached") == (found.left < 0)
    # One miss more of the same tickets than are left is over; none more than are left is not.
    if 0 <= found.left <= met:
        assert attainment(outcomes(met - found.left, missed + found.left), target).left == 0


def test_a_ticket_belongs_to_the_period_of_its_due_time() -> None:
    late = course([Event(june(30, 22), "opened"), Event(june(30, 23), "resolved")], june(30, 23))
    verdict = judge(late, UTC_ALWAYS, 4 * HOUR)
    assert verdict.outcome == "met"
    assert belonging([verdict], JUNE) == []
    assert belonging([verdict], JUNE.next()) == [verdict]
    waiting = course([Event(june(30, 1), "opened"), Event(june(30, 2), "paused")], june(30, 23))
    assert belonging([judge(waiting, UTC_ALWAYS, 4 * HOUR)], JUNE) == []


def test_attainment_is_projected_at_its_pace() -> None:
    found = attainment(outcomes(46, 4), D("0.95"))
    whole = 160 * HOUR
    ahead = projected(found, whole / 2, whole)
    assert (ahead.used, ahead.allowed, ahead.breached) == (8, 5, True)  # 8 of 100, 5 allowed
    assert not projected(attainment(outcomes(49, 1), D("0.95")), whole / 2, whole).breached
    assert projected(found, whole / 40, whole).reason == "too_early"
    assert projected(found, 0 * HOUR, 0 * HOUR).reason == "too_early"
    assert projected(attainment([], D("0.95")), whole, whole).reason == "nothing_due"


# --- availability: overlaps, exclusions, users, what can't be told ---------------------------


def test_overlapping_outages_count_once_and_exclusions_not_at_all() -> None:
    outages = [
        Outage(june(2, 10), june(2, 12)), Outage(june(2, 11), june(2, 13)),
        Outage(june(3, 1), june(3, 3)),
        Outage(dt.datetime(2026, 5, 31, 23, tzinfo=dt.UTC), june(1, 1)),
        Outage(june(29, 23), None), Outage(dt.datetime(2026, 7, 1, 1, tzinfo=dt.UTC), None),
    ]  # fmt: skip
    works = Exclusion(june(3, 0), june(3, 4))
    refused = Exclusion(june(2, 0), june(3, 0), approved=False)
    service = Service(UTC_ALWAYS, JUNE, june(30), (works, refused))
    found = availability(service, outages, D("0.99"))
    assert found.down == 5 * HOUR  # 3 h, none of the maintenance, 1 h of May's, 1 h still on
    assert found.n == 4
    assert found.service == (29 * 24 - 4) * HOUR
    assert found.budget is not None
    assert found.budget.whole == (D(1) - D("0.99")) * (30 * 24 - 4) * 3600
    assert sum(b - a for a, b in downtime(service, outages)) == found.down // dt.timedelta(
        microseconds=1
    )


def test_availability_divides_by_what_has_passed_the_budget_by_the_whole() -> None:
    found = down(144, "0.999", until=june(2))
    assert found.value == D("0.9")
    assert found.budget is not None
    assert found.budget.whole == D("2592")
    assert found.projection.reason == "too_early"  # one day of thirty
    found = down(30, "0.999", until=june(16))
    assert (found.projection.used, found.projection.allowed) == (3600, 2592)
    assert found.projection.breached
    assert found.standing.state == "met"
    assert found.standing.notice == 50


def test_nothing_passed_and_nothing_allowed() -> None:
    found = down(0, "0.999", until=june(1))
    assert (found.value, found.reason, found.n) == (None, "no_service_time", 0)
    assert found.standing.state == "no_data"
    found = down(1, "1")
    assert found.budget is not None
    assert (found.budget.burn, found.budget.reason) == (None, "no_budget")
    assert found.standing.state == "breached"
    with pytest.raises(ValueError, match="between 0 and 1"):
        down(1, "99.9")


def test_user_weighted_availability() -> None:
    service = Service(UTC_ALWAYS, JUNE, june(11))  # 240 h so far
    half = [Outage(june(2), june(3), 50)]
    # 50 of 100 people for 24 of 240 h: 1,200 of 24,000 hours of theirs.
    assert user_weighted(service, half, 100) == (D("0.95"), "")
    everybody = [Outage(june(2), june(3))]
    assert user_weighted(service, everybody, 100) == (D("0.9"), "")
    both = [*half, Outage(june(2, 12), june(3, 12), 70)]
    # 12 h of 50, 12 h of 100 (not 120), 12 h of 70.
    assert user_weighted(service, both, 100) == (1 - D(12 * 220) / 24_000, "")
    assert user_weighted(service, half, None) == (None, "no_users")
    nothing = Service(UTC_ALWAYS, JUNE, june(1))
    assert user_weighted(nothing, half, 100) == (None, "no_service_time")


@given(
    st.lists(st.tuples(st.integers(0, 800), st.integers(0, 100)), max_size=8),
    st.integers(1, 720),
)
def test_weighing_by_all_users_is_plain_availability(
    hours: list[tuple[int, int]], until: int
) -> None:
    service = Service(UTC_ALWAYS, JUNE, june(1) + until * HOUR)
    outages = [Outage(june(1) + a * HOUR, june(1) + (a + n) * HOUR) for a, n in hours]
    found = availability(service, outages, D("0.9"))
    weighted, _reason = user_weighted(service, outages, 7)
    assert found.value is not None
    assert weighted is not None
    assert abs(found.value - weighted) < D("1e-20")
    assert 0 <= found.value <= 1
    down_ = {h for a, n in hours for h in range(a, min(a + n, until))}
    assert found.down == len(down_) * HOUR


# --- spread, first contact, throughput, scorecard --------------------------------------------


def test_percentiles_lie_between_their_neighbours() -> None:
    found = spread([4 * HOUR, 1 * HOUR, 2 * HOUR, 3 * HOUR])
    assert (found.n, found.median, found.p90) == (4, 2.5 * HOUR, 3.7 * HOUR)
    assert spread([]).median is None
    assert percentile([HOUR], 90) == HOUR


def resolved(*events: tuple[dt.datetime, str]) -> Course:
    return course([Event(*one) for one in events], june(30))


def test_first_contact_and_throughput() -> None:
    tickets = [
        resolved((june(1), "opened"), (june(1, 1), "resolved")),
        resolved((june(1), "opened"), (june(1, 1), "responded"), (june(1, 1), "resolved")),
        resolved((june(2), "opened"), (june(2, 1), "responded"), (june(2, 2), "resolved")),
        resolved((june(3), "opened"), (june(3, 1), "paused"), (june(3, 2), "resolved")),
        resolved((june(4), "opened"), (june(4, 1), "resolved"), (june(5), "reopened")),
        resolved((dt.datetime(2026, 5, 30, tzinfo=dt.UTC), "opened"), (june(1), "resolved")),
    ]
    found = first_contact(tickets, JUNE)
    assert (found.hits, found.n, found.value) == (3, 5, D("0.6"))
    assert first_contact(tickets, JUNE.next()).reason == "nothing_resolved"
    minute = june(6, 1)
    again = resolved(
        (june(6), "opened"), (minute, "resolved"), (minute, "reopened"), (minute, "resolved"),
    )  # fmt: skip
    assert first_contact([again], JUNE).hits == 0
    done = throughput(tickets, JUNE)
    assert (done.opened, done.resolved, done.backlog, done.value) == (5, 5, 1, D(1))
    may = throughput(tickets, JUNE.before())
    assert (may.opened, may.resolved, may.backlog) == (1, 0, 1)
    assert throughput(tickets, JUNE.next()).reason == "no_values"


@pytest.mark.parametrize(
    ("actual", "state", "variance"),
    [("94.9", "breached", "-0.1"), ("95", "at_risk", "0"), ("96.9", "at_risk", "1.9"),
     ("97", "met", "2"), ("99", "met", "4")],
)  # fmt: skip
def test_a_figure_of_which_more_is_better(actual: str, state: str, variance: str) -> None:
    found = Kpi(D(95), "up", D(97)).score(D(actual), 12)
    assert (found.standing.state, found.variance, found.n) == (state, D(variance), 12)


@pytest.mark.parametrize(
    ("actual", "state", "variance"),
    [("5.1", "breached", "-0.1"), ("5", "at_risk", "0"), ("4", "met", "1"), ("1", "met", "4")],
)
def test_a_figure_of_which_less_is_better(actual: str, state: str, variance: str) -> None:
    found = Kpi(D(5), "down", D(4)).score(D(actual), 1)
    assert (found.standing.state, found.variance) == (state, D(variance))


def test_a_figure_that_is_not_there() -> None:
    found = Kpi(D(5)).score(None, 0)
    assert (found.actual, found.standing.state, found.reason) == (None, "no_data", "no_values")
    with pytest.raises(ValueError, match="warning"):
        Kpi(D(95), "up", D(90))
    with pytest.raises(ValueError, match="direction"):
        Kpi(D(95), "left")


def test_measurements_are_gathered() -> None:
    values = [D(3), D(1), D(2)]
    found = {how: gathered(values, how) for how in ("mean", "sum", "last", "least", "most")}
    assert found == {"mean": 2, "sum": 6, "last": 2, "least": 1, "most": 3}
    assert gathered([], "sum") is None
    with pytest.raises(ValueError, match="gather"):
        gathered(values, "mode")


def test_a_month_in_which_the_clocks_change_has_its_real_hours() -> None:
    march = period_of("month", dt.date(2026, 3, 5), "Europe/Prague")
    service = Service(WorkingCalendar("Europe/Prague", ALWAYS), march, march.end)
    assert service.whole == (31 * 24 - 1) * 3600 * 10**6
    zone = ZoneInfo("Europe/Prague")
    night = Outage(
        dt.datetime(2026, 3, 29, 1, tzinfo=zone), dt.datetime(2026, 3, 29, 4, tzinfo=zone)
    )
    assert availability(service, [night], None).down == 2 * HOUR
