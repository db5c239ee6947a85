"""Rows put down as pictures look like rows that are painted, whatever happened to them before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from acctdesk.compose import Desk, create_desk
from acctdesk.services.filters import Op
from acctdesk.services.standpoint import Standpoint
from acctdesk.services.view import Mark
from acctdesk.ui.lists.model import ListModel
from acctdesk.ui.lists.rows import Rows
from acctdesk.ui.theme.theme import Mode, Theme
from acctdesk.ui.widgets.grid import GridView

SHOWN = ("name", "tier", "city", "rag", "annual_value", "notes", "website", "phone")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    from acctdesk.workspace import Author, Label

    path = tmp_path_factory.mktemp("painting") / "Few.acctdesk"
    with create_desk(path) as made:
        with made.workspace.write(Label("Fill"), Author()) as unit:
            for at in range(40):
                city = f"Town {at % 4}"
                unit.insert("account", {"name": f"Client {at:02}", "city": city})
            unit.commit()
        yield made


class Painted:
    """A grid over a list model, with all its records read."""

    def __init__(self, desk: Desk, theme: Theme, qtbot: QtBot) -> None:
        self.desk = desk
        known = {one.name: one for one in desk.fields.of("account")}
        self.model = ListModel()
        self.model.set_fields([known[name] for name in SHOWN if name in known])
        self.records = [record for record, _name in desk.records.options("account")]
        self.model.set_rows(Rows(self.records), desk.records.get_many("account", self.records))
        self.grid = GridView(theme, "Accounts", selection="cells")
        qtbot.addWidget(self.grid)
        self.grid.resize(900, 420)
        self.grid.setModel(self.model)
        self.grid._auto.stop()
        for column in range(self.model.columnCount()):
            self.grid.setColumnWidth(column, 180)
        self.grid.show()
        qtbot.waitExposed(self.grid)

    def picture(self) -> QImage:
        """What is in sight: the same before and after its rows are kept as pictures."""
        painted = self._grab()
        while self.grid._rows.fill(7):
            pass
        kept = self._grab()
        assert kept == painted
        return kept

    def heads(self, *, anew: bool = False) -> QImage:
        """The heads of the columns; painted now where asked for."""
        if anew:
            self.grid.head._painted = ()
        return self.grid.head.viewport().grab().toImage()

    def _grab(self) -> QImage:
        return self.grid.viewport().grab().toImage()

    def anew(self) -> QImage:
        """The same, with nothing kept from before."""
        self.grid._rows.renew()
        self.model.store.forget_cells()
        return self._grab()


@pytest.fixture
def painted(desk: Desk, theme: Theme, qtbot: QtBot) -> Iterator[Painted]:
    made = Painted(desk, theme, qtbot)
    yield made
    made.grid.setModel(None)


def deed(painted: Painted, what: str, at: int, theme: Theme) -> None:
    """Do something that changes what is seen."""
    model, grid = painted.model, painted.grid
    if what == "filter":
        model.set_ids(painted.records[at:])
    elif what == "order":
        model.set_ids(list(reversed(model.store.ids)))
    elif what == "edit" and model.rowCount():
        index = model.index(at % model.rowCount(), model.column("city"))
        model.setData(index, f"Delft {at}")
    elif what == "read" and model.rowCount():
        record = model.store.known(model.store.ids[at % model.rowCount()])
        assert record is not None
        # As if another had changed it.
        values: dict[str, Any] = {**record.values, "city": f"Bonn {at}"}
        model.put([replace(record, values=values)])
    elif what == "mark":
        mark = Mark("city", Op.CONTAINS, f"{at % 4}", "warn", whole_row=bool(at % 2))
        model.set_marks([mark], Standpoint(dt.date(2026, 10, 14)))
    elif what == "width":
        grid.setColumnWidth(1, 80 + at * 5)
    elif what == "move":
        grid.head.moveSection(0, 1 + at % 3)
    elif what == "hide":
        grid.setColumnHidden(2, bool(at % 2))
    elif what == "pin":
        grid.set_pinned(at % 3)
    elif what == "scroll":
        grid.verticalScrollBar().setValue(at * 17)
        grid.horizontalScrollBar().setValue(at * 11)
    elif what == "select" and model.rowCount():
        grid.setCurrentIndex(model.index(at % model.rowCount(), 0))
    elif what == "hover":
        grid.set_hover(at % 10)
    elif what == "tall":
        grid.set_row_height(38 + at % 3 * 20, 1 + at % 3)
    elif what == "dark":
        theme.set_mode(Mode.DARK if at % 2 else Mode.LIGHT)
    elif what == "columns":
        known = {one.name: one for one in painted.desk.fields.of("account")}
        model.set_fields([known[name] for name in (SHOWN if at % 2 else SHOWN[::-1])])
        model.put(painted.desk.records.get_many("account", painted.records))


DEEDS = (
    "filter", "order", "edit", "read", "mark", "width", "move", "hide", "pin", "scroll", "select",
    "hover", "tall", "dark", "columns",
)  # fmt: skip


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 30)), max_size=12))
def test_kept_rows_look_as_if_painted_now(
    painted: Painted, theme: Theme, deeds: list[tuple[str, int]]
) -> None:
    for what, at in deeds:
        deed(painted, what, at, theme)
        painted.picture()
    assert painted.picture() == painted.anew()


@pytest.mark.parametrize("what", DEEDS)
def test_every_deed_is_seen_at_once(painted: Painted, theme: Theme, what: str) -> None:
    # Each deed alone, twice, so that a picture of before would be found out.
    for at in (1, 2):
        painted.picture()
        deed(painted, what, at, theme)
        assert painted.picture() == painted.anew()
        assert painted.heads() == painted.heads(anew=True)


def test_a_row_that_stays_is_not_laid_out_again(painted: Painted) -> None:
    painted.grid.clearFocus()
    painted.picture()
    asked: list[int] = []
    quick_cell = painted.model.quick_cell
    painted.model.quick_cell = lambda row, column: (asked.append(row), quick_cell(row, column))[1]  # type: ignore[method-assign]
    painted.model.set_ids(painted.records[3:])
    last = painted.grid.rowAt(painted.grid.viewport().height() - 1)
    painted.picture()
    # Three rows went; so many came into sight at the foot.
    assert set(asked) == set(range(last - 2, last + 1))


def test_pinned_columns_stay_in_sight_and_are_what_one_points_at(painted: Painted) -> None:
    grid, model = painted.grid, painted.model
    grid.set_pinned(1)
    index = model.index(2, 0)
    box = grid.visualRect(index)
    bar = grid.horizontalScrollBar()
    assert bar.maximum() > 100
    before = painted.picture().copy(box)
    bar.setValue(100)
    assert grid.visualRect(index) == box
    assert grid.indexAt(box.center()) == index
    # One pixel at its edge is the line that says something lies beneath.
    assert painted.picture().copy(box) == before
    assert grid.places().scrolled
    assert [slot.column for slot in grid.places().pinned] == [0]
    beside = grid.indexAt(QPoint(box.right() + 5, box.center().y()))
    assert grid.visualRect(beside).left() <= box.right() + 5
    assert beside.column() == 1


def test_a_column_under_the_pinned_one_is_brought_out(painted: Painted) -> None:
    grid, model = painted.grid, painted.model
    grid.set_pinned(1)
    grid.horizontalScrollBar().setValue(grid.horizontalScrollBar().maximum())
    grid.scrollTo(model.index(0, 1))
    assert grid.visualRect(model.index(0, 1)).left() >= grid.visualRect(model.index(0, 0)).right()


def test_more_pinned_columns_than_there_is_room_for_pin_none(painted: Painted) -> None:
    painted.grid.set_pinned(5)
    assert painted.grid.places().pinned == ()
    painted.grid.resize(1620, 420)
    assert len(painted.grid.places().pinned) == 5
    assert painted.grid.horizontalHeader().orientation() == Qt.Orientation.Horizontal
