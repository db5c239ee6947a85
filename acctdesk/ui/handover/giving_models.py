"""The tables of the wizard: accounts to choose from, and how far the chosen ones are ready."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from acctdesk.ui.widgets.roles import (
    ColumnRole,
    Editor,
    EditorRole,
    Kind,
    KindRole,
    RecordRole,
    ShareRole,
    ToneRole,
)
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.ui.handover.reading import Judged, Offered

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_ACROSS = Qt.Orientation.Horizontal
_ROLE = Qt.ItemDataRole


class AccountsModel(QAbstractTableModel):
    """Accounts with a box each; words narrow them down.

    Args:
        parent: Its owner.
    """

    ticked = Signal(str, bool)
    """An account was ticked, or not any more."""
    _NAMES = ("ticked", "name", "owner", "phase", "came_from")
    _KINDS = (Kind.CHECK, Kind.NAME, Kind.TEXT, Kind.TEXT, Kind.TEXT)
    CAME_FROM = 4
    """The column that says who handed an account to me."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._every: Sequence[Offered] = ()
        self._rows: Sequence[Offered] = ()
        self._words: list[str] = []
        self._chosen: frozenset[str] = frozenset()

    def show(self, accounts: Sequence[Offered]) -> None:
        """Show other accounts."""
        self.beginResetModel()
        self._every = accounts
        self._rows = self._found()
        self.endResetModel()

    def find(self, words: str) -> None:
        """Show only accounts that hold all of some words in name or owner."""
        self._words = words.casefold().split()
        found = self._found()
        if list(found) != list(self._rows):
            self.beginResetModel()
            self._rows = found
            self.endResetModel()

    def set_chosen(self, chosen: Sequence[str]) -> None:
        """Tick these and no others."""
        now = frozenset(chosen)
        if now != self._chosen:
            self._chosen = now
            if self._rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0))

    def shown(self) -> list[Offered]:
        """The accounts that fit the words."""
        return list(self._rows)

    def turn(self, row: int) -> None:
        """Tick a row, or take its tick away."""
        if 0 <= row < len(self._rows):
            one = self._rows[row].id
            self.ticked.emit(one, one not in self._chosen)

    def _found(self) -> Sequence[Offered]:
        if not self._words:
            return self._every
        return [
            one
            for one in self._every
            if all(word in f"{one.name} {one.owner}".casefold() for word in self._words)
        ]

    def rowCount(self, parent: Index = _NONE) -> int:
        """How many fit."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NONE) -> int:
        """Tick, name, owner, phase, who it came from."""
        return 0 if parent.isValid() else len(self._NAMES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        """The headings."""
        if orientation != _ACROSS:
            return None
        if role == _ROLE.DisplayRole:
            return ("", _("Account"), _("Owner"), _("Phase"), _("Came from"))[section]
        if role == _ROLE.AccessibleTextRole and section == 0:
            return _("Chosen")
        return {KindRole: self._KINDS[section], ColumnRole: self._NAMES[section]}.get(role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The box can be turned over."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == 0 else flags

    def data(self, index: Index, role: int = 0) -> object:
        """Words and ticks."""
        if not index.isValid():
            return None
        one, column = self._rows[index.row()], index.column()
        on = one.id in self._chosen
        if column == 0:
            return {
                _ROLE.CheckStateRole: Qt.CheckState.Checked if on else Qt.CheckState.Unchecked,
                _ROLE.EditRole: on,
                _ROLE.AccessibleTextRole: _("%s, chosen") % one.name if on else one.name,
                EditorRole: Editor.TICK,
                RecordRole: one.id,
            }.get(role)
        if role == _ROLE.DisplayRole:
            return (one.name, one.owner, one.phase, one.came_from)[column - 1]
        if role == ToneRole and column > 1:
            return "secondary"
        return one.id if role == RecordRole else None

    def setData(self, index: Index, value: object, role: int = _ROLE.EditRole) -> bool:
        """Tick; what is chosen then is told to the model by whoever holds it."""
        if not index.isValid() or index.column() != 0 or role != _ROLE.EditRole:
            return False
        self.ticked.emit(self._rows[index.row()].id, bool(value))
        return True


class ReadinessModel(QAbstractTableModel):
    """How far accounts are ready, the least ready first.

    Args:
        parent: Its owner.
    """

    _NAMES = ("name", "share", "missing")
    _KINDS = (Kind.NAME, Kind.PROGRESS, Kind.TEXT)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: Sequence[Judged] = ()

    def show(self, rows: Sequence[Judged]) -> None:
        """Show other accounts."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def account(self, row: int) -> Judged | None:
        """The account of a row; None where there is none."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, account: str) -> int:
        """The row of an account; -1 for none."""
        return next((at for at, one in enumerate(self._rows) if one.account == account), -1)

    def rowCount(self, parent: Index = _NONE) -> int:
        """How many accounts."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NONE) -> int:
        """Name, share, what is missing."""
        return 0 if parent.isValid() else len(self._NAMES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        """The headings."""
        if orientation != _ACROSS:
            return None
        if role == _ROLE.DisplayRole:
            return (_("Account"), _("Readiness"), _("Missing"))[section]
        return {KindRole: self._KINDS[section], ColumnRole: self._NAMES[section]}.get(role)

    def data(self, index: Index, role: int = 0) -> object:
        """Words and shares."""
        if not index.isValid():
            return None
        one, column = self._rows[index.row()], index.column()
        if role == _ROLE.DisplayRole:
            return (one.name, one.score, one.missing or _("Nothing"))[column]
        if role == ShareRole and column == 1:
            return one.share
        if role == ToneRole and column == 2:
            return "text" if one.missing else "secondary"
        return one.account if role == RecordRole else None
