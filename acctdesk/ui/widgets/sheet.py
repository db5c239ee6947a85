"""A table that paints itself: rows in one go, pinned columns, the row under the pointer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
)
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Size
from acctdesk.ui.widgets.autofit import AutoFit, rows_measured
from acctdesk.ui.widgets.delegate import CellDelegate
from acctdesk.ui.widgets.header import GridHeader
from acctdesk.ui.widgets.painting import RowPainter
from acctdesk.ui.widgets.pinned import Pins
from acctdesk.ui.widgets.places import Places
from acctdesk.ui.widgets.selecting import rows_of, visible_ranges
from acctdesk.ui.widgets.sight import bring_into_sight

if TYPE_CHECKING:
    from acctdesk.ui.widgets.sketch import RowLook, Sketch

TWO_LINES = 52
"""Height of rows that hold two lines, at 100 %."""
CALM = 50
"""Milliseconds after a painting before its rows are kept as pictures: a letter comes first."""
AT_ONCE = 3
"""Rows kept as pictures before the window looks whether somebody wants something."""
Index = QModelIndex | QPersistentModelIndex


class Sheet(QTableView):
    """What one sees of a grid.

    Args:
        theme: The theme in force.
        name: Accessible name: what the rows are.
        cellwise: Whether single cells are selected, rather than rows.
    """

    def __init__(self, theme: Theme, name: str, *, cellwise: bool) -> None:
        super().__init__()
        self._theme = theme
        self._row = Size.ROW
        self._empty: QWidget | None = None
        self._wired: QAbstractItemModel | None = None
        self._pins = Pins(self)
        self.cellwise = cellwise
        self.lines = 1
        """Lines that long words may take."""
        self.steady = False
        """Whether columns keep their widths when other rows are shown."""
        self.setObjectName(name)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setCornerWidget(QWidget())
        self.setMouseTracking(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(
            QAbstractItemView.SelectionBehavior.SelectItems
            if cellwise
            else QAbstractItemView.SelectionBehavior.SelectRows
        )
        # Every pixel is painted here: Qt may shift what it has when rows scroll.
        self.viewport().setAutoFillBackground(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.verticalHeader().hide()
        self.head = GridHeader(theme, self, self._pins)
        self.setHorizontalHeader(self.head)
        self.cell_delegate = CellDelegate(theme, self)
        self.setItemDelegate(self.cell_delegate)
        self._rows = RowPainter(theme, self)
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.timeout.connect(self._on_calm)
        for signal in (self.head.sectionMoved, self.head.sectionResized):
            signal.connect(self._rows.forget)
            signal.connect(self._pins.forget)
        # Columns that come or go are told by their number.
        self.head.sectionCountChanged.connect(self._pins.forget)
        self._auto = AutoFit(theme, self, self.head)
        self._retheme()
        theme.changed.connect(self._retheme)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show a model."""
        if self._wired is not None:
            self._wired.disconnect(self)
        super().setModel(model)
        self._forget()
        self._wired = model
        if model is not None:
            model.modelReset.connect(self._on_model)
            model.layoutChanged.connect(self._on_model)
            model.rowsInserted.connect(self._on_rows)
            model.rowsRemoved.connect(self._on_rows)
            model.dataChanged.connect(self._on_data)
            model.headerDataChanged.connect(self._forget)
        self.head.setSortIndicatorShown(False)
        self._show_empty()
        self._auto.again()

    def set_empty(self, empty: QWidget) -> None:
        """Show a widget, such as an `EmptyState`, while there are no rows."""
        if self._empty is not None:
            self._empty.hide()
            self._empty.deleteLater()
        self._empty = empty
        empty.setParent(self)
        self._show_empty()

    def set_compact(self, compact: bool) -> None:
        """Rows of 32 instead of 38 px."""
        self.set_row_height(Size.ROW_COMPACT if compact else Size.ROW)

    def set_two_lines(self, on: bool) -> None:
        """Rows high enough for grey words beneath."""
        self.set_row_height(TWO_LINES if on else Size.ROW)

    def set_row_height(self, height: int, lines: int = 1) -> None:
        """Make rows higher or lower.

        Args:
            height: In pixels at 100 %.
            lines: Lines that long words may take.
        """
        if (height, lines) != (self._row, self.lines):
            self._row, self.lines = height, lines
            self._retheme()

    def set_pinned(self, pinned: bool | int) -> None:
        """Keep the first columns in sight while scrolling sideways.

        Args:
            pinned: How many; a bool means the first or none.
        """
        self._pins.count = int(pinned)
        self.viewport().update()
        self.head.viewport().update()

    def places(self) -> Places:
        """Where the columns stand now."""
        return self._pins.places()

    def indexAt(self, where: QPoint) -> QModelIndex:
        """The cell one sees at a place."""
        return super().indexAt(self._pins.point_below(where))

    def visualRect(self, index: Index) -> QRect:
        """Where one sees a cell."""
        return self._pins.seen(index.column(), super().visualRect(index))

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a cell into sight, out from under pinned columns too."""
        if index.column() not in self._pins.columns():
            super().scrollTo(index, hint)
            self._pins.reveal(index.column())
        else:
            bar = self.horizontalScrollBar()
            kept = bar.value()
            super().scrollTo(index, hint)
            bar.setValue(kept)
        if self.hasFocus():
            # With large text on a small screen the page scrolls as well.
            bring_into_sight(self.viewport(), self.visualRect(index))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Shift what is shown; pinned columns stay where they are."""
        super().scrollContentsBy(dx, dy)
        if dx and self._pins.count:
            self.viewport().update()
            self.head.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows in sight."""
        painter = QPainter(self.viewport())
        self._rows.paint(painter, event.rect())
        if self._rows.waiting:
            self._calm.start(CALM)

    def _on_calm(self) -> None:
        if self._rows.fill(AT_ONCE):
            self._calm.start(0)

    def row_look(self, names: Mapping[int, str]) -> RowLook | None:
        """How rows are painted, for whoever paints them ahead; see `RowPainter.look`."""
        return self._rows.look(names)

    def pictured(self) -> frozenset[int]:
        """The rows of which there are pictures; see `acctdesk.ui.widgets.sketch.sketched`."""
        return self._rows.pictured()

    def take(self, look: RowLook, sketches: Iterable[Sketch]) -> None:
        """Put down rows as they were painted ahead, where they still look so."""
        self._rows.take(look, sketches)

    def chosen_ranges(self, first: int, last: int) -> list[tuple[int, int, int, int]]:
        """The selected ranges that touch some rows: first and last row, first and last column."""
        return visible_ranges(self, first, last)

    def selected_rows(self) -> list[int]:
        """The rows that hold a selected cell, in order; heads of groups are left out."""
        return rows_of(self)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """Whole rows: a selected cell tints its row."""
        region = QRegion()
        wide, high = self.viewport().width(), self.viewport().height()
        for at in range(selection.count()):
            one = selection.at(at)
            top = self.rowViewportPosition(one.top())
            end = self.rowViewportPosition(one.bottom()) + self.rowHeight(one.bottom())
            top, end = max(top, 0), min(end, high)
            if end > top:
                region = region.united(QRect(0, top, wide, end - top))
        return region

    def sizeHintForColumn(self, column: int) -> int:
        """What the rows in sight need."""
        model = self.model()
        if model is None or not model.rowCount():
            return 0
        first = max(self.rowAt(0), 0)
        last = min(model.rowCount(), first + rows_measured(self))
        kind = self.cell_delegate.kind(model, column)
        cells = self.cell_delegate.cells
        rows = [row for row in range(first, last) if self._rows.band(row) is None]
        return max((cells.width(model.index(row, column), kind) for row in rows), default=0)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the row under the pointer."""
        super().mouseMoveEvent(event)
        self.set_hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the pointer."""
        super().leaveEvent(event)
        self.set_hover(-1)

    def set_hover(self, row: int) -> None:
        """Light up a row; -1 for none."""
        old = self.cell_delegate.hover_row
        if row == old:
            return
        self.cell_delegate.hover_row = row
        port = self.viewport()
        for one in (old, row):
            if one >= 0:
                port.update(0, self.rowViewportPosition(one), port.width(), self.rowHeight(one))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep overlays in place."""
        super().resizeEvent(event)
        self._show_empty()
        self._auto.share_out()

    def _on_model(self) -> None:
        self.cell_delegate.forget_kinds()
        self._rows.forget()
        self._show_empty()
        if not self.steady:
            self._auto.again()

    def _on_rows(self) -> None:
        self._rows.forget()
        self.viewport().update()
        self._show_empty()

    def _on_data(self, first: QModelIndex, last: QModelIndex) -> None:
        self._rows.forget_rows(first.row(), last.row())
        port = self.viewport()
        top = self.rowViewportPosition(first.row())
        end = self.rowViewportPosition(last.row()) + self.rowHeight(last.row())
        port.update(0, top, port.width(), end - top)

    def _forget(self) -> None:
        self.cell_delegate.forget_kinds()
        self._rows.renew()

    def _show_empty(self) -> None:
        if self._empty is None:
            return
        model = self.model()
        empty = model is None or model.rowCount() == 0
        self._empty.setVisible(empty)
        if empty:
            self._empty.setGeometry(self.viewport().geometry())
            self._empty.raise_()

    def _retheme(self) -> None:
        height = self._theme.px(self._row)
        self.cell_delegate.row_height = height
        self.verticalHeader().setMinimumSectionSize(16)
        self.verticalHeader().setDefaultSectionSize(height)
        self.setMinimumHeight(self._theme.px(Size.HEADER) + 3 * height)
        self._rows.renew()
        self._auto.again()
        self.viewport().update()
