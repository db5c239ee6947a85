"""A review that was held: frozen, compared with today, followed up, and followed by the next."""

from __future__ import annotations

import email
import email.policy
from pathlib import Path

import pytest

from tests.ui.reviews.conftest import Shown

popping = pytest.mark.qt_log_ignore("raise", "grabbing the keyboard", "propagateSizeHints")


def hold(shown: Shown) -> None:
    shown.view.planner.act_wanted.emit("hold")
    shown.settle()
    shown.view._later.stop()
    shown.view._fill_kept()
    shown.settle()


def test_holding_is_confirmed_and_freezes(shown: Shown) -> None:
    planner = shown.opened()
    assert planner.held.isHidden()
    shown.window.agrees = False
    hold(shown)
    assert shown.detail().meeting.state == "planned"
    shown.window.agrees = True
    hold(shown)
    assert shown.window.asked == ["Mark this review as held?"] * 2
    assert shown.detail().meeting.frozen is not None
    assert not planner.held.isHidden()
    assert planner.held.state.label.text().startswith("Frozen 4 Mar 2026")
    assert planner.held.title.text() == "Nothing has changed since"
    assert not planner.acts["hold"].isVisible()
    assert planner.hold.isHidden()


def test_what_has_changed_since_is_told(shown: Shown) -> None:
    made, _change = shown.desk.goals.create(
        "goal", shown.book.northwind,
        {"name": "Fewer outages", "agreed": True, "state": "on_track"},
    )  # fmt: skip
    planner = shown.opened()
    hold(shown)
    shown.desk.goals.edit("goal", made, {"name": "No outages"})
    shown.settle()
    shown.view._fill_kept()
    shown.settle()
    assert "changed since" in planner.held.title.text()
    assert any("Fewer outages" in one for one in planner.held.lines())
    assert any("No outages" in one for one in planner.held.lines())


def test_the_follow_up_is_a_draft_of_what_is_released(shown: Shown, tmp_path: Path) -> None:
    desk, review = shown.desk, shown.book.review
    desk.meetings.write_minutes(review, "We agreed on the second site.")
    for title, agreed in (("Send the plan", True), ("Watch their budget", False)):
        desk.promises.make(
            shown.book.northwind, {"title": title, "agreed": agreed, "meeting_id": review}
        )
    shown.opened()
    hold(shown)
    path = tmp_path / "follow.eml"
    shown.window.files = [path]
    shown.view.planner.held.follow_up.click()
    shown.settle()
    assert shown.window.proposed[-1].name.startswith("Follow-up – Northwind Logistics")
    mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    body = mail.get_body(("plain",))
    assert body is not None
    text = body.get_content()
    assert "We agreed on the second site." in text
    assert "Send the plan" in text
    assert "Watch their budget" not in path.read_text()
    assert shown.window.said[-1] == "Wrote follow.eml"


def test_a_file_that_is_not_chosen_is_not_written(shown: Shown) -> None:
    shown.opened()
    shown.view.acting.act("invitation")
    shown.view.acting.act("calendar")
    shown.settle()
    assert [one.suffix for one in shown.window.proposed] == [".eml", ".ics"]
    assert not shown.window.said


def test_the_calendar_entry_names_the_review(shown: Shown, tmp_path: Path) -> None:
    shown.opened()
    path = tmp_path / "review.ics"
    shown.window.files = [path.with_suffix("")]
    shown.view.acting.act("calendar")
    shown.settle()
    assert "SUMMARY:" in path.read_text()
    assert "LOCATION:Rotterdam" in path.read_text()


@popping
def test_the_next_is_planned_from_the_same_template(shown: Shown) -> None:
    shown.opened()
    hold(shown)
    shown.view.planner.held.next.click()
    shown.settle()
    form = shown.view.acting.plans.form
    assert form is not None
    assert form.kind.value() == "qbr"
    form.starts.setText("2026-06-11 10:00")
    form.kept.emit()
    shown.settle()
    meeting = shown.view.meeting()
    assert meeting is not None
    assert meeting.id != shown.book.review
    shown.go({"review": shown.book.review})
    shown.view.planner.held.next.click()
    shown.settle()
    assert shown.view.where == {"review": meeting.id}, "once it is planned it is opened"


def test_a_cancelled_review_can_be_planned_again(shown: Shown) -> None:
    planner = shown.opened()
    planner.act_wanted.emit("cancel")
    shown.settle()
    assert shown.detail().meeting.state == "cancelled"
    assert planner.acts["plan_again"].isVisible()
    assert not planner.acts["cancel"].isVisible()
    planner.act_wanted.emit("plan_again")
    shown.settle()
    assert shown.detail().meeting.state == "planned"
