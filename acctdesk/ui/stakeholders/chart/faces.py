"""What the cards of a map say: the face of each, and a sentence for who can't see it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from acctdesk.drawing.card import Face
from acctdesk.drawing.look import Tone
from acctdesk.metrics.stakeholders import CADENCE_DAYS, strength_rank
from acctdesk.ui.widgets.cards import initials
from acctdesk.words import Lazy, _, _n, lazy

if TYPE_CHECKING:
    from acctdesk.services.stakeholder import Card, StakeholderMap
    from acctdesk.ui.stakeholders.chart.plan import Plan

Word = Callable[[str, str, str], str]
"""Says a code of a field in words: kind, field, code."""

TONES: Mapping[str, Tone] = {
    "mentor": Tone.WARM,
    "supporter": Tone.GOOD,
    "neutral": Tone.EVEN,
    "sceptic": Tone.WARY,
    "opponent": Tone.COLD,
}
"""The tone of each attitude."""

_KNOWN: tuple[Lazy, ...] = (lazy("Not met"), lazy("Brief"), lazy("Multiple"), lazy("In depth"))


def best_ranks(seen: StakeholderMap) -> dict[str, int]:
    """How well the one of us who knows a person best knows them, 0 to 3, by person."""
    found: dict[str, int] = {}
    for bond in seen.relations:
        # Who met and said nothing of it knows each other briefly.
        rank = strength_rank(bond.strength) if bond.strength else int(bond.last_contact is not None)
        found[bond.person] = max(found.get(bond.person, 0), rank)
    return found


def is_cooling(card: Card, day: dt.date) -> bool:
    """Whether somebody was met, and longer ago than their cadence allows."""
    cadence = card.due_cadence
    if card.last_contact is None or cadence not in CADENCE_DAYS:
        return False
    return (day - card.last_contact).days > CADENCE_DAYS[cadence]


def make_faces(
    seen: StakeholderMap, word: Word, badges: Mapping[str, str] | None = None
) -> dict[str, Face]:
    """The face of every card, by position.

    Args:
        seen: The map.
        word: Says codes in words.
        badges: Words beside some names, such as what changed since a day.
    """
    ranks = best_ranks(seen)
    found: dict[str, Face] = {}
    said: dict[tuple[str, str], str] = {}

    def words(name: str, code: str) -> str:
        if (name, code) not in said:
            said[name, code] = word("position", name, code)
        return said[name, code]

    for card in seen.cards:
        rank = ranks.get(card.person, 0)
        if card.is_placeholder:
            known = _("No contact")
        elif is_cooling(card, seen.day):
            known = _("Cooling")
        else:
            known = str(_KNOWN[rank])
        role = words("buying_roles", card.roles[0]) if card.roles else ""
        if len(card.roles) > 1:
            role = f"{role} +{len(card.roles) - 1}"
        if card.is_placeholder and not role:
            role = _("Role unfilled")
        badge = (badges or {}).get(card.position, "")
        if not badge and card.status in ("leaving", "left"):
            badge = words("status", card.status)
        found[card.position] = Face(
            name=card.name or _("Unknown"),
            title=card.title,
            initials="?" if card.is_placeholder else initials(card.name),
            role=role,
            attitude=words("attitude", card.attitude) if card.attitude else "",
            tone=TONES.get(card.attitude),
            dots=rank,
            known=known,
            placeholder=card.is_placeholder,
            badge=badge,
        )
    return found


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
