"""Text files with delimiters: every cell is text, blank cells are blank, rows keep their number."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from typing import Any, BinaryIO

from acctdesk.exchange.reading.cells import Limits
from acctdesk.exchange.reading.dialect import DELIMITERS, Dialect, detect
from acctdesk.exchange.reading.encoding import detect as detect_encoding
from acctdesk.exchange.reading.output import Output, Row
from acctdesk.exchange.reading.refusal import Refused

_SAMPLE = 128 * 1024
_BLOCK = 256 * 1024
"""Characters that are read at once."""
_LONG = 200
"""A row of more lines than this is pointed out: a quotation mark may be missing its partner."""


def _sample(text: io.TextIOWrapper) -> str:
    sample = text.read(_SAMPLE)
    if len(sample) == _SAMPLE:
        cut = max(sample.rfind("\n"), sample.rfind("\r"))
        if cut > 0:
            sample = sample[: cut + 1]
    return sample.replace("\0", "")


def _declared(sample: str) -> str:
    """The delimiter of a first line like ``sep=;``, as Excel reads it; else ""."""
    first = sample.split("\n", 1)[0].rstrip("\r").strip().strip('"')
    if first.lower().startswith("sep=") and len(first) == 5:
        return first[4]
    return "\t" if first.lower() == "sep=" else ""


class _Blocks:
    """The text in blocks of whole lines, without NULs, counted."""

    def __init__(self, text: io.TextIOWrapper, raw: BinaryIO, out: Output, size: int) -> None:
        self._text = text
        self._raw = raw
        self._out = out
        self._size = max(1, size)
        self.nuls = 0
        self.done = False

    def next(self) -> str:
        """One more block; empty at the end."""
        block = self._text.read(_BLOCK)
        # It may end within a line, or between the two characters of its end.
        block += self._text.readline()
        if "\0" in block:
            self.nuls += block.count("\0")
            block = block.replace("\0", "")
            if not block:
                return self.next()
        self.done = not block
        self._out.progress(self._raw.tell() / self._size)
        return block


class _Reader:
    """Reads rows by csv, and sees to what csv lets pass."""

    def __init__(self, blocks: _Blocks, dialect: Dialect, limits: Limits) -> None:
        self._blocks = blocks
        self._limits = limits
        self.lengths: Counter[int] = Counter()
        self.first_odd = 0
        self.long: tuple[int, int] = (0, 0)
        """Row and line count of the first very long row."""
        self._number = self._usual = 0
        self._how: dict[str, Any] = {
            "delimiter": dialect.delimiter,
            "quotechar": dialect.quote,
            "escapechar": dialect.escape or None,
            "skipinitialspace": dialect.delimiter not in " \t",
        }
        self._signs = [one for one in (dialect.quote, dialect.escape) if one]
        self._held = io.StringIO()
        self._left = 0
        """Characters of the block at hand that are still to be read."""
        self._pending: list[str] = []
        """Lines of the row that csv is at."""

    def rows(self) -> Iterator[Row]:
        """The rows, blank lines included."""
        csv.field_size_limit(self._limits.field_chars)
        while block := self._blocks.next():
            rows = None
            if not any(sign in block for sign in self._signs):
                # Without quotation marks a line is a row, and csv may take them all at once.
                rows = self._at_once(block)
            yield from self._one_by_one(block) if rows is None else rows

    def _at_once(self, block: str) -> list[Row] | None:
        """The rows of a block without quotation; None when something is the matter with one."""
        try:
            rows: list[Row] = list(csv.reader(io.StringIO(block, newline=""), **self._how))
        except csv.Error:
            return None
        lengths = Counter(map(len, rows))
        usual = self._usual or (len(rows[0]) if rows else 0)
        if lengths.keys() != {usual} or usual < 2 or usual > self._limits.columns:
            return None
        self._usual = usual
        self._number += len(rows)
        self.lengths[usual] += len(rows)
        return rows

    def _one_by_one(self, block: str) -> Iterator[Row]:
        """The rows of a block; the last one may take lines of the next."""
        self._begin(block)
        reader = csv.reader(self._lines(), **self._how)
        while self._left:
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as bad:
                code = "field" if "field larger" in str(bad) else "damaged_row"
                raise Refused(code, row=self._number + 1, limit=self._limits.field_chars) from bad
            self._note(row)
            yield row

    def _begin(self, block: str) -> None:
        self._held, self._left = io.StringIO(block, newline=""), len(block)

    def _lines(self) -> Iterator[str]:
        while True:
            for line in self._held:
                self._left -= len(line)
                self._pending.append(line)
                yield line
            # Within a row: what is left of it stands in the next block.
            block = self._blocks.next()
            if not block:
                return
            self._begin(block)

    def _note(self, row: Row) -> None:
        self._number += 1
        if len(row) > self._limits.columns:
            raise Refused("columns", row=self._number, count=len(row), limit=self._limits.columns)
        if len(self._pending) > 1:
            self._check_lines(self._pending, self._how)
        self._pending.clear()
        filled = len(row)
        if filled > 1 or (row and row[0]):
            self.lengths[filled] += 1
            if not self._usual:
                self._usual = filled
            elif filled != self._usual and not self.first_odd:
                self.first_odd = self._number

    def _check_lines(self, pending: list[str], how: dict[str, Any]) -> None:
        """Refuse a last row whose quotation never closes; csv would swallow all that follows."""
        if len(pending) > _LONG and not self.long[0]:
            self.long = (self._number, len(pending))
        if self._blocks.done:
            try:
                list(csv.reader(pending, strict=True, **how))
            except csv.Error as bad:
                if "end of data" in str(bad):
                    raise Refused("quote", row=self._number) from bad


def _text_of(stream: BinaryIO, encoding: str) -> io.TextIOWrapper:
    stream.seek(0)
    return io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")


def read_text(source: BinaryIO, name: str, out: Output, limits: Limits) -> None:
    """Read a text file as one sheet.

    Args:
        source: The file.
        name: The sheet's name.
        out: Where the sheet goes.
        limits: What is refused.

    Raises:
        Refused: A row can't be read, or is too wide.
    """
    source.seek(0, io.SEEK_END)
    size = source.tell()
    source.seek(0)
    encoding = detect_encoding(source)
    text = _text_of(source, encoding.name)
    sample = _sample(text)
    declared = _declared(sample)
    body = sample.split("\n", 1)[1] if declared and "\n" in sample else sample
    dialect = detect(body)
    if declared:
        quote, escape = (
            (dialect.quote, dialect.escape) if dialect.delimiter == declared else ('"', "")
        )
        dialect = Dialect(declared, quote, escape)
    text.detach()
    text = _text_of(source, encoding.name)
    if declared:
        text.readline()
    shown = {"utf-8-sig": "utf-8"}.get(encoding.name, encoding.name)
    out.meta(encoding=shown, delimiter=dialect.delimiter)
    blocks = _Blocks(text, source, out, size)
    reader = _Reader(blocks, dialect, limits)
    out.share(0.0, 1.0)
    out.sheet(name, reader.rows(), first_row=2 if declared else 1, texts=True)
    known = dialect.delimiter in DELIMITERS
    out.note("text", encoding=shown, delimiter=dialect.delimiter if known else "other")
    if not encoding.sure:
        out.note("encoding", encoding=shown)
    if blocks.nuls:
        out.note("nuls", count=blocks.nuls)
    if reader.long[0]:
        out.note("long_row", row=reader.long[0], count=reader.long[1])
    if len(reader.lengths) > 1 and reader.first_odd:
        ragged = reader.lengths.total() - reader.lengths.most_common(1)[0][1]
        out.note("ragged", count=ragged, row=reader.first_odd)
