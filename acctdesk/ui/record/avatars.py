"""Several people in a row by their initials."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.cards import paint_avatar
from acctdesk.words import _

EDGE = 24
STEP = 28


class AvatarRow(QWidget):
    """Up to a few people as discs, and how many more there are.

    Args:
        theme: The theme in force.
        names: Who.
        most: How many discs at most.
    """

    def __init__(self, theme: Theme, names: Sequence[str], most: int = 4) -> None:
        super().__init__()
        self._theme = theme
        self._names: tuple[str, ...] = ()
        self._most = most
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_names(names)
        theme.changed.connect(self._retheme)

    def set_names(self, names: Sequence[str]) -> None:
        """Show others."""
        self._names = tuple(names)
        self.setAccessibleName(", ".join(self._names) or _("Nobody"))
        self._retheme()

    def sizeHint(self) -> QSize:
        """As wide as the discs."""
        count = min(len(self._names), self._most) + (len(self._names) > self._most)
        return QSize(self._theme.px(STEP) * max(count, 1), self._theme.px(EDGE))

    def event(self, event: object) -> bool:
        """Name them all."""
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), "\n".join(self._names), self)
            return True
        return super().event(event)  # type: ignore[arg-type]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the discs."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        if not self._names:
            painter.setFont(theme.font())
            painter.setPen(theme.colour("secondary"))
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter), "–")
            return
        left = 0.0
        for name in self._names[: self._most]:
            paint_avatar(painter, theme, QRectF(left, 0, px(EDGE), px(EDGE)), name)
            left += px(STEP)
        more = len(self._names) - self._most
        if more > 0:
            disc = QRectF(left, 0, px(EDGE), px(EDGE))
            painter.setBrush(theme.colour("chip"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(disc)
            painter.setPen(QPen(theme.colour("text")))
            painter.setFont(theme.font("caption_medium"))
            painter.drawText(disc, int(Qt.AlignmentFlag.AlignCenter), f"+{more}")

    def _retheme(self) -> None:
        self.updateGeometry()
        self.update()
