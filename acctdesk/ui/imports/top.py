"""The top of the import page: its title, the steps, the work under way, and what went wrong."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from acctdesk.errors import Problem
from acctdesk.exchange.intake.answers import PEOPLE, ROSTER, TICKETS
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.pieces import Steps, clear
from acctdesk.ui.widgets.text import ElidedLabel, Label
from acctdesk.ui.widgets.toast import announce
from acctdesk.ui.widgets.trouble import Progress, Trouble
from acctdesk.words import _, lazy

_TITLES = {
    ROSTER: lazy("Import a client roster"),
    PEOPLE: lazy("Import an organisation"),
    TICKETS: lazy("Import tickets"),
}


class Top(QWidget):
    """Stays the same in every step.

    Args:
        theme: The theme in force.
        cancel: Stops the work under way.
    """

    def __init__(self, theme: Theme, cancel: Callable[[], object]) -> None:
        super().__init__()
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARD_GAP)
        head = QHBoxLayout()
        head.setSpacing(Space.CONTROL + 2)
        self._title = Label(theme, str(_TITLES[ROSTER]), "title")
        head.addWidget(self._title)
        self.note = ElidedLabel(theme, "", "body", "secondary")
        head.addWidget(self.note, 1)
        column.addLayout(head)
        self.steps = Steps(theme, _("Import"), (_("File"), _("Match"), _("Check"), _("Import")))
        column.addWidget(self.steps)
        self.progress = Progress(theme, cancel)
        self.progress.hide()
        column.addWidget(self.progress)
        self.trouble = QWidget()
        self._room = QVBoxLayout(self.trouble)
        self._room.setContentsMargins(0, 0, 0, 0)
        self.trouble.hide()
        column.addWidget(self.trouble)

    def show_kind(self, kind: str) -> None:
        """Say what is imported.

        Args:
            kind: See `Draft.kind`.
        """
        words = str(_TITLES.get(kind, _TITLES[ROSTER]))
        if words != self._title.text():
            self._title.setText(words)

    def show_trouble(self, problem: Problem | None) -> None:
        """Say what went wrong; None withdraws it."""
        clear(self._room)
        self.trouble.setVisible(problem is not None)
        if problem is not None:
            trouble = Trouble(self._theme, problem)
            self._room.addWidget(trouble)
            announce(self, trouble.accessibleName())
