"""The grid: a table that reads, edits, copies and moves as people know it from spreadsheets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Size
from acctdesk.ui.widgets import columns
from acctdesk.ui.widgets.autofit import WIDEST, AutoFit
from acctdesk.ui.widgets.blocks import fills, paste_at_current, selection_text
from acctdesk.ui.widgets.delegate import CellDelegate
from acctdesk.ui.widgets.gridkeys import press_key
from acctdesk.ui.widgets.header import GridHeader
from acctdesk.ui.widgets.moving import step
from acctdesk.ui.widgets.painting import Places, RowPainter
from acctdesk.ui.widgets.pinned import Pins
from acctdesk.ui.widgets.roles import BandRole, BranchRole
from acctdesk.ui.widgets.selecting import rows_of, visible_ranges

TWO_LINES = 52
"""Height of rows that hold two lines, at 100 %."""
Index = QModelIndex | QPersistentModelIndex


class GridView(QTableView):
    """A table with the look and the keys of the house.

    Args:
        theme: The theme in force.
        name: Accessible name: what the rows are.
        selection: Whole ``rows``, or single ``cells`` as in a spreadsheet.
    """

    open_requested = Signal(QModelIndex)
    """A row is to be opened."""
    pasted = Signal(object)
    """A `Paste`; the page checks, previews and writes it as one step."""
    fill_requested = Signal(object)
    """A list of `Fill`, one for each selected column."""
    clear_requested = Signal()
    """The selected cells are to be emptied."""
    toggled = Signal(int)
    """The rows below a row, a group's head or a branch of a tree, are to be shown or hidden."""
    link_requested = Signal(QModelIndex)
    """What a cell links to is to be opened."""
    columns_changed = Signal()
    """Columns were moved, resized, hidden, shown or sorted."""
    sort_requested = Signal(int, bool)
    """Column and whether descending; the model has been asked to sort already."""

    def __init__(
        self, theme: Theme, name: str, *, selection: Literal["rows", "cells"] = "rows"
    ) -> None:
        super().__init__()
        self._theme = theme
        self._row = Size.ROW
        self._empty: QWidget | None = None
        self._wired: QAbstractItemModel | None = None
        self._pins = Pins(self)
        self.cellwise = selection == "cells"
        self.lines = 1
        """Lines that long words may take."""
        self.setObjectName(name)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(
            QAbstractItemView.SelectionBehavior.SelectItems
            if self.cellwise
            else QAbstractItemView.SelectionBehavior.SelectRows
        )
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
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
        self.cell_delegate.moved.connect(lambda rows, cols: step(self, rows, cols))
        self.head.sectionClicked.connect(self._on_header)
        for signal in (self.head.sectionMoved, self.head.sectionResized):
            signal.connect(self._rows.forget)
            signal.connect(self.columns_changed)
        self.head.changed.connect(self.columns_changed)
        self._auto = AutoFit(theme, self, self.head)
        self._retheme()
        theme.changed.connect(self._retheme)

    # -- what is shown ---------------------------------------------------------------------

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
            return
        bar = self.horizontalScrollBar()
        kept = bar.value()
        super().scrollTo(index, hint)
        bar.setValue(kept)

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

    # -- selection -------------------------------------------------------------------------

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

    # -- columns ---------------------------------------------------------------------------

    def sort_by(self, column: int, descending: bool = False) -> None:
        """Sort, show the arrow, and tell the page."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.head.setSortIndicator(column, order)
        self.head.setSortIndicatorShown(True)
        model = self.model()
        if model is not None:
            model.sort(column, order)
        self.sort_requested.emit(column, descending)

    def fit_columns(self, widest: int = WIDEST) -> None:
        """Make every column as wide as what it shows, and share out the room that is left.

        This happens by itself whenever the grid or its model changes, until the person sets a
        width or a kept state is restored; calling it begins anew.

        Args:
            widest: No column gets wider by its content alone; pixels at 100 %.
        """
        self._auto.fit(widest)

    def set_widths(self, widths: Mapping[int, int]) -> None:
        """Give columns the widths that somebody chose; the others fit their content.

        Args:
            widths: Pixels at 100 % by model column; empty fits all columns and goes on doing so.
        """
        if not widths:
            self._auto.fit()
            return
        self._auto.stop()
        for column in range(self.head.count()):
            if not self.head.isSectionHidden(column):
                wide = widths.get(column, 0)
                size = self._theme.px(wide) if wide else self._auto.natural(column)
                self.head.resizeSection(column, size)

    def column_state(self) -> dict[str, object]:
        """Order, widths, hidden columns and sorting; fit for JSON."""
        return columns.column_state(self.head)

    def restore_columns(self, state: Mapping[str, object]) -> None:
        """Take back what `column_state` returned."""
        if state.get("columns"):
            self._auto.stop()
        sort = columns.restore_columns(self.head, state)
        if sort is not None:
            self.sort_by(*sort)

    def sizeHintForColumn(self, column: int) -> int:
        """What the rows in sight need."""
        model = self.model()
        if model is None or not model.rowCount():
            return 0
        first = max(self.rowAt(0), 0)
        last = min(model.rowCount(), first + 60)
        kind = self.cell_delegate.kind(model, column)
        cells = self.cell_delegate.cells
        rows = [row for row in range(first, last) if self._rows.band(row) is None]
        return max((cells.width(model.index(row, column), kind) for row in rows), default=0)

    # -- commands --------------------------------------------------------------------------

    def copy_text(self) -> str:
        """The selection as tab-separated text; see `selection_text`."""
        return selection_text(self)

    def copy(self) -> None:
        """Put the selection on the clipboard."""
        QGuiApplication.clipboard().setText(self.copy_text())

    def paste(self) -> None:
        """Hand the clipboard's block to the page, to be put at the current cell."""
        block = paste_at_current(self, QGuiApplication.clipboard().text())
        if block is not None:
            self.pasted.emit(block)

    def fill_down(self) -> None:
        """Ask the page to repeat the topmost value of each selected column; see `fills`."""
        found = fills(self)
        if found:
            self.fill_requested.emit(found)

    def run_command(self, action_id: str) -> bool:
        """Do what a standard action means here.

        Args:
            action_id: Such as ``"copy"``.

        Returns:
            Whether it means something here.
        """
        commands = {
            "copy": self.copy,
            "paste": self.paste,
            "fill_down": self.fill_down,
            "edit_cell": lambda: self.edit(self.currentIndex()),
            "open_record": self.open_current,
        }
        command = commands.get(action_id)
        if command is None:
            return False
        command()
        return True

    def open_current(self) -> None:
        """Ask for the record of the current row to be opened."""
        current = self.currentIndex()
        if current.isValid() and self._rows.band(current.row()) is None:
            self.open_requested.emit(current)

    def toggle_at(self, index: Index) -> bool:
        """Show or hide what is below a row, where it is a group's head or a branch.

        Returns:
            Whether it is one.
        """
        foldable = index.isValid() and (
            index.sibling(index.row(), 0).data(BandRole) is not None
            or index.data(BranchRole) is not None
        )
        if foldable:
            self.toggled.emit(index.row())
        return foldable

    # -- events ----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the house; everything else is Qt's."""
        if not press_key(self, event):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Fold at an arrow; open a link with Ctrl; select otherwise."""
        where = event.position().toPoint()
        index = self.indexAt(where)
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            band = self._rows.band(index.row())
            if band is not None:
                self.setCurrentIndex(index)
                self.toggled.emit(index.row())
                return
            if self.cell_delegate.on_branch(index, self.visualRect(index), where):
                self.toggle_at(index)
                return
            if event.modifiers() == Qt.KeyboardModifier.ControlModifier and (
                self.cell_delegate.is_link(index)
            ):
                self.link_requested.emit(index)
                return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit what can be edited, open the rest."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            if self._rows.band(index.row()) is not None:
                self.toggled.emit(index.row())
            elif index.flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(index)
            else:
                self.open_requested.emit(index)

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

    # -- following the model ---------------------------------------------------------------

    def _on_header(self, column: int) -> None:
        same = self.head.isSortIndicatorShown() and self.head.sortIndicatorSection() == column
        down = self.head.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        self.sort_by(column, descending=same and not down)
        self.columns_changed.emit()

    def _on_model(self) -> None:
        self._forget()
        self._show_empty()
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
        self.cell_delegate.forget()
        self._rows.forget()

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
        self._rows.forget()
        self._auto.again()
        self.viewport().update()
