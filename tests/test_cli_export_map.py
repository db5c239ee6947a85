"""Maps as files, as a script asks for them, on a machine without a display."""

from __future__ import annotations

import datetime as dt
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

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "book.acctdesk"
    with create_desk(path) as desk:
        made, _change = desk.accounts.create({"name": "Acme"})
        top, _change = desk.stakeholders.posts.add(made, name="Jana Ode", title="CIO")
        desk.stakeholders.posts.add(made, anchor=top, name="Marc Visser", title="CFO")
        desk.records.edit("position", top, {"attitude": "opponent"})
        for name in ("Globex", "Globex Nord"):
            desk.accounts.create({"name": name})
    return path


@pytest.fixture
def run(file: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*words: object) -> tuple[int, str, str]:
        status = cli.main(["export", "map", *map(str, words), "--workspace", str(file)])
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


def test_for_the_client_unless_said_otherwise(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "map.svg"
    status, out, _err = run("--account", "Acme", "--out", path)
    assert (status, out) == (0, f"Exported 2 people to {path}.\n")
    safe = path.read_text("utf-8")
    assert "Jana Ode" in safe
    assert "Opponent" not in safe
    status, out, _err = run("--account", "Acme", "--out", path, "--internal", "--json")
    assert json.loads(out) == {
        "file": str(path),
        "account": "Acme",
        "day": dt.datetime.now().astimezone().date().isoformat(),
        "internal": True,
        "people": 2,
    }
    assert "Opponent" in path.read_text("utf-8")
    assert run("--account", "Acme", "--out", path, "--internal")[1].endswith("map.svg, internal.\n")


def test_as_of_a_day(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "map.xlsx"
    status, out, _err = run("--account", "acm", "--out", path, "--as-of", "1 Mar 2020", "--json")
    assert status == 0
    assert json.loads(out)["day"] == "2020-03-01"
    assert openpyxl.load_workbook(path)["Stakeholders"].max_row == 1
    for text in ("2020", "someday"):
        status, _out, err = run("--account", "Acme", "--out", path, "--as-of", text)
        assert status == 1
        assert "--as-of" in err


def test_what_is_refused(run: Run, tmp_path: Path) -> None:
    for words, said in (
        (("--account", "Nobody", "--out", tmp_path / "a.svg"), "no account"),
        (("--account", "Glob", "--out", tmp_path / "a.svg"), "several accounts"),
        (("--account", "Acme", "--out", tmp_path / "a.gif"), ".gif"),
        (("--account", "Acme", "--out", tmp_path / "a.svg", "--grid"), "never shown to a client"),
    ):
        status, _out, err = run(*words)
        assert status == 1
        assert said in err
        assert not [*tmp_path.glob("a.*")]


@pytest.mark.slow
@pytest.mark.parametrize(("suffix", "head"), [(".png", b"\x89PNG"), (".pdf", b"%PDF")])
def test_pictures_without_a_display(file: Path, tmp_path: Path, suffix: str, head: bytes) -> None:
    path = tmp_path / f"map{suffix}"
    here = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    words = ["export", "map", "--account", "Acme", "--internal", "--grid", "--out", str(path)]
    done = subprocess.run(
        [sys.executable, "-m", "acctdesk", *words, "--workspace", str(file)],
        env=here, capture_output=True, text=True, timeout=120, check=False,
        cwd=Path(__file__).parents[1],
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"Exported 2 people to {path}, internal.\n"
    assert path.read_bytes().startswith(head)
