"""Pairs and values side by side."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QAbstractItemModelTester

from acctdesk.ui.duplicates.models import ChoiceModel, PairsModel
from acctdesk.ui.duplicates.watch import DuplicatesWatch
from acctdesk.ui.widgets.roles import SecondaryRole, StatusRole
from tests.ui.opened import Open


def test_pairs_say_why(opened: Open) -> None:
    opened.book.account("Acme", website="acme.example", country="DE")
    opened.book.account("Acme GmbH", website="acme.example", country="AT")
    owner = QObject()
    model = PairsModel(owner)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.show(opened.desk.duplicates.find("account"))
    assert model.rowCount() == 1
    assert model.index(0, 0).data() == "Acme · Acme GmbH"
    assert model.index(0, 0).data(SecondaryRole) == (
        "same name, same web domain; but another country"
    )
    assert model.index(0, 1).data() == "80 %"
    pair = model.pair(0)
    assert pair is not None
    assert model.row_of(pair.second, pair.first) == 0
    assert model.pair(1) is None


def test_values_are_chosen_one_by_one(opened: Open) -> None:
    left = opened.book.account("Acme", city="Bonn", tags=("a",), tier="A")
    right = opened.book.account("Acme AG", city="Köln", tags=("b",), sector="IT", tier="A")
    owner = QObject()
    model = ChoiceModel(owner)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.show(opened.desk.merging.compare("account", left, right))
    rows = [model.index(row, 0).data() for row in range(model.rowCount())]
    # What must be decided stands first, then what one of the two says alone.
    assert rows == ["Name", "City", "Tags", "Sector"]

    def kept(name: str) -> tuple[bool, bool]:
        row = rows.index(name)
        return tuple(model.index(row, at).data(StatusRole) is not None for at in (1, 2))  # type: ignore[return-value]

    assert (kept("City"), kept("Tags"), kept("Sector")) == (
        (True, False), (True, True), (False, True),
    )  # fmt: skip
    model.choose(1, "second")
    model.choose(2, "first")
    assert (kept("City"), kept("Tags")) == ((False, True), (False, True))
    model.choose(2, "first")
    assert kept("Tags") == (True, True)
    assert dict(model.chosen)["city"] == "second"
    model.show_same(True)
    assert "Tier" in [model.index(row, 0).data() for row in range(model.rowCount())]
    model.show(None)
    assert model.rowCount() == 0


def test_the_watch_counts_when_things_are_at_rest(opened: Open, qtbot) -> None:
    opened.book.account("Acme")
    opened.book.account("Acme GmbH")
    opened.settle()
    owner = QObject()
    watch = DuplicatesWatch(opened.desk, opened.tasks, owner)
    with qtbot.waitSignal(watch.counted, timeout=10_000) as counted:
        watch.look()
    assert counted.args == [1]


@pytest.mark.parametrize("kind", ["account", "person"])
def test_after_a_change_it_waits_for_rest(opened: Open, kind: str) -> None:
    account = opened.book.account("Acme")
    opened.settle()
    owner = QObject()
    watch = DuplicatesWatch(opened.desk, opened.tasks, owner)
    watch._rest.stop()
    if kind == "person":
        opened.book.person(account, "Bob")
    else:
        opened.book.account("Globex")
    opened.settle()
    assert watch._rest.isActive()
