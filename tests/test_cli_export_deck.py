"""A quarter's deck as a script asks for it, on a machine without a display."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pptx import Presentation

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
    def call(*words: object, what: str = "deck") -> tuple[int, str, str]:
        status = cli.main(["export", what, *map(str, words), "--workspace", str(file)])
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


def test_the_usual_slides_of_a_quarter_are_exported(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    status, out, _err = run("--account", "Acme", "--quarter", "2026Q4", "--out", path)
    slides = Presentation(str(path)).slides
    assert (status, out) == (0, f"Exported {len(slides)} slides to {path}.\n")
    told = " ".join(
        one.text_frame.text for slide in slides for one in slide.shapes if one.has_text_frame
    )
    assert "Acme" in told
    assert "Ours alone" not in told


def test_json_tells_what_is_in_it_and_how_much_isnt(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "deck.xlsx"
    status, out, _err = run("--account", "acm", "--quarter", "2026-q4", "--out", path, "--json")
    assert status == 0
    told = json.loads(out)
    assert told["file"] == str(path)
    assert (told["account"], told["period"], told["review"]) == ("Acme", "2026-Q4", None)
    assert told["sheets"] >= 1
    assert all(one["count"] > 0 for one in told["withheld"])
    assert "Ours alone" not in out


def test_what_is_refused(run: Run, tmp_path: Path) -> None:
    acme = ("--account", "Acme", "--quarter")
    for words, said in (
        (
            ("--account", "Nobody", "--quarter", "2026Q4", "--out", tmp_path / "a.pptx"),
            "no account",
        ),
        ((*acme, "2026Q4", "--out", tmp_path / "a.odp"), ".odp"),
        ((*acme, "soon", "--out", tmp_path / "a.pptx"), "--quarter"),
        ((*acme, "2026Q4", "--out", tmp_path / "a.pptx", "--template", tmp_path / "t"), "t:"),
    ):
        status, _out, err = run(*words)
        assert status == 1
        assert said in err
    assert not [one for one in tmp_path.iterdir() if one.suffix in (".pptx", ".odp")]


def test_a_report_takes_a_quarter_without_a_dash(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    for said in ("2026Q4", "2026-Q4", "2026q4"):
        asked = ("--account", "Acme", "--period", said, "--out", path, "--json")
        status, out, err = run(*asked, what="report")
        assert (status, err) == (0, "")
        assert json.loads(out)["objectives"] == 1
    import openpyxl

    assert openpyxl.load_workbook(path)["Report"]["B3"].value == "Q4 2026"
