"""How much of what an agreement allows is used, and what state that is."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

MET = "met"
AT_RISK = "at_risk"
BREACHED = "breached"
NO_DATA = "no_data"
STATES = (MET, AT_RISK, BREACHED, NO_DATA)

NOTICES = (100, 80, 50)
"""Percent of the allowance at which notice is given."""

RISK = 80
"""Percent of the allowance from which on an objective is at risk."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How an objective stands.

    Attributes:
        state: "met", "at_risk" from 80 % of the allowance on, "breached" over it, or "no_data".
        used: Share of the allowance used, 1 being all of it; None where nothing is allowed, or
            nothing is known.
        notice: 100, 80 or 50: the highest percentage of the allowance that is reached; else 0.
        final: Whether it can't mend any more. A breach of the tickets so far can while the period
            runs, since more tickets allow more misses; one of a budget of time can't.
    """

    state: str
    used: Decimal | None = None
    notice: int = 0
    final: bool = False


UNKNOWN = Standing(NO_DATA)


def standing(used: Decimal, allowed: Decimal, *, final: bool) -> Standing:
    """How an objective stands by what is used of what is allowed.

    Nothing used is met, also where nothing is allowed. Wholly used is at risk, not breached.

    Args:
        used: What is used: misses, seconds of downtime.
        allowed: What may be, in the same unit.
        final: Whether the period has ended, or a breach can't mend in it.

    Raises:
        ValueError: One of them is negative.
    """
    if used < 0 or allowed < 0:
        raise ValueError("a negative use or allowance")
    share = used / allowed if allowed else None
    if not used:
        return Standing(MET, share, 0, final)
    # Multiplied, not divided: a share that is a little below its notice stays below it.
    notice = next((one for one in NOTICES if 100 * used >= one * allowed), 0)
    if used > allowed:
        return Standing(BREACHED, share, notice, final)
    return Standing(AT_RISK if 100 * used >= RISK * allowed else MET, share, notice, final)
