"""Entries that somebody began and left: one for each account, kept over the end of the program.

What is typed stays in memory and is written into the workspace in a pause, and when it closes;
never into the settings file, which is no place for what is said with clients.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from acctdesk.ui.log.draft import TYPES, Draft, Someone
from acctdesk.ui.tasks import Tasks
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.ui.desk import Desk

MOST = 20
"""Drafts that are kept; the oldest goes first."""
PAUSE = 400
"""Milliseconds without a key after which what was typed is kept."""


class Drafts(QObject):
    """Keeps what was begun, under the id of its account; under "" what has no account yet.

    Args:
        desk: The open workspace.
        tasks: Reads and writes off the window's thread.
    """

    restored = Signal()
    """Drafts of an earlier start were found."""

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__(tasks)
        self.desk, self._tasks = desk, tasks
        self._held: dict[str, Draft] = {}
        self._old: set[str] = set()
        self._changed: set[str] = set()
        self._soon = QTimer(self, singleShot=True, interval=PAUSE)
        self._soon.timeout.connect(self.flush)
        if not desk.read_only:
            tasks.stopping.connect(self.flush)
            tasks.read(self, lambda: desk.log_drafts.all(), self._take)

    def get(self, account: str) -> Draft | None:
        """What was begun for an account; None when nothing was."""
        return self._held.get(account)

    def note(self, account: str) -> str:
        """What is said beside a draft: that it was kept, and over the end of the program."""
        if account not in self._held:
            return ""
        return _("Draft restored") if account in self._old else _("Draft kept")

    def put(self, account: str, draft: Draft) -> None:
        """Keep an entry; one in which nothing stands is forgotten."""
        before = self._held.pop(account, None)
        if draft.typed:
            self._held[account] = draft
            if draft != before:
                self._old.discard(account)
                self._touch(account)
            while len(self._held) > MOST:
                self.drop(next(iter(self._held)))
        elif before is not None:
            self._touch(account)

    def drop(self, account: str) -> None:
        """Forget what was begun: it is logged, or thrown away."""
        self._old.discard(account)
        if self._held.pop(account, None) is not None:
            self._touch(account)

    def flush(self) -> None:
        """Write now what waits to be written."""
        self._soon.stop()
        if not self._changed or self.desk.read_only:
            return
        told = {one: _told(self._held.get(one)) for one in self._changed}
        self._changed.clear()
        drafts = self.desk.log_drafts
        # Not being able to keep a draft is no reason to stop whoever writes it.
        self._tasks.write(self, lambda: drafts.keep(told), failed=lambda problem: None)

    def _touch(self, account: str) -> None:
        self._changed.add(account)
        self._soon.start()

    def _take(self, found: Mapping[str, Mapping[str, Any]]) -> None:
        fresh = self._held
        self._held = {}
        for account, told in found.items():
            draft = _draft(told)
            # What was typed meanwhile is newer, and what was logged meanwhile is done.
            if draft is not None and account not in fresh and account not in self._changed:
                self._held[account] = draft
                self._old.add(account)
        self._held |= fresh
        if self._old:
            self.restored.emit()


def _told(draft: Draft | None) -> dict[str, Any] | None:
    return asdict(draft) if draft is not None else None


def _draft(told: Mapping[str, Any]) -> Draft | None:
    """A draft as it was kept; None when there is nothing in it, or nothing that can be read."""
    texts = ("day", "minutes", "subject", "summary", "next_step", "due")
    try:
        people = tuple(
            Someone(str(one["id"]), str(one["name"]), str(one["side"]), str(one["note"]))
            for one in told.get("people", ())
        )
        draft = Draft(
            told["type"] if told.get("type") in TYPES else TYPES[0],
            people=people,
            **{name: str(told.get(name) or "") for name in texts},
        )
    except (KeyError, TypeError, AttributeError):
        return None
    return draft if draft.typed else None
