"""Where the parts of a slide stand: one beside the other where that reads well, else in turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from acctdesk.clientview import (
    Dots,
    Gauge,
    Part,
    Picture,
    Roadmap,
    Series,
    Stack,
    Table,
    Text,
    Tree,
)
from acctdesk.drawing.geometry import Rect
from acctdesk.drawing.slides.answers import Answers
from acctdesk.drawing.slides.block import Block, Halves, Parts, Placed
from acctdesk.drawing.slides.charts import Chart
from acctdesk.drawing.slides.gauges import Gauges
from acctdesk.drawing.slides.pictures import Image
from acctdesk.drawing.slides.prose import Narrow, Prose, is_narrow
from acctdesk.drawing.slides.roadmaps import Plan
from acctdesk.drawing.slides.style import APART, GAP, Kit
from acctdesk.drawing.slides.tables import Grid
from acctdesk.drawing.slides.trees import Organisation

_LEFT = 0.61
"""Share of the width that a chart takes beside words."""
_BESIDE = 88.0
"""Between a chart and the words beside it."""
_REST = 200.0
"""Room at the foot of a slide into which a block is parted rather than put on the next."""


def blocks_of(parts: Sequence[Part], kit: Kit) -> list[Block]:
    """Blocks of parts, in their order; a heading goes with the shape that follows it.

    Args:
        parts: What stands on a slide.
        kit: What is needed to draw.
    """
    found: list[Block] = []
    words: list[Narrow] = []
    gauges: list[Gauge] = []

    def close(*, keep: bool = False) -> Text | None:
        caption = None
        if gauges:
            found.append(Gauges(gauges, kit))
            gauges.clear()
        if keep and words and isinstance(words[-1], Text) and words[-1].role != "body":
            caption = cast("Text", words.pop())
        if words:
            found.append(Prose(words, kit))
            words.clear()
        return caption

    for part in parts:
        if is_narrow(part):
            if gauges:
                close()
            words.append(cast("Narrow", part))
        elif isinstance(part, Gauge):
            if words:
                close()
            gauges.append(part)
        elif isinstance(part, Stack | Dots):
            close()
            found.append(Answers(part, kit))
        else:
            found.append(_captioned(part, kit, close(keep=True)))
    close()
    return found


def _captioned(part: Part, kit: Kit, caption: Text | None) -> Block:
    match part:
        case Series():
            return Chart(part, kit, caption)
        case Table():
            return Grid(part, kit, caption)
        case Tree():
            return Organisation(part, kit, caption)
        case Roadmap():
            return Plan(part, kit, caption)
        case Picture():
            return Image(part, kit, caption)
    raise TypeError(f"no block shows a {type(part).__name__}")


@dataclass(frozen=True, slots=True)
class Band:
    """Blocks from one side of the slide to the other.

    Attributes:
        columns: Side by side; in each, blocks beneath one another.
        shares: Of the width, one a column.
        gap: Between two columns, in pixels.
    """

    columns: tuple[tuple[Block, ...], ...]
    shares: tuple[float, ...] = (1.0,)
    gap: float = GAP

    def widths(self, width: float) -> list[float]:
        """How wide each column is, in pixels."""
        room = width - self.gap * (len(self.columns) - 1)
        return [room * one for one in self.shares]

    @property
    def parts(self) -> Parts:
        """What it shows."""
        return tuple(part for column in self.columns for one in column for part in one.parts)

    @property
    def greedy(self) -> bool:
        """Whether it grows with the room there is."""
        return any(one.greedy for column in self.columns for one in column)

    def least(self, width: float) -> float:
        """Height it needs so that everything can be read, in pixels."""
        pairs = zip(self.columns, self.widths(width), strict=True)
        return max(_sum([one.least(wide) for one in column]) for column, wide in pairs)

    def liked(self, width: float) -> float:
        """Height at which it looks as it should, in pixels."""
        pairs = zip(self.columns, self.widths(width), strict=True)
        return max(_sum([one.liked(wide) for one in column]) for column, wide in pairs)

    def placed(self, rect: Rect) -> list[Placed]:
        """Where its blocks stand."""
        found, x = [], rect.x
        for column, wide in zip(self.columns, self.widths(rect.width), strict=True):
            heights = shared(
                [(one.least(wide), one.liked(wide), one.greedy) for one in column], rect.height
            )
            y = rect.y
            for one, high in zip(column, heights, strict=True):
                found.append(Placed(one, Rect(x, y, wide, high)))
                y += high + APART
            x += wide + self.gap
        return found

    def split(self, width: float, height: float) -> Halves | None:
        """What fits, and what is left; None where it can't be parted."""
        if len(self.columns) == 1:
            return self.columns[0][0].split(width, height)
        widths = self.widths(width)
        first, *others = self.columns
        if _sum([one.least(widths[0]) for one in first]) > height:
            halves = first[0].split(widths[0], height) if len(first) == 1 else None
            rest = tuple(part for column in others for one in column for part in one.parts)
            return halves and (halves[0], (*halves[1], *rest))
        kept = [part for one in first for part in one.parts]
        left: list[Part] = []
        for column, wide in zip(others, widths[1:], strict=True):
            a, b = _parted(column, wide, height)
            kept += a
            left += b
        return (tuple(kept), tuple(left)) if left else None


