"""The timeline as a model: a row for each entry, and one for each month above its entries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from acctdesk.ui.log.said import step_of
from acctdesk.ui.widgets.roles import RecordRole
from acctdesk.words import _, _n, date

if TYPE_CHECKING:
    from acctdesk.services.interaction import Interaction

EntryRole = RecordRole + 20
"""The `Interaction` of a row; None for a month."""
MonthRole = RecordRole + 21
"""The month of a row that is one, as ISO text ("2026-10"); None for an entry."""

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_DISPLAY = Qt.ItemDataRole.DisplayRole


class TimelineModel(QAbstractTableModel):
    """Shows entries, newest first; asks for more when the end comes into sight.

    Args:
        today: Tells the day.
        types: Words for the codes of types.
        parent: Its owner.
    """

    more_wanted = Signal()
    """The end is in sight, and there is more: answer with `append`."""

    def __init__(
        self, today: Callable[[], dt.date], types: dict[str, str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._today, self._types = today, types
        self._rows: list[Interaction | str] = []
        self._keys: list[str] = []
        self._more = False
        self._asked = False

    def entries(self) -> list[Interaction]:
        """What is shown, newest first."""
        return [one for one in self._rows if not isinstance(one, str)]

    def last(self) -> Interaction | None:
        """The oldest entry that is shown."""
        return next((one for one in reversed(self._rows) if not isinstance(one, str)), None)

    def set_entries(self, entries: Sequence[Interaction], *, more: bool) -> None:
        """Show other entries; rows that stay keep their place in views.

        Args:
            entries: Newest first.
            more: Whether older ones are still to be read.
        """
        self._more, self._asked = more, False
        rows = _with_months(entries)
        keys = [_key(one) for one in rows]
        head = _common(self._keys, keys)
        most = min(len(self._keys), len(keys)) - head
        tail = min(_common(self._keys[::-1], keys[::-1]), most)
        gone = len(self._keys) - head - tail
        come = len(keys) - head - tail
        if gone:
            self.beginRemoveRows(QModelIndex(), head, head + gone - 1)
            del self._rows[head : head + gone]
            del self._keys[head : head + gone]
            self.endRemoveRows()
        if come:
            self.beginInsertRows(QModelIndex(), head, head + come - 1)
            self._rows[head:head] = rows[head : head + come]
            self._keys[head:head] = keys[head : head + come]
            self.endInsertRows()
        before, self._rows = self._rows, rows
        for at, (old, new) in enumerate(zip(before, rows, strict=True)):
            if old is not new and old != new:
                self.dataChanged.emit(self.index(at, 0), self.index(at, 0))

    def append(self, entries: Sequence[Interaction], *, more: bool) -> None:
        """Show older entries after those that are here; ones that came twice are left out."""
        held = set(self._keys)
        fresh = [one for one in entries if one.id not in held]
        self._more, self._asked = more, False
        last = self.last()
        rows = _with_months(fresh, last.day[:7] if last is not None else "")
        if rows:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self._rows += rows
            self._keys += [_key(one) for one in rows]
            self.endInsertRows()

    def entry(self, index: Index) -> Interaction | None:
        """The entry of a row; None for a month and for nothing."""
        found = self._rows[index.row()] if index.isValid() else None
        return None if found is None or isinstance(found, str) else found

    def row_of(self, interaction: str) -> int:
        """The row of an entry; -1 when it isn't shown."""
        return self._keys.index(interaction) if interaction in self._keys else -1

    # -- what views ask --------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Entries and months."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """One."""
        return 0 if parent.isValid() else 1

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there is more to be read."""
        return not parent.isValid() and self._more and not self._asked

    def fetchMore(self, parent: Index) -> None:
        """Ask for it."""
        if self.canFetchMore(parent):
            self._asked = True
            self.more_wanted.emit()

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Months can't be selected."""
        if self.entry(index) is None:
            return Qt.ItemFlag.ItemIsEnabled if index.isValid() else Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """An entry, and in words what is painted, for those who don't see it."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if isinstance(row, str):
            return {_DISPLAY: date(row), MonthRole: row}.get(role)
        if role == EntryRole:
            return row
        if role == RecordRole:
            return row.id
        if role in (_DISPLAY, Qt.ItemDataRole.AccessibleTextRole):
            return self.words(row)
        return None

    def words(self, one: Interaction) -> str:
        """An entry as it is read out: the whole of it."""
        parts = [
            self._types.get(one.type, one.type),
            date(one.day),
            one.subject,
            ", ".join(party.name for party in (*one.people, *one.members)),
            minutes_words(one.minutes),
            one.summary,
        ]
        if one.next_step:
            step = step_of(one.next_step_due, one.next_step_done, self._today())
            parts.append(
                _("Next step: {step}, {state}").format(step=one.next_step, state=step.words)
            )
        return ". ".join(part for part in parts if part)


def minutes_words(minutes: int | None) -> str:
    """A length: "25 min"; empty when nobody noted it."""
    return _n("{n} min", "{n} min", minutes) if minutes else ""


def _with_months(entries: Sequence[Interaction], month: str = "") -> list[Interaction | str]:
    rows: list[Interaction | str] = []
    for one in entries:
        if one.day[:7] != month:
            month = one.day[:7]
            rows.append(month)
        rows.append(one)
    return rows


def _key(row: Interaction | str) -> str:
    return row if isinstance(row, str) else row.id


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many at the beginning are the same."""
    for at, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return at
    return min(len(one), len(other))
