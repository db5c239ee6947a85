"""The slides of a review in the window: put in order, written, checked, and left behind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from pptx import Presentation
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from acctdesk.compose import create_desk
from acctdesk.ui.shell.places import Place
from acctdesk.ui.starting import Options

Key, Alt = Qt.Key, Qt.KeyboardModifier.AltModifier
pytestmark = pytest.mark.qt_log_ignore("raise", "grabbing the keyboard", "propagateSizeHints")


@pytest.fixture
def planned(start: Callable, folders):  # type: ignore[no-untyped-def]
    """A workspace with one review, planned from a template, and its planner in front."""
    path = folders.data / "Book.acctdesk"
    with create_desk(path) as desk:
        desk.settings.introduce("Mara Klein", "mara@firm.example")
        account, _change = desk.accounts.create({"name": "Northwind Logistics"})
        begins = desk.context.now() + dt.timedelta(days=14)
        review, _change = desk.meetings.plan(account, "qbr", begins)
        for name in ("Depots", "Carriers"):
            table = {"title": name, "body": "Where | How many\nVenlo | 4"}
            desk.meetings.add_slide(review, "table", table)
    running = start(Options(workspace=path))
    running.review = review
    running.window.go(Place("reviews", {"review": review}))
    running.settle()
    card = running.window.page("reviews").view.slides
    running.wait(lambda: card.seen is not None and card.able)
    running.card = card
    return running


def blocks(running) -> list[str]:  # type: ignore[no-untyped-def]
    return [one.block for one in running.desk.meetings.detail(running.review).slides]


def slide(running, block: str) -> str:  # type: ignore[no-untyped-def]
    told = running.desk.meetings.detail(running.review).slides
    return next(one.id for one in told if one.block == block)


def trigger(running, action: str) -> None:  # type: ignore[no-untyped-def]
    running.window.action_set.action(action).trigger()
    running.settle()


def test_a_slide_is_moved_by_its_keys_and_not_the_window_s(planned) -> None:
    """Alt and an arrow lead back and forth in the window, but move a slide that has the focus."""
    before = blocks(planned)
    card = planned.card
    card.strip.choose(slide(planned, before[2]))
    card.strip.focus_current()
    # As the system sends it: through the window, which would take it for its own.
    QTest.keyClick(planned.window.windowHandle(), Key.Key_Left, Alt)
    planned.wait(lambda: blocks(planned) == [before[0], before[2], before[1], *before[3:]])
    assert planned.window.present_place().section == "reviews"
    assert planned.window.present_place().params.get("review") == planned.review
    trigger(planned, "undo")
    assert blocks(planned) == before


def test_a_slide_is_added_written_and_taken_away_again(planned) -> None:
    card = planned.card
    before = blocks(planned)
    card.strip.choose(slide(planned, "title"))
    card.insert("own")
    planned.wait(lambda: blocks(planned)[1] == "own")
    planned.wait(lambda: card.strip.current() == slide(planned, "own"))
    own = slide(planned, "own")
    card.strip.focus_current()
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)
    page = planned.window.page("slide")
    planned.wait(lambda: page.draft is not None)
    assert planned.window.present_place() == Place(
        "slide", {"meeting": planned.review, "slide": own}
    )
    title = page.form.texts["title"].editor
    title.setFocus()
    QTest.keyClicks(title, "Why we are here")
    said = page.preview.sheet
    planned.wait(lambda: said.accessibleDescription() == "Why we are here")
    page.done.click()
    planned.settle()
    assert planned.window.present_place().section == "reviews"
    told = planned.desk.meetings.detail(planned.review).slides
    assert [one.title for one in told if one.id == own] == ["Why we are here"]
    planned.wait(lambda: "Why we are here" in card.strip.thumbs[1].accessibleName())
    trigger(planned, "undo")
    trigger(planned, "undo")
    assert blocks(planned) == before


def test_a_hidden_slide_is_neither_checked_nor_left_behind(planned, tmp_path: Path) -> None:
    card = planned.card
    count = card.seen.count
    card.strip.choose(slide(planned, "title"))
    card.strip.focus_current()
    QTest.keyClick(QApplication.focusWidget(), Key.Key_H)
    planned.wait(lambda: card.seen.count == count - 1)
    trigger(planned, "present")
    page = planned.window.page("present")
    planned.wait(lambda: page.preflight is not None)
    assert len(page.preflight.course.deck.slides) == count - 1
    assert not page.preflight.go.isEnabled()
    page.preflight.course.last()
    planned.wait(lambda: bool(planned.desk.meetings.get(planned.review).rehearsed))
    assert page.preflight.go.isEnabled()
    page.preflight.back.click()
    planned.settle()
    assert planned.window.present_place().section == "reviews"
    target = tmp_path / "deck.pptx"
    planned.answers.files.append(target)
    card.export(".pptx")
    planned.wait(target.exists)
    assert len(Presentation(str(target)).slides) == count - 1


def test_the_settings_hold_the_look_of_decks(planned) -> None:
    planned.window.go(Place("settings", {"card": "decks"}))
    planned.settle()
    card = planned.window.page("settings").decks
    assert card.template.value.text() == "The program's own"
    card.accent.setText("#123456")
    card.accent.editingFinished.emit()
    planned.wait(lambda: planned.desk.decks.build(planned.review).deck.brand.accent == "#123456")
