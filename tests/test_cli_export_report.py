"""A client's report as a script asks for it, on a machine without a display."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from acctdesk import cli
from acctdesk.compose import create_desk
from tests.services.levels import RESOLUTION, Contract

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "book.acctdesk"
    with create_desk(path) as desk:
        desk.settings.introduce("Ann Keeler")
        Contract(
            desk,
            {**RESOLUTION, "name": "Resolved in time", "client_safe": True},
            {**RESOLUTION, "name": "Ours alone"},
        )
    return path


@pytest.fixture
def run(file: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*words: object) -> tuple[int, str, str]:
        status = cli.main(["export", "report", *map(str, words), "--workspace", str(file)])
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


def test_what_is_safe_for_the_client_is_exported(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    status, out, _err = run("--account", "Acme", "--out", path)
    assert (status, out) == (0, f"Exported 1 objective to {path}.\n")
    book = openpyxl.load_workbook(path)
    front = [cell.value for row in book["Report"].iter_rows() for cell in row]
    assert "Ann Keeler" in front
    assert "Resolved in time" in front
    assert not [one for one in front if one and "Ours alone" in one]


def test_a_period_is_named_on_the_cover_and_in_json(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    status, out, _err = run("--account", "acm", "--out", path, "--period", "2026-10", "--json")
    assert status == 0
    assert json.loads(out) == {
        "file": str(path), "account": "Acme", "period": "2026-10", "objectives": 1,
    }  # fmt: skip
    assert openpyxl.load_workbook(path)["Report"]["B3"].value == "Oct 2026"
    run("--account", "Acme", "--out", path, "--period", "2026-q4")
    assert openpyxl.load_workbook(path)["Report"]["B3"].value == "Q4 2026"


def test_what_is_refused(run: Run, tmp_path: Path) -> None:
    for words, said in (
        (("--account", "Nobody", "--out", tmp_path / "a.pdf"), "no account"),
        (("--account", "Acme", "--out", tmp_path / "a.csv"), ".csv"),
        (("--account", "Acme", "--out", tmp_path / "a.pdf", "--period", "soon"), "--period"),
        (("--account", "Acme", "--out", tmp_path / "no" / "a.xlsx"), "a.xlsx"),
    ):
        status, _out, err = run(*words)
        assert status == 1
        assert said in err
    assert not [one for one in tmp_path.iterdir() if one.suffix in (".pdf", ".xlsx", ".csv")]


def test_a_pdf_needs_no_display(file: Path, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    told = {name: value for name, value in os.environ.items() if not name.startswith("QT_")}
    done = subprocess.run(
        [sys.executable, "-m", "acctdesk", "export", "report", "--account", "Acme",
         "--out", str(path), "--workspace", str(file)],
        env=told, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert path.read_bytes().startswith(b"%PDF")
