"""A whole list in one statement, its order included.

Slower than the kept orders for large kinds, but a statement can be kept and sent again where
nothing else is loaded yet: that is how the first list of a start is read.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, case, select
from sqlalchemy.orm import aliased

from acctdesk.models import Base
from acctdesk.models.catalogue import Catalogue, Format
from acctdesk.services.catalogue import closed_list
from acctdesk.services.filters import CODED, TEXTUAL
from acctdesk.services.query import ListQuery
from acctdesk.services.querying.columns import scalar
from acctdesk.workspace.search import sort_key


def ordered(statement: Select[Any], query: ListQuery, catalogue: Catalogue) -> Select[Any]:
    """A selection of records put into the order of a list.

    Args:
        statement: Selects from the table of the list's kind.
        query: The list.
        catalogue: Every field.
    """
    kind = catalogue.kind(query.kind)
    table = Base.metadata.tables[query.kind]
    for sort in query.sort:
        field = catalogue.field(query.kind, sort.field)
        key = column = scalar(table, field)
        if field.format is Format.REFERENCE and (title := catalogue.kind(field.target).title):
            other = aliased(Base.metadata.tables[field.target])
            statement = statement.outerjoin(other, other.c.id == column)
            key = sort_key(other.c[title])
        elif field.format in CODED and (listed := closed_list(field)):
            key = case({code: place for place, (code, _label) in enumerate(listed)}, value=column)
        elif field.format in TEXTUAL or field.format is Format.TAGS:
            key = sort_key(column)
        statement = statement.order_by((key.desc() if sort.descending else key.asc()).nulls_last())
    if kind.title:
        statement = statement.order_by(sort_key(table.c[kind.title]))
    return statement.order_by(table.c.id)


def all_of(query: ListQuery) -> Select[Any]:
    """The ids of a kind's records, those archived only when the list wants them."""
    table = Base.metadata.tables[query.kind]
    statement: Select[Any] = select(table.c.id)
    if "archived" in table.c and not query.archived:
        statement = statement.where(table.c.archived.is_(None))
    return statement
