"""The tabs of an account's page, and what it asks of the one it gets from a factory."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol

from acctdesk.words import Lazy, lazy

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance
    from PySide6.QtWidgets import QWidget

    from acctdesk.ui.desk import Change
    from acctdesk.ui.shell.page import Params, Place, Shell

WORDS: Mapping[str, Lazy] = {
    "overview": lazy("Overview"),
    "stakeholders": lazy("Stakeholders"),
    "service_levels": lazy("Service levels"),
    "reviews": lazy("QBRs"),
    "details": lazy("Details"),
    "people": lazy("People"),
    "units": lazy("Units and team"),
    "history": lazy("History"),
}
"""The tabs in order, and their words."""
TABS = tuple(WORDS)


class PartTab(Protocol):
    """Gauges or reviews of one account, a widget. The page knows no more of them than this."""

    @property
    def turned(self) -> SignalInstance:
        """Something else is in front."""

    def set_account(self, account: str) -> None:
        """Show another account."""

    def show_params(self, params: Params) -> None:
        """Show what a place says."""

    def state(self) -> dict[str, object]:
        """What to keep over a restart."""

    def restore(self, state: Mapping[str, object]) -> None:
        """Take it back."""

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 goes through."""

    def run_command(self, action_id: str) -> bool:
        """Do what an action means there."""

    def reveal(self, change: Change) -> bool:
        """Show what a change touched."""


PartFactory = Callable[["Shell", Callable[[Mapping[str, str]], "Place"]], PartTab]
"""Makes the tab; gets what makes a place of the tab's parameters."""
