"""Rows painted as pictures beside the window's thread, while it waits for what a list holds.

A letter typed into a list of thousands brings a whole screen of other rows; painting their words
takes as long as a frame. Whoever reads the rows paints those that show words alone, with fonts of
its own, since the window's may not be used by two threads at once.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter

from acctdesk.ui.theme.fonts import make_font
from acctdesk.ui.theme.tokens import Role, Tokens, TypeName
from acctdesk.ui.widgets.cell import Cell
from acctdesk.ui.widgets.measure import Letters, Measure
from acctdesk.ui.widgets.ops import Layout
from acctdesk.ui.widgets.places import Slot
from acctdesk.ui.widgets.plain import PLAIN, PlainCells, base_line
from acctdesk.ui.widgets.roles import Kind

Sketch = tuple[object, QImage]
"""What a row shows, and its picture."""


@dataclass(frozen=True, slots=True)
class RowLook:
    """How the rows of a grid are painted, as far as it is the same for all of them.

    Attributes:
        shape: What the pictures of rows are kept by.
        wide: Width of a row, in pixels.
        height: Of a row.
        ratio: Device pixel ratio of the screen.
        loose: The columns that scroll.
        pinned: The columns that stay.
        edge: Where the pinned columns end.
        scrolled: Whether something lies beneath them.
        names: Name of the field in each column.
        kinds: How each column is painted.
        enabled: Whether the grid can be used.
        tokens: The colours in force.
        family: The typeface.
        scale: Text size in percent.
    """

    shape: Hashable
    wide: int
    height: int
    ratio: float
    loose: tuple[Slot, ...]
    pinned: tuple[Slot, ...]
    edge: int
    scrolled: bool
    names: Mapping[int, str]
    kinds: Mapping[int, Kind]
    enabled: bool
    tokens: Tokens
    family: str
    scale: int


def sketched(
    look: RowLook, rows: Iterable[Mapping[str, Cell]], kept: Collection[int] = ()
) -> list[Sketch]:
    """The pictures of rows that show words alone; for any thread.

    Args:
        look: How they are painted.
        rows: The cells of each row by field.
        kept: Ids of the rows (as `id` tells them) of which there are pictures already.
    """
    sketcher = _sketcher(look.family, look.scale, threading.get_ident())
    wanted = (cells for cells in rows if id(cells) not in kept)
    made = ((cells, sketcher.picture(look, cells)) for cells in wanted)
    return [(cells, picture) for cells, picture in made if picture is not None]


@lru_cache(maxsize=4)
def _letters(_family: str, _scale: int) -> Letters:
    """What one thread measured, for the others: letters are as wide in each of them."""
    return {}


@lru_cache(maxsize=8)
def _sketcher(family: str, scale: int, _thread: int) -> _Sketcher:
    return _Sketcher(family, scale)


class _Sketcher:
    """Paints rows, with fonts of its own.

    Args:
        family: The typeface.
        scale: Text size in percent.
    """

    def __init__(self, family: str, scale: int) -> None:
        self._family, self._scale = family, scale
        self._fonts: dict[TypeName, QFont] = {}
        self._metrics: dict[TypeName, QFontMetricsF] = {}
        self._plain = PlainCells(
            self,
            Measure(self, _letters(family, scale)),
            lambda style, height: base_line(self.metrics(style), 0, height),
        )

    def px(self, length: float) -> int:
        """See `Theme.px`."""
        return round(length * self._scale / 100)

    def metrics(self, style: TypeName = "body") -> QFontMetricsF:
        """See `Theme.metrics`."""
        found = self._metrics.get(style)
        if found is None:
            found = self._metrics[style] = QFontMetricsF(self._font(style))
        return found

    def _font(self, style: TypeName) -> QFont:
        found = self._fonts.get(style)
        if found is None:
            found = self._fonts[style] = make_font(self._family, style, self._scale / 100)
        return found

    def picture(self, look: RowLook, cells: Mapping[str, Cell]) -> QImage | None:
        """The picture of a row; None where it shows more than words, or cells lack.

        Args:
            look: How rows are painted.
            cells: The cells by field.
        """
        laid: dict[int, Layout] = {}
        for slot in (*look.loose, *look.pinned):
            layout = self._layout(look, slot, cells.get(look.names[slot.column]))
            if layout is None:
                return None
            laid[slot.column] = layout
        ratio, height = look.ratio, look.height
        size = round(look.wide * ratio), round(height * ratio)
        made = QImage(*size, QImage.Format.Format_RGB32)
        made.setDevicePixelRatio(ratio)
        colours: dict[Role, QColor] = {}

        def colour(role: Role) -> QColor:
            if role not in colours:
                colours[role] = QColor(look.tokens.hex(role))
            return colours[role]

        made.fill(colour("surface"))
        painter = QPainter(made)
        for slots in (look.loose, look.pinned):
            if slots is look.pinned and slots:
                painter.fillRect(0, 0, look.edge, height, colour("surface"))
                if look.scrolled:
                    painter.fillRect(look.edge, 0, 1, height, colour("control_line"))
            for slot in slots:
                for op in laid[slot.column]:
                    painter.setFont(self._font(op.style))
                    painter.setPen(colour(op.colour))
                    painter.drawText(slot.x + op.x, op.y, op.text)
        painter.fillRect(0, height - 1, look.wide, 1, colour("table_line"))
        painter.end()
        return made

    def _layout(self, look: RowLook, slot: Slot, cell: Cell | None) -> Layout | None:
        if cell is None:
            return None
        kind = look.kinds[slot.column]
        if kind == Kind.TAGS and not cell.tags and not cell.text and cell.is_plain:
            return []
        if kind not in PLAIN or not cell.is_plain:
            return None
        return self._plain.layout(cell, kind, slot.width, look.height, enabled=look.enabled)
