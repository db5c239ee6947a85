"""Words and large figures: headings with what follows, quotes, contacts, one beside the other.

What belongs together makes a group; groups stand in a grid. All letters of a block shrink
together, so that no paragraph shouts beside its neighbour.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from acctdesk.clientview import Contact, Figure, Part, Quote, Text
from acctdesk.drawing.geometry import Point, Rect
from acctdesk.drawing.scene import Box, Group, Ink, Line, Move, Path, Shape
from acctdesk.drawing.slides.block import Halves, Parts, fitting
from acctdesk.drawing.slides.signs import tone_mark
from acctdesk.drawing.slides.style import APART, HAIR, LEAST, Kit
from acctdesk.drawing.slides.typesetting import Lines, cut_text, largest, set_text

Narrow = Text | Figure | Quote | Contact
FACTORS = (1.25, 1.12, 1.0, 0.92, 0.84, 0.76, 0.7)
"""By how much everything shrinks in turn until it fits."""
LONGEST_LINE = 1360.0
"""Of a paragraph: a longer line loses its reader."""
_COLUMN = 56.0
_BAR = 28.0
"""Left of somebody's words."""
_SIZES = {"title": (36.0, 600), "heading": (32.0, 600), "caption": (24.0, 400), "body": (30.0, 400)}


@dataclass(frozen=True, slots=True)
class Piece:
    """Some lines as they are set.

    Attributes:
        lines: The lines.
        colour: Of the letters.
        above: Room above, unless they stand first.
        tone: Mark beside them; empty for none.
        inset: Room to the left.
    """

    lines: Lines
    colour: str
    above: float = 0.0
    tone: str = ""
    inset: float = 0.0


@dataclass(frozen=True, slots=True)
class Cell:
    """A group as it is set.

    Attributes:
        pieces: From top to bottom.
        title: Everything it says.
    """

    pieces: tuple[Piece, ...]
    title: str

    @property
    def right(self) -> bool:
        """Whether it is written from right to left, as its first words are."""
        return bool(self.pieces) and self.pieces[0].lines.right

    @property
    def height(self) -> float:
        """How high it is, in pixels."""
        above = sum(one.above for one in self.pieces[1:])
        return above + sum(one.lines.height for one in self.pieces)


@dataclass(frozen=True, slots=True)
class Fitted:
    """A block as it is set.

    Attributes:
        factor: By how much its letters shrank.
        columns: How many groups stand side by side.
        width: Of a column, in pixels.
        cells: The groups, row by row.
    """

    factor: float
    columns: int
    width: float
    cells: tuple[Cell, ...]

    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """The groups of each row."""
        for first in range(0, len(self.cells), self.columns):
            yield self.cells[first : first + self.columns]

    @property
    def height(self) -> float:
        """How high all of it is, in pixels."""
        rows = [max(cell.height for cell in row) for row in self.rows()]
        return sum(rows) + 2 * self.gap * max(len(rows) - 1, 0)

    @property
    def gap(self) -> float:
        """From a group to the line that parts it from the next, in pixels."""
        return APART * self.factor * (0.8 if self.columns == 1 else 0.6)

    def places(self, rect: Rect) -> Iterator[tuple[Cell, Rect]]:
        """Where each group stands in a rectangle."""
        y = rect.y
        for row in self.rows():
            high = max(cell.height for cell in row)
            for at, cell in enumerate(row):
                x = rect.x + at * (self.width + _COLUMN)
                if self.columns == 1 and cell.right:
                    x = rect.right - self.width
                yield cell, Rect(x, y, self.width, high)
            y += high + 2 * self.gap


