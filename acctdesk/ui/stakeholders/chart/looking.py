"""Finding people on the map by parts of their names."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from acctdesk.services.marks import fold
from acctdesk.services.stakeholder import Card
from acctdesk.ui.stakeholders.chart.panels import Panel
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.buttons import IconButton
from acctdesk.ui.widgets.fields import SearchField
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _


def matches(cards: Iterable[Card], text: str) -> list[Card]:
    """Cards of which every typed word begins a word of name, title or unit, in their order.

    Args:
        cards: Where to look.
        text: What was typed; nothing finds nobody.
    """
    words = fold(text).split()
    if not words:
        return []
    found = []
    for card in cards:
        whole = fold(f"{card.name} {card.title} {card.unit_name}")
        parts = whole.replace("-", " ").split()
        if all(any(part.startswith(word) for part in parts) for word in words):
            found.append(card)
    return found


class FindBar(Panel):
    """A line to search in the map; Enter goes on to the next hit, Shift+Enter back.

    Args:
        theme: The theme in force.
        over: The chart.
    """

    sought = Signal(str)
    """Other words are searched for."""
    stepped = Signal(int)
    """Go on to the next hit (1), or back (-1)."""

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(theme, _("Find on the map"), over)
        self.line = _Line(theme, _("Find on the map"))
        self.line.stepped.connect(self.stepped)
        self.line.left.connect(self.dismiss)
        self.line.textChanged.connect(self.sought)
        self.count = Label(theme, "", "caption", "secondary")
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.line)
        row.addWidget(self.count)
        back = IconButton(theme, "chevron-up", _("Previous hit"))
        back.clicked.connect(lambda: self.stepped.emit(-1))
        on = IconButton(theme, "chevron-down", _("Next hit"))
        on.clicked.connect(lambda: self.stepped.emit(1))
        cross = IconButton(theme, "x", _("Close"))
        cross.clicked.connect(self.dismiss)
        for button in (back, on, cross):
            row.addWidget(button)
        self.body.addLayout(row)
        margin = theme.px(6)
        self.body.setContentsMargins(margin, margin, margin, margin)

    def ask(self) -> None:
        """Open, with what was searched for last."""
        self.tell(0, 0)
        self.show()
        self.raise_()
        self.settle()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()
        self.sought.emit(self.line.text())

    def tell(self, at: int, count: int) -> None:
        """Say which of how many hits is shown, from 1; 0 of 0 without words."""
        if not self.line.text().strip():
            self.count.setText("")
        elif not count:
            self.count.setText(_("Nobody"))
        else:
            self.count.setText(_("{at} of {count}").format(at=at, count=count))
        self.settle()

    def settle(self) -> None:
        """Stand at the upper right of the chart."""
        over = self.parentWidget()
        if over is None:
            return
        self.line.setFixedWidth(
            min(self.theme.px(220), max(over.width() - self.theme.px(220), 120))
        )
        self.ensurePolished()
        self.adjustSize()
        self.move(max(over.width() - self.width() - 12, 0), 12)


class _Line(SearchField):
    stepped = Signal(int)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Esc leaves."""
        key = event.key()
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3):
            self.stepped.emit(-1 if back else 1)
        elif key == Qt.Key.Key_Down:
            self.stepped.emit(1)
        elif key == Qt.Key.Key_Up:
            self.stepped.emit(-1)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Room for a name."""
        return QSize(self._theme.px(120), super().minimumSizeHint().height())
