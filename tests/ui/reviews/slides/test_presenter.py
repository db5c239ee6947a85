"""The page from which one presents: what it is handed, and what is kept of it."""

from __future__ import annotations

from acctdesk.ui.presenting.talk import Cue
from acctdesk.ui.reviews.slides.presenter import PresentPage, read_talk
from tests.ui.reviews.slides.conftest import Stage


def open_page(stage: Stage) -> PresentPage:
    page = PresentPage(stage.window, stage.desk, stage.tasks, stage.undo)  # type: ignore[arg-type]
    stage.shown(page)
    page.activated({"meeting": stage.meeting})
    stage.until(lambda: page.busy.isHidden())
    return page


def close(page: PresentPage) -> None:
    page.deactivated()
    assert page.preflight is None


def test_notes_and_minutes_go_with_their_slides(stage: Stage) -> None:
    stage.desk.meetings.edit_slide(stage["Two"], {"speaker_notes": "Ask for the window"})
    stage.desk.meetings.write_minutes(stage.meeting, "Present: all")
    stage.review.slide("picture")
    _meeting, talk = read_talk(stage.desk, stage.meeting)
    assert talk.cues[:2] == (Cue("", 1), Cue("Ask for the window", 2))
    assert talk.minutes == 10
    assert talk.taken == "Present: all"
    assert talk.warnings == ("Nothing to show: Picture",)
    assert dict(talk.withheld)["Speaker notes"] == 1


def test_looking_at_every_slide_is_a_rehearsal(stage: Stage) -> None:
    page = open_page(stage)
    assert page.preflight is not None
    page.preflight.course.forward()
    stage.settle()
    assert stage.desk.meetings.get(stage.meeting).rehearsed == ""
    page.preflight.course.last()
    stage.until(lambda: stage.desk.meetings.get(stage.meeting).rehearsed == "2026-11-23")
    before = stage.desk.history.next_undo()
    close(page)
    page.activated({"meeting": stage.meeting})
    stage.until(lambda: page.preflight is not None)
    page.preflight.course.last()
    stage.settle()
    assert stage.desk.history.next_undo() == before
    close(page)


def test_the_minutes_of_one_presentation_are_one_step(stage: Stage) -> None:
    page = open_page(stage)
    assert page.preflight is not None
    page.preflight.minutes_changed.emit("Decided")
    stage.settle()
    page.preflight.minutes_changed.emit("Decided: go")
    stage.until(lambda: stage.desk.meetings.get(stage.meeting).client_minutes == "Decided: go")
    stage.settle()
    assert len(stage.undo.joined) == 1
    close(page)


def test_back_goes_back_and_the_next_check_begins_anew(stage: Stage) -> None:
    page = open_page(stage)
    assert page.preflight is not None
    page.preflight.course.last()
    page.preflight.back.click()
    assert stage.window.backs == 1
    close(page)
    stage.desk.meetings.edit_slide(stage["One"], {"title": "Changed"})
    page.activated({"meeting": stage.meeting})
    stage.until(lambda: page.preflight is not None)
    assert page.preflight is not None
    assert not page.preflight.course.is_finished
    assert page.preflight.course.slide.title == "Changed"
    close(page)


def test_the_page_says_of_whom_it_is(stage: Stage) -> None:
    page = open_page(stage)
    assert [one.label for one in page.breadcrumb()] == ["Northwind Logistics"]
    assert page.preflight is not None
    assert page.preflight.head.note.text().startswith("Northwind Logistics · Quarterly")
    close(page)


def test_without_slides_there_is_nothing_to_present(stage: Stage) -> None:
    for slide in stage.slides.values():
        stage.desk.meetings.edit_slide(slide, {"hidden": True})
    page = open_page(stage)
    assert page.preflight is None
    assert page._empty is not None
    page._empty.button.click()
    assert stage.window.backs == 1


def test_an_internal_review_is_not_presented(stage: Stage) -> None:
    stage.meeting = stage.review.meeting(stage.desk.context.now(), type="internal")
    page = open_page(stage)
    assert page.preflight is None
    assert page._empty is not None
    assert "internal" in page._empty.text.text()
