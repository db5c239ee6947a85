"""Words set on paper: styles, lines that fit their room, cells, rows of cells, and small signs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from acctdesk.drawing.geometry import Point, Rect
from acctdesk.drawing.look import MARKS, Look, Measure, Tone, broken, elided
from acctdesk.drawing.scene import Anchor, Ink, Line, Move, Path, Shape, Text
from acctdesk.drawing.strokes import mark

Colour = Literal["text", "secondary"]
Sign = Tone | Literal["check"]
"""What stands before a word: the mark of a tone, or a check mark for what is as it should be."""


@dataclass(frozen=True, slots=True)
class Style:
    """How words look.

    Attributes:
        size: Of the letters, in pixels of which 96 are an inch.
        weight: 400, 500 or 600.
        colour: What they are read as.
    """

    size: float
    weight: int = 400
    colour: Colour = "text"

    @property
    def leading(self) -> float:
        """From one line to the next, in pixels."""
        return round(self.size * 1.4)

    @property
    def rise(self) -> float:
        """From the top of a line to its baseline, in pixels."""
        return round(self.size * 1.05)


TITLE = Style(27.0, 600)
HEADING = Style(16.0, 600)
FIGURE = Style(14.0, 600)
STRONG = Style(12.5, 600)
BODY = Style(12.5)
NOTE = Style(12.0, colour="secondary")
SIGN = 11.0
"""Width and height of a sign, in pixels."""
AFTER = 6.0
"""Between a sign and its word."""

_READ = 400
"""Letters of a word that are looked at: no line holds more."""

Draw = Callable[[float, float], list[Shape]]
"""Draws something whose upper left corner is there."""


@dataclass(frozen=True, slots=True)
class Part:
    """Words of one style, perhaps after a sign.

    Attributes:
        words: What is written.
        style: How.
        most: Lines at most.
        sign: What stands before it; None for nothing.
    """

    words: str
    style: Style = BODY
    most: int = 3
    sign: Sign | None = None


@dataclass(frozen=True, slots=True)
class Set:
    """Something that was set.

    Attributes:
        height: In pixels.
        draw: Draws it.
    """

    height: float
    draw: Draw


Cell = Sequence[Part] | Set
"""What a column of a row says."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        heading: What it is headed.
        share: Of the width of the table.
        right: Whether it is set to the right, as figures are.
    """

    heading: str
    share: float
    right: bool = False


class Setter:
    """Sets words.

    Args:
        look: Colours and fonts.
        measure: Says how wide words are.
    """

    GAP = 14.0
    """Between two columns."""
    PAD = 6.0
    """Above and below the words of a row."""

    def __init__(self, look: Look, measure: Measure) -> None:
        self.look, self.measure = look, measure

    def width(self, words: str, style: Style) -> float:
        """How wide a line is, in pixels."""
        return self.measure.width(words, style.size, style.weight)

    def line(self, words: str, style: Style, room: float) -> Set:
        """One line, shortened where it doesn't fit."""
        return self.cell([Part(elided(words, room, style.size, style.weight, self.measure), style,
                               1)], room)  # fmt: skip

    def cell(self, parts: Iterable[Part], room: float, *, right: bool = False) -> Set:
        """Words below one another.

        Args:
            parts: What stands there; empty words take no room.
            room: In pixels.
            right: Whether lines end at the right edge.
        """
        placed: list[tuple[float, str, Part, bool]] = []
        y = 0.0
        for part in parts:
            inset = SIGN + AFTER if part.sign is not None else 0.0
            for number, words in enumerate(self._lines(part, room - inset)):
                placed.append((y, words, part, number == 0))
                y += part.style.leading

        def draw(x: float, top: float) -> list[Shape]:
            shapes: list[Shape] = []
            for down, words, part, first in placed:
                base = top + down + part.style.rise
                left = x + (SIGN + AFTER if part.sign is not None else 0.0)
                if part.sign is not None and first:
                    shapes.append(self.sign(part.sign, x, base))
                colour = self.look.text if part.style.colour == "text" else self.look.secondary
                at = Point(x + room if right else left, base)
                anchor = Anchor.END if right else Anchor.START
                size, weight = part.style.size, part.style.weight
                shapes.append(Text(at, words, size, colour, weight, anchor))
            return shapes

        return Set(y, draw)

    def after(self, first: Part, second: Part, room: float) -> Set:
        """Words after others on one line where both fit, else below them.

        Args:
            first: What begins the line.
            second: What goes on.
            room: In pixels.
        """
        gap = 10.0
        inset = SIGN + AFTER if first.sign is not None else 0.0
        taken = inset + self.width(first.words, first.style) + gap
        if not second.words or taken + self.width(second.words, second.style) > room:
            return self.cell([first, second], room)
        one = self.cell([first], room)
        # On the same baseline, whatever the sizes.
        down = first.style.rise - second.style.rise
        other = self.cell([second], room - taken)

        def draw(x: float, y: float) -> list[Shape]:
            return [*one.draw(x, y), *other.draw(x + taken, y + down)]

        return Set(one.height, draw)

    def _lines(self, part: Part, room: float) -> list[str]:
        """The lines of a part."""
        style = part.style
        found: list[str] = []
        for paragraph in part.words.split("\n"):
            words = paragraph.strip()
            if part.most > 1:
                words = " ".join(self._torn(one, room, style, part.most) for one in words.split())
            left = part.most - len(found)
            if words and left > 0:
                found += broken(words, room, left, style.size, style.weight, self.measure)
        return found

    def _torn(self, word: str, room: float, style: Style, most: int) -> str:
        """A word with blanks where it has to be torn to fit: an address before its "@"."""
        if self.width(word[:_READ], style) <= room:
            return word
        at = word.find("@")
        parts = [word[:at], word[at:]] if at > 0 else [word]
        found: list[str] = []
        for part in parts:
            # Languages without blanks are torn anywhere; a hyphen tells that a word goes on.
            hyphen = "-" if part[0].isalpha() and part[0] < "\u2e80" else ""
            while len(found) < most and self.width(part[:_READ], style) > room:
                cut = max(self._fitting(part[:_READ], room, style, hyphen), 1)
                gap = max(part.rfind(one, 0, cut) for one in ".-/") + 1
                if gap > cut / 2:
                    found.append(part[:gap])
                    part = part[gap:]
                else:
                    found.append(part[:cut] + hyphen)
                    part = part[cut:]
            found.append(part)
        return " ".join(one for one in found if one)

    def _fitting(self, word: str, room: float, style: Style, end: str) -> int:
        """How many letters of a word fit with something behind them."""
        low, high = 0, len(word) - 1
        while low < high:
            half = (low + high + 1) // 2
            if self.width(word[:half] + end, style) <= room:
                low = half
            else:
                high = half - 1
        return low

    def sign(self, sign: Sign, x: float, base: float) -> Shape:
        """A sign beside words whose baseline is there."""
        where = Rect(x, base - SIGN + 1.0, SIGN, SIGN)
        if sign == "check":
            steps = (
                Move(Point(where.x + SIGN * 0.08, where.y + SIGN * 0.55)),
                Line(Point(where.x + SIGN * 0.38, where.y + SIGN * 0.85)),
                Line(Point(where.x + SIGN * 0.95, where.y + SIGN * 0.15)),
            )
            return Path(steps, Ink(stroke=self.look.tones[Tone.GOOD][0], width=2.0))
        return mark(MARKS[sign], where, *self.look.tones[sign])

    def beside(self, sets: Sequence[tuple[Set, float]]) -> Set:
        """Things side by side, each with how far right it begins."""

        def draw(x: float, y: float) -> list[Shape]:
            return [shape for one, right in sets for shape in one.draw(x + right, y)]

        return Set(max((one.height for one, _right in sets), default=0.0), draw)

    def below(self, sets: Sequence[Set], apart: float = 0.0) -> Set:
        """Things one below the other."""

        def draw(x: float, y: float) -> list[Shape]:
            shapes: list[Shape] = []
            for one in sets:
                shapes += one.draw(x, y)
                y += one.height + apart
            return shapes

        height = sum(one.height for one in sets) + apart * max(len(sets) - 1, 0)
        return Set(height, draw)

    def row(
        self, cells: Sequence[Cell], columns: Sequence[Column], room: float,
        *, head: bool = False,
    ) -> Set:  # fmt: skip
        """A row of a table, with the line beneath it.

        Args:
            cells: What each column says; what is set already has to fit.
            columns: The columns.
            room: Width of the table.
            head: Whether it is the row of headings.
        """
        widths = [one.share * room for one in columns]
        placed: list[tuple[Set, float]] = []
        x = 0.0
        for cell, column, width in zip(cells, columns, widths, strict=True):
            if isinstance(cell, Set):
                placed.append((cell, x))
            else:
                inner = width if column is columns[-1] else width - self.GAP
                placed.append((self.cell(cell, inner, right=column.right), x))
            x += width
        inside = self.beside(placed)
        height = inside.height + 2 * self.PAD
        colour = self.look.strong if head else self.look.border

        def draw(x: float, y: float) -> list[Shape]:
            rule = y + height - 0.5
            ends = (Move(Point(x, rule)), Line(Point(x + room, rule)))
            return [*inside.draw(x, y + self.PAD), Path(ends, Ink(stroke=colour))]

        return Set(height, draw)

    def heading(self, words: str, room: float) -> Set:
        """A heading with the room beneath it."""
        made = self.cell([Part(words, HEADING, 1)], room)
        return Set(made.height + 8.0, made.draw)

    def head(self, columns: Sequence[Column], room: float) -> Set:
        """The row of headings of a table."""
        style = Style(NOTE.size, 600, "secondary")
        cells = [[Part(one.heading, style, 2)] for one in columns]
        return self.row(cells, columns, room, head=True)
