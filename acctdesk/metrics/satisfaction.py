"""Satisfaction: NPS, CSAT and CES from single answers, always with how many they rest on.

NPS is the share of promoters (9 and 10) less that of detractors (0 to 6), in points from -100 to
100, with a 95 % interval from the standard error √((p + d - (p - d)²)/n). CSAT is the share of 4
and 5 of 5. CES is the share of 5 and more of 7, with the mean beside it. Below ten answers there
is no score: single answers say more than a figure that each of them turns round.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

NPS, CSAT, CES = "nps", "csat", "ces"
SCALES = {NPS: (0, 10), CSAT: (1, 5), CES: (1, 7)}
"""The least and the greatest answer to each question."""

FEWEST = 10
"""Answers below which there is no score."""

Z95 = 1.959963984540054
"""Standard errors on either side of a value that hold 95 % of a normal distribution."""


@dataclass(frozen=True, slots=True)
class Score:
    """What answers come to.

    Attributes:
        type: "nps", "csat" or "ces".
        n: How many answers.
        value: NPS in points from -100 to 100; CSAT and CES as a share, 0 to 1. None below
            `FEWEST` answers.
        low: Lower end of the 95 % interval, in the same unit; None likewise.
        high: Upper end.
        groups: Counts from the good end: promoters, passives, detractors of NPS; satisfied and
            others of the rest.
        mean: Mean of the answers; None below `FEWEST`.
    """

    type: str
    n: int
    value: Fraction | None
    low: float | None
    high: float | None
    groups: tuple[int, ...]
    mean: Fraction | None


def score(type: str, answers: Sequence[int]) -> Score:
    """What the answers to one question come to.

    Args:
        type: "nps", "csat" or "ces".
        answers: One a person.

    Raises:
        ValueError: There is no such question, or an answer is off its scale.
    """
    if type not in SCALES:
        raise ValueError(f"no such question: {type}")
    least, most = SCALES[type]
    if any(not least <= one <= most for one in answers):
        raise ValueError(f"an answer is not from {least} to {most}")
    n = len(answers)
    if type == NPS:
        good, bad = sum(one >= 9 for one in answers), sum(one <= 6 for one in answers)
        groups: tuple[int, ...] = (good, n - good - bad, bad)
    else:
        good = sum(one >= (4 if type == CSAT else 5) for one in answers)
        groups = (good, n - good)
    if n < FEWEST:
        return Score(type, n, None, None, None, groups, None)
    mean = Fraction(sum(answers), n)
    if type == NPS:
        value = nps(Fraction(good, n), Fraction(groups[2], n))
        margin = Z95 * nps_error(Fraction(good, n), Fraction(groups[2], n), n)
        low, high = max(float(value) - margin, -100.0), min(float(value) + margin, 100.0)
        return Score(type, n, value, low, high, groups, mean)
    share = Fraction(good, n)
    low, high = wilson(good, n)
    return Score(type, n, share, low, high, groups, mean)


def nps(promoters: Fraction, detractors: Fraction) -> Fraction:
    """NPS in points of the shares of promoters and detractors."""
    return (promoters - detractors) * 100


def nps_variance(promoters: Fraction, detractors: Fraction) -> Fraction:
    """Variance of one answer counted as 1, 0 or -1: p + d - (p - d)²."""
    return promoters + detractors - (promoters - detractors) ** 2


def nps_error(promoters: Fraction, detractors: Fraction, n: int) -> float:
    """Standard error of an NPS in points: √((p + d - (p - d)²)/n) × 100."""
    return math.sqrt(nps_variance(promoters, detractors) / n) * 100


def wilson(hits: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share by Wilson's formula, which never leaves 0 to 1.

    Args:
        hits: How many count.
        n: Of how many, at least one.
    """
    share, square = hits / n, Z95**2
    middle = (share + square / (2 * n)) / (1 + square / n)
    spread = Z95 * math.sqrt(share * (1 - share) / n + square / (4 * n * n)) / (1 + square / n)
    return max(middle - spread, 0.0), min(middle + spread, 1.0)
