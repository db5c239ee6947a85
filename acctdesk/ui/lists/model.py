"""The model behind a list: any number of records, of which only those in sight are read.

Edits show at once as pending, go through a command, and come back with the change that tells of
them; what can't be kept is put back, with the reason on the cell.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from acctdesk.errors import Problem
from acctdesk.services.catalogue import Field, Format
from acctdesk.services.record import Record
from acctdesk.services.standpoint import Standpoint
from acctdesk.services.view import Mark
from acctdesk.ui.entry import in_words
from acctdesk.ui.lists.answers import ANSWERS
from acctdesk.ui.lists.cells import Entry, Marks, make_cell, paints, refused
from acctdesk.ui.lists.heads import band_of, total_of
from acctdesk.ui.lists.offers import Offers
from acctdesk.ui.lists.rows import Branching, Grouped, Rows
from acctdesk.ui.lists.shifting import shift
from acctdesk.ui.lists.store import Made, Store
from acctdesk.ui.widgets.cell import Band, Cell
from acctdesk.ui.widgets.cell import Mark as Tone
from acctdesk.ui.widgets.roles import BandRole, ColumnRole, KindRole
from acctdesk.ui.widgets.selecting import runs

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_DISPLAY = Qt.ItemDataRole.DisplayRole
_EDIT = Qt.ItemDataRole.EditRole


@dataclass(frozen=True, slots=True)
class Edit:
    """What was entered into one cell.

    Attributes:
        record: The record's id.
        field: The field.
        value: A code or id chosen from a list, or the text as it was typed.
    """

    record: str
    field: Field
    value: object


class ListModel(QAbstractTableModel):
    """Rows are records or heads of groups, columns are fields.

    Args:
        parent: Its owner.
        writable: Whether cells can be edited.
        named: The field that names a record; a tree is drawn in its column.
    """

    page_wanted = Signal(object)
    """Ids of records that came into sight and have to be read; answer with `put`."""
    edited = Signal(object)
    """An `Edit`; answer with `settle` or `refuse`."""

    def __init__(
        self, parent: QObject | None = None, *, writable: bool = True, named: str = "name"
    ) -> None:
        super().__init__(parent)
        self.store = Store()
        self.offers = Offers()
        self.marks: Marks = Marks()
        self.named = named
        self.count_said: Callable[[int], str] = str
        """Says how many records a group has."""
        self.grouped_by: tuple[str, ...] = ()
        """The fields of the groups, the outermost first."""
        self._fields: tuple[Field, ...] = ()
        self._column: dict[str, int] = {}
        self._writable = writable
        self._entries: dict[tuple[str, str], Entry] = {}
        self._seen: set[int] = set()
        self._summary: Mapping[str, Any] = {}
        self._ask = QTimer(self)
        self._ask.setSingleShot(True)
        self._ask.setInterval(0)
        self._ask.timeout.connect(self._ask_for_seen)

    # -- what is shown ---------------------------------------------------------------------

    def fields(self) -> tuple[Field, ...]:
        """The fields, one a column."""
        return self._fields

    def column(self, name: str) -> int:
        """The column of a field; -1 when there is none."""
        return self._column.get(name, -1)

    def set_fields(self, fields: Sequence[Field]) -> None:
        """Show other columns."""
        if tuple(fields) == self._fields:
            return
        self.beginResetModel()
        self._fields = tuple(fields)
        # What is kept of a row shows other columns.
        self.store.forget_cells()
        self._column = {one.name: at for at, one in enumerate(fields)}
        self.marks.fields = {one.name: one for one in fields}
        self.marks.forget()
        self.offers.forget()
        self.store.forget_all()
        self.endResetModel()

    def set_options(self, target: str, options: Sequence[tuple[str, str]]) -> None:
        """Say which records references to a kind can name; without it they are typed."""
        self.offers.set_options(target, options)

    def set_marks(self, marks: Sequence[Mark], standpoint: Standpoint | None) -> None:
        """Say what stands out."""
        if (tuple(marks), standpoint) == (tuple(self.marks.marks), self.marks.standpoint):
            return
        self.marks.marks, self.marks.standpoint = tuple(marks), standpoint
        self.marks.forget()
        self.store.forget_cells()
        self._tell(range(len(self.store.rows)))

    def set_summary(self, summary: Mapping[str, Any]) -> None:
        """Say what the heads of groups and branches tell, by field."""
        self._summary = dict(summary)

    def set_ids(self, ids: Sequence[str], records: Sequence[Record] = ()) -> None:
        """Show records without groups; see `set_rows`."""
        self.set_rows(Rows(list(ids)), records)

    def set_rows(
        self, rows: Rows, records: Sequence[Record] = (), made: Made | None = None
    ) -> None:
        """Show other records or another order; selection and current cell stay where possible.

        Args:
            rows: The records in their order.
            records: Those that have been read already.
            made: Their cells, as far as they were made already.
        """
        shift(self, rows)
        self.put(records, made)

    def put(self, records: Sequence[Record], made: Made | None = None) -> None:
        """Take records that were read; cells whose value has arrived lose their mark."""
        fits = made is not None and made.meaning == self.marks.meaning
        changed = self.store.put(records, made.cells if made is not None and fits else None)
        self.marks.forget(changed)
        touched = set(changed)
        if self._entries:
            read = {one.id for one in records}
            for key in [one for one in self._entries if one[0] in read]:
                entry = self._entries[key]
                self._forget(key[0])
                if not entry.pending and not entry.problem:
                    del self._entries[key]
                    touched.add(key[0])
        self._tell([self.store.row_of(one) for one in touched])

    def toggle(self, row: int) -> None:
        """Show or hide what is below a row."""
        rows = self.store.rows
        head = rows.head(row)
        if head is not None and isinstance(rows, Grouped):
            shift(self, rows.folded(rows.closed ^ {head.path}), folding=row)
        elif isinstance(rows, Branching) and rows.open(row) is not None:
            shift(self, rows.folded(rows.closed ^ {rows.record(row) or ""}), folding=row)

    def fold_all(self, *, shut: bool) -> None:
        """Show or hide the rows of all groups."""
        rows = self.store.rows
        if isinstance(rows, Grouped):
            shift(self, rows.folded(rows.paths() if shut else ()))

    # -- edits -----------------------------------------------------------------------------

    def settle(self, edit: Edit) -> None:
        """An edit is kept: its value is no longer pending, and goes once its record was read."""
        entry = self._entries.get((edit.record, edit.field.name))
        if entry is not None and entry.value == edit.value:
            entry.pending = False
            self._changed(edit.record)

    def refuse(self, edit: Edit, problem: Problem) -> None:
        """An edit can't be kept: the value of before is back, and the reason with it."""
        record = self.store.known(edit.record)
        text = self.store.text(record, edit.field) if record is not None else ""
        self._entries[(edit.record, edit.field.name)] = refused(text, edit.value, problem)
        self._changed(edit.record)

    def problems(self) -> Mapping[tuple[str, str], str]:
        """What is wrong with the last entry, by record and field."""
        return {key: entry.problem for key, entry in self._entries.items() if entry.problem}

    def enter(self, edit: Edit) -> None:
        """Show an entry as pending without asking for it to be kept."""
        text = str(edit.value if edit.value is not None else "")
        for value, words in self.offers.of(edit.field):
            if value == edit.value:
                text = words
        if edit.field.format is Format.CHECK or (not text and edit.field.key == "account.rag"):
            text = in_words(edit.field, edit.value if text else None)
        self._entries[(edit.record, edit.field.name)] = Entry(text, edit.value)
        self._changed(edit.record)

    def entry(self, record: str, name: str) -> Entry | None:
        """What was entered into a cell and hasn't been read back yet."""
        return self._entries.get((record, name)) if self._entries else None

    # -- Qt's questions --------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many records and heads of groups are shown."""
        return 0 if parent.isValid() else len(self.store.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """How many fields there are."""
        return 0 if parent.isValid() else len(self._fields)

    def headerData(self, section: int, side: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Titles, names and kinds of columns."""
        if side != Qt.Orientation.Horizontal or not 0 <= section < len(self._fields):
            return None
        field = self._fields[section]
        if role == _DISPLAY:
            return str(field.label)
        if role == ColumnRole:
            return field.name
        if role == KindRole:
            return paints(field)
        if role == Qt.ItemDataRole.ToolTipRole and field.help:
            return str(field.help)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells can be edited once their record was read; what is worked out never."""
        if not index.isValid() or index.row() >= len(self.store.rows):
            return Qt.ItemFlag.NoItemFlags
        if self.store.rows.head(index.row()) is not None:
            return Qt.ItemFlag.ItemIsEnabled
        flags = super().flags(index)
        if self.editable(index.column()) and self.store.record(index.row()) is not None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def editable(self, column: int) -> bool:
        """Whether the cells of a column can be edited at all."""
        return self._writable and not self._fields[column].computed

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """What a cell shows, or how; a record that wasn't read shows nothing and is asked for."""
        row = index.row()
        if role == BandRole:
            return self.band(row) if index.isValid() else None
        answer = ANSWERS.get(role)
        if answer is None or not index.isValid() or row >= len(self.store.rows):
            return None
        record = self.store.record(row)
        if record is None:
            band = self.band(row)
            if band is not None:
                first = role == _DISPLAY and index.column() == 0
                return f"{band.label}, {band.count}" if first else None
            self._wish(row)
            return "…" if role == _DISPLAY and index.column() == 0 else None
        return answer(self, row, record, self._fields[index.column()])

    def setData(self, index: Index, value: object, role: int = _EDIT) -> bool:
        """Show an entry as pending and ask for it to be kept."""
        if role != _EDIT or not index.isValid() or not self.editable(index.column()):
            return False
        record = self.store.record(index.row())
        if record is None:
            return False
        edit = Edit(record.id, self._fields[index.column()], value)
        self.enter(edit)
        self.edited.emit(edit)
        return True

    def band(self, row: int) -> Band | None:
        """The head of a group; None where a record stands."""
        head = self.store.rows.head(row) if 0 <= row < len(self.store.rows) else None
        return band_of(self, head, self._summary) if head is not None else None

    def quick_cell(self, row: int, column: int) -> Cell:
        """What a cell shows; a record that wasn't read shows nothing and is asked for."""
        record = self.store.record(row)
        if record is None:
            self._wish(row)
            return Cell("…" if column == self.column(self.named) else "")
        return self.cell(row, record, self._fields[column])

    def row_mark(self, row: int) -> Tone:
        """Tone of the mark on a whole row."""
        if not self.marks.marks:
            return ""
        record = self.store.record(row)
        return self.marks.of(record)[0] if record is not None else ""

    def row_content(self, row: int) -> object:
        """The cells of a row, made anew whenever its record or an entry changes."""
        record = self.store.record(row)
        if record is None or isinstance(self.store.rows, Branching):
            return None
        return self.store.cells_of(record.id)

    def cell(self, row: int, record: Record, field: Field) -> Cell:
        """What a cell shows, marks and all."""
        cells = self.store.cells_of(record.id)
        found = cells.get(field.name)
        if found is None:
            entry = self.entry(record.id, field.name)
            found = make_cell(field, record, self.store.text(record, field), entry)
            if self.marks.marks:
                found.mark = self.marks.of(record)[1].get(field.name, "")
            cells[field.name] = found
        rows = self.store.rows
        if isinstance(rows, Branching):
            if field.name == self.named:
                found.indent, found.branch = rows.depth(row) + 1, rows.open(row)
                if record.id in rows.context:
                    found.tone = "secondary"
            elif (totals := rows.totals(row)).get(field.name):
                found.extra = total_of(field, self._summary, totals)
        elif found.indent or found.branch is not None or found.extra:
            found.indent, found.branch, found.extra = 0, None, ""
        return found

    # -- telling ---------------------------------------------------------------------------

    def _forget(self, record: str) -> None:
        self.store.cells.pop(record, None)

    def _changed(self, record: str) -> None:
        self._forget(record)
        self._tell([self.store.row_of(record)])

    def _tell(self, rows: Sequence[int]) -> None:
        last = len(self._fields) - 1
        if isinstance(rows, range):
            spans = [(rows[0], rows[-1])] if rows else []
        else:
            spans = runs({row for row in rows if row >= 0})
        for first, end in spans if last >= 0 else ():
            self.dataChanged.emit(self.index(first, 0), self.index(end, last))

    def _wish(self, row: int) -> None:
        self._seen.add(row)
        if not self._ask.isActive():
            self._ask.start()

    def _ask_for_seen(self) -> None:
        seen, self._seen = self._seen, set()
        wanted: list[str] = []
        for row in sorted(seen):
            if row < len(self.store.rows) and self.store.record(row) is None:
                wanted += self.store.page_to_read(row)
        if wanted:
            self.page_wanted.emit(wanted)
