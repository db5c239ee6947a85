"""Lays out and paints the cells of grids.

Fast: a cell is laid out once, as a short list of texts and pictures, and painted from that list.
Texts are measured once, round shapes are pictures, and nothing goes through the style sheet.
"""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFont, QPainter

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Role, TypeName
from acctdesk.ui.widgets.cell import Cell, cell_at
from acctdesk.ui.widgets.cell import Index as Index
from acctdesk.ui.widgets.cellparts import CellParts
from acctdesk.ui.widgets.measure import Measure
from acctdesk.ui.widgets.ops import PAD as PAD
from acctdesk.ui.widgets.ops import STEP, Layout, Op
from acctdesk.ui.widgets.plain import PLAIN, TONES, PlainCells, style_of
from acctdesk.ui.widgets.roles import Align, Kind, default_align
from acctdesk.ui.widgets.status import GLYPH, Status
from acctdesk.ui.widgets.textpictures import TextPictures
from acctdesk.ui.widgets.tick import paint_check as paint_check

KEEP = 6000
"""Layouts kept; beyond that all are made anew."""


class CellPainter:
    """Lays out and paints one cell at a time.

    Args:
        theme: The theme in force; call `forget` when it changes.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._measure = Measure(theme)
        self.advance = self._measure.advance
        self.elide = self._measure.elide
        self._texts = TextPictures(theme, self.advance)
        self._laid: dict[tuple[object, ...], Layout] = {}
        self._italic: QFont | None = None
        self._parts = CellParts(theme, self.advance)
        self._plain = PlainCells(
            theme, self._measure, lambda style, height: self._parts.base(style, 0, height)
        )

    def forget(self) -> None:
        """Forget what was measured."""
        self._measure.forget()
        self._parts.forget()
        self._texts.forget()
        self._laid.clear()
        self._plain.forget()
        self._italic = None

    def begin(self, ratio: float) -> None:
        """Begin a painting.

        Args:
            ratio: How many pixels of the screen a pixel of ours has.
        """
        self._texts.begin(ratio)

    def width(self, index: Index, kind: Kind) -> int:
        """The width at which nothing of a cell is hidden, in pixels."""
        px = self._theme.px
        cell = cell_at(index, kind)
        width = self.advance(style_of(kind), cell.text) + 2 * px(PAD)
        if cell.extra and kind == Kind.TWO_LINE:
            width = max(width, self.advance("caption", cell.extra) + 2 * px(PAD))
        elif cell.extra:
            width += self.advance("caption", cell.extra) + px(6)
        # What can't be kept stands there alone; the sign of a mark stands before everything else.
        sign = px(GLYPH + 5) if cell.problem or cell.mark else 0
        if kind == Kind.STATUS and not cell.problem:
            width += px(GLYPH + 5)
        elif kind == Kind.AVATAR:
            width += px(32)
        elif kind == Kind.PROGRESS:
            width += px(80)
        elif kind == Kind.TAGS:
            pills = (self.advance("caption_medium", tag) + px(22) for tag in cell.tags)
            width = 2 * px(PAD) + sum(pills)
        elif kind in (Kind.TIER, Kind.CHECK):
            width = max(width + px(12), px(56))
        width += sign
        if cell.indent or cell.branch is not None:
            width += px(STEP) * max(cell.indent, 1)
        return round(width) + 2

    def paint(
        self, painter: QPainter, rect: QRect, index: Index, kind: Kind, *, enabled: bool = True
    ) -> None:
        """Paint the content of a cell without keeping its layout; the background is the grid's.

        Args:
            painter: Its font, pen and brush are changed.
            rect: The whole cell.
            index: Which cell.
            kind: How to paint it.
            enabled: Whether it can be used.
        """
        ratio = painter.device().devicePixelRatio()
        cell = cell_at(index, kind)
        ops = self.layout(cell, kind, rect.width(), rect.height(), ratio, enabled=enabled)
        self.draw(painter, rect.left(), rect.top(), ops)

    def draw(
        self, painter: QPainter, x: int, y: int, layout: Layout, ground: QColor | None = None
    ) -> None:
        """Paint a laid out cell with its upper left corner at a place.

        Args:
            painter: Its font and pen are changed.
            x: From the left, in pixels.
            y: From the top, in pixels.
            layout: What to paint.
            ground: The plain colour beneath; None where it isn't plain.
        """
        theme, texts = self._theme, self._texts
        for left, base, text, style, colour, drawn, italic, on in layout:
            if drawn is not None:
                painter.drawPixmap(x + left, y + base, drawn)
                continue
            under = theme.colour(on) if on else ground
            if under is not None:
                drawn = texts.picture(text, style, colour, italic, under)
                if drawn is not None:
                    painter.drawPixmap(x + left, y + base - texts.ascent(style), drawn)
                    continue
            painter.setFont(self._slanted(style) if italic else theme.font(style))
            painter.setPen(theme.colour(colour))
            painter.drawText(x + left, y + base, text)

    def layout(
        self,
        cell: Cell,
        kind: Kind,
        width: int,
        height: int,
        ratio: float,
        *,
        enabled: bool = True,
        lines: int = 1,
    ) -> Layout:
        """Where what a cell shows stands.

        Args:
            cell: What it shows.
            kind: How its column is painted.
            width: Of the cell, in pixels.
            height: Of the cell, in pixels.
            ratio: Device pixel ratio of the screen.
            enabled: Whether it can be used.
            lines: Lines that long words may take.
        """
        if kind in PLAIN and lines == 1 and cell.is_plain:
            return self._plain.layout(cell, kind, width, height, enabled=enabled)
        if cell.tags or cell.share is not None:
            return self._lay_out(cell, kind, width, height, ratio, enabled=enabled, lines=lines)
        # The same words in a column of the same width stand in the same place.
        key = (
            kind, width, height, cell.text, cell.status, cell.extra, cell.tone, cell.pending,
            bool(cell.problem), cell.ticked, cell.align, cell.mark, cell.indent, cell.branch,
            enabled, lines, ratio,
        )  # fmt: skip
        found = self._laid.get(key)
        if found is None:
            if len(self._laid) > KEEP:
                self._laid.clear()
            found = self._laid[key] = self._lay_out(
                cell, kind, width, height, ratio, enabled=enabled, lines=lines
            )
        return found

    def _lay_out(
        self,
        cell: Cell,
        kind: Kind,
        width: int,
        height: int,
        ratio: float,
        *,
        enabled: bool,
        lines: int,
    ) -> Layout:
        px = self._theme.px
        ops: Layout = []
        pad = px(PAD)
        left, right = pad, width - pad
        if cell.indent or cell.branch is not None:
            left = self._parts.branch(ops, cell, left, height, ratio)
        if cell.mark and not cell.problem:
            left = self._parts.mark(ops, cell.mark, left, height, ratio)
        if cell.problem:
            left = self._parts.glyph(ops, left, height, Status.BREACHED, ratio)
        if kind == Kind.TAGS:
            self._parts.tags(ops, left, right, height, cell.tags, ratio)
            return ops
        if kind == Kind.CHECK:
            if cell.ticked is not None:
                self._parts.check(ops, width, height, cell.ticked, ratio)
            return ops
        if kind == Kind.TIER:
            if cell.text:
                self._parts.tier(ops, left, width, height, cell.text, ratio)
            return ops
        if kind == Kind.STATUS and cell.status and not cell.problem:
            left = self._parts.glyph(ops, left, height, cell.status, ratio)
        if kind == Kind.AVATAR and cell.text:
            edge = px(24)
            picture = self._parts.pictures.avatar(cell.text, edge, ratio)
            ops.append(Op(left, (height - edge) // 2, picture=picture))
            left += px(32)
        elif kind == Kind.PROGRESS:
            left = self._parts.progress(ops, left, right, height, cell.share, ratio)
        self._words(ops, cell, kind, left, right, height, enabled=enabled, lines=lines)
        return ops

    # -- words -----------------------------------------------------------------------------

    def _words(
        self,
        ops: Layout,
        cell: Cell,
        kind: Kind,
        left: int,
        right: int,
        height: int,
        *,
        enabled: bool,
        lines: int,
    ) -> None:
        theme = self._theme
        style = style_of(kind)
        role: Role = TONES.get(cell.tone, "text")
        if cell.pending:
            role = "secondary"
        if not enabled:
            role = "disabled"
        if cell.extra and kind == Kind.TWO_LINE:
            self._two_lines(ops, cell, left, right, height, role)
            return
        if not cell.text:
            return
        align = default_align(kind) if cell.align is None else cell.align
        if cell.extra:
            right = self._suffix(ops, left, right, height, cell, align)
        slant = cell.pending
        room = right - left
        if lines > 1 and align == Align.LEFT and self.advance(style, cell.text) > room:
            parts = self._measure.wrap(style, cell.text, room, lines)
            line = theme.line(style)
            top = (height - line * len(parts)) // 2
            for at, part in enumerate(parts):
                base = self._parts.base(style, top + at * line, line)
                ops.append(Op(left, base, part, style, role, italic=slant))
            return
        shown = self.elide(style, cell.text, room)
        x = float(left)
        if align != Align.LEFT:
            spare = room - self.advance(style, shown)
            x += spare if align == Align.RIGHT else spare / 2
        base = self._parts.base(style, 0, height)
        ops.append(Op(round(x), base, shown, style, role, italic=slant))

    def _suffix(
        self, ops: Layout, left: int, right: int, height: int, cell: Cell, align: Align
    ) -> int:
        wide = round(self.advance("caption", cell.extra))
        gap = self._theme.px(4)
        if align == Align.RIGHT:
            x = right - wide
        else:
            x = left + round(self.advance("body", cell.text)) + gap
            if x + wide > right:
                return right
        ops.append(Op(x, self._parts.base("body", 0, height), cell.extra, "caption", "secondary"))
        return x - gap if align == Align.RIGHT else right

    def _two_lines(
        self, ops: Layout, cell: Cell, left: int, right: int, height: int, role: Role
    ) -> None:
        theme = self._theme
        upper, lower = theme.line("body"), theme.line("caption")
        start = (height - upper - lower) // 2
        lines: tuple[tuple[TypeName, str, Role, int, int], ...] = (
            ("medium", cell.text, role, start, upper),
            ("caption", cell.extra, "secondary", start + upper, lower),
        )
        for style, words, ink, y, line in lines:
            shown = self.elide(style, words, right - left)
            ops.append(Op(left, self._parts.base(style, y, line), shown, style, ink))

    def _slanted(self, style: TypeName) -> QFont:
        if self._italic is None:
            self._italic = QFont(self._theme.font(style))
            self._italic.setItalic(True)
        return self._italic
