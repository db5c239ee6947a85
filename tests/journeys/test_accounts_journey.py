"""The Accounts page as somebody uses it: by keys and mouse, through the real window."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from acctdesk.services.view import Column
from acctdesk.ui.starting import Options
from acctdesk.ui.widgets.roles import PendingRole, ProblemRole, StatusRole
from acctdesk.ui.widgets.status import Status

# The offscreen platform says so whenever a popup opens.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def cell(run, row: int, name: str):
    model = run.accounts.model
    return model.index(row, model.column(name))


def stand_on(run, row: int, name: str):
    index = cell(run, row, name)
    run.accounts.grid.setCurrentIndex(index)
    run.accounts.grid.setFocus()
    return index


def type_into(run, qtbot: QtBot, row: int, name: str, text: str) -> None:
    """F2, the text, Enter."""
    stand_on(run, row, name)
    qtbot.keyClick(run.accounts.grid, KEY.Key_F2)
    editor = QApplication.focusWidget()
    while editor is not None and not isinstance(editor, QLineEdit | QComboBox):
        editor = editor.parentWidget()
    assert editor is not None
    line = editor.lineEdit() if isinstance(editor, QComboBox) else editor
    line.selectAll()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(editor, KEY.Key_Return)


def titles(page) -> list[str]:
    return [str(one.label) for one in page.columns_shown()]


def test_shows_the_book(full) -> None:
    page = full.accounts
    assert full.names()[:3] == ["Client 00", "Client 01", "Client 02"]
    assert cell(full, 0, "annual_value").data() == "€ 100,000"
    assert cell(full, 0, "rag").data(StatusRole) == Status.MET
    assert [cell(full, at, "rag").data() for at in range(4)] == [
        "Green", "Amber", "Red", "No data",
    ]  # fmt: skip
    assert cell(full, 0, "owner_id").data() == "Jana Ode"
    assert titles(page)[:6] == ["Name", "Tier", "Phase", "Health", "Owner", "Annual value"]
    head = page.grid.head
    shown = [head.logicalIndex(at) for at in range(head.count())]
    seen = [page.model.fields()[c].label for c in shown if not head.isSectionHidden(c)]
    assert [str(one) for one in seen] == titles(page)


def test_sums_stay_apart_by_currency(full) -> None:
    page = full.accounts
    full.wait(lambda: bool(page.summary.words("annual_value")))
    words = " ".join(page.summary.words("annual_value"))
    for sign in ("€", "CHF", "NOK", "£", "$", "PLN"):
        assert sign in words
    euro = sum(100_000 + at * 1000 for at in range(40) if at % 8 in (0, 2, 5))
    assert f"€ {euro:,}" in words
    # Without a summary row the line beneath tells them.
    page.view_state.change(summary={})
    full.wait(lambda: f"€ {euro:,}" in page.footer.sums.text())
    assert page.footer.sums.text().endswith("a year")


def test_filters_while_typing(full, qtbot: QtBot) -> None:
    page = full.accounts
    qtbot.keyClick(full.window, KEY.Key_F, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is page.filters.box
    qtbot.keyClicks(page.filters.box, "lille")
    full.wait(lambda: page.model.rowCount() == 5)
    assert page.footer.count.text() == "5 of 40 accounts"
    qtbot.keyClick(page.filters.box, KEY.Key_Escape)
    full.wait(lambda: page.model.rowCount() == 40)


def test_an_edit_is_kept_named_and_undone(full, qtbot: QtBot) -> None:
    account = full.ids()[0]
    index = stand_on(full, 0, "city")
    qtbot.keyClick(full.accounts.grid, KEY.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "Delft")
    qtbot.keyClick(editor, KEY.Key_Return)
    assert index.data() == "Delft"
    assert index.data(PendingRole)
    full.wait(lambda: full.record(account)["city"] == "Delft")
    assert not cell(full, 0, "city").data(PendingRole)
    assert full.accounts.grid.currentIndex().row() == 1
    undo = full.window.action_set.action("undo")
    assert undo.text() == "Undo “Edit City”"
    full.window.activateWindow()
    undo.trigger()
    full.wait(lambda: full.record(account)["city"] == "Rotterdam")
    assert cell(full, 0, "city").data() == "Rotterdam"
    assert full.accounts.selected() == (account,)
    full.window.action_set.action("redo").trigger()
    full.wait(lambda: full.record(account)["city"] == "Delft")


def test_escape_leaves_a_cell_as_it_was(full, qtbot: QtBot) -> None:
    account = full.ids()[0]
    stand_on(full, 0, "city")
    qtbot.keyClicks(full.accounts.grid, "X")
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    qtbot.keyClicks(editor, "yz")
    qtbot.keyClick(editor, KEY.Key_Escape)
    full.settle()
    assert cell(full, 0, "city").data() == "Rotterdam"
    assert full.record(account)["city"] == "Rotterdam"


@pytest.mark.parametrize(
    ("name", "text", "field", "kept"),
    [
        ("renewal_date", "14 Oct 2027", "renewal_date", "2027-10-14"),
        ("annual_value", "1,234.50 CHF", "annual_value", Decimal("1234.50")),
        ("tier", "C", "tier", "C"),
        ("country", "Norw", "country", "NO"),
    ],
)
def test_each_format_takes_what_people_type(
    full, qtbot: QtBot, name: str, text: str, field: str, kept: object
) -> None:
    account = full.ids()[0]
    type_into(full, qtbot, 0, name, text)
    full.wait(lambda: full.record(account)[field] == kept)
    if name == "annual_value":
        assert full.record(account)["currency"] == "CHF"
        assert cell(full, 0, name).data() == "CHF 1,234.50"


def test_what_cannot_be_kept_is_put_back_with_the_reason(full, qtbot: QtBot) -> None:
    account = full.ids()[0]
    before = cell(full, 0, "renewal_date").data()
    type_into(full, qtbot, 0, "renewal_date", "some day")
    full.wait(lambda: bool(cell(full, 0, "renewal_date").data(ProblemRole)))
    index = cell(full, 0, "renewal_date")
    assert index.data() == before
    assert index.data(ProblemRole).startswith("Expected a date, found “some day”.")
    assert full.record(account)["renewal_date"] == "2027-01-01"
    type_into(full, qtbot, 0, "renewal_date", "2028-01-02")
    full.wait(lambda: full.record(account)["renewal_date"] == "2028-01-02")
    assert not cell(full, 0, "renewal_date").data(ProblemRole)


def test_sorting_follows_values_not_words(full) -> None:
    page = full.accounts
    column = page.model.column("annual_value")
    page.grid.sort_by(column, descending=True)
    full.wait(lambda: full.names()[0] == "Client 39")
    page.grid.sort_by(page.model.column("tier"))
    full.wait(lambda: full.names()[:2] == ["Client 00", "Client 04"])


def test_delete_asks_nothing_and_undo_restores(full, qtbot: QtBot) -> None:
    page = full.accounts
    gone = full.ids()[1:4]
    stand_on(full, 1, "city")
    for _row in range(2):
        qtbot.keyClick(page.grid, KEY.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert page.selected() == tuple(gone)
    assert full.window.status.selection.text() == "3 selected of 40"
    qtbot.keyClick(page.grid, KEY.Key_Delete, CTRL)
    full.wait(lambda: page.model.rowCount() == 37)
    assert full.answers.asked == []
    toast = full.window.toasts.toasts()[-1]
    assert toast.text() == "Deleted 3 accounts"
    toast.pressed.emit()
    full.wait(lambda: page.model.rowCount() == 40)
    assert set(page.selected()) == set(gone)


def test_a_new_account_is_made_and_selected(full, qtbot: QtBot) -> None:
    page = full.accounts
    full.window.action_set.action("new").trigger()
    prompt = page.prompt
    assert prompt.isVisible()
    qtbot.keyClick(prompt.line, KEY.Key_Return)
    assert prompt.problem() == "Fill this in"
    qtbot.keyClicks(prompt.line, "Zenith Yards")
    qtbot.keyClick(prompt.line, KEY.Key_Return)
    full.wait(lambda: page.model.rowCount() == 41)
    assert not prompt.isVisible()
    (account,) = page.selected()
    assert full.record(account).title == "Zenith Yards"
    assert full.record(account).titles["owner_id"] == "Jana Ode"


def test_a_pasted_block_is_one_step(full, qtbot: QtBot) -> None:
    page = full.accounts
    ids = full.ids()
    rows = [f"Town {at}\tFrance" for at in range(20)]
    QGuiApplication.clipboard().setText("\n".join(rows))
    stand_on(full, 0, "city")
    qtbot.keyClick(page.grid, KEY.Key_V, CTRL)
    full.wait(lambda: page.commands.strip is not None)
    strip = page.commands.strip
    qtbot.mouseClick(strip.paste, Qt.MouseButton.LeftButton)
    full.wait(lambda: full.record(ids[19])["city"] == "Town 19")
    assert [full.record(one)["country"] for one in ids[:20]] == ["FR"] * 20
    assert full.window.toasts.toasts()[-1].text() == "Pasted 40 cells"
    full.window.action_set.action("undo").trigger()
    full.wait(lambda: full.record(ids[19])["city"] == "Tromsø")
    assert full.record(ids[0])["city"] == "Rotterdam"


def test_cells_that_cannot_be_read_are_named_before_anything_is_pasted(full, qtbot: QtBot) -> None:
    page = full.accounts
    ids = full.ids()
    QGuiApplication.clipboard().setText("2027-05-01\nnever\n2027-05-03")
    stand_on(full, 0, "renewal_date")
    qtbot.keyClick(page.grid, KEY.Key_V, CTRL)
    full.wait(lambda: page.commands.strip is not None)
    assert full.record(ids[0])["renewal_date"] == "2027-01-01"
    words = [
        one.text() for one in page.commands.strip.findChildren(QWidget) if hasattr(one, "text")
    ]
    assert any(text.startswith("1 cell: expected a date") for text in words)
    assert any("Client 01, Renewal date: “never”" in text for text in words)


def test_fill_down_repeats_the_topmost_value(full, qtbot: QtBot) -> None:
    page = full.accounts
    ids = full.ids()
    stand_on(full, 0, "city")
    for _row in range(3):
        qtbot.keyClick(page.grid, KEY.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(page.selected()) == 4
    full.window.action_set.action("fill_down").trigger()
    full.wait(lambda: full.record(ids[3])["city"] == "Rotterdam")
    assert [full.record(one)["city"] for one in ids[:5]] == ["Rotterdam"] * 4 + ["Leeds"]


def test_columns_order_and_filter_survive_a_restart(
    full, start: Callable[..., object], qtbot: QtBot
) -> None:
    page = full.accounts
    page.columns.hide("city")
    names = [one for one in page.columns.shown() if one != "tier"]
    names.insert(5, "tier")
    page.view_state.change(columns=tuple(Column(name) for name in names))
    page.grid.sort_by(page.model.column("annual_value"), descending=True)
    page.filters.box.setText("client")
    full.wait(lambda: full.names()[0] == "Client 39")
    path = full.desk.path
    again = start(Options(workspace=path))
    again.wait(lambda: again.accounts.model.rowCount() == 40)
    page = again.accounts
    head = page.grid.head
    assert head.isSectionHidden(page.model.column("city"))
    assert head.visualIndex(page.model.column("tier")) == 5
    assert again.names()[0] == "Client 39"
    assert head.sortIndicatorSection() == page.model.column("annual_value")
    assert page.filters.box.text() == "client"


def test_what_changes_elsewhere_shows_at_once_and_nothing_is_read_while_hidden(full) -> None:
    account = full.ids()[5]
    full.desk.accounts.edit([account], {"city": "Oslo"})
    full.wait(lambda: cell(full, 5, "city").data() == "Oslo")
    full.window.go(type(full.window.present_place())("settings"))
    full.settle()
    full.desk.accounts.edit([account], {"city": "Bergen"})
    full.settle()
    assert cell(full, 5, "city").data() == "Oslo"
    full.go(list="1")
    full.wait(lambda: cell(full, 5, "city").data() == "Bergen")


def test_the_model_keeps_qts_rules(full, qtbot: QtBot) -> None:
    page = full.accounts
    tester = QAbstractItemModelTester(
        page.model, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    type_into(full, qtbot, 0, "city", "Delft")
    full.settle()
    page.filters.box.setText("client 1")
    full.wait(lambda: page.model.rowCount() == 13)
    page.grid.sort_by(page.model.column("city"), descending=True)
    full.settle()
    page.filters.clear()
    full.wait(lambda: page.model.rowCount() == 40)
    full.desk.accounts.delete(full.ids()[3:9])
    full.wait(lambda: page.model.rowCount() == 34)
    full.window.action_set.action("undo").trigger()
    full.wait(lambda: page.model.rowCount() == 40)
    assert tester.model() is page.model


def test_tab_leaves_the_grid_and_every_stop_has_a_name(full, qtbot: QtBot) -> None:
    page = full.accounts
    stand_on(full, 0, "name")
    qtbot.keyClick(page.grid, KEY.Key_Tab)
    assert QApplication.focusWidget() is not page.grid
    for widget in page.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            said = widget.accessibleName() or getattr(widget, "text", lambda: "")()
            assert said, widget


def test_a_double_click_on_the_name_opens_the_account(full, qtbot: QtBot) -> None:
    page = full.accounts
    box = page.grid.visualRect(cell(full, 2, "name"))
    spot = box.center() if box.isValid() else QPoint(20, 20)
    qtbot.mouseDClick(page.grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    full.wait(lambda: full.account.title() == "Client 02")
    full.window.back()
    full.settle()
    assert full.account is page


def test_an_empty_book_offers_what_to_do(start, folders, qtbot: QtBot) -> None:
    from acctdesk.compose import create_desk

    create_desk(folders.data / "Empty.acctdesk").close()
    run = start(Options(workspace=folders.data / "Empty.acctdesk"))
    page = run.accounts
    empty = page.grid._empty
    assert empty.isVisible()
    assert empty.title.text() == "No accounts yet"
    assert not page.filters.isEnabled()
    qtbot.mouseClick(empty.button, Qt.MouseButton.LeftButton)
    assert page.prompt.isVisible()
    page.prompt.close()
