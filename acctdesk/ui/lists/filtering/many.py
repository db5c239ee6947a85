"""A button that names what is chosen of a list, and opens the list to tick more."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from acctdesk.ui.lists.ticks import TickDelegate
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.buttons import Button, paint_chevron
from acctdesk.ui.widgets.fields import SearchField
from acctdesk.ui.widgets.layouts import Popover
from acctdesk.words import _, _n

FEW = 8
"""Entries from which the list can be searched."""


class Many(Button):
    """Some entries of a list.

    Args:
        theme: The theme in force.
        name: Accessible name.
        choices: Value and words of each.
        chosen: The values that are ticked at first.
    """

    changed = Signal()
    """Something was ticked or not any more."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        choices: Sequence[tuple[object, str]],
        chosen: Sequence[object],
    ) -> None:
        super().__init__(theme, name, "secondary")
        self.setProperty("drop", True)
        self._name = name
        self._choices = list(choices)
        self._chosen = [one for one, _words in choices if one in chosen]
        self.clicked.connect(self.open_list)
        self.popover: TickList | None = None
        self._say()

    def chosen(self) -> tuple[object, ...]:
        """The ticked values, in the order of the list."""
        return tuple(one for one, _words in self._choices if one in self._chosen)

    def open_list(self) -> None:
        """Open the list."""
        self.popover = TickList(self._theme, self._name, self._choices, self._chosen, self)
        self.popover.ticked.connect(self._tick)
        self.popover.open_under(self)
        self.popover.begin()

    def _tick(self, at: int, on: bool) -> None:
        value = self._choices[at][0]
        self._chosen = [one for one in self._chosen if one != value]
        if on:
            self._chosen.append(value)
        self._say()
        self.changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button and its chevron."""
        super().paintEvent(event)
        paint_chevron(self, self._theme)

    def _say(self) -> None:
        words = [words for one, words in self._choices if one in self._chosen]
        if not words:
            said = _("Choose…")
        elif len(words) < 4:
            said = ", ".join(words)
        else:
            said = _n("{n} chosen", "{n} chosen", len(words))
        self.set_text(self._theme.elide("body", said, self._theme.px(170)))
        self.setAccessibleName(f"{self._name}: {', '.join(words) or said}")


class TickList(Popover):
    """A list whose entries are ticked; a long one can be searched.

    Args:
        theme: The theme in force.
        name: Accessible name.
        choices: Value and words of each.
        chosen: The values that are ticked.
        parent: The widget it belongs to.
    """

    ticked = Signal(int, bool)
    """Place of an entry, and whether it is ticked now."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        choices: Sequence[tuple[object, str]],
        chosen: Sequence[object],
        parent: QWidget,
    ) -> None:
        super().__init__(theme, name, parent)
        self.search = SearchField(theme, _("Find"))
        self.search.textChanged.connect(self._narrow)
        self.search.installEventFilter(self)
        self.body.addWidget(self.search)
        if len(choices) < FEW:
            self.search.hide()
        self.list = QListWidget()
        self.list.setObjectName("choices")
        self.list.setAccessibleName(name)
        self.list.setItemDelegate(TickDelegate(theme, self.list))
        for at, (value, words) in enumerate(choices):
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, at)
            state = Qt.CheckState.Checked if value in chosen else Qt.CheckState.Unchecked
            item.setCheckState(state)
            self.list.addItem(item)
        self.list.setMinimumWidth(theme.px(240))
        self.list.setFixedHeight(theme.px(30) * min(max(len(choices), 2), 9) + 12)
        self.list.itemChanged.connect(self._on_item)
        self.body.addWidget(self.list)

    def begin(self) -> None:
        """Give the search, or the list, the keyboard."""
        self.list.setCurrentRow(0)
        (self.list if self.search.isHidden() else self.search).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows go from the search to the list; Enter ticks the only entry that is left."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            shown = [at for at in range(self.list.count()) if not self.list.item(at).isHidden()]
            if event.key() == Qt.Key.Key_Down and shown:
                self.list.setCurrentRow(shown[0])
                self.list.setFocus()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if len(shown) == 1:
                    self._turn(self.list.item(shown[0]))
                    self.search.selectAll()
                return True
        return super().eventFilter(watched, event)

    def _narrow(self, text: str) -> None:
        wanted = text.casefold().strip()
        for at in range(self.list.count()):
            item = self.list.item(at)
            item.setHidden(wanted not in item.text().casefold())

    def _turn(self, item: QListWidgetItem) -> None:
        on = item.checkState() == Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)

    def _on_item(self, item: QListWidgetItem) -> None:
        on = item.checkState() == Qt.CheckState.Checked
        self.ticked.emit(int(item.data(Qt.ItemDataRole.UserRole)), on)
