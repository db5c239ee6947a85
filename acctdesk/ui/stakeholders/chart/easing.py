"""Cards that glide to their new places, where motion is welcome."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QObject, QPointF, QVariantAnimation
from PySide6.QtWidgets import QApplication, QGraphicsItem, QStyle

TOOK = 150
"""Milliseconds."""
MOST = 300
"""Cards that glide; more of them are put where they belong at once."""


def motion_welcome() -> bool:
    """Whether the system lets widgets move: effects can be switched off in its settings."""
    style = QApplication.style()
    return style.styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0


class Easing(QObject):
    """Moves items from where they were to where they belong.

    Args:
        parent: Its owner.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._moves: list[tuple[QGraphicsItem, QPointF, QPointF]] = []
        self._clock = QVariantAnimation(self)
        self._clock.setStartValue(0.0)
        self._clock.setEndValue(1.0)
        self._clock.setDuration(TOOK)
        self._clock.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._clock.valueChanged.connect(self._step)

    def is_running(self) -> bool:
        """Whether anything moves."""
        return self._clock.state() == QAbstractAnimation.State.Running

    def start(self, moves: Sequence[tuple[QGraphicsItem, QPointF, QPointF]]) -> None:
        """Move items, each from a place to another; at once where motion isn't welcome."""
        self.finish()
        if moves and len(moves) <= MOST and motion_welcome():
            self._moves = list(moves)
            self._step(0.0)
            self._clock.start()

    def finish(self) -> None:
        """Put everything where it belongs now."""
        if self._moves:
            self._clock.stop()
            self._step(1.0)
            self._moves = []

    def _step(self, at: float) -> None:
        for item, one, other in self._moves:
            item.setPos(one + (other - one) * at)
        if at >= 1.0:
            self._moves = []
