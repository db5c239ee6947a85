"""The deck of a review leaves the program: to be edited, to be read, or its numbers alone."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from acctdesk.ui.running import Running
from acctdesk.words import Lazy, _, _n, lazy

if TYPE_CHECKING:
    from acctdesk.services.lanes import Job
    from acctdesk.ui.desk import Desk
    from acctdesk.ui.shell.page import Shell
    from acctdesk.ui.tasks import Tasks

PATTERNS: Mapping[str, tuple[Lazy, str]] = {
    ".pptx": (lazy("Export the deck"), "PowerPoint (*.pptx)"),
    ".pdf": (lazy("Export the deck as PDF"), "PDF (*.pdf)"),
    ".xlsx": (lazy("Export the numbers of the deck"), "Excel (*.xlsx)"),
}
"""What a deck can be: title and pattern of the file chooser, by ending."""


class DeckExports(QObject):
    """Writes the deck of a review to a file that the person chooses.

    Args:
        shell: The window.
        desk: The open workspace.
        tasks: Writes the file.
        parent: Its owner.
    """

    def __init__(self, shell: Shell, desk: Desk, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._shell, self._desk, self._tasks = shell, desk, tasks
        self._running = Running(shell, tasks, self)
        self._folder: Path | None = None

    def export(self, meeting: str, suffix: str) -> None:
        """Ask where, and write.

        Args:
            meeting: The review.
            suffix: One of `PATTERNS`.
        """
        self._tasks.read(
            self, lambda: file_name(self._desk, meeting, suffix),
            lambda name: self._ask(meeting, suffix, name),
            self._shell.ask.problem,
        )  # fmt: skip

    def _ask(self, meeting: str, suffix: str, name: str) -> None:
        title, pattern = PATTERNS[suffix]
        proposal = (self._folder or Path.home()) / name
        path = self._shell.ask.save_file(str(title), pattern, proposal)
        if path is None:
            return
        self._folder = path.parent
        if path.suffix.lower() != suffix:
            path = path.with_name(path.name + suffix)

        def done(count: int) -> None:
            if suffix == ".xlsx":
                words = _n("Exported {n} sheet to %s", "Exported {n} sheets to %s", count)
            else:
                words = _n("Exported {n} slide to %s", "Exported {n} slides to %s", count)
            self._shell.toast(
                words % path.name,
                undo=lambda: _open(path),
                action=_("Open"),
                more=(_("Show in folder"), lambda: _open(path.parent)),
            )

        def work(_job: Job) -> int:
            return write_deck(self._desk, meeting, path)

        self._running.run(_("Exporting %s") % path.name, work, done)


def file_name(desk: Desk, meeting: str, suffix: str) -> str:
    """The name that is proposed: of the client, the occasion and its period, and nothing else.

    Args:
        desk: The open workspace.
        meeting: The review.
        suffix: What it is exported as.
    """
    told = desk.meetings.get(meeting)
    period = _period(told.period)
    occasion = told.title if period in told.title else f"{told.title} {period}"
    said = " – ".join(one for one in (told.account_name, occasion) if one)
    plain = "".join(one if one.isalnum() or one in " -–.,&()" else " " for one in said)
    return " ".join(plain.split()).strip(". ")[:120] + suffix


def _period(code: str) -> str:
    """A period as part of a name: "Q4 2026" of "2026-Q4"."""
    year, _dash, part = code.partition("-")
    return f"{part} {year}" if part.startswith("Q") else code


def write_deck(desk: Desk, meeting: str, path: Path) -> int:
    """Write the deck of a review to a file, by its ending; for any thread.

    Args:
        desk: The open workspace.
        meeting: The review; of one that was held its frozen deck is written.
        path: Ends in ".pptx", ".pdf" or ".xlsx".

    Returns:
        How many slides or sheets are in it.

    Raises:
        FileProblem: It can't be written, or the template lacks something.
        Invalid: The review is an internal one.
    """
    from acctdesk.exchange.decks.exporting import export_deck
    from acctdesk.ui.printing.scenes import write_pages

    deck = desk.decks.build(meeting).deck
    if path.suffix.lower() != ".pptx":
        return export_deck(deck, path, write_pages)
    with template_file(desk) as template:
        return export_deck(deck, path, write_pages, template)


@contextmanager
def template_file(desk: Desk) -> Iterator[Path | None]:
    """The workspace's template as a file while it is needed; None where there is none.

    Args:
        desk: The open workspace.
    """
    from acctdesk.services.review.branding import TEMPLATE

    chosen = desk.settings.get(TEMPLATE)
    if not chosen:
        yield None
        return
    told = desk.attachments.get(chosen)
    with tempfile.TemporaryDirectory() as folder:
        # Its own name: complaints about it name it.
        path = Path(folder) / Path(told.name).name
        path.write_bytes(desk.attachments.content(chosen))
        yield path


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
