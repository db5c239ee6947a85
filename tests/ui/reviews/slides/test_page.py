"""The form of a slide: what is typed is seen at once, and kept when the field is left."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QScrollArea

from acctdesk.ui.reviews.slides.page import SlidePage
from tests.ui.reviews.slides.conftest import Stage

Key = Qt.Key


def png(path: Path, colour: str = "#0b5cad") -> Path:
    image = QImage(64, 36, QImage.Format.Format_RGB32)
    image.fill(colour)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    path.write_bytes(bytes(buffer.data().data()))
    return path


def open_page(stage: Stage, slide: str) -> SlidePage:
    page = SlidePage(stage.window, stage.desk, stage.tasks, stage.undo)  # type: ignore[arg-type]
    stage.shown(page)
    page.activated({"meeting": stage.meeting, "slide": slide})
    stage.until(lambda: page.draft is not None)
    stage.settle()
    return page


def said(page: SlidePage) -> str:
    return page.preview.sheet.accessibleDescription()


def type_into(page: SlidePage, name: str, words: str) -> None:
    editor = page.form.texts[name].editor
    editor.setFocus()
    if isinstance(editor, QLineEdit | QPlainTextEdit):
        editor.selectAll()
    QTest.keyClicks(editor, words)


def test_what_is_typed_is_seen_before_it_is_kept(stage: Stage) -> None:
    page = open_page(stage, stage["Two"])
    assert said(page) == "Two\nAbout Two"
    type_into(page, "title", "Fewer outages")
    stage.until(lambda: said(page).startswith("Fewer outages"))
    assert stage.told(stage["Two"]).title == "Two"
    page.form.texts["subtitle"].editor.setFocus()
    stage.until(lambda: stage.told(stage["Two"]).title == "Fewer outages")
    type_into(page, "body", "One line")
    stage.until(lambda: said(page) == "Fewer outages\nOne line")


def test_leaving_the_page_keeps_what_was_typed(stage: Stage) -> None:
    page = open_page(stage, stage["Two"])
    type_into(page, "speaker_notes", "Ask for the release window")
    page.deactivated()
    stage.until(lambda: stage.told(stage["Two"]).speaker_notes == "Ask for the release window")
    assert "release window" not in said(page)


def test_a_change_from_elsewhere_comes_in_and_what_is_typed_stays(stage: Stage) -> None:
    page = open_page(stage, stage["Two"])
    type_into(page, "title", "Mine")
    stage.desk.meetings.edit_slide(stage["Two"], {"subtitle": "Theirs"})
    stage.until(lambda: page.form.texts["subtitle"].text() == "Theirs")
    assert page.form.texts["title"].text() == "Mine"


def test_minutes_are_summed_against_the_agenda(stage: Stage) -> None:
    page = open_page(stage, stage["One"])
    field = page.form.texts["minutes"]
    assert field.editor.accessibleName() == "Speaker minutes"
    words = "All slides: 10 min, the agenda has 8: too long."
    assert words in [one.text() for one in field.findChildren(type(page.problem))]
    type_into(page, "minutes", "soon")
    QTest.keyClick(field.editor, Key.Key_Return)
    page.form.texts["title"].editor.setFocus()
    assert field.problem() == "Write whole minutes, 600 at most"
    stage.settle()
    assert stage.told(stage["One"]).minutes == 1
    type_into(page, "minutes", "3")
    QTest.keyClick(field.editor, Key.Key_Return)
    stage.until(lambda: stage.told(stage["One"]).minutes == 3)
    field.editor.clear()  # type: ignore[union-attr]
    QTest.keyClick(field.editor, Key.Key_Return)
    stage.until(lambda: stage.told(stage["One"]).minutes is None)


def test_an_objective_is_chosen(stage: Stage) -> None:
    slide = stage.review.slide("chart")
    page = open_page(stage, slide)
    assert page.form.choice is not None
    assert [page.form.choice.itemText(at) for at in range(2)] == [
        "The next that needs attention", "Depot satisfaction",
    ]  # fmt: skip
    page.form.choice.setCurrentIndex(1)
    page.form.choice.activated.emit(1)
    objective = page.form.choice.value()
    stage.until(lambda: stage.told(slide).options == {"objective": objective})
    stage.settle()
    page.form.detail.click()
    stage.until(lambda: stage.told(slide).options == {"objective": objective, "detail": False})


def test_a_picture_comes_from_a_file(stage: Stage, tmp_path: Path) -> None:
    slide = stage.review.slide("picture")
    page = open_page(stage, slide)
    assert said(page) == "No picture is chosen."
    stage.window.files = [png(tmp_path / "plan.png")]
    page.form.file.click()
    stage.until(lambda: "attachment" in stage.told(slide).options)
    stage.until(lambda: page.preview.sheet.accessibleDescription().startswith("Picture"))
    assert "plan.png" not in said(page)


def test_from_slide_to_slide(stage: Stage) -> None:
    page = open_page(stage, stage["One"])
    assert not page.before.isEnabled()
    page.after.click()
    stage.until(lambda: page.draft is not None and page.draft.told.id == stage["Two"])
    assert page.head.note.text() == "Slide 2 of 4"
    page.done.click()
    assert stage.window.backs == 1


def test_a_slide_that_is_gone_says_so(stage: Stage) -> None:
    page = open_page(stage, stage["One"])
    stage.desk.meetings.remove_slides([stage["One"]])
    stage.until(lambda: page.problem.isVisible())
    assert "isn't there any more" in page.problem.text()


@pytest.mark.parametrize("block", ["gauges", "scorecard"])
def test_objectives_are_ticked(stage: Stage, block: str) -> None:
    slide = stage.review.slide(block)
    page = open_page(stage, slide)
    [(objective, box)] = page.form.ticks.items()
    box.click()
    stage.until(lambda: stage.told(slide).options == {"objectives": [objective]})
    stage.settle()
    box.click()
    stage.until(lambda: stage.told(slide).options == {})


def test_the_picture_stays_beside_fields_further_down(stage: Stage) -> None:
    page = SlidePage(stage.window, stage.desk, stage.tasks, stage.undo)  # type: ignore[arg-type]
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(page)
    stage.shown(area, 1100, 500)
    page.activated({"meeting": stage.meeting, "slide": stage["Two"]})
    stage.until(lambda: page.draft is not None)
    stage.settle()
    area.ensureWidgetVisible(page.form.texts["speaker_notes"].editor)
    stage.settle()
    assert area.verticalScrollBar().value() > 100
    top = page.preview.mapTo(area.viewport(), QPoint(0, 0)).y()
    assert 0 <= top < 20
    area.verticalScrollBar().setValue(0)
    stage.settle()
    assert page.preview.y() == page._right.y()
