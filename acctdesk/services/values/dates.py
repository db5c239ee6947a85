"""Dates out of the many ways people and spreadsheets write them, keeping their precision."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Callable, Iterable

from acctdesk.models.catalogue import Field
from acctdesk.services.values.cell import (
    BLANK,
    BLANKS,
    Cell,
    Hints,
    Parsed,
    fold,
    is_error,
    tidy,
    unaccent,
)

PIVOT = 68
"""Two-digit years up to this one are 20xx, later ones 19xx, as POSIX reads them."""

EARLIEST, LATEST = 1800, 2199
"""Years beyond these are slips of the pen."""

_EPOCH = dt.date(1899, 12, 30)
_SERIALS = range(10_000, 84_000)
"""Excel day numbers of 1927 to 2129; smaller ones are more likely years or counts."""

_LONGEST = 60
"""Characters of the longest date anybody writes."""

_TIME = re.compile(
    r"[T, ]+\d{1,2}[:.h]\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[AaPp]\.?[Mm]\.?)?\s*"
    r"(?:Z|UTC|GMT|Uhr|[+-]\d{2}:?\d{2})?$"
)
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_YEAR_MONTH = re.compile(r"(\d{4})\s?[-/.]\s?(\d{1,2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})\s?[-/.]\s?(\d{4})")
_TRIPLE = re.compile(r"(\d{1,4})\s?([-/. ])\s?(\d{1,2})\s?[-/. ]\s?(\d{1,4})\.?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_TOKENS = re.compile(r"[^\W\d_]+|\d+")
_BETWEEN = re.compile(r"[\s.,/'’ºª-]*")
_FILLERS_WORDS = """
    the of st nd rd th er de del di den der dem le la el il dei am vom on r roku ten ter e em
"""
_FILLERS = frozenset(_FILLERS_WORDS.split())
LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pl")
"""The languages whose names of months are known."""


@functools.cache
def _months() -> dict[str, int]:
    """Names and abbreviations of months, folded, to their numbers."""
    from babel import Locale

    found = {"sept": 9, "maerz": 3, "mrz": 3, "marz": 3, "jaenner": 1, "janner": 1}
    for tag in LANGUAGES:
        names = Locale.parse(tag).months
        for use in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in names[use][width].items():
                    found.setdefault(unaccent(name).rstrip("."), number)
    return found


@functools.cache
def _weekdays() -> frozenset[str]:
    from babel import Locale

    return frozenset(
        unaccent(name).rstrip(".")
        for tag in LANGUAGES
        for width in ("wide", "abbreviated", "short")
        for name in Locale.parse(tag).days["format"][width].values()
    )


def full_year(year: str) -> int:
    """A year as it was written, with two digits completed by `PIVOT`."""
    number = int(year)
    if len(year) > 2:
        return number
    return number + (2000 if number <= PIVOT else 1900)


def _day(year: int, month: int, day: int) -> str:
    """ISO text of a day, or empty when there is no such day."""
    if not EARLIEST <= year <= LATEST:
        return ""
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return ""


def _month(year: int, month: int) -> str:
    return f"{year:04}-{month:02}" if 1 <= month <= 12 and EARLIEST <= year <= LATEST else ""


def _orders(first: str, second: str, third: str) -> dict[str, str]:
    """The day that three numbers mean in each order in which they are one."""
    found: dict[str, str] = {}
    if len(first) == 4:
        found["ymd"] = _day(int(first), int(second), int(third)) if len(third) <= 2 else ""
    elif len(first) <= 2 and len(third) in (2, 4):
        year = full_year(third)
        found["dmy"] = _day(year, int(second), int(first))
        found["mdy"] = _day(year, int(first), int(second))
        if len(third) == 2 and len(first) == 2:
            found["ymd"] = _day(full_year(first), int(second), int(third))
    return {order: day for order, day in found.items() if day}


def _read_triple(text: str, mark: str, orders: dict[str, str], hint: str) -> Parsed:
    if not orders:
        return Parsed(None, "date")
    if "ymd" in orders and text[:4].isdecimal():
        return Parsed(orders["ymd"])
    if hint:
        if hint in orders:
            return Parsed(orders[hint])
        other = next(iter(orders.values()))
        return Parsed(None, "date", suggestion=other)
    usual = {orders[order] for order in ("dmy", "mdy") if order in orders}
    if len(usual) == 1:
        return Parsed(usual.pop())
    if not usual:
        return Parsed(orders["ymd"])
    if mark == ".":
        return Parsed(orders["dmy"])  # nobody writes the month first and dots between
    return Parsed(None, "date_order")


def _read_words(text: str) -> Parsed:
    """A date with a month's name: "5 März 2019", "March 5th, 2019", "Mar-19"."""
    if _BETWEEN.sub("", _TOKENS.sub("", text)):
        return Parsed(None, "date")
    months, numbers = _months(), list[str]()
    month = 0
    for token in _TOKENS.findall(text):
        if token.isdecimal():
            numbers.append(token)
            continue
        word = unaccent(token)
        if word in months and not month:
            month = months[word]
        elif word not in _FILLERS and word not in _weekdays():
            return Parsed(None, "date")
    if not month:
        return Parsed(None, "date")
    if len(numbers) == 1 and len(numbers[0]) in (2, 4):
        found = _month(full_year(numbers[0]), month)
        guessed = "guessed" if len(numbers[0]) == 2 else ""
        return Parsed(found, note=guessed) if found else Parsed(None, "date")
    if len(numbers) != 2:
        return Parsed(None, "date")
    day, year = numbers if len(numbers[0]) <= 2 else reversed(numbers)
    if len(day) > 2 or len(year) not in (2, 4):
        return Parsed(None, "date")
    found = _day(full_year(year), month, int(day))
    return Parsed(found) if found else Parsed(None, "date")


