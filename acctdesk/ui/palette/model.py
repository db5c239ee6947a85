"""The rows of the palette: headings and entries, without a window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from acctdesk.ui.palette.entries import Entry, Group
from acctdesk.words import _

_NOWHERE = QModelIndex()
_HEADING = Qt.ItemFlag.NoItemFlags
_DISABLED = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_ENABLED = _DISABLED | Qt.ItemFlag.ItemIsEnabled
# Put together once: Qt asks for them dozens of times with every letter.
Index = QModelIndex | QPersistentModelIndex
EntryRole = int(Qt.ItemDataRole.UserRole) + 1
"""The `Entry` of a row; None for a heading."""
PinnedRole = int(Qt.ItemDataRole.UserRole) + 2
"""Whether the row's entry is pinned."""


class PaletteModel(QAbstractListModel):
    """Shows groups, each under its heading."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[str | Entry] = []
        self._pinned: frozenset[str] = frozenset()
        self._places: list[int] = []
        """Rows that can be chosen."""

    def show(self, groups: Sequence[Group], pinned: Sequence[str] = ()) -> None:
        """Show these groups; empty ones are left out.

        Args:
            groups: The groups.
            pinned: Keys of pinned entries.
        """
        rows: list[str | Entry] = []
        for group in groups:
            if group.entries:
                rows.append(group.title)
                rows.extend(group.entries)
        now = frozenset(pinned)
        if rows == self._rows and now == self._pinned:
            # They look the same; what they do may have been made anew.
            self._rows = rows
            return
        self.beginResetModel()
        self._rows, self._pinned = rows, now
        self._places = [at for at, one in enumerate(rows) if isinstance(one, Entry) and one.enabled]
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Headings and entries."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, entry, and what assistive technology reads."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == EntryRole:
            return row if isinstance(row, Entry) else None
        if isinstance(row, str):
            return row if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == PinnedRole:
            return row.key in self._pinned
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._said(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings can't be chosen."""
        entry = self.entry(index.row())
        if entry is None:
            return _HEADING
        return _ENABLED if entry.enabled else _DISABLED

    def entry(self, row: int) -> Entry | None:
        """The entry of a row; None for a heading and outside."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Entry) else None

    def heading(self, row: int) -> str:
        """The words of a heading; empty for an entry and outside."""
        found = self._rows[row] if 0 <= row < len(self._rows) else ""
        return found if isinstance(found, str) else ""

    def is_pinned(self, entry: Entry) -> bool:
        """Whether an entry is kept at the top."""
        return entry.key in self._pinned

    def entries(self) -> list[Entry]:
        """All entries in order."""
        return [one for one in self._rows if isinstance(one, Entry)]

    def row_of(self, key: str) -> int:
        """The first row with this key; -1 for none."""
        for row, one in enumerate(self._rows):
            if isinstance(one, Entry) and one.key == key:
                return row
        return -1

    def step(self, row: int, by: int, *, around: bool = True) -> int:
        """The row so many choosable entries further; -1 when there is none.

        Args:
            row: Where from; -1 for before the first.
            by: How many; negative goes up.
            around: Whether the end leads to the beginning.
        """
        places = self._places
        if not places:
            return -1
        if row not in places:
            return places[0] if by > 0 else places[-1]
        at = places.index(row) + by
        return places[at % len(places)] if around else places[max(0, min(at, len(places) - 1))]

    def _said(self, entry: Entry) -> str:
        parts = [entry.title, entry.note, entry.keys]
        if entry.ticked:
            parts.append(_("on"))
        if entry.key in self._pinned:
            parts.append(_("pinned"))
        if not entry.enabled:
            parts.append(_("not possible now"))
        return ", ".join(part for part in parts if part)
