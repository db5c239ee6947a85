"""What the page of duplicates shows: the pairs, and two records field by field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from acctdesk.services.catalogue import Field, Format
from acctdesk.services.record import Record
from acctdesk.ui.entry import currency_of, in_words
from acctdesk.ui.widgets.roles import (
    ColumnRole,
    Kind,
    KindRole,
    RecordRole,
    SecondaryRole,
    StatusRole,
    ToneRole,
)
from acctdesk.ui.widgets.status import Status
from acctdesk.words import _, lazy, number

if TYPE_CHECKING:
    from acctdesk.services.duplicates import Pair
    from acctdesk.services.merging import Comparison, Difference

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_ACROSS = Qt.Orientation.Horizontal
_DISPLAY = Qt.ItemDataRole.DisplayRole

REASONS = {
    "name": lazy("same name"),
    "legal_name": lazy("same legal name"),
    "slip": lazy("names differ by a slip"),
    "email": lazy("same e-mail"),
    "domain": lazy("same web domain"),
    "phone": lazy("same phone"),
    "account": lazy("same account"),
}
"""What two records share, in words."""

AGAINST = {
    "country": lazy("another country"),
    "domain": lazy("another web domain"),
    "email": lazy("another e-mail"),
    "ids": lazy("two ids in one other system"),
}
"""What speaks against a pair, in words."""

BOTH = (Format.TAGS, Format.LONG_TEXT)
"""Formats of which both values can be kept."""


def why(pair: Pair) -> str:
    """Why two records may be the same, and what speaks against it."""
    shared = ", ".join(str(REASONS[one]) for one in pair.reasons)
    if not pair.against:
        return shared
    against = ", ".join(str(AGAINST[one]) for one in pair.against)
    return _("{shared}; but {against}").format(shared=shared, against=against)


def names(pair: Pair) -> str:
    """Both names, once where they are the same."""
    if pair.first_name == pair.second_name:
        return pair.first_name
    return _("{first} · {second}").format(first=pair.first_name, second=pair.second_name)


class PairsModel(QAbstractTableModel):
    """The pairs, the likeliest first.

    Args:
        parent: Its owner.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pairs: Sequence[Pair] = ()

    def show(self, pairs: Sequence[Pair]) -> None:
        """Show other pairs."""
        self.beginResetModel()
        self._pairs = pairs
        self.endResetModel()

    def pair(self, row: int) -> Pair | None:
        """The pair of a row."""
        return self._pairs[row] if 0 <= row < len(self._pairs) else None

    def row_of(self, first: str, second: str) -> int:
        """The row of a pair, whichever stands first; -1 when it isn't there."""
        wanted = {first, second}
        return next(
            (row for row, one in enumerate(self._pairs) if {one.first, one.second} == wanted), -1
        )

    def rowCount(self, parent: Index = _NONE) -> int:
        """How many pairs there are."""
        return 0 if parent.isValid() else len(self._pairs)

    def columnCount(self, parent: Index = _NONE) -> int:
        """The two with the reason beneath, and how likely it is."""
        return 0 if parent.isValid() else 2

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        """The headings."""
        if orientation != _ACROSS:
            return None
        if role == _DISPLAY:
            return (_("Records"), _("Alike"))[section]
        if role == KindRole:
            return (Kind.TWO_LINE, Kind.NUMBER)[section]
        return ("records", "alike")[section] if role == ColumnRole else None

    def data(self, index: Index, role: int = 0) -> object:
        """Names, reasons and score."""
        if not index.isValid():
            return None
        pair, column = self._pairs[index.row()], index.column()
        if role == _DISPLAY:
            return (names(pair), _("%s %%") % number(pair.score))[column]
        if role == SecondaryRole and column == 0:
            return why(pair)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{pair.first_name}\n{pair.second_name}\n{why(pair)}"
        if role == RecordRole:
            return pair.first
        return None


