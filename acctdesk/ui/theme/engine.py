"""The engine behind icons: asks for the colour at each painting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap

if TYPE_CHECKING:
    from acctdesk.ui.theme.icons import IconStore
    from acctdesk.ui.theme.tokens import Role


class Engine(QIconEngine):
    """Paints an icon in the colours of the moment.

    Args:
        store: Renders the pictures.
        name: Lucide's name.
        role: Colour role at rest.
        on: Colour role while checked or selected.
    """

    def __init__(self, store: IconStore, name: str, role: Role, on: Role) -> None:
        super().__init__()
        self._store = store
        self._name = name
        self._role = role
        self._on = on

    def _pick(self, mode: QIcon.Mode, state: QIcon.State) -> Role:
        if mode == QIcon.Mode.Disabled:
            return "disabled"
        return self._on if state == QIcon.State.On else self._role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Paint it in the middle of a rectangle."""
        edge = min(rect.width(), rect.height())
        device = painter.device()
        ratio = device.devicePixelRatioF() if device else 1.0
        picture = self._store.pixmap(self._name, self._pick(mode, state), edge, ratio)
        spare = QPoint((rect.width() - edge) // 2, (rect.height() - edge) // 2)
        painter.drawPixmap(rect.topLeft() + spare, picture)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """A picture for a screen of plain density."""
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        """A picture for a screen of any density."""
        # Qt hands over the size in device pixels here.
        edge = round(min(size.width(), size.height()) / scale)
        return self._store.pixmap(self._name, self._pick(mode, state), edge, scale)

    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        """Any size can be had."""
        return size

    def isNull(self) -> bool:
        """It always shows something."""
        return False

    def clone(self) -> QIconEngine:
        """Another of the same."""
        return Engine(self._store, self._name, self._role, self._on)
