"""Records that came and are taken for one that is here, and those that are kept apart."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QHBoxLayout, QWidget

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.empty import EmptyState
from acctdesk.ui.widgets.grid import GridView
from acctdesk.ui.widgets.line import Line
from acctdesk.ui.widgets.low import unfold_when_low
from acctdesk.ui.widgets.roles import ColumnRole, Kind, KindRole, RecordRole
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _, lazy

if TYPE_CHECKING:
    from acctdesk.services.handover.matching import Match
    from acctdesk.ui.handover.taking_said import Values

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_TITLES = (lazy("Record"), lazy("What"), lazy("Taken as"))
_NAMES = ("record", "kind", "same")
_KINDS = (Kind.NAME, Kind.TEXT, Kind.TEXT)


class MatchedModel(QAbstractTableModel):
    """Records that are taken for the same, then those that are kept apart.

    Args:
        parent: Its owner.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: Sequence[Match] = ()
        self._same = 0
        self._values: Values | None = None

    def show(self, matched: Sequence[Match], apart: Sequence[Match], values: Values) -> None:
        """Show other records.

        Args:
            matched: Those that are taken for one that is here.
            apart: Those that were, and are kept apart.
            values: Names kinds.
        """
        self.beginResetModel()
        self._rows, self._same, self._values = (*matched, *apart), len(matched), values
        self.endResetModel()

    def record(self, row: int) -> Match | None:
        """The record of a row; None where there is none."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def is_apart(self, row: int) -> bool:
        """Whether the record of a row is kept apart."""
        return row >= self._same

    def rowCount(self, parent: Index = _NONE) -> int:
        """How many there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NONE) -> int:
        """Name, kind, and what it is taken for."""
        return 0 if parent.isValid() else len(_TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        """The headings."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(_TITLES):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return str(_TITLES[section])
        return {KindRole: _KINDS[section], ColumnRole: _NAMES[section]}.get(role)

    def data(self, index: Index, role: int = 0) -> object:
        """The words."""
        if not index.isValid() or self._values is None:
            return None
        one = self._rows[index.row()]
        if role == RecordRole:
            return one.theirs
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if index.column() == 0:
            return one.title or _("Without a name")
        if index.column() == 1:
            return self._values.singular(one.kind)
        return _("two records") if self.is_apart(index.row()) else _("the one that is here")


class MatchedPanel(Card):
    """Lists what is taken for the same, and parts it.

    Args:
        theme: The theme in force.
        able: Whether one may decide.
    """

    parted = Signal(object, bool)
    """A record there is another one than that here, or the same again: its `Match`, and which."""

    def __init__(self, theme: Theme, *, able: bool) -> None:
        super().__init__(theme, _("Taken for the same"), flush=True)
        self._able = able
        self.model = MatchedModel(self)
        self.grid = GridView(theme, _("Records that are taken for one that is here"))
        self.grid.setModel(self.model)
        self.grid.head.setSectionsClickable(False)
        unfold_when_low(theme, self.grid)
        self.grid.set_empty(
            EmptyState(theme, "git-compare", _("Nothing is taken for the same"), "")
        )
        self.grid.selectionModel().currentChanged.connect(lambda *_both: self._tell())
        self.grid.open_requested.connect(lambda _index: self.press())
        self.add(self.grid, 1)
        self.add(Line(theme))
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(Space.CARD, Space.CONTROL, Space.CARD, Space.CONTROL)
        row.setSpacing(Space.CARD_GAP)
        said = _("Both sides entered these. Kept apart, a record is added as another one.")
        row.addWidget(Label(theme, said, "caption", "secondary", wrap=True), 1)
        self.part = Button(theme, _("Keep apart"))
        self.part.clicked.connect(self.press)
        row.addWidget(self.part)
        self.add(foot)
        self._tell()

    def show_matches(
        self, matched: Sequence[Match], apart: Collection[Match], values: Values
    ) -> None:
        """Show other records; the row one is in stays."""
        row = max(self.grid.currentIndex().row(), 0)
        self.model.show(matched, sorted(apart, key=lambda one: one.title), values)
        self.grid.fit_columns()
        if self.model.rowCount():
            self.grid.setCurrentIndex(self.model.index(min(row, self.model.rowCount() - 1), 0))
        self._tell()

    def press(self) -> None:
        """Keep the chosen record apart, or take it for the same again."""
        row = self.grid.currentIndex().row()
        one = self.model.record(row)
        if one is not None and self._able:
            self.parted.emit(one, not self.model.is_apart(row))

    def _tell(self) -> None:
        row = self.grid.currentIndex().row()
        one = self.model.record(row)
        self.part.setEnabled(self._able and one is not None)
        again = one is not None and self.model.is_apart(row)
        self.part.set_text(_("Take for the same") if again else _("Keep apart"))
