"""A glance into a workspace: plain statements over the driver, without the database library.

That library takes longer to load than the window to appear. So the list that is shown first is
read by a statement that the library made at an earlier time and that was kept; everything else a
list needs to appear is simple enough to be said here.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from acctdesk.models.stored import scaled, tick, words

PART = 500
"""Values put into one statement at most."""


class Statement(NamedTuple):
    """A statement as the driver gets it.

    Attributes:
        sql: Its text, with question marks.
        given: What they stand for, stored values.
    """

    sql: str
    given: tuple[Any, ...] = ()


class Recorder:
    """Hears which statements a thread sends."""

    def __init__(self) -> None:
        self._here = threading.local()

    @contextmanager
    def listening(self) -> Iterator[list[Statement]]:
        """The statements that this thread sends meanwhile."""
        found: list[Statement] = []
        self._here.found = found
        try:
            yield found
        finally:
            self._here.found = None

    def hear(self, sql: str, given: Sequence[Any]) -> None:
        """Take note of a statement."""
        found = getattr(self._here, "found", None)
        if found is not None and sql.startswith("SELECT"):
            found.append(Statement(sql, tuple(given)))


_READINGS: Mapping[str, Callable[[Any], Any] | None] = {
    "String": None, "Text": None, "Integer": None, "BigInteger": None, "Scaled": scaled,
    "Tags": words, "Listed": words, "Boolean": tick,
}  # fmt: skip
"""By the name of a column's type, how its stored values are read; None leaves them as they are."""


def columns_of(table: Any) -> dict[str, str] | None:
    """The columns of a mapped table with the names of their types.

    Args:
        table: The table.

    Returns:
        None where a column has a type that nobody can read here.
    """
    found = {column.name: type(column.type).__name__ for column in table.columns}
    return found if set(found.values()) <= _READINGS.keys() else None


class Glance:
    """Reads by plain statements, inside one transaction of one connection.

    Args:
        raw: A connection of the driver that only reads.
    """

    def __init__(self, raw: Any) -> None:
        self._raw = raw

    @contextmanager
    def still(self) -> Iterator[None]:
        """See one consistent state meanwhile."""
        self._raw.execute("BEGIN")
        try:
            yield
        finally:
            self._raw.execute("ROLLBACK")

    def rows(self, statement: Statement) -> list[tuple[Any, ...]]:
        """What a statement selects, as it is stored.

        Raises:
            ValueError: It does something else than selecting.
        """
        if not statement.sql.startswith("SELECT"):
            raise ValueError(statement.sql[:20])
        return list(self._raw.execute(statement.sql, statement.given))

    def names_of(self, kind: str, title: str, ids: Iterable[str]) -> dict[str, str]:
        """The names of some records of a kind, empty where they have none."""
        column = _name(title)
        found: dict[str, str] = {}
        for row in self._among(f"SELECT id, {column} FROM {_name(kind)} WHERE id", list(ids)):
            found[row[0]] = row[1] or ""
        return found

    def records(
        self, kind: str, columns: Mapping[str, str], figures: Sequence[str], ids: Sequence[str]
    ) -> dict[str, dict[str, Any]]:
        """Python values of records by id, the person's own fields under their ids.

        Args:
            kind: Their kind.
            columns: The columns with the names of their types; see `columns_of`.
            figures: The computed fields.
            ids: Which.
        """
        names = list(columns)
        read = [_READINGS[columns[name]] for name in names]
        listed = ", ".join(map(_name, names))
        at = names.index("id")
        found: dict[str, dict[str, Any]] = {}
        for row in self._among(f"SELECT {listed} FROM {_name(kind)} WHERE id", ids):
            found[row[at]] = {
                name: value if how is None else how(value)
                for name, how, value in zip(names, read, row, strict=True)
            }
        if figures:
            listed = ", ".join(map(_name, figures))
            for row in self._among(f"SELECT record_id, {listed} FROM figure WHERE record_id", ids):
                if row[0] in found:
                    found[row[0]].update(zip(figures, row[1:], strict=True))
        own = "SELECT record_id, field_id, text, number, tick FROM custom_value WHERE record_id"
        for record, field, text, number, ticked in self._among(own, ids):
            if record in found:
                typed = (text, scaled(number), tick(ticked))
                found[record][field] = next((one for one in typed if one is not None), None)
        return found

    def own_fields(self) -> list[tuple[Any, ...]]:
        """The fields that the person defined: id, kind, label, format, choices and audience."""
        return [
            (*row[:4], words(row[4]), row[5])
            for row in self._raw.execute(
                "SELECT id, of_kind, label, format, choices, audience FROM custom_field"
                " ORDER BY position, label"
            )
        ]

    def _among(self, statement: str, ids: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        for start in range(0, len(ids), PART):
            part = tuple(ids[start : start + PART])
            marks = ",".join("?" * len(part))
            yield from self._raw.execute(f"{statement} IN ({marks})", part)


def _name(identifier: str) -> str:
    """An identifier as SQL writes it."""
    return '"' + identifier.replace('"', '""') + '"'
