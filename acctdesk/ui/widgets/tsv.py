"""Blocks of cells as spreadsheets put them on the clipboard: tabs, line ends, doubled quotes."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

_SPECIAL = ("\t", "\n", "\r", '"')


def to_tsv(rows: Sequence[Sequence[str]]) -> str:
    """Write a block of cells.

    Args:
        rows: The cells, row by row.

    Returns:
        Tab-separated lines. A cell with a tab, line end or quote is quoted, as Excel does.
    """
    return "\r\n".join("\t".join(_quoted(cell) for cell in row) for row in rows)


def from_tsv(text: str) -> list[list[str]]:
    """Read a block of cells from the clipboard.

    Args:
        text: As a spreadsheet or `to_tsv` wrote it; quoted cells may hold line ends. A quote
            that opens no whole cell (12" pipe) is an ordinary letter.

    Returns:
        The cells, row by row; rows may differ in length. Empty text is no rows.
    """
    if not text:
        return []
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.endswith("\n"):
        text = text[:-1]
    rows = list(csv.reader(io.StringIO(text, newline=""), dialect="excel-tab"))
    return [row or [""] for row in rows]


def _quoted(cell: str) -> str:
    if any(special in cell for special in _SPECIAL):
        return '"' + cell.replace('"', '""') + '"'
    return cell
