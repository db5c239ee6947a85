"""What happened to a record: every change in words, what it did, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Signal

from acctdesk.services.record import Record
from acctdesk.ui.desk import Desk
from acctdesk.ui.past.filters import Narrowed
from acctdesk.ui.past.view import PastView
from acctdesk.ui.shell.places import Place
from acctdesk.ui.tasks import Tasks
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.undo import Undo
from acctdesk.ui.widgets.buttons import Button
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.services.history import HistoryEntry


class HasHistory(Protocol):
    """A record as its page read it."""

    @property
    def record(self) -> Record:
        """The record."""

    @property
    def history(self) -> tuple[HistoryEntry, ...]:
        """Its newest changes."""


class HistoryTab(PastView):
    """The changes of a record, newest first, with the details of the selected one.

    Args:
        theme: The theme in force.
        desk: The open workspace.
        tasks: Reads the changes.
        undo: Undoes a change.
        kind: Kind of the record: "account" or "person".
    """

    place_wanted = Signal(object)
    """The `Place` where the same is shown on the page of the whole history."""

    def __init__(
        self, theme: Theme, desk: Desk, tasks: Tasks, undo: Undo, kind: str = "account"
    ) -> None:
        super().__init__(theme, desk, tasks, undo, kind)
        self._name = ""
        self._seen: Sequence[HistoryEntry] = ()
        self.open_button = Button(theme, _("Open in History"), "link")
        self.open_button.clicked.connect(self._open)
        self.filters.row.addWidget(self.open_button)

    def show_whole(self, found: HasHistory) -> None:
        """Show the changes of a record.

        Args:
            found: The record, and its newest changes, which tell whether to look again.
        """
        record, self._name = found.record.id, found.record.title
        now = self.filters.now
        if record not in (now.account, now.record):
            account = self._kind == "account"
            self.show_of(Narrowed(account=record) if account else Narrowed(record=record))
        elif found.history != self._seen:
            self.mark_stale()
        self._seen = found.history

    def _open(self) -> None:
        now = self.filters.now
        params = {
            "account": now.account, "record": now.record, "name": self._name, "words": now.words,
            "field": now.field, "days": now.days,
            "kind": self._kind if now.field or now.record else "",
        }  # fmt: skip
        named = {name: value for name, value in params.items() if value}
        self.place_wanted.emit(Place("history", named))


def change_words(undo: Undo, entry: HistoryEntry) -> str:
    """A change in words; an undo says of what."""
    said = undo.name(entry)
    if entry.mode == "undo":
        return _("Undo: %s") % said
    return _("Redo: %s") % said if entry.mode == "redo" else said
