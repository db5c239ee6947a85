"""How columns are shown: number formats of the first rows, read from styles and sheet XML."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from xml.parsers import expat

from acctdesk.exchange.reading.cells import ColumnFormat
from acctdesk.exchange.reading.package import read_member
from acctdesk.exchange.reading.refusal import Refused
from acctdesk.exchange.reading.safexml import parse, parser
from acctdesk.exchange.reading.sheetscan import column_number

SAMPLE_ROWS = 200
_SAMPLE_BYTES = 4 * 1024 * 1024
_STEP = 64 * 1024

_BUILT_IN = {9: "0%", 10: "0.00%", 49: "@"}
"""Formats that a workbook refers to by number alone (ECMA-376 part 1, 18.8.30). Numbers 5 to 8,
42 and 44 mean "the currency of this computer" and so say nothing about the data."""

_TAGGED = re.compile(r"\[\$([^\]-]*)(?:-([0-9A-Fa-f]+))?\]")
_LITERAL = re.compile(r'"([^"]*)"|\\(.)')
_COLOUR = re.compile(r"\[[^\]]*\]")
_PAD = re.compile(r"0{2,20}")
_ISO = re.compile(r"(?<![A-Za-z])([A-Z]{3})(?![A-Za-z])")
_ISO_CODES = frozenset(
    {
        "AED", "ARS", "AUD", "BGN", "BRL", "CAD", "CHF", "CLP", "CNY", "COP", "CZK", "DKK",
        "EGP", "EUR", "GBP", "HKD", "HRK", "HUF", "IDR", "ILS", "INR", "ISK", "JPY", "KES",
        "KRW", "KWD", "MAD", "MXN", "MYR", "NGN", "NOK", "NZD", "PEN", "PHP", "PKR", "PLN",
        "QAR", "RON", "RSD", "RUB", "SAR", "SEK", "SGD", "THB", "TRY", "TWD", "UAH", "USD",
        "UYU", "VND", "ZAR",
    }
)  # fmt: skip
_SIGNS = {
    "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₺": "TRY", "₪": "ILS", "₩": "KRW",
    "₴": "UAH", "₫": "VND", "฿": "THB", "zł": "PLN", "Kč": "CZK", "Ft": "HUF", "R$": "BRL",
    "US$": "USD", "A$": "AUD", "C$": "CAD", "NZ$": "NZD", "S$": "SGD", "HK$": "HKD", "Fr.": "CHF",
    "SFr.": "CHF", "lei": "RON", "лв.": "BGN", "$": "USD", "￥": "JPY", "R": "ZAR", "kr.": "DKK",
}  # fmt: skip
_BY_PLACE = {
    ("$", 0xC09): "AUD", ("$", 0x1009): "CAD", ("$", 0xC0C): "CAD", ("$", 0x1409): "NZD",
    ("$", 0x4809): "SGD", ("$", 0xC04): "HKD", ("$", 0x80A): "MXN", ("$", 0x2C0A): "ARS",
    ("$", 0x340A): "CLP", ("$", 0x240A): "COP", ("¥", 0x804): "CNY", ("￥", 0x804): "CNY",
    ("kr", 0x414): "NOK", ("kr", 0x814): "NOK", ("kr", 0x41D): "SEK", ("kr", 0x406): "DKK",
    ("kr.", 0x406): "DKK", ("kr", 0x40F): "ISK",
}  # fmt: skip


def _currency(code: str) -> str:
    for sign, place in _TAGGED.findall(code):
        sign = sign.strip()
        if sign in _ISO_CODES:
            return str(sign)
        where = int(place, 16) & 0xFFFF if place else 0
        found = _BY_PLACE.get((sign, where)) or _SIGNS.get(sign)
        if found:
            return str(found)
    plain = _TAGGED.sub("", code)
    for quoted, escaped in _LITERAL.findall(plain):
        text = (quoted or escaped).strip()
        iso = _ISO.search(text)
        if iso and iso[1] in _ISO_CODES:
            return iso[1]
        if text in _SIGNS:
            return _SIGNS[text]
    bare = _COLOUR.sub("", _LITERAL.sub("", plain))
    return next((iso for sign, iso in _SIGNS.items() if not sign.isalpha() and sign in bare), "")


def format_of(code: str) -> ColumnFormat:
    """What a number format means.

    Args:
        code: The format as the workbook writes it, for example ``#,##0.00 [$€-407]``.
    """
    first = code.split(";", 1)[0]
    if first.strip() == "@":
        return ColumnFormat(is_text=True)
    bare = _COLOUR.sub("", _LITERAL.sub("", _TAGGED.sub("", first)))
    pad = len(bare) if _PAD.fullmatch(bare) else 0
    if "%" in bare:
        return ColumnFormat(percent=True)
    digits = "0" in bare or "#" in bare or "?" in bare
    return ColumnFormat(currency=_currency(first) if digits else "", pad=pad)


def read_styles(archive: zipfile.ZipFile, member: str) -> list[ColumnFormat]:
    """What each cell style of a workbook means for its numbers.

    Args:
        archive: The workbook.
        member: The styles part; empty when there is none.

    Returns:
        One format for each style number.
    """
    if not member:
        return []
    codes: dict[int, str] = dict(_BUILT_IN)
    styles: list[int] = []
    inside = [False]

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "numFmt":
            number = attributes.get("numFmtId", "")
            if number.isdigit():
                codes[int(number)] = attributes.get("formatCode", "")
        elif tag == "cellXfs":
            inside[0] = True
        elif tag == "xf" and inside[0]:
            number = attributes.get("numFmtId", "0")
            styles.append(int(number) if number.isdigit() else 0)

    def end(tag: str) -> None:
        if tag == "cellXfs":
            inside[0] = False

    try:
        with read_member(archive, member) as stream:
            parse(stream, start, end)
    except Refused as bad:
        if bad.code == "doctype":
            raise
        return []
    meaning = {number: format_of(codes.get(number, "")) for number in set(styles)}
    return [meaning[number] for number in styles]


class _Sample:
    """Counts the styles of each column's filled cells in the first rows."""

    def __init__(self) -> None:
        self.rows = 0
        self.counts: dict[int, Counter[int]] = {}
        self._at = -1
        self._style = 0
        self._number = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "row":
            self.rows += 1
            self._at = -1
        elif tag == "c":
            letters = attributes.get("r", "").rstrip("0123456789")
            self._at = column_number(letters.encode("ascii", "ignore")) if letters else self._at + 1
            style = attributes.get("s", "0")
            self._style = int(style) if style.isdigit() else 0
            self._number = attributes.get("t", "n") == "n"
        elif tag in ("v", "is") and self.rows > 0:
            # Texts count only when nothing else is there: a heading must not outvote few numbers.
            key = self._style if self._number else -1 - self._style
            self.counts.setdefault(self._at, Counter())[key] += 1


