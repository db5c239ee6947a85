"""Whole pictures: all on them, nothing on top of each other, a watermark wherever one cuts."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from acctdesk.drawing.card import HEIGHT, LOW, WIDTH, Face
from acctdesk.drawing.chart import Aside, Link, chart, placed
from acctdesk.drawing.framing import Frame, framed
from acctdesk.drawing.geometry import Point, Rect
from acctdesk.drawing.look import Kind, Look, Tone
from acctdesk.drawing.quadrants import DISC, Spot, Words, quadrants, spread
from acctdesk.drawing.scene import Group, Scene, Text
from acctdesk.drawing.svg import to_svg
from tests.drawing.forests import grown, overlapping
from tests.drawing.measuring import Even
from tests.drawing.test_card import flat, words

EVEN = Even()
FRAME = Frame("People at Acme", "As of 14 Oct 2026")
TEXT = "{http://www.w3.org/2000/svg}text"


def test_a_chart_holds_everybody_and_every_line() -> None:
    faces = [Face(name, "Title", "XX") for name in ("Ann", "Ben", "Cem", "Dan")]
    links = [
        Link(1, 2, Kind.INFLUENCE, "influences", 3), Link(3, 2, Kind.CONFLICT, "conflict"),
        Link(0, 3, Kind.DOTTED, "dotted line"),
    ]  # fmt: skip
    frame = Frame("Acme", "Today", [(Kind.DOTTED, "dotted"), (Tone.WARM, "Mentor")], "Internal")
    aside = Aside("Parked", (Face("Eve"), Face("Fay")))
    scene = chart(faces, [None, 0, 0, 1], frame, EVEN, links=links, aside=aside)
    said = words(scene.shapes)
    assert {"Ann", "Ben", "Cem", "Dan", "Parked", "Eve", "Fay", "Acme", "Today"} < set(said)
    assert {"influences", "conflict", "dotted line", "Mentor"} < set(said)
    read = ET.fromstring(to_svg(scene))
    assert [one.text for one in read.iter(TEXT)] == said
    for text in (one for one in flat(scene.shapes) if isinstance(one, Text)):
        assert scene.bounds.holds(text.at)


def test_cards_without_a_foot_are_low_and_all_of_one_map_alike() -> None:
    low = placed([Face("Ann"), Face("Ben")], [None, 0])
    assert [place and place[2:] for place in low.places] == [(WIDTH, LOW)] * 2
    high = placed([Face("Ann"), Face("Ben", role="User")], [None, 0])
    assert [place and place[2:] for place in high.places] == [(WIDTH, HEIGHT)] * 2


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 300), st.integers(0, 999))
def test_no_cards_overlap_children_stand_below_and_keep_their_order(count: int, seed: int) -> None:
    parents = [card.parent for card in grown(count, seed)]
    layout = placed([Face(str(at)) for at in range(count)], parents)
    assert not overlapping(layout)
    rows: dict[int, list[tuple[float, float, int]]] = {}
    for at, parent in enumerate(parents):
        place = layout.places[at]
        assert place is not None
        if parent is not None:
            above = layout.places[parent]
            assert above is not None
            assert place.y >= above.bottom
            rows.setdefault(parent, []).append((place.x, place.y, at))
    for kids in rows.values():
        assert [at for *_where, at in sorted(kids)] == [at for *_where, at in kids]


def test_moves_by_hand_are_kept() -> None:
    faces, parents = [Face("Ann"), Face("Ben")], [None, 0]
    plain = placed(faces, parents)
    moved = placed(faces, parents, [Point(0, 0), Point(300, 40)])
    one, other = plain.places[1], moved.places[1]
    assert one is not None
    assert other is not None
    assert (other.x - one.x, other.y - one.y) == (300, 40)


def test_an_empty_map_is_a_picture_too() -> None:
    scene = chart([], [], FRAME, EVEN)
    assert words(scene.shapes) == ["People at Acme", "As of 14 Oct 2026"]
    assert scene.bounds.width > 400


@given(st.floats(1, 9000), st.floats(1, 4000))
def test_no_piece_of_an_internal_map_goes_without_its_mark(width: float, height: float) -> None:
    frame = Frame("T", watermark="Internal")
    scene = framed((), Rect(0, 0, width, height), frame, Look(), EVEN)
    stamps = [one.at for one in flat(scene.shapes) if isinstance(one, Text) and one.angle]
    assert stamps
    whole = scene.bounds
    # Wherever one cuts out a piece of this size, there is a mark in it.
    across, down = min(840.0, whole.width), min(480.0, whole.height)
    for left in range(int(whole.x), int(whole.right - across) + 1, 190):
        for top in range(int(whole.y), int(whole.bottom - down) + 1, 110):
            piece = Rect(left - 1, top - 1, across + 2, down + 2)
            assert any(piece.holds(at) for at in stamps)


# -- power and interest --------------------------------------------------------------------

WORDS = Words("Power", "Interest", (("Close", "weekly"), ("Satisfied", ""), ("Informed", ""),
                                    ("Monitor", "")))  # fmt: skip

spots = st.lists(
    st.builds(
        Spot,
        st.builds(Face, st.text("abc de", max_size=25), initials=st.just("XX")),
        st.integers(0, 10),
        st.integers(0, 10),
    ),
    max_size=60,
)


@settings(max_examples=40, deadline=None)
@given(spots)
def test_marks_keep_apart_and_in_their_quadrant(people: list[Spot]) -> None:
    plane = spread(people, EVEN, 5)
    for at, (spot, place) in enumerate(zip(people, plane.places, strict=True)):
        assert not any(place.overlaps(other) for other in plane.places[:at])
        quarter = (0 if spot.interest >= 5 else 1) if spot.power >= 5 else (
            2 if spot.interest >= 5 else 3
        )  # fmt: skip
        room = plane.quadrants[quarter]
        assert room.holds(plane.homes[at])
        assert room.holds(Point(place.x, place.y))
        assert room.holds(Point(place.right, place.bottom))


def test_who_stands_alone_stands_where_they_belong() -> None:
    people = [Spot(Face("Ann", initials="A"), 8, 2), Spot(Face("Ben", initials="B"), 2, 8)]
    plane = spread(people, EVEN, 5)
    for home, place in zip(plane.homes, plane.places, strict=True):
        assert place.middle.x == home.x
        assert place.y + DISC / 2 == home.y


def test_a_crowd_makes_the_plane_grow() -> None:
    people = [Spot(Face(f"Person {n}", initials="P"), 5, 5) for n in range(120)]
    plane = spread(people, EVEN, 5)
    assert plane.rect.width > spread(people[:3], EVEN, 5).rect.width
    assert len(set(plane.places)) == 120


def test_the_plane_names_its_axes_and_quadrants() -> None:
    people = [Spot(Face("Ann", initials="AN", attitude="Mentor", tone=Tone.WARM), 5, 5)] * 9
    scene: Scene = quadrants(people, WORDS, FRAME, EVEN, high=5)
    said = words(scene.shapes)
    assert {"Power", "Interest", "Close", "weekly", "Satisfied", "Informed", "Monitor"} < set(said)
    assert said.count("Ann") == 9
    assert said.count("0") == said.count("10") == 2
    titles = [one.title for one in scene.shapes if isinstance(one, Group)]
    assert titles == ["Ann, Mentor"] * 9
    ET.fromstring(to_svg(scene))
