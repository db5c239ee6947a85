"""Purging lasts: how far it is stands in the status bar, and Cancel leaves everything there."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from acctdesk.ui.widgets.jobs import JobItem
from acctdesk.workspace.erasing import Eraser

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_cancel_in_the_status_bar_leaves_the_trash_as_it_was(full, monkeypatch, qtbot) -> None:
    full.desk.accounts.delete(full.ids()[:3])
    full.settle()
    full.window.action_set.action("trash.show").trigger()
    page = full.window.page("trash")
    full.wait(lambda: page.model.rowCount() == 3)
    before = full.desk.trash.deleted()
    changes = [one.id for one in full.desk.history.recent(100)]
    go_on = threading.Event()
    forget = Eraser._forget_links

    def slow(eraser, which):
        assert go_on.wait(30)
        forget(eraser, which)

    monkeypatch.setattr(Eraser, "_forget_links", slow)
    QTest.mouseClick(page.empty_button, Qt.MouseButton.LeftButton)

    def job() -> JobItem | None:
        items = full.window.status.findChildren(JobItem)
        return next((one for one in items if one.isVisible()), None)

    qtbot.waitUntil(lambda: job() is not None, timeout=20_000)
    item = job()
    # Where it is when it begins to take long.
    qtbot.waitUntil(lambda: item._share.text() == "55 %", timeout=20_000)
    assert not page.empty_button.isEnabled()
    buttons = item.findChildren(QPushButton)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in buttons), timeout=20_000)
    (cancel,) = [one for one in item.findChildren(QPushButton) if one.isVisible()]
    assert cancel.accessibleName() == "Cancel Purging"
    QTest.mouseClick(cancel, Qt.MouseButton.LeftButton)
    go_on.set()
    full.wait(lambda: page.empty_button.isEnabled())
    full.wait(lambda: job() is None)
    assert full.window.toasts.toasts()[-1].text() == "Stopped. Nothing was purged."
    assert full.desk.trash.deleted() == before
    assert [one.id for one in full.desk.history.recent(100)] == changes
    assert page.model.rowCount() == 3
    # What was stopped can be done later.
    QTest.mouseClick(page.empty_button, Qt.MouseButton.LeftButton)
    full.wait(lambda: page.model.rowCount() == 0)
    assert full.desk.trash.deleted() == []
