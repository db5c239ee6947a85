"""The outline's lines as a Qt model: what each cell says, and what typing into it means."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from acctdesk.drawing.card import Face
from acctdesk.errors import Problem
from acctdesk.exchange.maps.faces import is_cooling
from acctdesk.services.stakeholder import Card
from acctdesk.ui.entering import complaint
from acctdesk.ui.entry import choices_of, typed
from acctdesk.ui.log.said import ago
from acctdesk.ui.stakeholders.lines import Line
from acctdesk.ui.stakeholders.words import dots
from acctdesk.ui.widgets.cell import Band, Cell, Mark
from acctdesk.ui.widgets.roles import (
    BandRole,
    BranchRole,
    CellRole,
    ChoicesRole,
    ColumnRole,
    Editor,
    EditorRole,
    Kind,
    KindRole,
    RecordRole,
    TypedRole,
)
from acctdesk.ui.widgets.status import Status
from acctdesk.words import Lazy, _, _n, lazy, number

if TYPE_CHECKING:
    from acctdesk.ui.stakeholders.study import Study

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_DISPLAY = Qt.ItemDataRole.DisplayRole
_EDIT = Qt.ItemDataRole.EditRole

COLUMNS: tuple[tuple[str, Lazy, Kind], ...] = (
    ("name", lazy("Name"), Kind.NAME),
    ("title", lazy("Title"), Kind.TEXT),
    ("unit_id", lazy("Business unit"), Kind.TEXT),
    ("power", lazy("Power"), Kind.NUMBER),
    ("interest", lazy("Interest"), Kind.NUMBER),
    ("attitude", lazy("Attitude"), Kind.TEXT),
    ("buying_roles", lazy("Buying roles"), Kind.TEXT),
    ("status", lazy("Post status"), Kind.TEXT),
    ("strength", lazy("Best relationship"), Kind.TEXT),
    ("contact", lazy("Last contact"), Kind.STATUS),
    ("cadence", lazy("Contact every"), Kind.TEXT),
    ("manager", lazy("Reports to"), Kind.TEXT),
)
"""The columns: name, words, and how they are painted."""

_NAMES = tuple(one[0] for one in COLUMNS)
_READ_ONLY = frozenset({"strength", "contact"})
_CHOICES = frozenset({"attitude", "status", "cadence"})


class OutlineModel(QAbstractTableModel):
    """Shows lines.

    Args:
        study: The map.
        parent: Its owner.
    """

    def __init__(self, study: Study, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._study = study
        self._lines: list[Line | Band] = []
        self._at: dict[str, int] = {}
        self._faces: Mapping[str, Face] = {}

    def set_lines(self, lines: Sequence[Line], faces: Mapping[str, Face]) -> bool:
        """Show other lines.

        Returns:
            Whether there are others than before, or others' places: selections are gone then.
        """
        rows: list[Line | Band] = [one for one in lines if not one.parked]
        parked = [one for one in lines if one.parked]
        if parked:
            n = sum(1 for one in parked if not one.depth)
            rows.append(Band(_("Parked"), _n("{n} person", "{n} people", n)))
            rows += parked
        before = [_id(one) for one in self._lines]
        self._faces = faces
        if [_id(one) for one in rows] == before:
            self._lines = rows
            if rows:
                last = self.index(len(rows) - 1, len(COLUMNS) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return False
        self.beginResetModel()
        self._lines = rows
        self._at = {_id(one): at for at, one in enumerate(rows) if isinstance(one, Line)}
        self.endResetModel()
        return True

    def line(self, row: int) -> Line | None:
        """What a row shows; None for a heading, and outside."""
        found = self._lines[row] if 0 <= row < len(self._lines) else None
        return found if isinstance(found, Line) else None

    def row_of(self, position: str) -> int:
        """The row of a position; -1 when it isn't shown."""
        return self._at.get(position, -1)

    @staticmethod
    def column(name: str) -> int:
        """The place of a column."""
        return _NAMES.index(name)

    # -- what Qt asks ----------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, side: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Titles, names and kinds."""
        if side != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        name, words, kind = COLUMNS[section]
        return {_DISPLAY: str(words), ColumnRole: name, KindRole: kind}.get(role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Which cells can be edited."""
        flags = super().flags(index)
        if index.isValid() and self.line(index.row()) is not None:
            if _NAMES[index.column()] not in _READ_ONLY and self._study.able:
                flags |= Qt.ItemFlag.ItemIsEditable
        elif index.isValid():
            flags &= ~Qt.ItemFlag.ItemIsSelectable
        return flags

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """What a cell shows."""
        if not index.isValid():
            return None
        line = self.line(index.row())
        if line is None:
            band = self._lines[index.row()]
            if role == BandRole:
                return band if index.column() == 0 else None
            return getattr(band, "label", None) if role == _DISPLAY else None
        name = _NAMES[index.column()]
        if role in (CellRole, _DISPLAY):
            cell = self.quick_cell(index.row(), index.column())
            return cell if role == CellRole else cell.text
        answers: dict[int, Callable[[], Any]] = {
            _EDIT: lambda: self._value(line.card, name),
            RecordRole: lambda: line.card.position,
            BranchRole: lambda: line.open if name == "name" else None,
            ChoicesRole: lambda: self._choices(line.card, name) or None,
            EditorRole: lambda: self._editor(name),
            TypedRole: lambda: True if name in ("unit_id", "manager") else None,
        }
        answer = answers.get(role)
        return answer() if answer is not None else None

    def setData(self, index: Index, value: object, role: int = _EDIT) -> bool:
        """Make a gesture of what was entered; the map that follows shows it."""
        line = self.line(index.row()) if index.isValid() else None
        if role != _EDIT or line is None:
            return False
        self.enter(line.card, _NAMES[index.column()], value)
        return True

    # -- what a painter asks at once -------------------------------------------------------

    def quick_cell(self, row: int, column: int) -> Cell:
        """What a cell shows."""
        line = self.line(row)
        if line is None:
            return Cell()
        card, name = line.card, _NAMES[column]
        cell = Cell(self._words(card, name))
        if name == "name":
            cell.indent, cell.branch = line.depth + 1, line.open
            cell.extra = self._study.badges.get(card.position, "")
            cell.tone = "secondary" if card.is_placeholder else ""
        elif name == "contact" and is_cooling(card, self._day):
            cell.status = Status.RISK
        elif name == "cadence" and not card.cadence:
            # What the quadrant suggests isn't what somebody chose.
            cell.tone = "secondary"
        return cell

    def band(self, row: int) -> Band | None:
        """The heading above who is parked."""
        found = self._lines[row]
        return found if isinstance(found, Band) else None

    def row_mark(self, row: int) -> Mark:
        """Rows have no marks."""
        return ""

    def row_content(self, row: int) -> object:
        """Each reading of the map is painted anew."""
        return None

    # -- inside ----------------------------------------------------------------------------

    @property
    def _day(self) -> Any:
        seen = self._study.seen
        return seen.day if seen is not None else self._study.today

    def _words(self, card: Card, name: str) -> str:
        word = self._study.word
        if name == "name":
            return card.name or _("Unknown")
        if name in ("power", "interest"):
            value = getattr(card, name)
            return "" if value is None else number(value)
        if name == "buying_roles":
            return ", ".join(word("position", name, one) for one in card.roles)
        if name == "cadence":
            code = card.due_cadence or ""
            return word("position", name, code) if code else ""
        if name in _CHOICES:
            code = str(getattr(card, name))
            return word("position", name, code) if code else ""
        if name == "strength":
            face = self._faces.get(card.position)
            return f"{dots(face.dots or 0)} {face.known}" if face is not None else ""
        if name == "contact":
            day = card.last_contact
            return ago(day.isoformat(), self._day) if day is not None else _("Never")
        if name == "manager":
            above = self._study.card(card.manager)
            return (above.label or _("Unknown")) if above is not None else ""
        return card.unit_name if name == "unit_id" else card.title

    def _value(self, card: Card, name: str) -> object:
        if name == "name":
            return card.name
        if name == "manager":
            return card.manager or None
        if name in _CHOICES:
            return getattr(card, name) or None
        if name == "unit_id":
            return card.unit_name or None
        return self._words(card, name)

    @staticmethod
    def _editor(name: str) -> Editor:
        if name in _CHOICES or name in ("manager", "unit_id"):
            return Editor.CHOICE
        return Editor.TAGS if name == "buying_roles" else Editor.LINE

    def _choices(self, card: Card, name: str) -> tuple[tuple[object, str], ...]:
        seen = self._study.seen
        if name in _CHOICES:
            return choices_of(self._study.field("position", name))
        if name == "buying_roles":
            found = self._study.field("position", name).choices
            return tuple((one.code, str(one.label)) for one in found)
        if name == "unit_id" and seen is not None:
            return ((None, ""), *((unit, unit) for _id, unit, _above in seen.units))
        if name == "manager" and seen is not None:
            others = [one for one in seen.cards if one.position != card.position]
            return ((None, _("Nobody above")), *((one.position, one.label) for one in others))
        return ()

    def enter(self, card: Card, name: str, value: object) -> None:
        """Keep what was entered for somebody, or have the study say why not.

        Args:
            card: Whose.
            name: The column.
            value: Text that was typed, or the value that was chosen.
        """
        study, position = self._study, card.position
        if name == "name":
            text = str(value or "").strip()
            if card.is_placeholder and text:
                study.fill(position, name=text)
            else:
                study.rename(position, text)
        elif name == "manager":
            self._report_to(card, value)
        elif name in _CHOICES or name == "unit_id":
            study.edit([position], {name: value or None})
        else:
            try:
                values = typed(study.field("position", name), str(value), study.today)
            except Problem as problem:
                study.refused.emit(complaint(problem), position)
                return
            study.edit([position], values)

    def _report_to(self, card: Card, value: object) -> None:
        manager = str(value) if value else None
        if manager is not None and self._study.card(manager) is None:
            words = _("Nobody on the map is called “%s”.") % manager
            self._study.refused.emit(words, card.position)
        elif (manager or "") != card.manager or card.parked:
            self._study.reparent([card.position], manager)


def _id(row: Line | Band) -> str:
    return row.card.position if isinstance(row, Line) else ""