class ChoiceModel(QAbstractTableModel):
    """Two records field by field, with a tick at what is kept.

    Args:
        parent: Its owner.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._found: Comparison | None = None
        self._rows: list[tuple[Field, Difference | None]] = []
        self._chosen: dict[str, str] = {}
        self._all = False

    def show(self, found: Comparison | None) -> None:
        """Show another comparison, with what would be kept."""
        self.beginResetModel()
        self._found = found
        self._chosen = {one.field.name: one.proposed for one in found.differences} if found else {}
        self._lay_out()
        self.endResetModel()

    def show_same(self, on: bool) -> None:
        """Whether the fields on which both agree are shown as well."""
        self.beginResetModel()
        self._all = on
        self._lay_out()
        self.endResetModel()

    def _lay_out(self) -> None:
        found = self._found
        differences = found.differences if found else ()
        # What must be decided comes before what only one of the two says.
        ordered = sorted(differences, key=lambda one: not conflicts(one))
        self._rows = [(one.field, one) for one in ordered]
        if found is not None and self._all:
            self._rows += [(field, None) for field in found.same]

    @property
    def comparison(self) -> Comparison | None:
        """What is compared."""
        return self._found

    @property
    def chosen(self) -> Mapping[str, str]:
        """What is kept, by field name: "first", "second" or "both"."""
        return self._chosen

    def choose(self, row: int, side: str) -> None:
        """Tick a side; where both can be kept, a second tick joins them and takes one away."""
        field, difference = self._rows[row]
        if difference is None:
            return
        now = self._chosen[field.name]
        can_join = field.format in BOTH and difference.first and difference.second
        other = "second" if side == "first" else "first"
        if can_join and now == "both":
            new = other
        elif can_join and now == other:
            new = "both"
        else:
            new = side
        if new != now:
            self._chosen[field.name] = new
            self.dataChanged.emit(self.index(row, 1), self.index(row, 2))

    def rowCount(self, parent: Index = _NONE) -> int:
        """How many fields are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NONE) -> int:
        """The field, and the two values."""
        return 0 if parent.isValid() else 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        """The two names."""
        if orientation != _ACROSS:
            return None
        if role == _DISPLAY:
            if section == 0 or self._found is None:
                return (_("Field"), _("Stays"), _("Goes"))[section]
            words = _("{name} (stays)") if section == 1 else _("{name} (goes)")
            return words.format(name=(self._found.first, self._found.second)[section - 1].title)
        if role == KindRole:
            return Kind.TEXT if section == 0 else Kind.STATUS
        return ("field", "first", "second")[section] if role == ColumnRole else None

    def data(self, index: Index, role: int = 0) -> object:
        """A value, with the tick where it is kept."""
        if not index.isValid() or self._found is None:
            return None
        (field, difference), column = self._rows[index.row()], index.column()
        if role == RecordRole:
            return field.name
        if column == 0:
            words = str(field.label)
            return {_DISPLAY: words, ToneRole: "secondary"}.get(role)
        record = self._found.first if column == 1 else self._found.second
        kept = difference is None or self._chosen[field.name] in (
            "both", "first" if column == 1 else "second"
        )  # fmt: skip
        if role == _DISPLAY:
            return said(field, record) or "–"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            text = said(field, record) or _("empty")
            return _("%s, kept") % text if kept else text
        if role == Qt.ItemDataRole.ToolTipRole:
            return said(field, record, lines=True)
        if role == StatusRole:
            return Status.MET if kept and difference is not None else None
        return "text" if role == ToneRole and kept else "secondary" if role == ToneRole else None


def conflicts(difference: Difference) -> bool:
    """Whether both records say something, and not the same."""
    return difference.first is not None and difference.second is not None


def said(field: Field, record: Record, *, lines: bool = False) -> str:
    """A value of a record in words; on one line unless its lines are wanted."""
    value = record[field.name]
    text = in_words(
        field,
        value,
        title=record.titles.get(field.name, ""),
        currency=currency_of(field, record),
    )
    if field.key == "account.rag" and value is None:
        return ""
    return text if lines else " ".join(text.split())
