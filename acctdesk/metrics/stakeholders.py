"""Stakeholders: what their power and interest ask for, and where an account is thin.

Definitions: Mendelow's matrix of power and interest (1981) with the cadence each quadrant asks for;
buying roles and degrees of contact as they are usual in the selling of services. Everything here
takes plain values, days included, and answers with codes and values, never with sentences.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

HIGH = 5
"""Power or interest from here on is high, on a scale from 0 to 10."""

QUADRANT_CADENCE = {
    "manage_closely": "weekly",
    "keep_satisfied": "monthly",
    "keep_informed": "fortnightly",
    "monitor": "quarterly",
}
"""Every quadrant with the cadence it asks for."""

CADENCE_DAYS = {"weekly": 7, "fortnightly": 14, "monthly": 31, "quarterly": 92}
"""The days that may pass between two contacts; a month and a quarter are the longest there are."""

STRENGTHS = ("none", "brief", "multiple", "in_depth")
"""How well two people know each other, the least first."""

STANDINGS = ("vendor", "credible_source", "problem_solver", "trusted_advisor")
"""What one of us is to somebody, the least first."""

ROLES = ("economic_buyer", "technical_buyer", "user_buyer", "coach", "champion", "blocker")
"""Buying roles. Nobody is missed who blocks: a blocker is the one role that needn't be filled."""

DECIDES = "economic_buyer"
KEY_ROLES = frozenset({"economic_buyer", "champion"})
"""Roles that make somebody a key person, whatever their power."""


def quadrant(power: int | None, interest: int | None) -> str | None:
    """The quadrant of power and interest (Mendelow).

    Args:
        power: 0 to 10; None when nobody has said.
        interest: Likewise.

    Returns:
        "manage_closely" (both high), "keep_satisfied" (power alone), "keep_informed" (interest
        alone) or "monitor"; None when one of the two isn't known.
    """
    if power is None or interest is None:
        return None
    if power >= HIGH:
        return "manage_closely" if interest >= HIGH else "keep_satisfied"
    return "keep_informed" if interest >= HIGH else "monitor"


def suggested_cadence(power: int | None, interest: int | None) -> str | None:
    """How often the quadrant asks to be in touch; None when there is no quadrant."""
    found = quadrant(power, interest)
    return None if found is None else QUADRANT_CADENCE[found]


def strength_rank(strength: str | None) -> int:
    """0 for none (or nothing said), 1 for brief, 2 for multiple, 3 for in-depth."""
    return STRENGTHS.index(strength) if strength in STRENGTHS else 0


def standing_rank(standing: str | None) -> int | None:
    """0 for a vendor to 3 for a trusted advisor; None when nothing is said."""
    return STANDINGS.index(standing) if standing in STANDINGS else None


@dataclass(frozen=True, slots=True)
class Stakeholder:
    """A post at an account with what is known of whoever holds it.

    Attributes:
        position: Id of the post.
        person: Id of who holds it; empty for a placeholder.
        unit: Id of the business unit; empty for none.
        manager: Id of the post it reports to; empty for none.
        power: 0 to 10.
        interest: 0 to 10.
        roles: Codes of buying roles.
        status: "in_post", "leaving", "left", "unknown", or empty for nothing said.
        cadence: How often to be in touch; empty as the quadrant asks.
        last_contact: Day of the last contact with them.
    """

    position: str
    person: str = ""
    unit: str = ""
    manager: str = ""
    power: int | None = None
    interest: int | None = None
    roles: tuple[str, ...] = ()
    status: str = ""
    cadence: str = ""
    last_contact: dt.date | None = None

    @property
    def is_there(self) -> bool:
        """Whether somebody is known to hold the post now."""
        return bool(self.person) and self.status != "left"

    @property
    def is_key(self) -> bool:
        """Whether the account depends on them: high power, or they decide or champion us."""
        return (self.power or 0) >= HIGH or not KEY_ROLES.isdisjoint(self.roles)

    @property
    def due_cadence(self) -> str | None:
        """The cadence that holds: their own, or what the quadrant asks for."""
        return self.cadence or suggested_cadence(self.power, self.interest)


@dataclass(frozen=True, slots=True)
class Bond:
    """How well one of us knows one of theirs.

    Attributes:
        member: Id of ours.
        person: Id of theirs.
        strength: A code of `STRENGTHS`; empty for nothing said.
        now: A code of `STANDINGS`, or empty.
        wanted: Likewise.
        last_contact: Day of the last contact of the two.
    """

    member: str
    person: str
    strength: str = ""
    now: str = ""
    wanted: str = ""
    last_contact: dt.date | None = None

    @property
    def rank(self) -> int:
        """Its strength as a number. Who met and said nothing of it knows each other briefly."""
        if self.strength:
            return strength_rank(self.strength)
        return 1 if self.last_contact is not None else 0


