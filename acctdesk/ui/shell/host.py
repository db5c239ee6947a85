"""The frame a page lives in."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)

from acctdesk.ui.shell.page import Page
from acctdesk.ui.widgets.sight import bring_into_sight


class PageHost(QScrollArea):
    """Scrolls a page that needs more room than there is, as large text on a small screen does.

    A field one types into comes into sight, also when the window or its text changes size.

    Args:
        page: The page; it fills the frame as long as it fits.
    """

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(page.accessibleName())
        self.setWidget(page)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._follow)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what has the keyboard in sight."""
        super().resizeEvent(event)
        self._later.start()

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self.isVisible():
            # When the layout of what was opened just now is settled.
            self._later.start()

    def _follow(self) -> None:
        focus = self.window().focusWidget()
        if focus is None or focus is self.page or not self.page.isAncestorOf(focus):
            return
        # Tab scrolls by itself; a page that is only arrived at stands at its top.
        if isinstance(focus, QLineEdit | QPlainTextEdit | QTextEdit | QComboBox):
            bring_into_sight(focus)
