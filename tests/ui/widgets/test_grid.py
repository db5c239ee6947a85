from __future__ import annotations

import time

import pytest
from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    Qt,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QVBoxLayout, QWidget

from acctdesk.ui.widgets.editors import ChoiceEditor
from acctdesk.ui.widgets.empty import EmptyState
from acctdesk.ui.widgets.grid import GridView
from acctdesk.ui.widgets.roles import ChoicesRole, Kind, KindRole
from acctdesk.ui.widgets.tsv import from_tsv, to_tsv

NOWHERE = QModelIndex()


class People(QAbstractTableModel):
    def __init__(self, rows=30, columns=4):
        super().__init__()
        self.cells = [[f"r{row}c{column}" for column in range(columns)] for row in range(rows)]
        self.sorted = None

    def rowCount(self, parent=NOWHERE):
        return 0 if parent.isValid() else len(self.cells)

    def columnCount(self, parent=NOWHERE):
        return 0 if parent.isValid() else 4

    def headerData(self, section, orientation, role=Qt.ItemDataRole.DisplayRole):
        if orientation != Qt.Orientation.Horizontal:
            return None
        return {0: f"Column {section}", KindRole: Kind.TEXT}.get(role)

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.cells[index.row()][index.column()]
        if role == ChoicesRole and index.column() == 2:
            return (("A", "Gold"), ("B", "Silver"), ("C", "Bronze"))
        return None

    def setData(self, index, value, role=Qt.ItemDataRole.EditRole):
        self.cells[index.row()][index.column()] = value
        self.dataChanged.emit(index, index)
        return True

    def flags(self, index):
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        editable = Qt.ItemFlag.ItemIsEditable if index.column() else Qt.ItemFlag.NoItemFlags
        return super().flags(index) | editable

    def sort(self, column, order=Qt.SortOrder.AscendingOrder):
        self.sorted = (column, order)

    def clear(self):
        self.beginResetModel()
        self.cells = []
        self.endResetModel()


@pytest.fixture
def model():
    return People()


@pytest.fixture
def grid(theme, qtbot, model):
    view = GridView(theme, "People", selection="cells")
    view.setModel(model)
    view.resize(700, 400)
    qtbot.addWidget(view)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    view.setFocus()
    return view


