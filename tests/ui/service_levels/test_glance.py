"""What is shown of an objective at the click, before anything is read."""

from __future__ import annotations

import pytest

from acctdesk.compose import Desk
from acctdesk.ui.service_levels import chartwords, reading
from tests.ui.service_levels.conftest import Shown


def test_head_figures_and_trend_are_there_before_the_rest_is_read(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("matplotlib")
    seen: list[tuple[bool, str, str]] = []
    whole = reading.detail

    def watched(desk: Desk, objective: str, first: str) -> reading.Closer:
        part = shown.view.detail
        card = part.charts.cards["trend"]
        figure = part.figures["attained"].text()
        seen.append((card.view._picture is not None, part.head.title.text(), figure))
        return whole(desk, objective, first)

    monkeypatch.setattr(reading, "detail", watched)
    # The library of charts takes a while the first time.
    shown.view._filling._later.setInterval(30_000)
    shown.go({"objective": shown.levels.objective("Resolution")})
    shown.settle()
    assert seen == [(True, "Resolution", "80.0 %")]
    part = shown.view.detail
    assert part.detail() is not None
    assert part.charts.cards["trend"].view.chart() == chartwords.trend(part.detail().gauge)


def test_what_the_last_one_showed_is_gone_at_once(shown: Shown) -> None:
    pytest.importorskip("matplotlib")
    shown.go({"objective": shown.levels.objective("Resolution")})
    shown.settle()
    part = shown.view.detail
    assert len(part.charts.cards) > 2
    shown.go({})
    shown.settle()
    gauge = next(one for one in shown.view.panel.panel().gauges if one.kind == "availability")
    assert part.glance(gauge, shown.view.panel.panel().now)
    assert part.detail() is None
    assert [*part.charts.cards] == ["trend", "burn"]
    assert part.charts.cards["burn"].view.chart() is None
    assert part._below.isHidden(), "breaches and scorecard were the other's"


def test_another_period_is_read_at_once(shown: Shown) -> None:
    shown.go({"objective": shown.levels.objective("Resolution"), "first": "2026-02-01"})
    shown.settle()
    found = shown.view.detail.detail()
    assert found is not None
    assert found.gauge.period.first.month == 2


def test_a_chart_that_is_left_over_has_its_row_alone(shown: Shown) -> None:
    pytest.importorskip("matplotlib")
    charts = shown.view.detail.charts
    shown.go({"objective": shown.levels.objective("Resolution")})
    shown.settle()
    charts.prepare(("trend", "burn", "causes"))
    shown.settle()
    trend, burn, causes = (charts.cards[one] for one in ("trend", "burn", "causes"))
    assert trend.y() == burn.y() < causes.y()
    assert causes.width() > trend.width() + burn.width()


def test_a_found_ticket_opens_its_ledger_or_its_form(shown: Shown) -> None:
    """As a hit of the search does, which names the ticket alone."""
    shown.go({"ledger": shown.levels.ticket_id("INC9")})
    assert shown.front is shown.view.ledger
    told = shown.view.ledger.told()
    assert told is not None
    assert (told.number, told.name) == ("INC9", "Resolution")
    desk = shown.levels.desk
    other, _change = desk.accounts.create({"name": "Of no agreement"})
    record, _change = desk.service_levels.add_ticket(other, {"number": "X1"})
    shown.settle()
    shown.go({"ledger": record})
    assert shown.front is shown.view.form
    assert shown.view.form.rows["number"].editor.text() == "X1"  # type: ignore[union-attr]
    shown.go({"ledger": "gone"})
    assert shown.front is shown.view.gone
