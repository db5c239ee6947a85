"""Paints the rows of a grid: grounds, cells, heads of groups, pinned columns, the focus.

Qt would call a delegate for every cell, through the style sheet; painting a screen of rows took
more than two frames that way. Here a row is painted in one go, from cells laid out before.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QAbstractItemModel, QRect
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from acctdesk.ui.widgets.bands import paint_band, paint_ring
from acctdesk.ui.widgets.cell import Band, QuickModel, quick
from acctdesk.ui.widgets.ops import EDGE, MARKS, Layout
from acctdesk.ui.widgets.places import Places as Places
from acctdesk.ui.widgets.places import Slot as Slot
from acctdesk.ui.widgets.rowpictures import RowPictures
from acctdesk.ui.widgets.sketch import RowLook, Sketch

if TYPE_CHECKING:
    from acctdesk.ui.theme.theme import Theme
    from acctdesk.ui.widgets.cells import CellPainter
    from acctdesk.ui.widgets.roles import Kind
    from acctdesk.ui.widgets.sheet import Sheet

KEEP = 6000
"""Cells kept laid out; several screens."""
_TINT = 0.13
"""How much of a mark's colour its ground takes."""


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
        self._age = 0
        self._enabled = True
        self._own: set[int] = set()
        self._waiting: dict[int, tuple[object, tuple[Hashable, int]]] = {}
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
        self._age += 1

    def forget_rows(self, first: int, last: int) -> None:
        """Lay some rows out anew."""
        if last - first > 200:
            self.forget()
            return
        for key in [one for one in self._kept if first <= one[0] <= last]:
            del self._kept[key]
        for row in range(first, last + 1):
            self._bands.pop(row, None)

    @property
    def waiting(self) -> bool:
        """Whether rows were painted that can be kept as pictures; see `fill`."""
        return bool(self._waiting)

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
        self._find_own(places)
        chosen = grid.chosen_ranges(row, grid.rowAt(area.bottom()))
        current = grid.currentIndex()
        ring = (current.row(), current.column()) if grid.hasFocus() else (-1, -1)
        shape = self._shape(area, places)
        if area.height() >= grid.viewport().height():
            self._waiting.clear()
        top = grid.rowViewportPosition(row)
        while row < rows and top <= area.bottom():
            height = grid.rowHeight(row)
            band = self.band(row)
            if band is not None:
                strip = QRect(0, top, grid.viewport().width(), height)
                paint_band(
                    painter, self._theme, self._cells, strip, band, places, self._ratio,
                    focus=ring[0] == row,
                )  # fmt: skip
            else:
                here = [(a, b) for first, last, a, b in chosen if first <= row <= last]
                calm = not here and row not in (ring[0], grid.cell_delegate.hover_row)
                if not (calm and shape and self._put(painter, row, top, (shape, height))):
                    painter.fillRect(area.left(), top, area.width(), height, ground)
                    self._row(painter, area, row, top, height, places, here, ring)
            top += height
            row += 1
        if top <= area.bottom():
            painter.fillRect(area.left(), top, area.width(), area.bottom() + 1 - top, ground)

    # -- rows ------------------------------------------------------------------------------

    def _find_own(self, places: Places) -> None:
        """Which columns paint their cells themselves."""
        self._own = {
            slot.column
            for slot in (*places.pinned, *places.loose)
            if self._grid.itemDelegateForColumn(slot.column) is not None
        }

    def _shape(self, area: QRect, places: Places) -> Hashable:
        """All that the pictures of rows hang on; None where rows are painted each time."""
        grid = self._grid
        wide = grid.viewport().width()
        if self._own or area.width() < wide or wide != round(wide * self._ratio) / self._ratio:
            return None
        return places, wide, self._ratio, self._enabled, grid.lines, self._age

    def _put(self, painter: QPainter, row: int, top: int, shape: tuple[Hashable, int]) -> bool:
        """Put down the picture of a row; whether there is one."""
        content = self._model.row_content(row)
        ratio, height = self._ratio, shape[1]
        # On half a pixel of the screen a picture would blur.
        if content is None or not (height * ratio).is_integer() or not (top * ratio).is_integer():
            return False
        picture = self._pictures.find(content, shape)
        if picture is None:
            self._waiting[row] = content, shape
            return False
        if isinstance(picture, QImage):
            painter.drawImage(0, top, picture)
        else:
            painter.drawPixmap(0, top, picture)
        return True

    def look(self, names: Mapping[int, str]) -> RowLook | None:
        """How rows are painted that show words alone; None where they are painted each time.

        Args:
            names: Name of the field in each column.
        """
        grid, theme = self._grid, self._theme
        if grid.model() is None or grid.lines > 1:
            return None
        self._look()
        places, area = grid.places(), grid.viewport().rect()
        self._find_own(places)
        shape = self._shape(area, places)
        height, ratio = grid.verticalHeader().defaultSectionSize(), self._ratio
        slots = (*places.loose, *places.pinned)
        if shape is None or not (height * ratio).is_integer():
            return None
        if any(slot.column not in names for slot in slots):
            return None
        return RowLook(
            (shape, height), area.width(), height, ratio, places.loose, places.pinned, places.edge,
            places.scrolled, names, {slot.column: self._kind(slot.column) for slot in slots},
            self._enabled, theme.tokens, theme.family, theme.text_scale,
        )  # fmt: skip

    def pictured(self) -> frozenset[int]:
        """The rows of which there are pictures; see `sketched`."""
        return self._pictures.ids()

    def take(self, look: RowLook, sketches: Iterable[Sketch]) -> None:
        """Keep pictures that were made beside the window's thread."""
        for content, picture in sketches:
            self._pictures.keep(content, look.shape, picture)

    def fill(self, most: int) -> bool:
        """Make pictures of rows that had to be painted, while nobody waits for anything.

        Args:
            most: How many to make now.

        Returns:
            Whether more are to be made.
        """
        grid, waiting = self._grid, self._waiting
        model = grid.model()
        rows = model.rowCount() if model is not None else 0
        self._look()
        places, area = grid.places(), grid.viewport().rect()
        shape = self._shape(area, places)
        wide, ratio = area.width(), self._ratio
        while waiting and most:
            row, (content, wanted) = waiting.popitem()
            height = wanted[1]
            if row >= rows or row == grid.cell_delegate.hover_row or wanted[0] != shape:
                continue
            if self._model.row_content(row) is not content:
                continue
            most -= 1
            picture = QPixmap(round(wide * ratio), round(height * ratio))
            picture.setDevicePixelRatio(ratio)
            painter = QPainter(picture)
            painter.fillRect(0, 0, wide, height, self._theme.colour("surface"))
            self._row(painter, QRect(0, 0, wide, height), row, 0, height, places, (), (-1, -1))
            painter.end()
            self._pictures.keep(content, wanted, picture)
        return bool(waiting)

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
                    paint_ring(painter, theme, QRect(slot.x, top, slot.width, height))

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

    def _tint(self, mark: str) -> QColor:
        found = self._tints.get(mark)
        if found is None:
            found = self._tints[mark] = QColor(self._theme.colour(MARKS[mark][1]))
            found.setAlphaF(_TINT)
        return found
