"""What a client's report can be about, and the file it becomes."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
from pathlib import Path

import pytest

from acctdesk.services.service_level import Panel
from acctdesk.ui.service_levels.reporting import LATEST, times
from tests.ui.service_levels.conftest import Shown

popping = pytest.mark.qt_log_ignore("raise", "grabbing the keyboard", "propagateSizeHints")


@pytest.mark.parametrize(
    ("length", "words", "short", "before"),
    [
        ("week", "16 Mar 2026 – 22 Mar 2026 so far", "2026-03-16", dt.date(2026, 3, 15)),
        ("month", "March 2026 so far", "2026-03", dt.date(2026, 2, 28)),
        ("quarter", "Q1 2026 so far", "2026-Q1", dt.date(2025, 12, 31)),
        ("year", "2026 so far", "2026", dt.date(2025, 12, 31)),
    ],
)
def test_times_of_every_length(
    shown: Shown, length: str, words: str, short: str, before: dt.date
) -> None:
    panel = shown.view.panel.panel()
    found = times(panel, shown.levels.account, length)
    assert len(found) == LATEST[length]
    assert (found[0].day, found[0].words, found[0].short) == (panel.now.date(), words, short)
    assert found[1].day == before
    assert all(later.day > earlier.day for later, earlier in itertools.pairwise(found))


@pytest.mark.parametrize("begin", [dt.date(2025, 7, 1), dt.date(2024, 2, 29)])
def test_a_year_is_that_of_the_contract(shown: Shown, begin: dt.date) -> None:
    panel = shown.view.panel.panel()
    gauge = panel.gauges[0]
    yearly = dataclasses.replace(gauge.period, kind="contract_year", first=begin)
    other = Panel((dataclasses.replace(gauge, period=yearly),), panel.now)
    now, past, _third = times(other, gauge.account, "year")
    assert past.day == begin - dt.timedelta(days=1)
    assert now.short == f"{begin.year}-{begin.year + 1}"
    assert times(other, "another account", "year")[0].words == "2026 so far"


@popping
def test_it_is_written_for_a_quarter_and_says_where_it_is(mine: Shown, tmp_path: Path) -> None:
    mine.view.acting.report(mine.view.panel.report)
    popover = mine.view.acting.popover
    assert popover.period.currentText() == "March 2026 so far"
    popover.length.set_value("quarter")
    assert popover.period.currentText() == "Q1 2026 so far"
    popover.period.setCurrentIndex(1)
    mine.window.files.append(tmp_path / "report.xlsx")
    popover.formats[".xlsx"].click()
    mine.settle()
    [proposed] = mine.window.proposed
    assert proposed.name == "Service levels Northwind 2025-Q4.xlsx"
    assert (tmp_path / "report.xlsx").stat().st_size > 1000
    assert mine.window.offered[-1]["more"][0] == "Show in folder"
