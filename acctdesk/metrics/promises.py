"""Promises: how each stands on a day, and how many are kept.

A promise is open, overdue, kept, kept late or dropped. It is kept in time when it is done on its
day or before; one without a day is never late.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

OPEN, OVERDUE, KEPT, KEPT_LATE, DROPPED = "open", "overdue", "kept", "kept_late", "dropped"
STANDINGS = (OVERDUE, OPEN, KEPT_LATE, KEPT, DROPPED)
"""How a promise can stand, what needs attention first."""


def standing(state: str, due: dt.date | None, done: dt.date | None, today: dt.date) -> str:
    """How a promise stands on a day.

    Args:
        state: "open", "kept" or "dropped".
        due: The day until which it was promised; None for no day.
        done: The day it was kept; None for an unknown one, which counts as in time.
        today: The day.

    Returns:
        One of `STANDINGS`.

    Raises:
        ValueError: There is no such state.
    """
    if state == DROPPED:
        return DROPPED
    if state == KEPT:
        return KEPT_LATE if due is not None and done is not None and done > due else KEPT
    if state != OPEN:
        raise ValueError(f"no such state: {state}")
    return OVERDUE if due is not None and today > due else OPEN


def days_late(state: str, due: dt.date | None, done: dt.date | None, today: dt.date) -> int:
    """Days after the day it was due: of an overdue one so far, of one kept late in all; else 0.

    See `standing`.
    """
    told = standing(state, due, done, today)
    if due is None or told not in (OVERDUE, KEPT_LATE):
        return 0
    end = today if told == OVERDUE or done is None else done
    return (end - due).days


@dataclass(frozen=True, slots=True)
class Tally:
    """How many promises stand how.

    Attributes:
        open: Not yet due.
        overdue: Due and not kept.
        kept: Kept in time.
        kept_late: Kept after their day.
        dropped: Given up.
    """

    open: int = 0
    overdue: int = 0
    kept: int = 0
    kept_late: int = 0
    dropped: int = 0

    @property
    def n(self) -> int:
        """How many there are."""
        return self.open + self.judged

    @property
    def judged(self) -> int:
        """How many the rate rests on: all but those not yet due."""
        return self.kept + self.kept_late + self.dropped + self.overdue

    @property
    def rate(self) -> Decimal | None:
        """Kept in time / (kept + kept late + dropped + overdue); None where none is judged."""
        return Decimal(self.kept) / self.judged if self.judged else None


def tally(standings: Iterable[str]) -> Tally:
    """Count promises by how they stand.

    Args:
        standings: Each one's standing.

    Raises:
        ValueError: One is not of `STANDINGS`.
    """
    counts = dict.fromkeys(STANDINGS, 0)
    for one in standings:
        if one not in counts:
            raise ValueError(f"no such standing: {one}")
        counts[one] += 1
    return Tally(counts[OPEN], counts[OVERDUE], counts[KEPT], counts[KEPT_LATE], counts[DROPPED])
