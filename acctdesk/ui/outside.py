"""What comes to the window from outside: files dropped on it, other workspaces."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMenu

from acctdesk.errors import NewerWorkspace, Problem, WorkspaceBusy
from acctdesk.ui.desk import Desk
from acctdesk.ui.shell.page import Place
from acctdesk.ui.shell.window import MainWindow
from acctdesk.words import Lazy, _, lazy

TABLES = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv", ".txt"})
"""Endings of files that open the import when they are dropped."""


READ = lazy("Open read-only")
ANOTHER = lazy("Choose another…")


def ways_on(problem: Problem) -> tuple[str, str, tuple[Lazy, ...]]:
    """What to ask when a workspace can't be opened.

    Args:
        problem: Why it can't.

    Returns:
        Title, text, and the ways to go on: `READ` or `ANOTHER`.
    """
    text = f"{problem.where}: {problem.what}\n{problem.remedy}".strip()
    if isinstance(problem, WorkspaceBusy):
        text = f"{problem.holder}\n{problem.remedy}".strip() or text
        return _("This workspace is open elsewhere"), text, (READ, ANOTHER)
    if isinstance(problem, NewerWorkspace):
        return _("This workspace needs a newer AcctDesk"), text, (ANOTHER,)
    return _("This workspace can't be opened"), text, (ANOTHER,)


class Drops(QObject):
    """Opens the import with files that are dropped anywhere on a window.

    Args:
        window: The window.
        ready: Whether there is a workspace to import into.
    """

    def __init__(self, window: MainWindow, ready: Callable[[], bool]) -> None:
        super().__init__(window)
        self._window, self._ready = window, ready
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the files that can be imported; leave everything else alone."""
        if not isinstance(event, QDragEnterEvent | QDropEvent):
            return super().eventFilter(watched, event)
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        fitting = [one for one in files if one.suffix.lower() in TABLES]
        if not fitting or not self._ready() or "import" not in self._window.sidebar.rows():
            return super().eventFilter(watched, event)
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            lines = "\n".join(str(one) for one in fitting)
            self._window.go(Place("import", {"files": lines}))
        return True


def offer_workspaces(
    window: MainWindow,
    recent: Sequence[str],
    present: Desk | None,
    open_one: Callable[[Path], object],
) -> None:
    """Open a menu of workspaces beneath the window's mark.

    Args:
        window: The window.
        recent: Files opened lately, newest first.
        present: The one that is open; None before.
        open_one: Called with the chosen one.
    """
    menu = QMenu(window)
    for one in map(Path, recent):
        action = menu.addAction(one.stem.replace("&", "&&"))
        action.setToolTip(str(one))
        action.setEnabled(present is None or one != present.path)
        action.triggered.connect(functools.partial(_choose, open_one, one))
    menu.addSeparator()
    for name in ("workspace.new", "workspace.open", "workspace.read", "workspace.sample"):
        menu.addAction(window.action_set.action(name))
    menu.aboutToHide.connect(menu.deleteLater)
    block = window.sidebar.workspace
    menu.popup(block.mapToGlobal(block.rect().bottomLeft()))


def _choose(open_one: Callable[[Path], object], path: Path, _checked: bool = False) -> None:
    open_one(path)
