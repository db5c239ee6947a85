"""The slides of a review in small: by mouse and by keys, each change one step of undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from acctdesk.ui.reviews.slides.adding import BlocksPopover
from acctdesk.ui.reviews.slides.card import SlidesCard
from acctdesk.ui.reviews.slides.thumb import Thumb
from acctdesk.ui.shell.places import Place
from tests.ui.reviews.slides.conftest import Stage

Key, Alt = Qt.Key, Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton
popping = pytest.mark.qt_log_ignore("raise", "grabbing the keyboard", "propagateSizeHints")


def thumb(card: SlidesCard, key: str) -> Thumb:
    return next(one for one in card.strip.thumbs if one.key == key)


def press(card: SlidesCard, key: Key, how: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(QApplication.focusWidget() or card, key, how or Qt.KeyboardModifier.NoModifier)


def focus(card: SlidesCard, key: str) -> None:
    card.strip.choose(key)
    card.strip.focus_current()


def test_every_slide_has_its_picture_number_name_and_minutes(stage: Stage) -> None:
    card = stage.card()
    stage.until(lambda: card.gallery.is_done)
    assert card.count.accessibleName() == "4"
    assert card.time.text() == "10 min spoken, 8 on the agenda: too long"
    names = [one.accessibleName() for one in card.strip.thumbs]
    assert names[1] == "Slide 2, Two, 2 min"
    pictures = [card.gallery.picture(one.key) for one in card.strip.thumbs]
    assert all(one is not None and one.width() > 100 for one in pictures)
    looks = {bytes(one.constBits()) for one in pictures if one is not None}
    assert len(looks) == 4


def test_only_what_changed_is_drawn_anew(stage: Stage) -> None:
    card = stage.card()
    stage.until(lambda: card.gallery.is_done)
    before = {key: card.gallery.picture(key) for key in stage.slides.values()}
    drawn: list[str] = []
    card.gallery.ready.connect(drawn.append)
    stage.desk.meetings.edit_slide(stage["Two"], {"body": "Something else"})
    stage.until(lambda: bool(drawn) and card.gallery.is_done)
    stage.settle()
    assert drawn == [stage["Two"]]
    assert card.gallery.picture(stage["Two"]) is not before[stage["Two"]]
    assert card.gallery.picture(stage["Three"]) is before[stage["Three"]]


def test_pictures_follow_the_width_of_the_card_and_back(stage: Stage) -> None:
    card = stage.card()
    window = card.window()
    stage.until(lambda: card.gallery.is_done)

    def wide() -> int:
        picture = card.gallery.picture(stage["Two"])
        return picture.width() if picture is not None else 0

    before = wide()
    for size in (1100 + 60, 1100):
        window.resize(size, 700)
        stage.settle()
        stage.until(lambda: card.gallery.is_done)
        assert wide() == card.strip.thumbs[1].picture_room().width()
        assert (wide() == before) == (size == 1100)


def test_keys_choose_move_hide_remove_and_open(stage: Stage) -> None:
    card = stage.card()
    focus(card, stage["One"])
    press(card, Key.Key_Space)
    assert thumb(card, stage["One"]).isChecked()
    press(card, Key.Key_Right)
    press(card, Key.Key_Right)
    assert card.strip.current() == stage["Three"]
    press(card, Key.Key_Left, Alt)
    stage.until(lambda: stage.order() == ["One", "Three", "Two", "Four"])
    stage.settle()
    assert card.strip.current() == stage["Three"]
    assert QApplication.focusWidget() is thumb(card, stage["Three"])
    press(card, Key.Key_H)
    stage.until(lambda: "(Three)" in stage.order())
    stage.settle()
    assert thumb(card, stage["Three"]).accessibleName() == "Three, Hidden, 3 min"
    assert thumb(card, stage["Two"]).accessibleName().startswith("Slide 2,")
    press(card, Key.Key_H)
    stage.until(lambda: "Three" in stage.order())
    stage.settle()
    press(card, Key.Key_Delete)
    stage.until(lambda: stage.order() == ["One", "Two", "Four"])
    stage.settle()
    assert stage.undo.said == ["Removed the slide “Three”"]
    assert card.strip.current() == stage["Two"]
    press(card, Key.Key_End)
    press(card, Key.Key_Return)
    assert stage.window.places == [
        Place("slide", {"meeting": stage.meeting, "slide": stage["Four"]})
    ]
    stage.desk.history.undo()
    stage.until(lambda: stage.order() == ["One", "Three", "Two", "Four"])


def drag(card: SlidesCard, key: str, to: QPoint) -> None:
    held = thumb(card, key)
    QTest.mousePress(held, LEFT, pos=held.rect().center())
    for share in (0.4, 1.0):
        start = held.mapTo(card.strip, held.rect().center())
        spot = start + (to - start) * share
        QTest.mouseMove(held, held.mapFrom(card.strip, spot))


def test_a_dragged_slide_shows_where_it_would_stand(stage: Stage) -> None:
    card = stage.card()
    mark = card.strip._mark
    last = thumb(card, stage["Four"]).geometry()
    drag(card, stage["One"], QPoint(last.right() - 4, last.center().y()))
    assert mark.isVisible()
    assert mark.x() > last.center().x()
    held = thumb(card, stage["One"])
    spot = held.mapFrom(card.strip, QPoint(last.right() - 4, last.center().y()))
    QTest.mouseRelease(held, LEFT, pos=spot)
    assert mark.isHidden()
    stage.until(lambda: stage.order() == ["Two", "Three", "Four", "One"])


def test_escape_ends_a_drag_and_a_click_moves_nothing(stage: Stage) -> None:
    card = stage.card()
    last = thumb(card, stage["Four"]).geometry()
    drag(card, stage["One"], last.center())
    press(card, Key.Key_Escape)
    assert card.strip._mark.isHidden()
    QTest.mouseRelease(thumb(card, stage["One"]), LEFT)
    QTest.mouseClick(thumb(card, stage["Three"]), LEFT)
    stage.settle()
    assert stage.order() == ["One", "Two", "Three", "Four"]
    assert card.strip.current() == stage["Three"]


def test_buttons_do_what_keys_do(stage: Stage) -> None:
    card = stage.card()
    card.strip.choose(stage["One"])
    assert not card.before.isEnabled()
    card.after.click()
    stage.until(lambda: stage.order()[1] == "One")
    stage.settle()
    card.hides.click()
    stage.until(lambda: "(One)" in stage.order())
    stage.settle()
    assert card.hides.accessibleName() == "Show the slide"
    assert [one.text() for one in card.menu(stage["One"]).actions()][1] == "Show the slide"


@popping
def test_a_block_is_added_behind_the_chosen_one_and_says_why_it_is_empty(stage: Stage) -> None:
    card = stage.card()
    focus(card, stage["Two"])
    card.open_blocks()
    popover = QApplication.activePopupWidget()
    assert isinstance(popover, BlocksPopover)
    assert popover.buttons["picture"].accessibleDescription() == (
        "An attached picture with a line of text"
    )
    assert all(one.accessibleDescription() for one in popover.buttons.values())
    popover.buttons["picture"].click()
    stage.until(lambda: stage.order() == ["One", "Two", "picture", "Three", "Four"])
    stage.settle()
    added = card.strip.thumbs[2]
    assert added.isChecked()
    assert added.accessibleName() == "Picture, No picture is chosen."
    assert added.toolTip() == "No picture is chosen."


def test_what_was_held_stays(stage: Stage) -> None:
    stage.desk.meetings.hold(stage.meeting)
    card = stage.card()
    assert "these slides stay as they were shown" in card.note.text()
    assert [one.isVisible() for one in (card.edit, card.remove, card.add_block)] == [False] * 3
    focus(card, card.strip.thumbs[1].key)
    for key in (Key.Key_H, Key.Key_Delete, Key.Key_Return):
        press(card, key)
    press(card, Key.Key_Left, Alt)
    stage.settle()
    assert stage.order() == ["One", "Two", "Three", "Four"]
    assert stage.window.places == []


def test_without_slides_the_usual_ones_are_shown_and_can_be_chosen(stage: Stage) -> None:
    stage.desk.meetings.remove_slides(list(stage.slides.values()))
    card = stage.card()
    assert card.note.text() == "Nobody chose slides yet: these are the usual ones."
    assert card.strip.thumbs
    card.usual.click()
    stage.until(lambda: len(stage.order()) == 13)
    stage.settle()
    assert card.able
    assert len(stage.undo.joined) == 12


def test_an_internal_review_has_no_slides(stage: Stage) -> None:
    stage.meeting = stage.review.meeting(stage.desk.context.now(), type="internal")
    card = stage.card()
    assert card.note.text().startswith("This review is internal")
    card.present()
    assert stage.window.places == []
