"""The round parts of cells as pictures: painted once, then only copied."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.cards import paint_avatar, paint_meter, tint_of
from acctdesk.ui.widgets.status import GLYPH, Status, paint_status
from acctdesk.ui.widgets.tick import paint_check
from acctdesk.words import initials

KEEP = 3000
"""Pictures kept; beyond that all are painted anew."""


class Pictures:
    """Makes and keeps pictures.

    Args:
        theme: The theme in force; call `forget` when it changes.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._kept: dict[tuple[object, ...], QPixmap] = {}

    def forget(self) -> None:
        """Paint everything anew."""
        self._kept.clear()

    def glyph(self, status: Status, ratio: float) -> QPixmap:
        """The glyph of a status."""
        key = ("status", status, ratio)
        found = self._kept.get(key)
        if found is None:
            edge = self._theme.px(GLYPH)
            found = self._empty(key, edge, edge, ratio)
            painter = QPainter(found)
            paint_status(painter, self._theme, QRectF(0, 0, edge, edge), Status(status))
            painter.end()
        return found

    def avatar(self, name: str, edge: int, ratio: float) -> QPixmap:
        """The initials of a name on its tint."""
        # Thousands of names share some hundreds of pairs of letters on a few tints.
        tint = tint_of(name, len(self._theme.tokens.tints))
        key = ("avatar", initials(name), tint, edge, ratio)
        found = self._kept.get(key)
        if found is None:
            found = self._empty(key, edge, edge, ratio)
            painter = QPainter(found)
            paint_avatar(painter, self._theme, QRectF(0, 0, edge, edge), name)
            painter.end()
        return found

    def pill(self, wide: int, high: int, ratio: float) -> QPixmap:
        """The ground of a tag or tier."""
        key = ("pill", wide, high, ratio)
        found = self._kept.get(key)
        if found is None:
            found = self._empty(key, wide, high, ratio)
            painter = QPainter(found)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("chip"))
            painter.drawRoundedRect(QRectF(0, 0, wide, high), high / 2, high / 2)
            painter.end()
        return found

    def meter(self, wide: int, high: int, share: float, ratio: float) -> QPixmap:
        """A bar that is filled in part."""
        key = ("meter", wide, high, round(share * wide), ratio)
        found = self._kept.get(key)
        if found is None:
            found = self._empty(key, wide, high, ratio)
            painter = QPainter(found)
            paint_meter(painter, self._theme, QRectF(0, 0, wide, high), share, "accent")
            painter.end()
        return found

    def check(self, edge: int, ratio: float, *, on: bool) -> QPixmap:
        """A box to tick."""
        key = ("check", edge, on, ratio)
        found = self._kept.get(key)
        if found is None:
            found = self._empty(key, edge, edge, ratio)
            painter = QPainter(found)
            paint_check(painter, self._theme, QRectF(0, 0, edge, edge), on=on)
            painter.end()
        return found

    def _empty(self, key: tuple[object, ...], wide: float, high: float, ratio: float) -> QPixmap:
        """A new, empty picture that is kept under a key."""
        if len(self._kept) > KEEP:
            self._kept.clear()
        made = QPixmap(max(round(wide * ratio), 1), max(round(high * ratio), 1))
        made.setDevicePixelRatio(ratio)
        made.fill(QColor(0, 0, 0, 0))
        self._kept[key] = made
        return made
