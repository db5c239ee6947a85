"""A grid that measures its columns by their longest words alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from heapq import nlargest
from typing import Protocol, runtime_checkable

from acctdesk.ui.widgets.grid import GridView

SEEN = 60
"""Rows that a column is measured by."""
LONGEST = 3
"""How many of them are measured: letters differ in width, so the longest text may not be widest."""


@runtime_checkable
class Wordy(Protocol):
    """A model that tells which rows have the longest words, without a question to Qt."""

    def longest(self, column: int, first: int, last: int) -> Sequence[int]:
        """A few rows with the longest words of a column.

        Args:
            column: The column.
            first: The first row to look at.
            last: The row after the last one.
        """


def longest(length: Callable[[int], int], first: int, last: int) -> list[int]:
    """The rows whose words are longest.

    Args:
        length: Tells the length of a row's words.
        first: The first row to look at.
        last: The row after the last one.
    """
    return nlargest(LONGEST, range(first, last), key=length)


class QuickGrid(GridView):
    """Measures few cells of a `Wordy` model.

    Every question to Qt lets another thread compute first. While a roster is checked there, sixty
    rows of fifteen columns took a quarter of a second to measure.
    """

    def sizeHintForColumn(self, column: int) -> int:
        """What the rows in sight need."""
        model = self.model()
        if not isinstance(model, Wordy):
            return super().sizeHintForColumn(column)
        rows = model.rowCount()
        if not rows:
            return 0
        first = max(self.rowAt(0), 0)
        kind = self.cell_delegate.kind(model, column)
        wide = self.cell_delegate.cells.width
        return max(
            (
                wide(model.index(row, column), kind)
                for row in model.longest(column, first, min(rows, first + SEEN))
            ),
            default=0,
        )
