"""Colours and type of what is printed: always the light ones, whatever the window wears.

Lengths are twentieths of a point, so that all of them are whole numbers and letters keep their
widths at every magnification.
"""

from __future__ import annotations

from PySide6.QtGui import QColor, QFont, QFontMetricsF

from acctdesk.ui.theme.tokens import LIGHT, Role

POINT = 20
"""Units in a point."""
PIXEL = 15
"""Units in a pixel of the design, 96 to the inch."""
INCH = 72 * POINT


class Ink:
    """Fonts and colours for one size of text; made and used on one thread.

    Args:
        family: The typeface; empty for the system's own.
        size: Size of the body text in units.
    """

    def __init__(self, family: str, size: int) -> None:
        self.size = size
        self._family = family
        self._metrics: dict[str, QFontMetricsF] = {}
        self.body = self._font(1.0, QFont.Weight.Normal)
        self.strong = self._font(1.0, QFont.Weight.DemiBold)
        self.small = self._font(0.9, QFont.Weight.Normal)
        self.head = self._font(0.9, QFont.Weight.DemiBold)
        self.title = self._font(1.65, QFont.Weight.DemiBold)

    def colour(self, role: Role) -> QColor:
        """The colour of a role."""
        return QColor(LIGHT.hex(role))

    @property
    def line(self) -> int:
        """Height of a line of body text."""
        return round(self.size * 1.4)

    @property
    def pad(self) -> int:
        """Room between a column's edge and its words."""
        return round(self.size * 0.55)

    def metrics(self, font: QFont) -> QFontMetricsF:
        """Measures of one of the fonts."""
        found = self._metrics.get(font.key())
        if found is None:
            found = self._metrics[font.key()] = QFontMetricsF(font)
        return found

    def wide(self, font: QFont, text: str) -> float:
        """How wide a text is."""
        return self.metrics(font).horizontalAdvance(text)

    def _font(self, share: float, weight: QFont.Weight) -> QFont:
        font = QFont(self._family) if self._family else QFont()
        font.setPixelSize(max(1, round(self.size * share)))
        font.setWeight(weight)
        font.setFeature(QFont.Tag("tnum"), 1)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font
