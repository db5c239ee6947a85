"""The building block of the settings: a name, a sentence, and what sets it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.text import Label


class Setting(QWidget):
    """A name and a sentence at the left, what sets it at the right; beneath each other when narrow.

    Args:
        theme: The theme in force.
        name: What is set; also the accessible name of the control.
        note: A sentence in grey; empty shows none.
        control: What sets it.
    """

    def __init__(self, theme: Theme, name: str, note: str, control: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, Space.TIGHT, 0, Space.TIGHT)
        self._row.setSpacing(Space.CARD)
        words = QVBoxLayout()
        words.setSpacing(0)
        label = Label(theme, name, "medium", wrap=True)
        label.setBuddy(control)
        words.addWidget(label)
        self.note = Label(theme, note, "caption", "secondary", wrap=True)
        words.addWidget(self.note)
        self._row.addLayout(words, 1)
        # Now that it has a parent: before, it would be a window of its own for a moment.
        self.note.setVisible(bool(note))
        if not control.accessibleName():
            control.setAccessibleName(name)
        control.setSizePolicy(QSizePolicy.Policy.Preferred, control.sizePolicy().verticalPolicy())
        self._row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)

    def resizeEvent(self, event: object) -> None:
        """Side by side, or beneath each other."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        narrow = self.width() < self._theme.px(480)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if way != self._row.direction():
            self._row.setDirection(way)
