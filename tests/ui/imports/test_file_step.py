"""Step 1: files, sheets and headings."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from acctdesk.ui.imports.refused import Refused
from acctdesk.ui.shell.page import Place
from acctdesk.ui.widgets.trouble import Trouble
from tests.ui.imports.making import clean_csv, csv, messy_workbook

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
    shown = bench.page.file.list.findChild(Refused)
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
