"""Which rows of the journal may hold a word, told from their stored values without reading them.

Stored are codes, ids and millionths where a person reads labels, names and amounts. A sieve lets
everything through that may hold a word as it reads, and a little more; who asks looks again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import orjson
from sqlalchemy import Connection, func, literal_column, select

from acctdesk.models import ChangeRow
from acctdesk.models.catalogue import Format
from acctdesk.services.catalogue import closed_list
from acctdesk.services.context import Context
from acctdesk.words import date
from acctdesk.workspace.change import DELETE
from acctdesk.workspace.folding import fold

_ID = re.compile(r'"([0-9a-f]{32})"')
_HEX = re.compile(r"[0-9]|^[0-9a-f]+$")
_LISTED = (Format.COUNTRY, Format.CURRENCY, Format.LANGUAGE, Format.TIME_ZONE)


class Sieve:
    """Lets through what may hold a word.

    Args:
        context: The open workspace.
        connection: Reads.
        word: The folded word.
    """

    def __init__(self, context: Context, connection: Connection, word: str) -> None:
        self._context, self._connection, self._word = context, connection, word
        self._ids = self._named()
        self._pattern = re.compile("|".join(self._writings()))
        self._noise = self._misleading()

    def passes(self, record: str, stored: str) -> bool:
        """Whether a row may hold the word.

        Args:
            record: Its id.
            stored: What the journal has of it, folded.
        """
        text = self._noise.sub("", stored) if self._noise is not None else stored
        if self._pattern.search(text) or record in self._ids:
            return True
        return bool(self._ids) and not self._ids.isdisjoint(_ID.findall(stored))

    def _misleading(self) -> re.Pattern[str] | None:
        """What holds the word though nobody reads it: every other id holds "47", keys "ad"."""
        tables = self._context.workspace.tables
        parts = [_ID.pattern] if _HEX.search(self._word) else []
        if any(self._word in name for kind in tables.kinds for name in tables.columns(kind)):
            parts.append(r'"[a-z_]+":')
        return re.compile("|".join(parts)) if parts else None

    # -- how it may be written -------------------------------------------------------------

    def _writings(self) -> Iterable[str]:
        word = self._word
        yield re.escape(orjson.dumps(word).decode()[1:-1])
        for code in self._codes():
            # Tags are a list inside a text, so that their quotes are escaped.
            yield rf'"{re.escape(fold(code))}\\?"'
        # "Oct" and "14 Oct 2026" are written 2026-10-14.
        for month in range(1, 13):
            if word in fold(date(f"2000-{month:02}")) and not word.isdigit():
                yield rf"-{month:02}\b"
        if any(sign.isdigit() for sign in word) and not word.isdigit():
            # 12 % is 120000 millionths, 1,200.50 is 1200500000.
            yield re.sub(r"\D", "", word).strip("0")
        if word.isdigit():
            yield word.strip("0")
        if ":" in word:
            yield ""  # a time of day, stored in another zone

    def _codes(self) -> set[str]:
        found = set()
        listed: set[Format] = set()
        for kind in self._context.catalogue.kinds():
            for one in kind.fields.values():
                if one.format in _LISTED and one.format not in listed:
                    listed.add(one.format)
                    found |= self._holding(closed_list(one))
                found |= self._holding((each.code, str(each.label)) for each in one.choices)
        return found

    def _holding(self, listed: Iterable[tuple[str, str]]) -> set[str]:
        return {code for code, label in listed if self._word in fold(label)}

    # -- whose name holds it ---------------------------------------------------------------

    def _named(self) -> set[str]:
        """Ids of records whose name holds the word, and of the parts of these."""
        named: set[str] = set()
        kinds = self._context.catalogue.kinds()
        for kind in kinds:
            if kind.title:
                table = self._context.workspace.tables.table(kind.name)
                title = table.c[kind.title]
                held = select(table.c.id).where(self._holds(title))
                named.update(self._connection.scalars(held))
                gone = self._gone(kind.name, kind.title, "")
                named.update(row[0] for row in gone)
        if not named:
            return named
        parts: set[str] = set()
        for kind in kinds:
            if kind.owner:
                table = self._context.workspace.tables.table(kind.name)
                living = self._connection.execute(select(table.c.id, table.c[kind.owner]))
                for rows in (living, self._gone(kind.name, "", kind.owner)):
                    parts.update(row[0] for row in rows if row[1] in named)
        return named | parts

    def _holds(self, text: Any) -> Any:
        return func.instr(func.acct_fold(text), self._word) > 0

    def _gone(self, kind: str, title: str, owner: str) -> Iterable[Any]:
        """Ids of deleted records of a kind, and whose they were."""

        def value(name: str) -> Any:
            return func.json_extract(ChangeRow.before, f"$.{name}")

        statement = select(ChangeRow.row_id, value(owner or "id")).where(
            ChangeRow.op == literal_column(str(DELETE)), ChangeRow.kind == kind
        )
        if title:
            statement = statement.where(self._holds(value(title)))
        return self._connection.execute(statement)
