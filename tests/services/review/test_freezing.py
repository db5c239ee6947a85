"""A deck comes back from its JSON as it was, and what differs from another is told."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acctdesk import clientview
from acctdesk.clientview import (
    Brand,
    Contact,
    Deck,
    Dots,
    Figure,
    Gauge,
    Line,
    Node,
    Part,
    Picture,
    Quote,
    Roadmap,
    Series,
    Share,
    Slide,
    Stack,
    Stretch,
    Table,
    Text,
    Tree,
)
from acctdesk.errors import FileProblem
from acctdesk.services.review.differing import Difference, differences
from acctdesk.services.review.freezing import FORMAT, changed, freeze, thaw

KEPT = Path(__file__).parent / "data" / "deck_1.json"
"""A deck as the first version of the format wrote it; never written anew."""

TEXTS = st.text(max_size=4)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
MAYBE = st.none() | NUMBERS
COUNTS = st.integers(-(2**53), 2**53)


def many(of: st.SearchStrategy[str], most: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(of, max_size=most).map(tuple)


@st.composite
def tables(draw: Callable[..., object]) -> Table:
    width = draw(st.integers(0, 3))
    rows = st.lists(st.tuples(*[TEXTS] * width), max_size=3).map(tuple)
    return Table(draw(st.tuples(*[TEXTS] * width)), draw(rows))


@st.composite
def trees(draw: Callable[..., object]) -> Tree:
    count = draw(st.integers(0, 4))
    return Tree(
        tuple(Node(draw(many(TEXTS)), draw(st.integers(-1, at - 1))) for at in range(count))
    )


@st.composite
def series(draw: Callable[..., object]) -> Series:
    width = draw(st.integers(0, 3))
    line = st.builds(Line, TEXTS, TEXTS, st.tuples(*[MAYBE] * width), st.tuples(*[TEXTS] * width))
    lines = draw(st.lists(line, max_size=2).map(tuple))
    told = [draw(TEXTS) for _each in range(5)]
    return Series(*told[:4], draw(st.tuples(*[TEXTS] * width)), lines, told[4])


SHARES = st.builds(Share, TEXTS, st.integers(0, 99), TEXTS, TEXTS)
STRETCHES = st.builds(Stretch, *[TEXTS] * 5, NUMBERS, NUMBERS)
PICTURES = st.builds(Picture, st.binary(max_size=20), TEXTS, TEXTS)
PARTS: st.SearchStrategy[Part] = st.one_of(
    st.builds(Text, TEXTS, TEXTS),
    tables(),
    trees(),
    series(),
    st.builds(
        Contact, *[TEXTS] * 7, many(TEXTS), st.lists(st.tuples(TEXTS, TEXTS)).map(tuple), TEXTS
    ),
    st.builds(
        Gauge, *[TEXTS] * 8, NUMBERS, NUMBERS, TEXTS, TEXTS, MAYBE, MAYBE,
        st.lists(MAYBE, max_size=3).map(tuple),
    ),
    st.builds(Figure, *[TEXTS] * 4),
    st.builds(Quote, TEXTS, TEXTS),
    PICTURES,
    st.builds(Stack, TEXTS, TEXTS, st.lists(SHARES, max_size=3).map(tuple)),
    st.builds(
        Dots, TEXTS, TEXTS, COUNTS, COUNTS, st.lists(COUNTS).map(tuple)
    ),
    st.builds(Roadmap, many(TEXTS), st.lists(STRETCHES, max_size=2).map(tuple), MAYBE),
)  # fmt: skip


def slides(more: st.SearchStrategy[Slide] | None = None) -> st.SearchStrategy[Slide]:
    further = st.lists(more, max_size=1).map(tuple) if more is not None else st.just(())
    parts = st.lists(PARTS, max_size=2).map(tuple)
    return st.builds(Slide, TEXTS, TEXTS, TEXTS, parts, TEXTS, TEXTS, many(TEXTS), further)


DECKS = st.builds(
    Deck, *[TEXTS] * 6, st.lists(slides(slides()), max_size=2).map(tuple),
    st.builds(Brand, TEXTS, st.none() | PICTURES, st.none() | PICTURES),
)  # fmt: skip


@settings(max_examples=40)
@given(DECKS)
def test_a_deck_comes_back_as_it_was(deck: Deck) -> None:
    assert thaw(freeze(deck)) == deck
    assert repr(thaw(freeze(deck))) == repr(deck)  # an int stays one, a float too


def test_every_shape_is_tried() -> None:
    """A new shape must be among those above."""
    shapes = {one for one in vars(clientview).values() if dataclasses.is_dataclass(one)}
    known = {
        Brand, Contact, Deck, Dots, Figure, Gauge, Line, Node, Picture, Quote, Roadmap, Series,
        Share, Slide, Stack, Stretch, Table, Text, Tree, clientview.View,
    }  # fmt: skip
    assert shapes == known


def test_a_number_that_would_be_lost_is_refused() -> None:
    deck = Deck("", "", "", "", "", "en", (Slide("", "", parts=(Roadmap((), (), float("nan")),)),))
    with pytest.raises(ValueError, match="finite"):
        freeze(deck)


def small(value: str = "99.9 %") -> Deck:
    lines = (Line("Actual", "actual", (99.9, None), (value, "")),)
    chart = Series("Trend", "", "trend", "Month", ("Aug", "Sep"), lines, "%")
    gauge = Gauge("Uptime", "ERP", value, "99 %", "", "Met", "good", "", 90, 100, "", "", 99.9, 99)
    parts = (Text("All well"), gauge, chart, Table(("KPI", "Actual"), (("Calls", value),)))
    brand = Brand("#112233", Picture(b"\x89PNG", "image/png", "Logo"))
    slides = (Slide("Levels", "All met", "Q3", parts, "Desk", notes=("n = 3",)),)
    return Deck("QBR", "Acme", "Q3 2026", "4 Dec 2026", "Ann", "en-GB", slides, brand)


def test_a_deck_kept_by_the_first_format_reads_the_same_for_ever() -> None:
    assert thaw(KEPT.read_text("utf-8")) == small()
    # What is written now may say more, never less.
    written, kept = orjson.loads(freeze(small())), orjson.loads(KEPT.read_bytes())
    assert written["deck"].keys() >= kept["deck"].keys()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "can't be read"),
        ("[]", "can't be read"),
        ("{}", "can't be read"),
        ('{"format":1,"deck":{"title":5}}', "can't be read"),
        ('{"format":1,"deck":null}', "can't be read"),
        ('{"format":"1","deck":{}}', "newer"),
        (f'{{"format":{FORMAT + 1},"deck":{{}}}}', "newer"),
    ],
)
def test_what_is_no_deck_is_told(text: str, said: str) -> None:
    with pytest.raises(FileProblem, match=said):
        thaw(text)


def test_texts_are_changed_and_codes_are_not() -> None:
    deck = changed(small(), str.upper)
    assert deck.slides[0].title == "ALL MET"
    assert (deck.language, deck.brand.accent, deck.slides[0].layout) == (
        "en-GB", "#112233", "content",
    )  # fmt: skip
    assert {text.upper() for text in small().texts()} == set(deck.texts())
    gauge, chart = deck.slides[0].parts[1:3]
    assert isinstance(gauge, Gauge)
    assert isinstance(chart, Series)
    assert (gauge.tone, chart.shape, chart.lines[0].role) == ("good", "trend", "actual")


def test_nothing_differs_from_itself() -> None:
    assert differences(small(), small()) == ()


def test_what_differs_is_told_by_where_it_stands() -> None:
    found = differences(small(), small("98.0 %"))
    assert found == (
        Difference("Levels", "Uptime", "99.9 % · Met", "98.0 % · Met"),
        Difference("Levels", "Actual · Aug", "99.9 %", "98.0 %"),
        Difference("Levels", "Calls · Actual", "99.9 %", "98.0 %"),
    )


def test_sources_and_notes_name_their_day_and_make_no_difference() -> None:
    deck = small()
    slide = dataclasses.replace(deck.slides[0], source="Of today", notes=("n = 4",))
    assert differences(deck, dataclasses.replace(deck, slides=(slide,))) == ()


def test_slides_that_came_and_went_are_told() -> None:
    deck = small()
    further = dataclasses.replace(deck, slides=(*deck.slides, Slide("Risks", "Two risks are open")))
    assert differences(deck, further) == (Difference("Risks", "Slide", "", "Two risks are open"),)
    assert differences(further, deck) == (Difference("Risks", "Slide", "Two risks are open", ""),)


@settings(max_examples=20)
@given(DECKS, DECKS)
def test_decks_of_any_shape_can_be_compared(then: Deck, now: Deck) -> None:
    assert differences(then, then) == ()
    for one in differences(then, now):
        assert one.then != one.now
