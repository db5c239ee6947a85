"""What is done about a gap: a next step is planned, a role or a unit gets a placeholder."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from acctdesk.errors import Problem
from acctdesk.metrics.stakeholders import DECIDES
from acctdesk.ui.entering import complaint
from acctdesk.ui.log.draft import Draft, Someone
from acctdesk.ui.log.writing import log, me
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.fields import ValidatedField
from acctdesk.ui.widgets.layouts import Popover
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.metrics.stakeholders import Gap
    from acctdesk.ui.desk import Change, Desk
    from acctdesk.ui.stakeholders.gapwords import Told
    from acctdesk.ui.stakeholders.study import Study
    from acctdesk.ui.tasks import Tasks
    from acctdesk.ui.undo import Undo

SOON = "+7"
"""When a planned step is due unless something else is typed."""


class PlanPopover(Popover):
    """A next step and its day, both as proposed.

    Args:
        theme: The theme in force.
        parent: The widget it belongs to.
    """

    wanted = Signal(str, str)
    """The step and its day as typed; answer with `close` or `refuse`."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, _("Plan a next step"), parent)
        self.step, self.due = QLineEdit(), QLineEdit()
        self.step.setMinimumWidth(theme.px(400))
        self.due.setPlaceholderText(_("14 Oct 2026, fri, +30"))
        self._step = ValidatedField(theme, _("Next step"), self.step)
        self._due = ValidatedField(theme, _("By"), self.due)
        self.body.addWidget(self._step)
        self.body.addWidget(self._due)
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = Button(theme, _("Cancel"), "quiet")
        cancel.clicked.connect(self.close)
        self.plan = Button(theme, _("Plan it"), "primary")
        self.plan.clicked.connect(self._want)
        row.addWidget(cancel)
        row.addWidget(self.plan)
        self.body.addLayout(row)
        for line in (self.step, self.due):
            line.returnPressed.connect(self._want)

    def ask(self, anchor: QWidget, step: str) -> None:
        """Open beneath a widget with a proposal."""
        self.step.setText(step)
        self.due.setText(SOON)
        self._step.set_problem("")
        self._due.set_problem("")
        self.open_under(anchor)
        self.step.setFocus()
        # What it begins with is read first.
        self.step.setCursorPosition(0)

    def refuse(self, words: str) -> None:
        """Say what is wrong; what was typed stays."""
        self._due.set_problem(words)
        self.adjustSize()

    def _want(self) -> None:
        step = self.step.text().strip()
        if step:
            self.wanted.emit(step, self.due.text())
        else:
            self._step.set_problem(_("Fill this in"))


class Acting(QObject):
    """Does what a gap proposes.

    Args:
        theme: The theme in force.
        desk: The open workspace.
        tasks: Runs commands.
        undo: Offers to undo what was planned.
        study: The map.
        parent: The panel.
    """

    def __init__(
        self, theme: Theme, desk: Desk, tasks: Tasks, undo: Undo, study: Study, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme, self._desk, self._tasks, self._undo = theme, desk, tasks, undo
        self._study, self._parent = study, parent
        self.popover: PlanPopover | None = None

    def act(self, gap: Gap, told: Told, anchor: QWidget) -> None:
        """Do what a gap proposes.

        Args:
            gap: The gap.
            told: What it says.
            anchor: The link that was pressed.
        """
        study = self._study
        if not study.may_change(gap.positions[0] if gap.positions else ""):
            return
        if gap.positions and study.seen is not None:
            study.chosen.reveal(study.seen, gap.positions[0])
            study.chosen.choose(gap.positions)
        if told.step:
            self._plan(gap, told, anchor)
        elif gap.rule == "unit_without_contact":
            units = {one: name for one, name, _above in study.seen.units} if study.seen else {}
            unit = units.get(gap.units[0])
            study.add(title=_("Contact to be found"), unit=unit, asks=True)
        elif gap.positions:
            study.made.emit(gap.positions[0])
        else:
            values = {"buying_roles": (DECIDES,)}
            study.add(title=_("Decision maker"), values=values, asks=True)

    def _plan(self, gap: Gap, told: Told, anchor: QWidget) -> None:
        self.popover = PlanPopover(self._theme, self._parent)
        self.popover.wanted.connect(functools.partial(self._log, gap, told))
        self.popover.ask(anchor, told.step)

    def _log(self, gap: Gap, told: Told, step: str, due: str) -> None:
        desk, account, popover = self._desk, self._study.account, self.popover
        labels = self._study.thin.labels if self._study.thin is not None else {}
        theirs = tuple(Someone(one, labels.get(one, "")) for one in gap.people)

        def task() -> tuple[str, Change | None]:
            people = (*theirs, *me(desk))
            draft = Draft("note", subject=told.title, next_step=step, due=due, people=people)
            return log(desk, account, draft)

        def done(made: tuple[str, Change | None]) -> None:
            if popover is not None:
                popover.close()
            self._undo.offer(_("Planned: %s") % step, made[1])

        def refuse(problem: Problem) -> None:
            if popover is not None:
                popover.refuse(complaint(problem))

        self._tasks.write(self, task, done, refuse)
