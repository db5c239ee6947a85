"""Our people × theirs as a Qt model: how well each knows each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from acctdesk.metrics.stakeholders import STRENGTHS, strength_rank
from acctdesk.services.stakeholder import Card, Relation
from acctdesk.ui.log.said import ago
from acctdesk.ui.stakeholders.words import dots
from acctdesk.ui.widgets.cell import Band, Cell, Mark
from acctdesk.ui.widgets.roles import (
    CellRole,
    ColumnRole,
    Kind,
    KindRole,
    RecordRole,
    SecondaryRole,
)
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.ui.stakeholders.study import Study

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_DISPLAY = Qt.ItemDataRole.DisplayRole


class MatrixModel(QAbstractTableModel):
    """Their people in rows, ours in columns.

    Args:
        study: The map.
        parent: Its owner.
    """

    def __init__(self, study: Study, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._study = study
        self._account = ""
        self._people: list[Card] = []
        self._members: list[tuple[str, str]] = []
        self._relations: dict[tuple[str, str], Relation] = {}

    def show_map(self, guests: Sequence[tuple[str, str]]) -> bool:
        """Show the map as it is now.

        Args:
            guests: Ids and names of our people who have a column though they know nobody yet.

        Returns:
            Whether there are other rows or columns than before.
        """
        seen = self._study.seen
        if seen is None:
            return False
        people = {one.person: one for one in reversed(seen.cards) if one.person}
        order = [one for one in seen.cards if people.get(one.person) is one]
        wanted = dict([*guests, *seen.members])
        # Who has a column keeps its place, also when they get to know somebody.
        before = [one for one, _name in self._members if seen.account == self._account]
        ids = [one for one in before if one in wanted]
        ids += [one for one, _name in (*seen.members, *guests) if one not in ids]
        members = [(one, wanted[one]) for one in dict.fromkeys(ids)]
        self._account = seen.account
        same = [one.person for one in order] == [one.person for one in self._people]
        same = same and members == self._members
        if not same:
            self.beginResetModel()
        self._people, self._members = order, members
        self._relations = {(one.member, one.person): one for one in seen.relations}
        if not same:
            self.endResetModel()
        elif order:
            last = self.index(len(order) - 1, len(members))
            self.dataChanged.emit(self.index(0, 0), last)
        return not same

    def person(self, row: int) -> Card | None:
        """Who a row is about; None outside."""
        return self._people[row] if 0 <= row < len(self._people) else None

    def member(self, column: int) -> tuple[str, str] | None:
        """Id and name of who a column is about; None for the first column, and outside."""
        return self._members[column - 1] if 1 <= column <= len(self._members) else None

    def members(self) -> tuple[tuple[str, str], ...]:
        """Ids and names of all who have a column."""
        return tuple(self._members)

    def relation(self, row: int, column: int) -> Relation | None:
        """How well they know each other; None where nothing is known."""
        card, member = self.person(row), self.member(column)
        if card is None or member is None:
            return None
        return self._relations.get((member[0], card.person))

    def row_of(self, person: str) -> int:
        """The row of a person; -1 for none."""
        return next((at for at, one in enumerate(self._people) if one.person == person), -1)

    # -- what Qt asks ----------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many of theirs there are."""
        return 0 if parent.isValid() else len(self._people)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Their names, and how many of ours there are."""
        return 0 if parent.isValid() else 1 + len(self._members)

    def headerData(self, section: int, side: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Who each column is about."""
        if side != Qt.Orientation.Horizontal or not 0 <= section <= len(self._members):
            return None
        member = self.member(section)
        name = member[1] if member is not None else _("Their people")
        key = member[0] if member is not None else "person"
        return {_DISPLAY: name, ColumnRole: key, KindRole: Kind.TWO_LINE}.get(role)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """What a cell shows."""
        if not index.isValid():
            return None
        if role == RecordRole:
            return self._people[index.row()].position
        if role not in (_DISPLAY, SecondaryRole, CellRole):
            return None
        cell = self.quick_cell(index.row(), index.column())
        return {_DISPLAY: cell.text, SecondaryRole: cell.extra, CellRole: cell}[role]

    # -- what a painter asks at once -------------------------------------------------------

    def quick_cell(self, row: int, column: int) -> Cell:
        """What a cell shows."""
        card = self._people[row]
        if column == 0:
            return Cell(card.name, extra=card.title)
        found = self.relation(row, column)
        rank = rank_of(found)
        word = self._study.word
        cell = Cell(f"{dots(rank)} {word('relationship', 'strength', STRENGTHS[rank])}")
        if rank == 0:
            cell.tone = "secondary"
        if found is not None:
            said = [word("relationship", "now", found.now) if found.now else ""]
            if found.wanted and found.wanted != found.now:
                said.append("→ " + word("relationship", "wanted", found.wanted))
            parts = [" ".join(one for one in said if one)]
            if found.last_contact is not None:
                seen = self._study.seen
                day = seen.day if seen is not None else self._study.today
                parts.append(ago(found.last_contact.isoformat(), day))
            cell.extra = " · ".join(one for one in parts if one)
        return cell

    def band(self, row: int) -> Band | None:
        """There are no groups."""
        return None

    def row_mark(self, row: int) -> Mark:
        """Rows have no marks."""
        return ""

    def row_content(self, row: int) -> object:
        """Each reading of the map is painted anew."""
        return None


def rank_of(relation: Relation | None) -> int:
    """How well two know each other, 0 to 3. Who met and said nothing knows each other briefly."""
    if relation is None:
        return 0
    if relation.strength:
        return strength_rank(relation.strength)
    return int(relation.last_contact is not None)
