"""Ranked columns: any column is sorted as Python would sort it, blanks last, equals in order."""

from __future__ import annotations

import random
from itertools import groupby
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acctdesk.compose import Desk
from acctdesk.services.query import ListQuery, Sort
from acctdesk.services.querying import parting, ranking
from acctdesk.services.querying.keys import FOLDED, Key, folded, keyed, one_by_one
from acctdesk.services.querying.ranking import Few, Many, Ranked, ranked
from acctdesk.services.querying.scan import Source
from acctdesk.services.querying.seats import Seats, in_place, taken, turned
from acctdesk.workspace.folding import fold
from tests.services.making import Book

VALUES = st.one_of(
    st.lists(st.one_of(st.none(), st.integers(0, 6)), max_size=40),
    st.lists(st.one_of(st.none(), st.text("abAB", max_size=3)), max_size=40),
)
TEXTS = st.lists(st.one_of(st.none(), st.text(max_size=6), st.text("aAéßΣ\x1f＂İ", max_size=4)))


def expected(keys: list[Any], *, descending: bool) -> list[int]:
    filled = [place for place, key in enumerate(keys) if key is not None]
    filled.sort(key=keys.__getitem__, reverse=descending)
    return filled + [place for place, key in enumerate(keys) if key is None]


def upper(value: Any) -> Any:
    """A key that puts some values together and has no place for others."""
    if value in (3, "b"):
        return None
    return value.upper() if isinstance(value, str) else value // 2


@given(VALUES, st.booleans(), st.integers(0, 12), st.booleans(), st.booleans(), st.data())
def test_every_way_of_ranking_agrees(
    values: list[Any],
    descending: bool,
    limit: int,
    keyed_by: bool,
    long: bool,
    data: st.DataObject,
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        if long:
            patch.setattr(parting, "LONG", 1)
        _agree(values, descending, limit, keyed_by, data)


def _agree(
    values: list[Any], descending: bool, limit: int, keyed_by: bool, data: st.DataObject
) -> None:
    key: Key | None = one_by_one(upper) if keyed_by else None
    reads = data.draw(st.permutations(range(len(values))))
    seats = Seats(turned(reads), reads)
    ways: list[Ranked] = [
        Few(values, set(values), seats, key and key.of),
        Many(values, seats, key),
        ranked(values, seats, key),
    ]
    stood = [values[at] for at in reads]
    keys = [one if one is None or not keyed_by else upper(one) for one in stood]
    order = expected(keys, descending=descending)
    distinct = sorted({key for key in keys if key is not None})
    ranks = [-1 if key is None else distinct.index(key) for key in keys]
    starts = [0]
    for _rank, run in groupby(order, ranks.__getitem__):
        starts.append(starts[-1] + len(list(run)))
    filled = [place for place, key in enumerate(keys) if key is not None]
    for way in ways:
        assert list(way.beginning(limit, descending=descending)) == order[:limit]
        assert list(way.arranged(descending=descending)) == order
        assert list(way.beginning(limit, descending=descending)) == order[:limit]
        mixed = data.draw(st.permutations(range(len(keys))))
        spread = [mixed[at] for at in expected([keys[one] for one in mixed], descending=descending)]
        assert list(way.spread(mixed, descending=descending)) == spread
        assert list(way.starts(descending=descending)) == starts[:-1]
        assert list(way.ranks) == ranks
        assert [way.key(place) for place in range(len(keys))] == keys
        held = way.stored(filled)
        assert held is None or list(held) == [stood[place] for place in filled]


def test_the_beginning_of_many_values_is_that_of_their_order() -> None:
    rng = random.Random(3)
    values = [rng.choice((None, rng.random(), float(rng.randrange(3)))) for _each in range(30_000)]
    reads = rng.sample(range(len(values)), len(values))
    column = Many(values, Seats(turned(reads), reads), None)
    for descending in (False, True):
        for limit in (1, 60, 2500):
            first = column.beginning(limit, descending=descending)
            assert list(first) == list(column.arranged(descending=descending)[:limit])


@given(TEXTS, st.booleans(), st.data())
def test_long_columns_of_texts_are_sorted_by_their_bytes(
    texts: list[str | None], descending: bool, data: st.DataObject
) -> None:
    # Many begin alike, so that more than the first letters decide.
    texts = [one if one is None else one * data.draw(st.integers(1, 9)) for one in texts]
    reads = data.draw(st.permutations(range(len(texts))))
    folds = [one if one is None else fold(one) for one in (texts[at] for at in reads)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parting, "LONG", 1)
        column = Many(texts, Seats(turned(reads), reads), FOLDED)
        assert list(column.arranged(descending=descending)) == expected(
            folds, descending=descending
        )
        assert [column.key(place) for place in range(len(texts))] == folds


@given(TEXTS, st.booleans(), st.integers(0, 4))
def test_first_letters_never_hide_a_text(
    texts: list[str | None], descending: bool, limit: int
) -> None:
    order = expected([one and fold(one) for one in texts], descending=descending)
    column = Many(texts, in_place(len(texts)), FOLDED)
    # Before the whole order is known, and after.
    assert list(column.beginning(limit, descending=descending)) == order[:limit]
    assert list(column.arranged(descending=descending)) == order
    assert list(column.beginning(limit, descending=descending)) == order[:limit]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ranking, "_SAMPLE", 3)
        column = Many(texts * 9, in_place(9 * len(texts)), FOLDED)
        first = list(column.beginning(limit, descending=descending))
        assert first == list(column.arranged(descending=descending)[:limit])


def test_few_values_are_numbered_and_many_sorted() -> None:
    assert isinstance(ranked(["a", "b"] * 20, in_place(40)), Few)
    assert isinstance(ranked(list(range(40)), in_place(40)), Many)
    assert isinstance(ranked([None] * 30, in_place(30)), Few)
    thousand = [at % 1000 for at in range(20_000)]
    assert isinstance(ranked(thousand, in_place(len(thousand))), Few)


def test_each_different_value_is_asked_for_once() -> None:
    asked: list[str] = []

    def key(value: str) -> str | None:
        asked.append(value)
        return None if value == "x" else value.upper()

    assert list(keyed(["a", None, "a", "x"], key)) == ["A", None, "A", None]
    assert sorted(asked) == ["a", "x"]
    asked.clear()
    ranked(["a", "b"] * 20, in_place(40), one_by_one(key))
    assert sorted(asked) == ["a", "b"]


@given(TEXTS)
def test_texts_folded_together_are_as_folded_one_by_one(texts: list[str | None]) -> None:
    assert list(folded(texts)) == [None if one is None else fold(one) for one in texts]
    assert list(FOLDED.of_all(texts)) == list(folded(texts))


def test_many_are_taken_as_one_by_one() -> None:
    for at in ([], [2], [2, 0, 1, 2]):
        assert list(taken("abc", at)) == ["abc"[one] for one in at]
    assert list(taken({"a": 1, None: 2}, ["a", None])) == [1, 2]
    assert list(turned([2, 0, 1])) == [1, 2, 0]


def test_what_is_read_ahead_is_not_read_again(
    desk: Desk, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.account("Zebra", city="Ulm")
    book.account("Nordwind", city="Köln")
    desk.listing.prepare("account")
    for name in ("texts", "scan"):
        monkeypatch.delattr(Source, name)
    assert len(desk.listing.ids(ListQuery("account", words="nord"))) == 1
    found = desk.listing.page(
        "account", desk.listing.ids(ListQuery("account", sort=(Sort("city"),)))
    )
    assert [one["city"] for one in found] == ["Köln", "Ulm"]
