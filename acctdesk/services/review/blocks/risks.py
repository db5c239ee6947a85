"""What may go wrong, and what is done about it."""

from __future__ import annotations

from acctdesk.clientview import Slide, Table
from acctdesk.services.review.rows import Row
from acctdesk.services.review.said import NOTHING, day, marked, who
from acctdesk.services.review.stock import Block, Material, Withheld
from acctdesk.words import _, _n, lazy

_LEVELS = {"high": 3, "medium": 2, "low": 1}
_STATES = {"open": "warn", "reduced": "good", "accepted": "none", "occurred": "bad"}


class Risks(Block):
    """Risks that aren't closed, the gravest first."""

    code = "risks"
    label = lazy("Risks")
    agenda = ("risk",)

    def slides(self, material: Material) -> tuple[Slide, ...]:
        """One slide; none without a risk."""
        held = [one for one in material.stock.all("risk") if one["state"] != "closed"]
        if not held:
            return ()
        held.sort(key=lambda one: (-_weight(one), one.text("name").casefold()))
        headings = (_("Risk"), _("Likelihood"), _("Impact"), _("Response"), _("Who"), _("By"),
                    _("State"))  # fmt: skip
        rows = tuple(
            (
                one.text("name"), one.text("likelihood") or NOTHING, one.text("impact") or NOTHING,
                " ".join(one.lines("response")) or NOTHING, who(one), day(one.text("due")),
                marked(_STATES.get(one["state"], "none"), one.text("state")),
            )
            for one in held
        )  # fmt: skip
        open_ones = [one for one in held if one["state"] in ("open", "occurred")]
        title = _n("{n} risk is in view", "{n} risks are in view", len(held))
        if open_ones and len(open_ones) < len(held):
            title += ", " + _n("{n} is open", "{n} are open", len(open_ones))
        notes = (_("Sorted by likelihood and impact together."),) if len(held) > 1 else ()
        return (Slide(_("Risks"), title, "", (Table(headings, rows),), notes=notes),)

    def withheld(self, material: Material) -> tuple[Withheld, ...]:
        """Risks that aren't flagged for the client."""
        count = material.stock.rows.held_back("risk")
        return (Withheld(_("Risks not flagged for the client"), count),) if count else ()


def _weight(one: Row) -> int:
    return _LEVELS.get(one["likelihood"], 0) * _LEVELS.get(one["impact"], 0)
