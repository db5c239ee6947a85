"""The one pane at the right: what the page says about what is selected."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Size
from acctdesk.words import _

WIDEST = 440
"""The pane gets no wider, however large the text."""


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
        self._row: QHBoxLayout | None = None
        self._pages: QStackedWidget | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._place)
        self.setAccessibleName(_("Inspector"))
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.addWidget(self._stack)
        self.hide()
        self._retheme()
        theme.changed.connect(self._retheme)

    def stand(self, row: QHBoxLayout, pages: QStackedWidget) -> None:
        """Take a place at the right of the pages, or over them where a page would get too narrow.

        Args:
            row: What holds the pages; the pane is added at its end.
            pages: The pages, each in a frame that scrolls.
        """
        self._row, self._pages = row, pages
        row.addWidget(self)
        pages.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the room that the pages get."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            # Not now: the row that resizes the pages must not lose an item while it does.
            self._later.start()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        """Choose between beside and above."""
        super().showEvent(event)
        self._later.start()

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
        self._later.start()

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

    def _place(self) -> None:
        row, pages = self._row, self._pages
        if row is None or pages is None or self.isHidden():
            return
        frame = pages.currentWidget()
        page = frame.widget() if isinstance(frame, QScrollArea) else frame
        least = page.minimumSizeHint().width() if page is not None else 0
        whole = row.geometry()
        beside = whole.width() - self.width() >= least
        if beside != (row.indexOf(self) >= 0):
            if beside:
                row.addWidget(self)
            else:
                row.removeWidget(self)
        if not beside:
            left = whole.right() + 1 - self.width()
            self.setGeometry(left, whole.top(), self.width(), whole.height())
            self.raise_()

    def _retheme(self) -> None:
        self.setFixedWidth(min(self._theme.px(Size.INSPECTOR), WIDEST))
        self._later.start()
