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
_CLOCK = re.compile(
    r"(?:(?P<day>.*?\S)(?:\s*[T,]\s*|\s+))?(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?::\d{2})?"
    r"(?:\s*(?P<half>[AaPp])\.?[Mm]\.?)?\s*(?P<utc>Z|UTC|GMT)?"
)
_DAY = Field(kind="", name="", label="", format=Format.DATE)


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
    one after today). A moment is a date and a time in the computer's own zone, "fri 9:30", or a
    time alone, which is today's. The rest is as in `parser`.

    Args:
        field: The field.
        text: What was typed.
        hints: What is known of the person's own way of writing (decimal mark, order of dates).
        today: The day it is.
    """
    if field.format is Format.MOMENT:
        return _moment(text, hints, today)
    if field.format is Format.DATE:
        day = _near(text, today)
        if day:
            return Parsed(day)
    return parser(field, hints)(text)


def _moment(text: str, hints: Hints, today: dt.date) -> Parsed:
    text = text.strip()
    if not text:
        return Parsed(None)
    match = _CLOCK.fullmatch(text)
    if match is None:
        return Parsed(None, "moment")
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = (match["half"] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return Parsed(None, "moment")
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        return Parsed(None, "moment")
    day = today.isoformat()
    if match["day"]:
        found = parse_typed(_DAY, match["day"], hints, today)
        if found.problem:
            return Parsed(None, found.problem)
        day = str(found.value or "")
    if len(day) != 10:
        return Parsed(None, "moment")
    local = dt.datetime.combine(dt.date.fromisoformat(day), dt.time(hour, minute))
    return Parsed(local.replace(tzinfo=dt.UTC) if match["utc"] else local.astimezone(dt.UTC))


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
