"""Words and signs that several views of a map share."""

from __future__ import annotations

from acctdesk.words import Lazy, lazy

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
