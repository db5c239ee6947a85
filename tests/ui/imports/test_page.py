from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QTableView

from acctdesk.errors import Problem
from acctdesk.ui.imports.file_step import _Refused
from acctdesk.ui.imports.match_model import BLANKS, HOW, MODE, TARGET
from acctdesk.ui.imports.pieces import Trouble
from acctdesk.ui.imports.steps import Step
from acctdesk.ui.shell.page import Place
from acctdesk.ui.theme.theme import Mode
from tests.ui.imports.making import clean_csv, messy_workbook


@pytest.fixture
def messy(tmp_path: Path) -> Path:
    return messy_workbook(tmp_path / "Kundenliste.xlsx")


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    return clean_csv(tmp_path / "clean.csv")


def write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def csv(path: Path, *rows: str) -> Path:
    return write(path, "Name,City,Tier", *rows)


# -- files -----------------------------------------------------------------------------------


def test_a_workbook_shows_its_sheets_and_why_one_is_not_taken(bench, messy):
    bench.open(messy)
    sheets = bench.page.session.draft.sheets
    assert [(s.name, s.taken) for s in sheets] == [
        ("Kunden", True), ("Archiv", False), ("Notizen", False)
    ]  # fmt: skip
    said = [row._about.text() for row in bench.page.file._rows.values()]
    assert "headings in rows 3 and 4" in said[0]
    assert "hidden" in said[1]
    assert "No column" in said[2]


def test_a_click_on_a_row_makes_it_the_headings(bench, messy):
    bench.open(messy)
    grid = bench.page.file.preview
    assert bench.page.file.heading.value() == 4
    grid.clicked.emit(grid.model().index(1, 1))
    bench.until()
    assert bench.page.session.draft.sheets[0].layout.header_rows[-1] == 2
    bench.page.file.heading.set_value(4)
    bench.until()
    assert bench.page.session.draft.sheets[0].layout.header_rows == (3, 4)


def test_ticking_a_hidden_sheet_takes_it(bench, messy):
    bench.open(messy)
    bench.page.file._rows[1].tick.click()
    bench.until()
    assert [s.name for s in bench.page.session.draft.taken()] == ["Kunden", "Archiv"]
    for place in (0, 1):
        bench.page.file._rows[place].tick.click()
        bench.until()
    assert not bench.page.session.draft.taken()
    assert not bench.page.footer.primary.isEnabled()


def test_a_damaged_file_is_refused_inline_and_the_others_are_taken(bench, clean, tmp_path):
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"PK\x03\x04 no workbook")
    bench.open(bad, clean)
    assert [r.name for r in bench.page.session.refusals] == ["bad.xlsx"]
    assert [f.name for f in bench.page.session.draft.files] == ["clean.csv"]
    shown = bench.page.file.list.findChild(_Refused)
    assert shown is not None
    problem = bench.page.session.refusals[0].problem
    assert problem.where == "bad.xlsx"
    assert problem.remedy
    next(
        b for b in shown.findChildren(QAbstractButton) if "Leave out" in b.accessibleName()
    ).click()
    assert not bench.page.session.refusals


def test_a_locked_workbook_is_opened_with_its_password_pasted(bench, clean, tmp_path, qtbot):
    import msoffcrypto.format.ooxml

    plain, locked = messy_workbook(tmp_path / "plain.xlsx"), tmp_path / "locked.xlsx"
    with plain.open("rb") as source, locked.open("wb") as target:
        msoffcrypto.format.ooxml.OOXMLFile(source).encrypt("geheim", target)
    bench.open(locked)
    line = bench.page.file.list.findChild(QLineEdit)
    assert line.echoMode() == QLineEdit.EchoMode.Password
    line.setText("falsch")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    bench.until()
    assert bench.page.session.refusals[0].problem.wrong
    line = bench.page.file.list.findChildren(QLineEdit)[-1]
    QGuiApplication.clipboard().setText("geheim")
    line.paste()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    bench.until()
    assert not bench.page.session.refusals
    assert [f.name for f in bench.page.session.draft.files] == ["locked.xlsx"]


def test_cells_from_the_clipboard_are_a_file_like_any_other(bench, qtbot):
    QGuiApplication.clipboard().setText("Name\tCity\nAcme\tBonn\n")
    button = bench.page.file.empty.choose_button
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    bench.until(lambda: not bench.page.session.empty)
    assert bench.page.session.draft.taken()[0].row_count() == 1


