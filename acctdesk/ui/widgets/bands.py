"""Paints the heads of groups in a grid, and the focus around a cell or a head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPen

from acctdesk.ui.widgets.ops import PAD, STEP

if TYPE_CHECKING:
    from acctdesk.ui.theme.theme import Theme
    from acctdesk.ui.theme.tokens import Role, TypeName
    from acctdesk.ui.widgets.cell import Band
    from acctdesk.ui.widgets.cells import CellPainter
    from acctdesk.ui.widgets.places import Places


def paint_ring(painter: QPainter, theme: Theme, box: QRect) -> None:
    """Paint the focus around a cell.

    Args:
        painter: Its pen and brush are changed.
        theme: The theme in force.
        box: The cell.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QPen(theme.colour("accent"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box.adjusted(1, 1, -1, -2))


def paint_band(
    painter: QPainter,
    theme: Theme,
    cells: CellPainter,
    strip: QRect,
    band: Band,
    places: Places,
    ratio: float,
    *,
    focus: bool,
) -> None:
    """Paint the head of a group: its arrow and name, how many it has, figures of its columns.

    Args:
        painter: Its font and pen are changed.
        theme: The theme in force.
        cells: Measures texts.
        strip: The row.
        band: What it says.
        places: Where the columns stand.
        ratio: Device pixel ratio of the screen.
        focus: Whether the row has the focus.
    """
    px, wide, top, height = theme.px, strip.width(), strip.top(), strip.height()
    painter.fillRect(strip, theme.colour("page"))
    painter.fillRect(0, top + height - 1, wide, 1, theme.colour("hairline"))
    icon = theme.pixmap("chevron-down" if band.open else "chevron-right", "secondary", 16, ratio)
    left = px(PAD) - px(4) + band.level * px(STEP)
    painter.drawPixmap(left, top + (height - px(16)) // 2, icon)
    left += px(STEP) + px(2)
    stop = wide
    for slot in (*places.pinned, *places.loose):
        words = band.sums.get(slot.column, "")
        # A figure ends where the figures of its column end; it may begin further left.
        right = slot.x + slot.width - px(PAD)
        begin = right - round(cells.advance("caption_medium", words))
        if words and begin > left and (slot in places.pinned or begin > places.edge):
            _say(painter, theme, "caption_medium", "text", begin, strip, words)
            stop = min(stop, begin - px(PAD))
    label = cells.elide("strong", band.label, max(stop - left, px(24)))
    _say(painter, theme, "strong", "text", left, strip, label)
    left += round(cells.advance("strong", label)) + px(8)
    if left + cells.advance("caption", band.count) < stop:
        _say(painter, theme, "caption", "secondary", left, strip, band.count)
    if focus:
        paint_ring(painter, theme, strip)


def _say(
    painter: QPainter, theme: Theme, style: TypeName, role: Role, x: int, strip: QRect, words: str
) -> None:
    metrics = theme.metrics(style)
    painter.setFont(theme.font(style))
    painter.setPen(theme.colour(role))
    base = round(strip.top() + (strip.height() + metrics.ascent() - metrics.descent()) / 2)
    painter.drawText(x, base, words)
