"""The texts that may name a person, each with a box: whether the name goes from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent

from acctdesk.ui.widgets.grid import GridView
from acctdesk.ui.widgets.roles import (
    ColumnRole,
    Editor,
    EditorRole,
    Kind,
    KindRole,
    RecordRole,
    SecondaryRole,
    ToneRole,
)
from acctdesk.words import _, _n, number

if TYPE_CHECKING:
    from acctdesk.services.mentions import Mention

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_ROLE = Qt.ItemDataRole


class MentionsModel(QAbstractTableModel):
    """The texts, and from which of them the name is to go.

    Args:
        parent: Its owner.
    """

    turned = Signal()
    """Another number of texts is ticked."""
    _NAMES = ("ticked", "text", "place")
    _KINDS = (Kind.CHECK, Kind.TWO_LINE, Kind.TEXT)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: Sequence[Mention] = ()
        self._places: Mapping[str, tuple[str, str, str]] = {}
        self._left: set[str] = set()

    def show(
        self, rows: Sequence[Mention], places: Mapping[str, tuple[str, str, str]], *, ticked: bool
    ) -> None:
        """Show other texts.

        Args:
            rows: They.
            places: By their keys, what each is of, the name of the record, and the field.
            ticked: Whether those are ticked at first that are likely to mean the person; what is
                shown already keeps its tick.
        """
        known = {one.key for one in self._rows}
        self.beginResetModel()
        self._rows, self._places = rows, places
        fresh = {one.key for one in rows if not (ticked and one.sure)} - known
        self._left = (self._left & known) | fresh
        self.endResetModel()
        self.turned.emit()

    def left(self) -> frozenset[str]:
        """Keys of the texts that stay as they are."""
        return frozenset(one.key for one in self._rows if one.key in self._left)

    def tick_all(self, on: bool) -> None:
        """Tick all, or none."""
        self._left = set() if on else {one.key for one in self._rows}
        self._tell(0, len(self._rows) - 1)

    def turn(self, row: int) -> None:
        """Tick a row, or take its tick away."""
        if 0 <= row < len(self._rows):
            self._left ^= {self._rows[row].key}
            self._tell(row, row)

    def rowCount(self, parent: Index = _NONE) -> int:
        """How many there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NONE) -> int:
        """Tick, text, and where it stands."""
        return 0 if parent.isValid() else len(self._NAMES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        """The headings."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == _ROLE.DisplayRole:
            return ("", _("Text"), _("Where"))[section]
        if role == _ROLE.AccessibleTextRole and section == 0:
            return _("Take the name out")
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
        if column == 0:
            on = one.key not in self._left
            said = _("take the name out") if on else _("leave as it is")
            return {
                _ROLE.CheckStateRole: Qt.CheckState.Checked if on else Qt.CheckState.Unchecked,
                _ROLE.EditRole: on,
                _ROLE.AccessibleTextRole: f"{one.around}, {said}",
                EditorRole: Editor.TICK,
                RecordRole: one.key,
            }.get(role)
        if role == _ROLE.DisplayRole:
            return one.around if column == 1 else self._place(one)
        if role == SecondaryRole and column == 1:
            return self._often(one)
        if role == _ROLE.ToolTipRole and column == 1:
            return one.around
        if role == ToneRole and column == 2:
            return "secondary"
        return one.key if role == RecordRole else None

    def setData(self, index: Index, value: object, role: int = _ROLE.EditRole) -> bool:
        """Tick, or not."""
        if not index.isValid() or index.column() != 0 or role != _ROLE.EditRole:
            return False
        key = self._rows[index.row()].key
        self._left = self._left - {key} if value else self._left | {key}
        self._tell(index.row(), index.row())
        return True

    def _place(self, one: Mention) -> str:
        """The kind, the record and the field; a name that says the same as the text is left out."""
        kind, title, field = self._places.get(one.key, (one.kind, "", one.field))
        return " · ".join(part for part in (kind, title, field) if part)

    @staticmethod
    def _often(one: Mention) -> str:
        earlier = _n("{n} entry of the history", "{n} entries of the history", one.earlier)
        if not one.times:
            return _("only in an earlier text: %s") % earlier if one.earlier else ""
        words = _("once") if one.times == 1 else _("%s times") % number(one.times)
        return f"{words}; {earlier}" if one.earlier else words

    def _tell(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, 0))
        self.turned.emit()


class MentionsGrid(GridView):
    """The texts: Space ticks the row one is in, in whatever column."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter tick."""
        ticks = (_KEY.Key_Space, _KEY.Key_Return, _KEY.Key_Enter)
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        model = self.model()
        if event.key() in ticks and not held and isinstance(model, MentionsModel):
            model.turn(self.currentIndex().row())
            return
        super().keyPressEvent(event)


_KEY = Qt.Key
