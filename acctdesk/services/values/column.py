"""One cell, or a column of them, for one field.

A roster of 100,000 rows has 1.5 million cells and nearly all are plain: so a column is first
looked at as a whole by what runs in C (types, one regular expression, one table of known values),
and only the cells that stand out are read one by one, each distinct one once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from types import NoneType
from typing import Any

from acctdesk.models.catalogue import Field, Format
from acctdesk.services.values import contacts, dates, numbers, places, quick
from acctdesk.services.values.cell import (
    BLANK,
    BLANKS,
    Cell,
    Hints,
    Parsed,
    as_text,
    fold,
    is_error,
    tidy,
    tidy_lines,
)
from acctdesk.services.values.choices import choice_reader, choices_reader, read_check, read_tags
from acctdesk.services.values.currencies import find_currency, guess_currency

LONGEST_TEXT = 1_000
LONGEST_LONG_TEXT = 100_000
"""Characters that are kept; more is another document pasted into a cell."""

_MOST_KNOWN = 20_000
"""Distinct values remembered a column; beyond that remembering costs more than it saves."""


def parser(field: Field, hints: Hints) -> Callable[[Cell], Parsed]:
    """The function that reads one cell for a field; it never raises.

    Args:
        field: The field the cell is for.
        hints: What is known of the whole column.
    """
    if field.within:
        return _bounded(field.within, numbers.number_reader(field, hints))
    if field.format in quick.NUMERIC:
        return numbers.number_reader(field, hints)
    if field.format is Format.DATE:
        return dates.date_reader(field, hints)
    return _line_parser(field, hints)


def _bounded(within: tuple[int, int], read: Callable[[Cell], Parsed]) -> Callable[[Cell], Parsed]:
    """A reader of numbers that takes those from the least to the greatest only."""

    def parse(cell: Cell) -> Parsed:
        found = read(cell)
        if isinstance(found.value, int) and not within[0] <= found.value <= within[1]:
            return Parsed(None, "out_of_range")
        return found

    return parse


def _line_parser(field: Field, hints: Hints) -> Callable[[Cell], Parsed]:
    """The reader of one cell for the formats that are read from a line of text."""
    read = _line_reader(field)
    clean = tidy_lines if field.format in (Format.LONG_TEXT, Format.TAGS, Format.EMAIL) else tidy
    # A list may have a choice that is named like one of the signs for nothing.
    own = field.format is Format.CHOICE
    several = field.format is Format.TAGS
    long = field.format in (
        Format.TEXT,
        Format.LONG_TEXT,
        Format.REFERENCE,
        Format.TAGS,
        Format.URL,
    )
    padded = hints.pad if field.format in (Format.TEXT, Format.PHONE, Format.REFERENCE) else 0

    def parse(cell: Cell) -> Parsed:
        if cell is None:
            return BLANK
        text = clean(as_text(cell, padded))
        if text in BLANKS:
            found = read(text, hints) if own and text else BLANK
            return found if found.value is not None else BLANK
        if is_error(text):
            return Parsed(None, "cell_error")
        if hints.words:
            answer = fold(text)
            if answer in hints.words:
                meant = hints.words[answer]
                # One word of a list of several stands for itself alone.
                return Parsed((meant,) if several and isinstance(meant, str) else meant)
        # No address, name or code is so long; patterns may take their time over what is.
        if len(text) > LONGEST_TEXT and not long:
            return Parsed(None, "too_long")
        return read(text, hints)

    return parse


def _line_reader(field: Field) -> contacts.TextReader:
    readers: dict[Format, contacts.TextReader] = {
        Format.EMAIL: contacts.read_email,
        Format.PHONE: contacts.read_phone,
        Format.URL: contacts.read_url,
        Format.COUNTRY: places.read_country,
        Format.LANGUAGE: places.read_language,
        Format.TIME_ZONE: places.read_time_zone,
        Format.CURRENCY: _read_currency,
        Format.CHECK: read_check,
        Format.TAGS: _read_tags,
    }
    if field.format is Format.CHOICE:
        return choice_reader(field)
    if field.format is Format.TAGS and field.choices:
        return choices_reader(field)
    longest = LONGEST_LONG_TEXT if field.format is Format.LONG_TEXT else LONGEST_TEXT
    return readers.get(field.format) or partial(_read_text, longest)


def _read_text(longest: int, text: str, hints: Hints) -> Parsed:
    if len(text) > longest:
        return Parsed(None, "too_long", suggestion=text[:longest].rstrip())
    return Parsed(text)


def _read_tags(text: str, hints: Hints) -> Parsed:
    tags = read_tags(text)
    if len(text) > LONGEST_TEXT:
        return Parsed(None, "too_long")
    return Parsed(tags or None)


def _read_currency(text: str, hints: Hints) -> Parsed:
    code, shared = find_currency(text)
    if code:
        return Parsed(code, note="currency" if shared else "")
    return Parsed(None, "currency", suggestion=guess_currency(text) or None)


Remarks = list[tuple[int, Parsed]]
"""Cells worth a word, by their index: problems, and values with a note or a currency."""


def parse_column(
    field: Field, cells: Sequence[Cell], hints: Hints, cache: dict[Any, Any]
) -> tuple[list[object | None], Remarks]:
    """Read a column, or a chunk of it.

    Args:
        field: The field the column is for.
        cells: The cells.
        hints: What is known of the whole column.
        cache: An empty dict for the first chunk of a column, the same one for its next chunks; it
            belongs to one field and its hints.

    Returns:
        A value for each cell, None where it is blank or has a problem; and the cells worth a word:
        those with a problem, and also those whose value has a note or named its own currency
        (their `problem` is empty).
    """
    types = set(map(type, cells))
    types.discard(NoneType)
    if not types:
        return [None] * len(cells), []
    known = cache.get(_Known)
    if known is None:
        known = cache[_Known] = _Known(field, hints)
    if hints.words or field.within:
        return known.read(cells, types)
    if types == {str}:
        return _texts(known, cells) or known.read(cells, types)
    values = quick.native(field.format, hints, cells, types)
    if values is None:
        return known.read(cells, types)
    known.expect_dates(types)
    return values, []


def _texts(known: _Known, cells: Sequence[Any]) -> tuple[list[object | None], Remarks] | None:
    """Cells that are all text, when a look at the whole answers for most of them."""
    format = known.field.format
    if format in (Format.TEXT, Format.REFERENCE):
        return known.patch(cells, quick.odd_texts(cells, LONGEST_TEXT))
    if quick.has_shape(format) and not (known.hints.pad and format is Format.PHONE):
        odd = quick.odd_lines(format, cells)
        return None if odd is None else known.patch(cells, odd)
    if format in quick.NUMERIC:
        found = quick.amounts(format, known.hints, cells)
        if found is None:
            return None
        if not found.currency:
            return found.values, []
        note = "currency" if found.shared else ""
        return found.values, [
            (i, Parsed(value, "", note, None, found.currency))
            for i, value in enumerate(found.values)
            if value is not None
        ]
    return None


_DATES = {dt.date, dt.datetime}


class _Known:
    """The distinct values of one column that were read before, and how to read the others.

    Args:
        field: The field the column is for.
        hints: What is known of the whole column.
    """

    def __init__(self, field: Field, hints: Hints) -> None:
        self.field = field
        self.parse = parser(field, hints)
        self.hints = hints
        self.values: dict[object, object | None] = {None: None}
        self.remarks: dict[object, Parsed] = {}
        self.serials = False

    def read(self, cells: Sequence[Cell], types: set[type]) -> tuple[list[object | None], Remarks]:
        """Read any cells, each distinct one once."""
        self.expect_dates(types)
        keys: Sequence[object] = cells
        if len(types) > 1 or types & {float, bool}:
            # 1, 1.0 and True are equal as keys and different as cells.
            keys = [c if c is None or type(c) is str else (type(c), c) for c in cells]
        new = dict(zip(keys, cells, strict=True))
        if len(self.values) > _MOST_KNOWN:
            self.values, self.remarks = {None: None}, {}
        for key in new.keys() - self.values.keys():
            parsed = self.parse(new[key])
            self.values[key] = parsed.value
            if parsed.problem or parsed.note or parsed.currency:
                self.remarks[key] = parsed
        values = list(map(self.values.__getitem__, keys))
        if not self.remarks or self.remarks.keys().isdisjoint(keys):
            return values, []
        get = self.remarks.get
        return values, [(i, said) for i, key in enumerate(keys) if (said := get(key)) is not None]

    def expect_dates(self, types: set[type]) -> None:
        """Learn from real dates that a bare 43529 among them is one whose cell lost its format."""
        if self.field.format is Format.DATE and not self.serials and types & _DATES:
            self.serials = True
            self.parse = dates.date_reader(self.field, self.hints, serials=True)
            self.values, self.remarks = {None: None}, {}

    def patch(
        self, cells: Sequence[Cell], odd: Sequence[int]
    ) -> tuple[list[object | None], Remarks]:
        """All cells as they are, but for the odd ones, which are read."""
        values: list[object | None] = list(cells)
        if not odd:
            return values, []
        found, remarks = self.read([cells[i] for i in odd], {str})
        for i, value in zip(odd, found, strict=True):
            values[i] = value
        return values, [(odd[i], said) for i, said in remarks]
