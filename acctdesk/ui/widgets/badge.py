"""Badges: short words or counts in a pill."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Role
from acctdesk.ui.widgets.paint import CENTRE, fill_round, stroke_round
from acctdesk.ui.widgets.status import Status, paint_status

BadgeTone = Literal["neutral", "accent", "danger", "quiet"]
_FILL: dict[BadgeTone, tuple[Role, Role]] = {
    "neutral": ("chip", "text"),
    "accent": ("accent", "on_accent"),
    "danger": ("danger", "on_danger"),
    "quiet": ("surface", "secondary"),
}
HEIGHT = 22
"""Height of badges at 100 %, in pixels."""


class Badge(QWidget):
    """A short word or count in a pill; not interactive.

    Args:
        theme: The theme in force.
        text: What it says; the accessible name.
        tone: Its meaning.
        status: A glyph before the text.
        icon: An icon before the text, in secondary colour.
    """

    def __init__(
        self,
        theme: Theme,
        text: str,
        tone: BadgeTone = "neutral",
        *,
        status: Status | None = None,
        icon: str = "",
    ) -> None:
        super().__init__()
        self._theme = theme
        self._text = text
        self._tone: BadgeTone = tone
        self._status = status
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        theme.changed.connect(self._retheme)

    def text(self) -> str:
        """What it says."""
        return self._text

    def set_text(self, text: str, status: Status | None = None) -> None:
        """Say something else.

        Args:
            text: The words.
            status: The glyph before them; None removes it.
        """
        if (text, status) != (self._text, self._status):
            self._text = text
            self._status = status
            self.setAccessibleName(text)
            self._retheme()

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        px = self._theme.px
        width = self._theme.metrics("caption_medium").horizontalAdvance(self._text) + 2 * px(8)
        if self._status or self._icon:
            width += px(16)
        height = px(28) if self._tone == "quiet" else px(HEIGHT)
        return QSize(max(round(width), height), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pill."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, ink = _FILL[self._tone]
        box = QRectF(self.rect())
        fill_round(painter, box, box.height() / 2, theme.colour(fill))
        if self._tone == "quiet":
            stroke_round(painter, box, box.height() / 2, theme.colour("control_line"))
        words = QRectF(self.rect())
        if self._status or self._icon:
            edge = theme.px(14)
            glyph = QRect(theme.px(7), (self.height() - edge) // 2, edge, edge)
            if self._status:
                paint_status(painter, theme, QRectF(glyph), self._status)
            else:
                ratio = self.devicePixelRatioF()
                painter.drawPixmap(
                    QPointF(glyph.topLeft()), theme.pixmap(self._icon, "secondary", 14, ratio)
                )
            words.setLeft(theme.px(20))
            words.setRight(words.right() - theme.px(4))
        painter.setFont(theme.font("caption_medium"))
        painter.setPen(theme.colour(ink))
        painter.drawText(words, CENTRE, self._text)

    def _retheme(self) -> None:
        self.updateGeometry()
        self.update()
