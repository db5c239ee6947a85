"""Files and links on a record: dropped, opened, saved elsewhere, taken off."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QImage,
    QImageReader,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from acctdesk.errors import Problem
from acctdesk.services.attachment import Attachment, Held
from acctdesk.ui.record.filerow import PICTURES, THUMB, FileRow
from acctdesk.ui.record.linkprompt import LinkPrompt
from acctdesk.ui.shell.ask import Ask
from acctdesk.ui.tasks import Latest, Tasks
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Size
from acctdesk.ui.undo import Undo
from acctdesk.ui.widgets.buttons import MenuButton
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _, _n

if TYPE_CHECKING:
    from acctdesk.ui.desk import Change, Desk

MOST_PIXELS = 40_000_000
"""Pixels of a picture that is still made small; more would take too long and too much memory."""


class FilesPart(QWidget):
    """The files and links of one record.

    Files dropped on it are copied into the workspace; with Alt, or where they are too large, only
    the place is remembered.

    Args:
        theme: The theme in force.
        desk: The open workspace.
        tasks: Runs reads and commands.
        undo: Offers to undo what was done.
        ask: Asks which file, and where to save; None leaves dropping and web links.
    """

    def __init__(self, theme: Theme, desk: Desk, tasks: Tasks, undo: Undo, ask: Ask | None) -> None:
        super().__init__()
        self._theme, self._desk, self._tasks = theme, desk, tasks
        self._undo, self._ask = undo, ask
        self._kind = self._record = ""
        self._read = Latest(tasks, self)
        self._rows: list[FileRow] = []
        self._over = False
        self.setAcceptDrops(not desk.read_only)
        self.setAccessibleName(_("Files and links"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        column.addLayout(self._list)
        self.hint = Label(
            theme, _("Drop files here, or add them."), "caption", "secondary", wrap=True
        )
        column.addWidget(self.hint)
        self.prompt = LinkPrompt(theme, self)
        self.prompt.wanted.connect(self._add_link)
        menu = QMenu()
        self.add = MenuButton(theme, _("Add"), menu, "quiet", icon="paperclip")
        self.add.setEnabled(not desk.read_only)
        if ask is not None:
            copy = menu.addAction(theme.icon("paperclip"), _("Add file…"))
            copy.triggered.connect(lambda: self._choose(link=False))
            place = menu.addAction(theme.icon("file"), _("Link to a file…"))
            place.triggered.connect(lambda: self._choose(link=True))
        web = menu.addAction(theme.icon("link"), _("Add web link…"))
        web.triggered.connect(lambda: self.prompt.ask(self.add))
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        tasks.changed.connect(self._on_change)

    def set_record(self, kind: str, record: str) -> None:
        """Show the files of another record."""
        if (kind, record) != (self._kind, self._record):
            self._kind, self._record = kind, record
            self._show(())
            self.reload()

    def reload(self) -> None:
        """Read again."""
        kind, record = self._kind, self._record
        if record:
            self._read.read(lambda: self._desk.attachments.of(kind, record), self._show)

    def files(self) -> list[Attachment]:
        """What is shown."""
        return [row.attachment for row in self._rows]

    def rows(self) -> list[FileRow]:
        """The rows, in order."""
        return list(self._rows)

    def attach(self, paths: Sequence[Path], *, link: bool = False) -> None:
        """Attach files; Undo is offered.

        Args:
            paths: The files.
            link: Only remember where they are.
        """
        kind, record = self._kind, self._record
        if not record or not paths:
            return
        one = paths[0].name
        if link:
            said = _("Linked {name}").format(name=one)
        else:
            said = _("Copied {name} into the workspace").format(name=one)
        if len(paths) > 1:
            said = _n("Attached {n} file", "Attached {n} files", len(paths))
        self._tasks.write(
            self,
            lambda: self._desk.attachments.add_files(kind, record, list(paths), link=link),
            lambda made: self._undo.offer(said, made[1]),
        )

    # -- dropping --------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, and say so."""
        if _paths(event):
            self._over = True
            self.update()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QEvent) -> None:
        """They went elsewhere."""
        self._over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach what was dropped."""
        self._over = False
        self.update()
        paths = _paths(event)
        if paths:
            event.acceptProposedAction()
            alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            self.attach(paths, link=alt)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A frame while files hang over it."""
        if self._over:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            pen = QPen(self._theme.colour("accent"), 2)
            pen.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.setBrush(self._theme.colour("soft"))
            box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(box, Size.RADIUS, Size.RADIUS)

    # -- commands --------------------------------------------------------------------------

    def _choose(self, *, link: bool) -> None:
        title = _("Link to a file") if link else _("Add file")
        path = self._ask.open_file(title, _("All files (*)")) if self._ask else None
        if path is not None:
            self.attach([path], link=link)

    def _add_link(self, address: str, name: str) -> None:
        kind, record = self._kind, self._record

        def done(made: tuple[str, Change | None]) -> None:
            self.prompt.close()
            self._undo.offer(_("Link added"), made[1])

        self._tasks.write(
            self,
            lambda: self._desk.attachments.add_link(kind, record, address, name),
            done,
            lambda problem: self.prompt.refuse(problem),
        )

    def open(self, one: Attachment) -> None:
        """Open an attachment with the program for it."""

        def done(found: Path | str) -> None:
            url = QUrl(found) if isinstance(found, str) else QUrl.fromLocalFile(str(found))
            QDesktopServices.openUrl(url)

        self._tasks.work(self, lambda: self._desk.attachments.open_path(one.id), done)

    def save_as(self, one: Attachment) -> None:
        """Write a copied file to a place of one's choice."""
        if self._ask is None:
            return
        path = self._ask.save_file(_("Save a copy"), _("All files (*)"), Path.home() / one.name)
        if path is not None:
            self._tasks.work(self, lambda: self._desk.attachments.save_as(one.id, path))

    def remove(self, one: Attachment) -> None:
        """Take an attachment off; Undo is offered."""
        self._tasks.write(
            self,
            lambda: self._desk.attachments.delete([one.id]),
            lambda change: self._undo.offer(_("Took %s off") % one.name, change),
        )

    # -- showing ---------------------------------------------------------------------------

    def _show(self, found: Sequence[Attachment]) -> None:
        if [row.attachment for row in self._rows] == list(found):
            return
        for row in self._rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        for one in found:
            row = FileRow(self._theme, one, able=not self._desk.read_only)
            row.open_wanted.connect(self.open)
            row.save_wanted.connect(self.save_as)
            row.removal_wanted.connect(self.remove)
            self._list.addWidget(row)
            self._rows.append(row)
            row.show()
            if one.held is not Held.LINK and one.media_type in PICTURES:
                edge = round(self._theme.px(THUMB) * self.devicePixelRatioF())
                self._tasks.work(
                    row, functools.partial(_small, self._desk, one, edge), row.set_picture, _ignore
                )
        self.hint.setVisible(not found and not self._desk.read_only)
        self.updateGeometry()

    def _on_change(self, change: Change) -> None:
        if "attachment" in change.touched:
            self.reload()


def _small(desk: Desk, one: Attachment, edge: int) -> QImage:
    """A small picture of a picture; an empty one where that can't be."""
    path = desk.attachments.open_path(one.id)
    reader = QImageReader(str(path))
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > MOST_PIXELS:
        return QImage()
    reader.setAutoTransform(True)
    reader.setScaledSize(size.scaled(edge, edge, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def _ignore(_problem: Problem) -> None:
    """A file that is gone has no picture; opening it says why."""


def _paths(event: QDropEvent) -> list[Path]:
    if not event.mimeData().hasUrls():
        return []
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
