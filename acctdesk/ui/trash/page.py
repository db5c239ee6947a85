"""The trash: everything that was deleted, newest first, to be brought back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from acctdesk.ui.desk import Change, Desk
from acctdesk.ui.shell.page import Page, Params, Shell
from acctdesk.ui.tasks import Latest, Tasks
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.undo import Undo
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.empty import EmptyState
from acctdesk.ui.widgets.fields import SearchField
from acctdesk.ui.widgets.grid import GridView
from acctdesk.ui.widgets.heads import PageHeader
from acctdesk.ui.widgets.roles import ColumnRole, Kind, KindRole, RecordRole, SecondaryRole
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _, _n, moment

if TYPE_CHECKING:
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

        def read() -> tuple[list[Deleted], dict[str, str]]:
            kinds = {one.name: str(one.label) for one in self._desk.fields.catalogue.kinds()}
            return self._desk.trash.deleted(words), kinds

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

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, 20, Space.PAGE, 20)
        column.setSpacing(Space.CARD_GAP)
        head = PageHeader(
            self.theme, _("Trash"), _("Everything that was deleted stays here, with its history.")
        )
        column.addWidget(head)
        row = QHBoxLayout()
        row.setSpacing(Space.CONTROL)
        self.box = SearchField(self.theme, _("Search the trash"))
        self.box.setMaximumWidth(self.theme.px(360))
        self.box.textChanged.connect(lambda _text: self.mark_stale())
        row.addWidget(self.box, 1)
        row.addStretch(1)
        self.restore_button = Button(self.theme, _("Restore"), "primary", icon="archive-restore")
        self.restore_button.clicked.connect(self.restore_selected)
        row.addWidget(self.restore_button)
        column.addLayout(row)
        self.model = TrashModel(self)
        self.grid = GridView(self.theme, _("Deleted records"))
        self.grid.setModel(self.model)
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
        self._tell()

    def _show(self, rows: list[Deleted], kinds: dict[str, str]) -> None:
        self.model.show(rows, kinds)
        self.grid.fit_columns()
        self.hint.setVisible(any(one.merged for one in rows))
        if not rows:
            searched = bool(self.box.text().strip())
            self.grid.set_empty(
                EmptyState(self.theme, "search", _("Nothing deleted has this name"))
                if searched
                else EmptyState(
                    self.theme, "trash-2", _("The trash is empty"),
                    _("What you delete can be brought back from here."),
                )
            )  # fmt: skip
        self._tell()

    def _tell(self) -> None:
        able = bool(self.grid.selectionModel().selectedRows()) and not self._desk.read_only
        self.restore_button.setEnabled(able)

    def _on_change(self, _change: Change) -> None:
        self.mark_stale()
