"""Who took part: chips of both sides, and a line that completes names as they are typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QLineEdit, QListView, QWidget

from acctdesk.ui.log.draft import Someone
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.chip import Chip
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.words import _

MOST_OFFERED = 12
"""Names offered at once; typing more letters finds the others."""


def folded(text: str) -> str:
    """A text without case and diacritics, to be compared."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in plain if not unicodedata.combining(one))


def fitting(offered: Sequence[Someone], text: str) -> list[Someone]:
    """Those of whose name every typed word begins a word; names that begin so come first.

    Args:
        offered: Who can be chosen.
        text: What was typed.
    """
    words = folded(text).split()
    found = []
    for one in offered:
        parts = folded(f"{one.name} {one.note}").replace("-", " ").split()
        if all(any(part.startswith(word) for part in parts) for word in words):
            found.append(one)
    first = words[0] if words else ""
    return sorted(found, key=lambda one: not folded(one.name).startswith(first))


class PeoplePicker(QWidget):
    """Chips of those who took part, with a line for the next name.

    Enter takes the first name offered; a name that nobody has is offered to be added. Backspace in
    the empty line takes the last chip away.

    Args:
        theme: The theme in force.
        name: What it is for; accessible name and placeholder.
        can_add: Whether a new name may become a contact.
    """

    changed = Signal()
    """Somebody came or went."""

    def __init__(self, theme: Theme, name: str, *, can_add: bool = True) -> None:
        super().__init__()
        self._theme = theme
        self._can_add = can_add
        self._offered: tuple[Someone, ...] = ()
        self._rows: list[Someone] = []
        self._chosen: list[Someone] = []
        self._chips: list[Chip] = []
        self._flow = FlowLayout(self, 6)
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(name)
        self._flow.addWidget(self.line)
        self._model = QStringListModel(self)
        self.completer = QCompleter(self._model, self)
        self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.completer.setWidget(self.line)
        self.completer.setMaxVisibleItems(MOST_OFFERED)
        self.popup = QListView()
        self.popup.setObjectName("choices")
        self.popup.setAccessibleName(name)
        self.popup.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.completer.setPopup(self.popup)
        self.completer.activated.connect(self._take_words)
        self.line.textEdited.connect(self._offer)
        self.line.installEventFilter(self)
        self._retheme()
        theme.changed.connect(self._retheme)

    def set_offered(self, people: Sequence[Someone]) -> None:
        """Change who can be chosen."""
        self._offered = tuple(people)

    def people(self) -> tuple[Someone, ...]:
        """Who took part."""
        return tuple(self._chosen)

    def set_people(self, people: Sequence[Someone]) -> None:
        """Show who took part; no signal is sent."""
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips, self._chosen = [], list(people)
        self._flow.removeWidget(self.line)
        for one in self._chosen:
            chip = Chip(self._theme, _words_of(one))
            chip.removed.connect(lambda one=one: self.remove(one))
            self._chips.append(chip)
            self._flow.addWidget(chip)
            chip.show()
        self._flow.addWidget(self.line)
        self.updateGeometry()

    def add(self, one: Someone) -> None:
        """Put somebody in, once."""
        if not any((one.id, one.name) == (two.id, two.name) for two in self._chosen):
            self.set_people([*self._chosen, one])
            self.changed.emit()
        self.line.clear()

    def remove(self, one: Someone) -> None:
        """Take somebody out."""
        if one in self._chosen:
            self.set_people([two for two in self._chosen if two != one])
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter takes the name, Backspace the last chip; leaving takes a name that is exact."""
        if watched is self.line and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                return self._on_key(event)
        elif watched is self.line and isinstance(event, QFocusEvent):
            if event.gotFocus():
                if event.reason() != Qt.FocusReason.PopupFocusReason and not self.line.text():
                    self._fill("")
            elif event.reason() != Qt.FocusReason.PopupFocusReason:
                self._take_exact()
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            if self._rows and self.line.text().strip():
                self.add(self._rows[0])
            return bool(plain)
        if key == Qt.Key.Key_Backspace and not self.line.text() and self._chosen:
            self.remove(self._chosen[-1])
            return True
        if key == Qt.Key.Key_Down and not self.popup.isVisible():
            self._offer(self.line.text())
            return True
        return False

    def _offer(self, text: str) -> None:
        self._fill(text)
        if self._rows:
            self.completer.complete()
        else:
            self.popup.hide()

    def _fill(self, text: str) -> None:
        held = {(one.id, one.name) for one in self._chosen}
        open_ = [one for one in self._offered if (one.id, one.name) not in held]
        rows = fitting(open_, text)[:MOST_OFFERED]
        name = " ".join(text.split())
        known = {folded(one.name) for one in self._offered}
        if self._can_add and len(name) > 1 and folded(name) not in known:
            rows.append(Someone("", name, "new"))
        self._rows = rows
        self._model.setStringList([_offer_of(one) for one in rows])

    def _take_words(self, words: str) -> None:
        for one in self._rows:
            if _offer_of(one) == words:
                self.add(one)
                break

    def _take_exact(self) -> None:
        """A whole name that was typed and left is meant."""
        name = folded(" ".join(self.line.text().split()))
        if name:
            found = [one for one in self._offered if folded(one.name) == name]
            if len(found) == 1:
                self.add(found[0])

    def _retheme(self) -> None:
        self.line.setFixedWidth(self._theme.px(200))


def _words_of(one: Someone) -> str:
    if one.side == "us":
        return _("%s (us)") % one.name
    return _("%s (new)") % one.name if one.side == "new" else one.name


def _offer_of(one: Someone) -> str:
    if one.side == "new":
        return _("Add “%s” as a new contact") % one.name
    note = _("us") if one.side == "us" else one.note
    return f"{one.name}  ·  {note}" if note else one.name
