"""Names that may be slips of each other are found whatever way they are sorted in."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acctdesk.services.values import slips
from acctdesk.services.values.slips import in_order, neighbours


def test_a_slip_anywhere_is_found_from_one_end():
    names = ["nordwind", "zebra", "nordwint", "abnordwind", "mordwind"]
    found = {frozenset(pair) for pair in neighbours(names, 4)}
    assert frozenset((0, 2)) in found  # its end differs
    assert frozenset((0, 4)) in found  # its beginning differs
    assert not any(1 in pair for pair in found)


def test_names_of_very_different_length_are_no_pair():
    assert not list(neighbours(["nord", "nordwind"], 4))


@given(st.lists(st.text("abc", min_size=4, max_size=7), max_size=40), st.integers(2, 7))
def test_sorting_by_chunks_is_sorting(names: list[str], chunk: int):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slips, "CHUNK", chunk)
        found = list(in_order(range(len(names)), names.__getitem__))
    assert found == sorted(range(len(names)), key=names.__getitem__)


@given(st.lists(st.text("ab", min_size=4, max_size=8), max_size=40))
def test_the_pairs_are_those_of_one_long_list(names: list[str]):
    expected = []
    for turn in (1, -1):
        order = sorted(range(len(names)), key=lambda at: names[at][::turn])
        for at, left in enumerate(order):
            for right in order[at + 1 : at + 3]:
                a, b = names[left][::turn], names[right][::turn]
                if a[:4] != b[:4] or abs(len(a) - len(b)) > 2:
                    break
                expected.append((left, right))
    assert sorted(neighbours(names, 4)) == sorted(expected)


def test_no_more_than_a_chunk_is_sorted_in_one_go(monkeypatch: pytest.MonkeyPatch):
    """Sorting holds the interpreter's lock: the window would be deaf for so long."""
    rng = random.Random(3)
    names = ["client " + "".join(rng.choices("abcdefgh", k=12)) for _each in range(20_000)]
    lengths: list[int] = []

    def spy(part, key):
        lengths.append(len(part))
        return sorted(part, key=key)

    monkeypatch.setattr(slips, "sorted", spy, raising=False)
    assert in_order(range(len(names)), names.__getitem__) == sorted(
        range(len(names)), key=names.__getitem__
    )
    assert len(lengths) == 5
    assert max(lengths) <= slips.CHUNK
