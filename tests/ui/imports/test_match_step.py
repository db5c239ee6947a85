"""Step 2: which column goes where."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from acctdesk.ui.imports.match_model import BLANKS, HOW, MODE, TARGET
from acctdesk.ui.imports.steps import Step
from tests.ui.imports.making import csv, write

# -- match -----------------------------------------------------------------------------------


def test_exact_headings_skip_the_match(bench, clean):
    bench.open(clean)
    bench.page.footer.primary.click()
    assert bench.page.step is Step.CHECK
    bench.until()
    bench.page.footer.back.click()
    assert bench.page.step is Step.MATCH


def test_a_mapping_is_remembered_and_then_skips_the_match(bench, tmp_path):
    first = write(tmp_path / "a.csv", "Name,Zuständig für", "Acme,Bonn")
    bench.open(first)
    bench.page.footer.primary.click()
    assert bench.page.step is Step.MATCH
    model = bench.page.match.model
    row = next(r for r in range(model.rowCount()) if model.index(r, 0).data() == "Zuständig für")
    assert model.setData(model.index(row, TARGET), "account.city")
    bench.until()
    assert model.index(row, HOW).data() == "by you"
    bench.page.footer.primary.click()
    bench.until()
    bench.page.footer.primary.click()
    bench.until(lambda: bench.page.result is not None)
    bench.page.done.another.click()
    bench.open(write(tmp_path / "b.csv", "Name,Zuständig für", "Borealis,Oslo"))
    bench.page.footer.primary.click()
    assert bench.page.step is Step.CHECK
    bench.until()
    bench.page.footer.primary.click()
    bench.until(lambda: bench.page.result is not None)
    assert bench.accounts()["Borealis"]["city"] == "Oslo"


def test_unmatched_columns_are_named_and_kept_as_custom_fields(bench, tmp_path):
    bench.open(write(tmp_path / "a.csv", "Name,Xyzzy,Plugh", "Acme,1,2"))
    bench.page.footer.primary.click()
    step = bench.page.match
    assert "Xyzzy, Plugh" in step._said.text()
    step.keep_all.click()
    bench.until()
    assert not step.model.unmatched()
    bench.page.footer.primary.click()
    bench.until()
    bench.page.footer.primary.click()
    bench.until(lambda: bench.page.result is not None)
    labels = [str(field.label) for field in bench.desk.fields.of("account") if field.custom]
    assert labels == ["Xyzzy", "Plugh"]


def test_a_guess_is_marked_until_it_is_decided(bench, tmp_path):
    bench.open(write(tmp_path / "a.csv", "Name,Annual revenue", "Acme,1200"))
    bench.page.footer.primary.click()
    step = bench.page.match
    assert step.model.guesses() == 1
    assert "1 guess" in step._badge.text()
    row = next(r for r in range(2) if step.model.index(r, HOW).data() == "guess")
    step.model.setData(step.model.index(row, TARGET), "")
    bench.until()
    assert step.model.guesses() == 0


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_one_finds_a_target_by_typing_a_part_of_it(bench, qtbot, tmp_path):
    bench.open(write(tmp_path / "a.csv", "Name,Xyzzy", "Acme,Bonn"))
    bench.page.footer.primary.click()
    grid, model = bench.page.match.grid, bench.page.match.model
    grid.setCurrentIndex(model.index(1, TARGET))
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_F2)
    box = grid.findChild(QComboBox)
    box.lineEdit().selectAll()
    qtbot.keyClicks(box.lineEdit(), "account: city")
    qtbot.keyClick(box.lineEdit(), Qt.Key.Key_Return)
    bench.until()
    assert model.index(1, TARGET).data() == "Account: City"


def test_mode_and_blanks_are_said_for_a_column(bench, qtbot, tmp_path):
    bench.to_check(csv(tmp_path / "a.csv", "Acme,Bonn,A"))
    bench.page.footer.primary.click()
    bench.until(lambda: bench.page.result is not None)
    bench.page.restart()
    bench.open(csv(tmp_path / "b.csv", "Acme,,B"))
    bench.page._go(Step.MATCH)
    model, grid = bench.page.match.model, bench.page.match.grid
    rows = {model.index(r, 0).data(): r for r in range(model.rowCount())}
    assert model.index(rows["City"], BLANKS).data(Qt.ItemDataRole.CheckStateRole) == (
        Qt.CheckState.Unchecked
    )
    grid.setCurrentIndex(model.index(rows["City"], BLANKS))
    qtbot.keyClick(grid, Qt.Key.Key_Space)
    bench.until()
    assert model.setData(model.index(rows["Tier"], MODE), "leave")
    bench.until()
    bench.page.footer.primary.click()
    bench.until()
    bench.page.footer.primary.click()
    bench.until(lambda: bench.page.result is not None)
    acme = bench.accounts()["Acme"]
    assert (acme["city"], acme["tier"]) == (None, "A")
