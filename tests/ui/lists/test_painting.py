"""Rows put down as pictures look like rows that are painted, whatever happened to them before."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from acctdesk.compose import Desk, create_desk
from acctdesk.ui.theme.theme import Theme
from tests.ui.lists.painted import DEEDS, Painted, deed


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


@pytest.fixture
def painted(desk: Desk, theme: Theme, qtbot: QtBot) -> Iterator[Painted]:
    made = Painted(desk, theme, qtbot)
    yield made
    made.grid.setModel(None)


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
