"""The grid: a table that reads, edits, copies and moves as people know it from spreadsheets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Size
from acctdesk.ui.widgets import columns
from acctdesk.ui.widgets.autofit import WIDEST, AutoFit, visual_columns
from acctdesk.ui.widgets.blocks import fills, paste_at_current, selection_text
from acctdesk.ui.widgets.delegate import CellDelegate
from acctdesk.ui.widgets.header import GridHeader
from acctdesk.ui.widgets.pinned import PinnedColumn

TWO_LINES = 52
"""Height of rows that hold two lines, at 100 %."""


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
    """A `Fill`, one for each selected column."""
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
        self._pinned: PinnedColumn | None = None
        self._wired: QAbstractItemModel | None = None
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
            QAbstractItemView.SelectionBehavior.SelectRows
            if selection == "rows"
            else QAbstractItemView.SelectionBehavior.SelectItems
        )
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.verticalHeader().hide()
        self.head = GridHeader(theme, self)
        self.setHorizontalHeader(self.head)
        self.cell_delegate = CellDelegate(theme, self)
        self.setItemDelegate(self.cell_delegate)
        self.cell_delegate.moved.connect(self._step)
        self.head.sectionClicked.connect(self._on_header)
        self.head.sectionMoved.connect(self.columns_changed)
        self.head.sectionResized.connect(self.columns_changed)
        self.head.changed.connect(self.columns_changed)
        self._auto = AutoFit(theme, self)
        self._retheme()
        theme.changed.connect(self._retheme)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show a model."""
        if self._wired is not None:
            self._wired.disconnect(self)
        super().setModel(model)
        self.cell_delegate.forget()
        self._wired = model
        if model is not None:
            model.modelReset.connect(self._on_model)
            model.layoutChanged.connect(self._on_model)
            model.rowsInserted.connect(self._show_empty)
            model.rowsRemoved.connect(self._show_empty)
            model.headerDataChanged.connect(self.cell_delegate.forget)
        self.head.setSortIndicatorShown(False)
        if self._pinned is not None:
            self._pinned.follow()
        self._show_empty()
        self._auto.again()

    def set_empty(self, empty: QWidget) -> None:
        """Show a widget, such as an `EmptyState`, while there are no rows."""
        if self._empty is not None:
            self._empty.deleteLater()
        self._empty = empty
        empty.setParent(self)
        self._show_empty()

    def set_compact(self, compact: bool) -> None:
        """Rows of 32 instead of 38 px."""
        self._row = Size.ROW_COMPACT if compact else Size.ROW
        self._retheme()

    def set_two_lines(self, on: bool) -> None:
        """Rows high enough for grey words beneath."""
        self._row = TWO_LINES if on else Size.ROW
        self._retheme()

    def set_pinned(self, pinned: bool) -> None:
        """Keep the first column in sight while scrolling sideways."""
        if pinned and self._pinned is None:
            self._pinned = PinnedColumn(self._theme, self, self.cell_delegate)
            self._pinned.follow()
        elif not pinned and self._pinned is not None:
            self._pinned.hide()
            self._pinned.deleteLater()
            self._pinned = None

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
        for fill in fills(self):
            self.fill_requested.emit(fill)

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
            "open_record": self._open_current,
        }
        command = commands.get(action_id)
        if command is None:
            return False
        command()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the house; everything else is Qt's."""
        key = event.key()
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(ctrl)
        elif ctrl and key in _EDGES:
            self._leap(event)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit what can be edited, open the rest."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            if index.flags() & Qt.ItemFlag.ItemIsEditable:
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
        views: list[QTableView] = [self] if self._pinned is None else [self, self._pinned]
        for view in views:
            for one in (old, row):
                if one >= 0:
                    top = self.rowViewportPosition(one)
                    port = view.viewport()
                    port.update(0, top, port.width(), self.rowHeight(one))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep overlays in place."""
        super().resizeEvent(event)
        self._show_empty()
        self._auto.share_out()
        if self._pinned is not None:
            self._pinned.place()

    def sizeHintForColumn(self, column: int) -> int:
        """What the rows in sight need."""
        model = self.model()
        if model is None or not model.rowCount():
            return 0
        first = max(self.rowAt(0), 0)
        last = min(model.rowCount(), first + 60)
        kind = self.cell_delegate.kind(model, column)
        cells = self.cell_delegate.cells
        return max(cells.width(model.index(row, column), kind) for row in range(first, last))

    def _open_current(self) -> None:
        if self.currentIndex().isValid():
            self.open_requested.emit(self.currentIndex())

    def _enter(self, ctrl: bool) -> None:
        current = self.currentIndex()
        if not current.isValid():
            return
        if not ctrl and current.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(current)
        else:
            self.open_requested.emit(current)

    def _leap(self, event: QKeyEvent) -> None:
        current = self.currentIndex()
        visual = visual_columns(self.head)
        model = self.model()
        if model is None or not current.isValid() or not visual:
            return
        row, column = current.row(), current.column()
        key = event.key()
        if key == Qt.Key.Key_Up:
            row = 0
        elif key == Qt.Key.Key_Down:
            row = model.rowCount() - 1
        else:
            column = visual[0] if key == Qt.Key.Key_Left else visual[-1]
        self._go(model.index(row, column), event)

    def _go(self, index: QModelIndex | QPersistentModelIndex, event: QKeyEvent) -> None:
        how = self.selectionCommand(index, None)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.setSelection(
                self.visualRect(self.currentIndex()).united(self.visualRect(index)),
                QItemSelectionModel.SelectionFlag.ClearAndSelect
                | (how & QItemSelectionModel.SelectionFlag.Rows),
            )
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        else:
            self.setCurrentIndex(index)
        self.scrollTo(index)

    def _step(self, rows: int, cols: int) -> None:
        current = self.currentIndex()
        visual = visual_columns(self.head)
        model = self.model()
        if model is None or current.column() not in visual:
            return
        at = min(max(visual.index(current.column()) + cols, 0), len(visual) - 1)
        row = min(max(current.row() + rows, 0), model.rowCount() - 1)
        self.setCurrentIndex(model.index(row, visual[at]))

    def _on_header(self, column: int) -> None:
        same = self.head.isSortIndicatorShown() and self.head.sortIndicatorSection() == column
        down = self.head.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        self.sort_by(column, descending=same and not down)
        self.columns_changed.emit()

    def _on_model(self) -> None:
        self.cell_delegate.forget()
        self._show_empty()
        self._auto.again()

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
        self._auto.again()
        if self._pinned is not None:
            self._pinned.verticalHeader().setDefaultSectionSize(height)
        self.viewport().update()


_EDGES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
