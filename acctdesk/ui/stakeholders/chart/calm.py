"""Quiet during a gesture: garbage is collected when the hand rests."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

REST = 400
"""Milliseconds after the last event of a gesture until garbage is collected again."""


class Calm(QObject):
    """Keeps the collector of garbage away while somebody pans, zooms or drags.

    A pass through all that lives takes longer than a frame. What a gesture leaves behind is little.

    Args:
        parent: Its owner.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._held = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self.end)

    def hold(self) -> None:
        """A gesture goes on."""
        if not self._held and gc.isenabled():
            self._held = True
            gc.disable()
        if self._held:
            self._rest.start()

    def end(self) -> None:
        """Nothing moves any more; also right when nothing did."""
        self._rest.stop()
        if self._held:
            self._held = False
            gc.enable()
