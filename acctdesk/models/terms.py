"""What agreements say in short texts: hours of a day, own days, credit tiers."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal, InvalidOperation

from acctdesk.metrics.service.calendar import Hours
from acctdesk.metrics.service.credits import Tier

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""The columns of a calendar that hold the hours of a weekday."""

_SPAN = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(?:-|–|—|to)\s*(\d{1,2})(?:[:.](\d{2}))?")
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\s+(.*))?")
_TIER = re.compile(r"[<\s]*(\d+(?:[.,]\d+)?)\s*%?\s*(?:[:;=→\s])\s*(\d+(?:[.,]\d+)?)\s*%?")


class TermError(ValueError):
    """A text that can't be read.

    Args:
        text: The part of it.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def read_hours(text: str | None) -> tuple[Hours, ...]:
    """Working hours: "09:00-12:00, 13:00-17:00"; 24:00 is the end of the day.

    Raises:
        TermError: A part can't be read.
    """
    found = []
    for part in re.split(r"[,;\n]", text or ""):
        if not part.strip():
            continue
        match = _SPAN.fullmatch(part.strip())
        if match is None:
            raise TermError(part.strip())
        first, last = _time(match[1], match[2]), _time(match[3], match[4])
        if first is None or last is None:
            raise TermError(part.strip())
        found.append(Hours(first, last))
    return tuple(sorted(found))


def _time(hour: str, minute: str | None) -> dt.time | None:
    hours, minutes = int(hour), int(minute or 0)
    if (hours, minutes) == (24, 0):
        return dt.time(0)
    return dt.time(hours, minutes) if hours < 24 and minutes < 60 else None


def read_days(text: str | None) -> tuple[tuple[dt.date, tuple[Hours, ...]], ...]:
    """Own days of a calendar, one a line: "2026-12-24 09:00-12:00", or the day alone when off.

    Raises:
        TermError: A line can't be read, or a day is there twice.
    """
    found: dict[dt.date, tuple[Hours, ...]] = {}
    for line in (text or "").splitlines():
        if not line.strip():
            continue
        match = _DAY.fullmatch(line.strip())
        if match is None:
            raise TermError(line.strip())
        try:
            day = dt.date.fromisoformat(match[1])
        except ValueError as error:
            raise TermError(line.strip()) from error
        if day in found:
            raise TermError(line.strip())
        found[day] = read_hours(match[2])
    return tuple(sorted(found.items()))


def read_tiers(text: str | None) -> tuple[Tier, ...]:
    """Credit tiers, one a line: "99.9 10" is 10 % of the charge below 99.9 %; the highest first.

    Raises:
        TermError: A line can't be read, or a level is there twice.
    """
    found: dict[Decimal, Tier] = {}
    for line in re.split(r"[\n;]", text or ""):
        if not line.strip():
            continue
        match = _TIER.fullmatch(line.strip())
        if match is None:
            raise TermError(line.strip())
        below, share = _percent(match[1]), _percent(match[2])
        if below in found:
            raise TermError(line.strip())
        found[below] = Tier(below, share)
    return tuple(sorted(found.values(), key=lambda one: -one.below))


def _percent(text: str) -> Decimal:
    try:
        return Decimal(text.replace(",", ".")) / 100
    except InvalidOperation as error:  # pragma: no cover - the pattern lets digits alone through
        raise TermError(text) from error
