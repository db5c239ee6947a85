"""An opened table file: its sheets, whose cells wait on the disk and come chunk by chunk."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from acctdesk.exchange.reading import frames
from acctdesk.exchange.reading.cells import Cell, Chunk, ColumnFormat
from acctdesk.exchange.reading.reasons import problem


class Spool:
    """The temporary file that holds the cells; gone when closed or collected.

    Args:
        path: The file.
        reader: It, opened for reading.
    """

    def __init__(self, path: str, reader: BinaryIO) -> None:
        self.path = path
        self._reader = reader
        self._lock = threading.Lock()

    def size(self) -> int:
        """Bytes written so far."""
        return os.fstat(self._reader.fileno()).st_size

    def read(self, offset: int, length: int) -> bytes:
        """Read a piece; any thread may.

        Raises:
            ValueError: The spool is closed.
        """
        with self._lock:
            self._reader.seek(offset)
            return self._reader.read(length)

    def close(self) -> None:
        """Delete the file."""
        self._reader.close()
        with contextlib.suppress(OSError):
            os.remove(self.path)

    def __del__(self) -> None:
        self.close()


@dataclass(frozen=True)
class Sheet:
    """One sheet of a table file."""

    name: str
    hidden: bool = False
    """Whether a person who opens the file does not see it (hidden or very hidden)."""
    rows: int = 0
    """Number of the last filled row as Excel shows it; 0: no cells."""
    columns: int = 0
    """How many columns there are up to the last filled one."""
    merged: tuple[tuple[int, int, int, int], ...] = ()
    """Merged ranges: first row (from 1), first column (from 0), last row, last column."""
    formats: dict[int, ColumnFormat] = field(default_factory=dict)
    """Column (from 0) to how it is shown; columns without a special format are absent."""
    source: Callable[[], Iterator[Chunk]] = field(
        default=lambda: iter(()), repr=False, compare=False
    )
    """Makes the chunks; use `chunks`."""

    def chunks(self) -> Iterator[Chunk]:
        """The cells in order. Rows between chunks are blank.

        Raises:
            FileProblem: What the reading process left is no table.
            ValueError: The file was closed.
        """
        return self.source()

    def head(self, n: int) -> list[list[Cell]]:
        """The first rows, row by row, blank ones included.

        Args:
            n: How many at most.

        Raises:
            FileProblem: As for `chunks`.
        """
        n = min(n, self.rows)
        found: list[list[Cell]] = []
        for chunk in self.chunks():
            while len(found) < min(n, chunk.first_row - 1):
                found.append([None] * self.columns)
            if len(found) >= n:
                break
            found.extend(list(row) for row in zip(*chunk.columns, strict=True))
        return found[:n]


@dataclass(frozen=True)
class TableFile:
    """A table file, or a pasted block, as plain cells. Close it: its cells lie on the disk."""

    name: str
    """How to call it: the file's name."""
    path: Path | None = None
    kind: str = ""
    """What its content is: xlsx, xlsm, xls, xlsb, ods, csv, html, xml or pasted."""
    sheets: tuple[Sheet, ...] = ()
    notes: tuple[str, ...] = ()
    """What a person should know about it, in sentences."""
    encoding: str = ""
    """Codec of a text file; empty for workbooks."""
    delimiter: str = ""
    """Delimiter of a text file; empty for workbooks."""
    spool: Spool | None = field(default=None, repr=False, compare=False)

    def close(self) -> None:
        """Delete the cells from the disk; sheets can't be read afterwards."""
        if self.spool is not None:
            self.spool.close()

    def __enter__(self) -> TableFile:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def spooled(
    spool: Spool, heads: tuple[frames.Head, ...], width: int, name: str
) -> Callable[[], Iterator[Chunk]]:
    """Make a sheet's source from its frames in the spool.

    Args:
        spool: The spool.
        heads: The heads of the sheet's chunks, in order.
        width: The sheet's columns.
        name: The file's name, for a problem's text.
    """

    def chunks() -> Iterator[Chunk]:
        for head in heads:
            body = spool.read(head.offset, head.length)
            try:
                yield frames.unpack_chunk(head, body, width)
            except frames.BadFrame as bad:
                raise problem("crashed", {}, name) from bad

    return chunks
