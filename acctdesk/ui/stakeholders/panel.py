"""What stands beside a map: its gaps and what follows from them, or who is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from acctdesk.ui.record.stack import FrontStack
from acctdesk.ui.stakeholders.coverage import Coverage
from acctdesk.ui.stakeholders.details import Details
from acctdesk.ui.stakeholders.gaps import Gaps
from acctdesk.ui.stakeholders.leaving import LeavingPart
from acctdesk.ui.stakeholders.past import Changes
from acctdesk.ui.stakeholders.planning import Acting
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import IconButton
from acctdesk.ui.widgets.line import Line
from acctdesk.ui.widgets.steps import Segmented
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent

    from acctdesk.ui.desk import Desk
    from acctdesk.ui.stakeholders.study import Study
    from acctdesk.ui.tasks import Tasks
    from acctdesk.ui.undo import Undo

PARTS = ("gaps", "details", "changes")
"""What it can show."""


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
        head = QHBoxLayout()
        self.parts = Segmented(
            theme,
            _("Beside the map"),
            (_("Gaps"), _("Details"), _("Changes")),
            ("triangle-alert", "user", "history") if theme.text_scale > 110 else (),
        )
        head.addWidget(self.parts)
        head.addStretch(1)
        cross = IconButton(theme, "x", _("Close (F4)"))
        cross.clicked.connect(self.closed)
        head.addWidget(cross)
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
        rows.addWidget(self.gaps)
        rows.addWidget(Line(theme))
        rows.addWidget(self.leaving)
        self._rule = Line(theme)
        rows.addWidget(self._rule)
        rows.addWidget(Label(theme, _("Coverage, our team × theirs"), "strong", wrap=True))
        rows.addWidget(self.coverage)
        self._stack.addWidget(gaps)
        self.details = Details(theme, desk, tasks, undo, study)
        self._stack.addWidget(self.details)
        self.changes = Changes(theme, study)
        self._stack.addWidget(self.changes)
        self._parts = {"gaps": gaps, "details": self.details, "changes": self.changes}
        self.acting = Acting(theme, desk, tasks, undo, study, self)
        self.gaps.pressed.connect(self.acting.act)
        self.coverage.pressed.connect(self.matrix_wanted)
        self.parts.chosen.connect(lambda at: self.show_part(PARTS[at]))

    def part(self) -> str:
        """What it shows."""
        return PARTS[self.parts.current()]

    def show_part(self, name: str) -> None:
        """Show gaps, details or changes; an unknown name changes nothing."""
        if name in PARTS:
            self.parts.set_current(PARTS.index(name))
            self._stack.setCurrentWidget(self._parts[name])
            self.turned.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that it is seen."""
        super().showEvent(event)
        self.turned.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that it isn't seen any more."""
        super().hideEvent(event)
        self.turned.emit()
