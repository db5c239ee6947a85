"""The columns of a sheet that an import of tickets needs, read in one pass and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import NoneType

from acctdesk.exchange.reading import Sheet
from acctdesk.services.values.cell import Cell

_TEXTS = {str, NoneType}


@dataclass(frozen=True)
class Columns:
    """Whole columns of a sheet, without its blank rows.

    Attributes:
        rows: Row numbers as a spreadsheet shows them.
        cells: By the column's place in the sheet, a cell for each row; texts that repeat are one
            object.
    """

    rows: list[int]
    cells: dict[int, list[Cell]]

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self.rows)


class Reader:
    """Reads columns and keeps them, since a draft, its states and the check need the same ones."""

    def __init__(self) -> None:
        self._held: dict[int, tuple[Sheet, int, Columns]] = {}

    def columns(
        self,
        sheet: Sheet,
        first_row: int,
        wanted: Iterable[int],
        progress: Callable[[float], None] = lambda share: None,
    ) -> Columns:
        """Whole columns of a sheet.

        Args:
            sheet: The sheet.
            first_row: Number of the first row of values.
            wanted: Places of the columns; those that were read before are not read again.
            progress: Told how far it is, 0 to 1.
        """
        places = {at for at in wanted if at < sheet.columns}
        held = self._held.get(id(sheet))
        if held is not None and held[1] == first_row and places <= held[2].cells.keys():
            return held[2]
        made = _read(sheet, first_row, sorted(places), progress)
        self._held[id(sheet)] = (sheet, first_row, made)
        return made

    def forget(self) -> None:
        """Let go of all columns."""
        self._held.clear()


def _read(
    sheet: Sheet, first_row: int, places: list[int], progress: Callable[[float], None]
) -> Columns:
    rows: list[int] = []
    cells: dict[int, list[Cell]] = {at: [] for at in places}
    same: dict[Cell, Cell] = {}
    keep = same.setdefault
    for chunk in sheet.chunks():
        start = max(0, first_row - chunk.first_row)
        if start >= chunk.rows:
            continue
        numbers = range(chunk.first_row + start, chunk.first_row + chunk.rows)
        columns = chunk.columns if not start else [one[start:] for one in chunk.columns]
        blank = _blank_rows(columns)
        if blank:
            kept = [i for i in range(len(numbers)) if i not in blank]
            rows += [numbers[i] for i in kept]
            columns = [[one[i] for i in kept] for one in columns]
        else:
            rows += numbers
        for at in places:
            column = columns[at]
            # Other sorts of cells may be equal and yet different, as 1 and True are.
            if set(map(type, column)) <= _TEXTS and 2 * len(set(column)) < len(column):
                column = list(map(keep, column, column))
            cells[at] += column
        progress(chunk.first_row / max(sheet.rows, 1))
    return Columns(rows, cells)


def _blank_rows(columns: list[list[Cell]]) -> set[int]:
    """Places of rows without a cell; nearly always none, which the first columns tell."""
    left: set[int] | None = None
    for one in columns:
        if left is None:
            if None not in one:
                return set()
            left = {i for i, cell in enumerate(one) if cell is None}
        else:
            left = {i for i in left if one[i] is None}
        if not left:
            return set()
    return left or set()
