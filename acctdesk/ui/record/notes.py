"""The editor of a longer text, with the few signs that format it."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.buttons import IconButton
from acctdesk.words import _

_BULLET = re.compile(r"(\s*)(?:([-*+])|(\d{1,3})([.)]))\s+")
_LINES = (4, 16)


class NotesEdit(QPlainTextEdit):
    """Plain text in which lists go on by themselves; Ctrl+B and Ctrl+I put the signs.

    Args:
        theme: The theme in force.
        text: What stands in it at first.
    """

    def __init__(self, theme: Theme, text: str = "") -> None:
        super().__init__()
        self._theme = theme
        self.setTabChangesFocus(True)
        self.setPlainText(text)
        self.textChanged.connect(self._grow)
        self._grow()
        theme.changed.connect(self._grow)

    def surround(self, sign: str) -> None:
        """Put a sign around what is selected, or take it away again.

        Args:
            sign: Such as ``**``.
        """
        cursor = self.textCursor()
        words = cursor.selectedText()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        whole = self.toPlainText()
        size = len(sign)
        cursor.beginEditBlock()
        if whole[max(start - size, 0) : start] == sign and whole[end : end + size] == sign:
            cursor.setPosition(end)
            for _at in range(size):
                cursor.deleteChar()
            cursor.setPosition(start)
            for _at in range(size):
                cursor.deletePreviousChar()
            start, end = start - size, end - size
        else:
            # Signs beside a blank mean nothing.
            bare = words.strip()
            start += len(words) - len(words.lstrip())
            end = start + len(bare)
            cursor.setPosition(end)
            cursor.insertText(sign)
            cursor.setPosition(start)
            cursor.insertText(sign)
            start, end = start + size, end + size
        cursor.endEditBlock()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.setFocus()

    def make_list(self, *, numbered: bool = False) -> None:
        """Make items of the selected lines, or plain lines again when all of them are items."""
        cursor = self.textCursor()
        document = self.document()
        first = document.findBlock(cursor.selectionStart()).blockNumber()
        last = document.findBlock(cursor.selectionEnd()).blockNumber()
        lines = [document.findBlockByNumber(at).text() for at in range(first, last + 1)]
        off = all(_BULLET.match(one) for one in lines)
        cursor.beginEditBlock()
        for at, line in enumerate(lines):
            found = _BULLET.match(line)
            block = document.findBlockByNumber(first + at)
            cursor.setPosition(block.position())
            if found:
                length = found.end()
                cursor.setPosition(block.position() + length, QTextCursor.MoveMode.KeepAnchor)
            if off:
                cursor.removeSelectedText()
            else:
                cursor.insertText(f"{at + 1}. " if numbered else "- ")
        cursor.endEditBlock()
        self.setFocus()

    def make_link(self) -> None:
        """Make a link of what is selected: an address gets words, words get an address."""
        cursor = self.textCursor()
        words = cursor.selectedText()
        start = cursor.selectionStart()
        address = words if "://" in words or words.startswith("www.") else ""
        shown = "" if address else words
        cursor.insertText(f"[{shown}]({address})")
        missing = start + 1 if not shown else start + len(shown) + 3
        cursor.setPosition(missing)
        self.setTextCursor(cursor)
        self.setFocus()

    def event(self, event: QEvent) -> bool:
        """Ctrl+B and Ctrl+I are the editor's own while it has the keyboard."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            ctrl = event.modifiers() == Qt.KeyboardModifier.ControlModifier
            if ctrl and event.key() in (Qt.Key.Key_B, Qt.Key.Key_I):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put signs; go on with a list."""
        ctrl = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if ctrl and event.key() == Qt.Key.Key_B:
            self.surround("**")
        elif ctrl and event.key() == Qt.Key.Key_I:
            self.surround("*")
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._new_line()
        else:
            super().keyPressEvent(event)

    def _new_line(self) -> None:
        cursor = self.textCursor()
        line = cursor.block().text()
        found = _BULLET.match(line)
        if found is None or cursor.positionInBlock() < found.end():
            cursor.insertText("\n")
        elif not line[found.end() :].strip():
            # Enter in an empty item ends the list.
            cursor.select(QTextCursor.SelectionType.LineUnderCursor)
            cursor.removeSelectedText()
        elif found[2]:
            cursor.insertText(f"\n{found[1]}{found[2]} ")
        else:
            cursor.insertText(f"\n{found[1]}{int(found[3]) + 1}{found[4]} ")
        self.ensureCursorVisible()

    def _grow(self) -> None:
        lines = min(max(self.document().blockCount() + 1, _LINES[0]), _LINES[1])
        self.setFixedHeight(lines * self._theme.line() + self._theme.px(16))


class NotesBar(QWidget):
    """The buttons over a `NotesEdit`.

    Args:
        theme: The theme in force.
        edit: The editor.
    """

    def __init__(self, theme: Theme, edit: NotesEdit) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for icon, name, act in (
            ("bold", _("Bold (Ctrl+B)"), lambda: edit.surround("**")),
            ("italic", _("Italic (Ctrl+I)"), lambda: edit.surround("*")),
            ("list", _("List"), lambda: edit.make_list()),
            ("list-ordered", _("Numbered list"), lambda: edit.make_list(numbered=True)),
            ("link", _("Link"), edit.make_link),
        ):
            button = IconButton(theme, icon, name)
            # Pressing one mustn't look like leaving the editor.
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _on=False, act=act: act())
            row.addWidget(button)
        row.addStretch(1)


def with_bar(theme: Theme, edit: NotesEdit) -> QWidget:
    """An editor with its buttons above."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(NotesBar(theme, edit))
    column.addWidget(edit)
    return whole
