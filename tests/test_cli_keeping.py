"""What scripts can do about people and about what was deleted."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from acctdesk import cli
from acctdesk.compose import Desk
from acctdesk.workspace import Workspace
from tests.services.conftest import blank
from tests.services.making import Book

__all__ = ["blank"]


@pytest.fixture
def book(tmp_path: Path, blank: Path) -> Path:
    path = Path(shutil.copy(blank, tmp_path / "book.acctdesk"))
    with Desk(Workspace.open(path)) as desk:
        made = Book(desk)
        account = made.account("Acme", notes="Ask Zoë Quist.")
        made.person(account, "Zoe Quist")
        made.person(account, "Ann Peers")
        desk.records.delete("account", [made.account("Gone")])
    return path


def run(capsys: pytest.CaptureFixture[str], book: Path, *words: object) -> tuple[int, str, str]:
    status = cli.main([*map(str, words), "--workspace", str(book)])
    said = capsys.readouterr()
    return status, said.out, said.err


def test_a_person_is_exported_planned_and_erased(book: Path, tmp_path: Path, capsys) -> None:
    out = tmp_path / "zoe.json"
    status, said, _err = run(capsys, book, "person", "export", "zoe quist", "--out", out)
    assert status == 0
    assert said == f"Wrote {out}: all that is held on Zoe Quist.\n"
    assert json.loads(out.read_text())["mentions"][0]["text"] == "Ask Zoë Quist."
    status, said, _err = run(capsys, book, "person", "erase", "Zoe Quist", "--check", "--json")
    told = json.loads(said)
    assert (told["gone"], len(told["mentions"])) == ({"person": 1, "position": 1}, 1)
    status, _said, err = run(capsys, book, "person", "erase", "Zoe Quist")
    assert (status, "--yes" in err) == (1, True)
    report = tmp_path / "report.txt"
    status, said, _err = run(
        capsys, book, "person", "erase", "Zoe Quist", "--yes", "--report", report, "--json"
    )
    told = json.loads(said)
    assert (status, told["texts"], told["left"], told["backups"]) == (0, 1, 0, [])
    assert "Zoe Quist" in report.read_text()
    status, _said, err = run(capsys, book, "person", "erase", "Zoe Quist", "--check")
    assert (status, "nobody called" in err) == (1, True)


def test_one_of_two_of_a_name_is_not_guessed(book: Path, capsys) -> None:
    with Desk(Workspace.open(book)) as desk:
        made = Book(desk)
        made.person(made.account("Globex"), "Zoe Quist")
        one = next(one for one, name in desk.records.options("person") if name == "Zoe Quist")
    status, _said, err = run(capsys, book, "person", "erase", "Zoe Quist", "--yes")
    assert (status, "several" in err) == (1, True)
    status, _said, err = run(capsys, book, "person", "erase", one, "--yes")
    assert (status, "--leave-mentions" in err) == (1, True)
    status, said, _err = run(
        capsys, book, "person", "erase", one, "--yes", "--leave-mentions", "--json"
    )
    assert (status, json.loads(said)["left"]) == (0, 1)


def test_what_is_over_is_purged_when_asked_for(book: Path, capsys) -> None:
    assert run(capsys, book, "purge", "--check")[1] == "0 records would be purged.\n"
    with Workspace.open(book) as workspace, workspace.transaction() as connection:
        connection.exec_driver_sql("UPDATE change SET at = '2020-01-01 00:00:00.000000'")
        connection.commit()
    status, said, _err = run(capsys, book, "purge", "--older-than", "30d", "--check", "--json")
    assert (status, [one["name"] for one in json.loads(said)["records"]]) == (0, ["Gone"])
    assert run(capsys, book, "purge", "--older-than", "9y")[1] == "0 records would be purged.\n"
    assert run(capsys, book, "purge", "--older-than", "1y")[1] == "Purged 1 record.\n"
    assert run(capsys, book, "purge", "--older-than", "30d")[1] == "0 records would be purged.\n"
    status, _said, err = run(capsys, book, "purge", "--older-than", "soon")
    assert (status, "no span of time" in err) == (1, True)
