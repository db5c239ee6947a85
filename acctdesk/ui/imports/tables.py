"""Small read-only tables: the first rows of a sheet, and two records side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from acctdesk.services.values.cell import as_text, tidy
from acctdesk.ui.imports.quickgrid import longest
from acctdesk.ui.widgets.roles import ColumnRole, Kind, KindRole, SecondaryRole, ToneRole
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.exchange.reading import Cell

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
SIDE = Qt.Orientation.Horizontal


class PreviewModel(QAbstractTableModel):
    """The first rows of a sheet as they stand in the file, headings marked.

    Args:
        parent: Its owner.
    """

    MOST = 60
    """Columns that are shown."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: Sequence[Sequence[Cell]] = ()
        self._width = 0
        self._headings: tuple[int, ...] = ()
        self._first = 1

    def show(
        self, rows: Sequence[Sequence[Cell]], headings: tuple[int, ...], first_data: int
    ) -> None:
        """Show other rows.

        Args:
            rows: From the sheet's first one on.
            headings: Numbers of the rows that hold the headings.
            first_data: Number of the first row of values.
        """
        self.beginResetModel()
        self._rows, self._headings, self._first = rows, headings, first_data
        self._width = min(max(map(len, rows), default=0), self.MOST)
        self.endResetModel()

    def rowCount(self, parent: Index = _NONE) -> int:
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NONE) -> int:
        """The row's number, and the sheet's columns."""
        return 0 if parent.isValid() else self._width + 1

    def longest(self, column: int, first: int, last: int) -> list[int]:
        """The rows with the longest words; of the numbers, those that are marked."""
        if column == 0:
            return [one - 1 for one in self._headings[:2] if one <= last] + [last - 1]
        return longest(lambda row: len(self._text(row, column)), first, last)

    def _text(self, row: int, column: int) -> str:
        cells = self._rows[row]
        return tidy(as_text(cells[column - 1]))[:200] if column <= len(cells) else ""

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        """Letters as in a spreadsheet."""
        if orientation != SIDE:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            if section == 0:
                return _("Row")
            # Loaded with the file that is shown.
            from acctdesk.exchange.intake.layout import column_letters

            return column_letters(section - 1)
        return {KindRole: Kind.TEXT, ColumnRole: str(section)}.get(role)

    def data(self, index: Index, role: int = 0) -> object:
        """A cell as text."""
        if not index.isValid():
            return None
        number, column = index.row() + 1, index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return str(number) if column == 0 else self._text(index.row(), column)
        if role == SecondaryRole and column == 0 and number in self._headings:
            return _("headings")
        if role == ToneRole:
            if number in self._headings:
                return "accent"
            return "secondary" if column == 0 or number < self._first else "text"
        return None


class TextModel(QAbstractTableModel):
    """Rows of words.

    Args:
        headings: The columns.
        rows: The words.
        kinds: How each column is painted; text where it ends.
        marked: Rows whose last column is worth a look.
        parent: Its owner.
    """

    def __init__(
        self,
        headings: Sequence[str],
        rows: Sequence[Sequence[str]],
        parent: QObject,
        *,
        kinds: Sequence[Kind] = (),
        marked: frozenset[int] = frozenset(),
    ) -> None:
        super().__init__(parent)
        self._headings, self._rows = tuple(headings), rows
        self._kinds, self._marked = tuple(kinds), marked

    def rowCount(self, parent: Index = _NONE) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NONE) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self._headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        """The headings."""
        if orientation != SIDE or section >= len(self._headings):
            return None
        if role == KindRole:
            return self._kinds[section] if section < len(self._kinds) else Kind.TEXT
        return {Qt.ItemDataRole.DisplayRole: self._headings[section],
                ColumnRole: str(section)}.get(role)  # fmt: skip

    def data(self, index: Index, role: int = 0) -> object:
        """The words."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows[index.row()][index.column()]
        if role == ToneRole:
            if index.column() == 0:
                return "secondary"
            last = index.column() == len(self._headings) - 1
            return "accent" if last and index.row() in self._marked else "text"
        return None
