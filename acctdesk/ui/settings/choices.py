"""The choices of a field: add, rename, order, remove, each where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button, IconButton
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _, _n

Counted = tuple[str, int]
"""A choice, and how many records have it."""


class ChoiceLine(QLineEdit):
    """The name of a choice; Esc puts the name of before back, Alt and an arrow move it.

    Args:
        text: The name.
    """

    moved = Signal(int)
    """It is to stand so many places further down."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.held = text
        self.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc and the arrows."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape and self.text() != self.held:
            self.setText(self.held)
        elif step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(step)
        else:
            super().keyPressEvent(event)


class ChoiceRow(QWidget):
    """One choice.

    Args:
        theme: The theme in force.
        choice: Its name.
        able: Whether it can be changed.
    """

    renamed = Signal(str)
    """It is to be called otherwise."""
    moved = Signal(int)
    """It is to stand so many places further down."""
    removed = Signal()
    """It is to be offered no longer."""

    def __init__(self, theme: Theme, choice: str, *, able: bool) -> None:
        super().__init__()
        self.choice = choice
        self._able = able
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.TIGHT)
        self.line = ChoiceLine(choice)
        self.line.setMinimumWidth(theme.px(110))
        self.line.setAccessibleName(_("Choice %s") % choice)
        self.line.setReadOnly(not able)
        self.line.editingFinished.connect(self._on_edited)
        self.line.moved.connect(self.moved)
        row.addWidget(self.line, 1)
        self.count = Label(theme, "", "caption", "secondary")
        self.count.setMinimumWidth(theme.px(64))
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.count)
        self.up = IconButton(theme, "arrow-up", _("Move %s up") % choice)
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down = IconButton(theme, "arrow-down", _("Move %s down") % choice)
        self.down.clicked.connect(lambda: self.moved.emit(1))
        self.drop = IconButton(theme, "x", _("Remove %s") % choice)
        self.drop.setEnabled(able)
        self.drop.clicked.connect(self.removed)
        for one in (self.up, self.down, self.drop):
            row.addWidget(one)

    def show_place(self, count: int, *, first: bool, last: bool) -> None:
        """Show how many records have it, and where it can go."""
        self.count.setText(_n("{n} record", "{n} records", count) if count else "")
        self.up.setEnabled(self._able and not first)
        self.down.setEnabled(self._able and not last)

    def _on_edited(self) -> None:
        text = " ".join(self.line.text().split())
        if text and text != self.choice:
            # Leaving the line after Enter would say the same again.
            self.line.blockSignals(True)
            self.line.clearFocus()
            self.line.blockSignals(False)
            self.renamed.emit(text)
        elif not text:
            self.line.setText(self.choice)


