"""Rows painted ahead, beside the window's thread, look as if the window had painted them."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from acctdesk.compose import Desk, create_desk
from acctdesk.ui.lists.cells import Marks
from acctdesk.ui.lists.store import made_of
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.sketch import RowLook, Sketch, sketched
from tests.ui.lists.painted import DEEDS, Painted, deed

WORDS = ("name", "city", "annual_value", "notes", "website", "phone")
TOWNS = ("Ulm", "Österreich an der Donau und weiter", "王伟 Shanghai", "القاهرة", "", "a" * 60)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    from acctdesk.workspace import Author, Label

    path = tmp_path_factory.mktemp("sketches") / "Few.acctdesk"
    with create_desk(path) as made:
        with made.workspace.write(Label("Fill"), Author()) as unit:
            for at in range(30):
                values = {"name": f"Client {at:02}", "city": TOWNS[at % 6] or None}
                unit.insert(
                    "account", {**values, "website": "www.acme.example" if at % 2 else None}
                )
            unit.commit()
        yield made


@pytest.fixture
def painted(desk: Desk, theme: Theme, qtbot: QtBot) -> Iterator[Painted]:
    made = Painted(desk, theme, qtbot, WORDS)
    yield made
    made.grid.setModel(None)


def look_of(painted: Painted) -> RowLook | None:
    return painted.grid.row_look({at: one.name for at, one in enumerate(painted.model.fields())})


def sketch(painted: Painted) -> tuple[RowLook | None, list[Sketch]]:
    """The rows as another thread paints them, with cells as the read lane makes them."""
    model, look = painted.model, look_of(painted)
    if look is None:
        return None, []
    records = [one for row in range(model.rowCount()) if (one := model.store.record(row))]
    found: list[Sketch] = []

    def paint() -> None:
        made = made_of(records, model.fields(), model.marks.twin())
        assert made.meaning == model.marks.meaning
        for one in records:
            # A row with an entry under way shows that.
            if not any(key[0] == one.id for key in model._entries):
                model.store.cells[one.id] = made.cells[one.id]
        found.extend(sketched(look, [model.store.cells_of(one.id) for one in records]))

    thread = threading.Thread(target=paint)
    thread.start()
    thread.join()
    return look, found


def seen(painted: Painted) -> QImage:
    return painted.grid.viewport().grab().toImage()


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 30)), max_size=8))
def test_sketched_rows_look_as_if_painted_now(
    painted: Painted, theme: Theme, deeds: list[tuple[str, int]]
) -> None:
    for what, at in deeds:
        deed(painted, what, at, theme)
        painted.picture()
    now = painted.anew()
    look, found = sketch(painted)
    painted.grid._rows.renew()
    if look is not None:
        painted.grid.take(look_of(painted) or look, found)
    assert seen(painted) == now


@pytest.mark.parametrize("scale", [100, 125, 200])
def test_most_rows_can_be_sketched_and_are_not_painted_again(
    painted: Painted, theme: Theme, scale: int
) -> None:
    theme.set_text_scale(scale)
    painted.grid.clearFocus()
    now = painted.anew()
    look, found = sketch(painted)
    assert look is not None
    assert len(found) == painted.model.rowCount()
    painted.grid.take(look, found)
    assert {id(content) for content, _picture in found} == painted.grid.pictured()
    painted.model.quick_cell = None  # type: ignore[method-assign, assignment]
    painted.grid._rows.forget()
    assert seen(painted) == now


def test_a_sketch_of_another_look_is_not_shown(painted: Painted, theme: Theme) -> None:
    look, found = sketch(painted)
    assert look is not None
    deed(painted, "dark", 1, theme)
    painted.grid.take(look, found)
    assert seen(painted) == painted.anew()


def test_rows_with_more_than_words_are_left_to_the_window(painted: Painted, theme: Theme) -> None:
    deed(painted, "mark", 0, theme)
    _look, found = sketch(painted)
    marked = [one for one in painted.model.store.cells.values() if one["city"].mark]
    assert 0 < len(found) == painted.model.rowCount() - len(marked)
    record = painted.desk.records.get("account", painted.records[0])
    assert Marks().of(record) == ("", {})


def test_pictures_that_are_there_are_not_made_again(painted: Painted) -> None:
    look, found = sketch(painted)
    assert look is not None
    painted.grid.take(look, found)
    contents = [content for content, _picture in found]
    assert sketched(look, contents, painted.grid.pictured()) == []  # type: ignore[arg-type]