class Prose:
    """A block of words and large figures.

    Args:
        parts: What it shows.
        kit: What is needed to draw.
        side: Whether it stands beside something: one group beneath the other then.
    """

    greedy = False

    def __init__(self, parts: Sequence[Narrow], kit: Kit, *, side: bool = False) -> None:
        self._parts: tuple[Narrow, ...] = tuple(parts)
        self.kit, self._side = kit, side
        self._groups = tuple(groups(self._parts))
        self._set: dict[tuple[float, float, int], Fitted] = {}

    @property
    def parts(self) -> Parts:
        """What it shows."""
        return self._parts

    def least(self, width: float) -> float:
        """Height it needs so that everything can be read."""
        return min(self._fitted(width, FACTORS[-1], one).height for one in self._ways())

    def liked(self, width: float) -> float:
        """Height at which nothing shrinks."""
        factor = FACTORS[2 if self._side else 0]
        return self._fitted(width, factor, self._ways()[0]).height

    def fitted(self, width: float, height: float) -> Fitted:
        """Set it as large as it fits."""
        for factor in FACTORS[2 if self._side else 0 :]:
            for columns in self._ways():
                found = self._fitted(width, factor, columns)
                if found.height <= height + 0.5:
                    return found
        return min(
            (self._fitted(width, FACTORS[-1], one) for one in self._ways()),
            key=lambda one: one.height,
        )

    def split(self, width: float, height: float) -> Halves | None:
        """As many groups as fit; of a single one, as many of its lines."""
        count = fitting(
            len(self._groups) - 1, lambda n: self._fits(self._groups[:n], width, height)
        )
        if count:
            first = tuple(part for group in self._groups[:count] for part in group)
            return first, self._parts[len(first) :]
        return self._cut(width, height)

    def _fits(self, parts: Sequence[Sequence[Narrow]], width: float, height: float) -> bool:
        """Whether some groups fit."""
        told = [part for group in parts for part in group]
        return Prose(told, self.kit, side=self._side).least(width) <= height

    def shapes(self, rect: Rect) -> Iterator[Shape]:
        """Draw it."""
        found = self.fitted(rect.width, rect.height)
        look = self.kit.look
        for number, (cell, place) in enumerate(found.places(rect)):
            if number and found.columns == 1:
                y = place.y - found.gap
                ends = (Move(Point(place.x, y)), Line(Point(place.right, y)))
                yield Path(ends, Ink(stroke=look.faint, width=HAIR))
            yield Group(tuple(self._cell(cell, place)), cell.title)

    # -- setting -----------------------------------------------------------------------------

    def _ways(self) -> list[int]:
        """How many groups may stand side by side, the best first."""
        count = len(self._groups)
        if self._side:
            return [1]
        figures = all(isinstance(group[0], Figure) for group in self._groups)
        best = min(count, 4 if figures else 3)
        return list(dict.fromkeys((best, min(count, 3), min(count, 2), 1)))

    def _fitted(self, width: float, factor: float, columns: int) -> Fitted:
        key = (width, factor, columns)
        if key not in self._set:
            room = (width - (columns - 1) * _COLUMN) / columns
            if columns == 1:
                room = min(room, LONGEST_LINE)
            cells = tuple(self._pieces(group, room, factor) for group in self._groups)
            self._set[key] = Fitted(factor, columns, room, cells)
        return self._set[key]

    def _pieces(self, group: Sequence[Narrow], room: float, factor: float) -> Cell:
        found: list[Piece] = []
        for part in group:
            found += self._of(part, room, factor)
        kept = tuple(one for one in found if one.lines.lines)
        said = ", ".join(words for part in group for words in part.texts() if words)
        return Cell(kept, said)

    def _of(self, part: Narrow, room: float, factor: float) -> Iterator[Piece]:
        look, measure = self.kit.look, self.kit.measure

        def lines(text: str, size: float, weight: int = 400, less: float = 0.0) -> Lines:
            return set_text(text, room - less, max(size * factor, LEAST), weight, measure)

        match part:
            case Text():
                size, weight = _SIZES.get(part.role, _SIZES["body"])
                colour = look.secondary if part.role == "caption" else look.text
                above = 24.0 if part.role in ("title", "heading") else 8.0
                yield Piece(lines(part.text, size, weight), colour, above * factor)
            case Figure():
                sizes = [max(one * factor, LEAST) for one in (84.0, 68.0, 52.0, 40.0)]
                marked = part.tone in ("warn", "bad")
                wide = room - (sizes[0] * 0.6 if marked else 0.0)
                value = largest(part.value, wide, sizes[0] * 1.3, sizes, 600, measure)
                colour, outline = self.kit.tone(part.tone)
                colour = look.text if part.tone == "none" else outline or colour
                yield Piece(value, colour, 24.0 * factor, part.tone if marked else "")
                yield Piece(lines(part.name, 30.0), look.text, 2.0)
                yield Piece(lines(part.note, 24.0), look.secondary, 4.0 * factor)
            case Quote():
                words = lines(part.text, 34.0, 400, _BAR)
                yield Piece(words, look.text, 24.0 * factor, inset=_BAR)
                said = lines(part.by, 26.0, 400, _BAR)
                yield Piece(said, look.secondary, 12.0 * factor, inset=_BAR)
            case Contact():
                yield Piece(lines(part.name, 30.0, 600), look.text, 24.0 * factor)
                for number, told in enumerate(contact_lines(part)):
                    yield Piece(lines(told, 26.0), look.secondary, 8.0 * factor * (not number))

    def _cell(self, cell: Cell, place: Rect) -> Iterator[Shape]:
        y = place.y
        right = cell.right
        quoted: list[float] = []
        for number, piece in enumerate(cell.pieces):
            y += piece.above if number else 0.0
            inset = 0.0 if right else piece.inset
            room = place.width - piece.inset
            lines = replace(piece.lines, right=right)
            yield from lines.shapes(Point(place.x + inset, y), room, piece.colour)
            if piece.tone:
                yield self._mark(piece, place, y)
            if piece.inset:
                quoted += [y + 4.0, y + lines.height - 4.0]
            y += lines.height
        if quoted:
            x = place.right - 6.0 if right else place.x
            bar = Rect(x, quoted[0], 6.0, quoted[-1] - quoted[0])
            yield Box(bar, Ink(self.kit.look.accent))

    def _mark(self, piece: Piece, place: Rect, y: float) -> Shape:
        """What says how a figure stands without its colour."""
        lines = piece.lines
        edge = lines.size * 0.42
        last = self.kit.width(lines.lines[-1], lines.size, lines.weight)
        foot = y + lines.height - lines.size * 0.34
        x = place.right - last - edge * 1.4 if lines.right else place.x + last + edge * 0.4
        return tone_mark(piece.tone, Rect(x, foot - edge, edge, edge), self.kit)

    # -- parting -----------------------------------------------------------------------------

    def _cut(self, width: float, height: float) -> Halves | None:
        """Part the first group within the text it ends with."""
        group, rest = self._groups[0], self._parts[len(self._groups[0]) :]
        count = fitting(len(group) - 1, lambda n: self._fits([group[:n]], width, height))
        if count:
            kept: tuple[Narrow, ...] = group[:count]
            if any(one.role in ("body", "caption") for one in kept if isinstance(one, Text)):
                return kept, (*group[count:], *rest)
            head = Prose(kept, self.kit, side=self._side).least(width)
            halves = self._halves(group[count], width, height - head - 8.0)
            if halves is not None:
                return (*kept, halves[0]), (halves[1], *group[count + 1 :], *rest)
            return None
        halves = self._halves(group[0], width, height)
        return halves and ((halves[0],), (halves[1], *group[1:], *rest))

    def _halves(self, part: Narrow, width: float, height: float) -> tuple[Narrow, Narrow] | None:
        if not isinstance(part, Text | Quote):
            return None
        role = part.role if isinstance(part, Text) else "quote"
        size, weight = _SIZES.get(role, (34.0, 400) if role == "quote" else _SIZES["body"])
        size = max(size * FACTORS[-1], LEAST)
        room = min(width, LONGEST_LINE) - _BAR
        if isinstance(part, Quote):
            height -= set_text(part.by, room, LEAST, 400, self.kit.measure).height + 12.0
        first, second = cut_text(part.text, room, height, size, weight, self.kit.measure)
        if not first or not second:
            return None
        return replace(part, text=first), replace(part, text=second)


def groups(parts: Sequence[Narrow]) -> Iterator[tuple[Narrow, ...]]:
    """What belongs together: a heading and its paragraphs, a figure, somebody's words.

    Args:
        parts: In their order.
    """
    group: list[Narrow] = []
    for part in parts:
        follows = isinstance(part, Text) and part.role in ("body", "caption")
        joins = follows and (not group or isinstance(group[-1], Text))
        if group and not joins:
            yield tuple(group)
            group = []
        group.append(part)
    if group:
        yield tuple(group)


def contact_lines(contact: Contact) -> list[str]:
    """What is said of somebody beneath their name.

    Args:
        contact: How somebody is reached.
    """
    of = ", ".join(filter(None, (contact.title, contact.unit, contact.organisation)))
    return [one for one in (of, *contact.emails, *(said for _kind, said in contact.phones)) if one]


def is_narrow(part: Part) -> bool:
    """Whether a part is made of words and large figures alone."""
    return isinstance(part, Text | Figure | Quote | Contact)
