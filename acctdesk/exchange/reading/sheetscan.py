"""What a sheet's XML says that its reader may not.

Error cells, formulas without a stored value, the true last row. The scan looks for a few byte
patterns instead of parsing: it costs a tenth of the reading.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field

from acctdesk.exchange.reading.cells import MIB
from acctdesk.exchange.reading.package import _BROKEN, read_member
from acctdesk.exchange.reading.refusal import Refused

_BLOCK = MIB
_HEAD = 256 * 1024
_CELL = rb"<(?:\w+:)?c\b([^>]*)>"
_REFERENCE = re.compile(rb"""\br=["']([A-Za-z]{1,3})(\d{1,7})["']""")
_CELL_START = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br=["']([A-Za-z]{1,3})(\d{1,7})["']""")
_ERROR = re.compile(
    rb"""<(?:\w+:)?c\b(?=[^>]*\st=["']e["'])([^>]*)>(?:(?!</(?:\w+:)?c>).){0,20000}?"""
    rb"""<(?:\w+:)?v>\s*([^<]{1,40})</""",
    re.S,
)
_UNCACHED = re.compile(
    _CELL + rb"""\s*(?:<(?:\w+:)?f\b[^>]*/>|<(?:\w+:)?f\b[^>]*>[^<]*</(?:\w+:)?f>)\s*"""
    rb"""(<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"""
)
_PREFIX = re.compile(rb"<(\w+:)?worksheet\b")
_SMALL = 4 * MIB


@dataclass
class SheetScan:
    """What the scan found; rows and columns count from 0."""

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    uncached: int = 0
    last_value_row: int | None = None
    """Row of the last cell that has a value; None: none found, or cells carry no addresses."""
    values: bool = False
    """Whether any cell has a value."""
    area: int = 0
    """Cells of the rectangle around all cells; known for small sheets only, else 0."""


def column_number(letters: bytes) -> int:
    """Column of an address, counted from 0: b"A" is 0, b"XFD" is 16,383."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number - 1


@dataclass(frozen=True)
class _Marks:
    """What to look for: a sheet is written with one kind of quote, and with a prefix or none."""

    error: bytes
    formula: bytes
    value: bytes
    inline: bytes
    cell: bytes
    end: bytes
    row: bytes

    @classmethod
    def of(cls, head: bytes) -> _Marks:
        """Tell from the start of a sheet."""
        found = _PREFIX.search(head)
        before = (found and found[1]) or b""
        return cls(
            b"t='e'" if b" r='" in head else b't="e"',
            b"<%sf" % before,
            b"<%sv>" % before,
            b"<%sis>" % before,
            b"<%sc " % before,
            b"</%sc>" % before,
            b"<%srow" % before,
        )


def _errors(block: bytes, found: SheetScan) -> None:
    for match in _ERROR.finditer(block):
        at = _REFERENCE.search(match[1])
        if at:
            place = (int(at[2]) - 1, column_number(at[1]))
            found.errors[place] = match[2].decode("utf-8", "replace").strip()


def _look(block: bytes, found: SheetScan, marks: _Marks) -> None:
    if marks.error in block:
        _errors(block, found)
    if marks.formula in block:
        found.uncached += sum(
            not (match[2] and b't="str"' in match[1]) for match in _UNCACHED.finditer(block)
        )
    last = block.rfind(marks.value)
    last = max(last, block.rfind(marks.inline, max(last, 0)))
    if last >= 0:
        found.values = True
        start = block.rfind(marks.cell, 0, last)
        at = _REFERENCE.search(block, start, last) if start >= 0 else None
        if at:
            found.last_value_row = max(found.last_value_row or 0, int(at[2]) - 1)


def scan_sheet(archive: zipfile.ZipFile, member: str) -> SheetScan:
    """Scan a sheet's XML.

    Args:
        archive: The workbook.
        member: The sheet's part.

    Raises:
        Refused: The part can't be unpacked to its end.
    """
    found = SheetScan()
    small = archive.getinfo(member).file_size <= _SMALL
    rest = b""
    rows = columns = 0
    try:
        with read_member(archive, member) as stream:
            block = stream.read(_BLOCK)
            marks = _Marks.of(block[:_HEAD])
            while block:
                cut = max(block.rfind(marks.end), block.rfind(marks.row))
                if cut < 0:
                    # No cell ends here: keep a little, lest a part without cells grows in memory.
                    cut = max(0, len(block) - 64 * 1024)
                elif block.startswith(marks.end, cut):
                    cut += len(marks.end)
                block, rest = block[:cut], block[cut:]
                _look(block, found, marks)
                if small:
                    for letters, digits in _CELL_START.findall(block):
                        rows = max(rows, int(digits))
                        columns = max(columns, column_number(letters) + 1)
                more = stream.read(_BLOCK)
                block, rest = (rest + more, b"") if more else (b"", rest)
    except _BROKEN as bad:
        raise Refused("damaged") from bad
    _look(rest, found, marks)
    found.area = rows * columns
    return found
