"""One cell before and after it is understood, and the cleaning that every format shares."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

from acctdesk.models.catalogue import Field

Cell: TypeAlias = bool | int | float | str | dt.date | dt.datetime | dt.time | None
"""What a cell of a table file holds, as the reading room hands it over."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a cell means for a field.

    Attributes:
        value: The value as `Format` describes it; None when blank or when there is a problem.
        problem: Code of what stands in the way; empty when nothing does. `describe` says it in
            words. Codes: "date", "date_order", "moment", "number", "whole_number", "decimal_mark",
            "thousandths", "too_large", "out_of_range", "percent", "email", "phone", "url",
            "choice", "check", "country", "language", "currency", "time_zone", "too_long",
            "cell_error".
        note: Code of something a person may want to look at though a value was found: "guessed"
            (an approximate or abbreviated value), "several" (the first of several was taken),
            "currency" (a currency sign that several currencies share).
        suggestion: A likely value where there is a problem, never taken silently.
        currency: ISO 4217 code, when an amount named its own.
    """

    value: object | None
    problem: str = ""
    note: str = ""
    suggestion: object | None = None
    currency: str = ""


@dataclass(frozen=True)
class Hints:
    """What is known about a whole column and can't be seen in one cell.

    Attributes:
        date_order: "dmy", "mdy" or "ymd"; empty when nobody has said.
        decimal: "," or "."; empty when nobody has said.
        default_region: ISO country whose phone numbers are written without a country code.
        percent: Whether the column is shown as percentages, so that 0.12 means 12 %.
        pad: Digits to which whole numbers are filled with zeros (ids and postal codes).
        words: Answers given earlier: a word as `fold` writes it, to the value it stands for, None
            for "leave it blank".
    """

    date_order: str = ""
    decimal: str = ""
    default_region: str = ""
    percent: bool = False
    pad: int = 0
    words: Mapping[str, object] = field(default_factory=dict)


Reader: TypeAlias = Callable[[Field, Hints], Callable[[Cell], Parsed]]
"""Makes the function that reads one cell for a field."""

BLANK = Parsed(None)
"""What a cell with nothing in it means."""

BLANKS = frozenset(
    {
        "", "-", "--", "---", "–", "—", "?", "??", "???", "./.", "n/a", "N/A", "n/A", "N/a",
        "n.a.", "N.A.", "n. a.", "k.A.", "k. A.", "#N/A", "#n/a", "#N/A N/A", "#NV", "null", "NULL",
        "(null)", "(NULL)", "<null>", "<NULL>", "nan", "NaN", "none", "None", "NONE", "(none)",
        "(blank)", "(leer)", "(vide)",
    }
)  # fmt: skip
"""Ways of writing nothing. "Null" and "Nan" are people's names and "NA" is Namibia: not here."""

_ERRORS = re.compile(
    r"#(?:REF|DIV/0|VALUE|NUM|NULL|SPILL|CALC|FIELD|BUSY|CONNECT|BLOCKED|BEZUG|WERT|ZAHL|VALEUR"
    r"|NOMBRE|VALOR|REF|GETTING_DATA)!?|#(?:NAME|NOM)\?|Err:\d{3}"
)
_SPACES = re.compile(r"\s+")
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\u200b\u2060\ufffe\uffff]"
)
_LINE_ENDS = re.compile(r"\r\n?|[\x85\u2028\u2029]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def is_blank(cell: Cell) -> bool:
    """Whether a cell holds nothing, or one of the usual signs for nothing."""
    if cell is None:
        return True
    return isinstance(cell, str) and (cell in BLANKS or tidy(cell) in BLANKS)


def is_error(text: str) -> bool:
    """Whether a text is what a spreadsheet shows for a failed formula ("#REF!")."""
    return text[:1] in "#E" and _ERRORS.fullmatch(text) is not None


def tidy(text: str) -> str:
    """One line: trimmed, spaces folded to single ones, control characters removed."""
    if not text.isascii():
        text = _SURROGATE.sub("", _CONTROL.sub("", text))
    elif not text.isprintable():
        text = _CONTROL.sub("", text)
    return _SPACES.sub(" ", text).strip()


def tidy_lines(text: str) -> str:
    """Several lines: line ends made alike, each line tidied, empty ones kept inside."""
    lines = _LINE_ENDS.sub("\n", text).replace("\v", "\n").replace("\f", "\n").split("\n")
    return "\n".join(tidy(line) for line in lines).strip()


def as_text(cell: Cell, pad: int = 0) -> str:
    """A cell as a person would type it, without losing or inventing digits.

    Args:
        cell: Any cell.
        pad: Digits to which whole numbers are filled with zeros.
    """
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        if not cell.is_integer() or abs(cell) >= 1e17:
            return repr(cell)
        cell = int(cell)
    if isinstance(cell, int):
        return _digits(cell, pad)
    if isinstance(cell, dt.datetime):
        plain = cell.time() == dt.time()
        return cell.date().isoformat() if plain else cell.isoformat(" ", "minutes")
    if isinstance(cell, dt.time):
        return cell.isoformat("minutes" if not cell.second else "seconds")
    return cell.isoformat()


def _digits(number: int, pad: int) -> str:
    # Python refuses to write integers of more than 4,300 digits; no cell has them honestly.
    if number.bit_length() > 4096:
        return f"{number:#x}"
    return str(number).zfill(pad) if pad and number >= 0 else str(number)


_PLAIN_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_ACCENTS = re.compile(r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\ufe20-\ufe2f]+")
"""Accents of Latin, Greek and Cyrillic letters; other scripts' marks are parts of their letters."""

_MARKS = re.compile(r"[^\w]+|_+")


def unaccent(text: str) -> str:
    """Lower case without accents ("Łódź" and "LODZ" are the same)."""
    text = text.casefold()
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text.translate(_PLAIN_LETTERS))
    return _ACCENTS.sub("", apart).casefold()


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """The form in which two words are the same word: no case, accents, marks or extra spaces.

    A text of marks alone stays as it is, so that "+" and "++" remain two answers.
    """
    folded = _MARKS.sub(" ", unaccent(text)).strip()
    return folded or _SPACES.sub(" ", text).strip().casefold()
