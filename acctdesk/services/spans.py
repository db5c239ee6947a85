"""Ranges of days that move with the day it is: "next 90 days", "this quarter", "overdue".

Plain values without a database; the day and the fiscal year come in from outside.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from acctdesk.words import lazy


class Span(StrEnum):
    """A range of days named from today. Quarters and years are those of the fiscal year."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    TOMORROW = "tomorrow"
    THIS_WEEK = "this_week"
    LAST_WEEK = "last_week"
    NEXT_WEEK = "next_week"
    THIS_MONTH = "this_month"
    LAST_MONTH = "last_month"
    NEXT_MONTH = "next_month"
    THIS_QUARTER = "this_quarter"
    LAST_QUARTER = "last_quarter"
    NEXT_QUARTER = "next_quarter"
    THIS_YEAR = "this_year"
    LAST_YEAR = "last_year"
    NEXT_YEAR = "next_year"
    OVERDUE = "overdue"


class Every(StrEnum):
    """What a relative range counts in."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    QUARTERS = "quarters"
    YEARS = "years"


class Toward(StrEnum):
    """Which way a relative range reaches from today; today belongs to it."""

    LAST = "last"
    NEXT = "next"


LONGEST_REACH = 10_000
"""The largest number a relative range may count."""


@dataclass(frozen=True, slots=True)
class Relative:
    """A range that reaches from today so far back or ahead.

    "Next 90 days" runs from today to the day 90 days later, "last 3 months" from the same day three
    months ago, or the last one that month has, to today.

    Attributes:
        n: How many units, 0 to 10,000.
        unit: What is counted.
        direction: Back or ahead.
    """

    n: int
    unit: Every = Every.DAYS
    direction: Toward = Toward.NEXT


@dataclass(frozen=True, slots=True)
class Days:
    """A range of days, both ends belonging to it.

    Attributes:
        first: Its first day; None when it has none.
        last: Its last day.
    """

    first: dt.date | None
    last: dt.date


def days_of(span: Span | Relative, today: dt.date, fiscal_month: int = 1) -> Days:
    """The days a range means today.

    Args:
        span: The range.
        today: The day it is.
        fiscal_month: The month in which the fiscal year starts, 1 to 12.

    Returns:
        First and last day; weeks start on Monday (ISO 8601).
    """
    if isinstance(span, Relative):
        other = _moved(today, span)
        return Days(*sorted((today, other)))
    if span is Span.OVERDUE:
        return Days(None, today - dt.timedelta(days=1))
    which, _sep, unit = span.value.partition("_")
    if not unit:
        day = today + dt.timedelta(days={"today": 0, "yesterday": -1, "tomorrow": 1}[which])
        return Days(day, day)
    step = {"last": -1, "this": 0, "next": 1}[which]
    if unit == "week":
        first = today + dt.timedelta(days=7 * step - today.weekday())
        return Days(first, first + dt.timedelta(days=6))
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    passed = 0 if unit == "month" else (today.month - fiscal_month) % months
    first = add_months(today.replace(day=1), months * step - passed)
    return Days(first, add_months(first, months) - dt.timedelta(days=1))


def _moved(day: dt.date, by: Relative) -> dt.date:
    n = min(by.n, LONGEST_REACH) * (1 if by.direction is Toward.NEXT else -1)
    match by.unit:
        case Every.DAYS:
            return _clamped(day, n)
        case Every.WEEKS:
            return _clamped(day, 7 * n)
        case Every.MONTHS:
            return add_months(day, n)
        case Every.QUARTERS:
            return add_months(day, 3 * n)
        case Every.YEARS:
            return add_months(day, 12 * n)


def _clamped(day: dt.date, days: int) -> dt.date:
    place = day.toordinal() + days
    return dt.date.fromordinal(max(1, min(place, dt.date.max.toordinal())))


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day some months on, or the last one that month has; kept within years 1 to 9999."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        return dt.date.min if year < dt.MINYEAR else dt.date.max
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def period(text: str) -> Days:
    """The days a date means that keeps its precision: "2026-05" is all of May.

    Args:
        text: ISO 8601 text of a year, a month or a day.

    Raises:
        ValueError: It is none.
    """
    if len(text) == 4:
        return Days(dt.date(int(text), 1, 1), dt.date(int(text), 12, 31))
    if len(text) == 7:
        first = dt.date.fromisoformat(f"{text}-01")
        return Days(first, add_months(first, 1) - dt.timedelta(days=1))
    day = dt.date.fromisoformat(text)
    return Days(day, day)


SPAN_LABELS = {
    Span.TODAY: lazy("today"),
    Span.YESTERDAY: lazy("yesterday"),
    Span.TOMORROW: lazy("tomorrow"),
    Span.THIS_WEEK: lazy("this week"),
    Span.LAST_WEEK: lazy("last week"),
    Span.NEXT_WEEK: lazy("next week"),
    Span.THIS_MONTH: lazy("this month"),
    Span.LAST_MONTH: lazy("last month"),
    Span.NEXT_MONTH: lazy("next month"),
    Span.THIS_QUARTER: lazy("this quarter"),
    Span.LAST_QUARTER: lazy("last quarter"),
    Span.NEXT_QUARTER: lazy("next quarter"),
    Span.THIS_YEAR: lazy("this year"),
    Span.LAST_YEAR: lazy("last year"),
    Span.NEXT_YEAR: lazy("next year"),
    Span.OVERDUE: lazy("overdue"),
}
"""What a person calls each range."""
