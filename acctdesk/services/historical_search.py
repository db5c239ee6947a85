"""Searching history: who changed what, when and where, found by the words a person would use.

The journal is read backwards, some hundred changes at a time, until enough was found. A change is
found when what it is called, who made it, and one of the records that it touched hold all words
together: that record's name, and its values before and after as they read.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Connection, func, or_, select

from acctdesk.models import Change, ChangeRow
from acctdesk.models.catalogue import Format
from acctdesk.services.context import Context
from acctdesk.services.historical_entries import (
    FieldChange,
    HistoryHit,
    HistoryPage,
    RowChange,
    entry_of,
)
from acctdesk.services.historical_family import Families
from acctdesk.services.historical_lines import Teller
from acctdesk.services.historical_names import Names
from acctdesk.services.historical_sieve import Sieve
from acctdesk.services.historical_words import in_words, say_step
from acctdesk.workspace import Label, journal, touches
from acctdesk.workspace.folding import fold
from acctdesk.workspace.journal import Entry, RowEntry

_AT_ONCE = 400
"""Changes read at a time."""
SHOWN = 4
"""Records shown of each change; its details tell the rest."""
_TRIED = 200
"""Rows whose names are looked up at a time while one is looked for."""

_ID = re.compile("[0-9a-f]{32}")

Step = tuple[int, dt.datetime, str, str, str, str]
"""Number, moment, author, label, parameters and mode of a change."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; see `acctdesk.services.history.History.search`."""

    words: str = ""
    account: str | None = None
    record: str | None = None
    kind: str | None = None
    field: str | None = None
    author: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None


