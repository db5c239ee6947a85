"""The reading process's side of the wire: sheets go out as chunks, trimmed of blank edges."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import islice
from typing import Any, BinaryIO

import orjson

from acctdesk.exchange.reading import frames
from acctdesk.exchange.reading.cells import CHUNK_CELLS, CHUNK_ROWS, ColumnFormat, Limits
from acctdesk.exchange.reading.refusal import Refused

Row = Sequence[Any]


def _filled(row: Row) -> int:
    """How many leading cells of a row there are up to its last filled one."""
    width = len(row)
    while width and (row[width - 1] is None or row[width - 1] == ""):
        width -= 1
    return width


def _widths(rows: list[Row]) -> list[int]:
    """How many leading cells each row has up to its last filled one."""
    lengths = set(map(len, rows))
    if len(lengths) == 1 and (width := lengths.pop()):
        ends = [row[-1] for row in rows]
        if None not in ends and "" not in ends:
            return [width] * len(rows)
    return [*map(_filled, rows)]


class Output:
    """Writes frames to the spool, and counts what a file costs.

    Args:
        stream: The spool.
        limits: What is refused.
    """

    def __init__(self, stream: BinaryIO, limits: Limits) -> None:
        self._stream = stream
        self._limits = limits
        self._cells = 0
        self._sheets = 0
        self._share = (0.0, 1.0)

    def _send(self, kind: int, content: object, **head: int) -> None:
        self._write(frames.frame(kind, orjson.dumps(content), **head))

    def _write(self, raw: bytes) -> None:
        try:
            self._stream.write(raw)
        except OSError as bad:
            raise Refused("spool") from bad

    def note(self, code: str, **values: str | int) -> None:
        """Tell the person something about the file; the program puts it into words."""
        self._send(frames.NOTE, {"code": code, "values": values})

    def meta(self, **values: str) -> None:
        """Tell the file's kind, encoding and delimiter."""
        self._send(frames.META, values)

    def refused(self, why: Refused) -> None:
        """Say that the file is not read, and why."""
        self._send(frames.REFUSED, {"code": why.code, "values": why.values})

    def fault(self, text: str) -> None:
        """Report a fault of the reading process itself."""
        self._send(frames.FAULT, {"text": text})

    def share(self, done: float, of: float) -> None:
        """Set which part of the whole file the next sheet is.

        Args:
            done: Share of the file that is read, 0 to 1.
            of: Share that the next sheet is.
        """
        self._share = (done, of)
        self.progress(0.0)

    def progress(self, part: float) -> None:
        """Tell how much of the present sheet is read, 0 to 1."""
        done, of = self._share
        self._send(frames.PROGRESS, {"part": min(1.0, done + of * part)})
        self._stream.flush()

    def end(self) -> None:
        """Say that all was sent."""
        self._send(frames.END, {"sheets": self._sheets})
        self._stream.flush()

    def _chunk(self, rows: list[Row], first_row: int, *, texts: bool) -> tuple[int, int]:
        """Send a block without its blank edges; its last filled row and width (0, 0: blank)."""
        widths = _widths(rows)
        width = max(widths, default=0)
        if not width:
            return 0, 0
        if width > self._limits.columns:
            row = first_row + next(i for i, w in enumerate(widths) if w == width)
            raise Refused("columns", row=row, count=width, limit=self._limits.columns)
        start = next(i for i, w in enumerate(widths) if w)
        stop = len(widths) - next(i for i, w in enumerate(reversed(widths)) if w)
        step = max(1, min(CHUNK_ROWS, CHUNK_CELLS // width))
        for at in range(start, stop, step):
            block = [
                row if len(row) == width else row[:width] for row in rows[at : min(at + step, stop)]
            ]
            self._cells += len(block) * width
            if self._cells > self._limits.cells:
                raise Refused("cells", limit=self._limits.cells)
            body = frames.pack_chunk(block, width, texts=texts)
            head = {"sheet": self._sheets, "first_row": first_row + at, "rows": len(block)}
            self._write(frames.frame(frames.CHUNK, body, **head))
        return first_row + stop - 1, width

    def sheet(
        self,
        name: str,
        rows: Iterable[Row],
        *,
        hidden: bool = False,
        merged: Sequence[tuple[int, int, int, int]] = (),
        formats: dict[int, ColumnFormat] | None = None,
        first_row: int = 1,
        expected: int = 0,
        texts: bool = False,
    ) -> tuple[int, int]:
        """Send a sheet.

        Args:
            name: The sheet's name.
            rows: Its rows from `first_row` on, blank ones included.
            hidden: Whether a person does not see it.
            merged: Merged ranges: first row, first column, last row, last column.
            formats: Column to format.
            first_row: Number of the first row that comes, from 1.
            expected: How many rows will come; 0: unknown, no progress is told.
            texts: Whether all cells are texts.

        Returns:
            The number of the last filled row, and how many columns are filled.
        """
        last = columns = 0
        at = first_row
        coming = iter(rows)
        while block := list(islice(coming, CHUNK_ROWS)):
            filled, width = self._chunk(block, at, texts=texts)
            last, columns = max(last, filled), max(columns, width)
            at += len(block)
            if expected:
                self.progress(at / expected)
        content = {
            "name": name,
            "hidden": hidden,
            "rows": last,
            "columns": columns,
            "merged": merged,
            "formats": [[c, *asdict(f).values()] for c, f in (formats or {}).items()],
        }
        self._send(frames.SHEET, content, sheet=self._sheets)
        self._sheets += 1
        return last, columns
