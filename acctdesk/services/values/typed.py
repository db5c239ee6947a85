"""What a person types into one cell, where short forms are welcome."""

from __future__ import annotations

import datetime as dt
import functools
import re

from acctdesk.models.catalogue import Field, Format
from acctdesk.services.values.cell import Hints, Parsed, unaccent
from acctdesk.services.values.column import parser
from acctdesk.services.values.dates import LANGUAGES

_DAYS = {
    "today": 0, "heute": 0, "aujourd'hui": 0, "hoy": 0, "oggi": 0, "vandaag": 0, "dzis": 0,
    "tomorrow": 1, "morgen": 1, "demain": 1, "manana": 1, "domani": 1, "jutro": 1,
    "yesterday": -1, "gestern": -1, "hier": -1, "ayer": -1, "ieri": -1, "gisteren": -1,
    "wczoraj": -1,
}  # fmt: skip
_STEP = re.compile(r"([+-])\s*(\d{1,4})\s*([a-z]*)")
_UNITS = {"": 1, "d": 1, "day": 1, "days": 1, "t": 1, "w": 7, "week": 7, "weeks": 7}


@functools.cache
def _weekdays() -> dict[str, int]:
    """Names of weekdays, folded, to 0 for Monday … 6 for Sunday."""
    from babel import Locale

    found: dict[str, int] = {}
    for tag in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for number, name in Locale.parse(tag).days["format"][width].items():
                found.setdefault(unaccent(name).rstrip("."), number)
    return found


def parse_typed(field: Field, text: str, hints: Hints, today: dt.date) -> Parsed:
    """Read what was typed for a field.

    Dates also take "today", "tomorrow", "+30" (days), "+2w" (weeks) and a weekday ("fri": the next
    one after today). The rest is as in `parser`.

    Args:
        field: The field.
        text: What was typed.
        hints: What is known of the person's own way of writing (decimal mark, order of dates).
        today: The day it is.
    """
    if field.format is Format.DATE:
        day = _near(text, today)
        if day:
            return Parsed(day)
    return parser(field, hints)(text)


def _near(text: str, today: dt.date) -> str:
    word = unaccent(text).strip()
    days: int | None = _DAYS.get(word)
    step = _STEP.fullmatch(word)
    if step and step[3] in _UNITS:
        days = int(f"{step[1]}{step[2]}") * _UNITS[step[3]]
    elif days is None and word.rstrip(".") in _weekdays():
        days = (_weekdays()[word.rstrip(".")] - today.weekday() - 1) % 7 + 1
    if days is None:
        return ""
    try:
        return (today + dt.timedelta(days=days)).isoformat()
    except OverflowError:
        return ""
