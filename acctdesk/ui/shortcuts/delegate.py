"""Paints the rows of the page of shortcuts."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from acctdesk.ui.shortcuts.model import KeyRow, RowRole
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Role, Size
from acctdesk.ui.widgets.marked import caps, paint_keys
from acctdesk.ui.widgets.paint import LEFT, RIGHT, fill_round, stroke_round
from acctdesk.ui.widgets.shaped import Shaped
from acctdesk.words import _

ROW, HEAD = 34, 36
"""Heights at 100 %."""


class KeysDelegate(QStyledItemDelegate):
    """What it does at the left, its keys at the right.

    Args:
        theme: The theme in force.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shaped = Shaped(theme)
        theme.changed.connect(self._shaped.forget)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """One line."""
        tall = ROW if isinstance(index.data(RowRole), KeyRow) else HEAD
        return QSize(self._theme.px(200), self._theme.px(tall))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one row."""
        theme, px = self._theme, self._theme.px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        row = index.data(RowRole)
        room = box.adjusted(px(16), 0, -px(16), 0)
        if not isinstance(row, KeyRow):
            painter.setFont(theme.font("caption_strong"))
            painter.setPen(theme.colour("secondary"))
            painter.drawText(room.adjusted(0, px(10), 0, 0), LEFT, str(row))
            painter.restore()
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            ground = box.adjusted(px(4), 1, -px(4), -1)
            fill_round(painter, ground, Size.RADIUS, theme.colour("selection"))
            focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
            if focused or theme.tokens.surface == theme.tokens.page:
                stroke_round(painter, ground, Size.RADIUS, theme.colour("accent"), 2)
        right = room.right()
        middle = box.center().y()
        quiet: Role = "text" if row.action else "secondary"
        for at, keys in enumerate(reversed(row.keys)):
            if at:
                word = _("or")
                width = theme.metrics("caption").horizontalAdvance(word)
                painter.setFont(theme.font("caption"))
                painter.setPen(theme.colour("secondary"))
                between = QRectF(right - px(6) - width, box.top(), width, box.height())
                painter.drawText(between, LEFT, word)
                right = between.left() - px(6)
            right = paint_keys(painter, theme, right, middle, caps(keys), quiet)
        if row.changed:
            word = _("changed")
            width = theme.metrics("caption").horizontalAdvance(word) + px(12)
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.colour("secondary"))
            painter.drawText(QRectF(right - width, box.top(), width - px(12), box.height()), RIGHT,
                             word)  # fmt: skip
            right -= width
        words = QRectF(room.left(), box.top(), right - room.left() - px(12), box.height())
        tint: Role = "surface" if chosen else "selection"
        self._shaped.put_marked(painter, words, row.label, row.marks, tint=tint)
        painter.restore()
