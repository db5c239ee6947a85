"""The one pane at the right: what the page says about what is selected."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Size
from acctdesk.words import _


class InspectorPane(QWidget):
    """Holds one page's widget at a time; pages keep theirs.

    Args:
        theme: The theme in force.
    """

    closed = Signal()
    """Esc was pressed in it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._content: QWidget | None = None
        self.setAccessibleName(_("Inspector"))
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(self.focusPolicy())
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.addWidget(self._scroll)
        self.hide()
        self._retheme()
        theme.changed.connect(self._retheme)

    def has_content(self) -> bool:
        """Whether the page has something to show here."""
        return self._content is not None

    def set_content(self, content: QWidget | None) -> None:
        """Show a page's widget; the former one goes back to whoever keeps it."""
        if content is self._content:
            return
        if self._content is not None:
            self._scroll.takeWidget()
        self._content = content
        if content is not None:
            content.setProperty("plane", "surface")
            self._scroll.setWidget(content)
            content.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the plane and its edge."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("surface"))
        painter.fillRect(0, 0, 1, self.height(), self._theme.colour("hairline"))

    def _retheme(self) -> None:
        self.setFixedWidth(min(self._theme.px(Size.INSPECTOR), 440))
