"""The rows of a sheet as they stand in the file, fetched where one looks."""

from __future__ import annotations

from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from heapq import nlargest
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

from acctdesk.services.values.cell import as_text, tidy
from acctdesk.ui.imports.findings import SheetRows
from acctdesk.ui.imports.items import Item, Level, Repair
from acctdesk.ui.imports.quickgrid import LONGEST, longest
from acctdesk.ui.tasks import Tasks
from acctdesk.ui.widgets.roles import (
    ColumnRole,
    Kind,
    KindRole,
    PendingRole,
    StatusRole,
    ToneRole,
)
from acctdesk.ui.widgets.status import Status
from acctdesk.words import _, _n

if TYPE_CHECKING:
    from acctdesk.exchange.intake.drafts import ColumnDraft, SheetDraft
    from acctdesk.exchange.reading import Sheet

PAGE = 100
"""Rows that are fetched together."""
KEEP = 6_000
"""Rows that are kept; those not seen for longest go."""
FEW = 6
"""Columns up to which they stand as in the file and the problem last."""
STATUS_OF = {Level.PROBLEM: Status.BREACHED, Level.QUESTION: Status.RISK,
             Level.NOTICE: Status.NO_DATA}  # fmt: skip
Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


def _names(column: ColumnDraft) -> bool:
    return column.target is not None and column.target.key in ("account.name", "person.name")


def status_of(item: Item) -> Status:
    """The glyph of what needs the person."""
    return Status.RISK if item.repair is Repair.EXISTING else STATUS_OF[item.level]


