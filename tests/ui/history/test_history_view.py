"""A list of changes with filters, and taking parts of a change back."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest

from acctdesk.ui.past.details import FIRST
from acctdesk.ui.past.filters import Narrowed
from acctdesk.ui.past.model import Day, Older, PastModel
from acctdesk.ui.past.said import Shown, shown
from acctdesk.ui.past.view import PastView
from acctdesk.ui.record.fieldrow import FieldRow
from acctdesk.ui.record.formerly import former
from acctdesk.ui.record.history import HistoryTab

CLICK = Qt.MouseButton.LeftButton


@pytest.fixture
def acme(opened) -> str:
    account = opened.book.account("Acme", city="Ulm")
    opened.desk.accounts.edit([account], {"city": "Bonn", "tier": "A"})
    return account


def view_of(qtbot, theme, opened, **now) -> PastView:
    made = PastView(theme, opened.desk, opened.tasks, opened.undo)
    opened.tasks.changed.connect(made.mark_stale)
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    made.show_of(Narrowed(**now))
    rested(qtbot, opened)
    return made


def rested(qtbot, opened) -> None:
    opened.settle()
    qtbot.wait(80)
    opened.settle()


def buttons(view: PastView) -> list[str]:
    return view.details.model.names()


def press(view: PastView, name: str) -> None:
    """Press the verb at the end of a line."""
    model, lines = view.details.model, view.details.lines
    row = next(at for at in range(model.rowCount()) if model.line(at).name == name)
    QTest.mouseClick(lines.viewport(), CLICK, pos=lines.verb_middle(row).toPoint())


def told(opened, limit: int, before: int | None = None) -> tuple[list[Shown], int | None]:
    page = opened.desk.history.search(limit=limit, before=before)
    return shown(page.hits, opened.desk.fields.catalogue, ""), page.before


def test_the_model_keeps_its_promises_while_older_changes_come(opened, acme) -> None:
    model = PastModel(lambda: dt.datetime.now().astimezone().date())
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Fatal, model
    )
    found, before = told(opened, 1)
    model.show(found, before)
    assert [type(model.row(at)) for at in range(model.rowCount())] == [Day, Shown, Older]
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable
    older, before = told(opened, 50, before)
    model.extend(older, before)
    kinds = [type(model.row(at)) for at in range(model.rowCount())]
    assert kinds == [Day, *[Shown] * (len(older) + 1)], "of the same day, and nothing older"
    assert model.row(0).words.startswith("Today")
    said = model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Acme: City: Ulm → Bonn; Tier: – → A" in said
    assert tester is not None


def test_one_field_goes_back_by_a_click_and_what_was_changed_later_is_asked_again(
    qtbot, theme, opened, acme
) -> None:
    view = view_of(qtbot, theme, opened, words="bonn")
    assert [one.what for one in view.model.changes()] == ["Edit City, Tier"]
    assert buttons(view) == ["Revert all: Acme", "Revert City of Acme", "Revert Tier of Acme"]
    press(view, "Revert City of Acme")
    rested(qtbot, opened)
    record = opened.desk.records.get("account", acme)
    assert (record["city"], record["tier"]) == ("Ulm", "A")
    assert opened.undo.said == ["Reverted City of Acme"]
    assert opened.undo.changes[0] is not None
    opened.desk.accounts.edit([acme], {"tier": "B"})
    view.select(opened.desk.history.search("tier bonn").hits[-1].entry.id)
    rested(qtbot, opened)
    press(view, "Revert Tier of Acme")
    rested(qtbot, opened)
    insist = view.details.insisting()
    assert insist is not None
    assert opened.desk.records.get("account", acme)["tier"] == "B"
    QTest.mouseClick(insist, CLICK)
    rested(qtbot, opened)
    assert opened.desk.records.get("account", acme)["tier"] is None
    assert view.details.insisting() is None


def test_a_change_is_undone_marked_and_copied(qtbot, theme, opened, acme) -> None:
    view = view_of(qtbot, theme, opened, words="ulm bonn")
    QTest.keyClick(view.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[0] == "Edit City, Tier"
    assert copied[2:] == ["Acme · Account", "  City: Ulm → Bonn", "  Tier: – → A"]
    QTest.mouseClick(view.details.button, CLICK)
    rested(qtbot, opened)
    first, second = view.model.changes()
    assert (first.what, second.entry.undone) == ("Undo: Edit City, Tier", True)
    view.select(second.entry.id)
    rested(qtbot, opened)
    assert buttons(view) == []
    assert view.details.button.accessibleName() == "Redo this change"


def test_filters_leave_out_and_an_empty_list_leads_back(qtbot, theme, opened, acme) -> None:
    opened.book.person(acme, "Ann")
    view = view_of(qtbot, theme, opened)
    every = len(view.model.changes())
    filters = view.filters
    filters.kinds.set_value("account")
    rested(qtbot, opened)
    assert filters.fields.isVisible()
    filters.fields.set_value("account.tier")
    rested(qtbot, opened)
    assert [one.what for one in view.model.changes()] == ["Edit City, Tier"]
    filters.authors.set_value("Jana Ode")
    filters.period.set_value("0")
    filters.box.setText("nothing holds this")
    rested(qtbot, opened)
    assert view.empty.isVisible()
    assert not view.list.isVisible()
    QTest.mouseClick(view.empty.button, CLICK)
    rested(qtbot, opened)
    assert len(view.model.changes()) == every
    assert filters.box.text() == ""


def test_many_records_are_told_of_in_two_steps_and_keys_lead_to_each(qtbot, theme, opened) -> None:
    ids = [opened.book.account(f"Firm {n}") for n in range(FIRST + 3)]
    opened.desk.accounts.edit(ids, {"city": "Ulm"})
    view = view_of(qtbot, theme, opened, words="ulm")
    assert len(buttons(view)) == FIRST
    view.activateWindow()
    view.filters.box.setFocus()
    QTest.keyClick(view.filters.box, Qt.Key.Key_Down)
    assert view.list.hasFocus()
    QTest.keyClick(view.list, Qt.Key.Key_Return)
    details = view.details
    assert details.lines.hasFocus()
    QTest.keyClick(details.lines, Qt.Key.Key_Down)
    assert details.part.accessibleName() == "Revert City of Firm 0"
    QTest.mouseClick(details.part, CLICK)
    rested(qtbot, opened)
    assert opened.desk.records.get("account", ids[0])["city"] is None
    view.select(opened.desk.history.search("edit ulm").hits[-1].entry.id)
    rested(qtbot, opened)
    more = details.model.rowCount() - 1
    details.lines.scrollToBottom()
    rect = details.lines.visualRect(details.model.index(more, 0))
    QTest.mouseClick(details.lines.viewport(), CLICK, pos=rect.center())
    opened.settle()
    assert len(buttons(view)) == FIRST + 3


def test_the_tab_shows_its_record_alone_and_leads_to_the_page(qtbot, theme, opened, acme) -> None:
    other = opened.book.account("Other", city="Bonn")
    tab = HistoryTab(theme, opened.desk, opened.tasks, opened.undo)
    qtbot.addWidget(tab)
    tab.show()

    class Whole:
        record = opened.desk.records.get("account", acme)
        history = tuple(opened.desk.history.of_account(acme))

    tab.show_whole(Whole())
    rested(qtbot, opened)
    assert len(tab.model.changes()) == 2
    assert other not in str(tab.model.changes())
    places = []
    tab.place_wanted.connect(places.append)
    tab.filters.box.setText("bonn")
    QTest.mouseClick(tab.open_button, CLICK)
    assert places[0].section == "history"
    assert places[0].params == {"account": acme, "name": "Acme", "words": "bonn"}


def test_a_field_leads_to_the_values_that_it_had(qtbot, theme, opened, acme) -> None:
    record = opened.desk.records.get("account", acme)
    row = FieldRow(theme, opened.desk.fields.field("account", "city"))
    qtbot.addWidget(row)
    place = former(row.field, record)
    now = {name: value for name, value in place.params.items() if name != "name"}
    view = view_of(qtbot, theme, opened, **now)
    assert [one.what for one in view.model.changes()] == ["Edit City, Tier", "Add account Acme"]