class ChoicesEditor(QWidget):
    """All choices of a field, those that are only left in records, and a line for a new one.

    Args:
        theme: The theme in force.
        follows: The widget that Tab leaves before it comes to the choices.
        able: Whether they can be changed.
    """

    added = Signal(str)
    """One more is to be offered."""
    renamed = Signal(str, str)
    """One is to be called otherwise: its name, and the new one."""
    moved = Signal(str, int)
    """One is to stand elsewhere: its name, and its new place."""
    removed = Signal(str)
    """One is to be offered no longer."""

    def __init__(self, theme: Theme, follows: QWidget, *, able: bool = True) -> None:
        super().__init__()
        self._theme, self._follows, self._able = theme, follows, able
        self._choices: tuple[Counted, ...] = ()
        self._left: tuple[Counted, ...] = ()
        self._adding_now = ""
        self.rows: dict[str, ChoiceRow] = {}
        self.again: dict[str, Button] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.TIGHT)
        self._list = QVBoxLayout()
        self._list.setSpacing(Space.TIGHT)
        column.addLayout(self._list)
        adding = QHBoxLayout()
        adding.setSpacing(Space.CONTROL)
        self.line = QLineEdit()
        self.line.setMinimumWidth(theme.px(110))
        self.line.setAccessibleName(_("New choice"))
        self.line.setPlaceholderText(_("New choice"))
        self.line.returnPressed.connect(self._on_add)
        self.line.textEdited.connect(lambda _text: self.complain(""))
        self.add_button = Button(theme, _("Add choice"), icon="plus")
        self.add_button.clicked.connect(self._on_add)
        adding.addWidget(self.line, 1)
        adding.addWidget(self.add_button)
        self._adding = QWidget()
        adding.setContentsMargins(0, 0, 0, 0)
        self._adding.setLayout(adding)
        self._adding.setVisible(able)
        column.addWidget(self._adding)
        self.problem = Label(theme, "", "caption", "danger", wrap=True)
        self.problem.hide()
        column.addWidget(self.problem)
        self._rest = QVBoxLayout()
        self._rest.setSpacing(Space.TIGHT)
        column.addLayout(self._rest)

    def names(self) -> tuple[str, ...]:
        """What is offered, in its order."""
        return tuple(choice for choice, _count in self._choices)

    def complain(self, text: str) -> None:
        """Say what is wrong with what was typed; empty withdraws it."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        if text:
            for row in self.rows.values():
                row.line.setText(row.choice)

    def show_choices(self, choices: Sequence[Counted], left: Sequence[Counted] = ()) -> None:
        """Show the choices; what one is typing and where one is stay.

        Args:
            choices: What is offered.
            left: What is no longer offered, but stands in records.
        """
        same = [one for one, _count in choices] == [one for one, _count in self._choices]
        self._choices, self._left = tuple(choices), tuple(left)
        if self._adding_now in self.names():
            # Taken: the line is free for the next one. What is refused stays, to be mended.
            self.line.clear()
            self._adding_now = ""
        if not same or not self.rows:
            self._fill()
        last = len(self._choices) - 1
        for at, (choice, count) in enumerate(self._choices):
            self.rows[choice].show_place(count, first=at == 0, last=at == last)
        self._fill_left()

    def _fill(self) -> None:
        focus = self._focused()
        rows: dict[str, ChoiceRow] = {}
        for choice, _count in self._choices:
            held = self.rows.pop(choice) if choice in self.rows else None
            rows[choice] = held if held is not None else self._new_row(choice)
        for gone in self.rows.values():
            self._list.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self.rows = rows
        before = self._follows
        for row in rows.values():
            self._list.removeWidget(row)
            self._list.addWidget(row)
            row.show()
            for one in (row.line, row.up, row.down, row.drop):
                QWidget.setTabOrder(before, one)
                before = one
        QWidget.setTabOrder(before, self.line)
        QWidget.setTabOrder(self.line, self.add_button)
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _new_row(self, choice: str) -> ChoiceRow:
        row = ChoiceRow(self._theme, choice, able=self._able)
        row.renamed.connect(lambda text: self.renamed.emit(choice, text))
        row.moved.connect(lambda step: self._on_move(choice, step))
        row.removed.connect(lambda: self._on_remove(choice))
        return row

    def _fill_left(self) -> None:
        while (item := self._rest.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.again.clear()
        for choice, count in self._left:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(Space.CONTROL)
            said = _n("“%s” isn't offered any more; {n} record still has it.",
                      "“%s” isn't offered any more; {n} records still have it.", count)  # fmt: skip
            row.addWidget(Label(self._theme, said % choice, "caption", "secondary", wrap=True), 1)
            button = Button(self._theme, _("Offer again"), "link")
            button.setAccessibleName(_("Offer %s again") % choice)
            button.setVisible(self._able)
            button.clicked.connect(lambda _on=False, choice=choice: self.added.emit(choice))
            row.addWidget(button)
            self.again[choice] = button
            self._rest.addWidget(line)

    def _focused(self) -> QWidget | None:
        """The widget of a row that has the focus, or what takes its place once that row is gone."""
        inside = self.window().focusWidget()
        for row in self.rows.values():
            if inside is not None and row.isAncestorOf(inside):
                return inside if row.choice in self.names() else self.line
        return None

    def _on_add(self) -> None:
        text = " ".join(self.line.text().split())
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        if text:
            self.complain("")
            self._adding_now = text
            self.added.emit(text)

    def _on_move(self, choice: str, step: int) -> None:
        place = self.names().index(choice) + step
        if self._able and 0 <= place < len(self._choices):
            self.moved.emit(choice, place)

    def _on_remove(self, choice: str) -> None:
        names = self.names()
        at = names.index(choice)
        near = names[at + 1] if at + 1 < len(names) else names[at - 1] if at else ""
        target = self.rows[near].drop if near else self.line
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        self.removed.emit(choice)
