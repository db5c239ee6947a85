"""A map of stakeholders as services hand it out: plain values, detached from the database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from acctdesk.metrics.departures import Departure
from acctdesk.metrics.stakeholders import Gap, quadrant, suggested_cadence


@dataclass(frozen=True, slots=True)
class Card:
    """A post on the map, with whoever holds it.

    Attributes:
        position: Position id.
        person: Person id; empty for a placeholder.
        name: Name of the person; empty for a placeholder.
        title: Job title.
        unit: Id of the business unit; empty for none.
        unit_name: Its name.
        manager: Position it reports to; empty for a root. Always a card of the same map.
        power: 0 to 10; None when nobody has said.
        interest: Likewise.
        attitude: Code; empty for nothing said.
        roles: Codes of buying roles.
        status: "in_post", "leaving", "left", "unknown", or empty.
        cadence: Their own; empty as the quadrant asks.
        started: Since when; ISO 8601 with its precision, or empty.
        shift: How far it was moved by hand from its place in the tidy layout; None for not at all.
        parked: Whether it stands beside the map.
        last_contact: Day of the last contact with the person; None for never.
    """

    position: str
    person: str
    name: str
    title: str
    unit: str
    unit_name: str
    manager: str
    power: int | None
    interest: int | None
    attitude: str
    roles: tuple[str, ...]
    status: str
    cadence: str
    started: str
    shift: tuple[int, int] | None
    parked: bool
    last_contact: dt.date | None

    @property
    def is_placeholder(self) -> bool:
        """Whether nobody is known to hold the post."""
        return not self.person

    @property
    def label(self) -> str:
        """What the card is called: the name, or the title of a placeholder."""
        return self.name or self.title

    @property
    def quadrant(self) -> str | None:
        """Their quadrant of power and interest; None when one isn't known."""
        return quadrant(self.power, self.interest)

    @property
    def due_cadence(self) -> str | None:
        """How often to be in touch: their own cadence, or what the quadrant asks for."""
        return self.cadence or suggested_cadence(self.power, self.interest)


@dataclass(frozen=True, slots=True)
class Tie:
    """A line between two cards beside reporting.

    Attributes:
        id: Its id.
        start: Position it leads from.
        end: Position it leads to.
        type: "dotted", "influence" or "conflict".
        strength: 1 to 3; None when nobody has said.
        note: Why; may be empty.
    """

    id: str
    start: str
    end: str
    type: str
    strength: int | None
    note: str


@dataclass(frozen=True, slots=True)
class Relation:
    """How well one of us knows one of theirs.

    Attributes:
        id: Its id; empty when it is known from the contact log alone.
        member: Id of ours.
        person: Id of theirs.
        strength: Code; empty when nobody has said.
        now: What ours is to them; code or empty.
        wanted: What ours wants to be to them; code or empty.
        note: May be empty.
        last_contact: Day of the last contact of the two; None for never.
    """

    id: str
    member: str
    person: str
    strength: str
    now: str
    wanted: str
    note: str
    last_contact: dt.date | None


@dataclass(frozen=True)
class StakeholderMap:
    """The people of a client as one sees them on one day.

    Attributes:
        account: Account id.
        account_name: Its name.
        day: The day.
        cards: Everybody on it: each manager before those beneath, siblings in their order; those
            that are parked come last.
        ties: The lines between cards.
        members: Our people by id and name: the account's team and whoever knows somebody here.
        relations: Who of us knows whom of theirs.
        units: Business units of the account: id, name, and id of the one it is part of, or empty.
    """

    account: str
    account_name: str
    day: dt.date
    cards: tuple[Card, ...]
    ties: tuple[Tie, ...]
    members: tuple[tuple[str, str], ...]
    relations: tuple[Relation, ...]
    units: tuple[tuple[str, str, str], ...]

    @cached_property
    def by_id(self) -> Mapping[str, Card]:
        """The cards by position."""
        return {one.position: one for one in self.cards}

    @cached_property
    def below(self) -> Mapping[str, tuple[Card, ...]]:
        """The cards beneath each position, in their order; the roots under an empty id."""
        found: dict[str, list[Card]] = {}
        for card in self.cards:
            if not card.parked:
                found.setdefault(card.manager, []).append(card)
        return {one: tuple(cards) for one, cards in found.items()}

    def branch(self, position: str) -> Iterator[Card]:
        """A card and all beneath it, each before those beneath it."""
        beneath: dict[str, list[Card]] = {}
        for card in self.cards:
            beneath.setdefault(card.manager, []).append(card)
        waiting = [self.by_id[position]]
        while waiting:
            card = waiting.pop()
            yield card
            waiting += reversed(beneath.get(card.position, ()))


@dataclass(frozen=True, slots=True)
class Step:
    """A difference in one card or relationship between two days.

    Attributes:
        what: "joined", "left", "moved", "warmed" or "cooled".
        position: The post; of a relationship a post of the person's.
        person: The person; empty for a placeholder.
        label: What the card is called.
        fields: By field name, the values before and after: "manager", "unit" and "title" of who
            moved, by their names; "attitude" of who warmed or cooled, or "strength" or "now" with
            the member, as codes.
        member: Id of ours, where a relationship changed; else empty.
    """

    what: str
    position: str
    person: str
    label: str
    fields: Mapping[str, tuple[Any, Any]]
    member: str = ""


@dataclass(frozen=True, slots=True)
class Thin:
    """Where an account is thin.

    Attributes:
        gaps: See `acctdesk.metrics.stakeholders.Gap`.
        unjudged: Rules that could not be judged, with the reason.
        labels: Names of the positions, people, units and members that gaps are about, by id.
    """

    gaps: tuple[Gap, ...]
    unjudged: Mapping[str, str]
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Leaving:
    """What is lost when somebody leaves.

    Attributes:
        loss: See `acctdesk.metrics.departures.Departure`.
        currency: ISO code of its revenue; empty when the account has none.
        labels: Names of the positions, people and members it is about, by id.
    """

    loss: Departure
    currency: str
    labels: Mapping[str, str]
