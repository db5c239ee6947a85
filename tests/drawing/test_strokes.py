"""Kinds of line and marks are told apart by shape, and stay where the line is."""

from __future__ import annotations

import itertools
from math import hypot, isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acctdesk.drawing.geometry import Point, Rect
from acctdesk.drawing.scene import Close, Curve, Line, Move, Oval, Path
from acctdesk.drawing.strokes import Mark, arrow_head, cut, mark, plain, rounded, zigzag

NUMBER = st.floats(-1000, 1000, allow_nan=False)
LINES = st.lists(st.builds(Point, NUMBER, NUMBER), min_size=2, max_size=8)
ELBOW = [Point(0, 0), Point(100, 0), Point(100, 40)]


def off(point: Point, one: Point, other: Point) -> float:
    """How far a point lies from a stretch."""
    dx, dy = other.x - one.x, other.y - one.y
    whole = dx * dx + dy * dy
    share = ((point.x - one.x) * dx + (point.y - one.y) * dy) / whole if whole else 0.0
    share = min(max(share, 0.0), 1.0)
    return hypot(point.x - one.x - dx * share, point.y - one.y - dy * share)


def test_corners_are_rounded_no_more_than_there_is_room() -> None:
    assert rounded(ELBOW, 8) == (
        Move(Point(0, 0)),
        Line(Point(92, 0)),
        Curve(Point(100, 0), Point(100, 8)),
        Line(Point(100, 40)),
    )
    assert rounded(ELBOW, 500)[2] == Curve(Point(100, 0), Point(100, 20))
    assert rounded(ELBOW[:2], 8) == plain(ELBOW[:2])


@given(LINES, st.floats(0, 50))
def test_a_rounded_line_ends_where_the_line_ends(points: list[Point], radius: float) -> None:
    steps = rounded(points, radius)
    assert steps[0] == Move(points[0])
    assert steps[-1] == Line(points[-1])
    for step in steps:
        to = step.to if not isinstance(step, Close) else points[0]
        assert min(off(to, a, b) for a, b in itertools.pairwise(points)) < 0.001


@given(LINES, st.floats(1, 20), st.floats(4, 60))
def test_a_zigzag_keeps_to_its_line(points: list[Point], height: float, wave: float) -> None:
    steps = zigzag(points, height, wave)
    at = [step.to for step in steps if not isinstance(step, Close)]
    assert at[0] == points[0]
    assert at[-1] == points[-1]
    for to in at:
        assert min(off(to, a, b) for a, b in itertools.pairwise(points)) < height + 0.01


def test_a_zigzag_swings_to_both_sides() -> None:
    steps = zigzag([Point(0, 0), Point(40, 0)], 3, 10)
    ys = [step.to.y for step in steps if isinstance(step, Line)]
    assert ys == pytest.approx([-3, 3] * 4 + [0])
    assert zigzag([], 3, 10) == ()


def test_an_arrow_points_the_way_the_line_goes() -> None:
    head = arrow_head(ELBOW, 10, 8)
    assert head == (
        Move(Point(100, 40)), Line(Point(96, 30)), Line(Point(104, 30)), Close(),
    )  # fmt: skip
    assert cut(ELBOW, 10) == (*ELBOW[:2], Point(100, 30))
    assert arrow_head(ELBOW[:1], 10, 8) == ()
    assert arrow_head([ELBOW[0], ELBOW[0]], 10, 8) == ()


@given(LINES)
def test_what_is_cut_still_points_the_same_way(points: list[Point]) -> None:
    *_others, before, end = points
    short = cut(points, 10)[-1]
    length = hypot(end.x - before.x, end.y - before.y)
    assert off(short, before, end) < 0.001
    assert isclose(hypot(end.x - short.x, end.y - short.y), min(10, length * 0.9), abs_tol=0.001)


@pytest.mark.parametrize("kind", Mark)
def test_marks_fill_their_place_and_differ(kind: Mark) -> None:
    rect = Rect(10, 20, 12, 12)
    shape = mark(kind, rect, "#0072b2", "#000000")
    assert all(shape != mark(other, rect, "#0072b2", "#000000") for other in Mark if other != kind)
    if isinstance(shape, Oval):
        assert rect.holds(Point(shape.rect.x, shape.rect.y))
        assert rect.holds(Point(shape.rect.right, shape.rect.bottom))
        return
    assert isinstance(shape, Path)
    assert all(rect.holds(step.to) for step in shape.steps if isinstance(step, Move | Line))
