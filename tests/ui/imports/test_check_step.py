"""Step 3: what needs the person, and how it is mended."""

from __future__ import annotations

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from tests.ui.imports.making import csv

# -- check -----------------------------------------------------------------------------------


def test_a_check_writes_nothing(bench, messy):
    bench.to_check(messy)
    assert bench.page.session.view.checked.writes
    assert bench.accounts() == {}
    assert bench.desk.history.recent() == []


def test_a_problem_names_row_column_and_remedy(bench, messy):
    bench.to_check(messy)
    bench.card("Gold").setFocus()
    grid = bench.page.check.grid
    rows = [index.row() for index in grid.selectionModel().selectedRows()]
    assert [grid.model().index(row, 0).data() for row in rows] == ["5", "9", "11"]
    said = bench.page.check._box.findChildren(object)
    words = [one.text() for one in said if hasattr(one, "text")]
    assert "Row 5, Tier: found “Gold”, expected one of: A, B, C, D." in words
    assert any("Choose what it stands for" in one for one in words)


def test_one_answer_mends_all_equal_values(bench, messy):
    bench.to_check(messy)
    card = bench.card("Gold")
    assert "3 rows" in card.accessibleName()
    card.apply_button.click()
    assert "first" in card.wrong.text()
    card.box.set_value("A")
    card.apply_button.click()
    bench.until()
    assert not any("Gold" in c.item.title for c in bench.page.check.needs.cards.values())


def test_the_order_of_dates_is_asked_once_a_column_and_holds_up_the_import(bench, messy):
    bench.to_check(messy)
    asked = [c for c in bench.page.check.needs.cards.values() if c.item.repair == "date_order"]
    assert len(asked) == 1
    assert asked[0]._note.text() == "03/04/25 could be 3 Apr 2025 or 4 Mar 2025"
    assert not bench.page.footer.primary.isEnabled()
    assert "order of day and month" in bench.page.footer.said.text()
    next(b for b in asked[0].findChildren(QAbstractButton) if b.text() == "Day first").click()
    bench.until()
    assert bench.page.footer.primary.isEnabled()


def test_a_bad_address_is_corrected_in_its_card(bench, qtbot, messy):
    bench.to_check(messy)
    card = bench.card("b.levy@")
    assert card.line.text() == "b.levy@expresslt.net"
    card.line.setText("still no address")
    qtbot.keyClick(card.line, Qt.Key.Key_Return)
    assert "e-mail address" in card.wrong.text()
    card.line.setText("levy@express.example")
    qtbot.keyClick(card.line, Qt.Key.Key_Return)
    bench.until()
    assert not any("b.levy" in c.item.title for c in bench.page.check.needs.cards.values())


def test_what_one_types_stays_while_everything_is_checked_again(bench, messy):
    bench.to_check(messy)
    card = bench.card("info@sava")
    card.line.setFocus()
    card.line.setText("half a wo")
    gold = bench.card("Gold")
    gold.box.set_value("A")
    gold.apply_button.click()
    bench.until()
    assert bench.card("info@sava") is card
    assert card.line.text() == "half a wo"


# The pinned first column shares the grid's delegate and hears of editors that aren't its own.


@pytest.mark.qt_log_ignore("commitData called with an editor that does not belong")
def test_a_cell_is_mended_in_the_rows(bench, qtbot, messy):
    bench.to_check(messy)
    assert bench.page.session.view.rejected == 1
    model = bench.page.check.model
    index = model.index(model.place(12), model.column_of("Kunde"))
    bench.page.check.grid.setCurrentIndex(index)
    bench.page.check.grid.edit(index)
    line = next(e for e in bench.page.check.grid.findChildren(QLineEdit) if e.isVisible())
    line.setText("Irgendwo GmbH")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    bench.until()
    assert bench.page.session.view.rejected == 0
    assert bench.page.session.answers.cells == {"Kunden!12!Kunde": "Irgendwo GmbH"}


def test_blanks_keep_what_is_there(bench, tmp_path):
    bench.to_check(csv(tmp_path / "a.csv", "Acme,Bonn,A"))
    bench.page.footer.primary.click()
    bench.until(lambda: bench.page.result is not None)
    bench.page.restart()
    bench.to_check(csv(tmp_path / "b.csv", "Acme,,B"))
    card = bench.card("Already in this workspace")
    assert "Blanks keep what is there; 1 field would change" in card._note.text()
    bench.page.footer.primary.click()
    bench.until(lambda: bench.page.result is not None)
    acme = bench.accounts()["Acme"]
    assert (acme["city"], acme["tier"]) == ("Bonn", "B")


