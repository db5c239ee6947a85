"""The hand-overs that were made, and the checklist of the one that is chosen."""

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
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from acctdesk.ui.handover import said
from acctdesk.ui.handover.recordpanel import RecordPanel
from acctdesk.ui.record.stack import FrontStack
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.empty import EmptyState
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.ui.widgets.grid import GridView
from acctdesk.ui.widgets.heads import PageHeader
from acctdesk.ui.widgets.low import unfold_when_low
from acctdesk.ui.widgets.pieces import IconMark
from acctdesk.ui.widgets.roles import ColumnRole, Kind, KindRole, RecordRole, ShareRole, ToneRole
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _, date

if TYPE_CHECKING:
    from acctdesk.services.handover.handovers import HandoverRecord
    from acctdesk.ui.theme.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
WIDE = 900
"""Width at 100 % from which the checklist stands beside the hand-overs."""
WIDEST = 190
"""Width at 100 % that names of accounts ask for; they get more where there is more."""


class _Grid(GridView):
    """The hand-overs: long lists of names are cut off rather than that it scrolls sideways."""

    def sizeHintForColumn(self, column: int) -> int:
        """What the rows in sight need."""
        wide = super().sizeHintForColumn(column)
        return min(wide, self._theme.px(WIDEST)) if column == 1 else wide


