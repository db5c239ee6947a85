"""The grid: a table that reads, edits, copies and moves as people know it from spreadsheets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Size
from acctdesk.ui.widgets import columns
from acctdesk.ui.widgets.autofit import WIDEST
from acctdesk.ui.widgets.blocks import fills, paste_at_current, selection_text
from acctdesk.ui.widgets.empty import EmptyState
from acctdesk.ui.widgets.gridkeys import press_key
from acctdesk.ui.widgets.moving import step
from acctdesk.ui.widgets.roles import BandRole, BranchRole
from acctdesk.ui.widgets.sheet import Index, Sheet

FEW = 40
"""Rows that a grid shows without scrolling where the page scrolls."""


class GridView(Sheet):
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
        self._least = 0
        self._unfolded = False
        super().__init__(theme, name, cellwise=selection == "cells")
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self._sorted = (-1, False)
        self.cell_delegate.moved.connect(lambda rows, cols: step(self, rows, cols))
        self.head.sectionClicked.connect(self._on_header)
        for signal in (self.head.sectionMoved, self.head.sectionResized, self.head.changed):
            signal.connect(self.columns_changed)

    # -- columns ---------------------------------------------------------------------------

    def sort_by(self, column: int, descending: bool = False) -> None:
        """Sort, show the arrow, and tell the page."""
        order = self.show_sorted(column, descending=descending)
        model = self.model()
        if model is not None:
            model.sort(column, order)
        self.sort_requested.emit(column, descending)

    def show_sorted(self, column: int, *, descending: bool = False) -> Qt.SortOrder:
        """Show by which column the rows are sorted, without sorting them.

        Args:
            column: The model column; -1 for none.
            descending: Whether the largest comes first.
        """
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self._sorted = (column, descending)
        self.head.setSortIndicatorShown(column >= 0)
        if column >= 0:
            self.head.setSortIndicator(column, order)
        return order

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

    def widen(self, column: int) -> None:
        """Make a column wide enough for what is in sight, never narrower; nobody chose that width.

        Args:
            column: The model column.
        """
        self._auto.widen(column)

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

    # -- without rows ----------------------------------------------------------------------

    def set_least(self, height: int) -> None:
        """Keep a height of its own; 0 keeps room for a heading and three rows.

        Args:
            height: Pixels.
        """
        self._least = height
        self._keep_room()

    def set_unfolded(self, on: bool) -> None:
        """Be as high as all rows where there are few, so that only the page around scrolls.

        Args:
            on: Whether to be.
        """
        if on != self._unfolded:
            self._unfolded = on
            self._keep_room()

    def sizeHint(self) -> QSize:
        """No higher than it must be: what is left of the page is its own."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def _show_empty(self) -> None:
        super()._show_empty()
        self._keep_room()

    def _retheme(self) -> None:
        super()._retheme()
        self._keep_room()

    def _keep_room(self) -> None:
        """Be as high as a heading and three rows, or what stands there instead of rows."""
        head = self._theme.px(Size.HEADER)
        high = self._least or head + 3 * self._theme.px(self._row)
        empty = self._empty
        if isinstance(empty, EmptyState) and not empty.isHidden():
            high = max(high, head + empty.least(self.viewport().width()))
        model = self.model()
        if self._unfolded and model is not None and model.rowCount() <= FEW:
            bar = self.horizontalScrollBar()
            wide = bar.maximum() > bar.minimum()
            below = bar.sizeHint().height() if wide else 0
            high = max(high, head + self.verticalHeader().length() + below)
        if high != self.minimumHeight():
            self.setMinimumHeight(high)

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

    def _on_header(self, column: int) -> None:
        # Qt turns the arrow round by itself before it tells of a click.
        self.sort_by(column, descending=self._sorted == (column, False))
        self.columns_changed.emit()
