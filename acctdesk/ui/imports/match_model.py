"""The columns of a sheet as a table: heading, samples, where it goes, and how."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from acctdesk.exchange.intake.answers import FILL, KEEP, LEAVE, OVERWRITE
from acctdesk.exchange.intake.drafts import ColumnDraft, SheetDraft, Target
from acctdesk.ui.widgets.roles import (
    Align,
    AlignRole,
    ChoicesRole,
    ColumnRole,
    Editor,
    EditorRole,
    Kind,
    KindRole,
    StatusRole,
    ToneRole,
)
from acctdesk.ui.widgets.status import Status
from acctdesk.words import _, lazy

HEADING, SAMPLES, TARGET, HOW, MODE, BLANKS = range(6)
_TITLES = (lazy("Column"), lazy("Samples"), lazy("Goes to"), lazy("Matched"),
           lazy("Where there is a value"), lazy("Blank erases"))  # fmt: skip
_NAMES = ("heading", "samples", "target", "how", "mode", "blanks")
_KINDS = (Kind.NAME, Kind.TEXT, Kind.TEXT, Kind.STATUS, Kind.TEXT, Kind.CHECK)
_HOW = {"exact": lazy("by name"), "synonym": lazy("synonym"), "remembered": lazy("remembered"),
        "guess": lazy("guess")}  # fmt: skip
MODES = ((OVERWRITE, lazy("Overwrite")), (FILL, lazy("Fill blanks")),
         (LEAVE, lazy("Leave existing")))  # fmt: skip
OUT = ""
"""Choice of a column that is left out."""
Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


class MatchModel(QAbstractTableModel):
    """One row for each column; those that go nowhere come last.

    Args:
        parent: Its owner.
    """

    decided = Signal(str, str, object)
    """The person decided: topic of the answers ("columns", "modes", "clear"), heading, value."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._sheet: SheetDraft | None = None
        self._columns: list[ColumnDraft] = []
        self._choices: tuple[tuple[object, str], ...] = ()

    def show(
        self, sheet: SheetDraft | None, targets: Sequence[Target], *, keeps: bool = True
    ) -> bool:
        """Show the columns of a sheet.

        Args:
            sheet: The sheet; None for none.
            targets: Everything that a column may go to.
            keeps: Whether a column without a field may be kept as one of the person's own.

        Returns:
            Whether other columns are shown than before.
        """
        before = [one.heading.text for one in self._columns]
        columns = list(sheet.columns) if sheet else []
        same = sorted(one.heading.text for one in columns) == sorted(before)
        self._choices = (
            (OUT, _("Leave out")),
            *([(KEEP, _("Keep as custom field"))] if keeps else []),
            *((one.code, one.label) for one in targets),
        )
        held = self._sheet
        self._sheet = sheet
        if same and held is not None and sheet is not None and held.name == sheet.name:
            # Rows stay where they are while one decides; they are sorted when one comes back.
            by_text = {one.heading.text: one for one in columns}
            self._columns = [by_text[text] for text in before]
            if columns:
                last = self.index(len(columns) - 1, BLANKS)
                self.dataChanged.emit(self.index(0, 0), last)
            return False
        self.beginResetModel()
        self._columns = sorted(columns, key=lambda one: not (one.target or one.keep))
        self.endResetModel()
        return True

    def sheet_name(self) -> str:
        """The sheet that is shown."""
        return self._sheet.name if self._sheet else ""

    def unmatched(self) -> list[ColumnDraft]:
        """The columns with values that go nowhere."""
        return [
            one for one in self._columns
            if one.target is None and not one.keep and one.heading.samples
        ]  # fmt: skip

    def guesses(self) -> int:
        """How many columns were guessed and not looked at."""
        return sum(self._how(one) == "guess" for one in self._columns)

    @staticmethod
    def _how(one: ColumnDraft) -> str:
        if one.answered or one.keep or one.target is None:
            return ""
        return one.match.how

    def rowCount(self, parent: Index = _NONE) -> int:
        """How many columns the sheet has."""
        return 0 if parent.isValid() else len(self._columns)

    def columnCount(self, parent: Index = _NONE) -> int:
        """Heading, samples, target, how, mode, blanks."""
        return 0 if parent.isValid() else len(_TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        """The titles."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(_TITLES):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return str(_TITLES[section])
        return {KindRole: _KINDS[section], ColumnRole: _NAMES[section]}.get(role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Where it goes can always be chosen; the rest once it goes somewhere."""
        flags = super().flags(index)
        if not index.isValid():
            return flags
        one = self._columns[index.row()]
        goes = one.target is not None or one.keep
        goes = goes and not _is_told_otherwise(one)
        if index.column() == TARGET or (index.column() == MODE and goes):
            flags |= Qt.ItemFlag.ItemIsEditable
        if index.column() == BLANKS and goes:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = 0) -> object:
        """What is shown and offered."""
        if not index.isValid():
            return None
        one, column = self._columns[index.row()], index.column()
        goes = one.target is not None or one.keep
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(one, column)
        if role == Qt.ItemDataRole.EditRole:
            return self._value(one, column)
        if role == Qt.ItemDataRole.CheckStateRole and column == BLANKS and goes:
            return Qt.CheckState.Checked if one.clear else Qt.CheckState.Unchecked
        if role == ChoicesRole and column in (TARGET, MODE):
            return self._offered(column)
        if role == EditorRole and column in (TARGET, MODE):
            return Editor.CHOICE
        if role == ToneRole and (column == SAMPLES or (column == TARGET and not goes)):
            return "secondary"
        if role == StatusRole and column == HOW and self._how(one) == "guess":
            return Status.RISK
        if role == AlignRole and column == BLANKS:
            return Align.CENTRE
        if role == Qt.ItemDataRole.ToolTipRole and column == SAMPLES:
            return "\n".join(one.heading.samples)
        return None

    def _offered(self, column: int) -> tuple[tuple[object, str], ...]:
        if column == TARGET:
            return self._choices
        return tuple((code, str(words)) for code, words in MODES)

    def _value(self, one: ColumnDraft, column: int) -> object:
        if column == TARGET:
            return KEEP if one.keep else one.target.code if one.target else OUT
        return one.mode if column == MODE else self._words(one, column)

    def _words(self, one: ColumnDraft, column: int) -> str:
        goes = one.target is not None or one.keep
        if column == HEADING:
            return one.heading.text
        if column == SAMPLES:
            return " · ".join(one.heading.samples[:3])
        if column == TARGET:
            if one.keep:
                return _("Custom field “%s”") % one.heading.text
            return one.target.label if one.target else _("Leave out")
        if column == HOW:
            if one.answered:
                return _("by you")
            how = self._how(one)
            return str(_HOW[how]) if how in _HOW else ""
        if column == MODE and goes and not _is_told_otherwise(one):
            return str(dict(MODES).get(one.mode, ""))
        return ""

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell what was decided; the draft that follows is shown when it comes."""
        if not index.isValid():
            return False
        heading = self._columns[index.row()].heading.text
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == BLANKS:
            self.decided.emit("clear", heading, Qt.CheckState(value) == Qt.CheckState.Checked)
            return True
        if role == Qt.ItemDataRole.EditRole and index.column() == TARGET:
            self.decided.emit("columns", heading, value or OUT)
            return True
        if role == Qt.ItemDataRole.EditRole and index.column() == MODE:
            self.decided.emit("modes", heading, value)
            return True
        return False


def _is_told_otherwise(one: ColumnDraft) -> bool:
    """Whether a column is part of a ticket's history, which has a rule of its own."""
    key = one.target.key if one.target else ""
    kind, _dot, name = key.partition(".")
    return kind == "ticket" and name not in (
        "title", "priority", "category", "service_id", "assignee", "source",
    )  # fmt: skip
