"""What was changed is found again, taken back in part, brought back, and handed out as a file."""

from __future__ import annotations

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from acctdesk.ui.shell.page import Place

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
CLICK = Qt.MouseButton.LeftButton


def test_from_a_change_to_its_undoing_and_from_the_trash_to_a_file(full, tmp_path) -> None:
    acme, other = full.ids()[:2]
    before = full.record(acme)["city"]
    full.desk.accounts.edit([acme], {"city": "Ludwigsburg", "notes": "Exit plan"})
    full.desk.accounts.delete([other])
    full.settle()
    # The field leads from its account to all that it held.
    full.go(account=acme, tab="history")
    tab = full.account.history
    full.wait(lambda: bool(tab.model.changes()))
    tab.filters.box.setText("ludwigsburg")
    full.wait(lambda: len(tab.model.changes()) == 1)
    QTest.mouseClick(tab.open_button, CLICK)
    full.settle()
    page = full.window.page("history")
    full.wait(lambda: len(page.view.details.model.names()) == 3)
    assert page.view.filters.box.text() == "ludwigsburg"
    assert page.account.text() == full.record(acme).title
    # One field goes back, the other stays; undo brings it again.
    lines = page.view.details.lines
    QTest.mouseClick(lines.viewport(), CLICK, pos=lines.verb_middle(1).toPoint())
    full.wait(lambda: full.record(acme)["city"] == before)
    assert full.record(acme)["notes"] == "Exit plan"
    full.window.action_set.action("undo").trigger()
    full.wait(lambda: full.record(acme)["city"] == "Ludwigsburg")
    # As it is narrowed, it leaves.
    full.window.go(Place("history", {"words": "ludwigsburg"}))
    full.wait(lambda: len(page.view.model.changes()) >= 3)
    target = tmp_path / "history.xlsx"
    full.answers.files = [target]
    QTest.mouseClick(page.export_button, CLICK)
    full.wait(target.exists)
    full.settle()
    sheet = openpyxl.load_workbook(target).worksheets[0]
    names = {row[4].value for row in sheet.iter_rows(min_row=2)}
    assert names == {full.record(acme).title}
    # Next door is the trash, which leaves as well, and from which one account comes back.
    QTest.mouseClick(page.trash, CLICK)
    full.settle()
    trash = full.window.page("trash")
    full.wait(lambda: trash.model.rowCount() == 1)
    listed = tmp_path / "trash.csv"
    full.answers.files = [listed]
    QTest.mouseClick(trash.export_button, CLICK)
    full.wait(listed.exists)
    assert trash.model.record(0).title in listed.read_text(encoding="utf-8-sig")
    trash.grid.selectRow(0)
    QTest.mouseClick(trash.restore_button, CLICK)
    full.wait(lambda: trash.model.rowCount() == 0)
    assert full.record(other).title
    assert not trash.export_button.isEnabled()
    QTest.mouseClick(trash.history_button, CLICK)
    full.settle()
    assert page.isVisible()
