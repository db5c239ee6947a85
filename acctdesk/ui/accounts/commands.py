"""What the Accounts page does with entries, fills and pasted blocks, and how it says so."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QToolTip, QVBoxLayout, QWidget

from acctdesk.errors import Problem
from acctdesk.ui.accounts.model import AccountsModel, Edit
from acctdesk.ui.desk import Desk
from acctdesk.ui.entering import complaint
from acctdesk.ui.shell.page import Page
from acctdesk.ui.tasks import Tasks
from acctdesk.ui.undo import Undo
from acctdesk.ui.widgets.blocks import Fill, Paste
from acctdesk.ui.widgets.grid import GridView
from acctdesk.words import _n

if TYPE_CHECKING:
    from acctdesk.ui.accounts.pasting import PasteStrip
    from acctdesk.ui.accounts.writing import Block

SECONDS = 12
"""How long the reason beside a refused cell stays."""


class Commands(QObject):
    """Carries out what was done in the grid.

    Args:
        page: The page the grid is on.
        desk: The open workspace.
        tasks: Runs the commands.
        undo: Offers to undo what was done.
        model: Behind the grid.
        grid: The grid.
    """

    def __init__(
        self,
        page: Page,
        desk: Desk,
        tasks: Tasks,
        undo: Undo,
        model: AccountsModel,
        grid: GridView,
    ) -> None:
        super().__init__(page)
        self._page, self._desk, self._tasks, self._undo = page, desk, tasks, undo
        self._model, self._grid = model, grid
        self.strip: PasteStrip | None = None
        self.place = QWidget()
        column = QVBoxLayout(self.place)
        column.setContentsMargins(0, 0, 0, 0)
        self.place.hide()

    def keep(self, edit: Edit) -> None:
        """Keep an entry; where that can't be, say why beside the cell."""
        from acctdesk.ui.accounts.writing import keep

        self._tasks.write(
            self,
            lambda: keep(self._desk, edit),
            lambda _change: self._settle(edit),
            lambda problem: self._refuse(edit, problem),
        )

    def fill(self, wish: Fill) -> None:
        """Repeat a value downwards, as one change."""
        from acctdesk.ui.accounts.writing import fill

        source = self._model.store.record(wish.source)
        if source is None or self._desk.read_only:
            return
        field = self._model.fields()[wish.column]
        ids = [self._model.store.ids[row] for row in wish.rows]
        words = _n("Filled {n} cell", "Filled {n} cells", len(ids))
        self._tasks.write(
            self,
            lambda: fill(self._desk, source, field, ids),
            lambda change: self._undo.offer(words, change),
        )

    def paste(self, paste: Paste) -> None:
        """Read a block, show what it would do where that is worth a look, and write it."""
        from acctdesk.ui.accounts.writing import read_block

        if self._desk.read_only:
            return
        fields = [self._model.fields()[column] for column in paste.columns]
        ids = self._model.store.ids[paste.row : paste.row + len(paste.cells)]
        self._tasks.work(
            self, lambda: read_block(self._desk, ids, fields, paste.cells), self._consider
        )

    def _settle(self, edit: Edit) -> None:
        self._model.settle(edit)
        # Where nothing differed no change is told of: read it, so that the mark goes.
        self._model.page_wanted.emit([edit.record])

    def _refuse(self, edit: Edit, problem: Problem) -> None:
        from acctdesk.ui.widgets.toast import announce

        self._model.refuse(edit, problem)
        row, column = self._model.store.row_of(edit.record), self._model.column(edit.field.name)
        index = self._model.index(row, column)
        announce(self._grid, complaint(problem))
        if index.isValid() and self._page.isVisible():
            self._grid.scrollTo(index)
            box = self._grid.visualRect(index)
            corner = self._grid.viewport().mapToGlobal(box.bottomLeft() + QPoint(0, 2))
            # A tip would read markup in what was typed.
            text = complaint(problem).replace("&", "&amp;").replace("<", "&lt;")
            QToolTip.showText(corner, text, self._grid.viewport(), box, SECONDS * 1000)

    def _consider(self, block: Block) -> None:
        from acctdesk.ui.accounts.pasting import PasteStrip, worth_a_look

        self._drop_strip()
        if not worth_a_look(block):
            self._write(block)
            return
        self.strip = PasteStrip(self._page.theme, block)
        self.strip.confirmed.connect(functools.partial(self._write, block))
        self.strip.dismissed.connect(self._drop_strip)
        layout = self.place.layout()
        if layout is not None:
            layout.addWidget(self.strip)
        self.place.show()
        self.strip.paste.setFocus()

    def _write(self, block: Block) -> None:
        from acctdesk.ui.accounts.writing import write_block

        self._drop_strip()
        words = _n("Pasted {n} cell", "Pasted {n} cells", block.cells)
        self._tasks.write(
            self,
            lambda: write_block(self._desk, block),
            lambda change: self._undo.offer(words, change),
        )

    def _drop_strip(self) -> None:
        if self.strip is not None:
            self.strip.hide()
            self.strip.deleteLater()
            self.strip = None
            self.place.hide()
            self._grid.setFocus()
