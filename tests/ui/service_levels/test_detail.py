"""One objective closely: figures, charts, and the rows behind them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.service_levels.conftest import Shown

popping = pytest.mark.qt_log_ignore("raise", "grabbing the keyboard", "propagateSizeHints")


def test_every_figure_says_why(shown: Shown) -> None:
    shown.go({"objective": shown.levels.objective("Availability")})
    figures = shown.view.detail.figures
    assert set(figures) >= {"attained", "target", "left", "burn", "projected", "credit"}
    for one in figures.values():
        assert one._meaning.definition
        assert one.accessibleDescription()
    assert "1 outage" in figures["attained"]._meaning.basis
    figures["credit"].rows_wanted.emit()
    assert shown.view.detail.tabs.current() == 2


@popping
def test_charts_state_their_finding_and_have_their_numbers(shown: Shown) -> None:
    pytest.importorskip("matplotlib")
    shown.go({"objective": shown.levels.objective("Resolution")})
    shown.settle()
    charts = shown.view.detail.charts.cards
    assert list(charts) == ["trend", "burn", "response", "resolution", "causes"]
    titles = {name: one.view.chart().title for name, one in charts.items()}
    assert titles["resolution"] == (
        "Half of the tickets were resolved within 1 h, nine in ten within 3 h 24 min"
    )
    assert titles["causes"] == "All of it comes from one cause: Vendor"
    for card in charts.values():
        assert card.view._picture is not None
        assert card.model.rowCount()
        assert card.view.accessibleName() == card.view.chart().title
    trend = charts["trend"].view
    QTest.keyClick(trend, Qt.Key.Key_Left)
    assert "80.0 %" in trend.accessibleDescription()
    with_table = charts["trend"]
    with_table.show_table(True)
    assert with_table.grid.isVisible()
    assert not trend.isVisible()


def test_a_click_on_the_trend_goes_to_that_period(shown: Shown) -> None:
    shown.go({"objective": shown.levels.objective("Resolution")})
    shown.view.detail.period_wanted.emit("2026-02-01")
    shown.settle()
    gauge = shown.view.detail.detail().gauge
    assert gauge.period.first == dt.date(2026, 2, 1)
    assert shown.view.detail.on.isEnabled()
    QTest.mouseClick(shown.view.detail.on, Qt.MouseButton.LeftButton)
    shown.settle()
    assert shown.view.detail.detail().gauge.period.first == dt.date(2026, 3, 1)


def test_a_chart_is_copied_and_saved_in_light_colours(shown: Shown, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    shown.go({"objective": shown.levels.objective("Resolution")})
    card = shown.view.detail.charts.cards["trend"]
    for suffix, pattern in ((".png", "PNG"), (".svg", "SVG"), (".pdf", "PDF")):
        shown.window.files.append(tmp_path / f"chart{suffix}")
        card.save(suffix, pattern)
        shown.settle()
        assert (tmp_path / f"chart{suffix}").stat().st_size > 1000
    assert shown.window.said == ["Saved chart.png", "Saved chart.svg", "Saved chart.pdf"]
    card.copy()
    shown.settle()
    assert shown.window.said[-1] == "Copied the chart as a picture"


def test_what_cannot_be_drawn_is_shown_as_numbers(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    from acctdesk.drawing import rendering
    from acctdesk.errors import Problem

    def refuse(*_all: object, **_more: object) -> None:
        raise Problem("charts can't be drawn here.", remedy="The numbers are in the table.")

    monkeypatch.setattr(rendering, "draw", refuse)
    shown.go({"objective": shown.levels.objective("Resolution")})
    shown.settle()
    card = shown.view.detail.charts.cards["trend"]
    assert card.table_shown()
    assert "can't be drawn" in card.view.problem()
