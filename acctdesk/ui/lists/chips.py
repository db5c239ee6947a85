"""The strip beneath the bar: a box for words, a chip for each condition, the order in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from acctdesk.services.catalogue import Field
from acctdesk.services.filters import Condition, Match
from acctdesk.ui.lists.said import Names, nobody, say_condition, say_match, say_order
from acctdesk.ui.lists.state import ViewState
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.chip import Chip
from acctdesk.ui.widgets.fields import SearchField
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _

PAUSE = 0
"""Milliseconds after a key before the list is asked for: keys of one turn count as one."""


class Chips(QWidget):
    """Shows what narrows the list, and takes words to narrow it by.

    Args:
        theme: The theme in force.
        state: The view in force.
        find: What the box for words says.
    """

    edit_wanted = Signal(int)
    """A condition is to be edited: its place among the parts of the filter."""

    def __init__(self, theme: Theme, state: ViewState, find: str) -> None:
        super().__init__()
        self._theme, self._state = theme, state
        self._fields: Mapping[str, Field] = {}
        self._names: Names = nobody
        self._shown: object = None
        self.chips: list[Chip] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._row = FlowLayout(self, Space.CONTROL)
        self.box = SearchField(theme, find, "Ctrl+Shift+F")
        self._row.addWidget(self.box)
        self._mode = Label(theme, "", "caption", "secondary")
        self._mode.hide()
        self._clear = Button(theme, _("Clear filter"), "link")
        self._clear.clicked.connect(self.clear)
        self._clear.hide()
        self._order = Label(theme, "", "caption", "secondary")
        self._order.hide()
        for one in (self._mode, self._clear, self._order):
            self._row.addWidget(one)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._on_words)
        self.box.textChanged.connect(lambda _text: self._pause.start())
        self.box.cleared.connect(self._on_words)
        self._retheme()
        theme.changed.connect(self._retheme)

    def describe(self, fields: Mapping[str, Field], names: Names) -> None:
        """Say which fields there are, and how references are called."""
        self._fields, self._names = fields, names
        self._shown = None
        self.follow()

    def follow(self) -> None:
        """Show what narrows the list now."""
        state = self._state
        if self.box.text() != state.words and not self._pause.isActive():
            self.box.blockSignals(True)
            self.box.setText(state.words)
            self.box.blockSignals(False)
            self.box.textChanged.emit(state.words)
            self._pause.stop()
        view = state.view
        shown = (view.where, view.sort, view.group, bool(state.words), len(self._fields))
        if shown == self._shown:
            return
        self._shown = shown
        for one in (self._mode, *self.chips, self._clear, self._order):
            self._row.removeWidget(one)
        for chip in self.chips:
            chip.hide()
            chip.deleteLater()
        self.chips = []
        self._show_parts(view.where)
        self._clear.setVisible(state.narrowed)
        order = say_order(view.sort, view.group, self._fields)
        self._order.setText(order)
        self._order.setVisible(bool(order))
        for one in (self._mode, *self.chips, self._clear, self._order):
            self._row.addWidget(one)

    def clear(self) -> None:
        """Leave nothing out."""
        self._pause.stop()
        self.box.blockSignals(True)
        self.box.setText("")
        self.box.blockSignals(False)
        self.box.textChanged.emit("")
        self._pause.stop()
        self._state.words = ""
        self._shown = None
        if self._state.view.where is None:
            self._state.changed.emit(frozenset({"words"}))
        else:
            self._state.change(where=None)

    def _show_parts(self, where: Match | None) -> None:
        parts = where.parts if where is not None else ()
        mode = where.mode if where is not None else "all"
        said = {"any": _("any of"), "none": _("none of")}.get(mode, "")
        self._mode.setText(said)
        self._mode.setVisible(bool(said and parts))
        for at, part in enumerate(parts):
            if isinstance(part, Condition) and part.field not in self._fields:
                continue
            words = (
                say_condition(part, self._fields[part.field], self._names)
                if isinstance(part, Condition)
                else say_match(part, self._fields, self._names)
            )
            chip = Chip(self._theme, self._theme.elide("caption_medium", words, 420))
            chip.setAccessibleName(words)
            chip.clicked.connect(lambda at=at: self.edit_wanted.emit(at))
            chip.removed.connect(lambda at=at: self._remove(at))
            self.chips.append(chip)
            chip.show()

    def _remove(self, at: int) -> None:
        where = self._state.view.where
        if where is None:
            return
        parts = (*where.parts[:at], *where.parts[at + 1 :])
        self._state.change(where=replace(where, parts=parts) if parts else None)
        if self.chips:
            self.chips[min(at, len(self.chips) - 1)].setFocus()
        else:
            self.box.setFocus()

    def _on_words(self) -> None:
        self._pause.stop()
        self._state.set_words(self.box.text())

    def _retheme(self) -> None:
        self.box.setFixedWidth(self._theme.px(260))
