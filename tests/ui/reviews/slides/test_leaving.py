"""Decks leave the program as files, and how they look is chosen."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pptx import Presentation
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from acctdesk.errors import FileProblem, Invalid
from acctdesk.exchange.decks.template import default_template
from acctdesk.services.review.branding import LOGO, TEMPLATE
from acctdesk.ui.reviews.reading import sheet
from acctdesk.ui.reviews.slides.clientlook import ClientLook
from acctdesk.ui.reviews.slides.exporting import file_name, write_deck
from acctdesk.ui.reviews.slides.lookcard import LookCard
from acctdesk.ui.reviews.slides.looks import choose_accent, choose_logo, read_look
from tests.ui.reviews.slides.conftest import Stage
from tests.ui.reviews.slides.test_page import png

popping = pytest.mark.qt_log_ignore("raise", "grabbing the keyboard", "propagateSizeHints")


@pytest.mark.parametrize("suffix", [".pptx", ".pdf", ".xlsx"])
def test_a_deck_is_exported_from_the_card(stage: Stage, tmp_path: Path, suffix: str) -> None:
    stage.review.slide("scorecard")
    card = stage.card()
    target = tmp_path / "Left behind"
    stage.window.files = [target]
    card.export(suffix)
    path = tmp_path / f"Left behind{suffix}"
    stage.until(lambda: bool(stage.window.said))
    assert path.stat().st_size > 1000
    assert stage.window.said[0].endswith(f"to Left behind{suffix}")
    [offered] = stage.window.offered
    assert offered["more"][0] == "Show in folder"
    assert [one.name for one in stage.window.proposed] == [
        f"Northwind Logistics – Quarterly business review Q4 2026{suffix}"
    ]


def test_the_name_of_a_file_tells_nothing_else(stage: Stage) -> None:
    odd = stage.review.meeting(
        stage.desk.context.now(), title='QBR: "A/B" Q4 2026', note="secret", place="Their HQ"
    )
    assert file_name(stage.desk, odd, ".pdf") == "Northwind Logistics – QBR A B Q4 2026.pdf"


def test_nothing_is_written_when_nobody_chooses_a_place(stage: Stage) -> None:
    card = stage.card()
    card.export(".pptx")
    stage.until(lambda: bool(stage.window.proposed))
    stage.settle()
    assert stage.window.said == []


def house(path: Path, *, without: str = "") -> Path:
    """A template of one's own, perhaps without one of its placeholders."""
    shutil.copy(default_template(), path)
    book = Presentation(str(path))
    layout = next(one for one in book.slide_layouts if one.name == "Content")
    for shape in list(layout.placeholders):
        if shape.name == without:
            shape._element.getparent().remove(shape._element)
    layout.name = "Content"
    book.save(str(path))
    return path


def shown_card(stage: Stage) -> LookCard:
    card = LookCard(stage.window, stage.desk, stage.tasks)  # type: ignore[arg-type]
    stage.shown(card, 800, 400)
    card.refresh()
    stage.settle()
    return card


def test_a_template_is_checked_and_used(stage: Stage, tmp_path: Path) -> None:
    card = shown_card(stage)
    assert card.template.value.text() == "The program's own"
    stage.window.files = [house(tmp_path / "House.pptx")]
    card.template.choose.click()
    stage.until(lambda: card.template.value.text() == "House.pptx")
    assert card.checked is not None
    assert card.checked.accessibleName() == "Complete"
    path = tmp_path / "out.pptx"
    assert write_deck(stage.desk, stage.meeting, path) == 4
    states = {one.code: one.state for one in sheet(stage.desk, stage.meeting).ready.checks}
    assert states["template"] == "done"
    card.template.drop.click()
    stage.until(lambda: card.template.value.text() == "The program's own")
    assert stage.desk.settings.get(TEMPLATE) == ""


def test_what_a_template_lacks_is_said(stage: Stage, tmp_path: Path) -> None:
    card = shown_card(stage)
    stage.window.files = [house(tmp_path / "House.pptx", without="Body")]
    card.template.choose.click()
    stage.until(lambda: card.checked is not None)
    assert card.checked is not None
    assert card.checked.accessibleName() == "1 placeholder missing"
    words = card.template.value.text()
    assert words == "House.pptx, without “Body” on the layout “Content”"
    # The review isn't ready before that is mended.
    states = {one.code: one.state for one in sheet(stage.desk, stage.meeting).ready.checks}
    assert states["template"] != "done"
    with pytest.raises(FileProblem, match="lacks “Body”"):
        write_deck(stage.desk, stage.meeting, tmp_path / "out.pptx")


def test_what_is_no_template_is_refused(stage: Stage, tmp_path: Path) -> None:
    card = shown_card(stage)
    bad = tmp_path / "House.pptx"
    bad.write_bytes(b"PK nothing")
    stage.window.files = [bad]
    card.template.choose.click()
    stage.until(lambda: card.problem.isVisible())
    assert read_look(stage.desk).template == ""


def test_our_logo_and_colour_are_in_the_deck(stage: Stage, tmp_path: Path) -> None:
    card = shown_card(stage)
    stage.window.files = [png(tmp_path / "firm.png")]
    card.logo.choose.click()
    stage.until(lambda: card.logo.value.text() == "firm.png")
    card.accent.setFocus()
    QTest.keyClicks(card.accent, "red")
    QTest.keyClick(card.accent, Qt.Key.Key_Return)
    stage.until(lambda: "no colour" in card.accent_field.problem())
    card.accent.selectAll()
    QTest.keyClicks(card.accent, "A1B2C3")
    QTest.keyClick(card.accent, Qt.Key.Key_Return)
    stage.until(lambda: read_look(stage.desk).accent == "#a1b2c3")
    brand = stage.desk.decks.build(stage.meeting).deck.brand
    assert brand.accent == "#a1b2c3"
    assert brand.ours is not None
    text = tmp_path / "logo.png"
    text.write_text("no picture")
    with pytest.raises(FileProblem):
        choose_logo(stage.desk, text)
    assert stage.desk.settings.get(LOGO)


@popping
def test_a_client_has_a_logo_and_a_colour_of_their_own(stage: Stage, tmp_path: Path) -> None:
    choose_accent(stage.desk, "#111111")
    card = stage.card()

    def ask() -> ClientLook:
        card.looks.click()
        stage.until(lambda: isinstance(QApplication.activePopupWidget(), ClientLook))
        found = QApplication.activePopupWidget()
        assert isinstance(found, ClientLook)
        return found

    stage.window.files = [png(tmp_path / "anything.png")]
    ask().logo.click()
    stage.until(lambda: stage.desk.decks.build(stage.meeting).deck.brand.theirs is not None)
    popover = ask()
    assert popover.state.text() == "Their logo stands on the first slide."
    popover.accent.setText("#abcdef")
    popover.keep.click()
    stage.until(lambda: stage.desk.decks.build(stage.meeting).deck.brand.accent == "#abcdef")
    stage.settle()
    last = stage.desk.history.next_undo()
    assert last is not None
    assert last.label.params == {"name": "look of decks"}
    with pytest.raises(Invalid):
        choose_accent(stage.desk, "blue", stage.review.account)