def test_an_empty_clipboard_is_told_inline(bench):
    QGuiApplication.clipboard().clear()
    bench.page.file.empty.paste_button.click()
    told = bench.page._trouble.findChild(Trouble)
    assert "clipboard holds no table" in told.accessibleName()


def test_files_dropped_elsewhere_on_the_window_arrive(bench, clean):
    bench.window.go(Place("import", {"files": [str(clean)]}))
    bench.until(lambda: not bench.page.session.empty)
    assert bench.page.session.draft.files[0].path == clean


def test_files_are_dropped_on_the_page(bench, clean):
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(clean))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), copy, held, left, none)
    QApplication.sendEvent(bench.page, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(bench.page, QDropEvent(QPointF(5, 5), copy, held, left, none))
    bench.until(lambda: not bench.page.session.empty)


def test_a_file_opened_again_is_read_anew(bench, tmp_path):
    path = csv(tmp_path / "a.csv", "Acme,Bonn,A")
    bench.open(path)
    csv(path, "Acme,Bonn,A", "Borealis,Oslo,B")
    bench.open(path)
    assert len(bench.page.session.draft.files) == 1
    assert bench.page.session.draft.taken()[0].row_count() == 2


def test_a_file_can_be_left_out_again(bench, clean):
    bench.open(clean)
    bench.page.session.drop(bench.page.session.draft.files[0])
    bench.until()
    assert bench.page.session.empty
    assert bench.page.file.empty.isVisible()


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


# -- import ----------------------------------------------------------------------------------


def test_cancel_leaves_the_workspace_as_it_was(bench, tmp_path, monkeypatch):
    path = clean_csv(tmp_path / "many.csv", 9000)
    bench.to_check(path)
    real = bench.desk.imports.apply

    def slow(plan, job=None):
        job.cancel()
        return real(plan, job)

    monkeypatch.setattr(bench.desk.imports, "apply", slow)
    bench.page.footer.primary.click()
    bench.until(lambda: bench.page.step is Step.CHECK)
    assert bench.accounts() == {}
    assert bench.desk.history.recent() == []
    assert bench.page.footer.primary.isEnabled()


def test_a_problem_while_writing_is_told_inline(bench, clean, monkeypatch):
    bench.to_check(clean)

    def full(plan, job=None):
        raise Problem("the disk is full.", remedy="Free some space.")

    monkeypatch.setattr(bench.desk.imports, "apply", full)
    bench.page.footer.primary.click()
    bench.until(lambda: bench.page._trouble.isVisible())
    assert bench.page.step is Step.CHECK


def test_an_import_is_undone_from_its_summary(bench, clean):
    bench.to_check(clean)
    bench.page.footer.primary.click()
    bench.until(lambda: bench.page.result is not None)
    assert len(bench.accounts()) == 3
    assert bench.page.done.accessibleName() == "Imported 3 accounts"
    assert [t.text() for t in bench.window.toasts.toasts()] == ["Imported 3 accounts"]
    bench.page.done.undo.click()
    bench.until(lambda: bool(bench.page.finished._undone))
    assert bench.accounts() == {}
    assert not bench.page.done.undo.isVisible()


def test_the_toast_undoes_its_own_import_when_another_has_begun(bench, clean):
    bench.to_check(clean)
    bench.page.footer.primary.click()
    bench.until(lambda: bench.page.result is not None)
    toast = bench.window.toasts.toasts()[0]
    bench.page.done.another.click()
    toast.pressed.emit()
    bench.until(lambda: not bench.accounts())
    assert "as before" in bench.window.toasts.toasts()[-1].text()


def test_an_answer_that_could_not_be_checked_holds_up_the_import(bench, clean, monkeypatch):
    bench.to_check(clean)
    assert bench.page.footer.primary.isEnabled()
    monkeypatch.setattr("sys.excepthook", lambda *_what: None)
    monkeypatch.setattr("acctdesk.ui.imports.findings.overview", lambda *_args: 1 / 0)
    bench.page.session.answer("cells", "clean!2!Name", "Other")
    bench.until()
    assert not bench.page.footer.primary.isEnabled()
    assert "could not be checked" in bench.page.footer.said.text()


def test_only_the_rows_in_sight_are_fetched(bench, tmp_path):
    bench.to_check(clean_csv(tmp_path / "many.csv", 5000))
    bench.page.check.only.setChecked(False)
    bench.until()
    model = bench.page.check.model
    assert model.rowCount() == 5000
    bench.until(lambda: bool(model._cells))
    assert 0 < len(model._cells) <= 400
    bench.page.check.grid.scrollToBottom()
    bench.until(lambda: model.index(4999, 1).data() != "…")
    assert model.index(4999, 1).data() == "Helvetia 04999 Ltd"
    assert len(model._cells) <= 800


def test_undoing_names_what_was_edited_since(bench, clean):
    bench.to_check(clean)
    bench.page.footer.primary.click()
    bench.until(lambda: bench.page.result is not None)
    record = {n: i for i, n in bench.desk.records.options("account")}["Acme 00000 Ltd"]
    bench.desk.people.add(record, {"name": "Jana Ode"})
    bench.page.done.undo.click()
    bench.until(lambda: bool(bench.page.finished._undone))
    assert "Acme 00000 Ltd" in bench.page.finished._undone


def test_the_accounts_are_shown_afterwards(bench, clean):
    bench.to_check(clean)
    bench.page.footer.primary.click()
    bench.until(lambda: bench.page.result is not None)
    bench.page.done.show_accounts.click()
    assert bench.window.present_place() == Place("accounts")


def test_a_workspace_changed_since_the_check_is_checked_again(bench, tmp_path):
    bench.to_check(csv(tmp_path / "a.csv", "Expres Logistik,Hamburg,A"))
    bench.desk.accounts.create({"name": "Express Logistik"})
    bench.page.footer.primary.click()
    bench.until(lambda: bench.page.step is Step.CHECK)
    assert bench.page.session.view.questions == 1
    assert len(bench.accounts()) == 1


# -- the page as a whole ---------------------------------------------------------------------


def test_the_draft_survives_leaving_the_page(bench, messy):
    bench.to_check(messy)
    bench.window.go(Place("accounts"))
    bench.window.go(Place("import"))
    assert bench.page.step is Step.CHECK
    assert bench.page.check.isVisible()


def test_enter_goes_on(bench, clean, qtbot):
    bench.open(clean)
    qtbot.keyClick(bench.page, Qt.Key.Key_Return)
    bench.until(lambda: bench.page.session.view is not None)
    assert bench.page.step is Step.CHECK


def test_a_bug_is_reported_and_the_page_goes_on(bench, clean, monkeypatch):
    reported = []
    monkeypatch.setattr("sys.excepthook", lambda *what: reported.append(what[0]))
    monkeypatch.setattr("acctdesk.ui.imports.findings.overview", lambda *_args: 1 / 0)
    bench.open(clean)
    bench.page.footer.primary.click()
    bench.until()
    assert reported == [ZeroDivisionError]
    assert bench.page.step is Step.MATCH


def test_the_models_are_sound(bench, messy):
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    page = bench.page
    models = (page.file.model, page.match.model, page.check.model)
    testers = [QAbstractItemModelTester(one, fatal) for one in models]
    bench.open(messy)
    page.footer.primary.click()
    page.match.keep_all.click()
    bench.until()
    page.footer.primary.click()
    bench.until()
    page.check.only.click()
    bench.until()
    card = bench.card("Gold")
    card.box.set_value("B")
    card.apply_button.click()
    bench.until()
    page.check.only.click()
    page.restart()
    bench.until()
    assert all(model.rowCount() >= 0 for model in models)
    del testers


def test_everything_that_takes_the_focus_has_a_name_and_tab_leaves_the_tables(bench, messy):
    bench.to_check(messy)
    page = bench.page
    for step in (Step.CHECK, Step.MATCH, Step.FILE):
        page._go(step)
        for one in page.findChildren(QAbstractButton) + page.findChildren(QTableView):
            if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus:
                assert one.accessibleName().strip(), one
        for table in page.findChildren(QTableView):
            assert not table.tabKeyNavigation()


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


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK, Mode.CONTRAST])
@pytest.mark.parametrize("scale", [100, 200])
def test_nothing_is_wider_than_a_small_window(bench, messy, theme, mode, scale):
    theme.set_mode(mode)
    theme.set_text_scale(scale)
    bench.window.resize(960, 600)
    page = bench.page

    def fits() -> bool:
        host = page.parentWidget()
        return page.minimumSizeHint().width() <= host.width()

    assert fits()
    bench.open(messy)
    assert fits()
    page.footer.primary.click()
    bench.until()
    assert fits()
    page.footer.primary.click()
    bench.until()
    assert fits()


