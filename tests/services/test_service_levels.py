"""Service levels: what is promised and what happened become gauges, alerts, ledgers and credits."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from acctdesk.compose import Desk
from acctdesk.errors import Invalid, NotFound
from acctdesk.workspace import Workspace
from tests.services.levels import NOW, RESOLUTION, UPTIME, Contract, at, row


@pytest.fixture
def desk(tmp_path: Path, blank: Path) -> Iterator[Desk]:
    shutil.copy(blank, tmp_path / "book.acctdesk")
    opened = Workspace.open(tmp_path / "book.acctdesk")
    with Desk(opened, today=NOW.date, now=lambda: NOW) as made:
        yield made


# --- gauges ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("missed", "standing", "notice", "left"),
    [(0, "met", 0, 10), (5, "met", 50, 5), (8, "at_risk", 80, 2), (10, "at_risk", 100, 0),
     (11, "breached", 100, -1)],
)  # fmt: skip
def test_a_gauge_counts_misses_against_what_is_allowed(
    desk: Desk, missed: int, standing: str, notice: int, left: int
) -> None:
    contract = Contract(desk, RESOLUTION)
    contract.many(100, missed)
    gauge = contract.gauge
    assert (gauge.standing, gauge.notice, gauge.left) == (standing, notice, left)
    assert (gauge.n, gauge.missed, gauge.allowed) == (100, missed, 10)
    assert gauge.value == Decimal(100 - missed) / 100
    assert gauge.margin == gauge.value - Decimal("0.9")
    assert len(gauge.trend) == 13
    assert [one.n for one in gauge.trend] == [0] * 12 + [100]


def test_without_tickets_there_is_no_value_but_a_reason(desk: Desk) -> None:
    gauge = Contract(desk, RESOLUTION).gauge
    assert (gauge.value, gauge.standing, gauge.reason) == (None, "no_data", "nothing_due")


def test_an_open_ticket_is_missed_as_the_clock_goes_on(tmp_path: Path, blank: Path) -> None:
    shutil.copy(blank, tmp_path / "book.acctdesk")
    clock = [at("2026-11-23 08:30")]
    opened = Workspace.open(tmp_path / "book.acctdesk")
    with Desk(opened, now=lambda: clock[0]) as desk:
        contract = Contract(desk, RESOLUTION)
        contract.put(row("T1", ("opened", "2026-11-23 08:00")))
        assert (contract.gauge.open, contract.gauge.n) == (1, 0)
        clock[0] = at("2026-11-23 12:00")  # exactly on time
        assert contract.gauge.missed == 0
        clock[0] = at("2026-11-23 12:01")
        assert (contract.gauge.open, contract.gauge.missed) == (0, 1)


def test_availability_has_a_budget_in_minutes_and_a_credit(desk: Desk) -> None:
    contract = Contract(desk, {**UPTIME, "tiers": "99 10\n95 30", "calendar_id": None})
    contract.levels.create(
        "outage",
        {"service_id": contract.service, "begins": at("2026-11-10 09:00"),
         "ends": at("2026-11-10 12:00")},
    )  # fmt: skip
    gauge = contract.gauge
    assert (gauge.budget, gauge.allowed) == ("minutes", Decimal(21 * 8 * 60) / 100)
    assert gauge.left == gauge.allowed - 180
    assert gauge.standing == "breached"
    assert gauge.final
    assert (gauge.credit.amount, gauge.credit_stage) == (1000, "projected")  # type: ignore[union-attr]
    day = at("2026-11-10 09:00")
    [alert] = contract.levels.alerts()
    assert (alert.level, alert.since) == ("100", day + dt.timedelta(minutes=100.8))


def test_an_exclusion_counts_once_it_was_approved(desk: Desk) -> None:
    contract = Contract(desk, UPTIME)
    hours = {"begins": at("2026-11-10 09:00"), "ends": at("2026-11-10 12:00")}
    contract.levels.create("outage", {"service_id": contract.service, **hours})
    made, _change = contract.levels.create(
        "exclusion", {"agreement_id": contract.agreement, "type": "maintenance", **hours}
    )
    assert contract.gauge.n == 1
    contract.levels.approve([made], "Jana Ode")
    assert (contract.gauge.n, contract.gauge.value) == (0, 1)
    desk.history.undo()
    assert contract.gauge.n == 1


def test_outages_may_be_weighted_by_users(desk: Desk) -> None:
    contract = Contract(desk, {**UPTIME, "by_users": True})
    contract.levels.create(
        "outage",
        {"service_id": contract.service, "begins": at("2026-11-10 09:00"),
         "ends": at("2026-11-10 10:00"), "users": 25},
    )  # fmt: skip
    gauge = contract.gauge
    assert gauge.left == gauge.allowed - 15  # type: ignore[operator]


def test_measured_figures_are_gathered_by_period(desk: Desk) -> None:
    kpi: dict[str, Any] = {
        "type": "satisfaction", "target": Decimal(4), "warning": Decimal("4.2"), "unit": "of 5"
    }  # fmt: skip
    contract = Contract(desk, kpi)
    days = [("2026-10-30", "3.5"), ("2026-11-02", "4.4"), ("2026-11-20", "3.8")]
    contract.levels.measure(contract.gauge.objective, [(day, Decimal(v)) for day, v in days], "CRM")
    gauge = contract.gauge
    assert (gauge.value, gauge.standing, gauge.unit) == (Decimal("4.1"), "at_risk", "of 5")
    assert gauge.trend[-2].standing == "breached"
    contract.levels.edit("objective", gauge.objective, {"gathering": "last"})
    assert contract.gauge.value == Decimal("3.8")
    detail = contract.levels.detail(gauge.objective)
    assert [(one.source, one.actual) for one in detail.scorecard] == [("CRM", Decimal("3.8"))]


def test_what_needs_attention_comes_first(desk: Desk) -> None:
    Contract(desk, RESOLUTION, name="Quiet").many(10, 0)
    Contract(desk, RESOLUTION, name="Late").many(10, 3)
    Contract(desk, RESOLUTION, name="Near").many(10, 1)
    Contract(desk, RESOLUTION, name="Empty")
    panel = desk.service_levels.panel()
    assert [one.account_name for one in panel.gauges] == ["Late", "Near", "Empty", "Quiet"]
    assert dict(panel.counts) == {"breached": 1, "at_risk": 1, "no_data": 1, "met": 1}
    assert panel.attention == 2


# --- filters and versions --------------------------------------------------------------------


def test_an_objective_is_about_its_priorities_and_service(desk: Desk) -> None:
    contract = Contract(desk, {**RESOLUTION, "priorities": ("P1",)})
    other, _change = contract.levels.create(
        "service", {"account_id": contract.account, "name": "Mail"}
    )
    done = (("opened", "2026-11-03 08:00"), ("resolved", "2026-11-03 09:00"))
    contract.put(row("A", *done, priority="p1"), row("B", *done, priority="P2"), row("C", *done),
                 row("D", *done, priority="P1", service=other))  # fmt: skip
    assert contract.gauge.n == 1


def test_a_new_version_keeps_what_was_promised_before(desk: Desk) -> None:
    contract = Contract(desk, RESOLUTION)
    october = [row(f"O{n}", ("opened", "2026-10-05 08:00"), ("resolved", "2026-10-05 10:30"))
               for n in range(4)]  # fmt: skip
    contract.put(*october)
    before = contract.gauge.trend[-2]
    version, _change = contract.levels.add_version(contract.agreement, "2026-11-01", "Quicker")
    [told] = contract.levels.agreements(contract.account)
    assert [(one.valid_from, one.valid_to) for one in told.versions] == [
        ("2026-11-01", ""), ("2026-01-01", "2026-10-31"),
    ]  # fmt: skip
    [mine] = told.versions[0].objectives
    contract.levels.edit("objective", mine.id, {"minutes": 120, "target": Decimal("0.95")})
    contract.put(row("N1", ("opened", "2026-11-05 08:00"), ("resolved", "2026-11-05 10:30")))
    gauge = contract.gauge
    assert (gauge.objective, gauge.missed) == (mine.id, 1)
    assert [one.target for one in gauge.trend[-2:]] == [Decimal("0.9"), Decimal("0.95")]
    assert gauge.trend[-2] == before
    assert contract.levels.detail(mine.id, dt.date(2026, 10, 1)).gauge.met == 4
    assert version != told.versions[1].id


def test_words_of_the_desk_may_pause_or_not(desk: Desk) -> None:
    contract = Contract(desk, RESOLUTION)
    contract.put(
        row("T1", ("opened", "2026-11-03 08:00"), ("paused", "2026-11-03 09:00"),
            ("resolved", "2026-11-03 15:00"))
    )  # fmt: skip
    assert contract.gauge.met == 1
    contract.levels.edit("objective", contract.gauge.objective, {"pauses": ("Awaiting client",)})
    assert contract.gauge.missed == 1


# --- detail, ledger, credits -----------------------------------------------------------------


def test_a_detail_tells_what_is_behind_a_gauge(desk: Desk) -> None:
    contract = Contract(desk, RESOLUTION, {**RESOLUTION, "type": "response", "minutes": 60})
    contract.put(
        row("T1", ("opened", "2026-11-03 08:00"), ("responded", "2026-11-03 08:30"),
            ("resolved", "2026-11-03 13:00"), category="Disk", title="Full"),
        row("T2", ("opened", "2026-11-04 08:00"), ("resolved", "2026-11-04 09:00")),
        row("T3", ("opened", "2026-11-20 08:00"), category="Disk"),
    )  # fmt: skip
    [found] = [one for one in contract.levels.panel().gauges if one.kind == "resolution"]
    detail = contract.levels.detail(found.objective)
    assert [(one.number, one.over, one.open) for one in detail.breaches] == [
        ("T3", dt.timedelta(hours=4 + 3), True), ("T1", dt.timedelta(hours=1), False),
    ]  # fmt: skip
    assert [(one.name, one.count, one.cumulative) for one in detail.causes] == [("Disk", 2, 1)]
    assert (detail.resolution.n, detail.resolution.median) == (2, 180)
    assert (detail.resolution.target, detail.response.target) == (240, 60)
    assert [one.used for one in detail.burn] == [0, 1, 2, 2]
    assert {one.kind for one in detail.scorecard} == {"response", "resolution"}
    told = contract.levels.ledger(found.objective, contract.ticket("T1"))
    assert (told.outcome, told.counted, told.zone) == (
        "missed", dt.timedelta(hours=5), "Europe/Prague",
    )  # fmt: skip
    assert told.ledger.total("counted") == told.counted


def test_the_ledger_of_an_outage_tells_what_was_downtime(desk: Desk) -> None:
    contract = Contract(desk, UPTIME)
    made, _change = contract.levels.create(
        "outage",
        {"service_id": contract.service, "begins": at("2026-11-10 15:00"),
         "ends": at("2026-11-10 18:00")},
    )  # fmt: skip
    told = contract.levels.ledger(contract.gauge.objective, made)
    assert [(one.kind, one.duration) for one in told.ledger.entries] == [
        ("counted", dt.timedelta(hours=1)), ("outside", dt.timedelta(hours=2)),
    ]  # fmt: skip


def test_a_credit_is_projected_confirmed_issued_and_agreed(desk: Desk) -> None:
    contract = Contract(desk, {**RESOLUTION, "tiers": "90 10\n50 30"})
    objective = contract.gauge.objective
    contract.put(row("O1", ("opened", "2026-10-05 08:00"), ("resolved", "2026-10-05 14:00")))
    contract.many(10, 3)
    assert (contract.gauge.credit.amount, contract.gauge.credit_stage) == (1000, "projected")  # type: ignore[union-attr]

    def lines() -> list[tuple[str, Decimal]]:
        found = contract.levels.detail(objective).credits
        return [(one.stage, one.money.amount) for one in found if one.money]

    assert lines() == [("projected", Decimal(1000)), ("confirmed", Decimal(3000))]
    contract.levels.issue(objective, dt.date(2026, 10, 1))
    assert lines()[1] == ("issued", Decimal(3000))
    contract.levels.issue(objective, dt.date(2026, 10, 1), "agreed", Decimal(2500), "EUR")
    assert lines()[1] == ("agreed", Decimal(2500))
    desk.history.undo()
    assert lines()[1] == ("issued", Decimal(3000))


def test_credits_share_the_cap_of_their_agreement(desk: Desk) -> None:
    tiers = {"tiers": "90 30"}
    contract = Contract(desk, {**RESOLUTION, **tiers}, {**RESOLUTION, **tiers, "minutes": 200})
    contract.levels.edit("agreement", contract.agreement, {"cap": Decimal(4000), "currency": "EUR"})
    contract.many(10, 3)
    amounts = [one.credit.amount for one in contract.levels.panel().gauges if one.credit]
    assert sorted(amounts) == [1000, 3000]


# --- what is refused -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "values", "field"),
    [
        ("calendar", {"name": "X", "zone": "Europe/Prague", "monday": "9 to late"}, "monday"),
        ("calendar", {"name": "X", "zone": "Europe/Prague", "own_days": "24 Dec"}, "own_days"),
        ("calendar", {"name": "X"}, "zone"),
        ("objective", {"type": "resolution", "target": Decimal("0.9")}, "minutes"),
        ("objective", {"type": "availability", "target": Decimal("0.9")}, "service_id"),
        ("objective", {"type": "first_contact", "target": Decimal(90)}, "target"),
        ("objective", {"type": "custom", "tiers": "many"}, "tiers"),
    ],
)
def test_what_does_not_fit_is_refused(
    desk: Desk, kind: str, values: dict[str, Any], field: str
) -> None:
    contract = Contract(desk, RESOLUTION)
    [told] = contract.levels.agreements()
    if kind == "objective":
        values = {"name": "X", "period": "month", "version_id": told.versions[0].id, **values}
    with pytest.raises(Invalid) as caught:
        contract.levels.create(kind, values)
    assert caught.value.field == field


def test_a_version_begins_after_the_one_before(desk: Desk) -> None:
    contract = Contract(desk, RESOLUTION)
    for day in ("2026-01-01", "2025-05-01", "soon"):
        with pytest.raises(Invalid):
            contract.levels.add_version(contract.agreement, day)


def test_what_is_gone_is_told(desk: Desk) -> None:
    contract = Contract(desk, RESOLUTION)
    objective = contract.gauge.objective
    contract.levels.delete("agreement", [contract.agreement])
    assert contract.levels.panel().gauges == ()
    with pytest.raises(NotFound):
        contract.levels.detail(objective)
    desk.history.undo()
    assert contract.gauge.objective == objective
    with pytest.raises(NotFound):
        contract.levels.ledger(objective, "0" * 32)


# --- holidays --------------------------------------------------------------------------------


def test_holidays_of_a_country_are_not_worked(desk: Desk) -> None:
    contract = Contract(desk, RESOLUTION)
    contract.put(row("T1", ("opened", "2026-11-16 14:00"), ("resolved", "2026-11-18 09:00")))
    assert contract.gauge.missed == 1
    contract.levels.edit("calendar", contract.calendar, {"country": "CZ"})
    assert contract.gauge.met == 1  # 17 November is one
    told = contract.levels.ledger(contract.gauge.objective, contract.ticket("T1"))
    assert "holiday" in {one.reason for one in told.ledger.entries}
    contract.levels.edit("calendar", contract.calendar, {"own_days": "2026-11-17 09:00-17:00"})
    assert contract.gauge.missed == 1


def test_a_place_whose_holidays_nobody_knows_is_refused(desk: Desk) -> None:
    contract = Contract(desk, RESOLUTION)
    for values, field in (
        ({"country": "QQ"}, "country"),
        ({"country": "DE", "subdivision": "XX"}, "subdivision"),
        ({"country": "CZ", "subdivision": "BY"}, "subdivision"),
    ):
        with pytest.raises(Invalid) as caught:
            contract.levels.edit("calendar", contract.calendar, values)
        assert caught.value.field == field
    contract.levels.edit("calendar", contract.calendar, {"country": "DE", "subdivision": "BY"})
    told = desk.records.get("calendar", contract.calendar)
    assert (told["country"], told["subdivision"]) == ("DE", "BY")
