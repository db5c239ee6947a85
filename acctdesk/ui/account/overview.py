"""The overview of an account: six short answers, and the timeline beside them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout

from acctdesk.ui.account.cards import (
    ChangesCard,
    CommercialCard,
    GoalsCard,
    PeopleCard,
    StepsCard,
    TeamCard,
)
from acctdesk.ui.account.reading import Whole
from acctdesk.ui.desk import Desk
from acctdesk.ui.log.reading import tick
from acctdesk.ui.log.timeline import Timeline
from acctdesk.ui.record.beside import Beside
from acctdesk.ui.tasks import Tasks
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.undo import Undo
from acctdesk.words import _

TWO_COLUMNS_FROM = 620
"""Width of the cards' part at 100 % from which they stand in two columns."""


class Overview(Beside):
    """Cards and timeline of an account.

    Args:
        theme: The theme in force.
        desk: The open workspace.
        tasks: Runs reads and commands.
        undo: Offers to undo what was done.
    """

    tab_wanted = Signal(str)
    """Name of the tab that has the rows behind a card."""
    change_wanted = Signal(str)
    """Id of a change that is to be looked at in the history."""

    def __init__(self, theme: Theme, desk: Desk, tasks: Tasks, undo: Undo) -> None:
        self.timeline = Timeline(theme, desk, tasks, undo)
        super().__init__(theme, _("Overview"), self.timeline)
        self._desk, self._tasks, self._undo = desk, tasks, undo
        able = not desk.read_only
        self.steps = StepsCard(theme, able=able)
        self.commercial = CommercialCard(theme)
        self.goals = GoalsCard(theme)
        self.people = PeopleCard(theme)
        self.team = TeamCard(theme)
        self.changes = ChangesCard(theme, undo, able=able)
        self._cards = (
            self.steps, self.commercial, self.goals, self.people, self.team, self.changes,
        )  # fmt: skip
        self._columns = 0
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(Space.CARD)
        self.cards.addLayout(self._grid)
        self._wire()

    def show_account(self, found: Whole) -> None:
        """Show an account; the timeline reads by itself."""
        today = self._desk.context.today()
        self.steps.show_account(found, today)
        self.commercial.show_account(found, today)
        self.goals.show_account(found)
        self.people.show_account(found, today)
        self.team.show_account(found, self._desk.fields.field("assignment", "role"))
        self.changes.show_account(found)
        self.timeline.set_record(
            found.record.id,
            [(one.person, one.name) for one in found.contacts],
        )

    def arrange_cards(self) -> None:
        """One column or two."""
        columns = 2 if self.room() >= self._theme.px(TWO_COLUMNS_FROM) else 1
        if columns == self._columns:
            return
        self._columns = columns
        for old in self._cards:
            # Taken items would keep the heights of their cards; see `Details`.
            self._grid.removeWidget(old)
        for at, card in enumerate(self._cards):
            self._grid.addWidget(card, at // columns, at % columns)
            card.show()
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if columns == 2 else 0)
        self._grid.setRowStretch(len(self._cards), 1)

    def run_command(self, action_id: str) -> bool:
        """Hand an action to the timeline while it has the keyboard."""
        focus = self.window().focusWidget()
        inside = focus is not None and self.timeline.isAncestorOf(focus)
        return inside and self.timeline.view.run_command(action_id)

    def _wire(self) -> None:
        wanted = self.tab_wanted.emit
        self.commercial.all_wanted.connect(lambda: wanted("details"))
        self.goals.all_wanted.connect(lambda: wanted("details"))
        self.people.all_wanted.connect(lambda: wanted("people"))
        self.team.all_wanted.connect(lambda: wanted("units"))
        self.changes.all_wanted.connect(lambda: wanted("history"))
        self.changes.change_wanted.connect(self.change_wanted)
        self.steps.entry_wanted.connect(self.timeline.show_entry)
        self.steps.ticked.connect(
            lambda entry: tick(self, self._desk, self._tasks, self._undo, entry)
        )
