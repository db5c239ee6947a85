"""Reads entries of the contact log as records: with names, and with who took part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, func, select

from acctdesk.models import Account, Attachment, Member, Participant, Person
from acctdesk.models import Interaction as Row
from acctdesk.services.context import in_parts
from acctdesk.services.interaction import Interaction, Party
from acctdesk.workspace.folding import fold

Parties = dict[str, tuple[Party, ...]]


def read_entries(connection: Connection, chosen: Select[Any]) -> list[Interaction]:
    """The entries whose ids a statement selects, in its order.

    Args:
        connection: A read connection.
        chosen: Selects ids of interactions.
    """
    ids = list(connection.scalars(chosen))
    rows: dict[str, Any] = {}
    for part in in_parts(ids):
        statement = (
            select(
                Row.id, Row.account_id, Account.name, Row.type, Row.day, Row.minutes,
                Row.subject, Row.summary, Row.next_step, Row.next_step_due,
                Row.next_step_done, Row.logged_by, Member.name,
            )
            .join(Account, Account.id == Row.account_id)
            .outerjoin(Member, Member.id == Row.logged_by)
            .where(Row.id.in_(part))
        )  # fmt: skip
        rows.update((row[0], row) for row in connection.execute(statement))
    people = _parties(connection, ids, Person, Participant.person_id)
    members = _parties(connection, ids, Member, Participant.member_id)
    files = _files(connection, ids)
    return [
        Interaction(
            id=row[0],
            account=row[1],
            account_name=row[2],
            type=row[3],
            day=row[4],
            minutes=row[5],
            subject=row[6],
            summary=row[7] or "",
            next_step=row[8] or "",
            next_step_due=row[9] or "",
            next_step_done=row[10] or "",
            logged_by=Party(row[11], row[12]) if row[11] else None,
            people=people.get(row[0], ()),
            members=members.get(row[0], ()),
            attachments=files.get(row[0], 0),
        )
        for row in (rows[one] for one in ids if one in rows)
    ]


def _parties(connection: Connection, ids: Sequence[str], of: Any, column: Any) -> Parties:
    """Who of one side took part in entries, by entry."""
    found: dict[str, list[Party]] = {}
    for part in in_parts(ids):
        statement = (
            select(Participant.interaction_id, of.id, of.name)
            .join(of, of.id == column)
            .where(Participant.interaction_id.in_(part))
        )
        for one, party, name in connection.execute(statement):
            found.setdefault(one, []).append(Party(party, name))
    return {
        one: tuple(sorted(parties, key=lambda party: (fold(party.name), party.id)))
        for one, parties in found.items()
    }


def _files(connection: Connection, ids: Sequence[str]) -> dict[str, int]:
    """How many files and links hang on entries."""
    found: dict[str, int] = {}
    for part in in_parts(ids):
        statement = (
            select(Attachment.record_id, func.count())
            .where(Attachment.record_id.in_(part))
            .group_by(Attachment.record_id)
        )
        found.update((row[0], row[1]) for row in connection.execute(statement))
    return found
