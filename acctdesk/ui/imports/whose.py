"""Whose people or tickets a file lists: one account's, that exists or is new."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from acctdesk.exchange.intake.answers import TICKETS
from acctdesk.ui.imports.session import Session
from acctdesk.ui.log.accountline import AccountLine
from acctdesk.ui.tasks import Tasks
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.text import ElidedLabel, Label
from acctdesk.words import _


class Whose(QWidget):
    """Asks whose organisation, or whose tickets, the files are; shown while they list such.

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
        self._label = Label(theme, "", "caption_strong")
        column.addWidget(self._label)
        self.line = AccountLine(session.desk, tasks)
        self._label.setBuddy(self.line)
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
        draft = session.draft
        tickets = draft is not None and draft.kind == TICKETS
        people = draft is not None and draft.people
        self.setVisible(people or tickets or bool(decided))
        words = _("Whose tickets are these?") if tickets else _("Whose people are these?")
        if words != self._label.text():
            self._label.setText(words)
            self.line.setAccessibleName(words)
            hint = _("Name of the account") if tickets else _("As each row says")
            self.line.setPlaceholderText(hint)
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
        draft = self._session.draft
        if draft is not None and draft.kind == TICKETS:
            if not name:
                words = _("Name it before you check.")
            elif self.line.account():
                words = _("All tickets in the file are theirs.")
            else:
                words = _("All tickets in the file are theirs; made if it is new.")
        elif not name:
            words = _("Name the account whose organisation it is.")
        elif self.line.account():
            words = _("Everybody in the file works there.")
        else:
            words = _("Everybody in the file works there; made if it is new.")
        self.note.set_text(words)
