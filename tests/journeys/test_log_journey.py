"""Writing a contact down from wherever one is, and finding it again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from acctdesk.ui.shell.page import Place

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


def press(
    run, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """A key as the person presses it: it goes to the window, and shortcuts hear it."""
    run.window.activateWindow()
    run.settle()
    QTest.keyClick(QApplication.focusWidget() or run.window, key, modifiers)
    run.settle()


@pytest.fixture
def sheet(full):
    """The sheet over the window."""
    from acctdesk.ui.log.sheet import LogSheet

    def found() -> LogSheet:
        return next(iter(full.window.findChildren(LogSheet)))

    return found


def select(run, qtbot: QtBot, name: str) -> None:
    model, grid = run.accounts.model, run.accounts.grid
    row = run.names().index(name)
    index = model.index(row, model.column("tier"))
    grid.scrollTo(index)
    qtbot.mouseClick(grid.viewport(), LEFT, pos=grid.visualRect(index).center())
    run.settle()


def last_contact(run, account: str) -> str:
    model = run.accounts.model
    row = model.store.ids.index(account)
    return model.index(row, model.column("last_contact")).data() or ""


def test_a_call_is_logged_from_the_list_and_undone(full, sheet, qtbot: QtBot) -> None:
    account = next(one for one, name in full.desk.records.options("account") if name == "Client 03")
    full.desk.people.add(account, {"name": "Mira Vos"}, title="CIO")
    full.settle()
    assert last_contact(full, account) == ""
    select(full, qtbot, "Client 03")
    press(full, KEY.Key_N, CTRL | SHIFT)
    full.wait(lambda: sheet().isVisible())
    assert sheet().line.text() == "Client 03"
    form = sheet().form
    qtbot.keyClicks(form.subject, "Renewal: first talk")
    qtbot.keyClicks(form.people.line, "mira")
    qtbot.keyClick(form.people.line, KEY.Key_Return)
    form.people.popup.hide()
    full.settle()
    qtbot.keyClicks(form.next_step, "Send the offer")
    qtbot.keyClicks(form.due, "+7")
    qtbot.keyClick(form.due, KEY.Key_Return, CTRL)
    full.wait(lambda: not sheet().isVisible())
    # The list shows it at once.
    full.wait(lambda: last_contact(full, account) != "")
    [entry] = full.desk.interactions.of_account(account)
    assert [one.name for one in entry.people] == ["Mira Vos"]
    assert [one.name for one in entry.members] == ["Jana Ode"]
    # So do the account's page and its timeline, and the person's.
    full.go(account=account)
    overview = full.account.overview
    full.wait(lambda: [one.id for one in overview.timeline.model.entries()] == [entry.id])
    assert overview.people.touched.note() == "today"
    # Undo takes it back everywhere.
    press(full, KEY.Key_Z, CTRL)
    full.wait(lambda: overview.timeline.model.entries() == [])
    full.go(list="1")
    full.wait(lambda: last_contact(full, account) == "")
    press(full, KEY.Key_Z, CTRL | SHIFT)
    full.wait(lambda: last_contact(full, account) != "")


def test_on_an_account_the_key_unfolds_its_own_box(full, qtbot: QtBot) -> None:
    account = full.ids()[0]
    full.go(account=account)
    page = full.account
    full.wait(lambda: page.title() == "Client 00")
    press(full, KEY.Key_N, CTRL | SHIFT)
    full.wait(lambda: page.box.open)
    qtbot.keyClicks(page.box.form.subject, "Half a thought")
    # What was begun stays while one looks elsewhere.
    full.go(account=full.ids()[1])
    full.wait(lambda: page.title() == "Client 01")
    assert not page.box.open
    full.go(account=account)
    full.wait(lambda: page.title() == "Client 00")
    page.box.line.setFocus()
    qtbot.keyClick(page.box.line, KEY.Key_Return)
    assert page.box.form.subject.text() == "Half a thought"
    qtbot.keyClick(page.box.form.subject, KEY.Key_Return, CTRL)
    full.wait(lambda: len(page.overview.timeline.model.entries()) == 1)
    assert page.overview.changes.all.isVisible()


def test_a_next_step_is_done_on_the_card(full, qtbot: QtBot) -> None:
    from acctdesk.ui.record.tick import Tick

    account = full.ids()[0]
    full.desk.interactions.log(
        account,
        {"type": "call", "subject": "Talk", "next_step": "Send it", "next_step_due": "2026-01-01"},
    )
    full.go(account=account)
    page = full.account
    full.wait(lambda: bool(page.overview.steps.findChildren(Tick)))
    qtbot.mouseClick(page.overview.steps.findChildren(Tick)[0], LEFT)
    full.wait(lambda: full.desk.interactions.open_steps() == [])
    full.wait(lambda: not page.overview.steps.findChildren(Tick))


def test_a_number_explains_itself_and_leads_to_its_rows(full, qtbot: QtBot) -> None:
    account = full.ids()[0]
    full.desk.people.add(account, {"name": "Mira Vos"})
    full.go(account=account)
    page = full.account
    full.wait(lambda: page.overview.people.count.text() == "1")
    count = page.overview.people.count
    assert "position at this account" in count.accessibleDescription()
    count.setFocus()
    qtbot.keyClick(count, KEY.Key_Space)
    popover = next(
        one for one in QApplication.topLevelWidgets()
        if one.isVisible() and one.objectName() == "popup"
    )  # fmt: skip
    from acctdesk.ui.widgets.buttons import Button

    [button] = popover.findChildren(Button)
    qtbot.mouseClick(button, LEFT)
    full.wait(lambda: page._stack.currentWidget() is page.people)
    assert full.window.present_place().params["tab"] == "people"


def test_a_change_is_taken_back_from_its_card(full, qtbot: QtBot) -> None:
    from acctdesk.ui.widgets.buttons import IconButton

    account = full.ids()[0]
    full.desk.accounts.edit([account], {"city": "Delft"})
    full.go(account=account)
    page = full.account

    def undo_buttons() -> list[IconButton]:
        found = page.overview.changes.findChildren(IconButton)
        return [one for one in found if one.toolTip().startswith("Undo “Edit City")]

    full.wait(lambda: bool(undo_buttons()))
    qtbot.mouseClick(undo_buttons()[0], LEFT)
    full.wait(lambda: full.record(account)["city"] == "Rotterdam")


def test_the_page_of_a_person(full, qtbot: QtBot) -> None:
    first, second = full.ids()[:2]
    person, _change = full.desk.people.add(first, {"name": "Mira Vos"}, title="CIO")
    full.desk.records.create(
        "position",
        {"person_id": person, "account_id": second, "title": "Head of IT", "ended": "2020"},
    )
    full.window.go(Place("people", {"person": person}))
    full.settle()
    page = full.window.page("people").front()
    full.wait(lambda: page.title() == "Mira Vos")
    model = page.positions.model
    told = [[model.index(row, column).data() for column in range(5)] for row in range(2)]
    assert told == [["Client 00", "CIO", "", "", ""], ["Client 01", "Head of IT", "", "", "2020"]]
    # Log with them: they and I took part.
    press(full, KEY.Key_N, CTRL | SHIFT)
    full.wait(lambda: page.box.open)
    assert [one.name for one in page.box.form.people.people()] == ["Mira Vos", "Jana Ode"]
    qtbot.keyClicks(page.box.form.subject, "Lunch")
    qtbot.keyClick(page.box.form.subject, KEY.Key_Return, CTRL)
    full.wait(lambda: len(page.timeline.model.entries()) == 1)
    # A value is edited where it is read.
    row = page.form.rows["phone"]
    row.edit()
    qtbot.keyClicks(row.editor(), "+31 10 555 0134")
    qtbot.keyClick(row.editor(), KEY.Key_Return)
    full.wait(lambda: full.desk.records.get("person", person)["phone"] is not None)
    page.show_tab("history")
    model = page.history.model
    full.wait(lambda: len(model.changes()) == 4)
    assert [one.what for one in model.changes()] == [
        "Edit Phone",
        "Log “Lunch”",
        "Add position Head of IT",
        "Add person Mira Vos",
    ]
    full.desk.records.delete("person", [person])
    full.wait(lambda: page._gone.isVisible())


def test_an_entry_that_was_begun_is_there_after_a_restart(full, start) -> None:
    from acctdesk.ui.log.sheet import LogSheet

    def opened(run) -> LogSheet:
        run.wait(lambda: run.program.furniture is not None)
        press(run, KEY.Key_N, CTRL | SHIFT)
        run.wait(lambda: any(one.isVisible() for one in run.window.findChildren(LogSheet)))
        return next(iter(run.window.findChildren(LogSheet)))

    form = opened(full).form
    QTest.keyClicks(form.subject, "They asked for a tour")
    # The pause in which it is kept is not over yet when the window closes.
    again = opened(start())
    assert again.form.draft().subject == "They asked for a tour"
    assert again.form._note.text() == "Draft restored"
