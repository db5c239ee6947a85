"""History in records: what was changed, with names instead of ids; and undo and redo."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Collection, Sequence
from typing import Any

from acctdesk.errors import Problem
from acctdesk.services.context import Context
from acctdesk.services.historical_entries import (
    FieldChange,
    FieldValue,
    HistoryEntry,
    HistoryHit,
    HistoryPage,
    RowChange,
    entry_of,
)
from acctdesk.services.historical_family import Families, Owners
from acctdesk.services.historical_lines import HistoryLine, Teller, counted, lines
from acctdesk.services.historical_names import Names
from acctdesk.services.historical_revert import ChangedSince, Reverting
from acctdesk.services.historical_search import Search, Wanted, custom_rows, told
from acctdesk.words import _
from acctdesk.workspace import Committed, Reverted, journal, touches
from acctdesk.workspace.erasing import PURGED
from acctdesk.workspace.folding import fold
from acctdesk.workspace.journal import Entry, RowEntry

__all__ = [
    "ChangedSince", "FieldChange", "FieldValue", "History", "HistoryEntry", "HistoryHit",
    "HistoryLine", "HistoryPage", "RowChange",
]  # fmt: skip

MANY = 200
"""Records of a kind that one change added: from so many on they are counted instead of told."""
_MOST_STEPS = 100_000
"""Touches of one record that are looked through for a field."""


class History:
    """Reads the journal and steps through it.

    Args:
        context: The open workspace.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._families = Families(context.workspace.tables)

    def recent(self, limit: int = 100, before: int | None = None) -> list[HistoryEntry]:
        """The newest changes of the workspace."""
        with self._context.workspace.read() as connection:
            return [
                entry_of(one) for one in journal.entries(connection, limit=limit, before=before)
            ]

    def of_account(self, account: str, limit: int = 200) -> list[HistoryEntry]:
        """The changes of an account, its people, units, team and log, newest first."""
        return self.of_record("account", account, limit)

    def of_record(self, kind: str, record: str, limit: int = 200) -> list[HistoryEntry]:
        """The changes of a record and of all that belongs to it, newest first.

        Args:
            kind: "account", "person", or any other kind.
            record: Its id.
            limit: How many at most.
        """
        with self._context.workspace.read() as connection:
            ids = list(self._families.of(connection, kind, [record]))
            return [entry_of(one) for one in journal.of_records(connection, ids, limit)]

    def search(
        self,
        words: str = "",
        *,
        account: str | None = None,
        record: str | None = None,
        kind: str | None = None,
        field: str | None = None,
        author: str | None = None,
        since: dt.date | None = None,
        until: dt.date | None = None,
        limit: int = 100,
        before: int | None = None,
    ) -> HistoryPage:
        """Changes that hold some words and concern what is asked for, newest first.

        Args:
            words: All of them must stand in what the change is called, in its author's name, or
                in the name or the values of one of the records it touched; case and accents
                don't matter.
            account: Only what concerns this account or belongs to it.
            record: Only what concerns this record, of any kind, or belongs to it.
            kind: Only records of this kind.
            field: Only this field: its key ("account.city"), or the id of a custom one.
            author: Only changes by somebody of this name; empty for nobody's.
            since: Only changes on or after this day, in the computer's zone.
            until: Only changes on or before this day.
            limit: How many at most.
            before: Only changes with a smaller number, to go on where a page ended.

        Raises:
            NotFound: There never was such a record.
        """
        wanted = Wanted(words, account, record, kind, field, author, since, until)
        with self._context.workspace.read() as connection:
            found = Search(self._context, connection, self._families, wanted)
            return found.page(limit, before)

    def authors(self) -> tuple[str, ...]:
        """Everybody who ever changed something, in the order of the alphabet."""
        with self._context.workspace.read() as connection:
            return tuple(sorted(touches.authors(connection), key=fold))

    def of_field(self, kind: str, record: str, field: str, limit: int = 200) -> list[FieldValue]:
        """All values that a field of a record had, the newest first.

        Args:
            kind: The record's kind.
            record: Its id.
            field: The field's name, or the id of a custom one.
            limit: How many at most.
        """
        workspace, custom = self._context.workspace, self._is_custom(kind, field)
        with workspace.read() as connection:
            ids = {record}
            if custom:
                mine = self._families.of(connection, kind, [record])
                ids = custom_rows(self._context, connection, field) & mine.keys()
            touched = [
                (seq, row)
                for seq, row in touches.rows_of(connection, workspace.tables, ids, _MOST_STEPS)
                if custom or field in row.before or field in row.after
            ][:limit]
            names = Names(self._context, connection)
            names.learn([row for _seq, row in touched])
            teller = Teller(self._context, names)
            entries = touches.by_number(connection, {seq for seq, _row in touched})
            return [
                FieldValue(
                    entry_of(entries[seq]), one.before, one.after, row.op, row.record, row.kind
                )
                for seq, row in touched
                for one in teller.fields(row)
                if custom or one.field.name == field
            ]

    def _is_custom(self, kind: str, field: str) -> bool:
        found = self._context.catalogue.kind(kind).fields.get(field)
        return found is None or found.custom

    def lines_of(
        self, accounts: Sequence[str], limit: int, *, without: Collection[str] = ()
    ) -> list[HistoryLine]:
        """What was changed at accounts, their people and all that belongs to them, as texts.

        Records that came in their hundreds, as by an import, are counted in a line for each account
        and kind: what they hold is told where they are.

        Args:
            accounts: Ids of the accounts.
            limit: How many lines at most.
            without: Keys of fields that aren't told ("interaction.body").

        Returns:
            The newest first, in the language in force.
        """
        workspace = self._context.workspace
        with workspace.read() as connection:
            owners = self._families.of(connection, "account", accounts)
            many = touches.many_added(connection, owners.keys(), MANY)
            touched = touches.rows_of(connection, workspace.tables, owners.keys(), limit, many)
            numbers = {seq for seq, _row in touched} | {seq for seq, _kind in many}
            entries = touches.by_number(connection, numbers)
            found = [(entries[seq], row) for seq, row in touched]
            listed = self._lines(connection, found, owners, limit, without)
            names = Names(self._context, connection)
            listed += counted(self._context, names, entries, many, owners)
        newest = {one.id: -one.seq for one in entries.values()}
        return sorted(listed, key=lambda line: newest[line.change])[:limit]

    def found_lines(self, limit: int, **asked: Any) -> list[HistoryLine]:
        """What a search finds, as texts.

        Args:
            limit: How many lines at most.
            **asked: What is looked for, as for `search`.

        Returns:
            The newest first, in the language in force.
        """
        with self._context.workspace.read() as connection:
            search = Search(self._context, connection, self._families, Wanted(**asked), limit)
            found = search.touches(limit)
            only = asked.get("account")
            accounts = [only] if only else sorted(touches.ids_of(connection, "account"))
            owners = self._families.of(connection, "account", accounts)
            return self._lines(connection, found, owners, limit, ())

    def _lines(
        self,
        connection: Any,
        found: Sequence[tuple[Entry, RowEntry]],
        owners: Owners,
        limit: int,
        without: Collection[str],
    ) -> list[HistoryLine]:
        names = Names(self._context, connection)
        called: dict[tuple[str, ...], str] = {}
        for held in {owners[row.record] for _entry, row in found if row.record in owners}:
            named = (names.of("account", one) or "" for one in held)
            called[held] = ", ".join(sorted(filter(None, named)))
        accounts = {
            row.record: called[owners[row.record]] for _entry, row in found if row.record in owners
        }
        listed = lines(self._context, names, found, accounts, frozenset(without))
        return list(itertools.islice(listed, limit))

    def details(
        self, change: str, record: str | None = None, limit: int = 200, *, kind: str = "account"
    ) -> tuple[RowChange, ...]:
        """What one change did, row by row.

        Args:
            change: Its id.
            record: Only what concerns this record.
            limit: How many rows at most.
            kind: Kind of that record.
        """
        workspace = self._context.workspace
        with workspace.read() as connection:
            entry = journal.find(connection, change)
            ids = list(self._families.of(connection, kind, [record])) if record else None
            rows = journal.rows(connection, workspace.tables, entry.seq, records=ids, limit=limit)
            return self._told(connection, rows)

    def find(self, change: str) -> HistoryEntry:
        """One change by its id or the beginning of it.

        Raises:
            NotFound: There is none, or several begin so.
        """
        with self._context.workspace.read() as connection:
            return entry_of(journal.find(connection, change))

    def kind_of(self, record: str) -> str:
        """The kind of a record that is there or ever was.

        Raises:
            NotFound: There never was such a record.
        """
        with self._context.workspace.read() as connection:
            return touches.kind_of(connection, record)

    # -- undo ------------------------------------------------------------------------------

    def next_undo(self) -> HistoryEntry | None:
        """What undo would take back."""
        with self._context.workspace.read() as connection:
            found = journal.next_undo(connection)
        return entry_of(found) if found else None

    def next_redo(self) -> HistoryEntry | None:
        """What redo would bring back."""
        with self._context.workspace.read() as connection:
            found = journal.next_redo(connection)
        return entry_of(found) if found else None

    def undo(self) -> Reverted:
        """Take back the newest change in force.

        Raises:
            Problem: There is nothing to undo.
        """
        found = self.next_undo()
        if found is None:
            raise Problem(_("There is nothing to undo."))
        return self.revert(found.id)

    def redo(self) -> Reverted:
        """Bring back the change undone last.

        Raises:
            Problem: There is nothing to redo.
        """
        found = self.next_redo()
        if found is None:
            raise Problem(_("There is nothing to redo."))
        return self.revert(found.id)

    def revert(self, change: str) -> Reverted:
        """Undo any change in force, or redo any undone one.

        Raises:
            NotFound: There is no such change.
        """
        if self.find(change).mode == PURGED:
            raise Problem(_("What was purged can't come back."))
        done = self._context.workspace.revert(change, self._context.author)
        if done.change is not None:
            self._context.bus.publish(done.change)
        return done

    def revert_field(
        self, change: str, kind: str, record: str, field: str, *, even_if_changed: bool = False
    ) -> Committed:
        """Give one field of one record back the value that it had before a change.

        Args:
            change: Id of the change.
            kind: The record's kind.
            record: Its id.
            field: The field's name, or the id of a custom one.
            even_if_changed: Do it though the field was changed later.

        Returns:
            The new change, which can be undone.

        Raises:
            ChangedSince: The field was changed later.
            NotFound: The record is gone, or what the field referred to.
            Problem: The field can't go back alone, or holds that value already.
        """
        return Reverting(self._context).field(
            change, kind, record, field, even_if_changed=even_if_changed
        )

    def revert_row(
        self, change: str, kind: str, record: str, *, even_if_changed: bool = False
    ) -> Committed:
        """Take back all that a change did to one record: what it added goes, what it deleted comes.

        Args:
            change: Id of the change.
            kind: The record's kind.
            record: Its id.
            even_if_changed: Do it though the record was changed, or something added to it, later.

        Returns:
            The new change, which can be undone.

        Raises:
            ChangedSince: The record was changed, or something was added to it, later.
            NotFound: The record is gone, or what it belongs to.
            Problem: It is as it was before already.
        """
        return Reverting(self._context).row(change, kind, record, even_if_changed=even_if_changed)

    def _told(self, connection: Any, rows: Sequence[RowEntry]) -> tuple[RowChange, ...]:
        names = Names(self._context, connection)
        names.learn(rows)
        teller = Teller(self._context, names)
        return tuple(told(teller, row) for row in rows)
