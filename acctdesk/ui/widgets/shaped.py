"""Texts whose letters are laid out once, for lists that are painted with every letter typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QStaticText, QTransform

from acctdesk.ui.widgets.marked import HEAVIER, Marks, runs

if TYPE_CHECKING:
    from acctdesk.ui.theme.theme import Theme
    from acctdesk.ui.theme.tokens import Role, TypeName

KEEP = 1200
"""Texts kept; beyond that all are laid out anew."""
_PLAIN = QTransform()
_Put = tuple[QPointF, QStaticText, float]
"""Where a part of a line stands, its letters, and how wide they are."""


class Shaped:
    """Paints short texts and keeps how their letters lie: measuring costs as much as painting.

    Args:
        theme: The theme in force; call `forget` when it changes.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._kept: dict[tuple[TypeName, str], tuple[QStaticText, float, float]] = {}

    def forget(self) -> None:
        """Lay everything out anew."""
        self._kept.clear()

    def width(self, style: TypeName, text: str) -> float:
        """How wide a text is, in pixels."""
        return self._shape(style, text)[1]

    def elide(self, style: TypeName, text: str, room: float) -> str:
        """A text, shortened with "…" when it is wider than the room."""
        if self.width(style, text) <= room + 0.5:
            return text
        metrics = self._theme.metrics(style)
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, room))

    def put(
        self, painter: QPainter, x: float, middle: float, text: str, style: TypeName, role: Role
    ) -> float:
        """Paint a text on one line.

        Args:
            painter: Where to.
            x: Where it begins.
            middle: The height of the line's middle.
            text: What it says.
            style: Size and weight.
            role: Colour.

        Returns:
            How wide it is.
        """
        shape, wide, high = self._shape(style, text)
        painter.setFont(self._theme.font(style))
        painter.setPen(self._theme.colour(role))
        painter.drawStaticText(QPointF(x, middle - high / 2), shape)
        return wide

    def put_marked(
        self,
        painter: QPainter,
        box: QRectF,
        text: str,
        marks: Marks = (),
        *,
        style: TypeName = "body",
        role: Role = "text",
        tint: Role = "selection",
    ) -> float:
        """Paint one line, its marked parts heavier and on a tint; shortened where it doesn't fit.

        Args:
            painter: Where to; its pen, brush and font are changed.
            box: The room.
            text: What it says.
            marks: Start and end of each marked part, in order.
            style: Size and weight of the rest.
            role: Colour of the text.
            tint: Colour behind the marked parts.

        Returns:
            Where the text ends.
        """
        heavy = HEAVIER.get(style, style)
        x, right, middle = box.left(), box.right(), box.center().y()
        plain: list[_Put] = []
        marked: list[_Put] = []
        for part, is_marked in runs(text, marks):
            face = heavy if is_marked else style
            shape, width, high = self._shape(face, part)
            cut = x + width > right + 0.5
            if cut:
                shape, width, high = self._shape(face, self.elide(face, part, right - x))
            if width:
                (marked if is_marked else plain).append(
                    (QPointF(x, middle - high / 2), shape, width)
                )
            x += width
            if cut:
                break
        # Pens and fonts are changed a few times a line, not a few times a mark.
        if marked:
            line = self._theme.line(style)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour(tint))
            for at, _shape, width in marked:
                ground = QRectF(at.x() - 1, middle - line / 2, width + 2, line)
                painter.drawRoundedRect(ground, 3, 3)
            self._put_all(painter, marked, heavy, "text")
        self._put_all(painter, plain, style, role)
        return min(x, right)

    def _put_all(
        self, painter: QPainter, parts: Sequence[_Put], style: TypeName, role: Role
    ) -> None:
        if parts:
            painter.setFont(self._theme.font(style))
            painter.setPen(self._theme.colour(role))
            for at, shape, _width in parts:
                painter.drawStaticText(at, shape)

    def _shape(self, style: TypeName, text: str) -> tuple[QStaticText, float, float]:
        """The letters as they lie, and how wide and high they are."""
        found = self._kept.get((style, text))
        if found is None:
            if len(self._kept) >= KEEP:
                self._kept.clear()
            made = QStaticText(text)
            made.setTextFormat(Qt.TextFormat.PlainText)
            made.prepare(_PLAIN, self._theme.font(style))
            size = made.size()
            found = self._kept[style, text] = (made, size.width(), size.height())
        return found
