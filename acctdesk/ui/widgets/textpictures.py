"""Words that come again and again as pictures: painting letters is what costs most in a grid."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QColor, QFont, QPainter, QPixmap

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Role, TypeName

KEEP = 800
"""Pictures kept; beyond that all are made anew."""
OFTEN = 3
"""Times that words are painted before they are kept; making a picture takes as long as these."""
AT_ONCE = 4
"""Pictures made in one painting, so that none of them takes long."""
COUNTED = 4000
"""Words counted before counting begins anew."""
LONGEST = 40
"""Letters of a text that is kept as a picture."""

_Key = tuple[str, TypeName, Role, bool, int]


class TextPictures:
    """Keeps pictures of words that are painted again and again.

    The ground is part of the picture, so that letters are smoothed as they are when painted.

    Args:
        theme: The theme in force; call `forget` when it changes.
        advance: Measures a text.
    """

    def __init__(self, theme: Theme, advance: Callable[[TypeName, str], float]) -> None:
        self._theme, self._advance = theme, advance
        self._ratio = 1.0
        self._kept: dict[_Key, QPixmap] = {}
        self._seen: dict[_Key, int] = {}
        self._spare = AT_ONCE
        self._ascents: dict[TypeName, int] = {}

    def forget(self) -> None:
        """Make every picture anew."""
        self._kept.clear()
        self._seen.clear()
        self._ascents.clear()

    def begin(self, ratio: float) -> None:
        """Begin a painting.

        Args:
            ratio: How many pixels of the screen a pixel of ours has.
        """
        self._spare = AT_ONCE
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
        """The picture of a text; None the first times, and for long ones.

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
        times = self._seen.get(key, 0)
        if times < OFTEN or not self._spare or len(text) > LONGEST:
            if len(self._seen) > COUNTED:
                self._seen.clear()
            self._seen[key] = times + 1
            return None
        self._spare -= 1
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
