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
from acctdesk.ui.widgets.measure import Measure
from acctdesk.ui.widgets.ops import MARKS, STEP, Layout, Op
from acctdesk.ui.widgets.ops import PAD as PAD
from acctdesk.ui.widgets.pictures import Pictures
from acctdesk.ui.widgets.roles import Align, Kind, default_align
from acctdesk.ui.widgets.status import GLYPH, Status
from acctdesk.ui.widgets.textpictures import TextPictures
from acctdesk.ui.widgets.tick import paint_check as paint_check

KEEP = 6000
"""Layouts kept; beyond that all are made anew."""
_TONES: dict[str, Role] = {
    "text": "text",
    "secondary": "secondary",
    "danger": "breached",
    "accent": "accent",
}


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
        self._pictures = Pictures(theme)
        self._texts = TextPictures(theme, self.advance)
        self._laid: dict[tuple[object, ...], Layout] = {}
        self._italic: QFont | None = None
        self._sinks: dict[TypeName, float] = {}

    def forget(self) -> None:
        """Forget what was measured."""
        self._measure.forget()
        self._pictures.forget()
        self._texts.forget()
        self._laid.clear()
        self._sinks.clear()
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
        width = self.advance(_style(kind), cell.text) + 2 * px(PAD)
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
            left = self._branch(ops, cell, left, height, ratio)
        if cell.mark and not cell.problem:
            left = self._mark(ops, cell.mark, left, height, ratio)
        if cell.problem:
            left = self._glyph(ops, left, height, Status.BREACHED, ratio)
        if kind == Kind.TAGS:
            self._tags(ops, left, right, height, cell.tags, ratio)
            return ops
        if kind == Kind.CHECK:
            if cell.ticked is not None:
                self._check(ops, width, height, cell.ticked, ratio)
            return ops
        if kind == Kind.TIER:
            if cell.text:
                self._tier(ops, left, width, height, cell.text, ratio)
            return ops
        if kind == Kind.STATUS and cell.status and not cell.problem:
            left = self._glyph(ops, left, height, cell.status, ratio)
        if kind == Kind.AVATAR and cell.text:
            edge = px(24)
            picture = self._pictures.avatar(cell.text, edge, ratio)
            ops.append(Op(left, (height - edge) // 2, picture=picture))
            left += px(32)
        elif kind == Kind.PROGRESS:
            left = self._progress(ops, left, right, height, cell.share, ratio)
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
        style = _style(kind)
        role: Role = _TONES.get(cell.tone, "text")
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
                base = self._base(style, top + at * line, line)
                ops.append(Op(left, base, part, style, role, italic=slant))
            return
        shown = self.elide(style, cell.text, room)
        x = float(left)
        if align != Align.LEFT:
            spare = room - self.advance(style, shown)
            x += spare if align == Align.RIGHT else spare / 2
        base = self._base(style, 0, height)
        ops.append(Op(round(x), base, shown, style, role, italic=slant))

    def _base(self, style: TypeName, top: int, height: int) -> int:
        sink = self._sinks.get(style)
        if sink is None:
            metrics = self._theme.metrics(style)
            sink = self._sinks[style] = metrics.ascent() - metrics.descent()
        return round(top + (height + sink) / 2)

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
        ops.append(Op(x, self._base("body", 0, height), cell.extra, "caption", "secondary"))
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
            ops.append(Op(left, self._base(style, y, line), shown, style, ink))

    def _slanted(self, style: TypeName) -> QFont:
        if self._italic is None:
            self._italic = QFont(self._theme.font(style))
            self._italic.setItalic(True)
        return self._italic

    # -- pictures --------------------------------------------------------------------------

    def _glyph(self, ops: Layout, left: int, height: int, status: Status, ratio: float) -> int:
        edge = self._theme.px(GLYPH)
        picture = self._pictures.glyph(status, ratio)
        ops.append(Op(left - 1, (height - edge) // 2, picture=picture))
        return left + edge + self._theme.px(4)

    def _mark(self, ops: Layout, mark: str, left: int, height: int, ratio: float) -> int:
        icon, role = MARKS[mark]
        edge = self._theme.px(14)
        picture = self._theme.pixmap(icon, role, 14, ratio)
        ops.append(Op(left - 1, (height - edge) // 2, picture=picture))
        return left + edge + self._theme.px(4)

    def _branch(self, ops: Layout, cell: Cell, left: int, height: int, ratio: float) -> int:
        step = self._theme.px(STEP)
        # Leaves leave room for the arrow they lack, so that names of a level stand in line.
        left += max(cell.indent - 1, 0) * step - self._theme.px(4)
        if cell.branch is not None:
            edge = self._theme.px(16)
            icon = "chevron-down" if cell.branch else "chevron-right"
            picture = self._theme.pixmap(icon, "secondary", 16, ratio)
            ops.append(Op(left, (height - edge) // 2, picture=picture))
        return left + step + self._theme.px(2)

    def _tier(
        self, ops: Layout, left: int, width: int, height: int, text: str, ratio: float
    ) -> None:
        px = self._theme.px
        wide = max(self.advance("caption_medium", text) + 2 * px(8), float(px(26)))
        # In the middle, unless the sign of a mark stands there.
        middle = (width - wide) / 2
        x = middle if left <= px(PAD) else max(middle, left)
        self._pill(ops, x, wide, height, text, ratio)

    def _pill(
        self, ops: Layout, x: float, wide: float, height: int, text: str, ratio: float
    ) -> None:
        theme = self._theme
        high = theme.px(20)
        found = self._pictures.pill(round(wide), high, ratio)
        top = (height - high) // 2
        ops.append(Op(round(x), top, picture=found))
        words = round(x) + (round(wide) - self.advance("caption_medium", text)) / 2
        base = self._base("caption_medium", top, high)
        ops.append(Op(round(words), base, text, "caption_medium", on="chip"))

    def _tags(
        self,
        ops: Layout,
        left: int,
        right: int,
        height: int,
        names: tuple[str, ...],
        ratio: float,
    ) -> None:
        px = self._theme.px
        for at, name in enumerate(names):
            rest = len(names) - at
            wide = self.advance("caption_medium", name) + 2 * px(8)
            more = f"+{rest}"
            spare = self.advance("caption_medium", more) + 2 * px(8) if rest > 1 else 0
            if left + wide + (spare + px(6) if spare else 0) > right:
                wide = self.advance("caption_medium", more) + 2 * px(8)
                self._pill(ops, left, wide, height, more, ratio)
                return
            self._pill(ops, left, wide, height, name, ratio)
            left += round(wide) + px(6)

    def _progress(
        self,
        ops: Layout,
        left: int,
        right: int,
        height: int,
        share: float | None,
        ratio: float,
    ) -> int:
        px = self._theme.px
        if not isinstance(share, int | float):
            return left
        wide, high = min(px(72), (right - left) // 2), px(6)
        if wide > 0:
            found = self._pictures.meter(wide, high, share, ratio)
            ops.append(Op(left, (height - high) // 2, picture=found))
        return left + wide + px(8)

    def _check(self, ops: Layout, width: int, height: int, on: bool, ratio: float) -> None:
        edge = self._theme.px(16)
        found = self._pictures.check(edge, ratio, on=on)
        ops.append(Op((width - edge) // 2, (height - edge) // 2, picture=found))


def _style(kind: Kind) -> TypeName:
    return "medium" if kind in (Kind.NAME, Kind.TWO_LINE) else "body"
