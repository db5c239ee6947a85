"""Lucide icons, tinted when they are painted.

An icon names a role, not a colour: its engine asks for the colour at each painting, so that a
change of theme needs no icon to be set again. Rendered pictures are kept by name, colour, size
and device pixel ratio.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from acctdesk.ui.theme.resources import resource
from acctdesk.ui.theme.tokens import Role

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

ColourOf = Callable[[Role], str]
STROKE = b'stroke-width="1.75"'


class IconStore:
    """Renders icons and keeps what it rendered.

    Args:
        colour_of: Tells the present colour of a role as ``#RRGGBB``.
    """

    def __init__(self, colour_of: ColourOf) -> None:
        self._colour_of = colour_of
        self._sources: dict[str, bytes] = {}
        self._pixmaps: dict[tuple[str, str, int, int], QPixmap] = {}

    def clear(self) -> None:
        """Forget rendered pictures; called when the colours change."""
        self._pixmaps.clear()

    def pixmap(self, name: str, role: Role, size: int, ratio: float = 1.0) -> QPixmap:
        """A tinted picture of an icon.

        Args:
            name: Lucide's name, such as ``building-2``.
            role: What the colour is for.
            size: Edge in logical pixels.
            ratio: Device pixel ratio of the screen it is painted on.

        Raises:
            FileNotFoundError: When no such icon comes with the program.
        """
        edge = round(size * ratio)
        colour = self._colour_of(role)
        key = (name, colour, edge, round(ratio * 100))
        found = self._pixmaps.get(key)
        if found is None:
            found = self._render(name, colour, edge)
            found.setDevicePixelRatio(ratio)
            self._pixmaps[key] = found
        return found

    def icon(self, name: str, role: Role = "secondary", *, on: Role | None = None) -> QIcon:
        """An icon that follows the theme.

        Args:
            name: Lucide's name.
            role: Colour role at rest.
            on: Colour role while checked or selected; None keeps `role`.
        """
        # The first paint shows pictures only, and does without the machinery of icons.
        from PySide6.QtGui import QIcon

        from acctdesk.ui.theme.engine import Engine

        return QIcon(Engine(self, name, role, on or role))

    def _render(self, name: str, colour: str, edge: int) -> QPixmap:
        source = self._sources.get(name)
        if source is None:
            source = resource("icons", name + ".svg").read_bytes()
            source = source.replace(b'stroke-width="2"', STROKE)
            self._sources[name] = source
        tinted = source.replace(b"currentColor", colour.encode())
        picture = QPixmap(edge, edge)
        picture.fill(QColor(0, 0, 0, 0))
        painter = QPainter(picture)
        QSvgRenderer(QByteArray(tinted)).render(painter, QRectF(0, 0, edge, edge))
        painter.end()
        return picture
