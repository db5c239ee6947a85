"""Chips that count gauges by standing, and filter by it when pressed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.paint import LEFT
from acctdesk.ui.widgets.status import Status, paint_status
from acctdesk.words import Lazy, _, _n, lazy

_GLYPH = 12
WORDS: dict[Status, Lazy] = {
    Status.BREACHED: lazy("breached"),
    Status.RISK: lazy("at risk"),
    Status.MET: lazy("met"),
    Status.NO_DATA: lazy("no data"),
}
"""The word of each status after a number."""


class StandingChip(QAbstractButton):
    """How many gauges stand so; pressed, only those are shown.

    Args:
        theme: The theme in force.
        status: Which.
    """

    def __init__(self, theme: Theme, status: Status) -> None:
        super().__init__()
        self._theme, self.status = theme, status
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.toggled.connect(lambda _on: self._tell())
        theme.changed.connect(self._retheme)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """Say how many there are."""
        self._count = count
        self.setText(f"{count} {WORDS[self.status]}")
        self._tell()
        self._retheme()

    def count(self) -> int:
        """How many there are."""
        return self._count

    def sizeHint(self) -> QSize:
        """Glyph and words."""
        px = self._theme.px
        wide = self._theme.metrics("caption_medium").horizontalAdvance(self.text())
        return QSize(round(wide) + px(_GLYPH + 6 + 20), px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pill, the glyph and the words."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        role = "selection" if self.isChecked() else "hover" if self.underMouse() else "chip"
        painter.setBrush(theme.colour(role))  # type: ignore[arg-type]
        if self.hasFocus() or self.isChecked():
            painter.setPen(QPen(theme.colour("accent"), 2 if self.hasFocus() else 1))
            box.adjust(1, 1, -1, -1)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        edge = px(_GLYPH)
        glyph = QRectF(px(10), (self.height() - edge) / 2, edge, edge)
        paint_status(painter, theme, glyph, self.status)
        painter.setFont(theme.font("caption_medium"))
        painter.setPen(theme.colour("text"))
        words = QRectF(self.rect()).adjusted(px(10 + _GLYPH + 6), 0, 0, 0)
        painter.drawText(words, LEFT, self.text())

    def _tell(self) -> None:
        words = _n("{n} gauge", "{n} gauges", self._count)
        self.setAccessibleName(f"{words} {WORDS[self.status]}")
        said = _("Shown alone; press to show all") if self.isChecked() else _("Show these alone")
        self.setAccessibleDescription(said)
        self.setToolTip(said)

    def _retheme(self) -> None:
        self.updateGeometry()
        self.update()
