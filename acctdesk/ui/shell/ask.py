"""The one seam to message boxes and file choosers.

Pages get an `Ask` and never open a dialog themselves, so that tests answer from a list and a
presentation can refuse every dialog.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from PySide6 import QtWidgets
from PySide6.QtWidgets import QWidget

from acctdesk.errors import Problem
from acctdesk.ui.widgets.stillness import is_still, when_over
from acctdesk.words import _


class Ask(Protocol):
    """Questions to the person."""

    def confirm(self, title: str, text: str, verb: str, *, danger: bool = False) -> bool:
        """Ask before the irreversible; everything else is done and can be undone.

        Args:
            title: What is about to happen.
            text: What it means.
            verb: The button that does it, such as "Purge".
            danger: Whether Cancel is the default.
        """

    def choose(self, title: str, text: str, verbs: Sequence[str]) -> int | None:
        """Offer a few ways to go on.

        Returns:
            Index of the chosen verb; None when cancelled.
        """

    def tell(self, title: str, text: str) -> None:
        """Say something that must be read before going on."""

    def problem(self, problem: Problem) -> None:
        """Show what went wrong: what, where, and the remedy."""

    def text(self, title: str, label: str, value: str = "", *, secret: bool = False) -> str | None:
        """Ask for one line of text; None when cancelled.

        Args:
            title: What it is for.
            label: What to type.
            value: What stands there at first.
            secret: Whether it is hidden; pasting is allowed.
        """

    def open_file(self, title: str, patterns: str, folder: Path | None = None) -> Path | None:
        """Ask which file to read; None when cancelled.

        Args:
            title: What it is for.
            patterns: Qt's filter, such as ``"Workbooks (*.xlsx *.csv)"``.
            folder: Where to begin.
        """

    def open_files(self, title: str, patterns: str, folder: Path | None = None) -> Sequence[Path]:
        """Ask which files to read, one or several; none when cancelled.

        Args:
            title: What they are for.
            patterns: As for `open_file`.
            folder: Where to begin.
        """

    def save_file(self, title: str, patterns: str, proposal: Path | None = None) -> Path | None:
        """Ask where to write; the chooser itself asks before it overwrites. None when cancelled."""

    def folder(self, title: str, start: Path | None = None) -> Path | None:
        """Ask for a folder; None when cancelled."""


class QtAsk:
    """Asks with Qt's dialogs.

    While the program keeps still (`acctdesk.ui.widgets.stillness`) nothing is asked: every question
    is answered as by somebody who cancels, and what must be read is told afterwards.

    Args:
        parent: The window the dialogs belong to.
    """

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent

    def confirm(self, title: str, text: str, verb: str, *, danger: bool = False) -> bool:
        """See `Ask.confirm`."""
        if is_still():
            return False
        box = self._box(title, text)
        do = box.addButton(verb, QtWidgets.QMessageBox.ButtonRole.AcceptRole)
        cancel = box.addButton(_("Cancel"), QtWidgets.QMessageBox.ButtonRole.RejectRole)
        do.setProperty("kind", "danger" if danger else "primary")
        box.setDefaultButton(cancel if danger else do)
        box.setEscapeButton(cancel)
        box.exec()
        return box.clickedButton() is do

    def choose(self, title: str, text: str, verbs: Sequence[str]) -> int | None:
        """See `Ask.choose`."""
        if is_still():
            return None
        box = self._box(title, text)
        buttons = [
            box.addButton(verb, QtWidgets.QMessageBox.ButtonRole.AcceptRole) for verb in verbs
        ]
        cancel = box.addButton(_("Cancel"), QtWidgets.QMessageBox.ButtonRole.RejectRole)
        box.setEscapeButton(cancel)
        box.exec()
        clicked = box.clickedButton()
        return next((at for at, button in enumerate(buttons) if button is clicked), None)

    def tell(self, title: str, text: str) -> None:
        """See `Ask.tell`."""
        if is_still():
            when_over(self._parent, functools.partial(self.tell, title, text))
            return
        box = self._box(title, text)
        box.addButton(_("Close"), QtWidgets.QMessageBox.ButtonRole.AcceptRole)
        box.exec()

    def problem(self, problem: Problem) -> None:
        """See `Ask.problem`."""
        self.tell(problem.what, f"{problem.where}\n{problem.remedy}".strip())

    def text(self, title: str, label: str, value: str = "", *, secret: bool = False) -> str | None:
        """See `Ask.text`."""
        if is_still():
            return None
        mode = (
            QtWidgets.QLineEdit.EchoMode.Password if secret else QtWidgets.QLineEdit.EchoMode.Normal
        )
        answer, accepted = QtWidgets.QInputDialog.getText(self._parent, title, label, mode, value)
        return answer if accepted else None

    def open_file(self, title: str, patterns: str, folder: Path | None = None) -> Path | None:
        """See `Ask.open_file`."""
        if is_still():
            return None
        name, _used = QtWidgets.QFileDialog.getOpenFileName(
            self._parent, title, str(folder or Path.home()), patterns
        )
        return Path(name) if name else None

    def open_files(self, title: str, patterns: str, folder: Path | None = None) -> Sequence[Path]:
        """See `Ask.open_files`."""
        if is_still():
            return []
        names, _used = QtWidgets.QFileDialog.getOpenFileNames(
            self._parent, title, str(folder or Path.home()), patterns
        )
        return [Path(name) for name in names]

    def save_file(self, title: str, patterns: str, proposal: Path | None = None) -> Path | None:
        """See `Ask.save_file`."""
        if is_still():
            return None
        name, _used = QtWidgets.QFileDialog.getSaveFileName(
            self._parent, title, str(proposal or Path.home()), patterns
        )
        return Path(name) if name else None

    def folder(self, title: str, start: Path | None = None) -> Path | None:
        """See `Ask.folder`."""
        if is_still():
            return None
        name = QtWidgets.QFileDialog.getExistingDirectory(
            self._parent, title, str(start or Path.home())
        )
        return Path(name) if name else None

    def _box(self, title: str, text: str) -> QtWidgets.QMessageBox:
        box = QtWidgets.QMessageBox(self._parent)
        box.setWindowTitle("AcctDesk")
        box.setText(title)
        box.setInformativeText(text)
        return box