def _choose(counts: Counter[int], styles: list[ColumnFormat]) -> ColumnFormat | None:
    numbers: Counter[ColumnFormat] = Counter()
    texts: Counter[ColumnFormat] = Counter()
    for key, count in counts.items():
        style = key if key >= 0 else -1 - key
        meaning = styles[style] if style < len(styles) else ColumnFormat()
        (numbers if key >= 0 else texts)[meaning] += count
    pool = numbers if 2 * numbers.total() >= texts.total() else texts
    best, count = pool.most_common(1)[0]
    if best == ColumnFormat() or 2 * count <= pool.total():
        return None
    return best if pool is numbers or best.is_text else None


def sample_formats(
    archive: zipfile.ZipFile, member: str, styles: list[ColumnFormat]
) -> dict[int, ColumnFormat]:
    """How the columns of a sheet are shown, from its first rows.

    Args:
        archive: The workbook.
        member: The sheet's part.
        styles: What `read_styles` found.

    Returns:
        Column (from 0) to format; columns without a special one are absent.
    """
    if all(style == ColumnFormat() for style in styles):
        return {}
    sample = _Sample()
    made = parser(sample.start)
    read = 0
    try:
        with read_member(archive, member) as stream:
            while sample.rows <= SAMPLE_ROWS and read < _SAMPLE_BYTES:
                block = stream.read(_STEP)
                if not block:
                    break
                read += len(block)
                made.Parse(block, False)
    except expat.ExpatError:
        pass  # a broken sheet is refused, or not, by its reader
    chosen = {column: _choose(counts, styles) for column, counts in sample.counts.items()}
    return {column: found for column, found in sorted(chosen.items()) if found is not None}
