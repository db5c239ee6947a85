"""The section QBRs: the reviews of all accounts, and what opens from the list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from acctdesk.ui.reviews.view import ReviewsView
from acctdesk.ui.shell.page import Crumb, Page, Params, Place, Shell
from acctdesk.ui.theme.tokens import Space

if TYPE_CHECKING:
    from acctdesk.ui.desk import Change, Desk
    from acctdesk.ui.tasks import Tasks
    from acctdesk.ui.undo import Undo

SECTION = "reviews"


class ReviewsPage(Page):
    """The reviews of all accounts.

    Args:
        shell: The window.
        desk: The open workspace.
        tasks: Runs reads and commands.
        undo: Offers to undo what was done.
    """

    def __init__(self, shell: Shell, desk: Desk, tasks: Tasks, undo: Undo) -> None:
        super().__init__(shell)
        self.view = ReviewsView(shell, desk, tasks, undo, lambda where: Place(SECTION, where))
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, 20, Space.PAGE, 20)
        column.addWidget(self.view)
        self.view.turned.connect(self.title_changed)

    def title(self) -> str:
        """What is in front; empty for the list."""
        return self.view.title()

    def breadcrumb(self) -> tuple[Crumb, ...]:
        """From a review the list is one step back."""
        return tuple(Crumb(words, Place(SECTION, where)) for words, where in self.view.steps())

    def activated(self, params: Params) -> None:
        """Show what the place names."""
        self.view.show_params(params)

    def deactivated(self) -> None:
        """Keep what was typed into the minutes."""
        self.view.planner.minutes.commit()

    def state(self) -> dict[str, object]:
        """What the list keeps."""
        return self.view.state()

    def restore(self, state: Mapping[str, object]) -> None:
        """Take it back."""
        self.view.restore(state)

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 goes through."""
        return self.view.panes()

    def inspector(self) -> QWidget | None:
        """Readiness and participants beside a review."""
        return self.view.inspector()

    def has_reviews(self) -> bool:
        """Whether actions on a review mean something here."""
        return True

    def run_command(self, action_id: str) -> bool:
        """Do what an action means here."""
        return self.view.run_command(action_id)

    def reveal_change(self, change: Change) -> bool:
        """Stay here when a change touched a review."""
        return self.view.reveal(change)
