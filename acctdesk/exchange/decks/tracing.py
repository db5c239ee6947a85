"""What is drawn on a slide as shapes of the file: the same picture, each part of it editable."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from acctdesk.drawing.geometry import Point, Rect, around
from acctdesk.drawing.look import Measure
from acctdesk.drawing.scene import Anchor, Box, Group, Line, Move, Oval, Path, Picture, Shape, Text
from acctdesk.exchange.decks.markup import LEADING, Paragraph, Unit

_RISE = 0.96
"""From the top of a line to its foot, in sizes, as slides are set."""


@dataclass(frozen=True, slots=True)
class Tracer:
    """Turns shapes of a scene into shapes of a file.

    Attributes:
        unit: How large a pixel is there.
        measure: Says how wide words are.
        number: Gives each shape its number on the slide.
    """

    unit: Unit
    measure: Measure
    number: Callable[[], int]

    def traced(self, name: str, shapes: Sequence[Shape], alt: str) -> str:
        """A group of shapes, or nothing where there are none.

        Args:
            name: Of the group.
            shapes: From back to front.
            alt: What they show, for who can't see them.
        """
        flat = [one for one in shapes if not _unseen(one)]
        if not flat:
            return ""
        number = self.number()
        inner = "".join(self._all(flat, name))
        rect = around(self._rect(one) for one in _flat(flat))
        return self.unit.group(number, name, rect, inner, alt)

    def _all(self, shapes: Sequence[Shape], name: str) -> Iterator[str]:
        """Shapes in their order; lines of words beneath one another become one paragraph."""
        waiting: list[Text] = []
        for shape in shapes:
            if isinstance(shape, Text):
                if waiting and not _follows(waiting[-1], shape):
                    yield self._words(waiting)
                    waiting = []
                waiting.append(shape)
                continue
            if waiting:
                yield self._words(waiting)
                waiting = []
            yield from self._one(shape, name)
        if waiting:
            yield self._words(waiting)

    def _one(self, shape: Shape, name: str) -> Iterator[str]:
        unit = self.unit
        match shape:
            case Box():
                yield unit.box(self.number(), name, shape.rect, shape.ink, radius=shape.radius)
            case Oval():
                yield unit.box(self.number(), name, shape.rect, shape.ink, geometry="ellipse")
            case Path():
                yield unit.path(self.number(), name, shape.steps, shape.ink)
            case Group():
                kept = [one for one in shape.shapes if not _unseen(one)]
                if len(kept) > 1 and shape.title:
                    said = shape.title.split(",")[0]
                    yield self.traced(said, kept, shape.title)
                else:
                    yield from self._all(kept, shape.title or name)
            case Picture() | Text():
                return

    def _words(self, lines: Sequence[Text]) -> str:
        first = lines[0]
        told = Paragraph(
            "\n".join(one.words for one in lines), first.size, first.colour, first.weight,
            first.anchor,
        )  # fmt: skip
        rect = around(self._rect(one) for one in lines)
        return self.unit.words(self.number(), first.words[:40], rect, [told], wrap=False)

    def _rect(self, shape: Shape) -> Rect:
        match shape:
            case Box() | Oval() | Picture():
                return shape.rect
            case Path():
                points = [step.to for step in shape.steps if isinstance(step, Move | Line)]
                return around(Rect(at.x, at.y, 0.0, 0.0) for at in points)
            case Text():
                # Other typefaces are wider; the box has no wall, so that nothing breaks.
                wide = self.measure.width(shape.words, shape.size, shape.weight)
                share = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}[shape.anchor]
                left = Point(shape.at.x - wide * share, shape.at.y - shape.size * _RISE)
                return Rect(*left, wide, shape.size * LEADING)
            case Group():
                return around(self._rect(one) for one in _flat(shape.shapes))


def _flat(shapes: Sequence[Shape]) -> Iterator[Shape]:
    for one in shapes:
        if isinstance(one, Group):
            yield from _flat(one.shapes)
        elif not _unseen(one):
            yield one


def _unseen(shape: Shape) -> bool:
    """Whether nothing of a shape is seen: what is only there to be pointed at."""
    if isinstance(shape, Box):
        return shape.ink.fill is None and shape.ink.stroke is None
    if isinstance(shape, Path):
        return not any(isinstance(step, Line) for step in shape.steps)
    if isinstance(shape, Group):
        return all(_unseen(one) for one in shape.shapes)
    return isinstance(shape, Picture)


def _follows(above: Text, below: Text) -> bool:
    """Whether a line is the next one of the same paragraph."""
    same = (above.at.x, above.size, above.colour, above.weight, above.anchor) == (
        below.at.x, below.size, below.colour, below.weight, below.anchor,
    )  # fmt: skip
    return same and abs(below.at.y - above.at.y - above.size * LEADING) < 0.5
