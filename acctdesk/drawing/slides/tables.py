"""Tables on a slide: columns as wide as they need, letters as large as they can be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from acctdesk.clientview import Table, Text
from acctdesk.drawing.geometry import Point, Rect
from acctdesk.drawing.scene import Anchor, Group, Ink, Line, Move, Path, Shape
from acctdesk.drawing.slides.block import Halves, Parts, evenly
from acctdesk.drawing.slides.style import HAIR, LEAST, Kit
from acctdesk.drawing.slides.typesetting import LEADING, Lines, cut_text, longest_word, set_text

SIZES = (36.0, 33.0, 30.0, 28.0, 26.0, 24.0, LEAST)
"""Of its letters, tried in turn."""
_FIRM = 26.0
"""Letters that are read without effort."""
_FINE = (0, False, 0)
"""How a table looks in which nothing is broken, small or torn."""
_SHORT = 20
"""Letters of a cell that had better stay on one line: a date, a state."""
PAD = 18.0
"""Left and right of a cell's words, in pixels."""
_NUMERIC = set("0123456789.,+-−–% \u00a0\u202f'€$£:/")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it is set.

    Attributes:
        size: Of its letters, in pixels.
        widths: Of its columns.
        heights: Of its rows, that of the headings first; 0 where there are none.
        rows: What stands in each cell, the headings first.
        right: Which columns hold numbers, which stand to the right.
    """

    size: float
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    rows: tuple[tuple[Lines, ...], ...]
    right: tuple[bool, ...]

    @property
    def height(self) -> float:
        """How high all of it is, in pixels."""
        return sum(self.heights)


class Grid:
    """A block with one table.

    Args:
        table: The table.
        kit: What is needed to draw.
        caption: The line above it, if there is one.
    """

    greedy = False
    most = SIZES[0]
    """The largest letters it may have, so that tables on one slide look alike."""

    def __init__(self, table: Table, kit: Kit, caption: Text | None = None) -> None:
        self.table, self._caption, self._kit = table, caption, kit
        self._right = tuple(at > 0 and _numeric(table, at) for at in range(len(table.headings)))
        self._sheets: dict[tuple[float, float], Sheet] = {}
        self._looks: dict[int, tuple[int, bool, int, float]] = {}

    @property
    def parts(self) -> Parts:
        """What it shows."""
        return (self.table,) if self._caption is None else (self._caption, self.table)

    def caption(self, width: float) -> Lines:
        """The line above it, as it is set.

        Args:
            width: How wide the block is.
        """
        words = self._caption.text if self._caption else ""
        words = "" if words in self._kit.said else words
        return set_text(words, width, 26.0, 600, self._kit.measure)

    def head(self, width: float) -> float:
        """How high that line is with the room beneath, in pixels."""
        lines = self.caption(width)
        return lines.height + 10.0 if lines.lines else 0.0

    def sheet(self, width: float, height: float) -> Sheet:
        """Set it as large as it fits.

        Args:
            width: How wide it may be.
            height: How high it may be, without the line above it.
        """
        return self._best(width, height + 0.5) or self._sheet(width, SIZES[-1])

    def set_at(self, rect: Rect) -> Sheet:
        """Set it where it stands.

        Args:
            rect: Where, the line above it included.
        """
        return self.sheet(rect.width, rect.height - self.head(rect.width))

    def _best(self, width: float, height: float) -> Sheet | None:
        """The best looking of those that fit, the largest first."""
        best: Sheet | None = None
        for size in SIZES:
            sheet = self._sheet(width, size) if size <= self.most else None
            if sheet is None or sheet.height > height:
                continue
            if best is None or self._ugly(sheet) < self._ugly(best):
                best = sheet
            if self._ugly(best)[:3] == _FINE:
                break
        return best

    def _ugly(self, sheet: Sheet) -> tuple[int, bool, int, float]:
        """How a table looks in some letters, the least being best.

        No word is broken where that can be; large letters are worth little where they tear dates
        and states apart, but none are small for that.
        """
        if id(sheet) not in self._looks:
            self._looks[id(sheet)] = self._look(sheet)
        return self._looks[id(sheet)]

    def _look(self, sheet: Sheet) -> tuple[int, bool, int, float]:
        broken = torn = 0
        for number, (row, cells) in enumerate(
            zip(sheet.rows, (self.table.headings, *self.table.rows), strict=True)
        ):
            for column, (lines, cell) in enumerate(zip(row, cells, strict=True)):
                weight = weight_of(number, column)
                wide = longest_word(cell, sheet.size, weight, self._kit.measure)
                broken += wide > sheet.widths[column] - 2 * PAD + 1.0
                torn += len(cell) <= _SHORT and len(lines.lines) > 1
        return broken, sheet.size < _FIRM, torn, -sheet.size

    def least(self, width: float) -> float:
        """Height it needs so that everything can be read."""
        return self.head(width) + self._sheet(width, SIZES[-1]).height

    def liked(self, width: float) -> float:
        """Height at which its letters are large."""
        sheet = self._best(width, inf)
        return self.head(width) + (sheet.height if sheet else 0.0)

    def split(self, width: float, height: float) -> Halves | None:
        """As many rows as fit beneath the headings; of a very high row, as many lines."""
        sheet = self._sheet(width, SIZES[-1])
        room = height - self.head(width) - sheet.heights[0]
        count = 0
        for high in sheet.heights[1:]:
            if high > room:
                break
            room -= high
            count += 1
        rows = self.table.rows
        if count >= len(rows):
            return None
        if count:
            count = evenly(len(rows), count)
            return self._halves(rows[:count], rows[count:])
        pairs = [
            cut_text(cell, wide - 2 * PAD, room - 2 * row_pad(sheet.size), sheet.size, 400,
                     self._kit.measure)
            for cell, wide in zip(rows[0], sheet.widths, strict=True)
        ]  # fmt: skip
        if not any(first for first, _rest in pairs) or not any(rest for _first, rest in pairs):
            return None
        first, second = tuple(one for one, _rest in pairs), tuple(rest for _one, rest in pairs)
        return self._halves((first,), (second, *rows[1:]))

    def _halves(
        self, first: Sequence[tuple[str, ...]], second: Sequence[tuple[str, ...]]
    ) -> Halves:
        head = () if self._caption is None else (self._caption,)
        headings = self.table.headings
        return (
            (*head, Table(headings, tuple(first))),
            (*head, Table(headings, tuple(second))),
        )

    def shapes(self, rect: Rect) -> Iterator[Shape]:
        """Draw it."""
        look = self._kit.look
        yield from self.caption(rect.width).shapes(Point(rect.x, rect.y), rect.width, look.text)
        y = rect.y + self.head(rect.width)
        sheet = self.set_at(rect)
        wide = sum(sheet.widths)
        for number, (row, high) in enumerate(zip(sheet.rows, sheet.heights, strict=True)):
            if not high:
                continue
            yield Group(tuple(self._row(sheet, number, row, Point(rect.x, y))))
            y += high
            colour = look.strong if number == 0 else look.faint
            ends = (Move(Point(rect.x, y)), Line(Point(rect.x + wide, y)))
            yield Path(ends, Ink(stroke=colour, width=HAIR))

    def _row(self, sheet: Sheet, number: int, row: Sequence[Lines], at: Point) -> Iterator[Shape]:
        look = self._kit.look
        x = at.x
        for column, lines in enumerate(row):
            wide = sheet.widths[column]
            left = 0.0 if column == 0 else PAD
            room = wide - left - (PAD if column < len(row) - 1 else 0.0)
            anchor = Anchor.END if sheet.right[column] else Anchor.START
            colour = look.secondary if number == 0 else look.text
            spot = Point(x + left, at.y + row_pad(sheet.size))
            yield from lines.shapes(spot, room, colour, anchor)
            x += wide

    # -- setting -----------------------------------------------------------------------------

    def _sheet(self, width: float, size: float) -> Sheet:
        key = (width, size)
        if key not in self._sheets:
            widths = self._widths(width, size)
            rows = [
                tuple(
                    set_text(cell, wide - 2 * PAD, size, weight_of(number, column),
                             self._kit.measure)
                    for column, (cell, wide) in enumerate(zip(row, widths, strict=True))
                )
                for number, row in enumerate((self.table.headings, *self.table.rows))
            ]  # fmt: skip
            heights = [
                max((one.height for one in row), default=0.0) or size * LEADING for row in rows
            ]
            heights = [high + 2 * row_pad(size) for high in heights]
            if not any(self.table.headings):
                heights[0] = 0.0
            self._sheets[key] = Sheet(size, widths, tuple(heights), tuple(rows), self._right)
        return self._sheets[key]

    def _widths(self, width: float, size: float) -> tuple[float, ...]:
        """What each column needs so that no word breaks, and a share of what is left."""
        measure = self._kit.measure
        least, liked = [], []
        for column, heading in enumerate(self.table.headings):
            cells = [(heading, weight_of(0, column))]
            cells += [(row[column], weight_of(1, column)) for row in self.table.rows]
            words = max(longest_word(cell, size, weight, measure) for cell, weight in cells)
            whole = max(
                measure.width(line, size, weight)
                for cell, weight in cells for line in cell.splitlines() or [""]
            )  # fmt: skip
            least.append(words + 2 * PAD + 2.0)
            liked.append(whole + 2 * PAD + 2.0)
        if not least:
            return ()
        if sum(least) > width:
            # Words must break: the widest columns give what the others need.
            level = _level(least, width)
            return tuple(min(one, level) for one in least)
        if sum(liked) <= width:
            # What is left goes to the columns of words, so that the table spans the slide.
            spare = width - sum(liked)
            return tuple(one + spare * one / sum(liked) for one in liked)
        room, wanted = width - sum(least), [b - a for a, b in zip(least, liked, strict=True)]
        level = _level(wanted, room)
        return tuple(a + min(b, level) for a, b in zip(least, wanted, strict=True))


def _level(wanted: Sequence[float], room: float) -> float:
    """The most that each gets when all who want less get what they want."""
    left, waiting = room, sorted(wanted)
    for place, one in enumerate(waiting):
        share = left / (len(waiting) - place)
        if one >= share:
            return share
        left -= one
    return max(waiting, default=0.0)


def row_pad(size: float) -> float:
    """Above and beneath the words of a row, in pixels.

    Args:
        size: Of the letters.
    """
    return size * 0.34


def weight_of(row: int, column: int) -> int:
    """How strong the letters of a cell are: headings stand out, and what a row is about.

    Args:
        row: From 0, which is the headings.
        column: From 0.
    """
    return 600 if row == 0 else 500 if column == 0 else 400


def _numeric(table: Table, column: int) -> bool:
    """Whether a column holds numbers: all of its cells that say something do."""
    cells = [row[column] for row in table.rows if row[column]]
    return bool(cells) and all(
        set(cell) <= _NUMERIC and any(one.isdigit() for one in cell) for cell in cells
    )
