"""All that is held on a person leaves the window as a file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.services.lanes import Job
    from acctdesk.ui.desk import Desk
    from acctdesk.ui.running import Running
    from acctdesk.ui.shell.page import Shell

_FILES = "Excel (*.xlsx);;JSON (*.json)"
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def proposal(desk: Desk, name: str, suffix: str) -> Path:
    """A file in the folder one exports to, named after what it holds.

    Args:
        desk: The open workspace.
        name: What it is to be called.
        suffix: Its ending, with the dot.
    """
    clean = _UNSAFE.sub(" ", name).strip(" .") or _("Person")
    day = desk.context.today().isoformat()
    folder = Path.home() / "Documents"
    return (folder if folder.is_dir() else Path.home()) / f"{clean} {day}{suffix}"


def export_held(shell: Shell, desk: Desk, running: Running, person: str, name: str) -> None:
    """Ask for a file and write what is held on a person into it.

    Args:
        shell: Asks, and says that it is done.
        desk: The open workspace.
        running: Does the work.
        person: Their id.
        name: Their name.
    """
    title = _("Export what is held on %s") % name
    path = shell.ask.save_file(title, _FILES, proposal(desk, name, ".xlsx"))
    if path is None:
        return
    if not path.suffix:
        path = path.with_suffix(".xlsx")
    target = path

    def work(job: Job) -> Path:
        from acctdesk.exchange.person_data import write_held

        held = desk.person_data.held(person, job)
        write_held(held, desk.fields.catalogue, target)
        return target

    def done(made: Path) -> None:
        shell.toast(
            _("Exported %s") % made.name,
            action=_("Show in folder"),
            undo=lambda: _show(made.parent),
        )

    running.run(_("Collecting what is held"), work, done)


def _show(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
