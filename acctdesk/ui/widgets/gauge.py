"""Gauges: a level against its target, painted on cards of which a page may show dozens.

A gauge is painted from a `Face`, which holds words and numbers only. The value is a mark at its
place on the scale, never a bar, because the scale may begin above nought.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from acctdesk.drawing.gaugeaxis import Axis
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Role, Size, TypeName
from acctdesk.ui.widgets.shaped import Shaped
from acctdesk.ui.widgets.status import GLYPH, STATUS_WORDS, Status, paint_status
from acctdesk.words import _

PAD = 16
"""Pixels at 100 % between the edge of a card and what is on it."""
BAND = 20
"""Height at 100 % of the scale."""
HEIGHT = 182
"""Height at 100 % of a card with a linear gauge."""
_SPARK = (92, 20)
_BANDS = (0.36, 0.18, 0.0)
"""How much of the border's colour the bands take, the darkest first."""


@dataclass(frozen=True, slots=True)
class Face:
    """What a gauge says.

    Attributes:
        id: Whatever identifies the objective.
        title: Its name.
        line: Grey words beneath: account and service.
        status: How it stands.
        word: The status in words; the status's own unless given.
        value: What was measured; None when it can't be told.
        figure: It in words.
        margin: How far it is on the good side of the target, in words.
        target: What was promised; None for nothing.
        target_words: The words at its tick.
        axis: The scale.
        ends: Words at the ends of the scale.
        foot: What is left, and the period.
        reason: Why there is no value, in words.
        trend: Values of the last periods, the present one last; None where there was none.
    """

    id: str
    title: str
    line: str
    status: Status
    value: float | None
    figure: str
    margin: str
    target: float | None
    target_words: str
    axis: Axis
    ends: tuple[str, str]
    foot: str
    reason: str = ""
    word: str = ""
    trend: tuple[float | None, ...] = field(default=())

    @property
    def said(self) -> str:
        """The status in words."""
        return self.word or str(STATUS_WORDS[self.status])

    @property
    def beyond(self) -> str:
        """Says that the value lies off the scale; empty when it doesn't."""
        if self.value is None or not (side := self.axis.beyond(self.value)):
            return ""
        return _("below the scale") if side < 0 else _("above the scale")

    @property
    def description(self) -> str:
        """All of it in one sentence, for those who don't see it."""
        if self.value is None:
            return ", ".join(filter(None, (self.said, self.reason, self.foot)))
        parts = (self.figure, self.said, self.margin, self.target_words, self.beyond, self.foot)
        return ", ".join(filter(None, parts))


class GaugePaint(Protocol):
    """Paints one style of gauge."""

    def height(self) -> int:
        """Height of a card in pixels."""

    def width(self) -> int:
        """The least width of a card in pixels."""

    def draw(self, painter: QPainter, box: QRectF, face: Face) -> None:
        """Paint what stands on a card; the card itself is painted already.

        Args:
            painter: Antialiasing is on; what is set on it needn't be set back.
            box: The card.
            face: What it says.
        """

    def forget(self) -> None:
        """The theme changed."""


def blend(first: QColor, second: QColor, share: float) -> QColor:
    """A colour between two.

    Args:
        first: The one.
        second: The other.
        share: How much of the other, 0 to 1.
    """
    rest = 1 - share
    return QColor.fromRgbF(
        first.redF() * rest + second.redF() * share,
        first.greenF() * rest + second.greenF() * share,
        first.blueF() * rest + second.blueF() * share,
    )