def test_a_possible_duplicate_is_compared_and_decided_for_all(bench, tmp_path):
    bench.to_check(csv(tmp_path / "a.csv", "Express Logistik,Hamburg,A", "Grand Hotels,Bern,B"))
    bench.page.footer.primary.click()
    bench.until(lambda: bench.page.result is not None)
    bench.page.restart()
    again = csv(tmp_path / "b.csv", "Expres Logistik,Hamburg,C", "Grand Hotel,Bern,B")
    bench.to_check(again)
    step = bench.page.check
    card = bench.card("Expres Logistik")
    card.compare.emit(card.item)
    bench.until()
    panel = step.compare
    assert panel.isVisible()
    model = panel.grid.model()
    shown = [[model.index(r, c).data() for c in range(3)] for r in range(model.rowCount())]
    assert ["Tier", "A", "C"] in shown
    panel.for_all.setChecked(True)
    next(b for b in panel.findChildren(QAbstractButton) if b.text() == "Update it").click()
    bench.until()
    assert not step.view.questions
    assert not panel.isVisible()
    bench.page.footer.primary.click()
    bench.until(lambda: bench.page.result is not None)
    assert len(bench.accounts()) == 2


def test_changes_are_listed_field_by_field(bench, tmp_path, qtbot):
    bench.to_check(csv(tmp_path / "a.csv", "Acme,Bonn,A"))
    bench.page.footer.primary.click()
    bench.until(lambda: bench.page.result is not None)
    bench.page.restart()
    bench.to_check(csv(tmp_path / "b.csv", "Acme,Kiel,A"))
    card = bench.card("Already")
    card.compare.emit(card.item)
    bench.until()
    model = bench.page.check.compare.grid.model()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert [model.index(0, c).data() for c in range(5)] == ["2", "Acme", "City", "Bonn", "Kiel"]
    qtbot.keyClick(bench.page.check.compare.grid, Qt.Key.Key_Escape)
    assert bench.page.check.rows.isVisible()


def test_names_alike_in_the_file_are_a_notice_with_both_rows(bench, messy):
    bench.to_check(messy)
    card = bench.card("Same company twice")
    card.compare.emit(card.item)
    bench.until()
    model = bench.page.check.compare.grid.model()
    heads = [model.headerData(c, Qt.Orientation.Horizontal) for c in range(3)]
    assert heads == ["Column", "Row 11", "Row 14"]


def test_rejected_rows_are_saved_as_a_workbook(bench, messy, tmp_path):
    bench.to_check(messy)
    bench.ask.file = tmp_path / "rest.xlsx"
    assert bench.page.footer.second.text() == "Save rejected rows"
    bench.page.footer.second.click()
    bench.until()
    sheet = openpyxl.load_workbook(bench.ask.file).active
    assert any("0049" in map(str, row) for row in sheet.iter_rows(values_only=True))


def test_rejected_rows_can_be_saved_after_the_import_too(bench, tmp_path):
    bench.to_check(csv(tmp_path / "a.csv", "Acme,Bonn,A", ",Kiel,B"))
    bench.page.footer.primary.click()
    bench.until(lambda: bench.page.result is not None)
    assert bench.page.result.left == 1
    bench.ask.file = tmp_path / "rest.xlsx"
    bench.page.done.save.click()
    bench.until()
    sheet = openpyxl.load_workbook(bench.ask.file).active
    assert any("Kiel" in map(str, row) for row in sheet.iter_rows(values_only=True))


def test_tab_goes_through_the_cards_to_the_rows_and_on(bench, qtbot, messy):
    bench.to_check(messy)
    page = bench.page
    cards = list(page.check.needs.cards.values())
    order = next(card for card in cards if card.item.repair == "date_order")
    order.setFocus()
    seen = []
    for _step in range(40):
        seen.append(bench.window.focusWidget())
        if seen[-1] is page.footer.back:
            break
        qtbot.keyClick(seen[-1], Qt.Key.Key_Tab)
    names = [one.accessibleName() for one in seen]
    gold = bench.card("Gold")
    places = [seen.index(one) for one in (order, gold, gold.box, gold.apply_button)]
    assert places == sorted(places)
    assert names[1].startswith("Day first")
    after = names[seen.index(cards[-1]) + 1 :]
    assert after == ["Only problems", "Rows of the file", "Back"], names


def test_escape_leaves_a_field_for_its_card(bench, qtbot, messy):
    bench.to_check(messy)
    card = bench.card("info@sava")
    card.line.setFocus()
    qtbot.keyClick(card.line, Qt.Key.Key_Escape)
    assert card.hasFocus()
    qtbot.keyClick(card, Qt.Key.Key_Up)
    assert bench.card("b.levy").hasFocus()


def test_a_row_of_a_merged_account_says_what_became_of_it(bench, tmp_path):
    desk = bench.desk
    kept = desk.records.create("account", {"name": "Globex", "city": "Springfield"})[0]
    lost = desk.records.create("account", {"name": "Scorpio", "city": "Cypress Creek"})[0]
    desk.merging.merge("account", kept, lost)
    path = tmp_path / "old.csv"
    path.write_text(
        f"AcctDesk account id,Name,City,Tier\n{lost},Scorpio,Cypress Creek,A\n"
        f"{kept},Globex,Springfield,B\n",
        encoding="utf-8",
    )
    bench.to_check(path)
    card = bench.card("“Scorpio” was merged into “Globex”")
    assert "only fills what is blank" in card._note.text()
    assert bench.card("Same record twice in the file")
    assert not bench.page.check.view.questions
    button = next(b for b in card.findChildren(QAbstractButton) if b.text() == "Update it")
    button.click()
    bench.until()
    assert {d.after for d in bench.page.check.view.changes} >= {"Scorpio", "Cypress Creek"}
