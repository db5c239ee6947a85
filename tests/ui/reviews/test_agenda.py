"""The agenda of a review: minutes, order, where it looks, by mouse and by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from acctdesk.ui.widgets.status import Status
from tests.ui.reviews.conftest import Shown

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton
popping = pytest.mark.qt_log_ignore("raise", "grabbing the keyboard", "propagateSizeHints")


def titles(shown: Shown) -> list[str]:
    return [one.title for one in shown.detail().agenda]


def test_it_says_how_much_looks_forward(shown: Shown) -> None:
    agenda = shown.opened().agenda
    told = shown.detail()
    assert agenda.back.text() == f"{told.back} back"
    assert agenda.forward.text() == f"{told.forward} forward"
    assert agenda.warning.isHidden()
    assert [row.title.text() for row in agenda.list.rows] == titles(shown)
    first = agenda.list.rows[0]
    assert first.who.text() == "You"
    assert first.accessibleName() == "Welcome, who is here, You, 5 min, looks back"


def test_under_half_forward_warns_beneath_the_bar(shown: Shown) -> None:
    agenda = shown.opened().agenda
    for row in list(agenda.list.rows):
        if row.item.looks == "forward" and row.item.minutes > 10:
            QTest.keyClick(row, Key.Key_Space)
            shown.settle()
    assert not agenda.warning.isHidden()
    assert "Under half" in agenda.warning.label.text()
    assert agenda.warning.glyph.status is Status.RISK
    check = shown.view.planner.side.checks["forward"]
    assert check.label.text().startswith("Under half looks forward")


def test_minutes_are_changed_in_place(shown: Shown) -> None:
    agenda = shown.opened().agenda
    row = agenda.list.rows[0]
    QTest.mouseClick(row.chip, LEFT)
    assert not row.minutes.isHidden()
    assert row.chip.isHidden()
    row.minutes.lineEdit().setText("25")
    QTest.keyClick(row.minutes, Key.Key_Return)
    shown.settle()
    assert shown.detail().agenda[0].minutes == 25
    assert row.chip.text() == "25 min"
    assert "more than there are" in agenda.warning.label.text()
    QTest.keyClick(row, Key.Key_M)
    row.minutes.lineEdit().setText("90")
    QTest.keyClick(row.minutes, Key.Key_Escape)
    shown.settle()
    assert shown.detail().agenda[0].minutes == 25, "Esc keeps what was"
    QTest.keyClick(row, Key.Key_Minus)
    shown.settle()
    assert shown.detail().agenda[0].minutes == 20
    shown.revert()
    assert shown.detail().agenda[0].minutes == 25


def test_the_keyboard_goes_through_it_and_moves_what_it_is_on(shown: Shown) -> None:
    agenda = shown.opened().agenda
    first, second = titles(shown)[:2]
    rows = agenda.list.rows
    assert [row.focusPolicy() == Qt.FocusPolicy.StrongFocus for row in rows[:2]] == [True, False]
    rows[0].setFocus()
    QTest.keyClick(rows[0], Key.Key_Down, ALT)
    shown.settle()
    assert titles(shown)[:2] == [second, first]
    assert agenda.list.rows[1].title.text() == first
    assert agenda.list.rows[1].hasFocus(), "the keyboard goes with it"
    QTest.keyClick(agenda.list.rows[1], Key.Key_Up)
    assert agenda.list.rows[0].hasFocus()
    QTest.keyClick(agenda.list.rows[0], Key.Key_Delete)
    shown.settle()
    assert second not in titles(shown)
    assert agenda.list.rows[0].hasFocus(), "the next one has it"
    shown.revert()
    assert titles(shown)[:2] == [second, first]


def test_a_grip_drags_an_item_to_its_place(shown: Shown) -> None:
    agenda = shown.opened().agenda
    before = titles(shown)
    rows = agenda.list.rows
    grip, target = rows[0].grip, rows[2]
    QTest.mousePress(grip, LEFT)
    where = grip.mapFromGlobal(target.mapToGlobal(QPoint(5, target.height() - 3)))
    QTest.mouseMove(grip, where)
    assert agenda.list.drop_at == 3
    assert not agenda.list._mark_line.isHidden()
    QTest.mouseRelease(grip, LEFT, pos=where)
    shown.settle()
    assert titles(shown)[:3] == [before[1], before[2], before[0]]
    assert agenda.list.drop_at == -1
    shown.revert()
    assert titles(shown) == before


@popping
def test_an_item_is_added_renamed_and_edited(shown: Shown) -> None:
    agenda = shown.opened().agenda
    agenda.line.setText("Questions")
    QTest.keyClick(agenda.line, Key.Key_Return)
    shown.settle()
    assert titles(shown)[-1] == "Questions"
    assert agenda.line.text() == ""
    row = agenda.list.rows[-1]
    QTest.keyClick(row, Key.Key_F2)
    row.name.setText("Open questions")
    QTest.keyClick(row.name, Key.Key_Return)
    shown.settle()
    assert titles(shown)[-1] == "Open questions"
    row.form_wanted.emit()
    shown.settle()
    form = shown.view.acting.popover
    form.rows["looks"].editor.set_value("back")
    form.rows["person_id"].editor.set_value(shown.book.jana)
    form.save_wanted.emit()
    shown.settle()
    item = shown.detail().agenda[-1]
    assert (item.looks, item.person.name) == ("back", "Jana Vries")
    assert row.who.text() == "Jana Vries"


@popping
def test_what_is_left_in_a_form_is_there_again(shown: Shown) -> None:
    shown.opened()
    acting = shown.view.acting
    acting.log_promise()
    shown.settle()
    acting.popover.rows["title"].editor.setText("Half a thought")
    acting.popover.close()
    shown.settle()
    acting.log_promise()
    shown.settle()
    assert acting.popover.rows["title"].text() == "Half a thought"
    acting.popover._cancel()


def test_every_row_offers_its_keys_as_a_menu(shown: Shown) -> None:
    row = shown.opened().agenda.list.rows[1]
    menu = row.menu()
    words = [one.text() for one in menu.actions()]
    assert words[:3] == ["Rename", "Minutes…", "Looks forward"]
    menu.actions()[3].trigger()
    shown.settle()
    assert titles(shown)[0] == "What we promised last time"


def test_a_book_that_is_only_read_changes_nothing(shown: Shown) -> None:
    from acctdesk.ui.reviews.agendacard import AgendaCard

    shown.opened()
    card = AgendaCard(shown.window.theme, able=False)
    card.show_agenda(shown.detail(), "")
    row = card.list.rows[0]
    asked: list[object] = []
    row.changed.connect(asked.append)
    row.removed.connect(lambda: asked.append("removed"))
    for key in (Key.Key_Space, Key.Key_Plus, Key.Key_Delete, Key.Key_M):
        QTest.keyClick(row, key)
    assert not asked
    assert row.minutes.isHidden()
    card.deleteLater()
