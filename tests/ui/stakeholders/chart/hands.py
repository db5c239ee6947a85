"""Hands that work on a chart as a person does: real presses, moves, releases and keys."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from acctdesk.services.stakeholder import Card
from acctdesk.ui.stakeholders.chart.marks import Side
from acctdesk.ui.stakeholders.chart.view import OrgChart

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
PLAIN = Qt.KeyboardModifier.NoModifier


class Workspace(Protocol):
    """What has an open desk, and can be waited for."""

    desk: object

    def settle(self) -> None: ...


class Hands:
    """Works on a chart as a person does, and looks at what came of it."""

    def __init__(self, chart: OrgChart, opened: Workspace, account: str) -> None:
        self.chart, self.opened, self.account = chart, opened, account
        self.study, self.stage = chart.study, chart.stage

    # -- what there is ---------------------------------------------------------------------

    def post(self, name: str | None, under: str | None = None, **values: object) -> str:
        title = values.pop("title", None)
        made, _change = self.opened.desk.stakeholders.posts.add(
            self.account, anchor=under, name=name, title=title, values=values
        )
        self.settle()
        return made

    def settle(self) -> None:
        self.opened.settle()
        self.stage.easing.finish()
        QApplication.processEvents()

    def card(self, position: str) -> Card:
        found = self.study.card(position)
        assert found is not None
        return found

    def named(self, label: str) -> str:
        assert self.study.seen is not None
        return next(one.position for one in self.study.seen.cards if one.label == label)

    def changes(self) -> object:
        return self.opened.desk.history.next_undo()

    # -- hands -----------------------------------------------------------------------------

    def spot(self, position: str, across: float = 0.5, down: float = 0.5) -> QPoint:
        place = self.stage.plan.place(position)
        assert place is not None
        box = self.stage.to_window(place)
        return QPointF(box.x() + box.width() * across, box.y() + box.height() * down).toPoint()

    def click(self, where: QPoint, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        QTest.mouseClick(self.stage.viewport(), LEFT, modifiers, where)
        self.settle()

    def mouse(
        self, kind: QEvent.Type, where: QPoint, button: Qt.MouseButton, held: Qt.MouseButton,
        modifiers: Qt.KeyboardModifier = PLAIN,
    ) -> None:  # fmt: skip
        view = self.stage.viewport()
        at = QPointF(where)
        event = QMouseEvent(kind, at, QPointF(view.mapToGlobal(where)), button, held, modifiers)
        QApplication.sendEvent(view, event)

    def take(
        self, start: QPoint, *ways: QPoint, button: Qt.MouseButton = LEFT,
        modifiers: Qt.KeyboardModifier = PLAIN,
    ) -> None:  # fmt: skip
        """Press, and pull by way of some places to the last one."""
        self.mouse(QEvent.Type.MouseButtonPress, start, button, button)
        last = start
        for way in ways:
            for step in range(1, 5):
                between = last + (way - last) * step / 4
                self.mouse(QEvent.Type.MouseMove, between, NONE, button, modifiers)
            last = way

    def let_go(
        self, where: QPoint, button: Qt.MouseButton = LEFT, modifiers: Qt.KeyboardModifier = PLAIN
    ) -> None:
        self.mouse(QEvent.Type.MouseButtonRelease, where, button, NONE, modifiers)
        self.settle()

    def handle(self, position: str, side: Side) -> QPoint:
        """The middle of a handle in the window."""
        middle = self.chart.marks.handles(position)[side]
        across, down = self.stage.horizontalScrollBar(), self.stage.verticalScrollBar()
        return (middle - QPointF(across.value(), down.value())).toPoint()

    def drag(self, start: QPoint, end: QPoint, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        self.take(start, end, modifiers=modifiers)
        self.let_go(end, modifiers=modifiers)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN, times: int = 1) -> None:
        for _time in range(times):
            QTest.keyClick(QApplication.focusWidget() or self.stage, key, modifiers)
            self.settle()

    def type(self, text: str) -> None:
        QTest.keyClicks(QApplication.focusWidget() or self.stage, text)
        self.settle()
