"""What a grid paints and where: pinned columns, heads of groups, repeated words, widths."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QAbstractTableModel, QItemSelectionModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QImage, QPainter

from acctdesk.ui.widgets.cell import Band, Cell
from acctdesk.ui.widgets.cells import CellPainter
from acctdesk.ui.widgets.grid import GridView
from acctdesk.ui.widgets.measure import Measure
from acctdesk.ui.widgets.roles import BandRole, BranchRole, CellRole, ColumnRole, Kind, RowMarkRole
from acctdesk.ui.widgets.selecting import cells_of, rows_of, select_rows
from acctdesk.ui.widgets.textpictures import OFTEN

NOWHERE = QModelIndex()
LEFT = Qt.MouseButton.LeftButton


class Towns(QAbstractTableModel):
    """Rows 0 and 5 are heads of groups; row 2 stands out; row 3 has something below it."""

    def rowCount(self, parent=NOWHERE):
        return 0 if parent.isValid() else 40

    def columnCount(self, parent=NOWHERE):
        return 0 if parent.isValid() else 8

    def headerData(self, section, side, role=Qt.ItemDataRole.DisplayRole):
        if side != Qt.Orientation.Horizontal:
            return None
        return {0: f"Column {section}", ColumnRole: f"c{section}"}.get(role)

    def flags(self, index):
        if index.row() in (0, 5):
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        row, column = index.row(), index.column()
        if role == BandRole and row in (0, 5):
            return Band("Group", "4 rows", sums={3: "€ 12"})
        if role == RowMarkRole and row == 2:
            return "bad"
        if role == BranchRole and row == 3 and column == 0:
            return True
        if role == CellRole:
            return Cell(f"r{row}c{column}", branch=True if row == 3 and column == 0 else None)
        return f"r{row}c{column}" if role == Qt.ItemDataRole.DisplayRole else None


@pytest.fixture
def grid(theme, qtbot):
    view = GridView(theme, "Towns", selection="cells")
    model = Towns(view)
    view.setModel(model)
    view.resize(500, 400)
    qtbot.addWidget(view)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    view.set_widths(dict.fromkeys(range(8), 150))
    view.setFocus()
    return view


def scroll(grid, x):
    grid.horizontalScrollBar().setValue(x)


def test_a_pinned_column_is_seen_and_pointed_at_where_it_is_painted(grid, qtbot):
    grid.set_pinned(1)
    scroll(grid, 400)
    model = grid.model()
    assert grid.indexAt(QPoint(20, 60)).column() == 0
    assert grid.visualRect(model.index(1, 0)).left() == 0
    # Behind it lies what scrolled; beside it what one sees.
    assert grid.indexAt(QPoint(170, 60)).column() == (400 + 170) // 150
    qtbot.mouseClick(grid.viewport(), LEFT, pos=QPoint(20, 60))
    assert grid.currentIndex().column() == 0
    assert grid.horizontalScrollBar().value() == 400


def test_keys_bring_a_column_out_from_under_the_pinned_ones(grid, qtbot):
    grid.set_pinned(1)
    grid.setCurrentIndex(grid.model().index(1, 7))
    scroll(grid, grid.horizontalScrollBar().maximum())
    for _step in range(5):
        qtbot.keyClick(grid, Qt.Key.Key_Left)
    assert grid.currentIndex().column() == 2
    assert grid.visualRect(grid.currentIndex()).left() >= 150


def test_pinned_columns_that_would_fill_the_window_are_not_pinned(grid):
    grid.set_pinned(4)
    scroll(grid, 300)
    assert grid.places().pinned == ()
    grid.resize(1200, 400)
    assert len(grid.places().pinned) == 4


def test_the_edge_of_a_pinned_column_is_dragged_where_it_is_seen(grid, qtbot):
    grid.set_pinned(1)
    scroll(grid, 300)
    port = grid.head.viewport()
    qtbot.mousePress(port, LEFT, pos=QPoint(149, 10))
    for x in (155, 165, 180):
        qtbot.mouseMove(port, QPoint(x, 10))
    with qtbot.waitSignal(grid.head.widths_chosen):
        qtbot.mouseRelease(port, LEFT, pos=QPoint(180, 10))
    assert grid.head.sectionSize(0) == pytest.approx(180, abs=2)
    assert grid.head.sectionSize(2) == 150


def test_a_larger_text_is_nobodys_width(theme, qtbot):
    view = GridView(theme, "Towns")
    view.setModel(Towns(view))
    view.resize(900, 300)
    qtbot.addWidget(view)
    view.show()
    # As when the choice of a text size is clicked: a button of the mouse is down somewhere.
    qtbot.mousePress(view.viewport(), LEFT, pos=QPoint(5, 5))
    theme.set_text_scale(125)
    qtbot.mouseRelease(view.viewport(), LEFT, pos=QPoint(5, 5))
    view.resize(1300, 300)
    assert sum(view.head.sectionSize(at) for at in range(8)) == view.viewport().width()


def test_a_head_of_a_group_folds_and_holds_no_cells(grid, qtbot):
    with qtbot.waitSignal(grid.toggled) as told:
        qtbot.mouseClick(grid.viewport(), LEFT, pos=QPoint(200, 20))
    assert told.args == [0]
    grid.selectAll()
    assert rows_of(grid) == [row for row in range(40) if row not in (0, 5)]
    assert 5 not in cells_of(grid)[2]


def test_the_arrow_of_a_branch_folds_and_the_words_beside_it_select(grid, qtbot):
    box = grid.visualRect(grid.model().index(3, 0))
    with qtbot.waitSignal(grid.toggled) as told:
        qtbot.mouseClick(grid.viewport(), LEFT, pos=QPoint(box.left() + 14, box.center().y()))
    assert told.args == [3]
    with qtbot.assertNotEmitted(grid.toggled):
        qtbot.mouseClick(grid.viewport(), LEFT, pos=QPoint(box.left() + 90, box.center().y()))
    assert grid.currentIndex().row() == 3


def test_rows_are_selected_by_runs(grid):
    select_rows(grid, [1, 2, 3, 7])
    assert grid.selectionModel().selection().count() == 2
    assert rows_of(grid) == [1, 2, 3, 7]
    assert grid.selected_rows() == [1, 2, 3, 7]


def test_a_selection_of_everything_costs_no_more_than_its_ranges(grid):
    grid.selectAll()
    assert grid.chosen_ranges(0, 10) == [(0, 39, 0, 7)] or all(
        first <= 10 for first, _last, _a, _b in grid.chosen_ranges(0, 10)
    )


def test_delete_asks_for_the_cells_to_be_emptied(grid, qtbot):
    grid.setCurrentIndex(grid.model().index(1, 1))
    with qtbot.waitSignal(grid.clear_requested):
        qtbot.keyClick(grid, Qt.Key.Key_Delete)
    with qtbot.assertNotEmitted(grid.clear_requested):
        qtbot.keyClick(grid, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)


def test_a_cell_and_its_row_are_told_apart_from_the_rest(grid):
    model = grid.model()
    flag = QItemSelectionModel.SelectionFlag
    grid.selectionModel().select(model.index(1, 1), flag.ClearAndSelect)
    theme = grid._theme
    picture = grid.viewport().grab().toImage()

    def colour(column, row):
        box = grid.visualRect(model.index(row, column))
        return picture.pixelColor(box.right() - 3, box.top() + 4)

    assert colour(1, 1) == theme.colour("selection")
    assert colour(0, 1) == theme.colour("soft")
    assert colour(1, 4) == theme.colour("surface")
    edge = grid.visualRect(model.index(2, 0)).topLeft() + QPoint(1, 6)
    assert picture.pixelColor(edge) == theme.colour("breached")


def test_repeated_words_look_as_painted_ones(theme):
    """The picture of a text and the text itself: not a pixel apart."""
    painter_of_cells = CellPainter(theme)
    layout = painter_of_cells.layout(Cell("Mara Klein, 42"), Kind.TEXT, 200, 38, 1.0)
    ground = theme.colour("surface")
    shots = []
    for under in (None, *[ground] * (OFTEN + 2)):
        image = QImage(200, 38, QImage.Format.Format_RGB32)
        image.fill(ground)
        painter = QPainter(image)
        painter_of_cells.draw(painter, 0, 0, layout, under)
        painter.end()
        shots.append(image)
    assert painter_of_cells._texts._kept, "words that come often are kept as a picture"
    assert all(shot == shots[0] for shot in shots)


@pytest.mark.parametrize("text", ["Northwind Logistics", "WWWWW", "fi", "Łódź", "王伟", "a" * 80])
def test_an_elided_text_never_reaches_beyond_its_room(theme, text):
    measure = Measure(theme)
    for width in (20, 60, 90, 140, 300):
        shown = measure.elide("body", text, width)
        assert theme.metrics("body").horizontalAdvance(shown) <= width + 2
        if theme.metrics("body").horizontalAdvance(text) <= width:
            assert shown == text


def test_long_words_break_into_lines(theme):
    measure = Measure(theme)
    lines = measure.wrap("body", "Sponsor quiet for six weeks, ring her", 120, 2)
    assert len(lines) == 2
    assert lines[0].startswith("Sponsor")
    assert all(measure.advance("body", line) <= 122 for line in lines)