def test_a_read_only_workspace_can_be_checked_against_but_not_imported_into(
    bench, clean, monkeypatch
):
    monkeypatch.setattr(type(bench.desk), "read_only", property(lambda self: True))
    bench.to_check(clean)
    assert not bench.page.footer.primary.isEnabled()
    assert "read-only" in bench.page.footer.said.text()


def test_several_files_are_chosen_at_once(bench, tmp_path, qtbot):
    first, second = clean_csv(tmp_path / "a.csv"), clean_csv(tmp_path / "b.csv", 5)
    bench.ask.files = [first, second]
    qtbot.mouseClick(bench.page.file.empty.choose_button, Qt.MouseButton.LeftButton)
    bench.until(lambda: not bench.page.session.empty)
    assert [f.path for f in bench.page.session.draft.files] == [first, second]
    bench.ask.files = []
    qtbot.mouseClick(bench.page.file.more.choose_button, Qt.MouseButton.LeftButton)
    bench.until()
    assert bench.ask.folder == tmp_path
    assert len(bench.page.session.draft.files) == 2


# -- where the keyboard is -------------------------------------------------------------------


def test_the_keyboard_stays_on_the_page_from_file_to_file(bench, clean, qtbot):
    page = bench.page
    page.file.empty.choose_button.setFocus()
    bench.ask.files = [clean]
    qtbot.keyClick(page.file.empty.choose_button, Qt.Key.Key_Space)
    bench.until(lambda: not page.session.empty)
    assert bench.window.focusWidget() is page.footer.primary
    for _step in range(2):
        qtbot.keyClick(page.footer.primary, Qt.Key.Key_Return)
        bench.until()
    assert page.result is not None
    page.done.another.setFocus()
    qtbot.keyClick(page.done.another, Qt.Key.Key_Space)
    bench.until()
    # The toast with Undo is still there: the next Space must not take the import back.
    assert bench.window.toasts.toasts()
    assert bench.window.focusWidget() is page.file.empty.choose_button


