"""Moments as people type them: a day and a time, or a time of today."""

from __future__ import annotations

import datetime as dt

import pytest

from acctdesk.services.catalogue import Field, Format
from acctdesk.services.values import Hints, parse_typed

FIELD = Field("ticket", "resolved", "Resolved", Format.MOMENT)
DAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("2026-11-03 09:05", "2026-11-03 09:05"),
        ("2026-11-03T09:05", "2026-11-03 09:05"),
        ("3 Nov 2026, 9:05", "2026-11-03 09:05"),
        ("3.11.2026 17:30", "2026-11-03 17:30"),
        ("fri 8:00", "2026-11-27 08:00"),
        ("yesterday 14:15", "2026-11-22 14:15"),
        ("-2 9.30", "2026-11-21 09:30"),
        ("9:30", "2026-11-23 09:30"),
        ("9:30 pm", "2026-11-23 21:30"),
        ("12:05 am", "2026-11-23 00:05"),
    ],
)
def test_a_moment_is_read(text: str, local: str) -> None:
    found = parse_typed(FIELD, text, Hints(), DAY)
    assert found.problem == ""
    assert found.value == dt.datetime.fromisoformat(local).astimezone(dt.UTC)


def test_a_moment_in_utc_is_taken_as_such() -> None:
    found = parse_typed(FIELD, "2026-11-03 09:05 UTC", Hints(), DAY)
    assert found.value == dt.datetime(2026, 11, 3, 9, 5, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("text", "problem"),
    [("2026-11-03", "moment"), ("25:10", "moment"), ("9:75", "moment"), ("soon 9:00", "date"),
     ("2026-02-30 9:00", "date"), ("2026-11 9:00", "moment"), ("13:00 pm", "moment")],
)  # fmt: skip
def test_what_is_no_moment_is_told(text: str, problem: str) -> None:
    found = parse_typed(FIELD, text, Hints(), DAY)
    assert (found.value, found.problem) == (None, problem)


def test_nothing_is_nothing() -> None:
    assert parse_typed(FIELD, "  ", Hints(), DAY).value is None
    assert parse_typed(FIELD, "  ", Hints(), DAY).problem == ""
