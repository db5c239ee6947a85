"""Step 2 of tickets: the words for states as a table, and what each means for the clock."""

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

from acctdesk.exchange.intake.drafts import StateDraft
from acctdesk.ui.imports.choicegrid import ChoiceGrid
from acctdesk.ui.imports.match_delegate import MatchDelegate
from acctdesk.ui.imports.session import Session
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.roles import (
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
from acctdesk.ui.widgets.text import ElidedLabel
from acctdesk.words import _, lazy, number

WORD, MEANS, MATCHED, ROWS = range(4)
STATE = "ticket.state"
"""The field whose words are states."""
IGNORED = ""
"""Choice of a word that is passed over."""
_TITLES = (lazy("State"), lazy("Means"), lazy("Matched"), lazy("Rows"))
_NAMES = ("state", "means", "matched", "rows")
_KINDS = (Kind.NAME, Kind.TEXT, Kind.STATUS, Kind.NUMBER)
STAGES = (
    ("opened", lazy("Opened")),
    ("responded", lazy("Worked on")),
    ("paused", lazy("Paused")),
    ("resolved", lazy("Resolved")),
    ("closed", lazy("Closed")),
    ("reopened", lazy("Reopened")),
    (IGNORED, lazy("Pass over")),
)
_HOW = {
    "exact": lazy("by name"), "guess": lazy("guess"), "ask": lazy("does it pause?"),
    "unknown": lazy("not known"), "remembered": lazy("remembered"), "answered": lazy("by you"),
}  # fmt: skip
_UNSURE = frozenset({"guess", "ask", "unknown"})
Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


class StatesModel(QAbstractTableModel):
    """One row for each word; those to look at come first.

    Args:
        parent: Its owner.
    """

    decided = Signal(str, object)
    """The person decided: the word, and its stage; None for passing it over."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._states: list[StateDraft] = []

    def show(self, states: Sequence[StateDraft]) -> None:
        """Show other words; the same ones stay where they are."""
        by_word = {one.word: one for one in states}
        if by_word.keys() == {one.word for one in self._states}:
            self._states = [by_word[one.word] for one in self._states]
            if self._states:
                last = self.index(len(self._states) - 1, ROWS)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._states = sorted(states, key=lambda one: (one.how not in _UNSURE, -one.rows))
        self.endResetModel()

    def rowCount(self, parent: Index = _NONE) -> int:
        """How many words there are."""
        return 0 if parent.isValid() else len(self._states)

    def columnCount(self, parent: Index = _NONE) -> int:
        """Word, meaning, how, rows."""
        return 0 if parent.isValid() else len(_TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        """The titles."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(_TITLES):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return str(_TITLES[section])
        return {KindRole: _KINDS[section], ColumnRole: _NAMES[section]}.get(role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What a word means can be chosen."""
        flags = super().flags(index)
        if index.isValid() and index.column() == MEANS:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = 0) -> object:
        """What is shown and offered."""
        if not index.isValid():
            return None
        one, column = self._states[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            words = (one.word, _means(one), str(_HOW.get(one.how, "")), number(one.rows))
            return words[column]
        if role == Qt.ItemDataRole.EditRole and column == MEANS:
            return one.stage or IGNORED
        if column == MEANS and role == ChoicesRole:
            return tuple((code, str(words)) for code, words in STAGES)
        if column == MEANS and role == EditorRole:
            return Editor.CHOICE
        if role == ToneRole and (column == ROWS or (column == MEANS and one.stage is None)):
            return "secondary"
        if role == StatusRole and column == MATCHED and one.how in _UNSURE:
            return Status.RISK
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell what was decided; the draft that follows is shown when it comes."""
        if not index.isValid() or index.column() != MEANS or role != Qt.ItemDataRole.EditRole:
            return False
        self.decided.emit(self._states[index.row()].word, value or None)
        return True


def _means(one: StateDraft) -> str:
    return str(dict(STAGES)[one.stage or IGNORED])


class States(Card):
    """The table of the words for states.

    Args:
        theme: The theme in force.
        session: The import.
    """

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(theme, _("States"), flush=True)
        self._session = session
        self.head.addWidget(
            ElidedLabel(theme, _("what each means for the clock"), "caption", "secondary")
        )
        self.grid = ChoiceGrid(theme, _("States and what they mean"), (MEANS,))
        self.grid.head.setSectionsClickable(False)
        self.model = StatesModel(self)
        self.grid.setModel(self.model)
        self.delegate = MatchDelegate(theme, self.grid, chip=MATCHED, tick=-1)
        for at in (MEANS, MATCHED):
            self.grid.setItemDelegateForColumn(at, self.delegate)
        self.model.decided.connect(self._on_decided)
        self.grid.clicked.connect(self._on_click)
        self.add(self.grid, 1)

    def refresh(self) -> None:
        """Show the words of the draft; nothing where there are none."""
        draft = self._session.draft
        states = draft.states if draft is not None else ()
        self.setVisible(bool(states))
        self.model.show(states)

    def _on_decided(self, word: str, stage: object) -> None:
        self._session.answer("words", f"{STATE}|{word}", stage)

    def _on_click(self, index: QModelIndex) -> None:
        if index.column() == MEANS:
            self.grid.edit(index)
