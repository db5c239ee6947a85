"""A file was written: said in passing, with ways to open it and to find it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.ui.shell.page import Shell


def open_file(path: Path) -> None:
    """Open a file or a folder with whatever the system opens it with."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def tell_written(shell: Shell, words: str, path: Path) -> None:
    """Say that a file was written.

    Args:
        shell: The window.
        words: One short sentence.
        path: The file.
    """
    shell.toast(
        words,
        undo=lambda: open_file(path),
        action=_("Open"),
        more=(_("Show in folder"), lambda: open_file(path.parent)),
    )
