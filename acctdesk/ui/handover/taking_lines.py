"""What differs, as rows that are fetched where one looks, be there ten or a hundred thousand."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from acctdesk.ui.handover.taking_overview import Line, lines
from acctdesk.ui.handover.taking_said import CLASH, EDITED, Values, standing
from acctdesk.ui.tasks import Tasks
from acctdesk.ui.widgets.roles import (
    ColumnRole,
    Kind,
    KindRole,
    PendingRole,
    RecordRole,
    SecondaryRole,
    StatusRole,
    ToneRole,
)
from acctdesk.words import _, lazy

if TYPE_CHECKING:
    from acctdesk.services.handover.taking import Taking
    from acctdesk.services.handover.threeway import Key
    from acctdesk.ui.handover.conflict_decisions import Decisions

PAGE = 100
"""Rows that are fetched together."""
KEEP = 4_000
"""Rows that are kept; those not seen for longest go."""
RECORD, BECOMES, DETAILS = range(3)
_TITLES = (lazy("Record"), lazy("What happens"), lazy("Details"))
_NAMES = ("record", "becomes", "details")
_KINDS = (Kind.TWO_LINE, Kind.STATUS, Kind.TEXT)
Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


class LinesModel(QAbstractTableModel):
    """Records that differ: what they are, what becomes of them, and what differs.

    Args:
        tasks: Fetches them.
        decisions: What was decided of conflicts.
        parent: Its owner.
    """

    arrived = Signal()
    """The first rows of what is shown are there."""
    counted = Signal(int)
    """How many rows there are is known."""

    def __init__(self, tasks: Tasks, decisions: Decisions, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._decisions = tasks, decisions
        self._taking: Taking | None = None
        self._values: Values | None = None
        self.kind = self.what = ""
        self._count = 0
        self._given: tuple[Line, ...] = ()
        self._pages: OrderedDict[int, tuple[Line, ...]] = OrderedDict()
        self._wanted: list[int] = []
        self._asked: set[int] = set()
        self._round = 0
        self._fresh = True
        # Pages are asked for while painting; they are fetched once the painting is done.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fetch)

    # -- what is shown ---------------------------------------------------------------------

    def show(
        self,
        taking: Taking | None,
        decisions: Decisions,
        values: Values | None,
        kind: str = "",
        what: str = "",
    ) -> None:
        """Show other rows, once it is known how many there are.

        Args:
            taking: What was compared; None for nothing.
            decisions: What was decided of its conflicts.
            values: Puts its values into words.
            kind: Only records of this kind.
            what: Only what becomes this; see `Difference.what`.
        """
        self._round += 1
        round_ = self._round
        if taking is None:
            self._put(None, decisions, values, "", "", 0)
            return

        def counted(count: int) -> None:
            if round_ == self._round:
                self._put(taking, decisions, values, kind, what, count)
                self.counted.emit(count)

        self._tasks.read(self, lambda: taking.count(kind, what), counted)

    def show_lines(self, given: tuple[Line, ...], decisions: Decisions) -> None:
        """Show rows that are there already: those that were edited in the workbook."""
        self._round += 1
        self._put(None, decisions, None, "", EDITED, len(given), given)
        self.counted.emit(len(given))
        self.arrived.emit()

    def _put(
        self,
        taking: Taking | None,
        decisions: Decisions,
        values: Values | None,
        kind: str,
        what: str,
        count: int,
        given: tuple[Line, ...] = (),
    ) -> None:
        self.beginResetModel()
        self._taking, self._decisions, self._values = taking, decisions, values
        self.kind, self.what, self._count = kind, what, count
        self._given = given
        self._pages.clear()
        self._wanted, self._asked, self._fresh = [], set(), True
        self.endResetModel()

    def retell(self) -> None:
        """Conflicts were decided, or are open again: say so."""
        if self._count:
            self.dataChanged.emit(self.index(0, BECOMES), self.index(self._count - 1, BECOMES))

    def line(self, row: int) -> Line | None:
        """A row; None while it isn't there yet."""
        if self._given:
            return self._given[row] if 0 <= row < len(self._given) else None
        page = self._pages.get(row // PAGE)
        at = row % PAGE
        return page[at] if page is not None and 0 <= at < len(page) else None

    def row_of(self, key: Key) -> int:
        """The row of a record with a conflict; -1 where it isn't among those that are shown."""
        if self._given:
            keys = [(one.one.kind, one.one.record) for one in self._given]
            return keys.index(key) if key in keys else -1
        if self.what not in ("", CLASH) or self.kind not in ("", key[0]):
            return -1
        return self._decisions.place_of(key, in_kind=bool(self.kind))

    # -- the model -------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NONE) -> int:
        """How many records differ."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = _NONE) -> int:
        """Record, what becomes of it, details."""
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
        if not index.isValid():
            return None
        line = self.line(index.row())
        if line is None:
            self._want(index.row() // PAGE)
            if role == PendingRole:
                return True
            return "…" if role == Qt.ItemDataRole.DisplayRole and not index.column() else None
        column = index.column()
        if role == RecordRole:
            return (line.one.kind, line.one.record)
        if column == BECOMES:
            words, glyph = standing(line.one, self._decisions)
            return {Qt.ItemDataRole.DisplayRole: words, StatusRole: glyph}.get(role)
        if column == RECORD:
            name = line.one.title or _("Without a name")
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return f"{name}, {line.about}"
            return {Qt.ItemDataRole.DisplayRole: name, SecondaryRole: line.about}.get(role)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return line.summary
        return "secondary" if role == ToneRole else None

    # -- fetching --------------------------------------------------------------------------

    def _want(self, page: int) -> None:
        if page not in self._asked:
            self._asked.add(page)
            self._wanted.append(page)
            self._soon.start()

    def _fetch(self) -> None:
        # The newest wishes first: older ones may have been scrolled past.
        pages, self._wanted = self._wanted[-3:], []
        self._asked = set(pages)
        taking, values, kind, what, round_ = (
            self._taking, self._values, self.kind, self.what, self._round,
        )  # fmt: skip
        if taking is None or values is None:
            return

        for page in pages:

            def read(page: int = page) -> tuple[Line, ...]:
                return lines(taking, values, kind, what, page * PAGE, PAGE)

            def found(made: tuple[Line, ...], page: int = page) -> None:
                if round_ == self._round:
                    self._on_found(page, made)

            self._tasks.read(self, read, found)

    def _on_found(self, page: int, made: tuple[Line, ...]) -> None:
        self._asked.discard(page)
        self._pages[page] = made
        while len(self._pages) > KEEP // PAGE:
            self._pages.popitem(last=False)
        first, last = page * PAGE, min((page + 1) * PAGE, self._count) - 1
        if first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, DETAILS))
        if self._fresh:
            self._fresh = False
            self.arrived.emit()
