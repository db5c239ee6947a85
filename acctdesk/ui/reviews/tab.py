"""The tab QBRs of an account: its reviews; one that is opened is shown in the section."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from acctdesk.ui.reviews import reading
from acctdesk.ui.reviews.listpart import ListPart
from acctdesk.ui.reviews.plans import Plans
from acctdesk.ui.tasks import Latest

if TYPE_CHECKING:
    from acctdesk.ui.desk import Change, Desk
    from acctdesk.ui.reviews.reading import Listed
    from acctdesk.ui.shell.page import Params, Shell
    from acctdesk.ui.tasks import Tasks
    from acctdesk.ui.undo import Undo


class ReviewsTab(QWidget):
    """The reviews of one account, named by `set_account`.

    Args:
        shell: The window.
        desk: The open workspace.
        tasks: Runs reads and commands.
        undo: Offers to undo what was done.
    """

    turned = Signal()
    """Something else is in front: never so here."""

    def __init__(self, shell: Shell, desk: Desk, tasks: Tasks, undo: Undo) -> None:
        super().__init__()
        self._desk, self._tasks = desk, tasks
        self.account = ""
        self._stale = True
        self._read = Latest(tasks, self)
        self.list = ListPart(shell.theme, alone=True, able=not desk.read_only)
        self.plans = Plans(self, shell, desk, tasks, undo)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)
        self.list.opened.connect(self.plans.open)
        self.list.plan_wanted.connect(lambda anchor: self.plans.ask(anchor, self.account))
        tasks.changed.connect(self._on_change)

    def set_account(self, account: str) -> None:
        """Show another account."""
        if account != self.account:
            self.account = account
            self.mark_stale()

    def show_params(self, params: Params) -> None:
        """Read what is to be seen."""
        if self._stale:
            self.refresh()

    def state(self) -> dict[str, object]:
        """What to keep over a restart."""
        return self.list.state()

    def restore(self, state: Mapping[str, object]) -> None:
        """Take it back."""
        self.list.restore(state)

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 goes through."""
        return (self.list.head, self.list.grid)

    def run_command(self, action_id: str) -> bool:
        """Do what an action means here; whether it means something."""
        if action_id == "reviews.next":
            self.plans.open_next(self.account)
        elif action_id in ("reviews.plan", "new") and not self._desk.read_only:
            self.plans.ask(self.list.plan, self.account)
        else:
            return False
        return True

    def reveal(self, change: Change) -> bool:
        """Stay here when a change touched reviews; whether it did."""
        if "meeting" not in change.touched:
            return False
        self.mark_stale()
        return True

    def mark_stale(self) -> None:
        """Something shown here has changed."""
        self._stale = True
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Read the reviews."""
        if not self.account:
            return
        self._stale = False
        account = self.account
        self._read.read(
            functools.partial(reading.listed, self._desk, account),
            functools.partial(self._show, account),
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed while it was hidden."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _show(self, account: str, listed: Listed) -> None:
        if account == self.account:
            self.list.show_listed(listed)

    def _on_change(self, change: Change) -> None:
        if reading.BEHIND & change.touched.keys():
            self.mark_stale()
