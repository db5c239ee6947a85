"""Paints the cells of grids.

Fast: it asks the model only what a kind needs, measures a text once, and never goes through the
style sheet.
"""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Role, TypeName
from acctdesk.ui.widgets.cards import paint_avatar, paint_meter
from acctdesk.ui.widgets.roles import (
    Align,
    AlignRole,
    Kind,
    PendingRole,
    ProblemRole,
    SecondaryRole,
    ShareRole,
    StatusRole,
    TagsRole,
    ToneRole,
    default_align,
)
from acctdesk.ui.widgets.status import GLYPH, Status, paint_status

Index = QModelIndex | QPersistentModelIndex
PAD = 12
"""Room between a column's edge and its words at 100 %, in pixels."""
KEEP = 20_000
"""Measured texts kept; beyond that all are forgotten and measured anew."""
_TONES: dict[str, Role] = {
    "text": "text",
    "secondary": "secondary",
    "danger": "breached",
    "accent": "accent",
}
_DISPLAY = 0  # Qt.ItemDataRole.DisplayRole as a plain number: cheaper in a loop.
_CHECK = 10  # Qt.ItemDataRole.CheckStateRole


class CellPainter:
    """Paints one cell at a time.

    Args:
        theme: The theme in force; call `forget` when it changes.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._advances: dict[tuple[TypeName, str], float] = {}
        self._elided: dict[tuple[TypeName, str, int], str] = {}
        self._italic: QFont | None = None

    def forget(self) -> None:
        """Forget what was measured."""
        self._advances.clear()
        self._elided.clear()
        self._italic = None

    def advance(self, style: TypeName, text: str) -> float:
        """Width of a text in a style, in pixels."""
        key = (style, text)
        found = self._advances.get(key)
        if found is None:
            if len(self._advances) > KEEP:
                self._advances.clear()
            found = self._theme.metrics(style).horizontalAdvance(text)
            self._advances[key] = found
        return found

    def elide(self, style: TypeName, text: str, width: int) -> str:
        """A text, shortened with "…" when it is wider than `width` pixels."""
        if self.advance(style, text) <= width:
            return text
        key = (style, text, width)
        found = self._elided.get(key)
        if found is None:
            if len(self._elided) > KEEP:
                self._elided.clear()
            found = self._theme.metrics(style).elidedText(text, Qt.TextElideMode.ElideRight, width)
            self._elided[key] = found
        return found

    def width(self, index: Index, kind: Kind) -> int:
        """The width at which nothing of a cell is hidden, in pixels."""
        px = self._theme.px
        text = str(index.data(_DISPLAY) or "")
        style: TypeName = "medium" if kind in (Kind.NAME, Kind.TWO_LINE) else "body"
        width = self.advance(style, text) + 2 * px(PAD)
        extra = index.data(SecondaryRole)
        if extra and kind == Kind.TWO_LINE:
            width = max(width, self.advance("caption", str(extra)) + 2 * px(PAD))
        elif extra:
            width += self.advance("caption", str(extra)) + px(6)
        if kind == Kind.STATUS or index.data(ProblemRole):
            width += px(GLYPH + 5)
        elif kind == Kind.AVATAR:
            width += px(32)
        elif kind == Kind.PROGRESS:
            width += px(80)
        elif kind == Kind.TAGS:
            tags = cast("tuple[str, ...]", index.data(TagsRole) or ())
            width = 2 * px(PAD) + sum(self.advance("caption_medium", tag) + px(22) for tag in tags)
        elif kind in (Kind.TIER, Kind.CHECK):
            width = max(width + px(12), px(56))
        return round(width) + 2

    def paint(
        self, painter: QPainter, rect: QRect, index: Index, kind: Kind, *, enabled: bool = True
    ) -> None:
        """Paint the content of a cell; the background is the grid's.

        Args:
            painter: Its font, pen and brush are changed.
            rect: The whole cell.
            index: Which cell.
            kind: How to paint it.
            enabled: Whether it can be used.
        """
        theme = self._theme
        px = theme.px
        pad = px(PAD)
        left, right = rect.left() + pad, rect.right() + 1 - pad
        top, height = rect.top(), rect.height()
        data = index.data
        problem = data(ProblemRole)
        if problem:
            left = self._glyph(painter, left, top, height, Status.BREACHED)
        if kind == Kind.TAGS:
            self._tags(painter, left, right, top, height, data(TagsRole))
            return
        if kind == Kind.CHECK:
            self._check(painter, rect, data(_CHECK))
            return
        if kind == Kind.TIER:
            self._tier(painter, rect, str(data(_DISPLAY) or ""))
            return
        if kind == Kind.STATUS:
            status = data(StatusRole)
            if status and not problem:
                left = self._glyph(painter, left, top, height, Status(status))
        value = data(_DISPLAY)
        text = "" if value is None else str(value)
        if kind == Kind.AVATAR and text:
            edge = px(24)
            box = QRectF(left, top + (height - edge) / 2, edge, edge)
            paint_avatar(painter, theme, box, text)
            left += px(32)
        elif kind == Kind.PROGRESS:
            left = self._progress(painter, left, right, top, height, data(ShareRole))
        style: TypeName = "medium" if kind in (Kind.NAME, Kind.TWO_LINE) else "body"
        tone = data(ToneRole)
        role: Role = _TONES.get(str(tone), "text") if tone else "text"
        pending = bool(data(PendingRole))
        if pending:
            role = "secondary"
        if not enabled:
            role = "disabled"
        align = data(AlignRole)
        align = default_align(kind) if align is None else align
        extra = data(SecondaryRole)
        if extra and kind == Kind.TWO_LINE:
            self._two_lines(painter, left, right, top, height, text, str(extra), role)
            return
        if extra and text:
            right = self._suffix(painter, left, right, top, height, text, str(extra), align)
        painter.setFont(self._slanted(style) if pending else theme.font(style))
        painter.setPen(theme.colour(role))
        room = right - left
        shown = self.elide(style, text, room)
        x = float(left)
        if align != Align.LEFT:
            spare = room - self.advance(style, shown)
            x += spare if align == Align.RIGHT else spare / 2
        painter.drawText(round(x), self._base(style, top, height), shown)

    def _base(self, style: TypeName, top: int, height: int) -> int:
        metrics = self._theme.metrics(style)
        return round(top + (height + metrics.ascent() - metrics.descent()) / 2)

    def _glyph(self, painter: QPainter, left: int, top: int, height: int, status: Status) -> int:
        edge = self._theme.px(GLYPH)
        paint_status(
            painter, self._theme, QRectF(left - 1, top + (height - edge) / 2, edge, edge), status
        )
        return left + edge + self._theme.px(4)

    def _suffix(
        self,
        painter: QPainter,
        left: int,
        right: int,
        top: int,
        height: int,
        text: str,
        extra: str,
        align: Align,
    ) -> int:
        wide = round(self.advance("caption", extra))
        gap = self._theme.px(4)
        if align == Align.RIGHT:
            x = right - wide
        else:
            x = left + round(self.advance("body", text)) + gap
            if x + wide > right:
                return right
        painter.setFont(self._theme.font("caption"))
        painter.setPen(self._theme.colour("secondary"))
        painter.drawText(x, self._base("body", top, height), extra)
        return x - gap if align == Align.RIGHT else right

    def _two_lines(
        self,
        painter: QPainter,
        left: int,
        right: int,
        top: int,
        height: int,
        text: str,
        extra: str,
        role: Role,
    ) -> None:
        theme = self._theme
        upper, lower = theme.line("body"), theme.line("caption")
        start = top + (height - upper - lower) // 2
        lines: tuple[tuple[TypeName, str, Role, int, int], ...] = (
            ("medium", text, role, start, upper),
            ("caption", extra, "secondary", start + upper, lower),
        )
        for style, words, ink, y, line in lines:
            painter.setFont(theme.font(style))
            painter.setPen(theme.colour(ink))
            painter.drawText(
                left, self._base(style, y, line), self.elide(style, words, right - left)
            )

    def _tier(self, painter: QPainter, rect: QRect, text: str) -> None:
        if not text:
            return
        theme = self._theme
        px = theme.px
        wide = max(self.advance("caption_medium", text) + 2 * px(8), float(px(26)))
        high = px(20)
        box = QRectF(
            rect.left() + (rect.width() - wide) / 2,
            rect.top() + (rect.height() - high) / 2,
            wide,
            high,
        )
        self._pill(painter, box, text)

    def _pill(self, painter: QPainter, box: QRectF, text: str) -> None:
        theme = self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("chip"))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setFont(theme.font("caption_medium"))
        painter.setPen(theme.colour("text"))
        x = box.left() + (box.width() - self.advance("caption_medium", text)) / 2
        base = self._base("caption_medium", int(box.top()), int(box.height()))
        painter.drawText(round(x), base, text)

    def _tags(
        self, painter: QPainter, left: int, right: int, top: int, height: int, tags: object
    ) -> None:
        px = self._theme.px
        high = px(20)
        names = cast("tuple[str, ...]", tags or ())
        for at, name in enumerate(names):
            rest = len(names) - at
            wide = self.advance("caption_medium", name) + 2 * px(8)
            more = f"+{rest}"
            spare = self.advance("caption_medium", more) + 2 * px(8) if rest > 1 else 0
            if left + wide + (spare + px(6) if spare else 0) > right:
                wide = self.advance("caption_medium", more) + 2 * px(8)
                box = QRectF(left, top + (height - high) / 2, wide, high)
                self._pill(painter, box, more)
                return
            self._pill(painter, QRectF(left, top + (height - high) / 2, wide, high), name)
            left += round(wide) + px(6)

    def _progress(
        self, painter: QPainter, left: int, right: int, top: int, height: int, share: object
    ) -> int:
        px = self._theme.px
        if not isinstance(share, int | float):
            return left
        wide = min(px(72), (right - left) // 2)
        box = QRectF(left, top + (height - px(6)) / 2, wide, px(6))
        paint_meter(painter, self._theme, box, float(share), "accent")
        return left + wide + px(8)

    def _check(self, painter: QPainter, rect: QRect, state: object) -> None:
        on = getattr(state, "value", state) == 2
        edge = self._theme.px(16)
        box = QRectF(
            rect.left() + (rect.width() - edge) // 2,
            rect.top() + (rect.height() - edge) // 2,
            edge,
            edge,
        )
        paint_check(painter, self._theme, box, on=on)

    def _slanted(self, style: TypeName) -> QFont:
        if self._italic is None:
            self._italic = QFont(self._theme.font(style))
            self._italic.setItalic(True)
        return self._italic


def paint_check(
    painter: QPainter, theme: Theme, box: QRectF, *, on: bool, enabled: bool = True
) -> None:
    """Paint a check box.

    Args:
        painter: Antialiasing is switched on and left on.
        theme: Gives the colours.
        box: A square.
        on: Whether it is ticked.
        enabled: Whether it can be used.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inner = box.adjusted(0.5, 0.5, -0.5, -0.5)
    if not on:
        painter.setPen(theme.colour("border" if enabled else "control_line"))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(inner, 4, 4)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("accent" if enabled else "disabled"))
    painter.drawRoundedRect(box, 4, 4)
    pen = QPen(theme.colour("on_accent"), box.width() / 9)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    unit = box.width() / 16
    x, y = box.left(), box.top()
    painter.drawPolyline([QPointF(x + a * unit, y + b * unit) for a, b in _TICK])


_TICK = ((4.2, 8.4), (7.0, 11.2), (11.8, 5.2))
