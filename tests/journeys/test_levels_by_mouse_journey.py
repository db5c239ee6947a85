"""Service levels by mouse and keys: filtered, looked at, copied, saved, reported, agreed anew."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip

from tests.journeys.test_service_levels_journey import LEFT, agreed, show, trigger, view_of

__all__ = ["agreed"]
Key = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("raise", "grabbing the keyboard", "propagateSizeHints")


def click(widget, at: QPoint | None = None) -> None:
    """A click of the mouse, in the middle or at a place."""
    where = at if at is not None else widget.rect().center()
    QTest.mouseClick(widget, LEFT, Qt.KeyboardModifier.NoModifier, where)


def chosen(menu, words: str):
    """The entry of a menu."""
    return next(one for one in menu.actions() if one.text() == words)


@pytest.fixture
def two(agreed):
    """A second objective, which is met."""
    levels = agreed.desk.service_levels
    [told] = levels.agreements(agreed.first)
    [version] = told.versions
    levels.add_objective(version.id, {
        "name": "Response in 8 h", "type": "response", "minutes": 480, "target": Decimal("0.9"),
        "period": "contract_year", "zone": "UTC",
    })  # fmt: skip
    agreed.settle()
    return agreed


def test_filtered_opened_read_copied_and_saved(two, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    click(two.window.sidebar.rows()["service_levels"])
    two.settle()
    view = view_of(two)
    two.wait(lambda: len(view.panel.board.faces()) == 2)
    chip = view.panel.chips["breached"]
    click(chip)
    assert [one.title for one in view.panel.board.faces()] == ["Resolution in 4 h"]
    click(chip)
    click(view.panel.filter)
    QTest.keyClicks(view.panel.popover.words, "resol")
    two.wait(lambda: len(view.panel.board.faces()) == 1)
    view.panel.popover.close()
    click(view.panel.board, view.panel.board.box(0).center())
    two.wait(lambda: view.detail.isVisible() and view.detail.detail() is not None)
    cards = view.detail.charts.cards
    two.wait(lambda: all(one.view.hits() for one in cards.values()))
    trend = cards["trend"]
    last = trend.view.hits()[-1]
    QTest.mouseMove(trend.view, QPoint(round(last.x) + 2, round(last.y)))
    two.wait(lambda: "80.0 %" in QToolTip.text())
    chosen(trend.menu(), "Copy as picture").trigger()
    two.wait(lambda: not QGuiApplication.clipboard().image().isNull())
    assert QGuiApplication.clipboard().image().width() == 1920
    for suffix in ("png", "svg", "pdf"):
        path = tmp_path / f"trend.{suffix}"
        two.answers.files.append(path)
        chosen(trend.menu(), f"Save as {suffix.upper()}…").trigger()
        two.wait(path.is_file)
    assert "Resolution in 4 h" in (tmp_path / "trend.svg").read_text("utf-8")
    chosen(trend.menu(), "Numbers as a table").trigger()
    assert trend.table_shown()
    assert trend.model.table.rows[0].cells[1].text == "80.0 %"
    grid = view.detail.grids["breaches"]
    grid.scrollTo(grid.model().index(0, 0))
    spot = grid.visualRect(grid.model().index(0, 0)).center()
    QTest.mouseDClick(grid.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, spot)
    two.wait(lambda: view.ledger.isVisible())
    assert view.ledger.counted.text() == "5 h"


def test_a_report_of_a_quarter_goes_out_with_what_a_client_may_see(two, tmp_path: Path) -> None:
    view = show(two)
    for suffix in (".xlsx", ".pdf"):
        click(view.panel.report)
        popover = view.acting.popover
        popover.length.setFocus()
        QTest.keyClicks(popover.length, "Q")
        assert popover.period.currentText().startswith("Q")
        path = tmp_path / f"report{suffix}"
        two.answers.files.append(path)
        click(popover.formats[suffix])
        two.wait(path.is_file)
    sheets = load_workbook(tmp_path / "report.xlsx")
    said = {str(cell.value) for sheet in sheets for row in sheet for cell in row if cell.value}
    assert any("Resolution in 4 h" in one for one in said)
    assert not any("Response in 8 h" in one for one in said), "it isn't marked for the client"
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")


def test_a_target_is_changed_by_a_new_version_and_what_was_promised_stays(agreed) -> None:
    view = show(agreed)
    assert view.panel.board.faces()[0].target_words == "target 90"
    click(view.panel.set_up)
    agreed.wait(lambda: view.setup.isVisible())
    setup, form = view.setup, view.form
    setup.grid.setCurrentIndex(setup.model.index(0, 0))
    click(setup.version)
    agreed.wait(lambda: form.isVisible())
    today = agreed.desk.context.today()
    line = form.rows["valid_from"].editor
    line.setFocus()
    QTest.keyClicks(line, today.isoformat())
    QTest.keyClick(line, Key.Key_Return)
    agreed.wait(lambda: setup.isVisible())
    [told] = agreed.desk.service_levels.agreements(agreed.first)
    newest = max(told.versions, key=lambda one: one.valid_from)
    assert newest.valid_from == today.isoformat()
    row = setup.model.row_of(f"objective:{newest.objectives[0].id}")
    spot = setup.grid.visualRect(setup.model.index(row, 0)).center()
    QTest.mouseDClick(setup.grid.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, spot)
    agreed.wait(lambda: form.isVisible())
    line = form.rows["target"].editor
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "75 %")
    click(form.save)
    agreed.wait(lambda: setup.isVisible())
    show(agreed)
    agreed.wait(lambda: view.panel.board.faces()[0].target_words == "target 75")
    assert view.panel.board.faces()[0].said == "At risk"
    before = (today - dt.timedelta(days=400)).isoformat()
    objective = view.panel.board.faces()[0].id
    show(agreed, objective=objective, first=before)
    agreed.wait(
        lambda: view.detail.detail() is not None and view.detail.detail().gauge.period.ended
    )
    assert str(view.detail.detail().gauge.target) == "0.9", "what was promised then"
    trigger(agreed, "undo")
    show(agreed)
    agreed.wait(lambda: view.panel.board.faces()[0].target_words == "target 90")
