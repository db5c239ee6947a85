"""A client calls: who it is, is found from three letters while the phone still rings."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from acctdesk.ui.shell.actions import duplicate_shortcuts
from acctdesk.ui.shell.page import Place

CTRL = Qt.KeyboardModifier.ControlModifier


def press(running, key: Qt.Key, held=Qt.KeyboardModifier.NoModifier) -> None:
    """Press keys wherever the keyboard is."""
    QTest.keyClick(QApplication.focusWidget() or running.window, key, held)
    running.settle()


def type_(running, text: str) -> None:
    for letter in text:
        if letter.isascii():
            QTest.keyClicks(QApplication.focusWidget(), letter)
        else:
            # As an input method hands it over.
            event = QInputMethodEvent()
            event.setCommitString(letter)
            QApplication.sendEvent(QApplication.focusWidget(), event)
    running.settle()


@pytest.fixture
def book(full):
    """Forty accounts, and a few people at them."""
    ids = full.ids()
    for at, (name, title) in enumerate(
        (("Ebba Lindqvist", "CIO"), ("王伟", "CFO"), ("Li Wei", "CISO"), ("Jürgen Groß", "Einkauf"))
    ):
        full.desk.people.add(ids[at], {"name": name, "phone": f"+49 30 12 34 5{at}"}, title=title)
    full.settle()
    return full


def palette(running):
    return running.program.furniture.palette


def test_a_client_is_found_from_three_letters_of_a_persons_name(book) -> None:
    press(book, Qt.Key.Key_K, CTRL)
    assert palette(book).isVisible()
    type_(book, "lin")
    first = palette(book).model.entries()[0]
    assert (first.title, first.note) == ("Ebba Lindqvist", "CIO · Client 00")
    press(book, Qt.Key.Key_Return)
    place = book.window.present_place()
    assert place.section == "people"
    assert book.desk.records.get("person", place.params["person"]).title == "Ebba Lindqvist"
    # Back to the list, and by the number that the phone shows.
    press(book, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    press(book, Qt.Key.Key_F, CTRL)
    type_(book, "030 123453")
    assert [hit.title.text for hit in book.window.page("search").model.hits()] == ["Jürgen Groß"]
    press(book, Qt.Key.Key_Return)
    assert book.window.present_place().section == "people"


@pytest.mark.parametrize(
    ("typed", "found"),
    [("王伟", "王伟"), ("li", "Li Wei"), ("gross", "Jürgen Groß"), ("lindqvst", "Ebba Lindqvist"),
     ("client 07", "Client 07")],
)  # fmt: skip
def test_names_are_found_however_they_are_typed(book, typed, found) -> None:
    press(book, Qt.Key.Key_K, CTRL)
    type_(book, typed)
    assert palette(book).model.entries()[0].title == found
    press(book, Qt.Key.Key_Escape)
    assert not palette(book).isVisible()


def test_a_command_is_run_where_the_keyboard_was(book) -> None:
    grid = book.accounts.grid
    grid.setFocus()
    grid.setCurrentIndex(book.accounts.model.index(3, 0))
    press(book, Qt.Key.Key_K, CTRL)
    type_(book, ">open record")
    press(book, Qt.Key.Key_Return)
    book.wait(lambda: "account" in book.window.present_place().params)
    assert book.window.present_place().params["account"] == book.ids()[3]


def test_new_keys_hold_after_a_restart(book, start, folders) -> None:
    press(book, Qt.Key.Key_F1)
    assert book.window.present_place() == Place("shortcuts")
    type_(book, "search or run")
    press(book, Qt.Key.Key_Return)
    press(book, Qt.Key.Key_J, CTRL)
    press(book, Qt.Key.Key_Space)
    again = start()
    again.settle()
    press(again, Qt.Key.Key_J, CTRL)
    assert palette(again).isVisible()
    assert again.window.topbar.search._keys == "Ctrl+J"


def test_everything_one_can_do_is_in_the_palette_and_no_key_means_two_things(book) -> None:
    actions = book.window.action_set
    press(book, Qt.Key.Key_K, CTRL)
    offered = {entry.key for entry in palette(book).model.entries()}
    seen = {spec.id for spec in actions.specs() if actions.action(spec.id).isVisible()}
    assert {f"action:{one}" for one in seen - {"palette"}} <= offered
    known = {actions.action(spec.id) for spec in actions.specs()}
    menus = book.window.menuBar().findChildren(QMenu)
    held = [action for menu in menus for action in menu.actions() if not action.isSeparator()]
    assert not [action.text() for action in held if action not in known]
    assert not duplicate_shortcuts(actions.specs())
    # What a context menu holds is in the menu bar as well.
    in_bar = set(held)
    for spec in actions.specs():
        if spec.contexts:
            action = actions.action(spec.id)
            assert isinstance(action, QAction)
            assert action in in_bar, spec.id
