"""How far accounts are ready to be handed over, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from acctdesk.metrics.handover import Check


@dataclass(frozen=True, slots=True)
class AccountReadiness:
    """How far one account is ready.

    Attributes:
        account: Account id.
        name: Its name.
        share: Weighted share of the checks that are met, 0 to 1.
        checks: Those that apply, in the order of `CODES`.
    """

    account: str
    name: str
    share: Fraction
    checks: tuple[Check, ...]

    @property
    def missing(self) -> tuple[Check, ...]:
        """The checks that aren't met, the weightiest first."""
        return tuple(
            sorted((one for one in self.checks if not one.met), key=lambda one: -one.weight)
        )
