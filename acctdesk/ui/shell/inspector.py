"""The one pane at the right: what the page says about what is selected."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Size
from acctdesk.words import _


class InspectorPane(QWidget):
    """Shows one page's widget at a time.

    Args:
        theme: The theme in force.
    """

    closed = Signal()
    """Esc was pressed in it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._content: QWidget | None = None
        self._frames: dict[QWidget, QScrollArea] = {}
        self.setAccessibleName(_("Inspector"))
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.addWidget(self._stack)
        self.hide()
        self._retheme()
        theme.changed.connect(self._retheme)

    def has_content(self) -> bool:
        """Whether the page has something to show here."""
        return self._content is not None

    def fit(self, action: QAction, wanted: bool) -> None:
        """Show it when it is wanted and there is something to show.

        Args:
            action: What switches it; it follows without being triggered.
            wanted: Whether the person wants it at this width.
        """
        has = self.has_content()
        action.setEnabled(has)
        action.blockSignals(True)
        action.setChecked(has and wanted)
        action.blockSignals(False)
        self.setVisible(has and wanted)

    def set_content(self, content: QWidget | None) -> None:
        """Show a page's widget. The pane owns it from its first showing on."""
        self._content = content
        if content is None:
            return
        frame = self._frames.get(content)
        if frame is None:
            content.setProperty("plane", "surface")
            frame = QScrollArea()
            frame.setFrameShape(QFrame.Shape.NoFrame)
            frame.setWidgetResizable(True)
            frame.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            frame.setWidget(content)
            self._frames[content] = frame
            self._stack.addWidget(frame)
        self._stack.setCurrentWidget(frame)

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
