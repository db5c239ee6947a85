"""The frame a page lives in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea

from acctdesk.ui.shell.page import Page


class PageHost(QScrollArea):
    """Scrolls a page that needs more room than there is, as large text on a small screen does.

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
