"""From one arrangement of rows to another, told to Qt in the smallest steps that are cheap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex

from acctdesk.ui.lists.rows import Rows
from acctdesk.ui.widgets.selecting import runs

if TYPE_CHECKING:
    from acctdesk.ui.lists.model import ListModel

MOST_STEPS = 60
"""Runs of rows that come and go one by one; beyond that the whole list is shown anew."""
MOST_COMPARED = 2_000
"""Rows up to which two lists are compared; beyond that it would hold up the window."""


def shift(model: ListModel, rows: Rows, *, folding: int = -1) -> None:
    """Show other rows; selection and current cell stay where possible.

    Args:
        model: The list.
        rows: What is shown from now on.
        folding: The row whose rows below come or go; nothing else differs then.
    """
    old = model.store.rows
    if folding >= 0:
        _fold(model, old, rows, folding)
    elif type(old) is Rows and type(rows) is Rows:
        _flat(model, old, rows)
    elif rows.same_shape(old):
        model.store.set_rows(rows)
        last = model.columnCount() - 1
        if len(rows) and last >= 0:
            model.dataChanged.emit(model.index(0, 0), model.index(len(rows) - 1, last))
    else:
        _anew(model, rows)


def _flat(model: ListModel, old: Rows, new: Rows) -> None:
    before, after = old.ids, new.ids
    if new.same_ids(old):
        model.store.rows = new
    elif len(before) < len(after) and list(after[: len(before)]) == list(before) and before:
        # The beginning was shown first; the rest follows.
        model.beginInsertRows(QModelIndex(), len(before), len(after) - 1)
        model.store.set_rows(new)
        model.endInsertRows()
    elif len(before) + len(after) > MOST_COMPARED:
        _anew(model, new)
    elif len(before) == len(after) and set(before) == set(after):
        _reorder(model, old, new)
    elif not _step(model, list(before), list(after)):
        _anew(model, new)
    else:
        model.store.set_rows(new)


def _reorder(model: ListModel, old: Rows, new: Rows) -> None:
    model.layoutAboutToBeChanged.emit()
    held = model.persistentIndexList()
    kept = [(old.ids[one.row()], one.column()) for one in held]
    model.store.set_rows(new)
    moved = [model.index(new.row_of(record), column) for record, column in kept]
    model.changePersistentIndexList(held, moved)
    model.layoutChanged.emit()


def _anew(model: ListModel, rows: Rows) -> None:
    model.beginResetModel()
    model.store.set_rows(rows)
    model.endResetModel()


def _step(model: ListModel, old: list[str], new: list[str]) -> bool:
    """Remove what went and insert what came, where those are few runs of rows."""
    kept, present = set(new), set(old)
    if not present or [one for one in old if one in kept] != [one for one in new if one in present]:
        return False
    gone = runs(at for at, one in enumerate(old) if one not in kept)
    come = runs(at for at, one in enumerate(new) if one not in present)
    if len(gone) + len(come) > MOST_STEPS:
        return False
    now = old
    for first, last in reversed(gone):
        model.beginRemoveRows(QModelIndex(), first, last)
        now = now[:first] + now[last + 1 :]
        model.store.set_rows(Rows(now))
        model.endRemoveRows()
    for first, last in come:
        model.beginInsertRows(QModelIndex(), first, last)
        now = now[:first] + new[first : last + 1] + now[first:]
        model.store.set_rows(Rows(now))
        model.endInsertRows()
    return True


def _fold(model: ListModel, old: Rows, new: Rows, row: int) -> None:
    more = len(new) - len(old)
    if more > 0:
        model.beginInsertRows(QModelIndex(), row + 1, row + more)
        model.store.set_rows(new)
        model.endInsertRows()
    elif more < 0:
        model.beginRemoveRows(QModelIndex(), row + 1, row - more)
        model.store.set_rows(new)
        model.endRemoveRows()
    else:
        model.store.set_rows(new)
    last = model.columnCount() - 1
    if last >= 0:
        model.dataChanged.emit(model.index(row, 0), model.index(row, last))
