"""Widgets over each other, of which one is shown."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget


class FrontStack(QWidget):
    """Shows one of several widgets, and asks for no more room than that one needs.

    Qt's own keeps room for the largest, hidden or not, and the page scrolls for nothing.
    """

    def __init__(self) -> None:
        super().__init__()
        self._pages: list[QWidget] = []
        self._front: QWidget | None = None
        self._room = QVBoxLayout(self)
        self._room.setContentsMargins(0, 0, 0, 0)

    def addWidget(self, page: QWidget) -> None:
        """Take one more widget; the first one is shown."""
        self._pages.append(page)
        self._room.addWidget(page)
        if self._front is None:
            self._front = page
        else:
            page.hide()

    def currentWidget(self) -> QWidget | None:
        """The widget in front; None before the first."""
        return self._front

    def setCurrentWidget(self, page: QWidget) -> None:
        """Show a widget instead of the one before."""
        self._front = page
        for one in self._pages:
            if one is not page:
                one.hide()
        page.show()

    def currentIndex(self) -> int:
        """The place of the widget in front; -1 for none."""
        return self._pages.index(self._front) if self._front is not None else -1

    def setCurrentIndex(self, at: int) -> None:
        """Show the widget that was added at a place."""
        self.setCurrentWidget(self._pages[at])
