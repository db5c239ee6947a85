"""Which values of a slide one can point at."""

from __future__ import annotations

from acctdesk.drawing.geometry import Point, Rect
from acctdesk.drawing.scene import (
    Anchor,
    Box,
    Close,
    Curve,
    Group,
    Ink,
    Line,
    Move,
    Oval,
    Path,
    Scene,
    Shape,
    Text,
)
from acctdesk.ui.presenting.spots import Spot, spot_at, spots_of

FILL = Ink("#0072b2")
STROKE = Ink(stroke="#0072b2", width=3)
NOTHING = Ink()


class Fixed:
    def width(self, text: str, size: float, weight: int) -> float:
        return len(text) * size / 2


def found(*shapes: Shape) -> tuple[Spot, ...]:
    return spots_of(Scene(Rect(0, 0, 1920, 1080), shapes), Fixed())


def test_the_innermost_titles_are_values() -> None:
    bar = Group((Box(Rect(10, 10, 50, 100), FILL),), "Oct: 3")
    chart = Group((Group((bar, Box(Rect(0, 0, 900, 600), FILL))),), "Tickets by month")
    (spot,) = found(chart, Box(Rect(0, 0, 5, 5), FILL))
    assert spot.words == "Oct: 3"
    assert spot.box == Rect(10, 10, 50, 100)


def test_what_fills_the_slide_or_is_empty_says_nothing() -> None:
    assert found(Group((Box(Rect(0, 0, 1900, 1000), FILL),), "All of it")) == ()
    assert found(Group((), "Nothing")) == ()


def test_what_stands_there_to_be_read_is_not_repeated() -> None:
    words = Text(Point(0, 40), "Availability 99.9 %", 20, "#000000")
    shapes = (Box(Rect(0, 0, 300, 80), FILL), Group((words,)))
    assert found(Group(shapes, "availability: 99.9 %")) == ()
    assert len(found(Group(shapes, "Availability: 99.9 %, target 99.5 %"))) == 1


def test_a_place_kept_around_a_point_is_no_part_of_what_is_seen() -> None:
    room, dot = Box(Rect(100, 0, 80, 600), NOTHING), Oval(Rect(130, 300, 20, 20), FILL)
    (spot,) = found(Group((room, dot), "Oct: 4"))
    assert spot.box == Rect(100, 0, 80, 600)
    assert spot.mark == Rect(130, 300, 20, 20)
    (bare,) = found(Group((room,), "Oct: none"))
    assert bare.mark == bare.box


def test_a_line_is_near_along_itself_not_within_its_corners() -> None:
    steps = (Move(Point(0, 0)), Line(Point(1000, 1000)))
    (spot,) = found(Group((Path(steps, STROKE),), "Target 99.9 %"))
    assert spot.far(Point(500, 500)) == 0
    assert spot.far(Point(1000, 0)) > 600


def test_curves_closed_lines_and_filled_ones() -> None:
    curve = Path((Move(Point(0, 0)), Curve(Point(100, 0), Point(100, 100))), STROKE)
    closed = Path(
        (Move(Point(300, 0)), Line(Point(400, 0)), Line(Point(400, 100)), Close()), STROKE
    )
    filled = Path((Move(Point(600, 0)), Line(Point(700, 0)), Line(Point(700, 100)), Close()), FILL)
    one, two, three = found(Group((curve,), "a"), Group((closed,), "b"), Group((filled,), "c"))
    assert one.far(Point(75, 25)) < 1
    assert two.far(Point(350, 50)) < 1  # on the side that closes it
    assert three.far(Point(610, 90)) == 0


def test_words_have_their_width_wherever_they_are_anchored() -> None:
    for anchor, left in ((Anchor.START, 100), (Anchor.MIDDLE, 80), (Anchor.END, 60)):
        text = Text(Point(100, 50), "four", 20, "#000000", anchor=anchor)
        (spot,) = found(Group((text,), "Value 4"))
        assert (spot.box.x, spot.box.width) == (left, 40)


def test_the_nearest_is_pointed_at_and_of_several_the_smallest() -> None:
    wide = Group((Box(Rect(0, 0, 500, 500), FILL),), "wide")
    small = Group((Box(Rect(100, 100, 50, 50), FILL),), "small")
    spots = found(wide, small)
    assert spot_at(spots, Point(120, 120), 20).words == "small"
    assert spot_at(spots, Point(300, 300), 20).words == "wide"
    assert spot_at(spots, Point(515, 300), 20).words == "wide"
    assert spot_at(spots, Point(530, 300), 20) is None
    assert spot_at((), Point(0, 0), 20) is None
