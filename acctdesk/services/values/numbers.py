"""Numbers, amounts, shares and whole numbers out of the many ways people write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from math import isfinite

from acctdesk.models.catalogue import Field, Format
from acctdesk.services.values.cell import (
    BLANK,
    BLANKS,
    Cell,
    Hints,
    Parsed,
    fold,
    is_error,
    tidy,
)
from acctdesk.services.values.currencies import SHARED_SIGNS, SIGNS, currency_of

LARGEST = Decimal(9_000_000_000_000)
"""The largest amount kept: the database holds millionths in 64 bits."""

LARGEST_INTEGER = 2_147_483_647
"""The largest whole number kept: PostgreSQL's INTEGER has 32 bits."""

_LONGEST = 80
"""Characters of the longest number anybody writes, with all that stands beside it."""

_FINEST = Decimal("0.000001")

_MULTIPLIERS = {
    "k": 3, "t": 3, "tsd": 3, "tausend": 3, "thousand": 3, "mille": 3, "tys": 3, "mil": 3,
    "m": 6, "mm": 6, "mio": 6, "mn": 6, "mln": 6, "million": 6, "millions": 6, "millionen": 6,
    "millones": 6, "milioni": 6, "miljoen": 6, "mios": 6,
    "b": 9, "bn": 9, "mrd": 9, "mld": 9, "md": 9, "billion": 9, "milliarde": 9, "milliarden": 9,
    "milliard": 9, "milliards": 9, "miliardi": 9, "miljard": 9,
}  # fmt: skip
"""Powers of ten of the usual abbreviations. "mil" is Spanish for thousand."""

