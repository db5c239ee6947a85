"""Who is meant by a name in a hand-over workbook, with the records that somebody added to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from acctdesk.exchange.grids.headings import key
from acctdesk.exchange.handoff.naming import Names
from acctdesk.services.values import fold


class Register:
    """Finds records by what a cell calls them.

    Args:
        names: The names that were written.
    """

    def __init__(self, names: Names) -> None:
        self._names = names
        self._more: dict[str, dict[str, str]] = defaultdict(dict)
        self._folded: dict[str, Mapping[str, set[str]]] = {}

    def find(self, kind: str, name: str) -> str | None:
        """The record of a kind that a name means; None for none, or for several.

        Args:
            kind: The kind.
            name: What the cell says: the name as it was written, one that was given since, or one
                that differs by case, accents and marks alone.
        """
        wanted = key(name)
        found = self._names.ids(kind).get(wanted) or self._more[kind].get(wanted)
        if found:
            return found
        near = self._near(kind).get(fold(name), set())
        return next(iter(near)) if len(near) == 1 else None

    def call(self, kind: str, record: str, name: str) -> None:
        """Let a name mean a record, unless it means another."""
        at = key(name)
        if at and at not in self._names.ids(kind):
            self._more[kind].setdefault(at, record)

    def forget(self, kind: str, record: str) -> None:
        """Let no name that was given since mean a record."""
        more = self._more[kind]
        self._more[kind] = {name: one for name, one in more.items() if one != record}

    def _near(self, kind: str) -> Mapping[str, set[str]]:
        found = self._folded.get(kind)
        if found is None:
            made: dict[str, set[str]] = defaultdict(set)
            for name, record in self._names.ids(kind).items():
                made[fold(name)].add(record)
            found = self._folded[kind] = made
        return found
