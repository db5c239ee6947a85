"""Texts as instants: ways of writing them, zones, clocks that are changed, orders of a column."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acctdesk.exchange.tickets.moments import Clock, MomentReader, order_of


def wall(*parts):
    """A moment as a workbook has it."""
    return dt.datetime(*parts)  # noqa: DTZ001 - of no zone


def read(cell, zone="UTC", order=""):
    found, odd = MomentReader(Clock(zone), order).column([cell])
    at = found[0]
    moment = None if at is None else dt.datetime.fromtimestamp(at / 1e6, dt.UTC)
    return (moment.strftime("%Y-%m-%d %H:%M:%S") if moment else None), odd.get(0, "")


@pytest.mark.parametrize(
    "text",
    [
        "29/2/2016 01:16", "29.02.2016 01:16", "2016-02-29 01:16", "2016-02-29T01:16:00Z",
        "2016-02-29T02:16:00.000+0100", "2016-02-29 01:16:00 UTC", "29/Feb/16 1:16 AM",
        "29 Feb 2016 01:16", "Feb 29, 2016 1:16 AM", "29.02.2016 um 01:16 Uhr",
        "29. Februar 2016, 01:16", wall(2016, 2, 29, 1, 16),
    ],
)  # fmt: skip
def test_the_usual_ways_of_writing_a_moment(text):
    assert read(text) == ("2016-02-29 01:16:00", "")


@pytest.mark.parametrize("cell", [None, "", "?", "-", "N/A", "31/12/9999 00:00", "9999-12-31",
                                  wall(9999, 12, 31)])  # fmt: skip
def test_nothing_and_never_are_missing(cell):
    assert read(cell) == (None, "")


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("soon", "date"), ("2016-02-30 10:00", "date"), ("2016-02-29 25:00", "date"),
        ("13:99", "date"), ("2016", "date"), (True, "date"), ("1/2/2016 10:00", "date_order"),
        ("1901-01-01 00:00", "year"), (12.5, "date"), ("x" * 500, "date"),
        ("29/02/2016 13:00 PM", "date"),
    ],
)  # fmt: skip
def test_what_is_no_moment_is_told(cell, code):
    assert read(cell) == (None, code)


def test_a_number_of_days_of_a_spreadsheet_is_a_moment():
    assert read(42429.052777777775)[0] == "2016-02-29 01:16:00"


def test_the_order_of_a_column_decides_and_the_zone_shifts():
    assert read("1/2/2016 10:00", order="dmy")[0] == "2016-02-01 10:00:00"
    assert read("1/2/2016 10:00", order="mdy")[0] == "2016-01-02 10:00:00"
    assert read("2016-07-01 10:00", "Europe/Berlin")[0] == "2016-07-01 08:00:00"
    assert read("2016-07-01T10:00:00Z", "Europe/Berlin")[0] == "2016-07-01 10:00:00"


def test_hours_the_clocks_left_out_or_showed_twice():
    assert read("2016-03-27 02:30", "Europe/Berlin") == ("2016-03-27 01:30:00", "gap")
    assert read("2016-10-30 02:30", "Europe/Berlin") == ("2016-10-30 00:30:00", "fold")
    assert read("2016-10-30 03:00", "Europe/Berlin") == ("2016-10-30 02:00:00", "")


@given(
    st.datetimes(wall(1975, 1, 1), wall(2190, 1, 1)).map(lambda at: at.replace(microsecond=0)),
    st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]),
)
def test_instants_agree_with_the_library(at, zone):
    text = f"{at.day}/{at.month}/{at.year} {at:%H:%M:%S}"
    reader = MomentReader(Clock(zone), "dmy")
    wanted = at.replace(tzinfo=ZoneInfo(zone))
    # Twice, by the long way and by what is known of its parts.
    near = f"{at.day}/{at.month}/{at.year} {at:%H:%M:%S} "
    for cell in (text, near, at):
        [found], _odd = reader.column([cell])
        assert found == round(wanted.timestamp()) * 1_000_000


def test_a_column_tells_the_order_or_leaves_it_open():
    assert order_of(["1/2/2016 10:00", "29/2/2016 01:16"]) == {"dmy"}
    assert order_of(["1/2/2016 10:00", "2/29/2016 1:16 PM"]) == {"mdy"}
    assert order_of(["1/2/2016 10:00", "3/4/2016 11:00"]) == {"dmy", "mdy"}
    assert order_of(["2016-02-01 10:00", None, 5]) == set()
    # What contradicts the order that was proved is told cell by cell.
    found, odd = MomentReader(Clock("UTC"), "dmy").column(["29/2/2016 01:16", "2/29/2016 01:16"])
    assert found[1] is None
    assert odd == {1: "date"}
