"""Which record or head stands in which row: flat, grouped, as a tree."""

from __future__ import annotations

from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from acctdesk.services.outline import GroupHead
from acctdesk.ui.lists.rows import Branching, Grouped, Rows

KEYS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xy")), max_size=14)


def heads_of(keys: list[tuple[str, str]], levels: int) -> list[GroupHead]:
    found = []
    at = 0
    for outer, members in groupby(keys, key=lambda one: one[0]):
        group = list(members)
        found.append(GroupHead(0, outer, outer, at, len(group)))
        start = at
        if levels > 1:
            for inner, parts in groupby(group, key=lambda one: one[1]):
                size = len(list(parts))
                found.append(GroupHead(1, inner, inner, start, size))
                start += size
        at += len(group)
    return found


def lines(rows: Rows) -> list[str]:
    made = []
    for row in range(len(rows)):
        head = rows.head(row)
        made.append(rows.record(row) or "/".join(head.path))
    return made


@given(KEYS, st.integers(1, 2), st.data())
def test_grouped_rows_are_heads_and_records_in_order(keys, levels, data) -> None:
    keys = sorted(keys)
    ids = [f"{a}{b}{at}" for at, (a, b) in enumerate(keys)]
    heads = heads_of(keys, levels)
    rows = Grouped(ids, heads, ())
    everything = rows.paths()
    closed = data.draw(
        st.sets(st.sampled_from(sorted(everything))) if everything else st.just(set())
    )
    rows = rows.folded(closed)
    expected = []
    for outer, members in groupby(enumerate(keys), key=lambda one: one[1][0]):
        expected.append(outer)
        if (outer,) in closed:
            continue
        group = list(members)
        if levels == 1:
            expected += [ids[at] for at, _key in group]
            continue
        for inner, parts in groupby(group, key=lambda one: one[1][1]):
            expected.append(f"{outer}/{inner}")
            if (outer, inner) not in closed:
                expected += [ids[at] for at, _key in parts]
    assert lines(rows) == expected
    for row, line in enumerate(expected):
        if rows.head(row) is None:
            assert rows.row_of(line) == row
    hidden = set(ids) - set(expected)
    assert all(rows.row_of(one) == -1 for one in hidden)
    assert rows.row_of("nobody") == -1


@given(st.lists(st.integers(0, 3), max_size=14), st.data())
def test_a_closed_branch_hides_all_beneath_it(steps, data) -> None:
    depth: list[int] = []
    for one in steps:
        depth.append(min(one, depth[-1] + 1) if depth else 0)
    ids = [f"r{at}" for at in range(len(depth))]
    closed = data.draw(st.sets(st.sampled_from(ids)) if ids else st.just(set()))
    rows = Branching(ids, depth, {}, (), closed)
    expected, above = [], 99
    for one, deep in zip(ids, depth, strict=True):
        if deep > above:
            continue
        above = deep if one in closed else 99
        expected.append(one)
    assert lines(rows) == expected
    for row, one in enumerate(expected):
        at = ids.index(one)
        assert rows.row_of(one) == row
        assert rows.depth(row) == depth[at]
        leaf = at + 1 == len(ids) or depth[at + 1] <= depth[at]
        assert rows.open(row) == (None if leaf else one not in closed)
    assert all(rows.row_of(one) == -1 for one in set(ids) - set(expected))


def test_the_same_rows_with_other_figures_have_the_same_shape() -> None:
    one = Grouped(["a"], [GroupHead(0, "x", "x", 0, 1, {"v": {"EUR": 1}})], ())
    other = Grouped(["a"], [GroupHead(0, "x", "x", 0, 1, {"v": {"EUR": 2}})], ())
    assert one.same_shape(other)
    assert not one.same_shape(other.folded({("x",)}))
    assert not one.same_shape(Rows(["a"]))
    assert Rows(["a"]).same_shape(Rows(["a"]))
