"""Minutes of a review: kept while one types as a draft, committed on leaving or with Ctrl+Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.cards import Card
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.ui.theme.theme import Theme

PAUSE = 400
"""Milliseconds without a key after which what was typed is kept as a draft."""


class MinutesCard(Card):
    """What was said, as the client may read it.

    Args:
        theme: The theme in force.
        able: Whether anything can be changed.
    """

    kept = Signal(str)
    """The minutes are to be kept."""
    drafted = Signal(str)
    """They are to be kept as a draft."""

    def __init__(self, theme: Theme, *, able: bool) -> None:
        super().__init__(theme, _("Minutes for the client"), " ")
        self._theme = theme
        self._held = ""
        self._review = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.edit = QPlainTextEdit()
        self.edit.setAccessibleName(_("Minutes for the client"))
        self.edit.setPlaceholderText(
            _("What was said and agreed, as the client may read it. It goes into the follow-up.")
        )
        self.edit.setTabChangesFocus(True)
        self.edit.setReadOnly(not able)
        self.edit.installEventFilter(self)
        self.add(self.edit)
        self.body.setContentsMargins(Space.CARD, 0, Space.CARD, Space.CARD)
        self._soon = QTimer(self, singleShot=True, interval=PAUSE)
        self._soon.timeout.connect(self._draft)
        self.edit.textChanged.connect(self._on_text)
        self.note.setText("")
        self._retheme()
        theme.changed.connect(self._retheme)

    def show_minutes(self, review: str, text: str, draft: str | None) -> None:
        """Show the minutes of a review; what is being typed stays.

        Args:
            review: Its id.
            text: What is kept.
            draft: What was typed and not kept; None for nothing.
        """
        if review == self._review and self.pending():
            self._held = text
            return
        self._review, self._held = review, text
        shown = text if draft is None else draft
        if shown != self.edit.toPlainText():
            self.edit.blockSignals(True)
            self.edit.setPlainText(shown)
            self.edit.blockSignals(False)
        self.note.setText(_("Draft restored") if self.pending() else "")

    def pending(self) -> bool:
        """Whether something was typed that isn't kept."""
        return self.edit.toPlainText() != self._held

    def commit(self) -> None:
        """Keep what was typed now."""
        self._soon.stop()
        text = self.edit.toPlainText()
        if self.pending():
            self._held = text
            self.note.setText(_("Kept"))
            self.kept.emit(text)

    def fail(self) -> None:
        """What was typed couldn't be kept: it stays as a draft."""
        self._held = "\0"
        self.note.setText(_("Draft kept"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaving keeps, and so does Ctrl+Enter."""
        if watched is self.edit and event.type() == QEvent.Type.FocusOut:
            self.commit()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
                self.commit()
                return True
        return super().eventFilter(watched, event)

    def _on_text(self) -> None:
        self.note.setText(_("Draft kept") if self.pending() else "")
        self._soon.start()

    def _draft(self) -> None:
        self.drafted.emit(self.edit.toPlainText() if self.pending() else "")

    def _retheme(self) -> None:
        self.edit.setFixedHeight(self._theme.px(150))
