"""A small table model for the lists of one account: all rows in memory, edits shown as pending."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from acctdesk.errors import Problem
from acctdesk.ui.entering import complaint
from acctdesk.ui.widgets.roles import (
    ChoicesRole,
    ColumnRole,
    EditorRole,
    Kind,
    KindRole,
    PendingRole,
    ProblemRole,
    RecordRole,
    ToneRole,
)
from acctdesk.ui.widgets.roles import Editor as CellEditor

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_DISPLAY = Qt.ItemDataRole.DisplayRole
_EDIT = Qt.ItemDataRole.EditRole


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        name: Its stable name.
        title: What it is called.
        kind: How it is painted.
        editable: Whether its cells can be edited.
        choices: Value and words of what can be chosen; empty for typed text.
    """

    name: str
    title: str
    kind: Kind = Kind.TEXT
    editable: bool = False
    choices: tuple[tuple[object, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        id: Its stable id.
        shown: Words by column.
        values: What an editor begins with, by column, where it isn't what is shown.
        faint: Whether it is grey: somebody who left, a change that is undone.
    """

    id: str
    shown: Mapping[str, str]
    values: Mapping[str, object] = field(default_factory=dict)
    faint: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """What was entered into a cell.

    Attributes:
        row: The row's id.
        column: The column's name.
        value: The text that was typed, or the value that was chosen.
    """

    row: str
    column: str
    value: object


class RowsModel(QAbstractTableModel):
    """Shows rows.

    Args:
        columns: The columns.
        parent: Its owner.
    """

    entered = Signal(object)
    """An `Entry`; answer with `settle` or `refuse`."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._rows: list[Row] = []
        self._pending: dict[tuple[str, str], str] = {}
        self._problems: dict[tuple[str, str], str] = {}
        self._settled: set[tuple[str, str]] = set()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Change what can be chosen in the columns."""
        new = tuple(columns)
        if [(one.name, one.kind) for one in new] == [(one.name, one.kind) for one in self._columns]:
            # No reset: it would close an editor that is open.
            self._columns = new
        else:
            self.beginResetModel()
            self._columns = new
            self.endResetModel()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; those that stay keep their place in views."""
        for key in self._settled:
            self._pending.pop(key, None)
            self._tell(self.row_of(key[0]))
        self._settled.clear()
        new = list(rows)
        if [one.id for one in new] == [one.id for one in self._rows]:
            changed = [at for at, (a, b) in enumerate(zip(self._rows, new, strict=True)) if a != b]
            self._rows = new
            for at in changed:
                self._forget(new[at].id)
                self._tell(at)
            return
        if {one.id for one in new} == {one.id for one in self._rows}:
            self._reorder(new)
            return
        keep = {one.id for one in new}
        for at in reversed(range(len(self._rows))):
            if self._rows[at].id not in keep:
                self.beginRemoveRows(QModelIndex(), at, at)
                del self._rows[at]
                self.endRemoveRows()
        present = {one.id for one in self._rows}
        if [one.id for one in self._rows] != [one.id for one in new if one.id in present]:
            self._reorder([one for one in new if one.id in present])
        for at, one in enumerate(new):
            if one.id not in present:
                self.beginInsertRows(QModelIndex(), at, at)
                self._rows.insert(at, one)
                self.endInsertRows()
        self.set_rows(new)

    def id_at(self, index: Index) -> str:
        """The id of a row; empty for none."""
        return self._rows[index.row()].id if index.isValid() else ""

    def row_of(self, record: str) -> int:
        """The place of a row; -1 when it isn't there."""
        return next((at for at, one in enumerate(self._rows) if one.id == record), -1)

    def settle(self, entry: Entry) -> None:
        """An entry is kept; it stays on show until the rows are read again."""
        self._settled.add((entry.row, entry.column))

    def refuse(self, entry: Entry, problem: Problem) -> None:
        """An entry can't be kept: the value of before is back, with the reason."""
        key = (entry.row, entry.column)
        self._pending.pop(key, None)
        self._problems[key] = complaint(problem)
        self._tell(self.row_of(entry.row))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, side: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Titles, names and kinds."""
        if side != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        return {_DISPLAY: column.title, ColumnRole: column.name, KindRole: column.kind}.get(role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Which cells can be edited."""
        flags = super().flags(index)
        if index.isValid() and self._columns[index.column()].editable:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """What a cell shows."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self._columns[index.column()]
        key = (row.id, column.name)
        if role == _DISPLAY:
            return self._pending.get(key, row.shown.get(column.name, ""))
        if role == _EDIT:
            return row.values.get(column.name, row.shown.get(column.name, ""))
        if role == PendingRole:
            return key in self._pending or None
        if role == ProblemRole:
            return self._problems.get(key)
        if role == ToneRole:
            return "secondary" if row.faint else None
        if role == RecordRole:
            return row.id
        if role == ChoicesRole:
            return column.choices or None
        if role == EditorRole:
            return CellEditor.CHOICE if column.choices else CellEditor.LINE
        return None

    def setData(self, index: Index, value: object, role: int = _EDIT) -> bool:
        """Show an entry as pending and ask for it to be kept."""
        if role != _EDIT or not index.isValid():
            return False
        row, column = self._rows[index.row()], self._columns[index.column()]
        if not column.editable:
            return False
        key = (row.id, column.name)
        words = dict(column.choices)
        self._pending[key] = words.get(value, "" if value is None else str(value))
        self._problems.pop(key, None)
        self._tell(index.row())
        self.entered.emit(Entry(row.id, column.name, value))
        return True

    def _forget(self, record: str) -> None:
        for column in self._columns:
            self._pending.pop((record, column.name), None)

    def _reorder(self, new: list[Row]) -> None:
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        held = [(self._rows[one.row()].id, one.column()) for one in before]
        self._rows = new
        after = [self.index(self.row_of(record), column) for record, column in held]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _tell(self, row: int) -> None:
        if row >= 0 and self._columns:
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(self._columns) - 1))
