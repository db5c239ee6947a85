"""The page of shortcuts: what it lists, and how keys are changed by pressing them."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QAbstractItemModelTester, QTest

from acctdesk.ui.printing import asking
from acctdesk.ui.printing.preview import Preview
from acctdesk.ui.shell import keys as kept
from acctdesk.ui.shell.page import Place
from acctdesk.ui.shortcuts.model import KeysModel, table

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(bench):
    bench.press(Qt.Key.Key_F1)
    assert bench.window.present_place() == Place("shortcuts")
    return bench.shortcuts


def labels(page) -> list[str]:
    rows = [page.model.row(at) for at in range(page.model.rowCount())]
    return [row.label for row in rows if row is not None]


def choose(bench, page, words: str) -> None:
    page.box.clear()
    page.box.setFocus()
    bench.type(words)
    bench.press(Qt.Key.Key_Return)
    assert page.panel.field.hasFocus()


def test_the_model_keeps_the_rules_of_qt(bench) -> None:
    model = KeysModel(bench.window.action_set)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    for words in ("undo", "nothing fits this", "ctrl k", ""):
        model.narrow(words)
    bench.window.action_set.remap("undo", ())
    model.refresh()
    tester.deleteLater()


def test_it_lists_all_actions_by_menu_and_the_keys_of_lists(bench, page) -> None:
    titles = [title for title, _rows in table(bench.window.action_set)]
    assert titles[:2] == ["File", "Edit"]
    own = [
        "In lists", "In fields", "In the org chart", "In the outline of a map",
        "Between power and interest", "In the matrix of our people and theirs",
        "Among the slides of a review", "In the palette and the search",
    ]  # fmt: skip
    assert titles[-8:] == own
    shown = labels(page)
    for label in ("Undo", "Search everything", "Edit cell", "Fill down", "Select whole rows"):
        assert label in shown
    assert "Present" not in shown  # nobody answers it yet


def test_it_is_filtered_by_words_and_by_keys(bench, page) -> None:
    bench.type("undo")
    assert labels(page) == ["Undo"]
    page.box.clear()
    bench.type("ctrl k")
    assert labels(page) == ["Search or run a command"]
    page.box.clear()
    bench.type("qqqq")
    assert page.empty.isVisible()


def test_new_keys_are_pressed_work_at_once_and_are_kept(bench, page) -> None:
    choose(bench, page, "undo")
    bench.press(Qt.Key.Key_U, CTRL | ALT)
    assert page.panel.set.hasFocus()
    bench.press(Qt.Key.Key_Space)
    assert bench.window.action_set.shortcut_text("undo") == "Ctrl+Alt+U"
    assert kept.kept(bench.settings) == {"undo": ("Ctrl+Alt+U",)}
    bench.press(Qt.Key.Key_U, CTRL | ALT)
    assert bench.done == ["undo"]
    row = page.model.row(page.model.row_of("undo"))
    assert (row.keys, row.changed) == (("Ctrl+Alt+U",), True)
    QTest.mouseClick(page.panel.usual, Qt.MouseButton.LeftButton)
    assert bench.window.action_set.shortcut_text("undo") == "Ctrl+Z"
    assert kept.kept(bench.settings) == {}


def test_a_clash_is_told_and_keys_can_be_taken_over(bench, page) -> None:
    choose(bench, page, "undo")
    bench.press(Qt.Key.Key_K, CTRL)  # opens nothing: the field takes it
    assert not bench.palette.isVisible()
    assert page.panel.problem.text() == "Ctrl+K is taken by: Search or run a command."
    assert page.panel.take.hasFocus()
    bench.press(Qt.Key.Key_Space)
    actions = bench.window.action_set
    assert actions.shortcut_text("undo") == "Ctrl+K"
    assert actions.shortcut_text("palette") == ""
    assert kept.kept(bench.settings) == {"undo": ("Ctrl+K",), "palette": ()}
    page.box.clear()
    QTest.mouseClick(page.usual, Qt.MouseButton.LeftButton)
    assert actions.shortcut_text("palette") == "Ctrl+K"
    assert actions.shortcut_text("undo") == "Ctrl+Z"
    assert kept.kept(bench.settings) == {}


def test_the_usual_keys_of_one_that_gave_them_away_are_taken_meanwhile(bench, page) -> None:
    choose(bench, page, "undo")
    bench.press(Qt.Key.Key_K, CTRL)
    bench.press(Qt.Key.Key_Space)
    page.box.clear()
    bench.type("search or run")
    page._choose(page.model.row_of("palette"))
    QTest.mouseClick(page.panel.usual, Qt.MouseButton.LeftButton)
    assert "taken by: Undo" in page.panel.problem.text()
    assert bench.window.action_set.shortcut_text("palette") == ""


def test_letters_and_fixed_keys_are_refused_in_words(bench, page) -> None:
    choose(bench, page, "undo")
    bench.press(Qt.Key.Key_X)
    assert "needed for typing" in page.panel.problem.text()
    bench.press(Qt.Key.Key_A, CTRL)
    assert page.panel.problem.text() == "These keys always mean: Select everything."
    assert not page.panel.set.isVisible()
    page.panel.field.setFocus()
    bench.press(Qt.Key.Key_F9)
    assert page.panel.set.isVisible()
    page.panel.field.setFocus()
    bench.press(Qt.Key.Key_Escape)
    assert page.list.hasFocus()
    assert bench.window.action_set.shortcut_text("undo") == "Ctrl+Z"


def test_an_action_may_have_no_keys(bench, page) -> None:
    choose(bench, page, "undo")
    QTest.mouseClick(page.panel.none, Qt.MouseButton.LeftButton)
    assert bench.window.action_set.action("undo").shortcut().isEmpty()
    assert kept.kept(bench.settings) == {"undo": ()}


def test_it_prints_every_key_through_the_preview_of_lists(bench, page, tmp_path, qtbot) -> None:
    QTest.mouseClick(page.printer, Qt.MouseButton.LeftButton)
    [preview] = bench.window.findChildren(Preview)
    assert preview.isVisible()
    qtbot.waitUntil(lambda: preview.view.image is not None)
    lines = preview.pages.lines
    said = [(line.sort, *(cell.text for cell in line.cells)) for line in lines.read(0, 500)]
    assert said[0] == ("head", "File", "")
    assert ("record", "Search everything", "Ctrl+F") in said
    assert ("head", "In lists", "") in said
    assert all(keys for sort, _label, keys in said if sort == "record")
    assert lines.title == "Keyboard shortcuts"
    assert not preview.setup.internal
    dark = preview.view.image
    assert any(
        dark.pixelColor(x, y).lightness() < 90
        for x in range(0, dark.width(), 2) for y in range(0, dark.height(), 2)
    )  # fmt: skip
    path = tmp_path / "keys"
    bench.window.ask.save_file = lambda *_words: path
    QTest.mouseClick(preview.pdf, Qt.MouseButton.LeftButton)
    written = (tmp_path / "keys.pdf").read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b", written)) == preview.pages.count
    qtbot.waitUntil(lambda: not bench.window.findChildren(Preview))


def test_keys_go_to_the_printer_that_was_asked_for(
    bench, page, tmp_path, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFullPage(True)
    answers = [None, printer]
    monkeypatch.setattr(asking, "ask_printer", lambda *_words: answers.pop(0))
    assert page.run_command("print")
    [preview] = bench.window.findChildren(Preview)
    preview.print_button.click()  # cancelled: one stays where one was
    assert preview.isVisible()
    preview.print_button.click()
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")
    qtbot.waitUntil(lambda: not bench.window.findChildren(Preview))
