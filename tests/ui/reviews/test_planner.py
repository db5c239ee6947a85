"""The page of a review: last actions, goals, decisions, who takes part, minutes, readiness."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from acctdesk.ui.reviews.side import UNINVITE
from acctdesk.ui.widgets.status import Status
from tests.ui.reviews.conftest import NOW, STARTS, Shown

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
popping = pytest.mark.qt_log_ignore("raise", "grabbing the keyboard", "propagateSizeHints")


def promise(shown: Shown, title: str, **values: object) -> str:
    made, _change = shown.desk.promises.make(
        shown.book.northwind, {"title": title, "agreed": True, "made": "2026-01-10", **values}
    )
    return made


def said(card) -> list[tuple[str, str, Status]]:  # type: ignore[no-untyped-def]
    return [(one.title, one.said, one.status) for one in card.lines()]


def test_the_head_says_whose_when_and_where(shown: Shown) -> None:
    planner = shown.opened()
    assert planner.head.title.text() == "Quarterly business review, Q4 2025"
    note = planner.head.note.text()
    assert note.startswith("Northwind Logistics · Wednesday 11 Mar 2026, ")
    assert note.endswith(" · Rotterdam")
    assert planner.hold.isHidden(), "its day is still to come"
    assert planner.acts["hold"].isVisible()


def test_last_actions_are_carried_over_and_settled_in_place(shown: Shown) -> None:
    late = promise(shown, "DR test report", due="2026-03-01")
    promise(shown, "Access for two engineers", side="theirs", due="2026-04-01")
    kept = promise(shown, "Runbook", due="2026-02-01")
    shown.desk.promises.keep(kept, dt.date(2026, 2, 10))
    # What is settled is carried over only from a review before, and there is none.
    card = shown.opened().lists["last"]
    assert ("DR test report", "3 d overdue", Status.BREACHED) in said(card)
    assert ("Access for two engineers", "Due 1 Apr 2026", Status.NO_DATA) in said(card)
    assert "1 overdue" in card.note.text()
    row = card.list.row(("promise", late))
    menu = row.menu()
    assert [one.text() for one in menu.actions()][:2] == ["Kept", "Dropped"]
    menu.actions()[0].trigger()
    shown.settle()
    assert shown.desk.promises.get(late).standing == "kept_late"
    assert shown.open.undo.said[-1] == "Kept: DR test report"
    shown.revert()
    assert shown.desk.promises.get(late).standing == "overdue"


def test_actions_belong_to_the_review_and_stay_inside_until_agreed(shown: Shown) -> None:
    planner = shown.opened()
    card = planner.lists["actions"]
    card.line.setText("Send the new runbook")
    QTest.keyClick(card.line, Key.Key_Return)
    shown.settle()
    [made] = shown.desk.promises.of_meeting(shown.book.review).promises
    assert (made.title, made.agreed, made.owner.name) == (
        "Send the new runbook", False, "Tara Lind",
    )  # fmt: skip
    assert "not shown to the client" in card.lines()[0].note
    assert planner.acts["agree"].isVisible()
    planner.act_wanted.emit("agree")
    shown.settle()
    assert shown.desk.promises.get(made.id).agreed
    assert card.lines()[0].note == ""


@popping
def test_enter_on_a_line_edits_it(shown: Shown) -> None:
    planner = shown.opened()
    planner.lists["risks"].typed.emit("Second supplier leaves")
    shown.settle()
    row = planner.lists["risks"].list.rows[0]
    QTest.keyClick(row, Key.Key_Return)
    shown.settle()
    form = shown.view.acting.popover
    form.rows["likelihood"].editor.set_value("high")
    form.rows["impact"].editor.set_value("high")
    form.ticks["client_safe"].setChecked(True)
    form.save_wanted.emit()
    shown.settle()
    [line] = planner.lists["risks"].lines()
    assert (line.status, line.said) == (Status.BREACHED, "Open")
    assert line.note == "likelihood high, impact high"
    assert line.spoken == "Second supplier leaves, Open, likelihood high, impact high"


@popping
def test_goals_show_their_way_and_decisions_are_made(shown: Shown) -> None:
    goals = shown.desk.goals
    goals.create(
        "goal", shown.book.northwind,
        {"name": "Fewer outages", "baseline": Decimal(10), "target": Decimal(2),
         "current": Decimal(4), "unit": "a year", "state": "on_track", "agreed": True},
    )  # fmt: skip
    planner = shown.opened()
    [goal] = planner.lists["goals"].list.rows
    assert goal.line.share == 0.75
    assert not goal.meter.isHidden()
    assert goal.meter.accessibleName() == "75 % of the way"
    assert goal.note.text() == "4 a year of 2 a year"
    card = planner.lists["decisions"]
    card.typed.emit("Second site")
    shown.settle()
    assert said(card) == [("Second site", "Wanted", Status.RISK)]
    shown.view.acting.act_on("decide", "decision", card.lines()[0].record)
    shown.settle()
    form = shown.view.acting.popover
    assert form.rows["state"].editor.value() == "made"
    form.rows["outcome"].editor.setPlainText("Approved")
    form.save_wanted.emit()
    shown.settle()
    assert said(card) == [("Second site", "Made 4 Mar 2026", Status.MET)]


@popping
def test_a_form_says_what_is_wrong_at_its_field(shown: Shown) -> None:
    shown.opened()
    shown.view.acting.open_form("meeting", shown.book.review, shown.view.planner.more)
    shown.settle()
    form = shown.view.acting.popover
    form.rows["period"].editor.setText("soon")
    form.save_wanted.emit()
    shown.settle()
    assert "no period" in form.rows["period"].problem()
    form.rows["period"].editor.setText("2026-Q1")
    form.rows["starts"].editor.setText("12 Mar 2026 14:30")
    form.save_wanted.emit()
    shown.settle()
    meeting = shown.view.meeting()
    assert meeting is not None
    assert meeting.period == "2026-Q1"
    assert f"{meeting.starts.astimezone():%d %H:%M}" == "12 14:30"


def test_who_decides_is_missing_until_invited(shown: Shown) -> None:
    side = shown.opened().side
    missing = {one.person.name for one in shown.detail().missing}
    assert side.missing_words() == (f"{len(missing)} not invited" if missing else "")
    if shown.book.jana in side.people:
        side.people[shown.book.jana].click()
    else:
        shown.view.acting.invite_missing(shown.book.jana)
    shown.settle()
    [jana] = [one for one in shown.detail().attendees if one.person is not None]
    assert (jana.person.name, jana.state) == ("Jana Vries", "invited")
    side.role_chosen.emit(jana.id, "sponsor")
    side.answered.emit(jana.id, "accepted")
    shown.settle()
    assert side.checks["sponsor"].label.text() == "Sponsor has accepted"
    assert side.people[jana.id].text() == "accepted"
    menu = side.menu(shown.detail().attendees[0])
    assert [one.text() for one in menu.actions() if one.isChecked()] == ["Accepted", "Sponsor"]
    side.answered.emit(jana.id, UNINVITE)
    shown.settle()
    assert all(one.person is None for one in shown.detail().attendees)
    shown.revert()
    assert any(one.person is not None for one in shown.detail().attendees)


@popping
def test_people_of_the_map_are_invited_by_name(shown: Shown) -> None:
    side = shown.opened().side
    side.invite_wanted.emit(side.invite)
    shown.settle()
    form = shown.view.acting.popover
    form.picker.line.setText("piet")
    form.picker.line.textEdited.emit("piet")
    QTest.keyClick(form.picker.line, Key.Key_Return)
    assert form.save.isEnabled()
    form.kept.emit()
    shown.settle()
    assert "Piet Bakker" in [one.party.name for one in shown.detail().attendees]


def test_minutes_are_a_draft_while_typed_and_kept_with_ctrl_enter(shown: Shown) -> None:
    minutes = shown.opened().minutes
    minutes.edit.setFocus()
    QTest.keyClicks(minutes.edit, "Agreed on the second site.")
    assert minutes.note.text() == "Draft kept"
    minutes._draft()
    shown.settle()
    drafts = shown.desk.minutes_drafts
    assert drafts.all()[shown.book.review] == {"text": "Agreed on the second site."}
    assert shown.detail().meeting.client_minutes == ""
    # Something else changes meanwhile: what is being typed stays.
    promise(shown, "Another")
    shown.settle()
    assert minutes.edit.toPlainText() == "Agreed on the second site."
    QTest.keyClick(minutes.edit, Key.Key_Return, CTRL)
    shown.settle()
    assert shown.detail().meeting.client_minutes == "Agreed on the second site."
    assert drafts.all() == {}
    shown.revert()
    assert minutes.edit.toPlainText() == ""


def test_a_draft_is_there_after_a_restart(shown: Shown) -> None:
    shown.desk.minutes_drafts.keep({shown.book.review: {"text": "Half a sen"}})
    minutes = shown.opened().minutes
    assert minutes.edit.toPlainText() == "Half a sen"
    assert minutes.note.text() == "Draft restored"
    shown.go({})
    assert shown.detail().meeting.client_minutes == "Half a sen", "leaving the page keeps it"


def test_satisfaction_says_dots_below_ten_and_a_score_above(shown: Shown) -> None:
    rows = [{"type": "nps", "score": one, "day": "2025-11-20"} for one in (9, 10, 6)]
    shown.desk.surveys.add_many(shown.book.northwind, rows)
    card = shown.opened().scores
    assert card.words() == ["NPS: too few answers for a score (n = 3)"]
    shown.desk.surveys.add_many(shown.book.northwind, rows * 3)
    shown.settle()
    assert card.words()[0].startswith("NPS 33 (n = 12, ")


def test_what_is_withheld_is_told_by_kind_and_count(shown: Shown) -> None:
    planner = shown.opened()
    shown.view._later.stop()
    shown.view._fill_kept()
    shown.settle()
    words = planner.side.withheld()
    assert words
    assert all(": " in one for one in words)
    shown.desk.meetings.edit(shown.book.review, {"type": "internal"})
    shown.settle()
    shown.view._fill_kept()
    shown.settle()
    assert planner.side.withheld() == ["This review is internal: the client gets nothing of it."]
    assert planner.present.isHidden()
    assert planner.deck.isHidden()


@popping
def test_readiness_leads_to_where_it_is_mended(shown: Shown) -> None:
    planner = shown.opened()
    checks = planner.side.checks
    assert checks["agenda_fits"].label.text() == "Agenda fits 90 minutes"
    assert checks["agenda_fits"].glyph.status is Status.MET
    QTest.keyClick(checks["agenda_fits"], Key.Key_Return)
    assert planner.agenda.isAncestorOf(shown.view.window().focusWidget())
    shown.view.acting.mend("levels_complete")
    assert shown.window.places[-1].params["tab"] == "service_levels"
    planner.act_wanted.emit("pre_read")
    planner.act_wanted.emit("rehearsed")
    shown.settle()
    assert checks["pre_read"].label.text() == "Pre-read sent 4 Mar 2026"
    assert checks["rehearsed"].label.text() == "Slides rehearsed"


def test_one_column_where_it_is_narrow(shown: Shown) -> None:
    planner = shown.opened()
    assert planner._columns == 2
    shown.view.resize(500, 900)
    shown.settle()
    assert planner._columns == 1
    row = planner.agenda.list.rows[0]
    assert planner.minimumSizeHint().width() <= 500
    assert row.width() <= shown.view.width()


def test_presenting_and_files_are_the_cards(shown: Shown) -> None:
    shown.opened()
    assert shown.view.run_command("present")
    assert shown.window.places[-1].section == "present"
    shown.view.planner.act_wanted.emit("deck")
    shown.settle()
    assert shown.window.proposed[-1].name == (
        "Northwind Logistics – Quarterly business review Q4 2025.pptx"
    )


def test_every_part_that_takes_the_keyboard_has_a_name(shown: Shown) -> None:
    from PySide6.QtWidgets import QWidget

    promise(shown, "Something")
    planner = shown.opened()
    nameless = [
        type(one).__name__ for one in planner.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and not one.accessibleName()
        and one.isVisibleTo(planner)
    ]  # fmt: skip
    assert not nameless
    assert STARTS > NOW
