"""Periods, agendas and readiness of reviews: docs of `acctdesk.metrics.reviews`."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acctdesk.metrics import reviews
from acctdesk.metrics.goals import progress
from acctdesk.metrics.reviews import (
    Check,
    Facts,
    agenda,
    days_of_period,
    period_before,
    period_code,
    period_near,
    pre_read_days,
    quarter_of,
    quarters_of,
    readiness,
    review_day,
    working_days_before,
)

D = dt.date.fromisoformat
TODAY, MEETING = D("2026-11-23"), D("2026-12-04")
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31))
MONTHS = st.integers(1, 12)


@pytest.mark.parametrize(
    ("code", "month", "first", "last"),
    [
        ("2026-Q3", 1, "2026-07-01", "2026-09-30"),
        ("2026Q3", 1, "2026-07-01", "2026-09-30"),
        ("2026-Q4", 4, "2027-01-01", "2027-03-31"),
        ("2026-Q1", 4, "2026-04-01", "2026-06-30"),
        ("2026-02", 4, "2026-02-01", "2026-02-28"),
        ("2026", 1, "2026-01-01", "2026-12-31"),
        ("2026", 10, "2026-10-01", "2027-09-30"),
    ],
)
def test_a_period_has_its_days(code: str, month: int, first: str, last: str) -> None:
    assert days_of_period(code, month) == (D(first), D(last))


@pytest.mark.parametrize("code", ["", "2026-Q5", "Q3", "2026-13", "26", "2026-Q3-1"])
def test_what_names_no_period_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="no such period"):
        days_of_period(code)


@given(DAYS, MONTHS)
def test_a_day_is_part_of_its_quarter(day: dt.date, month: int) -> None:
    first, last = days_of_period(quarter_of(day, month), month)
    assert first <= day <= last
    assert (first.month - month) % 3 == 0


@given(DAYS, MONTHS)
def test_the_period_before_ends_as_this_one_begins(day: dt.date, month: int) -> None:
    for code in (quarter_of(day, month), f"{day.year}-{day.month:02}", str(day.year)):
        first, _last = days_of_period(code, month)
        assert days_of_period(period_before(code), month)[1] == first - dt.timedelta(days=1)


def test_four_quarters_make_a_year() -> None:
    held = [days_of_period(one, 4) for one in quarters_of(2026)]
    assert (held[0][0], held[-1][1]) == days_of_period("2026", 4)
    assert period_code("2026q3") == "2026-Q3"


@pytest.mark.parametrize(
    ("day", "kind", "code"),
    [
        ("2026-12-04", "quarter", "2026-Q4"),
        ("2026-10-15", "quarter", "2026-Q3"),
        ("2027-01-20", "quarter", "2026-Q4"),
        ("2026-11-05", "month", "2026-10"),
        ("2026-11-27", "month", "2026-11"),
    ],
)
def test_a_review_looks_at_the_period_whose_end_is_nearest(day: str, kind: str, code: str) -> None:
    assert period_near(D(day), kind) == code


def test_a_review_is_proposed_for_the_third_week_after_its_quarter() -> None:
    assert review_day(*days_of_period("2026-Q3")) == D("2026-10-15")
    assert review_day(*days_of_period("2026-Q2")) == D("2026-07-15")
    assert review_day(D("2026-09-01"), D("2026-09-30")) == D("2026-10-08")
    assert review_day(*days_of_period("2026-Q3"), {D("2026-10-15")}) == D("2026-10-16")


@given(DAYS, st.integers(1, 10))
def test_working_days_are_counted_back(day: dt.date, count: int) -> None:
    found = working_days_before(day, count)
    assert found.weekday() < 5
    between = (found + dt.timedelta(days=n) for n in range((day - found).days))
    assert sum(one.weekday() < 5 for one in between) == count


def test_the_pre_read_goes_out_one_or_two_working_days_before() -> None:
    assert pre_read_days(MEETING) == (D("2026-12-02"), D("2026-12-03"))
    assert pre_read_days(D("2026-12-07")) == (D("2026-12-03"), D("2026-12-04"))  # a Monday
    assert pre_read_days(MEETING, {D("2026-12-03")}) == (D("2026-12-01"), D("2026-12-02"))


# -- the agenda ----------------------------------------------------------------------------


def test_the_agenda_of_the_drawing_fits_and_looks_forward() -> None:
    told = agenda(90, [(38, "back"), (52, "forward")])
    assert (told.back, told.forward, told.planned) == (38, 52, 90)
    assert told.fits
    assert told.looks_forward


@pytest.mark.parametrize(("back", "forward", "well"), [(45, 45, True), (46, 44, False)])
def test_half_of_the_minutes_is_enough_and_less_is_not(
    back: int, forward: int, *, well: bool
) -> None:
    assert agenda(90, [(back, "back"), (forward, "forward")]).looks_forward is well


def test_an_agenda_that_is_empty_or_too_long_does_not_fit() -> None:
    assert not agenda(90, []).fits
    assert not agenda(90, []).looks_forward
    assert not agenda(60, [(61, "forward")]).fits


# -- readiness -----------------------------------------------------------------------------

READY = Facts(
    today=TODAY,
    day=MEETING,
    period_last=D("2026-12-31"),
    agenda=agenda(90, [(38, "back"), (52, "forward")]),
    has_previous=True,
    carried=8,
    settled=7,
    has_levels=True,
    levels_to=D("2026-11-22"),
    sponsors=("accepted",),
    template=True,
    rehearsed=D("2026-11-20"),
    answers=4,
    pre_read_sent=D("2026-12-02"),
)


def told(facts: Facts) -> dict[str, Check]:
    return {one.code: one for one in readiness(facts)}


def test_a_review_can_be_ready_in_everything() -> None:
    found = readiness(READY)
    assert tuple(one.code for one in found) == reviews.CODES
    assert {one.state for one in found} == {"done"}


@pytest.mark.parametrize(
    ("changed", "check"),
    [
        ({"agenda": agenda(60, [(61, "forward")])}, Check("agenda_fits", "open", None, 61, 60)),
        ({"agenda": agenda(90, [(50, "back"), (40, "forward")])},
         Check("forward", "open", None, 40, 90)),
        ({"settled": 2}, Check("carried_over", "done", None, 2, 8)),
        ({"levels_to": D("2026-11-01")}, Check("levels_complete", "open", D("2026-11-01"))),
        ({"levels_to": None}, Check("levels_complete", "open")),
        ({"sponsors": ("invited",)}, Check("sponsor", "open", D("2026-12-03"))),
        ({"sponsors": (), "today": MEETING}, Check("sponsor", "late", D("2026-12-03"))),
        ({"template": False}, Check("template", "open")),
        ({"rehearsed": None}, Check("rehearsed", "open", D("2026-12-03"))),
        ({"rehearsed": None, "today": MEETING}, Check("rehearsed", "late", D("2026-12-03"))),
        ({"answers": 0}, Check("answers", "open", None, 0)),
        ({"pre_read_sent": None}, Check("pre_read", "open", D("2026-12-02"))),
        ({"pre_read_sent": None, "today": D("2026-12-03")},
         Check("pre_read", "late", D("2026-12-02"))),
        ({"pre_read_sent": None, "pre_read_due": D("2026-11-30")},
         Check("pre_read", "open", D("2026-11-30"))),
        ({"pre_read_sent": D("2026-12-04")}, Check("pre_read", "late", D("2026-12-04"))),
        ({"pre_read_sent": D("2026-12-03")}, Check("pre_read", "done", D("2026-12-03"))),
    ],
)  # fmt: skip
def test_what_is_missing_is_told_with_its_day(changed: dict[str, object], check: Check) -> None:
    assert told(replace(READY, **changed))[check.code] == check  # type: ignore[arg-type]


def test_service_data_of_a_closed_period_need_only_reach_its_end() -> None:
    facts = replace(READY, period_last=D("2026-09-30"), levels_to=D("2026-10-01"))
    assert told(facts)["levels_complete"].state == "done"


def test_what_does_not_apply_is_left_out() -> None:
    facts = replace(READY, has_previous=False, has_levels=False, template=None)
    assert not {"carried_over", "levels_complete", "template"} & told(facts).keys()


# -- goals ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("baseline", "target", "current", "share"),
    [(20, 10, 15, "0.5"), (0, 100, 25, "0.25"), (None, 40, 10, "0.25"), (20, 10, 25, "0"),
     (20, 10, 5, "1")],
)  # fmt: skip
def test_progress_follows_from_the_figures(
    baseline: int | None, target: int, current: int, share: str
) -> None:
    begin = None if baseline is None else Decimal(baseline)
    assert progress(begin, Decimal(target), Decimal(current), Decimal("0.9")) == Decimal(share)


def test_progress_without_figures_is_what_was_written() -> None:
    assert progress(None, None, None, Decimal("0.4")) == Decimal("0.4")
    assert progress(None, Decimal(4), None) is None
    assert progress(Decimal(4), Decimal(4), Decimal(4)) is None
