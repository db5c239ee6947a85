"""Entries that were begun outlive the program: kept in the workspace, told as restored."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from acctdesk.services.drafts import LogDrafts
from acctdesk.ui.log.box import LogBox
from acctdesk.ui.log.draft import Draft, Someone
from acctdesk.ui.log.drafts import Drafts
from acctdesk.ui.log.sheet import LogSheet
from acctdesk.ui.tasks import Tasks

MIRA = Someone("p1", "Mira Vos", "client", "CIO")
CALL = Draft(
    "meeting", "fri", "30", "Renewal", "Two lines\nof talk", "Send the offer", "+7", (MIRA,)
)


def again(opened, qtbot) -> Drafts:
    """What the next start has."""
    tasks = Tasks(opened.desk.lanes)
    opened.later = tasks
    drafts = Drafts(opened.desk, tasks)
    qtbot.waitUntil(lambda: not tasks.busy, timeout=20_000)
    qtbot.wait(5)
    return drafts


def test_a_draft_comes_back_whole_after_a_restart(opened, qtbot) -> None:
    drafts = Drafts(opened.desk, opened.tasks)
    opened.settle()
    seq = opened.desk.imports.seen()
    drafts.put("a", CALL)
    drafts.put("", Draft(subject="To whom?"))
    drafts.put("b", Draft(people=(Someone("m", "Jana", "us"),)))  # nothing one would miss
    assert drafts.note("a") == "Draft kept"
    opened.tasks.stop()  # the window closes before the pause is over
    opened.desk.lanes.write(lambda: None).result()
    later = again(opened, qtbot)
    assert later.get("a") == CALL
    assert later.get("") == Draft(subject="To whom?")
    assert later.get("b") is None
    assert later.note("a") == "Draft restored"
    # Nothing of it is a change that one would undo.
    assert opened.desk.imports.seen() == seq


def test_a_pause_is_enough_and_what_was_emptied_is_gone(opened, qtbot) -> None:
    drafts = Drafts(opened.desk, opened.tasks)
    drafts.put("a", CALL)
    qtbot.waitUntil(lambda: opened.desk.log_drafts.all() != {}, timeout=5_000)
    drafts.put("a", Draft())
    qtbot.waitUntil(lambda: opened.desk.log_drafts.all() == {}, timeout=5_000)
    drafts.put("a", CALL)
    drafts.drop("a")
    drafts.flush()
    opened.settle()
    assert opened.desk.log_drafts.all() == {}


def test_what_is_typed_before_the_old_ones_are_read_wins(opened, qtbot) -> None:
    opened.desk.log_drafts.keep({"a": {"subject": "old"}, "b": {"subject": "older"}})
    drafts = Drafts(opened.desk, opened.tasks)
    drafts.put("a", Draft(subject="new"))
    opened.settle()
    assert drafts.get("a") == Draft(subject="new")
    assert drafts.get("b") == Draft(subject="older")
    assert (drafts.note("a"), drafts.note("b")) == ("Draft kept", "Draft restored")


@pytest.mark.parametrize(
    "told", [{}, {"type": "fax", "subject": " "}, {"subject": "x", "people": ["?"]}, {"people": 3}]
)
def test_nothing_empty_or_damaged_comes_back(opened, told) -> None:
    opened.desk.log_drafts.keep({"a": told})
    drafts = Drafts(opened.desk, opened.tasks)
    opened.settle()
    assert drafts.get("a") is None


def test_damaged_text_is_passed_over(opened) -> None:
    from sqlalchemy import text

    opened.desk.log_drafts.keep({"a": {"subject": "x"}, "b": {"subject": "y"}})
    with opened.desk.context.workspace.transaction() as connection:
        connection.execute(text("UPDATE remembered SET target = '{' WHERE key = 'a'"))
        connection.get_transaction().commit()
    assert list(LogDrafts(opened.desk.context).all()) == ["b"]
    assert opened.desk.imports.remembered("column") == {}


def test_box_and_sheet_say_that_it_was_restored(opened, theme, qtbot) -> None:
    account = opened.book.account("Northwind")
    opened.desk.log_drafts.keep({account: {"type": "note", "subject": "Begun"}})
    drafts = Drafts(opened.desk, opened.tasks)
    whole = QWidget()
    qtbot.addWidget(whole)
    whole.resize(900, 700)
    whole.show()
    box = LogBox(theme, opened.desk, opened.tasks, opened.undo, drafts)
    box.setParent(whole)
    box.show()
    box.set_account(account)  # before the drafts were read
    sheet = LogSheet(whole, theme, opened.desk, opened.tasks, opened.undo, drafts)
    sheet.enter(account)
    assert not sheet.form.draft().typed
    opened.settle()
    assert box.line.accessibleName() == "Go on with: Begun"
    assert box.line._hint == "Draft restored"
    assert sheet.form.draft().subject == "Begun"
    assert sheet.form._note.text() == "Draft restored"
    sheet.form.subject.setText("Begun and gone on with")
    sheet.leave()
    box.unfold()
    assert box.form._note.text() == "Draft kept"
