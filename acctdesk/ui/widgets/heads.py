"""Headings of pages and their parts."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.badge import Badge
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.ui.widgets.text import ElidedLabel, Label


class SectionHeader(QWidget):
    """A heading within a page or card, with an optional count and widgets at its right end.

    Args:
        theme: The theme in force.
        text: The heading.
        count: Shown in a badge after it; None shows none.
    """

    def __init__(self, theme: Theme, text: str, count: int | None = None) -> None:
        super().__init__()
        self._theme = theme
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(Space.CONTROL)
        self.label = Label(theme, text, "strong")
        self._row.addWidget(self.label)
        self._badge = Badge(theme, "" if count is None else str(count))
        if count is None:
            self._badge.hide()
        self._row.addWidget(self._badge)
        self._row.addStretch(1)

    def set_count(self, count: int | None) -> None:
        """Change or remove the count."""
        self._badge.setVisible(count is not None)
        self._badge.set_text("" if count is None else str(count))

    def add(self, widget: QWidget) -> None:
        """Put a widget at the right end."""
        self._row.addWidget(widget)


class PageHeader(QWidget):
    """The head of a page: title, a grey line beneath, actions at the right.

    Args:
        theme: The theme in force.
        title: 20/28 semibold.
        note: The grey line; empty shows none.
    """

    def __init__(self, theme: Theme, title: str, note: str = "") -> None:
        super().__init__()
        self.title = ElidedLabel(theme, title, "title")
        self.note = ElidedLabel(theme, note, "body", "secondary")
        if not note:
            # Showing a widget that has no parent yet would flash a window.
            self.note.hide()
        self._words = QWidget(self)
        words = QHBoxLayout(self._words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(Space.CONTROL + 2)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self.title)
        lines.addWidget(self.note)
        words.addLayout(lines)
        self._beside = words
        self._side = QWidget(self)
        self._actions = FlowLayout(self._side, Space.CONTROL + 2, to_right=True)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(Space.CONTROL + 2)
        self._row.addWidget(self._words)
        self._row.addWidget(self._side, 1)
        self._side.hide()

    def set_title(self, title: str) -> None:
        """Change the title."""
        self.title.set_text(title)

    def set_note(self, note: str) -> None:
        """Change the grey line; empty removes it."""
        self.note.set_text(note)
        self.note.setVisible(bool(note))

    def add(self, widget: QWidget) -> None:
        """Put an action at the right end; where they don't fit, they go beneath the title."""
        self._actions.addWidget(widget)
        self._side.show()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the actions beneath the title when both don't fit side by side."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        need = self._words.sizeHint().width() + self._actions.sizeHint().width() + 10
        narrow = need > self.width()
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if way != self._row.direction():
            self._actions.set_to_right(not narrow)
            self._row.setDirection(way)

    def add_beside(self, widget: QWidget) -> None:
        """Put a widget directly after the title, such as the saved view or counts."""
        self._beside.addWidget(widget)
        self._fit()
