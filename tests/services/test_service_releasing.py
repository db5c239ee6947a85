"""What a client gets of service levels: the promises flagged so, and nothing that is ours alone."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from acctdesk.clientview import Gauge, Series, Table, Text, View
from acctdesk.compose import Desk
from acctdesk.models.catalogue import Audience, Format
from acctdesk.workspace import Workspace
from tests.services.levels import NOW, RESOLUTION, UPTIME, Contract, at, row

TOKEN = "Zyxq"
"""What every text that no client may read begins with."""


@pytest.fixture
def desk(tmp_path: Path, blank: Path) -> Iterator[Desk]:
    shutil.copy(blank, tmp_path / "book.acctdesk")
    opened = Workspace.open(tmp_path / "book.acctdesk")
    with Desk(opened, today=NOW.date, now=lambda: NOW) as made:
        yield made


SAFE = {**RESOLUTION, "name": "Resolved in time", "client_safe": True, "tiers": "90 10\n70 20"}


def planted(desk: Desk) -> Contract:
    """A contract with a token in every internal text, in what isn't flagged, and in another's."""
    contract = Contract(
        desk,
        SAFE,
        {**UPTIME, "name": "ERP up", "client_safe": True},
        {**RESOLUTION, "name": f"{TOKEN} unsafe", "minutes": 30},
    )
    contract.put(
        *(
            row(f"T{n}", ("opened", "2026-11-03 08:00"), ("paused", "2026-11-03 08:30"),
                ("responded", "2026-11-03 08:40"), ("resolved", "2026-11-03 15:00"),
                title="Disk full", category="Hardware", assignee=f"{TOKEN} person",
                source=f"{TOKEN} desk")
            for n in range(3)
        )
    )  # fmt: skip
    contract.levels.create(
        "outage",
        {"service_id": contract.service, "begins": at("2026-11-10 09:00"),
         "ends": at("2026-11-10 13:00"), "cause": f"{TOKEN} cause", "summary": "ERP was down"},
    )  # fmt: skip
    contract.levels.create(
        "exclusion",
        {"agreement_id": contract.agreement, "type": "maintenance", "reason": "Patch day",
         "begins": at("2026-11-11 09:00"), "ends": at("2026-11-11 10:00"),
         "approved_by": f"{TOKEN} approver"},
    )  # fmt: skip
    plant_internal(contract)
    other = Contract(desk, {**SAFE, "name": f"{TOKEN} other"}, name=f"{TOKEN} account")
    other.many(5, 3)
    return contract


def plant_internal(contract: Contract) -> None:
    """A token in every internal text of the contract's records."""
    desk = contract.desk
    records = {"service": contract.service, "agreement": contract.agreement,
               "calendar": contract.calendar}  # fmt: skip
    for one in contract.levels.panel(contract.account).gauges:
        records[f"objective {one.objective}"] = one.objective
    for key, record in records.items():
        kind = key.split()[0]
        fields = [one for one in desk.fields.of(kind) if one.audience is Audience.INTERNAL]
        texts = [one for one in fields if one.format in (Format.TEXT, Format.LONG_TEXT)]
        said = {one.name: f"{TOKEN} {one.name}" for one in texts if one.name != "tiers"}
        if said:
            contract.levels.edit(kind, record, said)


def words(view: View) -> str:
    return "\n".join(view.texts())


def test_nothing_internal_is_released(desk: Desk) -> None:
    contract = planted(desk)
    told = words(contract.levels.released(contract.account))
    assert TOKEN not in told
    for said in ("Resolved in time", "Disk full", "Hardware", "ERP was down", "T0", "Acme"):
        assert said in told


def test_the_tokens_are_there_to_be_found(desk: Desk) -> None:
    """An internal view has them all, so that the test above can fail."""
    contract = planted(desk)
    panel = contract.levels.panel()
    found: list[Any] = [*panel.gauges, *contract.levels.agreements()]
    found += [contract.levels.detail(one.objective) for one in panel.gauges]
    found += contract.levels.tickets(contract.account)
    told = repr(found)
    for said in ("unsafe", "cause", "person", "desk", "account", "other", "note"):
        assert f"{TOKEN} {said}" in told


def test_a_credit_is_released_once_it_was_given(desk: Desk) -> None:
    contract = Contract(desk, SAFE)
    contract.many(10, 4)
    contract.put(row("O1", ("opened", "2026-10-05 08:00"), ("resolved", "2026-10-05 14:00")))
    view = contract.levels.released(contract.account)
    assert "€" not in words(view)
    contract.levels.issue(
        contract.gauge.objective, dt.date(2026, 10, 1), "confirmed", Decimal(777), "EUR"
    )
    assert "777" not in words(contract.levels.released(contract.account))
    contract.levels.issue(
        contract.gauge.objective, dt.date(2026, 10, 1), "agreed", Decimal(777), "EUR"
    )
    assert "€ 777" in words(contract.levels.released(contract.account))


def test_a_view_has_gauges_scorecard_charts_and_ledgers(desk: Desk) -> None:
    contract = planted(desk)
    view = contract.levels.released(contract.account)
    gauges = [one for one in view.parts if isinstance(one, Gauge)]
    assert {(one.name, one.state, one.tone) for one in gauges} == {
        ("Resolved in time", "Breached", "bad"), ("ERP up", "Breached", "bad"),
    }  # fmt: skip
    for one in gauges:
        assert one.mark is not None
        assert one.low < one.mark <= one.high
        assert len(one.trend) == 13
    shapes = {one.shape for one in view.parts if isinstance(one, Series)}
    assert shapes == {"trend", "budget", "spread", "causes"}
    captions = [one.text for one in view.parts if isinstance(one, Text) and one.role == "caption"]
    assert "Ledger: T2 Disk full" in captions
    assert "Ledger: Outage ERP was down" in captions
    tables = [one for one in view.parts if isinstance(one, Table)]
    assert tables[0].headings[0] == "Objective"
    kinds = {row[3] for table in tables if table.headings[3:] == ("Kind", "Why")
             for row in table.rows}  # fmt: skip
    assert {"Counted", "Paused"} <= kinds


def test_a_past_period_is_told_as_it_was_promised_then(desk: Desk) -> None:
    contract = Contract(desk, SAFE)
    contract.many(10, 4)
    told = words(contract.levels.released(contract.account, dt.date(2026, 10, 9)))
    assert "Oct 2026" in told
    assert "Nothing was due" in told
    assert "T0" not in told
