"""History and trash as scripts meet them."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from acctdesk import cli
from acctdesk.compose import create_desk

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("lived") / "book.acctdesk"
    with create_desk(path) as desk:
        desk.settings.introduce("Jana Ode")
        acme, _change = desk.accounts.create({"name": "Acme", "city": "Ulm"})
        other, _change = desk.accounts.create({"name": "=HYPERLINK(1)"})
        desk.accounts.edit([acme, other], {"city": "Bonn", "notes": "+49 says =SUM(A1)"})
        desk.accounts.delete([other])
    return path


@pytest.fixture
def run(lived: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*words: object) -> tuple[int, str, str]:
        status = cli.main([*map(str, words), "--workspace", str(lived)])
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


def test_history_is_narrowed_and_tells_records_and_fields(run: Run) -> None:
    found = json.loads(run("history", "--account", "Acme", "--field", "City", "--json")[1])
    assert [one["label"] for one in found] == [
        "Edit City, Internal notes of 2 accounts", "Add account Acme",
    ]  # fmt: skip
    [row] = found[0]["touched"]
    assert (row["name"], row["done"]) == ("Acme", "update")
    assert row["fields"][0] == {
        "field": "account.city", "label": "City", "before": "Ulm", "after": "Bonn",
    }  # fmt: skip
    assert json.loads(run("history", "--search", "nowhere", "--json")[1]) == []
    assert len(json.loads(run("history", "--author", "Jana Ode", "--json")[1])) >= 4
    assert json.loads(run("history", "--until", "2020-01-01", "--json")[1]) == []
    assert "Add account Acme" in run("history", "--since", "2020-01-01")[1]
    status, _out, err = run("history", "--field", "Name")
    assert status == 1
    assert "account.name" in err
    assert "2026-10-14" in run("history", "--since", "soon")[2]


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_history_and_trash_are_exported_as_text(run: Run, tmp_path: Path, suffix: str) -> None:
    history, trash = tmp_path / f"history{suffix}", tmp_path / f"trash{suffix}"
    assert run("history", "--search", "bonn", "--out", history)[0] == 0
    assert run("trash", "--out", trash)[0] == 0
    if suffix == ".csv":
        with history.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.reader(lines))
        with trash.open(encoding="utf-8-sig", newline="") as lines:
            gone = list(csv.reader(lines))
        assert {row[4] for row in rows[1:]} == {"Acme", "'=HYPERLINK(1)"}
        assert gone[1][3] == "'=HYPERLINK(1)"
        assert any(row[8] == "'+49 says =SUM(A1)" for row in rows)
        return
    book = openpyxl.load_workbook(history)
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "d", "n"}, "no formula"
    values = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows(min_row=2)]
    assert [row[1:3] + row[4:5] for row in values if row[6] == "City"] == [
        ["Jana Ode", "Acme", "Acme"], ["Jana Ode", "=HYPERLINK(1)", "=HYPERLINK(1)"],
    ]  # fmt: skip
    gone_book = openpyxl.load_workbook(trash)
    assert gone_book.worksheets[0]["D2"].value == "=HYPERLINK(1)"
    assert gone_book.worksheets[0]["D2"].data_type == "s"


def test_a_wrong_suffix_is_refused_before_anything_is_read(run: Run, tmp_path: Path) -> None:
    status, _out, err = run("trash", "--out", tmp_path / "trash.pdf")
    assert status == 1
    assert ".xlsx or .csv" in err
    assert not (tmp_path / "trash.pdf").exists()


def test_one_field_goes_back_and_a_record_comes_back(run: Run) -> None:
    [edit, *_rest] = json.loads(run("history", "--search", "edit bonn", "--json")[1])
    acme = next(row["id"] for row in edit["touched"] if row["name"] == "Acme")
    assert run("revert", edit["change"], acme, "--field", "City")[1] == "Revert City of Acme.\n"
    status, _out, err = run("revert", edit["change"], acme, "--field", "City")
    assert status == 1
    assert "already" in err
    assert run("revert", edit["change"], acme, "--force")[0] == 0
    [gone] = json.loads(run("trash", "--json")[1])
    assert run("trash", "--search", "nothing")[1] == ""
    assert run("bring-back", gone["id"])[1] == "Brought 1 record back.\n"
    assert json.loads(run("trash", "--json")[1]) == []
    assert run("undo")[0] == 0
    assert len(json.loads(run("trash", "--json")[1])) == 1