def _parted(column: Sequence[Block], width: float, height: float) -> tuple[list[Part], list[Part]]:
    """The blocks of a column that fit, and those that don't."""
    kept: list[Part] = []
    for at, one in enumerate(column):
        high = one.least(width)
        if high > height:
            halves = one.split(width, height)
            rest = [part for later in column[at + 1 :] for part in later.parts]
            if halves is None:
                return kept, [*one.parts, *rest]
            return [*kept, *halves[0]], [*halves[1], *rest]
        kept += one.parts
        height -= high + APART
    return kept, []


def _sum(heights: Sequence[float]) -> float:
    return sum(heights) + APART * max(len(heights) - 1, 0)


def bands_of(blocks: Sequence[Block]) -> list[Band]:
    """Blocks put side by side where that reads well.

    Args:
        blocks: In their order.
    """
    visuals = [one for one in blocks if isinstance(one, Chart | Image | Answers)]
    words = [one for one in blocks if isinstance(one, Prose)]
    few = [one for one in blocks if isinstance(one, Gauges) and len(one.parts) <= 2]
    if len(visuals) == 1 and (words or few) and len(blocks) == 1 + len(words) + len(few):
        return [_beside(visuals[0], [one for one in blocks if one is not visuals[0]])]
    if len(visuals) > 1 and len(blocks) == len(visuals) + len(words):
        merged = [part for one in words for part in one.parts]
        below = [Band(((_prose(merged, words[0]),),))] if words else []
        return [*_pairs(visuals), *below]
    found: list[Band] = []
    run: list[Block] = []
    for one in blocks:
        if isinstance(one, Chart | Image | Answers):
            run.append(one)
            continue
        found += _pairs(run)
        run = []
        found.append(Band(((one,),)))
    return found + _pairs(run)


def _prose(parts: Sequence[Part], like: Prose, *, side: bool = False) -> Prose:
    return Prose(cast("Sequence[Narrow]", parts), like.kit, side=side)


def _beside(visual: Block, others: Sequence[Block]) -> Band:
    column = tuple(
        _prose(one.parts, one, side=True) if isinstance(one, Prose) else one for one in others
    )
    return Band(((visual,), column), (_LEFT, 1 - _LEFT), _BESIDE)


def _pairs(blocks: Sequence[Block]) -> list[Band]:
    """Blocks two by two; one that is left over stands alone."""
    found = []
    for at in range(0, len(blocks), 2):
        two = tuple((one,) for one in blocks[at : at + 2])
        found.append(Band(two, (1 / len(two),) * len(two), 72.0))
    return found


def shared(wishes: Sequence[tuple[float, float, bool]], height: float) -> list[float]:
    """How high each of several things is that stand beneath one another.

    Everybody gets what they need, then a like share of what they'd like; what is left goes to
    those who grow.

    Args:
        wishes: For each, the least height, the liked one, and whether it grows.
        height: Of all together, the gaps included.
    """
    found = [least for least, _liked, _greedy in wishes]
    spare = height - _sum(found)
    wanted = [max(liked - least, 0.0) for least, liked, _greedy in wishes]
    if spare > 0 and sum(wanted) > 0:
        share = min(spare / sum(wanted), 1.0)
        found = [one + share * more for one, more in zip(found, wanted, strict=True)]
        spare -= share * sum(wanted)
    growing = [at for at, (_least, _liked, greedy) in enumerate(wishes) if greedy]
    for at in growing:
        found[at] += max(spare, 0.0) / len(growing)
    return found


def least_of(bands: Sequence[Band], width: float) -> float:
    """Height that bands need so that everything can be read, in pixels.

    Args:
        bands: Beneath one another.
        width: How wide they are.
    """
    return _sum([one.least(width) for one in bands])


def split_bands(bands: Sequence[Band], width: float, height: float) -> Halves | None:
    """What fits on a slide, and what goes on the next; None where nothing can be parted.

    Args:
        bands: Beneath one another.
        width: How wide they are.
        height: How high all may be.
    """
    kept: list[Part] = []
    for at, one in enumerate(bands):
        high = one.least(width)
        rest = [part for later in bands[at + 1 :] for part in later.parts]
        if high <= height:
            kept += one.parts
            height -= high + APART
            continue
        if not kept or height > _REST:
            halves = one.split(width, height)
            if halves is not None:
                return (*kept, *halves[0]), (*halves[1], *rest)
        if kept:
            return tuple(kept), (*one.parts, *rest)
        # It can't be parted: it stands alone, and shrinks.
        return (one.parts, tuple(rest)) if rest else None
    return None


def place_bands(bands: Sequence[Band], rect: Rect) -> list[Placed]:
    """Where all blocks stand.

    Args:
        bands: Beneath one another.
        rect: Where they may stand.
    """
    wishes = [(one.least(rect.width), one.liked(rect.width), one.greedy) for one in bands]
    found: list[Placed] = []
    y = rect.y
    for one, high in zip(bands, shared(wishes, rect.height), strict=True):
        found += one.placed(Rect(rect.x, y, rect.width, high))
        y += high + APART
    return found
