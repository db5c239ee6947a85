"""Which records belong to accounts, read off the catalogue: a new kind belongs by itself.

A kind belongs to an account by its reference to one, to what belongs to one, or as a part of such
a record. What several accounts may share, people, our team, calendars and fields of one's own,
comes along as far as a record refers to it, and so does what is known of those people; what they
are at other accounts doesn't.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Protocol

from acctdesk.services.handover.threeway import Key
from acctdesk.workspace.tables import Link, Tables

ACCOUNT = "account"
OWN = frozenset({"saved_view", "setting", "handover", "handover_step"})
"""Kinds that are about the program, and stay where they are."""

Rows = dict[str, dict[str, Any]]


class Reads(Protocol):
    """Reads rows, as they are or as they were; see `acctdesk.services.bygone.Bygone`."""

    def having(self, kind: str, column: str, values: Collection[str]) -> Rows:
        """The rows whose column holds one of some ids, by id."""

    def some(self, kind: str, ids: Collection[str]) -> Rows:
        """Rows by their ids; missing ones are left out."""


class Belonging:
    """Tells what belongs to accounts.

    Args:
        tables: The journalled tables.
    """

    def __init__(self, tables: Tables) -> None:
        self._kinds = [kind for kind in tables.kinds if kind not in OWN]
        self._links: dict[str, list[Link]] = defaultdict(list)
        for link in tables.links:
            self._links[link.kind].append(link)
        self._by_account = {
            link.kind: link.column
            for link in tables.links
            if link.target == ACCOUNT and link.kind != ACCOUNT
        }
        self._bound = self._bound_kinds()
        self._any = {
            kind: link.column
            for kind in self._kinds
            for link in self._links[kind]
            if not link.target
        }
        shared = set(self._kinds) - self._bound - self._any.keys()
        owners = {kind: tables.catalogue.kind(kind).owner for kind in shared}
        self._of_shared = {
            link.kind: link
            for link in tables.links
            if link.kind in shared and link.column == owners[link.kind]
        }
        self.shared = frozenset(shared - self._of_shared.keys())
        """Kinds whose records several accounts may share."""

    def _bound_kinds(self) -> set[str]:
        bound = {ACCOUNT, *self._by_account}
        while True:
            more = {
                link.kind
                for kind in self._kinds
                for link in self._links[kind]
                if link.target in bound and link.kind not in bound
            }
            if not more:
                return bound
            bound |= more

    def of(self, accounts: Iterable[str], reads: Reads) -> dict[Key, Mapping[str, Any]]:
        """All records that belong to accounts, and those that they refer to.

        Args:
            accounts: Ids of the accounts.
            reads: Reads rows.

        Returns:
            Values by kind and id, in the order in which they can be created but for references
            among records of one kind. A reference to another account, or to a post there, may
            lead to a record that isn't among them.
        """
        found: dict[str, Rows] = {kind: {} for kind in self._kinds}
        found[ACCOUNT] = reads.some(ACCOUNT, sorted(accounts))
        for kind in self._kinds:
            if kind in self._bound and kind != ACCOUNT:
                found[kind] = self._bound_rows(kind, found, reads)
        self._refer(found, reads)
        for kind, link in self._of_shared.items():
            # What is known of a person comes with that person.
            found[kind] = reads.having(kind, link.column, sorted(found[link.target]))
        self._refer(found, reads)
        ids = sorted(record for rows in found.values() for record in rows)
        for kind, column in self._any.items():
            found[kind] = reads.having(kind, column, ids)
        # A value of a field of one's own needs that field.
        self._refer(found, reads)
        return {(kind, one): row for kind in self._kinds for one, row in found[kind].items()}

    def _bound_rows(self, kind: str, found: Mapping[str, Rows], reads: Reads) -> Rows:
        column = self._by_account.get(kind)
        if column is not None:
            return reads.having(kind, column, sorted(found[ACCOUNT]))
        rows: Rows = {}
        for link in self._links[kind]:
            if link.target in self._bound and link.target != kind:
                rows |= reads.having(kind, link.column, sorted(found[link.target]))
        return rows

    def _refer(self, found: Mapping[str, Rows], reads: Reads) -> None:
        """Add what the records refer to of the kinds that are shared."""
        wanted: dict[str, set[str]] = defaultdict(set)
        for kind in self._kinds:
            for link in self._links[kind]:
                if link.target in self.shared:
                    named = (row.get(link.column) for row in found[kind].values())
                    wanted[link.target].update(one for one in named if one)
        for kind, ids in wanted.items():
            found[kind].update(reads.some(kind, sorted(ids - found[kind].keys())))
