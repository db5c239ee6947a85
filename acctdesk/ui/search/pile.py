"""Two widgets in one place, of which one is seen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget


class Pile(QWidget):
    """Shows one of two widgets, each as large as itself.

    Unlike with a stacked layout no layout hears of it when the other one is shown: hits come and
    go with single letters, and each time the whole page would be laid out anew.

    Args:
        first: What is seen at first.
        second: The other.
    """

    def __init__(self, first: QWidget, second: QWidget) -> None:
        super().__init__()
        self._both = (first, second)
        for one in self._both:
            one.setParent(self)
        second.hide()

    def show_first(self, *, on: bool) -> None:
        """Show the first, or else the second."""
        seen, other = self._both if on else self._both[::-1]
        if seen.isHidden():
            other.hide()
            seen.show()

    def minimumSizeHint(self) -> QSize:
        """Room for either."""
        first, second = self._both
        return first.minimumSizeHint().expandedTo(second.minimumSizeHint())

    def sizeHint(self) -> QSize:
        """Room for either."""
        first, second = self._both
        return first.sizeHint().expandedTo(second.sizeHint())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit both."""
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Hear when either needs more room."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        for one in self._both:
            one.setGeometry(self.rect())
