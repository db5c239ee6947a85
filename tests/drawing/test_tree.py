"""Layout: no two cards overlap, children stand under their parent and in their order."""

from __future__ import annotations

import csv
import itertools
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acctdesk.drawing.geometry import Point, Rect, around
from acctdesk.drawing.tree import Card, Circle, Flow, Hanging, Layout, Spacing, arrange
from acctdesk.errors import Invalid
from tests.drawing.forests import (
    company,
    forests,
    grown,
    levels,
    overlapping,
    shown,
    shuffled,
)

CLOSE = 0.01
TIGHT = Spacing(sibling=4, cousin=6, row=10, tree=12, stack=3, indent=5)
HANGING = st.sampled_from([None, Hanging(), Hanging(2, 3), Hanging(1, 1)])


def families(cards: Sequence[Card]) -> dict[int | None, list[int]]:
    below: dict[int | None, list[int]] = defaultdict(list)
    for number, card in enumerate(cards):
        below[card.parent].append(number)
    return below


def check(cards: Sequence[Card], layout: Layout) -> None:
    """Hold a layout without moves by hand to everything that is promised of it."""
    spacing, places = layout.spacing, shown(layout)
    assert not overlapping(layout, min(spacing.sibling, spacing.cousin, spacing.stack))
    assert all(places[n][2:] == (cards[n].width, cards[n].height) for n in places)
    assert layout.homes == layout.places
    for column in layout.columns:
        hull = around(places[card] for card in column.cards)
        line = Rect(hull.x - spacing.indent, hull.y, spacing.indent, hull.height).grown(-CLOSE)
        if column.parent is not None:
            assert not [card for card, place in places.items() if place.overlaps(line)]
    bounds = layout.bounds
    if len(places) <= 60:
        apart = [(a, b) for a, b in combinations(places, 2) if root(cards, a) != root(cards, b)]
        assert not [
            (a, b) for a, b in apart
            if places[a].grown(-CLOSE).overlaps(
                places[b]._replace(x=places[b].x - spacing.tree,
                                   width=places[b].width + 2 * spacing.tree).grown(-CLOSE))
        ]  # fmt: skip
    within = {card: i for i, col in enumerate(layout.columns) for card in col.cards}
    assert abs(bounds.y) < CLOSE
    # A column at the left edge keeps the room of the line it hangs on.
    assert -CLOSE < bounds.x < spacing.indent + CLOSE
    for parent, kids in families(cards).items():
        hidden = parent is not None and (parent not in places or cards[parent].collapsed)
        assert all((kid in places) is not hidden for kid in kids)
        if hidden:
            continue
        if parent is not None:
            floor = places[parent].bottom + spacing.row - CLOSE
            assert all(places[kid].y >= floor for kid in kids)
            assert abs(places[parent].middle.x - middle_over(places, kids, within)) < CLOSE
        for one, next_one in itertools.pairwise(kids):
            a, b = places[one], places[next_one]
            if one in within and within.get(next_one) == within[one]:
                assert (a.x, a.bottom + spacing.stack) == pytest.approx((b.x, b.y))
            else:
                gap = spacing.tree if parent is None else spacing.sibling
                assert b.x - a.right >= gap - CLOSE


def root(cards: Sequence[Card], card: int) -> int:
    """The card at the top of a card's tree."""
    while (above := cards[card].parent) is not None:
        card = above
    return card


def middle_over(places: dict[int, Rect], kids: Sequence[int], column: dict[int, int]) -> float:
    """The middle between the first and the last of the children; a column counts as one."""

    def middle(kid: int) -> float:
        together = [k for k in kids if k == kid or column.get(k, -1) == column.get(kid, -2)]
        return around(places[k] for k in together).middle.x

    return (middle(kids[0]) + middle(kids[-1])) / 2


@given(forests(), HANGING, st.sampled_from([Spacing(), TIGHT]))
def test_random_forests(cards: list[Card], hanging: Hanging | None, spacing: Spacing) -> None:
    check(cards, arrange(cards, spacing=spacing, hanging=hanging))


@settings(max_examples=12)
@given(st.sampled_from([10, 120, 400, 1000]), st.integers(0, 10**6), st.integers(1, 9), HANGING)
def test_random_trees(count: int, seed: int, trees: int, hanging: Hanging | None) -> None:
    cards = shuffled(grown(count, seed, trees=trees), seed)
    check(cards, arrange(cards, hanging=hanging))


@pytest.mark.parametrize("seed", [1, 2])
def test_trees_of_five_thousand(seed: int) -> None:
    cards = grown(5000, seed, trees=seed)
    check(cards, arrange(cards))
    check(cards, arrange(cards, hanging=Hanging()))


def test_a_company_of_120_posts_over_six_levels() -> None:
    cards = company()
    assert (len(cards), max(levels(cards)) + 1) == (120, 6)
    rows, lists = arrange(cards), arrange(cards, hanging=Hanging())
    check(cards, rows)
    check(cards, lists)
    assert lists.columns
    assert lists.bounds.width < rows.bounds.width * 0.6


@pytest.mark.parametrize("hanging", [None, Hanging()])
def test_a_chain_of_five_thousand(hanging: Hanging | None) -> None:
    cards = [Card(100, 40, i - 1 if i else None) for i in range(5000)]
    layout = arrange(cards, hanging=hanging)
    check(cards, layout)
    assert layout.bounds == (0, 0, 100, 5000 * 96 - 56)


def test_a_star_of_five_thousand() -> None:
    cards = [Card(100, 40)] + [Card(100, 40, 0)] * 4999
    check(cards, arrange(cards))
    lists = arrange(cards, hanging=Hanging())
    check(cards, lists)
    assert {len(column.cards) for column in lists.columns} <= {7, 8}


