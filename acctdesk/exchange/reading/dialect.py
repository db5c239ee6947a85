"""Which delimiter, quote and escape a text file uses.

Each candidate parses the sample; the one whose rows agree in length and whose cells look like
values wins. The measure follows G. J. J. van den Burg, A. Nazábal and C. Sutton, "Wrangling messy
CSV files by detecting row and type patterns" (2019), with row length standing for the row pattern.
docs/decisions/0005-csv-dialect.md has the figures against other detectors.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

DELIMITERS = ",;\t|: ~^"
"""Tried in this order; an earlier one wins a tie."""

_WEIGHT = {":": 0.8, " ": 0.75, "~": 0.9, "^": 0.9}
"""Characters that texts, times and numbers hold anyway must be clearly better to be chosen."""
_STEADY = 0.8
"""Share of the rows that must agree in length before one of those characters is believed, unless
quoted cells stand beside it."""
_SAMPLE_ROWS = 300
_EPSILON = 1e-3

_KNOWN = re.compile(
    r"""
      [-+(]?\s*[$€£¥]?\s*\d[\d.,'\u00a0\u202f ]*\d?\s*[%€$£¥)]?(?:[eE][-+]?\d+)?
    | [-+]?[.,]\d+(?:[eE][-+]?\d+)?
    | \d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}                                 # date
      (?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s?[AaPp][Mm]|Z|[-+]\d\d:?\d\d)?)?
    | \d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s?[AaPp]\.?[Mm]\.?|Z|[-+]\d\d:?\d\d)?
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                                             # e-mail
    | (?:https?|ftp)://\S+ | www\.\S+
    | (?i:n/?a|nan|null|none|true|false|yes|no)
    | \{.*\} | \[.*\]                                                           # JSON
    """,
    re.X | re.S,
)
_WORDS = re.compile(r"[^\W\d_][\w .&()/'’%#+*:?!°\"-]*|[\w.-]+|[-?.*]+", re.S)


@dataclass(frozen=True)
class Dialect:
    """How a text file parts and quotes its cells."""

    delimiter: str = ","
    quote: str = '"'
    escape: str = ""
    """Empty: a quote inside a quoted cell is doubled."""


_OURS = re.compile(r"""("?)AcctDesk [a-z_]{1,40} id\1([,;\t|])""")
"""The first heading of a list that AcctDesk exported: what follows it parts the cells."""


@lru_cache(maxsize=20_000)
def _looks(cell: str) -> float:
    text = cell.strip()
    if not text:
        return 0.6
    if _KNOWN.fullmatch(text):
        return 1.0
    if len(text) <= 200 and _WORDS.fullmatch(text):
        return 0.9
    return 0.1


def _parsed(lines: list[str], dialect: Dialect) -> list[list[str]]:
    reader = csv.reader(
        lines,
        delimiter=dialect.delimiter,
        quotechar=dialect.quote or None,
        escapechar=dialect.escape or None,
        doublequote=True,
        quoting=csv.QUOTE_MINIMAL if dialect.quote else csv.QUOTE_NONE,
        skipinitialspace=dialect.delimiter != " ",
    )
    rows: list[list[str]] = []
    try:
        for row in reader:
            if row:
                rows.append(row)
            if len(rows) >= _SAMPLE_ROWS:
                break
    except csv.Error:
        return []
    return rows


def _score(rows: list[list[str]]) -> float:
    lengths = Counter(map(len, rows))
    pattern = sum(
        count * max(_EPSILON, length - 1) / length for length, count in lengths.items()
    ) / len(lengths)
    cells = [cell for row in rows for cell in row]
    if not cells:
        return 0.0
    return pattern / len(rows) * (sum(map(_looks, cells)) / len(cells))


def _believable(rows: list[list[str]], dialect: Dialect, sample: str) -> bool:
    """Whether most rows have the delimiter; a weak one must also part them evenly, or quotes."""
    if 2 * sum(len(row) > 1 for row in rows) < len(rows):
        return False
    if dialect.delimiter not in _WEIGHT:
        return True
    length, count = Counter(map(len, rows)).most_common(1)[0]
    if dialect.delimiter == " " and len(rows[0]) == 1 < length:
        return False  # one heading over names of several words
    quote = dialect.quote
    return count >= _STEADY * len(rows) or bool(
        quote and (quote + dialect.delimiter in sample or dialect.delimiter + quote in sample)
    )


def _quote_works(sample: str, delimiter: str, quote: str) -> bool:
    """Whether the quote opens a cell right after a delimiter or at the start of a line."""
    at = re.escape(delimiter)
    opening = re.compile(rf"(?:^|{at}[ ]?){re.escape(quote)}", re.M)
    closing = re.compile(rf"{re.escape(quote)}[ ]?(?:$|{at}|\r)", re.M)
    return bool(opening.search(sample) and closing.search(sample))


def _escapes(sample: str, delimiter: str, quote: str) -> bool:
    """Whether a backslash stands before a quote inside a cell; one at its end is a path's."""
    after = re.escape(delimiter)
    return bool(re.search(rf"\\{re.escape(quote)}(?!{after}|\r|\n|\Z)", sample))


def detect(sample: str) -> Dialect:
    """Find the dialect of a text.

    Args:
        sample: The start of the text, cut at the end of a line.
    """
    ours = _OURS.match(sample)
    if ours:
        return Dialect(ours[2])
    csv.field_size_limit(max(csv.field_size_limit(), len(sample) + 1))
    lines = list(io.StringIO(sample, newline=""))
    best, top = Dialect(), -1.0
    for delimiter in DELIMITERS:
        if delimiter not in sample:
            continue
        quotes = [q for q in ('"', "'") if q in sample and _quote_works(sample, delimiter, q)]
        for quote in [*quotes, ""]:
            escapes = ["\\"] if quote and _escapes(sample, delimiter, quote) else []
            for escape in ["", *escapes]:
                dialect = Dialect(delimiter, quote, escape)
                rows = _parsed(lines, dialect)
                if not rows or not _believable(rows, dialect, sample):
                    continue
                score = _score(rows) * _WEIGHT.get(delimiter, 1.0)
                if score > top + 1e-9:
                    best, top = dialect, score
    return best if best.quote else Dialect(best.delimiter, '"', best.escape)
