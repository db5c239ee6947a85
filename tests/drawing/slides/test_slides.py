"""Slides as scenes: nothing cut, nothing over anything else, whatever the words are."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from acctdesk.clientview import (
    Contact,
    Deck,
    Figure,
    Line,
    Node,
    Part,
    Quote,
    Series,
    Share,
    Slide,
    Stack,
    Stretch,
    Table,
    Text,
    Tree,
)
from acctdesk.clientview import Roadmap as Planned
from acctdesk.drawing.scene import Anchor, Picture
from acctdesk.drawing.slides import (
    deck_scenes,
    more_scene,
    origins,
    paginate,
    slide_scene,
)
from acctdesk.drawing.slides.paging import page_for
from acctdesk.drawing.svg import to_svg
from acctdesk.words import speaking
from tests import decks
from tests.drawing.slides.boxes import MEASURE, box, faults, titles, written
from tests.effort import tries


def letters(*texts: str) -> Counter[str]:
    return Counter("".join("".join(texts).split()))


def only(*parts: Part, title: str = "What it says", layout: str = "content") -> Deck:
    slide = Slide("Name", title, "What is shown", parts, "Source: us", layout)
    return replace(decks.review(), slides=(slide,))


def words(deck: Deck, number: int = 1) -> list[str]:
    return [one.words for one in written(slide_scene(deck, number, MEASURE).shapes)]


@pytest.mark.parametrize(
    "deck",
    [decks.review(), decks.trying(), decks.german()],
    ids=["review", "trying", "german"],
)
def test_no_words_leave_a_slide_or_cover_others(deck: Deck) -> None:
    paged = paginate(deck, MEASURE)
    for number, scene in enumerate(deck_scenes(paged, MEASURE), 1):
        assert not faults(scene), f"{number}: {paged.slides[number - 1].title}"


@pytest.mark.slow
def test_what_nobody_would_write_shrinks_and_stays_on_the_slide() -> None:
    for scene in deck_scenes(paginate(decks.hostile(), MEASURE), MEASURE):
        assert not faults(scene, least=0.0)
        assert to_svg(scene)


def test_other_proportions_and_sizes_hold_the_same() -> None:
    deck = paginate(decks.review(), MEASURE)
    for size in ((1440.0, 1080.0), (960.0, 540.0)):
        for scene in deck_scenes(deck, MEASURE, size):
            assert scene.bounds == (0.0, 0.0, *size)
            assert not [one for one in faults(scene, least=0.0) if "covers" in one]
            assert all(box(one).right <= size[0] for one in written(scene.shapes))


@pytest.mark.parametrize("slide", decks.trying().slides, ids=lambda one: one.name[:30])
def test_every_word_is_on_some_page(slide: Slide) -> None:
    deck = replace(decks.trying(), slides=(slide,))
    paged = paginate(deck, MEASURE)
    drawn = letters(
        *(one.words for scene in deck_scenes(paged, MEASURE) for one in written(scene.shapes))
    )
    told = [slide.title, slide.subtitle]
    for part in slide.parts:
        if isinstance(part, Text | Table | Tree | Quote | Figure | Stack | Planned):
            told += part.texts()
        elif isinstance(part, Contact):
            told += [part.name, part.title, part.organisation, *part.emails]
    assert not letters(*told) - drawn


def test_what_fits_stays_one_slide_and_parting_again_changes_nothing() -> None:
    assert len(paginate(decks.review(), MEASURE).slides) == 9
    paged = paginate(decks.trying(), MEASURE)
    assert paginate(paged, MEASURE) == paged


def test_a_parted_slide_says_so_and_keeps_its_notes_once() -> None:
    slide = Slide("Actions", "What we do", "", (decks.actions(40),), "", notes=("Rests on.",))
    deck = replace(decks.review(), slides=(slide, slide))
    paged = paginate(deck, MEASURE)
    count = len(paged.slides) // 2
    assert [one.title for one in paged.slides[:count]] == [
        f"What we do ({at} of {count})" for at in range(1, count + 1)
    ]
    assert [one.notes for one in paged.slides] == [("Rests on.",), *[()] * (count - 1)] * 2
    assert origins(deck, MEASURE) == (0,) * count + (1,) * count
    rows = [row for one in paged.slides[:count] for part in one.parts
            if isinstance(part, Table) for row in part.rows]  # fmt: skip
    assert rows == list(decks.actions(40).rows)
    sizes = [len(part.rows) for one in paged.slides for part in one.parts
             if isinstance(part, Table)]  # fmt: skip
    assert max(sizes) - min(sizes) <= 2, "the last slide isn't nearly empty"


def test_a_tree_is_parted_at_its_branches() -> None:
    names = tuple(f"Person {at}" for at in range(60))
    paged = paginate(only(decks.people(names)), MEASURE)
    seen: set[str] = set()
    for slide in paged.slides:
        tree = next(part for part in slide.parts if isinstance(part, Tree))
        seen |= {node.lines[0] for node in tree.nodes}
    assert len(paged.slides) > 1
    assert seen == set(names)


def test_the_head_says_client_occasion_period_and_which_slide_it_is() -> None:
    said = words(decks.review(), 4)
    for one in ("Northwind Logistics · Quarterly business review · Q4 2026", "4 / 9",
                decks.SOURCE, "Prepared for Northwind Logistics", "99.93 %"):  # fmt: skip
        assert one in said
    # What the subtitle says, the chart doesn't say again.
    subtitle = decks.review().slides[3].subtitle
    assert said.count(subtitle) == 1


def test_a_slide_that_isnt_there_is_refused() -> None:
    deck = decks.review()
    for number in (0, 10):
        with pytest.raises(IndexError):
            slide_scene(deck, number, MEASURE)
    for number, more in ((4, 0), (4, 2), (1, 1)):
        with pytest.raises(IndexError):
            more_scene(deck, number, more, MEASURE)


def test_more_is_a_scene_of_its_own() -> None:
    scene = more_scene(decks.review(), 4, 1, MEASURE)
    said = [one.words for one in written(scene.shapes)]
    assert "Every service level" in said
    assert "4.1" in said
    assert not faults(scene)


def test_every_mark_of_a_chart_can_be_pointed_at() -> None:
    deck = only(decks.trend(), decks.spread(), decks.stack())
    said = list(titles(slide_scene(deck, 1, MEASURE).shapes))
    assert "Nov: Order portal 99.93 %, Agreed 99.9 %" in said
    assert "30–60: Tickets 118" in said
    assert "Promoters: 12 (55 %)" in said


def test_nothing_measured_is_said_in_the_language_of_the_deck() -> None:
    deck = only(decks.trend((None, None, None)))
    assert "No data" in words(deck)
    with speaking("de"):
        assert "No data" in words(deck)
    german = replace(only(decks.trend((1234.5, 1240.25), 1200.0)), language="de")
    assert any("1.2" in one for one in words(german))


def test_paragraphs_from_right_to_left_stand_right() -> None:
    deck = only(Text(decks.HEBREW), Text("left"))
    told = {one.words: one for one in written(slide_scene(deck, 1, MEASURE).shapes)}
    assert told[decks.HEBREW].anchor is Anchor.END
    assert told["What it says"].anchor is Anchor.START


def test_pictures_keep_their_proportion() -> None:
    scene = slide_scene(only(decks.picture(120, 480)), 1, MEASURE)
    photo = next(
        part for one in scene.shapes for part in getattr(one, "shapes", ()) if
        isinstance(part, Picture)
    )  # fmt: skip
    assert photo.rect.height / photo.rect.width == pytest.approx(4.0)


def test_slides_are_light_whatever_the_brand() -> None:
    scene = slide_scene(decks.trying(), 1, MEASURE)
    assert scene.background == "#ffffff"
    assert b"#ffd400" not in to_svg(scene), "yellow can't be read on white"


def test_what_fits_nowhere_shrinks_and_isnt_cut() -> None:
    deck = only(*decks.gauges(6), title=" ".join([decks.LONG] * 60))
    page = page_for(deck, deck.slides[0], "", MEASURE)
    assert page.scale > 1
    assert not faults(slide_scene(deck, 1, MEASURE), least=0.0)
    assert all(one.rect.bottom / page.scale <= page.frame.body.height + 1 for one in page.placed)


WORDS = st.one_of(
    st.sampled_from(["", "a", "availability", "99.93 %", "שלום", "مرحبا", "日本語の文",
                     "👩‍👩‍👧 👍🏽",
                     "Donaudampfschifffahrtsgesellschaftskapitän", "x" * 90, "a/b-c_d.e@f",
                     "=1+1", "line\nbreak", " ", "a\u0301e\u0308"]),
    st.text(max_size=40),
)  # fmt: skip
SAID = st.lists(WORDS, max_size=6).map(" ".join)
TONES = st.sampled_from(["good", "warn", "bad", "none"])
VALUES = st.one_of(st.none(), st.floats(-1e6, 1e6, allow_nan=False))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(1, 6))
    rows = draw(st.lists(st.tuples(*[SAID] * columns), max_size=5))
    return Table(draw(st.tuples(*[SAID] * columns)), tuple(rows))


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    count = draw(st.integers(0, 8))
    return Tree(tuple(
        Node((draw(SAID), draw(SAID)), draw(st.integers(-1, at - 1))) for at in range(count)
    ))  # fmt: skip


@st.composite
def charts(draw: st.DrawFn) -> Series:
    count = draw(st.integers(0, 9))
    lines = tuple(
        Line(draw(SAID), role, tuple(draw(VALUES) for _n in range(count)),
             tuple(draw(SAID) for _n in range(count)))
        for role in draw(st.lists(st.sampled_from(["actual", "target"]), max_size=4))
    )  # fmt: skip
    shape = draw(st.sampled_from(["trend", "spread", "causes"]))
    labels = tuple(draw(SAID) for _n in range(count))
    return Series(draw(SAID), draw(SAID), shape, draw(SAID), labels, lines, "")


@st.composite
def gauges(draw: st.DrawFn) -> Part:
    said = {one: draw(SAID) for one in ("name", "note", "value", "target", "margin", "state",
                                        "foot")}  # fmt: skip
    return decks.gauge(tone=draw(TONES), at=draw(st.one_of(st.none(), st.floats(0, 200))), **said)


@st.composite
def plans(draw: st.DrawFn) -> Planned:
    count = draw(st.integers(0, 4))
    stretches = tuple(
        Stretch(draw(SAID), draw(SAID), draw(SAID), draw(SAID), draw(TONES),
                draw(st.floats(-3, 9)), draw(st.floats(-3, 9))) for _n in range(count)
    )  # fmt: skip
    now = draw(st.one_of(st.none(), st.floats(-2, 9)))
    return Planned(tuple(draw(SAID) for _n in range(draw(st.integers(0, 6)))), stretches, now)


PARTS = st.one_of(
    st.builds(Text, SAID, st.sampled_from(["heading", "body", "caption", "title"])),
    st.builds(Figure, SAID, SAID, SAID, TONES), st.builds(Quote, SAID, SAID),
    st.builds(Contact, SAID, title=SAID, emails=st.tuples(SAID)),
    tables(), trees(), charts(), gauges(), plans(),
    st.builds(Stack, SAID, SAID, st.lists(
        st.builds(Share, SAID, st.integers(0, 9), SAID, TONES), max_size=3).map(tuple)),
    st.just(decks.dots()), st.just(decks.picture()),
)  # fmt: skip


@pytest.mark.slow
@settings(
    max_examples=tries(12, 60),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.lists(PARTS, max_size=4), SAID, SAID, st.sampled_from(["content", "content", "section"]))
def test_any_words_keep_to_their_places(
    parts: list[Part], title: str, subtitle: str, layout: str
) -> None:
    slide = Slide("Any", title, subtitle, tuple(parts), "", layout)
    deck = paginate(replace(decks.review(), slides=(slide,)), MEASURE)
    for number, one in enumerate(deck.slides, 1):
        page = page_for(deck, one, "1 / 9", MEASURE)
        found = faults(slide_scene(deck, number, MEASURE), least=22.0 if page.scale == 1 else 0.0)
        assert not found, (found[:4], page.scale)
