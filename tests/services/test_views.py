"""Views of lists: kept, put in order, undone, and read back whole."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from acctdesk.errors import Invalid, NotFound
from acctdesk.services.filters import Condition, Every, Match, Op, Relative, Span, Toward
from acctdesk.services.view import HOWS, TONES, Column, ListView, Mark, Sort
from tests.services.making import Book

NAMES = st.sampled_from(["name", "tier", "renewal_date", "annual_value", "tags", "x" * 32])
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**9),
                max_value=10**9),
    st.text(st.characters(exclude_categories=["Cs"])),
    st.sampled_from(Span),
    st.builds(Relative, st.integers(0, 10_000), st.sampled_from(Every), st.sampled_from(Toward)),
)  # fmt: skip
CONDITIONS = st.builds(
    Condition,
    NAMES,
    st.sampled_from(Op),
    st.one_of(VALUES, st.lists(VALUES, max_size=3).map(tuple)),
)
MATCHES = st.recursive(
    st.builds(Match, st.sampled_from(["all", "any", "none"]),
              st.lists(CONDITIONS, max_size=3).map(tuple)),
    lambda inner: st.builds(
        Match, st.sampled_from(["all", "any", "none"]),
        st.lists(st.one_of(CONDITIONS, inner), max_size=3).map(tuple),
    ),
    max_leaves=6,
)  # fmt: skip
VIEWS = st.builds(
    ListView,
    st.just("account"),
    columns=st.lists(st.builds(Column, NAMES, st.integers(0, 900), st.booleans())).map(tuple),
    sort=st.lists(st.builds(Sort, NAMES, st.booleans()), max_size=3).map(tuple),
    group=st.lists(NAMES, max_size=2).map(tuple),
    where=st.one_of(st.none(), MATCHES),
    words=st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    row_height=st.sampled_from(["compact", "normal", "tall"]),
    summary=st.dictionaries(NAMES, st.sampled_from(HOWS)),
    marks=st.lists(
        st.builds(Mark, NAMES, st.sampled_from(Op), VALUES, st.sampled_from(TONES),
                  st.booleans()), max_size=3,
    ).map(tuple),
    tree=st.booleans(),
    archived=st.booleans(),
)  # fmt: skip


@given(VIEWS)
def test_a_view_comes_back_from_its_definition(view: ListView) -> None:
    assert ListView.from_json("account", view.to_json()) == view


@given(st.text())
def test_no_definition_is_too_broken_to_be_opened(text: str) -> None:
    ListView.from_json("account", text)


@pytest.mark.parametrize(
    "definition",
    [
        '{"columns": [{"width": 3}, 7, {"field": "name", "width": "wide"}], "sort": 5}',
        '{"where": {"mode": "some"}, "summary": {"name": "mode"}, "row_height": "huge"}',
        '{"where": {"mode": "all", "parts": [{"field": "a", "op": "like"}, {"op": "is"}]}}',
        '{"where": {"mode": "all", "parts": [{"field": "a", "op": "within",'
        ' "value": {"span": "some_day"}}]}}',
        '{"marks": [{"field": "a", "op": "is", "value": 1, "tone": "loud"}], "later": [1]}',
        "[]",
    ],
)
def test_what_a_newer_program_wrote_is_left_out(definition: str) -> None:
    view = ListView.from_json("account", definition)
    assert not view.sort
    assert not view.marks
    assert not view.summary
    assert view.where is None or view.where.parts == ()
    assert view.row_height == "normal"


def test_every_kind_of_list_has_views_of_ours(book: Book) -> None:
    for kind, first in (("account", "All accounts"), ("person", "All people")):
        views = book.desk.views.all(kind)
        assert views[0].name == first
        assert all(one.builtin for one in views)
        names = {one.name for one in book.desk.fields.of(kind)}
        for one in views:
            assert set(one.fields()) <= names
            assert one.fitting(names) == one
            book.desk.listing.outline(one.query())
    assert len({one.id for kind in ("account", "person") for one in book.desk.views.all(kind)}) == 9


def test_a_view_is_saved_changed_and_deleted_and_each_can_be_undone(book: Book) -> None:
    views, undo = book.desk.views, book.desk.history.undo
    over = Match("all", (Condition("annual_value", Op.OVER, Decimal(5)),))
    view = ListView("account", name=" Big  ones ", sort=(Sort("annual_value", True),), where=over)
    made, change = views.save(view)
    assert change is not None
    assert views.get(made) == replace(view, id=made, name="Big ones")
    assert views.save(views.get(made)) == (made, None)
    other = replace(views.get(made), group=("tier",))
    views.save(other)
    assert views.find("account", "BIG ONES") == other
    undo()
    assert views.get(made).group == ()
    views.rename(made, "Bigger")
    assert [one.name for one in views.all("account") if not one.builtin] == ["Bigger"]
    views.delete(made)
    with pytest.raises(NotFound):
        views.get(made)
    undo()
    assert views.get(made).name == "Bigger"
    undo()
    undo()
    assert [one for one in views.all("account") if not one.builtin] == []


def test_our_views_are_copied_not_changed(book: Book) -> None:
    views = book.desk.views
    mine = views.find("account", "My accounts")
    with pytest.raises(Invalid, match="already"):
        views.save(mine)
    made, _change = views.copy(mine, "Mine, by tier")
    assert views.get(made).where == mine.where
    for command in (
        lambda: views.rename(mine.id, "Yours"),
        lambda: views.delete(mine.id),
        lambda: views.move(mine.id, 0),
    ):
        with pytest.raises(Invalid):
            command()
    with pytest.raises(NotFound, match="Red and amber"):
        views.find("account", "nowhere")


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, "all ACCOUNTS"])
def test_a_view_has_a_name_of_its_own(book: Book, name: str) -> None:
    with pytest.raises(Invalid):
        book.desk.views.save(ListView("account", name=name))


def test_views_of_two_kinds_may_have_one_name_and_have_an_order(book: Book) -> None:
    views = book.desk.views
    made = [views.save(ListView("account", name=name))[0] for name in "abcd"]
    views.save(ListView("person", name="a"))

    def order() -> str:
        return "".join(one.name for one in views.all("account") if not one.builtin)

    assert order() == "abcd"
    views.move(made[3], 1)
    assert order() == "adbc"
    views.move(made[0], 99)
    assert order() == "dbca"
    book.desk.history.undo()
    assert order() == "adbc"


def test_what_a_newer_program_knows_of_a_view_survives_ours(book: Book) -> None:
    views = book.desk.views
    made, _change = views.save(ListView("account", name="a"))
    with book.desk.context.write("Be newer") as unit:
        text = unit.get("saved_view", made)["definition"]
        newer = {**orjson.loads(text), "colour": "blue"}
        unit.update("saved_view", made, {"definition": orjson.dumps(newer).decode()})
        unit.commit()
    views.save(replace(views.get(made), tree=True))
    with book.desk.context.write("Look") as unit:
        held = orjson.loads(unit.get("saved_view", made)["definition"])
    assert (held["colour"], held["tree"]) == ("blue", True)


def test_a_view_forgets_a_field_that_is_gone(book: Book) -> None:
    field, _change = book.desk.custom_fields.define("account", "Score", "number")
    view = ListView(
        "account", name="v", columns=(Column(field), Column("name")), sort=(Sort(field),),
        where=Match("any", (Condition(field, Op.OVER, 3), Match("all", (Condition(field,
                    Op.EMPTY),)))),
        group=(field,), summary={field: "sum"}, marks=(Mark(field, Op.EMPTY),),
    )  # fmt: skip
    made, _change = book.desk.views.save(view)
    book.desk.custom_fields.remove(field)
    names = {one.name for one in book.desk.fields.of("account")}
    left = book.desk.views.get(made).fitting(names)
    assert left == ListView("account", made, "v", columns=(Column("name"),))
    assert book.desk.listing.ids(left.query()) == []
