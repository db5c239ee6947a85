"""What all rows of words have in common of which one is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from acctdesk.ui.theme.theme import Theme


class Choice(QWidget):
    """A row of words of which one is chosen; arrows, Home and End move, numbers don't.

    Args:
        theme: The theme in force.
        name: What is chosen; the accessible name begins with it.
        words: What is offered.
    """

    chosen = Signal(int)
    """The person chose another one."""

    def __init__(self, theme: Theme, name: str, words: Sequence[str]) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self._words = tuple(words)
        self._at = 0
        self._hot = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._tell()
        theme.changed.connect(self._retheme)

    def current(self) -> int:
        """Which one is chosen, from 0."""
        return self._at

    def set_current(self, at: int) -> None:
        """Choose one; no signal is sent."""
        if 0 <= at < len(self._words):
            self._at = at
            self._tell()
            self.update()

    def words(self) -> tuple[str, ...]:
        """What is offered."""
        return self._words

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is under the pointer."""
        at = self._under(event.position())
        if at >= 0:
            self._choose(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up what is under the pointer."""
        at = self._under(event.position())
        if at != self._hot:
            self._hot = at
            self.update()

    def leaveEvent(self, event: object) -> None:
        """Nothing is under the pointer."""
        self._hot = -1
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End choose."""
        steps = {
            Qt.Key.Key_Left: self._at - 1,
            Qt.Key.Key_Right: self._at + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self._words) - 1,
        }
        to = steps.get(Qt.Key(event.key()))
        if to is None:
            super().keyPressEvent(event)
        else:
            self._choose(min(max(to, 0), len(self._words) - 1))

    def _boxes(self) -> list[QRectF]:
        raise NotImplementedError

    def _under(self, where: QPointF) -> int:
        return next((at for at, box in enumerate(self._boxes()) if box.contains(where)), -1)

    def _choose(self, at: int) -> None:
        if at != self._at:
            self.set_current(at)
            self.chosen.emit(at)

    def _tell(self) -> None:
        here = self._words[self._at] if self._words else ""
        self.setAccessibleName(f"{self._name}: {here}" if here else self._name)

    def _retheme(self) -> None:
        self.updateGeometry()
        self.update()
