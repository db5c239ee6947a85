"""Entries of a list with a box to tick."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QListWidget, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.tick import paint_check

Index = QModelIndex | QPersistentModelIndex
PIN = Qt.ItemDataRole.UserRole + 7
"""Whether an entry carries a pin."""


class TickDelegate(QStyledItemDelegate):
    """Paints a box and words; a click anywhere ticks.

    Args:
        theme: The theme in force.
        view: The list.
    """

    def __init__(self, theme: Theme, view: QListWidget) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for box and words."""
        words = self._theme.metrics().horizontalAdvance(str(index.data() or ""))
        return QSize(round(words) + self._theme.px(60), self._theme.px(30))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one entry."""
        theme, rect = self._theme, option.rect
        px = theme.px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = bool(option.state & QStyle.StateFlag.State_MouseOver)
        current = index.row() == self._view.currentRow() and self._view.hasFocus()
        box = QRectF(rect).adjusted(1, 1, -1, -1)
        if lit or current:
            painter.setPen(QPen(theme.colour("accent"), 2) if current else Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(box, 4, 4)
        edge = px(16)
        on = index.data(Qt.ItemDataRole.CheckStateRole)
        tick = QRectF(rect.left() + px(8), rect.top() + (rect.height() - edge) / 2, edge, edge)
        paint_check(painter, theme, tick, on=getattr(on, "value", on) == 2)
        painter.setFont(theme.font())
        painter.setPen(theme.colour("text"))
        words = QRectF(rect).adjusted(px(32), 0, -px(28), 0)
        shown = theme.elide("body", str(index.data() or ""), words.width())
        painter.drawText(
            words, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown
        )
        if index.data(PIN):
            picture = theme.pixmap("pin", "secondary", 14, painter.device().devicePixelRatio())
            painter.drawPixmap(rect.right() - px(22), rect.center().y() - px(7), picture)
        painter.restore()

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """A click on the words ticks as well."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            on = index.data(Qt.ItemDataRole.CheckStateRole)
            state = Qt.CheckState.Unchecked if getattr(on, "value", on) == 2 else (
                Qt.CheckState.Checked
            )  # fmt: skip
            return model.setData(index, state, Qt.ItemDataRole.CheckStateRole)
        return super().editorEvent(event, model, option, index)