class Search:
    """Finds changes.

    Args:
        context: The open workspace.
        connection: Reads.
        families: Tells what belongs to a record.
        wanted: What is looked for.
        most: Rows that are read of each change at most.
    """

    def __init__(
        self,
        context: Context,
        connection: Connection,
        families: Families,
        wanted: Wanted,
        most: int = SHOWN + 1,
    ) -> None:
        self._context, self._connection, self._families = context, connection, families
        self._wanted, self._most = wanted, most
        self._catalogue = context.catalogue
        self._names = Names(context, connection)
        self._teller = Teller(context, self._names)
        self._words = tuple(dict.fromkeys(fold(wanted.words).split()))
        self._sieves: dict[str, Sieve] = {}
        self._ids = self._wanted_ids()

    def page(self, limit: int, before: int | None) -> HistoryPage:
        """The newest changes that are found.

        Args:
            limit: How many at most.
            before: Only those with a smaller number.
        """
        found: list[tuple[Step, list[RowEntry]]] = []
        last: int | None = None
        for one in self._found(before):
            if len(found) == limit:
                last = found[-1][0][0]
                break
            found.append(one)
        entries = touches.by_number(self._connection, {step[0] for step, _rows in found})
        self._names.learn([row for _step, rows in found for row in rows[:SHOWN]])
        hits = tuple(
            HistoryHit(
                entry_of(entries[step[0]]),
                tuple(told(self._teller, row) for row in rows[:SHOWN]),
                len(rows) > SHOWN,
            )
            for step, rows in found
        )
        return HistoryPage(hits, last)

    def touches(self, limit: int) -> list[tuple[Entry, RowEntry]]:
        """The newest rows that are found, each with its change.

        Args:
            limit: How many at most.
        """
        found: list[tuple[int, RowEntry]] = []
        for step, rows in self._found(None):
            found += [(step[0], row) for row in rows[: limit - len(found)]]
            if len(found) >= limit:
                break
        entries = touches.by_number(self._connection, {seq for seq, _row in found})
        return [(entries[seq], row) for seq, row in found]

    # -- which changes ---------------------------------------------------------------------

    def _found(self, before: int | None) -> Iterator[tuple[Step, list[RowEntry]]]:
        """Changes and the first of their rows that were looked for, one row more than is shown."""
        picky = bool(self._row_conditions()) or self._ids is not None
        for steps in self._blocks(before):
            open_words = {step[0]: self._open(step) for step in steps}
            asked = bool(self._words) and any(open_words.values())
            scanned = self._scanned(steps, open_words) if asked else None
            for step in steps:
                seq = step[0]
                rows = self._rows_of(seq) if scanned is None else scanned.get(seq, [])
                if rows or not (picky or open_words[step[0]]):
                    yield step, rows

    def _blocks(self, before: int | None) -> Iterator[list[Step]]:
        statement = (
            select(
                Change.seq, Change.at, Change.author, Change.label, Change.params, Change.mode
            )
            .where(*self._change_conditions())
            .order_by(Change.seq.desc())
        )  # fmt: skip
        numbers = self._numbers(before)
        if numbers is not None:
            for start in range(0, len(numbers), _AT_ONCE):
                part = numbers[start : start + _AT_ONCE]
                yield self._steps(statement.where(Change.seq.in_(part)))
            return
        while True:
            edge = statement if before is None else statement.where(Change.seq < before)
            steps = self._steps(edge.limit(_AT_ONCE))
            yield steps
            if len(steps) < _AT_ONCE:
                return
            before = steps[-1][0]

    def _steps(self, statement: Any) -> list[Step]:
        return [tuple(row) for row in self._connection.execute(statement)]

    def _change_conditions(self) -> list[ColumnElement[bool]]:
        wanted, found = self._wanted, []
        if wanted.author is not None:
            found.append(Change.author == wanted.author)
        if wanted.since is not None:
            found.append(Change.at >= _morning(wanted.since))
        if wanted.until is not None:
            found.append(Change.at < _morning(wanted.until + dt.timedelta(days=1)))
        return found

    def _row_conditions(self) -> list[ColumnElement[bool]]:
        wanted, found = self._wanted, list[ColumnElement[bool]]()
        kind, name = wanted.kind, ""
        if wanted.field is not None:
            of, dot, name = wanted.field.partition(".")
            kind = of if dot else "custom_value"
        if kind:
            found.append(ChangeRow.kind == kind)
        if name:
            # Inside a text the quotes would be escaped.
            key = f'"{name}":'
            found.append(
                or_(func.instr(ChangeRow.after, key) > 0, func.instr(ChangeRow.before, key) > 0)
            )
        return found

    def _wanted_ids(self) -> frozenset[str] | None:
        """Ids of the records that are looked for; None for any."""
        wanted, found = self._wanted, list[set[str]]()
        for kind, record in (("account", wanted.account), ("", wanted.record)):
            if record:
                of = kind or touches.kind_of(self._connection, record)
                found.append(set(self._families.of(self._connection, of, [record])))
        if wanted.field is not None and "." not in wanted.field:
            found.append(custom_rows(self._context, self._connection, wanted.field))
        return frozenset(set.intersection(*found)) if found else None

    def _numbers(self, before: int | None) -> list[int] | None:
        """Numbers of the changes that touched what is looked for, where that is known."""
        if self._ids is None:
            return None
        touched = touches.touching(self._connection, self._ids)
        return sorted((one for one in touched if before is None or one < before), reverse=True)

    def _open(self, step: Step) -> tuple[str, ...]:
        """The words that neither its label nor its author holds."""
        if not self._words:
            return ()
        _seq, _at, author, label, params, mode = step
        said = say_step(Label(label, orjson.loads(params)), mode, self._catalogue)
        text = fold(f"{said}\n{author}")
        return tuple(one for one in self._words if one not in text)

    # -- which rows ------------------------------------------------------------------------

    def _rows_of(self, seq: int) -> list[RowEntry]:
        statement = self._rows().where(ChangeRow.seq == seq)
        rows = self._connection.execute(statement, execution_options={"yield_per": 200})
        mine = (row for row in rows if self._ids is None or row[2] in self._ids)
        first = [self._loaded(row) for row in itertools.islice(mine, self._most)]
        rows.close()
        return first

    def _rows(self) -> Any:
        return (
            select(
                ChangeRow.seq, ChangeRow.kind, ChangeRow.row_id, ChangeRow.op, ChangeRow.before,
                ChangeRow.after,
            )
            .where(*self._row_conditions())
            .order_by(ChangeRow.seq.desc(), ChangeRow.ordinal)
        )  # fmt: skip

    def _scanned(
        self, steps: Sequence[Step], open_words: dict[int, tuple[str, ...]]
    ) -> dict[int, list[RowEntry]]:
        """The first rows of some changes that hold the words that their label doesn't."""
        statement = self._rows().where(ChangeRow.seq.between(steps[-1][0], steps[0][0]))
        every = self._connection.execute(statement, execution_options={"yield_per": 2000})
        found: dict[int, list[RowEntry]] = {}
        for seq, rows in itertools.groupby(every, key=lambda row: row[0]):
            words = open_words.get(seq)
            if words is None:
                continue
            mine = (row for row in rows if self._ids is None or row[2] in self._ids)
            maybe = (row for row in mine if self._may_hold(row, words))
            kept: list[RowEntry] = []
            while len(kept) < self._most:
                tried = [self._loaded(row) for row in itertools.islice(maybe, _TRIED)]
                if not tried:
                    break
                if words:
                    self._names.learn(tried)
                kept += [row for row in tried if self._holds(row, words)]
            if kept:
                found[seq] = kept[: self._most]
        return found

    def _may_hold(self, row: Any, words: Sequence[str]) -> bool:
        if not words:
            return True
        text = fold(f"{row[4] or ''}{row[5] or ''}")
        return all(self._sieve(word).passes(row[2], text) for word in words)

    def _sieve(self, word: str) -> Sieve:
        if word not in self._sieves:
            self._sieves[word] = Sieve(self._context, self._connection, word)
        return self._sieves[word]

    def _holds(self, row: RowEntry, words: Sequence[str]) -> bool:
        if not words:
            return True
        text = fold(row_text(self._teller, row))
        return all(word in text for word in words)

    def _loaded(self, row: Any) -> RowEntry:
        _seq, kind, record, op, before, after = row
        return RowEntry.of(self._context.workspace.tables, kind, record, op, before, after)


def row_text(teller: Teller, row: RowEntry) -> str:
    """What a touched row reads: its name, and its values before and after."""
    said = [teller.names.title(row)]
    for one in teller.fields(row):
        # Yes, no and ids are no words to look for.
        if one.field.format is not Format.CHECK:
            words = (in_words(one.field, one.before), in_words(one.field, one.after))
            said += [each for each in words if not _ID.fullmatch(each)]
    return "\n".join(said)


def told(teller: Teller, row: RowEntry) -> RowChange:
    """A touched row ready to be shown."""
    return RowChange(
        row.kind,
        row.record,
        teller.names.title(row),
        row.op,
        tuple(
            FieldChange(one.key, one.label, one.before, one.after, one.field.format)
            for one in teller.fields(row)
        ),
    )


def custom_rows(context: Context, connection: Connection, field: str) -> set[str]:
    """Ids of the values of a field of one's own, those that are gone included."""
    table = context.workspace.tables.table("custom_value")
    found = set(connection.scalars(select(table.c.id).where(table.c.field_id == field)))
    gone = journal.deleted(connection, ["custom_value"], "field_id", field)
    return found | {row.record for row in gone}


def _morning(day: dt.date) -> dt.datetime:
    """When a day begins in the computer's own zone, in UTC."""
    return dt.datetime.combine(day, dt.time()).astimezone().astimezone(dt.UTC)
