"""What a table from outside is made of: plain cells, blocks of rows, and the limits of reading."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

Cell = None | bool | int | float | str | dt.date | dt.datetime | dt.time
"""One value of a table. A duration is text like "26:30:00", as Excel shows it."""

CHUNK_ROWS = 2_000
"""The most rows a chunk holds."""

CHUNK_CELLS = 200_000
"""The most cells a chunk holds, unless a single row is wider."""

MIB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """How much a file may cost before it is refused.

    The defaults let every honest workbook through (100 MB, a million rows) and stop a hostile
    small one within 20 seconds.
    """

    seconds: float = 20.0
    """Wall clock for a file up to `free_bytes`."""
    seconds_per_mib: float = 2.0
    """Further seconds for each MiB above `free_bytes`."""
    free_bytes: int = 5 * MIB
    """Size up to which `seconds` alone counts, in bytes."""
    memory_bytes: int = 900 * MIB
    """Address space of the reading process, in bytes."""
    file_bytes: int = 300 * MIB
    """Size of the file on the disk, in bytes."""
    unpacked_bytes: int = 2048 * MIB
    """Size of everything inside a zipped workbook, unpacked, in bytes."""
    ratio: int = 200
    """How many times its packed size a large part of a workbook may unpack to."""
    members: int = 10_000
    """How many parts a zipped workbook may have."""
    sheets: int = 1_000
    """How many sheets a workbook may have."""
    cells: int = 50_000_000
    """How many cells all sheets together may have, blanks between them counted."""
    columns: int = 16_384
    """How many columns a sheet may have."""
    field_chars: int = 1_000_000
    """How long the text of one cell may be, in characters."""
    spool_bytes: int = 4096 * MIB
    """How much disk space the cells may take while the file is open, in bytes."""

    def wall(self, file_bytes: int) -> float:
        """How long a file of this size may take.

        Args:
            file_bytes: The file's size in bytes.

        Returns:
            Seconds.
        """
        return self.seconds + max(0, file_bytes - self.free_bytes) / MIB * self.seconds_per_mib


USUAL = Limits()
"""The limits in force unless a caller says otherwise."""


@dataclass(frozen=True)
class Chunk:
    """A block of rows, column by column.

    Chunks of a sheet come in order. Rows that no chunk holds are blank.
    """

    first_row: int
    """The number of the first row as Excel shows it, counted from 1."""
    columns: list[list[Cell]] = field(default_factory=list)
    """One list for each column of the sheet, all of the same length."""

    @property
    def rows(self) -> int:
        """How many rows the chunk holds."""
        return len(self.columns[0]) if self.columns else 0


@dataclass(frozen=True)
class ColumnFormat:
    """How the workbook shows most values of a column."""

    percent: bool = False
    """Shown as a percentage: 0.954 is meant as 95.4 %."""
    currency: str = ""
    """ISO 4217 code of the amounts; a bare "$" counts as USD and "¥" as JPY. Empty: none."""
    pad: int = 0
    """Digits a number is filled up to with zeros (7 shown as "00007" is 5); 0: none."""
    is_text: bool = False
    """The format is Text: digits are meant as typed."""