class RecordsModel(QAbstractTableModel):
    """Hand-overs, the newest first.

    Args:
        parent: Its owner.
    """

    _NAMES = ("direction", "names", "peer", "purpose", "day", "steps")
    _KINDS = (Kind.TEXT, Kind.NAME, Kind.TEXT, Kind.TEXT, Kind.DATE, Kind.PROGRESS)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: Sequence[HandoverRecord] = ()

    def show(self, rows: Sequence[HandoverRecord]) -> None:
        """Show other hand-overs; the same ones stay where they are."""
        if [one.id for one in rows] == [one.id for one in self._rows]:
            self._rows = rows
            if rows:
                last = self.index(len(rows) - 1, len(self._NAMES) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def record(self, row: int) -> HandoverRecord | None:
        """The hand-over of a row; None where there is none."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, record: str) -> int:
        """The row of a hand-over; -1 for none."""
        return next((at for at, one in enumerate(self._rows) if one.id == record), -1)

    def rowCount(self, parent: Index = _NONE) -> int:
        """How many there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NONE) -> int:
        """Way, accounts, with whom, why, when, how far."""
        return 0 if parent.isValid() else len(self._NAMES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        """The headings."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (_("Way"), _("Accounts"), _("With"), _("Purpose"), _("Day"), _("Checklist"))[
                section
            ]
        return {KindRole: self._KINDS[section], ColumnRole: self._NAMES[section]}.get(role)

    def data(self, index: Index, role: int = 0) -> object:
        """Words and shares."""
        if not index.isValid():
            return None
        one, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return (
                str(said.DIRECTIONS[one.direction]), said.accounts(one.names), one.peer or "–",
                said.purpose(one), date(one.day), said.tally(one),
            )[column]  # fmt: skip
        if role == Qt.ItemDataRole.ToolTipRole and column == 1:
            return ", ".join(one.names)
        if role == ShareRole and column == len(self._NAMES) - 1:
            return said.share_done(one)
        if role == ToneRole and column in (2, 3, 4):
            return "secondary"
        return one.id if role == RecordRole else None


class Home(QWidget):
    """The page before anything is handed over: what was, and what can be done.

    Args:
        theme: The theme in force.
        able: Whether anything can be changed.
    """

    give_wanted = Signal()
    """Accounts are to be handed over."""
    take_wanted = Signal()
    """A workbook is to be taken over."""
    resume_wanted = Signal()
    """The hand-over that is being prepared is to be gone on with."""
    discard_wanted = Signal()
    """It is to be forgotten."""

    def __init__(self, theme: Theme, *, able: bool) -> None:
        super().__init__()
        self._theme = theme
        self._wanted = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARD_GAP)
        head = PageHeader(
            theme, _("Hand-over"), _("Give accounts to a colleague, and take over theirs.")
        )
        self.take = Button(theme, _("Take over a workbook…"), icon="file-input")
        self.take.clicked.connect(self.take_wanted.emit)
        self.give = Button(theme, _("Hand over accounts…"), "primary", icon="arrow-left-right")
        self.give.clicked.connect(self.give_wanted.emit)
        self.give.setEnabled(able)
        head.add(self.take)
        head.add(self.give)
        column.addWidget(head)
        column.addWidget(self._offer())
        self._stack = FrontStack()
        self._stack.addWidget(self._records(able=able))
        self.empty = EmptyState(
            theme, "arrow-left-right", _("Nothing was handed over yet"),
            _("A hand-over is one workbook: a brief, readable sheets and the exact records. Your "
              "colleague takes it over here, and can give it back with what changed."),
            _("Hand over accounts…"),
        )  # fmt: skip
        self.empty.pressed.connect(self.give_wanted.emit)
        self.empty.button.setVisible(able)
        self._stack.addWidget(self.empty)
        column.addWidget(self._stack, 1)
        self._stack.hide()
        theme.changed.connect(self._fit)
        self._fit()

    def _offer(self) -> QWidget:
        theme = self._theme
        self.offer = Card(theme)
        row = QHBoxLayout()
        row.setSpacing(Space.CARD_GAP)
        row.addWidget(IconMark(theme, "history", "accent", 20), 0, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(theme, _("A hand-over is being prepared"), "strong", wrap=True))
        self.prepared = Label(theme, "", "caption", "secondary", wrap=True)
        words.addWidget(self.prepared)
        row.addLayout(words, 1)
        self.offer.body.addLayout(row)
        deeds = QWidget()
        flow = FlowLayout(deeds, Space.CONTROL)
        self.resume = Button(theme, _("Continue"), icon="arrow-right")
        self.resume.setAccessibleName(_("Continue with the hand-over that is being prepared"))
        self.resume.clicked.connect(self.resume_wanted.emit)
        self.discard = Button(theme, _("Discard"), "quiet")
        self.discard.setAccessibleName(_("Discard the hand-over that is being prepared"))
        self.discard.clicked.connect(self.discard_wanted.emit)
        flow.addWidget(self.resume)
        flow.addWidget(self.discard)
        self.offer.add(deeds)
        self.offer.hide()
        return self.offer

    def _records(self, *, able: bool) -> QWidget:
        theme = self._theme
        made = QWidget()
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, made)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(Space.CARD_GAP)
        self.model = RecordsModel(self)
        self.grid = _Grid(theme, _("Hand-overs"))
        self.grid.setModel(self.model)
        self.grid.head.setSectionsClickable(False)
        unfold_when_low(theme, self.grid)
        self.grid.selectionModel().currentRowChanged.connect(self._on_current)
        card = Card(theme, flush=True)
        card.add(self.grid, 1)
        self._sides.addWidget(card, 5)
        self.panel = RecordPanel(theme, able=able)
        self.grid.open_requested.connect(lambda _index: self.panel.take_focus())
        self._sides.addWidget(self.panel, 3)
        return made

    # -- showing ---------------------------------------------------------------------------

    def show_records(self, records: Sequence[HandoverRecord]) -> None:
        """Show the hand-overs that were made."""
        held = self.panel.record
        wanted = self._wanted or (held.id if held is not None else "")
        fresh = not self.model.rowCount()
        self.model.show(records)
        self._stack.setCurrentIndex(0 if records else 1)
        self._stack.show()
        if not records:
            return
        if fresh:
            self.grid.fit_columns()
        at = max(self.model.row_of(wanted), 0)
        self.grid.setCurrentIndex(self.model.index(at, 0))
        self.panel.show_record(self.model.record(at))
        if self.model.row_of(self._wanted) >= 0:
            self._wanted = ""
            if self.isVisible():
                self.panel.take_focus()

    def reveal(self, record: str) -> None:
        """Choose a hand-over, as soon as it has been read."""
        self._wanted = record

    def show_prepared(self, words: str) -> None:
        """Say what is being prepared; empty when nothing is."""
        self.prepared.setText(words)
        self.offer.setVisible(bool(words))

    def start(self) -> QWidget:
        """What has the keyboard first."""
        if not self.offer.isHidden():
            return self.resume
        return self.grid if self.model.rowCount() else self.give

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 goes through."""
        return (self.grid, self.panel) if self.model.rowCount() else (self,)

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        self.panel.show_record(self.model.record(index.row()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The checklist stands beneath where there is no room beside."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide = self.width() >= self._theme.px(WIDE)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._sides.setDirection(across if wide else down)
