"""Whole columns at once: what nearly all cells of a roster are, found by what runs in C.

Each function either answers for a chunk of cells of one sort, or names the few cells that stand
out, or gives up; it never understands a cell otherwise than the reader of single cells does.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Sequence
from decimal import Decimal
from math import isfinite
from typing import Any, NamedTuple

from acctdesk.models.catalogue import Format
from acctdesk.services.values import contacts, dates, numbers
from acctdesk.services.values.cell import BLANKS, Hints

NUMERIC = frozenset({Format.INTEGER, Format.NUMBER, Format.PERCENT, Format.MONEY})

_LOCAL = r"[A-Za-z0-9_%+'&=-]++(?:\.[A-Za-z0-9_%+'&=-]++)*+"
_HOST = r"(?:(?!-)[a-z0-9-]++(?<!-)\.)++[a-z]{2,24}"


class _Shape(NamedTuple):
    """Lines of one shape: a pattern for many of them, and the longest that is let through."""

    lines: re.Pattern[str]
    longest: int


def _shape(pattern: str, longest: int) -> _Shape:
    # Possessive throughout: a line that doesn't fit ends the run and is never tried again.
    return _Shape(re.compile(rf"(?:(?:{pattern})?+\n)*+"), longest)


_SHAPES = {
    Format.EMAIL: _shape(rf"{_LOCAL}@{_HOST}", contacts.LONGEST_EMAIL),
    Format.URL: _shape(
        rf"(?:https?+://)?+{_HOST}(?::\d{{2,5}})?+(?:[/?#][^\s<>\"]*+)?+", contacts.LONGEST_URL
    ),
    Format.PHONE: _shape(r"\+?+\(?+[0-9](?:[ ()/.-]{0,2}+[0-9]){5,15}+", contacts.LONGEST_PHONE),
}
"""Narrower than the shapes in `contacts`: what fits here fits there."""


def has_shape(format: Format) -> bool:
    """Whether `odd_lines` knows the shape of a format."""
    return format in _SHAPES


def odd_lines(format: Format, cells: Sequence[str | None]) -> list[int] | None:
    """Where the cells are that don't have the usual shape of their format.

    Args:
        format: EMAIL, URL or PHONE.
        cells: Texts and Nones.

    Returns:
        Indexes of the cells to be read one by one; None when all have to be.
    """
    lines, longest = _SHAPES[format]
    if "" in cells:
        return None
    filled: Sequence[str] = [cell or "" for cell in cells] if None in cells else cells  # type: ignore[assignment]
    joined = "\n".join(filled) + "\n"
    if joined.count("\n") != len(cells) or max(map(len, filled)) > longest:
        return None
    odd: list[int] = []
    position = index = 0
    while found := lines.match(joined, position):
        index += joined.count("\n", position, found.end())
        if index >= len(cells):
            break
        odd.append(index)
        position = joined.index("\n", found.end()) + 1
        index += 1
    return odd


_ODD_STARTS = (" ", "#", "Err:")


def odd_texts(cells: Sequence[str | None], longest: int) -> list[int]:
    """Where the texts are that aren't kept as they are.

    Those are the ones with spaces too many, control characters, a sign for nothing or an error.

    Args:
        cells: Texts and Nones.
        longest: Characters that are kept.
    """
    filled: Sequence[str] = [cell or "" for cell in cells] if None in cells else cells  # type: ignore[assignment]
    # A cell that holds a bar itself is looked at again below, and nothing worse.
    joined = "|".join(filled)
    if (
        joined.isprintable()
        and "  " not in joined
        and "| " not in joined
        and " |" not in joined
        and "|#" not in joined
        and "|Err:" not in joined
        and not joined.startswith(_ODD_STARTS)
        and joined[-1:] != " "
        and BLANKS.isdisjoint(cells)
        and max(map(len, filled)) <= longest
    ):
        return []
    return [
        i
        for i, cell in enumerate(cells)
        if cell is not None
        and (
            cell in BLANKS
            or not cell.isprintable()
            or cell.startswith(_ODD_STARTS)
            or cell[-1] == " "
            or "  " in cell
            or len(cell) > longest
        )
    ]


def native(
    format: Format, hints: Hints, cells: Sequence[Any], types: set[type]
) -> list[object | None] | None:
    """The values of cells that a workbook holds in the type the field wants.

    Args:
        format: The field's format.
        hints: What is known of the column.
        cells: The cells, not all None.
        types: The types of the filled ones.

    Returns:
        The values, or None when the cells have to be read one by one.
    """
    if format is Format.DATE:
        return _native_dates(cells) if types <= {dt.date, dt.datetime} else None
    if format not in NUMERIC or not types <= {int, float}:
        return None
    if format is Format.PERCENT and not hints.percent:
        return None
    filled = [cell for cell in cells if cell is not None] if None in cells else cells
    if float in types and not all(map(isfinite, filled)):
        return None
    limit = numbers.LARGEST_INTEGER if format is Format.INTEGER else numbers.LARGEST
    if max(filled) > limit or min(filled) < -limit:
        return None
    if format is Format.INTEGER:
        if types == {int}:
            return list(cells)
        if all(float(cell).is_integer() for cell in filled):
            return [None if cell is None else int(cell) for cell in cells]
        return None
    if types == {int}:
        return [None if cell is None else Decimal(cell) for cell in cells]
    # Amounts have few decimals: their shortest form is exact, and only long ones are rounded.
    texts = map(repr, filled)
    values = [
        Decimal(text if "." in text[-7:] or text.isdecimal() else repr(round(float(text), 6)))
        for text in texts
    ]
    return _spread(values, cells, filled)


def _native_dates(cells: Sequence[Any]) -> list[object | None] | None:
    filled = [cell for cell in cells if cell is not None] if None in cells else cells
    values = list(map(dt.date.isoformat, filled))
    if min(values) < f"{dates.EARLIEST:04}" or max(values) > f"{dates.LATEST:04}-12-31":
        return None
    return _spread(values, cells, filled)


def _spread(
    values: Sequence[Any], cells: Sequence[Any], filled: Sequence[Any]
) -> list[object | None]:
    """The values of the filled cells, put back between the blank ones."""
    if len(filled) == len(cells):
        return list(values)
    following = iter(values)
    return [None if cell is None else next(following) for cell in cells]


class Amounts(NamedTuple):
    """Numbers written alike.

    Attributes:
        values: A number for each cell, None for None.
        currency: ISO 4217 code that stood beside all of them.
        shared: Whether several currencies use its sign.
    """

    values: list[object | None]
    currency: str
    shared: bool


_BODY = re.compile(r"-?\d[\d.,]*")


def amounts(format: Format, hints: Hints, cells: Sequence[str | None]) -> Amounts | None:
    """Numbers that are all written in one plain way: "1,234.50 €" or "12", with clear marks.

    Args:
        format: INTEGER, NUMBER or MONEY.
        hints: What is known of the column.
        cells: Texts and Nones, not all None.

    Returns:
        The numbers, or None when the cells have to be read one by one.
    """
    if format is Format.PERCENT:
        return None
    filled = [cell for cell in cells if cell is not None]
    first = _BODY.search(filled[0])
    if first is None:
        return None
    before, after = filled[0][: first.start()], filled[0][first.end() :]
    reading = _affix(before, after)
    if reading is None or (reading.currency and format is not Format.MONEY):
        return None
    joined = "\n".join(filled) + "\n"
    decimal = "" if format is Format.INTEGER else hints.decimal
    for mark in (".", ",") if not decimal else (decimal,):
        lines = _lines(before, after, mark, decimal, whole=format is Format.INTEGER)
        if lines.fullmatch(joined) is None or joined.count("\n") != len(filled):
            continue
        for affix in filter(None, (before, after)):
            joined = joined.replace(affix, "")
        joined = joined.replace("," if mark == "." else ".", "")
        bodies = joined.replace(",", ".").split("\n")[:-1]
        make: Any = int if format is Format.INTEGER else Decimal
        values = list(map(make, bodies))
        limit = numbers.LARGEST_INTEGER if format is Format.INTEGER else numbers.LARGEST
        if max(values) > limit or min(values) < -limit:
            return None
        return Amounts(_spread(values, cells, filled), reading.currency, reading.shared)
    return None


@functools.lru_cache(maxsize=256)
def _affix(before: str, after: str) -> numbers.Reading | None:
    """What stands beside the numbers, when it is nothing or a plain currency."""
    if before != before.lstrip() or after != after.rstrip() or "-" in before + after:
        return None
    if any(map(str.isdecimal, before + after)):
        return None
    reading = numbers.read_number(f"{before}5{after}")
    if reading is None or reading.guessed or reading.percent or reading.value != 5:
        return None
    return reading if reading.currency or not (before or after) else None


@functools.lru_cache(maxsize=256)
def _lines(before: str, after: str, mark: str, decimal: str, *, whole: bool) -> re.Pattern[str]:
    """Lines of numbers with one decimal mark that can't be mistaken for the other one."""
    point, comma = re.escape(mark), "," if mark == "." else r"\."
    if whole:
        body = rf"[1-9]\d{{0,2}}(?:{comma}\d{{3}})++|\d{{1,15}}+"
    elif decimal:
        body = (
            rf"[1-9]\d{{0,2}}(?:{comma}\d{{3}})++(?:{point}\d{{1,6}})?+"
            rf"|\d{{1,15}}+(?:{point}\d{{1,6}})?+"
        )
    else:
        # Nobody has said which mark it is: three digits behind a single one could be either.
        body = (
            rf"[1-9]\d{{0,2}}(?:{comma}\d{{3}})++{point}\d{{1,2}}"
            rf"|[1-9]\d{{0,2}}(?:{comma}\d{{3}}){{2,}}+"
            rf"|\d{{1,15}}+(?:{point}\d{{1,2}})?+"
        )
    # Digits of our own script only: others are left to the reader of single cells.
    return re.compile(rf"(?:{re.escape(before)}-?(?:{body}){re.escape(after)}\n)*+", re.ASCII)
