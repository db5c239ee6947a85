"""NPS, CSAT and CES with their worked examples: docs of `acctdesk.metrics.satisfaction`."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acctdesk.metrics.satisfaction import (
    CES,
    CSAT,
    FEWEST,
    NPS,
    SCALES,
    nps,
    nps_error,
    nps_variance,
    score,
    wilson,
)

HALF, SIXTH = Fraction(1, 2), Fraction(1, 6)


def test_the_worked_example_of_nps() -> None:
    assert float(nps(HALF, SIXTH)) == pytest.approx(33.3, abs=0.05)
    assert nps_variance(HALF, SIXTH) == Fraction(5, 9)
    assert nps_error(HALF, SIXTH, 20) == pytest.approx(100 * (5 / 9 / 20) ** 0.5)


def test_nps_of_answers_has_its_count_and_interval() -> None:
    told = score(NPS, [10, 9, 9, 10, 9, 9, 8, 7, 6, 0, 8, 7])  # 6 of 12, 2 of 12
    assert (told.n, told.groups, told.value) == (12, (6, 4, 2), Fraction(100, 3))
    assert told.low is not None
    assert told.high is not None
    margin = 1.96 * nps_error(HALF, SIXTH, 12)
    assert told.low == pytest.approx(100 / 3 - margin, abs=0.01)
    assert told.high == pytest.approx(100 / 3 + margin, abs=0.01)


@pytest.mark.parametrize(
    ("asked", "answers", "share", "groups"),
    [
        (CSAT, [5] * 50 + [4] * 30 + [3] * 15 + [1] * 5, Fraction(4, 5), (80, 20)),
        (CES, [7, 7, 6, 6, 5, 5, 5, 5, 4, 1], Fraction(4, 5), (8, 2)),
    ],
)
def test_the_worked_examples_of_csat_and_ces(
    asked: str, answers: list[int], share: Fraction, groups: tuple[int, ...]
) -> None:
    told = score(asked, answers)
    assert (told.value, told.groups) == (share, groups)
    assert told.mean == Fraction(sum(answers), len(answers))


def test_below_ten_answers_there_is_no_score() -> None:
    told = score(NPS, [10] * (FEWEST - 1))
    assert (told.n, told.groups) == (9, (9, 0, 0))
    assert (told.value, told.low, told.high, told.mean) == (None, None, None, None)
    assert score(NPS, [10] * FEWEST).value == 100


@pytest.mark.parametrize(
    ("asked", "answer"), [(NPS, 11), (NPS, -1), (CSAT, 0), (CSAT, 6), (CES, 8)]
)
def test_an_answer_off_the_scale_is_refused(asked: str, answer: int) -> None:
    with pytest.raises(ValueError, match="an answer is not from"):
        score(asked, [answer])


def test_an_unknown_question_is_refused() -> None:
    with pytest.raises(ValueError, match="no such question"):
        score("stars", [])


def test_the_interval_of_a_share_is_the_textbook_one() -> None:
    low, high = wilson(80, 100)  # Wilson 1927: 0.711 to 0.867
    assert (round(low, 3), round(high, 3)) == (0.711, 0.867)
    assert wilson(10, 10)[1] == pytest.approx(1)
    assert wilson(0, 10)[0] == 0


@given(st.sampled_from([NPS, CSAT, CES]).flatmap(
    lambda asked: st.tuples(
        st.just(asked), st.lists(st.integers(*SCALES[asked]), min_size=FEWEST, max_size=60)
    )
))  # fmt: skip
def test_a_score_lies_within_its_interval_and_its_scale(asked: tuple[str, list[int]]) -> None:
    name, answers = asked
    told = score(name, answers)
    assert told.value is not None
    assert told.low is not None
    assert told.high is not None
    least, most = (-100, 100) if name == NPS else (0, 1)
    assert least <= told.low <= float(told.value) + 1e-9
    assert float(told.value) - 1e-9 <= told.high <= most
    assert sum(told.groups) == told.n == len(answers)
    assert score(name, list(reversed(answers))) == told


@given(st.lists(st.integers(0, 10), min_size=FEWEST, max_size=40))
def test_a_better_answer_never_lowers_the_nps(answers: list[int]) -> None:
    better = score(NPS, [10, *answers[1:]]).value
    held = score(NPS, answers).value
    assert better is not None
    assert held is not None
    assert better >= held
