"""Lists from scripts: filters, orders and saved views."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from acctdesk.cli import main
from acctdesk.compose import create_desk
from acctdesk.services.filters import Condition, Match, Op
from acctdesk.services.view import Column, ListView, Sort


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    path = tmp_path / "book.acctdesk"
    with create_desk(path) as desk:
        for name, tier, value in (("Acme", "A", 10), ("Globex", "B", 30), ("Initech", "A", 20)):
            desk.accounts.create({"name": name, "tier": tier, "annual_value": Decimal(value)})
        archived, _change = desk.accounts.create({"name": "Umbrella", "tier": "A"})
        desk.records.archive("account", [archived])
        view = ListView(
            "account", name="Ours", columns=(Column("name"), Column("annual_value")),
            sort=(Sort("annual_value", True),),
            where=Match("all", (Condition("tier", Op.IS, "A"),)),
        )  # fmt: skip
        desk.views.save(view)
    return path


def listed(capsys: pytest.CaptureFixture[str], workspace: Path, *words: str) -> Any:
    assert main([*words, "--workspace", str(workspace), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ((), ["Acme", "Globex", "Initech"]),
        (("--filter", "tier = A"), ["Acme", "Initech"]),
        (("--filter", "annual value >= 20 and not tier = A"), ["Globex"]),
        (("--sort", "annual value desc"), ["Globex", "Initech", "Acme"]),
        (("--words", "ini"), ["Initech"]),
        (("--view", "ours"), ["Initech", "Acme"]),
        (("--view", "Ours", "--filter", "annual value < 15"), ["Acme"]),
        (("--view", "Ours", "--sort", "name", "--archived"), ["Acme", "Initech", "Umbrella"]),
    ],
)
def test_a_list_is_chosen_by_view_filter_words_and_order(
    capsys: pytest.CaptureFixture[str], workspace: Path, words: tuple[str, ...], found: list[str]
) -> None:
    rows = listed(capsys, workspace, "list", "accounts", *words)
    assert [row["name"] for row in rows] == found


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--filter", "teir = A"), "Tier"),
        (("--sort", "colour"), "colour"),
        (("--view", "Theirs"), "Ours"),
    ],
)
def test_what_is_not_understood_is_told(
    capsys: pytest.CaptureFixture[str], workspace: Path, words: tuple[str, ...], said: str
) -> None:
    assert main(["list", "accounts", *words, "--workspace", str(workspace)]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert said in told.err


def test_a_view_brings_its_columns(capsys: pytest.CaptureFixture[str], workspace: Path) -> None:
    assert main(["list", "accounts", "--view", "Ours", "--workspace", str(workspace)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Name     Annual value", "Initech  20", "Acme     10",
    ]  # fmt: skip


def test_the_views_are_listed(capsys: pytest.CaptureFixture[str], workspace: Path) -> None:
    rows = listed(capsys, workspace, "views")
    assert {row["list"] for row in rows} == {"accounts", "people"}
    [ours] = [row for row in rows if not row["builtin"]]
    assert ours["name"] == "Ours"
    assert ours["filter"] == {
        "mode": "all", "parts": [{"field": "tier", "op": "is", "value": "A"}]
    }  # fmt: skip
    rows = listed(capsys, workspace, "views", "people")
    assert rows[0]["name"] == "All people"
    assert main(["views", "people", "--workspace", str(workspace)]) == 0
    assert "All people" in capsys.readouterr().out
