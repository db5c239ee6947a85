"""The strip that asks once who one is, where it is first needed: beneath the first change."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _


class WhoStrip(QWidget):
    """Asks for name and e-mail address; can be put off.

    Args:
        theme: The theme in force.
    """

    given = Signal(str, str)
    """Name and e-mail address."""
    later = Signal()
    """Not now."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(_("Who are you?"))
        row = FlowLayout(self, Space.CONTROL)
        row.setContentsMargins(Space.PAGE, 6, Space.PAGE, 7)
        words = _("Who are you? Your name goes into the history and owns what you add.")
        row.addWidget(Label(theme, words))
        self.name = self._line(_("Your name"))
        self.email = self._line(_("E-mail (optional)"))
        row.addWidget(self.name)
        row.addWidget(self.email)
        self.save = Button(theme, _("That's me"))
        self.save.setEnabled(False)
        self.save.clicked.connect(self._give)
        row.addWidget(self.save)
        later = Button(theme, _("Later"), "quiet")
        later.clicked.connect(self.later.emit)
        row.addWidget(later)
        self.name.textChanged.connect(lambda text: self.save.setEnabled(bool(text.strip())))
        for line in (self.name, self.email):
            line.returnPressed.connect(self._give)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the strip."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("soft"))
        line = self.rect().adjusted(0, self.height() - 1, 0, 0)
        painter.fillRect(line, self._theme.colour("hairline"))

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText(name)
        line.setAccessibleName(name)
        line.setFixedWidth(self._theme.px(180))
        return line

    def _give(self) -> None:
        if self.name.text().strip():
            self.given.emit(self.name.text().strip(), self.email.text().strip())
