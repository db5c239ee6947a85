"""Lines run from card to card, through none, side by side, and their words cover nothing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acctdesk.drawing.geometry import Point, Rect, strip
from acctdesk.drawing.lanes import CLOSEST, joined
from acctdesk.drawing.routes import Route, Routes, Tie, connect
from acctdesk.drawing.tree import Card, Flow, Hanging, Layout, arrange
from tests.drawing.forests import company, forests, grown, moved, shown

SLIP = 0.01
FAR = st.floats(-700, 700, allow_nan=False)
MOVES = st.dictionaries(st.integers(0, 24), st.tuples(FAR, FAR), max_size=5)
PAIRS = st.lists(st.tuples(st.integers(0, 24), st.integers(0, 24)), max_size=8)
WORDS = (70.0, 16.0)


def crossed(points: Sequence[Point], cards: dict[int, Rect]) -> set[int]:
    """The cards that a line runs through; touching an edge is not running through."""
    return {
        number
        for one, other in pairwise(points)
        for number, card in cards.items()
        if strip(one, other).overlaps(card, -SLIP)
    }


def on_edge(point: Point, card: Rect) -> bool:
    return card.grown(SLIP).holds(point) and not card.grown(-SLIP).holds(point)


def check(layout: Layout, routes: Routes, ties: Sequence[Tie]) -> None:
    """Hold the lines of a layout to everything that is promised of them."""
    places = shown(layout)
    reported = {
        (parent, card) for card, parent in enumerate(layout.parents)
        if parent is not None and card in places
    }  # fmt: skip
    assert {(route.source, route.target) for route in routes.reports} == reported
    words: list[Rect] = []
    for tie, route in zip(ties, routes.ties, strict=True):
        unseen = tie.source not in places or tie.target not in places
        if unseen or tie.source == tie.target:
            assert route is None
            continue
        assert route is not None
        assert (route.source, route.target) == (tie.source, tie.target)
        assert (route.label is None) is (tie.label is None)
        if route.label:
            assert route.label[2:] == pytest.approx(tie.label)
            words.append(route.label)
    for route in [*routes.reports, *filter(None, routes.ties)]:
        assert len(route.points) >= 2
        assert all((a.x == b.x) != (a.y == b.y) for a, b in pairwise(route.points)), route
        assert not crossed(route.points, places), route
        assert on_edge(route.points[0], places[route.source])
        assert on_edge(route.points[-1], places[route.target])
    assert not [w for w in words for card in places.values() if w.overlaps(card)]
    assert not [pair for pair in combinations(words, 2) if pair[0].overlaps(pair[1])]


def sharing(one: Route, other: Route, nearer: float = CLOSEST) -> bool:
    """Whether two lines run on top of each other somewhere, or as good as."""
    for a, b in pairwise(one.points):
        for c, d in pairwise(other.points):
            if (a.x == b.x) is (c.x == d.x) and strip(a, b).overlaps(strip(c, d), nearer / 2):
                return True
    return False


@given(forests(25), MOVES, PAIRS, st.booleans(), st.sampled_from([None, Hanging(3, 4)]),
       st.sampled_from(Flow))  # fmt: skip
def test_random_maps(
    cards: list[Card],
    moves: dict[int, tuple[float, float]],
    pairs: list[tuple[int, int]],
    labelled: bool,
    hanging: Hanging | None,
    flow: Flow,
) -> None:
    cards = [replace(card, width=max(card.width, 24), height=max(card.height, 24))
             for card in moved(cards, moves)]  # fmt: skip
    layout = arrange(cards, hanging=hanging, flow=flow)
    ties = [
        Tie(a % len(cards), b % len(cards), WORDS if labelled else None) for a, b in pairs
    ]  # fmt: skip
    check(layout, connect(layout, ties), ties)


@settings(max_examples=5)
@given(st.integers(0, 10**6))
def test_larger_maps_of_many_heights(seed: int) -> None:
    cards = grown(300, seed)
    cards = [replace(card, height=40 + i * 7 % 61) for i, card in enumerate(cards)]
    layout = arrange(cards, hanging=Hanging())
    ties = [Tie(i * 37 % 300, (i * 101 + 13) % 300) for i in range(10)]
    check(layout, connect(layout, ties), ties)


def test_a_company_and_its_ties() -> None:
    for hanging in (None, Hanging()):
        layout = arrange(company(), hanging=hanging)
        ties = [Tie(i, 119 - i * 2, WORDS) for i in range(1, 30, 2)]
        check(layout, connect(layout, ties), ties)


def test_reports_share_a_trunk_that_is_painted_once() -> None:
    layout = arrange([Card(100, 40), *[Card(100, 40, 0)] * 4])
    routes = connect(layout)
    check(layout, routes, [])
    assert {route.points[0] for route in routes.reports} == {Point(224.0, 40.0)}
    assert {route.points[1] for route in routes.reports} == {Point(224.0, 68.0)}
    assert len(routes.trunks) == 1 + 1 + 4
    assert not [
        pair for pair in combinations(routes.trunks, 2)
        if (pair[0][0].x == pair[0][1].x) is (pair[1][0].x == pair[1][1].x)
        and strip(*pair[0]).overlaps(strip(*pair[1]), SLIP)
    ]  # fmt: skip


def test_a_column_hangs_on_a_line_to_its_left() -> None:
    layout = arrange([Card(100, 40), *[Card(100, 40, 0)] * 5], hanging=Hanging())
    routes = connect(layout)
    check(layout, routes, [])
    places = shown(layout)
    for route in routes.reports:
        child = places[route.target]
        assert route.points[-1] == Point(child.x, child.middle.y)
    assert len({route.points[-2].x for route in routes.reports}) == 1


def test_a_card_put_into_the_bay_of_a_column_is_still_tied() -> None:
    wide, narrow = Card(300, 40, 0), Card(80, 40, 0)
    cards = [Card(100, 40), wide, narrow, narrow, narrow, wide, Card(90, 40, 0), Card(60, 40, 6)]
    home = arrange(cards, hanging=Hanging()).homes
    assert home[3] is not None
    assert home[7] is not None
    bay = (home[3].x + 200 - home[7].x, home[3].y - home[7].y)
    layout = arrange(moved(cards, {7: bay}), hanging=Hanging())
    place = layout.places[7]
    assert place is not None
    assert (place.x, place.y) == (home[3].x + 200, home[3].y)
    ties = [Tie(7, 0), Tie(4, 7)]
    check(layout, connect(layout, ties), ties)


def test_a_report_that_stands_above_is_still_reached() -> None:
    cards = moved([Card(100, 40), Card(100, 40, 0), Card(100, 40, 0)], {2: (300.0, -400.0)})
    layout = arrange(cards)
    check(layout, connect(layout), [])


def test_ties_between_the_same_two_run_side_by_side() -> None:
    layout = arrange(grown(30, 5))
    for pair in ((1, 25), (2, 3), (0, 20)):
        ties = [Tie(*pair), Tie(*pair), Tie(*reversed(pair))]
        routes = connect(layout, ties)
        check(layout, routes, ties)
        assert not [both for both in combinations(filter(None, routes.ties), 2) if sharing(*both)]


def test_ties_keep_off_the_lines_of_reporting() -> None:
    cards = [Card(160, 56), *[Card(160, 56, 0)] * 3, *[Card(160, 56, 1)] * 3]
    layout = arrange(cards)
    ties = [Tie(0, 2), Tie(1, 3), Tie(4, 6), Tie(5, 3), Tie(0, 5)]
    routes = connect(layout, ties)
    check(layout, routes, ties)
    for tie in filter(None, routes.ties):
        assert not [report for report in routes.reports if sharing(tie, report)]


def test_neighbours_with_room_between_are_tied_straight() -> None:
    cards = [Card(100, 40), Card(100, 60, 0), Card(100, 40, 0)]
    cards += [Card(100, 40, 1)] * 3 + [Card(100, 40, 2)] * 3
    layout = arrange(cards)
    (route,) = connect(layout, [Tie(1, 2)]).ties
    assert route is not None
    assert len(route.points) == 2


def test_the_last_stretch_has_room_for_an_arrow() -> None:
    layout = arrange(company())
    ties = [Tie(i, i + 40) for i in range(1, 12)]
    for route in filter(None, connect(layout, ties).ties):
        (ax, ay), (bx, by) = route.points[-2:]
        assert abs(ax - bx) + abs(ay - by) >= 8


def test_to_the_right_it_is_the_same_mirrored() -> None:
    cards = grown(30, 3)
    turned = [replace(card, width=card.height, height=card.width) for card in cards]
    down = connect(arrange(cards), [Tie(3, 20, (60, 20))])
    right = connect(arrange(turned, flow=Flow.RIGHT), [Tie(3, 20, (20, 60))])
    assert [r.points for r in right.reports] == [
        tuple(p.turned() for p in r.points) for r in down.reports
    ]
    a, b = down.ties[0], right.ties[0]
    assert a is not None
    assert b is not None
    assert b.label == (a.label and a.label.turned())


def test_who_is_walled_in_is_tied_by_a_straight_line() -> None:
    middle = Rect(50, 50, 30, 30)
    wall = [Rect(0, 0, 130, 46), Rect(0, 84, 130, 46), Rect(0, 46, 46, 38), Rect(84, 46, 46, 38)]
    places = (middle, *wall, Rect(300, 0, 50, 30))
    layout = Layout(places=places, homes=places, parents=(None,) * 6)
    (route,) = connect(layout, [Tie(0, 5, WORDS)]).ties
    assert route is not None
    assert route.points == (middle.middle, places[5].middle)
    assert route.label is not None
    assert not [place for place in places if place.overlaps(route.label)]


def test_the_same_map_has_the_same_lines_in_every_process() -> None:
    code = (
        "from tests.drawing.forests import company, moved\n"
        "from acctdesk.drawing.tree import Hanging, arrange\n"
        "from acctdesk.drawing.routes import Tie, connect\n"
        "layout = arrange(moved(company(), {9: (400.0, 90.0)}), hanging=Hanging())\n"
        "routes = connect(layout, [Tie(i, 80 - i, (50, 14)) for i in range(12)])\n"
        "print(routes, routes.trunks)\n"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(said) == 1


def test_stretches_that_touch_or_overlap_are_joined() -> None:
    line = [Point(0, 0), Point(10, 0), Point(10, 5)]
    more = [Point(5, 0), Point(20, 0)]
    slant = [Point(1, 1), Point(2, 2)]
    assert joined([line, more, slant, line]) == [
        (Point(0, 0), Point(20, 0)), (Point(1, 1), Point(2, 2)), (Point(10, 0), Point(10, 5)),
    ]  # fmt: skip
