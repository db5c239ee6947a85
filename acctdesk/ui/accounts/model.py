"""The model behind the accounts grid: any number of records, of which only those in sight are read.

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
from acctdesk.ui.accounts.store import Store, runs, value_of
from acctdesk.ui.entering import complaint
from acctdesk.ui.entry import (
    CLOSED,
    choices_of,
    currency_of,
    editor_of,
    in_words,
    kind_of,
    status_of,
    to_edit,
)
from acctdesk.ui.widgets.roles import (
    ChoicesRole,
    ColumnRole,
    Editor,
    EditorRole,
    KindRole,
    PendingRole,
    ProblemRole,
    RecordRole,
    SortRole,
    StatusRole,
    TagsRole,
    ToneRole,
)

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_DISPLAY = Qt.ItemDataRole.DisplayRole
_EDIT = Qt.ItemDataRole.EditRole
MOST_STEPS = 60
"""Runs of rows that come and go one by one; beyond that the whole list is shown anew."""

MOST_COMPARED = 20_000
"""Rows up to which two lists are compared; beyond that it would hold up the window."""


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


@dataclass(slots=True)
class _Mark:
    """What a cell shows in place of its record's value."""

    text: str
    value: object
    pending: bool = True
    problem: str = ""


class AccountsModel(QAbstractTableModel):
    """Rows are accounts, columns their fields.

    Args:
        parent: Its owner.
        writable: Whether cells can be edited.
    """

    page_wanted = Signal(object)
    """Ids of records that came into sight and have to be read; answer with `put`."""
    edited = Signal(object)
    """An `Edit`; answer with `settle` or `refuse`."""

    def __init__(self, parent: QObject | None = None, *, writable: bool = True) -> None:
        super().__init__(parent)
        self.store = Store()
        self._fields: tuple[Field, ...] = ()
        self._writable = writable
        self._marks: dict[tuple[str, str], _Mark] = {}
        self._options: dict[str, tuple[tuple[object, str], ...]] = {}
        self._choices: dict[str, tuple[tuple[object, str], ...]] = {}
        self._seen: set[int] = set()
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
        return next((at for at, one in enumerate(self._fields) if one.name == name), -1)

    def set_fields(self, fields: Sequence[Field]) -> None:
        """Show other columns."""
        if tuple(fields) == self._fields:
            return
        self.beginResetModel()
        self._fields = tuple(fields)
        self._choices.clear()
        self.store.forget_all()
        self.endResetModel()

    def set_options(self, target: str, options: Sequence[tuple[str, str]]) -> None:
        """Say which records references to a kind can name; without it they are typed."""
        self._options[target] = ((None, ""), *options)

    def set_ids(self, ids: Sequence[str], records: Sequence[Record] = ()) -> None:
        """Show other records or another order; selection and current cell stay where possible.

        Args:
            ids: The records in their order.
            records: Those that have been read already.
        """
        old, new = self.store.ids, list(ids)
        if new != old:
            if len(old) + len(new) > MOST_COMPARED:
                self._show_anew(new)
            elif len(old) == len(new) and set(old) == set(new):
                self._reorder(new)
            elif not self._step_to(new):
                self._show_anew(new)
        self.put(records)

    def put(self, records: Sequence[Record]) -> None:
        """Take records that were read; cells whose value has arrived lose their mark."""
        rows = self.store.put(records)
        for one in records:
            for field in self._fields:
                mark = self._marks.get((one.id, field.name))
                if mark is not None and not mark.pending and not mark.problem:
                    del self._marks[(one.id, field.name)]
        self._tell(rows)

    # -- edits -----------------------------------------------------------------------------

    def settle(self, edit: Edit) -> None:
        """An edit is kept: its value is no longer pending, and goes once its record was read."""
        mark = self._marks.get((edit.record, edit.field.name))
        if mark is not None and mark.value == edit.value:
            mark.pending = False
            self._tell([self.store.row_of(edit.record)])

    def refuse(self, edit: Edit, problem: Problem) -> None:
        """An edit can't be kept: the value of before is back, and the reason with it."""
        key = (edit.record, edit.field.name)
        record = self.store.known(edit.record)
        text = self.store.text(record, edit.field) if record is not None else ""
        self._marks[key] = _Mark(text, None, pending=False, problem=complaint(problem))
        self._tell([self.store.row_of(edit.record)])

    def problems(self) -> Mapping[tuple[str, str], str]:
        """What is wrong with the last entry, by record and field."""
        return {key: mark.problem for key, mark in self._marks.items() if mark.problem}

    # -- Qt's questions --------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many accounts are shown."""
        return 0 if parent.isValid() else len(self.store.ids)

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
            return kind_of(field)
        if role == Qt.ItemDataRole.ToolTipRole and field.help:
            return str(field.help)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells can be edited once their record was read."""
        flags = super().flags(index)
        if index.isValid() and self._writable and self.store.record(index.row()) is not None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """What a cell shows, or how; a record that wasn't read shows nothing and is asked for."""
        answer = _ANSWERS.get(role)
        if answer is None or not index.isValid() or index.row() >= len(self.store.ids):
            return None
        record = self.store.record(index.row())
        if record is None:
            self._wish(index.row())
            return "…" if role == _DISPLAY and index.column() == 0 else None
        field = self._fields[index.column()]
        mark = self._marks.get((record.id, field.name)) if self._marks else None
        return answer(self, record, field, mark)

    def setData(self, index: Index, value: object, role: int = _EDIT) -> bool:
        """Show an entry as pending and ask for it to be kept."""
        if role != _EDIT or not index.isValid() or not self._writable:
            return False
        record = self.store.record(index.row())
        if record is None:
            return False
        self.enter(Edit(record.id, self._fields[index.column()], value))
        self.edited.emit(Edit(record.id, self._fields[index.column()], value))
        return True

    def enter(self, edit: Edit) -> None:
        """Show an entry as pending without asking for it to be kept."""
        text = str(edit.value if edit.value is not None else "")
        for value, words in self._offered(edit.field):
            if value == edit.value:
                text = words
        if not text and edit.field.key == "account.rag":
            text = in_words(edit.field, None)
        self._marks[(edit.record, edit.field.name)] = _Mark(text, edit.value)
        self._tell([self.store.row_of(edit.record)])

    # -- answers by role -------------------------------------------------------------------

    def _shown(self, record: Record, field: Field, mark: _Mark | None) -> str:
        return mark.text if mark is not None else self.store.text(record, field)

    def _to_edit(self, record: Record, field: Field, mark: _Mark | None) -> object:
        if mark is not None and mark.pending:
            return mark.value
        value = record[field.name]
        if self._offered(field):
            return value
        title = record.titles.get(field.name, "")
        return to_edit(field, value, title=title, currency=currency_of(field, record))

    def _status(self, record: Record, field: Field, mark: _Mark | None) -> object:
        value = mark.value if mark is not None and not mark.problem else record[field.name]
        return status_of(field, value)

    def _tags(self, record: Record, field: Field, mark: _Mark | None) -> object:
        if field.format is not Format.TAGS:
            return None
        if mark is not None and not mark.problem:
            return tuple(part.strip() for part in mark.text.split(",") if part.strip())
        return record[field.name] or ()

    def _tone(self, record: Record, field: Field, mark: _Mark | None) -> object:
        faint = field.key == "account.rag" and not record[field.name] and mark is None
        return "secondary" if faint else None

    def _editor(self, record: Record, field: Field, mark: _Mark | None) -> Editor:
        return Editor.CHOICE if self._offered(field) else editor_of(field)

    def _offers(self, record: Record, field: Field, mark: _Mark | None) -> object:
        return self._offered(field) or None

    def _offered(self, field: Field) -> tuple[tuple[object, str], ...]:
        if field.format is Format.REFERENCE:
            return self._options.get(field.target, ())
        if field.format not in CLOSED and field.format is not Format.CHECK:
            return ()
        found = self._choices.get(field.name)
        if found is None:
            found = self._choices[field.name] = choices_of(field)
        return found

    # -- moving rows -----------------------------------------------------------------------

    def _reorder(self, new: list[str]) -> None:
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        held = [(self.store.ids[one.row()], one.column()) for one in before]
        self.store.set_ids(new)
        after = [self.index(self.store.row_of(record), column) for record, column in held]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _show_anew(self, new: list[str]) -> None:
        self.beginResetModel()
        self.store.set_ids(new)
        self.endResetModel()

    def _step_to(self, new: list[str]) -> bool:
        """Remove what went and insert what came, where those are few runs of rows."""
        old = self.store.ids
        kept, present = set(new), set(old)
        if not present or [one for one in old if one in kept] != [
            one for one in new if one in present
        ]:
            return False
        gone = runs(at for at, one in enumerate(old) if one not in kept)
        come = runs(at for at, one in enumerate(new) if one not in present)
        if len(gone) + len(come) > MOST_STEPS:
            return False
        for first, last in reversed(gone):
            self.beginRemoveRows(QModelIndex(), first, last)
            self.store.set_ids(self.store.ids[:first] + self.store.ids[last + 1 :])
            self.endRemoveRows()
        for first, last in come:
            self.beginInsertRows(QModelIndex(), first, last)
            now = self.store.ids
            self.store.set_ids(now[:first] + new[first : last + 1] + now[first:])
            self.endInsertRows()
        return True

    def _tell(self, rows: Sequence[int]) -> None:
        last = len(self._fields) - 1
        for first, end in runs({row for row in rows if row >= 0}) if last >= 0 else ():
            self.dataChanged.emit(self.index(first, 0), self.index(end, last))

    def _wish(self, row: int) -> None:
        self._seen.add(row)
        if not self._ask.isActive():
            self._ask.start()

    def _ask_for_seen(self) -> None:
        seen, self._seen = self._seen, set()
        wanted: list[str] = []
        for row in sorted(seen):
            if row < len(self.store.ids) and self.store.record(row) is None:
                wanted += self.store.page_to_read(row)
        if wanted:
            self.page_wanted.emit(wanted)


_Answer = Callable[[AccountsModel, Record, Field, _Mark | None], Any]

_ANSWERS: dict[int, _Answer] = {
    int(_DISPLAY): AccountsModel._shown,
    int(_EDIT): AccountsModel._to_edit,
    StatusRole: AccountsModel._status,
    TagsRole: AccountsModel._tags,
    ToneRole: AccountsModel._tone,
    EditorRole: AccountsModel._editor,
    ChoicesRole: AccountsModel._offers,
    PendingRole: lambda _model, _record, _field, mark: (mark is not None and mark.pending) or None,
    ProblemRole: lambda _model, _record, _field, mark: mark.problem if mark is not None else None,
    RecordRole: lambda _model, record, _field, _mark: record.id,
    SortRole: lambda _model, record, field, _mark: value_of(record, field),
}
