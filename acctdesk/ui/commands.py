"""The actions of workspaces and accounts, and who answers an action: the grid, or the page."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from acctdesk.ui.desk import Change
from acctdesk.ui.shell.actions import ActionSpec
from acctdesk.ui.shell.page import Place
from acctdesk.ui.shell.window import MainWindow
from acctdesk.words import lazy

WORKSPACE = (
    ActionSpec("workspace.new", lazy("New workspace…"), "file", 5, "database"),
    ActionSpec("workspace.open", lazy("Open workspace…"), "file", 5, "folder-open", ("Ctrl+O",)),
    ActionSpec("workspace.read", lazy("Open read-only…"), "file", 5, "eye"),
    ActionSpec("workspace.sample", lazy("Open the sample"), "file", 5, "sparkles"),
    ActionSpec("workspace.back_up", lazy("Back up now"), "file", 10, "save"),
)
"""What one can do with workspaces."""

ACCOUNT = (
    ActionSpec(
        "account.delete", lazy("Delete accounts"), "account", 20, "trash-2", ("Del",),
        ("accounts.row",), scope="grid",
    ),
)  # fmt: skip
"""What one can do with accounts beside the standard actions."""

ROUTED = ("new", "find", "filter", "account.delete")
"""Actions whose meaning depends on where one is; the window routes those of grids itself."""


@runtime_checkable
class Commanded(Protocol):
    """Something that gives actions a meaning."""

    def run_command(self, action_id: str) -> bool:
        """Do what an action means here; whether it means something."""


@runtime_checkable
class Revealing(Protocol):
    """A page that can show what a change touched."""

    def reveal_change(self, change: Change) -> bool:
        """Show it; whether that was possible."""


class Router(QObject):
    """Hands actions to the focused grid, else to the page in front.

    Args:
        window: The window whose actions and pages these are.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        for action_id in ROUTED:
            if action_id in window.action_set:
                window.action_set.on(action_id, lambda name=action_id: self.run(name))

    def run(self, action_id: str) -> bool:
        """Find who answers, from the focus outwards.

        Returns:
            Whether somebody did.
        """
        widget: QWidget | None = QApplication.focusWidget()
        while widget is not None:
            if isinstance(widget, Commanded) and widget.run_command(action_id):
                return True
            widget = widget.parentWidget()
        page = self._page()
        return isinstance(page, Commanded) and page.run_command(action_id)

    def reveal(self, change: Change) -> None:
        """Show what a change touched: on the page in front, else in the list of accounts."""
        page = self._page()
        if isinstance(page, Revealing) and page.reveal_change(change):
            return
        touched = change.touched.get("account")
        if touched:
            self._window.go(Place("accounts", {"reveal": ",".join(sorted(touched))}))

    def _page(self) -> QWidget | None:
        place = self._window.present_place()
        return self._window.page(place.section) if place is not None else None
