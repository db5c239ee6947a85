"""Lists as files, as a script asks for them."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from acctdesk import cli
from acctdesk.compose import create_desk
from acctdesk.services.filters import Condition, Match, Op
from acctdesk.services.view import Column, ListView, Sort

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    book = tmp_path / "book.acctdesk"
    with create_desk(book) as desk:
        for name, tier in (("Acme", "A"), ("Globex", "B"), ("Hooli", "A"), ("=Initech", "C")):
            made, _change = desk.accounts.create({"name": name, "tier": tier})
            desk.people.add(made, {"name": f"Jana {name}"})
        desk.views.save(
            ListView(
                "account", name="Key accounts", columns=(Column("tier"), Column("name")),
                where=Match("all", (Condition("tier", Op.IS, "A"),)), sort=(Sort("name", True),),
            )
        )  # fmt: skip

    def call(*words: object) -> tuple[int, str, str]:
        status = cli.main(["export", "grid", *map(str, words), "--workspace", str(book)])
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


def test_a_view_is_exported_as_it_is_shown(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "key.xlsx"
    status, out, _err = run("--view", "Key accounts", "--out", path, "--json")
    assert status == 0
    assert json.loads(out) == {"file": str(path), "view": "Key accounts", "records": 2}
    book = openpyxl.load_workbook(path)
    assert [[cell.value for cell in row][1:] for row in book["Key accounts"].iter_rows()] == [
        ["Tier", "Name"], ["A", "Hooli"], ["A", "Acme"],
    ]  # fmt: skip


def test_a_filter_and_another_kind_as_text(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    status, out, _err = run("--kind", "people", "--filter", 'name contains "init"', "--out", path)
    assert (status, out) == (0, f"Exported 1 record to {path}.\n")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0][:2] == ["AcctDesk person id", "Name"]
    assert [row[1] for row in rows[1:]] == ["Jana =Initech"]


def test_what_cannot_be_is_refused(run: Run, tmp_path: Path) -> None:
    status, _out, err = run("--out", tmp_path / "list.pdf")
    assert status == 1
    assert ".xlsx or .csv" in err
    status, _out, err = run("--view", "Nobody's", "--out", tmp_path / "list.xlsx")
    assert status == 1
    assert "view" in err
    assert not (tmp_path / "list.xlsx").exists()
