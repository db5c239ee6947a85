"""Small tables as a Qt model: rows and columns that were put into words before."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from acctdesk.ui.widgets.cell import Band, Cell, Mark
from acctdesk.ui.widgets.roles import (
    BandRole,
    CellRole,
    ColumnRole,
    Kind,
    KindRole,
    RecordRole,
)

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_SIDE = Qt.Orientation.Horizontal


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        name: Its stable name.
        label: Its heading.
        kind: How its cells are painted.
    """

    name: str
    label: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table.

    Attributes:
        key: Whatever opening it leads to; empty for nothing.
        cells: One for each column; the first alone stands for a band.
        band: What makes the row the head of a group; None for an ordinary row.
    """

    key: str
    cells: tuple[Cell, ...]
    band: Band | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows and columns, without Qt."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def lines(self) -> list[list[str]]:
        """Headings and cells as text, for the clipboard and files."""
        found = [[one.label for one in self.columns]]
        found += [
            [" ".join(filter(None, (one.text, one.extra))) for one in row.cells]
            for row in self.rows
            if row.band is None
        ]
        return found


EMPTY = Table((), ())


class TableModel(QAbstractTableModel):
    """Shows a table; nothing in it can be edited.

    Args:
        parent: Its owner.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table = EMPTY

    def show_table(self, table: Table) -> None:
        """Show another table; equal rows stay where they are."""
        if table == self.table:
            return
        same = (
            table.columns == self.table.columns and len(table.rows) == len(self.table.rows)
            and [one.key for one in table.rows] == [one.key for one in self.table.rows]
        )  # fmt: skip
        if same:
            self.table = table
            last = self.index(len(table.rows) - 1, len(table.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    def key(self, row: int) -> str:
        """What opening a row leads to."""
        return self.table.rows[row].key if 0 <= row < len(self.table.rows) else ""

    def row_of(self, key: str) -> int:
        """The row with a key; -1 for none."""
        return next((at for at, one in enumerate(self.table.rows) if one.key == key), -1)

    def rowCount(self, parent: Index = _NONE) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self.table.rows)

    def columnCount(self, parent: Index = _NONE) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.table.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        """Headings, names and kinds of the columns."""
        if orientation != _SIDE or not 0 <= section < len(self.table.columns):
            return None
        column = self.table.columns[section]
        if role == KindRole:
            return column.kind
        if role == ColumnRole:
            return column.name
        return column.label if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = 0) -> object:
        """A cell."""
        if not index.isValid():
            return None
        cell = self.quick_cell(index.row(), index.column())
        if role == BandRole:
            return self.band(index.row())
        if role == CellRole:
            return cell
        if role == RecordRole:
            return self.key(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(filter(None, (cell.text, cell.extra)))
        return None

    def quick_cell(self, row: int, column: int) -> Cell:
        """What a cell shows."""
        cells = self.table.rows[row].cells
        return cells[column] if column < len(cells) else Cell()

    def band(self, row: int) -> Band | None:
        """The head of a group; None for an ordinary row."""
        return self.table.rows[row].band

    def row_mark(self, row: int) -> Mark:
        """No marks here."""
        return ""

    def row_content(self, row: int) -> object:
        """The row: another object once it changes."""
        return self.table.rows[row]
