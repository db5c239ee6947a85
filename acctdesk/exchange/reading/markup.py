"""Web pages and XML that call themselves .xls, as many web systems export them."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any, BinaryIO

from acctdesk.exchange.reading.cells import Limits
from acctdesk.exchange.reading.encoding import detect as detect_encoding
from acctdesk.exchange.reading.output import Output, Row
from acctdesk.exchange.reading.refusal import Refused
from acctdesk.exchange.reading.safexml import attribute, parse

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.I)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_BLOCK = 64 * 1024
_MOST_ROWS = 1_048_576


class _Tables(HTMLParser):
    """Collects the outermost tables of a page, row by row."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[Row]] = []
        self._limits = limits
        self._depth = 0
        self._row: list[str | None] | None = None
        self._cell: list[str] | None = None
        self._span = (1, 1)
        self._carry: dict[int, int] = {}
        self._mute = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a table, row or cell."""
        if tag in ("script", "style"):
            self._mute += 1
        elif tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append([])
                self._carry = {}
        elif self._depth != 1:
            return
        elif tag == "tr":
            self._end_row()
            self._row = []
        elif tag in ("td", "th"):
            self._end_cell()
            if self._row is None:
                self._row = []
            found = dict(attrs)
            self._span = (self._number(found.get("colspan")), self._number(found.get("rowspan")))
            self._cell = []
        elif tag == "br" and self._cell is not None:
            self._cell.append("\0")

    def handle_endtag(self, tag: str) -> None:
        """Close a table, row or cell."""
        if tag in ("script", "style"):
            self._mute = max(0, self._mute - 1)
        elif tag == "table" and self._depth:
            if self._depth == 1:
                self._end_row()
            self._depth -= 1
        elif self._depth == 1 and tag in ("td", "th"):
            self._end_cell()
        elif self._depth == 1 and tag == "tr":
            self._end_row()

    def handle_data(self, data: str) -> None:
        """Take the text of a cell."""
        if self._cell is not None and not self._mute:
            self._cell.append(data.replace("\0", ""))

    def close(self) -> None:
        """Finish a page that ends inside a table."""
        super().close()
        if self._depth:
            self._end_row()

    def _number(self, text: str | None) -> int:
        digits = (text or "").strip()
        number = int(digits) if digits.isdecimal() and len(digits) < 7 else 1
        return max(1, min(number, self._limits.columns))

    def _blocked(self) -> None:
        """Leave the places free that a cell of a row above reaches into."""
        row = self._row
        while row is not None and self._carry.get(len(row), 0) > 0:
            self._carry[len(row)] -= 1
            row.append(None)

    def _end_cell(self) -> None:
        if self._cell is None or self._row is None:
            return
        text = _SPACES.sub(" ", "".join(self._cell))
        text = "\n".join(line.strip() for line in text.split("\0")).strip("\n")
        self._blocked()
        width, height = self._span
        for index in range(width):
            self._carry[len(self._row)] = height - 1
            self._row.append(text or None if index == 0 else None)
        if len(self._row) > self._limits.columns:
            number = len(self.tables[-1]) + 1
            raise Refused("columns", row=number, count=len(self._row), limit=self._limits.columns)
        self._cell = None

    def _end_row(self) -> None:
        self._end_cell()
        if self._row is not None and self.tables:
            self._blocked()
            self.tables[-1].append(self._row)
            self._row = None


def read_html(source: BinaryIO, name: str, out: Output, limits: Limits) -> None:
    """Read the tables of a web page, one sheet each; all cells are text.

    Args:
        source: The file.
        name: Name of the sheet when there is one table.
        out: Where the sheets go.
        limits: What is refused.

    Raises:
        Refused: There is no table.
    """
    source.seek(0)
    declared = _CHARSET.search(source.read(4096))
    source.seek(0)
    encoding = detect_encoding(source)
    codec = encoding.name
    if declared and not encoding.sure:
        codec = declared[1].decode("ascii")
    source.seek(0)
    try:
        text = io.TextIOWrapper(source, encoding=codec, errors="replace")
    except LookupError:
        text = io.TextIOWrapper(source, encoding="cp1252", errors="replace")
    page = _Tables(limits)
    while block := text.read(_BLOCK):
        page.feed(block)
    page.close()
    tables = [table for table in page.tables if any(any(row) for row in table)]
    if not tables:
        raise Refused("html_no_table")
    out.meta(encoding=text.encoding)
    for number, table in enumerate(tables, 1):
        out.sheet(name if len(tables) == 1 else f"{name} {number}", table)


class _SpreadsheetMl:
    """Collects the sheets of an "XML Spreadsheet 2003"."""

    def __init__(self, limits: Limits) -> None:
        self.sheets: list[tuple[str, dict[int, dict[int, Any]]]] = []
        self.hidden: set[str] = set()
        self.merged: dict[str, list[tuple[int, int, int, int]]] = {}
        self._limits = limits
        self._row = self._column = self._across = 0
        self._type = ""
        self._text: list[str] | None = None
        self._visible = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open a sheet, row, cell or value."""
        if tag == "Worksheet":
            self.sheets.append((attribute(attributes, "Name"), {}))
            self._row = 0
        elif tag == "Row":
            self._row = self._index(attributes, self._row + 1, _MOST_ROWS)
            self._column = 0
        elif tag == "Cell":
            self._column = self._index(attributes, self._column + 1, self._limits.columns)
            self._merge(attributes)
        elif tag == "Data":
            self._type = attribute(attributes, "Type")
            self._text = []
        elif tag == "Visible":
            self._visible = True
            self._text = []

    def end(self, tag: str) -> None:
        """Close a cell's value or the visibility of a sheet."""
        if tag == "Data" and self._text is not None and self.sheets:
            value = _typed("".join(self._text), self._type)
            self.sheets[-1][1].setdefault(self._row, {})[self._column - 1 - self._across] = value
            self._text = None
        elif tag == "Visible" and self._visible and self._text is not None and self.sheets:
            if "".join(self._text).strip() in ("SheetHidden", "SheetVeryHidden"):
                self.hidden.add(self.sheets[-1][0])
            self._text, self._visible = None, False

    def chars(self, text: str) -> None:
        """Take text."""
        if self._text is not None:
            self._text.append(text)

    def _index(self, attributes: dict[str, str], usual: int, most: int) -> int:
        given = attribute(attributes, "Index")
        number = int(given) if given.isdecimal() and len(given) < 9 else usual
        if number > most:
            raise Refused("damaged")
        return max(number, usual)

    def _merge(self, attributes: dict[str, str]) -> None:
        across, down = (
            int(text) if (text := attribute(attributes, key)).isdecimal() and len(text) < 8 else 0
            for key in ("MergeAcross", "MergeDown")
        )
        self._across = min(across, self._limits.columns)
        if (across or down) and self.sheets:
            first = self._column - 1
            self.merged.setdefault(self.sheets[-1][0], []).append(
                (self._row, first, self._row + down, first + across)
            )
        self._column += self._across


