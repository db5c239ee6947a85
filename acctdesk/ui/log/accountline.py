"""A line in which an account is chosen by typing a few letters of its name."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QStringListModel, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QLineEdit, QListView

from acctdesk.services.query import ListQuery
from acctdesk.ui.tasks import Latest, Tasks
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.ui.desk import Desk

MOST = 8
"""Accounts offered at once."""

Found = tuple[tuple[str, str], ...]


def named(desk: Desk, words: str) -> Found:
    """Ids and names of accounts that fit some words, those that begin with them first.

    Args:
        desk: The open workspace.
        words: What was typed.
    """
    ids = desk.listing.ids(ListQuery("account", words=words))[:200]
    found = [(one.id, one.title) for one in desk.listing.page("account", ids)]
    begin = words.strip().casefold()
    found.sort(key=lambda one: (not one[1].casefold().startswith(begin), one[1].casefold()))
    return tuple(found[:MOST])


class AccountLine(QLineEdit):
    """Names an account.

    Args:
        desk: The open workspace.
        tasks: Reads the names.
    """

    chosen = Signal(str)
    """Id of the account; empty while what is typed names none."""

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self._desk = desk
        self._read = Latest(tasks, self)
        self._found: Found = ()
        self._account = ""
        self.setPlaceholderText(_("Type a few letters of its name"))
        self.setAccessibleName(_("Account"))
        self._model = QStringListModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(self)
        self.popup = QListView()
        self.popup.setObjectName("choices")
        self.popup.setAccessibleName(_("Accounts"))
        self.popup.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._completer.setPopup(self.popup)
        self._completer.activated.connect(self._take)
        self.textEdited.connect(self._ask)
        self.installEventFilter(self)

    def account(self) -> str:
        """Id of the chosen account; empty for none."""
        return self._account

    def set_account(self, account: str, name: str) -> None:
        """Choose an account; no signal is sent."""
        self._account = account
        self.setText(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter takes the first that is offered."""
        if (
            watched is self
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.text() in ("\r", "\n")
            and not self._account
            and self._found
        ):
            self._take(self._found[0][1])
            return True
        return super().eventFilter(watched, event)

    def _ask(self, text: str) -> None:
        self._set("")
        if text.strip():
            desk = self._desk
            self._read.read(lambda: named(desk, text), functools.partial(self._offer, text))
        else:
            self._found = ()
            self.popup.hide()

    def _offer(self, text: str, found: Found) -> None:
        if text != self.text():
            return
        self._found = found
        self._model.setStringList([name for _id, name in found])
        only = [one for one in found if one[1].casefold() == text.strip().casefold()]
        if len(only) == 1:
            self._set(only[0][0])
        if found and self.hasFocus():
            self._completer.complete()
        elif not found:
            self.popup.hide()

    def _take(self, name: str) -> None:
        for account, known in self._found:
            if known == name:
                self.popup.hide()
                self.setText(name)
                self._set(account)
                break

    def _set(self, account: str) -> None:
        if account != self._account:
            self._account = account
            self.chosen.emit(account)
