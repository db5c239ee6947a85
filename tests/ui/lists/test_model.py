"""The model behind the accounts grid: reads what is in sight, keeps Qt's rules, marks entries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from acctdesk.compose import Desk, create_desk
from acctdesk.errors import Invalid
from acctdesk.services.filters import Op
from acctdesk.services.listing import ListQuery
from acctdesk.services.query import Sort
from acctdesk.services.view import ListView, Mark
from acctdesk.ui.accounts.page import ACCOUNTS
from acctdesk.ui.lists.model import Edit, ListModel
from acctdesk.ui.lists.reading import Question, whole
from acctdesk.ui.lists.rows import Branching, Grouped, Rows
from acctdesk.ui.lists.store import PAGE, made_of
from acctdesk.ui.widgets.roles import BandRole, CellRole, PendingRole, ProblemRole, RecordRole
from acctdesk.ui.widgets.selecting import runs
from tests.effort import tries

COUNT = 450
WIDE = 8
"""Columns of the list: the tester of models goes through all cells at every change."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    path: Path = tmp_path_factory.mktemp("model") / "Many.acctdesk"
    with create_desk(path) as made:
        fill(made, COUNT)
        yield made


def fill(desk: Desk, count: int) -> None:
    from acctdesk.workspace import Author, Label

    with desk.workspace.write(Label("Fill"), Author()) as unit:
        for at in range(count):
            unit.insert("account", {"name": f"Client {at:04}", "city": f"Town {at % 7}"})
        unit.commit()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    path: Path = tmp_path_factory.mktemp("few") / "Few.acctdesk"
    with create_desk(path) as made:
        fill(made, 24)
        yield made


@pytest.fixture
def model(desk: Desk, qtbot: QtBot) -> Iterator[ListModel]:
    made = ListModel()
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Warning)
    fields = desk.fields.of("account")
    city = next(one for one in fields if one.name == "city")
    others = [one for one in fields if one is not city]
    made.set_fields([*others[: WIDE - 1], city])
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


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("edit"), st.integers(0, 30), st.sampled_from(["Delft", "Oslo", ""])),
        st.tuples(st.just("undo")),
        st.tuples(st.just("redo")),
        st.tuples(st.just("words"), st.sampled_from(["", "client", "003", "nobody"])),
        st.tuples(st.just("sort"), st.sampled_from(["city", "name"]), st.booleans()),
        st.tuples(st.just("group"), st.sampled_from([(), ("city",), ("city", "tier")])),
        st.tuples(st.just("tree"), st.booleans()),
        st.tuples(st.just("toggle"), st.integers(0, 30)),
        st.tuples(st.just("delete"), st.integers(0, 30)),
    ),
    min_size=4,
    max_size=14,
)


