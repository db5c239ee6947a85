"""Editors that open in cells."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QListView, QPlainTextEdit, QWidget

from acctdesk.ui.theme.theme import Theme

Choices = Sequence[tuple[object, str]]


class LineEditor(QLineEdit):
    """One line of text; also dates, which are typed freely and read by the page.

    Args:
        parent: The grid's viewport.
        name: Accessible name: the column's title.
        hint: Shown while empty.
    """

    def __init__(self, parent: QWidget, name: str, hint: str = "") -> None:
        super().__init__(parent)
        self.setProperty("cell", True)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)


class TagsEditor(LineEditor):
    """Words with commas between them; each is completed from those in use.

    Args:
        parent: The grid's viewport.
        name: Accessible name: the column's title.
        known: Words in use.
    """

    def __init__(self, parent: QWidget, name: str, known: Sequence[str]) -> None:
        super().__init__(parent, name)
        completer = QCompleter(list(known), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        popup = QListView()
        popup.setObjectName("choices")
        completer.setPopup(popup)
        completer.setWidget(self)
        completer.activated.connect(self._complete)
        self._words = completer
        self.textEdited.connect(self._offer)

    def _offer(self, text: str) -> None:
        """Offer the words that begin like the one that is being typed."""
        begun = text.rsplit(",", 1)[-1].strip()
        self._words.setCompletionPrefix(begun)
        popup = self._words.popup()
        if begun and self._words.completionCount() and not text.endswith(","):
            self._words.complete()
        elif popup is not None:
            popup.hide()

    def _complete(self, word: str) -> None:
        before = self.text().rsplit(",", 1)[0] + ", " if "," in self.text() else ""
        self.setText(f"{before}{word}")


class TextEditor(QPlainTextEdit):
    """Several lines; Ctrl+Enter commits, Enter breaks the line.

    Args:
        parent: The grid's viewport.
        name: Accessible name: the column's title.
    """

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self.setProperty("cell", True)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)

    def minimumSizeHint(self) -> QSize:
        """Room for four lines."""
        return QSize(240, 4 * self.fontMetrics().lineSpacing() + 16)


class ChoiceEditor(QComboBox):
    """A list one can search by typing any part of an entry.

    Args:
        parent: The grid's viewport.
        theme: The theme in force.
        name: Accessible name: the column's title.
        choices: Value and words of each entry.
    """

    def __init__(self, parent: QWidget, theme: Theme, name: str, choices: Choices) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setAccessibleName(name)
        view = QListView()
        view.setObjectName("choices")
        view.setAccessibleName(name)
        self.setView(view)
        self._values = [value for value, _words in choices]
        self.addItems([words for _value, words in choices])
        completer = QCompleter([words for _value, words in choices], self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        popup = QListView()
        popup.setObjectName("choices")
        completer.setPopup(popup)
        self.setCompleter(completer)
        line = self.lineEdit()
        if line is not None:
            line.setProperty("cell", True)
            line.setAccessibleName(name)
            line.setFont(theme.font())

    def set_value(self, value: object) -> None:
        """Choose the entry with a value; none when there is no such entry."""
        at = self._values.index(value) if value in self._values else -1
        self.setCurrentIndex(at)
        line = self.lineEdit()
        if line is not None:
            line.selectAll()

    def chosen(self) -> tuple[bool, object]:
        """What is chosen.

        Returns:
            Whether the typed words name an entry, and its value. Words that fit one entry alone
            name it.
        """
        typed = self.currentText().strip().casefold()
        words = [self.itemText(at).casefold() for at in range(self.count())]
        if typed in words:
            return True, self._values[words.index(typed)]
        fitting = [at for at, entry in enumerate(words) if typed and typed in entry]
        if len(fitting) == 1:
            return True, self._values[fitting[0]]
        return False, None
