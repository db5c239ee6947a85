"""Naming a card in its place: who, and what they are."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from acctdesk.ui.stakeholders.chart.panels import Panel
from acctdesk.ui.theme.theme import Theme
from acctdesk.words import _


class NameEditor(Panel):
    """Two lines over a card; Enter keeps them, Esc leaves the card as it was.

    Going elsewhere keeps them as well.

    Args:
        theme: The theme in force.
        over: The chart.
    """

    kept = Signal(str, str, str)
    """Position, name and title were entered."""
    entered = Signal()
    """Enter was pressed: the keyboard is to go back to the chart."""

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(theme, _("Name and title"), over)
        self.position = ""
        """The card that is named; empty for none."""
        self.name = QLineEdit()
        self.title = QLineEdit()
        for line, words in ((self.name, _("Name")), (self.title, _("Job title"))):
            line.setAccessibleName(words)
            line.setPlaceholderText(words)
            line.installEventFilter(self)
            line.returnPressed.connect(self._enter)
            self.body.addWidget(line)
        margin = theme.px(6)
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(margin)

    def ask(
        self, position: str, name: str, title: str, box: QRect, typed: str = "", *, role: bool
    ) -> None:
        """Open over a card.

        Args:
            position: The card.
            name: Who it is; empty for a placeholder.
            title: What they are.
            box: The card, in the chart's coordinates.
            typed: What was typed already; it replaces the name.
            role: Whether the title is asked for first.
        """
        self.position = position
        self.name.setText(typed or name)
        self.title.setText(title)
        wide = max(self.theme.px(220), box.width())
        self.name.setFixedWidth(wide - 2 * self.theme.px(6) - 2)
        self.ensurePolished()
        self.adjustSize()
        self.follow(box)
        self.show()
        self.raise_()
        line = self.title if role else self.name
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        if typed:
            line.setCursorPosition(len(typed))
        else:
            line.selectAll()

    def follow(self, box: QRect) -> None:
        """Stand over a card, within the chart."""
        over = self.parentWidget()
        room = over.rect() if over is not None else box
        x = min(max(box.center().x() - self.width() // 2, 0), room.width() - self.width())
        y = min(max(box.center().y() - self.height() // 2, 0), room.height() - self.height())
        self.move(x, y)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc cancels; leaving keeps what was entered."""
        if event.type() == QEvent.Type.FocusOut:
            QTimer.singleShot(0, self, self._look)
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.dismiss()
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                other = self.title if watched is self.name else self.name
                other.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def dismiss(self) -> None:
        """Leave the card as it was."""
        self.position = ""
        super().dismiss()

    def _enter(self) -> None:
        self._keep()
        self.entered.emit()

    def _look(self) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and not self.isAncestorOf(focus):
            self._keep()

    def _keep(self) -> None:
        if self.position:
            position, self.position = self.position, ""
            name, title = self.name.text().strip(), self.title.text().strip()
            self.hide()
            self.kept.emit(position, name, title)
