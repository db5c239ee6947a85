"""Who there is, and who of us knows whom, as the sheets of a workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from acctdesk.clientview import View
from acctdesk.exchange.maps.released import released_table
from acctdesk.exchange.maps.wording import QUADRANTS, HasFields, Word
from acctdesk.metrics.stakeholders import strength_rank
from acctdesk.services.stakeholder import Card, Relation, StakeholderMap
from acctdesk.words import _

Value: TypeAlias = str | int | dt.date | None
"""What a cell holds; None is blank."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet on its way to a workbook.

    Attributes:
        name: What it is called.
        headings: One a column.
        rows: The cells.
        pinned: How many columns stay in sight.
    """

    name: str
    headings: tuple[str, ...]
    rows: Sequence[tuple[Value, ...]]
    pinned: int = 1


def released_sheets(view: View) -> list[Sheet]:
    """The register a client may see.

    Args:
        view: What was released: its table is taken.
    """
    table = released_table(view)
    rows = [tuple(cell or None for cell in row) for row in table.rows]
    return [Sheet(_("Stakeholders"), table.headings, rows)]


def internal_sheets(source: HasFields, seen: StakeholderMap, word: Word) -> list[Sheet]:
    """Everybody with all that is known, our team × their people, and every relationship.

    Args:
        source: Says what fields are called.
        seen: The map.
        word: Says codes in words.
    """
    return [_register(source, seen, word), _matrix(seen, word), _relations(source, seen, word)]


def _label(source: HasFields, key: str) -> str:
    kind, _dot, name = key.partition(".")
    return str(source.fields.field(kind, name).label)


def _register(source: HasFields, seen: StakeholderMap, word: Word) -> Sheet:
    members = dict(seen.members)
    best: dict[str, Relation] = {}
    for one in seen.relations:
        held = best.get(one.person)
        if one.strength and (
            held is None or strength_rank(one.strength) > strength_rank(held.strength)
        ):
            best[one.person] = one

    def row(card: Card) -> tuple[Value, ...]:
        manager = seen.by_id.get(card.manager)
        nearest = best.get(card.person)
        return (
            card.name or None,
            card.title or None,
            card.unit_name or None,
            manager.label if manager else None,
            card.power,
            card.interest,
            str(QUADRANTS[card.quadrant]) if card.quadrant else None,
            word("position", "attitude", card.attitude) if card.attitude else None,
            ", ".join(word("position", "buying_roles", role) for role in card.roles) or None,
            word("position", "status", card.status) if card.status else None,
            word("position", "cadence", card.due_cadence) if card.due_cadence else None,
            card.last_contact,
            members.get(nearest.member) if nearest else None,
            word("relationship", "strength", nearest.strength) if nearest else None,
            _("Parked") if card.parked else None,
        )

    keys = ("person.name", "position.title", "position.unit_id", "position.manager_id",
            "position.power", "position.interest")  # fmt: skip
    later = ("position.attitude", "position.buying_roles", "position.status", "position.cadence")
    headings = (
        *(_label(source, key) for key in keys),
        _("Quadrant"),
        *(_label(source, key) for key in later),
        _("Last contact"),
        _("Best known by"),
        _("How well"),
        _("On the map"),
    )
    return Sheet(_("Stakeholders"), headings, [row(card) for card in seen.cards])


def _matrix(seen: StakeholderMap, word: Word) -> Sheet:
    """How well each of ours knows each of theirs; blank where they don't, as far as we know."""
    strength = {(one.person, one.member): one for one in seen.relations}

    def cell(person: str, member: str) -> str | None:
        found = strength.get((person, member))
        if found is None or not (found.strength or found.last_contact):
            return None
        if not found.strength:
            return _("Met")
        return word("relationship", "strength", found.strength)

    people = {card.person: card for card in reversed(seen.cards) if card.person}
    rows: list[tuple[Value, ...]] = [
        (
            card.name,
            card.title or None,
            *(cell(card.person, member) for member, _name in seen.members),
        )
        for card in seen.cards
        if card.person and people[card.person] is card
    ]
    headings = (_("Theirs"), _("Title"), *(name for _member, name in seen.members))
    return Sheet(_("Matrix"), headings, rows)


def _relations(source: HasFields, seen: StakeholderMap, word: Word) -> Sheet:
    members = dict(seen.members)
    names = {card.person: card.name for card in seen.cards if card.person}
    rows: list[tuple[Value, ...]] = [
        (
            names[one.person],
            members.get(one.member),
            *(
                word("relationship", name, code) if code else None
                for name, code in (
                    ("strength", one.strength),
                    ("now", one.now),
                    ("wanted", one.wanted),
                )
            ),
            one.last_contact,
            one.note or None,
        )
        for one in seen.relations
        if one.person in names
    ]
    keys = ("relationship.strength", "relationship.now", "relationship.wanted")
    headings = (
        _("Theirs"),
        _("Ours"),
        *(_label(source, key) for key in keys),
        _("Last contact"),
        _label(source, "relationship.note"),
    )
    return Sheet(_("Relationships"), headings, rows, 2)
