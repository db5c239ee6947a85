"""Knows whether a window is low for its text: a small window, or large text on a larger one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.grid import GridView

LOW = 560
"""Height of a window at 100 % below which pages scroll as a whole, and parts of them don't."""


class LowWindow(QObject):
    """Watches the height of the window in which a widget stands.

    Args:
        theme: The theme in force.
        widget: The widget; it owns this.
        below: Height at 100 %, in pixels, below which the window is low.
    """

    changed = Signal()
    """The window got low, or high enough again."""

    def __init__(self, theme: Theme, widget: QWidget, below: int) -> None:
        super().__init__(widget)
        self._theme, self._widget, self._below = theme, widget, below
        self._window: QWidget | None = None
        self._low = False
        widget.installEventFilter(self)
        theme.changed.connect(self._look)
        self._follow()

    def __bool__(self) -> bool:
        """Whether the window is low."""
        return self._low

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look again when the window changes size, or another one is meant."""
        kind = event.type()
        if watched is self._widget and kind in (QEvent.Type.Show, QEvent.Type.ParentChange):
            self._follow()
        elif watched is self._window and kind == QEvent.Type.Resize:
            self._look()
        return False

    def _follow(self) -> None:
        window = self._widget.window()
        if window is not self._window:
            if self._window is not None and self._window is not self._widget:
                self._window.removeEventFilter(self)
            self._window = window
            window.installEventFilter(self)
        self._look()

    def _look(self) -> None:
        window = self._window
        # A widget that stands nowhere yet is no window to go by.
        placed = window is not None and window is not self._widget
        low = placed and window is not None and window.height() < self._theme.px(self._below)
        if low != self._low:
            self._low = low
            self.changed.emit()


def unfold_when_low(theme: Theme, grid: GridView) -> None:
    """Have a grid of few rows show them all while the window is low and the page scrolls.

    Args:
        theme: The theme in force.
        grid: The grid.
    """
    low = LowWindow(theme, grid, LOW)
    low.changed.connect(lambda: grid.set_unfolded(bool(low)))
    grid.set_unfolded(bool(low))
