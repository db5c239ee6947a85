"""Columns of local dates and times as instants, each distinct text read once.

A log of a hundred thousand events has as many different texts, but few different days and at most
1,440 different minutes: so a text is taken apart once, and its parts are looked up.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from zoneinfo import ZoneInfo

from acctdesk.services.values.cell import BLANKS, Cell, tidy
from acctdesk.services.values.dates import date_orders, read_date

SECOND = 1_000_000
_DAY = 86_400
_EPOCH = dt.date(1970, 1, 1).toordinal()
_UNKNOWN = 1 << 30
"""An offset that no clock has."""
_SERIAL_ZERO = dt.date(1899, 12, 30).toordinal()
EARLIEST, LATEST = 1970, 2199
"""The years in which tickets are taken; service desks write others for "never"."""
_NEVER = 9000
"""From this year on a date means that it hasn't happened."""
_PROOF = 2_000
"""Cells that are looked at together for the order of day and month."""
_QUARTER = 900
"""Seconds within which no zone changes its clocks twice, nor changes them but at the edge."""

_SPLIT = re.compile(
    r"(?P<day>.+?)(?:[T,]\s*|\s+(?:at\s+|um\s+)?)"
    r"(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<part>\d+))?)?"
    r"(?:\s*(?P<half>[AaPp])\.?[Mm]\.?)?(?:\s*Uhr)?"
    r"(?:\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2}))?",
)

Read = tuple[int | None, str]
"""An instant in microseconds since 1970 UTC, and a code of what is the matter: "" for nothing,
"date", "date_order", "year", "gap" (a time the clocks left out) or "fold" (one they showed twice).
The last two have an instant: as if the clocks had not been changed, and the first of the two."""

_NOTHING: Read = (None, "")


