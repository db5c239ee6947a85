"""A quarterly review in the window: planned, prepared, held, followed up, and then the next."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from acctdesk.compose import create_desk
from acctdesk.ui.starting import Options

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
pytestmark = pytest.mark.qt_log_ignore("raise", "grabbing the keyboard", "propagateSizeHints")


@pytest.fixture
def booked(start: Callable, folders):  # type: ignore[no-untyped-def]
    """A workspace with one account and two of its people."""
    path = folders.data / "Book.acctdesk"
    with create_desk(path) as desk:
        desk.settings.introduce("Tara Lind", "tara@firm.example")
        account, _change = desk.accounts.create({"name": "Northwind", "language": "en-GB"})
        for name in ("Jana Vries", "Piet Bakker"):
            desk.people.add(account, {"name": name})
    running = start(Options(workspace=path))
    running.first = account
    return running


def view_of(running):  # type: ignore[no-untyped-def]
    return running.window.page("reviews").view


def trigger(running, action: str) -> None:  # type: ignore[no-untyped-def]
    running.window.action_set.action(action).trigger()
    running.settle()


def type_into(running, line, words: str) -> None:  # type: ignore[no-untyped-def]
    line.setFocus()
    QTest.keyClicks(line, words)
    QTest.keyClick(line, Key.Key_Return)
    running.settle()


def plan(running, when: dt.datetime) -> None:  # type: ignore[no-untyped-def]
    """Answer the form that asks what is to be planned."""
    form = view_of(running).acting.plans.form
    form.account.setText("Northwind")
    form.starts.setText(f"{when:%Y-%m-%d %H:%M}")
    QTest.mouseClick(form.save, LEFT)
    running.wait(lambda: view_of(running).meeting() is not None)
    running.wait(lambda: view_of(running).planner.is_filled)


def test_from_the_template_to_the_follow_up_and_the_next_quarter(booked, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    # Planned from anywhere, from a template.
    now = dt.datetime.now(dt.UTC).astimezone().replace(second=0, microsecond=0)
    trigger(booked, "reviews.plan")
    assert booked.window.present_place().section == "reviews"
    plan(booked, now)
    view = view_of(booked)
    planner, meetings = view.planner, booked.desk.meetings
    review = view.meeting().id
    assert view.front() is planner
    assert len(planner.agenda.order()) == len(meetings.detail(review).agenda) > 4

    # The agenda is edited, and one step back is one step back.
    first = planner.agenda.list.rows[0]
    first.setFocus()
    QTest.keyClick(first, Key.Key_Down, ALT)
    booked.settle()
    assert planner.agenda.list.rows[1] is first
    type_into(booked, planner.agenda.line, "Your questions")
    assert meetings.detail(review).agenda[-1].title == "Your questions"
    trigger(booked, "undo")
    assert meetings.detail(review).agenda[-1].title != "Your questions"
    assert booked.window.present_place().section == "reviews", "undo stays here"

    # Somebody of the client is asked, and accepts.
    panel = planner.panel()
    QTest.mouseClick(panel.invite, LEFT)
    booked.settle()
    form = view.acting.popover
    QTest.keyClicks(form.picker.line, "jana")
    QTest.keyClick(form.picker.line, Key.Key_Return)
    QTest.mouseClick(form.save, LEFT)
    booked.settle()
    [jana] = [one for one in meetings.detail(review).attendees if one.person is not None]
    panel.answered.emit(jana.id, "accepted")
    booked.settle()
    assert panel.people[jana.id].text() == "accepted"

    # Minutes and new actions, of which one was agreed with the client.
    QTest.keyClicks(planner.minutes.edit, "The second site is wanted by June.")
    QTest.keyClick(planner.minutes.edit, Key.Key_Return, CTRL)
    actions = planner.lists["actions"]
    type_into(booked, actions.line, "Plan of the second site")
    planner.act_wanted.emit("agree")
    booked.settle()
    type_into(booked, actions.line, "Ask about their budget")
    assert [one.title for one in actions.lines()] == [
        "Plan of the second site", "Ask about their budget",
    ]  # fmt: skip

    # Held, which freezes its slides.
    assert not planner.hold.isHidden(), "it is its day"
    QTest.mouseClick(planner.hold, LEFT)
    booked.settle()
    assert booked.answers.asked[-1][0] == "Mark this review as held?"
    assert meetings.get(review).frozen is not None
    assert not planner.held.isHidden()

    # The follow-up is a draft of what the client may read.
    path = tmp_path / "Follow-up.eml"
    booked.answers.files = [path]
    QTest.mouseClick(planner.held.follow_up, LEFT)
    booked.wait(path.exists)
    mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    body = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "The second site is wanted by June." in body
    assert "Plan of the second site" in body
    assert "budget" not in path.read_text()

    # The next begins with what was promised.
    QTest.mouseClick(planner.held.next, LEFT)
    booked.settle()
    plan(booked, now + dt.timedelta(days=91))
    assert view.meeting().id != review
    assert meetings.previous(view.meeting().id).id == review
    last = planner.lists["last"]
    assert {one.title for one in last.lines()} == {
        "Plan of the second site", "Ask about their budget",
    }  # fmt: skip
    row = last.list.rows[0]
    row.acted.emit("keep")
    booked.settle()
    assert "1 kept" in last.note.text()
    assert "1 kept" in planner.panel().checks["carried_over"].label.text()

    # Both are on the account's page.
    booked.go(account=booked.first, tab="reviews")
    tab = booked.account.reviews
    assert len([one for one in tab.list.model.table.rows if one.band is None]) == 2
    trigger(booked, "reviews.next")
    assert booked.window.present_place().section == "reviews"