def from_serial(number: float) -> str:
    """The day of an Excel serial number in the 1900 system, or empty when it can't be one."""
    whole = int(number)
    return (_EPOCH + dt.timedelta(days=whole)).isoformat() if whole in _SERIALS else ""


def read_date(text: str, hint: str = "", *, serials: bool = False) -> Parsed:
    """Read a date.

    Args:
        text: One tidied line.
        hint: The order of day and month in the column: "dmy", "mdy", "ymd" or empty.
        serials: Whether the column holds dates, so that 43529 is a day's number.
    """
    if len(text) > _LONGEST:
        return Parsed(None, "date")
    iso = _ISO.match(text)
    text = _TIME.sub("", text)
    if iso and len(text) == 10:
        found = _day(int(iso[1]), int(iso[2]), int(iso[3]))
        return Parsed(found) if found else Parsed(None, "date")
    if text.isdecimal():
        return _read_digits(text, serials=serials)
    triple = _TRIPLE.fullmatch(text)
    if triple:
        orders = _orders(triple[1], triple[3], triple[4])
        return _read_triple(text, triple[2], orders, hint)
    for pattern, year, month in ((_YEAR_MONTH, 1, 2), (_MONTH_YEAR, 2, 1)):
        pair = pattern.fullmatch(text)
        if pair:
            found = _month(int(pair[year]), int(pair[month]))
            return Parsed(found) if found else Parsed(None, "date")
    return _read_words(text)


def _read_digits(text: str, *, serials: bool) -> Parsed:
    if len(text) == 4 and EARLIEST <= int(text) <= LATEST:
        return Parsed(text)
    compact = _COMPACT.fullmatch(text)
    if compact:
        found = _day(*map(int, compact.groups()))
        return Parsed(found) if found else Parsed(None, "date")
    day = from_serial(int(text)) if len(text) == 5 else ""
    if day and serials:
        return Parsed(day)
    return Parsed(None, "date", suggestion=day or None)


def date_orders(cells: Iterable[Cell]) -> set[str]:
    """Which orders of day, month and year fit a whole column, where the dates leave it open.

    Args:
        cells: The column.

    Returns:
        More than one order when only a person can tell, one when the column decides, none when no
        date depends on it or the column contradicts itself.
    """
    usual, years_first = {"dmy", "mdy"}, True
    needed = dotted = False
    slashed = False
    for text in {cell for cell in cells if isinstance(cell, str)}:
        if len(text) > _LONGEST:
            continue
        triple = _TRIPLE.fullmatch(_TIME.sub("", tidy(text)))
        if triple is None or len(triple[1]) == 4:
            continue
        orders = _orders(triple[1], triple[3], triple[4])
        if not orders or (len(orders) > 1 and len(set(orders.values())) == 1):
            continue
        needed = True
        usual &= orders.keys()
        years_first = years_first and "ymd" in orders
        dotted, slashed = dotted or triple[2] == ".", slashed or triple[2] != "."
    if not needed:
        return set()
    if not usual:
        return {"ymd"} if years_first else set()
    return {"dmy"} if len(usual) > 1 and dotted and not slashed else usual


def date_reader(field: Field, hints: Hints, *, serials: bool = False) -> Callable[[Cell], Parsed]:
    """The reader of one cell for DATE.

    Args:
        field: The field.
        hints: What is known of the column.
        serials: Whether the column holds dates, so that 43529 is a day's number.
    """

    def read(cell: Cell) -> Parsed:
        if cell is None:
            return BLANK
        if isinstance(cell, dt.date):
            found = _day(cell.year, cell.month, cell.day)
            return Parsed(found) if found else Parsed(None, "date")
        if isinstance(cell, bool | dt.time):
            return Parsed(None, "date")
        if isinstance(cell, int | float):
            whole = cell == cell and abs(cell) < 1e9 and int(cell) == cell
            if whole or serials:
                cell = str(int(cell)) if abs(cell) < 1e9 else "x"
            else:
                return Parsed(None, "date")
        text = tidy(cell)
        if text in BLANKS:
            return BLANK
        if is_error(text):
            return Parsed(None, "cell_error")
        if hints.words:
            answer = fold(text)
            if answer in hints.words:
                return Parsed(hints.words[answer])
        return read_date(text, hints.date_order, serials=serials)

    return read
