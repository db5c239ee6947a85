"""While one presents, nothing is asked and messages wait."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from acctdesk.errors import FileProblem
from acctdesk.ui.shell.ask import QtAsk
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.stillness import is_still, keep_still, when_over
from acctdesk.ui.widgets.toast import ToastLayer


@pytest.fixture(autouse=True)
def noisy_again() -> Iterator[None]:
    yield
    keep_still(False)


def test_it_begins_and_ends(qapp: QApplication) -> None:
    assert not is_still()
    keep_still(True)
    keep_still(True)
    assert is_still()
    keep_still(False)
    assert not is_still()


def test_what_waits_follows_in_order_if_its_owner_is_still_there(qtbot: QtBot) -> None:
    keep_still(True)
    said: list[str] = []
    one, gone = QObject(), QObject()
    when_over(one, lambda: said.append("first"))
    when_over(gone, lambda: said.append("of nobody"))
    when_over(one, lambda: said.append("second"))
    gone.deleteLater()
    qtbot.wait(10)
    assert said == []
    keep_still(False)
    assert said == []  # in a turn of its own
    qtbot.waitUntil(lambda: len(said) == 2)
    assert said == ["first", "second"]
    when_over(one, lambda: said.append("at once"))
    qtbot.waitUntil(lambda: said[-1] == "at once")


def test_every_question_is_answered_as_by_who_cancels(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    ask = QtAsk(window)
    keep_still(True)
    assert ask.confirm("Purge", "It is gone then.", "Purge") is False
    assert ask.choose("Locked", "By whom?", ["Wait", "Read"]) is None
    assert ask.text("Name", "New name") is None
    assert ask.open_file("Open", "*") is None
    assert list(ask.open_files("Open", "*")) == []
    assert ask.save_file("Save", "*", Path("x")) is None
    assert ask.folder("Where") is None


def test_what_must_be_read_is_told_afterwards(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    ask = QtAsk(window)
    shown: list[str] = []
    monkeypatch.setattr(
        "PySide6.QtWidgets.QMessageBox.exec", lambda box: shown.append(box.text()) or 0
    )
    keep_still(True)
    ask.problem(FileProblem("it can't be written.", where="minutes.txt"))
    qtbot.wait(10)
    assert shown == []
    keep_still(False)
    qtbot.waitUntil(lambda: bool(shown))
    assert "written" in shown[0]


def test_toasts_wait_unseen_and_then_stay_their_time(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 500)
    layer = ToastLayer(theme, window)
    window.show()
    keep_still(True)
    toast = layer.show_toast("Saved", undo=lambda: None)
    assert not toast.isVisible()
    assert not toast.is_counting()
    keep_still(False)
    qtbot.waitUntil(toast.isVisible)
    assert toast.is_counting()
    toast.closed.emit()
    assert not layer.toasts()


def test_a_toast_that_made_room_meanwhile_stays_away(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 500)
    layer = ToastLayer(theme, window)
    window.show()
    keep_still(True)
    for at in range(6):
        layer.show_toast(f"Message {at}")
    keep_still(False)
    qtbot.waitUntil(lambda: all(one.isVisible() for one in layer.toasts()))
    assert [one.text() for one in layer.toasts()] == [f"Message {at}" for at in (2, 3, 4, 5)]
