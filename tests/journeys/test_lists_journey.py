"""A list made one's own, as somebody does it: by mouse and keys, through the real window."""

from __future__ import annotations

import csv
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from acctdesk.services.filters import Condition, Match, Op
from acctdesk.services.view import Column
from acctdesk.ui.starting import Options
from acctdesk.ui.widgets.roles import BandRole

# The offscreen platform says so whenever a popup opens.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CRM = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "maven_crm" / "accounts.csv"


def click(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.mouseClick(widget, LEFT)


def choose(qtbot: QtBot, menu: QMenu, words: str) -> None:
    """Walk down a menu by keys, and press Enter on an entry."""
    qtbot.waitUntil(menu.isVisible)
    for _step in range(40):
        active = menu.activeAction()
        if active is not None and active.text().replace("&&", "&") == words:
            break
        qtbot.keyClick(menu, KEY.Key_Down)
    assert menu.activeAction().text() == words
    qtbot.keyClick(menu, KEY.Key_Return)


def head_spot(page, name: str, *, edge: bool = False) -> QPoint:
    head = page.grid.head
    column = page.model.column(name)
    x = head.sectionViewportPosition(column)
    wide = head.sectionSize(column)
    return QPoint(x + wide - 1 if edge else x + wide // 2, head.height() // 2)


def drag(qtbot: QtBot, widget: QWidget, start: QPoint, end: QPoint) -> None:
    qtbot.mousePress(widget, LEFT, pos=start)
    for part in range(1, 6):
        qtbot.mouseMove(widget, start + (end - start) * part / 5)
    qtbot.mouseRelease(widget, LEFT, pos=end)


def typed(qtbot: QtBot, text: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClicks(focus, text)


def press(qtbot: QtBot, key: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key)


def bands(page) -> list[tuple[str, str]]:
    model = page.model
    found = (model.index(row, 0).data(BandRole) for row in range(model.rowCount()))
    return [(one.label, one.count) for one in found if one is not None]


def test_a_view_is_built_saved_and_there_after_a_restart(
    full, start: Callable[..., object], qtbot: QtBot
) -> None:
    page = full.accounts
    # A condition: the first offered field is the tier; its value is chosen by its letter.
    click(qtbot, page.bar.filter)
    builder = page.tools.popover
    qtbot.waitUntil(builder.isVisible)
    row = builder.root.parts[0]
    assert row.field.currentText() == "Tier"
    row.editor.begin()
    typed(qtbot, "A")
    press(qtbot, KEY.Key_Return)
    full.wait(lambda: page.view_state.view.where is not None)
    builder.close()
    full.wait(lambda: page.model.rowCount() == 10)
    assert [one.text() for one in page.filters.chips] == ["Tier is A"]
    # Largest first: two clicks on the head.
    view = page.grid.head.viewport()
    qtbot.mouseClick(view, LEFT, pos=head_spot(page, "annual_value"))
    full.settle()
    qtbot.mouseClick(view, LEFT, pos=head_spot(page, "annual_value"))
    full.wait(lambda: full.names()[0] == "Client 36")
    # Groups.
    click(qtbot, page.bar.group)
    click(qtbot, page.tools.popover.add)
    combo = page.tools.popover.combos[0]
    combo.setFocus()
    qtbot.keyClicks(combo, "Phase")
    qtbot.keyClick(combo, KEY.Key_Return)
    combo.activated.emit(combo.currentIndex())
    page.tools.popover.close()
    full.wait(lambda: bool(bands(page)))
    assert bands(page) == [("Onboarding", "10 accounts")]
    # A column goes, another is pulled wider.
    click(qtbot, page.bar.columns)
    chooser = page.tools.popover
    qtbot.keyClicks(chooser.search, "owner")
    qtbot.keyClick(chooser.search, KEY.Key_Return)
    chooser.close()
    full.wait(lambda: "owner_id" not in page.columns.shown())
    edge = head_spot(page, "phase", edge=True)
    before = page.grid.head.sectionSize(page.model.column("phase"))
    drag(qtbot, view, edge, edge + QPoint(40, 0))
    wide = page.grid.head.sectionSize(page.model.column("phase"))
    assert wide > before + 20
    assert page.view_state.dirty
    assert "unsaved changes" in page.bar.view.accessibleName()
    # Saved under a name, by keys.
    click(qtbot, page.bar.view)
    choose(qtbot, page.bar.view.menu(), "Save as new view…")
    qtbot.waitUntil(lambda: page.tools.prompt is not None and page.tools.prompt.isVisible())
    qtbot.keyClicks(page.tools.prompt.line, "Key accounts")
    qtbot.keyClick(page.tools.prompt.line, KEY.Key_Return)
    full.wait(lambda: page.view_state.base.name == "Key accounts" and not page.view_state.dirty)
    saved, shown = page.view(), page.columns.shown()
    names = full.names()[1:]

    again = start(Options(workspace=full.desk.path))
    again.wait(lambda: again.accounts.model.rowCount() == 11)
    page = again.accounts
    again.wait(lambda: len(page.tools.views) > 6)
    assert page.bar.view.accessibleName() == "View: Key accounts"
    assert not page.view_state.dirty
    assert page.view() == saved
    assert page.columns.shown() == shown
    assert again.names()[1:] == names
    assert page.grid.head.sectionSize(page.model.column("phase")) == wide
    # Another view and back; the first is as it was saved.
    click(qtbot, page.bar.view)
    choose(qtbot, page.bar.view.menu(), "All accounts")
    again.wait(lambda: page.model.rowCount() == 40)
    assert page.filters.chips == []
    click(qtbot, page.bar.view)
    choose(qtbot, page.bar.view.menu(), "Key accounts")
    again.wait(lambda: page.model.rowCount() == 11)
    assert page.view() == saved
    # Undone like anything else: the view is gone, what it showed stays.
    again.window.action_set.action("undo").trigger()
    again.wait(lambda: all(one.name != "Key accounts" for one in page.tools.views))
    assert page.model.rowCount() == 11
    assert page.view_state.base.name == "All accounts"
    assert page.view_state.dirty


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


def test_groups_close_and_open_by_mouse_and_arrows(full, qtbot: QtBot) -> None:
    page = full.accounts
    tester = QAbstractItemModelTester(
        page.model, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    page.view_state.change(group=("tier", "phase"))
    full.wait(lambda: len(bands(page)) == 8)
    assert bands(page)[:2] == [("Tier: A", "10 accounts"), ("Onboarding", "10 accounts")]
    assert page.model.rowCount() == 48
    box = page.grid.visualRect(page.model.index(0, page.model.column("name")))
    qtbot.mouseClick(page.grid.viewport(), LEFT, pos=box.center())
    full.settle()
    assert page.model.rowCount() == 37
    page.grid.setFocus()
    qtbot.keyClick(page.grid, KEY.Key_Right)
    assert page.model.rowCount() == 48
    qtbot.keyClick(page.grid, KEY.Key_Down)
    qtbot.keyClick(page.grid, KEY.Key_Left)
    assert page.model.rowCount() == 38
    # What is closed stays closed when the list is read again.
    full.desk.accounts.edit([full.ids()[30]], {"city": "Oslo"})
    full.settle()
    assert page.model.rowCount() == 38
    qtbot.keyClick(page.grid, KEY.Key_Return)
    assert page.model.rowCount() == 48
    page.view_state.change(group=())
    full.wait(lambda: page.model.rowCount() == 40)
    assert tester.model() is page.model


def test_a_tree_shows_parents_above_their_own_and_what_they_come_to(full, qtbot: QtBot) -> None:
    page = full.accounts
    ids = full.ids()
    full.desk.accounts.edit([ids[2], ids[5]], {"parent_id": ids[0]})
    page.view_state.change(tree=True)
    full.wait(lambda: full.names()[:4] == ["Client 00", "Client 02", "Client 05", "Client 01"])
    total = page.model.quick_cell(0, page.model.column("annual_value")).extra
    assert total == "Σ € 307,000"
    name = page.model.index(0, page.model.column("name"))
    box = page.grid.visualRect(name)
    qtbot.mouseClick(page.grid.viewport(), LEFT, pos=QPoint(box.left() + 14, box.center().y()))
    full.settle()
    assert full.names()[:2] == ["Client 00", "Client 01"]
    page.grid.setCurrentIndex(name)
    page.grid.setFocus()
    qtbot.keyClick(page.grid, KEY.Key_Right)
    assert full.names()[1] == "Client 02"


def test_a_choice_that_is_not_on_the_list_is_told_and_kept_to_go_on(full, qtbot: QtBot) -> None:
    from acctdesk.ui.widgets.roles import ProblemRole

    page = full.accounts
    index = page.model.index(0, page.model.column("phase"))
    page.grid.setCurrentIndex(index)
    page.grid.setFocus()
    qtbot.keyClick(page.grid, KEY.Key_F2)
    line = page.grid.findChild(QLineEdit)
    line.selectAll()
    qtbot.keyClicks(line, "Hibernating")
    qtbot.keyClick(line, KEY.Key_Return)
    full.wait(lambda: bool(index.data(ProblemRole)))
    assert "Hibernating" in index.data(ProblemRole)
    assert index.data() == "Onboarding"
    assert index.data(Qt.ItemDataRole.EditRole) == "Hibernating"


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


def test_a_filter_too_deep_to_edit_is_kept(full) -> None:
    page = full.accounts
    deep = Match("none", (Condition("phase", Op.IS, "exit"),))
    inner = Match("any", (Condition("tier", Op.IS, "A"), deep))
    where = Match("all", (Condition("country", Op.NOT_EMPTY), inner))
    page.view_state.change(where=where)
    full.settle()
    page.tools.open_filter()
    builder = page.tools.popover
    assert builder.root.match() == where
    builder.root.parts[0].removed.emit()
    full.settle()
    assert page.view_state.view.where == Match("all", (inner,))
    builder.close()


def test_a_field_of_ones_own_is_a_column_at_once(full, qtbot: QtBot) -> None:
    page = full.accounts
    click(qtbot, page.bar.columns)
    click(qtbot, page.tools.popover.new)
    prompt = page.tools.prompt
    qtbot.waitUntil(prompt.isVisible)
    qtbot.keyClicks(prompt.line, "Mood")
    prompt.kind.setCurrentIndex(prompt.kind.findText("Choice"))
    qtbot.mouseClick(prompt.add, LEFT)
    assert prompt.isVisible(), "a choice needs its choices"
    for words in ("Sunny", "Rainy", "Sunny"):
        qtbot.keyClicks(prompt.entries, words)
        qtbot.keyClick(prompt.entries, KEY.Key_Return)
    qtbot.mouseClick(prompt.add, LEFT)
    full.wait(lambda: str(page.columns_shown()[-1].label) == "Mood")
    field = page.columns_shown()[-1]
    assert [one.label for one in field.choices] == ["Sunny", "Rainy"]
    index = page.model.index(1, page.model.column(field.name))
    page.grid.setCurrentIndex(index)
    page.grid.setFocus()
    qtbot.keyClick(page.grid, KEY.Key_F2)
    line = page.grid.findChild(QLineEdit)
    qtbot.keyClicks(line, "rai")
    qtbot.keyClick(line, KEY.Key_Return)
    full.wait(lambda: full.record(full.ids()[1])[field.name] == "Rainy")
    page.view_state.change(group=(field.name,))
    full.wait(lambda: bands(page) == [("Rainy", "1 account"), ("No mood", "39 accounts")])


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
