"""Choosing somebody, or an account, by typing a part of the name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QListWidget, QListWidgetItem, QWidget

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.fields import ComboBox
from acctdesk.ui.widgets.layouts import Popover
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _

MOST = 60
"""Entries that are shown; more are found by typing on."""
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}

Entry = tuple[str, str, str]
"""Id, name, and what tells it from others of that name."""


class Picker(Popover):
    """A line to type in and the entries that fit it; Enter takes the one that is lit.

    Args:
        theme: The theme in force.
        title: What is chosen.
        entries: What can be chosen.
        verb: Words of the button.
        parent: The widget it belongs to.
        choices: Fields to be said with it: name, value and words of each entry.
    """

    picked = Signal(str)
    """Id of what was chosen."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        entries: Sequence[Entry],
        verb: str,
        parent: QWidget,
        choices: Sequence[tuple[str, Sequence[tuple[object, str]]]] = (),
    ) -> None:
        super().__init__(theme, title, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._entries = tuple(entries)
        self.body.addWidget(Label(theme, title, "strong"))
        self.line = QLineEdit()
        self.line.setAccessibleName(title)
        self.line.setPlaceholderText(_("Type a part of the name"))
        self.line.setMinimumWidth(theme.px(300))
        self.line.installEventFilter(self)
        self.body.addWidget(self.line)
        self.list = QListWidget()
        self.list.setObjectName("choices")
        self.list.setAccessibleName(title)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFixedHeight(theme.px(200))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self.list)
        self.boxes: list[ComboBox] = []
        rows = QGridLayout()
        rows.setColumnStretch(1, 1)
        for at, (name, values) in enumerate(choices):
            box = ComboBox(theme, name, values)
            rows.addWidget(Label(theme, name, tone="secondary"), at, 0)
            rows.addWidget(box, at, 1)
            self.boxes.append(box)
        self.body.addLayout(rows)
        self.take = Button(theme, verb, "primary")
        self.take.clicked.connect(self._take)
        self.body.addWidget(self.take, 0, Qt.AlignmentFlag.AlignRight)
        self.line.textChanged.connect(self._fill)
        self.list.itemDoubleClicked.connect(lambda _item: self._take())
        self._fill("")

    def ask(self, anchor: QWidget) -> None:
        """Open beneath a widget."""
        self.open_under(anchor)
        self.line.setFocus()

    def current(self) -> str:
        """Id of the entry that is lit; empty for none."""
        item = self.list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move through the entries while one types; Enter takes the one that is lit."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in _STEPS and self.list.count():
                at = self.list.currentRow() + _STEPS[key]
                self.list.setCurrentRow(min(max(at, 0), self.list.count() - 1))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take()
                return True
        return super().eventFilter(watched, event)

    def _fill(self, text: str) -> None:
        words = text.casefold().split()
        fitting = [
            one for one in self._entries
            if all(word in f"{one[1]} {one[2]}".casefold() for word in words)
        ]  # fmt: skip
        # Who begins so comes first.
        begun = text.strip().casefold()
        fitting.sort(key=lambda one: not one[1].casefold().startswith(begun))
        self.list.clear()
        for id_, name, note in fitting[:MOST]:
            item = QListWidgetItem(f"{name}, {note}" if note else name)
            item.setData(Qt.ItemDataRole.UserRole, id_)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.take.setEnabled(bool(fitting))

    def _take(self) -> None:
        found = self.current()
        if found:
            self.close()
            self.picked.emit(found)
