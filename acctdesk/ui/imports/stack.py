"""Pages over each other, of which one is shown."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget


class Stack(QWidget):
    """Pages of which one is shown; it needs no more room than that one.

    Qt's own keeps room for the largest, so that a small page would have to scroll.
    """

    def __init__(self) -> None:
        super().__init__()
        self._pages: list[QWidget] = []
        self._room = QVBoxLayout(self)
        self._room.setContentsMargins(0, 0, 0, 0)

    def addWidget(self, page: QWidget) -> None:
        """Add a page; the first one is shown."""
        self._pages.append(page)
        self._room.addWidget(page)
        page.setVisible(len(self._pages) == 1)

    def currentWidget(self) -> QWidget | None:
        """The page that is shown."""
        return next((page for page in self._pages if not page.isHidden()), None)

    def setCurrentWidget(self, page: QWidget) -> None:
        """Show a page."""
        for one in self._pages:
            if one is not page:
                one.hide()
        page.show()

    def currentIndex(self) -> int:
        """The place of the page that is shown; -1 for none."""
        return next((at for at, page in enumerate(self._pages) if not page.isHidden()), -1)

    def setCurrentIndex(self, at: int) -> None:
        """Show the page that was added at a place."""
        self.setCurrentWidget(self._pages[at])