class RowsModel(QAbstractTableModel):
    """Row number, the cells of the columns that are taken, and what is the matter.

    Args:
        tasks: Fetches the cells.
        parent: Its owner.
    """

    edited = Signal(int, str, str)
    """A cell was mended: row number, heading, text."""
    arrived = Signal()
    """The first cells of what is shown are there, so that columns can be measured."""

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._sheet: SheetDraft | None = None
        self._columns: list[ColumnDraft] = []
        self._rows: Sequence[int] = ()
        self._of: dict[int, tuple[int, ...]] = {}
        self._items: Sequence[Item] = ()
        self._changes: Mapping[tuple[int, int], int] = {}
        self._mended: Mapping[str, str] = {}
        self._cells: OrderedDict[int, list[object]] = OrderedDict()
        self._source: Sheet | None = None
        self._wanted: list[int] = []
        self._asked: set[int] = set()
        self._round = 0
        self._fresh = True
        # Pages are asked for while painting; they are fetched once the painting is done.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fetch)

    def show(
        self,
        rows: SheetRows | None,
        items: Sequence[Item],
        changes: Mapping[tuple[int, int], int],
        mended: Mapping[str, str],
        *,
        troubled: bool,
    ) -> None:
        """Show the rows of a sheet.

        Args:
            rows: The sheet's rows; None for none.
            items: What needs the person.
            changes: How many fields each row would change.
            mended: Cells that stand otherwise now: "Sheet!row!heading" to text.
            troubled: Whether only rows with something the matter are shown.
        """
        sheet = rows.draft if rows else None
        wanted = self._ordered(sheet, rows, items) if sheet and rows else []
        listed: Sequence[int] = (rows.troubled if troubled else rows.all) if rows else ()
        source = sheet.sheet if sheet else None
        if source is not self._source:
            self._cells.clear()
            self._round += 1
            self._wanted, self._asked = [], set()
        same = (
            source is self._source
            and [c.heading for c in wanted] == [c.heading for c in self._columns]
            and listed == self._rows
        )
        if not same:
            self.beginResetModel()
        self._source, self._sheet, self._columns, self._rows = source, sheet, wanted, listed
        self._items, self._changes, self._mended = items, changes, mended
        self._of = rows.items if rows else {}
        if not same:
            self._wanted, self._asked = [], set()
            self._fresh = True
            self.endResetModel()
        elif listed:
            last = self.index(len(listed) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _ordered(
        self, sheet: SheetDraft, rows: SheetRows, items: Sequence[Item]
    ) -> list[ColumnDraft]:
        """The columns that are taken; of many, those with a name or a problem come first.

        Once in an order they stay in it, so that nothing jumps when a problem is mended.
        """
        wanted = [c for c in sheet.columns if c.target or c.keep]
        before = {one.heading: at for at, one in enumerate(self._columns)}
        if sheet.sheet is self._source and before.keys() == {c.heading for c in wanted}:
            return sorted(wanted, key=lambda one: before[one.heading])
        if len(wanted) <= FEW:
            return wanted
        ill = {item.group.column for item in items if item.group and item.sheet == sheet.place}
        return sorted(wanted, key=lambda one: (not _names(one), one.heading.text not in ill))

    @property
    def problem_column(self) -> int:
        """The column that says what is the matter."""
        return len(self._columns) + 1

    def number(self, row: int) -> int:
        """The number in the file of a row of the model; 0 for none."""
        return self._rows[row] if 0 <= row < len(self._rows) else 0

    def place(self, number: int) -> int:
        """The row of the model for a row number; -1 when it isn't shown."""
        at = bisect_left(self._rows, number)
        return at if at < len(self._rows) and self._rows[at] == number else -1

    def items_of(self, number: int) -> list[Item]:
        """What is the matter with a row."""
        return [self._items[at] for at in self._of.get(number, ()) if at >= 0]

    def column_of(self, heading: str) -> int:
        """The column of a heading; -1 when it isn't shown."""
        for at, one in enumerate(self._columns):
            if one.heading.text == heading:
                return at + 1
        return -1

    def longest(self, column: int, first: int, last: int) -> list[int]:
        """The rows with the longest words; none of those whose cells aren't there yet."""
        if column == 0:
            return [last - 1]
        if column == self.problem_column:
            return longest(lambda row: len(self.said(self._rows[row])), first, last)
        there = [row for row in range(first, last) if self._rows[row] in self._cells]
        if not there:
            return []

        def length(row: int) -> int:
            return len(self._text(row, self._rows[row], column))

        return nlargest(LONGEST, there, key=length)

    # -- the model -------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NONE) -> int:
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NONE) -> int:
        """Number, cells, problem; nothing while there is no sheet."""
        return 0 if parent.isValid() or self._sheet is None else len(self._columns) + 2

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        """The headings as they stand in the file."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < self.columnCount():
            return None
        if section == 0:
            said = {0: _("Row"), KindRole: Kind.TEXT, ColumnRole: "#row"}
        elif section == self.problem_column:
            said = {0: _("Problem"), KindRole: Kind.STATUS, ColumnRole: "#problem"}
        else:
            one = self._columns[section - 1]
            kind = Kind.NAME if _names(one) else Kind.TEXT
            said = {0: one.heading.text, KindRole: kind, ColumnRole: one.heading.text}
        return said.get(role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells can be mended in place."""
        flags = super().flags(index)
        if index.isValid() and 0 < index.column() < self.problem_column:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = 0) -> object:
        """A cell, or what is the matter with its row."""
        if not index.isValid():
            return None
        number, column = self._rows[index.row()], index.column()
        if column == 0:
            if role == Qt.ItemDataRole.DisplayRole:
                return str(number)
            return "secondary" if role == ToneRole else None
        if column == self.problem_column:
            return self._problem(number, role)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(index.row(), number, column)
        if role == ToneRole:
            return "accent" if self._key(number, column) in self._mended else None
        if role == PendingRole:
            return number not in self._cells
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Mend a cell; the check that follows says whether it is right."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        number, column = self._rows[index.row()], index.column()
        if not 0 < column < self.problem_column:
            return False
        self.edited.emit(number, self._columns[column - 1].heading.text, str(value or ""))
        return True

    def _key(self, number: int, column: int) -> str:
        assert self._sheet is not None  # noqa: S101 - there are no cells without a sheet
        return f"{self._sheet.name}!{number}!{self._columns[column - 1].heading.text}"

    def _problem(self, number: int, role: int) -> object:
        held = self.items_of(number)
        if not held:
            return None
        if role == StatusRole:
            return status_of(held[0])
        if role == Qt.ItemDataRole.DisplayRole:
            return self.said(number)
        return None

    def said(self, number: int) -> str:
        """What is the matter with a row, in a few words."""
        words: list[str] = []
        for item in self.items_of(number):
            short = item.short
            if item.repair is Repair.EXISTING and self._sheet is not None:
                fields = self._changes.get((self._sheet.place, number), 0)
                short = _n("Exists: {n} field changes", "Exists: {n} fields change", fields)
            if short and short not in words:
                words.append(short)
        return ", ".join(words)

    def _text(self, row: int, number: int, column: int) -> str:
        mended = self._mended.get(self._key(number, column))
        if mended is not None:
            return mended
        cells = self._cells.get(number)
        if cells is None:
            self._want(row // PAGE)
            return "…"
        at = self._columns[column - 1].heading.index
        return tidy(as_text(cells[at])) if at < len(cells) else ""  # type: ignore[arg-type]

    # -- fetching --------------------------------------------------------------------------

    def _want(self, page: int) -> None:
        if page not in self._asked:
            self._asked.add(page)
            self._wanted.append(page)
            self._soon.start()

    def _fetch(self) -> None:
        # The newest wishes first: older ones may have been scrolled past.
        pages, self._wanted = self._wanted[-4:], []
        self._asked = set(pages)
        source, round_ = self._source, self._round
        if source is None or not pages:
            return
        numbers = sorted(n for p in pages for n in self._rows[p * PAGE : (p + 1) * PAGE])
        task: Callable[[], dict[int, list[object]]] = lambda: _quietly(source, numbers)  # noqa: E731
        self._tasks.read(self, task, lambda found: self._on_found(found, pages, round_))

    def _on_found(self, found: dict[int, list[object]], pages: list[int], round_: int) -> None:
        if round_ != self._round:
            return
        self._asked -= set(pages)
        self._cells.update(found)
        while len(self._cells) > KEEP:
            self._cells.popitem(last=False)
        for page in pages:
            first, last = page * PAGE, min((page + 1) * PAGE, len(self._rows)) - 1
            if first <= last:
                self.dataChanged.emit(self.index(first, 0), self.index(last, self.problem_column))
        if self._fresh and found:
            self._fresh = False
            self.arrived.emit()


def _quietly(source: Sheet, numbers: Sequence[int]) -> dict[int, list[object]]:
    """Rows of a sheet, blank ones as no cells; nothing when its file was closed meanwhile."""
    from acctdesk.exchange.intake.importer import window

    try:
        found = window(source, numbers)
    except ValueError:
        return {}
    return {number: found.get(number, []) for number in numbers}
