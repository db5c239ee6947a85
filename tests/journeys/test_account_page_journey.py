"""The page of one account as somebody uses it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from acctdesk.services.catalogue import Format
from acctdesk.ui.widgets.fields import ComboBox
from acctdesk.ui.widgets.roles import ProblemRole

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def opened(full):
    """The program with its first account in front."""
    full.first = full.ids()[0]
    full.go(account=full.first)
    full.wait(lambda: full.account.title() == "Client 00")
    full.account.show_tab("details")
    return full


def words(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel)]


def edit_cell(run, qtbot: QtBot, grid, row: int, column: int, text: str) -> None:
    # The list of a choice was a window of its own; without a screen nobody gives the focus back.
    run.window.activateWindow()
    run.settle()
    grid.setCurrentIndex(grid.model().index(row, column))
    grid.setFocus()
    qtbot.keyClick(grid, KEY.Key_F2)
    editor = QApplication.focusWidget()
    line = editor if isinstance(editor, QLineEdit) else editor.lineEdit()
    line.selectAll()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(editor, KEY.Key_Return)
    run.settle()


def test_a_field_is_edited_where_it_is_read(opened, qtbot: QtBot) -> None:
    row = opened.account.details.rows["city"]
    assert row.value.text() == "Rotterdam"
    qtbot.mouseClick(row.value, LEFT)
    editor = row.editor()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "Delft")
    qtbot.keyClick(editor, KEY.Key_Return)
    opened.wait(lambda: opened.record(opened.first)["city"] == "Delft")
    assert row.editor() is None
    assert row.value.text() == "Delft"
    assert "Banking" not in words(opened.account.head)


def test_escape_restores_and_leaving_keeps(opened, qtbot: QtBot) -> None:
    rows = opened.account.details.rows
    rows["street"].value.setFocus()
    qtbot.keyClick(rows["street"].value, KEY.Key_Return)
    qtbot.keyClicks(rows["street"].editor(), "Kade 1")
    qtbot.keyClick(rows["street"].editor(), KEY.Key_Escape)
    opened.settle()
    assert opened.record(opened.first)["street"] is None
    assert rows["street"].value.text() == "–"
    rows["street"].edit()
    qtbot.keyClicks(rows["street"].editor(), "Kade 2")
    rows["city"].value.setFocus()
    opened.wait(lambda: opened.record(opened.first)["street"] == "Kade 2")


def test_what_cannot_be_kept_stays_in_the_editor_with_the_reason(opened, qtbot: QtBot) -> None:
    row = opened.account.details.rows["renewal_date"]
    row.edit()
    row.editor().selectAll()
    qtbot.keyClicks(row.editor(), "soon")
    qtbot.keyClick(row.editor(), KEY.Key_Return)
    opened.wait(lambda: bool(row.problem()))
    assert row.editor().text() == "soon"
    assert row.problem() == (
        "Expected a date, found “soon”. Write it as year-month-day, such as 2026-10-14."
    )
    row.editor().selectAll()
    qtbot.keyClicks(row.editor(), "+30")
    assert row.problem() == ""
    qtbot.keyClick(row.editor(), KEY.Key_Return)
    opened.wait(lambda: opened.record(opened.first)["renewal_date"] > "2026")
    assert row.editor() is None


def test_choices_and_long_texts(opened, qtbot: QtBot) -> None:
    rows = opened.account.details.rows
    rows["rag"].edit()
    combo = rows["rag"].editor()
    assert isinstance(combo, ComboBox)
    combo.set_value("red")
    combo.activated.emit(combo.currentIndex())
    opened.wait(lambda: opened.record(opened.first)["rag"] == "red")
    rows["notes"].edit()
    text = rows["notes"].editor()
    assert isinstance(text, QPlainTextEdit)
    qtbot.keyClicks(text, "one")
    qtbot.keyClick(text, KEY.Key_Return)
    qtbot.keyClicks(text, "two")
    qtbot.keyClick(text, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    opened.wait(lambda: opened.record(opened.first)["notes"] == "one\ntwo")


def test_a_parent_below_itself_is_refused(opened) -> None:
    second = opened.ids()[1]
    opened.desk.accounts.edit([second], {"parent_id": opened.first})
    opened.settle()
    assert "Parent of" in words(opened.account.details)
    row = opened.account.details.rows["parent_id"]
    row.edit()
    row.editor().set_value(second)
    row.editor().activated.emit(row.editor().currentIndex())
    opened.wait(lambda: bool(row.problem()))
    assert row.problem().startswith("An account can't stand above itself.")
    assert opened.record(opened.first)["parent_id"] is None


def test_a_field_of_ones_own(opened, qtbot: QtBot) -> None:
    details = opened.account.details
    qtbot.mouseClick(details.add_field, LEFT)
    assert details.new_field.isVisible()
    qtbot.keyClicks(details.new_field.line, "Contract number")
    details.new_field.kind.set_value(Format.NUMBER)
    qtbot.keyClick(details.new_field.line, KEY.Key_Return)
    opened.wait(lambda: any(row.field.custom for row in details.rows.values()))
    assert not details.new_field.isVisible()
    row = next(row for row in details.rows.values() if row.field.custom)
    row.edit()
    qtbot.keyClicks(row.editor(), "42")
    qtbot.keyClick(row.editor(), KEY.Key_Return)
    opened.wait(lambda: opened.record(opened.first)[row.field.name] == 42)


def test_people_are_added_edited_and_removed(opened, qtbot: QtBot) -> None:
    page = opened.account
    page.show_tab("people")
    people = page.people
    QAbstractItemModelTester(
        people.model, QAbstractItemModelTester.FailureReportingMode.Warning, people.model
    )
    qtbot.mouseClick(people.add, LEFT)
    qtbot.keyClicks(people.prompt.line, "Mira Vos")
    qtbot.keyClick(people.prompt.line, KEY.Key_Return)
    opened.wait(lambda: people.model.rowCount() == 1)
    edit_cell(opened, qtbot, people.grid, 0, 1, "CIO")
    edit_cell(opened, qtbot, people.grid, 0, 2, "Information technology")
    edit_cell(opened, qtbot, people.grid, 0, 3, "mira@client.example")
    opened.wait(lambda: opened.desk.people.at(opened.first)[0].email == "mira@client.example")
    contact = opened.desk.people.at(opened.first)[0]
    assert (contact.title, contact.unit) == ("CIO", "Information technology")
    edit_cell(opened, qtbot, people.grid, 0, 3, "nobody")
    index = people.model.index(0, 3)
    assert index.data() == "mira@client.example"
    assert index.data(ProblemRole).startswith("Expected an e-mail address")
    people.grid.selectRow(0)
    qtbot.mouseClick(people.remove, LEFT)
    opened.wait(lambda: people.model.rowCount() == 0)
    opened.window.action_set.action("undo").trigger()
    opened.wait(lambda: people.model.rowCount() == 1)


def test_units_form_a_tree_and_a_ring_is_refused(opened, qtbot: QtBot) -> None:
    page = opened.account
    page.show_tab("units")
    units = page.units.units
    for name in ("Operations", "Platforms"):
        qtbot.mouseClick(units.add_button, LEFT)
        qtbot.keyClicks(units.prompt.line, name)
        qtbot.keyClick(units.prompt.line, KEY.Key_Return)
        opened.settle()
    assert units.model.rowCount() == 2
    edit_cell(opened, qtbot, units.grid, 1, 1, "Operations")
    opened.wait(lambda: units.model.index(1, 0).data() == "\u2003Platforms")
    edit_cell(opened, qtbot, units.grid, 0, 1, "Platforms")
    assert "can't stand above itself" in units.model.index(0, 1).data(ProblemRole)


def test_the_team_gets_people_and_roles(opened, qtbot: QtBot) -> None:
    page = opened.account
    page.show_tab("units")
    team = page.units.team
    next(one for one in team.menu.actions() if one.text() == "Jana Ode").trigger()
    opened.wait(lambda: team.model.rowCount() == 1)
    edit_cell(opened, qtbot, team.grid, 0, 1, "Director")
    opened.wait(lambda: opened.desk.people.team(opened.first)[0].role == "director")
    team.grid.selectRow(0)
    qtbot.mouseClick(team.remove, LEFT)
    opened.wait(lambda: team.model.rowCount() == 0)


def test_history_tells_and_takes_back_any_single_change(opened, qtbot: QtBot) -> None:
    for field, value in (("city", "Delft"), ("tier", "C")):
        opened.desk.accounts.edit([opened.first], {field: value})
    page = opened.account
    page.show_tab("history")
    history = page.history
    opened.wait(lambda: len(history.model.changes()) == 3)
    changes = history.model.changes()
    assert [one.what for one in changes] == ["Edit Tier", "Edit City", "Add account Client 00"]
    assert changes[0].brief.startswith("Jana Ode")
    history.select(changes[1].entry.id)
    lines = history.details.model
    opened.wait(lambda: lines.index(1, 0).data() == "City: Rotterdam → Delft")
    qtbot.mouseClick(history.details.button, LEFT)
    opened.wait(lambda: opened.record(opened.first)["city"] == "Rotterdam")
    assert opened.record(opened.first)["tier"] == "C"
    opened.wait(lambda: history.model.changes()[0].what == "Undo: Edit City")
    undone = {one.what for one in history.model.changes() if one.entry.undone}
    assert undone == {"Edit City"}


def test_an_account_that_is_gone_says_so(opened, qtbot: QtBot) -> None:
    opened.desk.accounts.delete([opened.first])
    page = opened.account
    opened.wait(lambda: page._gone.isVisible())
    qtbot.mouseClick(page._gone.button, LEFT)
    opened.wait(lambda: opened.accounts.isVisible())


def test_tabs_are_places_one_goes_back_to(opened, qtbot: QtBot) -> None:
    page = opened.account
    page.tabs.chosen.emit(page.names.index("people"))
    opened.settle()
    assert page._stack.currentWidget() is page.people
    opened.window.back()
    opened.settle()
    assert opened.window.present_place().params == {"account": opened.first}
    for tab in (page.overview, page.details, page.people, page.units, page.history):
        page._stack.setCurrentWidget(tab)
        for widget in tab.findChildren(QWidget):
            if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                said = widget.accessibleName() or getattr(widget, "text", lambda: "")()
                assert said, widget
