"""Paints the rows of the palette."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from acctdesk.ui.palette.entries import Entry
from acctdesk.ui.palette.model import EntryRole, PinnedRole
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Role, Size
from acctdesk.ui.widgets.marked import caps, keys_width, paint_keys, paint_marked
from acctdesk.ui.widgets.paint import LEFT, fill_round, stroke_round

ROW, HEAD = 36, 28
"""Heights of an entry and a heading at 100 %."""


class PaletteDelegate(QStyledItemDelegate):
    """An icon, the words with what was typed marked, a note, the keys.

    Args:
        theme: The theme in force.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """One line."""
        tall = HEAD if index.data(EntryRole) is None else ROW
        return QSize(self._theme.px(200), self._theme.px(tall))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        entry = index.data(EntryRole)
        if entry is None:
            self._head(painter, box, str(index.data() or ""))
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            self._entry(painter, box, entry, chosen=chosen, pinned=bool(index.data(PinnedRole)))
        painter.restore()

    def _head(self, painter: QPainter, box: QRectF, title: str) -> None:
        theme = self._theme
        painter.setFont(theme.font("caption_medium"))
        painter.setPen(theme.colour("secondary"))
        room = box.adjusted(theme.px(12), theme.px(6), -theme.px(12), 0)
        painter.drawText(room, LEFT, theme.elide("caption_medium", title, room.width()))

    def _entry(
        self, painter: QPainter, box: QRectF, entry: Entry, *, chosen: bool, pinned: bool
    ) -> None:
        theme, px = self._theme, self._theme.px
        ground = box.adjusted(px(4), 0, -px(4), 0)
        if chosen:
            fill_round(painter, ground, Size.RADIUS, theme.colour("selection"))
            if theme.tokens.surface == theme.tokens.page:
                # In high contrast a fill alone says too little.
                stroke_round(painter, ground, Size.RADIUS, theme.colour("accent"), 2)
        role: Role = "text" if entry.enabled else "disabled"
        quiet: Role = "secondary" if entry.enabled else "disabled"
        ratio = painter.device().devicePixelRatioF()
        middle = box.center().y()
        left = ground.left() + px(10)
        icon = "check" if entry.ticked else entry.icon
        if icon:
            picture = theme.pixmap(icon, quiet, 16, ratio)
            painter.drawPixmap(QPointF(left, middle - px(16) / 2), picture)
        right = ground.right() - px(10)
        if pinned:
            picture = theme.pixmap("pin", quiet, 14, ratio)
            painter.drawPixmap(QPointF(right - px(14), middle - px(14) / 2), picture)
            right -= px(20)
        keys = caps(entry.keys)
        if keys and right - keys_width(theme, keys) > left + px(160):
            right = paint_keys(painter, theme, right, middle, keys, quiet) - px(12)
        words = QRectF(left + px(28), box.top(), 0, box.height())
        words.setRight(right)
        tint: Role = "surface" if chosen else "selection"
        end = paint_marked(
            painter, theme, words, entry.title, entry.marks, style="body", role=role, tint=tint
        )
        if entry.note and right - end > px(48):
            note = QRectF(end + px(10), box.top(), right - end - px(10), box.height())
            paint_marked(
                painter, theme, note, entry.note, entry.note_marks,
                style="caption", role=quiet, tint=tint,
            )  # fmt: skip
