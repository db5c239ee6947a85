"""Paints the rows of a grid: grounds, cells, heads of groups, pinned columns, the focus.

Qt would call a delegate for every cell, through the style sheet; painting a screen of rows took
more than two frames that way. Here a row is painted in one go, from cells laid out before.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QAbstractItemModel, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from acctdesk.ui.widgets.cell import Band, QuickModel, quick
from acctdesk.ui.widgets.ops import EDGE, MARKS, PAD, STEP, Layout
from acctdesk.ui.widgets.rowpictures import RowPictures

if TYPE_CHECKING:
    from acctdesk.ui.theme.theme import Theme
    from acctdesk.ui.theme.tokens import Role, TypeName
    from acctdesk.ui.widgets.cells import CellPainter
    from acctdesk.ui.widgets.roles import Kind
    from acctdesk.ui.widgets.sheet import Sheet

KEEP = 6000
"""Cells kept laid out; several screens."""
_TINT = 0.13
"""How much of a mark's colour its ground takes."""


class Slot(NamedTuple):
    """Where a column stands now.

    Attributes:
        column: The model column.
        x: Its left edge in the viewport.
        width: Its width.
    """

    column: int
    x: int
    width: int


class Places(NamedTuple):
    """Where the columns stand now.

    Attributes:
        loose: Those that scroll.
        pinned: Those that stay, painted over the others.
        edge: Where the pinned columns end.
        scrolled: Whether something lies beneath them.
    """

    loose: tuple[Slot, ...]
    pinned: tuple[Slot, ...]
    edge: int
    scrolled: bool


class _Laid(NamedTuple):
    """A cell that was laid out.

    Attributes:
        layout: What to paint.
        mark: Tone of its mark; empty for none.
    """

    layout: Layout
    mark: str


