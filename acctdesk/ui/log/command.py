"""Ctrl+Shift+N: who answers it, and with which account the sheet opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from acctdesk.ui.log.drafts import Drafts
from acctdesk.ui.shell.places import Place
from acctdesk.ui.tasks import Tasks
from acctdesk.ui.undo import Undo

if TYPE_CHECKING:
    from acctdesk.ui.desk import Desk
    from acctdesk.ui.log.sheet import LogSheet
    from acctdesk.ui.shell.window import MainWindow


class LogCommand(QObject):
    """Answers the action "log" everywhere, and the wish of other widgets to log.

    The page in front is asked first (``run_command("log")``): an account's page unfolds its own
    box. Elsewhere the sheet opens, with what the page in front is about: its ``subject()``, or the
    one record that is ``selected()`` in it.

    Args:
        window: The window.
        desk: The open workspace.
        tasks: Runs reads and commands.
        undo: Offers to undo what was logged.
        drafts: Shared with the pages that have a box of their own.
    """

    def __init__(
        self, window: MainWindow, desk: Desk, tasks: Tasks, undo: Undo, drafts: Drafts
    ) -> None:
        super().__init__(window)
        self._window, self._desk, self._tasks = window, desk, tasks
        self._undo, self._drafts = undo, drafts
        self._sheet: LogSheet | None = None
        action = window.action_set
        action.on("log", self.run)
        action.action("log").setEnabled(not desk.read_only)
        window.place_changed.connect(self._on_place)

    @property
    def sheet(self) -> LogSheet:
        """The sheet; made when it is first wanted."""
        if self._sheet is None:
            from acctdesk.ui.log.sheet import LogSheet

            content = self._window.centralWidget() or self._window
            self._sheet = LogSheet(
                content, self._window.theme, self._desk, self._tasks, self._undo, self._drafts
            )
        return self._sheet

    def run(self) -> None:
        """Log a contact with what is in front."""
        page = self._front()
        command = getattr(page, "run_command", None)
        if callable(command) and command("log"):
            return
        kind, record = subject_of(page)
        if kind == "account":
            self.open(record)
        elif kind == "person":
            self.open_person(record)
        else:
            self.open()

    def open(self, account: str = "", person: str = "", type_: str = "") -> None:
        """Open the sheet; see `LogSheet.enter`."""
        self.sheet.enter(account, person, type_)

    def open_person(self, person: str) -> None:
        """Open the sheet for a person, at the account where they work."""
        desk = self._desk

        def account() -> str:
            posts = desk.people.positions([person]).get(person, [])
            return next((str(one["account_id"]) for one in posts if not one["ended"]), "")

        self._tasks.read(self, account, lambda found: self.open(found, person))

    def _front(self) -> QWidget | None:
        place = self._window.present_place()
        return self._window.page(place.section) if place is not None else None

    def _on_place(self, _place: Place) -> None:
        if self._sheet is not None:
            self._sheet.leave()


def subject_of(page: QWidget | None) -> tuple[str, str]:
    """Kind and id of what a page is about; two blanks when that is nothing, or several.

    Args:
        page: A page, or a section whose ``front()`` is the page that is shown.
    """
    front = getattr(page, "front", None)
    if callable(front):
        page = front()
    subject = getattr(page, "subject", None)
    if callable(subject):
        kind, record = subject()
        return str(kind), str(record)
    selected = getattr(page, "selected", None)
    spec = getattr(page, "spec", None)
    chosen = tuple(selected()) if callable(selected) else ()
    kind = str(getattr(spec, "kind", "") or getattr(page, "kind", "") or "")
    return (kind, chosen[0]) if kind and len(chosen) == 1 else ("", "")
