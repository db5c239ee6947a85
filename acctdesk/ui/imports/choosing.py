"""Choosing the files of a roster."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from acctdesk.ui.imports.session import Session
from acctdesk.ui.shell.page import Shell
from acctdesk.words import _

PATTERNS = "*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.tsv *.txt *.html *.xml"


def choose(shell: Shell, session: Session) -> Sequence[Path]:
    """Ask which files to read, beginning where the last one was; none when cancelled.

    Args:
        shell: Asks.
        session: The import the files are for.
    """
    files = session.draft.files if session.draft is not None else ()
    near = next((file.path.parent for file in reversed(files) if file.path is not None), None)
    patterns = _("Tables") + f" ({PATTERNS});;" + _("All files") + " (*)"
    return shell.ask.open_files(_("Import a client roster"), patterns, near)
