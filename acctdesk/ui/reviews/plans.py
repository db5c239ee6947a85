"""Planning reviews in the window: the next one, one after another, those of a year."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from acctdesk.ui.reviews import reading, saving
from acctdesk.ui.shell.places import Place
from acctdesk.words import _, _n

if TYPE_CHECKING:
    from acctdesk.services.meeting import Meeting
    from acctdesk.ui.desk import Change, Desk
    from acctdesk.ui.reviews.planform import PlanForm
    from acctdesk.ui.reviews.reading import Planning
    from acctdesk.ui.shell.page import Shell
    from acctdesk.ui.tasks import Tasks
    from acctdesk.ui.undo import Undo

SECTION = "reviews"
"""Where a review opens, wherever it was chosen."""


class Plans(QObject):
    """Asks for reviews that are to be planned, and opens them.

    Args:
        owner: The widget in which it is asked.
        shell: The window.
        desk: The open workspace.
        tasks: Runs reads and commands.
        undo: Offers to undo them.
    """

    def __init__(self, owner: QWidget, shell: Shell, desk: Desk, tasks: Tasks, undo: Undo) -> None:
        super().__init__(owner)
        self._owner, self._shell = owner, shell
        self._desk, self._tasks, self._undo = desk, tasks, undo
        self.form: PlanForm | None = None

    def ask(self, anchor: QWidget, account: str = "", template: str = "") -> None:
        """Ask which review is to be planned.

        Args:
            anchor: Beneath what.
            account: Whose it is; empty asks.
            template: From which template, unless another is chosen.
        """
        if not self._desk.read_only:
            self._tasks.read(
                self, lambda: reading.planning(self._desk),
                functools.partial(self._open, anchor, account, template),
            )  # fmt: skip

    def open(self, review: str) -> None:
        """Show a review."""
        self._shell.go(Place(SECTION, {"review": review}))

    def open_next(self, account: str = "") -> None:
        """Show the review that comes next, of an account or of all."""

        def done(held: tuple[Meeting, ...]) -> None:
            if held:
                self.open(held[0].id)
            else:
                self._shell.toast(_("No review is planned"))

        self._tasks.read(self, lambda: reading.coming(self._desk, account), done)

    def follow(self, meeting: Meeting, anchor: QWidget) -> None:
        """Show the review of the same kind that follows one, or ask for it."""

        def done(held: tuple[Meeting, ...]) -> None:
            found = next((one.id for one in held if one.type == meeting.type), "")
            if found:
                self.open(found)
            else:
                self.ask(anchor, meeting.account, meeting.template)

        self._tasks.read(self, lambda: reading.coming(self._desk, meeting.account), done)

    def _open(self, anchor: QWidget, account: str, template: str, planning: Planning) -> None:
        from acctdesk.ui.reviews.planform import PlanForm

        form = PlanForm(self._shell.theme, planning, account, self._owner)
        if template:
            form.kind.set_value(template)
        form.kept.connect(functools.partial(self._plan, form))
        form.open_at(anchor)
        self.form = form

    def _plan(self, form: PlanForm) -> None:
        entered = form.entered()

        def done(made: tuple[tuple[str, ...], Change | None]) -> None:
            ids, change = made
            form.close()
            self._undo.offer(_n("Planned {n} review", "Planned {n} reviews", len(ids)), change)
            if len(ids) == 1:
                self.open(ids[0])

        self._tasks.write(
            form, functools.partial(saving.plan, self._desk, entered), done, form.refuse
        )
