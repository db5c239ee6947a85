"""Accounts go to a colleague and come back, through the window of both: nothing is lost unasked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from acctdesk.compose import Desk, create_desk
from acctdesk.exchange.handoff.courier import Options as How
from acctdesk.exchange.handoff.courier import hand_over
from acctdesk.services.handover.parcel import Purpose
from acctdesk.services.handover.scope import Scope
from acctdesk.ui.shell.places import Place
from acctdesk.ui.starting import Options
from acctdesk.workspace import Workspace
from tests.services.making import Book

Key = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("raise", "grabbing the keyboard", "propagateSizeHints")
SHARED = ("account", "person", "position", "promise", "ticket")


def give(desk: Any, accounts: list[str], path: Path, purpose: Purpose, **how: Any) -> None:
    scope = Scope(tuple(accounts), private=True, purpose=purpose, note="Ring their CFO.")
    hand_over(desk, scope, path, How(**how))


def shared(desk: Any) -> dict[str, Any]:
    """What both sides should hold alike."""
    content = Book(desk).content()
    return {kind: content.get(kind, {}) for kind in SHARED}


def take_over(running: Any) -> Any:
    """The page on which one takes over, once what it would do is shown."""
    page = running.window.page("takeover")
    running.wait(lambda: page.session.state == "open" and page.body.model.rowCount() > 0)
    QTest.qWait(60)
    running.settle()
    return page


def key(running: Any, pressed: Qt.Key) -> None:
    running.window.activateWindow()
    QTest.keyClick(QApplication.focusWidget() or running.window, pressed)
    QTest.qWait(60)
    running.settle()


@pytest.fixture
def mine(folders: Any) -> Path:
    """A workspace with two accounts; only the first goes out."""
    path = folders.data / "Mine.acctdesk"
    with create_desk(path) as desk:
        desk.settings.introduce("Mara Klein", "mara@firm.example")
        for name in ("Acme", "Globex"):
            account, _change = desk.accounts.create({"name": name, "tier": "A"})
            desk.people.add(account, {"name": f"{name} Smith"}, title="CIO")
            desk.promises.make(account, {"title": f"Report to {name}"})
    return path


@pytest.fixture
def theirs(folders: Any) -> Path:
    path = folders.data / "Theirs.acctdesk"
    with create_desk(path) as desk:
        desk.settings.introduce("Jonas Brandt", "jonas@firm.example")
    return path


def test_an_account_goes_out_and_comes_back(
    start: Callable[..., Any], mine: Path, theirs: Path, tmp_path: Path
) -> None:
    out, back = tmp_path / "Hand-over Acme.xlsx", tmp_path / "Back.xlsx"
    with Desk(Workspace.open(mine)) as desk:
        names = {name: record for record, name in desk.records.options("account")}
        acme = names["Acme"]
        give(desk, [acme], out, Purpose.COPY, password="open sesame")
        # While it is away, its manager goes on working on it.
        desk.accounts.edit([acme], {"tier": "B", "city": "Köln"})

    # The colleague drops it where files are imported, and is led to the right place.
    running = start(Options(workspace=theirs))
    running.window.go(Place("import", {"file": str(out)}))
    imports = running.window.page("import")
    running.wait(lambda: bool(imports.session.refusals))
    [locked] = imports.file._refused
    locked.password.setText("open sesame")
    QTest.keyClick(locked.password, Key.Key_Return)
    running.wait(lambda: bool(imports.file._refused) and imports.file._refused[0].take is not None)
    [handed] = imports.session.refusals
    assert handed.problem.what == "this is a hand-over workbook of Mara Klein: 1 account."
    assert imports.session.empty
    imports.file._refused[0].take.click()
    page = take_over(running)
    assert imports.session.refusals == []
    assert page.footer.primary.isEnabled()
    before = Book(running.desk).content()
    QTest.mouseClick(page.footer.primary, Qt.MouseButton.LeftButton)
    running.wait(lambda: page.session.state == "done")
    assert running.record(acme)["tier"] == "A"
    assert set(shared(running.desk)["account"]) == {acme}
    # In one step all of it is gone again, and once more in one step here.
    QTest.keyClick(running.window, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    running.wait(lambda: Book(running.desk).content() == before)
    running.desk.history.redo()
    running.settle()
    page.done.show_accounts.click()
    running.settle()
    assert running.window.present_place() == Place("accounts", {"account": acme})
    assert running.account.title() == "Acme"
    running.desk.accounts.edit([acme], {"tier": "C", "sector": "Retail"})
    running.desk.promises.make(acme, {"title": "Draft of the renewal"})
    [person] = [one.person for one in running.desk.people.at(acme)]
    running.desk.records.edit("person", person, {"phone": "+41 44 555 01 99"})
    give(running.desk, [acme], back, Purpose.RETURN)
    held = shared(running.desk)

    # Back at its manager: one conflict, decided by keys; all else goes without a question.
    running = start(Options(workspace=mine))
    running.window.go(Place("takeover", {"file": str(back)}))
    page = take_over(running)
    assert page.head.header.title.text() == "Take 1 account back"
    assert (page.session.decisions.total, page.body.model.rowCount()) == (1, 3)
    assert not page.footer.primary.isEnabled()
    QTest.mouseClick(page.footer.primary, Qt.MouseButton.LeftButton)
    assert page.session.state == "open"
    key(running, Key.Key_F8)
    assert page.body.panel.choices["tier"].isAncestorOf(QApplication.focusWidget())
    # The place is left and come back to: workbook and decisions are still there.
    key(running, Key.Key_Right)
    running.go()
    running.window.go(Place("takeover"))
    running.settle()
    assert page.session.decisions.open == 0
    before = Book(running.desk).content()
    QTest.mouseClick(page.footer.primary, Qt.MouseButton.LeftButton)
    running.wait(lambda: page.session.state == "done")
    # Both hold the same now, but for what was done meanwhile here alone.
    now = shared(running.desk)
    for kind in SHARED:
        assert {one: now[kind][one] for one in held[kind]} == {
            one: {**row, **({"city": "Köln"} if one == acme else {})}
            for one, row in held[kind].items()
        }
    assert running.record(names["Globex"])["tier"] == "A"
    QTest.keyClick(running.window, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    running.wait(lambda: Book(running.desk).content() == before)
    # The same workbook comes once more, after it was taken over: nothing is asked again.
    running.desk.history.redo()
    running.settle()
    page.open(back)
    running.wait(lambda: page.session.state == "open" and page.session.opening is not None)
    assert page.session.opening.taking.nothing_new


def test_what_was_edited_in_excel_is_told_exactly(
    start: Callable[..., Any], mine: Path, tmp_path: Path
) -> None:
    path, edited = tmp_path / "Acme.xlsx", tmp_path / "Edited.xlsx"
    with Desk(Workspace.open(mine)) as desk:
        [acme] = [record for record, name in desk.records.options("account") if name == "Acme"]
        give(desk, [acme], path, Purpose.COPY)
    book = openpyxl.load_workbook(path)
    set_cell(book, "account", acme, "city", "Ulm")
    set_cell(book, "account", acme, "tier", "Gold")
    sheet = sheet_of(book, "promise")
    row = sheet.max_row + 1
    typed = {
        "title": "Send the contract",
        "account_id": "Acme",
        "side": "Ours",
        "made": "2026-11-20",
    }
    for field, value in typed.items():
        sheet.cell(row, column_of(sheet, field)).value = value
    book.save(edited)
    running = start(Options(workspace=mine))
    running.window.go(Place("takeover", {"file": str(edited)}))
    page = take_over(running)
    body = page.body
    running.wait(lambda: len(body.chips.chips) == 5)
    assert [one.text() for one in body.chips.chips] == [
        "2 records differ", "1 new", "1 changed", "2 edited in the workbook", "1 not understood",
    ]  # fmt: skip
    lines = [body.model.line(row) for row in range(2)]
    told = {
        (line.one.label, one.label, one.theirs)
        for line in lines
        for one in line.one.fields
        if one.edited and one.field in ("city", "title")
    }
    assert told == {("Account", "City", "Ulm"), ("Promise", "What", "Send the contract")}
    [finding] = page.session.opening.opened.findings
    assert (finding.found, finding.column) == ("Gold", "Tier")
    page.footer.primary.click()
    running.wait(lambda: page.session.state == "done")
    assert (running.record(acme)["city"], running.record(acme)["tier"]) == ("Ulm", "A")


def sheet_of(book: Any, kind: str) -> Any:
    """The sheet of a kind, by the mark in its first cell."""
    return next(one for one in book if str(one.cell(1, 1).value or "").endswith(kind))


def column_of(sheet: Any, field: str) -> int:
    return 1 + [cell.value for cell in sheet[1]].index(field)


def set_cell(book: Any, kind: str, record: str, field: str, value: object) -> None:
    sheet = sheet_of(book, kind)
    row = next(cell.row for cell in sheet["A"] if cell.value == record)
    sheet.cell(row, column_of(sheet, field)).value = value