@dataclass(frozen=True, slots=True)
class BusinessUnit:
    """A business unit: its id, and the id of the one it is part of, or empty."""

    id: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing, and the one thing to do about it.

    Attributes:
        rule: "no_decision_maker", "known_to_one", "untouched", "unit_without_contact" or
            "single_threaded".
        action: "identify_decision_maker", "make_contact", "find_second_sponsor",
            "schedule_contact", "find_contact_in_unit" or "build_second_relationship".
        positions: Posts it is about.
        people: Who holds them.
        units: Business units it is about.
        members: Those of us it is about.
        facts: Values that say why.
    """

    rule: str
    action: str
    positions: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Gaps:
    """What the five rules found.

    Attributes:
        found: The gaps, rule by rule, the worst of each first.
        unjudged: By rule why it could not be judged: "no_people", "no_key_people", "no_cadence",
            "no_units" or "no_relationships". A rule that is in neither found nothing missing.
    """

    found: tuple[Gap, ...]
    unjudged: Mapping[str, str]


RULES = (
    "no_decision_maker",
    "known_to_one",
    "untouched",
    "unit_without_contact",
    "single_threaded",
)
"""The rules in the order they are told."""


def gaps(
    stakeholders: Sequence[Stakeholder],
    bonds: Sequence[Bond],
    units: Sequence[BusinessUnit],
    day: dt.date,
) -> Gaps:
    """Look for what is missing in the relationships with an account.

    Args:
        stakeholders: The posts on its map.
        bonds: Who of us knows whom of theirs; those with people elsewhere don't count.
        units: Its business units.
        day: The day it is.
    """
    there = [one for one in stakeholders if one.is_there]
    held = {one.person for one in there}
    known = [one for one in bonds if one.person in held and one.rank > 0]
    if not stakeholders:
        return Gaps((), dict.fromkeys(RULES, "no_people"))
    results = {
        "no_decision_maker": _no_decision_maker(stakeholders, there),
        "known_to_one": _known_to_one(there, known),
        "untouched": _untouched(there, day),
        "unit_without_contact": _units_without(there, known, units),
        "single_threaded": _single_threaded(there, known),
    }
    return Gaps(
        tuple(gap for one in results.values() if not isinstance(one, str) for gap in one),
        {rule: one for rule, one in results.items() if isinstance(one, str)},
    )


def _no_decision_maker(
    stakeholders: Iterable[Stakeholder], there: Sequence[Stakeholder]
) -> list[Gap]:
    filled = {role for one in there for role in one.roles}
    if DECIDES in filled:
        return []
    # A placeholder says that the role exists, not who holds it.
    waiting = [one for one in stakeholders if DECIDES in one.roles]
    unfilled = tuple(one for one in ROLES if one not in filled and one != "blocker")
    return [
        Gap(
            "no_decision_maker",
            "identify_decision_maker",
            tuple(one.position for one in waiting),
            tuple(one.person for one in waiting if one.person),
            facts={"unfilled": unfilled, "people": len(there)},
        )
    ]


def _known_to_one(there: Iterable[Stakeholder], known: Iterable[Bond]) -> list[Gap] | str:
    members: dict[str, list[str]] = {}
    for bond in known:
        members.setdefault(bond.person, []).append(bond.member)
    keys = [one for one in there if one.is_key]
    if not keys:
        return "no_key_people"
    found = []
    for one in keys:
        ours = tuple(sorted(set(members.get(one.person, ()))))
        if len(ours) <= 1:
            action = "find_second_sponsor" if ours else "make_contact"
            facts = {"known_by": len(ours), "power": one.power, "roles": one.roles}
            found.append(
                Gap("known_to_one", action, (one.position,), (one.person,), (), ours, facts)
            )
    found.sort(key=lambda gap: (gap.facts["known_by"], -(gap.facts["power"] or 0), gap.positions))
    return found


def _untouched(there: Iterable[Stakeholder], day: dt.date) -> list[Gap] | str:
    # A person with two posts at the account is in touch once; the tighter cadence holds.
    tightest: dict[str, tuple[int, str, Stakeholder]] = {}
    for one in there:
        cadence = one.due_cadence
        if cadence is not None:
            entry = (CADENCE_DAYS[cadence], cadence, one)
            held = tightest.get(one.person)
            if held is None or entry[0] < held[0]:
                tightest[one.person] = entry
    if not tightest:
        return "no_cadence"
    found: list[tuple[int, Gap]] = []
    for allowed, cadence, one in tightest.values():
        since = None if one.last_contact is None else (day - one.last_contact).days
        if since is not None and since <= allowed:
            continue
        facts = {
            "cadence": cadence,
            "own": bool(one.cadence),
            "last_contact": one.last_contact,
            "days": since,
            "over": None if since is None else since - allowed,
        }
        gap = Gap("untouched", "schedule_contact", (one.position,), (one.person,), facts=facts)
        # Never is later than any day.
        found.append((-(10**9) if since is None else allowed - since, gap))
    found.sort(key=lambda pair: (pair[0], pair[1].positions))
    return [gap for _over, gap in found]


def _units_without(
    there: Iterable[Stakeholder], known: Iterable[Bond], units: Sequence[BusinessUnit]
) -> list[Gap] | str:
    if not units:
        return "no_units"
    parents = {one.id: one.parent for one in units}
    met = {bond.person for bond in known}
    people: dict[str, int] = {}
    touched: set[str] = set()
    for one in there:
        people[one.unit] = people.get(one.unit, 0) + 1
        if one.person in met or one.last_contact is not None:
            # Whoever is known in a part of it is known in the whole.
            unit = one.unit
            while unit and unit not in touched:
                touched.add(unit)
                unit = parents.get(unit, "")
    return [
        Gap(
            "unit_without_contact",
            "find_contact_in_unit",
            units=(one.id,),
            facts={"people": people.get(one.id, 0)},
        )
        for one in units
        if one.id not in touched
    ]


def _single_threaded(there: Iterable[Stakeholder], known: Sequence[Bond]) -> list[Gap] | str:
    if not known:
        return "no_relationships"
    # A brief acquaintance carries nothing, unless there is nothing else.
    carrying = [one for one in known if one.rank >= strength_rank("multiple")] or list(known)
    pairs = {(one.member, one.person) for one in carrying}
    if len(pairs) > 1:
        return []
    [bond] = carrying[:1]
    posts = tuple(one.position for one in there if one.person == bond.person)
    facts = {"strength": bond.strength or "brief", "known": len(known)}
    return [
        Gap(
            "single_threaded",
            "build_second_relationship",
            posts,
            (bond.person,),
            (),
            (bond.member,),
            facts,
        )
    ]
