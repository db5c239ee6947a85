"""The rows of the search page: headings, hits, and what leads to more; without a window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from acctdesk.services.hits import Found, Hit
from acctdesk.ui.search.said import Told, beside, count, kind_title, told
from acctdesk.words import _

_NOWHERE = QModelIndex()
Index = QModelIndex | QPersistentModelIndex
# Put together once: Qt asks for them dozens of times with every letter.
_HEADING = Qt.ItemFlag.NoItemFlags
_CHOOSABLE = (
    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
)
RowRole = int(Qt.ItemDataRole.UserRole) + 1
"""The row itself: `Head`, `Hit`, `More` or `Former`."""


@dataclass(frozen=True, slots=True)
class Head:
    """A heading.

    Attributes:
        title: Its words.
        count: How many stand under it, in words.
    """

    title: str
    count: str = ""


@dataclass(frozen=True, slots=True)
class More:
    """The row that shows all hits of a kind.

    Attributes:
        kind: The kind.
    """

    kind: str


@dataclass(frozen=True, slots=True)
class Former:
    """Words that were searched before.

    Attributes:
        words: The words.
    """

    words: str


Row = Head | Hit | More | Former


class HitsModel(QAbstractListModel):
    """Shows an answer, or former searches while nothing is asked."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Row] = []
        self._told: dict[int, Told] = {}
        self._places: list[int] = []
        """Rows that can be chosen."""

    def show(self, found: Found, *, alone: bool = False) -> None:
        """Show an answer.

        Args:
            found: The answer.
            alone: Whether only one kind was asked for, so that nothing leads to more of it.
        """
        rows: list[Row] = []
        for group in found.groups:
            rows.append(Head(kind_title(group.kind), count(len(group.hits), more=group.more)))
            rows.extend(group.hits)
            if group.more and not alone:
                rows.append(More(group.kind))
        self._put(rows)

    def show_former(self, searches: Sequence[str]) -> None:
        """Show former searches."""
        head: list[Row] = [Head(_("Searched lately"))] if searches else []
        self._put([*head, *(Former(words) for words in searches)])

    def _put(self, rows: list[Row]) -> None:
        if rows == self._rows:
            return
        self.beginResetModel()
        self._rows = rows
        self._told = {at: told(one) for at, one in enumerate(rows) if isinstance(one, Hit)}
        self._places = [place for place, one in enumerate(rows) if not isinstance(one, Head)]
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """All rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, the row itself, and what assistive technology reads."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == RowRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return title_of(row)
        if role == Qt.ItemDataRole.AccessibleTextRole and isinstance(row, Hit):
            said = [row.title.text, kind_title(row.kind), beside(row), row.snippet.text]
            return ", ".join(part for part in said if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings can't be chosen."""
        row = self.row(index.row())
        return _HEADING if row is None or isinstance(row, Head) else _CHOOSABLE

    def row(self, at: int) -> Row | None:
        """A row; None outside."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def told(self, at: int) -> Told:
        """What stands beside and beneath the name of a hit."""
        return self._told[at]

    def hits(self) -> list[Hit]:
        """The hits in order."""
        return [one for one in self._rows if isinstance(one, Hit)]

    def row_of(self, record: str) -> int:
        """The row of a record's hit; -1 for none."""
        for at, one in enumerate(self._rows):
            if isinstance(one, Hit) and one.id == record:
                return at
        return -1

    def step(self, at: int, by: int) -> int:
        """The row that can be chosen so many further; -1 when there is none.

        Args:
            at: Where from; -1 for before the first.
            by: How many; negative goes up. It stops at the ends.
        """
        places = self._places
        if not places:
            return -1
        if at not in places:
            return places[0] if by > 0 else places[-1]
        return places[max(0, min(places.index(at) + by, len(places) - 1))]


def title_of(row: Row) -> str:
    """The words of a row."""
    if isinstance(row, Hit):
        return row.title.text
    if isinstance(row, More):
        return _("Show more: %s") % kind_title(row.kind).lower()
    return row.title if isinstance(row, Head) else row.words
