"""What the values of a column look like, whatever its heading says."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from acctdesk.models.catalogue import Field, Format
from acctdesk.services.values.cell import Cell, Hints, as_text, is_blank, tidy
from acctdesk.services.values.column import parser
from acctdesk.services.values.contacts import PLAIN_EMAIL, PLAIN_URL
from acctdesk.services.values.dates import read_date
from acctdesk.services.values.keys import id_key
from acctdesk.services.values.numbers import read_number
from acctdesk.services.values.places import find_country
from acctdesk.services.values.quick import NUMERIC

_PHONE = re.compile(r"(?:\+|00|\(0?\d+\)|0\d)[\d ()/.-]{5,20}(?: ?(?:x|ext\.?) ?\d+)?")
_TITLES = frozenset({"mr", "ms", "mrs", "dr", "prof", "herr", "frau", "m", "mme", "sig", "sra"})

_OPEN = frozenset({"date_order", "decimal_mark", "whole_number"})
"""Problems that only a question about the column raises: the value is of the right sort."""


def is_email(text: str) -> bool:
    """Whether a text is plainly an e-mail address."""
    return PLAIN_EMAIL.fullmatch(text.lower()) is not None


def is_url(text: str) -> bool:
    """Whether a text is plainly a web address."""
    return "." in text and PLAIN_URL.fullmatch(text.lower()) is not None


def is_number(text: str) -> bool:
    """Whether a text is a number or an amount."""
    return read_number(text) is not None


def is_date(text: str) -> bool:
    """Whether a text is a date with more than a year."""
    found = read_date(text)
    return len(str(found.value or "")) > 4 or found.problem == "date_order"


def is_phone(text: str) -> bool:
    """Whether a text is plainly a phone number, which a plain row of digits isn't."""
    return _PHONE.fullmatch(text) is not None and sum(map(str.isdecimal, text)) >= 7


def is_record_id(text: str) -> bool:
    """Whether a text is an id as Salesforce makes them, with its check letters."""
    return len(text) == 18 and id_key(text) != text


def is_country(text: str) -> bool:
    """Whether a text is the name or the three-letter code of a country."""
    return len(text) > 2 and bool(find_country(text))


def is_salutation(text: str) -> bool:
    """Whether a text is how one addresses somebody ("Mr.", "Frau Dr.")."""
    return all(word.rstrip(".").lower() in _TITLES for word in text.split())


def is_value(cell: Cell) -> bool:
    """Whether a cell can only be a value: no heading is a number, a date or an address."""
    if not isinstance(cell, str):
        return cell is not None
    return _is_value(tidy(cell))


@lru_cache(maxsize=4096)
def _is_value(text: str) -> bool:
    if len(text) > 80 or not text:
        return bool(text)
    return is_email(text) or is_number(text) or is_date(text) or is_phone(text)


def share(test: Callable[[str], bool], samples: Sequence[Cell]) -> float:
    """The share of the filled samples that pass a test, 0 when there are none."""
    filled = [tidy(as_text(cell)) for cell in samples if not is_blank(cell)]
    return sum(map(test, filled)) / len(filled) if filled else 0.0


def fit(field: Field, samples: Sequence[Cell]) -> float | None:
    """The share of the filled samples that a field could take; None when there is nothing to see.

    Args:
        field: The field.
        samples: Cells of a column.
    """
    free = (Format.TEXT, Format.LONG_TEXT, Format.TAGS, Format.REFERENCE)
    filled = [cell for cell in samples if not is_blank(cell)]
    if not filled or field.format in free:
        return None
    read = parser(field, Hints())
    good = 0
    for cell in filled:
        found = read(cell)
        repairable = found.suggestion is not None and field.format not in NUMERIC
        good += not found.problem or found.problem in _OPEN or repairable
    return good / len(filled)
