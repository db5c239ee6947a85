"""The rows of a list of changes: days, changes, and what leads further back; without a window."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from acctdesk.ui.past.said import Shown, day_words
from acctdesk.words import _

_NOWHERE = QModelIndex()
Index = QModelIndex | QPersistentModelIndex
_HEADING = Qt.ItemFlag.NoItemFlags
_CHOOSABLE = (
    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
)
_TOLD = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


@dataclass(frozen=True, slots=True)
class Day:
    """The heading of a day.

    Attributes:
        words: The day in words.
        day: The day.
    """

    words: str
    day: dt.date


@dataclass(frozen=True, slots=True)
class Older:
    """The row that shows older changes.

    Attributes:
        before: Only changes with a smaller number are older.
    """

    before: int


Row = Day | Shown | Older


class PastModel(QAbstractListModel):
    """Shows changes under the days on which they were made.

    Args:
        today: Tells the day.
    """

    def __init__(self, today: Callable[[], dt.date]) -> None:
        super().__init__()
        self._today = today
        self._rows: list[Row] = []

    def show(self, found: Sequence[Shown], before: int | None) -> None:
        """Show changes.

        Args:
            found: They, newest first.
            before: Where older ones begin; None when there are none.
        """
        rows = self._made(found, None, before)
        if rows == self._rows:
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def extend(self, found: Sequence[Shown], before: int | None) -> None:
        """Show older changes as well, in the place of the row that leads to them."""
        last = len(self._rows) - 1
        if last >= 0 and isinstance(self._rows[last], Older):
            self.beginRemoveRows(_NOWHERE, last, last)
            del self._rows[last]
            self.endRemoveRows()
        days = [one.day for one in self._rows if isinstance(one, Day)]
        rows = self._made(found, days[-1] if days else None, before)
        if rows:
            at = len(self._rows)
            self.beginInsertRows(_NOWHERE, at, at + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()

    def _made(self, found: Sequence[Shown], day: dt.date | None, before: int | None) -> list[Row]:
        rows: list[Row] = []
        today = self._today()
        for one in found:
            if one.day != day:
                day = one.day
                rows.append(Day(day_words(day, today), day))
            rows.append(one)
        return [*rows, Older(before)] if before is not None else rows

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """All rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, and what assistive technology reads."""
        row = self.row(index.row()) if index.isValid() else None
        if row is None or role not in _TOLD:
            return None
        if isinstance(row, Older):
            return _("Show older changes")
        if isinstance(row, Day):
            return row.words
        if role == Qt.ItemDataRole.DisplayRole:
            return row.what
        state = [_("Undone")] if row.entry.undone else []
        return ", ".join([row.what, row.time, row.brief, *state])

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Days can't be chosen."""
        row = self.row(index.row())
        return _HEADING if row is None or isinstance(row, Day) else _CHOOSABLE

    def row(self, at: int) -> Row | None:
        """A row; None outside."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def row_of(self, change: str) -> int:
        """The row of a change; -1 for none."""
        for at, one in enumerate(self._rows):
            if isinstance(one, Shown) and one.entry.id == change:
                return at
        return -1

    def first(self) -> int:
        """The first row that can be chosen; -1 for none."""
        return next((at for at, one in enumerate(self._rows) if not isinstance(one, Day)), -1)

    def changes(self) -> list[Shown]:
        """The changes in order."""
        return [one for one in self._rows if isinstance(one, Shown)]
