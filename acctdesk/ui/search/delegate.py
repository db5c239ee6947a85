"""Paints the rows of the search page."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from acctdesk.services.hits import Hit
from acctdesk.ui.search.model import Former, Head, More, RowRole
from acctdesk.ui.search.places import ICONS
from acctdesk.ui.search.said import told
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Role, Size
from acctdesk.ui.widgets.marked import paint_marked
from acctdesk.ui.widgets.paint import LEFT, RIGHT, fill_round, stroke_round
from acctdesk.words import _

TALL, LOW, HEAD = 52, 36, 34
"""Heights of a hit, of other rows, and of a heading, at 100 %."""


class HitDelegate(QStyledItemDelegate):
    """Name and whose it is on one line, where the words stand on the next.

    Args:
        theme: The theme in force.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Two lines where the words stand in a text, one for the rest."""
        row = index.data(RowRole)
        two = isinstance(row, Hit) and bool(told(row)[1].text)
        tall = TALL if two else HEAD if isinstance(row, Head) else LOW
        return QSize(self._theme.px(200), self._theme.px(tall))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one row."""
        row = index.data(RowRole)
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            self._ground(painter, box, option)
        if isinstance(row, Head):
            self._head(painter, box, row)
        elif isinstance(row, Hit):
            self._hit(painter, box, row, chosen=chosen)
        elif isinstance(row, More | Former):
            icon = "clock" if isinstance(row, Former) else "chevron-right"
            self._line(painter, box, icon, str(index.data()))
        painter.restore()

    def _ground(self, painter: QPainter, box: QRectF, option: QStyleOptionViewItem) -> None:
        theme = self._theme
        ground = box.adjusted(theme.px(4), 1, -theme.px(4), -1)
        fill_round(painter, ground, Size.RADIUS, theme.colour("selection"))
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if focused or theme.tokens.surface == theme.tokens.page:
            stroke_round(painter, ground, Size.RADIUS, theme.colour("accent"), 2)

    def _head(self, painter: QPainter, box: QRectF, head: Head) -> None:
        theme, px = self._theme, self._theme.px
        room = box.adjusted(px(14), px(8), -px(14), 0)
        painter.setFont(theme.font("caption_strong"))
        painter.setPen(theme.colour("secondary"))
        painter.drawText(room, LEFT, head.title)
        painter.drawText(room, RIGHT, head.count)

    def _line(self, painter: QPainter, box: QRectF, icon: str, text: str) -> None:
        theme, px = self._theme, self._theme.px
        self._icon(painter, icon, box.left() + px(14), box.center().y())
        room = box.adjusted(px(42), 0, -px(14), 0)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("text"))
        painter.drawText(room, LEFT, theme.elide("body", text, room.width()))

    def _hit(self, painter: QPainter, box: QRectF, hit: Hit, *, chosen: bool) -> None:
        theme, px = self._theme, self._theme.px
        tint: Role = "surface" if chosen else "selection"
        note, under = told(hit)
        line, below = theme.line("body"), theme.line("caption")
        top = box.center().y() - ((line + px(2) + below) / 2 if under.text else line / 2)
        self._icon(painter, ICONS[hit.kind], box.left() + px(14), top + line / 2)
        room = QRectF(box.left() + px(42), top, box.width() - px(56), line)
        right = room.right()
        if hit.archived:
            right -= self._badge(painter, room, _("Archived")) + px(10)
        name = QRectF(room.left(), room.top(), right - room.left(), line)
        end = paint_marked(painter, theme, name, hit.title.text, hit.title.marks,
                           style="medium", tint=tint)  # fmt: skip
        if note.text and right - end > px(40):
            rest = QRectF(end + px(10), top, right - end - px(10), line)
            paint_marked(painter, theme, rest, note.text, note.marks, style="caption",
                         role="secondary", tint=tint)  # fmt: skip
        if under.text:
            rest = QRectF(room.left(), top + line + px(2), room.width(), below)
            paint_marked(painter, theme, rest, under.text, under.marks, style="caption",
                         role="secondary", tint=tint)  # fmt: skip

    def _badge(self, painter: QPainter, room: QRectF, text: str) -> float:
        theme, px = self._theme, self._theme.px
        width = theme.metrics("caption_medium").horizontalAdvance(text) + px(16)
        pill = QRectF(room.right() - width, room.center().y() - px(10), width, px(20))
        fill_round(painter, pill, pill.height() / 2, theme.colour("chip"))
        painter.setFont(theme.font("caption_medium"))
        painter.setPen(theme.colour("secondary"))
        painter.drawText(pill.adjusted(px(8), 0, 0, 0), LEFT, text)
        return float(width)

    def _icon(self, painter: QPainter, name: str, left: float, middle: float) -> None:
        ratio = painter.device().devicePixelRatioF()
        picture = self._theme.pixmap(name, "secondary", 16, ratio)
        painter.drawPixmap(QPointF(left, middle - self._theme.px(8)), picture)
