"""Paints and edits the cells of the match table that are chosen from lists."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPointF,
    QRect,
    QRectF,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemDelegate, QStyle, QStyleOptionViewItem, QWidget

from acctdesk.ui.imports.match_model import BLANKS, HOW
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.cells import PAD, Index
from acctdesk.ui.widgets.delegate import CellDelegate
from acctdesk.ui.widgets.editors import ChoiceEditor
from acctdesk.ui.widgets.grid import GridView
from acctdesk.ui.widgets.roles import StatusRole
from acctdesk.ui.widgets.status import GLYPH, Status, paint_status


class MatchDelegate(CellDelegate):
    """A chevron where one chooses, a chip for how a column was matched, a tick at once.

    Args:
        theme: The theme in force.
        grid: The table; its own delegate says which row is lit.
        chip: The column that says how something was matched.
        tick: The column that is ticked; -1 for none.
    """

    def __init__(self, theme: Theme, grid: GridView, chip: int = HOW, tick: int = BLANKS) -> None:
        super().__init__(theme, grid)
        self._grid, self._chip, self._tick = grid, chip, tick
        self.by_mouse = False
        self.moved.connect(grid.cell_delegate.moved)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        self.hover_row = self._grid.cell_delegate.hover_row
        rect: QRect = option.rect
        if index.column() == self._chip:
            self._paint_how(painter, option, index)
            return
        if index.column() == self._tick and index.data(Qt.ItemDataRole.CheckStateRole) is None:
            self._ground(painter, option, index)
            self._ring(painter, option)
            return
        super().paint(painter, option, index)
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            edge = self._theme.px(16)
            corner = QPointF(
                rect.right() - edge - self._theme.px(4), rect.top() + (rect.height() - edge) / 2
            )
            ratio = painter.device().devicePixelRatio()
            painter.drawPixmap(corner, self._theme.pixmap("chevron-down", "secondary", 16, ratio))

    def _paint_how(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = self._theme, option.rect
        px = theme.px
        self._ground(painter, option, index)
        text = str(index.data() or "")
        if text:
            status = index.data(StatusRole)
            glyph = px(GLYPH + 3) if status else 0
            wide = self.cells.advance("caption_medium", text) + 2 * px(8) + glyph
            high = px(20)
            box = QRectF(rect.left() + px(PAD), rect.top() + (rect.height() - high) / 2, wide, high)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("chip"))
            painter.drawRoundedRect(box, high / 2, high / 2)
            if status:
                mark = QRectF(box.left() + px(6), box.top() + px(3), px(GLYPH), px(GLYPH))
                paint_status(painter, theme, mark, Status(status))
            painter.setFont(theme.font("caption_medium"))
            painter.setPen(theme.colour("text"))
            words = box.adjusted(px(8) + glyph, 0, 0, 0)
            painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), text)
        self._ring(painter, option)

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = self._theme, option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("selection"))
        elif index.row() == self.hover_row:
            painter.fillRect(rect, theme.colour("hover"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("table_line"))

    def _ring(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        theme, rect = self._theme, option.rect
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -1, -2))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Open the list; what is chosen in it counts at once."""
        editor = super().createEditor(parent, option, index)
        if isinstance(editor, ChoiceEditor):
            editor.activated.connect(lambda _at: self._chosen(editor))
        return editor

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | Index,
    ) -> bool:
        """Tick with a click anywhere in the cell, or with Space."""
        if index.column() == self._tick and index.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            click = (
                isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease
            )
            space = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
            if click or (space and event.type() == QEvent.Type.KeyPress):
                on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
                state = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
                return model.setData(index, state, Qt.ItemDataRole.CheckStateRole)
        return False

    def _chosen(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
