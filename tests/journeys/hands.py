"""Hands for the journeys through lists: what the mouse and the keys do."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from acctdesk.ui.widgets.roles import BandRole

KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


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