def _typed(text: str, kind: str) -> Any:
    try:
        if kind == "Number":
            return float(text)
        if kind == "Boolean":
            return text.strip() in ("1", "true")
        if kind == "DateTime":
            moment = dt.datetime.fromisoformat(text.strip())
            if moment.date() <= dt.date(1899, 12, 31):
                return moment.time()
            return moment.date() if moment.time() == dt.time() else moment
    except ValueError:
        return text
    return text


def _spread(cells: dict[int, dict[int, Any]]) -> Iterator[Row]:
    number = 1
    for at in sorted(cells):
        while number < at:
            yield ()
            number += 1
        row = cells[at]
        yield [row.get(column) for column in range(max(row) + 1)]
        number += 1


def read_spreadsheetml(source: BinaryIO, out: Output, limits: Limits) -> None:
    """Read an "XML Spreadsheet 2003".

    Args:
        source: The file.
        out: Where the sheets go.
        limits: What is refused.

    Raises:
        Refused: The XML is broken, declares entities, or holds no sheet.
    """
    source.seek(0)
    found = _SpreadsheetMl(limits)
    parse(source, found.start, found.end, found.chars)
    if not found.sheets:
        raise Refused("no_sheets")
    for name, cells in found.sheets:
        out.sheet(
            name, _spread(cells), hidden=name in found.hidden, merged=found.merged.get(name, ())
        )
