"""What was made of a column - a sum, a median, a count - as cells of a workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from acctdesk.exchange.grids.cells import workbook_cell
from acctdesk.exchange.grids.looks import (
    DAY,
    MARKS,
    PARTS,
    SHARE,
    WHOLE,
    is_whole,
    marked,
    money_pattern,
)
from acctdesk.models.catalogue import Field, Format
from acctdesk.services.outline import Totals
from acctdesk.services.view import How
from acctdesk.words import money

_EPOCH = dt.date(1899, 12, 30)
_COUNTS = ("count", "empty", "distinct")


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell that tells about many.

    Attributes:
        value: A number, or words.
        pattern: How a number is shown; empty for words.
    """

    value: float | str
    pattern: str = ""


def group_figure(field: Field, told: Mapping[str, Any] | None, how: How) -> Figure | None:
    """What a group's head says of a field; several currencies as words, never added up.

    Args:
        field: The field.
        told: What was made of it, by currency.
        how: What that is.
    """
    figures = _figures(field, how, told)
    if len(figures) > 1 and told:
        return Figure(" · ".join(money(Decimal(one), code) for code, one in told.items()))
    # A sum is what one expects there; anything else says what it is.
    return (figures[0] if how == "sum" else _marked(figures[0], how)) if figures else None


def sum_rows(
    fields: Sequence[Field], hows: Mapping[str, How], sums: Totals
) -> list[list[Figure | None]]:
    """The rows of sums beneath a list: one, or one for each currency where there are several.

    Args:
        fields: The columns.
        hows: What each sum tells, by field.
        sums: The sums.
    """
    columns = [
        [_marked(one, hows[field.name]) for one in _figures(field, hows[field.name],
                                                            sums.get(field.name))]
        if field.name in hows
        else []
        for field in fields
    ]  # fmt: skip
    rows = max(map(len, columns), default=0)
    return [
        [column[row] if row < len(column) else None for column in columns] for row in range(rows)
    ]


def _marked(figure: Figure, how: How) -> Figure:
    if isinstance(figure.value, str):
        return Figure(f"{MARKS[how]} {figure.value}")
    return Figure(figure.value, marked(how, figure.pattern))


def _figures(field: Field, how: How, told: Mapping[str, Any] | None) -> list[Figure]:
    """One for each currency; for what is no amount, and for counts, just one."""
    return [
        _figure(field, how, code, value)
        for code, value in (told or {}).items()
        if value is not None
    ]


def _figure(field: Field, how: How, code: str, value: Any) -> Figure:
    if how in _COUNTS:
        return Figure(int(value), WHOLE)
    if field.format is Format.MONEY:
        return Figure(float(value), money_pattern(code, whole=is_whole(value)))
    if isinstance(value, Decimal | int | float):
        share = field.format is Format.PERCENT
        return Figure(float(value), SHARE if share else WHOLE if is_whole(value) else PARTS)
    cell = workbook_cell(field)(value)
    if isinstance(cell, dt.date):
        return Figure((cell - _EPOCH).days, DAY)
    return Figure(str(cell))