@settings(
    max_examples=tries(8, 40),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
def test_the_model_keeps_qts_rules_whatever_one_does(
    small: Desk, qtbot: QtBot, steps: list[tuple]
) -> None:
    """Edits, undo, filters, orders, groups and trees at random, under Qt's own tester."""
    view = ListView("account")
    model = ListModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.edited.connect(
        lambda edit: small.records.edit("account", edit.record, {"city": edit.value or None})
    )

    def begun() -> bool:
        """Whether there is something to undo beside the making of the accounts."""
        entry = small.history.next_undo()
        return entry is not None and entry.label.message != "Fill"

    def read() -> None:
        rows = model.store.rows
        closed = rows.closed if isinstance(rows, Grouped) else frozenset()
        folded = rows.closed if isinstance(rows, Branching) else frozenset()
        shown = ("name", "city", "tier")
        question = Question(
            ACCOUNTS, view, 12, shown, closed=closed, folded=folded, options=False,
            changed=frozenset(model.store.ids[:30]), known=model.store.known_ids(),
        )  # fmt: skip
        answer = whole(small, question)
        model.set_fields(answer.fields)
        model.grouped_by = view.group
        model.set_rows(answer.rows, answer.records, answer.cells)

    read()
    for what, *how in steps:
        if what == "edit":
            model.setData(model.index(how[0], model.column("city")), how[1])
        elif what == "undo" and begun():
            small.history.undo()
        elif what == "redo" and small.history.next_redo() is not None:
            small.history.redo()
        elif what == "words":
            view = replace(view, words=how[0])
        elif what == "sort":
            view = replace(view, sort=(Sort(how[0], how[1]),))
        elif what == "group":
            view = replace(view, group=how[0], tree=False)
        elif what == "tree":
            view = replace(view, tree=how[0], group=())
        elif what == "toggle" and how[0] < model.rowCount():
            model.toggle(how[0])
        elif what == "delete" and model.store.ids:
            small.accounts.delete([model.store.ids[how[0] % len(model.store.ids)]])
        read()
        for row in range(min(model.rowCount(), 20)):
            for column in range(3):
                index = model.index(row, column)
                assert model.index(row, 0).data(BandRole) is None or not index.data(CellRole)
                model.quick_cell(row, column)
    while begun():
        small.history.undo()
    tester.deleteLater()
    model.deleteLater()


def test_the_beginning_of_a_list_is_lengthened_not_shown_anew(model: ListModel, desk: Desk) -> None:
    ids = desk.listing.ids(ListQuery("account"))
    resets: list[bool] = []
    model.set_ids(ids[:48])
    model.modelReset.connect(lambda: resets.append(True))
    model.set_ids(ids)
    assert model.rowCount() == len(ids)
    assert not resets


def test_marks_stand_out_by_shape_too(model: ListModel, desk: Desk) -> None:
    ids = model.store.ids[:8]
    model.put(desk.listing.page("account", ids))
    towns = [desk.records.get("account", one)["city"] for one in ids]
    mark = Mark("city", Op.IS, towns[0], "bad", whole_row=True)
    model.set_marks((mark,), desk.listing.standpoint())
    column = model.column("city")
    for row, town in enumerate(towns):
        same = town == towns[0]
        assert model.quick_cell(row, column).mark == ("bad" if same else "")
        assert model.row_mark(row) == ("bad" if same else "")
    model.set_marks((), desk.listing.standpoint())
    assert model.quick_cell(0, column).mark == ""


def test_cells_made_where_records_are_read_hide_neither_entries_nor_marks(
    model: ListModel, desk: Desk
) -> None:
    ids, fields = model.store.ids[:2], desk.fields.of("account")
    column = model.column("city")
    records = desk.listing.page("account", ids)
    model.put(records, made_of(records, fields))
    assert [model.quick_cell(row, column).text for row in (0, 1)] == ["Town 0", "Town 1"]
    model.setData(model.index(0, column), "Delft")
    desk.accounts.edit(ids[:1], {"website": "delft.example"})
    records = desk.listing.page("account", ids)
    model.put(records, made_of(records, fields))
    waiting = model.quick_cell(0, column)
    assert (waiting.text, waiting.pending) == ("Delft", True)
    model.set_marks((Mark("city", Op.IS, "Town 1", "bad"),), desk.listing.standpoint())
    model.store.forget_all()
    model.put(records, made_of(records, fields))
    assert model.quick_cell(1, column).mark == "bad"


class _Counted(list[str]):
    """A list of ids that counts how often it is compared."""

    compared = 0

    def __eq__(self, other: object) -> bool:
        self.compared += 1
        return list(self) == other

    __hash__ = None  # type: ignore[assignment]


def test_long_lists_are_compared_where_they_are_read_and_not_again() -> None:
    ids = _Counted(f"id {at}" for at in range(5000))
    old, new = Rows(list(ids)), Rows(ids)
    assert new.same_shape(old)
    model = ListModel()
    model.set_rows(old)
    model.set_rows(new)
    assert ids.compared == 1
    assert not Rows(list(reversed(ids))).same_ids(new)
