"""How an entry of the timeline is measured and painted."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QTextLayout, QTextOption

from acctdesk.ui.log.draft import ICONS
from acctdesk.ui.log.model import minutes_words
from acctdesk.ui.log.said import step_of
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Role, Size, TypeName
from acctdesk.ui.widgets.paint import LEFT, RIGHT
from acctdesk.ui.widgets.tick import paint_check
from acctdesk.words import _, date

if TYPE_CHECKING:
    from acctdesk.services.interaction import Interaction

MOST_LINES = 3
"""Lines of a summary that are shown unless its entry is opened."""
PAD = 10
DISC = 32
LEFT_OF_TEXT = 60
RIGHT_OF_TEXT = 16
BUTTON = 28


class Look(NamedTuple):
    """How a row is to be painted.

    Attributes:
        selected: It is the current one.
        focus: The view has the keyboard.
        hot: The pointer is over it.
        open: The whole summary is shown.
        account: Name of its account, where entries of several stand together.
    """

    selected: bool = False
    focus: bool = False
    hot: bool = False
    open: bool = False
    account: str = ""


class EntryPainter:
    """Measures and paints entries.

    Args:
        theme: The theme in force.
        today: Tells the day.
        types: Words for the codes of types.
        able: Whether entries can be changed.
    """

    def __init__(
        self, theme: Theme, today: Callable[[], dt.date], types: dict[str, str], *, able: bool
    ) -> None:
        self._theme, self._today, self._types, self._able = theme, today, types, able

    # -- measures --------------------------------------------------------------------------

    def month_height(self) -> int:
        """Height of a month's row."""
        return self._theme.px(38)

    def height(self, one: Interaction, width: int, *, open_: bool) -> int:
        """Height of an entry.

        Args:
            one: The entry.
            width: Width of the view.
            open_: Whether the whole summary is shown.
        """
        theme = self._theme
        high = 2 * theme.px(PAD) + theme.line("strong") + theme.line("caption") + theme.px(2)
        lines = self.lines(one.summary, width, open_=open_)
        if lines:
            high += lines * theme.line() + theme.px(4)
        if one.next_step:
            high += theme.line() + theme.px(8)
        return high

    def lines(self, text: str, width: int, *, open_: bool) -> int:
        """How many lines of a summary are shown."""
        if not text:
            return 0
        room = self._room(width)
        if open_:
            return max(len(self._wrap(text, room, 10_000)), 1)
        count = 0
        metrics = self._theme.metrics()
        for line in text.splitlines():
            # Words don't fill a line to its end; a little slack is cheaper than breaking it.
            wide = metrics.horizontalAdvance(line[:600]) * 1.06
            count += max(1, math.ceil(wide / room))
            if count >= MOST_LINES:
                return MOST_LINES
        return count

    def tick_box(self, one: Interaction, box: QRectF) -> QRectF:
        """Where the tick of the next step is; empty without one."""
        if not one.next_step:
            return QRectF()
        theme = self._theme
        edge = theme.px(16)
        top = box.bottom() - theme.px(PAD) - theme.line() + (theme.line() - edge) / 2
        return QRectF(box.left() + theme.px(LEFT_OF_TEXT), top, edge, edge)

    def buttons(self, box: QRectF) -> dict[str, QRectF]:
        """Where the small buttons of a row under the pointer are."""
        if not self._able:
            return {}
        px = self._theme.px
        top = box.top() + px(PAD) + self._theme.line("strong") - px(2)
        right = box.right() - px(RIGHT_OF_TEXT) + px(6)
        names = ("edit", "delete")
        return {
            name: QRectF(right - px(BUTTON) * (len(names) - at), top, px(BUTTON), px(BUTTON))
            for at, name in enumerate(names)
        }

    # -- painting --------------------------------------------------------------------------

    def paint_month(self, painter: QPainter, box: QRectF, month: str) -> None:
        """Paint the row of a month."""
        theme = self._theme
        painter.setFont(theme.font("caption_medium"))
        painter.setPen(theme.colour("secondary"))
        words = date(month)
        inner = box.adjusted(theme.px(16), theme.px(12), -theme.px(16), -theme.px(4))
        painter.drawText(inner, LEFT, words)
        left = inner.left() + theme.metrics("caption_medium").horizontalAdvance(words)
        y = round(inner.center().y()) + 0.5
        painter.setPen(theme.colour("table_line"))
        painter.drawLine(QPointF(left + theme.px(10), y), QPointF(inner.right(), y))

    def paint(self, painter: QPainter, box: QRectF, one: Interaction, look: Look) -> None:
        """Paint an entry."""
        theme, px = self._theme, self._theme.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if look.selected or look.hot:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selection" if look.selected else "hover"))
            inner = box.adjusted(px(4), 1, -px(4), -1)
            painter.drawRoundedRect(inner, Size.RADIUS, Size.RADIUS)
            if look.selected and look.focus:
                painter.setPen(QPen(theme.colour("accent"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(inner.adjusted(1, 1, -1, -1), Size.RADIUS, Size.RADIUS)
        self._paint_mark(painter, box, one)
        top = box.top() + px(PAD)
        top = self._paint_words(painter, box, top, one, look)
        self._paint_summary(painter, box, top, one, look)
        if one.next_step:
            self._paint_step(painter, box, one)
        if look.hot or look.selected:
            self._paint_buttons(painter, box)

    def _paint_mark(self, painter: QPainter, box: QRectF, one: Interaction) -> None:
        theme, px = self._theme, self._theme.px
        disc = QRectF(box.left() + px(16), box.top() + px(PAD) + px(2), px(DISC), px(DISC))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("chip"))
        painter.drawEllipse(disc)
        icon = ICONS.get(one.type, "message-square")
        picture = theme.pixmap(icon, "secondary", 16, painter.device().devicePixelRatioF())
        spare = (px(DISC) - px(16)) / 2
        painter.drawPixmap(disc.topLeft() + QPointF(spare, spare), picture)

    def _paint_words(
        self, painter: QPainter, box: QRectF, top: float, one: Interaction, look: Look
    ) -> float:
        theme, px = self._theme, self._theme.px
        left, right = box.left() + px(LEFT_OF_TEXT), box.right() - px(RIGHT_OF_TEXT)
        day = date(one.day)
        wide = theme.metrics("caption").horizontalAdvance(day)
        high = theme.line("strong")
        self._write(
            painter, QRectF(left, top, right - left, high), day, "caption", "secondary", RIGHT
        )
        room = QRectF(left, top, right - left - wide - px(12), high)
        self._write(painter, room, one.subject, "strong", "text")
        top += high
        said = [self._types.get(one.type, one.type), minutes_words(one.minutes), look.account]
        said += [party.name for party in one.people]
        said += [_("%s (us)") % party.name for party in one.members]
        high = theme.line("caption")
        spare = px(BUTTON) * 2 if look.hot or look.selected else 0
        room = QRectF(left, top, right - left - spare, high)
        words = " · ".join(part for part in said if part)
        self._write(painter, room, words, "caption", "secondary")
        return top + high + px(2)

    def _paint_summary(
        self, painter: QPainter, box: QRectF, top: float, one: Interaction, look: Look
    ) -> None:
        if not one.summary:
            return
        theme, px = self._theme, self._theme.px
        width = round(box.width())
        most = self.lines(one.summary, width, open_=look.open)
        painter.setFont(theme.font())
        painter.setPen(theme.colour("text"))
        high = theme.line()
        top += px(4)
        left, room = box.left() + px(LEFT_OF_TEXT), self._room(width)
        for line in self._wrap(one.summary, room, most):
            painter.drawText(QRectF(left, top, room, high), LEFT, line)
            top += high

    def _paint_step(self, painter: QPainter, box: QRectF, one: Interaction) -> None:
        theme, px = self._theme, self._theme.px
        tick = self.tick_box(one, box)
        step = step_of(one.next_step_due, one.next_step_done, self._today())
        done = step.state == "done"
        paint_check(painter, theme, tick, on=done, enabled=self._able)
        right = box.right() - px(RIGHT_OF_TEXT)
        line = QRectF(tick.right() + px(8), 0, 0, theme.line())
        line.moveTop(tick.center().y() - line.height() / 2)
        line.setRight(right)
        role: Role = {"danger": "breached", "text": "text"}.get(step.tone, "secondary")  # type: ignore[assignment]
        wide = theme.metrics("caption").horizontalAdvance(step.words) + px(4)
        style: TypeName = "body" if done else "medium"
        spare = wide + px(26 if step.state == "overdue" else 12)
        words = self._theme.elide(style, one.next_step, line.width() - spare)
        self._write(painter, line, words, style, "secondary" if done else "text")
        self._write(painter, line, step.words, "caption", role, RIGHT)
        if step.state == "overdue":
            edge = px(14)
            spot = QPointF(right - wide - edge, line.center().y() - edge / 2)
            ratio = painter.device().devicePixelRatioF()
            painter.drawPixmap(spot, theme.pixmap("triangle-alert", "breached", 14, ratio))

    def _paint_buttons(self, painter: QPainter, box: QRectF) -> None:
        theme, px = self._theme, self._theme.px
        icons = {"edit": "pencil", "delete": "trash-2"}
        for name, spot in self.buttons(box).items():
            ratio = painter.device().devicePixelRatioF()
            picture = theme.pixmap(icons[name], "secondary", 16, ratio)
            spare = (px(BUTTON) - px(16)) / 2
            painter.drawPixmap(spot.topLeft() + QPointF(spare, spare), picture)

    def _write(
        self,
        painter: QPainter,
        box: QRectF,
        words: str,
        style: TypeName,
        role: Role,
        align: int = LEFT,
    ) -> None:
        theme = self._theme
        painter.setFont(theme.font(style))
        painter.setPen(theme.colour(role))
        painter.drawText(box, align, theme.elide(style, words, box.width()))

    def _room(self, width: int) -> float:
        px = self._theme.px
        return max(float(width - px(LEFT_OF_TEXT) - px(RIGHT_OF_TEXT)), 40.0)

    def _wrap(self, text: str, room: float, most: int) -> list[str]:
        """The lines of a text; the last ends in "…" when there is more."""
        lines: list[str] = []
        parts = text.splitlines()
        for at, part in enumerate(parts):
            layout = QTextLayout(part, self._theme.font())
            option = QTextOption()
            option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
            layout.setTextOption(option)
            layout.beginLayout()
            while True:
                line = layout.createLine()
                if not line.isValid():
                    if not part:
                        lines.append("")
                    break
                line.setLineWidth(room)
                start, length = line.textStart(), line.textLength()
                if len(lines) == most - 1:
                    rest = part[start:].rstrip()
                    more = len(rest) > length or any(one.strip() for one in parts[at + 1 :])
                    shown = f"{rest[:length].rstrip()}…" if more else rest
                    lines.append(self._theme.elide("body", shown, room))
                    layout.endLayout()
                    return lines
                lines.append(part[start : start + length].rstrip())
            layout.endLayout()
        return lines
