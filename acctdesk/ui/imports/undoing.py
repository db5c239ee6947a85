"""Taking an import back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from acctdesk.ui.tasks import OnProblem, Tasks
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.services.history import History


def undo_import(
    tasks: Tasks,
    receiver: QObject,
    history: History,
    change: str,
    done: Callable[[str], object],
    failed: OnProblem,
) -> None:
    """Take an import back in one step; what was edited since stays.

    Args:
        tasks: Does it.
        receiver: Whom the result is for.
        history: Knows the change.
        change: The import's id.
        done: Told what happened, in words; what was kept is named.
        failed: Gets the problem.
    """

    def work() -> str:
        from acctdesk.exchange.wording import kept_rows

        kept = history.revert(change).kept
        return kept_rows(kept) if kept else _("The workspace is as before the import.")

    tasks.write(receiver, work, done, failed)
