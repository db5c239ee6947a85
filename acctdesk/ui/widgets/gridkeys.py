"""The keys of a grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from acctdesk.ui.widgets.autofit import visual_columns
from acctdesk.ui.widgets.moving import leap
from acctdesk.ui.widgets.roles import BandRole, BranchRole, Editor, EditorRole
from acctdesk.ui.widgets.selecting import select_rows

if TYPE_CHECKING:
    from acctdesk.ui.widgets.grid import GridView

_EDGES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
_SIDEWAYS = (Qt.Key.Key_Left, Qt.Key.Key_Right)


def press_key(grid: GridView, event: QKeyEvent) -> bool:
    """Do what a key means in a grid.

    Args:
        grid: The grid.
        event: The key.

    Returns:
        Whether it meant something; Qt's own keys are left to Qt.
    """
    key, held = event.key(), event.modifiers()
    ctrl = bool(held & Qt.KeyboardModifier.ControlModifier)
    plain = held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
    if event.matches(QKeySequence.StandardKey.Copy):
        grid.copy()
    elif event.matches(QKeySequence.StandardKey.Paste):
        grid.paste()
    elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        _enter(grid, held, ctrl)
    elif key == Qt.Key.Key_Space and held == Qt.KeyboardModifier.ShiftModifier and grid.cellwise:
        select_rows(grid, grid.selected_rows() or [grid.currentIndex().row()])
    elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and plain and grid.cellwise:
        grid.clear_requested.emit()
    elif ctrl and key in _EDGES:
        leap(grid, event)
    elif plain and key in _SIDEWAYS and _fold(grid, key == Qt.Key.Key_Right):
        pass
    elif plain and key in (Qt.Key.Key_Home, Qt.Key.Key_End) and grid.cellwise:
        _to_end(grid, key == Qt.Key.Key_End)
    else:
        return False
    return True


def _enter(grid: GridView, held: Qt.KeyboardModifier, ctrl: bool) -> None:
    current = grid.currentIndex()
    if not current.isValid():
        return
    if held & Qt.KeyboardModifier.AltModifier:
        if grid.cell_delegate.is_link(current):
            grid.link_requested.emit(current)
    elif current.siblingAtColumn(0).data(BandRole) is not None:
        grid.toggle_at(current)
    elif not ctrl and current.flags() & Qt.ItemFlag.ItemIsEditable:
        if current.data(EditorRole) == Editor.TICK:
            grid.cell_delegate.turn_over(current)
        else:
            grid.edit(current)
    else:
        grid.open_requested.emit(current)


def _fold(grid: GridView, right: bool) -> bool:
    """Right shows what is below the current row, left hides it; whether that was done."""
    current = grid.currentIndex()
    if not current.isValid():
        return False
    band = current.siblingAtColumn(0).data(BandRole)
    shown = band.open if band is not None else current.data(BranchRole)
    if band is None and shown is None:
        return False
    if bool(shown) != right:
        grid.toggled.emit(current.row())
        return True
    # On the head of a group there are no cells to step to.
    return band is not None


def _to_end(grid: GridView, last: bool) -> None:
    current = grid.currentIndex()
    visual = visual_columns(grid.horizontalHeader())
    if current.isValid() and visual:
        grid.setCurrentIndex(current.siblingAtColumn(visual[-1 if last else 0]))
