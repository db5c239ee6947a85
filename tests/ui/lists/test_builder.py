"""The filter builder gives back what it was given, and only what can be answered."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from acctdesk.models.catalogue import Choice, Field, Format
from acctdesk.services.filters import Condition, Match, Op, Relative, Span
from acctdesk.services.view import Mark
from acctdesk.ui.accounts.page import ACCOUNTS
from acctdesk.ui.lists.filtering.builder import FilterBuilder, Group
from acctdesk.ui.lists.filtering.marking import MarksPopover
from acctdesk.ui.lists.model import ListModel
from acctdesk.ui.lists.state import ViewState
from acctdesk.ui.theme.theme import Theme

FIELDS = (
    Field("account", "name", "Name", Format.TEXT, required=True),
    Field("account", "tier", "Tier", Format.CHOICE,
          choices=tuple(Choice(one, one) for one in "ABCD")),
    Field("account", "annual_value", "Annual value", Format.MONEY),
    Field("account", "renewal_date", "Renewal date", Format.DATE),
    Field("account", "owner_id", "Owner", Format.REFERENCE, target="member"),
    Field("account", "public", "Public", Format.CHECK),
    Field("account", "tags", "Tags", Format.TAGS),
)  # fmt: skip
CONDITIONS = st.one_of(
    st.builds(Condition, st.just("name"), st.sampled_from([Op.CONTAINS, Op.STARTS, Op.IS]),
              st.sampled_from(["acme", "müller & co"])),
    st.builds(Condition, st.just("name"), st.sampled_from([Op.EMPTY, Op.NOT_EMPTY])),
    st.builds(Condition, st.just("tier"), st.sampled_from([Op.IS, Op.IS_NOT]),
              st.sampled_from("ABCD")),
    st.builds(Condition, st.just("tier"), st.sampled_from([Op.IN, Op.NOT_IN]),
              st.sampled_from([("A",), ("A", "C"), (None, "B")])),
    st.builds(Condition, st.just("annual_value"), st.sampled_from([Op.AT_LEAST, Op.UNDER]),
              st.sampled_from([Decimal(100), Decimal("1234.5")])),
    st.builds(Condition, st.just("renewal_date"), st.just(Op.WITHIN),
              st.sampled_from([Span.THIS_QUARTER, Span.OVERDUE, Relative(90), Relative(3)])),
    st.builds(Condition, st.just("renewal_date"), st.sampled_from([Op.UNDER, Op.AT_LEAST]),
              st.sampled_from(["2026", "2026-05", "2026-05-03"])),
    st.builds(Condition, st.just("owner_id"), st.just(Op.IS), st.sampled_from(["1", "2"])),
    st.builds(Condition, st.just("public"), st.just(Op.IS), st.booleans()),
    st.builds(Condition, st.just("tags"), st.just(Op.IS), st.just("key")),
)  # fmt: skip
MODES = st.sampled_from(["all", "any", "none"])
INNER = st.builds(Match, MODES, st.lists(CONDITIONS, min_size=1, max_size=3).map(tuple))
DEEP = st.builds(Match, MODES, st.tuples(CONDITIONS, INNER))
FILTERS = st.builds(
    Match, MODES, st.lists(st.one_of(CONDITIONS, INNER, DEEP), min_size=1, max_size=3).map(tuple)
)


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    widget.desk = SimpleNamespace(context=SimpleNamespace(today=lambda: dt.date(2026, 11, 22)))
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def model(qtbot: QtBot) -> ListModel:
    made = ListModel()
    made.set_fields(FIELDS)
    made.set_options("member", (("1", "Mara Klein"), ("2", "Tom Reed")))
    made.offers.set_tags(("key", "public"))
    return made


def build(theme: Theme, model: ListModel, parent: QWidget, where: Match | None) -> FilterBuilder:
    state = ViewState(ACCOUNTS)
    state.change(where=where)
    return FilterBuilder(theme, ACCOUNTS, state, model, parent)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(where=FILTERS)
def test_a_filter_comes_back_as_it_went_in(
    theme: Theme, model: ListModel, parent: QWidget, where: Match
) -> None:
    builder = build(theme, model, parent, where)
    assert builder.root.match() == where
    builder.deleteLater()


def test_a_condition_counts_once_its_value_is_there(
    theme: Theme, model: ListModel, parent: QWidget, qtbot: QtBot
) -> None:
    builder = build(theme, model, parent, None)
    builder.add("annual_value")
    row = builder.root.parts[0]
    row.op.set_value(Op.AT_LEAST.value)
    row.op.activated.emit(row.op.currentIndex())
    assert builder.root.match().parts == ()
    qtbot.keyClicks(row.editor.line, "lots")
    qtbot.waitUntil(lambda: bool(row._problem.text()))
    assert row._problem.text().startswith("Expected a number")
    assert builder._state.view.where is None
    assert row.editor.line.text() == "lots"
    row.editor.line.selectAll()
    qtbot.keyClicks(row.editor.line, "1,5")
    qtbot.keyClick(row.editor.line, Qt.Key.Key_Backspace)
    qtbot.keyClicks(row.editor.line, "500")
    condition = Condition("annual_value", Op.AT_LEAST, Decimal(1500))
    qtbot.waitUntil(lambda: builder._state.view.where == Match("all", (condition,)))
    assert not row._problem.text()


def test_another_field_brings_its_own_comparisons(
    theme: Theme, model: ListModel, parent: QWidget
) -> None:
    builder = build(theme, model, parent, Match("all", (Condition("tier", Op.IS, "A"),)))
    row = builder.root.parts[0]
    row.field.set_value("renewal_date")
    row.field.activated.emit(row.field.currentIndex())
    assert row.op.currentText() == "is within"
    assert row.condition() == Condition("renewal_date", Op.WITHIN, Relative(30))
    row.field.set_value("public")
    row.field.activated.emit(row.field.currentIndex())
    assert row.condition() is None


def test_one_value_becomes_a_list_and_back(theme: Theme, model: ListModel, parent: QWidget) -> None:
    builder = build(theme, model, parent, Match("all", (Condition("tier", Op.IS, "B"),)))
    row = builder.root.parts[0]
    for op, value in ((Op.IN, ("B",)), (Op.IS_NOT, "B")):
        row.op.set_value(op.value)
        row.op.activated.emit(row.op.currentIndex())
        assert row.condition() == Condition("tier", op, value)


def test_groups_are_added_and_removed(theme: Theme, model: ListModel, parent: QWidget) -> None:
    builder = build(theme, model, parent, Match("any", (Condition("tier", Op.IS, "B"),)))
    builder.root.add_group()
    group = builder.root.parts[1]
    assert isinstance(group, Group)
    assert len(group.parts) == 1
    group.removed.emit()
    assert builder.root.match() == Match("any", (Condition("tier", Op.IS, "B"),))


def test_marks_come_back_as_they_went_in(theme: Theme, model: ListModel, parent: QWidget) -> None:
    state = ViewState(ACCOUNTS)
    marks = (
        Mark("tier", Op.IS, "A", "good", whole_row=True),
        Mark("gone", Op.EMPTY, None, "bad"),
        Mark("renewal_date", Op.WITHIN, Span.OVERDUE, "warn"),
    )
    state.change(marks=marks)
    popover = MarksPopover(theme, state, model, parent)
    popover.rows[0].tone.set_value("info")
    popover.apply()
    assert state.view.marks == (
        Mark("tier", Op.IS, "A", "info", whole_row=True), marks[2], marks[1],
    )  # fmt: skip
    popover.drop(popover.rows[0])
    assert [one.field for one in state.view.marks] == ["renewal_date", "gone"]
