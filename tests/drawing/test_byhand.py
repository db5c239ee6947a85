"""Cards moved by hand stay where they were put, with their branch, and overlap nothing."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from acctdesk.drawing.geometry import Point, Rect
from acctdesk.drawing.tree import Card, Flow, Hanging, arrange
from tests.drawing.forests import company, forests, moved, overlapping, shown

FAR = st.floats(-900, 900, allow_nan=False)
MOVES = st.dictionaries(st.integers(0, 39), st.tuples(FAR, FAR), max_size=8)
NEAREST = 12.0  # Spacing.stack


def below(cards: Sequence[Card], card: int) -> set[int]:
    """A card and all that stand below it."""
    found = {card}
    while True:
        more = {i for i, one in enumerate(cards) if one.parent in found} - found
        if not more:
            return found
        found |= more


@given(forests(), MOVES, st.sampled_from([None, Hanging(2, 4)]), st.sampled_from(Flow))
def test_whatever_is_moved_nothing_overlaps(
    cards: list[Card],
    moves: dict[int, tuple[float, float]],
    hanging: Hanging | None,
    flow: Flow,
) -> None:
    tidy = arrange(cards, hanging=hanging, flow=flow)
    layout = arrange(moved(cards, moves), hanging=hanging, flow=flow)
    assert not overlapping(layout, NEAREST)
    assert shown(layout).keys() == shown(tidy).keys()
    followers = set().union(*(below(cards, i) for i in moves if i < len(cards)), set())
    for card, place in shown(layout).items():
        if card not in followers:
            assert place == tidy.places[card] == layout.homes[card]
    # Taking the moves back gives back what there was.
    assert arrange(moved(moved(cards, moves), dict.fromkeys(range(40), (0.0, 0.0))),
                   hanging=hanging, flow=flow) == tidy  # fmt: skip


@given(forests(), st.integers(0, 39), FAR, FAR)
def test_a_branch_moves_as_one(cards: list[Card], card: int, dx: float, dy: float) -> None:
    card %= len(cards)
    tidy, layout = arrange(cards), arrange(moved(cards, {card: (dx, dy)}))
    steps = {
        (round(place.x - old.x, 6), round(place.y - old.y, 6))
        for i, place in shown(layout).items()
        if i in below(cards, card) and (old := tidy.places[i])
    }
    assert len(steps) <= 1


def test_where_there_is_room_it_stands_exactly_where_it_was_put() -> None:
    cards = company()
    tidy = arrange(cards)
    deep = next(i for i in reversed(range(120)) if cards[i].parent)
    layout = arrange(moved(cards, {deep: (55.5, 4000.0)}))
    home = layout.homes[deep]
    assert home is not None
    assert home == tidy.places[deep]
    assert layout.places[deep] == home.moved(55.5, 4000.0)


def test_what_was_dropped_on_a_card_goes_to_the_nearest_room_beside_it() -> None:
    cards = [Card(100, 40), Card(100, 40, 0), Card(100, 40, 0), Card(100, 40, 0)]
    tidy = arrange(cards).places
    assert tidy[3] == Rect(232, 96, 100, 40)
    one = arrange(moved(cards, {3: (-232.0 + 35.0, 5.0)})).places  # onto the first, to the right
    assert one[3] == Rect(35.0, 96 + 40 + NEAREST, 100, 40)  # below is nearer than beside
    two = arrange(moved(cards, {3: (-232.0 - 100.0, 5.0)})).places  # nearly left of it
    assert two[3] == Rect(-100.0 - NEAREST, 101.0, 100, 40)


def test_the_first_of_two_in_one_place_gets_it() -> None:
    cards = [Card(100, 40), Card(100, 40, 0), Card(100, 40, 0)]
    spot = Point(500.0, 500.0)
    homes = arrange(cards).places
    moves = {
        i: (spot.x - home.x, spot.y - home.y) for i in (1, 2) if (home := homes[i]) is not None
    }
    layout = arrange(moved(cards, moves))
    assert layout.places[1] == Rect(*spot, 100, 40)
    assert not overlapping(layout, NEAREST)


def test_moved_within_a_moved_branch() -> None:
    cards = [Card(100, 40), Card(100, 40, 0), Card(100, 40, 1), Card(100, 40, 1)]
    layout = arrange(moved(cards, {1: (1000.0, 0.0), 3: (0.0, 300.0)}))
    tidy = arrange(cards).places
    assert tidy[2] is not None
    assert tidy[3] is not None
    assert layout.places[2] == tidy[2].moved(1000, 0)
    assert layout.homes[3] == tidy[3].moved(1000, 0)
    assert layout.places[3] == tidy[3].moved(1000, 300)


def test_a_drop_is_kept_as_place_minus_home() -> None:
    # What a drag does: wherever a branch stands now, the card ends where it was dropped.
    cards = moved(company(), {4: (3000.0, 900.0)})
    layout = arrange(cards)
    inside = next(i for i, card in enumerate(cards) if card.parent == 4)
    home, drop = layout.homes[inside], Point(7777.0, 3333.0)
    assert home is not None
    again = arrange(moved(cards, {4: (3000.0, 900.0), inside: (drop.x - home.x, drop.y - home.y)}))
    place = again.places[inside]
    assert place is not None
    assert (round(place.x, 6), round(place.y, 6)) == drop
