"""The second style of gauge: a dial, which clients know from elsewhere."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from acctdesk.ui.theme.tokens import TypeName
from acctdesk.ui.widgets.gauge import PAD, CardGauge, Face

HEIGHT = 236
"""Height at 100 % of a card with a dial."""
_RADIUS = 84
_THICK = 16
_SWEEP = 180


class DialGauge(CardGauge):
    """Half a circle: the same bands, tick and mark as the linear gauge."""

    HIGH, WIDE = HEIGHT, 300

    def draw(self, painter: QPainter, box: QRectF, face: Face) -> None:
        """Paint what stands on a card."""
        theme, parts = self._theme, self._parts
        px, line = theme.px, theme.line
        top = parts.head(painter, box, face) + px(12)
        left, right = box.left() + px(PAD), box.right() - px(PAD)
        radius = float(px(_RADIUS))
        centre = QPointF(box.center().x(), top + radius)
        self._arc(painter, centre, radius, face)
        inner = centre.y() - line("figure") / 2
        if face.value is None:
            wide = px(19) + parts.shaped.width("body", face.said)
            parts.state(painter, centre.x() - wide / 2, inner, face, right)
        else:
            self._middle(painter, centre.x(), inner, face.figure, "figure", 2 * radius)
        row = centre.y() + px(4) + line("caption") / 2
        self._ends(painter, centre, radius, row, face)
        self._state(painter, box, centre.y() + px(22) + line("body") / 2, face)
        foot = box.bottom() - px(PAD) - line("caption") / 2 + px(4)
        shown = parts.shaped.elide("caption", face.foot, right - left)
        wide = parts.shaped.width("caption", shown)
        parts.shaped.put(painter, centre.x() - wide / 2, foot, shown, "caption", "secondary")

    def _middle(
        self, painter: QPainter, x: float, middle: float, text: str, style: TypeName, room: float
    ) -> None:
        shaped = self._parts.shaped
        shown = shaped.elide(style, text, room)
        wide = shaped.width(style, shown)
        shaped.put(painter, x - wide / 2, middle, shown, style, "text")

    def _state(self, painter: QPainter, box: QRectF, middle: float, face: Face) -> None:
        """Glyph, word and margin, or why there is no value, centred."""
        theme, parts = self._theme, self._parts
        px, shaped = theme.px, parts.shaped
        room = box.width() - 2 * px(PAD)
        if face.value is None:
            shown = shaped.elide("caption", face.reason, room)
            wide = shaped.width("caption", shown)
            shaped.put(painter, box.center().x() - wide / 2, middle, shown, "caption", "text")
            return
        words = ", ".join(filter(None, (face.margin, face.beyond)))
        said, margin = shaped.width("body", face.said), shaped.width("body", words)
        whole = px(19) + said + (px(12) + margin if words else 0)
        x = box.center().x() - min(whole, room) / 2
        end = parts.state(painter, x, middle, face, box.right() - px(PAD))
        parts.words(painter, end + px(12), middle, words, "body", "secondary",
                    box.right() - px(PAD) - end - px(12))  # fmt: skip

    def _arc(self, painter: QPainter, centre: QPointF, radius: float, face: Face) -> None:
        theme, parts, axis = self._theme, self._parts, face.axis
        thick = float(theme.px(_THICK))
        ring = QRectF(0, 0, 2 * radius - thick, 2 * radius - thick)
        ring.moveCenter(centre)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if face.value is None:
            pen = QPen(theme.colour("border"), max(1.0, theme.px(15) / 10))
            pen.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawArc(ring, 0, _SWEEP * 16)
            return
        ends = [0.0, *(axis.place(one) for one in axis.bands), 1.0]
        for at, colour in enumerate(parts.bands(axis)):
            pen = QPen(colour, thick)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            start, span = 180 - ends[at] * _SWEEP, (ends[at + 1] - ends[at]) * _SWEEP
            painter.drawArc(ring, round(start * 16), round(-span * 16))
        middle = radius - thick / 2
        if face.target is not None:
            share = axis.place(face.target)
            reach = thick / 2 + theme.px(3)
            pen = QPen(theme.colour("text"), max(2.0, theme.px(25) / 10))
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawLine(_at(centre, middle - reach, share), _at(centre, middle + reach, share))
        edge = float(theme.px(18))
        place = _at(centre, middle, axis.place(face.value))
        place.setY(min(place.y(), centre.y() - edge / 4))
        parts.mark(painter, place, face.status, edge)

    def _ends(
        self, painter: QPainter, centre: QPointF, radius: float, middle: float, face: Face
    ) -> None:
        if face.value is None:
            return
        shaped, half = self._parts.shaped, self._theme.px(_THICK) / 2
        for words, x in ((face.ends[0], centre.x() - radius + half),
                         (face.ends[1], centre.x() + radius - half)):  # fmt: skip
            wide = shaped.width("caption", words)
            shaped.put(painter, x - wide / 2, middle, words, "caption", "secondary")
        wide = shaped.width("caption", face.target_words)
        shaped.put(painter, centre.x() - wide / 2, middle, face.target_words, "caption", "text")


def _at(centre: QPointF, radius: float, share: float) -> QPointF:
    angle = math.pi * (1 - share)
    return QPointF(centre.x() + radius * math.cos(angle), centre.y() - radius * math.sin(angle))
