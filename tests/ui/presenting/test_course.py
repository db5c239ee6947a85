"""The way through a deck, and the time it takes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from acctdesk.ui.presenting.course import Course, Stopwatch
from acctdesk.ui.presenting.talk import Cue, Step, Talk, lines_of, slide_of, steps_of
from acctdesk.ui.presenting.wording import clock, place
from tests.ui.presenting.standin import make_deck, make_talk


def test_forward_and_back_pass_details_by() -> None:
    course = Course(make_deck(4, more=2))
    for expected in (Step(1), Step(2), Step(3), Step(3)):
        course.forward()
        assert course.step == expected
    assert course.following() is None
    course.back()
    assert course.step == Step(2)
    course.first()
    course.back()
    assert course.step == Step(0)
    assert course.before() is None
    course.last()
    assert course.step == Step(3)


def test_details_are_beneath_their_slide() -> None:
    course = Course(make_deck(4, more=2))
    course.down()
    assert course.step == Step(0)  # none was prepared
    course.go(Step(2))
    course.down()
    course.down()
    assert course.step == Step(2, 2)
    course.down()
    assert course.step == Step(2, 2)
    course.up()
    assert course.step == Step(2, 1)
    course.turn()
    assert course.step == Step(2)
    course.turn()
    assert course.step == Step(2, 1)
    course.back()
    assert course.step == Step(2)
    course.turn()
    course.forward()
    assert course.step == Step(3)


def test_checking_goes_through_details_as_well() -> None:
    course = Course(make_deck(3, more=2), through=True)
    ends: list[bool] = []
    course.finished.connect(lambda: ends.append(True))
    passed = [course.step]
    while course.following() is not None:
        assert not course.is_finished
        course.forward()
        passed.append(course.step)
    assert passed == [Step(0), Step(1), Step(2), Step(2, 1), Step(2, 2)]
    assert course.seen == set(passed)
    course.back()
    course.last()
    assert ends == [True]  # told once


def test_what_is_not_there_is_not_gone_to() -> None:
    course = Course(make_deck(3))
    moved: list[Step] = []
    course.moved.connect(lambda: moved.append(course.step))
    for step in (Step(3), Step(-1), Step(0, 1), Step(0)):
        course.go(step)
    assert moved == []
    with pytest.raises(ValueError, match="slides"):
        Course(replace(make_deck(1), slides=()))


def test_black_is_told_once() -> None:
    course = Course(make_deck(2))
    told: list[bool] = []
    course.blanked.connect(told.append)
    course.blank()
    course.blank()
    course.resume()
    course.resume()
    assert told == [True, False]


def test_time_is_counted_by_slide_and_stands_while_it_is_black() -> None:
    now = [100.0]
    watch = Stopwatch(lambda: now[0])
    watch.show(0)
    now[0] += 30
    assert watch.spent(0) == 30
    watch.show(1)
    now[0] += 5
    watch.show(None)
    now[0] += 60
    assert (watch.spent(0), watch.spent(1)) == (30, 5)
    watch.show(0)
    now[0] += 1
    assert watch.spent(0) == 31
    assert watch.total() == 96
    watch.begin()
    assert (watch.total(), watch.spent(0)) == (0, 0)


def test_a_talk_says_what_belongs_to_a_slide() -> None:
    talk = make_talk(3)
    assert talk.minutes == 15
    assert talk.cue(1).minutes == 5
    assert talk.cue(7) == Cue()
    assert Talk(make_deck(1)).minutes == 0
    assert steps_of(make_deck(3, more=1)) == (Step(0), Step(1), Step(2), Step(2, 1))
    assert slide_of(make_deck(3, more=2), Step(2, 2)).name == "Cause 2"


def test_what_is_read_out_has_neither_notes_nor_details() -> None:
    slide = make_deck(3, more=2).slides[2]
    lines = lines_of(slide)
    assert "Nov" in lines
    assert "99.95 %" in lines
    assert "Source: monitoring" in lines
    assert not set(slide.notes) & set(lines)
    assert "Cause 1 in detail" not in lines


@pytest.mark.parametrize(
    ("seconds", "said"), [(0, "0:00"), (-1, "0:00"), (65.9, "1:05"), (3600, "1:00:00")]
)
def test_time_in_words(seconds: float, said: str) -> None:
    assert clock(seconds) == said


def test_places_in_words() -> None:
    assert place(4, 9) == "Slide 4 of 9"
    assert place(4, 9, 2) == "Slide 4 of 9, detail 2"
