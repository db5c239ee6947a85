"""What is in a list is changed, emptied, filed away and copied, by mouse and keys."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from acctdesk.services.view import Column
from tests.journeys.hands import (
    CTRL,
    KEY,
    SHIFT,
)

# The offscreen platform says so whenever a popup opens.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


CRM = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "maven_crm" / "accounts.csv"


@pytest.mark.skipif(not CRM.exists(), reason="the sample of a CRM is not here")
def test_a_block_of_a_real_table_is_pasted_as_one_step(full, qtbot: QtBot) -> None:
    page = full.accounts
    with CRM.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))[:20]
    names = ("sector", "year_established", "revenue", "employees", "office_location")
    text = "".join("\t".join(row[name] for name in names) + "\r\n" for row in rows)
    fields = ("name", "sector", "client_since", "annual_value", "size", "country", "last_contact")
    page.view_state.change(columns=tuple(map(Column, fields)))
    full.settle()
    ids = full.ids()
    before = [full.record(one).values for one in ids]
    QGuiApplication.clipboard().setText(text)
    page.grid.setCurrentIndex(page.model.index(0, page.model.column("sector")))
    page.grid.setFocus()
    qtbot.keyClick(page.grid, KEY.Key_V, CTRL)
    full.wait(lambda: page.commands.strip is not None)
    said = [one.text() for one in page.commands.strip.findChildren(QWidget) if hasattr(one, "text")]
    # The file has "Philipines" once: that cell is named with its reason, the others go in.
    assert said[0].startswith("99 cells into 20 accounts: Sector, Client since, Annual value")
    assert any("Philipines" in text and text.startswith("1 cell:") for text in said)
    qtbot.keyClick(page.commands.strip.paste, KEY.Key_Space)
    full.wait(lambda: full.record(ids[19])["sector"] == rows[19]["sector"])
    for one, row in zip(ids, rows, strict=False):
        record = full.record(one)
        assert record["client_since"] == row["year_established"]
        assert record["annual_value"] == Decimal(row["revenue"])
        assert record["size"] == int(row["employees"])
    countries = [full.record(one)["country"] for one in ids[:20]]
    assert countries.count("US") >= 10
    assert full.window.toasts.toasts()[-1].text() == "Pasted 99 cells"
    full.window.action_set.action("undo").trigger()
    full.wait(lambda: full.record(ids[19])["sector"] is None)
    assert [full.record(one).values for one in ids] == before


def test_thirty_accounts_are_changed_at_once_in_the_inspector_and_back(full, qtbot: QtBot) -> None:
    page = full.accounts
    ids = full.ids()
    page.grid.setCurrentIndex(page.model.index(0, page.model.column("city")))
    page.grid.setFocus()
    for _row in range(29):
        qtbot.keyClick(page.grid, KEY.Key_Down, SHIFT)
    assert page.selected() == tuple(ids[:30])
    assert full.window.status.selection.text() == "30 selected of 40"
    if not full.window.action_set.action("inspector").isChecked():
        qtbot.keyClick(page.grid, KEY.Key_F4)
    late = page.inspector()
    full.wait(lambda: late.isVisible() and late.inspector() is not None)
    panel = late.inspector()
    full.wait(lambda: panel._seen is not None and len(panel._seen.ids) == 30)
    row = panel.form.rows["sector"]
    row.edit()
    editor = row.editor()
    assert isinstance(editor, QLineEdit)
    qtbot.keyClicks(editor, "Logistics")
    qtbot.keyClick(editor, KEY.Key_Return)
    full.wait(lambda: full.record(ids[29])["sector"] == "Logistics")
    assert [full.record(one)["sector"] for one in ids] == ["Logistics"] * 30 + [None] * 10
    full.window.action_set.action("undo").trigger()
    full.wait(lambda: full.record(ids[29])["sector"] is None)
    assert all(full.record(one)["sector"] is None for one in ids)


def test_delete_empties_cells_and_ctrl_delete_takes_records_off(full, qtbot: QtBot) -> None:
    page = full.accounts
    ids = full.ids()
    page.grid.setCurrentIndex(page.model.index(0, page.model.column("city")))
    page.grid.setFocus()
    qtbot.keyClick(page.grid, KEY.Key_Down, SHIFT)
    qtbot.keyClick(page.grid, KEY.Key_Right, SHIFT)
    qtbot.keyClick(page.grid, KEY.Key_Delete)
    full.wait(lambda: full.record(ids[1])["city"] is None)
    assert full.record(ids[0])["city"] is None
    assert full.record(ids[0])["country"] is None
    assert full.window.toasts.toasts()[-1].text() == "Cleared 4 cells"
    full.window.action_set.action("undo").trigger()
    full.wait(lambda: full.record(ids[1])["country"] == "CH")


def test_archived_accounts_leave_the_list_and_come_back(full, qtbot: QtBot) -> None:
    page = full.accounts
    page.grid.setCurrentIndex(page.model.index(3, page.model.column("name")))
    page.grid.setFocus()
    full.window.action_set.action("list.archive").trigger()
    full.wait(lambda: page.model.rowCount() == 39)
    assert full.window.toasts.toasts()[-1].text() == "Archived Client 03"
    page.view_state.change(archived=True)
    full.wait(lambda: page.model.rowCount() == 40)
    page.view_state.change(archived=False)
    full.wait(lambda: page.model.rowCount() == 39)
    full.window.action_set.action("undo").trigger()
    full.wait(lambda: page.model.rowCount() == 40)


def test_people_are_listed_over_all_accounts_and_opened(full, qtbot: QtBot) -> None:
    from acctdesk.ui.shell.page import Place

    ids = full.ids()
    for at in range(3):
        full.desk.people.add(ids[at], {"name": f"Person {at}"}, title="CIO")
    full.window.go(Place("people"))
    full.settle()
    page = full.window.page("people").list
    full.wait(lambda: page.model.rowCount() == 3)
    model = page.model
    assert [str(one.label) for one in page.columns_shown()][:3] == ["Name", "Title", "Accounts"]
    row = [model.index(0, model.column(one)).data() for one in ("name", "title", "account_names")]
    assert row == ["Person 0", "CIO", "Client 00"]
    # Where somebody works is worked out, and isn't edited here.
    place = model.index(0, model.column("account_names"))
    assert not place.flags() & Qt.ItemFlag.ItemIsEditable
    page.grid.setCurrentIndex(model.index(1, model.column("name")))
    page.grid.setFocus()
    qtbot.keyClick(page.grid, KEY.Key_Return, CTRL)
    full.wait(lambda: full.window.page("people").front().title() == "Person 1")


def test_what_is_copied_in_a_list_is_pasted_there_unharmed(full, qtbot: QtBot) -> None:
    page = full.accounts
    ids = full.ids()
    fields = ("name", "annual_value", "renewal_date", "phase", "owner_id", "country")
    page.view_state.change(columns=tuple(map(Column, fields)))
    full.settle()
    page.grid.setCurrentIndex(page.model.index(1, page.model.column("annual_value")))
    page.grid.setFocus()
    for _step in range(4):
        qtbot.keyClick(page.grid, KEY.Key_Right, SHIFT)
    qtbot.keyClick(page.grid, KEY.Key_C, CTRL)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text().startswith("CHF 101,000\t10 Jan 2027\t")
    assert 'x:num="101000"' in mime.html()
    page.grid.setCurrentIndex(page.model.index(4, page.model.column("annual_value")))
    qtbot.keyClick(page.grid, KEY.Key_V, CTRL)
    full.wait(lambda: full.record(ids[4])["currency"] == "CHF")
    one, other = full.record(ids[1]), full.record(ids[4])
    assert [other[name] for name in fields[1:]] == [one[name] for name in fields[1:]]
