"""Paints the rows of the search page."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPixmap

from acctdesk.services.hits import Hit
from acctdesk.ui.search.model import Former, Head, HitsModel, More, title_of
from acctdesk.ui.search.places import ICONS
from acctdesk.ui.search.said import Told
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Role, Size
from acctdesk.ui.widgets.paint import fill_round, stroke_round
from acctdesk.ui.widgets.shaped import Shaped
from acctdesk.words import _

TALL, LOW, HEAD = 52, 36, 34
"""Heights of a hit, of other rows, and of a heading, at 100 %."""


class HitRows:
    """Name and whose it is on one line, where the words stand on the next.

    Args:
        theme: The theme in force.
        model: The rows.
    """

    def __init__(self, theme: Theme, model: HitsModel) -> None:
        self._theme, self._model = theme, model
        self._shaped = Shaped(theme)
        self._icons: dict[tuple[str, float], QPixmap] = {}
        self._tall = self._low = self._head_height = 0
        self.forget()

    def forget(self) -> None:
        """The theme changed."""
        px = self._theme.px
        self._shaped.forget()
        self._icons.clear()
        self._tall, self._low, self._head_height = px(TALL), px(LOW), px(HEAD)

    def height(self, row: int) -> int:
        """Two lines where the words stand in a text, one for the rest."""
        shown = self._model.row(row)
        if isinstance(shown, Hit):
            return self._tall if self._model.told(row)[1].text else self._low
        return self._head_height if isinstance(shown, Head) else self._low

    def draw(
        self, painter: QPainter, row: int, box: QRectF, *, chosen: bool, focused: bool
    ) -> None:
        """Paint one row."""
        shown = self._model.row(row)
        if chosen:
            self._ground(painter, box, focused=focused)
        if isinstance(shown, Head):
            self._head(painter, box, shown)
        elif isinstance(shown, Hit):
            self._hit(painter, box, shown, self._model.told(row), chosen=chosen)
        elif isinstance(shown, More | Former):
            icon = "clock" if isinstance(shown, Former) else "chevron-right"
            self._line(painter, box, icon, title_of(shown))

    def _ground(self, painter: QPainter, box: QRectF, *, focused: bool) -> None:
        theme = self._theme
        ground = box.adjusted(theme.px(4), 1, -theme.px(4), -1)
        fill_round(painter, ground, Size.RADIUS, theme.colour("selection"))
        if focused or theme.tokens.surface == theme.tokens.page:
            stroke_round(painter, ground, Size.RADIUS, theme.colour("accent"), 2)

    def _head(self, painter: QPainter, box: QRectF, head: Head) -> None:
        px, shaped = self._theme.px, self._shaped
        room = box.adjusted(px(14), px(8), -px(14), 0)
        middle = room.center().y()
        shaped.put(painter, room.left(), middle, head.title, "caption_strong", "secondary")
        if head.count:
            left = room.right() - shaped.width("caption_strong", head.count)
            shaped.put(painter, left, middle, head.count, "caption_strong", "secondary")

    def _line(self, painter: QPainter, box: QRectF, icon: str, text: str) -> None:
        px = self._theme.px
        self._icon(painter, icon, box.left() + px(14), box.center().y())
        self._shaped.put_marked(painter, box.adjusted(px(42), 0, -px(14), 0), text)

    def _hit(self, painter: QPainter, box: QRectF, hit: Hit, said: Told, *, chosen: bool) -> None:
        theme, px, put = self._theme, self._theme.px, self._shaped.put_marked
        tint: Role = "surface" if chosen else "selection"
        note, under = said
        line, below = theme.line("body"), theme.line("caption")
        top = box.center().y() - ((line + px(2) + below) / 2 if under.text else line / 2)
        self._icon(painter, ICONS[hit.kind], box.left() + px(14), top + line / 2)
        room = QRectF(box.left() + px(42), top, box.width() - px(56), line)
        right = room.right()
        if hit.archived:
            right -= self._badge(painter, room, _("Archived")) + px(10)
        name = QRectF(room.left(), room.top(), right - room.left(), line)
        end = put(painter, name, hit.title.text, hit.title.marks, style="medium", tint=tint)
        if note.text and right - end > px(40):
            rest = QRectF(end + px(10), top, right - end - px(10), line)
            put(painter, rest, note.text, note.marks, style="caption", role="secondary", tint=tint)
        if under.text:
            rest = QRectF(room.left(), top + line + px(2), room.width(), below)
            put(
                painter, rest, under.text, under.marks,
                style="caption", role="secondary", tint=tint,
            )  # fmt: skip

    def _badge(self, painter: QPainter, room: QRectF, text: str) -> float:
        theme, px = self._theme, self._theme.px
        width = self._shaped.width("caption_medium", text) + px(16)
        middle = room.center().y()
        pill = QRectF(room.right() - width, middle - px(10), width, px(20))
        fill_round(painter, pill, pill.height() / 2, theme.colour("chip"))
        self._shaped.put(painter, pill.left() + px(8), middle, text, "caption_medium", "secondary")
        return width

    def _icon(self, painter: QPainter, name: str, left: float, middle: float) -> None:
        key = name, painter.device().devicePixelRatioF()
        picture = self._icons.get(key)
        if picture is None:
            picture = self._icons[key] = self._theme.pixmap(name, "secondary", 16, key[1])
        painter.drawPixmap(QPointF(left, middle - self._theme.px(8)), picture)
