"""What the model of a list answers, role by role."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from acctdesk.services.catalogue import Field, Format
from acctdesk.services.record import Record
from acctdesk.ui.entry import currency_of, editor_of, hint_of, to_edit
from acctdesk.ui.lists.cells import link_of
from acctdesk.ui.lists.store import value_of
from acctdesk.ui.widgets.roles import (
    BranchRole,
    CellRole,
    ChoicesRole,
    Editor,
    EditorRole,
    HintRole,
    LinkRole,
    PendingRole,
    ProblemRole,
    RecordRole,
    RowMarkRole,
    SortRole,
    StatusRole,
    TagsRole,
    ToneRole,
    TypedRole,
)

if TYPE_CHECKING:
    from acctdesk.ui.lists.model import ListModel

Answer = Callable[["ListModel", int, Record, Field], Any]


def _editing(model: ListModel, _row: int, record: Record, field: Field) -> object:
    entry = model.entry(record.id, field.name)
    if entry is not None and (entry.pending or (entry.problem and entry.value is not None)):
        # What couldn't be kept is where one goes on.
        return entry.value
    value = record[field.name]
    if model.offers.of(field) or field.format is Format.CHECK:
        return value
    title = record.titles.get(field.name, "")
    return to_edit(field, value, title=title, currency=currency_of(field, record))


def _editor(model: ListModel, _row: int, _record: Record, field: Field) -> Editor:
    if field.format is Format.CHECK:
        return Editor.TICK
    if model.offers.of(field):
        return Editor.CHOICE
    return Editor.TAGS if field.format is Format.TAGS else editor_of(field)


def _branch(model: ListModel, row: int, _record: Record, field: Field) -> bool | None:
    return model.store.rows.open(row) if field.name == model.named else None


def _choices(model: ListModel, _row: int, _record: Record, field: Field) -> object:
    if field.format is Format.CHECK:
        return None
    return model.offers.of(field) or model.offers.tags(field) or None


def _pending(model: ListModel, row: int, record: Record, field: Field) -> bool | None:
    return model.cell(row, record, field).pending or None


def _status(model: ListModel, row: int, record: Record, field: Field) -> object:
    return model.cell(row, record, field).status


def _tags(model: ListModel, row: int, record: Record, field: Field) -> object:
    return model.cell(row, record, field).tags if field.format is Format.TAGS else None


ANSWERS: dict[int, Answer] = {
    int(Qt.ItemDataRole.DisplayRole): lambda m, row, record, one: m.cell(row, record, one).text,
    int(Qt.ItemDataRole.EditRole): _editing,
    CellRole: lambda model, row, record, field: model.cell(row, record, field),
    StatusRole: _status,
    TagsRole: _tags,
    ToneRole: lambda model, row, record, field: model.cell(row, record, field).tone or None,
    EditorRole: _editor,
    ChoicesRole: _choices,
    PendingRole: _pending,
    ProblemRole: lambda m, row, record, one: m.cell(row, record, one).problem or None,
    RecordRole: lambda _model, _row, record, _field: record.id,
    SortRole: lambda _model, _row, record, field: value_of(record, field),
    BranchRole: _branch,
    RowMarkRole: lambda m, _row, record, _one: m.marks.of(record)[0] if m.marks.marks else None,
    TypedRole: lambda _model, _row, _record, _field: True,
    HintRole: lambda _model, _row, _record, field: hint_of(field) or None,
    LinkRole: lambda _model, _row, record, field: link_of(field, record) or None,
}
"""By role."""
