"""Entries that somebody began and left: one for each account, as long as the program runs.

They stay in memory: the settings file is no place for what is said with clients.
"""

from __future__ import annotations

from acctdesk.ui.log.draft import Draft

MOST = 20
"""Drafts that are kept; the oldest goes first."""


class Drafts:
    """Keeps what was begun, under the id of its account; under "" what has no account yet."""

    def __init__(self) -> None:
        self._held: dict[str, Draft] = {}

    def get(self, account: str) -> Draft | None:
        """What was begun for an account; None when nothing was."""
        return self._held.get(account)

    def put(self, account: str, draft: Draft) -> None:
        """Keep an entry; one in which nothing stands is forgotten."""
        self._held.pop(account, None)
        if draft.typed:
            self._held[account] = draft
            while len(self._held) > MOST:
                del self._held[next(iter(self._held))]

    def drop(self, account: str) -> None:
        """Forget what was begun: it is logged, or thrown away."""
        self._held.pop(account, None)
