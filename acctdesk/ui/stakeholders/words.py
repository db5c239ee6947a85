"""Words and signs that several views of a map share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from acctdesk.metrics.stakeholders import quadrant
from acctdesk.words import Lazy, _, lazy

if TYPE_CHECKING:
    from acctdesk.services.stakeholder import Card

QUADRANTS: dict[str, tuple[Lazy, Lazy]] = {
    "manage_closely": (lazy("Manage closely"), lazy("Contact weekly")),
    "keep_satisfied": (lazy("Keep satisfied"), lazy("Contact monthly")),
    "keep_informed": (lazy("Keep informed"), lazy("Contact fortnightly")),
    "monitor": (lazy("Monitor"), lazy("Contact quarterly")),
}
"""Name of each quadrant, and the cadence it asks for."""


def dots(rank: int) -> str:
    """How well somebody is known as three dots: "●●○"."""
    return "●" * rank + "○" * (3 - rank)


def standing(card: Card, power: int | None, interest: int | None) -> str:
    """Who stands where between power and interest, in a sentence."""
    names = {"name": card.label or _("Unknown"), "power": power, "interest": interest}
    found = quadrant(power, interest)
    if found is not None:
        names["quadrant"] = str(QUADRANTS[found][0])
        return _("%(name)s: power %(power)s, interest %(interest)s. %(quadrant)s") % names
    if power is not None:
        return _("%(name)s: power %(power)s, interest not said") % names
    if interest is not None:
        return _("%(name)s: interest %(interest)s, power not said") % names
    return _("%(name)s: power and interest not said") % names
