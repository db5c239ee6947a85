"""Rows of widgets that the keyboard goes through with the arrows: one stop for Tab."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Size
from acctdesk.ui.widgets.sight import bring_into_sight

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class FocusRow(QWidget):
    """One row: takes the keyboard, shows a ring, and says what it holds.

    Args:
        theme: The theme in force.
        key: What tells it from other rows.
    """

    stepped = Signal(int)
    """The keyboard is to go so many rows on."""
    entered = Signal()
    """The keyboard came."""
    opened = Signal()
    """Enter, F2 or a double click."""
    menu_wanted = Signal(object)
    """What can be done with it is asked for, at a `QPoint` of the screen."""

    def __init__(self, theme: Theme, key: Hashable) -> None:
        super().__init__()
        self._theme = theme
        self.key = key
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def set_stop(self, *, stop: bool) -> None:
        """Say whether Tab comes here."""
        policy = Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(policy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go on, Enter opens, the menu key asks what can be done."""
        key, plain = Qt.Key(event.key()), event.modifiers() == Qt.KeyboardModifier.NoModifier
        if key in _STEPS and plain:
            self.stepped.emit(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and plain:
            self.opened.emit()
        elif key == Qt.Key.Key_Menu or (
            key == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        ):
            self.menu_wanted.emit(self.mapToGlobal(self.rect().center()))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Come into sight."""
        super().focusInEvent(event)
        self.entered.emit()
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            bring_into_sight(self)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Lose the ring."""
        super().focusOutEvent(event)
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open it."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line to the next row, and the ring while the keyboard is here."""
        painter = QPainter(self)
        line = self._theme.colour("table_line")
        painter.fillRect(0, self.height() - 1, self.width(), 1, line)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            box = QRectF(self.rect()).adjusted(3, 2, -3, -2)
            painter.drawRoundedRect(box, Size.RADIUS, Size.RADIUS)


Row = TypeVar("Row", bound=FocusRow)


class FocusRows(QWidget, Generic[Row]):
    """A column of rows.

    Args:
        theme: The theme in force.
        name: Accessible name: what the rows are.
    """

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        self.rows: list[Row] = []
        self._at = 0
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; those that were there before may be among them."""
        focus = self.window().focusWidget()
        held = next((row.key for row in self.rows if row is focus), None)
        gone = [row for row in self.rows if row not in rows]
        had = focus is not None and any(row.isAncestorOf(focus) for row in gone)
        for row in self.rows:
            self.column.removeWidget(row)
        self.rows = list(rows)
        for row in self.rows:
            fresh = row.parentWidget() is not self
            self.column.addWidget(row)
            row.show()
            if fresh:
                row.stepped.connect(lambda step, row=row: self._step(row, step))
                row.entered.connect(lambda row=row: self._enter(row))
        for before, row in zip(self.rows, self.rows[1:], strict=False):
            QWidget.setTabOrder(before, row)
        at = next((at for at, row in enumerate(self.rows) if row.key == held), self._at)
        self._at = min(at, max(len(self.rows) - 1, 0))
        if held is not None or had:
            self.focus_key(held)
        for row in gone:
            row.hide()
            row.deleteLater()
        self._mark()

    def row(self, key: Hashable) -> Row | None:
        """The row of a key; None for none."""
        return next((one for one in self.rows if one.key == key), None)

    def focus_key(self, key: Hashable | None) -> None:
        """Put the keyboard on the row of a key, else on the one where it was."""
        row = self.row(key) if key is not None else None
        if row is None and self.rows:
            row = self.rows[self._at]
        if row is not None:
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, row: Row, step: int) -> None:
        at = self.rows.index(row) + step
        if 0 <= at < len(self.rows):
            self.rows[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter(self, row: Row) -> None:
        if row in self.rows:
            self._at = self.rows.index(row)
            self._mark()

    def _mark(self) -> None:
        for at, row in enumerate(self.rows):
            row.set_stop(stop=at == self._at)


def same_order(rows: Sequence[Any], keys: Sequence[Hashable]) -> bool:
    """Whether rows stand for keys, in their order."""
    return [row.key for row in rows] == list(keys)
