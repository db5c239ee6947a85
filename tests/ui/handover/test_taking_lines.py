"""Rows of what differs: fetched where one looks, and said in words."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from acctdesk.services.catalogue import Format
from acctdesk.services.handover.taking import Difference, FieldDifference
from acctdesk.services.handover.threeway import Clash, Side
from acctdesk.ui.handover.conflict_decisions import Clashes, Decisions
from acctdesk.ui.handover.taking_lines import BECOMES, DETAILS, LinesModel
from acctdesk.ui.handover.taking_overview import edited_lines
from acctdesk.ui.handover.taking_said import Values
from acctdesk.ui.widgets.roles import SecondaryRole, StatusRole
from acctdesk.ui.widgets.status import Status
from tests.ui.opened import Open

FAULTS = QAbstractItemModelTester.FailureReportingMode.Fatal


def field(name: str, before: Any, ours: Any, theirs: Any, **more: Any) -> FieldDifference:
    return FieldDifference(name, name.title(), Format.TEXT, before, ours, theirs, **more)


def difference(at: int) -> Difference:
    if at < 2:
        fields = (field("city", "Bonn", "Köln", "Ulm", clash=True), field("legal_name", 1, 1, 2))
        return Difference(
            "account", f"a{at}", "Account", f"Acme {at}", f"Acme {at}", "clash", fields
        )
    new = (field("number", None, None, f"INC{at}"), field("title", None, None, "Printer"))
    return Difference(
        "ticket", f"t{at}", "Ticket", "Printer", "Acme 0", "new", new, edited=at in (700, 901)
    )


class Many:
    """Stands for a comparison with very many differences; counts what was asked for."""

    def __init__(self, total: int) -> None:
        self.total, self.asked = total, []
        edits = {"ticket": {"t700": {}, "t901": {}}}
        self.compared = SimpleNamespace(edits=edits, ours={}, theirs={})

    def _places(self, kind: str, what: str) -> range:
        first = 2 if "ticket" in kind or what == "new" else 0
        return range(first, 2 if what == "clash" else self.total)

    def count(self, kind: str = "", what: str = "") -> int:
        return len(self._places(kind, what))

    def differences(
        self, kind: str = "", what: str = "", start: int = 0, count: int = 100
    ) -> tuple[Difference, ...]:
        self.asked.append((start, count))
        return tuple(map(difference, self._places(kind, what)[start : start + count]))


@pytest.fixture
def values(opened: Open) -> Values:
    return Values(opened.desk.fields.catalogue)


@pytest.fixture
def decisions() -> Decisions:
    found = [Clash(("account", f"a{at}"), "city", "Bonn", "Köln", "Ulm") for at in (0, 1)]
    return Decisions(Clashes(found))


def test_a_hundred_thousand_rows_are_fetched_a_page_at_a_time(
    opened: Open, values: Values, decisions: Decisions, qtbot: QtBot
) -> None:
    owner = QObject()
    model = LinesModel(opened.tasks, decisions, owner)
    taking = Many(100_000)
    with qtbot.waitSignal(model.counted):
        model.show(taking, decisions, values)
    assert model.rowCount() == 100_000
    opened.settle()
    before = len(taking.asked)
    assert model.index(50_050, 0).data() == "…"
    with qtbot.waitSignal(model.dataChanged):
        pass
    assert model.index(50_050, 0).data() == "Printer"
    assert model.index(50_050, 0).data(SecondaryRole) == "Ticket · Acme 0"
    assert model.index(50_050, DETAILS).data() == "Number: INC50050"
    assert taking.asked[before:] == [(50_000, 100)]
    assert model.row_of(("account", "a1")) == 1
    assert model.row_of(("ticket", "t5")) == -1


def test_a_row_says_what_was_decided(
    opened: Open, values: Values, decisions: Decisions, qtbot: QtBot
) -> None:
    owner = QObject()
    model = LinesModel(opened.tasks, decisions, owner)
    # The tester looks at every cell, and so asks for every page.
    QAbstractItemModelTester(model, FAULTS, model)
    with qtbot.waitSignal(model.arrived):
        model.show(Many(250), decisions, values)
    qtbot.waitUntil(lambda: model.index(249, 0).data() == "Printer")
    opened.settle()
    with qtbot.waitSignal(model.arrived):
        model.show(Many(10), decisions, values, what="clash")
        qtbot.waitUntil(lambda: model.rowCount() == 2)
        model.index(0, 0).data()
    cell = model.index(1, BECOMES)
    assert (cell.data(), cell.data(StatusRole)) == ("Conflict", Status.RISK)
    assert model.index(1, DETAILS).data() == "City: Köln or Ulm · Legal_Name: 1 → 2"
    decisions.decide(("account", "a1"), "city", Side.THEIRS)
    with qtbot.waitSignal(model.dataChanged):
        model.retell()
    assert (cell.data(), cell.data(StatusRole)) == ("Theirs taken", Status.MET)


def test_what_was_edited_in_the_workbook_is_found_among_many(
    opened: Open, values: Values, decisions: Decisions
) -> None:
    taking = Many(100_000)
    found = edited_lines(taking, values, lambda: True)
    assert [one.one.record for one in found] == ["t700", "t901"]
    assert len(taking.asked) == 2  # it stops where the last one was
    owner = QObject()
    model = LinesModel(opened.tasks, decisions, owner)
    QAbstractItemModelTester(model, FAULTS, model)
    model.show_lines(found, decisions)
    assert model.rowCount() == 2
    assert model.index(0, 0).data(SecondaryRole) == "Ticket · Acme 0 · edited in the workbook"
    assert edited_lines(taking, values, lambda: False) == ()
