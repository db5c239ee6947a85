"""The scripts' face, as a script meets it: arguments, output, exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from acctdesk import cli

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*words: object, workspace: Path | None = None) -> tuple[int, str, str]:
        book = workspace or tmp_path / "book.acctdesk"
        status = cli.main([*map(str, words), "--workspace", str(book)])
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    path = tmp_path / "roster.csv"
    path.write_text("Client,Tier,E-mail\nAcme,A,info@acme.example\nGlobex,Gold,x\n")
    return path


def test_import_prints_one_object(run: Run, roster: Path) -> None:
    status, out, _err = run("import", "roster", roster, "--json")
    found = json.loads(out)
    assert status == 0
    assert set(found) == {"accounts", "people", "problems", "change"}
    assert found["accounts"] == {
        "read": 2, "created": 2, "updated": 0, "unchanged": 0, "skipped": 0, "rejected": 0,
    }  # fmt: skip
    assert found["people"]["read"] == 0
    assert [(p["row"], p["column"], p["found"]) for p in found["problems"]] == [
        (3, "Tier", "Gold"),
        (3, "E-mail", "x"),
    ]
    assert found["change"]
    _status, out, _err = run("import", "roster", roster, "--json")
    again = json.loads(out)
    assert (again["accounts"]["unchanged"], again["change"]) == (2, None)


def test_check_writes_nothing_not_even_a_workspace(run: Run, roster: Path, tmp_path: Path) -> None:
    status, out, _err = run("import", "roster", roster, "--check", "--json")
    assert (status, json.loads(out)["accounts"]["created"]) == (0, 2)
    assert not (tmp_path / "book.acctdesk").exists()


def test_what_is_ambiguous_is_refused_until_answered(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text("Client,Client since\nAcme,03/04/2025\n")
    status, out, err = run("import", "roster", path, "--json")
    assert (status, out) == (1, "")
    assert "date_order" in err
    assert "Client since" in err
    answers = tmp_path / "answers.json"
    answers.write_text('{"date_order": {"Client since": "mdy"}}')
    assert run("import", "roster", path, "--answers", answers)[0] == 0
    _status, out, _err = run("list", "accounts", "--json")
    assert json.loads(out)[0]["client_since"] == "2025-03-04"


@pytest.mark.parametrize(
    "text", ['{"date_order": {"Since": "dym"}}', "[1]", "{", '{"colour": {}}', '{"modes": 3}']
)
def test_answers_that_answer_nothing_are_refused(
    run: Run, roster: Path, tmp_path: Path, text: str
) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text(text)
    status, _out, err = run("import", "roster", roster, "--answers", answers)
    assert status == 1
    assert "answers.json" in err


def test_a_missing_file_is_refused_in_words(run: Run, tmp_path: Path) -> None:
    status, out, err = run("import", "roster", tmp_path / "nothing.xlsx")
    assert (status, out) == (1, "")
    assert "nothing.xlsx" in err
    assert "Traceback" not in err


@pytest.mark.parametrize("words", [[], ["import"], ["list", "dogs"], ["dance"]])
def test_wrong_usage_is_status_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(words)
    assert ended.value.code == 2
    assert capsys.readouterr().out == ""


def test_undo_redo_and_history(run: Run, roster: Path) -> None:
    change = json.loads(run("import", "roster", roster, "--json")[1])["change"]
    assert "Undone: Import roster.csv" in run("undo")[1]
    assert json.loads(run("list", "accounts", "--json")[1]) == []
    history = json.loads(run("history", "--json")[1])
    assert [(row["mode"], row["undone"]) for row in history] == [("undo", False), ("do", True)]
    status, _out, err = run("undo")
    assert status == 1
    assert "nothing to undo" in err
    run("redo", change[:20])
    assert len(json.loads(run("list", "accounts", "--json")[1])) == 2
    assert run("undo", "feedfeed")[0] == 1


def test_check_tells_a_damaged_file(run: Run, roster: Path, tmp_path: Path) -> None:
    run("import", "roster", roster)
    status, out, _err = run("check", "--json")
    assert (status, json.loads(out)["sound"]) == (0, True)
    book = tmp_path / "book.acctdesk"
    body = bytearray(book.read_bytes())
    body[8192:40000] = os.urandom(40000 - 8192)
    book.write_bytes(body)
    status, _out, err = run("check")
    assert status == 1
    assert "book.acctdesk" in err


def test_backup_and_restore(run: Run, roster: Path, tmp_path: Path) -> None:
    run("import", "roster", roster)
    backup = json.loads(run("backup", "--json")[1])["backup"]
    run("undo")
    former = json.loads(run("restore", backup, "--json")[1])["former"]
    assert len(json.loads(run("list", "accounts", "--json")[1])) == 2
    assert json.loads(run("list", "accounts", "--json", workspace=Path(former))[1]) == []
    status, _out, err = run("restore", roster)
    assert status == 1
    assert "roster.csv" in err


def test_a_locked_workbook_wants_its_password(run: Run, tmp_path: Path) -> None:
    import io

    import msoffcrypto.format.ooxml

    book = openpyxl.Workbook()
    book.active.append(["Client"])
    book.active.append(["Acme"])
    plain = io.BytesIO()
    book.save(plain)
    locked = tmp_path / "locked.xlsx"
    with locked.open("wb") as out:
        msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt("sesame", out)
    status, _out, err = run("import", "roster", locked)
    assert status == 1
    assert "--password-file" in err
    word = tmp_path / "word"
    word.write_text("sesame\n")
    assert run("import", "roster", locked, "--password-file", word)[0] == 0
    word.write_text("open")
    assert run("import", "roster", locked, "--password-file", word)[0] == 1


def test_another_acctdesk_may_read_but_not_write(run: Run, roster: Path, tmp_path: Path) -> None:
    run("import", "roster", roster)
    holder = subprocess.Popen(
        [
            sys.executable, "-c",
            "import sys; from pathlib import Path; from acctdesk.compose import open_desk\n"
            "with open_desk(Path(sys.argv[1])): print('open', flush=True); sys.stdin.read()",
            str(tmp_path / "book.acctdesk"),
        ],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        status, _out, err = run("undo")
        assert status == 1
        assert "open in another AcctDesk" in err
        assert len(json.loads(run("list", "accounts", "--json")[1])) == 2
    finally:
        holder.communicate("")


def test_no_qt_is_loaded(tmp_path: Path, roster: Path) -> None:
    code = (
        "import sys; from acctdesk.__main__ import main\n"
        f"main(['import', 'roster', {str(roster)!r}, '--workspace',"
        f" {str(tmp_path / 'w.acctdesk')!r}])\n"
        "assert not [name for name in sys.modules if name.startswith('PySide6')]"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


# -- real files ----------------------------------------------------------------------------


def _rows(run: Run, what: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("list", what, "--json")[1])
    return found


def test_the_maven_accounts(run: Run, shared_data: Path) -> None:
    path = shared_data / "maven_crm" / "accounts.csv"
    found = json.loads(run("import", "roster", path, "--json")[1])
    assert found["accounts"]["created"] == 85
    assert [p["found"] for p in found["problems"]] == ["Philipines"]
    accounts = _rows(run, "accounts")
    names = {row["name"] for row in accounts}
    parents = [row["parent"] for row in accounts if row["parent_id"]]
    assert (len(accounts), len(parents)) == (85, 15)
    assert set(parents) <= names
    again = json.loads(run("import", "roster", path, "--json")[1])
    assert again["accounts"]["unchanged"] == again["accounts"]["read"] == 85
    assert again["change"] is None


def _salesforce(folder: Path) -> list[Path]:
    return [folder / "salesforce_devorg" / "data" / name for name in ("Account.csv", "Contact.csv")]


def _one_workbook(files: list[Path], path: Path) -> Path:
    import csv

    book = openpyxl.Workbook()
    book.remove(book.active)
    for file in files:
        sheet = book.create_sheet(file.stem)
        with file.open(newline="", encoding="utf-8-sig") as rows:
            for row in csv.reader(rows):
                sheet.append([cell or None for cell in row])
    book.save(path)
    return path


@pytest.mark.parametrize("shape", ["files", "turned", "workbook"])
def test_the_salesforce_export(run: Run, shared_data: Path, tmp_path: Path, shape: str) -> None:
    files = _salesforce(shared_data)
    if shape == "turned":
        files.reverse()
    elif shape == "workbook":
        files = [_one_workbook(files, tmp_path / "both.xlsx")]
    found = json.loads(run("import", "roster", *files, "--json")[1])
    assert (found["accounts"]["created"], found["people"]["created"]) == (18, 25)
    assert {p["found"] for p in found["problems"]} == {
        "b.levy@expressl&t.net",
        "j.davis@expressl&t.net",
    }
    people = _rows(run, "people")
    assert len(people) == 25
    assert all(len(one["positions"]) == 1 for one in people)
    rose = next(one for one in people if one["name"] == "Rose Gonzalez")
    assert rose["positions"][0]["account"] == "Edge Communications"
    again = json.loads(run("import", "roster", *files, "--json")[1])
    for kind in ("accounts", "people"):
        assert again[kind]["created"] == again[kind]["updated"] == 0
        assert again[kind]["unchanged"] == found[kind]["created"]


def test_search_prints_what_was_found_and_where(run: Run, roster: Path) -> None:
    run("import", "roster", roster)
    status, out, _err = run("search", "acme.example", "--json")
    [found] = json.loads(out)
    assert status == 0
    assert found.pop("id")
    assert found == {
        "kind": "account", "title": "Acme", "account": None, "field": "email",
        "snippet": "info@acme.example", "near": False,
    }  # fmt: skip
    _status, out, _err = run("search", "Glohex", "--json")
    assert [(one["title"], one["near"]) for one in json.loads(out)] == [("Globex", True)]
    assert json.loads(run("search", "acme", "--kind", "person", "--json")[1]) == []
    _status, out, _err = run("search", "acme", "info")
    assert out == "account  Acme  email: info@acme.example\n"
    assert run("search", "nothing", "like", "it")[1] == "Nothing found.\n"
