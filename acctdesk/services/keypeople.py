"""Whom an account depends on: who decides, champions us or has power, of those who are there."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from acctdesk.metrics.stakeholders import DECIDES, Stakeholder
from acctdesk.models import Person, Position
from acctdesk.services.interaction import Party
from acctdesk.workspace.folding import fold


@dataclass(frozen=True, slots=True)
class KeyPerson:
    """Somebody an account depends on.

    Attributes:
        party: Who.
        title: Their title; may be empty.
        decides: Whether they decide.
        power: 0 to 10; None when nobody has said.
    """

    party: Party
    title: str
    decides: bool
    power: int | None


def key_people(connection: Connection, account: str) -> tuple[KeyPerson, ...]:
    """The key people of an account: who decides first, then by power and name.

    Args:
        connection: A read connection.
        account: Account id.
    """
    statement = (
        select(
            Person.id, Person.name, Position.id, Position.title, Position.power,
            Position.interest, Position.buying_roles, Position.status,
        )
        .join(Position, Position.person_id == Person.id)
        .where(
            Position.account_id == account, Position.ended.is_(None), Person.archived.is_(None)
        )
    )  # fmt: skip
    found: dict[str, KeyPerson] = {}
    for person, name, post, title, power, interest, roles, status in connection.execute(statement):
        one = Stakeholder(
            post, person, power=power, interest=interest, roles=tuple(roles or ()),
            status=status or "",
        )  # fmt: skip
        if not (one.is_there and one.is_key):
            continue
        held = found.get(person)
        decides = DECIDES in one.roles or bool(held and held.decides)
        powers = [each for each in (power, held.power if held else None) if each is not None]
        found[person] = KeyPerson(
            Party(person, name),
            (held.title if held else "") or title or "",
            decides,
            max(powers, default=None),
        )
    return tuple(
        sorted(
            found.values(),
            key=lambda one: (not one.decides, -(one.power or 0), fold(one.party.name)),
        )
    )
