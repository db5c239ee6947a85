"""Extracts: some fields of very many records, as plain rows.

A grid reads whole records, a page at a time. What leaves the program as a file or on paper needs
a few fields of all of them, and would wait for the rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import aliased

from acctdesk.models import Base, CustomValue
from acctdesk.models.catalogue import Field, Format
from acctdesk.services.context import Context
from acctdesk.services.querying.columns import custom_column, own

PART = 500
"""Records asked for in one statement."""

Row = tuple[Any, ...]


class Extract:
    """Reads the same fields of many records; statements are made once.

    A row is the record's id and then a value for each field, as `Format` describes it; of a
    reference it is the name it shows.

    Args:
        context: The open workspace.
        kind: The records' kind.
        fields: The fields.
    """

    def __init__(self, context: Context, kind: str, fields: Sequence[Field]) -> None:
        self._context = context
        self._table = context.workspace.tables.table(kind)
        self._custom = [(place, one) for place, one in enumerate(fields, 1) if one.custom]
        self._statement = self._made(fields)
        self._customs = [
            (
                place,
                select(CustomValue.record_id, custom_column(one)).where(
                    CustomValue.field_id == one.name,
                    CustomValue.record_id.in_(bindparam("ids", expanding=True)),
                ),
            )
            for place, one in self._custom
        ]

    def _made(self, fields: Sequence[Field]) -> Select[Any]:
        table, catalogue = self._table, self._context.catalogue
        figures = Base.metadata.tables["figure"]
        source: Any = table
        if any(one.computed for one in fields):
            source = source.outerjoin(figures, figures.c.record_id == table.c.id)
        columns: list[Any] = [table.c.id]
        for one in fields:
            if one.custom:
                continue
            column: Any = table.c[one.name] if own(one) else figures.c[one.name]
            if one.format is Format.REFERENCE and (title := catalogue.kind(one.target).title):
                other = aliased(Base.metadata.tables[one.target])
                source = source.outerjoin(other, other.c.id == column)
                column = other.c[title]
            columns.append(column)
        which = table.c.id.in_(bindparam("ids", expanding=True))
        return select(*columns).select_from(source).where(which)

    def rows(self, ids: Sequence[str]) -> list[Row]:
        """The rows of some records, in their order; missing ones are left out.

        Args:
            ids: Which.
        """
        found: dict[str, Row] = {}
        with self._context.workspace.read() as connection:
            for start in range(0, len(ids), PART):
                given = {"ids": list(ids[start : start + PART])}
                rows = connection.execute(self._statement, given).all()
                if not self._customs:
                    found.update((row[0], tuple(row)) for row in rows)
                    continue
                held: list[tuple[int, Mapping[str, Any]]] = [
                    (place, {row[0]: row[1] for row in connection.execute(statement, given)})
                    for place, statement in self._customs
                ]
                found.update((row[0], self._with(row, held)) for row in rows)
        return [found[one] for one in ids if one in found]

    def _with(self, row: Sequence[Any], held: list[tuple[int, Mapping[str, Any]]]) -> Row:
        """A row with the values of custom fields in their places."""
        made: list[Any] = list(row)
        for place, values in held:
            made.insert(place, values.get(row[0]))
        return tuple(made)


class Extracts:
    """Makes extracts of the open workspace.

    Args:
        context: The open workspace.
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    def of(self, kind: str, names: Sequence[str]) -> Extract:
        """An extract of some fields of a kind.

        Args:
            kind: The kind.
            names: The fields.

        Raises:
            KeyError: There is no such field.
        """
        fields = self._context.catalogue.kind(kind).fields
        return Extract(self._context, kind, [fields[name] for name in names])
