"""What a list does with entries, fills, pasted blocks and selected records, and how it says so."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QToolTip, QVBoxLayout, QWidget

from acctdesk.errors import Problem
from acctdesk.services.catalogue import Field
from acctdesk.ui.desk import Change, Desk
from acctdesk.ui.entering import complaint
from acctdesk.ui.lists.grid import ListGrid
from acctdesk.ui.lists.model import Edit, ListModel
from acctdesk.ui.lists.spec import ListSpec
from acctdesk.ui.shell.page import Page
from acctdesk.ui.tasks import Tasks
from acctdesk.ui.undo import Undo
from acctdesk.ui.widgets.blocks import Fill, Paste
from acctdesk.ui.widgets.selecting import cells_of, runs
from acctdesk.words import _, _n

if TYPE_CHECKING:
    from acctdesk.services.record import Record
    from acctdesk.ui.lists.copying import Clip
    from acctdesk.ui.lists.pasting import PasteStrip
    from acctdesk.ui.lists.writing import Block

FEW = 100
"""Rows up to which copying is done at once."""
MANY = 500
"""Rows from which copying is said: it takes a moment."""
SECONDS = 12
"""How long the reason beside a refused cell stays."""


class Commands(QObject):
    """Carries out what was done in the grid.

    Args:
        page: The page the grid is on.
        spec: Which list.
        desk: The open workspace.
        tasks: Runs the commands.
        undo: Offers to undo what was done.
        model: Behind the grid.
        grid: The grid.
    """

    gone = Signal(object, int)
    """Records were taken off the list: their ids, and the first row they stood in."""

    def __init__(
        self,
        page: Page,
        spec: ListSpec,
        desk: Desk,
        tasks: Tasks,
        undo: Undo,
        model: ListModel,
        grid: ListGrid,
    ) -> None:
        super().__init__(page)
        self._page, self._spec, self._desk = page, spec, desk
        self._tasks, self._undo = tasks, undo
        self._model, self._grid = model, grid
        self.strip: PasteStrip | None = None
        self._target: tuple[tuple[str, ...], tuple[int, ...]] = ((), ())
        self.place = QWidget()
        column = QVBoxLayout(self.place)
        column.setContentsMargins(0, 0, 0, 0)
        self.place.hide()
        model.edited.connect(self.keep)
        grid.pasted.connect(self.paste)
        grid.fill_requested.connect(self.fill)
        grid.clear_requested.connect(self.clear)
        grid.copied.connect(self.copy)

    def keep(self, edit: Edit) -> None:
        """Keep an entry; where that can't be, say why beside the cell."""
        from acctdesk.ui.lists.writing import keep

        kind = self._spec.kind
        self._tasks.write(
            self,
            lambda: keep(self._desk, kind, edit),
            lambda _change: self._settle(edit),
            lambda problem: self._refuse(edit, problem),
        )

    def fill(self, wishes: Sequence[Fill]) -> None:
        """Repeat values downwards, as one change."""
        from acctdesk.ui.lists.writing import fill

        if self._desk.read_only:
            return
        rows = self._model.store.rows
        wanted = []
        for one in wishes:
            source = rows.record(one.source)
            targets = [found for row in one.rows if (found := rows.record(row)) is not None]
            if source is not None and self._model.editable(one.column):
                wanted.append((source, self._model.fields()[one.column], targets))
        count = sum(len(targets) for _source, _field, targets in wanted)
        if count:
            kind = self._spec.kind
            self._write(
                lambda: fill(self._desk, kind, wanted),
                _n("Filled {n} cell", "Filled {n} cells", count),
            )

    def clear(self) -> None:
        """Empty the selected cells, as one change."""
        from acctdesk.ui.lists.writing import clear

        if self._desk.read_only:
            return
        cells: dict[str, list[Field]] = {}
        for column, rows in cells_of(self._grid).items():
            if self._model.editable(column):
                for row in rows:
                    record = self._model.store.rows.record(row)
                    if record is not None:
                        cells.setdefault(record, []).append(self._model.fields()[column])
        count = sum(len(fields) for fields in cells.values())
        if count:
            kind = self._spec.kind
            self._write(
                lambda: clear(self._desk, kind, cells),
                _n("Cleared {n} cell", "Cleared {n} cells", count),
            )

    def paste(self, paste: Paste) -> None:
        """Read a block, show what it would do where that is worth a look, and write it."""
        from acctdesk.ui.lists.writing import read_block

        if self._desk.read_only:
            return
        cells, columns, records = paste.cells, paste.columns, self._below(paste.row)
        if len(cells) == 1 and len(cells[0]) == 1:
            chosen = cells_of(self._grid)
            if sum(len(rows) for rows in chosen.values()) > 1:
                # One value for a whole selection, as spreadsheets have it.
                columns = tuple(chosen)
                rows = sorted(set().union(*chosen.values()))
                found = (self._model.store.rows.record(row) for row in rows)
                records = [one for one in found if one is not None]
                cells = ((cells[0][0],) * len(columns),) * len(records)
        fields = [self._model.fields()[column] for column in columns]
        kind, records = self._spec.kind, records[: len(cells)]
        self._target = (tuple(records), columns)
        self._tasks.work(
            self, lambda: read_block(self._desk, kind, records, fields, cells), self._consider
        )

    def copy(self) -> None:
        """Put the selected cells on the clipboard, those that weren't in sight yet too."""
        rows = self._model.store.rows
        chosen = {column: set(held) for column, held in cells_of(self._grid).items()}
        current = self._grid.currentIndex()
        if not chosen and current.isValid():
            chosen = {current.column(): {current.row()}}
        lines = sorted(set().union(*chosen.values()))
        places = [(found, row) for row in lines if (found := rows.record(row)) is not None]
        fields = [self._model.fields()[column] for column in chosen]
        ids = [found for found, _row in places]

        def make(records: Sequence[Record]) -> Clip:
            from acctdesk.ui.lists.copying import clip

            known = {one.id: one for one in records}
            block = [
                [known.get(one) if row in held else None for held in chosen.values()]
                for one, row in places
            ]
            return clip(fields, block)

        def put(made: Clip) -> None:
            from acctdesk.ui.lists.copying import mime_of

            QGuiApplication.clipboard().setMimeData(mime_of(made))
            if len(ids) > MANY:
                said = self._spec.said.count(len(ids))
                self._page.shell.toast(_("Copied the cells of %s") % said)

        read = [self._model.store.known(one) for one in ids]
        known = [one for one in read if one is not None]
        if len(known) == len(ids) <= FEW:
            put(make(known))
        elif ids:
            kind = self._spec.kind
            self._tasks.read(self, lambda: make(self._desk.looks.page(kind, ids)), put)

    def delete(self, ids: Sequence[str]) -> None:
        """Delete records; Undo is offered."""
        if ids and not self._desk.read_only:
            words = self._named(ids, _("Deleted %s"), self._spec.said.deleted)
            self._take_off(ids, lambda: self._spec.delete(self._desk, ids), words)

    def archive(self, ids: Sequence[str]) -> None:
        """Put records into the archive; Undo is offered."""
        if ids and not self._desk.read_only:
            kind = self._spec.kind
            words = self._named(ids, _("Archived %s"), self._spec.said.archived)
            self._take_off(ids, lambda: self._desk.records.archive(kind, ids), words)

    def unarchive(self, ids: Sequence[str]) -> None:
        """Take records out of the archive; Undo is offered."""
        if ids and not self._desk.read_only:
            kind = self._spec.kind
            words = self._named(ids, _("%s is back from the archive"), self._spec.said.restored)
            self._write(lambda: self._desk.records.unarchive(kind, ids), words)

    # -- how it goes on --------------------------------------------------------------------

    def _below(self, row: int) -> list[str]:
        rows = self._model.store.rows
        return rows.near(row, len(rows) - 1)

    def _write(self, command: Callable[[], Change | None], words: str) -> None:
        self._tasks.write(self, command, lambda change: self._undo.offer(words, change))

    def _take_off(
        self, ids: Sequence[str], command: Callable[[], Change | None], words: str
    ) -> None:
        row = self._model.store.row_of(ids[0])

        def done(change: Change | None) -> None:
            self._undo.offer(words, change)
            self.gone.emit(tuple(ids), row)

        self._tasks.write(self, command, done)

    def _named(self, ids: Sequence[str], one: str, many: Callable[[int], str]) -> str:
        only = self._model.store.known(ids[0]) if len(ids) == 1 else None
        return one % only.title if only is not None else many(len(ids))

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
            # The cross before it must not shorten what can't be kept.
            self._grid.widen(column)
            self._grid.scrollTo(index)
            box = self._grid.visualRect(index)
            corner = self._grid.viewport().mapToGlobal(box.bottomLeft() + QPoint(0, 2))
            # A tip would read markup in what was typed.
            text = complaint(problem).replace("&", "&amp;").replace("<", "&lt;")
            QToolTip.showText(corner, text, self._grid.viewport(), box, SECONDS * 1000)

    def _consider(self, block: Block) -> None:
        from acctdesk.ui.lists.pasting import PasteStrip, worth_a_look

        self._drop_strip()
        if not worth_a_look(block):
            self._write_block(block)
            return
        self.strip = PasteStrip(self._page.theme, self._spec, block)
        self.strip.confirmed.connect(functools.partial(self._write_block, block))
        self.strip.dismissed.connect(self._drop_strip)
        layout = self.place.layout()
        if layout is not None:
            layout.addWidget(self.strip)
        self.place.show()
        self._show_target()
        (self.strip.paste if block.cells else self._grid).setFocus()

    def _show_target(self) -> None:
        """Select where the block would go."""
        model, rows = self._model, self._model.store.rows
        records, columns = self._target
        flag = QItemSelectionModel.SelectionFlag
        chosen = QItemSelection()
        for first, last in runs(row for one in records if (row := rows.row_of(one)) >= 0):
            for left, right in runs(columns):
                chosen.select(model.index(first, left), model.index(last, right))
        self._grid.selectionModel().select(chosen, flag.ClearAndSelect)

    def _write_block(self, block: Block) -> None:
        from acctdesk.ui.lists.writing import PASTED, write

        self._drop_strip()
        words = _n("Pasted {n} cell", "Pasted {n} cells", block.cells)
        self._write(
            lambda: write(self._desk, block.kind, block.values, PASTED.message, block.cells), words
        )

    def _drop_strip(self) -> None:
        if self.strip is not None:
            self.strip.hide()
            self.strip.deleteLater()
            self.strip = None
            self.place.hide()
            self._grid.setFocus()
