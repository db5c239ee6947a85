"""How long what was deleted is kept, and how many backups: what is over is offered, never taken.

Backups are the exception that everybody expects: a new one takes the place of those that needn't
stay any more, by the same rule.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from acctdesk.errors import Invalid
from acctdesk.services.context import Context
from acctdesk.services.settings import Settings
from acctdesk.services.trash import Deleted, Trash
from acctdesk.words import _
from acctdesk.workspace import Committed, backup

TRASH = "trash_days"
"""Name of the setting that says for how many days what was deleted is kept."""
TRASH_DAYS = 30
LONGEST, MOST = 3650, 1000
"""Days and backups above which nobody means it."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What is kept.

    Attributes:
        trash: Days for which what was deleted is kept before it is offered for purging.
        newest: Backups that stay however old they are.
        days: Days for which the other backups stay too.
    """

    trash: int = TRASH_DAYS
    newest: int = backup.KEPT
    days: int = 0


class Retention:
    """Knows what is over.

    Args:
        context: The open workspace.
        settings: Where the rules are kept.
        trash: What is deleted.
    """

    def __init__(self, context: Context, settings: Settings, trash: Trash) -> None:
        self._context, self._settings, self._trash = context, settings, trash

    def rules(self) -> Rules:
        """What is kept."""
        with self._context.workspace.bare() as raw:
            kept = backup.rule_of(raw)
        said = self._settings.get(TRASH)
        return Rules(int(said) if said.isdecimal() else TRASH_DAYS, kept.newest, kept.days)

    def keep_trash(self, days: int) -> Committed | None:
        """Say for how many days what was deleted is kept.

        Raises:
            Invalid: It is less than none, or longer than anybody means.
        """
        return self._set(TRASH, _within(days, 0, LONGEST), "Days the trash is kept")

    def keep_newest(self, count: int) -> Committed | None:
        """Say how many backups stay however old they are.

        Raises:
            Invalid: It is none, or more than anybody means.
        """
        return self._set(backup.NEWEST, _within(count, 1, MOST), "Newest backups kept")

    def keep_days(self, days: int) -> Committed | None:
        """Say for how many days the other backups stay too.

        Raises:
            Invalid: It is less than none, or longer than anybody means.
        """
        return self._set(backup.DAYS, _within(days, 0, LONGEST), "Days backups are kept")

    def over(self, days: int | None = None) -> list[Deleted]:
        """What has been in the trash for longer than it is kept; what was merged is none of it.

        Args:
            days: Another number of days than the rule's.
        """
        return self.older(self._trash.deleted(), days)

    def older(self, deleted: Iterable[Deleted], days: int | None = None) -> list[Deleted]:
        """Those of some deleted records that are over; see `over`."""
        kept = self.rules().trash if days is None else days
        last = self._context.today() - dt.timedelta(days=kept)
        return [one for one in deleted if one.at.date() < last and not one.merged]

    def backups_over(self) -> list[Path]:
        """Backups that needn't stay any more, oldest first."""
        rules = self.rules()
        kept = backup.Rule(rules.newest, rules.days)
        return kept.over(self._context.workspace.backups(), self._context.today())

    @staticmethod
    def remove_backups(paths: Sequence[Path]) -> int:
        """Delete backups; returns how many went."""
        gone = 0
        for one in paths:
            try:
                one.unlink()
            except OSError:
                continue
            gone += 1
        return gone

    def _set(self, name: str, value: int, called: str) -> Committed | None:
        return self._settings.set(name, str(value), called)


def _within(value: int, least: int, most: int) -> int:
    if not least <= value <= most:
        raise Invalid(
            _("%s can't be kept.") % value,
            remedy=_("Choose a number from {least} to {most}.").format(least=least, most=most),
        )
    return value
