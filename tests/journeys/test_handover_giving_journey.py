"""Accounts handed to a colleague in the window, by keys alone: five steps, a checklist, Undo."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from acctdesk.compose import create_desk
from acctdesk.ui.handover.steps import Step
from acctdesk.ui.shell.page import Place
from acctdesk.ui.starting import Options
from tests.journeys.test_reach_journey import nameless

Key = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("raise", "grabbing the keyboard", "propagateSizeHints")
FLAG = QItemSelectionModel.SelectionFlag


@pytest.fixture
def running(start, folders):  # type: ignore[no-untyped-def]
    """The program over three accounts, two of them with people and a promise."""
    path = folders.data / "Book.acctdesk"
    with create_desk(path) as desk:
        desk.settings.introduce("Tara Lind", "tara@firm.example")
        desk.records.create("member", {"name": "Yuki Tanabe"})
        for name in ("Acme", "Globex", "Initech"):
            account, _change = desk.accounts.create({"name": name})
            desk.people.add(account, {"name": f"{name} Smith"})
            desk.promises.make(account, {"title": "Report"})
    found = start(Options(workspace=path))
    found.wait(lambda: found.accounts.model.rowCount() == 3)
    return found


def tab_to(window, target: QWidget, most: int = 40) -> None:  # type: ignore[no-untyped-def]
    """Press Tab until a widget has the keyboard."""
    window.activateWindow()
    for _press in range(most):
        focus = QApplication.focusWidget()
        if focus is target:
            return
        QTest.keyClick(focus or window, Key.Key_Tab)
    raise AssertionError(f"Tab doesn't reach {target.accessibleName()}")


def press(running, target: QWidget) -> None:  # type: ignore[no-untyped-def]
    """Reach a button with Tab, and press it with Enter."""
    tab_to(running.window, target)
    QTest.keyClick(target, Key.Key_Return)
    running.settle()


def test_two_accounts_are_handed_over(running, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    window, desk = running.window, running.desk
    window.resize(1280, 900)

    # Two rows of the list, then the command of the menu.
    listed = running.accounts
    for row in (0, 1):
        index = listed.model.index(row, 0)
        listed.grid.selectionModel().select(index, FLAG.Select | FLAG.Rows)
    chosen = list(listed.selected())
    assert len(chosen) == 2
    window.action_set.action("handover.give").trigger()
    running.settle()
    page = window.page("handover")
    giving = page.giving
    assert window.present_place().section == "handover"
    assert giving.session.draft.accounts == tuple(chosen)
    assert not nameless(page)
    press(running, giving.footer.primary)

    # Content: to whom, and without promises.
    content = giving.parts.content
    assert giving.step is Step.CONTENT
    assert not nameless(page)
    tab_to(window, content.peer)
    QTest.keyClicks(content.peer, "Yuki Tanabe")
    QTest.keyClick(content.peer.completer().popup(), Key.Key_Escape)
    tab_to(window, content.rows["promises"].tick)
    QTest.keyClick(content.rows["promises"].tick, Key.Key_Space)
    press(running, giving.footer.primary)

    # Readiness: Enter leads to what can be mended; the way back keeps the steps.
    ready = giving.parts.ready
    assert giving.step is Step.READINESS
    assert not nameless(page)
    assert QApplication.focusWidget() is ready.grid
    QTest.keyClick(ready.grid, Key.Key_Return)
    running.settle()
    fix = QApplication.focusWidget()
    assert fix is next(row.fix for row in ready.rows if row.fix is not None)
    QTest.keyClick(fix, Key.Key_Space)
    running.settle()
    assert window.present_place().section != "handover"
    desk.accounts.edit([chosen[0]], {"renewal_date": "2030-01-31", "goals": "Grow"})
    running.settle()
    window.action_set.action("back").trigger()
    running.settle()
    assert giving.step is Step.READINESS
    assert giving.isVisible()
    press(running, giving.footer.primary)

    # Preview: what goes along, and the brief.
    assert giving.step is Step.PREVIEW
    assert not nameless(page)
    sheets = dict(giving.session.contents.sheets)
    assert sheets["Accounts"] == 2
    assert "Promises" not in sheets
    assert len(giving.session.briefs) == 2
    press(running, giving.footer.primary)

    # Export, with a password.
    export = giving.parts.export
    assert giving.step is Step.EXPORT
    assert not nameless(page)
    path = tmp_path / "For Yuki.xlsx"
    running.answers.files = [path]
    press(running, export.choose)
    assert export.name.text() == path.name
    press(running, giving.footer.primary)
    running.wait(lambda: giving.result is not None)
    book = load_workbook(path, read_only=True)
    assert len(book.sheetnames) > 5
    book.close()

    # The checklist of the record, ticked by keys; Undo takes the tick back, then the record.
    assert not nameless(page)
    press(running, giving.parts.done.checklist)
    [record] = desk.handovers.records()
    assert (record.peer, set(record.accounts)) == ("Yuki Tanabe", set(chosen))
    panel = page.home.panel
    assert not nameless(page)
    running.wait(lambda: bool(panel.rows))
    tab_to(window, panel.rows[0].tick)
    QTest.keyClick(panel.rows[0].tick, Key.Key_Space)
    running.settle()
    assert desk.handovers.records()[0].steps[0].done
    window.action_set.action("undo").trigger()
    running.settle()
    assert not desk.handovers.records()[0].steps[0].done
    assert not panel.rows[0].tick.isChecked()
    window.action_set.action("undo").trigger()
    running.settle()
    assert desk.handovers.records() == ()
    assert page.home.empty.isVisible()
    assert path.is_file()


def test_what_was_decided_waits_over_a_restart(start, running) -> None:  # type: ignore[no-untyped-def]
    [account, *_others] = running.ids()
    running.window.go(Place("handover", {"give": account}))
    running.settle()
    page = running.window.page("handover")
    page.giving.go_to(Step.CONTENT)
    running.settle()
    path = running.desk.path
    # Nothing rests before the window is closed.
    page.session.decide(note="Typed at the last moment")
    again = start(Options(workspace=path))
    again.settle()
    assert again.window.present_place().section == "handover"
    page = again.window.page("handover")
    assert page.gives()
    assert page.giving.step is Step.CONTENT
    content = page.giving.parts.content
    assert content.note.toPlainText() == "Typed at the last moment"
    assert content.rows["people"].count.text()
