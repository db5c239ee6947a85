"""What holds a word, found in texts laid one after the other as in each of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acctdesk.services.querying import parting
from acctdesk.services.querying.texts import Texts

LETTERS = "abé王\n .\U0001f600\ud800"
bodies = st.lists(st.text(LETTERS, max_size=6), min_size=1, max_size=40)
words = st.text(LETTERS.replace("\n", "").replace(" ", ""), min_size=1, max_size=4)
changes = st.dictionaries(st.integers(0, 39), st.text(LETTERS, max_size=6), max_size=5)


@pytest.fixture(autouse=True, scope="module")
def lists_are_long():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parting, "LONG", 1)
        patch.setattr("acctdesk.services.querying.texts._SHARE", 1)
        patch.setattr("acctdesk.services.querying.texts._SAMPLE", 1)
        yield


def holding(texts: list[str], word: str) -> list[int]:
    return [place for place, text in enumerate(texts) if word in text]


@given(bodies, words)
def test_a_word_is_found_where_it_stands(texts: list[str], word: str) -> None:
    made = Texts.read(texts)
    assert list(made.having(range(len(texts)), word)) == holding(texts, word)


@given(bodies, words, changes)
def test_texts_that_changed_are_searched_as_they_are_now(
    texts: list[str], word: str, fresh: dict[int, str]
) -> None:
    made = Texts.read(texts)
    fresh = {place: text for place, text in fresh.items() if place < len(texts)}
    now = made.patched(fresh)
    wanted = [fresh.get(place, text) for place, text in enumerate(texts)]
    assert now.listed() == wanted
    assert list(now.having(range(len(texts)), word)) == holding(wanted, word)
    assert list(made.having(range(len(texts)), word)) == holding(texts, word)
    now.ready()
    assert list(now.having(range(len(texts)), word)) == holding(wanted, word)


@given(bodies, words, words)
def test_only_the_given_ones_are_looked_at(texts: list[str], first: str, second: str) -> None:
    made = Texts.read(texts)
    before = made.having(range(len(texts)), first)
    both = [place for place in holding(texts, first) if second in texts[place]]
    assert list(made.having(before, second)) == both


def test_a_text_with_the_mark_between_texts_in_it_is_searched_too() -> None:
    texts = ["ab", "b\x1fc", "bc"]
    made = Texts.read(texts)
    assert made.listed() == texts
    assert list(made.having(range(3), "bc")) == [2]


@given(bodies, st.lists(words, min_size=1, max_size=3), changes, st.integers(1, 5))
def test_the_foremost_are_the_first_of_all(
    texts: list[str], sought: list[str], fresh: dict[int, str], limit: int
) -> None:
    made = Texts(texts)
    assert made.foremost(sought, limit) is None
    made.ready()
    fresh = {place: text for place, text in fresh.items() if place < len(texts)}
    now = made.patched(fresh)
    wanted = range(len(texts))
    for word in sought:
        wanted = now.having(wanted, word)
    assert now.foremost(sought, limit) == list(wanted)[:limit]


def test_words_that_many_hold_but_never_together_are_left_to_a_search_of_all(monkeypatch) -> None:
    monkeypatch.setattr("acctdesk.services.querying.texts._PATIENCE", 3)
    made = Texts.read(["ab", "ab", "ab", "ab", "cd"])
    made.ready()
    assert made.foremost(["ab", "cd"], 2) is None
    assert made.foremost(["ab", "b"], 2) == [0, 1]
    assert made.foremost(["cd", "ab"], 2) == []
