"""While one presents nothing else comes up, and afterwards everything is as it was."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QInputDialog,
    QLabel,
    QMainWindow,
    QMenu,
    QMessageBox,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot

from acctdesk.ui.presenting.guard import Guard
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.layouts import Popover
from acctdesk.ui.widgets.stillness import is_still
from acctdesk.ui.widgets.toast import ToastLayer

# What has no display says so whenever a popup comes to the front.
POPUP = pytest.mark.qt_log_ignore("This plugin does not support")


class Scene:
    """A program's window, a window of the presentation, and the guard between them."""

    def __init__(self, qtbot: QtBot) -> None:
        self.main, self.ours = QMainWindow(), QWidget()
        for one in (self.main, self.ours):
            qtbot.addWidget(one)
        self.main.setGeometry(QRect(40, 50, 700, 400))
        self.main.show()
        self.guard = Guard(self.main, lambda: (self.ours,))
        self.refused: list[str] = []
        self.guard.refused.connect(self.refused.append)

    def stand(self) -> None:
        self.guard.stand()
        self.ours.show()

    def seen(self) -> list[QWidget]:
        """Windows that are really on a screen."""
        return [
            one
            for one in QApplication.topLevelWidgets()
            if one.windowHandle() is not None and one.windowHandle().isVisible()
        ]


@pytest.fixture
def scene(qtbot: QtBot) -> Iterator[Scene]:
    found = Scene(qtbot)
    yield found
    found.guard.lift()


def test_the_program_is_hidden_and_ours_is_shown(scene: Scene) -> None:
    scene.stand()
    assert scene.seen() == [scene.ours]
    assert scene.refused == []
    assert is_still()


def test_a_dialog_is_cancelled_before_it_is_seen(scene: Scene, qtbot: QtBot) -> None:
    scene.stand()
    dialog = QDialog(scene.main)
    seen: list[list[QWidget]] = []
    QTimer.singleShot(0, lambda: seen.append(scene.seen()))
    assert dialog.exec() == QDialog.DialogCode.Rejected
    assert seen == [[scene.ours]]
    assert scene.refused == ["QDialog"]
    dialog.open()
    assert scene.seen() == [scene.ours]
    qtbot.waitUntil(lambda: not dialog.isVisible())


def test_questions_and_choosers_answer_as_if_cancelled(scene: Scene, qtbot: QtBot) -> None:
    scene.stand()
    assert QMessageBox.question(scene.main, "Purge?", "Gone") != QMessageBox.StandardButton.Yes
    assert QFileDialog.getOpenFileName(scene.main, "Open")[0] == ""
    assert QFileDialog.getSaveFileName(scene.main, "Save")[0] == ""
    assert QFileDialog.getExistingDirectory(scene.main, "Where") == ""
    assert QInputDialog.getText(scene.main, "Name", "New name")[1] is False
    assert len(scene.refused) == 5
    assert scene.seen() == [scene.ours]


def test_choosers_of_the_system_are_switched_off_and_on_again(scene: Scene) -> None:
    native = Qt.ApplicationAttribute.AA_DontUseNativeDialogs
    before = QApplication.testAttribute(native)
    scene.stand()
    assert QApplication.testAttribute(native)
    scene.guard.lift()
    assert QApplication.testAttribute(native) == before


@POPUP
def test_menus_tips_and_popovers(scene: Scene, theme: Theme, qtbot: QtBot) -> None:
    scene.stand()
    menu = QMenu(scene.main)
    menu.addAction("Delete")
    assert menu.exec(QPoint(10, 10)) is None
    menu.popup(QPoint(10, 10))
    QToolTip.showText(QPoint(20, 20), "Margin 12 %", scene.ours)
    popover = Popover(theme, "Filter", scene.main)
    popover.open_under(scene.main)
    assert scene.seen() == [scene.ours]
    qtbot.waitUntil(lambda: not (menu.isVisible() or popover.isVisible()))
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
    assert not QToolTip.isVisible()
    assert {"QMenu", "QTipLabel", "QFrame"} & set(scene.refused) >= {"QMenu", "QTipLabel"}


