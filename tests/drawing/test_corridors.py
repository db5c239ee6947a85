"""Free ground holds no card, whatever stands where, and ways lead over it alone."""

from __future__ import annotations

import random
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from acctdesk.drawing.corridors import CLEAR, MANY, Ground
from acctdesk.drawing.geometry import Rect

PLACE, SIZE = st.floats(-500, 500, allow_nan=False), st.floats(1, 300, allow_nan=False)
RECTS = st.lists(st.builds(Rect, PLACE, PLACE, SIZE, SIZE), min_size=1, max_size=12)


def cells(ground: Ground) -> list[Rect]:
    return [
        Rect(left, ground.top(i), right - left, ground.bottom(i) - ground.top(i))
        for i, (left, right) in enumerate(zip(ground.lefts, ground.rights, strict=True))
    ]


@given(RECTS)
def test_no_cell_comes_near_a_card_even_where_cards_overlap(rects: list[Rect]) -> None:
    for cell in cells(Ground(rects)):
        assert not [rect for rect in rects if rect.overlaps(cell, CLEAR - 0.001)]


def test_many_heights_make_few_slabs_and_no_cell_in_a_card() -> None:
    rng = random.Random(1)
    rects = [
        Rect(120.0 * i, 200.0 * (i % 3), 100, 40 + rng.random() * 90) for i in range(MANY)
    ]  # fmt: skip
    found = cells(Ground(rects))
    assert len({cell.y for cell in found}) < 60
    assert not [1 for cell in found for rect in rects if rect.overlaps(cell, CLEAR - 0.001)]


@given(RECTS)
def test_a_way_leads_from_cell_to_cell(rects: list[Rect]) -> None:
    ground = Ground(rects)
    found = cells(ground)
    for end in range(1, len(rects)):
        if (way := ground.way(0, end)) is None:
            continue
        assert way.cells[0] == way.start.cell
        assert way.cells[-1] == way.end.cell
        for one, other in pairwise(way.cells):
            a, b = found[one], found[other]
            assert min(abs(a.bottom - b.y), abs(b.bottom - a.y)) < 1e-9
            assert max(a.x, b.x) < min(a.right, b.right)


def test_no_line_threads_through_a_block() -> None:
    stacked = [Rect(0, 60.0 * i, 100, 40) for i in range(4)]
    gap = Rect(10, 41, 80, 18)
    assert [cell for cell in cells(Ground(stacked)) if cell.overlaps(gap)]
    assert not [cell for cell in cells(Ground(stacked, [range(4)])) if cell.overlaps(gap)]
