"""Organisations to draw: random ones, special ones, and what must hold of every drawing."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import strategies as st

from acctdesk.drawing.geometry import Point, Rect
from acctdesk.drawing.tree import Card, Layout

WIDTHS, HEIGHTS = (96.0, 160.0, 200.0, 233.5), (40.0, 56.0, 72.0, 130.0)

POSTS = {
    "Chief executive": "Finance IT Operations People Sales Legal",
    "Finance": "Controlling 3 Treasury 2 Purchasing",
    "Purchasing": "Buying 7 Vendors 2",
    "IT": "Platforms Applications Security 5 Office Workplace",
    "Platforms": "Cloud Network Data",
    "Cloud": "Run Build 4",
    "Run": "Night 2 Day",
    "Network": "Sites 6",
    "Data": "Bases 3 Lake 2",
    "Applications": "ERP CRM 4 Web",
    "ERP": "Money 5 Stock 3",
    "Web": "Shop 9",
    "Workplace": "Desk",
    "Desk": "First 12 Second 8",
    "Operations": "Plants Logistics 4",
    "Plants": "North 2 South 2",
    "People": "Recruiting 2 Pay 2",
    "Sales": "Europe Asia",
    "Europe": "West 4 East 2",
    "Asia": "Far 2",
}
"""An invented company: each post and the posts below it; a number says how many of one name."""


def company() -> list[Card]:
    """That company: 120 posts over six levels, with cards of three sizes."""
    parents: list[int | None] = [None]
    todo = [("Chief executive", 0)]
    while todo:
        name, number = todo.pop(0)
        for word, after in itertools.pairwise([*POSTS.get(name, "").split(), ""]):
            if word.isdigit():
                continue
            for _copy in range(int(after) if after.isdigit() else 1):
                todo.append((word, len(parents)))
                parents.append(number)
    return [
        Card((180.0, 200.0, 160.0)[i % 3], (56.0, 72.0)[i % 2], parent)
        for i, parent in enumerate(parents)
    ]


def levels(cards: Sequence[Card]) -> list[int]:
    """How deep each card stands; parents must come first."""
    found: list[int] = []
    for card in cards:
        found.append(0 if card.parent is None else found[card.parent] + 1)
    return found


def grown(count: int, seed: int, *, trees: int = 1) -> list[Card]:
    """A random organisation of any size: bushy here, a chain there, children not in one run."""
    rng = random.Random(seed)
    cards = [Card(rng.choice(WIDTHS), rng.choice(HEIGHTS)) for _tree in range(min(trees, count))]
    while len(cards) < count:
        at = rng.choice((rng.randrange(len(cards)), max(0, len(cards) - 1 - rng.randrange(4))))
        cards += [
            Card(rng.choice(WIDTHS), rng.choice(HEIGHTS), at)
            for _child in range(rng.choice((1, 1, 2, 3, 7)))
        ]
    return cards[:count]


@st.composite
def forests(draw: st.DrawFn, most: int = 40) -> list[Card]:
    """Small forests with cards of any size, in any order, some branches collapsed."""
    count = draw(st.integers(1, most))
    size = st.floats(8, 400, allow_nan=False)
    cards = [
        Card(
            draw(size),
            draw(size),
            draw(st.none() | st.integers(0, i - 1)) if i else None,
            collapsed=draw(st.integers(0, 9)) == 0,
        )
        for i in range(count)
    ]
    return shuffled(cards, draw(st.integers(0, 1_000_000)))


def shuffled(cards: list[Card], seed: int) -> list[Card]:
    """The same forest with its cards given in another order."""
    order = list(range(len(cards)))
    random.Random(seed).shuffle(order)
    now = {old: new for new, old in enumerate(order)}
    return [
        replace(cards[old], parent=None if (up := cards[old].parent) is None else now[up])
        for old in order
    ]


def moved(cards: list[Card], moves: dict[int, tuple[float, float]]) -> list[Card]:
    """The same forest with some cards moved by hand."""
    return [
        replace(card, moved=Point(*moves[i])) if i in moves else card
        for i, card in enumerate(cards)
    ]


def shown(layout: Layout) -> dict[int, Rect]:
    """The cards that are seen, and where."""
    return {i: place for i, place in enumerate(layout.places) if place is not None}


def overlapping(layout: Layout, gap: float = 0.0) -> list[tuple[int, int]]:
    """Pairs of cards that overlap or come nearer than `gap`, found by sweeping from the left.

    A hundredth of a pixel is forgiven: the sums of a wide drawing are not exact.
    """
    gap -= 0.01
    found = shown(layout)
    if layout.bounds.height > layout.bounds.width:
        found = {i: rect.turned() for i, rect in found.items()}
    ordered = sorted(found.items(), key=lambda one: one[1].x)
    active: list[tuple[int, Rect]] = []
    pairs = []
    for number, rect in ordered:
        active = [(n, r) for n, r in active if r.right + gap > rect.x]
        pairs += [
            (n, number) for n, r in active if r.y < rect.bottom + gap and rect.y < r.bottom + gap
        ]
        active.append((number, rect))
    return pairs
