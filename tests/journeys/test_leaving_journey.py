"""A list leaves the program, by mouse and keys: to Excel, as text, on paper, as a picture."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from acctdesk.ui.lists.exporting import Exporting

# The offscreen platform says so whenever a popup opens or a window has a minimum size.
pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.qt_log_ignore("propagateSizeHints"),
]
CTRL = Qt.KeyboardModifier.ControlModifier


def menu_of(full: Any) -> QMenu:
    """The menu "More", opened with the mouse."""
    bar = full.accounts.bar
    QTest.mouseClick(bar.more, Qt.MouseButton.LeftButton)
    full.settle()
    menus = [one for one in full.accounts.findChildren(QMenu) if one.isVisible()]
    return menus[-1]


def press(full: Any, menu: QMenu, words: str) -> None:
    """Click an entry of an open menu."""
    action = next(one for one in menu.actions() if one.text() == words)
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    full.settle()


def exporting(full: Any) -> Exporting:
    return full.accounts.tools.exporting


@pytest.mark.slow
def test_what_the_list_shows_is_exported_worked_on_and_brought_back(full, tmp_path: Path) -> None:
    # Narrowed to one city, sorted the other way round.
    full.accounts.focus_filter()
    QTest.keyClicks(full.accounts.filters.box, "leeds")
    full.wait(lambda: full.accounts.model.rowCount() == 5)
    path = tmp_path / "out" / "leeds"
    path.parent.mkdir()
    full.answers.files.append(path)
    press(full, menu_of(full), "Export to Excel…")
    made = path.with_name("leeds.xlsx")
    full.wait(made.exists)
    shown = [str(one.label) for one in full.accounts.columns_shown()]
    book = openpyxl.load_workbook(made)
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]][1:] == shown
    listed = [row[1].value for row in sheet.iter_rows(min_row=2) if row[0].value[0] != "#"]
    assert listed == full.names()
    assert book["About"]["B5"].value is not None
    # Worked on in a spreadsheet, and dropped on the window again.
    tier = next(cell.column for cell in sheet[1] if cell.value == "Tier")
    sheet.cell(2, tier).value = "D"
    book.save(made)
    from acctdesk.exchange.roster.importer import RosterImport

    first = full.ids()[0]
    run = RosterImport(full.desk.imports)
    run.open([made])
    found = run.check().findings.accounts
    assert (found.created, found.updated, found.unchanged) == (0, 1, 4)
    run.apply()
    run.close()
    full.wait(lambda: full.record(first)["tier"] == "D")


def test_the_selected_ones_alone_are_exported(full, tmp_path: Path) -> None:
    grid, model = full.accounts.grid, full.accounts.model
    for row, keys in ((1, Qt.KeyboardModifier.NoModifier), (3, CTRL)):
        spot = grid.visualRect(model.index(row, model.column("name"))).center()
        QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, keys, spot)
    full.answers.files.append(tmp_path / "two.xlsx")
    press(full, menu_of(full), "Export 2 selected to Excel…")
    full.wait((tmp_path / "two.xlsx").exists)
    sheet = openpyxl.load_workbook(tmp_path / "two.xlsx").worksheets[0]
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == ["Client 01", "Client 03"]


def test_a_text_file_has_the_ending_that_was_asked_for(full, tmp_path: Path) -> None:
    full.answers.files.append(tmp_path / "list.csv")
    press(full, menu_of(full), "Export to CSV…")
    full.wait((tmp_path / "list.csv").exists)
    with (tmp_path / "list.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == 41
    assert rows[0][:2] == ["AcctDesk account id", "Name"]


def test_a_place_that_cannot_be_written_is_told(full, tmp_path: Path) -> None:
    full.answers.files.append(tmp_path / "gone" / "list.xlsx")
    press(full, menu_of(full), "Export to Excel…")
    full.wait(lambda: bool(full.answers.asked) and "can't be written" in full.answers.asked[-1][0])


def test_ctrl_p_shows_the_pages_and_saves_them(full, tmp_path: Path) -> None:
    full.accounts.grid.setFocus()
    QTest.keyClick(full.accounts.grid, Qt.Key.Key_P, CTRL)
    full.wait(lambda: exporting(full).preview is not None)
    preview = exporting(full).preview
    full.wait(lambda: preview.view.image is not None)
    assert preview.where.text() == "Page 1 of 2"
    QTest.keyClick(preview, Qt.Key.Key_PageDown)
    full.settle()
    assert preview.where.text() == "Page 2 of 2"
    assert not preview.forth.isEnabled()
    QTest.keyClick(preview, Qt.Key.Key_Home)
    QTest.mouseClick(preview.internal, Qt.MouseButton.LeftButton,
                     pos=preview.internal.rect().center())  # fmt: skip
    assert not preview.setup.internal
    full.answers.files.append(tmp_path / "list.pdf")
    QTest.mouseClick(preview.pdf, Qt.MouseButton.LeftButton)
    full.wait((tmp_path / "list.pdf").exists)
    assert (tmp_path / "list.pdf").read_bytes().startswith(b"%PDF-")
    assert exporting(full).preview is None
    # The next preview begins as this one was left.
    full.window.activateWindow()
    full.accounts.grid.setFocus()
    full.settle()
    QTest.keyClick(full.accounts.grid, Qt.Key.Key_P, CTRL)
    full.wait(lambda: exporting(full).preview is not None)
    assert not exporting(full).preview.setup.internal
    QTest.keyClick(exporting(full).preview, Qt.Key.Key_Escape)
    full.wait(lambda: exporting(full).preview is None)


def test_what_is_in_sight_is_copied_as_a_light_picture(full) -> None:
    from acctdesk.ui.theme.theme import Mode

    full.program.preferences.set_mode(Mode.DARK)
    full.settle()
    QGuiApplication.clipboard().clear()
    press(full, menu_of(full), "Copy as picture")
    full.wait(lambda: not QGuiApplication.clipboard().image().isNull())
    image = QGuiApplication.clipboard().image()
    assert image.width() > 800
    corner = image.pixelColor(2, 2)
    assert (corner.red(), corner.green(), corner.blue()) == (255, 255, 255)


def test_a_picture_is_saved(full, tmp_path: Path) -> None:
    full.answers.files.append(tmp_path / "rows.png")
    press(full, menu_of(full), "Save as picture…")
    full.wait((tmp_path / "rows.png").exists)
    assert (tmp_path / "rows.png").read_bytes().startswith(b"\x89PNG")