def test_two_combs_take_no_longer_than_their_size() -> None:
    # Outlines of great depth side by side: what a naive algorithm walks again for every sibling.
    def comb(teeth: int) -> list[Card]:
        cards = [Card(100, 40)]
        for _tooth in range(teeth):
            head = len(cards)
            cards.append(Card(100, 40, 0))
            cards += [Card(100, 40, head + i) for i in range(teeth)]
        return cards

    def work(cards: list[Card]) -> float:
        start = time.thread_time()
        arrange(cards)
        return (time.thread_time() - start) / len(cards)

    small, large = comb(20), comb(80)
    check(large, arrange(large))
    assert min(work(large) for _ in range(3)) < 6 * min(work(small) for _ in range(3))


def test_small_branches_between_large_ones_are_spread_evenly() -> None:
    wide = [Card(50, 20, 1), Card(50, 20, 1), Card(50, 20, 1), Card(50, 20, 1)]
    cards = [
        Card(50, 20),
        *[Card(50, 20, 0) for _ in range(5)],
        *wide,
        *[replace(card, parent=5) for card in wide],
    ]
    places = arrange(cards).places
    xs = [place.x for place in places[1:6] if place]
    steps = [b - a for a, b in itertools.pairwise(xs)]
    assert steps == pytest.approx([steps[0]] * 4)
    assert steps[0] > 66


def test_to_the_right_it_is_the_same_mirrored() -> None:
    cards = grown(60, 3, trees=2)
    turned = [replace(card, width=card.height, height=card.width) for card in cards]
    right, down = arrange(turned, flow=Flow.RIGHT), arrange(cards)
    assert [p and p.turned() for p in right.places] == list(down.places)
    assert arrange(turned, flow=Flow.RIGHT, hanging=Hanging()).columns == ()


def test_moves_by_hand_are_mirrored_too() -> None:
    cards = [Card(80, 40), Card(80, 40, 0, moved=Point(30, 200))]
    for flow in Flow:
        layout = arrange(cards, flow=flow)
        home, place = layout.homes[1], layout.places[1]
        assert home is not None
        assert place == home.moved(30, 200)


def test_nothing_gives_nothing() -> None:
    layout = arrange([])
    assert layout.places == ()
    assert layout.bounds == (0, 0, 0, 0)


def test_what_is_collapsed_is_seen_through_the_card_above() -> None:
    cards = [Card(50, 20), Card(50, 20, 0, collapsed=True), Card(50, 20, 1), Card(50, 20, 2)]
    layout = arrange(cards)
    assert [place is not None for place in layout.places] == [True, True, False, False]
    assert [layout.stands_for(i) for i in range(4)] == [0, 1, 1, 1]


@pytest.mark.parametrize(
    ("parents", "circle"),
    [([0], (0,)), ([1, 0], (0, 1)), ([None, 3, 1, 2, 1], (1, 3, 2)), ([2, None, 0], (0, 2))],
)
def test_a_circle_is_refused_and_named(parents: list[int | None], circle: tuple[int, ...]) -> None:
    with pytest.raises(Circle) as caught:
        arrange([Card(50, 20, parent) for parent in parents])
    found = caught.value.cards
    assert isinstance(caught.value, Invalid)
    assert caught.value.remedy
    assert set(found) == set(circle)
    assert all(parents[a] == b for a, b in zip(found, found[1:] + found[:1], strict=True))


@pytest.mark.parametrize("card", [Card(0, 20), Card(20, -1), Card(float("nan"), 1), Card(1, 1, 7)])
def test_a_card_that_can_not_be_is_a_bug(card: Card) -> None:
    with pytest.raises(ValueError):
        arrange([card])


def test_hidden_circles_are_refused_as_well() -> None:
    with pytest.raises(Circle):
        arrange([Card(9, 9, collapsed=True), Card(9, 9, 0), Card(9, 9, 3), Card(9, 9, 2)])


def test_runs_hang_between_branches() -> None:
    # b to f hang between the two branches, in their place; the leaf at the end stands.
    cards = [Card(100, 40), Card(100, 40, 0), *[Card(100, 40, 0) for _ in range(5)],
             Card(100, 40, 0), Card(100, 40, 0), Card(100, 40, 1), Card(100, 40, 7)]  # fmt: skip
    layout = arrange(cards, hanging=Hanging())
    check(cards, layout)
    assert [(column.parent, column.cards) for column in layout.columns] == [(0, (2, 3, 4, 5, 6))]


# --- what others wrote -------------------------------------------------------------------------


def read(path: Path, key: str, parent: str) -> list[Card]:
    """A table as an organisation: a manager who isn't listed becomes a card of its own."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [(row[key], row[parent]) for row in csv.DictReader(file)]
    names = list(dict.fromkeys([name for name, _up in rows] + [up for _name, up in rows if up]))
    number = {name: i for i, name in enumerate(names)}
    above = {number[name]: number[up] for name, up in rows if up}
    return [Card(180, 56, above.get(i)) for i in range(len(names))]


@pytest.mark.parametrize(
    ("file", "key", "parent", "count", "trees"),
    [
        ("sales_teams.csv", "sales_agent", "manager", 41, 6),
        ("accounts.csv", "account", "subsidiary_of", 85, 70),
    ],
)
def test_real_tables(
    shared_data: Path, file: str, key: str, parent: str, count: int, trees: int
) -> None:
    cards = read(shared_data / "maven_crm" / file, key, parent)
    assert (len(cards), sum(card.parent is None for card in cards)) == (count, trees)
    for hanging in (None, Hanging()):
        check(cards, arrange(cards, hanging=hanging))
