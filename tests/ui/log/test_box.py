"""The box of an account's page and the sheet over the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from acctdesk.ui.log.box import LogBox
from acctdesk.ui.log.command import subject_of
from acctdesk.ui.log.drafts import Drafts
from acctdesk.ui.log.sheet import LogSheet

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
POPUP = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def made(opened, theme, qtbot):
    """A box over an account with two people."""
    opened.account = opened.book.account("Northwind")
    opened.other = opened.book.account("Helvetia")
    for name in ("Mira Vos", "Jürgen Müller"):
        opened.book.person(opened.account, name)
    opened.drafts = Drafts(opened.desk, opened.tasks)
    whole = opened.whole = QWidget()
    column = QVBoxLayout(whole)
    opened.box = LogBox(theme, opened.desk, opened.tasks, opened.undo, opened.drafts)
    column.addWidget(opened.box)
    column.addStretch(1)
    qtbot.addWidget(whole)
    whole.resize(900, 600)
    with qtbot.waitExposed(whole):
        whole.show()
    whole.activateWindow()
    opened.box.set_account(opened.account)
    return opened


def type_people(made, qtbot, form, *names: str) -> None:
    for name in names:
        qtbot.keyClicks(form.people.line, name)
        qtbot.keyClick(form.people.line, KEY.Key_Return)
    form.people.popup.hide()
    made.settle()


@POPUP
def test_a_call_is_logged_with_the_keyboard_alone(made, qtbot) -> None:
    made.box.line.setFocus()
    qtbot.keyClick(made.box.line, KEY.Key_Return)
    made.settle()
    form = made.box.form
    assert made.box.open
    assert [one.name for one in form.people.people()] == ["Jana Ode"]
    qtbot.keyClicks(form.subject, "Price talk")
    type_people(made, qtbot, form, "mull", "Tom Berg")
    qtbot.keyClicks(form.minutes, "20")
    qtbot.keyClicks(form.next_step, "Send the offer")
    qtbot.keyClicks(form.due, "fri")
    qtbot.keyClick(form.due, KEY.Key_Return, CTRL)
    made.settle()
    assert not made.box.open
    [entry] = made.desk.interactions.of_account(made.account)
    assert (entry.type, entry.day, entry.minutes) == ("call", "2026-03-04", 20)
    assert {one.name for one in entry.people} == {"Jürgen Müller", "Tom Berg"}
    assert entry.next_step_due == "2026-03-06"
    assert made.undo.said == ["Call logged"]
    assert made.drafts.get(made.account) is None
    assert made.desk.records.get("account", made.account)["last_contact"] == "2026-03-04"
    made.desk.history.undo()
    made.settle()
    assert made.desk.interactions.of_account(made.account) == []
    assert len(made.desk.people.at(made.account)) == 2


@POPUP
def test_a_type_is_chosen_on_the_line(made, qtbot) -> None:
    line = made.box.line
    [spot] = [box for code, box in line._types() if code == "meeting"]
    qtbot.mouseClick(line, LEFT, pos=spot.center().toPoint())
    assert made.box.form.draft().type == "meeting"


@POPUP
def test_what_was_begun_waits_for_its_account(made, qtbot) -> None:
    made.box.unfold()
    made.settle()
    qtbot.keyClicks(made.box.form.subject, "Half a")
    qtbot.keyClick(made.box.form.subject, KEY.Key_Escape)
    assert not made.box.open
    assert made.box.line.accessibleName() == "Go on with: Half a"
    made.box.set_account(made.other)
    assert made.box.line.accessibleName() == "Log call, meeting, note…"
    made.box.unfold()
    assert made.box.form.subject.text() == ""
    qtbot.keyClicks(made.box.form.subject, "Other")
    made.box.set_account(made.account)
    made.box.unfold()
    assert made.box.form.subject.text() == "Half a"
    assert made.drafts.get(made.other).subject == "Other"


@POPUP
def test_what_is_missing_is_said_at_its_field(made, qtbot) -> None:
    made.box.unfold()
    made.settle()
    qtbot.keyClick(made.box.form.summary, KEY.Key_Return, CTRL)
    made.settle()
    assert made.box.form.problem("subject") == "Say in a line what it was about."
    assert made.box.open
    assert QApplication.focusWidget() is made.box.form.subject


@POPUP
def test_the_label_says_which_day_was_understood(made, qtbot) -> None:
    made.box.unfold()
    form = made.box.form
    qtbot.keyClicks(form.day, "fri")
    qtbot.keyClicks(form.due, "fri")
    assert form._framed["day"].label.text() == "Date · 27 Feb 2026"
    assert form._framed["next_step_due"].label.text() == "Due · 6 Mar 2026"


@POPUP
def test_who_took_part_is_chosen_and_taken_back(made, qtbot) -> None:
    made.box.unfold()
    made.settle()
    people = made.box.form.people
    type_people(made, qtbot, made.box.form, "mira")
    assert [one.name for one in people.people()] == ["Jana Ode", "Mira Vos"]
    people.line.setFocus()
    qtbot.keyClick(people.line, KEY.Key_Backspace)
    assert [one.name for one in people.people()] == ["Jana Ode"]
    # A whole name that was typed and left is meant, too.
    qtbot.keyClicks(people.line, "jurgen muller")
    people.popup.hide()
    # Without a window manager nobody gives the keyboard back when a list closes.
    made.whole.activateWindow()
    made.settle()
    people.line.setFocus()
    made.box.form.subject.setFocus()
    assert [one.name for one in people.people()] == ["Jana Ode", "Jürgen Müller"]


# -- the sheet --------------------------------------------------------------------------------


@pytest.fixture
def sheet(made, theme, qtbot) -> LogSheet:
    return LogSheet(made.whole, theme, made.desk, made.tasks, made.undo, made.drafts)


@POPUP
def test_the_account_is_found_by_typing(made, sheet, qtbot) -> None:
    sheet.enter()
    made.settle()
    assert QApplication.focusWidget() is sheet.line
    qtbot.keyClicks(sheet.line, "north")
    made.settle()
    qtbot.keyClick(sheet.line, KEY.Key_Return)
    sheet.line.popup.hide()
    made.settle()
    assert sheet.line.account() == made.account
    assert QApplication.focusWidget() is sheet.form.subject
    qtbot.keyClicks(sheet.form.subject, "Hello")
    with qtbot.waitSignal(sheet.logged) as told:
        qtbot.keyClick(sheet.form.subject, KEY.Key_Return, CTRL)
    assert told.args[0] == made.account
    assert not sheet.isVisible()
    assert made.undo.said == ["Call logged: Northwind"]


@POPUP
def test_without_an_account_it_asks_for_one(made, sheet, qtbot) -> None:
    sheet.enter()
    qtbot.keyClicks(sheet.form.subject, "Hello")
    qtbot.keyClick(sheet.form.subject, KEY.Key_Return, CTRL)
    made.settle()
    assert sheet._frame.problem().startswith("Say with which account")
    assert made.desk.interactions.open_steps() == []


@POPUP
def test_escape_keeps_the_draft_and_gives_the_keyboard_back(made, sheet, qtbot) -> None:
    before = QLineEdit(made.whole)
    made.whole.layout().addWidget(before)
    before.show()
    before.setFocus()
    sheet.enter(made.account, type_="note")
    made.settle()
    assert sheet.line.text() == "Northwind"
    qtbot.keyClicks(sheet.form.subject, "Idea")
    qtbot.keyClick(sheet.form.subject, KEY.Key_Escape)
    assert not sheet.isVisible()
    assert QApplication.focusWidget() is before
    sheet.enter(made.account)
    assert sheet.form.draft().subject == "Idea"
    assert sheet.form.draft().type == "note"
    qtbot.mouseClick(sheet, LEFT, pos=QPoint(3, 3))
    assert not sheet.isVisible()


@POPUP
def test_tab_goes_round_within_it(made, sheet, qtbot) -> None:
    sheet.enter(made.account)
    made.settle()
    for _step in range(40):
        qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Tab)
        assert sheet.isAncestorOf(QApplication.focusWidget())


def test_a_page_says_what_it_is_about() -> None:
    class Spec:
        kind = "person"

    class Listed(QWidget):
        spec = Spec()
        chosen: tuple[str, ...] = ("p1",)

        def selected(self) -> tuple[str, ...]:
            return self.chosen

    class About(QWidget):
        def subject(self) -> tuple[str, str]:
            return "account", "a1"

    class Section(QWidget):
        def front(self) -> QWidget:
            return about

    about = About()
    listed = Listed()
    assert subject_of(listed) == ("person", "p1")
    listed.chosen = ("p1", "p2")
    assert subject_of(listed) == ("", "")
    assert subject_of(Section()) == ("account", "a1")
    assert subject_of(None) == ("", "")
