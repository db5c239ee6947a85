"""History in records: what was changed, with names instead of ids; and undo and redo."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from acctdesk.errors import Problem
from acctdesk.models.catalogue import Format
from acctdesk.services.context import Context
from acctdesk.services.historical_family import Families
from acctdesk.services.historical_lines import HistoryLine, Teller, lines
from acctdesk.services.historical_names import Names
from acctdesk.words import _
from acctdesk.workspace import Label, Reverted, journal
from acctdesk.workspace.erasing import PURGED
from acctdesk.workspace.journal import Entry, RowEntry


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after, ready to be shown.

    Attributes:
        field: Field key ("account.city"); the custom field's id for a custom value.
        label: What the field is called.
        before: Python value before; the name instead of the id for a reference.
        after: Likewise after.
        format: The field's format.
    """

    field: str
    label: str
    before: Any
    after: Any
    format: Format


@dataclass(frozen=True, slots=True)
class RowChange:
    """One record that a change touched.

    Attributes:
        kind: Its kind.
        record: Its id.
        title: Its name; its owner's name for a part.
        op: "insert", "update" or "delete".
        fields: What changed.
    """

    kind: str
    record: str
    title: str
    op: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change.

    Attributes:
        id: Its id.
        seq: Its place in the order.
        at: When, UTC.
        author: Who; empty before anybody said who they are.
        label: Message and parameters; see `acctdesk.words`.
        mode: "do", "undo" or "redo".
        rows: How many rows it touched.
        undone: Whether it is undone at present.
    """

    id: str
    seq: int
    at: dt.datetime
    author: str
    label: Label
    mode: str
    rows: int
    undone: bool


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
            return [_entry(one) for one in journal.entries(connection, limit=limit, before=before)]

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
            return [_entry(one) for one in journal.of_records(connection, ids, limit)]

    def lines_of(
        self, accounts: Sequence[str], limit: int, *, without: Collection[str] = ()
    ) -> list[HistoryLine]:
        """What was changed at accounts, their people and all that belongs to them, as texts.

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
            touched = journal.rows_of(connection, workspace.tables, owners.keys(), limit)
            names = Names(self._context, connection)
            called: dict[tuple[str, ...], str] = {}
            for held in set(owners.values()):
                named = (names.of("account", one) or "" for one in held)
                called[held] = ", ".join(sorted(filter(None, named)))
            entries = journal.by_number(connection, {seq for seq, _row in touched})
            told = lines(
                self._context,
                names,
                [(entries[seq], row) for seq, row in touched],
                {one: called[held] for one, held in owners.items()},
                frozenset(without),
            )
            return list(itertools.islice(told, limit))

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
            return _entry(journal.find(connection, change))

    # -- undo ------------------------------------------------------------------------------

    def next_undo(self) -> HistoryEntry | None:
        """What undo would take back."""
        with self._context.workspace.read() as connection:
            found = journal.next_undo(connection)
        return _entry(found) if found else None

    def next_redo(self) -> HistoryEntry | None:
        """What redo would bring back."""
        with self._context.workspace.read() as connection:
            found = journal.next_redo(connection)
        return _entry(found) if found else None

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

    def _told(self, connection: Any, rows: Sequence[RowEntry]) -> tuple[RowChange, ...]:
        names = Names(self._context, connection)
        names.learn(rows)
        teller = Teller(self._context, names)
        return tuple(
            RowChange(
                row.kind,
                row.record,
                names.title(row),
                row.op,
                tuple(
                    FieldChange(one.key, one.label, one.before, one.after, one.field.format)
                    for one in teller.fields(row)
                ),
            )
            for row in rows
        )


def _entry(found: Entry) -> HistoryEntry:
    return HistoryEntry(
        found.id, found.seq, found.at, found.author, found.label, found.mode, found.rows,
        found.undone,
    )  # fmt: skip