def test_tips_and_context_menus_of_our_own_windows_are_not_even_asked_for(
    scene: Scene, qtbot: QtBot
) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QContextMenuEvent, QHelpEvent

    asked: list[str] = []

    class Telling(QLabel):
        def event(self, event: QEvent) -> bool:
            if event.type() in (QEvent.Type.ToolTip, QEvent.Type.ContextMenu):
                asked.append(event.type().name)
            return super().event(event)

    label = Telling("…", scene.ours)
    tip = QHelpEvent(QEvent.Type.ToolTip, QPoint(1, 1), QPoint(1, 1))
    menu = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(1, 1), QPoint(1, 1))
    scene.stand()
    for event in (tip, menu):
        QApplication.sendEvent(label, event)
    assert asked == []
    scene.guard.lift()
    QApplication.sendEvent(label, tip)
    assert asked == ["ToolTip"]


def test_windows_that_are_no_widgets(scene: Scene, qtbot: QtBot) -> None:
    scene.stand()
    window = QWindow()
    window.show()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert scene.refused == ["QWindow"]
    window.destroy()


def test_toasts_and_banners_stay_in_the_hidden_window(
    scene: Scene, theme: Theme, qtbot: QtBot
) -> None:
    layer = ToastLayer(theme, scene.main)
    scene.stand()
    toast = layer.show_toast("Imported 42 accounts")
    scene.main.setWindowTitle("Globex – AcctDesk")
    assert scene.seen() == [scene.ours]
    scene.guard.lift()
    qtbot.waitUntil(toast.isVisible)


@POPUP
def test_what_was_open_is_put_away_and_comes_back(scene: Scene, qtbot: QtBot) -> None:
    other, menu = QWidget(), QMenu(scene.main)
    qtbot.addWidget(other)
    other.show()
    menu.addAction("Open")
    menu.popup(QPoint(5, 5))
    scene.stand()
    assert scene.seen() == [scene.ours]
    assert not menu.isVisible()
    scene.guard.lift()
    assert other.isVisible()
    assert not menu.isVisible()


def test_the_program_comes_back_as_it_was(scene: Scene, qtbot: QtBot) -> None:
    scene.main.showMaximized()
    scene.stand()
    scene.main.showNormal()  # whatever goes on behind
    assert scene.seen() == [scene.ours]
    scene.guard.lift()
    assert scene.main.isMaximized()
    assert scene.main.isVisible()
    qtbot.wait(10)  # what was refused a moment ago isn't closed any more
    assert scene.main.isVisible()
    assert scene.main.windowHandle().isVisible()


def test_its_place_comes_back(scene: Scene) -> None:
    scene.stand()
    scene.main.setGeometry(0, 0, 300, 300)
    scene.guard.lift()
    assert scene.main.geometry() == QRect(40, 50, 700, 400)
    scene.guard.lift()
    assert not is_still()


def test_a_window_that_took_the_place_of_the_program_s_is_shown_afterwards(
    qtbot: QtBot, scene: Scene
) -> None:
    scene.stand()
    new = QMainWindow()
    qtbot.addWidget(new)
    new.show()
    assert scene.seen() == [scene.ours]
    qtbot.waitUntil(lambda: not new.isVisible())
    scene.guard.lift()
    assert new.isVisible()


def test_what_is_shown_before_it_has_its_place_stays_in_it(scene: Scene, qtbot: QtBot) -> None:
    scene.stand()
    label = QLabel("Language")
    label.setVisible(True)
    scene.main.setCentralWidget(label)
    label.show()
    qtbot.wait(10)
    scene.guard.lift()
    assert label.isVisible()
    assert scene.seen() == [scene.main, scene.ours] or scene.seen() == [scene.ours, scene.main]


def test_closing_our_window_does_not_end_the_program(scene: Scene, qtbot: QtBot) -> None:
    ends: list[bool] = []
    app = QGuiApplication.instance()
    app.lastWindowClosed.connect(lambda: ends.append(QGuiApplication.quitOnLastWindowClosed()))
    before = QGuiApplication.quitOnLastWindowClosed()
    scene.stand()
    scene.ours.close()
    qtbot.wait(10)
    assert True not in ends
    scene.guard.lift()
    assert QGuiApplication.quitOnLastWindowClosed() == before


def test_afterwards_everything_opens_again(scene: Scene, qtbot: QtBot) -> None:
    scene.stand()
    scene.guard.lift()
    dialog = QDialog(scene.main)
    dialog.show()
    assert dialog.windowHandle().isVisible()
    dialog.close()
    assert scene.refused == []


def test_the_clipboard_is_left_alone(scene: Scene, qtbot: QtBot) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("what was copied before")
    changed: list[bool] = []
    clipboard.dataChanged.connect(lambda: changed.append(True))
    scene.stand()
    QMessageBox.information(scene.main, "AcctDesk", "Saved")
    scene.guard.lift()
    assert clipboard.text() == "what was copied before"
    assert changed == []
