"""Reviews and what belongs to them from scripts: lists, minutes and invitations."""

from __future__ import annotations

import datetime as dt
import email
import json
from pathlib import Path
from typing import Any

import pytest

from acctdesk.cli import main
from acctdesk.compose import create_desk


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    path = tmp_path / "book.acctdesk"
    with create_desk(path) as desk:
        account, _change = desk.accounts.create({"name": "Northwind", "language": "en"})
        jana, _change = desk.people.add(
            account, {"name": "Jana Ode", "email": "jana@northwind.example"}
        )
        starts = dt.datetime(2026, 2, 20, 9, tzinfo=dt.UTC)
        held, _change = desk.meetings.plan(account, "qbr", starts, {"period": "2025-Q4"})
        desk.meetings.invite(held, [jana])
        desk.meetings.write_minutes(held, "The switch was replaced.")
        rows = [
            {"title": "Runbook", "made": "2026-02-20", "due": "2026-03-10", "agreed": True},
            {"title": "Access", "made": "2026-02-20", "side": "theirs", "agreed": True},
        ]
        desk.promises.make_many(account, [{**one, "meeting_id": held} for one in rows])
        desk.meetings.hold(held)
        for months in (3, 6):
            desk.meetings.plan(account, "qbr", starts + dt.timedelta(days=31 * months))
    return path


def said(capsys: pytest.CaptureFixture[str], workspace: Path, *words: str) -> Any:
    assert main([*words, "--workspace", str(workspace), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_promises_and_reviews_are_listed_as_any_records(
    capsys: pytest.CaptureFixture[str], workspace: Path
) -> None:
    rows = said(capsys, workspace, "list", "promises", "--filter", "side = ours")
    assert [(one["title"], one["account"], one["state"]) for one in rows] == [
        ("Runbook", "Northwind", "open")
    ]
    rows = said(capsys, workspace, "list", "reviews", "--sort", "starts desc")
    assert [one["period"] for one in rows] == ["2026-Q3", "2026-Q2", "2025-Q4"]
    assert rows[2]["starts"] == "2026-02-20T09:00:00+00:00"
    assert main(["list", "reviews", "--workspace", str(workspace)]) == 0
    assert "+00:00" not in capsys.readouterr().out
    for kind in ("goals", "decisions", "risks", "initiatives", "answers"):
        assert said(capsys, workspace, "list", kind) == []


def test_the_minutes_of_the_last_review_are_drafted(
    capsys: pytest.CaptureFixture[str], workspace: Path, tmp_path: Path
) -> None:
    out = tmp_path / "minutes.eml"
    told = said(capsys, workspace, "export", "minutes", "--account", "north", "--out", str(out))
    assert told["title"] == "Quarterly business review, Q4 2025, 20 Feb 2026: minutes"
    message = email.message_from_bytes(out.read_bytes())
    assert message["To"] == "Jana Ode <jana@northwind.example>"
    assert message["X-Unsent"] == "1"
    assert b"The switch was replaced." in out.read_bytes()


def test_the_next_review_goes_into_a_calendar(
    capsys: pytest.CaptureFixture[str], workspace: Path, tmp_path: Path
) -> None:
    out = tmp_path / "review.ics"
    words = ("export", "invitation", "--account", "Northwind", "--out", str(out))
    assert said(capsys, workspace, *words)["title"] == "Quarterly business review, Q2 2026"
    assert b"DTSTART:20260524T090000Z" in out.read_bytes()
    said(capsys, workspace, *words, "--period", "2026Q3")
    assert b"DTSTART:20260825T090000Z" in out.read_bytes()


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("minutes", "--out", "x.ics"), "can't be written"),
        (("invitation", "--out", "x.eml", "--period", "2020Q1"), "no such review"),
        (("minutes", "--out", "x.eml", "--period", "soon"), "is no period"),
    ],
)
def test_what_can_not_be_written_is_told(
    capsys: pytest.CaptureFixture[str], workspace: Path, words: tuple[str, ...], what: str
) -> None:
    told = ["export", *words, "--account", "Northwind", "--workspace", str(workspace)]
    assert main(told) != 0
    assert what in capsys.readouterr().err
