"""The contact log and duplicates from scripts."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from acctdesk.__main__ import COMMANDS
from acctdesk.cli import main
from acctdesk.cli.commands import parser
from acctdesk.compose import create_desk, open_desk


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    path = tmp_path / "book.acctdesk"
    with create_desk(path) as desk:
        desk.settings.introduce("Jana Ode", "jana@firm.example")
        desk.records.create("member", {"name": "Priya"})
        acme, _change = desk.accounts.create({"name": "Acme", "website": "https://acme.example"})
        desk.accounts.create({"name": "Acme GmbH", "website": "https://www.acme.example"})
        desk.accounts.create({"name": "Globex"})
        desk.people.add(acme, {"name": "Jürgen Müller"}, title="CIO")
    return path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], workspace: Path) -> Any:
    def found(*words: str, status: int = 0) -> tuple[str, str]:
        assert main([*words, "--workspace", str(workspace)]) == status
        told = capsys.readouterr()
        return told.out, told.err

    return found


def entries(workspace: Path) -> list[Any]:
    with open_desk(workspace, read_only=True) as desk:
        every = [one for account in desk.listing.ids(_all()) for one in
                 desk.interactions.of_account(account)]  # fmt: skip
    return every


def _all() -> Any:
    from acctdesk.services.query import ListQuery

    return ListQuery("account")


def test_a_call_is_logged_with_people_of_both_sides(run, workspace: Path) -> None:
    out, _err = run(
        "log", "acme", "--type", "call", "--summary", "Renewal\nThey want three years.",
        "--date", "14 Oct 2025", "--minutes", "20", "--person", "jurgen muller",
        "--person", "Priya", "--new-person", "Ann Onym", "--next-step", "Send the offer",
        "--due", "2025-11-01", "--json",
    )  # fmt: skip
    told = json.loads(out)
    [entry] = entries(workspace)
    assert (told["interaction"], told["account_name"]) == (entry.id, "Acme")
    assert (entry.subject, entry.summary, entry.day) == (
        "Renewal", "They want three years.", "2025-10-14",
    )  # fmt: skip
    assert (entry.minutes, entry.next_step, entry.next_step_due) == (
        20, "Send the offer", "2025-11-01",
    )  # fmt: skip
    assert {one.name for one in entry.people} == {"Jürgen Müller", "Ann Onym"}
    assert {one.name for one in entry.members} == {"Jana Ode", "Priya"}
    # One change, undone by its id.
    run("undo", told["change"])
    assert entries(workspace) == []


def test_without_a_day_it_is_today_and_the_result_is_said(run, workspace: Path) -> None:
    out, _err = run("log", "Globex", "--type", "note", "--subject", "Idea", "--summary", "Long")
    [entry] = entries(workspace)
    assert f'"day":"{entry.day}"' in run(
        "log", "Globex", "--type", "note", "--subject", "Again", "--json"
    )[0]  # fmt: skip
    with open_desk(workspace, read_only=True) as desk:
        assert entry.day == desk.context.today().isoformat()
    assert (entry.subject, entry.summary) == ("Idea", "Long")
    assert out.startswith("Logged with Globex on ")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("Nobody", "--summary", "x"), "there is no account “Nobody”"),
        (("me", "--summary", "x"), "several accounts are called so: Acme ("),
        (("Globex", "--summary", "x", "--person", "Ann"), "nobody at this account"),
        (("Globex", "--summary", "x" * 200), "--subject"),
        (("Globex",), "--subject"),
        (("Globex", "--summary", "x", "--date", "someday"), "Date"),
        (("Globex", "--summary", "x", "--due", "2026-01-01"), "next step"),
    ],
)
def test_what_is_unclear_is_refused_with_a_way_out(
    run, workspace: Path, words: tuple[str, ...], said: str
) -> None:
    _out, err = run("log", *words, "--type", "call", status=1)
    assert said.lower() in err.lower()
    assert entries(workspace) == []


def test_a_weekday_is_the_last_one(run, workspace: Path) -> None:
    run("log", "Globex", "--type", "call", "--subject", "x", "--date", "fri")
    with open_desk(workspace, read_only=True) as desk:
        today = desk.context.today()
    [entry] = entries(workspace)
    assert entry.day <= today.isoformat()
    assert date.fromisoformat(entry.day).weekday() == 4


def test_duplicates_are_told_with_reasons(run) -> None:
    out, _err = run("duplicates", "--json")
    [pair] = json.loads(out)
    assert (pair["kind"], {pair["first_name"], pair["second_name"]}) == (
        "account", {"Acme", "Acme GmbH"},
    )  # fmt: skip
    assert set(pair["reasons"]) == {"name", "domain"}
    assert "Acme · Acme GmbH" in run("duplicates", "accounts")[0]
    assert run("duplicates", "people")[0] == "No duplicates found.\n"
    assert json.loads(run("duplicates", "people", "--json")[0]) == []


def test_every_command_is_known_before_the_window_is_loaded() -> None:
    [commands] = [one for one in parser()._subparsers._group_actions if one.choices]
    assert set(commands.choices) <= COMMANDS
