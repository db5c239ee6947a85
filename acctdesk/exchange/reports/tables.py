"""Tables on paper: columns as wide as their words need, rows as high, broken between pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from acctdesk.clientview import Table
from acctdesk.drawing.geometry import Point, Rect
from acctdesk.drawing.look import Look, Measure, broken
from acctdesk.drawing.scene import Anchor, Box, Ink, Line, Move, Path, Shape, Text

SIZE = 12.0
"""Of the words, in pixels."""
_LINE, _PAD, _GAP = 17.0, 5.0, 16.0
_MOST = 4
"""Lines of a cell at most."""
_WIDEST = 420.0
_FIGURE = re.compile(r"[−+-]?\d[\d.,\u00a0\u202f ]*( ?%| pt)?")


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it is written.

    Attributes:
        cells: The lines of each cell.
        height: In pixels.
    """

    cells: tuple[tuple[str, ...], ...]
    height: float


class Sheet:
    """A table laid out for a width.

    Args:
        table: What it says.
        room: In pixels.
        measure: Says how wide words are.
        signed: The column that has room for a sign before its word; -1 for none.
    """

    def __init__(self, table: Table, room: float, measure: Measure, signed: int = -1) -> None:
        self._measure, self._signed = measure, signed
        columns = range(len(table.headings))
        self._figures = [
            any(row[one] for row in table.rows)
            and all(_FIGURE.fullmatch(row[one]) for row in table.rows if row[one])
            for one in columns
        ]
        self.widths = self._widths(table, room)
        self.head = self._row(table.headings, 600)
        self.rows = [self._row(row, 400) for row in table.rows]

    def draw(
        self,
        row: Row,
        at: Point,
        look: Look,
        *,
        head: bool = False,
        sign: Sequence[Shape] = (),
    ) -> list[Shape]:
        """Draw a row.

        Args:
            row: `head`, or one of `rows`.
            at: Its upper left corner.
            look: Colours.
            head: Whether it is the headings.
            sign: Shapes of the signed cell, placed already; they stand in place of its words.
        """
        wide = sum(self.widths)
        shapes: list[Shape] = []
        if head:
            shapes.append(Box(Rect(at.x, at.y, wide, row.height), Ink(look.chip)))
        y = at.y + row.height - 0.5
        ends = (Move(Point(at.x, y)), Line(Point(at.x + wide, y)))
        shapes.append(Path(ends, Ink(stroke=look.strong if head else look.border)))
        x = at.x
        for column, (lines, width) in enumerate(zip(row.cells, self.widths, strict=True)):
            if sign and column == self._signed:
                shapes += sign
            else:
                right = self._figures[column]
                left = x + width - _GAP / 2 if right else x + _GAP / 2
                for number, words in enumerate(lines):
                    base = Point(left, at.y + _PAD + 12.5 + number * _LINE)
                    shapes.append(
                        Text(
                            base, words, SIZE, look.text, 600 if head else 400,
                            Anchor.END if right else Anchor.START,
                        )
                    )  # fmt: skip
            x += width
        return shapes

    def sign_at(self, at: Point) -> Point:
        """Where the sign of a row begins whose upper left corner is given: on the baseline."""
        x = at.x + sum(self.widths[: self._signed]) + _GAP / 2
        return Point(x, at.y + _PAD + 12.5)

    def _row(self, cells: Sequence[str], weight: int) -> Row:
        written = tuple(
            tuple(broken(words, width - _GAP, _MOST, SIZE, weight, self._measure))
            for words, width in zip(cells, self.widths, strict=True)
        )
        lines = max((len(one) for one in written), default=1)
        return Row(written, max(lines, 1) * _LINE + 2 * _PAD)

    def _widths(self, table: Table, room: float) -> list[float]:
        """As the words need; the widest give way where there is too little room for all."""
        width = self._measure.width
        natural, least = [], []
        for column, heading in enumerate(table.headings):
            cells = [row[column] for row in table.rows]
            sign = 20.0 if column == self._signed else 0.0
            longest = max((width(one, SIZE, 400) for one in cells), default=0.0) + sign
            words = [part for one in (*cells, heading) for part in one.split()]
            word = max((width(one, SIZE, 600) for one in words), default=0.0) + sign
            whole = max(min(longest, _WIDEST), width(heading, SIZE, 600))
            natural.append(whole + _GAP + 1.0)
            least.append(min(word, _WIDEST) + _GAP + 1.0)
        least = [min(one, other) for one, other in zip(least, natural, strict=True)]
        over = sum(natural) - room
        while over > 0.5:
            spare = [one - other for one, other in zip(natural, least, strict=True)]
            give = max(range(len(natural)), key=lambda one: spare[one])
            if spare[give] <= 0.5:
                # Not even single words fit: all give way alike.
                share = room / sum(natural)
                return [one * share for one in natural]
            by = min(over, max(spare[give] / 2, min(spare[give], 8.0)))
            natural[give] -= by
            over -= by
        return natural
