"""Where the values of a field are: a column of its own, a custom value, or a figure."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, Table, select

from acctdesk.models import Base, CustomValue
from acctdesk.models.catalogue import Field, Format
from acctdesk.services.filters import NUMERIC


def custom_column(field: Field) -> Any:
    """The typed column of `custom_value` that holds a custom field."""
    table = CustomValue.__table__
    if field.format in NUMERIC:
        return table.c.number
    return table.c.tick if field.format is Format.CHECK else table.c.text


def own(field: Field) -> bool:
    """Whether a field is a column of its kind's own table."""
    return not field.custom and not field.computed


def elsewhere(field: Field) -> tuple[Any, Any, Select[Any]]:
    """Where the values of a custom or computed field are.

    Returns:
        The column with the record's id, the column with the value, and a selection of the rows
        that belong to the field.
    """
    if field.custom:
        values = CustomValue.__table__
        which = select(values.c.record_id).where(values.c.field_id == field.name)
        return values.c.record_id, custom_column(field), which
    figures = Base.metadata.tables["figure"]
    return figures.c.record_id, figures.c[field.name], figured(field.kind)


def figured(kind: str) -> Select[Any]:
    """Selects the records of a kind that have figures."""
    figures = Base.metadata.tables["figure"]
    return select(figures.c.record_id).where(figures.c.kind == kind)


def scalar(table: Table, field: Field) -> Any:
    """The field's value of one row of its table, as an expression."""
    if own(field):
        return table.c[field.name]
    record, column, which = elsewhere(field)
    return (
        which.with_only_columns(column)
        .where(record == table.c.id)
        .correlate(table)
        .scalar_subquery()
    )
