"""Service levels from scripts: what the panel shows, by objective and period."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from acctdesk.cli import main
from acctdesk.compose import Desk, create_desk
from tests.services.levels import RESOLUTION, UPTIME, Contract, row

DONE = ("opened", "2026-10-05 08:00")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("metrics") / "book.acctdesk"
    with create_desk(path) as desk:
        fill(desk)
    return path


def fill(desk: Desk) -> None:
    contract = Contract(
        desk,
        {**RESOLUTION, "name": "Resolved", "tiers": "90 10"},
        {**UPTIME, "name": "Up", "period": "quarter"},
    )
    contract.put(
        row("A", DONE, ("responded", "2026-10-05 08:30"), ("resolved", "2026-10-05 10:00")),
        row("B", DONE, ("resolved", "2026-10-05 14:00")),
        row("C", ("opened", "2026-11-05 08:00"), ("resolved", "2026-11-05 09:00")),
    )
    contract.levels.create(
        "outage",
        {"service_id": contract.service, "begins": dt.datetime(2026, 10, 6, 8, tzinfo=dt.UTC),
         "ends": dt.datetime(2026, 10, 6, 9, tzinfo=dt.UTC)},
    )  # fmt: skip
    Contract(desk, name="Other AG")


def told(capsys: pytest.CaptureFixture[str], path: Path, *words: str) -> dict[str, Any]:
    assert main(["metrics", "--workspace", str(path), "--json", *words]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_a_month_is_told_by_objective(capsys: pytest.CaptureFixture[str], filled: Path) -> None:
    found = told(capsys, filled, "--account", "acme", "--period", "2026-10")
    assert found["name"] == "Acme"
    rows = {one["name"]: one for one in found["objectives"]}
    resolved, up = rows["Resolved"], rows["Up"]
    assert (resolved["attainment"], resolved["met"], resolved["missed"]) == (0.5, 1, 1)
    assert resolved["resolution"] == {"n": 2, "median_hours": 4, "p90_hours": 5.6}
    assert resolved["response"]["n"] == 2
    assert resolved["budget"]["left"] == -1
    assert resolved["credit"] == {"amount": "1000", "currency": "EUR", "state": "confirmed"}
    assert (resolved["period"]["first"], resolved["availability"]) == ("2026-10-01", None)
    assert up["period"]["first"] == "2026-10-01"
    assert up["availability"] is not None
    assert (up["attainment"], up["budget"]["unit"], up["budget"]["used"]) == (None, "minutes", 60)


@pytest.mark.parametrize(
    ("period", "firsts"),
    [
        ("2026-10-14", ["2026-10-01"]),
        ("2026-q4", ["2026-10-01", "2026-11-01", "2026-12-01"]),
        ("2025", [f"2025-{month:02}-01" for month in range(1, 13)]),
    ],
)
def test_a_span_is_told_by_the_periods_in_it(
    capsys: pytest.CaptureFixture[str], filled: Path, period: str, firsts: list[str]
) -> None:
    found = told(capsys, filled, "--account", "Acme", "--period", period)
    assert [one["period"]["first"] for one in found["objectives"]
            if one["name"] == "Resolved"] == firsts  # fmt: skip


def test_without_a_period_those_that_run_are_told(
    capsys: pytest.CaptureFixture[str], filled: Path
) -> None:
    found = told(capsys, filled, "--account", "Acme")
    assert len(found["objectives"]) == 2
    assert all(one["period"]["elapsed"] < 1 for one in found["objectives"])


def test_it_is_a_table_for_people(capsys: pytest.CaptureFixture[str], filled: Path) -> None:
    words = ["metrics", "--workspace", str(filled), "--account", "Acme", "--period", "2026-10"]
    assert main(words) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split()[:4] == ["Objective", "Period", "Target", "Actual"]
    [line] = [one for one in lines if one.startswith("Resolved")]
    for said in ("Oct 2026", "50.0 %", "Breached", "4.0 / 5.6", "−1 / 0 misses", "€ 1,000"):
        assert said in line
    assert main(["metrics", "--workspace", str(filled), "--account", "Other AG"]) == 0
    assert capsys.readouterr().out == "No objective holds.\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [(("--account", "Nobody"), "Nobody"), (("--account", "Acme", "--period", "2026-13"), "2026-13"),
     (("--account", "Acme", "--period", "2026-Q5"), "2026-Q5")],
)  # fmt: skip
def test_what_is_not_understood_is_told(
    capsys: pytest.CaptureFixture[str], filled: Path, words: tuple[str, ...], said: str
) -> None:
    assert main(["metrics", "--workspace", str(filled), *words]) == 1
    found = capsys.readouterr()
    assert found.out == ""
    assert said in found.err


def test_nothing_is_written(tmp_path: Path, filled: Path) -> None:
    copy = tmp_path / "copy.acctdesk"
    shutil.copy(filled, copy)
    before = copy.read_bytes()
    assert main(["metrics", "--workspace", str(copy), "--account", "Acme"]) == 0
    assert copy.read_bytes() == before
