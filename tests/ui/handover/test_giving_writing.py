"""The writing itself: what lies beside the workbook, its password, and stopping it."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from acctdesk.errors import Cancelled, Invalid
from acctdesk.services.lanes import Job
from acctdesk.ui.handover import reading
from acctdesk.ui.handover.giving_draft import GivingDraft
from acctdesk.ui.handover.giving_work import Order, brief_beside, hand_over, take_back
from acctdesk.ui.handover.giving_writing import Writing
from tests.ui.opened import Open

SECRET = "a long s3cret"


@pytest.fixture
def account(opened: Open) -> str:
    made = opened.book.account("Acme")
    opened.book.person(made, "Ada Byron")
    opened.desk.promises.make(
        made, {"title": "ZyxReport", "made": "2025-12-01", "due": "2026-01-01"}
    )
    return made


def order(account: str, path: Path, **values: object) -> Order:
    given: dict[str, object] = {"accounts": (account,), "peer": "Mara Klein", **values}
    return Order(GivingDraft(**given), ("Acme",), path)  # type: ignore[arg-type]


def test_brief_lies_beside_as_a_pdf(opened: Open, account: str, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    result = hand_over(opened.desk, order(account, path, brief=True), Job(""))
    assert result.brief == brief_beside(path)
    assert result.brief.read_bytes().startswith(b"%PDF")
    [record] = opened.desk.handovers.records()
    assert result.record == record.id
    assert take_back(opened.desk, result.change)
    assert opened.desk.handovers.records() == ()


def test_a_locked_workbook_is_no_plain_one(opened: Open, account: str, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    plain = order(account, path)
    locked = Order(plain.draft, plain.names, path, SECRET)
    assert hand_over(opened.desk, locked, Job("")).locked
    with pytest.raises(Exception, match="zip"):
        load_workbook(path)
    assert SECRET not in str(opened.book.content())
    with pytest.raises(Invalid):
        hand_over(opened.desk, Order(plain.draft, plain.names, path, "  "), Job(""))


def test_what_stays_here_is_in_neither_brief_nor_sheets(opened: Open, account: str) -> None:
    whole = GivingDraft((account,))
    [page] = reading.briefed(opened.desk, whole)
    assert "ZyxReport" in str(page.top) + str(page.promises)
    without = GivingDraft((account,), left_out=frozenset({"promises"}))
    assert "ZyxReport" not in str(reading.briefed(opened.desk, without))
    assert "Promises" in dict(reading.contents(opened.desk, whole, Job("")).sheets)
    assert "Promises" not in dict(reading.contents(opened.desk, without, Job("")).sheets)


def test_stopped_there_is_neither_file_nor_record(
    opened: Open, account: str, tmp_path: Path
) -> None:
    path, job = tmp_path / "x.xlsx", Job("")
    job.cancel()
    with pytest.raises(Cancelled):
        hand_over(opened.desk, order(account, path), job)
    assert not path.exists()
    assert opened.desk.handovers.records() == ()


def test_cancel_is_told_as_such(opened: Open, account: str, tmp_path: Path, qtbot: QtBot) -> None:
    owner = QObject()

    class Shell:
        """Nothing is said: what is stopped at once isn't long work."""

    writing = Writing(Shell(), opened.desk, opened.tasks, owner)  # type: ignore[arg-type]
    told: list[object] = []
    writing.failed.connect(told.append)
    opened.desk.lanes.write(lambda: opened.desk.settings.set("a", "b")).result()
    writing.begin(order(account, tmp_path / "x.xlsx"))
    writing.cancel()
    opened.settle()
    assert told == [None]
    assert not writing.under_way
    assert opened.desk.handovers.records() == ()
