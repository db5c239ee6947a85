"""Cards, ties and the legend say what they were given, in their room, and without colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acctdesk.drawing.card import HEIGHT, WIDTH, Detail, Face, Photo, card_shapes, width_of
from acctdesk.drawing.geometry import Point, Rect
from acctdesk.drawing.inter import Inter
from acctdesk.drawing.look import MARKS, Kind, Look, Tone, broken, elided
from acctdesk.drawing.routes import Route
from acctdesk.drawing.scene import Anchor, Box, Group, Ink, Oval, Path, Picture, Shape, Text
from acctdesk.drawing.ties import ground_of, label_size, legend_shapes, report_shapes, tie_shapes
from tests.drawing.measuring import Even

RECT = Rect(100, 50, WIDTH, HEIGHT)
LOOK, EVEN = Look(), Even()
FULL = Face(
    "Jana Ode", "Chief information officer", "JO", role="Economic buyer", attitude="Mentor",
    tone=Tone.WARM, dots=2, known="Multiple", badge="Leaving",
)  # fmt: skip


FACES = st.builds(
    Face,
    name=st.text(max_size=40),
    title=st.text(max_size=60),
    initials=st.sampled_from(("", "JO")),
    role=st.text(max_size=40),
    tone=st.none() | st.sampled_from(Tone),
    dots=st.none() | st.integers(0, 3),
    known=st.text(max_size=30),
    placeholder=st.booleans(),
    badge=st.text(max_size=20),
)


def flat(shapes: Sequence[Shape]) -> Iterator[Shape]:
    for shape in shapes:
        if isinstance(shape, Group):
            yield from flat(shape.shapes)
        else:
            yield shape


def words(shapes: Sequence[Shape]) -> list[str]:
    return [one.words for one in flat(shapes) if isinstance(one, Text)]


def ink_of(shape: Shape) -> Ink:
    assert isinstance(shape, (Box, Oval, Path))
    return shape.ink


def extent(text: Text) -> tuple[float, float]:
    width = EVEN.width(text.words, text.size, text.weight)
    share = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}[text.anchor]
    return text.at.x - share * width, text.at.x + (1 - share) * width


def test_a_card_says_everything_it_was_given() -> None:
    [group] = card_shapes(replace(FULL, title="CIO", role="User"), RECT, LOOK, EVEN)
    assert isinstance(group, Group)
    assert set(words([group])) == {"Jana Ode", "CIO", "JO", "User", "Multiple", "Leaving"}
    assert group.title == "Jana Ode, CIO, Leaving, Mentor, User, Multiple"
    dots = [one for one in flat([group]) if isinstance(one, Oval) and one.rect.width < 8]
    assert [one.ink.fill is not None for one in dots] == [True, True, False]


def test_a_face_for_a_client_has_nothing_but_name_title_and_initials() -> None:
    shapes = [*flat(card_shapes(Face("Jana Ode", "CIO", "JO"), RECT, LOOK, EVEN))]
    assert [type(one) for one in shapes] == [Box, Oval, Text, Text, Text]
    assert sorted(words(shapes)) == ["CIO", "JO", "Jana Ode"]


@given(face=FACES, detail=st.sampled_from(Detail))
def test_words_stay_on_their_card_and_clear_of_each_other(face: Face, detail: Detail) -> None:
    shapes = [*flat(card_shapes(face, RECT, LOOK, EVEN, detail))]
    lines: dict[float, list[tuple[float, float]]] = {}
    for one in shapes:
        if isinstance(one, Text):
            assert one.size >= 12
            assert RECT.y < one.at.y < RECT.bottom
            left, right = extent(one)
            assert RECT.x < left
            assert right < RECT.right
            lines.setdefault(round(one.at.y), []).append((left, right))
        elif isinstance(one, (Box, Oval)):
            assert RECT.grown(2).overlaps(one.rect)
    for spans in lines.values():
        spans.sort()
        assert all(a[1] <= b[0] for a, b in pairwise(spans))


@given(FACES)
def test_on_a_card_as_wide_as_it_asks_for_nothing_is_cut(face: Face) -> None:
    rect = Rect(0, 0, width_of(face, EVEN), HEIGHT)
    first = (face.name or face.title, face.title if face.name else "")
    said = {*first, face.initials, face.role, face.known, face.badge}
    assert {*words(card_shapes(face, rect, LOOK, EVEN))} <= said


def test_attitudes_differ_in_form() -> None:
    assert len(set(MARKS.values())) == len(Tone)
    forms = set()
    for tone in Tone:
        face = Face("J", tone=tone)
        added = [
            one for one in flat(card_shapes(face, RECT, LOOK, EVEN))
            if one not in [*flat(card_shapes(Face("J"), RECT, LOOK, EVEN))]
        ]  # fmt: skip
        mark = added[-1]
        steps = len(mark.steps) if isinstance(mark, Path) else 0
        forms.add((type(mark), steps, ink_of(mark).fill is None))
    assert len(forms) == len(Tone)


def test_a_placeholder_is_dashed_and_a_photo_replaces_initials() -> None:
    plate = next(flat(card_shapes(Face("", "Chief", placeholder=True), RECT, LOOK, EVEN)))
    assert ink_of(plate).dash
    with_photo = replace(FULL, photo=Photo(b"x", "image/png"))
    shapes = [*flat(card_shapes(with_photo, RECT, LOOK, EVEN))]
    assert [one.round for one in shapes if isinstance(one, Picture)] == [True]
    assert "JO" not in words(shapes)


def test_from_far_a_card_says_less() -> None:
    names = words(card_shapes(FULL, RECT, LOOK, EVEN, Detail.NAMES))
    assert names == ["JO", "Jana Ode"]
    assert not words(card_shapes(FULL, RECT, LOOK, EVEN, Detail.BLOCK))
    fills = {
        ink_of(next(flat(card_shapes(Face("J", tone=t), RECT, LOOK, EVEN, Detail.BLOCK)))).fill
        for t in (Tone.GOOD, Tone.EVEN, Tone.WARY, Tone.COLD)
    }
    assert len(fills) == 4


@given(st.text(max_size=30), st.floats(0, 200))
def test_a_shortened_text_fits_and_is_as_long_as_can_be(text: str, room: float) -> None:
    said = elided(text, room, 12, 400, EVEN)
    assert EVEN.width(said, 12, 400) <= room or not said
    if said != text and said:
        assert said.endswith("…")
        kept = len(said) - 1
        longer = text[: kept + 1].rstrip() + "…"
        # One more letter that is a blank is cut off again: that is no longer text.
        if text[:kept] == said[:-1] and kept + 1 < len(text) and longer != said:
            assert EVEN.width(longer, 12, 400) > room


def test_a_long_text_is_broken_at_spaces() -> None:
    assert broken("one two three four five", 60, 2, 12, 400, EVEN) == ["one two", "three fou…"]
    assert broken("", 60, 2, 12, 400, EVEN) == []


# -- lines ---------------------------------------------------------------------------------

ROUTE = Route(
    0, 1, (Point(0, 0), Point(0, 60), Point(90, 60), Point(90, 200)), Rect(20, 50, 60, 18)
)


def test_kinds_of_line_differ_without_colour() -> None:
    """In form: dashes, an arrow, a zigzag (checklist 14)."""
    forms = set()
    for kind in Kind:
        shapes = [*flat(tie_shapes(ROUTE, kind, "", LOOK))]
        strokes = [one for one in shapes if isinstance(one, Path)]
        forms.add((len(strokes), bool(strokes[0].ink.dash), len(strokes[0].steps) > 20))
    assert len(forms) == len(Kind)


@pytest.mark.parametrize("kind", Kind)
def test_a_tie_says_its_kind_on_ground_of_its_own(kind: Kind) -> None:
    [group] = tie_shapes(ROUTE, kind, "influences", LOOK, 3)
    assert isinstance(group, Group)
    assert group.title == "influences"
    assert words([group]) == ["influences"]
    ground = [one for one in group.shapes if isinstance(one, Box)]
    assert [one.rect for one in ground] == [ROUTE.label]
    assert label_size("influences", EVEN)[0] >= EVEN.width("influences", 12, 500)
    whole = ground_of(ROUTE)
    assert all(whole.grown(-4).holds(point) for point in ROUTE.points)


def test_strong_ties_are_thicker() -> None:
    widths = []
    for strength in (1, 2, 3):
        first = next(flat(tie_shapes(ROUTE, Kind.INFLUENCE, "", LOOK, strength)))
        widths.append(ink_of(first).width)
    assert widths == sorted(set(widths))


def test_lines_of_reporting_are_one_shape() -> None:
    assert report_shapes((), LOOK) == ()
    [path] = report_shapes([(Point(0, 0), Point(0, 9)), (Point(0, 9), Point(5, 9))], LOOK)
    assert isinstance(path, Path)
    assert len(path.steps) == 4


def test_a_legend_breaks_between_its_entries() -> None:
    entries = [(Kind.DOTTED, "Dotted line"), (Tone.WARM, "Mentor"), (Tone.COLD, "Opponent")]
    shapes, ground = legend_shapes(entries, Point(10, 20), 150, LOOK, EVEN)
    assert words(shapes) == ["Dotted line", "Mentor", "Opponent"]
    texts = [one for one in shapes if isinstance(one, Text)]
    assert len({one.at.y for one in texts}) == 2
    for text in texts:
        left, right = extent(text)
        assert ground.x <= left
        assert right <= ground.right + 0.01
        assert ground.right <= 10 + 150
        assert ground.y < text.at.y < ground.bottom


def test_the_bundled_typeface_is_measured() -> None:
    inter = Inter()
    assert inter.width("", 12, 400) == 0
    assert inter.width("iii", 12, 400) < inter.width("mmm", 12, 400)
    assert inter.width("Economic buyer", 12, 400) < inter.width("Economic buyer", 12, 600)
    assert inter.width("Economic buyer", 24, 400) == pytest.approx(
        2 * inter.width("Economic buyer", 12, 400)
    )
    assert inter.width("Ωж東京", 10, 400) > 20