@dataclass
class Clock:
    """Turns local time into instants.

    Args:
        zone: Name of the time zone in which the texts are written.
    """

    zone: str
    _days: dict[int, int | None] = field(default_factory=dict)
    _known: dict[int, tuple[int, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._zone = ZoneInfo(self.zone)
        self._plain = self.zone in ("UTC", "Etc/UTC")

    def instant(self, local: int) -> Read:
        """The instant at which the clocks showed so many seconds since 1970."""
        if self._plain:
            return local * SECOND, ""
        day = local // _DAY
        ahead = self._days.get(day, _UNKNOWN)
        if ahead == _UNKNOWN:
            ahead = self._days[day] = self._whole(day * _DAY)
        if ahead is not None:
            return (local - ahead) * SECOND, ""
        part = local // _QUARTER
        found = self._known.get(part)
        if found is None:
            found = self._known[part] = self._offset(part * _QUARTER)
        return (local - found[0]) * SECOND, found[1]

    def _whole(self, local: int) -> int | None:
        """Seconds that the clocks are ahead during a whole day; None when they are changed."""
        first, last = self._offset(local), self._offset(local + _DAY)
        return first[0] if first == last and not first[1] else None

    def _offset(self, local: int) -> tuple[int, str]:
        """Seconds that the clocks were ahead of UTC, and whether that can be told two ways."""
        naive = dt.datetime(1970, 1, 1) + dt.timedelta(seconds=local)  # noqa: DTZ001 - a wall clock
        offsets = []
        for fold in (0, 1):
            ahead = naive.replace(tzinfo=self._zone, fold=fold).utcoffset()
            offsets.append(int(ahead.total_seconds()) if ahead is not None else 0)
        first, second = offsets
        return first, "" if first == second else "gap" if first < second else "fold"


def order_of(cells: Iterable[Cell]) -> set[str]:
    """Which orders of day and month fit a column of moments; see `date_orders`.

    As soon as some of them prove one order the rest isn't looked at: what contradicts it can't be
    read, and is told so.
    """
    texts = (text for text in cells if isinstance(text, str) and text)
    days: set[str] = set()
    while part := list(islice(texts, _PROOF)):
        days |= {text.partition(" ")[0] if text[0].isdigit() else _day_text(text) for text in part}
        found = date_orders(days)
        if len(found) == 1:
            return found
    return date_orders(days)


def _day_text(text: str) -> str:
    found = _SPLIT.fullmatch(tidy(text))
    return found["day"] if found else text


class MomentReader:
    """Reads the cells of one column.

    Args:
        clock: Knows the zone.
        order: The order of day and month in the column; empty when nobody has said.
    """

    def __init__(self, clock: Clock, order: str) -> None:
        self._clock, self._order = clock, order
        self._known: dict[Cell, int | None] = {None: None}
        self._odd: dict[Cell, str] = {}
        self._days: dict[str, tuple[int, str]] = {}
        self._plain: dict[str, int] = {}
        self._times: dict[str, int] = {}

    def column(self, cells: Sequence[Cell]) -> tuple[list[int | None], dict[int, str]]:
        """Read a column.

        Returns:
            An instant for each cell, None where there is none; and the places of those that
            something is the matter with, with its code.
        """
        known, odd = self._known, self._odd
        days, times, clock = self._plain.get, self._times.get, self._clock
        for cell in set(cells):
            if cell in known:
                continue
            if type(cell) is str:
                day, _gap, time = cell.partition(" ")
                at, since = days(day), times(time)
                if at is not None and since is not None:
                    known[cell], code = clock.instant(at + since)
                    if code:
                        odd[cell] = code
                    continue
            known[cell], code = self._read(cell)
            if code:
                odd[cell] = code
        found = [known[cell] for cell in cells]
        places = {i: odd[cell] for i, cell in enumerate(cells) if cell in odd} if odd else {}
        return found, places

    def _read(self, cell: Cell) -> Read:
        if isinstance(cell, str):
            return self._text(cell)
        if isinstance(cell, dt.datetime):
            return self._local(cell.toordinal(), cell.hour * 3600 + cell.minute * 60 + cell.second)
        if isinstance(cell, dt.date):
            return self._local(cell.toordinal(), 0)
        if isinstance(cell, int | float) and not isinstance(cell, bool) and 20_000 < cell < 80_000:
            # A spreadsheet's number of days, whose cell has lost its format.
            seconds = round((cell % 1) * _DAY)
            return self._local(_SERIAL_ZERO + int(cell), seconds)
        return None, "date"

    def _local(self, ordinal: int, seconds: int) -> Read:
        year = dt.date.fromordinal(ordinal).year
        if year >= _NEVER:
            return _NOTHING
        if not EARLIEST <= year <= LATEST:
            return None, "year"
        return self._clock.instant((ordinal - _EPOCH) * _DAY + seconds)

    def _text(self, cell: str) -> Read:
        text = tidy(cell)
        if text in BLANKS:
            return _NOTHING
        if len(text) > 60:
            return None, "date"
        found = _SPLIT.fullmatch(text)
        day_text = found["day"] if found else text
        seconds = _seconds(found) if found else 0
        if seconds is None:
            return None, "date"
        day = self._days.get(day_text) or self._day(day_text)
        if day[1]:
            return _NOTHING if day[1] == "never" else (None, day[1])
        if found and found["zone"]:
            return (day[0] + seconds - _ahead(found["zone"])) * SECOND, ""
        plain, _gap, time = cell.partition(" ")
        if plain == day_text:
            self._plain[plain], self._times[time] = day[0], seconds
        return self._clock.instant(day[0] + seconds)

    def _day(self, text: str) -> tuple[int, str]:
        """Seconds from 1970 to the midnight of a day, and what is the matter with it."""
        said = read_date(text, self._order)
        if said.problem:
            year = re.search(r"(?<!\d)(\d{4})(?!\d)", text)
            never = year is not None and int(year[1]) >= _NEVER
            made = (0, "never" if never else said.problem)
        else:
            made = self._of_iso(str(said.value))
        self._days[text] = made
        return made

    @staticmethod
    def _of_iso(text: str) -> tuple[int, str]:
        if len(text) != 10:
            return 0, "date"  # a month or a year is no moment
        day = dt.date.fromisoformat(text)
        if not EARLIEST <= day.year <= LATEST:
            return 0, "year"
        return (day.toordinal() - _EPOCH) * _DAY, ""


def _seconds(found: re.Match[str]) -> int | None:
    """Seconds since midnight; None when there is no such time."""
    hour, minute = int(found["hour"]), int(found["minute"])
    second = int(found["second"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"] in "Pp" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    return hour * 3600 + minute * 60 + second


def _ahead(zone: str) -> int:
    """Seconds that a written zone is ahead of UTC."""
    if zone[0] not in "+-":
        return 0
    digits = zone[1:].replace(":", "")
    seconds = int(digits[:2]) * 3600 + int(digits[2:] or 0) * 60
    return -seconds if zone[0] == "-" else seconds
