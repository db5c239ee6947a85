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
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|is)>")
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


def _errors(block: bytes, found: SheetScan) -> None:
    for match in _ERROR.finditer(block):
        at = _REFERENCE.search(match[1])
        if at:
            place = (int(at[2]) - 1, column_number(at[1]))
            found.errors[place] = match[2].decode("utf-8", "replace").strip()


def _look(block: bytes, found: SheetScan) -> None:
    if b't="e"' in block or b"t='e'" in block:
        _errors(block, found)
    if b"<f" in block or b":f>" in block or b":f " in block:
        found.uncached += sum(
            not (match[2] and b't="str"' in match[1]) for match in _UNCACHED.finditer(block)
        )
    last = max(block.rfind(b"<v>"), block.rfind(b"<is>"), -1)
    if last < 0 and (plain := list(_VALUE.finditer(block))):
        last = plain[-1].start()
    if last >= 0:
        found.values = True
        start = max(block.rfind(b"<c ", 0, last), block.rfind(b":c ", 0, last))
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
            while block := stream.read(_BLOCK):
                block = rest + block
                cut = max(block.rfind(b"</c>"), block.rfind(b":c>"), block.rfind(b"<row"))
                if cut < 0:
                    # No cell ends here: keep a little, lest a part without cells grows in memory.
                    cut = max(0, len(block) - 64 * 1024)
                elif block[cut : cut + 4] != b"<row":
                    cut = block.index(b">", cut) + 1
                block, rest = block[:cut], block[cut:]
                _look(block, found)
                if small:
                    for letters, digits in _CELL_START.findall(block):
                        rows = max(rows, int(digits))
                        columns = max(columns, column_number(letters) + 1)
    except _BROKEN as bad:
        raise Refused("damaged") from bad
    _look(rest, found)
    found.area = rows * columns
    return found
