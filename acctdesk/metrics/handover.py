"""Readiness: how far an account is ready to be handed to a colleague.

The program's own definition: readiness is the share of weighted checks that are met, of those that
apply. A check is met when nothing is behind it, and tells the records that are. What an account
doesn't have, such as service levels, isn't asked of it. Everything here takes plain values, days
included, and answers with codes and values, never with sentences.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

OWNER = "owner"
DECISION_MAKER = "decision_maker"
SPONSOR = "sponsor"
CONTACT_DATA = "contact_data"
KNOWN = "known"
GOALS = "goals"
RENEWAL = "renewal"
AGREEMENTS = "agreements"
MEASURED = "measured"
PROMISE_DATES = "promise_dates"
PROMISE_OWNERS = "promise_owners"
OVERDUE_TOLD = "overdue_told"
STEP_DATES = "step_dates"
IN_TOUCH = "in_touch"
REVIEW = "review"
RISKS = "risks"
OWN_FIELDS = "own_fields"

WEIGHTS = {
    OWNER: 3,
    DECISION_MAKER: 3,
    SPONSOR: 2,
    CONTACT_DATA: 2,
    KNOWN: 2,
    GOALS: 2,
    RENEWAL: 2,
    AGREEMENTS: 2,
    MEASURED: 2,
    PROMISE_DATES: 2,
    PROMISE_OWNERS: 2,
    OVERDUE_TOLD: 1,
    STEP_DATES: 1,
    IN_TOUCH: 2,
    REVIEW: 1,
    RISKS: 1,
    OWN_FIELDS: 1,
}
"""The checks in the order in which they are shown, with their weights: 3 for what nobody can take
over without, 2 for what is missed within weeks, 1 for what is good to have."""
CODES = tuple(WEIGHTS)

Behind = tuple[str, str]
"""A record: its kind and id."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is to be known or done before an account is handed over.

    Attributes:
        code: One of `CODES`.
        met: Whether nothing is behind it.
        count: How many records don't meet it.
        records: Those records, the most important first; the account itself where something is
            missing that no record stands for.
        weight: How much it counts.
        of: How many records were looked at.
    """

    code: str
    met: bool
    count: int
    records: tuple[Behind, ...]
    weight: int
    of: int


def share_met(checks: Iterable[Check]) -> Fraction | None:
    """Sum of the weights of the checks that are met / sum of all weights.

    Args:
        checks: Those that apply.

    Returns:
        0 to 1; None where no check applies.
    """
    held = list(checks)
    whole = sum(one.weight for one in held)
    return Fraction(sum(one.weight for one in held if one.met), whole) if whole else None
