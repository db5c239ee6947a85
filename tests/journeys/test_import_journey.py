"""A roster as somebody imports it: dropped, matched, mended, written, and undone tomorrow."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from acctdesk.ui.imports.page import ImportPage
from acctdesk.ui.imports.steps import Step
from acctdesk.ui.shell.page import Place
from acctdesk.ui.starting import Options
from tests.ui.imports.making import messy_workbook

# The offscreen platform says so whenever a popup opens or a window has a minimum size.
pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.qt_log_ignore("propagateSizeHints"),
]
LEFT = Qt.MouseButton.LeftButton
CHOICE = "Gold"


def drop(target: QWidget, path: Path) -> None:
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(path))])
    how = (Qt.DropAction.CopyAction, held, LEFT, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(20, 20), *how)
    QApplication.sendEvent(target, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(target, QDropEvent(QPointF(20, 20), *how))


def press(qtbot, where: QWidget, words: str) -> None:
    """Click the button that says something."""
    found = [
        one
        for one in where.findChildren(QAbstractButton)
        if one.text().strip().startswith(words) and one.isVisible() and one.isEnabled()
    ]
    assert found, [one.text() for one in where.findChildren(QAbstractButton) if one.isVisible()]
    qtbot.mouseClick(found[0], LEFT)


def import_page(run) -> ImportPage:
    page = run.window.page("import")
    assert isinstance(page, ImportPage)
    return page


def idle(run) -> bool:
    return not import_page(run).session.doing


def card(page: ImportPage, words: str):
    return next(c for c in page.check.needs.cards.values() if words in c.item.title)


def test_a_workbook_is_dropped_mended_imported_and_undone_after_a_restart(
    start, folders, qtbot, tmp_path
):
    book = folders.data / "Book.acctdesk"
    from acctdesk.compose import create_desk

    create_desk(book).close()
    run = start(Options(workspace=book))
    roster = messy_workbook(tmp_path / "Kundenliste 2026.xlsx")
    run.window.go(Place("import"))
    page = import_page(run)
    drop(page, roster)
    run.wait(lambda: not page.session.empty and idle(run))
    assert page.file.list.isVisible()

    press(qtbot, page.footer, "Continue")
    assert page.step is Step.MATCH
    press(qtbot, page.footer, "Check")
    run.wait(lambda: page.session.view is not None and idle(run))
    assert not page.footer.primary.isEnabled()

    gold = card(page, CHOICE)
    gold.box.setFocus()
    qtbot.keyClick(gold.box, Qt.Key.Key_A)
    assert gold.box.currentText().startswith("A")
    qtbot.keyClick(gold.box, Qt.Key.Key_Return)
    run.wait(
        lambda: (
            idle(run) and not any(CHOICE in c.item.title for c in page.check.needs.cards.values())
        )
    )
    press(qtbot, card(page, "Kunde seit"), "Day first")
    run.wait(lambda: idle(run) and page.session.view.questions == 0)
    press(qtbot, page.footer, "Import 11 records")
    run.wait(lambda: page.result is not None)

    press(qtbot, page.done, "Show accounts")
    run.wait(lambda: run.accounts.model.rowCount() == 11)
    names = run.names()
    assert "Acme GmbH" in names
    records = {one: run.record(one) for one in run.ids()}
    acme = next(r for r in records.values() if r.title == "Acme GmbH")
    assert (acme["tier"], acme["client_since"], acme["city"]) == ("A", "2025-04-03", "Dresden")
    assert acme["postal_code"] == "01067"

    run = start(Options(workspace=book))
    run.window.go(Place("accounts"))
    run.wait(lambda: run.accounts.model.rowCount() == 11)
    undo = run.window.action_set.action("undo")
    assert "Kundenliste 2026.xlsx" in undo.text()
    qtbot.keyClick(run.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    run.wait(lambda: run.accounts.model.rowCount() == 0)


def test_a_file_dropped_anywhere_on_the_window_opens_the_import(full, qtbot, tmp_path):
    path = tmp_path / "more.csv"
    path.write_text("Name,City\nNeue Werft AG,Kiel\n", "utf-8")
    drop(full.window, path)
    page = import_page(full)
    full.wait(lambda: not page.session.empty and idle(full))
    assert full.window.present_place().section == "import"
    qtbot.keyClick(page, Qt.Key.Key_Return)
    full.wait(lambda: page.session.view is not None and idle(full))
    qtbot.keyClick(page, Qt.Key.Key_Return)
    full.wait(lambda: page.result is not None)
    assert len(full.desk.records.options("account")) == 41
