"""The inspector: one record, several, none; and what is entered into it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QWidget

from acctdesk.services.catalogue import Field, Format
from acctdesk.services.record import Record
from acctdesk.ui.inspector import panel
from acctdesk.ui.inspector.panel import PATIENCE, RecordInspector
from acctdesk.ui.inspector.reading import common_of
from acctdesk.ui.record.fieldrow import Common
from acctdesk.ui.widgets.text import Label

KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton
POPUP = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def made(opened, theme, qtbot):
    """An inspector over three accounts, as wide as the window's pane."""
    book = opened.book
    opened.ids = [
        book.account(
            "Northwind", city="Rotterdam", tier="A", tags=("key", "north"), sector="Ports"
        ),
        book.account("Helvetia", city="Basel", tier="B", tags=("key",), sector="Ports"),
        book.account("Litoral", city="Lisboa", tier="B", tags=(), sector="Ports"),
    ]
    opened.inspector = RecordInspector(theme, opened.desk, opened.tasks, opened.undo, "account")
    area = opened.area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(opened.inspector)
    qtbot.addWidget(area)
    area.resize(320, 900)
    with qtbot.waitExposed(area):
        area.show()
    area.activateWindow()
    opened.settle()
    return opened


def show(made, *ids: str) -> RecordInspector:
    made.inspector.set_records(ids)
    QTest.qWait(PATIENCE + 20)
    made.settle()
    return made.inspector


def words(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(Label) if one.isVisible()]


def enter(made, qtbot, name: str, text: str) -> None:
    row = made.inspector.form.rows[name]
    row.edit()
    row.editor().selectAll()
    qtbot.keyClicks(row.editor(), text)
    qtbot.keyClick(row.editor(), KEY.Key_Return)
    made.settle()


def test_nothing_is_read_before_something_is_selected(made) -> None:
    assert made.inspector.records() == ()
    assert made.inspector._empty.isVisible()


def test_one_record_with_its_facts(made, qtbot) -> None:
    desk, first = made.desk, made.ids[0]
    person, _post = made.book.person(first, "Mira Vos")
    step = {"next_step": "Send it", "next_step_due": "2026-03-01"}
    desk.interactions.log(
        first, {"type": "call", "subject": "x", "day": "2026-03-02", **step}, [person]
    )
    inspector = show(made, first)
    assert inspector.name.text() == "Northwind"
    told = words(inspector.facts)
    assert "2 Mar 2026 · 2 d ago" in told
    assert "Send it · 3 d overdue" in told
    assert "1 person" in told
    assert inspector.form.rows["city"].value.text() == "Rotterdam"
    with qtbot.waitSignal(inspector.open_requested) as asked:
        qtbot.mouseClick(inspector.open, LEFT)
    assert asked.args == [first]
    with qtbot.waitSignal(inspector.log_requested) as asked:
        qtbot.mouseClick(inspector.log, LEFT)
    assert asked.args == [first, ""]


def test_what_is_entered_is_kept_and_what_is_wrong_stays_with_its_reason(made, qtbot) -> None:
    show(made, made.ids[0])
    enter(made, qtbot, "city", "Delft")
    assert made.desk.records.get("account", made.ids[0])["city"] == "Delft"
    enter(made, qtbot, "renewal_date", "soon")
    row = made.inspector.form.rows["renewal_date"]
    assert row.problem().startswith("Expected a date")
    assert row.editor().text() == "soon"


def test_several_show_what_they_share_and_change_in_one_step(made, qtbot) -> None:
    inspector = show(made, *made.ids)
    rows = inspector.form.rows
    assert rows["sector"].value.text() == "Ports"
    assert rows["city"].value.text() == "Several values"
    assert rows["tags"].tags.tags() == ()
    assert [chip.accessibleName() for chip in rows["tags"].tags._chips] == [
        "some: key", "some: north",
    ]  # fmt: skip
    assert not inspector.open.isVisible()
    before = made.book.content()
    enter(made, qtbot, "city", "Delft")
    cities = [made.desk.records.get("account", one)["city"] for one in made.ids]
    assert cities == ["Delft"] * 3
    assert made.undo.said == ["Changed City of 3 records"]
    assert rows["city"].value.text() == "Delft"
    made.desk.history.undo()
    made.settle()
    assert made.book.content() == before
    assert rows["city"].value.text() == "Several values"


@POPUP
def test_a_tag_is_put_on_all_and_taken_off_all(made, qtbot) -> None:
    inspector = show(made, *made.ids)
    field = inspector.form.rows["tags"].tags
    qtbot.mouseClick(field.button, LEFT)
    qtbot.keyClicks(field.line, "nordics")
    qtbot.keyClick(field.line, KEY.Key_Return)
    made.settle()
    tags = [made.desk.records.get("account", one)["tags"] for one in made.ids]
    assert tags == [("key", "nordics", "north"), ("key", "nordics"), ("nordics",)]
    assert field.tags() == ("nordics",)
    qtbot.keyClick(field._chips[0], KEY.Key_Backspace)
    made.settle()
    assert made.desk.records.get("account", made.ids[2])["tags"] == ()


@POPUP
def test_thirty_at_once_are_one_change(made, qtbot) -> None:
    ids = [made.book.account(f"Client {at}", tier="ABC"[at % 3]) for at in range(30)]
    show(made, *ids)
    before = made.book.content()
    row = made.inspector.form.rows["tier"]
    row.edit()
    combo = row.editor()
    combo.setCurrentIndex(combo.findText("D"))
    combo.activated.emit(combo.currentIndex())
    made.settle()
    assert {made.desk.records.get("account", one)["tier"] for one in ids} == {"D"}
    made.desk.history.undo()
    made.settle()
    assert made.book.content() == before


