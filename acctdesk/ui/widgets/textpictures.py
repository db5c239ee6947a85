"""Words that come again and again as pictures: painting letters is what costs most in a grid."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QColor, QFont, QPainter, QPixmap

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Role, TypeName

KEEP = 800
"""Pictures kept; beyond that all are made anew."""
COUNTED = 4000
"""Words counted before counting begins anew."""
LONGEST = 40
"""Letters of a text that is kept as a picture."""

_Key = tuple[str, TypeName, Role, bool, int]


class TextPictures:
    """Keeps pictures of words from the second time they are painted on.

    The ground is part of the picture, so that letters are smoothed as they are when painted.

    Args:
        theme: The theme in force; call `forget` when it changes.
        advance: Measures a text.
    """

    def __init__(self, theme: Theme, advance: Callable[[TypeName, str], float]) -> None:
        self._theme, self._advance = theme, advance
        self._ratio = 1.0
        self._kept: dict[_Key, QPixmap] = {}
        self._seen: set[_Key] = set()
        self._ascents: dict[TypeName, int] = {}

    def forget(self) -> None:
        """Make every picture anew."""
        self._kept.clear()
        self._seen.clear()
        self._ascents.clear()

    def set_ratio(self, ratio: float) -> None:
        """Say how many pixels of the screen a pixel of ours has."""
        if ratio != self._ratio:
            self._ratio = ratio
            self.forget()

    def ascent(self, style: TypeName) -> int:
        """How far the picture of a text reaches above its base line, in pixels."""
        found = self._ascents.get(style)
        if found is None:
            found = self._ascents[style] = round(self._theme.metrics(style).ascent() + 1)
        return found

    def picture(
        self, text: str, style: TypeName, colour: Role, italic: bool, ground: QColor
    ) -> QPixmap | None:
        """The picture of a text; None the first time, and for long ones.

        Args:
            text: The words.
            style: Their style.
            colour: Their colour.
            italic: Whether they are slanted.
            ground: The colour beneath.
        """
        key = (text, style, colour, italic, ground.rgb())
        found = self._kept.get(key)
        if found is not None:
            return found
        if key not in self._seen or len(text) > LONGEST:
            if len(self._seen) > COUNTED:
                self._seen.clear()
            self._seen.add(key)
            return None
        if len(self._kept) > KEEP:
            self._kept.clear()
        made = self._kept[key] = self._paint(text, style, colour, italic, ground)
        return made

    def _paint(
        self, text: str, style: TypeName, colour: Role, italic: bool, ground: QColor
    ) -> QPixmap:
        metrics = self._theme.metrics(style)
        wide = round(self._advance(style, text)) + 3
        high = self.ascent(style) + round(metrics.descent()) + 2
        made = QPixmap(round(wide * self._ratio), round(high * self._ratio))
        made.setDevicePixelRatio(self._ratio)
        made.fill(ground)
        painter = QPainter(made)
        font = QFont(self._theme.font(style))
        font.setItalic(italic)
        painter.setFont(font)
        painter.setPen(self._theme.colour(colour))
        painter.drawText(0, self.ascent(style), text)
        painter.end()
        return made