_ABOUT = re.compile(
    r"^(?:ca\.?(?![$€£])|c\.|circa|approx\.?|approximately|about|around|over|more than|up to"
    r"|env\.?|environ|etwa|rund|ungefähr|über|mehr als|ok\.|około|unos|[~≈><±≥≤]=?)"
    r"\s*(?=[\d(€$£.,+-]|[A-Z]{3}\b)",
    re.IGNORECASE,
)
_HEADS = re.compile(
    r"\s*(?:fte|employees?|people|persons?|staff|mitarbeiter(?:innen)?|ma|pers\.?|users?|empl\.?"
    r"|employés|empleados|dipendenti|medewerkers|pracowników|osób)\.?$",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(.*\d)\s*(?:-|–|—|\bto\b|\bbis\b|à|\.\.+)\s*(\d.*)", re.IGNORECASE)
_BODY = re.compile(r"\d[\d.,' ’]*|[.,]\d+")
_SCIENCE = re.compile(r"\d+(?:[.,]\d+)?[eE][+-]?\d{1,2}")
_PARTS = re.compile(r"([^\d(+\-.,]*)\s*([(+-]?)\s*([^\d(+\-.,]*)(.*?\d[.,]?)\s*(\D*)", re.DOTALL)
_SPACE_SIGNS = str.maketrans({"−": "-", "–": "-", "’": "'", "´": "'", "`": "'", "٬": "'"})
_GROUPED = {
    mark: re.compile(rf"\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+|\d{{1,2}}(?:,\d{{2}})+,\d{{3}}")
    for mark in (".", ",", "'", " ")
}


_THREE = re.compile(r"\d[.,]\d{3}(?!\d)")
"""Where thousands may have been meant: a mark with three digits behind it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A number as it was written.

    Attributes:
        value: The number, a percent sign not yet counted.
        currency: ISO 4217 code that stood beside it, or empty.
        percent: Whether a percent sign stood beside it.
        guessed: Whether it was rounded, abbreviated, or needed the reader's judgement.
        shared: Whether its currency sign is used by several currencies.
        other: What it would be with the other decimal mark, when only a hint could tell.
    """

    value: Decimal
    currency: str = ""
    percent: bool = False
    guessed: bool = False
    shared: bool = False
    other: Decimal | None = None


def _ungroup(text: str, mark: str) -> str | None:
    return text.replace(mark, "") if _GROUPED[mark].fullmatch(text) else None


def _body(text: str, decimal: str) -> tuple[Decimal, Decimal | None, bool] | None:
    """The digits: their value, the other possible value, whether the hint was contradicted."""
    for mark in (" ", "'"):
        if mark in text:
            whole, point, rest = text, "", ""
            for sign in (",", "."):
                if text.count(sign) == 1 and text.rfind(sign) > text.rfind(mark):
                    whole, point, rest = text.partition(sign)
            plain = _ungroup(whole, mark)
            if plain is None or not (rest.isdigit() or not rest):
                return None
            return Decimal(f"{plain}.{rest or 0}" if point else plain), None, False
    comma, dot = text.count(","), text.count(".")
    if comma and dot:
        last = "," if text.rfind(",") > text.rfind(".") else "."
        first = "." if last == "," else ","
        whole, _point, rest = text.rpartition(last)
        plain = _ungroup(whole, first)
        if text.count(last) > 1 or plain is None or not (rest.isdigit() or not rest):
            return None
        return Decimal(f"{plain}.{rest or 0}"), None, bool(decimal) and decimal != last
    if not comma and not dot:
        return Decimal(text), None, False
    mark = "," if comma else "."
    grouped = _ungroup(text, mark)
    if comma + dot > 1:
        return (Decimal(grouped), None, decimal == mark) if grouped is not None else None
    whole, _point, rest = text.partition(mark)
    fraction = Decimal(f"{whole or 0}.{rest or 0}")
    if grouped is None or whole == "0":
        return fraction, None, bool(decimal) and decimal != mark and bool(rest)
    if decimal:
        return (fraction if decimal == mark else Decimal(grouped)), None, False
    return Decimal(grouped), fraction, False


def read_number(text: str, decimal: str = "") -> Reading | None:
    """Read a number with whatever stands around it.

    Args:
        text: One tidied line ("€ 1.234,56", "(500)", "1,5 Mio €", "12 %", "CHF 1'200").
        decimal: The decimal mark of the column, or empty.

    Returns:
        The reading, or None when it isn't one number.
    """
    text = text.translate(_SPACE_SIGNS)
    if len(text) > _LONGEST or not any(map(str.isdecimal, text)):
        return None
    plain = text if text[0].isdecimal() else _ABOUT.sub("", text)
    guessed = plain != text
    if plain.endswith("+"):
        plain, guessed = plain[:-1].rstrip(), True
    if _SCIENCE.fullmatch(plain):
        return Reading(Decimal(plain.replace(",", ".")), guessed=guessed)
    # A bare sign or bracket may stand on either side of the currency: "-€5", "€-5", "(€5)", "5-".
    negative = False
    if plain.startswith("(") and plain.endswith(")"):
        plain, negative = plain[1:-1].strip(), True
    elif plain.endswith("-"):
        plain, negative = plain[:-1].rstrip(), True
        plain = plain[:-1] if plain.endswith((",", ".")) else plain
    parts = _PARTS.fullmatch(plain)
    if parts is None:
        return None
    before, sign, between, digits, after = parts.groups()
    if sign == "(" or (sign and negative):
        # "€ (500)": the bracket closes behind the number.
        if sign != "(" or negative or not after.startswith(")"):
            return None
        negative, after = True, after[1:]
    negative = negative or sign == "-"
    # "1.200,- €" and "500,–" end in a mark and a dash that stand for no cents.
    after = after.strip()
    if digits.endswith((",", ".")):
        digits = digits[:-1]
        after = after.removeprefix("-").removeprefix("-").lstrip()
    if not _BODY.fullmatch(digits) or not digits.isascii():
        return None
    found = _around(before, between, after)
    body = _body(digits, decimal) if found else None
    if found is None or body is None:
        return None
    value, other, odd = body
    scale = Decimal(10) ** found.power * (-1 if negative else 1)
    if found.power and other is not None:
        value, other = other, None  # "1,234 Mio" counts in millions: the mark is a decimal one
    return Reading(
        value * scale,
        found.currency,
        found.percent,
        guessed or odd or bool(found.power),
        found.shared,
        None if other is None else other * scale,
    )


@dataclass(frozen=True, slots=True)
class _Around:
    power: int = 0
    currency: str = ""
    percent: bool = False
    shared: bool = False


_WORDS = re.compile(r"[$£][A-Z]{2}|[^\s€£¥₹₽₺₴₪₩₫฿₦₱$%‰/]+\$?|[$€£¥₹₽₺₴₪₩₫฿₦₱]|%")


def _around(before: str, between: str, after: str) -> _Around | None:
    """What the words beside a number say; None when one of them isn't understood."""
    around = _Around()
    for position, part in enumerate((before, between, after)):
        part = part.strip()
        if part and _WORDS.sub("", part).strip():
            return None
        for word in _WORDS.findall(part):
            bare = word.rstrip(".").lower()
            if word == "%":
                around = replace(around, percent=True)
            elif (word in SIGNS or bare in SIGNS) and not around.currency:
                key = word if word in SIGNS else bare
                around = replace(around, currency=SIGNS[key], shared=key in SHARED_SIGNS)
            elif bare in _MULTIPLIERS and not around.power and (position == 2 or bare in "ktm"):
                around = replace(around, power=_MULTIPLIERS[bare])
            elif not around.currency and currency_of(word):
                around = replace(around, currency=currency_of(word))
            else:
                return None
    return around


_ONES = str.maketrans(dict.fromkeys("023456789", "1"))
_ZERO = re.compile(r"(?<!\d)0+[.,]")


def decimal_marks(cells: Iterable[Cell]) -> set[str]:
    """Which decimal marks fit a whole column, where the numbers leave it open.

    Args:
        cells: The column.

    Returns:
        Both marks when a number such as "1.234" could be either, one when the column decides,
        none when no number depends on it or the column contradicts itself.
    """
    fits = {",", "."}
    needed = False
    # Numbers of one shape ("11,111 €") depend on the mark alike: each shape is looked at once.
    shapes = {
        cell if _ZERO.search(cell) else cell.translate(_ONES)
        for cell in cells
        if isinstance(cell, str) and len(cell) <= _LONGEST and ("," in cell or "." in cell)
    }
    for text in shapes:
        reading = read_number(tidy(text))
        if reading is None:
            continue
        if reading.other is not None:
            needed = True
            continue
        for mark in (",", "."):
            hinted = read_number(tidy(text), mark)
            # A mark that has to be contradicted to read the number doesn't fit.
            if hinted is not None and hinted.guessed and not reading.guessed:
                fits.discard(mark)
    return fits if needed else set()


def number_reader(field: Field, hints: Hints) -> Callable[[Cell], Parsed]:
    """The reader of one cell for NUMBER, MONEY, PERCENT and INTEGER."""

    def read(cell: Cell) -> Parsed:
        if cell is None:
            return BLANK
        if isinstance(cell, bool):
            return Parsed(None, "number")
        if isinstance(cell, int | float):
            if isinstance(cell, float):
                if not isfinite(cell):
                    return Parsed(None, "number")
                cell = round(cell, 6)
            elif cell.bit_length() > 200:
                return Parsed(None, "too_large")
            reading = Reading(Decimal(repr(cell)))
            return _fit(field.format, reading, hints, native=True)
        if not isinstance(cell, str):
            return Parsed(None, "number")
        text = tidy(cell)
        if text in BLANKS:
            return BLANK
        if is_error(text):
            return Parsed(None, "cell_error")
        if hints.words:
            answer = fold(text)
            if answer in hints.words:
                return Parsed(hints.words[answer])
        return _read_text(field.format, text, hints)

    return read


def _read_text(format: Format, text: str, hints: Hints) -> Parsed:
    heads = False
    if format is Format.INTEGER:
        plain = text if text[-1].isdecimal() else _HEADS.sub("", text)
        heads = plain != text
        text = plain
    # A grouped count needs no hint: "1.200" people are never one and a fifth.
    decimal = "" if format is Format.INTEGER else hints.decimal
    try:
        reading = read_number(text, decimal)
    except InvalidOperation:
        reading = None
    if reading is None:
        return Parsed(None, "number", suggestion=_middle(format, text, hints))
    if format is Format.MONEY and decimal:
        grouped = _thousands(text, reading)
        if grouped is not None:
            return Parsed(None, "thousandths", suggestion=grouped, currency=reading.currency)
    return _fit(format, replace(reading, guessed=True) if heads else reading, hints)


_MILS = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
"""Currencies that have three decimals."""


def _thousands(text: str, reading: Reading) -> Decimal | None:
    """The amount in thousands when a column's decimal mark made thousandths of it.

    In a column of "1.240.000 €" a "£610,000" of a colleague would become 610 pounds in silence.
    """
    if reading.currency in _MILS or not _THREE.search(text):
        return None
    alone = read_number(text)
    if alone is None or alone.other is None or alone.other != reading.value:
        return None
    return alone.value


def _middle(format: Format, text: str, hints: Hints) -> object | None:
    """The middle of a range such as "50-100", as a repair to propose."""
    ends = _RANGE.fullmatch(text)
    if ends is None or len(text) > _LONGEST:
        return None
    low, high = (_read_text(format, part.strip(), hints).value for part in ends.groups())
    if isinstance(low, int) and isinstance(high, int) and low < high:
        return (low + high) // 2
    if isinstance(low, Decimal) and isinstance(high, Decimal) and low < high:
        return (low + high) / 2
    return None


def _fit(format: Format, reading: Reading, hints: Hints, *, native: bool = False) -> Parsed:
    value = reading.value
    note = "guessed" if reading.guessed else ""
    if format is Format.INTEGER:
        return _fit_integer(value, reading, note)
    if format is Format.PERCENT:
        return _fit_share(value, reading, note, hints, native=native)
    if reading.percent or (reading.currency and format is not Format.MONEY):
        return Parsed(None, "number", suggestion=_kept(value))
    if abs(value) > LARGEST:
        return Parsed(None, "too_large")
    if reading.other is not None and reading.other != value:
        return Parsed(None, "decimal_mark", suggestion=_kept(value), currency=reading.currency)
    note = note or ("currency" if reading.shared else "")
    return Parsed(_kept(value), note=note, currency=reading.currency)


def _kept(value: Decimal) -> Decimal | None:
    if abs(value) > LARGEST:
        return None
    if value == (whole := value.to_integral_value()):
        return Decimal(int(whole))
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent >= -6:
        return value
    return value.quantize(_FINEST)


def _fit_integer(value: Decimal, reading: Reading, note: str) -> Parsed:
    # "1.200" employees is a grouped number: people don't come in thousandths.
    if abs(value) > LARGEST_INTEGER:
        return Parsed(None, "too_large")
    whole = int(value.to_integral_value())
    if value != whole or reading.percent or reading.currency:
        return Parsed(None, "whole_number", suggestion=whole)
    return Parsed(whole, note=note)


def _fit_share(
    value: Decimal, reading: Reading, note: str, hints: Hints, *, native: bool
) -> Parsed:
    if reading.other is not None:
        value = reading.other  # no percentage is written with thousands
    if reading.currency or abs(value) > LARGEST:
        return Parsed(None, "percent")
    if reading.percent:
        return Parsed(_kept(value / 100), note=note)
    if hints.percent and (native or abs(value) <= 1):
        return Parsed(_kept(value), note=note)
    # A bare 12 means 12 %; a bare 0.12 means the same; between them lies only 1, taken as all.
    return Parsed(_kept(value / 100 if abs(value) > 1 else value), note="guessed")