class GaugeParts:
    """What both styles of gauge paint alike.

    Args:
        theme: The theme in force; call `forget` when it changes.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.shaped = Shaped(theme)
        self._bands: list[QColor] = []

    def forget(self) -> None:
        """Lay out and mix everything anew."""
        self.shaped.forget()
        self._bands.clear()

    def bands(self, axis: Axis) -> list[QColor]:
        """Colours of the three bands from left to right."""
        if not self._bands:
            colour = self._theme.colour
            self._bands = [blend(colour("track"), colour("border"), one) for one in _BANDS]
        return self._bands[::-1] if axis.down else self._bands

    def words(
        self,
        painter: QPainter,
        x: float,
        middle: float,
        text: str,
        style: TypeName,
        role: Role,
        room: float,
    ) -> float:
        """Paint one line, shortened where it doesn't fit; how wide it is."""
        if not text or room <= 0:
            return 0.0
        shown = self.shaped.elide(style, text, room)
        return self.shaped.put(painter, x, middle, shown, style, role)

    def head(self, painter: QPainter, box: QRectF, face: Face) -> float:
        """Paint title, grey line and the way of the last periods; where they end."""
        px, line = self._theme.px, self._theme.line
        left, right = box.left() + px(PAD), box.right() - px(PAD)
        top = box.top() + px(14)
        wide = px(_SPARK[0])
        room = right - left
        if any(one is not None for one in face.trend) and room > 2.4 * wide:
            self.spark(painter, QRectF(right - wide, top + px(2), wide, px(_SPARK[1])), face.trend)
            room -= wide + px(12)
        self.words(painter, left, top + line("strong") / 2, face.title, "strong", "text", room)
        top += line("strong")
        middle = top + line("caption") / 2
        self.words(painter, left, middle, face.line, "caption", "secondary", room)
        return top + line("caption")

    def spark(self, painter: QPainter, box: QRectF, trend: tuple[float | None, ...]) -> None:
        """Paint the last periods as a line that ends in a disc; gaps stay gaps."""
        known = [one for one in trend if one is not None]
        if not known:
            return
        low, high = min(known), max(known)
        scale = box.height() / ((high - low) or 1.0)
        step = box.width() / max(len(trend) - 1, 1)
        level = box.center().y() if high == low else None
        points = [
            None
            if one is None
            else QPointF(box.left() + at * step, level or box.bottom() - (one - low) * scale)
            for at, one in enumerate(trend)
        ]
        theme = self._theme
        pen = QPen(theme.colour("secondary"), max(1.2, theme.px(13) / 10))
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        run: list[QPointF] = []
        for point in (*points, None):
            if point is not None:
                run.append(point)
                continue
            if len(run) > 1:
                painter.drawPolyline(QPolygonF(run))
            elif run:
                painter.drawPoint(run[0])
            run = []
        if points[-1] is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("secondary"))
            painter.drawEllipse(points[-1], theme.px(25) / 10, theme.px(25) / 10)

    def mark(self, painter: QPainter, at: QPointF, status: Status, edge: float) -> None:
        """Paint the status's glyph at a place of the scale, parted from the bands by a rim."""
        rim = QPainterPath()
        reach = edge / 2
        rim.addEllipse(at, reach, reach)
        halo = QColor(self._theme.colour("surface"))
        halo.setAlphaF(0.65)
        painter.fillPath(rim, halo)
        paint_status(
            painter, self._theme, QRectF(at.x() - reach, at.y() - reach, edge, edge), status
        )

    def figure(self, painter: QPainter, box: QRectF, face: Face) -> None:
        """Paint figure, glyph, word and margin in one line."""
        px = self._theme.px
        x, middle, right = box.left(), box.center().y(), box.right()
        x += self.shaped.put(painter, x, middle, face.figure, "figure", "text") + px(10)
        x = self.state(painter, x, middle + px(1), face, right)
        margin = ", ".join(filter(None, (face.margin, face.beyond)))
        if margin and right - x > px(24):
            self.words(painter, x + px(12), middle + px(1), margin, "body", "secondary",
                       right - x - px(12))  # fmt: skip

    def state(self, painter: QPainter, x: float, middle: float, face: Face, right: float) -> float:
        """Paint glyph and word; where the word ends."""
        edge = self._theme.px(GLYPH)
        paint_status(painter, self._theme, QRectF(x, middle - edge / 2, edge, edge), face.status)
        x += edge + self._theme.px(5)
        return x + self.words(painter, x, middle, face.said, "body", "text", right - x)