def press(qtbot, grid, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(grid, key, modifier)


def at(grid):
    return grid.currentIndex().row(), grid.currentIndex().column()


def test_model_of_the_tests_is_sound(model, qtmodeltester):
    qtmodeltester.check(model)


def test_rows_and_header_have_the_heights_of_the_design(grid, theme):
    assert grid.rowHeight(0) == 38
    assert grid.head.height() == 34
    grid.set_compact(True)
    assert grid.rowHeight(0) == 32
    theme.set_text_scale(200)
    assert grid.rowHeight(0) == 64


def test_copies_the_block_as_a_spreadsheet_does(grid, model, qtbot):
    model.cells[1][1] = 'say "hi"\tnow'
    grid.setCurrentIndex(model.index(0, 0))
    grid.selectionModel().select(
        QItemSelection(model.index(0, 0), model.index(1, 1)),
        QItemSelectionModel.SelectionFlag.ClearAndSelect,
    )
    press(qtbot, grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    expected = 'r0c0\tr0c1\r\nr1c0\t"say ""hi""\tnow"'
    assert QGuiApplication.clipboard().text().replace("\r\n", "\n") == expected.replace(
        "\r\n", "\n"
    )


def test_copy_follows_moved_and_hidden_columns(grid, model):
    grid.head.moveSection(3, 0)
    grid.setColumnHidden(1, True)
    grid.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    grid.selectRow(0)
    assert grid.copy_text() == "r0c3\tr0c0\tr0c2"


def test_paste_names_rows_and_columns_it_goes_to(grid, model, qtbot):
    QGuiApplication.clipboard().setText("a\tb\nc\td")
    grid.setCurrentIndex(model.index(2, 3))
    with qtbot.waitSignal(grid.pasted) as got:
        press(qtbot, grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    block = got.args[0]
    assert (block.row, block.columns) == (2, (3,))
    assert block.cells == (("a", "b"), ("c", "d"))


def test_f2_edits_enter_commits_and_moves_down(grid, model, qtbot):
    grid.setCurrentIndex(model.index(0, 1))
    press(qtbot, grid, Qt.Key.Key_F2)
    editor = grid.findChild(QLineEdit)
    editor.setText("new")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert model.cells[0][1] == "new"
    assert at(grid) == (1, 1)


def test_escape_leaves_the_value(grid, model, qtbot):
    grid.setCurrentIndex(model.index(0, 1))
    press(qtbot, grid, Qt.Key.Key_F2)
    editor = grid.findChild(QLineEdit)
    editor.setText("new")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert model.cells[0][1] == "r0c1"
    assert at(grid) == (0, 1)


def test_typing_edits(grid, model, qtbot):
    grid.setCurrentIndex(model.index(0, 1))
    qtbot.keyClick(grid, "x")
    assert grid.findChild(QLineEdit).text() == "x"


def test_choice_is_found_by_any_part_of_its_words(grid, model, qtbot):
    grid.setCurrentIndex(model.index(0, 2))
    press(qtbot, grid, Qt.Key.Key_F2)
    editor = grid.findChild(ChoiceEditor)
    editor.setEditText("ilv")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert model.cells[0][2] == "B"


def test_unknown_choice_is_not_written(grid, model, qtbot):
    grid.setCurrentIndex(model.index(0, 2))
    press(qtbot, grid, Qt.Key.Key_F2)
    grid.findChild(ChoiceEditor).setEditText("Platinum")
    qtbot.keyClick(grid.findChild(ChoiceEditor), Qt.Key.Key_Return)
    assert model.cells[0][2] == "r0c2"


def test_enter_opens_what_cannot_be_edited(grid, model, qtbot):
    grid.setCurrentIndex(model.index(3, 0))
    with qtbot.waitSignal(grid.open_requested) as got:
        press(qtbot, grid, Qt.Key.Key_Return)
    assert got.args[0].row() == 3


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (Qt.Key.Key_Down, (29, 1)),
        (Qt.Key.Key_Up, (0, 1)),
        (Qt.Key.Key_Left, (5, 0)),
        (Qt.Key.Key_Right, (5, 3)),
    ],
)
def test_ctrl_arrows_leap_to_the_edge(grid, model, qtbot, key, expected):
    grid.setCurrentIndex(model.index(5, 1))
    press(qtbot, grid, key, Qt.KeyboardModifier.ControlModifier)
    assert at(grid) == expected


def test_tab_leaves_the_table(theme, qtbot, model):
    whole = QWidget()
    column = QVBoxLayout(whole)
    view = GridView(theme, "People")
    view.setModel(model)
    after = QLineEdit()
    column.addWidget(view)
    column.addWidget(after)
    qtbot.addWidget(whole)
    with qtbot.waitActive(whole):
        whole.show()
        whole.activateWindow()
    view.setFocus()
    view.setCurrentIndex(model.index(0, 0))
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert whole.focusWidget() is after


def test_column_state_survives(grid, theme, qtbot):
    grid.head.moveSection(3, 0)
    grid.head.resizeSection(1, 222)
    grid.setColumnHidden(2, True)
    grid.sort_by(1, descending=True)
    state = grid.column_state()
    other = GridView(theme, "Other")
    qtbot.addWidget(other)
    fresh = People()
    other.setModel(fresh)
    other.restore_columns(state)
    assert other.column_state() == state
    assert fresh.sorted == (1, Qt.SortOrder.DescendingOrder)


def test_header_click_sorts_then_turns(grid, model, qtbot):
    with qtbot.waitSignal(grid.sort_requested) as got:
        grid.head.sectionClicked.emit(2)
    assert got.args == [2, False]
    with qtbot.waitSignal(grid.sort_requested) as got:
        grid.head.sectionClicked.emit(2)
    assert got.args == [2, True]


def test_empty_state_shows_only_without_rows(grid, model, theme):
    empty = EmptyState(theme, "inbox", "Nobody yet", action="Add")
    grid.set_empty(empty)
    assert not empty.isVisible()
    model.clear()
    assert empty.isVisible()


def test_fill_down_names_source_and_targets(grid, model, qtbot):
    grid.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    grid.setCurrentIndex(model.index(0, 1))
    grid.selectAll()
    got = []
    grid.fill_requested.connect(got.append)
    grid.run_command("fill_down")
    assert [(fill.column, fill.source, len(fill.rows)) for fill in got[0]] == [(1, 0, 29)]


@pytest.mark.parametrize(
    "cells",
    [
        [["a", "b"], ["c", "d"]],
        [['"', ""], ["line\nbreak", "tab\there"]],
        [["=1+1", "  spaces "]],
        [[""]],
    ],
)
def test_tsv_comes_back_as_it_went(cells):
    if cells == [[""]]:
        assert to_tsv(cells) == ""
    else:
        assert from_tsv(to_tsv(cells)) == cells


def test_scrolling_paints_within_a_frame(theme, qtbot):
    view = GridView(theme, "Wide")
    view.setModel(People(1000))
    view.resize(1400, 900)
    qtbot.addWidget(view)
    view.show()
    view.grab()
    took = []
    for step in range(10):
        view.verticalScrollBar().setValue(step * 380)
        began = time.process_time()
        view.viewport().grab()
        took.append(time.process_time() - began)
    assert sorted(took)[5] < 0.05, "a whole repaint, in processor time; scrolling repaints a strip"


def test_columns_fill_the_width_again_when_it_changes(grid, theme):
    def filled():
        return sum(grid.head.sectionSize(at) for at in range(4)) == grid.viewport().width()

    assert filled()
    grid.resize(900, 400)
    assert filled()
    grid.resize(560, 400)
    assert filled()
    theme.set_text_scale(125)
    assert filled()
