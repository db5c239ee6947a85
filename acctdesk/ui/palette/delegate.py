"""Paints the rows of the palette."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from acctdesk.ui.palette.entries import Entry
from acctdesk.ui.palette.model import PaletteModel
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Role, Size
from acctdesk.ui.widgets.marked import caps, keys_width, paint_keys
from acctdesk.ui.widgets.paint import fill_round, stroke_round
from acctdesk.ui.widgets.shaped import Shaped

ROW, HEAD = 36, 28
"""Heights of an entry and a heading at 100 %."""


class PaletteRows:
    """An icon, the words with what was typed marked, a note, the keys.

    Args:
        theme: The theme in force.
        model: The rows.
    """

    def __init__(self, theme: Theme, model: PaletteModel) -> None:
        self._theme, self._model = theme, model
        self._shaped = Shaped(theme)
        self._row = self._head_height = 0
        self.forget()

    def forget(self) -> None:
        """The theme changed."""
        self._shaped.forget()
        self._row, self._head_height = self._theme.px(ROW), self._theme.px(HEAD)

    def height(self, row: int) -> int:
        """One line."""
        return self._head_height if self._model.entry(row) is None else self._row

    def draw(
        self, painter: QPainter, row: int, box: QRectF, *, chosen: bool, focused: bool
    ) -> None:
        """Paint one row."""
        entry = self._model.entry(row)
        if entry is None:
            self._head(painter, box, self._model.heading(row))
        else:
            pinned = self._model.is_pinned(entry)
            self._entry(painter, box, entry, chosen=chosen, pinned=pinned)

    def _head(self, painter: QPainter, box: QRectF, title: str) -> None:
        px = self._theme.px
        room = box.adjusted(px(12), px(6), -px(12), 0)
        text = self._shaped.elide("caption_medium", title, room.width())
        middle = room.center().y()
        self._shaped.put(painter, room.left(), middle, text, "caption_medium", "secondary")

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
        put = self._shaped.put_marked
        end = put(painter, words, entry.title, entry.marks, style="body", role=role, tint=tint)
        if entry.note and right - end > px(48):
            note = QRectF(end + px(10), box.top(), right - end - px(10), box.height())
            put(
                painter, note, entry.note, entry.note_marks,
                style="caption", role=quiet, tint=tint,
            )  # fmt: skip
