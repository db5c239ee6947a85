"""Text pasted from a spreadsheet: cells parted by tabs, quoted where they hold line breaks."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import zip_longest

from acctdesk.exchange.reading.cells import CHUNK_CELLS, CHUNK_ROWS, USUAL, Cell, Chunk, Limits
from acctdesk.exchange.reading.reasons import note, problem
from acctdesk.exchange.reading.table import Sheet, TableFile
from acctdesk.words import _


def _rows(text: str, limits: Limits) -> list[list[str]]:
    csv.field_size_limit(limits.field_chars)
    lines = io.StringIO(text.replace("\0", ""), newline="")
    rows: list[list[str]] = []
    try:
        for row in csv.reader(lines, delimiter="\t", strict=False):
            rows.append(row)
            if len(row) > limits.columns:
                values = {"row": len(rows), "count": len(row), "limit": limits.columns}
                raise problem("columns", values, _("Pasted text"))
    except csv.Error as bad:
        values = {"row": len(rows) + 1, "limit": limits.field_chars}
        raise problem("field", values, _("Pasted text")) from bad
    return rows


def _trim(rows: list[list[str]]) -> tuple[list[list[str]], int]:
    """Rows without blank ones at the end, and how many columns are filled."""
    last = width = 0
    for number, row in enumerate(rows, 1):
        filled = len(row)
        while filled and not row[filled - 1]:
            filled -= 1
        if filled:
            last, width = number, max(width, filled)
    return rows[:last], width


def read_pasted(text: str, limits: Limits = USUAL) -> TableFile:
    """Read a block from the clipboard as one sheet; all cells are text, blank ones None.

    Args:
        text: Lines of cells parted by tabs, as Excel and LibreOffice copy them: a cell with a
            tab, a line break or a quotation mark is quoted, its quotation marks doubled.
        limits: What is refused.

    Raises:
        FileProblem: A row is too wide, or a cell too long.
    """
    name = _("Pasted text")
    rows, width = _trim(_rows(text, limits))
    step = max(1, min(CHUNK_ROWS, CHUNK_CELLS // max(1, width)))

    def chunks() -> Iterator[Chunk]:
        for start in range(0, len(rows), step):
            block = [row[:width] for row in rows[start : start + step]]
            columns: list[list[Cell]] = [
                [value or None for value in column] for column in zip_longest(*block)
            ]
            columns += [[None] * len(block) for _ in range(width - len(columns))]
            yield Chunk(start + 1, columns)

    notes = [note("nuls", {"count": text.count("\0")})] if "\0" in text else []
    sheet = Sheet(name, rows=len(rows), columns=width, source=chunks)
    return TableFile(name, kind="pasted", sheets=(sheet,), notes=tuple(notes), delimiter="\t")
