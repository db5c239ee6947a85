"""The trash: everything that was deleted, newest first, to be brought back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from acctdesk.errors import Problem
from acctdesk.ui.desk import Change, Desk
from acctdesk.ui.running import Running
from acctdesk.ui.shell.page import Page, Params, Place, Shell
from acctdesk.ui.tasks import Latest, Tasks
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.undo import Undo
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.empty import EmptyState
from acctdesk.ui.widgets.fields import SearchField
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.ui.widgets.grid import GridView
from acctdesk.ui.widgets.heads import PageHeader
from acctdesk.ui.widgets.low import unfold_when_low
from acctdesk.ui.widgets.roles import ColumnRole, Kind, KindRole, RecordRole, SecondaryRole
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _, _n, moment, number

if TYPE_CHECKING:
    from acctdesk.services.purging import Purged
    from acctdesk.services.trash import Deleted, Restored

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_MOST_NAMED = 3
"""Names that a sentence lists before it only counts."""


class TrashModel(QAbstractTableModel):
    """What was deleted.

    Args:
        parent: Its owner.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: Sequence[Deleted] = ()
        self._kinds: dict[str, str] = {}

    def show(self, rows: Sequence[Deleted], kinds: dict[str, str]) -> None:
        """Show other records.

        Args:
            rows: They.
            kinds: What a person calls one of a kind.
        """
        self.beginResetModel()
        self._rows, self._kinds = rows, kinds
        self.endResetModel()

    def record(self, row: int) -> Deleted:
        """The record of a row."""
        return self._rows[row]

    def rowCount(self, parent: Index = _NONE) -> int:
        """How many there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NONE) -> int:
        """Name, kind, when, and by whom."""
        return 0 if parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        """The headings."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (_("Name"), _("What"), _("Deleted"), _("By"))[section]
        if role == KindRole:
            return (Kind.NAME, Kind.TEXT, Kind.DATE, Kind.TEXT)[section]
        return ("name", "kind", "at", "author")[section] if role == ColumnRole else None

    def data(self, index: Index, role: int = 0) -> object:
        """The words."""
        if not index.isValid():
            return None
        one, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return (
                one.title, self._kinds.get(one.kind, one.kind), moment(one.at), one.author or "–"
            )[column]  # fmt: skip
        if role == SecondaryRole and column == 0 and one.merged:
            return _("merged into another")
        return one.record if role == RecordRole else None


