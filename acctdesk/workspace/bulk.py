"""Columns of many rows at once: one value from the database instead of a row for each record.

A hundred thousand rows cost the driver half a microsecond each in Python objects before anybody
has looked at them; gathered into one text by the database they cost a tenth. The functions here
are the only ones that name what SQLite calls them; PostgreSQL has `string_agg`, `json_agg` and
`json_array_elements_text`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

import orjson
from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    case,
    exists,
    func,
    select,
    type_coerce,
)

from acctdesk.workspace.folding import fold


def gather_ids(connection: Connection, column: Any, statement: Select[Any]) -> str:
    """The ids that a statement selects, parted by commas, in the order the database reads them.

    Args:
        connection: A read connection.
        column: The id's column.
        statement: What to select from; its columns are replaced.
    """
    gathered = statement.with_only_columns(func.group_concat(column, ","))
    return connection.execute(gathered).scalar() or ""


def gather(
    connection: Connection,
    key: Any,
    column: Any,
    statement: Select[Any],
    *,
    folding: bool = False,
) -> tuple[str, list[Any]]:
    """Ids and the stored values of one column, in the order the database reads them.

    Args:
        connection: A read connection.
        key: The id's column.
        column: The column.
        statement: What to select from; its columns are replaced.
        folding: Whether texts come without case and diacritics.

    Returns:
        The ids parted by commas, and as many stored values.
    """
    raw = type_coerce(column, getattr(column.type, "impl", column.type))
    gathered = statement.with_only_columns(func.group_concat(key, ","), func.json_group_array(raw))
    ids, text = connection.execute(gathered).one()
    if not folding:
        return ids or "", orjson.loads(text)
    # ASCII all at once, which leaves JSON what it is; only what is more is folded one by one.
    values: list[Any] = orjson.loads(text.encode().lower())
    if not text.isascii():
        values = [one if one is None or one.isascii() else fold(one) for one in values]
    return ids or "", values


def gather_values(connection: Connection, column: Any, statement: Select[Any]) -> list[Any]:
    """The stored values of one column, in the order the database reads them; see `gather`."""
    raw = type_coerce(column, getattr(column.type, "impl", column.type))
    gathered = statement.with_only_columns(func.json_group_array(raw))
    return values_in(connection.execute(gathered).scalar() or "[]")


def columns_of(connection: Connection, table: Table, names: Sequence[str], where: str) -> list[str]:
    """Columns of all rows of a table in one order, which lasts until a row comes or goes.

    Reading the ids with every column costs a third of it; rows that are read without an index come
    in the order in which they were written, so that once is enough.

    Args:
        connection: A read connection.
        table: The table.
        names: Its columns; "id" is told as ids parted by commas, every other one as JSON.
        where: A column that has to be NULL; empty for all rows.

    Returns:
        A text for each column.
    """
    made = (
        f"group_concat(\"{name}\", ',')" if name == "id" else f'json_group_array("{name}")'
        for name in names
    )
    # SQLAlchemy has no words for it: an index that holds the column would be read in its order.
    statement = f'SELECT {", ".join(made)} FROM "{table.name}" NOT INDEXED'
    if where:
        statement += f' WHERE "{where}" IS NULL'
    return [one or "" for one in connection.exec_driver_sql(statement).one()]


def values_in(text: str) -> list[Any]:
    """The stored values that `columns_of` told as JSON."""
    found: list[Any] = orjson.loads(text)
    return found


def parted(ids: str) -> list[str]:
    """The ids of a text that `gather` made."""
    return ids.split(",") if ids else []


def among(column: Any, ids: Sequence[str]) -> ColumnElement[bool]:
    """Whether a column holds one of many ids, given as one parameter."""
    each = func.json_each(orjson.dumps(list(ids)).decode()).table_valued("value")
    found: ColumnElement[bool] = column.in_(select(each.c.value))
    return found


def folded(column: Any, test: Callable[[Any], Any]) -> Any:
    """A test of a text without case and diacritics.

    Args:
        column: The text's column.
        test: Makes the test of what it is given: the folded text.
    """
    # Folding calls back into Python; what is ASCII can do without.
    plain = func.octet_length(column) == func.length(column)
    return case((plain, test(func.lower(column))), else_=test(func.acct_fold(column)))


def has_tag(column: Any, *, exact: Collection[str] = (), part: str | None = None) -> Any:
    """Whether a set of words, kept as a JSON list, holds one of some or one with a part in it.

    Args:
        column: The column, of which NULL holds nothing.
        exact: Folded words, any of which is looked for.
        part: A folded part of a word.
    """
    each = func.json_each(type_coerce(column, column.type.impl)).table_valued("value")

    def fits(word: Any) -> Any:
        if part is None:
            return word.in_(list(exact))
        return word.contains(part, autoescape=True)

    return exists(select(each.c.value).where(folded(each.c.value, fits)))
