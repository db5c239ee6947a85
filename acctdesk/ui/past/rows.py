"""Paints the rows of a list of changes."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPixmap

from acctdesk.ui.past.model import Day, Older, PastModel
from acctdesk.ui.past.said import Shown
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Role, Size
from acctdesk.ui.widgets.paint import fill_round, stroke_round
from acctdesk.ui.widgets.rowlist import RowList
from acctdesk.ui.widgets.shaped import Shaped
from acctdesk.words import _

TALL, LOW = 52, 34
"""Heights of a change and of other rows at 100 %."""


class Rows(RowList):
    """A list that asks for no more room than it must have: what is left of the page is its own."""

    def sizeHint(self) -> QSize:
        """As low as it may be; Qt's own lists ask for 192 pixels, and the page scrolls for them."""
        return QSize(super().sizeHint().width(), self.minimumHeight())


class PastRows:
    """What was done and when on one line; who did it, before and after on the next.

    Args:
        theme: The theme in force.
        model: The rows.
    """

    def __init__(self, theme: Theme, model: PastModel) -> None:
        self._theme, self._model = theme, model
        self._shaped = Shaped(theme)
        self._icons: dict[tuple[str, int, float], QPixmap] = {}
        self._tall = self._low = 0
        self.forget()

    def forget(self) -> None:
        """The theme changed."""
        self._shaped.forget()
        self._icons.clear()
        self._tall, self._low = self._theme.px(TALL), self._theme.px(LOW)

    def height(self, row: int) -> int:
        """Two lines for a change, one for the rest."""
        return self._tall if isinstance(self._model.row(row), Shown) else self._low

    def draw(
        self, painter: QPainter, row: int, box: QRectF, *, chosen: bool, focused: bool
    ) -> None:
        """Paint one row."""
        shown = self._model.row(row)
        if chosen:
            self._ground(painter, box, focused=focused)
        if isinstance(shown, Shown):
            self._change(painter, box, shown, chosen=chosen)
        elif isinstance(shown, Day):
            self._head(painter, box, shown.words)
        elif isinstance(shown, Older):
            px = self._theme.px
            self._icon(painter, "chevron-down", box.left() + px(14), box.center().y())
            room = box.adjusted(px(42), 0, -px(14), 0)
            self._shaped.put_marked(painter, room, _("Show older changes"))

    def _ground(self, painter: QPainter, box: QRectF, *, focused: bool) -> None:
        theme = self._theme
        ground = box.adjusted(theme.px(4), 1, -theme.px(4), -1)
        fill_round(painter, ground, Size.RADIUS, theme.colour("selection"))
        if focused or theme.tokens.surface == theme.tokens.page:
            stroke_round(painter, ground, Size.RADIUS, theme.colour("accent"), 2)

    def _head(self, painter: QPainter, box: QRectF, words: str) -> None:
        px, shaped = self._theme.px, self._shaped
        room = box.adjusted(px(14), px(8), -px(14), 0)
        words = shaped.elide("caption_strong", words, room.width())
        shaped.put(painter, room.left(), room.center().y(), words, "caption_strong", "secondary")

    def _change(self, painter: QPainter, box: QRectF, one: Shown, *, chosen: bool) -> None:
        theme, px, shaped = self._theme, self._theme.px, self._shaped
        tint: Role = "surface" if chosen else "selection"
        line, below = theme.line("body"), theme.line("caption")
        top = box.center().y() - (line + px(2) + below) / 2
        middle = top + line / 2
        self._icon(painter, one.icon, box.left() + px(14), middle)
        left, end = box.left() + px(42), box.right() - px(14)
        right = end - shaped.width("caption", one.time)
        shaped.put(painter, right, middle, one.time, "caption", "secondary")
        right -= px(10)
        if one.entry.undone:
            right -= self._badge(painter, right, middle, _("Undone")) + px(8)
        name = QRectF(left, top, max(0.0, right - left), line)
        ink: Role = "secondary" if one.entry.undone else "text"
        shaped.put_marked(
            painter, name, one.what, one.what_marks, style="medium", role=ink, tint=tint
        )
        rest = QRectF(left, top + line + px(2), end - left, below)
        shaped.put_marked(
            painter, rest, one.brief, one.brief_marks,
            style="caption", role="secondary", tint=tint,
        )  # fmt: skip

    def _badge(self, painter: QPainter, right: float, middle: float, text: str) -> float:
        theme, px = self._theme, self._theme.px
        width = self._shaped.width("caption_medium", text) + px(34)
        pill = QRectF(right - width, middle - px(10), width, px(20))
        fill_round(painter, pill, pill.height() / 2, theme.colour("chip"))
        self._icon(painter, "undo-2", pill.left() + px(8), middle, 12)
        left = pill.left() + px(24)
        self._shaped.put(painter, left, middle, text, "caption_medium", "secondary")
        return width

    def _icon(
        self, painter: QPainter, name: str, left: float, middle: float, edge: int = 16
    ) -> None:
        key = name, edge, painter.device().devicePixelRatioF()
        picture = self._icons.get(key)
        if picture is None:
            picture = self._icons[key] = self._theme.pixmap(name, "secondary", edge, key[2])
        painter.drawPixmap(QPointF(left, middle - self._theme.px(edge) / 2), picture)