class TrashPage(Page):
    """Lists what was deleted, and brings it back.

    Args:
        shell: The window.
        desk: The open workspace.
        tasks: Runs reads and commands.
        undo: Offers to undo what was done.
    """

    def __init__(self, shell: Shell, desk: Desk, tasks: Tasks, undo: Undo) -> None:
        super().__init__(shell)
        self._desk, self._tasks, self._undo = desk, tasks, undo
        self._latest = Latest(tasks, self)
        self._every: list[Deleted] = []
        self._old: list[Deleted] = []
        """What has been here for as long as it is kept: offered for purging, never taken."""
        self._busy = False
        self._running = Running(shell, tasks, self)
        self._build()
        tasks.changed.connect(self._on_change)

    def title(self) -> str:
        """What the top bar says."""
        return _("Trash")

    def activated(self, params: Params) -> None:
        """Show what is there now."""
        self.mark_stale()

    def refresh(self) -> None:
        """Read it again."""
        words = self.box.text()

        def read() -> tuple[list[Deleted], list[Deleted], list[Deleted], int, dict[str, str]]:
            kinds = {one.name: str(one.label) for one in self._desk.fields.catalogue.kinds()}
            every = self._desk.trash.deleted()
            found = self._desk.trash.deleted(words) if words.strip() else every
            retention = self._desk.retention
            days = retention.rules().trash
            return found, every, retention.older(every, days), days, kinds

        self._latest.read(read, lambda found: self._show(*found))

    def panes(self) -> tuple[QWidget, ...]:
        """Search and list."""
        return (self.box, self.grid)

    def selected(self) -> list[str]:
        """Ids of the selected records."""
        rows = sorted(one.row() for one in self.grid.selectionModel().selectedRows())
        return [self.model.record(row).record for row in rows]

    def restore_selected(self) -> None:
        """Bring the selected records back; Undo is offered."""
        ids = self.selected()
        if not ids or self._desk.read_only:
            return
        first = self.grid.selectionModel().selectedRows()[0].row()
        name = self.model.record(first).title

        def done(back: Restored) -> None:
            words = (
                _("Restored %s") % name
                if len(ids) == 1
                else _n("Restored {n} record", "Restored {n} records", len(ids))
            )
            if back.missing:
                named = ", ".join(back.missing[:_MOST_NAMED])
                words += ". " + _("Without %s: what it belongs to is gone.") % named
            self._undo.offer(words, back.change)

        self._tasks.write(self, lambda: self._desk.trash.restore(ids), done)

    def export(self) -> None:
        """Ask where, and write what is listed."""
        from acctdesk.exchange.grids.exporting import file_name
        from acctdesk.exchange.history import export_trash

        path = self.shell.ask.save_file(
            _("Export the trash"),
            ";;".join([_("Excel workbook") + " (*.xlsx)", _("Text file") + " (*.csv)"]),
            Path(file_name(_("Trash"), self._desk.context.today())),
        )
        if path is None:
            return
        rows = [self.model.record(row) for row in range(self.model.rowCount())]
        desk, when = self._desk, dt.datetime.now(dt.UTC)

        def done(count: int) -> None:
            words = _n("Exported {n} record to %s", "Exported {n} records to %s", count)
            self.shell.toast(words % path.name)

        self._running.run(
            _("Exporting %s") % path.name,
            lambda job: export_trash(rows, desk.fields.catalogue, path, when, job),
            done,
        )

    # -- for good --------------------------------------------------------------------------

    def purge_selected(self) -> None:
        """Remove the selected records for good, after asking."""
        chosen = {*self.selected()}
        self._purge([one for one in self._every if one.record in chosen])

    def purge_old(self) -> None:
        """Remove what was deleted long ago, after asking."""
        self._purge(self._old)

    def empty(self) -> None:
        """Remove everything for good, also what a search doesn't show, after asking."""
        self._purge(self._every)

    def _purge(self, wanted: Sequence[Deleted]) -> None:
        """Nothing else in the program asks first: this alone can't be taken back."""
        doomed = [one for one in wanted if not one.merged]
        merged = len(wanted) - len(doomed)
        if self._desk.read_only or not wanted:
            return
        if not doomed:
            self.shell.toast(_("What was merged shares its history with another record and stays."))
            return
        count = len(doomed)
        title = (
            _("Purge “%s”?") % doomed[0].title
            if count == 1 and doomed[0].title
            else _n("Purge {n} record?", "Purge {n} records?", count)
        )
        text = _n(
            "It is removed for good, with all that belongs to it and its history. This can't be"
            " undone.",
            "They are removed for good, with all that belongs to them and their history. This"
            " can't be undone.",
            count,
        )
        text += " " + _("Backups that were made before still hold it.")
        if any(one.kind == "person" for one in doomed):
            text += " " + _("Texts about others that name somebody stay as they are.")
        if merged:
            text += " " + _n("{n} merged record stays.", "{n} merged records stay.", merged)
        verb = _n("Purge {n} record", "Purge {n} records", count)
        if not self.shell.ask.confirm(title, text, verb, danger=True):
            return
        ids = [one.record for one in doomed]
        self._set_busy(True)

        def done(found: Purged) -> None:
            self._set_busy(False)
            said = _n("Purged {n} record", "Purged {n} records", found.records)
            if found.decks:
                said += ". " + _n(
                    "{n} frozen deck doesn't name them any more.",
                    "{n} frozen decks don't name them any more.",
                    found.decks,
                )
            self.shell.toast(said)
            self.mark_stale()

        def failed(problem: Problem | None) -> None:
            self._set_busy(False)
            if problem is not None:
                self._tasks.problem.emit(problem)
                return
            self.shell.toast(_("Stopped. Nothing was purged."))

        self._running.change(
            _("Purging"), lambda job: self._desk.purging.purge(ids, job), done, failed
        )

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._tell()

    # -- inside ----------------------------------------------------------------------------

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, 20, Space.PAGE, 20)
        column.setSpacing(Space.CARD_GAP)
        head = PageHeader(
            self.theme,
            _("Trash"),
            _("What was deleted stays here until you purge it."),
        )
        self.history_button = Button(self.theme, _("History"), icon="history")
        self.history_button.clicked.connect(lambda: self.shell.go(Place("history")))
        self.export_button = Button(self.theme, _("Export…"), icon="download")
        self.export_button.clicked.connect(self.export)
        head.add(self.history_button)
        head.add(self.export_button)
        column.addWidget(head)
        # In a flow: where text is large they take another line.
        verbs = QWidget()
        row = FlowLayout(verbs, Space.CONTROL)
        self.box = SearchField(self.theme, _("Search the trash"))
        self.box.textChanged.connect(lambda _text: self.mark_stale())
        row.addWidget(self.box)
        self.restore_button = Button(self.theme, _("Restore"), "primary", icon="archive-restore")
        self.restore_button.clicked.connect(self.restore_selected)
        self.purge_button = Button(self.theme, _("Purge…"))
        self.purge_button.clicked.connect(self.purge_selected)
        self.empty_button = Button(self.theme, _("Empty the trash…"), icon="trash-2")
        self.empty_button.clicked.connect(self.empty)
        for one in (self.restore_button, self.purge_button, self.empty_button):
            row.addWidget(one)
        column.addWidget(verbs)
        self.offer = QWidget()
        self.offer.hide()
        line = FlowLayout(self.offer, Space.CONTROL)
        self.old = Label(self.theme, "", tone="secondary")
        self.purge_old_button = Button(self.theme, _("Purge these…"), "link")
        self.purge_old_button.clicked.connect(self.purge_old)
        line.addWidget(self.old)
        line.addWidget(self.purge_old_button)
        column.addWidget(self.offer)
        self.model = TrashModel(self)
        self.grid = GridView(self.theme, _("Deleted records"))
        self.grid.setModel(self.model)
        unfold_when_low(self.theme, self.grid)
        self.grid.head.setSectionsClickable(False)
        self.grid.selectionModel().selectionChanged.connect(lambda *_both: self._tell())
        self.grid.open_requested.connect(lambda _index: self.restore_selected())
        card = Card(self.theme, flush=True)
        card.add(self.grid, 1)
        column.addWidget(card, 1)
        self.hint = Label(
            self.theme,
            _("What was merged comes apart again by undoing the merge in the history."),
            "caption",
            "secondary",
        )
        self.hint.hide()
        column.addWidget(self.hint)
        self._fit()
        self.theme.changed.connect(self._fit)
        self._tell()

    def _fit(self) -> None:
        self.box.setFixedWidth(self.theme.px(300))

    def _show(
        self,
        rows: list[Deleted],
        every: list[Deleted],
        over: list[Deleted],
        days: int,
        kinds: dict[str, str],
    ) -> None:
        self._every, self._old = every, over
        old = len(over)
        self.old.setText(
            _n("{n} record was deleted more than %s days ago.",
               "{n} records were deleted more than %s days ago.", old) % number(days)
        )  # fmt: skip
        self.offer.setVisible(bool(old) and not self._desk.read_only)
        self.model.show(rows, kinds)
        self.grid.fit_columns()
        self.hint.setVisible(any(one.merged for one in rows))
        if not rows:
            self.grid.set_empty(self._nothing())
        self._tell()

    def _nothing(self) -> EmptyState:
        if self.box.text().strip():
            empty = EmptyState(
                self.theme, "search", _("Nothing deleted has this name"),
                _("Try fewer letters."), _("Show all that was deleted"),
            )  # fmt: skip
            empty.pressed.connect(self.box.clear)
        else:
            empty = EmptyState(
                self.theme, "trash-2", _("The trash is empty"),
                _("What you delete can be brought back from here."), _("Show all accounts"),
            )  # fmt: skip
            empty.pressed.connect(lambda: self.shell.go(Place("accounts", {"list": "1"})))
        return empty

    def _tell(self) -> None:
        able = not self._desk.read_only and not self._busy
        chosen = able and bool(self.grid.selectionModel().selectedRows())
        self.restore_button.setEnabled(chosen)
        self.purge_button.setEnabled(chosen)
        self.purge_old_button.setEnabled(able)
        self.empty_button.setEnabled(able and bool(self._every))
        self.export_button.setEnabled(bool(self.model.rowCount()))
        self.box.setEnabled(bool(self._every) or bool(self.box.text()))

    def _on_change(self, _change: Change) -> None:
        self.mark_stale()
