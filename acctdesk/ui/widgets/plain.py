"""Cells that show words and nothing else, which most do, laid out for a fifth of the work."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

from PySide6.QtGui import QFontMetricsF

from acctdesk.ui.theme.tokens import Role, TypeName
from acctdesk.ui.widgets.cell import Cell
from acctdesk.ui.widgets.ops import PAD, Layout, Op
from acctdesk.ui.widgets.roles import Align, Kind, default_align

PLAIN = frozenset((Kind.TEXT, Kind.NAME, Kind.NUMBER, Kind.DATE, Kind.STATUS))
"""Kinds that show words alone, unless the cell says more."""
TONES: dict[str, Role] = {
    "": "text",
    "text": "text",
    "secondary": "secondary",
    "danger": "breached",
    "accent": "accent",
}
"""The colour of a cell's words by its tone."""
NOTHING: Layout = []


class Faces(Protocol):
    """What laying out words asks of a theme."""

    def px(self, length: float) -> int:
        """A length of the design at the present text scale, in logical pixels."""

    def metrics(self, style: TypeName = "body") -> QFontMetricsF:
        """Measures of a font of the type scale."""


class Measuring(Protocol):
    """Widths of texts, as `acctdesk.ui.widgets.measure.Measure` tells them."""

    def advance(self, style: TypeName, text: str) -> float:
        """Width of a text in a style, in pixels."""

    def elide(self, style: TypeName, text: str, width: int) -> str:
        """A text, shortened with "…" when it is wider than `width` pixels."""


class _Line(NamedTuple):
    """Where a line of words stands in the cells of a column.

    Attributes:
        left: Where it begins, in pixels.
        base: Its base line.
        room: How wide it may be.
        style: How it is set.
        align: To which side, unless the cell says otherwise.
    """

    left: int
    base: int
    room: int
    style: TypeName
    align: Align


class PlainCells:
    """Lays out cells that show words alone.

    Args:
        faces: Lengths and fonts; call `forget` when they change.
        measure: Measures texts.
        base: Tells the base line of a style in the middle of a height.
    """

    def __init__(
        self, faces: Faces, measure: Measuring, base: Callable[[TypeName, int], int]
    ) -> None:
        self._faces, self._measure, self._base = faces, measure, base
        self._lines: dict[tuple[Kind, int, int], _Line] = {}

    def forget(self) -> None:
        """Forget where lines stand."""
        self._lines.clear()

    def layout(self, cell: Cell, kind: Kind, width: int, height: int, *, enabled: bool) -> Layout:
        """Where the words of a cell stand; see `CellPainter.layout`."""
        text = cell.text
        if not text:
            return NOTHING
        line = self._lines.get((kind, width, height))
        if line is None:
            pad, style = self._faces.px(PAD), style_of(kind)
            line = self._lines[kind, width, height] = _Line(
                pad, self._base(style, height), width - 2 * pad, style, default_align(kind)
            )
        left, base, room, style, usual = line
        shown = self._measure.elide(style, text, room)
        align = usual if cell.align is None else cell.align
        if align != Align.LEFT:
            spare = room - self._measure.advance(style, shown)
            left = round(left + (spare if align == Align.RIGHT else spare / 2))
        role: Role = TONES.get(cell.tone, "text") if enabled else "disabled"
        return [Op(left, base, shown, style, role)]


def style_of(kind: Kind) -> TypeName:
    """How the words of a column are set."""
    return "medium" if kind in (Kind.NAME, Kind.TWO_LINE) else "body"


def base_line(metrics: QFontMetricsF, top: int, height: int) -> int:
    """The base line of a line of words in the middle of a height."""
    return round(top + (height + metrics.ascent() - metrics.descent()) / 2)
