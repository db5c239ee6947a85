"""How widgets share room: columns, stacks, popovers, pages that scroll."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from acctdesk.ui.record.stack import FrontStack
from acctdesk.ui.widgets.cell import Cell
from acctdesk.ui.widgets.cells import CellPainter
from acctdesk.ui.widgets.empty import EmptyState
from acctdesk.ui.widgets.grid import GridView
from acctdesk.ui.widgets.layouts import Popover
from acctdesk.ui.widgets.roles import CellRole, Kind
from acctdesk.ui.widgets.sight import bring_into_sight
from acctdesk.ui.widgets.status import Status, StatusLabel
from acctdesk.ui.widgets.steps import TabBar
from acctdesk.ui.widgets.text import Label

LONG = "Informationssicherheitsbeauftragte"


def words(*rows: str) -> QStandardItemModel:
    model = QStandardItemModel(0, 2)
    model.setHorizontalHeaderLabels(["Title", "More"])
    for one in rows:
        model.appendRow([QStandardItem(one), QStandardItem("more words than fit " * 6)])
    return model


@pytest.fixture
def grid(theme, qtbot):
    found = GridView(theme, "Titles")
    qtbot.addWidget(found)
    found.resize(420, 160)
    return found


def test_rows_that_come_into_sight_are_measured(grid):
    model = words(*["CIO"] * 30, LONG, *["CIO"] * 5)
    grid.setModel(model)
    grid.show()
    grid.fit_columns()
    narrow = grid.columnWidth(0)
    grid.resize(420, 1500)
    assert grid.columnWidth(0) > narrow
    assert grid.columnWidth(0) >= grid.sizeHintForColumn(0)


def test_columns_keep_their_widths_over_an_empty_list(grid):
    grid.setModel(words(LONG, LONG))
    grid.show()
    grid.fit_columns()
    before = grid.columnWidth(0)
    grid.model().removeRows(0, 2)
    grid.fit_columns()
    assert grid.columnWidth(0) == before


def test_a_stack_needs_no_more_room_than_what_it_shows(qtbot):
    stack = FrontStack()
    qtbot.addWidget(stack)
    small, large = QLabel("small"), QWidget()
    small.setWordWrap(True)
    large.setMinimumSize(900, 1400)
    stack.addWidget(small)
    stack.addWidget(large)
    assert stack.currentWidget() is small
    assert stack.layout().totalMinimumSize().height() < 200
    assert stack.layout().totalHeightForWidth(300) < 200
    stack.setCurrentIndex(1)
    assert stack.currentWidget() is large
    assert large.isHidden() is False
    assert small.isHidden() is True
    assert stack.layout().totalMinimumSize().height() >= 1400
    stack.setCurrentWidget(small)
    assert stack.currentIndex() == 0


@pytest.mark.qt_log_ignore("raise", "grabbing the keyboard", "propagateSizeHints")
def test_a_popover_grows_with_what_comes_into_it(theme, qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(400, 300)
    page.show()
    popover = Popover(theme, "Marks", page)
    popover.open_under(page)
    before = popover.height()
    for _line in range(4):
        popover.body.addWidget(Label(theme, "Many words that need several lines. " * 8, wrap=True))
    room = popover.screen().availableGeometry()

    def needed() -> int:
        return min(popover.body.totalHeightForWidth(popover.width()), room.height())

    qtbot.waitUntil(lambda: before < popover.height() >= needed())
    assert room.contains(popover.geometry())
    popover.close()


def test_what_is_below_is_scrolled_into_sight_and_no_further(qtbot):
    area = QScrollArea()
    qtbot.addWidget(area)
    inner = QWidget()
    column = QVBoxLayout(inner)
    lines = [QLabel(str(at)) for at in range(40)]
    for one in lines:
        one.setFixedHeight(40)
        column.addWidget(one)
    area.setWidget(inner)
    area.resize(200, 300)
    area.show()
    bring_into_sight(lines[0])
    assert area.verticalScrollBar().value() == 0
    bring_into_sight(lines[30])
    seen = QRect(lines[30].mapTo(area.viewport(), lines[30].rect().topLeft()), lines[30].size())
    assert area.viewport().rect().contains(seen)
    at = area.verticalScrollBar().value()
    bring_into_sight(lines[29])
    assert area.verticalScrollBar().value() == at


@pytest.mark.parametrize("scale", [100, 200])
def test_a_status_is_as_high_as_the_words_beside_it(theme, qtbot, scale):
    theme.set_text_scale(scale)
    status, label = StatusLabel(theme, Status.MET, "Green", "strong"), Label(theme, "A", "strong")
    for one in (status, label):
        qtbot.addWidget(one)
    assert abs(status.sizeHint().height() - label.sizeHint().height()) <= 1


@pytest.mark.parametrize("scale", [100, 200])
def test_the_sign_of_a_mark_hides_nothing(theme, scale):
    theme.set_text_scale(scale)
    painter = CellPainter(theme)
    for kind, cell in (
        (Kind.STATUS, Cell("Amber", status=Status.RISK, mark="warn")),
        (Kind.TIER, Cell("A", mark="info")),
        (Kind.TEXT, Cell("Steady", mark="good")),
    ):
        model = QStandardItemModel(1, 1)
        model.setItem(0, 0, QStandardItem())
        model.item(0, 0).setData(cell, CellRole)
        wide = painter.width(model.index(0, 0), kind)
        ops = painter.layout(cell, kind, wide, theme.px(38), 1.0)
        assert [op.text for op in ops if op.text] == [cell.text]
        ends = [op.x + op.picture.width() for op in ops if op.picture is not None]
        starts = [op.x for op in ops if op.picture is not None]
        assert all(end <= start for end, start in zip(ends, starts[1:], strict=False)), kind


def nothing(theme) -> EmptyState:
    text = "Departments and sites of the client. They also come with people's positions."
    return EmptyState(theme, "network", "No business units yet", text, "Add unit")


def over_each_other(empty: EmptyState) -> bool:
    shown = [one for one in (empty.mark, empty.title, empty.text, empty.button) if one.isVisible()]
    boxes = [QRect(one.mapTo(empty, QPoint(0, 0)), one.size()) for one in shown]
    within = all(empty.rect().contains(box) for box in boxes)
    return not within or any(
        first.bottom() >= second.top() for first, second in itertools.pairwise(boxes)
    )


@pytest.mark.parametrize("scale", [100, 200])
def test_what_stands_instead_of_rows_finds_room(theme, qtbot, scale):
    theme.set_text_scale(scale)
    grid = GridView(theme, "Units")
    grid.setModel(words())
    grid.set_empty(nothing(theme))
    holder = QScrollArea()
    qtbot.addWidget(holder)
    holder.setWidgetResizable(True)
    holder.setWidget(grid)
    holder.resize(420, 160)
    holder.show()
    empty = grid.findChild(EmptyState)
    assert not over_each_other(empty)
    assert not empty.mark.isVisible()
    holder.resize(420, 900)
    assert not over_each_other(empty)
    assert empty.mark.isVisible()


def test_a_grid_with_rows_again_needs_no_more_room_than_before(theme, grid):
    theme.set_text_scale(200)
    before = grid.minimumHeight()
    grid.setModel(words())
    grid.set_empty(nothing(theme))
    assert grid.minimumHeight() > before
    grid.setModel(words("CIO"))
    assert grid.minimumHeight() == before
    grid.set_least(700)
    theme.set_text_scale(100)
    assert grid.minimumHeight() == 700


def test_tabs_beyond_an_edge_are_reached_by_its_arrow(theme, qtbot):
    theme.set_text_scale(200)
    words = ["Overview", "Stakeholders", "Details", "People", "Units and team", "History"]
    tabs = TabBar(theme, "Account", words)
    qtbot.addWidget(tabs)
    tabs.resize(600, tabs.sizeHint().height())
    tabs.show()
    assert tabs.sizeHint().width() > 600
    chosen: list[int] = []
    tabs.chosen.connect(chosen.append)
    middle = tabs.height() // 2
    left, right = QPoint(6, middle), QPoint(594, middle)
    assert tabs._boxes()[-1].left() > 600
    for _press in range(4):
        qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=right)
        if not tabs._beyond():
            break
    assert not chosen, "showing more chooses nothing"
    last = tabs._boxes()[-1].center().toPoint()
    qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=last)
    assert chosen == [5]
    for _press in range(4):
        qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=left)
        if not tabs._shift:
            break
    assert tabs._boxes()[0].center().x() > 0
    assert chosen == [5]
    # Whichever is chosen stands clear of the arrows.
    for at in (3, 4, 0, 5, 2):
        tabs.set_current(at)
        box = tabs._boxes()[at]
        assert box.left() >= (theme.px(24) if tabs._shift else -theme.px(10)) - 1
        assert box.right() <= 601 - (theme.px(24) if tabs._beyond() else -theme.px(10))
    tabs.resize(tabs.sizeHint().width(), tabs.height())
    assert tabs._shift == 0
    assert not tabs._beyond()
