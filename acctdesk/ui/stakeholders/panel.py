"""What stands beside a map: its gaps and what follows from them, or who is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from acctdesk.ui.record.stack import FrontStack
from acctdesk.ui.stakeholders.coverage import Coverage
from acctdesk.ui.stakeholders.details import Details
from acctdesk.ui.stakeholders.gaps import Gaps
from acctdesk.ui.stakeholders.leaving import LeavingPart
from acctdesk.ui.stakeholders.past import Changes
from acctdesk.ui.stakeholders.planning import Acting
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.badge import Badge
from acctdesk.ui.widgets.buttons import IconButton
from acctdesk.ui.widgets.line import Line
from acctdesk.ui.widgets.steps import Segmented
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _, _n, number

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent

    from acctdesk.ui.desk import Desk
    from acctdesk.ui.stakeholders.study import Study
    from acctdesk.ui.tasks import Tasks
    from acctdesk.ui.undo import Undo

PARTS = ("gaps", "details", "changes")
"""What it can show."""
LARGE = 110
"""Text size in percent above which its parts are chosen by icons."""


class MapPanel(QWidget):
    """Gaps, details, or what changed.

    Args:
        theme: The theme in force.
        desk: The open workspace.
        tasks: Runs reads and commands.
        undo: Offers to undo what was done.
        study: The map.
    """

    turned = Signal()
    """It came into sight or went, or shows another part."""
    closed = Signal()
    """It is to be closed."""
    matrix_wanted = Signal(str)
    """The large matrix is to be shown, at a position or nowhere in particular."""

    def __init__(self, theme: Theme, desk: Desk, tasks: Tasks, undo: Undo, study: Study) -> None:
        super().__init__()
        self._study = study
        self.setAccessibleName(_("Beside the map"))
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.CARD, Space.CARD_GAP, Space.CARD, Space.CARD)
        column.setSpacing(Space.CARD)
        head = self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        words = (_("Gaps"), _("Details"), _("Changes"))
        icons = ("triangle-alert", "user", "history")
        # Large words don't stand side by side here; their icons do.
        self._worded = Segmented(theme, _("Beside the map"), words)
        self._iconed = Segmented(theme, _("Beside the map"), words, icons)
        for one in (self._worded, self._iconed):
            one.chosen.connect(lambda at: self.show_part(PARTS[at]))
            head.addWidget(one)
        head.addStretch(1)
        cross = IconButton(theme, "x", _("Close (F4)"))
        cross.clicked.connect(self.closed)
        head.addWidget(cross, 0, Qt.AlignmentFlag.AlignRight)
        column.addLayout(head)
        self._stack = FrontStack()
        column.addWidget(self._stack)
        column.addStretch(1)
        gaps = QWidget()
        rows = QVBoxLayout(gaps)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(Space.CARD)
        self.gaps = Gaps(theme, study)
        self.leaving = LeavingPart(theme, study)
        self.coverage = Coverage(theme, study)
        title = QHBoxLayout()
        title.addWidget(Label(theme, _("Gaps"), "strong"))
        self.count = Badge(theme, "")
        self.count.hide()
        title.addWidget(self.count)
        title.addStretch(1)
        rows.addLayout(title)
        rows.addWidget(self.gaps)
        rows.addWidget(Line(theme))
        rows.addWidget(self.leaving)
        self._rule = Line(theme)
        rows.addWidget(self._rule)
        self._covered = Label(theme, _("Coverage, our team × theirs"), "strong", wrap=True)
        rows.addWidget(self._covered)
        rows.addWidget(self.coverage)
        self._stack.addWidget(gaps)
        self.details = Details(theme, desk, tasks, undo, study)
        self._stack.addWidget(self.details)
        self.changes = Changes(theme, study)
        self._stack.addWidget(self.changes)
        self._parts = {"gaps": gaps, "details": self.details, "changes": self.changes}
        self.acting = Acting(theme, desk, tasks, undo, study, self)
        study.chosen.rested.connect(self._part_leaving)
        self.gaps.pressed.connect(self.acting.act)
        self.coverage.pressed.connect(self.matrix_wanted)
        self._theme = theme
        self._retheme()
        theme.changed.connect(self._retheme)

    def set_gaps(self, n: int) -> None:
        """Say how many gaps there are."""
        self.count.set_text(number(n))
        self.count.setAccessibleName(_n("{n} gap", "{n} gaps", n))
        self.count.setVisible(n > 0)
        # Nobody chosen, nobody leaves: one line between two parts is enough.
        self._part_leaving()

    def _part_leaving(self) -> None:
        self._rule.setVisible(not self.leaving.isHidden())
        covered = bool(self.coverage.rows())
        self._covered.setVisible(covered)
        self.coverage.setVisible(covered)

    def part(self) -> str:
        """What it shows."""
        return PARTS[self._worded.current()]

    def show_part(self, name: str) -> None:
        """Show gaps, details or changes; an unknown name changes nothing."""
        if name in PARTS:
            for one in (self._worded, self._iconed):
                one.set_current(PARTS.index(name))
            self._stack.setCurrentWidget(self._parts[name])
            self.turned.emit()

    def _retheme(self) -> None:
        large = self._theme.text_scale > LARGE
        way = QBoxLayout.Direction
        self._head.setDirection(way.BottomToTop if large else way.LeftToRight)
        self._worded.setHidden(large)
        self._iconed.setHidden(not large)

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that it is seen."""
        super().showEvent(event)
        self.turned.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that it isn't seen any more."""
        super().hideEvent(event)
        self.turned.emit()
