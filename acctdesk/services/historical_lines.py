"""History as lines: a field before and after on each, in plain words, for sheets and searches."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from acctdesk.models.catalogue import Field, Format
from acctdesk.services.context import Context
from acctdesk.services.historical_names import Names
from acctdesk.services.historical_words import in_words, say_step
from acctdesk.words import _, _n, lazy
from acctdesk.workspace.journal import Entry, RowEntry

DONE = {"insert": lazy("Added"), "update": lazy("Changed"), "delete": lazy("Deleted")}
"""What was done to a record, in a word."""
MOST_SAID = 1000
"""Letters told of what a record held that was added or deleted; "…" stands for the rest."""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One field that a change set, or one record that it added or deleted, as texts.

    Attributes:
        at: When, UTC.
        author: Who; empty before anybody said who they are.
        account: Names of the accounts that the record belongs to, among those asked for.
        kind_label: What a person calls one of its kind.
        title: The record's name; its owner's for a part.
        what: What the change is called ("Edit City", "Import roster.xlsx").
        field_label: What the field is called; empty for a record that was added or deleted.
        before: What it held before; of a deleted record all that it held.
        after: What it holds after; of an added record all that it holds.
        done: What was done to the record: "Added", "Changed" or "Deleted".
        change: Id of the change.
        kind: The record's kind.
        record: Its id.
        field: Key of the field ("account.city"), the id of a custom one, or empty.
    """

    at: dt.datetime
    author: str
    account: str
    kind_label: str
    title: str
    what: str
    field_label: str
    before: str
    after: str
    done: str = ""
    change: str = ""
    kind: str = ""
    record: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A field of a touched record, before and after.

    Attributes:
        key: Its key, or the id of a custom field.
        field: The field.
        label: What it is called.
        before: Python value before; the name instead of the id for a reference.
        after: Likewise after.
    """

    key: str
    field: Field
    label: str
    before: Any
    after: Any


class Teller:
    """Tells of journal rows in words.

    Args:
        context: The open workspace.
        names: Names of the records that the rows speak of.
    """

    def __init__(self, context: Context, names: Names) -> None:
        self._catalogue = context.catalogue
        self._said: dict[str, str] = {}
        self._seen: dict[tuple[str, str], Mapping[str, tuple[Field, str, str]]] = {}
        self.names = names

    def what(self, entry: Entry) -> str:
        """What a change is called; many rows ask for it."""
        if entry.id not in self._said:
            self._said[entry.id] = say_step(entry.label, entry.mode, self._catalogue)
        return self._said[entry.id]

    def fields(self, row: RowEntry) -> Iterator[Told]:
        """The fields of a row that a person sees, as the change found and left them."""
        if row.kind == "custom_value":
            yield from self._custom(row)
            return
        seen, before, after = self._seen_of(row.kind, row.op), row.before, row.after
        for name in before if row.op == "delete" else after:
            if name not in seen:
                continue
            field, key, label = seen[name]
            old, new = before.get(name), after.get(name)
            if field.format is Format.REFERENCE:
                old, new = self.names.of(field.target, old), self.names.of(field.target, new)
            yield Told(key, field, label, old, new)

    def _seen_of(self, name: str, op: str) -> Mapping[str, tuple[Field, str, str]]:
        """The fields of a kind that are told, with keys and labels; whose it is tells the title."""
        if (name, op) not in self._seen:
            kind = self._catalogue.kind(name)
            self._seen[name, op] = {
                one.name: (one, one.key, str(one.label))
                for one in kind.fields.values()
                if not one.system and (one.name != kind.owner or op == "update")
            }
        return self._seen[name, op]

    def _custom(self, row: RowEntry) -> Iterator[Told]:
        key = self.names.custom_field(row)
        label = self.names.of("custom_field", key) or _("Custom field")
        kind = self._catalogue.kind("custom_value")
        for name in ("text", "number", "tick"):
            if name in row.before or name in row.after:
                old, new = row.before.get(name), row.after.get(name)
                yield Told(key, kind.fields[name], label, old, new)

    def lines(
        self,
        entry: Entry,
        row: RowEntry,
        accounts: str = "",
        without: Collection[str] = (),
    ) -> Iterator[HistoryLine]:
        """A touched row as lines.

        Args:
            entry: Its change.
            row: The row.
            accounts: Names of the accounts that it belongs to.
            without: Keys of fields that aren't told.
        """
        what, done = self.what(entry), str(DONE[row.op])
        title, label = self.names.title(row), str(self._catalogue.kind(row.kind).label)

        def line(field: str, named: str, before: str, after: str) -> HistoryLine:
            return HistoryLine(
                entry.at, entry.author, accounts, label, title, what, named, before, after,
                done, entry.id, row.kind, row.record, field,
            )  # fmt: skip

        told = self.fields(row)
        if without:
            told = (one for one in told if one.key not in without)
        if row.op == "update":
            for one in told:
                yield line(
                    one.key, one.label, in_words(one.field, one.before),
                    in_words(one.field, one.after),
                )  # fmt: skip
        elif row.op == "insert":
            yield line("", "", "", summed((one.label, one.field, one.after) for one in told))
        else:
            yield line("", "", summed((one.label, one.field, one.before) for one in told), "")


def summed(said: Iterable[tuple[str, Field, Any]]) -> str:
    """Labels and values on one line: "City: Ulm; Tier: A"."""
    parts = []
    for label, field, value in said:
        if words := in_words(field, value):
            parts.append(f"{label}: {words}")
    text = "; ".join(parts)
    return text if len(text) <= MOST_SAID else text[: MOST_SAID - 1] + "…"


def lines(
    context: Context,
    names: Names,
    found: Sequence[tuple[Entry, RowEntry]],
    accounts: Mapping[str, str],
    without: Collection[str],
) -> Iterator[HistoryLine]:
    """Rows that changes touched as lines, in their order.

    Args:
        context: The open workspace.
        names: Looks up names.
        found: Changes and rows.
        accounts: By id of a record, names of the accounts that it belongs to.
        without: Keys of fields that aren't told.
    """
    names.learn([row for _entry, row in found])
    teller = Teller(context, names)
    for entry, row in found:
        yield from teller.lines(entry, row, accounts.get(row.record, ""), without)


def counted(
    context: Context,
    names: Names,
    entries: Mapping[int, Entry],
    many: Mapping[tuple[int, str], Sequence[str]],
    owners: Mapping[str, tuple[str, ...]],
) -> Iterator[HistoryLine]:
    """Records that were added in their hundreds, counted by account and kind.

    Args:
        context: The open workspace.
        names: Looks up names.
        entries: Changes by number.
        many: By number of a change and kind, the ids of what it added.
        owners: By id of a record, the accounts that it belongs to.
    """
    teller = Teller(context, names)
    for (number, kind), ids in many.items():
        entry, described = entries[number], context.catalogue.kind(kind)
        for held, count in Counter(owners[one] for one in ids).items():
            accounts = ", ".join(sorted(filter(None, (names.of("account", one) for one in held))))
            yield HistoryLine(
                entry.at, entry.author, accounts, str(described.plural), "", teller.what(entry),
                "", "", _n("{n} added", "{n} added", count), str(DONE["insert"]), entry.id, kind,
            )  # fmt: skip
