"""What the cards of an internal map say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from acctdesk.drawing.card import Face
from acctdesk.drawing.look import Tone
from acctdesk.exchange.maps.wording import Word
from acctdesk.metrics.stakeholders import CADENCE_DAYS, strength_rank
from acctdesk.services.stakeholder import Card, StakeholderMap
from acctdesk.words import Lazy, _, initials, lazy

TONES: Mapping[str, Tone] = {
    "mentor": Tone.WARM,
    "supporter": Tone.GOOD,
    "neutral": Tone.EVEN,
    "sceptic": Tone.WARY,
    "opponent": Tone.COLD,
}
"""The tone of each attitude, the warmest first."""

DECIDING = (
    "economic_buyer", "champion", "blocker", "technical_buyer", "coach", "user_buyer",
)  # fmt: skip
"""Buying roles, those nearest to the decision first."""

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
    return {
        card.position: _face(card, seen.day, ranks.get(card.person, 0), word, badges or {})
        for card in seen.cards
    }


def _weight(role: str) -> int:
    """How far from the decision a buying role is."""
    return DECIDING.index(role) if role in DECIDING else len(DECIDING)


def _face(card: Card, day: dt.date, rank: int, word: Word, badges: Mapping[str, str]) -> Face:
    if card.is_placeholder:
        known = _("No contact")
    elif is_cooling(card, day):
        known = _("Cooling")
    else:
        known = str(_KNOWN[rank])
    # The one that matters most stands there; the others are counted.
    first = min(card.roles, key=_weight, default="")
    role = word("position", "buying_roles", first) if first else ""
    if len(card.roles) > 1:
        role = f"{role} +{len(card.roles) - 1}"
    if card.is_placeholder and not role:
        role = _("Role unfilled")
    badge = badges.get(card.position, "")
    if not badge and card.status in ("leaving", "left"):
        badge = word("position", "status", card.status)
    return Face(
        name=card.name or _("Unknown"),
        title=card.title,
        initials="?" if card.is_placeholder else initials(card.name),
        role=role,
        attitude=word("position", "attitude", card.attitude) if card.attitude else "",
        tone=TONES.get(card.attitude),
        dots=rank,
        known=known,
        placeholder=card.is_placeholder,
        badge=badge,
    )