def test_a_locked_file_gets_the_keyboard_into_its_password(bench, tmp_path, qtbot):
    import msoffcrypto.format.ooxml

    plain, locked = messy_workbook(tmp_path / "plain.xlsx"), tmp_path / "locked.xlsx"
    with plain.open("rb") as source, locked.open("wb") as target:
        msoffcrypto.format.ooxml.OOXMLFile(source).encrypt("geheim", target)
    bench.page.file.empty.choose_button.setFocus()
    bench.open(locked)
    for attempt in ("falsch", "geheim"):
        line = bench.window.focusWidget()
        assert isinstance(line, QLineEdit)
        assert line.accessibleName() == "Password of locked.xlsx"
        line.setText(attempt)
        qtbot.keyClick(line, Qt.Key.Key_Return)
        bench.until()
    assert bench.window.focusWidget() is bench.page.footer.primary


def test_an_import_that_was_taken_back_is_checked_again_with_its_decisions(bench, messy):
    bench.to_check(messy)
    card = bench.card("Gold")
    card.box.set_value("A")
    card.apply_button.click()
    bench.until()
    order = next(c for c in bench.page.check.needs.cards.values() if c.item.repair == "date_order")
    order.answered.emit(order.item, "date_orders", "dmy")
    bench.until()
    bench.page.footer.primary.click()
    bench.until(lambda: bench.page.result is not None)
    assert not bench.page.done.back.isVisible()
    bench.page.done.undo.click()
    bench.until(lambda: bench.page.done.back.isVisible())
    assert bench.accounts() == {}
    bench.page.done.back.click()
    bench.until()
    assert bench.page.step is Step.CHECK
    assert not any("Gold" in c.item.title for c in bench.page.check.needs.cards.values())
    bench.page.footer.primary.click()
    bench.until(lambda: bench.page.result is not None)
    assert bench.accounts()["Acme GmbH"]["tier"] == "A"


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
