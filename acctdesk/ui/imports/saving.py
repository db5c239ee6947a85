"""Saving the rows that can't be taken, to be mended elsewhere."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from acctdesk.ui.imports.findings import Overview
from acctdesk.ui.shell.page import Shell
from acctdesk.ui.tasks import OnProblem, Tasks
from acctdesk.words import _, _n


def save_rejected(
    shell: Shell, tasks: Tasks, receiver: QObject, view: Overview, failed: OnProblem
) -> None:
    """Ask where, and save the rejected rows of a check with their reasons.

    Args:
        shell: Asks and tells.
        tasks: Does the writing.
        receiver: Whom the result is for.
        view: The check.
        failed: Gets the problem when it can't be written.
    """
    from acctdesk.exchange.intake import rejects

    first = view.checked.draft.files[0]
    home = first.path.parent if first.path else Path.home()
    name = _("%s – not taken.xlsx") % Path(first.name).stem
    path = shell.ask.save_file(_("Save rejected rows"), _("Workbooks") + " (*.xlsx)", home / name)
    if path is None:
        return

    def done(count: int) -> None:
        rows = _n("{n} row", "{n} rows", count)
        shell.toast(_("%(count)s saved in %(name)s") % {"count": rows, "name": path.name})

    tasks.work(receiver, lambda: rejects.save_rejected(view.checked, path), done, failed)