def test_it_follows_changes_and_forgets_what_is_gone(made) -> None:
    inspector = show(made, made.ids[0])
    made.desk.accounts.edit([made.ids[0]], {"name": "Northwind Logistics"})
    made.settle()
    assert inspector.name.text() == "Northwind Logistics"
    made.desk.accounts.delete([made.ids[0]])
    made.settle()
    assert inspector._empty.isVisible()
    made.desk.history.undo()
    made.settle()
    assert not inspector._empty.isVisible()
    show(made)
    assert inspector._empty.isVisible()


def test_who_passes_by_reads_nothing(made, monkeypatch) -> None:
    asked = []
    real = panel.see
    monkeypatch.setattr(panel, "see", lambda *args: asked.append(args[2]) or real(*args))
    for one in made.ids:
        made.inspector.set_records([one])
    assert len(asked) <= 1
    QTest.qWait(PATIENCE + 20)
    made.settle()
    assert asked[-1] == (made.ids[-1],)
    assert len(asked) <= 2
    assert made.inspector.name.text() == "Litoral"


def test_while_hidden_it_reads_nothing(made, monkeypatch) -> None:
    asked = []
    monkeypatch.setattr("acctdesk.ui.inspector.panel.see", lambda *args: asked.append(args))
    made.inspector.window().hide()
    made.inspector.set_records(made.ids[:1])
    made.settle()
    assert asked == []


def test_a_person_with_title_and_where_to_log(opened, theme, qtbot) -> None:
    account = opened.book.account("Northwind")
    person, _post = opened.book.person(account, "Mira Vos", title="CIO")
    inspector = RecordInspector(theme, opened.desk, opened.tasks, opened.undo, "person")
    qtbot.addWidget(inspector)
    inspector.show()
    inspector.set_records([person])
    opened.settle()
    assert inspector._line.text() == "CIO · Northwind"
    with qtbot.waitSignal(inspector.log_requested) as asked:
        qtbot.mouseClick(inspector.log, LEFT)
    assert asked.args == [account, person]


def test_everything_that_takes_the_keyboard_has_a_name(made) -> None:
    show(made, made.ids[0])
    for section in made.inspector.form.sections.values():
        section.heading.setChecked(True)
    for widget in made.inspector.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert widget.accessibleName() or getattr(widget, "text", lambda: "")(), widget


# -- the rule ---------------------------------------------------------------------------------

CITY = Field("account", "city", "City", Format.TEXT)
MONEY = Field("account", "annual_value", "Annual value", Format.MONEY)


@given(st.lists(st.one_of(st.none(), st.sampled_from("ab")), min_size=1, max_size=6))
def test_a_value_is_common_when_all_have_it(values: list[str | None]) -> None:
    records = [Record("account", str(at), {"city": one}, {}) for at, one in enumerate(values)]
    told = common_of(CITY, records)
    assert told.several is (len(set(values)) > 1)
    assert told.value == (None if told.several else values[0])


def test_equal_amounts_in_two_currencies_are_not_the_same() -> None:
    two = [
        Record("account", str(at), {"annual_value": 10, "currency": code}, {})
        for at, code in enumerate(("EUR", "CHF"))
    ]
    assert common_of(MONEY, two) == Common(several=True)


def test_what_differs_can_be_cleared_in_all_of_them_and_undone_in_one_step(made, qtbot) -> None:
    desk = made.desk
    inspector = show(made, *made.ids)
    inspector.form.sections["place"].heading.setChecked(True)
    row = inspector.form.rows["city"]
    row.edit()
    assert row.editor().text() == ""
    # Nothing was typed: leaving it changes nothing.
    qtbot.keyClick(row.editor(), KEY.Key_Return)
    made.settle()
    assert made.undo.changes == []
    row.edit()
    made.area.activateWindow()
    row.editor().setFocus()
    button = row.clear_button
    assert button.accessibleName() == "Clear City in all selected records"
    qtbot.mouseClick(button, LEFT)
    made.settle()
    cities = [one["city"] for one in desk.records.get_many("account", made.ids)]
    assert cities == [None, None, None]
    assert made.undo.said == ["Changed City of 3 records"]
    desk.history.undo()
    cities = [one["city"] for one in desk.records.get_many("account", made.ids)]
    assert cities == ["Rotterdam", "Basel", "Lisboa"]


def test_clear_is_reached_by_the_keyboard_and_only_where_it_is_of_use(made, qtbot) -> None:
    inspector = show(made, *made.ids)
    inspector.form.sections["place"].heading.setChecked(True)
    row = inspector.form.rows["city"]
    row.edit()
    made.area.activateWindow()
    row.editor().setFocus()
    qtbot.waitUntil(lambda: row.clear_button.isVisible())
    QTest.keyClick(row.editor(), KEY.Key_Tab)
    QTest.qWait(20)
    assert row.clear_button is not None
    assert row.clear_button.hasFocus()
    QTest.keyClick(row.clear_button, KEY.Key_Space)
    made.settle()
    assert made.desk.records.get("account", made.ids[2])["city"] is None
    # A name is needed, what all share is deleted as ever, and one record is edited by itself.
    for name in ("name", "sector"):
        inspector.form.rows[name].edit()
        assert inspector.form.rows[name].clear_button is None
        inspector.form.rows[name].cancel()
    show(made, made.ids[0])
    inspector.form.rows["website"].edit()
    assert inspector.form.rows["website"].clear_button is None
