"""How people look between power and interest: the ground, the marks, the list beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPixmap

from acctdesk.drawing.geometry import Rect
from acctdesk.ui.stakeholders.placing import STEPS, quarter_of, quarters
from acctdesk.ui.stakeholders.words import QUADRANTS, standing
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Role, Size, TypeName
from acctdesk.ui.widgets.cards import paint_avatar
from acctdesk.ui.widgets.paint import CENTRE, LEFT, RIGHT, fill_round, stroke_round
from acctdesk.words import _, number

if TYPE_CHECKING:
    from acctdesk.services.stakeholder import Card

DISC = 30
"""Edge of a mark at 100 %, in pixels."""
WIDEST = 116
"""Width of a name at 100 %, in pixels."""

_TOP_LEFT = Qt.AlignmentFlag.AlignLeft.value | Qt.AlignmentFlag.AlignTop.value


class Marker:
    """Paints; remembers what it painted until the theme changes.

    Args:
        theme: The theme in force.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._pictures: dict[tuple[object, ...], QPixmap] = {}
        self._widths: dict[str, float] = {}

    @property
    def disc(self) -> float:
        """Edge of a mark, in pixels."""
        return float(self._theme.px(DISC))

    def forget(self) -> None:
        """Forget what was painted; the theme changed."""
        self._pictures.clear()
        self._widths.clear()

    def name(self, card: Card) -> str:
        """What a mark is called."""
        return card.label or _("Unknown")

    def width(self, name: str) -> float:
        """Of a mark with its name."""
        found = self._widths.get(name)
        if found is None:
            wide = self._theme.metrics("caption_medium").horizontalAdvance(name) + 8
            found = self._widths[name] = max(self.disc + 8, min(wide, self._theme.px(WIDEST)))
        return found

    def height(self, *, named: bool) -> float:
        """Of a mark, with its name or without."""
        return self.disc + 6 + (self._theme.line("caption") if named else 0)

    def draw(
        self, painter: QPainter, card: Card, box: QRectF, ratio: float, *, on: bool, named: bool
    ) -> None:
        """Paint a mark, its disc at the top of a box, in the middle.

        Args:
            painter: Paints.
            card: Who.
            box: Where.
            ratio: Device pixels of a pixel.
            on: Whether they are chosen.
            named: Whether the name stands beneath.
        """
        key = (card.position, card.label, card.is_placeholder, ratio, on, named)
        picture = self._pictures.get(key)
        if picture is None:
            if len(self._pictures) > 2000:
                self._pictures.clear()
            picture = self._pictures[key] = self._picture(card, ratio, on=on, named=named)
        size = picture.deviceIndependentSize()
        painter.drawPixmap(QPointF(box.center().x() - size.width() / 2, box.top()), picture)

    def _picture(self, card: Card, ratio: float, *, on: bool, named: bool) -> QPixmap:
        theme, disc = self._theme, self.disc
        name = self.name(card)
        wide = self.width(name) if named else disc + 8
        size = QSize(round(wide), round(self.height(named=named)))
        picture = QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF((wide - disc) / 2, 2, disc, disc)
        if card.is_placeholder:
            painter.setBrush(theme.colour("surface"))
            painter.setPen(QPen(theme.colour("border"), 1.2, Qt.PenStyle.DashLine))
            painter.drawEllipse(box.adjusted(1, 1, -1, -1))
            painter.setPen(theme.colour("secondary"))
            painter.setFont(theme.font("caption_strong"))
            painter.drawText(box, CENTRE, "?")
        else:
            paint_avatar(painter, theme, box, name)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if on:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawEllipse(box.adjusted(-1, -1, 1, 1))
        else:
            painter.setPen(QPen(theme.colour("surface"), 1))
            painter.drawEllipse(box)
        if named:
            style: TypeName = "caption_strong" if on else "caption_medium"
            line = QRectF(0, disc + 4, wide, theme.line("caption"))
            metrics = theme.metrics(style)
            text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, wide - 4)
            shape = QRectF(0, 0, metrics.horizontalAdvance(text) + 6, line.height())
            shape.moveCenter(line.center())
            fill_round(painter, shape, 3, theme.colour("selection" if on else "surface"))
            painter.setFont(theme.font(style))
            painter.setPen(theme.colour("text"))
            painter.drawText(line, CENTRE, text)
        painter.end()
        return picture

    def count(self, painter: QPainter, box: QRectF, n: int, *, on: bool) -> None:
        """Paint a mark that stands for several.

        Args:
            painter: Paints.
            box: Where.
            n: For how many.
            on: Whether one of them is chosen.
        """
        theme, disc = self._theme, self.disc
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plate = QRectF(box.left(), box.top() + 2, box.width(), disc)
        fill_round(painter, plate, disc / 2, theme.colour("selection" if on else "raised"))
        stroke_round(
            painter, plate, disc / 2, theme.colour("accent" if on else "border"), 2 if on else 1
        )
        painter.setFont(theme.font("caption_strong"))
        painter.setPen(theme.colour("text"))
        painter.drawText(plate, CENTRE, f"+{number(n)}")

    def ground(self, size: QSize, ratio: float, plane: Rect) -> QPixmap:
        """Quadrants with their names, axes and lines."""
        theme, px = self._theme, self._theme.px
        picture = QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(theme.colour("page"))
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(*plane)
        fill_round(painter, whole, Size.RADIUS_CARD, theme.colour("surface"))
        rooms = {name: QRectF(*rect) for name, rect in quarters(plane).items()}
        tint = QColor(theme.colour("soft"))
        painter.save()
        painter.setClipRect(rooms["manage_closely"])
        fill_round(painter, whole, Size.RADIUS_CARD, tint)
        painter.restore()
        painter.setPen(QPen(theme.colour("table_line"), 1))
        for step in range(1, STEPS):
            x = plane.x + step / STEPS * plane.width
            y = plane.y + step / STEPS * plane.height
            painter.drawLine(QPointF(x, plane.y + 1), QPointF(x, plane.bottom - 1))
            painter.drawLine(QPointF(plane.x + 1, y), QPointF(plane.right - 1, y))
        painter.setPen(QPen(theme.colour("border"), 1))
        middle = rooms["manage_closely"].bottomLeft()
        painter.drawLine(QPointF(middle.x(), plane.y), QPointF(middle.x(), plane.bottom))
        painter.drawLine(QPointF(plane.x, middle.y()), QPointF(plane.right, middle.y()))
        stroke_round(painter, whole, Size.RADIUS_CARD, theme.colour("hairline"))
        for name, room in rooms.items():
            words, hint = QUADRANTS[name]
            left = room.adjusted(px(10), px(6), -px(6), 0)
            under: Role = "soft" if name == "manage_closely" else "surface"
            self._text(painter, left, str(words), "strong", "text", under)
            left.setTop(left.top() + theme.line("strong"))
            self._text(painter, left, str(hint), "caption", "secondary", under)
        self._axes(painter, plane)
        painter.end()
        return picture

    def _text(
        self,
        painter: QPainter,
        box: QRectF,
        text: str,
        style: TypeName,
        role: Role,
        under: Role | Literal[""] = "",
    ) -> None:
        painter.setFont(self._theme.font(style))
        painter.setPen(self._theme.colour(role))
        metrics = self._theme.metrics(style)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        if under:
            # Words don't stand on lines.
            wide = metrics.horizontalAdvance(shown)
            plate = QRectF(box.left() - 2, box.top(), wide + 4, self._theme.line(style))
            painter.fillRect(plate, self._theme.colour(under))
        painter.drawText(box, _TOP_LEFT, shown)

    def _axes(self, painter: QPainter, plane: Rect) -> None:
        theme, px = self._theme, self._theme.px
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("secondary"))
        high = theme.line("caption")
        for value in (0, 10):
            y = plane.bottom - (value + 0.5) / STEPS * plane.height
            painter.drawText(QRectF(0, y - high / 2, plane.x - 6, high), RIGHT, number(value))
            x = plane.x + (value + 0.5) / STEPS * plane.width
            box = QRectF(x - px(20), plane.bottom + 4, 2 * px(20), high)
            painter.drawText(box, CENTRE, number(value))
        painter.setFont(theme.font("caption_medium"))
        below = QRectF(plane.x, plane.bottom + 4, plane.width, high)
        painter.drawText(below, CENTRE, _("Interest") + " →")
        painter.save()
        painter.translate(plane.x - 6 - high, plane.y + plane.height / 2)
        painter.rotate(-90)
        painter.drawText(QRectF(-px(100), 0, 2 * px(100), high), CENTRE, _("Power") + " →")
        painter.restore()

    def focus(self, painter: QPainter, plane: QRectF) -> None:
        """Show that keys are heard here."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        stroke_round(painter, plane, Size.RADIUS_CARD, self._theme.colour("accent"), 2)

    def held(
        self,
        painter: QPainter,
        card: Card,
        at: QPointF,
        values: tuple[int, int],
        plane: Rect,
        within: QRect,
        ratio: float,
    ) -> None:
        """Paint somebody who is dragged, and where they would be put.

        Args:
            painter: Paints.
            card: Who.
            at: Where the pointer is.
            values: Power and interest there.
            plane: The ground.
            within: What words stay in.
            ratio: Device pixels of a pixel.
        """
        self.target(painter, plane, *values)
        half = self.disc / 2
        box = QRectF(at.x() - half, at.y() - half, self.disc, self.disc)
        self.draw(painter, card, box, ratio, on=True, named=False)
        self.caption(painter, at, standing(card, *values), within)

    def target(self, painter: QPainter, plane: Rect, power: int, interest: int) -> None:
        """Light up the quadrant and the strip somebody would be put into."""
        theme = self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(*quarters(plane)[quarter_of(power, interest)])
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(room.adjusted(1, 1, -1, -1))
        wide, high = plane.width / STEPS, plane.height / STEPS
        cell = QRectF(plane.x + interest * wide, plane.bottom - (power + 1) * high, wide, high)
        painter.fillRect(cell, theme.colour("selection"))

    def caption(self, painter: QPainter, at: QPointF, text: str, within: QRect) -> None:
        """Say beside the pointer where somebody would be put."""
        theme, px = self._theme, self._theme.px
        metrics: QFontMetricsF = theme.metrics("caption_medium")
        box = QRectF(0, 0, metrics.horizontalAdvance(text) + px(16), theme.line("caption") + 8)
        box.moveCenter(QPointF(at.x(), at.y() + self.disc))
        box.moveLeft(min(max(box.left(), 4.0), within.width() - box.width() - 4))
        if box.bottom() > within.height() - 4:
            box.moveBottom(at.y() - self.disc / 2 - 6)
        fill_round(painter, box, Size.RADIUS, theme.colour("text"))
        painter.setFont(theme.font("caption_medium"))
        painter.setPen(theme.colour("surface"))
        painter.drawText(box, CENTRE, text)

    def tray(
        self,
        painter: QPainter,
        box: QRectF,
        count: int,
        rows: Sequence[tuple[Card, QRectF, tuple[int | None, int | None], bool]],
    ) -> None:
        """Paint the list beside the ground.

        Args:
            painter: Paints.
            box: Where.
            count: How many are in it.
            rows: Who is seen of it: the card, where, power and interest, and whether chosen.
        """
        self.tray_head(painter, box, count)
        painter.save()
        painter.setClipRect(box.adjusted(0, self._theme.px(44), 0, 0))
        for card, rect, values, on in rows:
            self.chip(painter, card, rect, values, on=on)
        painter.restore()

    def tray_head(self, painter: QPainter, box: QRectF, count: int) -> None:
        """Say what the list beside the ground is."""
        head = box.adjusted(0, 4, 0, 0)
        self._text(painter, head, _("Not placed yet") + f"  {number(count)}", "strong", "text")
        head.setTop(head.top() + self._theme.line("strong"))
        self._text(painter, head, _("Drag onto the ground"), "caption", "secondary")

    def chip(
        self,
        painter: QPainter,
        card: Card,
        box: QRectF,
        values: tuple[int | None, int | None],
        *,
        on: bool,
    ) -> None:
        """Paint somebody in the list beside the ground."""
        theme, px = self._theme, self._theme.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill_round(painter, box, Size.RADIUS, theme.colour("selection" if on else "surface"))
        line = theme.colour("accent" if on else "hairline")
        stroke_round(painter, box, Size.RADIUS, line, 2.0 if on else 1.0)
        disc = px(24)
        round_ = QRectF(box.left() + px(8), box.center().y() - disc / 2, disc, disc)
        if card.is_placeholder:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("border"), 1.2, Qt.PenStyle.DashLine))
            painter.drawEllipse(round_)
            painter.setPen(theme.colour("secondary"))
            painter.setFont(theme.font("caption_strong"))
            painter.drawText(round_, CENTRE, "?")
        else:
            paint_avatar(painter, theme, round_, card.name)
        text = box.adjusted(px(40), 0, -px(6), 0)
        power, interest = values
        known = ""
        if power is not None:
            known = _("Power %d") % power
        elif interest is not None:
            known = _("Interest %d") % interest
        painter.setFont(theme.font("medium"))
        painter.setPen(theme.colour("text"))
        metrics = theme.metrics("medium")
        name = metrics.elidedText(self.name(card), Qt.TextElideMode.ElideRight, text.width())
        if known:
            half = text.height() / 2
            painter.drawText(text.adjusted(0, 2, 0, -half + 4), LEFT, name)
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.colour("secondary"))
            painter.drawText(text.adjusted(0, half - 2, 0, -2), LEFT, known)
        else:
            painter.drawText(text, LEFT, name)
