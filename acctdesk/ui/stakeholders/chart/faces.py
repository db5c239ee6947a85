"""A card in words, for who can't see it; what it says is `acctdesk.exchange.maps.faces`'s."""

from __future__ import annotations

from typing import TYPE_CHECKING

from acctdesk.drawing.card import Face
from acctdesk.words import _, _n

if TYPE_CHECKING:
    from acctdesk.ui.stakeholders.chart.plan import Plan


def sentence(plan: Plan, face: Face, position: str) -> str:
    """A card in words: everything on it, whom they report to, and how many report to them."""
    card = plan.card(position)
    if card is None:
        return ""
    parts = [face.says]
    manager = plan.card(card.manager)
    if manager is not None:
        parts.append(_("reports to %s") % (manager.label or _("Unknown")))
    elif card.parked:
        parts.append(_("parked"))
    reports = len(plan.below.get(position, ()))
    if reports:
        parts.append(_n("{n} report", "{n} reports", reports))
    hidden = plan.folded.get(position)
    if hidden:
        parts.append(_n("{n} person folded away", "{n} people folded away", hidden))
    return "; ".join(part for part in parts if part)
