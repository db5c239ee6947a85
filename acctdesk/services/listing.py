"""Lists: which records, in which order, one page at a time.

A list is declared by field names; filtering, sorting and paging happen in the database, so that
a grid over a hundred thousand records costs what it shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.orm import aliased

from acctdesk.models import CustomValue, Figure
from acctdesk.models.base import Base
from acctdesk.models.catalogue import Field, Format
from acctdesk.services.catalogue import closed_list
from acctdesk.services.context import Context
from acctdesk.services.query import Condition, ListQuery, Sort
from acctdesk.services.record import Record
from acctdesk.services.records import Records
from acctdesk.workspace.search import matching, sort_key

__all__ = ["Condition", "ListQuery", "Listing", "Sort"]


class Listing:
    """Answers list queries.

    Args:
        context: The open workspace.
        records: Reads the pages.
    """

    def __init__(self, context: Context, records: Records) -> None:
        self._context = context
        self._records = records

    def ids(self, query: ListQuery) -> list[str]:
        """The ids of all records of a list, in order."""
        table = self._context.workspace.tables.table(query.kind)
        statement = self._ordered(self._narrowed(select(table.c.id), query, table), query, table)
        with self._context.workspace.read() as connection:
            return list(connection.scalars(statement))

    def sums(self, query: ListQuery, field: str) -> dict[str, Decimal]:
        """The sum of an amount over a list for each currency; currencies are never added up.

        Args:
            query: The list.
            field: A MONEY field.

        Returns:
            ISO 4217 code to sum, the currency of most records first, amounts without one last.
        """
        table = self._context.workspace.tables.table(query.kind)
        code = func.coalesce(table.c.currency, "")
        counted = func.count()
        chosen: Select[Any] = select(code, func.sum(table.c[field]), counted)  # type: ignore[assignment]
        statement = self._narrowed(chosen, query, table)
        statement = statement.where(table.c[field].is_not(None)).group_by(code)
        with self._context.workspace.read() as connection:
            rows = connection.execute(statement).all()
        rows.sort(key=lambda row: (not row[0], -row[2], row[0]))  # type: ignore[attr-defined]
        return {row[0]: row[1] for row in rows}

    def _narrowed(self, statement: Select[Any], query: ListQuery, table: Any) -> Select[Any]:
        if query.words.strip():
            statement = statement.where(table.c.id.in_(matching(query.kind, query.words)))
        for condition in query.conditions:
            statement = statement.where(self._condition(query.kind, table, condition))
        return statement

    def page(self, kind: str, ids: Sequence[str]) -> list[Record]:
        """The records with these ids, in their order."""
        return self._records.get_many(kind, ids)

    def _column(self, kind: str, table: Any, field: Field) -> ColumnElement[Any]:
        if field.computed:
            figure: ColumnElement[Any] = (
                select(Figure.__table__.c[field.name])
                .where(Figure.record_id == table.c.id)
                .correlate(table)
                .scalar_subquery()
            )
            return figure
        if not field.custom:
            found: ColumnElement[Any] = table.c[field.name]
            return found
        numeric = (Format.NUMBER, Format.PERCENT, Format.MONEY, Format.INTEGER)
        typed: Any = (
            CustomValue.number
            if field.format in numeric
            else CustomValue.tick
            if field.format is Format.CHECK
            else CustomValue.text
        )
        scalar: ColumnElement[Any] = (
            select(typed)
            .where(CustomValue.record_id == table.c.id, CustomValue.field_id == field.name)
            .correlate(table)
            .scalar_subquery()
        )
        return scalar

    def _condition(self, kind: str, table: Any, condition: Condition) -> ColumnElement[bool]:
        field = self._context.catalogue.field(kind, condition.field)
        column: Any = self._column(kind, table, field)
        value = condition.value
        made: ColumnElement[bool]
        match condition.op:
            case "empty":
                made = column.is_(None)
            case "not_empty":
                made = column.is_not(None)
            case "in":
                made = column.in_(value)
            case "is":
                made = column == value
            case "is_not":
                made = or_(column != value, column.is_(None))
            case "under":
                made = column < value
            case "over":
                made = column > value
            case _:
                raise ValueError(condition.op)
        return made

    def _ordered(self, statement: Select[Any], query: ListQuery, table: Any) -> Select[Any]:
        title = self._context.catalogue.kind(query.kind).title
        for sort in query.sort:
            field = self._context.catalogue.field(query.kind, sort.field)
            column = self._column(query.kind, table, field)
            if field.format is Format.REFERENCE:
                other = aliased(Base.metadata.tables[field.target])
                name = self._context.catalogue.kind(field.target).title
                statement = statement.outerjoin(other, other.c.id == column)
                key = sort_key(other.c[name])
            elif field.format in (Format.CHOICE, Format.COUNTRY, Format.LANGUAGE):
                labels = closed_list(field)
                key = case(
                    {code: place for place, (code, _label) in enumerate(labels)}, value=column
                )
            elif field.format in _TEXTUAL:
                key = sort_key(column)
            else:
                key = column
            statement = statement.order_by(
                (key.desc() if sort.descending else key.asc()).nulls_last()
            )
        if title:
            statement = statement.order_by(sort_key(table.c[title]))
        return statement.order_by(table.c.id)


_TEXTUAL = {Format.TEXT, Format.LONG_TEXT, Format.EMAIL, Format.PHONE, Format.URL, Format.TAGS}
