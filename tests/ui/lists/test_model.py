"""The model behind the accounts grid: reads what is in sight, keeps Qt's rules, marks entries."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from acctdesk.compose import Desk, create_desk
from acctdesk.errors import Invalid
from acctdesk.services.listing import ListQuery
from acctdesk.ui.lists.model import Edit, ListModel
from acctdesk.ui.lists.store import PAGE
from acctdesk.ui.widgets.roles import PendingRole, ProblemRole, RecordRole
from acctdesk.ui.widgets.selecting import runs

COUNT = 450


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    path: Path = tmp_path_factory.mktemp("model") / "Many.acctdesk"
    with create_desk(path) as made:
        kind = made.workspace
        from acctdesk.workspace import Author, Label

        with kind.write(Label("Fill"), Author()) as unit:
            for at in range(COUNT):
                unit.insert("account", {"name": f"Client {at:04}", "city": f"Town {at % 7}"})
            unit.commit()
        yield made


@pytest.fixture
def model(desk: Desk, qtbot: QtBot) -> Iterator[ListModel]:
    made = ListModel()
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Warning)
    made.set_fields(desk.fields.of("account"))
    made.set_ids(desk.listing.ids(ListQuery("account")))
    yield made
    tester.deleteLater()
    made.deleteLater()


def test_only_the_page_in_sight_is_asked_for_once(
    model: ListModel, desk: Desk, qtbot: QtBot
) -> None:
    asked: list[list[str]] = []
    model.page_wanted.connect(asked.append)
    name = model.column("name")
    model.store.forget_all()
    assert model.index(250, name).data() in (None, "…")
    for row in range(250, 270):
        model.index(row, name).data()
    qtbot.waitUntil(lambda: bool(asked))
    wanted = [one for page in asked for one in page]
    assert model.store.ids[250] in wanted
    assert len(wanted) <= 3 * PAGE
    model.put(desk.listing.page("account", wanted))
    assert model.index(250, name).data() == "Client 0250"
    asked.clear()
    model.index(251, name).data()
    qtbot.wait(20)
    # The tester looks at the first row by itself; the page that was read is not asked for again.
    assert model.store.ids[251] not in [one for page in asked for one in page]


def test_an_entry_is_pending_then_settled_then_read(model: ListModel, desk: Desk) -> None:
    ids = model.store.ids[:3]
    model.put(desk.listing.page("account", ids))
    index = model.index(0, model.column("city"))
    entered: list[Edit] = []
    model.edited.connect(entered.append)
    assert model.setData(index, "Delft")
    assert (index.data(), index.data(PendingRole)) == ("Delft", True)
    model.settle(entered[0])
    assert (index.data(), index.data(PendingRole)) == ("Delft", None)
    model.put(desk.listing.page("account", ids))
    assert index.data() == "Town 0"


def test_a_refused_entry_is_put_back_with_the_reason(model: ListModel, desk: Desk) -> None:
    model.put(desk.listing.page("account", model.store.ids[:3]))
    index = model.index(1, model.column("city"))
    entered: list[Edit] = []
    model.edited.connect(entered.append)
    model.setData(index, "x")
    model.refuse(entered[0], Invalid("this is wrong.", remedy="Write it right."))
    assert index.data() == "Town 1"
    assert index.data(ProblemRole) == "This is wrong. Write it right."
    model.setData(index, "y")
    assert not index.data(ProblemRole)


def test_a_read_only_model_edits_nothing(desk: Desk, qtbot: QtBot) -> None:
    made = ListModel(writable=False)
    made.set_fields(desk.fields.of("account"))
    ids = desk.listing.ids(ListQuery("account"))[:2]
    made.set_ids(ids, desk.listing.page("account", ids))
    index = made.index(0, 0)
    assert not index.flags() & Qt.ItemFlag.ItemIsEditable
    assert not made.setData(index, "x")


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None
)
@given(data=st.data())
def test_kept_places_follow_their_records(
    model: ListModel, desk: Desk, data: st.DataObject
) -> None:
    everything = desk.listing.ids(ListQuery("account"))[:30]
    before = data.draw(st.permutations(everything))[: data.draw(st.integers(1, 30))]
    after = data.draw(
        st.one_of(
            st.permutations(before),
            st.just(before).map(lambda ids: [one for at, one in enumerate(ids) if at % 3]),
            st.permutations(everything).map(lambda ids: ids[:20]),
        )
    )
    model.set_ids(before, desk.listing.page("account", before))
    held = [QPersistentModelIndex(model.index(row, 0)) for row in range(len(before))]
    reset: list[bool] = []
    model.modelReset.connect(lambda: reset.append(True))
    model.set_ids(after, desk.listing.page("account", after))
    assert [model.index(row, 0).data(RecordRole) for row in range(model.rowCount())] == list(after)
    if not reset:
        for record, place in zip(before, held, strict=True):
            assert place.isValid() == (record in after)
            if place.isValid():
                assert place.data(RecordRole) == record
    model.set_ids([])


def test_runs_are_consecutive() -> None:
    assert runs([5, 1, 2, 3, 9, 8]) == [(1, 3), (5, 5), (8, 9)]
    assert runs([]) == []
