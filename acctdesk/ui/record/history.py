"""What happened to a record: every change in words, what it did, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from acctdesk.services.catalogue import Field
from acctdesk.ui.desk import Desk
from acctdesk.ui.entry import in_words
from acctdesk.ui.record.rows import Column, Row, RowsModel
from acctdesk.ui.tasks import Latest, Tasks
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.undo import Undo
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.empty import EmptyState
from acctdesk.ui.widgets.grid import GridView
from acctdesk.ui.widgets.heads import SectionHeader
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _, moment

if TYPE_CHECKING:
    from acctdesk.services.history import FieldChange, HistoryEntry, RowChange


NARROW = 620
"""Width at 100 % below which the list and what a change did stand one below the other."""


class HistoryTab(QWidget):
    """The changes of a record, newest first, with the details of the selected one.

    Args:
        theme: The theme in force.
        desk: The open workspace.
        tasks: Reads the details.
        undo: Undoes a change.
        kind: Kind of the record: "account" or "person".
    """

    def __init__(
        self, theme: Theme, desk: Desk, tasks: Tasks, undo: Undo, kind: str = "account"
    ) -> None:
        super().__init__()
        self._theme, self._desk, self._undo = theme, desk, undo
        self._details = Latest(tasks, self)
        self._kind, self._record = kind, ""
        self._entries: dict[str, HistoryEntry] = {}
        self.model = RowsModel(
            (
                Column("what", _("What")),
                Column("who", _("Who")),
                Column("when", _("When"), editable=False),
                Column("state", _("State")),
            ),
            self,
        )
        self.grid = GridView(theme, _("History"))
        self.grid.setModel(self.model)
        self.grid.set_empty(
            EmptyState(theme, "history", _("Nothing yet"), _("Changes are listed here."))
        )
        left = Card(theme, flush=True)
        left.add(self.grid, 1)
        self.side = Card(theme)
        self.title = SectionHeader(theme, _("What it did"))
        self.side.add(self.title)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAccessibleName(_("What it did"))
        inner = QWidget()
        inner.setProperty("plane", "surface")
        self._lines = QVBoxLayout(inner)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(4)
        area.setWidget(inner)
        self.side.add(area, 1)
        self.button = Button(theme, _("Undo this change"), icon="undo-2")
        self.button.setEnabled(False)
        self.button.clicked.connect(self._revert)
        self.side.body.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(Space.CARD)
        self._row.addWidget(left, 3)
        self._row.addWidget(self.side, 2)
        self.grid.selectionModel().currentRowChanged.connect(lambda *_both: self._look())
        self._fit()
        theme.changed.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What a change did stands beneath the list where there is no room beside it."""
        super().resizeEvent(event)
        narrow = self.width() < self._theme.px(NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if way != self._row.direction():
            self._row.setDirection(way)
            self._fit()

    def show_changes(self, record: str, changes: Sequence[HistoryEntry]) -> None:
        """Show changes.

        Args:
            record: Whose.
            changes: Newest first.
        """
        other = self._record != record
        self._record = record
        self._entries = {one.id: one for one in changes}
        fresh = self.model.rowCount() == 0
        self.model.set_rows(
            [
                Row(
                    one.id,
                    {
                        "what": self.words(one),
                        "who": one.author or _("Nobody yet"),
                        "when": moment(one.at),
                        "state": _("Undone") if one.undone else "",
                    },
                    faint=one.undone,
                )
                for one in changes
            ]
        )
        if fresh:
            self.grid.fit_columns()
        if changes and (other or not self.grid.currentIndex().isValid()):
            self.grid.selectRow(0)
        else:
            self._look()

    def select(self, change: str) -> None:
        """Look at a change, when it is listed."""
        row = self.model.row_of(change)
        if row >= 0:
            self.grid.selectRow(row)

    def words(self, entry: HistoryEntry) -> str:
        """A change in words; an undo says of what."""
        return change_words(self._undo, entry)

    def selected(self) -> HistoryEntry | None:
        """The change that is looked at."""
        return self._entries.get(self.model.id_at(self.grid.currentIndex()))

    def _look(self) -> None:
        entry = self.selected()
        plain = entry is not None and entry.mode == "do"
        self.button.setEnabled(plain and not self._desk.read_only)
        undone = entry is not None and entry.undone
        self.button.set_text(_("Redo this change") if undone else _("Undo this change"))
        if entry is None:
            self._show(())
            return
        change, kind, record = entry.id, self._kind, self._record
        self._details.read(
            lambda: self._desk.history.details(change, record, kind=kind), self._show
        )

    def _show(self, rows: tuple[RowChange, ...]) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        catalogue = self._desk.fields.catalogue
        for row in rows:
            kind = str(catalogue.kind(row.kind).label)
            what = {"insert": _("%s added"), "delete": _("%s deleted")}.get(row.op, "%s") % kind
            head = f"{row.title} · {what}" if row.title else what
            self._lines.addWidget(Label(self._theme, head, "medium", wrap=True))
            for one in row.fields:
                line = self._line(one, row.op)
                if line:
                    self._lines.addWidget(Label(self._theme, line, "body", "secondary", wrap=True))
            self._lines.addSpacing(8)
        self._lines.addStretch(1)

    def _line(self, one: FieldChange, op: str) -> str:
        before, after = self._value(one, one.before), self._value(one, one.after)
        if op == "insert":
            return f"{one.label}: {after}" if after else ""
        if op == "delete":
            return f"{one.label}: {before}" if before else ""
        return f"{one.label}: {before or '–'} → {after or '–'}"

    def _value(self, one: FieldChange, value: object) -> str:
        kind, _dot, name = one.field.partition(".")
        field = Field(kind, name or kind, one.label, one.format)
        if name:
            known = self._desk.fields.kind(kind).fields.get(name)
            field = known if known is not None else field
        if value is None or value == ():
            return ""
        return in_words(field, value, title=str(value))

    def _revert(self) -> None:
        entry = self.selected()
        if entry is not None:
            self._undo.revert(entry.id)

    def _fit(self) -> None:
        px = self._theme.px
        beneath = self._row.direction() == QBoxLayout.Direction.TopToBottom
        self.side.setMinimumWidth(0 if beneath else min(px(240), 340))
        self.side.setMinimumHeight(px(190) if beneath else 0)


def change_words(undo: Undo, entry: HistoryEntry) -> str:
    """A change in words; an undo says of what."""
    said = undo.name(entry)
    if entry.mode == "undo":
        return _("Undo: %s") % said
    return _("Redo: %s") % said if entry.mode == "redo" else said