class RowPainter:
    """Paints what is in sight of a grid.

    Args:
        theme: The theme in force.
        grid: The grid.
    """

    def __init__(self, theme: Theme, grid: Sheet) -> None:
        self._theme = theme
        self._grid = grid
        self._kept: dict[tuple[int, int], _Laid] = {}
        self._bands: dict[int, Band | None] = {}
        self._tints: dict[str, QColor] = {}
        self._pictures = RowPictures()
        self._asked: QAbstractItemModel | None = None
        self._model: QuickModel
        self._cells: CellPainter
        self._ratio = 1.0
        self._enabled = True
        self._own: set[int] = set()
        self._kinds: dict[int, Kind] = {}

    def forget(self) -> None:
        """Lay everything out anew: other rows stand there, or columns moved."""
        self._kept.clear()
        self._bands.clear()

    def renew(self) -> None:
        """Paint everything anew: the theme, the text size or the meaning of columns changed."""
        self.forget()
        self._tints.clear()
        self._pictures.clear()

    def forget_rows(self, first: int, last: int) -> None:
        """Lay some rows out anew."""
        if last - first > 200:
            self.forget()
            return
        for key in [one for one in self._kept if first <= one[0] <= last]:
            del self._kept[key]
        for row in range(first, last + 1):
            self._bands.pop(row, None)

    def band(self, row: int) -> Band | None:
        """The head of a group in a row; None for an ordinary row."""
        if row in self._bands:
            return self._bands[row]
        if len(self._bands) > KEEP:
            self._bands.clear()
        if self._asked is None:
            self._look()
        found = self._bands[row] = self._model.band(row)
        return found

    def paint(self, painter: QPainter, area: QRect) -> None:
        """Paint a part of the viewport.

        Args:
            painter: Of the viewport.
            area: The part.
        """
        grid = self._grid
        ground = self._theme.colour("surface")
        model = grid.model()
        rows = model.rowCount() if model is not None else 0
        row = grid.rowAt(area.top())
        if not rows or row < 0:
            painter.fillRect(area, ground)
            return
        self._look()
        places = grid.places()
        self._own = {
            slot.column
            for slot in (*places.pinned, *places.loose)
            if grid.itemDelegateForColumn(slot.column) is not None
        }
        chosen = grid.chosen_ranges(row, grid.rowAt(area.bottom()))
        current = grid.currentIndex()
        ring = (current.row(), current.column()) if grid.hasFocus() else (-1, -1)
        shape = self._shape(area, places)
        top = grid.rowViewportPosition(row)
        while row < rows and top <= area.bottom():
            height = grid.rowHeight(row)
            band = self.band(row)
            if band is not None:
                self._band(painter, top, height, band, places, focus=ring[0] == row)
            else:
                here = [(a, b) for first, last, a, b in chosen if first <= row <= last]
                calm = not here and row not in (ring[0], grid.cell_delegate.hover_row)
                if not (calm and shape and self._put(painter, row, top, height, places, shape)):
                    painter.fillRect(area.left(), top, area.width(), height, ground)
                    self._row(painter, area, row, top, height, places, here, ring)
            top += height
            row += 1
        if top <= area.bottom():
            painter.fillRect(area.left(), top, area.width(), area.bottom() + 1 - top, ground)

    # -- rows ------------------------------------------------------------------------------

    def _shape(self, area: QRect, places: Places) -> Hashable:
        """All that the pictures of rows hang on; None where rows are painted each time."""
        grid = self._grid
        wide = grid.viewport().width()
        if self._own or area.width() < wide or wide != round(wide * self._ratio) / self._ratio:
            return None
        return places, wide, self._ratio, self._enabled, grid.lines

    def _put(
        self, painter: QPainter, row: int, top: int, height: int, places: Places, shape: Hashable
    ) -> bool:
        """Put down the picture of a row; whether there can be one."""
        content = self._model.row_content(row)
        ratio = self._ratio
        high = round(height * ratio)
        # On half a pixel of the screen a picture would blur.
        if content is None or high != height * ratio or round(top * ratio) != top * ratio:
            return False
        shape = (shape, height)
        picture = self._pictures.find(content, shape)
        if picture is None:
            wide = self._grid.viewport().width()
            picture = QPixmap(round(wide * ratio), high)
            picture.setDevicePixelRatio(ratio)
            inner = QPainter(picture)
            inner.fillRect(0, 0, wide, height, self._theme.colour("surface"))
            self._row(inner, QRect(0, 0, wide, height), row, 0, height, places, (), (-1, -1))
            inner.end()
            self._pictures.keep(content, shape, picture)
        painter.drawPixmap(0, top, picture)
        return True

    def _row(
        self,
        painter: QPainter,
        area: QRect,
        row: int,
        top: int,
        height: int,
        places: Places,
        chosen: Sequence[tuple[int, int]],
        ring: tuple[int, int],
    ) -> None:
        theme, grid = self._theme, self._grid
        wide = grid.viewport().width()
        ground = theme.colour("surface")
        if chosen and grid.cellwise:
            ground = theme.colour("soft")
        elif row == grid.cell_delegate.hover_row:
            ground = theme.colour("hover")
        mark = self._model.row_mark(row)
        plain = theme.colour("surface")
        if ground is not plain:
            painter.fillRect(area.left(), top, area.width(), height, ground)
        if mark:
            painter.fillRect(area.left(), top, area.width(), height, self._tint(mark))
        for slots in (places.loose, places.pinned):
            if slots is places.pinned and slots:
                self._cover(painter, top, height, places, ground, mark)
            for slot in slots:
                if slot.x <= area.right() and slot.x + slot.width > area.left():
                    lit = bool(chosen) and any(a <= slot.column <= b for a, b in chosen)
                    under = None if mark else theme.colour("selection") if lit else ground
                    self._cell(painter, row, slot, top, height, under, lit=lit, ring=ring)
        painter.fillRect(0, top + height - 1, wide, 1, theme.colour("table_line"))
        if mark:
            painter.fillRect(0, top, EDGE, height - 1, theme.colour(MARKS[mark][1]))
        if ring[0] == row:
            for slot in (*places.pinned, *places.loose):
                if slot.column == ring[1]:
                    self._ring(painter, QRect(slot.x, top, slot.width, height))

    def _cover(
        self,
        painter: QPainter,
        top: int,
        height: int,
        places: Places,
        ground: QColor,
        mark: str,
    ) -> None:
        """Hide what scrolled beneath the pinned columns, and show where they end."""
        painter.fillRect(0, top, places.edge, height, ground)
        if mark:
            painter.fillRect(0, top, places.edge, height, self._tint(mark))
        if places.scrolled:
            painter.fillRect(places.edge, top, 1, height, self._theme.colour("control_line"))

    def _cell(
        self,
        painter: QPainter,
        row: int,
        slot: Slot,
        top: int,
        height: int,
        ground: QColor | None,
        *,
        lit: bool,
        ring: tuple[int, int],
    ) -> None:
        if slot.column in self._own:
            self._delegated(painter, row, slot, top, height, lit=lit, ring=ring)
            return
        laid = self._laid(row, slot, height)
        if lit:
            painter.fillRect(slot.x, top, slot.width, height, self._theme.colour("selection"))
        elif laid.mark:
            painter.fillRect(slot.x, top, slot.width, height, self._tint(laid.mark))
        if laid.mark:
            edge = self._theme.colour(MARKS[laid.mark][1])
            painter.fillRect(slot.x, top, EDGE, height - 1, edge)
        # Letters of the focused cell would show through its ring: its ground isn't plain either.
        under = None if laid.mark or ring == (row, slot.column) else ground
        self._cells.draw(painter, slot.x, top, laid.layout, under)

    def _laid(self, row: int, slot: Slot, height: int) -> _Laid:
        key = (row, slot.column)
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) > KEEP:
                self._kept.clear()
            cell = self._model.quick_cell(row, slot.column)
            kind, lines = self._kind(slot.column), self._grid.lines
            layout = self._cells.layout(
                cell, kind, slot.width, height, self._ratio, enabled=self._enabled, lines=lines
            )
            found = self._kept[key] = _Laid(layout, cell.mark)
        return found

    def _look(self) -> None:
        """What holds for all cells, asked once a painting."""
        grid = self._grid
        self._cells = grid.cell_delegate.cells
        self._ratio, self._enabled = grid.devicePixelRatioF(), grid.isEnabled()
        self._cells.begin(self._ratio)
        self._kinds.clear()
        model = grid.model()
        if self._asked is not model:
            self._asked = model
            self._model = quick(model, self._kind)

    def _kind(self, column: int) -> Kind:
        found = self._kinds.get(column)
        if found is None:
            found = self._grid.cell_delegate.kind(self._grid.model(), column)
            self._kinds[column] = found
        return found

    def _delegated(
        self,
        painter: QPainter,
        row: int,
        slot: Slot,
        top: int,
        height: int,
        *,
        lit: bool,
        ring: tuple[int, int],
    ) -> None:
        """A column that paints its cells itself."""
        grid = self._grid
        option = QStyleOptionViewItem()
        grid.initViewItemOption(option)
        option.rect = QRect(slot.x, top, slot.width, height)
        if lit:
            option.state |= QStyle.StateFlag.State_Selected
        if ring == (row, slot.column):
            option.state |= QStyle.StateFlag.State_HasFocus
        painter.save()
        index = grid.model().index(row, slot.column)
        grid.itemDelegateForColumn(slot.column).paint(painter, option, index)
        painter.restore()

    def _ring(self, painter: QPainter, box: QRect) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QPen(self._theme.colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(1, 1, -1, -2))

    def _tint(self, mark: str) -> QColor:
        found = self._tints.get(mark)
        if found is None:
            found = self._tints[mark] = QColor(self._theme.colour(MARKS[mark][1]))
            found.setAlphaF(_TINT)
        return found

    # -- heads of groups -------------------------------------------------------------------

    def _band(
        self,
        painter: QPainter,
        top: int,
        height: int,
        band: Band,
        places: Places,
        *,
        focus: bool,
    ) -> None:
        theme, grid = self._theme, self._grid
        px, wide = theme.px, grid.viewport().width()
        painter.fillRect(0, top, wide, height, theme.colour("page"))
        painter.fillRect(0, top + height - 1, wide, 1, theme.colour("hairline"))
        cells, ratio = self._cells, self._ratio
        icon = theme.pixmap(
            "chevron-down" if band.open else "chevron-right", "secondary", 16, ratio
        )
        left = px(PAD) - px(4) + band.level * px(STEP)
        painter.drawPixmap(left, top + (height - px(16)) // 2, icon)
        left += px(STEP) + px(2)
        shown = [*places.pinned, *places.loose]
        stop = wide
        for slot in shown:
            words = band.sums.get(slot.column, "")
            # A figure ends where the figures of its column end; it may begin further left.
            right = slot.x + slot.width - px(PAD)
            begin = right - round(cells.advance("caption_medium", words))
            if words and begin > left and (slot in places.pinned or begin > places.edge):
                self._say(painter, "caption_medium", "text", begin, top, height, words)
                stop = min(stop, begin - px(PAD))
        label = cells.elide("strong", band.label, max(stop - left, px(24)))
        self._say(painter, "strong", "text", left, top, height, label)
        left += round(cells.advance("strong", label)) + px(8)
        if left + cells.advance("caption", band.count) < stop:
            self._say(painter, "caption", "secondary", left, top, height, band.count)
        if focus:
            self._ring(painter, QRect(0, top, wide, height))

    def _say(
        self,
        painter: QPainter,
        style: TypeName,
        role: Role,
        x: int,
        top: int,
        height: int,
        words: str,
    ) -> None:
        metrics = self._theme.metrics(style)
        painter.setFont(self._theme.font(style))
        painter.setPen(self._theme.colour(role))
        base = round(top + (height + metrics.ascent() - metrics.descent()) / 2)
        painter.drawText(x, base, words)
