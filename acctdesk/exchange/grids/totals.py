"""What was made of a column - a sum, a median, a count - as cells of a workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from acctdesk.exchange.grids.cells import workbook_cell
from acctdesk.exchange.grids.content import Sums
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


def group_figure(field: Field, value: Any) -> Figure | None:
    """What a group's head says of a field; several currencies as words, never added up."""
    figures = _figures(field, "sum", value)
    if len(figures) > 1 and isinstance(value, Mapping):
        return Figure(" · ".join(money(Decimal(sum_), code) for code, sum_ in value.items()))
    return figures[0] if figures else None


def sum_rows(
    fields: Sequence[Field], hows: Mapping[str, How], sums: Sums
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


def _figures(field: Field, how: How, value: Any) -> list[Figure]:
    if value is None:
        return []
    if isinstance(value, Mapping):
        return [
            Figure(float(one), money_pattern(code, whole=is_whole(one)))
            for code, one in value.items()
            if one is not None
        ]
    if how in _COUNTS:
        return [Figure(int(value), WHOLE)]
    if isinstance(value, Decimal | int | float) and not isinstance(value, bool):
        share = field.format is Format.PERCENT
        return [Figure(float(value), SHARE if share else WHOLE if is_whole(value) else PARTS)]
    cell = workbook_cell(field)(value)
    if isinstance(cell, dt.date):
        return [Figure((cell - _EPOCH).days, DAY)]
    return [Figure(str(cell))]
