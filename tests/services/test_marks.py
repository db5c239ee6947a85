"""What is marked in a text is what was found in it, in the text's own letters."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from acctdesk.services import marks
from acctdesk.workspace.folding import fold


def shown(text: str, *words: str) -> list[str]:
    return [text[a:b] for a, b in marks.find(text, [fold(word) for word in words])]


def test_marks_stand_on_the_letters_as_they_were_written() -> None:
    assert shown("Herr Müller kommt", "muller") == ["Müller"]
    assert shown("Hauptstraße 4", "strasse") == ["straße"]
    assert shown("Hauptstraße 4", "stras") == ["straß"]
    assert shown("ANN met Ann", "ann") == ["ANN", "Ann"]
    assert shown("会议 王伟 来", "王伟") == ["王伟"]
    assert shown("one two", "one", "ne t") == ["one t"]


def test_a_phone_number_is_marked_through_its_spaces() -> None:
    text = "+49 (0)30 123-456"
    [(start, end)] = marks.find_digits(text, "30123")
    assert text[start:end] == "30 123"
    assert marks.find_digits(text, "999") == ()


def test_an_excerpt_is_one_line_around_the_first_mark() -> None:
    text = "word " * 60 + "the renewal\nclause " + "and so on " * 40
    found = marks.excerpt(text, marks.find(text, ["renewal"]))
    assert "\n" not in found.text
    assert len(found.text) <= marks.LENGTH + 4
    assert [found.text[a:b] for a, b in found.marks] == ["renewal"]
    assert found.text.startswith("… ")
    assert found.text.endswith(" …")


letters = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=30)


@given(letters)
def test_folding_letter_by_letter_is_folding_the_whole(text: str) -> None:
    folded, origin = marks._folded(text)
    assert folded == fold(text)
    assert len(origin) == len(folded)
    assert origin == sorted(origin)


@given(letters, st.text(alphabet="abcäßé ", min_size=1, max_size=4))
def test_marks_are_in_order_and_hold_what_was_looked_for(text: str, word: str) -> None:
    part = fold(word)
    found = marks.find(text + word, [part]) if part else ()
    assert all(a < b for a, b in found)
    assert all(x[1] < y[0] for x, y in pairwise(found))
    for start, end in found:
        assert part in fold((text + word)[start:end])


@given(letters, st.integers(0, 30), st.integers(1, 9))
def test_an_excerpt_keeps_its_marks(text: str, start: int, size: int) -> None:
    start = min(start, len(text))
    end = min(len(text), start + size)
    given_marks = [(start, end)] if end > start else []
    found = marks.excerpt(text, given_marks)
    for (a, b), (c, d) in zip(given_marks, found.marks, strict=True):
        plain = text[a:b]
        assert [x for x, y in zip(plain, found.text[c:d], strict=True) if x != y and y != " "] == []
