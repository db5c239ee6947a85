"""The overview of an account: six short answers, and the timeline beside them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

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
from acctdesk.ui.tasks import Tasks
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.undo import Undo
from acctdesk.words import _

STACKED_BELOW = 820
"""Width at 100 % below which the timeline stands beneath the cards."""
LEAST = 300
"""Height at 100 % that it needs where cards and timeline scroll by themselves."""
TWO_COLUMNS_FROM = 620
"""Width of the cards' part at 100 % from which they stand in two columns."""


class Overview(QWidget):
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
        super().__init__()
        self._theme, self._desk, self._tasks, self._undo = theme, desk, tasks, undo
        able = not desk.read_only
        self.steps = StepsCard(theme, able=able)
        self.commercial = CommercialCard(theme)
        self.goals = GoalsCard(theme)
        self.people = PeopleCard(theme)
        self.team = TeamCard(theme)
        self.changes = ChangesCard(theme, undo, able=able)
        self.timeline = Timeline(theme, desk, tasks, undo)
        self._cards = (
            self.steps, self.commercial, self.goals, self.people, self.team, self.changes,
        )  # fmt: skip
        self._stacked: bool | None = None
        self._columns = 0
        self._build()
        self._wire()
        theme.changed.connect(self._arrange)

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side, or beneath each other."""
        super().resizeEvent(event)
        self._arrange()

    def run_command(self, action_id: str) -> bool:
        """Hand an action to the timeline while it has the keyboard."""
        focus = self.window().focusWidget()
        inside = focus is not None and self.timeline.isAncestorOf(focus)
        return inside and self.timeline.view.run_command(action_id)

    def _build(self) -> None:
        self._whole = QHBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(Space.CARD)
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setAccessibleName(_("Overview"))
        inner = self._cards_inner = QWidget()
        inner.installEventFilter(self)
        inner.setProperty("plane", "page")
        self.area.setWidget(inner)
        self._inner = QVBoxLayout(inner)
        self._inner.setContentsMargins(0, 0, Space.CONTROL, 0)
        self._inner.setSpacing(Space.CARD)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(Space.CARD)
        self._inner.addLayout(self._grid)
        self._whole.addWidget(self.area, 5)
        self._whole.addWidget(self.timeline, 4)

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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Be as high as the cards need, where they stand above the timeline."""
        if watched is self._cards_inner and event.type() == QEvent.Type.LayoutRequest:
            self._fit_height()
        return super().eventFilter(watched, event)

    def _fit_height(self) -> None:
        high = self._theme.px(LEAST)
        if self._stacked:
            # The page scrolls then; a part that scrolls by itself within it would be a trap.
            high = self._inner.totalHeightForWidth(self.area.viewport().width())
            high = max(high, self._inner.minimumSize().height())
        if high != self.minimumHeight():
            self.setMinimumHeight(high)

    def _arrange(self) -> None:
        px = self._theme.px
        stacked = self.width() < px(STACKED_BELOW)
        if stacked != self._stacked:
            self._stacked = stacked
            if stacked:
                self._inner.addWidget(self.timeline)
            else:
                self._whole.addWidget(self.timeline, 4)
            self.timeline.setMinimumHeight(px(420) if stacked else 0)
            self.timeline.show()
            self._fit_height()
        room = self.width() if stacked else self.width() * 5 / 9
        columns = 2 if room >= px(TWO_COLUMNS_FROM) else 1
        if columns != self._columns:
            self._columns = columns
            while self._grid.takeAt(0) is not None:
                pass
            for at, card in enumerate(self._cards):
                self._grid.addWidget(card, at // columns, at % columns)
                card.show()
            self._grid.setColumnStretch(1, 1 if columns == 2 else 0)
            self._grid.setColumnStretch(0, 1)
            for row in range(6):
                self._grid.setRowStretch(row, 0)
            self._grid.setRowStretch(6, 1)
