"""A tick whose words stand elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.tick import paint_check


class Tick(QCheckBox):
    """A check box without words.

    Args:
        theme: The theme in force.
        name: Accessible name: what is ticked.
    """

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Large enough to be hit."""
        return QSize(self._theme.px(28), self._theme.px(28))

    def hitButton(self, pos: object) -> bool:
        """Everywhere."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint box, tick and focus ring."""
        theme = self._theme
        painter = QPainter(self)
        edge = theme.px(16)
        box = QRectF((self.width() - edge) / 2, (self.height() - edge) / 2, edge, edge)
        paint_check(painter, theme, box, on=self.isChecked(), enabled=self.isEnabled())
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), 6, 6)
