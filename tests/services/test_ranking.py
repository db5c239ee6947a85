"""Ranked columns: any column is sorted as Python would sort it, blanks last, equals in order."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from acctdesk.services.querying.ranking import Blank, Buckets, Keyed, Ranked, keyed, ranked

KEYS = st.one_of(
    st.lists(st.one_of(st.none(), st.integers(0, 6)), max_size=40),
    st.lists(st.one_of(st.none(), st.text("abc", max_size=3)), max_size=40),
)


def expected(keys: list[Any], *, descending: bool) -> list[int]:
    filled = [place for place, key in enumerate(keys) if key is not None]
    filled.sort(key=keys.__getitem__, reverse=descending)
    return filled + [place for place, key in enumerate(keys) if key is None]


@given(KEYS, st.booleans(), st.integers(0, 12))
def test_every_way_of_ranking_agrees(keys: list[Any], descending: bool, limit: int) -> None:
    ways: list[Ranked] = [Keyed(keys), Buckets(keys), ranked(keys)]
    if all(key is None for key in keys):
        ways.append(Blank(len(keys)))
    order = expected(keys, descending=descending)
    distinct = sorted({key for key in keys if key is not None})
    ranks = [-1 if key is None else distinct.index(key) for key in keys]
    for way in ways:
        assert list(way.arranged(descending=descending)) == order
        assert list(way.beginning(limit, descending=descending)) == order[:limit]
        assert list(way.ranks) == ranks
        assert [way.key(place) for place in range(len(keys))] == keys


def test_a_column_of_few_values_is_put_into_buckets() -> None:
    assert isinstance(ranked(["a", "b"] * 20), Buckets)
    assert isinstance(ranked(list(range(40))), Keyed)
    assert isinstance(ranked([None] * 3), Blank)


def test_each_different_value_is_asked_for_once() -> None:
    asked: list[str] = []

    def key(value: str) -> str | None:
        asked.append(value)
        return None if value == "x" else value.upper()

    assert list(keyed(["a", None, "a", "x"], key)) == ["A", None, "A", None]
    assert sorted(asked) == ["a", "x"]
    assert keyed([1, None], None) == [1, None]
