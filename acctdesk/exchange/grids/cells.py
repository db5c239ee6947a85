"""A value as a cell of a workbook, and as a cell of a text file.

A workbook keeps types: numbers, real dates, ticks. A text file has one way of writing each value,
whatever the language of the window or of the computer: ISO dates and codes, a point before the
decimals, no grouping.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from typing import Any, TypeAlias

from acctdesk.models.catalogue import Field, Format
from acctdesk.services.catalogue import closed_list

Cell: TypeAlias = str | float | bool | dt.date | None
"""What stands in a cell of a workbook."""

NUMERIC = frozenset({Format.INTEGER, Format.NUMBER, Format.PERCENT, Format.MONEY})
LISTED = frozenset({Format.CHOICE, Format.COUNTRY, Format.LANGUAGE})
"""Formats that a workbook shows by their label; a text file keeps the code."""

LONGEST = 32_767
"""UTF-16 units that a cell of a workbook holds."""

_EXACT = 1e9
"""Below it a number with millionths has no more than 15 digits."""

MORE = "…"
"""Stands where a text was too long for its cell."""

FIRST_DAY = dt.date(1900, 3, 1)
"""The first day that all spreadsheets number alike; earlier ones are written as text."""


def labels(field: Field) -> dict[str, str]:
    """Codes and labels of a closed list as exports show them; empty for other fields."""
    listed = field.format in LISTED or field.format is Format.TAGS
    return dict(closed_list(field)) if listed else {}


def workbook_cell(field: Field) -> Callable[[Any], Cell]:
    """The function that turns a field's values into cells of a workbook.

    Of a reference the value is the name it shows.

    Args:
        field: The field.
    """
    if field.format in NUMERIC:
        return _number
    if field.format is Format.DATE:
        return _day
    if field.format is Format.CHECK:
        return _same
    words = labels(field)
    if field.format is Format.TAGS:
        return lambda value: _tags([words.get(one, one) for one in value or ()])
    if field.format in LISTED:
        return lambda value: None if value is None else words.get(value, str(value))
    return _text


def text_cell(field: Field) -> Callable[[Any], str]:
    """The function that turns a field's values into cells of a text file, not yet guarded.

    Args:
        field: The field.
    """
    if field.format is Format.PERCENT:
        return lambda value: "" if value is None else f"{plain(Decimal(value) * 100)}%"
    if field.format in NUMERIC:
        return lambda value: "" if value is None else plain(value)
    if field.format is Format.CHECK:
        return lambda value: "" if value is None else "true" if value else "false"
    if field.format is Format.TAGS:
        return lambda value: ", ".join(value or ())
    return lambda value: "" if value is None else str(value)


def plain(value: Any) -> str:
    """A number with a point before its decimals, never with exactly three of them.

    "1.234" is read as a thousand and more by half of the world; "1.2340" by nobody.

    Args:
        value: A whole or decimal number.
    """
    text = f"{Decimal(value):f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    whole, _point, rest = text.partition(".")
    if len(rest) == 3:
        rest += "0"
    text = f"{whole}.{rest}" if rest else whole
    return "0" if text in ("-0", "") else text


def cut(text: str) -> str:
    """A text as long as a cell of a workbook can be; what is more is left out and marked."""
    if len(text) <= LONGEST // 2 or _units(text) <= LONGEST:
        return text
    text = text[: LONGEST - 1]
    while _units(text) > LONGEST - 1:
        text = text[: len(text) - max(1, (_units(text) - LONGEST + 1) // 2)]
    return text + MORE


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _number(value: Any) -> float | None:
    if value is None:
        return None
    number = float(value)
    # Spreadsheets keep 15 digits; a longer number is brought to them here and not by chance.
    return number if -_EXACT < number < _EXACT else float(f"{value:.15g}")


def _day(value: Any) -> Cell:
    if value is None:
        return None
    if len(value) == 10:
        with suppress(ValueError):
            day = dt.date.fromisoformat(value)
            if day >= FIRST_DAY:
                return day
    return str(value)


def _same(value: Any) -> Cell:
    found: Cell = value
    return found


def _tags(value: Any) -> str | None:
    return cut(", ".join(value)) if value else None


def _text(value: Any) -> str | None:
    return None if value is None else cut(str(value))
