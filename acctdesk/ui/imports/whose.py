"""Whose people a file lists, where it doesn't say so: one account's, that exists or is new."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from acctdesk.ui.imports.session import Session
from acctdesk.ui.log.accountline import AccountLine
from acctdesk.ui.tasks import Tasks
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.text import ElidedLabel, Label
from acctdesk.words import _


class Whose(QWidget):
    """Asks whose organisation the files are; shown while they list people.

    Args:
        theme: The theme in force.
        session: The import.
        tasks: Reads the names of accounts.
    """

    def __init__(self, theme: Theme, session: Session, tasks: Tasks) -> None:
        super().__init__()
        self._session = session
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, Space.CONTROL)
        column.setSpacing(Space.TIGHT)
        words = _("Whose people are these?")
        label = Label(theme, words, "caption_strong")
        column.addWidget(label)
        self.line = AccountLine(session.desk, tasks)
        self.line.setAccessibleName(words)
        self.line.setPlaceholderText(_("As each row says"))
        label.setBuddy(self.line)
        column.addWidget(self.line)
        self.note = ElidedLabel(theme, "", "caption", "secondary")
        column.addWidget(self.note)
        self.line.chosen.connect(self._on_chosen)
        self.line.editingFinished.connect(self._on_typed)
        self.line.textChanged.connect(self._on_text)
        self.refresh()

    def refresh(self) -> None:
        """Show what was decided; hide where no people are listed."""
        session = self._session
        decided = session.answers.account
        people = session.draft is not None and session.draft.people
        self.setVisible(people or bool(decided))
        if not self.line.hasFocus() and self.line.text() != decided:
            # A name is enough: the check looks it up.
            self.line.set_account("", decided)
        self._say()

    def _on_chosen(self, account: str) -> None:
        if account:
            self._decide(self.line.text())

    def _on_typed(self) -> None:
        if not self.line.popup.isVisible():
            self._decide(self.line.text())

    def _on_text(self, text: str) -> None:
        if not text:
            self._decide("")

    def _decide(self, name: str) -> None:
        name = name.strip()
        if name != self._session.answers.account:
            self._session.set_answers(replace(self._session.answers, account=name))
        self._say()

    def _say(self) -> None:
        name = self._session.answers.account
        if not name:
            words = _("Name the account whose organisation it is.")
        elif self.line.account():
            words = _("Everybody in the file works there.")
        else:
            words = _("Everybody in the file works there; made if it is new.")
        self.note.set_text(words)
