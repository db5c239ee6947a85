"""The first column of a grid, kept in sight while the rest scrolls sideways."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.delegate import CellDelegate
from acctdesk.ui.widgets.header import GridHeader


class PinnedColumn(QTableView):
    """Lies over the left edge of a grid and shows its first column only.

    It takes no focus and shares model, selection and delegate, so that keys, selection and
    assistive technology know one grid.

    Args:
        theme: The theme in force.
        grid: The grid it lies over.
        delegate: The grid's own delegate.
    """

    def __init__(self, theme: Theme, grid: QTableView, delegate: CellDelegate) -> None:
        super().__init__(grid)
        self._theme = theme
        self._grid = grid
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(grid.accessibleName())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(grid.selectionBehavior())
        self.setSelectionMode(grid.selectionMode())
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        head = GridHeader(theme, self)
        head.viewport().setAutoFillBackground(True)
        head.setSectionsMovable(False)
        self.setHorizontalHeader(head)
        self.setItemDelegate(delegate)
        self.verticalHeader().setMinimumSectionSize(16)
        self.verticalHeader().setDefaultSectionSize(grid.verticalHeader().defaultSectionSize())
        grid.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(grid.verticalScrollBar().setValue)
        grid.horizontalScrollBar().valueChanged.connect(self.place)
        grid.horizontalHeader().sectionResized.connect(self.place)
        grid.horizontalHeader().sectionMoved.connect(self.place)
        head.sectionClicked.connect(grid.horizontalHeader().sectionClicked.emit)
        head.sectionResized.connect(self._on_resized)

    def follow(self) -> None:
        """Show the grid's model."""
        self.setModel(self._grid.model())
        if self._grid.model() is not None:
            self.setSelectionModel(self._grid.selectionModel())
        self.place()

    def place(self) -> None:
        """Lie over the first visual column; only while the grid is scrolled sideways."""
        header = self._grid.horizontalHeader()
        shown = [
            header.logicalIndex(at)
            for at in range(header.count())
            if not header.isSectionHidden(header.logicalIndex(at))
        ]
        scrolled = self._grid.horizontalScrollBar().value() > 0
        self.setVisible(bool(shown) and scrolled)
        if not shown or not scrolled:
            return
        for column in range(header.count()):
            self.setColumnHidden(column, column != shown[0])
        wide = header.sectionSize(shown[0])
        self.horizontalHeader().resizeSection(shown[0], wide)
        port = self._grid.viewport().geometry()
        self.setGeometry(0, 0, wide, port.bottom() + 1)
        self.verticalScrollBar().setValue(self._grid.verticalScrollBar().value())
        self.raise_()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The grid edits or opens."""
        self._grid.mouseDoubleClickEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select, and give the grid the focus."""
        super().mousePressEvent(event)
        self._grid.setFocus(Qt.FocusReason.MouseFocusReason)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The grid scrolls."""
        self._grid.wheelEvent(event)

    def _on_resized(self, column: int, _old: int, new: int) -> None:
        if new > 0 and self.isVisible():
            self._grid.horizontalHeader().resizeSection(column, new)