class CardGauge:
    """What the styles have in common: their size, and the parts they are painted from.

    Args:
        theme: The theme in force; call `forget` when it changes.
    """

    HIGH, WIDE = HEIGHT, 330
    """Height and least width of a card, at 100 %."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._parts = GaugeParts(theme)

    def height(self) -> int:
        """Height of a card in pixels."""
        return self._theme.px(self.HIGH)

    def width(self) -> int:
        """The least width of a card in pixels."""
        return self._theme.px(self.WIDE)

    def forget(self) -> None:
        """The theme changed."""
        self._parts.forget()


class LinearGauge(CardGauge):
    """The linear style: three grey bands, a tick at the target, a mark at the value."""

    def draw(self, painter: QPainter, box: QRectF, face: Face) -> None:
        """Paint what stands on a card."""
        theme, parts = self._theme, self._parts
        px, line = theme.px, theme.line
        top = parts.head(painter, box, face) + px(6)
        left, right = box.left() + px(PAD), box.right() - px(PAD)
        row = QRectF(left, top, right - left, line("figure"))
        foot = box.bottom() - px(PAD) - line("caption") / 2 + px(2)
        if face.value is None:
            parts.state(painter, left, row.center().y(), face, right)
        else:
            parts.figure(painter, row, face)
        band = QRectF(left, row.bottom() + px(8), right - left, px(BAND))
        if face.value is None:
            self._blank(painter, band, face)
        else:
            self._scale(painter, band, face)
        parts.words(painter, left, foot, face.foot, "caption", "secondary", right - left)

    def _blank(self, painter: QPainter, band: QRectF, face: Face) -> None:
        """An empty scale, and beneath it why."""
        theme = self._theme
        pen = QPen(theme.colour("border"), 1)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(band.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        middle = band.bottom() + theme.px(4) + theme.line("caption") / 2
        self._parts.words(
            painter, band.left(), middle, face.reason, "caption", "text", band.width()
        )

    def _scale(self, painter: QPainter, band: QRectF, face: Face) -> None:
        theme, parts, axis = self._theme, self._parts, face.axis
        px, wide = theme.px, band.width()
        # Whole pixels: edges that are smoothed cost more than everything else on the card.
        edges = [round(band.left()), *(round(band.left() + axis.place(one) * wide) for one in
                 axis.bands), round(band.right())]  # fmt: skip
        up, high = round(band.top()), round(band.height())
        for at, colour in enumerate(parts.bands(axis)):
            painter.fillRect(QRect(edges[at], up, edges[at + 1] - edges[at], high), colour)
        middle = band.bottom() + px(4) + theme.line("caption") / 2
        self._labels(painter, band, middle, face)
        if face.target is not None:
            x = band.left() + axis.place(face.target) * wide
            thick = max(2.0, px(25) / 10)
            painter.fillRect(
                QRectF(x - thick / 2, band.top() - px(3), thick, band.height() + px(6)),
                theme.colour("text"),
            )
        edge = float(px(18))
        place = QPointF(band.left() + axis.place(face.value or 0.0) * wide, band.center().y())
        place.setX(min(max(place.x(), band.left() + edge / 2), band.right() - edge / 2))
        parts.mark(painter, place, face.status, edge)

    def _labels(self, painter: QPainter, band: QRectF, middle: float, face: Face) -> None:
        """Both ends, and the target at its tick, as long as they don't run into one another."""
        parts, gap = self._parts, self._theme.px(8)
        wide = [parts.shaped.width("caption", one) for one in (*face.ends, face.target_words)]
        low_end = band.left() + wide[0]
        high_start = band.right() - wide[1]
        shaped = parts.shaped
        shaped.put(painter, band.left(), middle, face.ends[0], "caption", "secondary")
        shaped.put(painter, high_start, middle, face.ends[1], "caption", "secondary")
        if face.target is None or not face.target_words:
            return
        x = band.left() + face.axis.place(face.target) * band.width() - wide[2] / 2
        x = min(max(x, low_end + gap), high_start - gap - wide[2])
        if x >= low_end + gap - 0.5:
            shaped.put(painter, x, middle, face.target_words, "caption", "text")


def paint_card(painter: QPainter, theme: Theme, box: QRectF) -> None:
    """Paint the surface of a card; antialiasing is on."""
    painter.setPen(QPen(theme.colour("hairline"), 1))
    painter.setBrush(theme.colour("surface"))
    radius = Size.RADIUS_CARD
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


def paint_rim(painter: QPainter, theme: Theme, box: QRectF, *, focused: bool) -> None:
    """Paint the rim of a card that the keyboard or the pointer is on; antialiasing is on."""
    wide = 2.0 if focused else 1.0
    painter.setPen(QPen(theme.colour("accent" if focused else "border"), wide))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half, radius = wide / 2, Size.RADIUS_CARD
    painter.drawRoundedRect(box.adjusted(half, half, -half, -half), radius, radius)
