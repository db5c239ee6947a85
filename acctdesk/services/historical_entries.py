"""What history answers with: changes, the records they touched, and fields before and after."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from acctdesk.models.catalogue import Format
from acctdesk.workspace import Label
from acctdesk.workspace.journal import Entry


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


@dataclass(frozen=True, slots=True)
class HistoryHit:
    """A change that was looked for.

    Attributes:
        entry: The change.
        rows: The first records that it touched among those that were looked for.
        more: Whether there are more of them.
    """

    entry: HistoryEntry
    rows: tuple[RowChange, ...]
    more: bool = False


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Some of the changes that were looked for.

    Attributes:
        hits: They, newest first.
        before: Where to go on looking: only changes with a smaller number; None at the end.
    """

    hits: tuple[HistoryHit, ...]
    before: int | None = None


@dataclass(frozen=True, slots=True)
class FieldValue:
    """A value that a field was given.

    Attributes:
        entry: The change that gave it.
        before: Python value before; the name instead of the id for a reference.
        after: The value; None when it was emptied, or its record deleted.
        op: What was done to the record: "insert", "update" or "delete".
        record: Id of the row that holds the value: the record's, or that of its custom value.
        kind: That row's kind.
    """

    entry: HistoryEntry
    before: Any
    after: Any
    op: str
    record: str
    kind: str


def entry_of(found: Entry) -> HistoryEntry:
    """A change of the journal as history shows it."""
    return HistoryEntry(
        found.id, found.seq, found.at, found.author, found.label, found.mode, found.rows,
        found.undone,
    )  # fmt: skip
